"""Whether the files of an index are as they were written.

A failing disk changes bytes, and a power cut leaves files short or empty. From such files an engine may answer what is
not so, or fail in as many ways as they can be damaged. So neither an answer nor a failure tells whether an index is
damaged, but its checksums do: an index is made anew where they are wrong, and any other failure is a fault of ours.

Tantivy keeps a checksum at the end of each file (its "footer": the CRC-32 of what stands before it, as JSON, the
length of that, and a number that marks it). For Whoosh, which keeps none, they are kept beside its files: none of
them changes after it was written, and none has the name of an earlier one.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_META = "meta.json"
_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")  # the files of one segment
_MARK = 1337
_LONGEST_FOOTER = 4096
_SUMS = "sums.json"
_CHUNK = 1 << 20
_TRIES = 5


def damaged(folder: Path, most: int | None = None) -> str | None:
    """What of the index in a folder is not as it was written, in a few words; None where all is, where no index is
    there, and where its files have more than `most` bytes together (to read a gigabyte takes a quarter of a second
    when it is in memory, and longer from a disk)."""
    try:
        if (folder / _META).exists() or any(folder.glob("*.store")):
            return _by_footers(folder, most)
        return _by_sums(folder, most)
    except OSError as error:
        return f"{Path(error.filename or folder).name} cannot be read ({error.strerror or error})"


def record(folder: Path) -> None:
    """Keep the checksums of files that have come. To be called when an index has been written to."""
    files = {path.name for path in folder.iterdir() if path.suffix in {".seg", ".toc"}}
    if not files:
        return
    known = _sums(folder)
    sums = {name: row for name, row in known.items() if name in files}
    for name in files - sums.keys():
        with suppress(FileNotFoundError):  # another program has just merged it into another one
            sums[name] = _sum(folder / name)
    if sums != known:
        unfinished = folder / f"{_SUMS}.{os.getpid()}"
        unfinished.write_text(json.dumps(sums), "utf-8")
        os.replace(unfinished, folder / _SUMS)


def _by_footers(folder: Path, most: int | None) -> str | None:
    wrong: str | None = None
    for _ in range(_TRIES):
        try:
            meta = (folder / _META).read_bytes()
        except FileNotFoundError:
            return f"{_META} is missing"
        try:
            names = _segment_files(json.loads(meta))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return f"{_META} is damaged"
        if most is not None and _size(folder, names) > most:
            return None
        wrong = next(filter(None, (_wrong_footer(folder / name) for name in names)), None)
        # Another program may have deleted files meanwhile that the index had no more need of.
        if wrong is None or (folder / _META).read_bytes() == meta:
            break
    return wrong


def _segment_files(meta: dict[str, list[dict[str, str | dict[str, int] | None]]]) -> list[str]:
    found: list[str] = []
    for segment in meta["segments"]:
        name = str(segment["segment_id"]).replace("-", "")
        found += [f"{name}.{part}" for part in _PARTS]
        deletes = segment["deletes"]
        if isinstance(deletes, dict):
            found.append(f"{name}.{deletes['opstamp']}.del")
    return found


def _wrong_footer(path: Path) -> str | None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - 8))
            length, mark = struct.unpack("<II", file.read(8))
            if mark != _MARK or length > min(_LONGEST_FOOTER, size - 8):
                return f"{path.name} is cut short"
            file.seek(size - 8 - length)
            kept = json.loads(file.read(length))["crc"]
        return None if _crc(path, size - 8 - length) == kept else f"{path.name} is damaged"
    except FileNotFoundError:
        return f"{path.name} is missing"
    except struct.error:
        return f"{path.name} is cut short"
    except (ValueError, KeyError, TypeError, RecursionError):
        return f"{path.name} is damaged"


def _by_sums(folder: Path, most: int | None) -> str | None:
    kept = _sums(folder)
    if most is not None and _size(folder, kept) > most:
        return None
    for name, row in kept.items():
        with suppress(FileNotFoundError):  # what is missing may be merged into another; opening the index tells
            if _sum(folder / name) != row:
                return f"{name} is damaged"
    return None


def _sums(folder: Path) -> dict[str, list[int]]:
    """File name -> bytes and CRC-32; none where they cannot be read."""
    with suppress(FileNotFoundError, ValueError, RecursionError):
        found = json.loads((folder / _SUMS).read_text("utf-8"))
        if isinstance(found, dict):
            return {name: row for name, row in found.items() if Path(name).name == name}
    return {}


def _sum(path: Path) -> list[int]:
    size = path.stat().st_size
    return [size, _crc(path, size)]


def _crc(path: Path, length: int) -> int:
    """Of the first bytes of a file."""
    found = 0
    with path.open("rb") as file:
        while length > 0 and (chunk := file.read(min(_CHUNK, length))):
            found = zlib.crc32(chunk, found)
            length -= len(chunk)
    return found


def _size(folder: Path, names: Iterable[str]) -> int:
    size = 0
    for name in names:
        with suppress(FileNotFoundError):
            size += (folder / name).stat().st_size
    return size
