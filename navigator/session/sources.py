"""From what the user names to bytes."""

from __future__ import annotations

import os
from pathlib import Path

from navigator import library as shelves
from navigator.library import Source
from navigator.model.catalogue import BadInput


def read_source(path: Path) -> Source:
    """The bytes of a file that the user names."""
    from navigator.reading import MAX_BYTES

    where = shelves.in_words(path)
    try:
        if path.is_dir():
            os.scandir(path).close()  # one that may not be looked into says so
            raise BadInput(f"{where}: a folder; name a file in it, or add the folder to the library")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # one more than a reader takes: it refuses that, and says why
    except FileNotFoundError:
        raise BadInput(f"{where}: no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(f"{where}: cannot be read ({reason}); check that you may open it") from error
    return Source(shelves.in_words(path.name), data)
