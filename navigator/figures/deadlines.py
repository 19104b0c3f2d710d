"""The table of deadlines and figures: for each figure its party, what must be done, and what it runs from.

You will dispute an invoice in writing within sixty (60) days of its date.
    party: customer    act: dispute an invoice in writing    figure: P60D    trigger: of its date
Either party may end this Agreement by thirty (30) days’ prior written notice.
    party: either      act: end this Agreement               figure: P30D    trigger: prior written notice
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.figures import Deadline, Figure
from navigator.model.obligations import Parties, Party, Statement
from navigator.model.sentences import ends_sentence
from navigator.model.text import Span, plain

_SENTENCE_END = re.compile(r"[.!?;\n](?:(?<=\n)|[”\")]*\s+(?=[A-ZÀ-Þ“\"(„]))")
# "within", "at least", "no later than", "for a period of", "by": what leads up to a figure
_LEAD = re.compile(
    r"(?:[\s,(]*\b(?:within|at least|at most|no (?:later|earlier|less|more|fewer) than|not (?:later|less|more) than|"
    r"more than|less than|fewer than|greater than(?: or equal to)?|up to|by(?: providing(?: \w+){0,4})?(?: with)?|upon|"
    r"on|with|for|during|in|after|before|until|as of|over|the|an?|its|their|lesser|of|period|the period of|first|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|[a-z]+ (?:hundred|thousand) dollars)))+[\s(]*\Z",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"[)’'s]*\s*(?:(?:prior|advance|previous)\s+(?:\w+\s+)?notice|written notice|notice\b|"
    r"(?:period\s+)?(?:of|after|from|following|before|prior to|preceding|since|upon|until|in advance of|per|ago)\b"
    r"(?:(?!\s+(?:and|or|but)\s+(?:you|we|will|may|shall)\b)[^,.;:()]){0,110}|(?:in advance|thereafter|later)\b)",
    re.IGNORECASE,
)
_CUT = re.compile(r"[.;:]\s|,\s(?:and|or|but|which|provided|except|unless|if|subject)\b")
_MARK = re.compile(r"^\s*\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+")
_MOST, _ENOUGH = 90, 3
_LEAD_LENGTH = 200
"""The longest lead-up to a figure, in characters."""
_REACH = 2_000
"""How far from a figure its sentence may reach, so that a text without full stops cannot make the table slow."""


def find_deadlines(analysis: Analysis, statements: Sequence[Statement], parties: Parties) -> tuple[Deadline, ...]:
    """One row for each figure, in reading order. `statements` (in reading order) and `parties` are those of the same
    agreement."""
    starts = [statement.span.start for statement in statements]
    names = _names(parties)
    side = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    table = _Table(analysis.agreement, statements, starts, names, side)
    rows: list[Deadline] = []
    home: _Paragraph | None = None
    for figure in analysis.figures:
        if home is None or figure.span not in home.span:
            home = _Paragraph.of(analysis.agreement, figure)
        rows.append(table.row(figure, home.sentence(figure.span)))
    return tuple(rows)


def _names(parties: Parties) -> dict[str, Party]:
    """Names of the sides in small letters."""
    found = {name.lower(): Party.PROVIDER for name in parties.provider}
    found |= {name.lower(): Party.CUSTOMER for name in parties.customer}
    return found | dict.fromkeys(("either party", "each party", "the parties", "neither party"), Party.EITHER)


@dataclass(frozen=True, slots=True)
class _Table:
    agreement: Agreement
    statements: Sequence[Statement]
    starts: Sequence[int]
    names: dict[str, Party]
    side: re.Pattern[str]

    def row(self, figure: Figure, sentence: Span) -> Deadline:
        text = self.agreement.text.text
        statement = self._statement(figure, sentence)
        trigger = _TRIGGER.match(text[figure.span.end : sentence.end])
        words = plain(trigger.group()).lstrip(")’' ").removeprefix("s ") if trigger else ""
        words = re.sub(r"(?:,?\s+(?:and|or|but))+\Z", "", words)
        own = _without_lead(text[sentence.start : figure.span.start])
        first = statement is None or statement.act.start > figure.span.start
        if (
            first and len(own.split(None, _ENOUGH)) >= _ENOUGH
        ):  # "If you do not pay within ten days, we may …": the payment is due
            return Deadline(figure, sentence, self._side(own), _short(own), words)
        party = statement.party if statement else self._side(text[sentence.start : sentence.end])
        return Deadline(figure, sentence, party, self._act(figure, sentence, statement), words)

    def _statement(self, figure: Figure, sentence: Span) -> Statement | None:
        """The last statement of the sentence before the figure, else the first after it, else that of the list."""
        at = bisect_right(self.starts, figure.span.start)
        before = self.statements[at - 1] if at else None
        if before is not None and before.span.start >= sentence.start:
            return before
        if at < len(self.statements) and self.statements[at].span.start < sentence.end:
            return self.statements[at]
        return before if before is not None and figure.span in before.span else None

    def _side(self, words: str) -> Party | None:
        """The first side that words name."""
        found = self.side.search(words.lower())
        return self.names[found.group()] if found else None

    def _act(self, figure: Figure, sentence: Span, statement: Statement | None) -> str:
        """What must be done: the words between the modal verb and the figure; where it comes first, those after the
        verb; without a verb, those of the sentence before the figure, or the provision's heading."""
        text = self.agreement.text.text
        start = statement.act.start if statement is not None and statement.act.start < sentence.end else sentence.start
        if start <= figure.span.start:
            words = _without_lead(text[start : figure.span.start])
        else:
            words = _CUT.split(text[start : min(sentence.end, statement.act.end if statement else sentence.end)])[0]
        if len(words.split(None, _ENOUGH)) < _ENOUGH - 1:
            words = self.agreement.by_id[figure.provision].heading or words or text[figure.span.end : sentence.end]
        return _short(words)


def _without_lead(words: str) -> str:
    """The words before a figure without those that lead up to it."""
    return words[:-_LEAD_LENGTH] + _LEAD.sub("", words[-_LEAD_LENGTH:])


def _short(words: str) -> str:
    """One line, without the mark of a list or the beginning of the next clause."""
    bare = _MARK.sub("", plain(words[: 4 * _MOST])).strip(" ,;:(.")
    bare = re.sub(r"(?:,?\s+(?:and|or|but))+\Z", "", bare)
    return bare if len(bare) <= _MOST else bare[: _MOST - 1].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph or list item: where its sentences end, and where the next ones begin."""

    text: str
    span: Span
    stops: Sequence[int]
    starts: Sequence[int]

    @classmethod
    def of(cls, agreement: Agreement, figure: Figure) -> _Paragraph:
        """The one that holds a figure."""
        body = agreement.by_id[figure.provision].body
        span = next((piece.span for piece in body if figure.span in piece.span), figure.span)
        text = agreement.text.text
        ends = [
            found
            for found in _SENTENCE_END.finditer(text, span.start, span.end)
            if ends_sentence(text, found.start(), found.end())
        ]
        stops = [found.start() + (found.group()[0] != "\n") for found in ends]
        return cls(text, span, stops, [found.end() for found in ends])

    def sentence(self, inner: Span) -> Span:
        """The sentence around a stretch; a full stop within the stretch ends none ("10. Juni 2025")."""
        before, after = bisect_right(self.starts, inner.start), bisect_left(self.stops, inner.end)
        start = max(self.starts[before - 1] if before else self.span.start, inner.start - _REACH)
        end = min(self.stops[after] if after < len(self.stops) else self.span.end, inner.end + _REACH)
        return Span(start, start + len(self.text[start:end].rstrip()))
