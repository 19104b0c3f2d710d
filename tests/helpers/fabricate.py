"""Made-up agreements of any size, complete with every layer, for tests of the windows and for measurements.

The text says nothing: its words are drawn from a short list by a seed, so the same seed gives the same agreement.
"""

from __future__ import annotations

import random
from datetime import date

from navigator.model.agreement import Agreement, Coverage, Layer, Piece, Provision, ProvisionKind, Summary, count_words
from navigator.model.analysis import Analysis
from navigator.model.links import Ambiguous, Broken, External, Hyperlink, Reference, Resolved
from navigator.model.terms import Definition, TermUse
from navigator.model.text import Block, BlockKind, CanonicalText, Cell, Run, SourceInfo, Span

_WORDS = [
    "each",
    "party",
    "shall",
    "give",
    "notice",
    "of",
    "any",
    "delay",
    "that",
    "may",
    "affect",
    "the",
    "performance",
    "of",
    "an",
    "order",
    "placed",
    "under",
    "this",
    "clause",
    "and",
    "shall",
    "keep",
    "records",
    "of",
    "the",
    "measures",
    "taken",
    "to",
    "reduce",
    "its",
    "effect",
    "on",
    "the",
    "other",
    "party",
    "for",
    "as",
    "long",
    "as",
    "it",
    "lasts",
]
_TERM = "Service Plan"
_ODD = ("naïve", "𝒜-grade", "🇧🇷", "São", "€5,000", "“quoted”")


class Maker:
    """Writes the text piece by piece and notes the spans as it goes."""

    def __init__(self, seed: int, *, language: str = "en") -> None:
        self.chance = random.Random(seed)
        self.language = language
        self.written: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.provisions: list[Provision] = []
        self.summaries: list[Summary] = []
        self.references: list[Reference] = []
        self.hyperlinks: list[Hyperlink] = []
        self.uses: list[TermUse] = []
        self.definitions: list[Definition] = []

    def write(self, words: str) -> Span:
        """Appends words; returns where they stand."""
        start = self.length
        self.written.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def block(self, start: int, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> int:
        """Closes a block that began at `start`; returns its index."""
        span = Span(start, self.length)
        self.blocks.append(Block(kind, span, more.pop("runs", (Run(span),)), **more))  # type: ignore[arg-type]
        self.write("\n")
        return len(self.blocks) - 1

    def prose(self, words: int) -> str:
        """That many words, some of them outside ASCII, ended by a full stop."""
        drawn = self.chance.choices(_WORDS, k=words)
        if self.chance.random() < 0.3:
            drawn[words // 2] = self.chance.choice(_ODD)
        return " ".join(drawn).capitalize()

    def clause(self, identity: str, parent: str, number: str, words: int) -> None:
        """A provision with a run-in heading, links in its text, and now and then a list or a table."""
        start = self.length
        number_span = self.write(number)
        self.write(" ")
        heading = f"Clause {number}"
        heading_span = self.write(heading)
        self.write(". ")
        body = self.length
        self.write(self.prose(words // 2) + " ")
        self._links(identity, number)
        self.write(" " + self.prose(words // 2) + ".")
        place = self.block(start, runs=(Run(Span(start, body), bold=True), Run(Span(body, self.length))))
        pieces = [Piece(place, Span(body, self.blocks[place].span.end))]
        if self.chance.random() < 0.1:
            pieces += [self._bullet() for _ in range(3)]
        if self.chance.random() < 0.04:
            pieces.append(self._table())
        self.provisions.append(
            Provision(
                identity,
                parent,
                2,
                ProvisionKind.SECTION,
                number,
                number,
                heading,
                number_span,
                heading_span,
                tuple(pieces),
            )
        )

    def _links(self, identity: str, number: str) -> None:
        target = self.chance.choice(self.provisions).id if self.provisions else identity
        kinds = (Resolved(target), Resolved(target), Ambiguous((target, identity), "two provisions bear this number"))
        resolution = self.chance.choice((*kinds, Broken("no provision bears this number"), External("the Sample Act")))
        span = self.write("Section 1.1 (Clause 1.1)")
        self.references.append(Reference(identity, Layer.BINDING, span, "Section 1.1 (Clause 1.1)", "1.1", resolution))
        self.write(" of the ")
        self.uses.append(TermUse(identity, Layer.BINDING, self.write(_TERM), (0,)))
        self.write(" and ")
        address = self.write("our pages")
        self.hyperlinks.append(Hyperlink(identity, Layer.BINDING, address, "https://example.org/" + number))

    def _bullet(self) -> Piece:
        start = self.length
        self.write(self.prose(12) + ";")
        return Piece(self.block(start, BlockKind.LIST_ITEM, level=1, bullet=True), Span(start, self.length - 1))

    def _table(self) -> Piece:
        start = self.length
        rows = []
        for line in range(4):
            cells = []
            for _ in range(3):
                span = self.write(self.prose(3))
                self.write("\n")
                inner = Block(BlockKind.PARAGRAPH, span, (Run(span),))
                cells.append(Cell(span, (inner,), header=line == 0))
            rows.append(tuple(cells))
        return Piece(self.block(start, BlockKind.TABLE, runs=(), cells=tuple(rows)), Span(start, self.length - 1))

    def summary(self, beside: tuple[str, ...], words: int) -> None:
        """A summary beside some provisions."""
        start = self.length
        self.write(self.prose(words) + ".")
        place = self.block(start)
        self.summaries.append(Summary((Piece(place, self.blocks[place].span),), beside))

    def section(self, number: int) -> str:
        """A heading of the top level; returns its id."""
        start = self.length
        number_span = self.write(str(number))
        self.write(" ")
        heading_span = self.write(f"Part {number}")
        self.block(start, BlockKind.HEADING, level=1)
        identity = f"sec_{number}"
        self.provisions.append(
            Provision(
                identity,
                None,
                1,
                ProvisionKind.SECTION,
                str(number),
                str(number),
                f"Part {number}",
                number_span,
                heading_span,
            )
        )
        return identity

    def analysis(self, title: str) -> Analysis:
        """Everything written so far."""
        source = SourceInfo("made-up.md", "text/markdown", "0" * 64)
        text = CanonicalText("".join(self.written), tuple(self.blocks), source, self.language, title)
        agreement = Agreement(
            text,
            title,
            tuple(self.provisions),
            tuple(self.summaries),
            Coverage(0, 0, ()),
            last_updated=date(2025, 3, 14),
        )
        total = count_words(text)
        object.__setattr__(agreement, "coverage", Coverage(total, total, ()))
        return Analysis(
            agreement, tuple(self.definitions), tuple(self.uses), tuple(self.references), tuple(self.hyperlinks)
        )


def fabricate(
    provisions: int, *, seed: int = 1, summaries: bool = True, words: int = 60, language: str = "en"
) -> Analysis:
    """An agreement with about that many provisions, ten to a section, each section headed, with links in every clause.

    `words` is the usual length of a clause. Every fifth summary covers two clauses; every seventh clause has none.
    """
    maker = Maker(seed, language=language)
    number, made = 0, 0
    held: list[str] = []
    while made < provisions:
        number += 1
        parent = maker.section(number)
        made += 1
        for inner in range(1, min(10, provisions - made + 1)):
            identity = f"{parent}__subsec_{number}-{inner}"
            held.append(identity)
            if summaries and made % 7 and (made % 5 or len(held) > 1):
                maker.summary(tuple(held), maker.chance.randint(10, 30))
                held = []
            elif made % 7 == 0:
                held = []
            maker.clause(identity, parent, f"{number}.{inner}", max(8, round(maker.chance.gauss(words, words / 3))))
            made += 1
        held = []
    first = next((provision for provision in maker.provisions if provision.body), None)
    if first is not None:
        meaning = first.body[0].span
        maker.definitions.append(Definition(_TERM, first.id, Span(meaning.start, meaning.start), meaning, "entry"))
    return maker.analysis("Made-up Terms of Service")
