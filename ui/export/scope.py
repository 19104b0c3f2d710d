"""What to export: the provision being read, its section, the selection, hits, a collection, ticked provisions, all."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from navigator.model.agreement import Agreement
from navigator.model.exporting import Collected
from ui.export.collection import CollectionList
from ui.frame.words import caption, counted
from ui.outline.delegate import OutlineDelegate
from ui.outline.model import OutlineModel
from ui.outline.panel import ContentsTree
from ui.panel import Current

_LONGEST = 44


class Scope(IntEnum):
    PROVISION = 0
    SECTION = 1
    SELECTION = 2
    HITS = 3
    COLLECTION = 4
    TICKED = 5
    ALL = 6


class ScopeChoice(QWidget):
    """`changed` says that something else is chosen, `collection_changed` that the collection was put in order."""

    changed = Signal()
    collection_changed = Signal(tuple)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = current
        self.selection: Sequence[str] = ()
        self.hits: Sequence[str] = ()
        self.collected: Sequence[Collected] = ()
        self.group = QButtonGroup(self)
        self.buttons = {scope: QRadioButton(self) for scope in Scope}
        self.model = OutlineModel(checkable=True)
        self.tree = ContentsTree(self)
        self.tree.setModel(self.model)
        self.delegate = OutlineDelegate(current.theme, self.tree, checkable=True)
        self.tree.setItemDelegate(self.delegate)
        self.tree.setAccessibleName("Provisions to export")
        self.tree.setFixedHeight(220)
        self.tree.setProperty("role", "boxed")
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.activated_provision.connect(self._toggle)
        self.collection = CollectionList(current, self)
        self.collection.changed.connect(self.collection_changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for scope, button in self.buttons.items():
            self.group.addButton(button, scope)
            box.addWidget(button)
            if scope is Scope.COLLECTION:
                box.addWidget(self.collection)
            if scope is Scope.TICKED:
                box.addWidget(self.tree)
        self.buttons[Scope.ALL].setChecked(True)
        self.group.idToggled.connect(lambda _id, on: self._chosen() if on else None)

    # -- what is there ------------------------------------------------------------------------------------------------

    def show_agreement(self) -> None:
        """Another agreement: nothing is ticked in it yet."""
        self.model.show_analysis(self.current.analysis)
        self.selection, self.hits = (), ()
        self.say()

    def show_collection(self, rows: Sequence[Collected]) -> None:
        self.collected = rows
        self.collection.show_rows(rows)
        self.say()

    def set_theme(self) -> None:
        self.delegate.set_theme(self.current.theme)

    def take(self, scope: Scope) -> None:
        """Chooses, where there is something to choose."""
        self.say()
        if not self.buttons[scope].isHidden() and self.buttons[scope].isEnabled():
            self.buttons[scope].setChecked(True)

    # -- what is chosen -----------------------------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        return Scope(self.group.checkedId())

    def chosen(self) -> list[str] | None:
        """Ids of the provisions, [] for the whole agreement; None where nothing is chosen."""
        analysis = self.current.analysis
        if analysis is None:
            return None
        agreement = analysis.agreement
        if self.scope is Scope.ALL:
            return []
        if self.scope is Scope.TICKED:
            return self._ticked(agreement) or None
        found = {
            Scope.PROVISION: self._family(agreement, self.current.provision),
            Scope.SECTION: self._family(agreement, self._top(agreement)),
            Scope.SELECTION: list(self.selection),
            Scope.HITS: list(self.hits),
            Scope.COLLECTION: [row.provision for row in self.collected if self._is_here(row)],
        }[self.scope]
        return [identity for identity in found if identity in agreement.by_id] or None

    # -- inside -------------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Names each choice after what it would take, and hides those that take nothing."""
        analysis, identity = self.current.analysis, self.current.provision
        agreement = analysis.agreement if analysis is not None else None
        provision = agreement.by_id.get(identity or "") if agreement is not None else None
        top = self._top(agreement) if agreement is not None else None
        here = sum(self._is_here(row) for row in self.collected)
        words = {
            Scope.PROVISION: f"This provision, {provision.label or provision.kind.value}" if provision else "",
            Scope.SECTION: f"This section, {agreement.by_id[top].label}"
            if agreement and top and top != identity
            else "",
            Scope.SELECTION: f"Selected text ({counted(len(self.selection), 'provision')})" if self.selection else "",
            Scope.HITS: f"What the search found ({counted(len(self.hits), 'provision')})" if self.hits else "",
            Scope.COLLECTION: f"Collection ({counted(here, 'provision')})" if here else "Collection",
            Scope.TICKED: f"Ticked in the contents ({counted(len(self.model.checked), 'line')})"
            if self.model.checked
            else "Ticked in the contents",
            Scope.ALL: "The whole agreement",
        }
        for scope, button in self.buttons.items():
            said = words[scope]
            button.setVisible(bool(said))
            button.setText(caption(said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"))
            button.setToolTip("" if len(said) <= _LONGEST else said)
        if self.buttons[self.scope].isHidden():
            self.buttons[Scope.ALL].setChecked(True)
        self.collection.setVisible(self.scope is Scope.COLLECTION)
        self.tree.setVisible(self.scope is Scope.TICKED)

    def _chosen(self) -> None:
        self.say()
        self.changed.emit()

    def _is_here(self, row: Collected) -> bool:
        return self.current.card is not None and row.agreement == self.current.card.key

    def _top(self, agreement: Agreement) -> str | None:
        identity = self.current.provision
        if identity is None or identity not in agreement.by_id:
            return None
        way = agreement.ancestors(identity)
        return way[-1].id if way else identity

    @staticmethod
    def _family(agreement: Agreement, identity: str | None) -> list[str]:
        if identity is None or identity not in agreement.by_id:
            return []
        return [identity, *(row.id for row in agreement.descendants(identity))]

    def _ticked(self, agreement: Agreement) -> list[str]:
        """A line of the contents stands for what has no line of its own below it."""
        lined = {identity for identity in agreement.order if self.model.has_line(identity)}
        found = set(self.model.checked)
        for line in self.model.checked:
            found |= {row.id for row in agreement.descendants(line) if row.id not in lined}
        return sorted(found, key=agreement.order.__getitem__)

    def _toggle(self, identity: str) -> None:
        on = identity in self.model.checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model.setData(self.model.index_of(identity), state, int(Qt.ItemDataRole.CheckStateRole))
        self._chosen()
