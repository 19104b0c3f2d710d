"""The redline of two texts: word-level spans in chunks that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navigator.compare.sequences import matching
from navigator.compare.tokens import SMALL, Token, tokens
from navigator.model.comparison import WordOp, WordSpan

_CLOSING = {"(": ")", "[": "]", '"': '"'}


@dataclass(slots=True)
class Run:
    """`one` and `other` are half-open ranges of tokens of the two texts; equal ranges have the same length."""

    equal: bool
    one: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Redline:
    """Two texts, their tokens, and the runs that tile both, equal and changed in turn."""

    old: list[Token]
    new: list[Token]
    runs: tuple[Run, ...]

    @property
    def hunks(self) -> tuple[Run, ...]:
        """The changed runs."""
        return tuple(run for run in self.runs if not run.equal)

    @property
    def spans(self) -> tuple[WordSpan, ...]:
        """The same as offsets into the two texts."""
        return tuple(span for run in self.runs for span in self._spans(run))

    def _spans(self, run: Run) -> Iterable[WordSpan]:
        old, new = _range(self.old, run.one), _range(self.new, run.other)
        if run.equal:
            yield WordSpan(WordOp.EQUAL, *old, *new)
            return
        if old[0] < old[1]:
            yield WordSpan(WordOp.DELETE, *old, new[0], new[0])
        if new[0] < new[1]:
            yield WordSpan(WordOp.INSERT, old[1], old[1], *new)


def redline(old: str, new: str) -> Redline:
    """What to strike from `old` and to set in from `new`.

    Aligned without regard to case, so that a clause put into capitals stays beside itself; a word whose capitals differ
    is changed all the same, because "services" and "Services" need not mean the same.
    """
    ours = tokens(old)
    if old == new:
        return Redline(ours, ours, tuple(_joined([Run(True, (0, len(ours)), (0, len(ours)))])))
    theirs = tokens(new)
    runs = _runs(ours, theirs)
    for tidy in (_slide, _absorb, _close):
        runs = _joined(tidy(ours, theirs, runs))
    return Redline(ours, theirs, tuple(runs))


def _runs(old: list[Token], new: list[Token]) -> list[Run]:
    runs: list[Run] = []
    i = j = 0
    for a, b, length in matching([token.key for token in old], [token.key for token in new]):
        runs.append(Run(False, (i, a), (j, b)))
        start = 0
        for at in range(length + 1):  # a word in other capitals ends the equal run
            if at == length or old[a + at].exact != new[b + at].exact:
                runs.append(Run(True, (a + start, a + at), (b + start, b + at)))
                if at < length:
                    runs.append(Run(False, (a + at, a + at + 1), (b + at, b + at + 1)))
                start = at + 1
        i, j = a + length, b + length
    runs.append(Run(False, (i, len(old)), (j, len(new))))
    return _joined(runs)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Without empty runs; neighbours of one kind made one."""
    kept: list[Run] = []
    for run in runs:
        if run.one[0] == run.one[1] and run.other[0] == run.other[1]:
            continue
        if kept and kept[-1].equal == run.equal:
            kept[-1] = Run(run.equal, (kept[-1].one[0], run.one[1]), (kept[-1].other[0], run.other[1]))
        else:
            kept.append(run)
    return kept


# --- Readable chunks ---


def _slide(old: list[Token], new: list[Token], runs: list[Run]) -> list[Run]:
    """Moves what is only added or only struck to the ends of a sentence where its words allow it.

    "… by email. [Notices by post … by email.]" rather than "… by [email. Notices by post … by] email."
    """
    for at in range(1, len(runs) - 1):
        before, run, after = runs[at - 1 : at + 2]
        if run.equal or (run.one[0] < run.one[1] and run.other[0] < run.other[1]):
            continue
        text, (start, stop) = (old, run.one) if run.one[0] < run.one[1] else (new, run.other)
        left = right = 0
        while left < before.one[1] - before.one[0] and text[start - left - 1].exact == text[stop - left - 1].exact:
            left += 1
        while right < after.one[1] - after.one[0] and text[start + right].exact == text[stop + right].exact:
            right += 1
        by = max(range(-left, right + 1), key=lambda by: (_break(text, start + by), -abs(by)))
        before.one, before.other = _shift(before.one, 0, by), _shift(before.other, 0, by)
        run.one, run.other = _shift(run.one, by, by), _shift(run.other, by, by)
        after.one, after.other = _shift(after.one, by, 0), _shift(after.other, by, 0)
    return runs


def _shift(span: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    return span[0] + start, span[1] + end


def _break(text: list[Token], at: int) -> int:
    """How good a place it is to begin a chunk: 3 a sentence, 2 an item, 1 a clause."""
    if at == 0:
        return 3
    last = text[at - 1].exact
    if last in ".?!" and text[at - 1].start > 0:
        return 3
    return 2 if last in ";:" else 1 if last == "," else 0


def _absorb(old: list[Token], _new: list[Token], runs: list[Run]) -> list[Run]:
    """Takes short equal runs between two changes into the change, so that no confetti is left."""
    while True:
        kept = [
            Run(False, run.one, run.other)
            if run.equal and 0 < at < len(runs) - 1 and _is_confetti(old, run, runs[at - 1], runs[at + 1])
            else run
            for at, run in enumerate(runs)
        ]
        joined = _joined(kept)
        if len(joined) == len(runs):
            return joined
        runs = joined


def _is_confetti(old: list[Token], run: Run, before: Run, after: Run) -> bool:
    if _is_gloss(old, run, after):
        return True
    worth = sum(_worth(token) for token in old[slice(*run.one)])
    sides = [max(_length(side.one), _length(side.other)) for side in (before, after)]
    kinds = {(_length(side.one) > 0, _length(side.other) > 0) for side in (before, after)}
    if len(kinds) == 1 and kinds < {(True, False), (False, True)}:
        return worth < 0.15 * min(sides)  # words struck here and there, nothing in their place: each strike is plain
    if _ends_sentence(old, run):
        return worth < 0.3 * min(sides) and worth < 2
    return worth < 1 or (worth <= 0.45 * min(sides)) or (worth <= 2.5 and worth <= 0.15 * max(sides))


def _is_gloss(old: list[Token], run: Run, after: Run) -> bool:
    """True between a number in words and the same in figures: `per cent (` in "thirty per cent (30%)"."""
    opens = _length(run.one) <= 4 and old[run.one[1] - 1].exact == "("
    return opens and _length(after.one) > 0 and any(map(str.isdigit, old[after.one[0]].exact))


def _ends_sentence(old: list[Token], run: Run) -> bool:
    return any(token.exact in ".;:?!" for token in old[slice(*run.one)])


def _worth(token: Token) -> float:
    if not token.is_word:
        return 0.2
    return 0.4 if token.key in SMALL else 1.0


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _close(old: list[Token], new: list[Token], runs: list[Run]) -> list[Run]:
    """Takes the closing bracket or quotation mark that follows a change into it where the change opened it: "thirty
    (30)" is one thing."""
    for at, run in enumerate(runs[:-1]):
        after = runs[at + 1]
        if run.equal or not _length(after.one):
            continue
        sides = [text[slice(*span)] for text, span in ((old, run.one), (new, run.other)) if _length(span)]
        closing = old[after.one[0]].exact
        if all(_open(side) == closing for side in sides):
            run.one, run.other = _shift(run.one, 0, 1), _shift(run.other, 0, 1)
            after.one, after.other = _shift(after.one, 1, 0), _shift(after.other, 1, 0)
    return runs


def _open(side: list[Token]) -> str | None:
    """The mark that would close what is open at the end of a chunk."""
    waiting: list[str] = []
    for token in side:
        if waiting and token.exact == waiting[-1]:
            waiting.pop()
        elif token.exact in _CLOSING:
            waiting.append(_CLOSING[token.exact])
    return waiting[-1] if waiting else None


def _range(text: list[Token], span: tuple[int, int]) -> tuple[int, int]:
    """Offsets of a range of tokens; an empty one is the place where it would stand."""
    start, stop = span
    if start < stop:
        return text[start].start, text[stop - 1].end
    place = text[start - 1].end if start else 0
    return place, place
