"""The collection: provisions that a reader gathers, kept beside the library."""

from __future__ import annotations

import json
import os
import threading
import uuid
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from navigator.model.catalogue import BadInput
from navigator.model.exporting import Collected

_SCHEMA = "contract-navigator/collection/1"
_NAME = "collection.json"
_MOST = 5000
_FIELDS = tuple(field.name for field in fields(Collected))


class Collection:
    """One list in a folder. A file that is not ours to read is put aside under another name, never written over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def read(self) -> tuple[Collected, ...]:
        """What was gathered, in the reader's order."""
        with self._lock:
            return self._read()

    def write(self, rows: Sequence[Collected]) -> tuple[Collected, ...]:
        """Puts `rows` in the place of the list, each once; gives what is kept. BadInput where it cannot be written."""
        kept = tuple({(row.agreement, row.provision): row for row in rows}.values())[:_MOST]
        with self._lock:
            self._read()  # puts aside what cannot be read
            self._put({"schema": _SCHEMA, "provisions": [asdict(row) for row in kept]})
        return kept

    @property
    def _file(self) -> Path:
        return self._folder / _NAME

    def _read(self) -> tuple[Collected, ...]:
        try:
            held = json.loads(self._file.read_bytes())
            if not isinstance(held, dict) or held.get("schema") != _SCHEMA:
                raise ValueError(_NAME)
            rows = [{name: row[name] for name in _FIELDS} for row in held["provisions"]]
            if not all(isinstance(value, str) for row in rows for value in row.values()):
                raise ValueError(_NAME)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self._put_aside()
            return ()
        return tuple(Collected(**row) for row in rows)

    def _put_aside(self) -> None:
        try:
            os.replace(self._file, self._file.with_name(f"{_NAME}.unreadable-{uuid.uuid4().hex[:8]}"))
        except OSError as error:
            raise BadInput(f"{self._file}: cannot be read ({error.strerror}); move it away") from None

    def _put(self, value: dict[str, Any]) -> None:
        unfinished = self._file.with_name(f".{uuid.uuid4().hex}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(unfinished, self._file)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise BadInput(f"{self._file}: cannot be written ({error.strerror}); check the folder") from None
