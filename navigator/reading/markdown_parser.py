"""markdown-it-py set up for agreements: CommonMark with tables and strikethrough, without indented code (deep indents
are layout).

Most paragraphs of an agreement are one line of plain words, and trying every rule on them is most of the cost. So two
rules of our own look first whether any other rule could match at all; the tokens come out the same without them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_MAX_NESTING = 60
# What begins or ends something inside a line, by the inline rules that are switched on
_SPECIAL = re.compile(r"[\n\\`*_~!\[\]<&]")


def make_parser() -> MarkdownIt:
    """A parser of its own for each text: threads share none."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    parser.disable("code")
    parser.block.ruler.before("table", "prose", _prose)
    parser.core.ruler.at("inline", _inline)
    parser.inline.terminator_re = _SPECIAL
    return parser


def _prose(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line that begins with a letter and stands between blank lines can only be a paragraph: every other construct
    begins with a sign or a digit, or needs the line after it."""
    if silent or not state.src[state.bMarks[line] + state.tShift[line]].isalpha():
        return False
    if line + 1 < state.lineMax and not state.isEmpty(line + 1):
        return False
    return paragraph(state, line, end, silent)


def _inline(state: StateCore) -> None:
    """The inline rules, for texts that hold any of their signs; all others are one stretch of text."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if _SPECIAL.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children.append(Token("text", "", 0, content=token.content))
