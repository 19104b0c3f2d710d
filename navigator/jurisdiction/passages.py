"""Pieces of binding text as the rules read them: paragraph by paragraph, sentence by sentence, item by item.

Offsets are code points of the canonical text throughout, so every value and condition keeps its exact span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from navigator.model.agreement import Agreement
from navigator.model.text import Block, BlockKind, Span

_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|Rd|Ave|Blvd|LLC|Pte|Pty|No|Nos|Art|Sec|St|Mr|Ms|Dr|vs?|e\.g|i\.e|Ltda|Bros|Jr|approx|cf|al|Abs|Nr|S\.A|S\.p\.A|"
    r"S\.r\.l|B\.V|N\.V|G\.K|K\.K|z\.B)|\b(?:[A-Z]\.)*[A-Z])$"
)
_STOP = re.compile(r"[.!?][”\")’]*(?=\s+[“\"(]?[A-ZÀ-Þ0-9])|\n\s*\n")
_LONGEST = 6000
_SERIES = (
    (re.compile(r"(?<![\w.])\(?([a-h])\)\s+"), tuple("abcdefgh")),
    (re.compile(r"(?<![\w.])\((i{1,3}|iv|vi{0,3})\)\s+"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")),
    (re.compile(r"(?<![\w.])\(([1-8])\)\s+"), tuple("12345678")),
)
"""The marks of a list in a sentence: "(a) … (b) …", "(i) … (ii) …", "(1) … (2) …"."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one provision's binding text: where it starts, its words, and its block where it is a whole one."""

    provision: str
    start: int
    text: str
    block: Block | None = None

    def span(self, start: int, end: int) -> Span:
        """The canonical span of a range of this passage's words, white space at its ends left out."""
        words = self.text[start:end]
        return Span(self.start + start + len(words) - len(words.lstrip()), self.start + start + len(words.rstrip()))


def paragraphs(agreement: Agreement) -> Iterator[Passage]:
    """Every paragraph and list item of binding text in reading order; tables are read apart (see `tables`)."""
    for provision in agreement.provisions:
        for piece in provision.body:
            block = agreement.block_of(piece)
            if block.kind not in (BlockKind.TABLE, BlockKind.CODE) and len(piece.span):
                yield Passage(provision.id, piece.span.start, agreement.text.at(piece.span), block)


def sentences(passage: Passage) -> Iterator[Passage]:
    """The sentences of a passage; abbreviations such as "Inc." and "U.S." end none."""
    for part in _within_reach(passage):
        yield from _sentences(part)


def _within_reach(passage: Passage) -> Iterator[Passage]:
    """Parts no longer than any real sentence, so that hostile texts cannot make the readers slow."""
    start = 0
    while len(passage.text) - start > _LONGEST:
        cut = passage.text.rfind(" ", start + 1, start + _LONGEST)
        end = cut if cut > start else start + _LONGEST
        stop = passage.text.rfind(". ", start + 1, end)
        end = stop + 1 if stop > start else end
        yield Passage(passage.provision, passage.start + start, passage.text[start:end])
        start = end
    yield Passage(passage.provision, passage.start + start, passage.text[start:])


def _sentences(passage: Passage) -> Iterator[Passage]:
    start = 0
    for stop in _STOP.finditer(passage.text):
        if (
            stop[0][0] == "."
            and _ABBREVIATED.search(passage.text[max(0, stop.start() - 12) : stop.start()])
            and not _ends_anyway(passage.text, stop.end())
        ):
            continue
        yield Passage(passage.provision, passage.start + start, passage.text[start : stop.end()])
        start = stop.end()
    if passage.text[start:].strip():
        yield Passage(passage.provision, passage.start + start, passage.text[start:])


def _ends_anyway(text: str, at: int) -> bool:
    """After "Acme Inc." a new sentence begins with one of these words, never a name."""
    return (
        re.compile(
            r"\s+(?:The|This|These|If|Any|All|You|Your|We|Our|In|For|References?|Otherwise|Where|When|Everyone|Unless|Except"
            r"|Se|Si|Wenn|Falls|Für|Pour|Para|Per|Nos|Em|Dans|En|Als|Indien|Voor|Caso|Cuando|Lorsque|Quando|Qualora)\s"
        ).match(text, at)
        is not None
    )


def items(sentence: Passage) -> tuple[str, list[Passage]]:
    """The words before an "(a) …; (b) …" list and its items; one item (the sentence) where there is no such list."""
    marks = next((each for series in _SERIES if len(each := _marks(sentence.text, *series)) > 1), [])
    if not marks:
        return "", [sentence]
    ends = [mark.start() for mark in marks[1:]] + [len(sentence.text)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        words = re.sub(r"[;,\s]*(?:\b(?:and|or)\s*)?$", "", sentence.text[mark.end() : end])
        found.append(Passage(sentence.provision, sentence.start + mark.end(), words))
    return sentence.text[: marks[0].start()], found


def _marks(text: str, pattern: re.Pattern[str], series: Sequence[str]) -> list[re.Match[str]]:
    """The marks of one series in their order; a mark out of turn belongs to a list within an item."""
    found: list[re.Match[str]] = []
    for mark in pattern.finditer(text):
        if len(found) < len(series) and mark[1] == series[len(found)]:
            found.append(mark)
    return found
