"""What holds inside a group of an RTF file, and the control words that set it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PLAIN = {
    "bold": False,
    "italic": False,
    "underline": False,
    "strike": False,
    "hidden": False,
    "deleted": False,
    "size": 12.0,
}
PARD = {"style": 0, "outline": 0, "align": "", "left": 0.0, "in_table": False, "series": 0, "depth": 0, "ruled": False}
SWITCHES = {"b": "bold", "i": "italic", "strike": "strike", "striked": "strike", "v": "hidden", "deleted": "deleted"}
VALUES: dict[str, Callable[[int], tuple[str, object]]] = {
    "qc": lambda _: ("align", "center"),
    "ql": lambda _: ("align", ""),
    "qj": lambda _: ("align", ""),
    "qr": lambda _: ("align", "right"),
    "fs": lambda n: ("size", (n or 24) / 2),
    "li": lambda n: ("left", n / 20),
    "lin": lambda n: ("left", n / 20),
    "s": lambda n: ("style", n),
    "outlinelevel": lambda n: ("outline", max(0, min(9, n)) + 1),
    "intbl": lambda _: ("in_table", True),
    "ls": lambda n: ("series", n),
    "ilvl": lambda n: ("depth", max(0, min(8, n))),
    "brdrb": lambda _: ("ruled", True),
    "brdrt": lambda _: ("ruled", True),
}
"""Control word -> the field of the state that it sets, and to what; lengths in points."""


@dataclass(slots=True)
class State:
    """What holds inside a group; a nested group begins with a copy."""

    target: str = "body"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    hidden: bool = False
    deleted: bool = False
    size: float = 12.0
    font: int = 0
    fallback: int = 1
    href: str | None = None
    style: int = 0
    outline: int = 0
    align: str = ""
    left: float = 0.0
    in_table: bool = False
    series: int = 0
    depth: int = 0
    story: str | None = None
    contents: bool = False
    ruled: bool = False
