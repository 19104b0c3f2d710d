"""Where the session keeps what is this user's alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

from navigator.settings import APPLICATION


def default_library() -> Path:
    """Where the library of this user is kept."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "library"


def cache() -> Path:
    """What can be made again at any time, and may be deleted at any time."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False))


def spare_index(library: Path) -> Path:
    """Where the index of a library is kept that cannot be written to: on read-only media, or of somebody else. Known by
    the library's path: an index follows whatever library it is asked for, so that another one at the same path costs
    the making of an index, and nothing else."""
    known_as = str(library.resolve()).encode("utf-8", "surrogatepass")
    return cache() / "indexes" / hashlib.sha256(known_as).hexdigest()[:16]
