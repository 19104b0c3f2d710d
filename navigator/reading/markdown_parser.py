"""markdown-it-py set up for agreements: CommonMark with tables and strikethrough, without indented code (deep indents
are layout).

Most paragraphs of an agreement are one line of plain words, and most of its links are plain words with a plain
address; trying every rule on them is most of the cost. So rules of our own take these first. The tokens come out as
they would without them: a test holds them to it.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_MAX_NESTING = 60
# "Fees …", "“Fees” …", "(the fees …", "**Fees** …"
_LETTER_FIRST = re.compile(r"(?:[“‘\"'(«]|\*\*)?[^\W\d_]")
# What begins or ends something inside a line, by the inline rules that are switched on
_SPECIAL = re.compile(r"[\n\\`*_~!\[\]<&]")
# [our prices](https://example.com/prices#top), [Fees](#fees): neither part has a sign that needs a closer look
_PLAIN_LINK = re.compile(
    r"\[(?P<words>[^\n\\`*_~!\[\]<&]+)\]\("
    r"(?P<href>(?=[h#])(?:https?://[a-z0-9][a-z0-9.-]*/[A-Za-z0-9/._=-]*(?:\?[A-Za-z0-9._=-]+)?)?(?:#[A-Za-z0-9._-]+)?)\)"
)


def make_parser() -> MarkdownIt:
    """A parser of its own for each text: threads share none."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    parser.disable("code")
    parser.block.ruler.before("table", "prose", _prose)
    parser.inline.ruler.before("link", "plain_link", _plain_link)
    parser.core.ruler.at("inline", _inline)
    parser.inline.terminator_re = _SPECIAL
    return parser


def _prose(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line that begins with a letter and stands between blank lines can only be a paragraph: every other construct
    begins with a sign or a digit, or needs the line after it."""
    if silent or not _LETTER_FIRST.match(state.src, state.bMarks[line] + state.tShift[line]):
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


def _plain_link(state: StateInline, silent: bool) -> bool:
    """A link of plain words to a plain address on the web, as the rule for links would have it."""
    found = _PLAIN_LINK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": found["href"]}
        state.append_pending(found["words"])
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
