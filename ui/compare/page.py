"""The compare room: which two versions, the list of changes, and the redline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.model.catalogue import AgreementCard
from navigator.model.comparison import Comparison, Status
from navigator.model.dates import in_words
from ui.compare.changes import ChangeList
from ui.compare.lines import Key, Kind, Lines
from ui.compare.view import CompareView
from ui.frame.buttons import IconButton
from ui.frame.find_bar import FindBar
from ui.frame.finding import Finding
from ui.frame.inputs import ComboBox
from ui.frame.keys import keys_of
from ui.frame.labels import muted, plain
from ui.frame.page import Choice, Page
from ui.frame.words import counted
from ui.panel import Current
from ui.theme import scaled

_SIDES = ("Earlier version", "Later version")
_FILE = "A file…"
_LEFT = 290


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that can be compared: an agreement of the library by its key, or a file."""

    words: str
    source: str | Path


def versions(cards: Sequence[AgreementCard], first: str | Path | None) -> list[Version]:
    """Everything in the library, the versions of one agreement before all others."""
    by_key = {card.key: card for card in cards}
    own = by_key.get(first) if isinstance(first, str) else None
    family = {own.key, *own.earlier} if own is not None else set()
    family |= {card.key for card in cards if own is not None and own.key in card.earlier}
    ordered = sorted(cards, key=lambda card: card.key not in family)
    return [Version(f"{card.called}, {_version(card)}", card.key) for card in ordered]


def _version(card: AgreementCard) -> str:
    return in_words(card.version) if card.version else card.source_name


class ComparePage(Page):
    """`chosen` names a side (0 earlier, 1 later) and what to show there, None to ask for a file; `swap` turns them
    round; `cancel` stops comparing; `save` asks for a file to write the changes to."""

    chosen = Signal(int, object)
    swap = Signal()
    cancel = Signal()
    save = Signal()

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, "Compare", parent)
        self.comparison: Comparison | None = None
        self.sides = [self._combo(place) for place in range(len(_SIDES))]
        self.swap_button = IconButton("arrows-left-right", "Swap the two versions", self.swap.emit, self)
        self.views = Choice("View", ["Side by side", "One text"], self)
        self.everything = QPushButton("Unchanged parts", self)
        self.everything.setProperty("role", "chip")
        self.everything.setCheckable(True)
        self.everything.setToolTip("Show what is unchanged too")
        self.everything.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        before, after = keys_of("compare.previous-change"), keys_of("compare.next-change")
        self.before = IconButton("caret-up", f"Change before ({before})", lambda: self.step(-1), self)
        self.after = IconButton("caret-down", f"Next change ({after})", lambda: self.step(1), self)
        self.save_button = QPushButton("Export…", self)
        self.save_button.clicked.connect(lambda _checked=False: self.save.emit())
        self.list = ChangeList(current, self)
        self.view = CompareView(current.theme, self)
        self.find_bar = FindBar(current.theme, "these versions", self)
        self._finding = Finding(self.find_bar, lambda: self.view, self)
        self.remark = plain("", self, role="warn")
        self._says, self._waits = plain("", self, role="title"), muted("", self)
        self._stop = QPushButton("Cancel", self)
        self._stop.clicked.connect(lambda _checked=False: self.cancel.emit())
        self._lay_out()
        self.views.chosen.connect(lambda place: self.view.set_beside(place == 0))
        self.everything.toggled.connect(self.view.show_everything)
        self.list.looked_at.connect(self.view.go_to_change)
        self.list.wanted.connect(self.view.setFocus)
        self.view.chosen.connect(self._line_chosen)
        self.track(current.theme_changed, self._theme)
        self._theme()
        self.show_lines(None)

    # --- What is compared ----------------------------------------------------------------------------------------

    def show_versions(self, found: Sequence[Version], chosen: Sequence[str | Path | None]) -> None:
        """What can be chosen, and what is chosen for each side."""
        for combo, source in zip(self.sides, chosen, strict=True):
            blocked = combo.blockSignals(True)
            combo.clear()
            for version in found:
                combo.addItem(version.words, version.source)
            if isinstance(source, Path):
                combo.insertItem(0, source.name, source)
            combo.insertSeparator(combo.count())
            combo.addItem(_FILE, None)
            places = [at for at in range(combo.count()) if source is not None and combo.itemData(at) == source]
            combo.setCurrentIndex(places[0] if places else -1)
            combo.blockSignals(blocked)

    def show_waiting(self, title: str, words: str, *, working: bool) -> None:
        """Nothing to show yet: two versions are to be chosen, or are being compared."""
        self.show_lines(None)
        self._says.setText(title)
        self._waits.setText(words)
        self._stop.setVisible(working)
        self.view.setAccessibleDescription(f"{title}. {words}")

    def show_lines(self, lines: Lines | None) -> None:
        """The changes and the redline of a comparison; None clears both."""
        comparison = self.comparison = lines.comparison if lines is not None else None
        self.find_bar.close_up()
        self.list.show_comparison(comparison)
        self.view.show_lines(lines)
        self.everything.setChecked(False)
        for widget in (self.views, self.everything, self.before, self.after, self.save_button):
            widget.setEnabled(comparison is not None)
        self._middle.setCurrentIndex(0 if comparison is not None else 1)
        remarks = "; ".join(comparison.remarks) if comparison is not None else ""
        self.remark.setText(f"Mind: {remarks}" if remarks else "")
        self.remark.setVisible(bool(remarks))
        self.about.setText(self._totals() if comparison is not None else "")

    def step(self, steps: int) -> None:
        """To the next change in the text, or the one before."""
        self.view.step(steps)

    def takes(self, name: str) -> bool:
        acts = {
            "edit.copy": self.view.copy,
            "find.in-agreement": self._finding.open,
            "find.next": self._finding.step,
            "find.previous": lambda: self._finding.step(True),
            "view.zoom-in": lambda: self.view.zoom(1),
            "view.zoom-out": lambda: self.view.zoom(-1),
            "view.zoom-reset": lambda: self.view.zoom(None),
        }
        if name in acts and not (name.startswith("find.") and self.comparison is None):
            acts[name]()
        return name in acts

    def panes(self) -> list[QWidget]:
        return [self.sides[0], self.list.list, self.view]

    # --- Within ---

    def _totals(self) -> str:
        assert self.comparison is not None
        counts = self.comparison.counts
        changed = sum(number for status, number in counts.items() if status is not Status.UNCHANGED)
        said = f"{counted(sum(counts.values()), 'provision')}, {changed} changed, new, removed or moved"
        number = len(self.comparison.redirects)
        if number:
            said += f" · {counted(number, 'reference')} {'names' if number == 1 else 'name'} another provision"
        return said

    def _line_chosen(self, key: Key) -> None:
        """Marks the change in the list that the line in the text belongs to."""
        assert self.comparison is not None
        kind, at = key
        looked_at = self.list.current()  # of several about one line, the one that led here stays
        for change in (*([looked_at] if looked_at is not None else []), *self.comparison.changes):
            if change.summary == at if kind is Kind.SUMMARY else change.summary is None and at in change.rows:
                self.list.select(change)
                return
        self.list.select(None)

    def _picked(self, place: int, at: int) -> None:
        if at >= 0:
            self.chosen.emit(place, self.sides[place].itemData(at))

    def _combo(self, place: int) -> ComboBox:
        made = ComboBox(self)
        made.setAccessibleName(_SIDES[place])
        made.setToolTip(_SIDES[place])
        made.setPlaceholderText(f"{_SIDES[place]}…")
        made.setMaxVisibleItems(18)
        made.setMinimumContentsLength(16)
        made.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.activated.connect(lambda at, place=place: self._picked(place, at))
        return made

    def _lay_out(self) -> None:
        bar = QFrame(self)
        bar.setObjectName("page-head")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self.sides[0], 3)
        row.addWidget(self.swap_button)
        row.addWidget(self.sides[1], 3)
        row.addSpacing(8)
        row.addWidget(self.views)
        row.addWidget(self.everything)
        self.head.addWidget(self.before)
        self.head.addWidget(self.after)
        self.head.addWidget(self.save_button)
        waiting = QWidget(self)
        waiting.setObjectName("page")
        waits = QVBoxLayout(waiting)
        waits.addStretch(2)
        for label in (self._says, self._waits):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setContentsMargins(40, 0, 40, 4)
            waits.addWidget(label)
        waits.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignHCenter)
        waits.addStretch(3)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.view)
        self._middle.addWidget(waiting)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._middle, 1)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([scaled(_LEFT), 1000])
        self.list.setMinimumWidth(scaled(200))
        self.remark.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(bar)
        self.column.addWidget(self.remark)
        self.column.addWidget(split, 1)

    def _theme(self) -> None:
        theme = self.current.theme
        self.view.set_theme(theme)
        self.find_bar.set_theme(theme)
        for button in (self.swap_button, self.before, self.after):
            button.set_theme(theme)
        self.list.list.viewport().update()
