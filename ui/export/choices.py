"""The choices of what to export, in the order in which the page has them."""

from __future__ import annotations

from enum import IntEnum


class Scope(IntEnum):
    """HITS: what was found in the open agreement; FOUND: what was found in every agreement."""

    PROVISION = 0
    SECTION = 1
    SELECTION = 2
    HITS = 3
    FOUND = 4
    COLLECTION = 5
    TICKED = 6
    ALL = 7
