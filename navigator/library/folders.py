"""Which files of the paths that a user names are agreements to add."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path


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


def _below(folder: Path, endings: frozenset[str]) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower().lstrip(".") in endings:
                yield Path(at) / name
