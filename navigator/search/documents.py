"""An analysis as the documents that are searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from navigator.model.agreement import Agreement, Provision
from navigator.model.analysis import Analysis
from navigator.model.catalogue import HitLayer
from navigator.model.obligations import Party
from navigator.model.rules import Fact
from navigator.model.text import Span, plain
from navigator.search.engine import Document, Entry
from navigator.search.topics import topics

_OPENING = 200
"""Code points that are kept of what stands below a heading: more than a line of results shows."""


def documents(analysis: Analysis) -> Iterator[Document]:
    """The binding side of each provision, in reading order, each summary after the first provision that it stands
    beside. A provision without a word of its own has none."""
    agreement = analysis.agreement
    entries = _entries(analysis)
    summaries = {summary.beside[0]: summary for summary in agreement.summaries if summary.beside}
    parties = _parties(analysis)
    conditional = _conditional(analysis)
    kinds = topics(agreement)
    for provision in agreement.provisions:
        above = tuple(agreement.ancestors(provision.id))
        number = provision.full_number or provision.number
        text = agreement.laid_text(provision.id)
        summary = summaries.get(provision.id)
        words = agreement.summary_text(summary) if summary is not None else ""
        found = Document(
            provision=provision.id,
            side=HitLayer.BINDING,
            text=text,
            language=agreement.language,
            within=(provision.id, *(each.id for each in above)),
            number=number,
            heading=provision.heading,
            entries=entries.get(provision.id, ()),
            sections=tuple(part for part in (number, *(each.full_number or each.number for each in above)) if part),
            parties=parties.get(provision.id, ()),
            topics=kinds.get(provision.id, ()),
            conditional=provision.id in conditional,
            opening="" if text else _opening(agreement, provision),
        )
        if text or provision.heading or number:
            yield found
        if words:
            yield replace(found, side=HitLayer.SUMMARY, text=words, entries=(), parties=(), opening="")


def _entries(analysis: Analysis) -> dict[str, tuple[Entry, ...]]:
    """The terms of each provision; those that one sentence defines are one entry, since each has all of it for its
    meaning."""
    named: dict[str, dict[Span, list[str]]] = {}
    for row in analysis.definitions:
        named.setdefault(row.provision, {}).setdefault(row.meaning, []).extend((row.term, *row.aliases))
    text = analysis.agreement.text
    return {
        provision: tuple(Entry(tuple(dict.fromkeys(names)), plain(text.at(span))) for span, names in meanings.items())
        for provision, meanings in named.items()
    }


def _opening(agreement: Agreement, provision: Provision) -> str:
    """`9.1 The harbour master gives each vessel …` for a section 9 that is a heading alone."""
    for below in agreement.descendants(provision.id):
        if text := agreement.laid_text(below.id):
            words = plain(" ".join(filter(None, (below.full_number or below.number, text[:_OPENING]))))
            return f"{words.rsplit(' ', 1)[0]} …" if len(text) > _OPENING else words
    return ""


def missing(held: Iterable[Document], fresh: Iterable[Document]) -> str | None:
    """What of a source the index lacks, and what it holds that is not in the source; None where both are the same."""
    there, wanted = Counter(map(_known_by, held)), Counter(map(_known_by, fresh))
    lacks, more = (wanted - there).total(), (there - wanted).total()
    if not lacks and not more:
        return None
    parts = [f"lacks {lacks} of {wanted.total()} rows"] * bool(lacks)
    parts += [f"holds {more} that its source does not"] * bool(more)
    return f"{' and '.join(parts)}; library rebuild-index makes it anew"


def _known_by(row: Document) -> tuple[str, str, str | None, str | None, str]:
    return row.provision, row.side, row.number, row.heading, row.text


def _parties(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """Whom each provision obliges or entitles, by every name that the agreement has for that side; and the contracting
    entities that it names."""
    names = {Party.CUSTOMER: analysis.parties.customer, Party.PROVIDER: analysis.parties.provider}
    found: dict[str, dict[str, None]] = {}
    for row in analysis.statements:
        found.setdefault(row.provision, {}).update(dict.fromkeys((row.subject, *names.get(row.party, ()))))
    for rule in analysis.rules:
        if rule.fact is Fact.ENTITY:
            found.setdefault(rule.provision, {})[rule.value] = None
    return {provision: tuple(parties) for provision, parties in found.items()}


def _conditional(analysis: Analysis) -> frozenset[str]:
    """The provisions that may not apply to some profile: special terms and what may be replaced, with all below them
    (`standing.Standing` says which for one profile)."""
    roots = {terms.provision for terms in analysis.special_terms}
    roots |= {row.target for row in analysis.amendments if row.target is not None}
    agreement = analysis.agreement
    return frozenset(
        below for root in roots if root in agreement.by_id
        for below in (root, *(each.id for each in agreement.descendants(root)))
    )  # fmt: skip
