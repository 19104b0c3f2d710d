"""What a redline touches: the facts of an analysis, found at their place in a row's text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from navigator.compare.redline import Run
from navigator.compare.rows import Row
from navigator.compare.tokens import Token
from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.comparison import PlainText, Weight
from navigator.model.figures import Figure
from navigator.model.links import Ambiguous, Reference
from navigator.model.rules import Rule
from navigator.model.terms import Definition
from navigator.model.text import Span


class _Placed(Protocol):
    @property
    def provision(self) -> str: ...


T = TypeVar("T")
F = TypeVar("F", bound=_Placed)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a change is about, in words: `30 days → 14 days after its date`."""

    weight: Weight
    words: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """One change of a row as offsets and words: what is struck, what is set in."""

    old: Place
    new: Place
    old_text: str
    new_text: str
    old_words: int
    new_words: int


class Facts:
    """The facts of one version by the provision that holds them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.figures = _by_provision(analysis.figures)
        self.rules = _by_provision(analysis.rules)
        self.definitions = _by_provision(analysis.definitions)
        self.references = _by_provision(row for row in analysis.references if row.layer is Layer.BINDING)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every term that the version defines, in lower case."""
        return frozenset(row.term.casefold() for row in self.analysis.definitions)

    @cached_property
    def _ranges(self) -> dict[int, list[str]]:
        """Which provisions after its first a reference to a range takes in, by the identity of the reference."""
        found: dict[int, list[str]] = defaultdict(list)
        for one, references in self.analysis.ranges_over.items():
            for reference in references:
                found[id(reference)].append(one)
        return found

    def named(self, reference: Reference) -> tuple[str, ...]:
        """Every provision that a reference names: of a range each of them, of an ambiguous one its candidates."""
        if isinstance(reference.resolution, Ambiguous):
            return reference.resolution.candidates
        if reference.target is None:
            return ()
        return reference.target, *(self._ranges.get(id(reference), ()) if reference.range_to else ())


class Touched:
    """One changed row with the facts of both versions."""

    def __init__(self, row: Row, old: Facts, new: Facts) -> None:
        self.row, self.old, self.new = row, old, new
        line = row.line
        self.hunks = tuple(_hunk(run, line.old, line.new, row) for run in row.hunks)

    def figures(self) -> tuple[list[tuple[Place, Figure]], list[tuple[Place, Figure]]]:
        """Figures of either version, each at its place in the row's text."""
        return (
            _located(_of(self.old.figures, self.row.old), self.row.old_text, lambda figure: figure.span),
            _located(_of(self.new.figures, self.row.new), self.row.new_text, lambda figure: figure.span),
        )

    def references(self) -> tuple[list[tuple[Place, Reference]], list[tuple[Place, Reference]]]:
        """References of either version, a title in brackets after the number included."""
        return (
            placed_references(self.old, self.row.old, self.row.old_text),
            placed_references(self.new, self.row.new, self.row.new_text),
        )

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        return _of(self.old.rules, self.row.old), _of(self.new.rules, self.row.new)

    def definitions(self) -> tuple[list[tuple[Place, Definition]], list[tuple[Place, Definition]]]:
        """Definitions of either version at the place of their meaning."""
        return (
            _located(_of(self.old.definitions, self.row.old), self.row.old_text, lambda row: row.meaning),
            _located(_of(self.new.definitions, self.row.new), self.row.new_text, lambda row: row.meaning),
        )


def overlaps(one: Place, other: Place) -> bool:
    """True where both share a character."""
    return one[0] < other[1] and other[0] < one[1]


def by_hunk(
    placed: Iterable[tuple[Place, T]], hunks: Sequence[Hunk], *, new: bool
) -> dict[Hunk, list[tuple[Place, T]]]:
    """What each change touches on one side; `hunks` in their order. What lies in several is given at each."""
    places = [hunk.new if new else hunk.old for hunk in hunks]
    ends = [place[1] for place in places]
    found: dict[Hunk, list[tuple[Place, T]]] = defaultdict(list)
    for place, fact in placed:
        at = bisect_right(ends, place[0])
        while at < len(hunks) and places[at][0] < place[1]:
            found[hunks[at]].append((place, fact))
            at += 1
    return found


def touched_only(by: dict[Hunk, list[tuple[Place, T]]]) -> list[tuple[Place, T]]:
    """Everything that any change touches, once, in order."""
    once = {(place, id(fact)): (place, fact) for rows in by.values() for place, fact in rows}
    return [once[key] for key in sorted(once)]


def without_common(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> tuple[list[T], list[T]]:
    """What is left of both after striking out what stands in both (a sentence that only moved, say)."""
    common = Counter(map(key, old)) & Counter(map(key, new))
    return _less(old, common.copy(), key), _less(new, common.copy(), key)


def _less(items: Sequence[T], common: Counter[Hashable], key: Callable[[T], Hashable]) -> list[T]:
    left: list[T] = []
    for item in items:
        if common[key(item)] > 0:
            common[key(item)] -= 1
        else:
            left.append(item)
    return left


def _hunk(run: Run, old: list[Token], new: list[Token], row: Row) -> Hunk:
    ours, theirs = _place(old, run.one), _place(new, run.other)
    return Hunk(
        ours,
        theirs,
        row.old_text.text[slice(*ours)],
        row.new_text.text[slice(*theirs)],
        sum(token.is_word for token in old[slice(*run.one)]),
        sum(token.is_word for token in new[slice(*run.other)]),
    )


def _place(tokens: list[Token], span: tuple[int, int]) -> Place:
    if span[0] == span[1]:
        at = tokens[span[0] - 1].end if span[0] else 0
        return at, at
    return tokens[span[0]].start, tokens[span[1] - 1].end


def _by_provision(facts: Iterable[F]) -> dict[str, list[F]]:
    found: dict[str, list[F]] = defaultdict(list)
    for fact in facts:
        found[fact.provision].append(fact)
    return found


def placed_references(facts: Facts, ids: Iterable[str], text: PlainText) -> list[tuple[Place, Reference]]:
    """The references of some provisions at their places in a row's text, a title in brackets after them included."""
    return _titled(_located(_of(facts.references, ids), text, _span), text)


def _of(facts: dict[str, list[F]], ids: Iterable[str]) -> list[F]:
    return [fact for one in ids for fact in facts.get(one, ())]


def _span(reference: Reference) -> Span:
    return reference.span


def _located(facts: Iterable[T], text: PlainText, span: Callable[[T], Span]) -> list[tuple[Place, T]]:
    placed = ((text.locate(span(fact)), fact) for fact in facts)
    return sorted(((place, fact) for place, fact in placed if place is not None), key=lambda pair: pair[0])


def _titled(placed: list[tuple[Place, Reference]], text: PlainText) -> list[tuple[Place, Reference]]:
    found: list[tuple[Place, Reference]] = []
    for (start, end), reference in placed:
        title = f" ({reference.title_given})"
        longer = len(title) if reference.title_given and text.text.startswith(title, end) else 0
        found.append(((start, end + longer), reference))
    return found
