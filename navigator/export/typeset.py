"""The manuscript as data for the template of the PDF: short keys, and decided here what can be decided without a page.

A long agreement has tens of thousands of inlines, and what the template computes costs more than what it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from navigator.export.manuscript import (
    Entry,
    Group,
    Inline,
    Line,
    Manuscript,
    Matter,
    Paragraph,
    Row,
    Standing,
    Table,
    TableCell,
)

_BULLET = "•"
_LONG = 300
"""Letters of a cell that may take more room than a page leaves; a line of its own counts for `_FULL` of them."""
_FULL = 60


def typeset(made: Manuscript) -> dict[str, Any]:
    """What document.typ reads as `m`, without the fonts that stand behind the Latin ones (`behind`)."""
    return {
        **_part(made),
        "kind": made.kind,
        "running": made.running,
        "audience": made.audience,
        "date": [made.on.year, made.on.month, made.on.day],
        "paper": str(made.paper),
        "side": made.side_by_side,
        "contents": [{"id": row.id, "label": row.label, "level": row.level} for row in made.listed],
        "head": made.running_side if made.side_by_side else f"{made.running_side} · binding text only",
        "evidence": [_row(row) for row in made.evidence],
        "parts": [_part(part) for part in made.parts],
    }


def _part(made: Manuscript) -> dict[str, Any]:
    """What one agreement has, alone or among several."""
    language, _, region = made.language.partition("-")
    return {
        "id": made.id,
        "top": made.top,
        "title": made.title,
        "lang": language.lower() if language.isascii() and language.isalpha() and 2 <= len(language) <= 3 else "en",
        "region": region.upper() if region.isascii() and region.isalpha() and len(region) == 2 else None,
        "facts": [_row(row) for row in made.facts],
        "answers": [_row(row) for row in made.answers],
        "groups": [_group(group) for group in made.groups],
        "appendices": [
            {
                "id": appendix.id,
                "title": appendix.title,
                "note": appendix.note,
                "groups": [_group(group) for group in appendix.groups],
                "matter": _matters(appendix.matter),
            }
            for appendix in made.appendices
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"label": row.label, "value": _line(row.value)}


def _group(group: Group) -> dict[str, Any]:
    return {
        "entries": [_entry(entry) for entry in group.entries],
        "summary": _matters(group.summary),
        "stale": group.stale,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    head = _head(entry)
    first = entry.matter[0] if entry.matter else None
    opens = isinstance(first, Paragraph) and first.marker is None and not first.depth and not first.centred
    return {
        "id": entry.id,
        "level": entry.level,
        "number": entry.number,
        "head": head,
        "heading": _line(entry.heading),
        "label": entry.label,
        "item": entry.item,
        "depth": entry.depth,
        "opens": _line(first.line) if opens and isinstance(first, Paragraph) else None,
        "matter": _matters(entry.matter[opens:]),
        "says": head != "above" or bool(entry.matter or entry.published),
        "replaced": entry.standing in (Standing.REPLACED, Standing.FALLEN),
        "published": _matters(tuple(_struck(matter) for matter in entry.published)),
        "note": _line(entry.note),
        "remarks": [{"label": row.label, "matter": _matters(row.matter)} for row in entry.remarks],
    }


def _head(entry: Entry) -> str | None:
    """Where a heading stands: above the text, in its first line, or in the number; None where there is none."""
    if not entry.level:
        return None
    if entry.heading:
        return "run-in" if entry.run_in else "above"
    return "number" if entry.number is not None else None


def _matters(matters: tuple[Matter, ...]) -> list[dict[str, Any]]:
    """Paragraphs, tables, and neighbours with markers on one level as one list."""
    found: list[dict[str, Any]] = []
    for depth, some in groupby(matters, _list_depth):
        if depth is None:
            found += [_table(matter) if isinstance(matter, Table) else _paragraph(matter) for matter in some]
        else:
            items = [matter for matter in some if isinstance(matter, Paragraph)]
            markers = [item.marker for item in items]
            found.append(
                {
                    "markers": None if all(marker == _BULLET for marker in markers) else markers,
                    "lines": [_line(item.line) for item in items],
                    "depth": depth,
                    "centred": False,
                }
            )
    return found


def _list_depth(matter: Matter) -> int | None:
    return matter.depth if isinstance(matter, Paragraph) and matter.marker is not None else None


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"line": _line(paragraph.line), "depth": paragraph.depth, "centred": paragraph.centred}


def _table(table: Table) -> dict[str, Any]:
    """A short row stays whole; a long one must be able to break, or it would run off the page: one cell that may not
    break keeps its whole row from breaking. Heads are repeated on every page, and may not break."""
    long = {y for cell in table.cells if _letters(cell) > _LONG for y in range(cell.row, cell.row + cell.rows)}
    cells = [
        {
            "x": cell.column,
            "y": cell.row,
            "w": cell.columns,
            "h": cell.rows,
            "head": cell.header,
            "breaks": not long.isdisjoint(range(cell.row, cell.row + cell.rows)),
            "lines": [_line(paragraph.line) for paragraph in cell.paragraphs],
        }
        for cell in table.cells
    ]
    repeated = table.heads if long.isdisjoint(range(table.heads)) else 0
    shares = list(table.shares)
    return {"heads": table.heads, "repeated": repeated, "shares": shares, "cells": cells, "depth": 0, "centred": False}


def _letters(cell: TableCell) -> int:
    """About how much a cell holds; each of its lines counts as a full one."""
    lines = [part.text for paragraph in cell.paragraphs for part in paragraph.line]
    return sum(len(text) + _FULL * text.count("\u2028") for text in lines) + _FULL * len(cell.paragraphs)


def _struck(matter: Matter) -> Matter:
    if isinstance(matter, Table):
        cells = (replace(c, paragraphs=tuple(_struck_through(p) for p in c.paragraphs)) for c in matter.cells)
        return replace(matter, cells=tuple(cells))
    return _struck_through(matter)


def _struck_through(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, line=tuple(replace(part, strike=True) for part in paragraph.line))


def _line(line: Line) -> str | list[str | dict[str, Any]]:
    """The words in a row; one string where nothing in them stands out."""
    parts = [_inline(part) for part in line]
    plain = [part for part in parts if isinstance(part, str)]
    return "".join(plain) if len(plain) == len(parts) else parts


def _inline(part: Inline) -> str | dict[str, Any]:
    text = part.text.replace("\u2028", "\n")
    style = _style(part)
    if part.to is not None:
        made = {"t": text, "to": part.to}
    elif part.url is not None:
        made = {"t": text, "url": part.url}
    elif style:
        made = {"t": text}
    else:
        return text
    if style:
        made["s"] = style
    return made


def _style(part: Inline) -> str:
    given = (part.bold, part.italic, part.underline, part.code, part.strike)
    return "".join(letter for letter, on in zip("biucs", given, strict=True) if on) if any(given) else ""


_KEPT = frozenset({"id", "to", "url"})
"""Addresses, never shown."""


def texts(data: Any) -> Iterator[str]:
    """Every string of that data that is set."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _KEPT:
                yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


def translated(data: Any, spelled: dict[int, str]) -> Any:
    """That data with characters replaced in what is set."""
    if isinstance(data, str):
        return data.translate(spelled)
    if isinstance(data, dict):
        return {key: value if key in _KEPT else translated(value, spelled) for key, value in data.items()}
    if isinstance(data, list):
        return [translated(value, spelled) for value in data]
    return data
