"""Search results as rows: a heading for each agreement, then its hits in the engine's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from navigator.model.catalogue import Hit, HitLayer, SearchResult
from navigator.model.dates import in_words

HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
HEAD_ROLE = HIT_ROLE + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A heading (`hit` None) or a hit."""

    head: str
    hit: Hit | None = None


def status(hit: Hit) -> tuple[str, str]:
    """The words of a hit's pill and its tone: accent (binding), good (summary), warn (does not apply)."""
    if hit.replaced_by is not None:
        return f"replaced by {hit.replaced_by}", "warn"
    if hit.applies is False:
        return "does not apply", "warn"
    if hit.layer is HitLayer.SUMMARY:
        return "summary", "good"
    return "definition" if hit.layer is HitLayer.DEFINITION else "binding", "accent"


def spoken(hit: Hit) -> str:
    """What a screen reader says of a hit: where it is, its status, its words."""
    where = " ".join(part for part in (hit.full_number, hit.heading) if part) or "Unnumbered provision"
    words = "summary, not binding" if hit.layer is HitLayer.SUMMARY else status(hit)[0]
    return f"{where}, {words}, {hit.called}" + (f": {hit.snippet}" if hit.snippet else "")


class ResultsModel(QAbstractListModel):
    """Rows of one result, grouped by agreement in the order of each group's best hit."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def show_result(self, result: SearchResult | None) -> None:
        """Replaces every row; None empties."""
        self.beginResetModel()
        self._rows = _rows(result.hits) if result is not None else []
        self.endResetModel()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Every hit, the best first within its agreement."""
        return tuple(row.hit for row in self._rows if row.hit is not None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == HIT_ROLE:
            return row.hit
        if role == HEAD_ROLE:
            return row.head
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return row.head if row.hit is None else spoken(row.hit)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].hit is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def hit(self, row: int) -> Hit | None:
        """The hit of a row; None for a heading or a row that is not there."""
        return self._rows[row].hit if 0 <= row < len(self._rows) else None

    def row_of(self, hit: Hit) -> int:
        """The row of the same provision; -1 where it is not among them."""
        rows = (row for row, found in enumerate(self._rows) if found.hit is not None and _same(found.hit, hit))
        return next(rows, -1)

    def next_hit(self, row: int, step: int) -> int:
        """The row of the hit `step` hits further (or back); the last or first where there are fewer; -1 for none."""
        hits = [place for place, found in enumerate(self._rows) if found.hit is not None]
        if not hits:
            return -1
        if row not in hits:
            return hits[0]
        return hits[max(0, min(len(hits) - 1, hits.index(row) + step))]


def _same(one: Hit, other: Hit) -> bool:
    return (one.agreement, one.provision, one.layer) == (other.agreement, other.provision, other.layer)


def _rows(hits: tuple[Hit, ...]) -> list[Row]:
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.agreement, []).append(hit)
    rows: list[Row] = []
    for group in groups.values():
        first = group[0]
        version = f" · {in_words(first.version)}" if first.version is not None else ""
        rows.append(Row(first.called + version))
        rows.extend(Row("", hit) for hit in group)
    return rows
