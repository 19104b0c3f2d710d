"""What the disk refuses, said in one line that names the place and the mend."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from navigator.model.catalogue import BadInput

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT}


_WRITTEN = "it cannot be written to; choose another with --library PATH"
_READ = "it cannot be read; check that you may open it, or choose another with --library PATH"


def _cause(error: OSError | sqlite3.Error, folder: Path) -> str:
    """The reason and the mend, for people."""
    if isinstance(error, OSError):
        if error.errno in _READ_ONLY:
            return _WRITTEN if _readable(folder) else _READ
        if error.errno in _FULL:
            return "the disk is full; free some space and try again"
        if error.errno in {errno.ENOTDIR, errno.EEXIST}:
            return "it is not a folder; choose another with --library PATH"
        return f"{error.strerror or error}; check the disk, or choose another with --library PATH"
    words = str(error)
    if "readonly" in words or "unable to open" in words:
        return _WRITTEN if _readable(folder) else _READ
    if "full" in words:
        return "the disk is full; free some space and try again"
    if "locked" in words:
        return "another program is writing to it; try again in a moment"
    if "not a database" in words or "malformed" in words:
        return "its catalogue is damaged; restore it from a backup, or choose another with --library PATH"
    return f"{words}; check the disk, or choose another with --library PATH"


def _readable(folder: Path) -> bool:
    """Whether all that is there of a library may be opened."""
    parts = (folder, folder / "catalogue.sqlite", folder / "sources")
    return all(os.access(path, os.R_OK) for path in parts if os.path.exists(path))


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what the disk or the database refuses about the library in `folder` into one `BadInput`."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise BadInput(f"library {folder}: {_cause(error, folder)}") from error
