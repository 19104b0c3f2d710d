"""What the palette finds: commands, sections of the open agreement, agreements of the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from navigator.commands import COMMANDS
from navigator.model.address import number_part
from navigator.model.agreement import Agreement
from navigator.model.catalogue import AgreementCard
from navigator.model.dates import in_words
from ui.frame.keys import written

_MOST = 100
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its name, what it is, its keys or kind; and one of a command's id, a provision's id, a card's key,
    words to search for.

    `number` is the provision's, in the form that `number_part` gives; `words` is what is searched, in lower case.
    """

    name: str
    about: str
    kind: str
    words: str
    command: str | None = None
    provision: str | None = None
    agreement: str | None = None
    number: str | None = None
    search: str | None = None


def commands() -> list[Entry]:
    """Every command, in the order of the menus."""
    rows = []
    for command in COMMANDS:
        keys = "  ".join(map(written, command.keys))
        words = f"{command.title} {command.help} {command.id} {keys}".casefold()
        rows.append(Entry(command.title, command.help, keys, words, command=command.id))
    return rows


def provisions(agreement: Agreement) -> list[Entry]:
    """The provisions of an agreement that have a number of their own place, or a heading."""
    rows = []
    for row in agreement.provisions:
        number = row.full_number or row.number or ""
        if number or row.heading:
            name = " ".join(part for part in (number, row.heading) if part)
            above = next((up.heading for up in agreement.ancestors(row.id) if up.heading), "") or ""
            place = number_part(number) if number else None
            rows.append(Entry(name, above, "Section", name.casefold(), provision=row.id, number=place))
    return rows


def agreements(cards: Iterable[AgreementCard]) -> list[Entry]:
    """The agreements of the library."""
    rows = []
    for card in cards:
        about = " · ".join(part for part in (card.publisher, in_words(card.version) if card.version else "") if part)
        words = f"{card.called} {about}".casefold()
        rows.append(Entry(card.called, about, "Agreement", words, agreement=card.key))
    return rows


def found(words: str, acts: list[Entry], places: list[Entry]) -> list[Entry]:
    """The entries that hold every word typed: an exact number first, then names that begin with the words, then names
    that hold them, then the rest; of equals commands before sections before agreements. Nothing typed: the commands;
    nothing found: a search for the words in every agreement."""
    wanted = words.casefold().split()
    if not wanted:
        return acts
    typed, number = " ".join(wanted), number_part(words)

    def rank(row: Entry) -> int:
        name = row.name.casefold()
        if row.number == number:
            return 0
        return 1 if name.startswith(typed) else 2 if all(word in name for word in wanted) else 3

    suits = [row for row in acts + places if row.number == number or all(word in row.words for word in wanted)]
    if not suits:
        return [
            Entry(f"Search for “{words.strip()}”", "Nothing here is called so.", "Search", typed, search=words.strip())
        ]
    return sorted(suits, key=rank)[:_MOST]


class EntryModel(QAbstractTableModel):
    """Entries as rows of name, what it is, keys or kind."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Entry] = []

    def show_entries(self, rows: list[Entry]) -> None:
        """Replaces every row."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 3

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return (entry.name, entry.about, entry.kind)[index.column()]
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return ". ".join(part for part in (entry.name, entry.about, entry.kind) if part)
        return None
