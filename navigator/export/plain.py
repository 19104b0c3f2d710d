"""Plain text: readable anywhere, in lines of at most 80 columns, with a mark at every line that does not bind."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from navigator.export.front import manuscript
from navigator.export.manuscript import (
    EVIDENCE,
    NOT_APPLYING,
    NOT_BINDING,
    PRODUCT,
    Entry,
    Group,
    Line,
    Manuscript,
    Matter,
    Row,
    Table,
)
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability

_WIDTH = 80
_LABELS = 22
_SUMMARY = "  | "
_STRUCK = "  x "
_REMARK = "  # "


def write_plain(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The chosen provisions as plain text (UTF-8). The same request gives the same bytes.

    `applicability` None or for an empty profile: the agreement as published. BadInput where a provision is unknown.
    """
    return plain_bytes(manuscript(analysis, applicability, request))


def plain_bytes(made: Manuscript) -> bytes:
    """A manuscript as plain text (UTF-8)."""
    lines = _document(made)
    return ("\n".join(line.rstrip() for line in lines).rstrip() + "\n").encode()


def _document(made: Manuscript) -> Iterator[str]:
    yield from _wrapped(made.kind.upper())
    yield from _wrapped(made.title)
    yield "=" * _WIDTH
    yield from _facts(made.facts)
    if made.answers:
        yield from _part(f"What applies to {made.audience}")
        yield from _facts(made.answers)
    yield "-" * _WIDTH
    yield ""
    yield from _text(made)
    yield from _part(EVIDENCE)
    yield from _facts(made.evidence)
    yield ""
    yield f"Exported from {PRODUCT}"


def _text(made: Manuscript) -> Iterator[str]:
    """The provisions with what is appended to them, then those of each agreement under its title."""
    yield from _groups(made.groups)
    for appendix in made.appendices:
        yield from _part(appendix.title)
        yield from _wrapped(appendix.note)
        yield ""
        yield from _groups(appendix.groups)
        yield from _matter(appendix.matter)
    for part in made.parts:
        yield ""
        yield "=" * _WIDTH
        yield from _wrapped(part.title)
        yield "=" * _WIDTH
        yield from _facts(part.facts)
        if part.answers:
            yield from _part(f"What applies to {part.audience}")
            yield from _facts(part.answers)
        yield ""
        yield from _text(part)


def _part(title: str) -> Iterator[str]:
    yield ""
    yield from _wrapped(title)
    yield "-" * min(len(title), _WIDTH)


def _facts(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield from _wrapped(_said(row.value), row.label.ljust(_LABELS - 1) + " ", " " * _LABELS)


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        if group.summary:
            yield from _wrapped(f"[{NOT_BINDING}]", _SUMMARY)
            yield from _trim(_matter(group.summary, _SUMMARY), _SUMMARY)
            if group.stale:
                yield from _wrapped(f"[{group.stale}]", _SUMMARY)
            yield ""
        for entry in group.entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    indent = "    " * (entry.depth + 1) if entry.item else ""
    heading = " ".join(part for part in (entry.number or "", _said(entry.heading)) if part)
    lead = ""
    if entry.level and entry.heading and not entry.run_in:
        lines = list(_wrapped(heading, indent))
        yield from lines
        if entry.level == 1:
            yield "-" * max(len(line) for line in lines)
        yield ""
    else:
        lead = heading
    if entry.note:
        yield from _wrapped(f"[{_said(entry.note)}]", indent)
        yield ""
    yield from _matter(entry.matter, indent, lead)
    if entry.published:
        yield from _wrapped(f"[{NOT_APPLYING}]", indent + _STRUCK)
        yield from _trim(_matter(entry.published, indent + _STRUCK), indent + _STRUCK)
        yield ""
    for remark in entry.remarks:
        yield from _wrapped(f"[{remark.label}]", indent + _REMARK)
        yield from _trim(_matter(remark.matter, indent + _REMARK), indent + _REMARK)
        yield ""


def _matter(matter: Sequence[Matter], indent: str = "", lead: str = "") -> Iterator[str]:
    """Paragraphs with a blank line after each; `lead` opens the first one."""
    if lead and (not matter or isinstance(matter[0], Table) or matter[0].marker is not None):
        yield from _wrapped(lead, indent)
        yield indent
        lead = ""
    for part in matter:
        if isinstance(part, Table):
            yield from _table(part, indent)
        else:
            at = indent + "    " * part.depth
            marker = f"{part.marker} " if part.marker is not None else ""
            words = " ".join(bit for bit in (lead, _said(part.line)) if bit)
            yield from _wrapped(words, at + marker, at + " " * len(marker))
            lead = ""
        yield indent


def _table(table: Table, indent: str) -> Iterator[str]:
    """Row by row, cell by cell: columns of wordy cells would not fit any width."""
    rows = 1 + max(cell.row for cell in table.cells)
    for row in range(rows):
        first = True
        for cell in table.cells:
            if cell.row == row:
                words = " / ".join(_said(paragraph.line) for paragraph in cell.paragraphs)
                if any(part.marker not in (None, "•") for part in cell.paragraphs):
                    words = " / ".join(f"{part.marker or ''} {_said(part.line)}".strip() for part in cell.paragraphs)
                yield from _wrapped(words, indent + ("* " if first else "  - "), indent + "    ")
                first = False


def _said(line: Line) -> str:
    return "".join(part.text for part in line)


def _trim(lines: Iterable[str], indent: str) -> list[str]:
    """Without lines at the end that hold no more than their indent."""
    kept = list(lines)
    while kept and kept[-1].rstrip() == indent.rstrip():
        kept.pop()
    return kept


def _wrapped(words: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    rest = first if rest is None else rest
    start = first
    for line in words.split("\u2028"):
        # Words are never cut: an address or a hash that is too long for the line stands out whole.
        found = textwrap.wrap(
            line, _WIDTH, initial_indent=start, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )
        yield from found or [start]
        start = rest
