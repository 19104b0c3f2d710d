"""Which files of the paths that a user names are agreements to add."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def expand(paths: Sequence[Path], endings: frozenset[str]) -> Iterator[Path]:
    """Each file once: a file as named, whatever its ending; of a folder, everything below it that has one of `endings`
    (lower case, without the dot) and is not hidden, in the order of names. Links to folders are not followed, so that
    no loop is walked."""
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path, endings) if path.is_dir() else (path,):
            known_as = file.resolve()
            if known_as not in seen:
                seen.add(known_as)
                yield file


def in_words(name: Path | str) -> str:
    """A path or a part of it as text that can be kept and shown in one line: bytes that are no UTF-8 (file systems take
    any), halves of characters (Windows does) and control characters are told as unreadable."""
    words = str(name)
    try:
        data = words.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = words.encode("utf-8", "surrogatepass")
    return _CONTROL.sub("\ufffd", data.decode("utf-8", "replace"))


def _below(folder: Path, endings: frozenset[str]) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower().lstrip(".") in endings:
                yield Path(at) / name
