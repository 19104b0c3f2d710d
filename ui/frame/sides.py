"""The text, and a second text beside it: another place of the same agreement, or another agreement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard
from navigator.model.dates import in_words
from ui.frame.buttons import IconButton
from ui.frame.inputs import ComboBox
from ui.frame.labels import restyle
from ui.panel import Current
from ui.reader import ReaderView

_LEAST = 300


class Side(QFrame):
    """A reading view in a frame that shows whether it is the active one."""

    def __init__(self, reader: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reader = reader
        self.setObjectName("side")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(reader, 1)

    def mark(self, active: bool | None) -> None:
        """Active, or not; None where there is but one side."""
        self.setProperty("active", "" if active is None else str(active).lower())
        restyle(self)


class SecondSide(Side):
    """The side that can be closed. `wanted` carries the key of another agreement to read in it."""

    wanted = Signal(str)
    left = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(ReaderView(current.theme), parent)
        self._current = current
        head = QFrame(self)
        head.setObjectName("popup-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 5, 8, 5)
        self.agreements = ComboBox(head)
        self.agreements.setAccessibleName("Agreement on this side")
        self.agreements.setMaxVisibleItems(18)
        self.agreements.setMinimumContentsLength(12)
        self.agreements.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.agreements.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.agreements.activated.connect(self._picked)
        self.close_button = IconButton("x", "Close this side", self.left.emit, head, flat=True)
        row.addWidget(self.agreements, 1)
        row.addWidget(self.close_button)
        self.column.insertWidget(0, head)
        self.set_theme()

    def show_cards(self, cards: Sequence[AgreementCard]) -> None:
        """What can be read here; the one that is read is chosen."""
        combo, analysis = self.agreements, self.reader.analysis
        blocked = combo.blockSignals(True)
        combo.clear()
        here = analysis.agreement.text.source.sha256 if analysis is not None else None
        for card in cards:
            version = in_words(card.version) if card.version else card.source_name
            combo.addItem(f"{card.called}, {version}", card.key)
        place = next((at for at, card in enumerate(cards) if card.sha256 == here), -1)
        if place < 0 and analysis is not None:
            combo.insertItem(0, analysis.agreement.title, "")
            place = 0
        combo.setCurrentIndex(place)
        combo.blockSignals(blocked)

    def set_theme(self) -> None:
        theme = self._current.theme
        self.close_button.set_theme(theme)
        self.reader.set_theme(theme)

    def _picked(self, at: int) -> None:
        key = self.agreements.itemData(at)
        if key:
            self.wanted.emit(key)


class Sides(QSplitter):
    """One reading view, or two. The active one is that which last had the keyboard; acts on the text go there."""

    changed = Signal()
    """Another side is active, or there is another number of sides."""
    wanted = Signal(str)
    """An agreement is to be read on the second side."""
    left = Signal()
    """The second side is to be closed."""
    made = Signal(object)
    """The reading view of a second side, once there is one."""

    def __init__(self, reader: ReaderView, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._current = current
        self.first = Side(reader, self)
        self.second: SecondSide | None = None
        self._active: Side = self.first
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(self.first)
        reader.installEventFilter(self)

    @property
    def active(self) -> ReaderView:
        """The reading view that acts on the text go to."""
        return self._active.reader

    @property
    def is_split(self) -> bool:
        return self.second is not None and not self.second.isHidden()

    def split(self) -> ReaderView:
        """The reading view of the second side, which is in sight then."""
        if self.second is None:
            self.second = SecondSide(self._current, self)
            self.second.reader.installEventFilter(self)
            self.second.wanted.connect(self.wanted)
            self.second.left.connect(self.left)
            for side in (self.first, self.second):
                side.setMinimumWidth(_LEAST)
            self.addWidget(self.second)
            self.made.emit(self.second.reader)
        if self.second.isHidden() or not any(self.sizes()[1:]):
            self.second.show()
            self.changed.emit()
            self.setSizes([self.width() // 2, self.width() - self.width() // 2])
        self._mark()
        return self.second.reader

    def unsplit(self) -> None:
        """Gives the room back to the first side, and the keyboard where the second had it."""
        if self.second is None or self.second.isHidden():
            return
        had = self._active is self.second
        self.second.hide()
        self._active = self.first
        self._mark()
        if had:
            self.first.reader.setFocus()
        self.changed.emit()

    def readers(self) -> list[ReaderView]:
        """The reading views in sight, from the left."""
        second = self.second if self.is_split else None
        return [self.first.reader, *([second.reader] if second is not None else [])]

    def showing(self, analysis: Analysis) -> ReaderView:
        """The reading view in which to go to a place of an agreement: the active one where it shows that."""
        return self.active if self.active.analysis is analysis else self.first.reader

    def set_theme(self) -> None:
        self.first.reader.set_theme(self._current.theme)
        if self.second is not None:
            self.second.set_theme()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            side = self.first if watched is self.first.reader else self.second
            if side is not None and side is not self._active:
                self._active = side
                self._mark()
                self.changed.emit()
        return super().eventFilter(watched, event)

    def _mark(self) -> None:
        for side in (self.first, self.second):
            if side is not None:
                side.mark(side is self._active if self.is_split else None)
        spoken = "Agreement text"
        self.setAccessibleName(f"{spoken}, two sides" if self.is_split else spoken)
