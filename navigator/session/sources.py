"""From what the user names to bytes."""

from __future__ import annotations

from pathlib import Path

from navigator import library as shelves
from navigator.library import Source
from navigator.model.catalogue import BadInput


def key_of(source: Source) -> str:
    """The key of a source in the library: of its content, whatever it is called."""
    from hashlib import sha256

    return shelves.key_of(sha256(source.data).hexdigest())


def read_source(path: Path) -> Source:
    """The bytes of a file that the user names."""
    from navigator.reading import MAX_BYTES

    where = shelves.in_words(path)
    try:
        if path.is_dir():
            raise BadInput(f"{where}: a folder; name a file in it, or add the folder to the library")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # one more than a reader takes: it refuses that, and says why
    except FileNotFoundError:
        raise BadInput(f"{where}: no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(f"{where}: cannot be read ({reason}); check that it is a file that you may open") from error
    return Source(shelves.in_words(path.name), data)
