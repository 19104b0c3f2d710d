"""Export and print: what, how and as what at the left, the pages as they will be at the right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from navigator.model.exporting import ExportKind, ExportRequest, Paper
from ui.export.choices import Scope
from ui.export.preview import PreviewPane
from ui.export.scope import ScopeChoice
from ui.frame.inputs import ComboBox
from ui.frame.labels import heading, muted
from ui.frame.page import Page
from ui.jurisdiction.words import whole
from ui.panel import Current
from ui.theme import scaled

_WIDE, _WIDEST = 372, 560
_PAUSE_MS = 250
_PAPERS = {Paper.A4: "A4", Paper.LETTER: "US Letter"}
FORMATS = {
    ".pdf": ("PDF", "Archival and accessible, with bookmarks and links."),
    ".docx": ("Word", "Styles, bookmarks and links; what a profile replaces is a tracked change, notes are comments."),
    ".html": ("Web page", "One file for any browser and telephone; it needs no network."),
    ".md": ("Markdown", "Text with links for wikis and repositories."),
    ".txt": ("Plain text", "Readable anywhere."),
    ".xlsx": ("Excel", "Clauses, deadlines, answers by country and what applies, each on a sheet of its own."),
    ".csv": ("CSV", "The clause matrix alone."),
    ".xml": ("Akoma Ntoso", "The XML standard for legal documents."),
    ".zip": ("Evidence bundle", "The source untouched, exports, findings, and the hashes of all."),
}
_ON_PAGES = (".pdf", ".docx", ".zip")
# Countries that print on US Letter (CLDR, supplemental territory information, paper size).
_LETTER = {
    QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico, QLocale.Country.Chile,
    QLocale.Country.Colombia, QLocale.Country.CostaRica, QLocale.Country.ElSalvador, QLocale.Country.Guatemala,
    QLocale.Country.Nicaragua, QLocale.Country.Panama, QLocale.Country.Philippines, QLocale.Country.PuertoRico,
    QLocale.Country.Venezuela, QLocale.Country.Belize,
}  # fmt: skip


def usual_paper(setting: str) -> Paper:
    """The paper of the settings; where they leave it open, that of the country that the computer is set to."""
    if setting in set(Paper):
        return Paper(setting)
    return Paper.LETTER if QLocale.system().territory() in _LETTER else Paper.A4


class _Side(QScrollArea):
    """The choices: as wide as their longest words, within reason, and scrolled up and down."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the choices in it

    def sizeHint(self) -> QSize:
        inner = self.widget()
        words = inner.minimumSizeHint().width() if inner is not None else 0
        wanted = max(scaled(_WIDE), words + self.verticalScrollBar().sizeHint().width())
        return QSize(min(wanted, scaled(_WIDEST)), 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 120)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ExportPage(Page):
    """`save` and `print` carry a request without its date (and the ending of the file), `wanted` one to be shown. The
    request is about the open agreement, or where `scope` has a gathering about each agreement of that."""

    save = Signal(object, str)
    print = Signal(object)
    wanted = Signal(object)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, "Export and print", parent)
        self.scope = ScopeChoice(current, self)
        self.summaries = QCheckBox("Summaries beside it, marked “not binding”", self)
        self.notes = QCheckBox("My notes", self)
        self.definitions = QCheckBox("Definitions used", self)
        self.cited = QCheckBox("Provisions cited", self)
        self.deadlines = QCheckBox("Deadlines and amounts", self)
        self.reads = self._combo("Text")
        self.format = self._combo("Format")
        self.paper = self._combo("Paper")
        self.format.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        for ending, (words, _why) in FORMATS.items():
            self.format.addItem(f"{words} ({ending})", ending)
        for paper, words in _PAPERS.items():
            self.paper.addItem(words, paper)
        self.why = muted("", self)
        self.save_button = QPushButton("Save as PDF…", self)
        self.save_button.setProperty("role", "primary")
        self.print_button = QPushButton("Print…", self)
        self.preview = PreviewPane(current, self)
        self.timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self.timer.timeout.connect(self._ask)
        self.scope.changed.connect(self.refresh)
        for box in (self.summaries, self.notes, self.definitions, self.cited, self.deadlines):
            box.toggled.connect(lambda _on: self.refresh())
        for combo in (self.reads, self.paper, self.format):
            combo.currentIndexChanged.connect(lambda _at: self.refresh())
        self.save_button.clicked.connect(lambda _checked=False: self._save())
        self.print_button.clicked.connect(lambda _checked=False: self._print())
        self.track(current.agreement_changed, self._agreement)
        self.track(current.profile_changed, self._profile)
        self.track(current.provision_changed, self.scope.say)
        self.track(current.theme_changed, self._theme)
        self._agreement()

    def request(self) -> ExportRequest | None:
        """What is chosen; None where nothing is."""
        chosen = self.scope.chosen()
        if chosen is None:
            if self.scope.gathering() is None:
                return None
            chosen = []
        return ExportRequest(
            provisions=tuple(chosen),
            profile=self.current.profile,
            summaries=self.summaries.isChecked() and self.summaries.isEnabled(),
            paper=Paper(self.paper.currentData()),
            kind=ExportKind(self.reads.currentData()),
            definitions=self.definitions.isChecked(),
            cited=self.cited.isChecked(),
            deadlines=self.deadlines.isChecked(),
            as_given=self.scope.scope is Scope.COLLECTION,
            with_notes=self.notes.isChecked(),
        )

    def refresh(self) -> None:
        """Says what a click would do, and asks for the pages after a pause."""
        ending = self.format.currentData()
        words, why = FORMATS[ending]
        chosen = self.request() is not None
        analysis, gathering = self.current.analysis, self.scope.gathering()
        title = analysis.agreement.title if analysis is not None else ""
        self.about.setText(title if gathering is None else gathering.title)
        there = gathering is not None or (analysis is not None and bool(analysis.agreement.summaries))
        self.summaries.setEnabled(there)
        self.summaries.setToolTip("" if there else "This agreement has no summaries beside its text.")
        self.save_button.setText(f"Save as {words}…" if ending != ".zip" else "Save the bundle…")
        self.save_button.setEnabled(chosen)
        self.print_button.setEnabled(chosen)
        self.why.setText(why if ending in _ON_PAGES[:1] else f"{why} The preview shows the same as PDF.")
        if self.isVisible():
            self.timer.start()

    def panes(self) -> list[QWidget]:
        return [self.scope.buttons[self.scope.scope], self.preview]

    # -- inside -------------------------------------------------------------------------------------------------------

    def _combo(self, name: str) -> ComboBox:
        made = ComboBox(self)
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return made

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setObjectName("left-pane")
        box = QVBoxLayout(side)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(6)
        box.addWidget(heading("What", side))
        box.addWidget(self.scope)
        box.addSpacing(8)
        box.addWidget(heading("With", side))
        kept = (self.reads, self.summaries, self.notes, self.definitions, self.cited, self.deadlines)
        for widget in kept:
            box.addWidget(widget)
        for before, after in pairwise((*kept, self.format, self.paper, self.print_button, self.save_button)):
            QWidget.setTabOrder(before, after)  # as they stand
        box.addSpacing(8)
        box.addWidget(heading("As", side))
        row = QHBoxLayout()
        row.addWidget(self.format, 3)
        row.addWidget(self.paper, 2)
        box.addLayout(row)
        box.addWidget(self.why)
        box.addStretch(1)
        area = _Side(self)
        area.setWidget(side)
        foot = QFrame(self)
        foot.setObjectName("page-foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 10, 18, 10)
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        left = QWidget(self)
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(foot)
        whole_row = QHBoxLayout()
        whole_row.setSpacing(0)
        whole_row.addWidget(left)
        whole_row.addWidget(self.preview, 1)
        self.column.addLayout(whole_row)

    def _agreement(self) -> None:
        self.scope.show_agreement()
        self._profile()

    def _profile(self) -> None:
        """The choice between the profile's text and the published one is there where a profile is."""
        profile, before = self.current.profile, self.reads.currentData()
        blocked = self.reads.blockSignals(True)
        self.reads.clear()
        if not profile.is_empty:
            self.reads.addItem(f"As it reads for {whole(profile, self.current.country_name())}", ExportKind.PROFILE)
        self.reads.addItem("As published", ExportKind.AS_PUBLISHED)
        self.reads.setCurrentIndex(max(self.reads.findData(before), 0) if before and not profile.is_empty else 0)
        self.reads.setToolTip(self.reads.currentText())
        self.reads.blockSignals(blocked)
        self.refresh()

    def _theme(self) -> None:
        self.scope.set_theme()
        self.preview.viewport().update()

    def _ask(self) -> None:
        request = self.request()
        if request is None:
            self.preview.show_words("Nothing is chosen yet.")
        else:
            self.wanted.emit(request)

    def _save(self) -> None:
        request = self.request()
        if request is not None:
            self.save.emit(request, str(self.format.currentData()))

    def _print(self) -> None:
        request = self.request()
        if request is not None:
            self.print.emit(request)
