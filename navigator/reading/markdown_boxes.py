"""Boxes of documentation sites in Markdown: ":::note In short" up to ":::", and "!!! summary" over text that is set in.

Each gives a `box_open` token (its `info`: the kind, "note"), the title as an inline token where there is one, what the
box holds, and a `box_close` token.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

# ":::note", ":::tip[In short]", "::: warning Read this", ":::{admonition} In short"
_FENCE = re.compile(r"(?P<marks>:{3,})[ \t]*\{?(?P<kind>[A-Za-z][\w-]*)\}?[ \t]*(?P<title>.*)")
_CLOSE = re.compile(r"^ {0,3}(:{3,})[ \t]*$")
# '!!! note "In short"', "??? example", "???+ warning inline"
_MARKED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?:[ \t]+[a-z-]+)*[ \t]*(?P<title>\"[^\"]*\")?[ \t]*"
)
_AROUND = {"[": "]", '"': '"', "{": "}"}
_SET_IN = 4
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_boxes(parser: MarkdownIt, *, after: str) -> None:
    """Teach a parser both forms; `after` names the rule of its blocks that they come behind."""
    parser.block.ruler.after(after, "box", _box, _INTERRUPTS)


def _box(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    at = state.bMarks[line] + state.tShift[line]
    sign = state.src[at : at + 1]
    if sign != ":" and sign != "!" and sign != "?":
        return False
    found = (_FENCE if sign == ":" else _MARKED).fullmatch(state.src, at, state.eMarks[line])
    if found is None:
        return False
    fenced = sign == ":"
    close = _closing(state, line, end, len(found["marks"])) if fenced else _last_set_in(state, line, end)
    if close is None or (not fenced and close == line + 1):
        return False
    if not silent:
        _push(state, line, close, found, indent=0 if fenced else _SET_IN)
        state.line = min(close + fenced, end)
    return True


def _closing(state: StateBlock, line: int, end: int, marks: int) -> int | None:
    """The line with the signs that close a box; all such lines of a text are looked up once."""
    lines: list[tuple[int, int]] | None = state.env.get("box ends")
    if lines is None:
        closers = (
            (place, _CLOSE.match(state.src[begin : state.eMarks[place]]))
            for place, begin in enumerate(state.bMarks[:-1])
        )
        lines = [(place, len(found[1])) for place, found in closers if found is not None]
        state.env["box ends"] = lines
    at = bisect_left(lines, (line + 1, 0))
    return next((place for place, count in lines[at : at + _MOST_INNER] if count >= marks and place < end), None)


_MOST_INNER = 50
"""Inner boxes of the fullest box."""


def _last_set_in(state: StateBlock, line: int, end: int) -> int:
    """The line after the last one that is set in further than the mark of a box."""
    least = state.sCount[line] + _SET_IN
    last = line + 1
    for place in range(line + 1, end):
        if state.isEmpty(place):
            continue
        if state.sCount[place] < least:
            break
        last = place + 1
    return last


def _push(state: StateBlock, line: int, close: int, found: re.Match[str], *, indent: int) -> None:
    title = (found["title"] or "").strip()
    if _AROUND.get(title[:1]) == title[-1:] and len(title) > 1:
        title = title[1:-1].strip()
    opener = state.push("box_open", "", 1)
    opener.info, opener.map = found["kind"], [line, close]
    if title:
        words = state.push("inline", "", 0)
        words.map, words.content, words.children = [line, line + 1], title, []
    outer = state.lineMax, state.parentType, state.blkIndent
    state.lineMax, state.parentType, state.blkIndent = close, "container", state.blkIndent + indent
    state.md.block.tokenize(state, line + 1, close)
    state.lineMax, state.parentType, state.blkIndent = outer
    state.push("box_close", "", -1)
