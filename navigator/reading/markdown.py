"""Markdown -> canonical text, with markdown-it-py (CommonMark, tables, strikethrough; see `markdown_parser`).

Two departures from CommonMark, for agreements saved as Markdown: indented code is switched off (deep indents are
layout), and a numbered list shows the numbers that the text prints (lists one after the other count as one in
CommonMark), or those that a browser would print where all its items are written "1.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from markdown_it.token import Token

from navigator.model.text import BlockKind, CanonicalText, SourceInfo
from navigator.reading.builder import LINE_BREAK, BlockDraft, CellDraft, Inline, TextBuilder
from navigator.reading.markdown_html import apart, words_of_html
from navigator.reading.markdown_parser import make_parser, pieces_of
from navigator.reading.plain import EAST_ASIAN_NUMBER

# --- at the very start, key: value lines, ---   (a static site's metadata)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR_TAG = re.compile(r"<\w+[^<>]*\b(?:id|name)=[\"']([^\"']+)[\"']", re.IGNORECASE)
# A source line that begins an item of its own although Markdown would run it on: "a. …", "(ii) …", "2.1 …"
_ITEM_LINE = re.compile(
    rf"(?:\(?[a-z]{{1,4}}\)|[a-z]\.|\d{{1,2}}(?:\.\d{{1,2}})+(?:\.[a-z])?\.?|[•·–-])\s+\S|{EAST_ASIAN_NUMBER}"
)
# "1.\u00a0Fees", "##\u00a0Fees": editors put a no-break space after the mark of an item or a heading
_HARD_SPACE = re.compile(r"^([ \t]*(?:[-*+][ \t]+)?(?:\d{1,9}[.)]|[-*+]|#{1,6}))\u00a0", re.MULTILINE)

# "> [!NOTE]": a call-out
_CALL_OUT = re.compile(
    r"\[!(?:note|tip|info|important|warning|caution|summary|abstract|tldr|quote)\][-+]?\s*", re.IGNORECASE
)

# ":::summary", "!!! tldr": kinds of boxes that are summaries without a title that says so
_SUMMING_UP = frozenset({"summary", "abstract", "tldr"})
# "import Tabs from '@theme/Tabs';", "export const year = 2025;"
_SCRIPT_LINE = re.compile(
    r"import\s[^'\"]*?\bfrom\s+(?:'[^']*'|\"[^\"]*\");?\s*|import\s+(?:'[^']*'|\"[^\"]*\");?\s*|"
    r"export\s+(?:const|let|default)\s.*"
)
# "[TOC]", "[[_TOC_]]", "{:toc}"
_CONTENTS_MARK = re.compile(r"\[\[?_?toc_?\]?\]|\{:?\s*:?\s*toc\s*\}", re.IGNORECASE)
# "## Fees {#fees}"
_HEADING_ID = re.compile(r"\s*\{#(?P<id>[\w.:-]{1,200})\}$")

_AHEAD = 16
"""How many tokens the mark of an item may take at most, signs with a backslash being tokens of their own."""
_OF_TEXT = frozenset({"paragraph_open", "paragraph_close", "heading_open", "heading_close"})
"""Tokens around an inline token, which is all that is read of them."""


def read_markdown(text: str, source: SourceInfo, language: str) -> CanonicalText:
    """`text` decoded, line ends normalised -> its canonical text. Any text is Markdown: never refuses."""
    builder = TextBuilder()
    title = None
    front = _FRONT_MATTER.match(text)
    if front:
        found = _FRONT_TITLE.search(front.group(1))
        title = _unquoted(found.group(1).strip()) if found else None
        builder.remove(front.group(1), "metadata of the file (YAML front matter)")
        # Kept as blank lines so that line numbers stay those of the file.
        text = "\n" * front.group(0).count("\n") + text[front.end() :]
    if "\u00a0" in text:
        text = _HARD_SPACE.sub(r"\1 ", text)
    _Walker(builder).walk(make_parser().parse(text))
    return builder.finish(source, language=language, title=title)


def _unquoted(value: str) -> str:
    """A value of YAML without the quotation marks around it."""
    quoted = len(value) > 2 and value[0] in "'\"" and value[-1] == value[0]
    return value[1:-1].strip() if quoted else value


@dataclass
class _List:
    """`lazy`: all its items are written "1.", which counts them; otherwise each has the number that the text prints."""

    ordered: bool
    number: int = 1
    delimiter: str = "."
    lazy: bool = False


def _all_alike(tokens: list[Token], opener: int) -> bool:
    """Whether all items of the list that opens at a place are written with one number."""
    level = tokens[opener].level
    written: set[str] = set()
    for place in range(opener + 1, len(tokens)):
        token = tokens[place]
        if token.level <= level:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            written.add(token.info)
            if len(written) > 1:
                return False
    return True


@dataclass
class _Walker:
    """Turns block tokens into drafts; one method for each kind of token."""

    builder: TextBuilder
    lists: list[_List] = field(default_factory=list)
    containers: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    """Boxes that tags of raw HTML have opened."""
    marker: str | None = None
    bullet: bool = False
    anchor: str | None = None

    def walk(self, tokens: list[Token]) -> None:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                end = _closing(tokens, at)
                self._table(tokens[at:end])
                at = end
            elif token.type == "inline":
                self._inline(token, tokens[at - 1])
            elif token.type not in _OF_TEXT:
                self._block(token)
                if token.type == "ordered_list_open":
                    self.lists[-1].lazy = _all_alike(tokens, at)
            at += 1

    def _block(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.lists.append(_List(False))
            case "ordered_list_open":
                start = token.attrGet("start")
                self.lists.append(_List(True, int(start) if start is not None else 1, token.markup))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._item(token)
            case "list_item_close":
                self.marker, self.bullet = None, False
            case "blockquote_open":
                self.containers.append("quote")
            case "box_open":
                self._box(token)
            case "blockquote_close" | "box_close":
                self.containers.pop()
            case "hr":
                self.builder.add(BlockDraft(BlockKind.RULE, line=_line(token)))
            case "fence" | "code_block":
                text = LINE_BREAK.join(token.content.rstrip("\n").split("\n"))
                self.builder.add(BlockDraft(BlockKind.CODE, (Inline(text, code=True),), line=_line(token)))
            case "html_block":
                self._html(token)

    def _box(self, token: Token) -> None:
        """ ":::note In short", "!!! summary": its kind says only how it is drawn, unless that names a summary."""
        self.containers.append("summary" if token.info.lower() in _SUMMING_UP else "box")
        self.builder.remove(token.info, "mark of a call-out")

    def _item(self, token: Token) -> None:
        owner = self.lists[-1]
        if owner.ordered and not owner.lazy and token.info.isdecimal():
            owner.number = int(token.info)  # lists saved from pages one after the other count as one list in Markdown
        self.marker = f"{owner.number}{owner.delimiter}" if owner.ordered else None
        self.bullet = not owner.ordered
        owner.number += 1

    def _inline(self, token: Token, opener: Token) -> None:
        if opener.type != "heading_open":
            reason = _machinery(token.content)
            if reason is not None:
                self.builder.remove(token.content, reason)
                return
        inlines = self._without_mark(_inlines(token))
        anchor, self.anchor = _anchor(token) or self.anchor, None
        if opener.type == "heading_open":
            kind, level = BlockKind.HEADING, int(opener.tag[1:])
            inlines, anchor = self._without_anchor(inlines, anchor)
        elif self.marker is not None or self.bullet:
            kind, level = BlockKind.LIST_ITEM, len(self.lists)
        else:
            kind, level = BlockKind.PARAGRAPH, len(self.lists)
        marker, bullet = self.marker, self.bullet
        self.marker, self.bullet = None, False
        self.builder.add(
            BlockDraft(kind, inlines, marker, bullet, level, self._around(), line=_line(token), anchor=anchor)
        )

    def _around(self) -> tuple[str, ...]:
        return (*self.containers, *self.tags) if self.tags else tuple(self.containers)

    def _without_anchor(self, inlines: tuple[Inline, ...], anchor: str | None) -> tuple[tuple[Inline, ...], str | None]:
        """ "## Fees {#fees}": a heading without the address that links know it by; and that address."""
        named = _HEADING_ID.search(inlines[-1].text) if inlines and inlines[-1].text.endswith("}") else None
        if named is None:
            return inlines, anchor
        self.builder.remove(named["id"], "address of a heading")
        return (*inlines[:-1], replace(inlines[-1], text=inlines[-1].text[: named.start()])), named["id"]

    def _without_mark(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A call-out's text without "[!NOTE]", which says only how its box is drawn."""
        mark = _CALL_OUT.match(inlines[0].text) if inlines and self.containers else None
        if mark is None:
            return inlines
        self.builder.remove(mark.group(), "mark of a call-out")
        first = inlines[0].text[mark.end() :]
        return (replace(inlines[0], text=first), *inlines[1:]) if first else inlines[1:]

    def _table(self, tokens: list[Token]) -> None:
        rows: list[list[CellDraft]] = []
        for place, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                draft = BlockDraft(BlockKind.PARAGRAPH, _inlines(tokens[place + 1]), line=_line(tokens[place + 1]))
                rows[-1].append(CellDraft((draft,), header=token.type == "th_open"))
        self.builder.add_table(rows, containers=self._around(), line=_line(tokens[0]))

    def _html(self, token: Token) -> None:
        """A block of raw HTML: its words as paragraphs; comments and scripts reported as left out."""
        shown, comments = apart(token.content)
        for comment in comments:
            self.builder.remove(comment, "comment in the source, not shown to readers")
        anchor = _ANCHOR_TAG.search(token.content)
        self.anchor = anchor.group(1) if anchor else self.anchor
        paragraphs, hidden = words_of_html(shown, self.tags)
        self.builder.remove(" ".join(hidden), "script or style of the page")
        for paragraph in paragraphs:
            around = (*self.containers, *paragraph.boxes)
            style = "summary title" if paragraph.titles else None
            words = (Inline(paragraph.text),)
            self.builder.add(BlockDraft(BlockKind.PARAGRAPH, words, containers=around, style=style, line=_line(token)))


def _machinery(text: str) -> str | None:
    """Why a paragraph is no part of the text but tells the program that builds a site what to do; None where it is."""
    if text.startswith(("import ", "export ")) and all(map(_SCRIPT_LINE.fullmatch, text.split("\n"))):
        return "script or style of the page"
    if text[:1] in "[{" and _CONTENTS_MARK.fullmatch(text):
        return "mark of a table of contents"
    return None


def _anchor(token: Token) -> str | None:
    """The first id or name that raw HTML gives among the inline children of a token."""
    for child in token.children or ():
        found = _ANCHOR_TAG.match(child.content) if "<" in child.content else None
        if found is not None:
            return found.group(1)
    return None


def _closing(tokens: list[Token], at: int) -> int:
    """Index of the token that closes the one at `at`."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place
    return len(tokens) - 1


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _inlines(token: Token) -> tuple[Inline, ...]:
    """The words of an inline token as styled stretches of text; in most paragraphs they have no style."""
    if token.children:
        return tuple(_styled(token.children))
    pieces = pieces_of(token)
    if pieces is not None:
        return tuple(Inline(text, bold, href=href) for text, bold, href in pieces)
    return (Inline(token.content),) if token.content else ()


def _styled(children: list[Token]) -> Iterator[Inline]:
    bold = italic = strike = 0
    links: list[str] = []
    for place, child in enumerate(children):
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "s_open" | "s_close":
                strike += child.nesting
            case "link_open":
                links.append(str(child.attrGet("href") or ""))
            case "link_close":
                links.pop()
            case "softbreak" if _begins_item(children[place + 1 : place + _AHEAD]):
                yield Inline(LINE_BREAK)
            case _:
                text = child.content if child.type == "text" else _text(child)
                if text:
                    yield Inline(
                        text,
                        bold > 0,
                        italic > 0,
                        False,
                        child.type == "code_inline",
                        strike > 0,
                        links[-1] if links else None,
                    )


def _begins_item(following: list[Token]) -> bool:
    """Whether a line begins with the mark of an item. `following`: the tokens after the line break before it."""
    line = takewhile(lambda child: child.type not in ("softbreak", "hardbreak"), following)
    text = "".join(_text(child) for child in line)
    return _ITEM_LINE.match(text) is not None


def _text(token: Token) -> str:
    match token.type:
        case "text" | "text_special" | "code_inline":
            return token.content
        case "softbreak":
            return " "
        case "hardbreak":
            return LINE_BREAK
        case "image":
            return token.content
        case "html_inline" if _BREAK_TAG.match(token.content):
            return LINE_BREAK
    return ""
