"""The façade: the only door between the front ends and the core. Queries return values, mutations an `Outcome`.

Every method may be called from any thread. What the user gave and cannot be used raises `BadInput`; work that the
caller's `cancelled` stops raises `Cancelled`, save `add`, which answers with what it has added by then.
"""

from __future__ import annotations

from pathlib import Path

from navigator.session.caring import Caring
from navigator.session.exporting import Exporting
from navigator.session.linking import Linking
from navigator.session.places import default_library

__all__ = ["Session", "default_library"]


class Session(Caring, Exporting, Linking):
    """One library with its search, for one front end."""

    def __init__(self, library: Path | None = None) -> None:
        super().__init__(library or default_library())
