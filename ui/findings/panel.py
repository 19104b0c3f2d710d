"""Findings: each with its rule, its words and why it matters; a click or Enter goes there."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.model.findings import Finding, Severity
from navigator.model.text import plain
from ui.frame.inputs import ComboBox
from ui.frame.labels import muted
from ui.frame.places import place_name
from ui.frame.words import counted
from ui.panel import Current, Panel
from ui.tray.table import Column, Line, LinesTable, filter_row

_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "accent"}
_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def rule_words(rule: str) -> str:
    """'broken-reference' -> 'Broken reference'."""
    return rule.replace("-", " ").capitalize()


class FindingsPanel(Panel):
    """The findings of the open agreement."""

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        columns = (
            Column("Weight", 84),
            Column("What is wrong, and why it matters", share=1),
            Column("Rule", 190, spare=True),
        )
        self.table = LinesTable(current, "Findings", (*columns, Column("Provision", 120)), self)
        self.rules = ComboBox(self)
        self.rules.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rules.setAccessibleName("Show findings of one rule")
        self.rules.currentIndexChanged.connect(lambda _at: self._filter())
        self.count = muted("", self, wrap=False)
        row = filter_row(self.rules, self.count, None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_found(self, findings: tuple[Finding, ...]) -> None:
        """Lists what the checks found, in reading order."""
        analysis = self.current.analysis
        assert analysis is not None
        order = analysis.agreement.order
        lines = []
        for finding in findings:
            rule, place = rule_words(finding.rule), place_name(analysis.agreement, finding.provision)
            cells = (finding.severity.value, plain(finding.words), rule, place)
            keys = (_GRAVITY[finding.severity], finding.words.casefold(), rule, order.get(finding.provision, -1))
            tone = _TONES[finding.severity]
            lines.append(Line(cells, keys, finding.provision, finding.span, plain(finding.why), tone))
        self.table.show_lines(lines)
        counts: dict[str, int] = {}
        for line in lines:
            counts[line.cells[2]] = counts.get(line.cells[2], 0) + 1
        blocked = self.rules.blockSignals(True)
        self.rules.clear()
        self.rules.addItem("Every rule", "")
        for rule, number in sorted(counts.items()):
            self.rules.addItem(f"{rule} ({number})", rule)
        self.rules.blockSignals(blocked)
        self.rules.setEnabled(bool(lines))
        self._filter()
        self.table.say("" if lines else "The checks found nothing to query.")

    def _filter(self) -> None:
        rule = self.rules.currentData()
        self.table.filter(lambda line: not rule or line.cells[2] == rule)
        self.count.setText(counted(len(self.table.visible()), "finding"))
