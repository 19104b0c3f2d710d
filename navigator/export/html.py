"""HTML: one page in one file. It loads nothing, and says so to the browser, so that nothing in it can be made to.

Every word goes through `_text`, every attribute through `_attribute`; the page has no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources

from navigator.export.front import manuscript
from navigator.export.manuscript import (
    BINDING,
    CONTENTS,
    EVIDENCE,
    NOT_APPLYING,
    NOT_BINDING,
    PRODUCT,
    Appendix,
    Entry,
    Group,
    Inline,
    Line,
    Manuscript,
    Mark,
    Matter,
    Paragraph,
    Row,
    Standing,
    Table,
    TableCell,
)
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest, Paper
from navigator.model.rules import Applicability
from navigator.model.text import reads_from_right

_DEEPEST = 6


def write_html(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> bytes:
    """The chosen provisions as one HTML page (UTF-8). The same request gives the same bytes.

    `applicability` None or for an empty profile: the agreement as published. BadInput where a provision is unknown.
    """
    return page_bytes(manuscript(analysis, applicability, request))


def page_bytes(made: Manuscript) -> bytes:
    """A manuscript as one HTML page (UTF-8)."""
    return "\n".join(_page(made)).encode() + b"\n"


def _page(made: Manuscript) -> Iterator[str]:
    yield "<!doctype html>"
    yield f"<html {_language(made)}>"
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # The style below is the only thing that the page may use; it cannot load, run, send or be framed.
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
    )
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f'<meta name="generator" content="{PRODUCT}">'
    yield f'<meta name="date" content="{made.on.isoformat()}">'
    yield f"<title>{_text(made.title)}</title>"
    paper = "letter" if made.paper is Paper.LETTER else "A4"
    yield f"<style>\n{_style()}@page {{ size: {paper}; }}\n</style>"
    yield "</head>"
    yield f'<body class="{"side" if made.side_by_side else "single"}">'
    yield '<header lang="en" dir="ltr">'
    yield f'<p class="kind">{_text(made.kind)}</p>'
    yield f"<h1 {_language(made)}>{_text(made.title)}</h1>"
    yield _facts(made.facts)
    yield "</header>"
    if made.answers:
        yield f'<section class="answers" lang="en"><h2>What applies to {_text(made.audience)}</h2>'
        yield f"{_facts(made.answers)}</section>"
    yield from _contents(made)
    yield "<main>"
    yield from _provisions(made)
    yield "</main>"
    yield f'<footer lang="en" dir="ltr"><h2>{EVIDENCE}</h2>'
    yield _facts(made.evidence)
    yield f'<p class="made">Exported from {PRODUCT}</p></footer>'
    yield "</body>"
    yield "</html>"


def _language(made: Manuscript) -> str:
    """The attributes of an element in a manuscript's language, or in a part's within a document of another one."""
    language = made.language or "en"
    other = ' dir="ltr"' if made.id else ""
    return f'lang="{_attribute(language)}"' + (' dir="rtl"' if reads_from_right(language) else other)


@cache
def _style() -> str:
    return resources.files("navigator.export").joinpath("page.css").read_text("utf-8")


def _facts(rows: Iterable[Row]) -> str:
    pairs = "\n".join(f"<div><dt>{_text(row.label)}</dt><dd>{_line(row.value)}</dd></div>" for row in rows)
    return f"<dl>\n{pairs}\n</dl>"


def _contents(made: Manuscript) -> Iterator[str]:
    if len(made.contents) < 2:
        return
    yield f'<nav aria-labelledby="contents."><details open><summary id="contents.">{CONTENTS}</summary>'
    depth = 0
    for row in made.contents:
        # Depths have no gaps, so one more list is enough.
        yield "<ol>" if row.level > depth else "</li>" + "</ol></li>" * (depth - row.level)
        yield f'<li><a href="#{_attribute(row.id)}">{_text(row.label)}</a>'
        depth = row.level
    yield "</li></ol>" * depth
    yield "</details></nav>"


# --- Provisions ---


def _provisions(made: Manuscript) -> Iterator[str]:
    """The provisions with what is appended to them, then those of each agreement under its title."""
    for group in made.groups:
        yield from _group(group)
    for appendix in made.appendices:
        yield from _appendix(appendix, f"h{made.top + 1}")
    for part in made.parts:
        yield f'<section class="agreement" id="{_attribute(part.id)}" {_language(part)}>'
        yield f"<h2>{_text(part.title)}</h2>"
        yield f'<div class="facts" lang="en" dir="ltr">{_facts(part.facts)}</div>'
        if part.answers:
            yield '<section class="answers" lang="en" dir="ltr">'
            yield f"<h3>What applies to {_text(part.audience)}</h3>{_facts(part.answers)}</section>"
        yield from _provisions(part)
        yield "</section>"


def _appendix(appendix: Appendix, tag: str) -> Iterator[str]:
    title = f'<{tag} lang="en">{_text(appendix.title)}</{tag}>'
    yield f'<section class="appendix" id="{_attribute(appendix.id)}">{title}'
    yield f'<p class="note" lang="en">{_text(appendix.note)}</p>'
    for group in appendix.groups:
        yield from _group(group)
    yield from _matter(appendix.matter)
    yield "</section>"


def _group(group: Group) -> Iterator[str]:
    if not group.summary:
        for entry in group.entries:
            yield from _entry(entry)
        return
    yield '<div class="beside">'
    yield '<aside class="summary">'
    yield f'<p class="label" lang="en">{NOT_BINDING}</p>'
    yield from _matter(group.summary)
    if group.stale:
        yield f'<p class="stale" lang="en">{_text(group.stale)}</p>'
    yield "</aside>"
    yield f'<div class="binding"><p class="label" lang="en">{BINDING}</p>'
    for entry in group.entries:
        yield from _entry(entry)
    yield "</div>"
    yield "</div>"


def _entry(entry: Entry) -> Iterator[str]:
    classes = ["provision", str(entry.standing)]
    if entry.item:
        classes.append(f"item depth-{min(entry.depth, _DEEPEST)}")
    yield f'<section id="{_attribute(entry.id)}" class="{" ".join(classes)}">'
    number = f'<span class="number">{_text(entry.number)}</span>' if entry.number else ""
    lead = ""
    if entry.level and (entry.heading or number):
        tag = f"h{min(entry.level + 1, _DEEPEST)}"
        run_in = ' class="run-in"' if entry.run_in or not entry.heading else ""
        heading = f"<{tag}{run_in}>{' '.join(part for part in (number, _line(entry.heading)) if part)}</{tag}>"
        yield heading
    else:
        lead = " ".join(part for part in (number, _line(entry.heading)) if part)
    if entry.note:
        yield f'<p class="note" lang="en">{_line(entry.note)}</p>'
    if entry.standing in (Standing.PUBLISHED, Standing.OTHERS):
        yield from _matter(entry.matter, lead)
    else:
        yield from _matter(entry.matter, lead)
        if entry.published:
            yield f'<div class="struck"><p class="label" lang="en">{NOT_APPLYING}</p><del>'
            yield from _matter(entry.published)
            yield "</del></div>"
    for remark in entry.remarks:
        yield f'<aside class="remark"><p class="label" lang="en">{_text(remark.label)}</p>'
        yield from _matter(remark.matter)
        yield "</aside>"
    yield "</section>"


# --- Words ---


def _matter(matter: Sequence[Matter], lead: str = "") -> Iterator[str]:
    """Paragraphs, lists and tables in order; `lead` is markup that opens the first paragraph."""
    if lead and not (matter and isinstance(matter[0], Paragraph) and matter[0].marker is None):
        yield f"<p>{lead}</p>"
        lead = ""
    listed = False
    for part in matter:
        marked = isinstance(part, Paragraph) and part.marker is not None
        if marked != listed:
            yield '<ul class="marked" role="list">' if marked else "</ul>"
            listed = marked
        if isinstance(part, Table):
            yield _table(part)
        else:
            yield _paragraph(part, lead)
            lead = ""
    if listed:
        yield "</ul>"


def _paragraph(paragraph: Paragraph, lead: str = "") -> str:
    words = " ".join(part for part in (lead, _line(paragraph.line)) if part)
    classes = f"depth-{min(paragraph.depth, _DEEPEST)}" if paragraph.depth else ""
    if paragraph.marker is not None:
        bullet = paragraph.marker == "•"
        marker = '<span class="marker" aria-hidden="true">' if bullet else '<span class="marker">'
        # A bullet is drawn by the style: it is no word of the agreement, and is not copied with it.
        words = f"{marker}{'' if bullet else _text(paragraph.marker)}</span> <span>{words}</span>"
        return f'<li class="{"bullet " if bullet else ""}{classes}">{words}</li>'
    if paragraph.centred:
        classes = f"{classes} centred".strip()
    return f'<p class="{classes}">{words}</p>' if classes else f"<p>{words}</p>"


def _table(table: Table) -> str:
    rows: list[list[TableCell]] = [[] for _ in range(1 + max(cell.row for cell in table.cells))]
    for cell in table.cells:
        rows[cell.row].append(cell)
    made = ["<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows]
    head = f"<thead>{''.join(made[: table.heads])}</thead>" if table.heads else ""
    return f'<div class="wide"><table>{head}<tbody>{"".join(made[table.heads :])}</tbody></table></div>'


def _cell(cell: TableCell) -> str:
    tag = "th" if cell.header else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{spans}>{''.join(_matter(cell.paragraphs))}</{tag}>"


def _line(line: Line) -> str:
    return "".join(_inline(part) for part in line)


def _inline(part: Inline) -> str:
    words = _text(part.text)
    for tag, given in (
        ("code", part.code),
        ("s", part.strike),
        ("u", part.underline),
        ("em", part.italic),
        ("strong", part.bold),
    ):
        if given:
            words = f"<{tag}>{words}</{tag}>"
    if part.mark is not None:
        tag = "ins" if part.mark is Mark.INSERTED else "del"
        words = f"<{tag}>{words}</{tag}>"
    if part.to is not None:
        return f'<a href="#{_attribute(part.to)}">{words}</a>'
    if part.url is not None:
        return f'<a href="{_attribute(part.url)}" rel="noopener noreferrer" class="out">{words}</a>'
    return words


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\u2028", "<br>")


def _attribute(text: str) -> str:
    return escape(text, quote=True)
