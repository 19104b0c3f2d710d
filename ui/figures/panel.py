"""Deadlines and figures: every duration, amount, percentage and date of the binding text as a table."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from navigator.model.analysis import Analysis
from navigator.model.figures import Figure, FigureKind
from navigator.model.text import Span, plain
from ui.frame.labels import muted
from ui.frame.words import counted
from ui.jurisdiction.card import place_name
from ui.panel import Current, Panel
from ui.tray.table import Column, Line, LinesTable

KINDS = {
    FigureKind.DURATION: "Duration",
    FigureKind.AMOUNT: "Amount",
    FigureKind.PERCENTAGE: "Percentage",
    FigureKind.DATE: "Date",
}
_DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0, "H": 1 / 24, "TM": 1 / 1440}
_PART = re.compile(r"(T?)(\d+(?:\.\d+)?)([YMWDH])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BEFORE, _AFTER = 64, 150


class FiguresPanel(Panel):
    """The figures of the open agreement. `save` hands the lines in sight over to be written."""

    title = "Deadlines and figures"
    save = Signal(list)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        columns = (Column("Figure", 190), Column("Kind", 96), Column("In these words", share=1))
        self.table = LinesTable(current, "Deadlines and figures", (*columns, Column("Provision", 120)), self)
        self.kinds = QComboBox(self)
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.setAccessibleName("Show figures of one kind")
        self.kinds.currentIndexChanged.connect(lambda _at: self._filter())
        self.count = muted("", self, wrap=False)
        self.save_button = QPushButton("Export…", self)
        self.save_button.clicked.connect(lambda _checked=False: self.save.emit(self.rows()))
        self.controls = QWidget(self)
        row = QHBoxLayout(self.controls)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.count, self.kinds, self.save_button):
            row.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_found(self, analysis: Analysis) -> None:
        """Lists the figures in reading order."""
        self.table.show_lines([_line(analysis, figure) for figure in analysis.figures])
        blocked = self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem("Every kind", "")
        for kind, name in KINDS.items():
            number = sum(figure.kind is kind for figure in analysis.figures)
            if number:
                self.kinds.addItem(f"{name} ({number})", name)
        self.kinds.blockSignals(blocked)
        self._filter()
        self.count.setText(counted(len(analysis.figures), "figure"))

    def rows(self) -> list[list[str]]:
        """The lines in sight, for a file."""
        head = [column.name for column in self.table.columns]
        return [head, *([cell.replace("\u00a0", " ") for cell in line.cells] for line in self.table.visible())]

    def _filter(self) -> None:
        kind = self.kinds.currentData()
        self.table.filter(lambda line: not kind or line.cells[1] == kind)


def _line(analysis: Analysis, figure: Figure) -> Line:
    place = place_name(analysis.agreement, figure.provision)
    cells = (plain(figure.text), KINDS[figure.kind], around(analysis, figure), place)
    order = analysis.agreement.order.get(figure.provision, -1)
    keys = (size(figure), KINDS[figure.kind], cells[2].casefold(), order)
    return Line(cells, keys, figure.provision, figure.span)


def around(analysis: Analysis, figure: Figure) -> str:
    """The words that a figure stands in, from the sentence's beginning where that is near."""
    agreement = analysis.agreement
    pieces = [piece.span for piece in agreement.by_id[figure.provision].body]
    home = next((span for span in pieces if figure.span in span), Span(figure.span.start, figure.span.end))
    text = agreement.text.text
    start, end = max(home.start, figure.span.start - _BEFORE), min(home.end, figure.span.end + _AFTER)
    before = text[start : figure.span.start]
    stop = max(before.rfind(". "), before.rfind("; "))
    if stop >= 0:
        before, cut = before[stop + 2 :], ""
    else:
        cut = "… " if start > home.start else ""
        before = before.partition(" ")[2] if cut else before
    after = text[figure.span.end : end]
    stop = after.find(". ")
    after = after[: stop + 1] if stop >= 0 else after + (" …" if end < home.end else "")
    return plain(f"{cut}{before}{figure.text}{after}")


def size(figure: Figure) -> tuple[Any, ...]:
    """What a figure sorts by: its kind, then days, currency and amount, share, or date."""
    kind = list(FigureKind).index(figure.kind)
    if figure.kind is FigureKind.DURATION:
        days, time = 0.0, False
        for mark, number, unit in _PART.findall(figure.value):
            time = time or bool(mark)
            days += float(number) * _DAYS["TM" if unit == "M" and time else unit]
        return kind, "", days, figure.value
    number = _NUMBER.search(figure.value)
    worth = float(number[0]) if number is not None and figure.kind is not FigureKind.DATE else 0.0
    return kind, figure.value[:3] if figure.kind is FigureKind.AMOUNT else "", worth, figure.value
