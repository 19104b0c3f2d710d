"""Which code understood a source: what was kept of it by other code may differ from what this code would say."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_STAGES = (
    "consolidation", "definitions", "figures", "jurisdiction", "library", "model", "obligations", "precedence",
    "reading", "references", "search", "structure",
)  # fmt: skip
"""Folders of all that has a say in what is kept of a source and in what is searched."""
_READERS = ("charset-normalizer", "lxml", "markdown-it-py", "pypdfium2", "tantivy")
"""Libraries that turn bytes into text, and words into stems: another version may read otherwise."""
_PRODUCT = "contract-navigator"


@cache
def stamp() -> str:
    """Another value whenever the code that understands sources is another: the release of a built app, else its files
    (place, size and time of each, which takes a millisecond; their bytes would take twenty at every start)."""
    parts = [f"{name} {_version(name)}" for name in (_PRODUCT, *_READERS)]
    parts.append(f"python {sys.version_info[0]}.{sys.version_info[1]}")
    if not getattr(sys, "frozen", False):  # a built app unpacks its files anew, and they belong to its release
        parts += _files(_ROOT)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _files(root: Path) -> list[str]:
    found: list[str] = []
    for at, _, names in os.walk(root):
        place = Path(at).relative_to(root)
        for name in names:
            if name.endswith(".pyc"):
                continue
            if name == "pipeline.py" or (place.parts and place.parts[0] in _STAGES):
                about = (Path(at) / name).stat()
                found.append(f"{(place / name).as_posix()} {about.st_size} {about.st_mtime_ns}")
    return sorted(found)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # run from its folder, without having been installed
        return "source"
