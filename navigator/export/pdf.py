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
from navigator.export.manuscript import Manuscript, Row
from navigator.export.typeset import texts, translated, typeset
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
    """One source: Typst takes a template from memory as a single file, and then can read no other."""
    here = resources.files("navigator.export")
    return b"\n".join(here.joinpath(f"{name}.typ").read_bytes() for name in ("look", "provisions", "document"))


@contextmanager
def _ready(made: Manuscript, told: Callable[[str], None] | None = None) -> Iterator[tuple[str, typst.Fonts]]:
    """The manuscript as data, and fonts that can show it.

    Characters that the packaged fonts lack are looked for in the computer's fonts; one that none of them has is printed
    as its code point in brackets. Both are said in the evidence, and the latter to `told`.
    """
    data = typeset(made) | {"behind": ()}
    said = json.dumps(data, ensure_ascii=False)
    more = fonts.Behind() if fonts.is_latin(said) else fonts.behind(texts(data), made.language)
    if more.borrowed or more.nowhere:
        notes = []
        if more.borrowed:
            notes.append(f"{len(more.borrowed)} characters are set in fonts of the computer that made this document")
        if more.nowhere:
            codes = ", ".join(_code(sign) for sign in sorted(more.nowhere)[:20])
            notes.append(f"no font had {codes}{', …' if len(more.nowhere) > 20 else ''}: printed as code points")
            if told is not None:
                told(f"{notes[-1]}; a font with these characters, installed on this computer, mends it")
        data = typeset(replace(made, evidence=(*made.evidence, Row("Characters", words("; ".join(notes))))))
        data = translated(data, str.maketrans({sign: f"[{_code(sign)}]" for sign in more.nowhere}))
    if more != fonts.Behind():
        said = json.dumps(data | {"behind": more.families})
    with fonts.fonts(more) as faces:
        yield said, faces


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"
