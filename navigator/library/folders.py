"""Which files of the paths that a user names are agreements to add, and what is passed over."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from navigator.model.catalogue import AddReport, AddStatus

_CLUTTER = frozenset({"thumbs.db", "desktop.ini"})
"""What Windows keeps in folders for itself."""
_NAMED = 3
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def expand(paths: Sequence[Path], endings: frozenset[str]) -> Iterator[Path]:
    """Each file once: a file as named, whatever its ending; of a folder, every file below it that has one of `endings`
    (lower case, without the dot) and is not hidden, in the order of names, and each folder that cannot be looked into,
    for the caller to tell. Links to folders are not followed, so that no loop is walked."""
    seen: set[str] = set()
    for path in paths:
        for file in _readable(path, endings) if os.path.isdir(path) else (path,):
            known_as = os.path.realpath(file)  # `Path.resolve` raises where links lead in a circle
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


def passed_over(paths: Sequence[Path], endings: frozenset[str]) -> tuple[AddReport, ...]:
    """A report for each kind of file that folders hold beside what is read of them, in the order of endings: nobody is
    to take a .doc or a photograph of a contract for added."""
    found: dict[str, dict[Path, None]] = {}
    for path in paths:
        if os.path.isdir(path):
            for file in _below(path):
                if _ending(file) not in endings and file.name.lower() not in _CLUTTER:
                    found.setdefault(_ending(file), {})[file] = None
    return tuple(_passed_over(ending, list(files)) for ending, files in sorted(found.items()))


def _passed_over(ending: str, files: list[Path]) -> AddReport:
    names = ", ".join(in_words(file.name) for file in files[:_NAMED])
    more = f" and {len(files) - _NAMED:,} more" if len(files) > _NAMED else ""
    kind = f".{ending} files are" if ending else "files without an ending are"
    words = (
        f"{in_words(kind)} not read: {names}{more}; what is an agreement can be added once it is saved as PDF or DOCX"
    )
    return AddReport(in_words(files[0]), None, AddStatus.PASSED_OVER, words)


def _readable(folder: Path, endings: frozenset[str]) -> Iterator[Path]:
    closed: list[Path] = []
    for file in _below(folder, closed):
        if _ending(file) in endings and not _is_endless(file):
            yield file
        yield from closed
        closed.clear()
    yield from closed


def _is_endless(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device. What is not there is told when it is read."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _ending(file: Path) -> str:
    return file.suffix.lower().lstrip(".")


def _below(folder: Path, closed: list[Path] | None = None) -> Iterator[Path]:
    """What is not hidden, and no mark that a word processor leaves beside a file that it has open (Word's
    "~$terms.docx", which hides on Windows alone). Folders that cannot be looked into are put into `closed`."""
    refused = closed if closed is not None else []
    for at, folders, files in os.walk(folder, onerror=lambda error: refused.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                yield Path(at) / name
