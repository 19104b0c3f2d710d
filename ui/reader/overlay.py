"""The profile layer: the agreement as it reads for one profile, told row by row. The text itself stays as published."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QLocale

from navigator.model.agreement import Agreement, Piece
from navigator.model.amendments import Action, Amendment
from navigator.model.analysis import Analysis
from navigator.model.consolidated import (
    ConsolidatedProvision,
    Landing,
    PieceStatus,
    Standing,
    Touch,
)
from navigator.model.rules import Condition, Organisation, Profile, Programme, SpecialTerms
from navigator.model.text import Span, plain
from ui.reads import Reads

_KINDS = {
    Organisation.COMPANY: "companies",
    Organisation.US_FEDERAL: "United States federal bodies",
    Organisation.US_STATE: "United States state and local bodies",
    Organisation.US_TRIBAL: "United States tribal bodies",
    Organisation.MICROENTERPRISE: "microenterprises",
    Organisation.SMALL_ENTERPRISE: "small enterprises",
    Organisation.NOT_FOR_PROFIT: "not-for-profit organisations",
    Organisation.INDIVIDUAL: "individuals",
    Programme.PARTNER: "partners",
    Programme.PRIVATE_BETA: "participants in a private beta",
}
_ACTS = {
    Action.ADD: ("adds", "add"),
    Action.QUALIFY: ("qualifies this", "qualify this"),
    Action.DISAPPLY: ("limits this", "limit this"),
    Action.REPLACE: ("changes words of this", "change words of this"),
}
_OFF = (Standing.REPLACED, Standing.DISAPPLIED)
_LONGEST_CONDITION = 160
_FEWEST_LINES = 3


class Tone(StrEnum):
    """How a notice looks: it takes words away, it brings words, or it only explains."""

    WARN = "warn"
    GOOD = "good"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Notice:
    """A line above the text of a provision: why it reads differently for this profile, and what takes its place.

    text      what is said; `by_number`, where given, stands at its end and leads to `by`
    original  True where the published words can be shown instead
    """

    text: str
    by: str | None = None
    by_number: str | None = None
    original: bool = False
    tone: Tone = Tone.QUIET

    @property
    def said(self) -> str:
        """The whole of it as words."""
        return f"{self.text} {self.by_number or ''}".strip()


@dataclass(frozen=True, slots=True)
class Inserted:
    """Text of the provision `by` in the place of what is struck."""

    by: str
    by_number: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """Words of the provision `by` that add to a provision or qualify it, shown below its text: "For companies, 10.5.3
    adds: …" with its words before the number and after it."""

    said: str
    by: str
    by_number: str
    does: str
    span: Span


@dataclass(frozen=True)
class Overlay:
    """All changes for one profile, by provision id. Empty where nothing was chosen: the text as published."""

    reads: Reads | None = None
    notices: dict[str, tuple[Notice, ...]] = field(default_factory=dict)
    struck: dict[str, str] = field(default_factory=dict)
    """Provisions that are replaced or do not apply, with all below them -> the one of them that the agreement names."""
    inserted: dict[str, tuple[Inserted, ...]] = field(default_factory=dict)
    """Last provision of each replaced subtree -> the text that takes its place."""
    additions: dict[str, tuple[Addition, ...]] = field(default_factory=dict)
    dimmed: frozenset[str] = frozenset()
    own: tuple[Span, ...] = ()
    """The entries of rules that hold for this profile."""
    lines: dict[str, tuple[tuple[Span, ...], ...]] = field(default_factory=dict)
    """Provision -> the lines of its tables that hold for this profile, cell by cell."""

    def notice(self, provision: str, at: int = 0) -> Notice | None:
        """One of the notices of a provision."""
        rows = self.notices.get(provision, ())
        return rows[at] if 0 <= at < len(rows) else None

    def replacing(self, provision: str) -> tuple[Inserted, ...]:
        """The text that takes the place of a provision, or of the one above it that is replaced."""
        root = self.struck.get(provision)
        found = (rows for last, rows in self.inserted.items() if self.struck.get(last) == root)
        return next(found, ()) if root is not None else ()

    def lands_on(self, provision: str) -> Landing:
        """Where a reference to a provision lands for the profile."""
        return Landing(provision) if self.reads is None else self.reads.consolidated.lands_on(provision)


def overlay(analysis: Analysis, reads: Reads | None) -> Overlay:
    """What the reading view changes for a profile; None changes nothing."""
    if reads is None or reads.profile.is_empty:
        return Overlay()
    made = _Telling(analysis, reads)
    spans = [answer.value_span for answer in reads.applicability.answers.values() if answer and answer.value_span]
    lines = {line: None for span in spans if (line := _line(analysis.agreement, span))}
    own = tuple(dict.fromkeys(entry for span in spans for entry in _line(analysis.agreement, span) or (span,)))
    return Overlay(
        reads,
        {identity: tuple(rows) for identity, rows in made.notices.items()},
        made.struck,
        made.inserted,
        made.additions,
        frozenset(made.dimmed),
        own,
        _by_provision(analysis.agreement, list(lines)),
    )


class _Telling:
    """Goes through the consolidated provisions in reading order and says what became of each."""

    def __init__(self, analysis: Analysis, reads: Reads) -> None:
        self._agreement, self._profile = analysis.agreement, reads.profile
        self._consolidated = reads.consolidated
        self._terms = {terms.provision: terms for terms in analysis.special_terms}
        certain = (row.provision for row in reads.applicability.special_terms if row.certain)
        self._for_you = {identity for identity in certain if identity in self._terms}
        self._amendments = {(row.provision, row.target, row.span): row for row in analysis.amendments}
        self._whole = {(row.provision, row.target): row for row in analysis.amendments if row.whole}
        self.notices: dict[str, list[Notice]] = {}
        self.struck: dict[str, str] = {}
        self.inserted: dict[str, tuple[Inserted, ...]] = {}
        self.additions: dict[str, tuple[Addition, ...]] = {}
        self.dimmed: set[str] = set()
        for row in reads.consolidated.provisions:
            self._tell(row)

    def _tell(self, row: ConsolidatedProvision) -> None:
        identity = row.provision
        match row.standing:
            case Standing.REPLACED | Standing.DISAPPLIED:
                self._off(row)
            case Standing.OTHERS:
                self.dimmed.add(identity)
                self._for_others(identity)
            case Standing.OPEN:
                self._open(row)
            case Standing.PUBLISHED if identity in self._for_you:
                self._add(identity, Notice(_applies(self._terms[identity]), tone=Tone.GOOD))
        for target in row.replaces:
            self._add(identity, Notice("Stands in the place of", target, self._number(target), tone=Tone.GOOD))
        if row.touched_by:
            self.additions[identity] = tuple(self._addition(identity, touch) for touch in row.touched_by)

    def _off(self, row: ConsolidatedProvision) -> None:
        """Struck, with what stands in its place; what is below a struck provision belongs to it."""
        identity = row.provision
        new: dict[str, list[Piece]] = {}
        for piece in row.pieces:
            if piece.status is PieceStatus.REPLACEMENT:
                new.setdefault(piece.by, []).append(piece.piece)
        above = self._consolidated.by_id.get(self._agreement.by_id[identity].parent or "")
        if above is not None and above.standing in _OFF and set(row.replaced_by) <= set(above.replaced_by) and not new:
            self.struck[identity] = self.struck[above.provision]
            return
        self.struck[identity] = identity
        for at, by in enumerate(row.replaced_by):
            who = self._who(self._whole.get((by, identity)))
            text = f"Replaced for {who} by" if row.standing is Standing.REPLACED else f"Does not apply to {who}:"
            self._add(identity, Notice(text, by, self._number(by), original=at == 0, tone=Tone.WARN))
        if len(new) > 1:
            self._add(identity, Notice("The agreement does not say which of them takes its place", tone=Tone.WARN))
        below = self._agreement.descendants(identity)
        rows = tuple(Inserted(by, self._number(by), tuple(pieces)) for by, pieces in new.items())
        self.inserted[below[-1].id if below else identity] = rows

    def _for_others(self, identity: str) -> None:
        """Said once, at the special terms themselves; terms inside them that are for others too say nothing more."""
        terms = self._terms.get(identity)
        above = self._agreement.ancestors(identity)
        if terms is not None and not any(each.id in self.dimmed for each in above):
            self._add(identity, Notice(f"Does not apply to you{_quoted(terms)}"))

    def _open(self, row: ConsolidatedProvision) -> None:
        terms = self._terms.get(row.provision)
        if terms is not None:
            text = f"May apply to you; the agreement does not settle it{_quoted(terms)}"
            self._add(row.provision, Notice(text, tone=Tone.WARN))
            return
        for note in row.notes:
            self._add(row.provision, Notice(note, tone=Tone.WARN))

    def _addition(self, identity: str, touch: Touch) -> Addition:
        who = self._who(self._amendments.get((touch.by, identity, touch.span)))
        sure, unsure = _ACTS[touch.action]
        does = f"{sure}:" if touch.certain else f"may {unsure}; its condition is not settled:"
        return Addition(f"For {who},", touch.by, self._number(touch.by), does, touch.span)

    def _add(self, identity: str, notice: Notice) -> None:
        self.notices.setdefault(identity, []).append(notice)

    def _number(self, identity: str) -> str:
        found = self._agreement.by_id[identity]
        return found.full_number or found.number or found.label or found.kind.value

    def _who(self, amendment: Amendment | None) -> str:
        """The customers that an amendment speaks of, as far as this profile is one of them."""
        return _customers(amendment.condition if amendment else None, self._profile)


def _customers(condition: Condition | None, profile: Profile) -> str:
    words: list[str] = []
    if condition is not None:
        words += sorted(_KINDS[kind] for kind in condition.organisations & profile.organisations)
        words += sorted(_KINDS[kind] for kind in condition.programmes & profile.programmes)
    if condition is not None and condition.countries is not None and profile.country:
        name = QLocale.territoryToString(QLocale.codeToTerritory(profile.country))
        return f"{' and '.join(words) or 'customers'} domiciled in {name}"
    return " and ".join(words) or "you"


def _applies(terms: SpecialTerms) -> str:
    first = "; in a conflict it goes before the rest of the agreement" if terms.prevails is not None else ""
    return f"Applies to you{_quoted(terms)}{first}"


def _quoted(terms: SpecialTerms) -> str:
    words = plain(terms.condition.text).rstrip(",;: ")
    if len(words) > _LONGEST_CONDITION:
        words = words[:_LONGEST_CONDITION].rsplit(" ", 1)[0] + " …"
    return f": “{words}”" if words else ""


def _line(agreement: Agreement, span: Span) -> tuple[Span, ...]:
    """The line of a table that a value stands in, cell by cell; empty where it stands in no table."""
    blocks = agreement.text.blocks
    at = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    for line in blocks[at].cells if at >= 0 else ():
        if any(span in cell.span for cell in line):
            return tuple(cell.span for cell in line if cell.span)
    return ()


def _by_provision(agreement: Agreement, lines: list[tuple[Span, ...]]) -> dict[str, tuple[tuple[Span, ...], ...]]:
    """The lines by the provision that they stand in, those of tables of some length: in a short one they stand out."""
    found: dict[str, list[tuple[Span, ...]]] = {}
    for line in lines:
        place = agreement.place(line[0].start)
        at = bisect_right(agreement.text.blocks, line[0].start, key=lambda block: block.span.start) - 1
        if place is not None and len(agreement.text.blocks[at].cells) >= _FEWEST_LINES:
            found.setdefault(place[0], []).append(line)
    return {identity: tuple(rows) for identity, rows in found.items()}
