"""markdown-it-py set up for agreements: CommonMark with tables and strikethrough, without indented code (deep indents
are layout).

Most paragraphs of an agreement are one line of plain words, and most of its links are plain words with a plain
address; trying every rule on them is most of the cost. So rules of our own take these first, and make no tokens that
nothing reads. What is read of the tokens comes out as it would without them: a test holds it to that.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, hr, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from navigator.reading.markdown_boxes import add_boxes

_MAX_NESTING = 60
_DEEPEST = _MAX_NESTING - 2
"""From here on lists and quotations are read as they are printed: the library leaves out what is nested deeper."""
# "Fees …", "“Fees” …", "(the fees …", "**Fees** …"
_LETTER_FIRST = re.compile(r"(?:[“‘\"'(«]|\*\*)?[^\W\d_]")
# How the second line of a table begins; a heading may be underlined so too
_DELIMITER = frozenset("|-:=")
# What begins or ends something inside a line, by the inline rules that are switched on
_SPECIAL = re.compile(r"[\n\\`*_~!\[\]<&]")
# [our prices](https://example.com/prices#top), [Fees](#fees), [us](mailto:us@example.com): neither part has a sign that
# needs a closer look
_PLAIN_LINK = re.compile(
    r"\[(?P<words>[^\n\\`*_~!\[\]<&]+)\]\((?P<href>(?=[h#m])(?:mailto:[A-Za-z0-9._-]+@[A-Za-z0-9.-]+|"
    r"(?:https?://[a-z0-9][a-z0-9.-]*/(?:[A-Za-z0-9/._=-]|%[0-9A-F]{2})*(?:\?[A-Za-z0-9._=&-]+)?)?(?:#[A-Za-z0-9._-]+)?))\)"
)
# Words with nothing in them but signs that say themselves: "3\. Fees", "Terms & Conditions", "user_id"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_WORDS = (
    rf"(?:[^\n\\`*_~!\[\]<&]++|{_ESCAPED.pattern.replace('(', '(?:')}|&(?!#?\w+;)|!(?!\[)|(?<=[^\W_])_(?=[^\W_]))++"
)
_PLAIN = re.compile(_WORDS)
# "**Fees.** We …", "(“**Fees**”)": bold words whose marks can only open before them and only close after them, by what
# stands on both sides of each mark; then the first and last sign are letters, or white space is beside the marks
_STRONG = re.compile(
    rf"(?<![^\s(“‘\"'/–—-])\*\*(?P<words>(?=\w|(?<!\S\*\*)\S){_WORDS})(?<!\s)\*\*"
    r"(?:(?<=\w\*\*)(?![^\s.,;:)”’\"'/–—-])|(?!\S))"
)

Piece = tuple[str, bool, str | None]
"""Words, whether they are bold, and what they link to."""


def make_parser() -> MarkdownIt:
    """A parser of its own for each text: threads share none."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    parser.disable("code")
    parser.block.ruler.before("table", "first_sign", _first_sign)
    add_boxes(parser, after="first_sign")
    parser.inline.ruler.before("link", "plain_link", _plain_link)
    parser.core.ruler.at("inline", _inline)
    # What reads the tokens takes line ends as `decode` leaves them, and joins neighbours of one style itself.
    parser.core.ruler.disable(["normalize", "text_join"])
    parser.inline.ruler2.disable("fragments_join")
    parser.inline.terminator_re = _SPECIAL
    return parser


def _first_sign(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The rules that the first sign of a line leaves possible, where the line after it has no say: a letter begins a
    paragraph, "*" a list or a rule, "#" a heading. All other lines go through every rule in turn."""
    if state.level >= _DEEPEST:
        return _as_printed(state, line, end)
    at = state.bMarks[line] + state.tShift[line]
    sign = state.src[at]
    alone = line + 1 >= state.lineMax or state.isEmpty(line + 1)
    if alone and _LETTER_FIRST.match(state.src, at):
        state.line = line + 1
        prose = state.push("inline", "", 0)
        prose.map, prose.content, prose.children = [line, line + 1], state.src[at : state.eMarks[line]].strip(), []
        return True
    if not alone and state.src[state.bMarks[line + 1] + state.tShift[line + 1]] in _DELIMITER:
        return False
    if sign == "#":
        return heading(state, line, end, silent)
    if sign == "*" or sign == "-":
        return hr(state, line, end, silent) or list_block(state, line, end, silent)
    return sign.isdigit() and list_block(state, line, end, silent)


def _as_printed(state: StateBlock, line: int, end: int) -> bool:
    """All that a construct still holds, as one paragraph."""
    last = line + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    state.line = last
    token = state.push("inline", "", 0)
    token.map, token.content, token.children = [line, last], state.getLines(line, last, 0, False).strip(), []
    return True


def _inline(state: StateCore) -> None:
    """The inline rules, for texts that hold any of their signs. All others are one stretch of text and get no
    children; nor do texts with nothing but plain links and bold words, which are kept as `pieces_of` gives them."""
    for token in state.tokens:
        if token.type == "inline" and _SPECIAL.search(token.content):
            pieces = _pieces(token.content)
            if pieces:
                token.meta[_PIECES] = pieces
            else:
                token.children = []
                state.md.inline.parse(token.content, state.md, state.env, token.children)


_PIECES = "pieces"


def pieces_of(token: Token) -> list[Piece] | None:
    """The stretches of an inline token that has no children although not all of its words are plain; else None."""
    pieces: list[Piece] | None = token.meta.get(_PIECES)
    return pieces


def _pieces(text: str) -> list[Piece]:
    """A text as plain words, bold words and links to plain addresses; nothing where it holds anything else."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        sign = text[at]
        match = (_STRONG if sign == "*" else _PLAIN_LINK if sign == "[" else _PLAIN).match(text, at)
        if match is None:
            return []
        words = match["words"] if sign in "*[" else match.group()
        words = _ESCAPED.sub(r"\1", words) if "\\" in words else words
        found.append((words, sign == "*", match["href"] if sign == "[" else None))
        at = match.end()
    return found


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
