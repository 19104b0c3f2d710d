"""Which provision of the new version answers to which of the old: by words, by address and heading, by neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from navigator.compare.units import Unit, contained, likeness, title_likeness

_COMMON = 6
"""A phrase that stands in more provisions than this of either version points at none of them."""
_CANDIDATES = 8
_BY_WORDS = 0.55
_WITH_HEADING = 0.12
_WITH_LIKE_HEADING = 0.22
_LIKE_HEADING = 0.6
_WITH_NUMBER = 0.35
_SAME_PART = 0.2
_BETWEEN_NEIGHBOURS = 0.3
_PART = 0.7
_SHORTEST_PART = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Provisions of both versions that answer to each other, by their places in the reading order."""

    old: tuple[int, ...]
    new: tuple[int, ...]


class Alignment:
    """Finds the pairs; each round looks at what the rounds before have left."""

    def __init__(self, old: list[Unit], new: list[Unit]) -> None:
        self.old, self.new = old, new
        self.to_new: dict[int, int] = {}
        self.to_old: dict[int, int] = {}
        self._old_place = {unit.id: unit.place for unit in old}
        self._new_place = {unit.id: unit.place for unit in new}

    def groups(self) -> list[Group]:
        """Every provision of both versions in exactly one group, in the order of the new version; what was removed
        follows the provision that it followed."""
        self._same_words()
        self._alike()
        self._between_neighbours()
        return self._in_order(self._parts())

    # --- Rounds ---

    def _same_words(self) -> None:
        """The same words, once in each version, or at the same address in both."""
        ours, theirs = _by_words(self.old), _by_words(self.new)
        for words, places in ours.items():
            there = theirs.get(words, [])
            if len(places) == len(there) == 1 and (len(words) > 3 or self._same_name(places[0], there[0])):
                self._pair(places[0], there[0])
                continue
            by_address = {(self.new[at].id, self.new[at].number): at for at in there}
            for at in places:
                place = by_address.get((self.old[at].id, self.old[at].number))
                if place is not None and at not in self.to_new and place not in self.to_old:
                    self._pair(at, place)

    def _alike(self) -> None:
        """The best of what shares words, a heading or a number, the best pair first."""
        scored: list[tuple[float, float, int, int]] = []
        size = max(len(self.old), len(self.new))
        for at, place in self._candidates():
            alike = likeness(self.old[at], self.new[place])
            if alike >= self._threshold(at, place):
                away = abs(at / max(1, len(self.old)) - place / max(1, len(self.new)))
                scored.append((-alike - self._closeness(at, place), away * size, at, place))
        for _, _, at, place in sorted(scored):
            if at not in self.to_new and place not in self.to_old:
                self._pair(at, place)

    def _between_neighbours(self) -> None:
        """What stands next to a pair on both sides and is not quite different; then what stands next to that."""
        for step in (1, -1):
            known = sorted(self.to_new.items(), reverse=step < 0)
            for at, place in [(-1, -1), *known] if step > 0 else [(len(self.old), len(self.new)), *known]:
                while self._is_left(at + step, place + step) and self._answers(at + step, place + step):
                    at, place = at + step, place + step
                    self._pair(at, place)

    def _parts(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """Provisions that an old one was split into, and those that a new one joins: place -> further places."""
        return (
            self._split(self.old, self.new, self.to_new, self.to_old),
            self._split(self.new, self.old, self.to_old, self.to_new),
        )

    # --- Pairs ---

    def _pair(self, at: int, place: int) -> None:
        self.to_new[at] = place
        self.to_old[place] = at

    def _candidates(self) -> set[tuple[int, int]]:
        """Pairs of unpaired provisions that share rare phrases, a number or a heading."""
        left = [unit for unit in self.old if unit.place not in self.to_new and not unit.is_empty]
        right = [unit for unit in self.new if unit.place not in self.to_old and not unit.is_empty]
        phrases: dict[tuple[str, ...], list[int]] = defaultdict(list)
        names: dict[tuple[str, str], list[int]] = defaultdict(list)
        for unit in right:
            for gram in unit.grams:
                phrases[gram].append(unit.place)
            for name in _names(unit):
                names[name].append(unit.place)
        found: set[tuple[int, int]] = set()
        for unit in left:
            shared: Counter[int] = Counter()
            for gram in unit.grams:
                there = phrases.get(gram, ())
                if len(there) <= _COMMON:
                    shared.update(there)
            found |= {(unit.place, place) for place, _ in shared.most_common(_CANDIDATES)}
            for name in _names(unit):
                there = sorted(names.get(name, ()), key=lambda place: abs(place - unit.place))
                found |= {(unit.place, place) for place in there[:_CANDIDATES]}
        return found

    def _threshold(self, at: int, place: int) -> float:
        old, new = self.old[at], self.new[place]
        if old.heading and old.heading == new.heading:
            return _WITH_HEADING
        if title_likeness(old, new) >= _LIKE_HEADING:
            return 0.0 if old.is_heading_only or new.is_heading_only else _WITH_LIKE_HEADING
        if self._same_address(at, place) and not (old.heading and new.heading):
            return _WITH_NUMBER
        return _SAME_PART if old.part and old.part == new.part else _BY_WORDS

    def _closeness(self, at: int, place: int) -> float:
        old, new = self.old[at], self.new[place]
        close = 0.25 * title_likeness(old, new)
        close += 0.1 if self._same_address(at, place) else 0.0
        close += 0.05 if self._same_parent(at, place) else 0.0
        return close

    def _same_name(self, at: int, place: int) -> bool:
        old, new = self.old[at], self.new[place]
        return (bool(old.heading) and old.heading == new.heading) or self._same_address(at, place)

    def _same_address(self, at: int, place: int) -> bool:
        old, new = self.old[at], self.new[place]
        return old.number is not None and old.number == new.number

    def _same_parent(self, at: int, place: int) -> bool:
        old, new = self.old[at].parent, self.new[place].parent
        if old is None or new is None:
            return old is new
        return self.to_new.get(self._old_place[old]) == self._new_place[new]

    def _is_left(self, at: int, place: int) -> bool:
        there = 0 <= at < len(self.old) and 0 <= place < len(self.new)
        return there and at not in self.to_new and place not in self.to_old

    def _answers(self, at: int, place: int) -> bool:
        old, new = self.old[at], self.new[place]
        if old.is_empty or new.is_empty:
            return old.is_empty and new.is_empty
        if old.heading and old.heading == new.heading:
            return True
        return likeness(old, new) >= _BETWEEN_NEIGHBOURS

    # --- Parts ---

    def _split(
        self, whole: list[Unit], parts: list[Unit], forth: dict[int, int], back: dict[int, int]
    ) -> dict[int, list[int]]:
        """Unpaired `parts` whose words an old provision has lost, and that stand right beside what is left of it."""
        found: dict[int, list[int]] = defaultdict(list)
        for step in (1, -1):
            for at, place in sorted(forth.items(), reverse=step < 0):
                next_one = place + step
                while 0 <= next_one < len(parts) and next_one not in back:
                    part = parts[next_one]
                    if len(part.keys) < _SHORTEST_PART or contained(part, whole[at], parts[place]) < _PART:
                        break
                    found[at].append(next_one)
                    back[next_one] = at
                    next_one += step
        return found

    def _in_order(self, parts: tuple[dict[int, list[int]], dict[int, list[int]]]) -> list[Group]:
        split, joined = parts
        inside_new = {place for places in split.values() for place in places}
        inside_old = {at for places in joined.values() for at in places}
        groups: list[Group] = []
        follows: dict[int, list[int]] = defaultdict(list)  # old place -> what was removed right after it
        last = -1
        for at in range(len(self.old)):
            if at not in self.to_new:
                follows[last].append(at)
            elif at not in inside_old:
                last = at
        groups += [Group((at,), ()) for at in follows[-1]]
        for place in range(len(self.new)):
            if place in inside_new:
                continue
            if place not in self.to_old:
                groups.append(Group((), (place,)))
                continue
            at = self.to_old[place]
            old = sorted([at, *joined.get(place, ())])
            groups.append(Group(tuple(old), tuple(sorted([place, *split.get(at, ())]))))
            groups += [Group((gone,), ()) for each in old for gone in follows.get(each, ())]
        return groups


def _by_words(side: list[Unit]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for unit in side:
        if not unit.is_empty:
            found[unit.keys].append(unit.place)
    return found


def _names(unit: Unit) -> Iterable[tuple[str, str]]:
    if unit.number:
        yield "number", unit.number
    if unit.part:
        yield "part", unit.part
    for word in unit.title:
        yield "heading", word
