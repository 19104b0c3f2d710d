"""Original bytes under their SHA-256: written once, whole or not at all, never changed.

Two folders: `sources` holds what the catalogue lists; `pending` what is on its way in or out. Bytes go into `pending`
before the catalogue's transaction and are settled after it by what the catalogue then says: listed, they move to
`sources`; not listed, they are deleted. An end at any moment between leaves bytes that the next writer settles in the
same way, so that the catalogue's one transaction is that of the whole library. Bytes in `sources` are never deleted
without a transaction that took them off the list: an older catalogue restored from a backup loses nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from navigator.model.catalogue import BadInput

UNFINISHED = ".unfinished-"
"""How the name of a file begins that is still being written."""
_NAME = re.compile(r"[0-9a-f]{64}")


def digest(data: bytes) -> str:
    """The SHA-256 of a source, in hex."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves it whole, as it was before, or absent: beside it, flushed, then renamed. On
    return the bytes are on the disk. Makes the folder where it is missing; raises `OSError` where the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


class Store:
    """The sources of one library folder. Every failure of the disk is an `OSError`, for the caller to tell."""

    def __init__(self, folder: Path) -> None:
        self._sources = folder / "sources"
        self._pending = folder / "pending"

    def path(self, sha256: str) -> Path:
        """Where the bytes of a listed source are kept."""
        return self._sources / sha256

    def stage(self, data: bytes) -> str:
        """Bring `data` in; answers its SHA-256. On return the bytes are on the disk, under a name that holds all of
        them, and `settle` decides about them. Call it with the catalogue locked."""
        sha256 = digest(data)
        if not self.intact(sha256):
            write_whole(self._pending / sha256, data)
        return sha256

    def retire(self, sha256: str) -> None:
        """Take bytes out of the sources; `settle` decides about them. Call it with the catalogue locked."""
        self._pending.mkdir(parents=True, exist_ok=True)
        if self.path(sha256).exists():
            os.replace(self.path(sha256), self._pending / sha256)

    def flush(self) -> None:
        """Make the names of what was staged or retired durable; to be called before the catalogue's commit."""
        for folder in (self._pending, self._sources):
            _flush_folder(folder)

    def unsettled(self) -> bool:
        """Whether anything is on its way, or was when a program ended."""
        try:
            with os.scandir(self._pending) as found:
                return any(found)
        except OSError:
            return False

    def settle(self, listed: Callable[[str], bool]) -> None:
        """Decide about all that is pending by what the catalogue lists. Call it with the catalogue locked."""
        if not self.unsettled():
            return
        self._sources.mkdir(parents=True, exist_ok=True)
        for path in sorted(self._pending.iterdir()):
            if _NAME.fullmatch(path.name) and listed(path.name):
                os.replace(path, self.path(path.name))
            else:
                path.unlink(missing_ok=True)
        self.flush()

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their name."""
        path = self.path(sha256)
        # Another program may be settling them this moment: they are in one of the two places, or in the first again.
        for place in (path, self._pending / sha256, path):
            try:
                data = place.read_bytes()
            except FileNotFoundError:
                continue
            if digest(data) != sha256:
                raise BadInput(f"{place}: the stored source is damaged; remove the agreement and add the file again")
            return data
        raise BadInput(f"{path}: the stored source is missing; add the file again")

    def intact(self, sha256: str) -> bool:
        """Whether the bytes of a source are where they belong, and are those."""
        try:
            return digest(self.path(sha256).read_bytes()) == sha256
        except FileNotFoundError:
            return False

    def listing(self) -> list[Path]:
        """Every file among the sources, in the order of names."""
        return sorted(self._sources.iterdir()) if self._sources.is_dir() else []


def _flush_folder(folder: Path) -> None:
    """Make renames in a folder durable; Windows cannot open a folder for that, and does not need it."""
    if os.name == "nt" or not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
