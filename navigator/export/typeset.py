"""The manuscript as data for the template of the PDF: short keys, and decided here what can be decided without a page.

A long agreement has tens of thousands of inlines, and what the template computes costs more than what it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

from navigator.export.fitting import column_widths, letters_in, pieces
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
    struck,
)

_BULLET = "•"
_LONG = 300
"""Letters of a paragraph that may need more room than a page leaves; in a cell, a line counts for `_FULL` of them."""
_FULL = 60
_ROOM = 140.0
"""Millimetres across the text on the narrower paper; side by side, for the text and for the summaries."""
_ROOM_BESIDE = 86.0
_ROOM_FOR_SUMMARIES = 44.0
_GUTTER = (4, 6, 6, 8)
"""Letters of a number that the gutter holds: in headings of the first, second and lower levels, and beside text."""
_IN_TITLE, _IN_ROW = 28, 66
"""Letters of a word that surely fit in a title, and in a row of facts (a SHA-256 has 64)."""


def typeset(made: Manuscript) -> dict[str, Any]:
    """What the template reads as `m`, without the fonts that stand behind the Latin ones (`behind`)."""
    return {
        **_part(made),
        "kind": made.kind,
        "running": made.running,
        "audience": made.audience,
        "date": [made.on.year, made.on.month, made.on.day],
        "paper": str(made.paper),
        "contents": [{"id": row.id, "label": row.label, "level": row.level} for row in made.listed],
        "head": made.running_side if made.has_summaries else f"{made.running_side} · binding text only",
        "evidence": [_row(row) for row in made.evidence],
        "parts": [_part(part) for part in made.parts],
    }


def _part(made: Manuscript) -> dict[str, Any]:
    """What one agreement has, alone or among several."""
    language, _, region = made.language.partition("-")
    room, beside = (_ROOM_BESIDE, _ROOM_FOR_SUMMARIES) if made.side_by_side else (_ROOM, _ROOM)
    return {
        "id": made.id,
        "top": made.top,
        "side": made.side_by_side,
        "title": made.title,
        "titled": _words(made.title, _IN_TITLE),
        "lang": language.lower() if language.isascii() and language.isalpha() and 2 <= len(language) <= 3 else "en",
        "region": region.upper() if region.isascii() and region.isalpha() and len(region) == 2 else None,
        "facts": [_row(row) for row in made.facts],
        "answers": [_row(row) for row in made.answers],
        "groups": [_group(group, room, beside) for group in made.groups],
        "appendices": [
            {
                "id": appendix.id,
                "title": appendix.title,
                "note": appendix.note,
                "groups": [_group(group, room, beside) for group in appendix.groups],
                "matter": _matters(appendix.matter, room),
            }
            for appendix in made.appendices
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"label": row.label, "value": _line(row.value, _IN_ROW)}


def _group(group: Group, room: float, beside: float) -> dict[str, Any]:
    return {
        "entries": [_entry(entry, room) for entry in group.entries],
        "summary": _matters(group.summary, beside),
        "stale": group.stale,
    }


def _entry(entry: Entry, room: float) -> dict[str, Any]:
    head = _head(entry)
    first = entry.matter[0] if entry.matter else None
    opens = isinstance(first, Paragraph) and first.marker is None and not first.depth and not first.centred
    return {
        "id": entry.id,
        "level": entry.level,
        "number": entry.number,
        "head": head,
        "wide": _columns(entry.number or "") > (_GUTTER[min(entry.level, 3) - 1] if head == "above" else _GUTTER[3]),
        "heading": _line(entry.heading, letters_in(room * 0.7)),
        "label": entry.label,
        "item": entry.item,
        "depth": entry.depth,
        "opens": _line(first.line, letters_in(room)) if opens and isinstance(first, Paragraph) else None,
        "leads": opens and isinstance(first, Paragraph) and _leads(first),
        "matter": _matters(entry.matter[opens:], room),
        "says": head != "above" or bool(entry.matter or entry.published),
        "replaced": entry.standing in (Standing.REPLACED, Standing.FALLEN),
        "published": _matters(struck(entry.published), room),
        "note": _line(entry.note, letters_in(room)),
        "remarks": [{"label": row.label, "matter": _matters(row.matter, room)} for row in entry.remarks],
    }


def _columns(text: str) -> int:
    """How wide a text is in letters; those of East Asia count for two (Unicode Standard Annex 11)."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _head(entry: Entry) -> str | None:
    """Where a heading stands: above the text, in its first line, or in the number; None where there is none."""
    if not entry.level:
        return None
    if entry.heading:
        return "run-in" if entry.run_in else "above"
    return "number" if entry.number is not None else None


def _matters(matters: tuple[Matter, ...], room: float) -> list[dict[str, Any]]:
    """Paragraphs, tables, and neighbours with markers on one level as one list.

    `above` and `below` say that a list stands at another, of which it may be a part: they are set close.
    """
    found: list[dict[str, Any]] = []
    most = letters_in(room)
    before: int | None = None
    for depth, some in groupby(matters, _list_depth):
        if depth is None:
            found += [_table(row, room) if isinstance(row, Table) else _paragraph(row, most) for row in some]
        else:
            if before is not None:
                found[-1]["below"] = True
            found.append(_list([matter for matter in some if isinstance(matter, Paragraph)], most, before is not None))
        before = depth
    return found


def _list_depth(matter: Matter) -> int | None:
    return matter.depth if isinstance(matter, Paragraph) and matter.marker is not None else None


def _list(items: list[Paragraph], most: int, above: bool) -> dict[str, Any]:
    markers = [item.marker for item in items]
    return {
        "markers": None if all(marker == _BULLET for marker in markers) else markers,
        "lines": [_line(item.line, most) for item in items],
        "depth": items[0].depth,
        "centred": False,
        "above": above,
        "below": False,
    }


def _paragraph(paragraph: Paragraph, most: int) -> dict[str, Any]:
    return {
        "line": _line(paragraph.line, most),
        "leads": _leads(paragraph),
        "depth": paragraph.depth,
        "centred": paragraph.centred,
    }


def _leads(paragraph: Paragraph) -> bool:
    """Whether a paragraph leads to what follows, and is short enough to go with it to the next page."""
    last = paragraph.line[-1].text.rstrip()[-1:] if paragraph.line else ""
    return last in (":", "：") and sum(len(part.text) for part in paragraph.line) <= _LONG


def _table(table: Table, room: float) -> dict[str, Any]:
    """A short row stays whole; a long one must be able to break, or it would run off the page: one cell that may not
    break keeps its whole row from breaking. Heads are repeated on every page, and may not break."""
    long = {y for cell in table.cells if _letters(cell) > _LONG for y in range(cell.row, cell.row + cell.rows)}
    widths = column_widths(table, room)
    cells = []
    for cell in table.cells:
        most = letters_in(sum(widths[cell.column : cell.column + cell.columns]))
        cells.append(
            {
                "x": cell.column,
                "y": cell.row,
                "w": cell.columns,
                "h": cell.rows,
                "head": cell.header,
                "breaks": not long.isdisjoint(range(cell.row, cell.row + cell.rows)),
                "lines": [_line(paragraph.line, most) for paragraph in cell.paragraphs],
            }
        )
    repeated = table.heads if long.isdisjoint(range(table.heads)) else 0
    shares = [round(width, 2) for width in widths]
    return {"heads": table.heads, "repeated": repeated, "shares": shares, "cells": cells, "depth": 0, "centred": False}


def _letters(cell: TableCell) -> int:
    """About how much a cell holds; each of its lines counts as a full one."""
    lines = [part.text for paragraph in cell.paragraphs for part in paragraph.line]
    return sum(len(text) + _FULL * text.count("\u2028") for text in lines) + _FULL * len(cell.paragraphs)


def _line(line: Line, most: int) -> str | list[Any]:
    """The words in a row; one string where nothing in them stands out. None marks where a word of more than `most`
    letters may break."""
    if len(line) == 1 and not _stands_out(line[0]):
        return _words(line[0].text, most)
    parts: list[Any] = []
    for part in line:
        for number, text in enumerate(pieces(part.text, most)):
            if number:
                parts.append(None)
            parts.append(_inline(part, text.replace("\u2028", "\n")))
    plain = [part for part in parts if isinstance(part, str)]
    return "".join(plain) if len(plain) == len(parts) else parts


def _words(text: str, most: int) -> str | list[str | None]:
    cut = [piece.replace("\u2028", "\n") for piece in pieces(text, most)]
    return cut[0] if len(cut) == 1 else [part for piece in cut for part in (piece, None)][:-1]


def _stands_out(part: Inline) -> bool:
    return part.to is not None or part.url is not None or bool(_style(part))


def _inline(part: Inline, text: str) -> str | dict[str, Any]:
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
