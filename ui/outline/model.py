"""Contents as a tree: every provision that has a heading, and numbered ones near the top that have none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.amendments import Action
from navigator.model.analysis import Analysis
from ui.frame.words import tip
from ui.reads import Reads

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
BADGE_ROLE = ENTRY_ROLE + 1
_TOUCHED = {
    Action.ADD: ("added to", "Special terms that apply to you add to it"),
    Action.QUALIFY: ("qualified", "Special terms that apply to you qualify it"),
    Action.DISAPPLY: ("limited", "Special terms that apply to you limit it"),
    Action.REPLACE: ("changed", "Special terms that apply to you change words of it"),
}
_NAMED = {
    ProvisionKind.PREFACE: "Notices",
    ProvisionKind.PREAMBLE: "Preamble",
    ProvisionKind.CONCLUSIONS: "Closing",
    ProvisionKind.SCHEDULE: "Schedule",
}
_WORDS = 8


@dataclass(slots=True, eq=False)
class Entry:
    """One line of the contents. `quiet` marks words that stand in for a missing heading."""

    provision: str
    number: str
    title: str
    depth: int
    parent: Entry | None
    row: int = 0
    quiet: bool = False
    children: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Badge:
    """What the profile says of a provision: words, tone ("warn", "good"), and a sentence for the tool tip."""

    words: str
    tone: str
    why: str


class OutlineModel(QAbstractItemModel):
    """The tree; `checkable` adds boxes, for choosing what to export. `ticked` carries the ids of the ticked lines."""

    ticked = Signal(object)

    def __init__(self, *, checkable: bool = False) -> None:
        super().__init__()
        self._root = Entry("", "", "", -1, None)
        self._by_id: dict[str, Entry] = {}
        self._agreement: Agreement | None = None
        self._badges: dict[str, Badge] = {}
        self._below: set[str] = set()
        self.checkable = checkable
        self.checked: frozenset[str] = frozenset()

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Builds the tree of an agreement; None empties it."""
        self.beginResetModel()
        self._agreement = analysis.agreement if analysis is not None else None
        self._root = Entry("", "", "", -1, None)
        self._by_id = {}
        self._badges, self._below, self.checked = {}, set(), frozenset()
        if self._agreement is not None:
            self._build(self._agreement)
        self.endResetModel()

    def set_reads(self, reads: Reads | None) -> None:
        """Marks what is replaced or added to, and which special terms apply."""
        self._badges = badges(reads) if reads is not None else {}
        self._below = set()
        for identity in self._badges:
            entry = self._by_id.get(identity)
            while entry is not None and entry.parent is not None:
                entry = entry.parent
                self._below.add(entry.provision)
        if self._by_id:
            self.layoutChanged.emit()

    def set_checked(self, ids: frozenset[str]) -> None:
        """Shows which lines are ticked."""
        if ids != self.checked:
            self.checked = ids
            self.layoutChanged.emit()

    def set_checkable(self, checkable: bool) -> None:
        """Shows the boxes, or hides them; what is ticked stays."""
        self.checkable = checkable
        self.layoutChanged.emit()

    @property
    def right_to_left(self) -> bool:
        """Whether the lines begin at the right."""
        return self._agreement is not None and self._agreement.right_to_left

    def index_of(self, provision: str) -> QModelIndex:
        """The line of a provision, or of the nearest one above it that has a line."""
        entry = self._by_id.get(provision)
        if entry is None and self._agreement is not None and provision in self._agreement.by_id:
            for ancestor in self._agreement.ancestors(provision):
                entry = self._by_id.get(ancestor.id)
                if entry is not None:
                    break
            else:
                entry = self._before(provision)
        return QModelIndex() if entry is None else self.createIndex(entry.row, 0, entry)

    def has_line(self, provision: str) -> bool:
        """Whether a provision has a line of its own."""
        return provision in self._by_id

    def _before(self, provision: str) -> Entry | None:
        """The last line at or before a provision in reading order."""
        assert self._agreement is not None
        order = self._agreement.order
        place = order[provision]
        before = reversed(self._agreement.provisions[:place])
        return next((self._by_id[row.id] for row in before if row.id in self._by_id), None)

    def _build(self, agreement: Agreement) -> None:
        before: Provision | None = None
        for provision in agreement.provisions:
            title, quiet = _title(agreement, provision)
            # A preamble of several paragraphs is one line.
            goes_on = before is not None and before.kind is provision.kind and provision.kind in _NAMED
            before = provision
            if title is None or (goes_on and not provision.heading and provision.kind is not ProvisionKind.SCHEDULE):
                continue
            parent = self._root
            for ancestor in agreement.ancestors(provision.id):
                if ancestor.id in self._by_id:
                    parent = self._by_id[ancestor.id]
                    break
            number = provision.full_number or provision.number or ""
            entry = Entry(provision.id, number, title, parent.depth + 1, parent, len(parent.children), quiet)
            parent.children.append(entry)
            self._by_id[provision.id] = entry

    # -- Qt's side ------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        above = self.entry(parent)
        if column == 0 and 0 <= row < len(above.children):
            return self.createIndex(row, 0, above.children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self.entry(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.entry(parent).children)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def entry(self, index: Index) -> Entry:
        """The line of an index; the invisible root for none."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Entry) else self._root

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both | Qt.ItemFlag.ItemIsUserCheckable if self.checkable else both

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        entry = self.entry(index)
        badge = self._badges.get(entry.provision)
        label = " ".join(part for part in (entry.number, entry.title) if part)
        match Qt.ItemDataRole(role) if role < int(Qt.ItemDataRole.UserRole) else role:
            case Qt.ItemDataRole.DisplayRole:
                return label
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{label}, {badge.words}" if badge else label
            case Qt.ItemDataRole.ToolTipRole:
                return tip(f"{label}\n{badge.why}" if badge else label)
            case Qt.ItemDataRole.CheckStateRole if self.checkable:
                return Qt.CheckState.Checked if entry.provision in self.checked else Qt.CheckState.Unchecked
            case int() as own if own == ENTRY_ROLE:
                return entry
            case int() as own if own == BADGE_ROLE:
                return badge
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if not self.checkable or role != int(Qt.ItemDataRole.CheckStateRole):
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        family = [self.entry(index)]
        checked = set(self.checked)
        for entry in family:
            (checked.add if on else checked.discard)(entry.provision)
            family.extend(entry.children)
        if not on:
            above = family[0].parent
            while above is not None:
                checked.discard(above.provision)
                above = above.parent
        self.set_checked(frozenset(checked))
        self.ticked.emit(self.checked)
        return True

    def provisions(self, agreement: Agreement, lines: Collection[str]) -> list[str]:
        """What some lines stand for, in reading order: each with everything after it that has no line of its own."""
        found, before = [], ""
        for provision in agreement.provisions:
            way = (provision.id, *(above.id for above in agreement.ancestors(provision.id)))
            line = next((identity for identity in way if identity in self._by_id), before)
            before = provision.id if provision.id in self._by_id else before
            if line in lines:
                found.append(provision.id)
        return found

    def marked_below(self, entry: Entry) -> bool:
        """Whether something below a line carries a badge, to show while it is folded."""
        return entry.provision in self._below


def _title(agreement: Agreement, provision: Provision) -> tuple[str | None, bool]:
    """A line's words, and whether they stand in for a missing heading; None where it has no line."""
    if provision.heading:
        return provision.heading, False
    if provision.kind in _NAMED:
        return _NAMED[provision.kind], False
    if provision.kind is ProvisionKind.ITEM or provision.level > 2:
        return None, False
    words = agreement.binding_text(provision.id).split()
    if not words and provision.number is None:
        return None, False
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else ""), True


def badges(reads: Reads) -> dict[str, Badge]:
    """Provision id -> badge for a profile: what is replaced, which special terms apply, what they add to."""
    applicability = reads.applicability
    found = {
        row.target: Badge("replaced", "warn", f"Replaced for you by {row.by_number}") for row in applicability.replaced
    }
    for row in applicability.disapplied:
        found.setdefault(row.target, Badge("does not apply", "warn", f"Does not apply to you: {row.by_number}"))
    for row in applicability.special_terms:
        words, tone = ("applies", "good") if row.certain else ("may apply", "warn")
        found.setdefault(row.provision, Badge(words, tone, row.why))
    for provision in reads.consolidated.provisions:
        for touch in provision.touched_by:
            words, why = _TOUCHED[touch.action]
            found.setdefault(provision.provision, Badge(words, "good" if touch.certain else "warn", why))
    return found
