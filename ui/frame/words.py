"""Dates, numbers and other people's words, made fit to be shown."""

from __future__ import annotations

from datetime import date
from html import escape

from navigator.model.dates import in_words

CELL = "│"
"""Between the cells of a table's row, where it stands in one line."""


def short_day(when: date) -> str:
    """14 Mar 2025."""
    day, month, year = in_words(when).split()
    return f"{day} {month[:3]} {year}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """'1 word', '1,204 words'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cells_apart(laid: str) -> str:
    """Words with tabs between the cells of a table's row, with a thin line there instead."""
    return laid.replace("\t", f" {CELL} ")


def tip(words: str) -> str:
    """A tool tip that shows its words as they are, wrapped: Qt reads as markup whatever looks like it."""
    return f'<p style="white-space:pre-wrap">{escape(words)}</p>' if words else ""


def named(title: str) -> str:
    """A title within words of ours, in quotation marks; one that reads from the right keeps to itself (Unicode's first
    strong isolate), so that it does not turn the words around it."""
    return f"“\u2068{title}\u2069”"


def caption(words: str) -> str:
    """Words for a button or check box: Qt makes the letter after a single "&" a shortcut."""
    return words.replace("&", "&&")
