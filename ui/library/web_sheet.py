"""The sheet *Add from web address*: an address or well-known terms, one page fetched, seen, then kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QProgressBar, QPushButton, QVBoxLayout, QWidget

from navigator.model.catalogue import Progress
from navigator.model.library import Draft, PublicTerms
from ui.frame.labels import heading, muted, plain
from ui.library.draft import DraftView
from ui.panel import Current
from ui.sheets.sheet import Sheet
from ui.theme import scaled

_LIST_ROWS = 8
_ROW = 30


class WebSheet(Sheet):
    """`fetch` asks for an address, `cancel` to stop, `keep` for a draft under a title."""

    fetch = Signal(str)
    cancel = Signal()
    keep = Signal(object, str)

    def __init__(self, host: QWidget, current: Current) -> None:
        super().__init__(host, current, "Add from web address", width=640)
        self._terms: list[PublicTerms] = []
        self.column.addWidget(
            muted(
                "One page is fetched from the address that you give, and nothing else: no cookies, no scripts, nothing "
                "about you is sent. You see what it holds before it is kept.",
                self.body,
            )
        )
        self.address = QLineEdit(self.body)
        self.address.setPlaceholderText("https://…")
        self.address.setAccessibleName("Web address")
        self.button = QPushButton("Fetch", self.body)
        self.button.setProperty("role", "primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.address, 1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.under_way = QWidget(self.body)
        self._doing = muted("", self.under_way, wrap=False)
        self._bar = QProgressBar(self.under_way)
        self._bar.setTextVisible(False)
        stop = QPushButton("Cancel", self.under_way)
        stop.clicked.connect(lambda _checked=False: self._stop())
        line = QHBoxLayout(self.under_way)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._doing)
        line.addWidget(self._bar, 1)
        line.addWidget(stop)
        self.column.addWidget(self.under_way)
        self.trouble = plain("", self.body)
        self.trouble.setProperty("role", "trouble")
        self.column.addWidget(self.trouble)
        self.choices = self._build_choices()
        self.column.addWidget(self.choices)
        self.preview = QWidget(self.body)
        column = QVBoxLayout(self.preview)
        column.setContentsMargins(0, 6, 0, 0)
        self.view = DraftView(self.preview)
        column.addWidget(self.view)
        self.keep_button = QPushButton("Add to the library", self.preview)
        self.keep_button.setProperty("role", "primary")
        self.keep_button.clicked.connect(lambda _checked=False: self._keep())
        back = QPushButton("Another address", self.preview)
        back.clicked.connect(lambda _checked=False: self.ask())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.keep_button)
        column.addSpacing(8)
        column.addLayout(buttons)
        self.column.addWidget(self.preview)
        self.column.addStretch(1)
        self.button.clicked.connect(lambda _checked=False: self._fetch())
        self.address.returnPressed.connect(self._fetch)
        self._show("ask")

    def show_terms(self, terms: Sequence[PublicTerms]) -> None:
        """Well-known terms to choose from."""
        self._terms = list(terms)
        self._names.setStringList([f"{row.publisher} – {_without(row)}" for row in self._terms])
        self.choices.setVisible(bool(self._terms) and self.preview.isHidden())
        self.place()

    def ask(self, address: str = "") -> None:
        """Opens it, or goes back to its question; nothing is fetched before the user says so."""
        self._show("ask")
        if address:
            self.address.setText(address)
        self.open(self.address)
        self.address.selectAll()

    def show_progress(self, progress: Progress) -> None:
        self._doing.setText(progress.what)
        self._bar.setRange(0, max(progress.total, 1 if self.current.still else 0))
        self._bar.setValue(progress.done)

    def show_draft(self, draft: Draft) -> None:
        """The page that was fetched."""
        self.view.show_draft(draft)
        self.keep_button.setEnabled(draft.known_as is None)
        self._show("preview")
        (self.keep_button if draft.known_as is None else self.close_button).setFocus()

    def show_trouble(self, why: str) -> None:
        """Why nothing was fetched, and the mend."""
        self._show("ask")
        self.trouble.setText(why)
        self.trouble.show()
        self.address.setFocus()
        self.place()

    def close_up(self, *, give_back: bool = True) -> None:
        self.cancel.emit()
        super().close_up(give_back=give_back)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _build_choices(self) -> QWidget:
        """The list of well-known terms; what is typed above narrows it down."""
        holder = QWidget(self.body)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading("Well-known public terms", holder))
        self._names = QStringListModel(self)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self._names)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView(holder)
        self.list.setProperty("role", "boxed")
        self.list.setModel(self.shown)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Well-known public terms")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFixedHeight(_LIST_ROWS * scaled(_ROW))
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.address.textEdited.connect(self._narrow)
        column.addWidget(self.list)
        return holder

    def _narrow(self, text: str) -> None:
        self.trouble.hide()
        typed = text.strip()
        self.shown.setFilterFixedString("" if "." in typed or ":" in typed else typed)

    def _choose(self, index: object) -> None:
        row = self.shown.mapToSource(index).row()  # type: ignore[arg-type]
        self.address.setText(self._terms[row].url)
        self.button.setFocus()

    def _fetch(self) -> None:
        address = self.address.text().strip()
        if address:
            self._show("fetching")
            self.show_progress(Progress(0, 0, "Looking the address up"))
            self.fetch.emit(address)

    def _stop(self) -> None:
        self.cancel.emit()
        self._show("ask")
        self.address.setFocus()

    def _keep(self) -> None:
        draft = self.view.draft
        if draft is not None:
            title = self.view.title.text()
            super().close_up()
            self.keep.emit(draft, title)

    def _show(self, step: str) -> None:
        """`ask`, `fetching` or `preview`."""
        self.under_way.setVisible(step == "fetching")
        self.preview.setVisible(step == "preview")
        self.choices.setVisible(step != "preview" and bool(self._terms))
        self.trouble.hide()
        for part in (self.address, self.button, self.list):
            part.setEnabled(step != "fetching")
        self.place()


def _without(row: PublicTerms) -> str:
    """A title without the publisher's name in front of it, which stands there already."""
    return row.title.removeprefix(row.publisher).strip(" –-") or row.title
