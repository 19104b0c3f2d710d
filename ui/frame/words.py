"""Dates and numbers for people."""

from __future__ import annotations

from datetime import date


def day(when: date) -> str:
    """14 March 2025."""
    return f"{when.day} {when:%B %Y}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """'1 word', '1,204 words'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
