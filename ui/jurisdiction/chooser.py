"""The chooser below the profile chip: country, kinds of organisation, programmes. Every choice applies at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from navigator.model.rules import Organisation, Profile, Programme
from ui.frame.labels import heading, muted
from ui.frame.overlay import Overlay
from ui.jurisdiction.countries import NO_COUNTRY, CountryFinder, CountryMatches
from ui.jurisdiction.words import ORGANISATIONS, PROGRAMMES
from ui.panel import Current
from ui.theme import scaled


class ProfileChooser(Overlay):
    """Emits `chosen` with the whole profile after every change."""

    chosen = Signal(object)

    def __init__(
        self,
        host: QWidget,
        anchor: QWidget,
        current: Current,
        countries: Sequence[tuple[str, str]],
        *,
        note: str = "It stays on this computer, and decides what the window shows, finds and exports.",
    ) -> None:
        super().__init__(host, anchor, "What applies to me")
        self._note = note
        self.current = current
        self._country: str | None = None
        self._names = dict(countries)
        self.setFixedWidth(scaled(424))
        self.list = QListView(self)
        self.list.setProperty("role", "boxed")
        self.list.setAccessibleName("Countries")
        self.list.setMaximumHeight(scaled(176))
        self.list.setMinimumHeight(scaled(58))  # in a low window it gives way
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.matches = CountryMatches([code for code, _ in countries], [name for _, name in countries])
        self.list.setModel(self.matches)
        self.find_box = CountryFinder(self, self.list)
        self.find_box.setPlaceholderText("Type a country…")
        self.find_box.setAccessibleName("Find a country")
        self.find_box.setClearButtonEnabled(True)
        self.none = muted(NO_COUNTRY, self)
        self.none.hide()
        self.kinds = {kind: QCheckBox(words, self) for kind, words in ORGANISATIONS.items()}
        self.programmes = {kind: QCheckBox(words, self) for kind, words in PROGRAMMES.items()}
        self.clear = QPushButton("Clear: show as published", self)
        self.close_button = QPushButton("Done", self)
        self.close_button.setProperty("role", "primary")
        self._lay_out()
        self.find_box.textEdited.connect(self._typed)
        self.find_box.returnPressed.connect(self._entered)
        self.list.clicked.connect(self._picked)
        self.list.activated.connect(self._picked)
        for box in (*self.kinds.values(), *self.programmes.values()):
            box.clicked.connect(self._emit)
        self.clear.clicked.connect(self._clear)
        self.close_button.clicked.connect(lambda: self.close_up())

    def show_chooser(self, profile: Profile | None = None) -> None:
        """Opens it with a profile, else with the present one."""
        profile = self.current.profile if profile is None else profile
        self._country = profile.country
        for kind, box in self.kinds.items():
            box.setChecked(kind in profile.organisations)
        for programme, box in self.programmes.items():
            box.setChecked(programme in profile.programmes)
        self._say_country()
        self._search("")
        self._mark()
        self.open(self.find_box)
        self.find_box.selectAll()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 16)
        whole.setSpacing(8)
        whole.addWidget(heading("Where you are domiciled", self))
        whole.addWidget(self.find_box)
        whole.addWidget(self.none)
        whole.addWidget(self.list)
        whole.addSpacing(6)
        whole.addWidget(heading("What you are", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        for place, box in enumerate(self.kinds.values()):
            grid.addWidget(box, place // 2, place % 2)
        whole.addLayout(grid)
        whole.addSpacing(6)
        whole.addWidget(heading("Programmes that you take part in", self))
        row = QHBoxLayout()
        for box in self.programmes.values():
            row.addWidget(box)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addSpacing(6)
        whole.addWidget(muted(self._note, self))
        row = QHBoxLayout()
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(self.close_button)
        whole.addLayout(row)

    def _typed(self, words: str) -> None:
        self._search(words)
        if self.matches.rowCount():
            self.list.setCurrentIndex(self.matches.index(0, 0))
            self.list.scrollToTop()
        if not words.strip() and self._country is not None:
            self._country = None
            self._emit()

    def _search(self, words: str) -> None:
        self.matches.search(words)
        self.none.setVisible(not self.matches.rowCount())
        self.list.setVisible(bool(self.matches.rowCount()))

    def _entered(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self._picked(index)

    def _picked(self, index: QModelIndex) -> None:
        self._country = self.matches.code(index)
        self._say_country()
        self._search("")
        self._mark()
        self._emit()

    def _say_country(self) -> None:
        self.find_box.setText(self._names.get(self._country, "") if self._country else "")

    def _mark(self) -> None:
        """Puts the country that is chosen in sight."""
        for row in range(self.matches.rowCount()):
            index = self.matches.index(row, 0)
            if self.matches.code(index) == self._country:
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
                return
        self.list.clearSelection()
        self.list.scrollToTop()

    def _clear(self) -> None:
        self._country = None
        self._say_country()
        self._search("")
        for box in (*self.kinds.values(), *self.programmes.values()):
            box.setChecked(False)
        self._emit()
        self.find_box.setFocus()

    def _emit(self) -> None:
        self.chosen.emit(
            Profile(
                self._country,
                frozenset(Organisation(kind) for kind, box in self.kinds.items() if box.isChecked()),
                frozenset(Programme(kind) for kind, box in self.programmes.items() if box.isChecked()),
            )
        )
