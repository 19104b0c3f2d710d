"""Find in two versions: the places of some words in the redline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from navigator.model.agreement import Agreement
from navigator.model.comparison import AlignedProvision, AlignedSummary
from navigator.model.redlined import Side
from navigator.model.text import Span
from ui.compare.content import content
from ui.compare.lines import Key, Kind, Lines
from ui.reader.building import Source
from ui.reader.content import Content, Segment, State
from ui.reader.finding import pattern


@dataclass(frozen=True, slots=True)
class Place:
    """Words in one cell. `spans` are in the text of the cell, several where the other version's words stand between."""

    key: Key
    side: Side
    spans: tuple[Span, ...]


class Finder:
    """All places of some words in a comparison, in the order of its lines. What both versions say is found once."""

    def __init__(self, lines: Lines, sides: tuple[Side, ...], words: str) -> None:
        self.words = words
        self._lines, self._sides = lines, sides
        sought = pattern(words)
        self.places = tuple(self._all(sought)) if sought is not None else ()
        self._order = {line.key: at for at, line in enumerate(lines.every)}
        self._of: dict[tuple[Key, Side], list[Place]] = {}
        for place in self.places:
            self._of.setdefault((place.key, place.side), []).append(place)

    def of(self, key: Key, side: Side) -> list[Place]:
        """The places in one cell."""
        return self._of.get((key, side), [])

    def begin(self, key: Key | None, *, backwards: bool) -> Place | None:
        """The first place from a line on, or the last one before it; round at the ends. None where there is none."""
        if not self.places:
            return None
        here = 0
        if key is not None:  # a fold is named by the first line that it holds
            here = key[1] if key[0] is Kind.FOLD else self._order[key]
        if backwards:
            return next((place for place in reversed(self.places) if self._order[place.key] < here), self.places[-1])
        return next((place for place in self.places if self._order[place.key] >= here), self.places[0])

    def next(self, place: Place, *, backwards: bool) -> Place:
        """The place after another, or before it, and round."""
        return self.places[(self.places.index(place) + (-1 if backwards else 1)) % len(self.places)]

    def _all(self, sought: re.Pattern[str]) -> Iterator[Place]:
        comparison = self._lines.comparison
        for line in self._lines.every:
            if line.kind not in (Kind.PROVISION, Kind.SUMMARY):
                continue
            row = (comparison.provisions if line.kind is Kind.PROVISION else comparison.summaries)[line.at]
            if not any(sought.search(words) for words in _said(comparison.old, comparison.new, row)):
                continue
            for side in self._sides:
                shown, source = content(comparison, row, side)
                for spans in _places(shown, source, sought, side):
                    yield Place(line.key, side, spans)


def _said(old: Agreement, new: Agreement, row: AlignedProvision | AlignedSummary) -> Iterator[str]:
    """What a row says on either side, its numbers before its words: a cell is made only where the words are there."""
    for agreement, ids, text in ((old, row.old, row.old_text), (new, row.new, row.new_text)):
        yield " ".join([*(agreement.by_id[one].full_number or agreement.by_id[one].number or "" for one in ids), text])


def _places(shown: Content, source: Source, sought: re.Pattern[str], side: Side) -> list[tuple[Span, ...]]:
    """In a cell of the new version everything, in one of the old what the new one does not say any more; where both
    stand in one text, either version's words without the other's between them."""
    found = []
    if side is not Side.OLD:
        found += [spans for spans, _ in _matches(shown, source, sought, without=State.REMOVED)]
    if side is not Side.NEW:
        found += [spans for spans, gone in _matches(shown, source, sought, without=State.ADDED) if gone]
    return sorted(found, key=lambda spans: spans[0])


def _matches(
    shown: Content, source: Source, sought: re.Pattern[str], *, without: State
) -> Iterator[tuple[tuple[Span, ...], bool]]:
    """(spans, whether any of it was removed) for each place in the words of a cell but those of one state."""
    words, length = [], 0
    parts: list[tuple[int, Segment]] = []
    for paragraph in shown.paragraphs():
        for place, segment in enumerate(paragraph.segments):
            if segment.words is not None or segment.state is without:
                continue
            if length and not (segment.tight and place):
                words.append(" ")
                length += 1
            parts.append((length, segment))
            words.append(segment.span.of(source.text))
            length += len(segment.span)
    for match in sought.finditer("".join(words)):
        touched = [
            (segment, Span(max(begin, match.start()) - begin, min(begin + len(segment.span), match.end()) - begin))
            for begin, segment in parts
            if begin < match.end() and match.start() < begin + len(segment.span)
        ]
        spans = tuple(Span(s.span.start + part.start, s.span.start + part.end) for s, part in touched)
        if spans:
            yield spans, any(segment.state is State.REMOVED for segment, _ in touched)
