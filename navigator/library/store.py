"""Original bytes under their SHA-256: written once, whole or not at all, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from navigator.model.catalogue import BadInput

_UNFINISHED = ".unfinished-"


def digest(data: bytes) -> str:
    """The SHA-256 of a source, in hex."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves it whole, as it was before, or absent: beside it, flushed, then renamed. On
    return the bytes are on the disk. Makes the folder where it is missing; raises `OSError` where the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
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
    """A folder of sources. Every failure of the disk is an `OSError`, for the caller to tell."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        return self._folder / sha256

    def put(self, data: bytes) -> str:
        """Keep `data`; answers its SHA-256. On return the bytes are on the disk under a name that holds all of them."""
        sha256 = digest(data)
        if self._intact(sha256):
            return sha256
        write_whole(self.path(sha256), data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes, checked against their name."""
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise BadInput(f"{path}: the stored source is missing; add the file again") from None
        if digest(data) != sha256:
            raise BadInput(f"{path}: the stored source is damaged; remove the agreement and add the file again")
        return data

    def discard(self, sha256: str) -> None:
        self.path(sha256).unlink(missing_ok=True)

    def strays(self, known: frozenset[str]) -> Iterator[Path]:
        """Files that no agreement of `known` (SHA-256) owns: what a crash left between the bytes and their row."""
        if self._folder.is_dir():
            yield from (path for path in sorted(self._folder.iterdir()) if path.name not in known)

    def _intact(self, sha256: str) -> bool:
        try:
            return digest(self.path(sha256).read_bytes()) == sha256
        except FileNotFoundError:
            return False


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows cannot open a folder for that, and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
