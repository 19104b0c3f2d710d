"""Entries of a list of definitions that no quotation mark sets off: the words that open the list tell what they are.

In these terms the following words have these meanings: / Working Day: a day on which … / a) Customer – whoever …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.model.agreement import Agreement, Piece, Provision
from navigator.model.terms import Definition
from navigator.model.text import BlockKind, Span

# "the following definitions apply:", "wordt verstaan onder:", "si intende per:", "jest mowa o:", …
_OPENS = re.compile(
    r"(?:definitions\b[^.;]{0,60}\b(?:following|below|apply)|following (?:\w+ ){0,2}definitions|"
    r"(?:terms|words|expressions)\b[^.;]{0,100}\bmean(?:ings?)?\b|"
    r"verstaan(?: onder)?|volgende (?:begrippen|definities|termen)|si intend(?:e|ono)\b|"
    r"seguenti (?:termini|definizioni)|se ent(?:iende|enderá)n?\b|siguientes (?:términos|definiciones)|"
    r"entende(?:m|r)?-se|seguintes (?:termos|definições)|"
    r"on entend(?:ra)?\b|termes? (?:suivants|ci-(?:dessous|après))|définitions suivantes|versteht man|"
    r"folgende(?:n|r)? (?:begriff|definition|bedeutung)|begriffsbestimmung|bedeute[tn]|jest mowa o|oznacza|rozumie|"
    r"następujące (?:definicje|pojęcia)|następujących pojęć|следующие (?:термины|определения|понятия)|"
    r"följande (?:definitioner|begrepp))",
    re.IGNORECASE,
)
_SIGNS = (
    "terms", "words", "expressions", "definitions", "verstaan", "volgende", "intend", "seguenti", "se ent",
    "siguientes", "entende", "seguintes", "entend", "termes", "définitions", "versteht", "folgende", "begriff",
    "bedeute", "mowa", "oznacza", "rozumie", "następując", "следующ", "följande",
)  # fmt: skip
# "Working Day: a day on which …", "Customer – whoever buys …", "Goods (or “Wares”): …"
_ENTRY = re.compile(
    r"[“\"«„]?(?P<term>[^\W\d_a-zà-öø-ÿ][^:–—.;,()“”\"«»„]{0,60}?)[”\"»“]?\s?(?:\([^()]{1,60}\))?"
    r"\s?(?::|\s[–—-])\s+(?!Such as\b|For example\b|E\.g\.)(?=\S)"
)
_AFTER_TERM = re.compile(r"\s*(?::|[–—-]\s)")
_MOST_WORDS = 6
_LEAST = 2
_LONGEST = 400
"""Letters of a paragraph that opens a list, at most."""


def listed_terms(agreement: Agreement) -> Iterator[Definition]:
    """The terms of every such list, in reading order."""
    for provision in agreement.provisions:
        for place, piece in enumerate(provision.body):
            if len(piece.span) > _LONGEST or not _opens(agreement.text.at(piece.span)):
                continue
            found = list(_entries(agreement, provision, provision.body[place + 1 :]))
            for child in agreement.children.get(provision.id, ()) if place + 1 == len(provision.body) or found else ():
                found += _headed(agreement, child) or _entries(agreement, child, child.body[:1])
            if len(found) >= _LEAST:
                yield from found


def _opens(text: str) -> bool:
    last = text.rstrip()
    if last[-1:] not in (":", ".", "："):
        return False
    last = last[:-1].rsplit(". ", 1)[-1]
    return any(map(last.lower().__contains__, _SIGNS)) and _OPENS.search(last) is not None


def _entries(agreement: Agreement, provision: Provision, pieces: tuple[Piece, ...]) -> Iterator[Definition]:
    for piece in pieces:
        block = agreement.block_of(piece)
        if block.kind is BlockKind.TABLE:
            continue
        start = max(piece.span.start, block.marker.end if block.marker is not None else 0)
        text = agreement.text.text[start : piece.span.end]
        lead = len(text) - len(text.lstrip())
        found = _ENTRY.match(text, lead)
        if found is not None and len(found["term"].split()) <= _MOST_WORDS:
            at = start + found.start("term")
            term = found["term"].rstrip()
            yield Definition(term, provision.id, Span(at, at + len(term)), piece.span, "entry")


def _headed(agreement: Agreement, provision: Provision) -> list[Definition]:
    """An entry whose term was read as the heading that runs in: "a. Customer: whoever …"."""
    at, body = provision.heading_span, provision.body
    if at is None or provision.heading is None or not body or len(provision.heading.split()) > _MOST_WORDS:
        return []
    if not _AFTER_TERM.match(agreement.text.text[at.end : at.end + 3]):
        return []
    return [Definition(provision.heading, provision.id, at, Span(at.start, body[-1].span.end), "entry")]
