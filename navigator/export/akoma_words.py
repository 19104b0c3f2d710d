"""Words of an Akoma Ntoso document: references, defined terms, links and styles as nested elements."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from lxml import etree

from navigator.export.akoma_meta import NAMESPACE
from navigator.export.inlines import printable, safe_url
from navigator.model.analysis import Analysis
from navigator.model.text import Run, Span

_RELATIVE = re.compile(r"[./?\w][^:\s<>\\]*")  # "/legal/refunds", "../fees.html": no scheme in it

_Mark = tuple[Span, str, dict[str, str]]
"""Where it stands, the element's name, and its attributes. An `eId` that ends in "." is numbered."""


class Marker:
    """Writes spans of one agreement. `inside`: what references may lead to; `terms`: addresses of the definitions;
    `notes`: after which code points a note of the reader is referred to, and its address."""

    def __init__(
        self,
        analysis: Analysis,
        inside: Collection[str],
        terms: Mapping[int, str],
        notes: Iterable[tuple[int, str]] = (),
    ) -> None:
        self._text = analysis.agreement.text
        self._notes = sorted(notes)
        references: list[_Mark] = [
            (row.span, "ref", {"href": f"#{row.target}"}) for row in analysis.references if row.target in inside
        ]
        links: list[_Mark] = [
            (row.span, "a", {"href": url}) for row in analysis.hyperlinks if (url := _address(row.url))
        ]
        defined: list[_Mark] = [
            (row.span, "def", {"refersTo": f"#{terms[index]}"})
            for index, row in enumerate(analysis.definitions)
            if index in terms
        ]
        used: list[_Mark] = [
            (row.span, "term", {"refersTo": f"#{terms[row.definitions[0]]}"})
            for row in analysis.uses
            if row.definitions and row.definitions[0] in terms
        ]
        self._layers = [_Layer(marks) for marks in (references, links, defined, used)]
        self._counts: dict[tuple[str, str], int] = {}

    def words(self, parent: Any, identity: str, span: Span, runs: Iterable[Run]) -> None:
        """The words of a span at the end of an element; `identity` is the provision that holds them."""
        text = self._text.text
        start, end = span.start, span.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        styles = _Layer([(run.span, name, values) for run in runs for name, values in _styles(run)], nested=True)
        layers = [*self._layers, styles]
        for point, note in self._notes_in(span):
            until = max(start, min(point, end))
            self._fill(parent, identity, Span(start, until), layers)
            etree.SubElement(parent, f"{{{NAMESPACE}}}noteRef", href=f"#{note}")
            start = until
        self._fill(parent, identity, Span(start, max(start, end)), layers)

    def _notes_in(self, span: Span) -> list[tuple[int, str]]:
        first = bisect_left(self._notes, (span.start + 1, ""))
        return self._notes[first : bisect_left(self._notes, (span.end + 1, ""))]

    def _fill(self, parent: Any, identity: str, span: Span, layers: list[_Layer]) -> None:
        if not layers:
            self._say(parent, self._text.at(span))
            return
        at = span.start
        for mark, name, attributes in layers[0].over(span):
            part = mark.intersection(Span(at, span.end)) if at < span.end else None
            if part is None:
                continue
            if at < part.start:
                self._fill(parent, identity, Span(at, part.start), layers[1:])
            element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
            if name in ("ref", "def", "term"):
                number = self._counts[identity, name] = self._counts.get((identity, name), 0) + 1
                element.set("eId", f"{identity}__{name}_{number}")
            # Bold and italic are two marks over the same words: the second stands inside the first.
            inner = [layers[0].without(name, mark), *layers[1:]] if layers[0].nested else layers[1:]
            self._fill(element, identity, part, inner)
            at = part.end
        if at < span.end:
            self._fill(parent, identity, Span(at, span.end), layers[1:])

    def _say(self, parent: Any, words: str) -> None:
        for place, part in enumerate(printable(words).split("\u2028")):
            if place:
                etree.SubElement(parent, f"{{{NAMESPACE}}}br")
            if not part:
                continue
            last = next(parent.iterchildren(reversed=True), None)  # the length of an element is counted child by child
            if last is not None:
                last.tail = (last.tail or "") + part
            else:
                parent.text = (parent.text or "") + part


class _Layer:
    """Marks of one kind, in order."""

    def __init__(self, marks: list[_Mark], *, nested: bool = False) -> None:
        self.nested = nested
        self._marks = sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end))
        self._starts = [mark[0].start for mark in self._marks]
        self._longest = max((len(mark[0]) for mark in marks), default=0)

    def over(self, span: Span) -> list[_Mark]:
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [mark for mark in self._marks[first:last] if mark[0].overlaps(span)]

    def without(self, name: str, span: Span) -> _Layer:
        """The marks that remain inside one of them."""
        rest = [mark for mark in self.over(span) if (mark[1], mark[0]) != (name, span)]
        return _Layer(rest, nested=True)


def _address(url: str) -> str | None:
    """Where a link leads: what other exports link, and paths on the publisher's own site, which the source gives and
    no program follows from a file of data; None for scripts and the like."""
    path = url.strip()
    relative = _RELATIVE.fullmatch(path) is not None
    return printable(path).replace(" ", "%20") if relative else safe_url(url)


def _styles(run: Run) -> Iterable[tuple[str, dict[str, str]]]:
    if run.bold:
        yield "b", {}
    if run.italic:
        yield "i", {}
    if run.underline:
        yield "u", {}
    if run.code or run.strike:
        yield "span", {"class": "code" if run.code else "strike"}
