"""PDF by Typst: a fixed template, and the manuscript as data beside it.

Nothing of an agreement becomes part of the template's code: it travels as one JSON string (`sys.inputs`) and is set
with `text(..)`, which takes a string for what it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

from navigator.export import fonts
from navigator.export.front import manuscript
from navigator.export.inlines import words
from navigator.export.manuscript import Entry, Group, Inline, Line, Manuscript, Matter, Paragraph, Row, Table
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""Archival with a full tag tree (ISO 19005-2, level A) and accessible (ISO 14289-1). Typst refuses what breaks them."""


def write_pdf(
    analysis: Analysis,
    applicability: Applicability | None,
    request: ExportRequest,
    told: Callable[[str], None] | None = None,
) -> bytes:
    """The chosen provisions as a tagged PDF (PDF/A-2a and PDF/UA-1). The same request gives the same bytes.

    `applicability` None or for an empty profile: the agreement as published. `told` hears one line where characters
    could not be shown. BadInput where a provision is unknown.
    """
    return pdf_bytes(manuscript(analysis, applicability, request), told)


def pdf_bytes(made: Manuscript, told: Callable[[str], None] | None = None) -> bytes:
    """A manuscript as PDF."""
    with _ready(made, told) as (data, faces):
        pdf = typst.compile(
            _template(),
            format="pdf",
            font_paths=faces,
            ignore_system_fonts=True,
            sys_inputs={"manuscript": data},
            pdf_standards=STANDARDS,
            timestamp=datetime(made.on.year, made.on.month, made.on.day, tzinfo=UTC),
        )
    assert isinstance(pdf, bytes)
    return pdf


def write_page_images(
    analysis: Analysis, applicability: Applicability | None, request: ExportRequest, ppi: float = 144
) -> list[bytes]:
    """The pages of that PDF as PNG, `ppi` pixels to the inch, for the preview and the print dialog."""
    return page_images(manuscript(analysis, applicability, request), ppi)


def page_images(made: Manuscript, ppi: float) -> list[bytes]:
    """The pages of a manuscript as PNG."""
    with _ready(made) as (data, faces):
        pages: Any = typst.compile(
            _template(),
            format="png",
            ppi=ppi,
            font_paths=faces,
            ignore_system_fonts=True,
            sys_inputs={"manuscript": data},
        )
    return [pages] if isinstance(pages, bytes) else list(pages)


@cache
def _template() -> bytes:
    return resources.files("navigator.export").joinpath("document.typ").read_bytes()


@contextmanager
def _ready(made: Manuscript, told: Callable[[str], None] | None = None) -> Iterator[tuple[str, typst.Fonts]]:
    """The manuscript as data, and fonts that can show it.

    Characters that the packaged fonts lack are looked for in the computer's fonts; one that none of them has is printed
    as its code point in brackets. Both are said in the evidence, and the latter to `told`.
    """
    data = _document(made)
    more = fonts.behind(_texts(data), made.language)
    if more.borrowed or more.nowhere:
        notes = []
        if more.borrowed:
            notes.append(f"{len(more.borrowed)} characters are set in fonts of the computer that made this document")
        if more.nowhere:
            codes = ", ".join(_code(sign) for sign in sorted(more.nowhere)[:20])
            notes.append(f"no font had {codes}{', …' if len(more.nowhere) > 20 else ''}: printed as code points")
            if told is not None:
                told(f"{notes[-1]}; a font with these characters, installed on this computer, mends it")
        data = _document(replace(made, evidence=(*made.evidence, Row("Characters", words("; ".join(notes))))))
        data = _translated(data, str.maketrans({sign: f"[{_code(sign)}]" for sign in more.nowhere}))
    data["behind"] = more.families
    with fonts.fonts(more) as faces:
        yield json.dumps(data), faces


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


# --- The manuscript as JSON: short keys, because a long agreement has tens of thousands of inlines ---


def _document(made: Manuscript) -> dict[str, Any]:
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
    return {
        "id": entry.id,
        "level": entry.level,
        "number": entry.number,
        "heading": _line(entry.heading),
        "label": entry.label,
        "run-in": entry.run_in,
        "item": entry.item,
        "depth": entry.depth,
        "matter": _matters(entry.matter),
        "standing": str(entry.standing),
        "published": _matters(entry.published),
        "note": _line(entry.note),
        "remarks": [{"label": row.label, "matter": _matters(row.matter)} for row in entry.remarks],
        "context": entry.context,
    }


def _matters(matters: tuple[Matter, ...]) -> list[dict[str, Any]]:
    return [_table(matter) if isinstance(matter, Table) else _paragraph(matter) for matter in matters]


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "line": _line(paragraph.line),
        "marker": paragraph.marker,
        "depth": paragraph.depth,
        "centred": paragraph.centred,
    }


def _table(table: Table) -> dict[str, Any]:
    cells = [
        {
            "x": cell.column,
            "y": cell.row,
            "w": cell.columns,
            "h": cell.rows,
            "head": cell.header,
            "matter": _matters(cell.paragraphs),
        }
        for cell in table.cells
    ]
    return {"heads": table.heads, "shares": list(table.shares), "cells": cells}


def _line(line: Line) -> list[dict[str, Any]]:
    return [_inline(part) for part in line]


def _inline(part: Inline) -> dict[str, Any]:
    style = "".join(
        letter
        for letter, given in zip("biucs", (part.bold, part.italic, part.underline, part.code, part.strike), strict=True)
        if given
    )
    made: dict[str, Any] = {"t": part.text.replace("\u2028", "\n")}
    if style:
        made["s"] = style
    if part.to is not None:
        made["to"] = part.to
    elif part.url is not None:
        made["url"] = part.url
    return made


_KEPT = frozenset({"id", "to", "url"})  # addresses, never shown


def _texts(data: Any) -> Iterator[str]:
    """Every string that is set."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _KEPT:
                yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _translated(data: Any, spelled: dict[int, str]) -> Any:
    if isinstance(data, str):
        return data.translate(spelled)
    if isinstance(data, dict):
        return {key: value if key in _KEPT else _translated(value, spelled) for key, value in data.items()}
    if isinstance(data, list):
        return [_translated(value, spelled) for value in data]
    return data
