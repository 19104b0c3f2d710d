"""Markdown (CommonMark with the tables of GitHub's): words are escaped wherever they could act as markup.

Anchors, and emphasis that stands inside a word, are written as HTML, which CommonMark lets through: its own marks would
not be read there (specification 0.31, section 6.2, on flanking).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from navigator.export.front import manuscript
from navigator.export.manuscript import (
    CONTENTS,
    EVIDENCE,
    NOT_APPLYING,
    NOT_BINDING,
    PRODUCT,
    Entry,
    Group,
    Inline,
    Line,
    Manuscript,
    Matter,
    Paragraph,
    Row,
    Table,
    struck,
)
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability

_DEEPEST = 6
_MARKS = re.compile(r"[\\`*_\[\]<>&~|$^]")  # "$" and "^" are mathematics and notes to some readers
# At the beginning of a line: "# Heading", "- item", "+ item", "1. item", "2) item", "=== " below a heading.
_OPENS = re.compile(r"(?P<sign>[#+=-])|(?P<number>\d{1,9})(?P<stop>[.)])")
_BULLET = "•"


def write_markdown(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The chosen provisions as Markdown (UTF-8). The same request gives the same bytes.

    `applicability` None or for an empty profile: the agreement as published. BadInput where a provision is unknown.
    """
    return markdown_bytes(manuscript(analysis, applicability, request))


def markdown_bytes(made: Manuscript) -> bytes:
    """A manuscript as Markdown (UTF-8)."""
    blocks = _document(made)
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _document(made: Manuscript) -> Iterator[str]:
    yield f"# {_escaped(made.title)}"
    yield f"*{_escaped(made.kind)}*"
    yield _facts(made.facts)
    if made.answers:
        yield f"## What applies to {_escaped(made.audience)}"
        yield _facts(made.answers)
    yield _contents(made)
    yield "---"
    yield from _text(made)
    yield "---"
    yield f"## {EVIDENCE}"
    yield _facts(made.evidence)
    yield f"Exported from {PRODUCT}"


def _text(made: Manuscript) -> Iterator[str]:
    """The provisions with what is appended to them, then those of each agreement under its title."""
    yield from _groups(made.groups)
    for appendix in made.appendices:
        yield f'<a id="{appendix.id}"></a>'
        yield f"{'#' * (made.top + 1)} {_escaped(appendix.title)}"
        yield _opened(_escaped(appendix.note))
        yield from _groups(appendix.groups)
        yield from _matter(appendix.matter)
    for part in made.parts:
        yield f'## <a id="{part.id}"></a>{_escaped(part.title)}'
        yield _facts(part.facts)
        if part.answers:
            yield f"**What applies to {_escaped(part.audience)}**"
            yield _facts(part.answers)
        yield from _text(part)


def _facts(rows: Iterable[Row]) -> str:
    return "\n".join(f"- **{_escaped(row.label)}:** {_line(row.value)}" for row in rows)


def _contents(made: Manuscript) -> str:
    rows = [f"{'  ' * (row.level - 1)}- [{_escaped(row.label)}](#{row.id})" for row in made.contents]
    return f"## {CONTENTS}\n\n" + "\n".join(rows) if len(rows) > 1 else ""


# --- Provisions ---


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        if group.summary:
            said = [f"**{NOT_BINDING}**", *_matter(group.summary)]
            if group.stale:
                said.append(f"*{_escaped(group.stale)}*")
            yield _quoted(said)
        for entry in group.entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    anchor = f'<a id="{escape(entry.id)}"></a>'
    number = _escaped(entry.number or "")
    lead = ""
    if entry.level and entry.heading:
        heading = " ".join(part for part in (number, _line(entry.heading).replace("\\\n", " ")) if part)
        # A "#" at the end of a heading would be taken for its close.
        heading = re.sub(r"(?=#+$)", r"\\", heading, count=1)
        yield f"{'#' * min(entry.level + 1, _DEEPEST)} {anchor}{heading}"
    else:
        number = f"**{number}**" if number and not entry.item else number
        lead = anchor + " ".join(part for part in (number, _line(entry.heading)) if part)
    if entry.note:
        yield _quoted([f"*{_line(entry.note)}*"])
    yield from _matter(entry.matter, lead)
    if entry.published:
        yield _quoted([f"**{NOT_APPLYING}**", *_matter(struck(entry.published))])
    for remark in entry.remarks:
        yield _quoted([f"**{_escaped(remark.label)}**", *_matter(remark.matter)])


def _quoted(blocks: Iterable[str]) -> str:
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


# --- Words ---


def _matter(matter: Sequence[Matter], lead: str = "") -> Iterator[str]:
    """One string for each block; `lead` is markup that opens the first paragraph."""
    if lead and not (matter and isinstance(matter[0], Paragraph) and matter[0].marker is None):
        yield lead
        lead = ""
    held: list[str] = []
    open_depths: list[int] = []
    for part in matter:
        if isinstance(part, Paragraph) and part.marker == _BULLET:
            while open_depths and open_depths[-1] >= part.depth:
                open_depths.pop()
            # Only below another bullet may a line be indented: elsewhere four spaces would make it code.
            indent = "  " * len(open_depths)
            open_depths.append(part.depth)
            held.append(indent + "- " + _opened(_line(part.line)).replace("\n", f"\n{indent}  "))
            continue
        if held:
            yield "\n".join(held)
            held, open_depths = [], []
        if isinstance(part, Table):
            yield _table(part)
            continue
        words = (lead, _escaped(part.marker or ""), _line(part.line))
        yield _opened(" ".join(word for word in words if word))
        lead = ""
    if held:
        yield "\n".join(held)


def _table(table: Table) -> str:
    """Cells that cover several places stand at the first of them; the others are empty."""
    width = max(cell.column + cell.columns for cell in table.cells)
    height = max(cell.row + cell.rows for cell in table.cells)
    rows = [[""] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = "<br>".join(_in_cell(part) for part in cell.paragraphs)
    heads = rows[: table.heads][:1]
    lines = heads or [[" "] * width]
    made = [*lines, ["---"] * width, *rows[len(heads) :]]
    return "\n".join("| " + " | ".join(row) + " |" for row in made)


def _in_cell(paragraph: Paragraph) -> str:
    words = (_escaped(paragraph.marker or ""), _line(paragraph.line))
    return " ".join(word for word in words if word).replace("\\\n", "<br>")


def _line(line: Line) -> str:
    """Inlines as markup. A break in a line of the source is CommonMark's hard break."""
    parts = []
    for place, part in enumerate(line):
        before = line[place - 1].text[-1:] if place else ""
        after = line[place + 1].text[:1] if place + 1 < len(line) else ""
        parts.append(_inline(part, before, after))
    return "".join(parts).replace("\u2028", "\\\n")


def _inline(part: Inline, before: str, after: str) -> str:
    words = _escaped(part.text)
    inner = words.strip(" \u2028")
    if not inner:
        return words
    lead, tail = words[: words.index(inner[0])], words[len(words.rstrip(" \u2028")) :]
    stands_alone = (not before or before.isspace() or bool(lead)) and (not after or after.isspace() or bool(tail))
    plain_ends = part.text.strip()[:1].isalnum() and part.text.strip()[-1:].isalnum() and "\u2028" not in inner
    for given, mark, tag in (
        (part.strike, "", "del"),
        (part.underline, "", "u"),
        (part.code, "", "code"),
        (part.italic, "*", "em"),
        (part.bold, "**", "strong"),
    ):
        if given:
            marked = mark and stands_alone and plain_ends and not (part.strike or part.underline or part.code)
            inner = f"{mark}{inner}{mark}" if marked else f"<{tag}>{inner}</{tag}>"
    if part.to is not None:
        inner = f"[{inner}](#{part.to})"
    elif part.url is not None:
        address = re.sub(r"[\\<>]", r"\\\g<0>", part.url)
        inner = f"[{inner}](<{address}>)"
    return lead + inner + tail


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


def _opened(line: str) -> str:
    """A block's markup whose first words would otherwise open a heading or a list; so too after a hard break."""
    return "\n".join(_OPENS.sub(_opening, part, count=1) if _OPENS.match(part) else part for part in line.split("\n"))


def _opening(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['stop']}"
