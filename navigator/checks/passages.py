"""Reading helpers that several rules share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.text import Span, plain

_LIMIT = 70
_ANY_WORD = re.compile(r"[^\W_]+")
_STEM = 4
"""How many letters of a word stay the same in its other cases in languages other than English: see `term_pattern`."""


# "Section 12 (“Glossary”)", "references to “Data” are replaced by": words that are quoted, not defined
QUOTED_ONLY = re.compile(
    r"(?:(?:sections?|articles?|clauses?|§)\s*[\w.()-]*\s*[(\[]\s*(?:the\s+)?|references? to (?:the )?|"
    r"replaced (?:with|by) |(?:(?:commonly|generally|popularly|often|sometimes) referred to as|known as|"
    r"called|such as|e\.g\.,?|for example,?|like|note:?)\s*[(\[]?)[“\"„«]?\Z",
    re.IGNORECASE,
)


def binding(agreement: Agreement) -> Iterator[tuple[Provision, Span]]:
    """Every piece of binding text with its provision, in reading order; headings are not included."""
    for provision in agreement.provisions:
        for piece in provision.body:
            yield provision, piece.span


def quoted(agreement: Agreement, span: Span) -> str:
    """The words of a span for a sentence about them: white space collapsed, cut where they are long."""
    words = plain(agreement.text.at(span))
    return f"“{words if len(words) <= _LIMIT else words[: _LIMIT - 1].rstrip() + '…'}”"


def name(provision: Provision) -> str:
    """How a sentence names a provision: '9.6 Governing Law', or by its place where it has neither."""
    return provision.label or "the unnumbered provision"


class Parts:
    """The part of the document with its own numbering and its own terms that each provision stands in: a schedule, an
    unnumbered heading at the top over numbered sections, sections that count from 1 again; None for the main body."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._again: dict[str, str | None] = {}
        for row in agreement.children.values():
            self._again.update(_begun_again(row))

    def __getitem__(self, provision: Provision) -> str | None:
        line = (provision, *self._agreement.ancestors(provision.id))
        for above in line:
            if above.kind is ProvisionKind.SCHEDULE:
                return above.id
        top = line[-1]
        headed = top.id if top.kind is ProvisionKind.SECTION and top.number is None else None
        outermost = next((row for row in reversed(line) if row.number), None)
        if outermost is None or outermost.kind is ProvisionKind.ITEM:
            return headed
        return self._again[outermost.id] or headed


def _begun_again(row: Sequence[Provision]) -> Iterator[tuple[str, str | None]]:
    """For each of the provisions side by side: the one with which their numbers begin again, where they do before it
    or with it."""
    first, again = None, None
    for provision in row:
        if provision.number and provision.number == first:
            again = provision.id
        first = first or provision.number
        yield provision.id, again


def anchor(provision: Provision) -> Span:
    """Where a finding about a provision as a whole is shown: its number, else its heading, else its first words."""
    spans = provision.spans
    return spans[0] if spans else Span(0, 0)


def term_pattern(names: tuple[str, ...], language: str, *, ignore_case: bool) -> re.Pattern[str]:
    """Matches a term's names in singular, plural and possessive; in capitals as a whole too. In languages other than
    English the endings of its words are left open: "Verbundene Unternehmen", "verbundenen Unternehmens"."""
    if language != "en":
        stems = [
            r"\s+".join(re.escape(word[: max(4, len(word) - 2)]) + r"\w*" for word in each.split()) for each in names
        ]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(stems)})", re.IGNORECASE)
    forms = {form for each in names for form in _forms(each)}
    if not ignore_case:
        forms |= {form.upper() for form in forms}
    either = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?!\w)", re.IGNORECASE if ignore_case else 0)


def _forms(name: str) -> Iterator[str]:
    """ "Order Form(s)" -> Order Form, Order Forms; "Party" -> Parties; straight and curly apostrophes."""
    bare = re.sub(r"\((?:s|es)\)", "", name).strip()
    found = {bare, name}
    if re.search(r"[^aeiou]y$", bare):
        found.add(bare[:-1] + "ies")
    elif bare.endswith("ies"):
        found.add(bare[:-3] + "y")
    found.add(bare + ("es" if re.search(r"(?:s|x|ch|sh)$", bare) else "s"))
    if bare.endswith("s") and not bare.endswith("ss"):
        found.add(bare[:-1])
    if re.search(r"(?:sses|xes|ches|shes)$", bare):
        found.add(bare[:-2])
    for form in found:
        yield form
        yield form.replace("'", "’")
        yield form.replace("’", "'")


class WordPlaces:
    """Where each word of a text stands, so that many terms are looked for without reading it once for each."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._whole = language == "en"
        self._places: dict[str, list[int]] = {}
        for found in _ANY_WORD.finditer(text):
            self._places.setdefault(self._key(found[0]), []).append(found.start())

    def matches(self, pattern: re.Pattern[str], names: tuple[str, ...]) -> Iterator[re.Match[str]]:
        """The matches of a `term_pattern` of these names in reading order: they begin with a name's first word."""
        forms = {form for each in names for form in _forms(each)}
        firsts = [_ANY_WORD.match(form) for form in forms]
        if any(first is None or (not self._whole and len(first[0]) < _STEM) for first in firsts):
            yield from pattern.finditer(self._text)
            return
        keys = {self._key(first[0]) for first in firsts if first is not None}
        end = -1
        for start in sorted(place for key in keys for place in self._places.get(key, ())):
            found = pattern.match(self._text, start) if start >= end else None
            if found is not None:
                end = found.end()
                yield found

    def _key(self, word: str) -> str:
        return word.lower() if self._whole else word[:_STEM].lower()
