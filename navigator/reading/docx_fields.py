"""Fields of Word: what a field prints is text, its instruction is not. Fields nest and run over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from navigator.reading.archives import XmlElement
from navigator.reading.ooxml import child, is_on

# HYPERLINK "https://example.org" \l "part", REF _Ref123 \r \h
_LINK = re.compile(r"\s*HYPERLINK\s+(?:\"([^\"]*)\"|([^\s\\\"]\S*))?", re.IGNORECASE)
_PLACE = re.compile(r"\\l\s+\"?([^\s\"]+)")
_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)", re.IGNORECASE)
_MAX_OPEN = 200


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False
    box: str = ""


@dataclass(slots=True)
class Fields:
    """The open fields, outermost first."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether text belongs to an instruction."""
        return any(not one.result for one in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(one.result and one.instruction.strip().upper().startswith("TOC") for one in self._open)

    @property
    def href(self) -> str | None:
        """Where text of the innermost link leads."""
        for one in reversed(self._open):
            if one.result and (link := link_of(one.instruction)):
                return link
        return None

    def instruct(self, text: str) -> None:
        """Text of an instruction."""
        if self._open and not self._open[-1].result:
            self._open[-1].instruction += text[:2000]

    def mark(self, element: XmlElement) -> str:
        """A `fldChar`: begins a field, parts it from its result, or ends it. Gives the box of a form's check box."""
        kind = element.get("fldCharType")
        if kind == "begin":
            if len(self._open) < _MAX_OPEN:
                self._open.append(_Field(box=_check_box(element)))
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            return self._open.pop().box
        return ""


def link_of(instruction: str) -> str | None:
    """The address that a HYPERLINK or REF field leads to: "https://…", or "#bookmark" within the document."""
    found = _LINK.match(instruction)
    if found:
        place = _PLACE.search(instruction)
        target = found[1] or found[2] or ""
        if target.lower().startswith(("javascript:", "file:")):
            return None
        return target or (f"#{place[1]}" if place else None)
    reference = _REFERENCE.match(instruction)
    return f"#{reference[1]}" if reference and "\\h" in instruction else None


def _check_box(element: XmlElement) -> str:
    box = element.find("ffData/checkBox")
    if box is None:
        return ""
    checked = child(box, "checked")
    return "☒" if is_on(checked if checked is not None else child(box, "default")) else "☐"
