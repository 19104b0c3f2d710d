"""Exports: one writer for each format, all with the same signature, found by the ending of the file's name."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from navigator.export.naming import suggest_name
from navigator.export.pdf import write_page_images, write_pdf
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.comparison import Comparison
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability

__all__ = [
    "BUNDLE",
    "ENDINGS",
    "WRITERS",
    "suggest_name",
    "write",
    "write_comparison",
    "write_page_images",
    "write_pdf",
    "write_rows",
]

Writer = Callable[[Analysis, Applicability | None, ExportRequest], bytes]


def _late(target: str) -> Writer:
    """A writer whose module, with the library that it needs, is loaded when it is first used."""
    module, function = target.split(":")

    def write(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
        writer: Writer = getattr(import_module(f"navigator.export.{module}"), function)
        return writer(analysis, applicability, request)

    return write


WRITERS: Mapping[str, Writer] = {
    ".pdf": write_pdf,
    ".docx": _late("docx:write_docx"),
    ".html": _late("html:write_html"),
    ".md": _late("markdown:write_markdown"),
    ".txt": _late("plain:write_plain"),
    ".csv": _late("sheets:write_csv"),
    ".xlsx": _late("sheets:write_xlsx"),
    ".xml": _late("akoma_ntoso:write_akoma_ntoso"),
}
"""Writers by the ending of the file's name, in lower case. An Akoma Ntoso document is a .xml file."""

BUNDLE = ".zip"
"""The ending of an evidence bundle: it holds the source itself, which no other writer needs."""

ENDINGS = (*WRITERS, BUNDLE)


def write(
    analysis: Analysis,
    applicability: Applicability | None,
    request: ExportRequest,
    out: Path,
    *,
    overwrite: bool = False,
    source: Callable[[], bytes] | None = None,
    findings: Callable[[], Mapping[str, Any]] | None = None,
    told: Callable[[str], None] | None = None,
) -> Path:
    """Writes an export in the format of `out`'s ending, whole or not at all; returns where it is.

    An existing file is replaced only with `overwrite`, and only when the new one is complete. `source` gives the bytes
    that were read, and `findings` what was found in them, for an evidence bundle. `told` hears one line where
    the document cannot show all of the text. BadInput for an ending that no
    writer has, a file that is there, or a place that cannot be written to.
    """
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise BadInput(f"{out.name}: no export has this ending; give a name that ends in {', '.join(sorted(ENDINGS))}")
    _refuse(out, overwrite)
    if ending == BUNDLE:
        from navigator.export.bundle import write_bundle

        if source is None:
            raise BadInput(f"{out.name}: an evidence bundle needs the source; add the agreement to the library first")
        data = write_bundle(analysis, applicability, request, WRITERS, source(), findings() if findings else None)
    elif ending == ".pdf" and told is not None:
        data = write_pdf(analysis, applicability, request, told)
    else:
        data = WRITERS[ending](analysis, applicability, request)
    _put(out, data, overwrite)
    return out


def write_rows(rows: Sequence[Sequence[str]], out: Path, *, overwrite: bool = False) -> Path:
    """Writes any table (head and rows) as CSV or as an Excel workbook, whole or not at all; returns where it is.
    BadInput as for `write`."""
    ending = out.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise BadInput(f"{out.name}: tables are written as CSV or Excel; give a name that ends in .csv or .xlsx")
    _refuse(out, overwrite)
    if ending == ".xlsx":
        from navigator.export.workbook import rows_xlsx

        data = rows_xlsx(rows)
    else:
        from navigator.export.sheets import rows_csv

        data = rows_csv(rows)
    _put(out, data, overwrite)
    return out


def write_comparison(comparison: Comparison, out: Path, *, overwrite: bool = False) -> Path:
    """Writes what changed between two versions, whole or not at all; returns where it is. BadInput as for `write`."""
    from navigator.export.changes import CHANGE_WRITERS, write_changes

    ending = out.suffix.lower()
    if ending not in CHANGE_WRITERS:
        endings = ", ".join(CHANGE_WRITERS)
        raise BadInput(f"{out.name}: changes are not written with this ending; give a name that ends in {endings}")
    _refuse(out, overwrite)
    _put(out, write_changes(comparison, ending, date.today()), overwrite)  # noqa: DTZ011 - the day where the user is
    return out


def _refuse(out: Path, overwrite: bool) -> None:
    if not out.parent.is_dir():
        raise BadInput(f"{out.parent}: no such folder; make it or choose another one")
    _refuse_existing(out, overwrite)


def _refuse_existing(out: Path, overwrite: bool) -> None:
    if out.exists() and not overwrite:
        raise BadInput(f"{out}: already there; give another name, or ask for it to be replaced (--force)")


def _put(out: Path, data: bytes, overwrite: bool) -> None:
    """Writes beside the destination and moves into place: another program never sees half a document."""
    temporary = out.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        _refuse_existing(out, overwrite)
        temporary.replace(out)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(f"{out}: cannot be written ({why}); choose another folder or name") from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
