"""The side of the search page: every way to narrow the results, with what each would leave, and the kept searches."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from navigator.model.catalogue import Facet, FacetValue
from ui.frame.labels import heading, link_button, muted
from ui.frame.words import caption, tip
from ui.search.kept import Search
from ui.theme import scaled

_FEW = 6
_MOST = 60
"""Values of one facet that are ever shown: of more, words in the box choose better."""
_LINES = 2
_WIDTH = 300
_BESIDE = 92  # pixels of a row that are margin, box and count


class Narrowing(QScrollArea):
    """`changed` says that another value was chosen or given up; `wanted` asks for a kept search."""

    changed = Signal()
    wanted = Signal(object)
    forgotten = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("left-pane")
        self.setAccessibleName("Narrow the results")
        self.setFixedWidth(scaled(_WIDTH))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chosen: dict[str, set[str]] = {}
        self._facets: tuple[Facet, ...] = ()
        self._opened: set[str] = set()
        self._saved: list[Search] = []
        self._recent: list[Search] = []
        self._boxes: dict[tuple[str, str], QCheckBox] = {}
        self._build()

    def show_facets(self, facets: tuple[Facet, ...]) -> None:
        """The facets of the newest search; what was chosen stays in sight though nothing is left of it."""
        self._facets = facets
        self._build()

    def show_kept(self, saved: list[Search], recent: list[Search]) -> None:
        """The kept searches."""
        self._saved, self._recent = saved, recent
        self._build()

    def take(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Chooses values, without a word to anybody."""
        self.chosen = {key: set(values) for key, values in chosen.items() if values}

    def values(self) -> dict[str, tuple[str, ...]]:
        """What is chosen, in a settled order."""
        return {key: tuple(sorted(values)) for key, values in sorted(self.chosen.items()) if values}

    # -- inside ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        focused = next((key for key, box in self._boxes.items() if box.hasFocus()), None)
        at = self.verticalScrollBar().value()
        body = QWidget()
        body.setObjectName("pane-body")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 12, 16)
        column.setSpacing(4)
        self._boxes = {}
        if any(self.chosen.values()):
            column.addWidget(link_button("Give up every choice", self._clear, body))
            column.addSpacing(6)
        for facet in self._facets:
            self._add_facet(facet, column, body)
        self._add_kept("Saved searches", self._saved, column, body, forget=True)
        self._add_kept("Recent searches", self._recent, column, body, forget=False)
        column.addStretch(1)
        self.setWidget(body)
        before: QWidget = self
        for button in body.findChildren(QAbstractButton):  # made after the results: Tab would come to them last
            QWidget.setTabOrder(before, button)
            before = button
        self.verticalScrollBar().setValue(at)
        if focused in self._boxes:
            self._boxes[focused].setFocus()

    def _add_facet(self, facet: Facet, column: QVBoxLayout, body: QWidget) -> None:
        column.addWidget(heading(facet.name, body))
        column.addSpacing(2)
        chosen = self.chosen.get(facet.key, set())
        opened = facet.key in self._opened
        few = _MOST if opened else _FEW
        for place, value in enumerate(facet.values):
            if place < few or value.value in chosen:
                column.addLayout(self._row(facet, value, body))
        hidden = len(facet.values) - _FEW
        if hidden > 0:
            if opened and len(facet.values) > _MOST:
                more = f"and {len(facet.values) - _MOST:,} more: narrow the words, for example with agreement:name"
                column.addWidget(muted(more, body))
            words = "Fewer" if opened else f"{hidden:,} more"
            column.addWidget(link_button(words, self._turn(facet.key), body))
        column.addSpacing(12)

    def _row(self, facet: Facet, value: FacetValue, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        box = QCheckBox(body)
        lines = in_lines(value.name, box.fontMetrics(), scaled(_WIDTH - _BESIDE), _LINES)
        lines += in_lines(value.note, box.fontMetrics(), scaled(_WIDTH - _BESIDE), 1)
        box.setText(caption("\n".join(lines)))
        name = f"{value.name}, {value.note}" if value.note else value.name
        box.setToolTip(tip(name))
        box.setAccessibleName(f"{facet.name}: {name}, {value.count}")
        box.setChecked(value.value in self.chosen.get(facet.key, set()))
        box.toggled.connect(lambda on, key=facet.key, of=value.value: self._choose(key, of, on=on))
        self._boxes[facet.key, value.value] = box
        count: QLabel = muted(f"{value.count:,}", body, wrap=False)
        count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(box, 1)
        row.addWidget(count)
        return row

    def _add_kept(
        self, title: str, searches: list[Search], column: QVBoxLayout, body: QWidget, *, forget: bool
    ) -> None:
        if not searches:
            return
        column.addWidget(heading(title, body))
        for search in searches:
            row = QHBoxLayout()
            fitted = body.fontMetrics().elidedText(search.name, Qt.TextElideMode.ElideRight, scaled(_WIDTH - 100))
            button = link_button(fitted, self._ask(search), body)
            button.setToolTip(tip(search.name))
            row.addWidget(button)
            row.addStretch(1)
            if forget:
                gone = link_button("Remove", lambda search=search: self.forgotten.emit(search), body)
                gone.setAccessibleName(f"Remove the saved search {search.name}")
                row.addWidget(gone)
            column.addLayout(row)
        column.addSpacing(12)

    def _ask(self, search: Search) -> Callable[[], object]:
        return lambda: self.wanted.emit(search)

    def _turn(self, key: str) -> Callable[[], object]:
        def turn() -> None:
            self._opened ^= {key}
            self._build()

        return turn

    def _choose(self, key: str, value: str, *, on: bool) -> None:
        values = self.chosen.setdefault(key, set())
        (values.add if on else values.discard)(value)
        self.changed.emit()

    def _clear(self) -> None:
        self.chosen = {}
        self._build()
        self.changed.emit()


def in_lines(words: str, metrics: QFontMetrics, wide: int, most: int) -> list[str]:
    """Words broken into at most so many lines of a width in pixels; what is over ends in an ellipsis."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most - 1:
        take = len(rest)
        while take > 1 and metrics.horizontalAdvance(" ".join(rest[:take])) > wide:
            take -= 1
        lines.append(metrics.elidedText(" ".join(rest[:take]), Qt.TextElideMode.ElideRight, wide))
        rest = rest[take:]
    if rest:
        lines.append(metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, wide))
    return lines
