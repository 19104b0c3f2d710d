"""Headings that name the place of a provision: "Germany" among terms by country, "Additional Terms for Peru"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from navigator.jurisdiction.conditions import Reading
from navigator.jurisdiction.phrases import read_whole
from navigator.model.agreement import Agreement, Provision
from navigator.model.rules import Condition
from navigator.model.text import plain

_KIND = (
    r"(?:(?:terms|provisions|conditions|rules|addend(?:um|a)|supplements?|annex|appendix)(?:\s+and\s+conditions"
    r"|\s+of\s+(?:service|use))?)"
)
_BEFORE = re.compile(
    rf"^(?:(?:additional|special|specific|supplement\w*|local|further|particular|country|regional)[\s-]+)*{_KIND}\s+"
    r"(?:for|in|applicable\s+(?:to|in))\s+(?:(?:customers|users|residents)\s+(?:in|of|from)\s+)?",
    re.I,
)
_AFTER = re.compile(
    rf"[\s–—-]+(?:specific\s+(?:additional\s+)?{_KIND}|(?:additional\s+|special\s+)?{_KIND}|(?:users|customers|residents)(?:\s+only)?|only)$",
    re.I,
)
_ONLY = re.compile(
    r"\((?:for\s+)?(?P<place>[^()]{2,60}?)(?:\s+(?:based\s+)?(?:users|customers|residents))?\s+only\)\s*$", re.I
)
"""`Arbitration (U.S. users only)`"""
_BY_PLACE = re.compile(
    r"\b(?:countr(?:y|ies)|regions?|regional|jurisdictions?|jurisdictional|local|territor(?:y|ies|ial)|international|locations?)\b",
    re.I,
)
_LABEL = re.compile(
    r"^(?:annex|appendix|schedule|exhibit|part|addendum|anhang|annexe|anexo|allegato|bijlage)\s+[\w.]{1,4}\s*(?:[:.–—-]\s*|\((?=[^()]+\)$))",
    re.I,
)
"""`Annex 2 (Peru)`, `Schedule B – Chile`"""
_LONGEST = 90


def place_heading(agreement: Agreement, provision: Provision, named: Mapping[str | None, int]) -> Reading | None:
    """The place that a heading names as the one its provision is for. A bare name counts beside another one, or under
    a heading that speaks of countries or regions; `named` holds how many such headings stand under each provision."""
    heading = _bare(provision)
    if heading is None:
        return None
    only = _ONLY.search(heading)
    label = _LABEL.match(heading) if only is None else None
    numbered = _LABEL.match(f"{provision.number} 1:") is not None  # "Annex 1" is the number, "(Peru)" the heading
    if label is not None:
        heading = (
            heading[label.end() :].removesuffix(")") if heading[label.end() - 1] == "(" else heading[label.end() :]
        )
    words = only["place"] if only else _AFTER.sub("", _BEFORE.sub("", heading, count=1), count=1)
    parent = agreement.by_id.get(provision.parent or "")
    around = parent.heading if parent is not None and parent.heading else agreement.title if parent is None else ""
    if (
        words == heading
        and label is None
        and not numbered
        and named.get(provision.parent, 0) < 2
        and not _BY_PLACE.search(around or "")
    ):
        return None
    place = read_whole(words)
    if place is None:
        return None
    condition = Condition(plain(provision.heading or ""), provision.heading_span, place.countries)
    return Reading(0, len(heading), condition, place if place.others else None)


def count_places(agreement: Agreement) -> dict[str | None, int]:
    """How many headings under each provision (None: at the top) are the name of a place and nothing else."""
    found: dict[str | None, int] = {}
    for provision in agreement.provisions:
        heading = _bare(provision)
        if heading is not None and read_whole(heading) is not None:
            found[provision.parent] = found.get(provision.parent, 0) + 1
    return found


def _bare(provision: Provision) -> str | None:
    heading = plain(provision.heading or "").strip(" .:")
    heading = heading[1:-1] if heading.startswith("(") and heading.endswith(")") else heading
    return heading if heading and provision.heading_span is not None and len(heading) <= _LONGEST else None
