"""Which files of the paths that a user names are agreements to add."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

# The formats that `navigator.reading` has a reader for.
ENDINGS = frozenset({".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml", ".docx", ".pdf"})


def expand(paths: Sequence[Path]) -> Iterator[Path]:
    """Each file once: a file as named, whatever its ending; of a folder, everything below it that has one of `ENDINGS`
    and is not hidden, in the order of names. Links to folders are not followed, so that no loop is walked."""
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            known_as = file.resolve()
            if known_as not in seen:
                seen.add(known_as)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in ENDINGS:
                yield Path(at) / name
