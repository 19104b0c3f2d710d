"""RTF -> canonical text. Writers of RTF print list numbers beside their codes, so that none need be counted.

The reader is ours: the kept libraries give plain text only, without bold, headings or tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from navigator.model.catalogue import BadInput
from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading.builder import Inline, TextBuilder
from navigator.reading.docx_fields import link_of
from navigator.reading.language import settle_language
from navigator.reading.office import Number, Paragraph, Part, paragraphs, to_items
from navigator.reading.rtf_state import PARD, PLAIN, SWITCHES, VALUES, State
from navigator.reading.rtf_story import Story
from navigator.reading.rtf_tokens import (
    CHARACTERS,
    CHARSETS,
    PASSED,
    SYMBOL_CHARSET,
    SYMBOLS,
    Kind,
    Token,
    encoding,
    tokens,
)
from navigator.reading.symbols import SYMBOL_FONT
from navigator.reading.tables import add_items

_MAX_DEPTH = 500
"""Groups nested deeper than this share one state; real files reach about 20."""
_MAX_STORIES = 8
"""How deep texts apart nest: a note in a text box in a table of the body is 3."""
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*([1-9])\b", re.IGNORECASE)
_STORIES = {
    "footnote": "footnote", "annotation": "comment in the margin", "shptxt": "textbox", "dptxbxtext": "textbox",
    "header": "running head", "headerl": "running head", "headerr": "running head", "headerf": "running head",
    "footer": "running foot", "footerl": "running foot", "footerr": "running foot", "footerf": "running foot",
}  # fmt: skip
_KEPT = frozenset({"footnote", "textbox"})
_NAMED = frozenset({"fonttbl", "stylesheet", "fldinst", "listtext", "pntext", "bkmkstart"})
"""Destinations whose text is collected for a use of its own."""
_THROUGH = frozenset({"shp", "shpgrp", "ud", "object", "result", "do", "nesttableprops"})
"""Destinations whose text is text of the document like any other."""
_PAGES = {"ansicpg": 0, "mac": 10000, "pc": 437, "pca": 850}


def read_rtf(data: bytes, source: SourceInfo) -> CanonicalText:
    """The bytes of an RTF file -> its canonical text. What follows a cut is lost, what stands before it is read."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise BadInput(f"{source.name}: is no RTF file; give it the ending of its real format and add it again")
    builder = TextBuilder()
    reader = _Reader(builder)
    parts = reader.read(data)
    add_items(builder, to_items(parts))
    if reader.changes:
        builder.note(f"tracked changes are shown as accepted ({reader.changes} deletions left out)")
    found = builder.finish(source)
    return replace(found, language=settle_language(None, found.text))


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of one file."""

    builder: TextBuilder
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    overflow: int = 0
    stories: list[Story] = field(default_factory=lambda: [Story()])
    encoding: str = "cp1252"
    fonts: dict[int, int] = field(default_factory=dict)
    styles: dict[int, tuple[str, int]] = field(default_factory=dict)
    collected: dict[str, str] = field(default_factory=dict)
    links: list[str | None] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    skip: int = 0
    starred: bool = False
    opened: bool = False
    notes: int = 0
    changes: int = 0

    def read(self, data: bytes) -> list[Part]:
        for token in tokens(data):
            self._token(token)
        self._decode()
        while len(self.stories) > 1:
            self._end_story(self.stories[-1].kind)
        return self.stories[0].finish()

    def _token(self, token: Token) -> None:
        if token.kind in (Kind.BYTES, Kind.HEX):
            self._bytes(token)
            return
        if self.skip and token.kind is Kind.SYMBOL:
            self.skip -= 1
            return
        self._decode()
        match token.kind:
            case Kind.OPEN:
                self._open()
            case Kind.CLOSE:
                self._close()
            case Kind.SYMBOL if token.name == "*":
                self.starred = True
                return
            case Kind.SYMBOL if token.name in "\r\n":
                self._end_paragraph()
            case Kind.SYMBOL:
                self._text(SYMBOLS.get(token.name, ""))
            case Kind.WORD:
                self._word(token.name, token.number)
        self.starred = False

    # --- groups -------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        self.skip = 0
        if len(self.stack) >= _MAX_DEPTH:
            self.overflow += 1
            return
        self.stack.append(self.state)
        self.state = replace(self.state, story=None)

    def _close(self) -> None:
        self.skip = 0
        if self.overflow:
            self.overflow -= 1
            return
        if not self.stack:
            return
        done, self.state = self.state, self.stack.pop()
        if done.story is not None:
            self._end_story(done.story)
        elif done.target != self.state.target and done.target in _NAMED:
            self._use(done.target, self.collected.pop(done.target, ""))

    def _destination(self, name: str) -> bool:
        """Enter a destination; False where the word is none."""
        state = self.state
        if name in _STORIES:
            if state.target == "body" and len(self.stories) < _MAX_STORIES:
                state.story = _STORIES[name]
                self._begin_story(_STORIES[name])
        elif name in _NAMED:
            if state.target == "body":
                state.target = name
        elif name == "field":
            self.links = [*self.links[-20:], None]
        elif name == "fldrslt":
            state.href = (self.links[-1] if self.links else None) or state.href
        elif name == "shpinst":
            state.target = "shape" if state.target == "body" else state.target
        elif name in PASSED or (self.starred and name not in _THROUGH):
            state.target = "passed"
        else:
            return name in _THROUGH
        return True

    def _use(self, target: str, text: str) -> None:
        """What was collected in a destination, at its end."""
        match target:
            case "fldinst":
                link = link_of(text)
                if self.links:
                    self.links[-1] = link
                if text.strip().upper().startswith("TOC"):
                    self.state.contents = True
            case "listtext" | "pntext":
                mark = " ".join(text.split())
                bullet = not any(c.isalnum() for c in mark)
                if mark and self.state.target == "body":
                    self.stories[-1].printed = "" if bullet else mark
            case "bkmkstart":
                self.stories[-1].anchor = self.stories[-1].anchor or text.strip() or None

    # --- stories: the body, and texts apart from it -------------------------------------------------------------------

    def _begin_story(self, kind: str) -> None:
        if kind == "footnote":
            self.notes += 1
            self._text(f"[{self.notes}]")
        outer = self.stories[-1].containers
        story = Story(kind, outer if kind in outer else (*outer, kind))
        if kind == "footnote":
            story.number = Number(f"[{self.notes}]", "footnotes", 0, worded=True)
        self.stories.append(story)
        for name, value in (*PARD.items(), *PLAIN.items()):
            setattr(self.state, name, value)

    def _end_story(self, kind: str) -> None:
        if len(self.stories) == 1:
            return
        story = self.stories.pop()
        parts = story.finish()
        if kind in _KEPT:
            self.stories[-1].asides.extend(parts)
        else:
            self.builder.remove(" ".join(p.text for p in paragraphs(parts)), kind)

    # --- words --------------------------------------------------------------------------------------------------------

    def _word(self, name: str, number: int | None) -> None:
        if self.skip and name in CHARACTERS:
            self.skip -= 1
        elif self.state.target == "shape":
            self._shape(name)
        elif self._destination(name):
            pass
        elif name in CHARACTERS:
            self._text(CHARACTERS[name])
        elif name == "u":
            self._unicode(number or 0)
        elif name in ("uc", "f", "fcharset", *_PAGES):
            self._characters(name, number)
        elif self.state.target in ("body", "stylesheet"):
            self._format(name, number, number is None or number != 0)
            self._structure(name)

    def _shape(self, name: str) -> None:
        """In a drawing only the words of its text box count."""
        if name == "shptxt":
            self.state.target = "body"
            self._destination(name)
        elif name in PASSED:
            self.state.target = "passed"

    def _characters(self, name: str, number: int | None) -> None:
        """Words that say how bytes are to be read."""
        match name:
            case "uc":
                self.state.fallback = max(0, min(10, number if number is not None else 1))
            case "f":
                self.state.font = number or 0
            case "fcharset":
                if self.state.target == "fonttbl":
                    self.fonts[self.state.font] = number or 0
            case _:
                self.encoding = encoding(_PAGES[name] or number or 1252)

    def _format(self, name: str, number: int | None, on: bool) -> None:
        """Words that set how text and paragraphs look."""
        state = self.state
        if name in SWITCHES:
            setattr(state, SWITCHES[name], on)
        elif name in VALUES:
            field_name, value = VALUES[name](number or 0)
            setattr(state, field_name, value)
        elif name in ("plain", "pard"):
            for key, default in (PLAIN if name == "plain" else PARD).items():
                setattr(state, key, default)
        elif name.startswith("ul") and name != "ulc":
            state.underline = on and name != "ulnone"

    def _structure(self, name: str) -> None:
        """Words that end paragraphs, cells and rows."""
        if self.state.target != "body":
            return
        match name:
            case "par" | "sect":
                self._end_paragraph()
            case "nestcell":
                self._end_paragraph()
            case "cell":
                self._end_paragraph(in_cell=True)
                self.stories[-1].end_cell()
            case "row":
                self.stories[-1].end_row()
            case "trowd":
                self.stories[-1].begin_row()
            case "trhdr" | "clmrg" | "clvmrg" | "cellx":
                self.stories[-1].define(name)

    def _end_paragraph(self, *, in_cell: bool = False) -> None:
        if self.state.target != "body":
            return
        state, story = self.state, self.stories[-1]
        name, outline = self.styles.get(state.style, ("", 0))
        heading = _HEADING.match(name)
        level = state.outline or outline or (int(heading[1]) if heading else 0)
        if story.printed is not None:
            story.number = _number(story.printed, state)
        in_contents = state.contents or story.in_contents or name.lower().startswith("toc")
        story.end_paragraph(
            Paragraph(
                [],
                name or None,
                level if level <= 9 else 0,
                "heading" in name.lower() and not level,
                name.lower() in ("title", "titel", "titre"),
                None,
                "center" if state.align == "center" else None,
                state.left,
                None,
                (*story.containers, "toc") if in_contents else story.containers,
                rule=state.ruled,
            ),
            state.in_table or in_cell,
        )

    # --- text ---------------------------------------------------------------------------------------------------------

    def _bytes(self, token: Token) -> None:
        data = token.data
        if self.skip:
            cut = min(self.skip, len(data))
            self.skip -= cut
            data = data[cut:]
        self.pending += data

    def _decode(self) -> None:
        if not self.pending:
            return
        data, charset = bytes(self.pending), self.fonts.get(self.state.font, 1)
        self.pending.clear()
        if charset == SYMBOL_CHARSET:
            text = "".join(SYMBOL_FONT.get(byte, chr(byte) if byte < 0x80 else "•") for byte in data)
        else:
            text = data.decode(CHARSETS.get(charset, self.encoding), "replace")
        self._text(text)

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        if code >= 0xF000 and code < 0xF100:
            self._text(SYMBOL_FONT.get(code & 0xFF, "•"))
        elif code:
            self._text(chr(code))
        self.skip = self.state.fallback

    def _text(self, text: str) -> None:
        state = self.state
        if not text or state.target in ("passed", "shape"):
            return
        if state.target == "stylesheet":
            self._style_name(text)
        elif state.target in _NAMED:
            if len(self.collected.get(state.target, "")) < 4000:
                self.collected[state.target] = self.collected.get(state.target, "") + text
        elif state.deleted or state.hidden:
            self.changes += state.deleted
            self.builder.remove(text, "deleted in tracked changes" if state.deleted else "hidden text")
        else:
            self.stories[-1].in_contents |= state.contents
            look = Inline("", state.bold, state.italic, state.underline, False, state.strike, state.href)
            self.stories[-1].add(text, look, state.size)

    def _style_name(self, text: str) -> None:
        """Names in the style sheet end at a semicolon: "{\\s1 … heading 1;}" """
        name = self.collected.get("style", "") + text
        if ";" in name:
            self.styles[self.state.style] = (" ".join(name.split(";")[0].split()), self.state.outline)
            self.collected["style"] = ""
        else:
            self.collected["style"] = name[-200:]


def _number(printed: str, state: State) -> Number:
    """The number that a list prints before a paragraph, "" for a bullet. Its place in the list holds at the end of the
    paragraph: Word prints the number before the codes that say it."""
    dotted = re.search(r"\w\.\w", printed) is not None
    worded = sum(c.isalpha() for c in printed) > 5
    return Number(printed or None, f"list {state.series}", state.depth, not printed, dotted, worded, state.left)
