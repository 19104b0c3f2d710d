"""Numbers of list items as a browser would print them: start, type, reversed, value, and the page's own counters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from navigator.reading.archives import XmlElement
from navigator.reading.html_style import StyleSheet, content_pieces
from navigator.reading.numerals import web_number

# An item that brings its own number: "1.1 Fees", "(a) …", "IV. …"; its list then prints none.
_OWN_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?|§)[\s\xa0]")
_BULLETS = frozenset({"disc", "circle", "square", "disclosure-open", "disclosure-closed"})
_ESCAPE = re.compile(r"\\0*([0-9a-fA-F]{1,6}) ?")  # "\2022"
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})\s*$")


@dataclass(slots=True)
class ListState:
    """One open list. `form` is its list style; `plain` prints nothing; `name` is the class that its counters go by."""

    ordered: bool
    form: str
    number: int
    step: int = 1
    plain: bool = False
    name: str | None = None


def start_list(element: XmlElement, tag: str, declared: dict[str, str], sheet: StyleSheet) -> ListState:
    """The state of a list that opens; its number is that of the first item."""
    ordered = tag == "ol"
    form = _form(declared) or element.get("type") or ("decimal" if ordered else "disc")
    name = next((c for c in (element.get("class") or "").split() if c in sheet.markers), None)
    items = element.findall("li")
    step = -1 if ordered and element.get("reversed") is not None else 1
    start = _whole(element.get("start"))
    if start is None:
        start = len(items) if step < 0 else 1
    own = ordered and bool(items) and all(_OWN_NUMBER.match("".join(item.itertext())) for item in items)
    return ListState(ordered, form, start, step, plain=own or (form == "none" and name is None), name=name)


def marker_of(
    element: XmlElement, lists: list[ListState], declared: dict[str, str], sheet: StyleSheet, counters: dict[str, int]
) -> tuple[str | None, bool]:
    """The printed marker of the next item of the innermost list, and whether it has only a bullet."""
    state = lists[-1]
    value = _whole(element.get("value")) if state.ordered else None
    if value is not None:
        state.number = value
    number = state.number
    state.number += state.step
    if state.name is not None:
        counters[state.name] = number
        return _printed(sheet.markers[state.name], counters, state)
    form = _form(declared) or element.get("type") or state.form
    if state.plain and not _form(declared):
        return None, False
    if form in _BULLETS or not (state.ordered or form not in _BULLETS):
        return None, True
    if form == "none":
        return None, False
    if sheet.dotted and state.ordered:
        above = [str(outer.number - outer.step) for outer in lists[:-1] if outer.ordered]
        return ".".join([*above, str(number)]) + ("." if not above else ""), False
    return web_number(number, form) + ".", False


def _printed(content: str, counters: dict[str, int], state: ListState) -> tuple[str | None, bool]:
    """The `content` of a list's items with its counters filled in; what holds no counter is a bullet."""
    found = ""
    for form, value in content_pieces(content):
        if form == "text":
            found += _ESCAPE.sub(_escaped, value)
        else:
            found += web_number(counters.get(value.replace("lst-ctn-", "lst-"), state.number - state.step), form)
    found = found.strip()
    return (found, False) if any(c.isalnum() for c in found) else (None, True)


def _escaped(found: re.Match[str]) -> str:
    """The character of an escape in a style sheet; half of a surrogate pair is none (CSS Syntax 3, 4.3.7)."""
    code = int(found[1], 16)
    return "\ufffd" if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def _form(declared: dict[str, str]) -> str | None:
    """The list style that an element declares, by whichever property."""
    if "list-style-type" in declared:
        return declared["list-style-type"].strip("\"'")
    for word in declared.get("list-style", "").split():
        if word not in ("inside", "outside") and not word.startswith("url"):
            return word
    return None


def _whole(value: str | None) -> int | None:
    found = _WHOLE.match(value or "")
    return int(found[1]) if found else None
