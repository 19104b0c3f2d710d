"""The popover below *Export*: which provisions, with or without summaries, on which paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from navigator.model.agreement import Agreement
from navigator.model.exporting import ExportRequest, Paper
from ui.frame.labels import heading, muted
from ui.frame.overlay import Overlay
from ui.frame.words import caption, counted
from ui.jurisdiction.words import whole
from ui.outline.delegate import OutlineDelegate
from ui.outline.model import OutlineModel
from ui.outline.panel import ContentsTree
from ui.panel import Current

_PAPERS = {Paper.A4: "A4", Paper.LETTER: "US Letter"}


class ExportPanel(Overlay):
    """Emits what to save or to print, as an `ExportRequest` without its date."""

    save = Signal(object)
    print = Signal(object)

    def __init__(self, host: QWidget, anchor: QWidget, current: Current) -> None:
        super().__init__(host, anchor, "Export and print")
        self.current = current
        self.setFixedWidth(440)
        self.this = QRadioButton(self)
        self.section = QRadioButton(self)
        self.some = QRadioButton("Chosen provisions", self)
        self.all = QRadioButton("The whole agreement", self)
        self.group = QButtonGroup(self)
        for button in (self.this, self.section, self.some, self.all):
            self.group.addButton(button)
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
        self.summaries = QCheckBox("Side by side with the summaries (marked “not binding”)", self)
        self.paper = QComboBox(self)
        self.paper.setAccessibleName("Paper")
        for paper, words in _PAPERS.items():
            self.paper.addItem(words, paper)
        self.profile = muted("", self)
        self.save_button = QPushButton("Save as PDF…", self)
        self.save_button.setProperty("role", "primary")
        self.print_button = QPushButton("Print…", self)
        self._lay_out()
        self.group.buttonToggled.connect(lambda _button, _on: self._say())
        self.save_button.clicked.connect(lambda _checked=False: self._emit(self.save))
        self.print_button.clicked.connect(lambda _checked=False: self._emit(self.print))
        current.agreement_changed.connect(self._agreement)
        current.theme_changed.connect(self._theme)
        self._agreement()

    def show_panel(self, *, printing: bool = False, this: bool = False) -> None:
        """Opens it for what was chosen last, or for the provision being read (`this`). Enter saves, or prints where
        that was asked for."""
        if this and self.current.provision is not None:
            self.this.setChecked(True)
        self._say()
        button = self.print_button if printing else self.save_button
        button.setDefault(True)
        self.open(button)

    def request(self) -> ExportRequest | None:
        """What is chosen; None where nothing is."""
        analysis = self.current.analysis
        if analysis is None:
            return None
        chosen = self._chosen(analysis.agreement)
        if not chosen and not self.all.isChecked():
            return None
        return ExportRequest(
            provisions=tuple(chosen),
            profile=self.current.profile,
            summaries=self.summaries.isChecked() and self.summaries.isEnabled(),
            paper=Paper(self.paper.currentData()),
        )

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(8)
        box.addWidget(heading("Export or print", self))
        for button in (self.this, self.section, self.some):
            box.addWidget(button)
        box.addWidget(self.tree)
        box.addWidget(self.all)
        box.addSpacing(4)
        box.addWidget(self.summaries)
        row = QHBoxLayout()
        row.addWidget(muted("Paper", self, wrap=False))
        row.addWidget(self.paper)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self.profile)
        box.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        box.addLayout(row)

    def _agreement(self) -> None:
        self.model.show_analysis(self.current.analysis)
        analysis = self.current.analysis
        self.summaries.setEnabled(analysis is not None and bool(analysis.agreement.summaries))
        self.this.setChecked(True)

    def _theme(self) -> None:
        self.delegate.set_theme(self.current.theme)

    def _say(self) -> None:
        analysis, identity = self.current.analysis, self.current.provision
        agreement = analysis.agreement if analysis is not None else None
        provision = agreement.by_id.get(identity or "") if agreement is not None else None
        if agreement is not None and provision is not None:
            way = agreement.ancestors(provision.id)
            self.this.setText(_label(f"This provision, {provision.label or provision.kind.value}"))
            self.section.setText(_label(f"This section, {way[-1].label or way[-1].kind.value}") if way else "")
        self.this.setEnabled(provision is not None)
        self.section.setVisible(bool(self.section.text()) and provision is not None and provision.parent is not None)
        if not self.section.isVisibleTo(self) and self.section.isChecked():
            self.this.setChecked(True)
        if provision is None and self.this.isChecked():
            self.all.setChecked(True)
        self.tree.setVisible(self.some.isChecked())
        profile = self.current.profile
        self.profile.setText(
            "As published: no profile is chosen."
            if profile.is_empty
            else f"As it reads for: {whole(profile, self.current.country_name())}."
        )
        self.some.setText(
            f"Chosen provisions ({counted(len(self.model.checked), 'provision')})"
            if self.model.checked
            else "Chosen provisions"
        )
        if self.isVisible():
            self.place()

    def _chosen(self, agreement: Agreement) -> list[str]:
        order = agreement.order
        if self.all.isChecked():
            return []
        if self.some.isChecked():
            # A line of the contents stands for what has no line of its own below it.
            lined = {identity for identity in order if self.model.has_line(identity)}
            found = set(self.model.checked)
            for line in self.model.checked:
                found |= {row.id for row in agreement.descendants(line) if row.id not in lined}
            return sorted(found, key=order.__getitem__)
        here = self.current.provision
        if here is None or here not in order:
            return []
        identity = here
        if self.section.isChecked() and (way := agreement.ancestors(identity)):
            identity = way[-1].id
        return [identity, *(row.id for row in agreement.descendants(identity))]

    def _toggle(self, identity: str) -> None:
        index = self.model.index_of(identity)
        on = identity in self.model.checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model.setData(index, state, int(Qt.ItemDataRole.CheckStateRole))
        self._say()

    def _emit(self, signal: SignalInstance) -> None:
        request = self.request()
        if request is None:
            self.profile.setText("Tick at least one provision first.")
            return
        self.close_up()
        signal.emit(request)


def _label(words: str, most: int = 52) -> str:
    return caption(words if len(words) <= most else words[: most - 1].rstrip() + "…")
