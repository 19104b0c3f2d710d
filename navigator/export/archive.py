"""Zip files whose bytes depend on what is in them alone: fixed order, dates and attributes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date

_FIRST = 1980  # a zip file knows no earlier year
_LAST = 2107


def zipped(files: Iterable[tuple[str, bytes]], on: date) -> bytes:
    """Files, by their paths inside, as one zip file; every one is dated `on`."""
    made = io.BytesIO()
    year = min(max(on.year, _FIRST), _LAST)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, (year, on.month, on.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return made.getvalue()


def rezipped(data: bytes, on: date) -> bytes:
    """A zip file that a library has made, dated `on` throughout."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped([(name, archive.read(name)) for name in archive.namelist()], on)
