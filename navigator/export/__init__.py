"""Exports: one writer for each format, all with the same signature, found by the ending of the file's name."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.export.naming import safe_name, suggest_name
from navigator.export.pdf import write_page_images, write_pdf
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput, CancelCheck, Cancelled
from navigator.model.comparison import Comparison
from navigator.model.exporting import ExportRequest, Gathering
from navigator.model.rules import Applicability

if TYPE_CHECKING:
    from navigator.export.several import Part

__all__ = [
    "BUNDLE",
    "ENDINGS",
    "WRITERS",
    "safe_name",
    "suggest_name",
    "write",
    "write_comparison",
    "write_gathering",
    "write_gathering_images",
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
    cancelled: CancelCheck | None = None,
) -> Path:
    """Writes an export in the format of `out`'s ending, whole or not at all; returns where it is.

    An existing file is replaced only with `overwrite`, and only when the new one is complete. `source` gives the bytes
    that were read, and `findings` what was found in them, for an evidence bundle. `told` hears one line where
    the document cannot show all of the text. BadInput for an ending that no
    writer has, a file that is there, or a place that cannot be written to.
    """
    ending = _ending(out)
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
    _put(out, data, overwrite, cancelled)
    return out


def write_gathering(
    gathering: Gathering,
    parts: Sequence[Part],
    out: Path,
    *,
    overwrite: bool = False,
    told: Callable[[str], None] | None = None,
    cancelled: CancelCheck | None = None,
) -> Path:
    """Writes provisions of several agreements as one document, whole or not at all; returns where it is. `told` and
    errors as for `write`."""
    from navigator.export.several import write_several

    ending = _ending(out)
    _refuse(out, overwrite)
    _put(out, write_several(gathering, parts, ending, told), overwrite, cancelled)
    return out


def write_gathering_images(gathering: Gathering, parts: Sequence[Part], ppi: float) -> list[bytes]:
    """The pages of that document as PNG, `ppi` pixels to the inch."""
    from navigator.export.pdf import page_images
    from navigator.export.several import bound

    return page_images(bound(gathering, parts), ppi)


def write_rows(rows: Sequence[Sequence[str]], out: Path, *, overwrite: bool = False) -> Path:
    """Writes any table (head and rows) as CSV or as an Excel workbook, whole or not at all; returns where it is.
    BadInput as for `write`."""
    ending = out.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise BadInput(f"{out.name}: tables are written as CSV or Excel; give a name that ends in .csv or .xlsx")
    _refuse(out, overwrite)
    from navigator.export.workbook import Sheet, rows_csv, workbook

    data = workbook([Sheet.of("Table", rows)]) if ending == ".xlsx" else rows_csv(rows)
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


def _ending(out: Path) -> str:
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise BadInput(f"{out.name}: no export has this ending; give a name that ends in {', '.join(sorted(ENDINGS))}")
    return ending


def _refuse(out: Path, overwrite: bool) -> None:
    if not out.parent.is_dir():
        raise BadInput(f"{out.parent}: no such folder; make it or choose another one")
    try:
        _refuse_existing(out, overwrite)
    except OSError as error:  # a name that is too long cannot even be asked for
        raise BadInput(f"{out.name}: cannot be written ({error.strerror}); give a shorter name") from None


def _refuse_existing(out: Path, overwrite: bool) -> None:
    if out.exists() and not overwrite:
        raise BadInput(f"{out}: already there; give another name, or ask for it to be replaced (--force)")


def _put(out: Path, data: bytes, overwrite: bool, cancelled: CancelCheck | None = None) -> None:
    """Writes beside the destination and moves into place: another program never sees half a document, and one that is
    there stays as it is until the new one is on the disk. Raises Cancelled, with nothing written, as late as that."""
    temporary = out.with_name(f".{uuid.uuid4().hex}.part")
    stop = cancelled or (lambda: False)
    try:
        if stop():
            raise Cancelled
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _refuse_existing(out, overwrite)
        if stop():
            raise Cancelled
        temporary.replace(out)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(f"{out}: cannot be written ({why}); choose another folder or name") from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
