"""Raw HTML inside Markdown: its words by paragraph, and the boxes that its tags open and close around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

# <p class="note">, </div>, <!DOCTYPE html>, and a script with all that is in it
_TAG = re.compile(
    r"<(?P<raw>script|style)\b[^<>]*+>(?P<script>.*?)(?:</(?P=raw)\s*>|\Z)|"
    r"<(?P<close>/?)(?P<name>[a-z][\w:-]*+)[^<>]*+>|<[!?][^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
_HTML_BLOCKS = frozenset(
    "p div li tr table ul ol h1 h2 h3 h4 h5 h6 section details summary blockquote aside center br".split()
)
_BOXES = {"details": "details", "aside": "box", "blockquote": "quote"}
_MOST_OPEN = 20
"""Boxes inside boxes; a text with more of them has left them open."""


@dataclass(slots=True)
class Shown:
    """A paragraph of raw HTML: its words, the boxes around it, and whether it is the title of a `<details>`."""

    text: str
    boxes: tuple[str, ...] = ()
    titles: bool = False


def apart(html: str) -> tuple[str, list[str]]:
    """What raw HTML shows, and its comments; one that is never closed reaches to the end, as browsers have it."""
    shown, comments = [], []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        end = html.find("-->", start + 4)
        shown.append(html[at:start])
        comments.append(html[start + 4 : end if end >= 0 else len(html)])
        at = end + 3 if end >= 0 else len(html)
    return "".join(shown) + html[at:], comments


def words_of_html(html: str, boxes: list[str]) -> tuple[list[Shown], list[str]]:
    """The words that raw HTML shows, by paragraph, and those of its scripts and styles. A tag that is never closed is
    shown as it stands. `boxes`: those open before it; those open after it are left there."""
    found: list[Shown] = []
    parts: list[str] = []
    hidden: list[str] = []
    titles = False

    def end_paragraph() -> None:
        text = " ".join(unescape("".join(parts)).split())
        if text:
            found.append(Shown(text, tuple(boxes), titles))
        parts.clear()

    at = 0
    for tag in _TAG.finditer(html):
        parts.append(html[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if tag["script"] is not None:
            hidden.append(tag["script"])
        elif name in _HTML_BLOCKS:
            end_paragraph()
            titles = name == "summary" and not tag["close"]
            box = _BOXES.get(name)
            if box and not tag["close"] and len(boxes) < _MOST_OPEN:
                boxes.append(box)
            elif box in boxes and tag["close"]:
                del boxes[len(boxes) - 1 - boxes[::-1].index(box) :]
    parts.append(html[at:])
    end_paragraph()
    return found, hidden
