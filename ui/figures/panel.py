"""Deadlines and figures: every duration, amount, percentage and date with who, what and from when, as a table."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.model.analysis import Analysis
from navigator.model.figures import Deadline, Figure, FigureKind
from navigator.model.obligations import Party
from navigator.model.text import Span, plain
from ui.frame.inputs import ComboBox
from ui.frame.labels import muted
from ui.frame.places import place_name
from ui.frame.words import counted
from ui.panel import Current, Panel
from ui.tray.table import Column, Line, LinesTable, filter_row

KINDS = {
    FigureKind.DURATION: "Duration",
    FigureKind.AMOUNT: "Amount",
    FigureKind.PERCENTAGE: "Percentage",
    FigureKind.DATE: "Date",
}
_DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0, "H": 1 / 24, "TM": 1 / 1440}
_PART = re.compile(r"(T?)(\d+(?:\.\d+)?)([YMWDH])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WHO, _KIND = 1, 4


class FiguresPanel(Panel):
    """The figures of the open agreement. `save` hands the lines in sight over to be written."""

    save = Signal(list)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        columns = (
            Column("Figure", 140),
            Column("Who", 84, spare=True),
            Column("What", share=3),
            Column("From or against", share=2),
        )
        columns += (Column("Kind", 90, spare=True), Column("Provision", 84))
        self.table = LinesTable(current, "Deadlines and figures", columns, self)
        self.sides = ComboBox(self)
        self.sides.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sides.setAccessibleName("Show figures of one side")
        self.sides.currentIndexChanged.connect(lambda _at: self._filter())
        self.kinds = ComboBox(self)
        self.kinds.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.setAccessibleName("Show figures of one kind")
        self.kinds.currentIndexChanged.connect(lambda _at: self._filter())
        self.count = muted("", self, wrap=False)
        self.save_button = QPushButton("Export…", self)
        self.save_button.clicked.connect(lambda _checked=False: self.save.emit(self.rows()))
        row = filter_row(self.sides, self.kinds, self.count, None, self.save_button)
        self._values: dict[tuple[str, Span | None], str] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_found(self, analysis: Analysis) -> None:
        """Lists the figures in reading order."""
        sides = analysis.parties.called
        lines = [_line(analysis, deadline, sides) for deadline in analysis.deadlines]
        figures = (deadline.figure for deadline in analysis.deadlines)
        self._values = {(figure.provision, figure.span): figure.value for figure in figures}
        self.table.show_lines(lines)
        self._fill(self.sides, "Everybody", [sides[party] for party in Party], [line.cells[_WHO] for line in lines])
        self._fill(self.kinds, "Every kind", list(KINDS.values()), [line.cells[_KIND] for line in lines])
        self._filter()

    def _fill(self, box: ComboBox, every: str, names: list[str], found: list[str]) -> None:
        """What can be chosen, with how many lines each has."""
        blocked = box.blockSignals(True)
        box.clear()
        box.addItem(every, "")
        for name in dict.fromkeys(names):
            if name in found:
                box.addItem(f"{name} ({found.count(name)})", name)
        box.blockSignals(blocked)

    def rows(self) -> list[list[str]]:
        """The lines in sight, for a file; with the normal form of each figure, which calendars and sheets read."""
        head = [*(column.name for column in self.table.columns), "Normal form"]
        found = [head]
        for line in self.table.visible():
            cells = [cell.replace("\u00a0", " ") for cell in line.cells]
            found.append([*cells, self._values.get((line.provision, line.span), "")])
        return found

    def _filter(self) -> None:
        who, kind = self.sides.currentData(), self.kinds.currentData()
        self.table.filter(lambda line: (not who or line.cells[_WHO] == who) and (not kind or line.cells[_KIND] == kind))
        self.count.setText(counted(len(self.table.visible()), "figure"))
        self.table.say("" if self._values else "No deadline, amount, percentage or date was found.")


def _line(analysis: Analysis, deadline: Deadline, sides: dict[Party, str]) -> Line:
    figure, agreement = deadline.figure, analysis.agreement
    who = sides[deadline.party] if deadline.party is not None else ""
    what, trigger = plain(deadline.act), plain(deadline.trigger)
    what = what[:1].upper() + what[1:]
    cells = (plain(figure.text), who, what, trigger, KINDS[figure.kind], place_name(agreement, figure.provision))
    order = agreement.order.get(figure.provision, -1)
    keys = (size(figure), who, what.casefold(), trigger.casefold(), cells[4], order)
    return Line(cells, keys, figure.provision, figure.span, hint=plain(agreement.text.at(deadline.sentence)))


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
