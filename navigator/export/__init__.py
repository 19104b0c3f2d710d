"""Exports: one writer for each format, all with the same signature, found by the ending of the file's name."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path

from navigator.export.pdf import write_page_images, write_pdf
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability

__all__ = ["WRITERS", "write", "write_page_images", "write_pdf"]

Writer = Callable[[Analysis, Applicability | None, ExportRequest], bytes]

WRITERS: Mapping[str, Writer] = {".pdf": write_pdf}
"""Writers by the ending of the file's name, in lower case."""


def write(analysis: Analysis, applicability: Applicability | None, request: ExportRequest, out: Path) -> Path:
    """Writes an export in the format of `out`'s ending, whole or not at all; returns where it is.

    An existing file is replaced only when the new one is complete. BadInput for an ending that no writer has, or a
    place that cannot be written to.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        known = ", ".join(sorted(WRITERS))
        raise BadInput(f"{out.name}: no export has this ending; give a name that ends in {known}")
    if not out.parent.is_dir():
        raise BadInput(f"{out.parent}: no such folder; make it or choose another one")
    _put(out, writer(analysis, applicability, request))
    return out


def _put(out: Path, data: bytes) -> None:
    """Writes beside the destination and moves into place: another program never sees half a document."""
    temporary = out.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(out)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(f"{out}: cannot be written ({why}); choose another folder or name") from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
