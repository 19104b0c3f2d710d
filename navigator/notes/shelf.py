"""Notes on disk: one file for each version of an agreement, beside the sources of the library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from navigator.library.store import UNFINISHED, write_whole
from navigator.library.trouble import told
from navigator.model.catalogue import BadInput
from navigator.model.notes import Note
from navigator.notes.writing import About, NewerNotes, NotesFile, read_file, written

T = TypeVar("T")

_WAIT_SECONDS = 10.0
_ENDING = ".json"
_BROKEN = ".broken-"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the shelf has for one version. `troubles` as in `model.notes.Notes`."""

    about: About | None = None
    notes: tuple[Note, ...] = ()
    troubles: tuple[str, ...] = ()


class NotesShelf:
    """The folder of the notes. Nothing is created before the first note. Two programs may write at once: each change
    reads, changes and writes under a lock that the system takes back from a program that ends. A file that cannot be
    read is set aside under another name, never overwritten. Refusals of the disk are `BadInput`."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._folder = library / "notes"

    def versions(self) -> tuple[str, ...]:
        """The versions that have notes."""
        with told(self._library):
            if not self._folder.is_dir():
                return ()
            names = sorted(path.name for path in self._folder.iterdir() if path.suffix == _ENDING)
        return tuple(name.removesuffix(_ENDING) for name in names if _BROKEN not in name)

    def kept(self, key: str) -> Kept:
        """The notes of one version."""
        found, trouble = self._look(key)
        if trouble is not None and not isinstance(trouble, NewerNotes):
            try:
                with self._lock():
                    found, trouble = self._sound(key)
            except BadInput:  # a folder that can only be read: its file stays where it is
                pass
        troubles = [f"{path}: notes in it could not be read; the file is kept" for path in self._set_aside(key)]
        if trouble is not None:
            troubles.append(str(trouble))
        return Kept(found.about, found.notes, tuple(troubles)) if found is not None else Kept(None, (), tuple(troubles))

    def change(self, about: About, act: Callable[[dict[str, Note]], T]) -> T:
        """Changes the notes of one version: `act` gets them by id and changes them in place. Raises `BadInput` where
        they are of a newer product."""
        with told(self._library):
            self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock():
            found, trouble = self._sound(about.key)
            if trouble is not None:
                raise trouble
            notes = {note.id: note for note in found.notes} if found is not None else {}
            before = dict(notes)
            value = act(notes)
            if notes != before:
                with told(self._library):
                    for stray in self._folder.glob(f"{UNFINISHED}*"):  # of a program that was ended while it wrote
                        stray.unlink(missing_ok=True)
                    write_whole(self._path(about.key), written(about, notes.values()))
            return value

    def _look(self, key: str) -> tuple[NotesFile | None, BadInput | None]:
        """The notes, and what is wrong with them."""
        path = self._path(key)
        with told(self._library):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                return None, None
        try:
            found = read_file(data, str(path))
        except BadInput as error:
            return None, error
        return found, BadInput(f"{path}: {found.faults[0]}") if found.faults else None

    def _sound(self, key: str) -> tuple[NotesFile | None, NewerNotes | None]:
        """The notes, after what of them cannot be read was set aside; only under the lock. It is looked at again there:
        another program may have set it aside already. A file of a newer product stays where it is."""
        found, trouble = self._look(key)
        if trouble is None:
            return found, None
        if isinstance(trouble, NewerNotes):
            return None, trouble
        path = self._path(key)
        with told(self._library):
            data = path.read_bytes()
            write_whole(path.with_name(f"{key}{_BROKEN}{sha256(data).hexdigest()[:8]}{_ENDING}"), data)
            if found is None:
                path.unlink()
            else:
                write_whole(path, written(found.about, found.notes))
        return found, None

    def _set_aside(self, key: str) -> list[Path]:
        with told(self._library):
            return sorted(self._folder.glob(f"{key}{_BROKEN}*{_ENDING}")) if self._folder.is_dir() else []

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"

    @contextmanager
    def _lock(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        with told(self._library):
            if not os.access(self._folder, os.W_OK):
                raise PermissionError(13, "not writable")
            lock = FileLock(self._folder / ".lock")
            try:
                lock.acquire(timeout=_WAIT_SECONDS)
            except Timeout as error:
                raise BadInput(f"{self._folder}: another program is writing notes; try again in a moment") from error
        try:
            yield
        finally:
            lock.release()
