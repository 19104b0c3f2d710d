"""Where the indexes of one library lie, which of them are whole, and what is deleted.

Each index is a folder of its own, named after its engine, the fields it has, the version of the product whose
understanding it holds, and, where it was made anew on request, a number. They lie in the index folder of the library;
where that cannot be written to (read-only media, a full disk), in a spare folder among the user's caches; where that
cannot either, in memory.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from navigator.model.catalogue import Engine
from navigator.search.engine import SearchEngine
from navigator.search.intact import damaged

SPARE_BYTES = 2 * 1024**3
"""What the spare folders of all libraries hold together; one alone may hold more."""
SPARE_DAYS = 90
"""After which a spare folder that nobody has used is deleted."""
_CHECKED_BYTES = 64 * 1024**2
"""Of an index whose checksums are looked at whenever it is opened: some 80,000 provisions, in 20 ms. Those of a larger
one are looked at when it fails, and by `library verify`."""
_ROOM = 3  # times the size of an index: what making one takes on the disk, with some to spare
_ENGINES = (Engine.WHOOSH.value, Engine.TANTIVY.value)
_WHOLE = "whole"  # a file in an index that has once held the whole library
_MAKING = "making"  # a file in an index that is locked by the program that makes it


@dataclass(frozen=True, slots=True)
class At:
    """Where an index lies: its name in a folder, or in memory."""

    folder: Path | None
    name: str

    @property
    def path(self) -> Path | None:
        """None in memory."""
        return None if self.folder is None else self.folder / self.name

    @property
    def kind(self) -> str:
        """The name of its engine."""
        return self.name.split("-")[0]

    @property
    def made_as(self) -> str:
        """Its name without the number: equal for indexes that hold the same."""
        return "-".join(self.name.split("-")[:3])

    @property
    def turn(self) -> int:
        """Its number: of several that are made as the same, the highest is the newest."""
        last = self.name.split("-")[3:]
        return int(last[0]) if last and last[0].isdecimal() else 0


class Places:
    """The indexes of one library.

    fields  of `search.fields`: an index with others cannot be read
    stamp   of the understanding that an index should hold
    """

    def __init__(self, folder: Path, spare: Path | None, fields: str, stamp: str) -> None:
        self._folder, self._spare = folder, spare
        self._fields, self._stamp = fields, stamp
        self._tried = False
        self._homes: list[Path | None] = [folder, *([spare] if spare is not None else []), None]
        self._bad: set[At] = set()

    def name(self, kind: str) -> str:
        """Of the index that an engine should have."""
        return f"{kind}-{self._fields}-{self._stamp}"

    def holds_the_same(self, at: At) -> bool:
        """Whether what an index holds was understood by this version."""
        return at.made_as.endswith(f"-{self._fields}-{self._stamp}")

    def home(self) -> Path | None:
        """The folder in which indexes are made; None for memory."""
        if not self._tried:
            self._tried = True
            if not _writable(self._folder) or not self._has_room():
                self._homes.pop(0)
        return self._homes[0]

    def give_up(self) -> bool:
        """Make indexes in the next place from now on, since this one refuses, and leave nothing half made there; False
        where there is none."""
        home = self.home()
        if home is None:
            return False
        for at in self._in(home):
            if not self.is_whole(at) and not _is_being_made(home / at.name):
                delete(home / at.name)
        self._homes.pop(0)
        return True

    def _has_room(self) -> bool:
        """Whether the index could come back from the spare folder, where one is since the disk was full."""
        if self._spare is None or not self._spare.exists():
            return True
        there = self._folder if self._folder.exists() else self._folder.parent
        with suppress(OSError):
            return shutil.disk_usage(there).free > _ROOM * _bytes(self._spare)
        return True

    def at_home(self, at: At) -> bool:
        """Whether an index can be written to."""
        return at.folder == self.home()

    def can_stay(self, at: At, *, changes: bool) -> bool:
        """Whether an index is where it should be: at home, or in a folder that cannot be written to, but need not."""
        return self.at_home(at) or (at.folder == self._folder and not changes)

    def whole(self, wanted: str) -> list[At]:
        """The indexes that can answer, the best first: what is wanted, then what this version made, then others."""
        found = [at for at in self.all() if self.is_whole(at) and at not in self._bad]
        return sorted(found, key=lambda at: (at.made_as != wanted, not self.holds_the_same(at)))

    def all(self) -> list[At]:
        """The indexes on disk whose fields this version can read, those at home first, of each folder the newest."""
        found: list[At] = []
        for folder in dict.fromkeys((self.home(), self._folder, self._spare)):
            if folder is not None:
                found += sorted(self._in(folder), key=lambda at: -at.turn)
        return found

    def due(self, wanted: str) -> At:
        """The index with that name in its place: the newest whole one, one whose making was cut off, or none yet."""
        home = self.home()
        whole = [at for at in self.whole(wanted) if at.folder == home and at.made_as == wanted]
        at = whole[0] if whole else At(home, wanted)
        return self.another(wanted) if at in self._bad else at

    def another(self, wanted: str) -> At:
        """The place of a new index beside those that hold the same."""
        home = self.home()
        if home is None:
            return At(None, wanted)
        turns = [at.turn for at in self._in(home) if at.made_as == wanted]
        return At(home, f"{wanted}-{max(turns, default=0) + 1}")

    def is_whole(self, at: At) -> bool:
        """Whether an index on disk has held the whole library."""
        with suppress(OSError):
            return at.path is not None and (at.path / _WHOLE).exists()
        return False

    def open(self, at: At) -> tuple[At, SearchEngine]:
        """The index at a place, made where there is none, and made anew where its making was cut off and it cannot be
        read. A whole one in a folder that cannot be written to, in which Tantivy cannot set the lock that it reads
        under, is copied to the spare folder. Raises `OSError` where it is damaged, or the folder refuses."""
        if at.path is None:
            return at, _engine(at.kind, None)
        wrong = damaged(at.path, _CHECKED_BYTES)
        whole = self.is_whole(at)
        if wrong is not None and whole:
            raise OSError(f"{at.path}: {wrong}")
        if wrong is not None:
            delete(at.path)
        try:
            found = _engine(at.kind, at.path)
        except OSError:
            if whole and not self.at_home(at) and self.home() is not None:
                return self._copied(at)
            if whole or not at.path.exists():
                raise
            delete(at.path)
            found = _engine(at.kind, at.path)
        if at.folder is not None and at.folder == self._spare:
            with suppress(OSError):
                os.utime(at.folder)
        return at, found

    def drop(self, at: At) -> None:
        """Never open an index again. It is deleted where it is damaged and can be; else when another one is whole."""
        self._bad.add(at)
        if at.path is not None and damaged(at.path) is not None:
            delete(at.path)

    @contextmanager
    def making(self, at: At) -> Iterator[None]:
        """While an index is made no other program deletes it. Two that make the same one do so in turns."""
        if at.path is None or self.is_whole(at):
            yield
            return
        at.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(at.path / _MAKING)
        # It is made by another one too, or nothing can be locked in this folder.
        with suppress(Timeout, OSError, NotImplementedError):
            lock.acquire(timeout=0)
        try:
            yield
        finally:
            lock.release()

    def finish(self, at: At, *, keep_other_engine: bool) -> None:
        """An index is whole: mark it, and delete every other one that it takes the place of."""
        if at.path is None or at.folder is None:
            return
        if not self.is_whole(at):
            (at.path / _WHOLE).touch()
        with suppress(OSError):
            for path in at.folder.iterdir():
                other = At(at.folder, path.name)
                kept = keep_other_engine and self.holds_the_same(other) and other.kind != at.kind
                newer = other.made_as == at.made_as and other.turn > at.turn and self.is_whole(other)
                if other != at and not kept and not newer and not _is_being_made(path):
                    delete(path)
        if at.folder == self._spare:
            _bound(self._spare)
        elif self._spare is not None and self._spare.exists():
            delete(self._spare)

    def _copied(self, at: At) -> tuple[At, SearchEngine]:
        copy = self.another(at.made_as)
        assert at.path is not None
        assert copy.path is not None
        with self.making(copy):
            try:
                for file in at.path.iterdir():
                    if file.name not in {_WHOLE, _MAKING}:
                        shutil.copyfile(file, copy.path / file.name)
                found = _engine(copy.kind, copy.path)
                self.finish(copy, keep_other_engine=True)
            except BaseException:
                delete(copy.path)
                raise
        return copy, found

    def _in(self, folder: Path) -> list[At]:
        """The indexes in a folder that have the fields of this version."""
        with suppress(OSError):
            found = [At(folder, path.name) for path in folder.iterdir() if path.is_dir()]
            return [at for at in found if at.kind in _ENGINES and at.name.split("-")[1:2] == [self._fields]]
        return []


def delete(path: Path) -> None:
    """A file, or an index: first what says that it is whole, so that what cannot be deleted is not taken for one."""
    with suppress(OSError):
        (path / _WHOLE).unlink(missing_ok=True)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)  # Windows keeps what somebody has open
    else:
        with suppress(OSError):
            path.unlink()


def _engine(kind: str, folder: Path | None) -> SearchEngine:
    if kind == "tantivy":
        from navigator.search.tantivy_engine import TantivyEngine

        return TantivyEngine(folder)
    from navigator.search.whoosh_engine import WhooshEngine

    return WhooshEngine(folder)


def _writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the one in which it would be made."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _is_being_made(path: Path) -> bool:
    if not (path / _MAKING).exists():
        return False
    lock = FileLock(path / _MAKING)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False
    lock.release()
    return False


def _bound(spare: Path) -> None:
    """Delete the spare folders of other libraries that nobody has used for long, and those used longest ago where all
    of them hold too much."""
    others: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in spare.parent.iterdir():
            if path.name != spare.name:
                others += [(path.stat().st_mtime, path)]
    room = SPARE_BYTES - _bytes(spare)
    for used, path in sorted(others, reverse=True):
        room -= _bytes(path)
        if room < 0 or time.time() - used > SPARE_DAYS * 86400:
            delete(path)


def _bytes(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            size += path.stat().st_size if path.is_file() else 0
    return size
