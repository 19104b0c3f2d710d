"""Linking uses of defined terms: longest term first, on word boundaries, singular and plural; never inside a heading,
a citation or the term's own definition."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from navigator.model.agreement import Agreement, Layer
from navigator.model.links import Reference
from navigator.model.terms import Definition, TermUse
from navigator.model.text import Span

# Words that would underline every second word of a text and tell the reader nothing.
_PRONOUNS = frozenset(
    "you your yours we us our ours i me my it they them party parties vous nous votre notre sie wir ihr uns".split()
)

_TITLE_WORDS = 16
"""The longest name by which an agreement calls itself, in words."""
_WORD = re.compile(r"\w+")
# A word that does not begin with a small letter of Western Europe: every term begins so
_CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ]\w*")
_JOINED = re.compile(r"[\w-]")


def link_uses(
    agreement: Agreement, definitions: tuple[Definition, ...], references: tuple[Reference, ...]
) -> tuple[TermUse, ...]:
    """Every use of a term that begins with a capital, in binding text and summaries, in reading order."""
    by_form: dict[str, list[int]] = {}
    for place, definition in enumerate(definitions):
        for name in (definition.term, *definition.aliases):
            if _linkable(name):
                for form in _forms(name):
                    places = by_form.setdefault(form, [])
                    if places[-1:] != [place]:
                        places.append(place)
    if not by_form:
        return ()
    terms = _Terms({form: tuple(places) for form, places in by_form.items()})
    closed = _Closed(
        [r.span for r in references]
        + [d.span for d in definitions]
        + _alias_spans(agreement, definitions)
        + _own_name_spans(agreement)
    )
    text = agreement.text.text
    return tuple(
        TermUse(identity, layer, where, places)
        for identity, layer, span in _stretches(agreement)
        for where, places in terms.find(text, span)
        if not closed.touches(where)
    )


class _Terms:
    """The forms of all terms by their first word: how long they are, the longest first."""

    def __init__(self, forms: dict[str, tuple[int, ...]]) -> None:
        self._forms = forms
        lengths: dict[str, set[int]] = {}
        for form in forms:
            first = _WORD.match(form)
            lengths.setdefault(first.group() if first else "", set()).add(len(form))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def find(self, text: str, span: Span) -> Iterator[tuple[Span, tuple[int, ...]]]:
        """Where terms stand within a span, and the definitions of each: the longest on word boundaries, none
        overlapping."""
        end = span.start
        for word in _CAPITALISED.finditer(text, span.start, span.end):
            start = word.start()
            lengths = self._lengths.get(word.group(), ()) if start >= end else ()
            if lengths and start > 0 and _JOINED.match(text, start - 1):
                continue  # part of a longer word
            for length in lengths:
                after = start + length
                places = self._forms.get(text[start:after]) if after <= span.end else None
                if places is not None and not _WORD.match(text, after, span.end):
                    yield Span(start, after), places
                    end = after
                    break


def _stretches(agreement: Agreement) -> Iterable[tuple[str, Layer, Span]]:
    for provision in agreement.provisions:
        summary = agreement.summary_by_id.get(provision.id)
        if summary is not None and summary.beside[0] == provision.id:
            yield from ((provision.id, Layer.SUMMARY, piece.span) for piece in summary.pieces)
        yield from ((provision.id, Layer.BINDING, piece.span) for piece in provision.body)


def _linkable(name: str) -> bool:
    return name[:1].isupper() and name.lower() not in _PRONOUNS and len(name) > 1


def _forms(name: str) -> set[str]:
    """A term as it may stand in the text: "Order Form(s)" -> Order Form, Order Forms; in capitals too."""
    bare = name.replace("(s)", "").replace("(es)", "").strip()
    forms = {name, bare, _plural(bare), _singular(bare)}
    forms |= {form.replace("'", "’") for form in forms} | {form.replace("’", "'") for form in forms}
    return {form for form in forms | {form.upper() for form in forms} if len(form) > 1}


def _plural(name: str) -> str:
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    if re.search(r"(?:s|x|ch|sh)$", name):
        return name if name.endswith("s") else name + "es"
    return name + "s"


def _singular(name: str) -> str:
    if name.endswith("ies") and len(name) > 4:
        return name[:-3] + "y"
    if re.search(r"(?:sses|xes|ches|shes)$", name):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name


def _alias_spans(agreement: Agreement, definitions: tuple[Definition, ...]) -> list[Span]:
    """Where the other names of a definition stand, in the same breath as the first."""
    spans = []
    text = agreement.text.text
    for definition in definitions:
        for alias in definition.aliases:
            at = text.find(alias, definition.span.end, definition.span.end + 200)
            if at >= 0:
                spans.append(Span(at, at + len(alias)))
    return spans


def _own_name_spans(agreement: Agreement) -> list[Span]:
    """Where the agreement calls itself by its title's last words ("Terms of Service"): "Terms" is no term there."""
    words = agreement.title.split()[-_TITLE_WORDS:]
    names = {" ".join(words[at:]) for at in range(len(words) - 1) if words[at][:1].isupper()}
    text = agreement.text.text
    return [Span(*m.span()) for name in names for m in re.finditer(re.escape(name), text)]


class _Closed:
    """Spans in which nothing is linked, for quick look-up."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def touches(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.end)
        return any(other.overlaps(span) for other in self._spans[max(0, at - 4) : at + 1])
