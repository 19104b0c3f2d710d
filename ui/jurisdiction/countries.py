"""Finding a country by its name as it is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from ui.frame.labels import muted
from ui.frame.overlay import Overlay
from ui.theme import scaled

Index = QModelIndex | QPersistentModelIndex
NO_COUNTRY = "No country is called so. Its English name, its name at home and its two-letter code are known."


def folded(words: str) -> str:
    """Letters without case and accents: "cote" finds Côte d'Ivoire."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def own_names(code: str) -> list[str]:
    """What a country is called in its own languages (Unicode CLDR, as Qt carries it), folded: CH has "schweiz" and
    "suisse"."""
    country = QLocale.codeToTerritory(code)
    if country == QLocale.Country.AnyTerritory:
        return []
    anyhow = QLocale.Language.AnyLanguage, QLocale.Script.AnyScript
    named = {folded(locale.nativeTerritoryName()) for locale in QLocale.matchingLocales(*anyhow, country)}
    return sorted(named - {""})


class CountryMatches(QSortFilterProxyModel):
    """Countries whose name, or a word of it, begins as typed (the first come first), whose code it is, or that are
    called so at home."""

    def __init__(self, codes: list[str], names: list[str]) -> None:
        super().__init__()
        self._codes, self._folded, self.typed = codes, [folded(name) for name in names], ""
        self._at_home: list[list[str]] = []
        self.setSourceModel(QStringListModel(names, self))
        self.sort(0)

    def search(self, typed: str) -> None:
        self.typed = folded(typed.strip())
        if self.typed and not self._at_home:  # once somebody types
            self._at_home = [own_names(code) for code in self._codes]
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        if not self.typed:
            return True
        name = self._folded[row]
        whole = name.startswith(self.typed) or f" {self.typed}" in name.replace("(", " ").replace("-", " ")
        if whole or self._codes[row].casefold() == self.typed:
            return True
        return any(own.startswith(self.typed) for own in self._at_home[row])

    def lessThan(self, left: Index, right: Index) -> bool:
        def rank(row: int) -> tuple[bool, int]:
            return not self._folded[row].startswith(self.typed), row

        return rank(left.row()) < rank(right.row())

    def code(self, index: QModelIndex) -> str:
        return self._codes[self.mapToSource(index).row()]


class CountryFinder(QLineEdit):
    """The box to find a country in: arrows and Enter act on the list below it."""

    def __init__(self, parent: QWidget, view: QListView) -> None:
        super().__init__(parent)
        self._view = view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        if event.key() in keys:
            self._view.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class CountryPicker(Overlay):
    """A box to type in and the countries below it. `picked` names the one taken; it stays open for the next."""

    picked = Signal(str)

    def __init__(self, host: QWidget, anchor: QWidget, countries: Sequence[tuple[str, str]]) -> None:
        super().__init__(host, anchor, "Choose a country")
        self.setFixedSize(scaled(320), scaled(300))
        self.matches = CountryMatches([code for code, _ in countries], [name for _, name in countries])
        self.list = QListView(self)
        self.list.setProperty("role", "boxed")
        self.list.setAccessibleName("Countries")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setModel(self.matches)
        self.find_box = CountryFinder(self, self.list)
        self.find_box.setPlaceholderText("Type a country…")
        self.find_box.setAccessibleName("Find a country")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 14, 14, 14)
        box.setSpacing(8)
        self.none = muted(NO_COUNTRY, self)
        self.none.hide()
        box.addWidget(self.find_box)
        box.addWidget(self.none)
        box.addWidget(self.list, 1)
        self.find_box.textEdited.connect(self._typed)
        self.find_box.returnPressed.connect(lambda: self._take(self.list.currentIndex()))
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)

    def show_picker(self) -> None:
        """Opens it with every country listed."""
        self.find_box.clear()
        self._typed("")
        self.open(self.find_box)

    def _typed(self, words: str) -> None:
        self.matches.search(words)
        self.none.setVisible(not self.matches.rowCount())
        if self.matches.rowCount():
            self.list.setCurrentIndex(self.matches.index(0, 0))
            self.list.scrollToTop()

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            code = self.matches.code(index)
            self.find_box.clear()
            self._typed("")
            self.picked.emit(code)
