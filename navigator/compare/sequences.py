"""Longest common and longest increasing sequences, bounded in time and memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

_GRAM = 3
_MOST_CELLS = 200_000_000
"""LCSseq keeps one bit for each pair of tokens: 25 MB. Longer stretches without one unique phrase in common are taken
as replaced."""

Block = tuple[int, int, int]
"""Start in the one, start in the other, length."""


def matching(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """Stretches that two sequences of tokens have in common, in order, none overlapping.

    Phrases that occur once in each are the anchors (patience diff): they keep the redline of a long provision from
    pairing the small words of one sentence with those of another. Between them the longest common subsequence.
    """
    head = _same(one, other)
    tail = min(_same(one[::-1], other[::-1]), min(len(one), len(other)) - head)
    pairs = [(at, at) for at in range(head)]
    low = (head, head)
    stop = (len(one) - tail, len(other) - tail)
    for anchor in [*_anchors(one, other, low, stop), stop]:
        if anchor[0] > low[0] and anchor[1] > low[1]:
            pairs += _common(one, other, low, anchor)
        low = anchor
        if anchor != stop:
            pairs.append(anchor)
            low = (anchor[0] + 1, anchor[1] + 1)
    pairs += [(stop[0] + at, stop[1] + at) for at in range(tail)]
    return _blocks(pairs)


def increasing(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The places of the heaviest strictly increasing subsequence (Fenwick tree over the ranks, n log n)."""
    ranks = {value: at for at, value in enumerate(sorted(set(values)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # weight so far, place of its last element
    before = [-1] * len(values)
    for at, value in enumerate(values):
        reached, rank = (0, -1), ranks[value] - 1
        while rank > 0:
            reached = max(reached, best[rank])
            rank -= rank & -rank
        before[at] = reached[1]
        ours, rank = (reached[0] + weights[at], at), ranks[value]
        while rank < len(best):
            best[rank] = max(best[rank], ours)
            rank += rank & -rank
    reached, rank = (0, -1), len(best) - 1
    while rank > 0:
        reached = max(reached, best[rank])
        rank -= rank & -rank
    kept, at = set(), reached[1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        length += 1
    return length


def _anchors(
    one: Sequence[str], other: Sequence[str], low: tuple[int, int], stop: tuple[int, int]
) -> list[tuple[int, int]]:
    """Places of phrases that occur once in each, in increasing order on both sides."""
    ours = _once(one, low[0], stop[0])
    theirs = _once(other, low[1], stop[1])
    pairs = sorted((at, theirs[gram]) for gram, at in ours.items() if gram in theirs)
    tops: list[int] = []  # smallest last element of an increasing run of each length
    places: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        before.append(places[length - 1] if length else -1)
        tops[length : length + 1] = [place]
        places[length : length + 1] = [at]
    kept: list[tuple[int, int]] = []
    at = places[-1] if places else -1
    while at >= 0:
        kept.append(pairs[at])
        at = before[at]
    return kept[::-1]


def _once(sequence: Sequence[str], start: int, stop: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at in range(start, stop - _GRAM + 1):
        gram = tuple(sequence[at : at + _GRAM])
        places[gram] = -1 if gram in places else at
    return {gram: at for gram, at in places.items() if at >= 0}


def _common(
    one: Sequence[str], other: Sequence[str], low: tuple[int, int], high: tuple[int, int]
) -> list[tuple[int, int]]:
    ours, theirs = one[low[0] : high[0]], other[low[1] : high[1]]
    if len(ours) * len(theirs) > _MOST_CELLS:
        return []
    found: list[tuple[int, int]] = []
    for op in LCSseq.opcodes(ours, theirs):
        if op.tag == "equal":
            pairs = zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)
            found += [(low[0] + i, low[1] + j) for i, j in pairs]
    return found


def _blocks(pairs: list[tuple[int, int]]) -> list[Block]:
    found: list[Block] = []
    for i, j in pairs:
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + 1)
        else:
            found.append((i, j, 1))
    return found
