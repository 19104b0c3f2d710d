"""What to export: the provision being read, its section, the selection, what was found, a collection, what is ticked,
all. What was found and a collection may be of several agreements, which make one document."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from navigator.model.agreement import Agreement
from navigator.model.exporting import Collected, Gathering
from ui.export.choices import Scope
from ui.export.collection import CollectionList
from ui.frame.words import caption, counted
from ui.outline.delegate import OutlineDelegate
from ui.outline.model import OutlineModel
from ui.outline.panel import ContentsTree
from ui.panel import Current
from ui.theme import scaled

_LONGEST = 44


class ScopeChoice(QWidget):
    """`changed` says that something else is chosen, `collection_changed` that the collection was put in order."""

    changed = Signal()
    collection_changed = Signal(tuple)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = current
        self.selection: Sequence[str] = ()
        self.found: Gathering | None = None
        self.collected: Sequence[Collected] = ()
        self.group = QButtonGroup(self)
        self.buttons = {scope: QRadioButton(self) for scope in Scope}
        self.model = OutlineModel(checkable=True)
        self.tree = ContentsTree(self)
        self.tree.setModel(self.model)
        self.delegate = OutlineDelegate(current.theme, self.tree)
        self.tree.setItemDelegate(self.delegate)
        self.tree.setAccessibleName("Provisions to export")
        self.tree.setFixedHeight(scaled(220))
        self.tree.setProperty("role", "boxed")
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.activated_provision.connect(self._toggle)
        self.model.ticked.connect(current.set_ticked)
        current.ticked_changed.connect(self._ticked)
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
        """Another agreement: nothing is selected in it yet."""
        self.model.show_analysis(self.current.analysis)
        self.model.set_checked(self.current.ticked)
        self.selection = ()
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
        """Ids of the provisions of the open agreement, [] for all of it; None where nothing of it is chosen."""
        analysis = self.current.analysis
        if analysis is None or self.gathering() is not None:
            return None
        agreement = analysis.agreement
        if self.scope is Scope.ALL:
            return []
        if self.scope is Scope.TICKED:
            return self.model.provisions(agreement, self.current.ticked) or None
        found = {
            Scope.PROVISION: self._family(agreement, self.current.provision),
            Scope.SECTION: self._family(agreement, self._top(agreement)),
            Scope.SELECTION: list(self.selection),
            Scope.HITS: self._found_here(agreement),
            Scope.FOUND: [],
            Scope.COLLECTION: [row.provision for row in self.collected if self._is_here(row)],
        }[self.scope]
        return [identity for identity in found if identity in agreement.by_id] or None

    def gathering(self) -> Gathering | None:
        """What is chosen of several agreements; None where it is of the open one."""
        if self.scope is Scope.FOUND:
            return self.found
        if self.scope is Scope.COLLECTION and any(not self._is_here(row) for row in self.collected):
            return Gathering.collected(self.collected)
        return None

    # -- inside -------------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Names each choice after what it would take, and hides those that take nothing."""
        analysis, identity = self.current.analysis, self.current.provision
        agreement = analysis.agreement if analysis is not None else None
        provision = agreement.by_id.get(identity or "") if agreement is not None else None
        top = self._top(agreement) if agreement is not None else None
        kept = len({row.agreement for row in self.collected})
        ticked = len(self.current.ticked)
        here = self._found_here(None)
        words = {
            Scope.PROVISION: f"This provision, {provision.label or provision.kind.value}" if provision else "",
            Scope.SECTION: f"This section, {agreement.by_id[top].label}"
            if agreement and top and top != identity
            else "",
            Scope.SELECTION: f"Selected text ({counted(len(self.selection), 'provision')})" if self.selection else "",
            Scope.HITS: f"What the search found here ({counted(len(here), 'provision')})" if here else "",
            Scope.FOUND: self._found_words(here),
            Scope.COLLECTION: f"Collection ({_size(len(self.collected), kept)})" if self.collected else "Collection",
            Scope.TICKED: ""
            if agreement is None
            else f"Ticked in the contents ({counted(ticked, 'line')})"
            if ticked
            else "Ticked in the contents",
            Scope.ALL: "The whole agreement" if agreement is not None else "",
        }
        for scope, button in self.buttons.items():
            said = words[scope]
            button.setVisible(bool(said))
            button.setText(caption(said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"))
            button.setToolTip("" if len(said) <= _LONGEST else said)
        if self.buttons[self.scope].isHidden():
            self.buttons[Scope.ALL if agreement is not None else Scope.COLLECTION].setChecked(True)
        self.collection.setVisible(self.scope is Scope.COLLECTION)
        self.tree.setVisible(self.scope is Scope.TICKED)

    def _chosen(self) -> None:
        self.say()
        self.changed.emit()

    def _found_here(self, agreement: Agreement | None) -> list[str]:
        """What was found in the open agreement; with `agreement` also what goes with it below."""
        key, found = self.current.card.key if self.current.card is not None else None, self.found
        here = [identity for at, ids in found.chosen if at == key for identity in ids] if found is not None else []
        if found is None or not found.below or agreement is None:
            return here
        return [below for identity in here for below in self._family(agreement, identity)]

    def _found_words(self, here: Sequence[str]) -> str:
        """Names what was found in every agreement, where that is more than what was found here."""
        found = self.found
        if found is None or found.count == len(here):
            return ""
        return f"All found ({_size(found.count, len(found.chosen))})"

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

    def _ticked(self) -> None:
        """Lines were ticked, here or in the contents beside the text."""
        self.model.set_checked(self.current.ticked)
        self._chosen()

    def _toggle(self, identity: str) -> None:
        on = identity in self.current.ticked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model.setData(self.model.index_of(identity), state, int(Qt.ItemDataRole.CheckStateRole))


def _size(provisions: int, agreements: int) -> str:
    """'5 provisions of 3 agreements'; one agreement is not counted."""
    of = f" of {counted(agreements, 'agreement')}" if agreements > 1 else ""
    return counted(provisions, "provision") + of
