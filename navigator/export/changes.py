"""The changes between two versions, written out: Word with tracked changes, a web page, Excel, CSV.

In Word the text is that of both versions: accepting all changes leaves the text of the new one, rejecting them all
that of the old one, kinds of quotation marks included. What was moved stands where the new version has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from navigator.export.inlines import printable
from navigator.export.manuscript import (
    Appendix,
    Entry,
    Group,
    Inline,
    Line,
    Manuscript,
    Mark,
    Paragraph,
    Row,
    Table,
    TableCell,
)
from navigator.export.naming import safe_name
from navigator.export.workbook import About, Sheet, rows_csv, workbook
from navigator.model.agreement import Agreement, ProvisionKind
from navigator.model.comparison import AlignedProvision, AlignedSummary, Comparison, Status, WordOp, plain_text
from navigator.model.dates import in_words
from navigator.model.exporting import Paper
from navigator.model.redlined import Paragraph as Words
from navigator.model.redlined import Side, redlined

if TYPE_CHECKING:
    from navigator.model.comparison import Change

_BOTH = ("Old number", "New number", "Old text", "New text", "Address")
HEADS = ("Weight", "Where", "What changed", *_BOTH)
_WIDTHS = (14, 34, 60, 12, 12, 80, 80, 26)
_LINES = ("Status", *_BOTH)
_LINE_WIDTHS = (18, 12, 12, 80, 80, 26)
_MARKS = {WordOp.EQUAL: None, WordOp.DELETE: Mark.DELETED, WordOp.INSERT: Mark.INSERTED}
_MOVED = (Status.MOVED, Status.MOVED_AND_CHANGED)


def write_changes(comparison: Comparison, ending: str, on: date) -> bytes:
    """The changes in the format of an ending (of `CHANGE_WRITERS`), dated `on`. The same comparison on the same day
    gives the same bytes."""
    return CHANGE_WRITERS[ending](comparison, on)


def suggest_changes_name(comparison: Comparison, ending: str) -> str:
    """A file name that every system takes: title, both versions."""
    new = comparison.new
    parts = [new.title.strip() or "Agreement", "changes", _version(comparison.old), _version(new)]
    return safe_name(" - ".join(parts), ending)


def _docx(comparison: Comparison, on: date) -> bytes:
    from navigator.export.docx import document_bytes

    return document_bytes(_manuscript(comparison, on, to_the_letter=True))


def _html(comparison: Comparison, on: date) -> bytes:
    from navigator.export.html import page_bytes

    return page_bytes(_manuscript(comparison, on))


def _csv(comparison: Comparison, on: date) -> bytes:  # noqa: ARG001
    return rows_csv([HEADS, *_change_rows(comparison)])


def _xlsx(comparison: Comparison, on: date) -> bytes:
    made = _manuscript(comparison, on)
    facts = [(row.label, row.value[0].text) for row in made.facts]
    sheets = (
        Sheet("Changes", HEADS, list(_change_rows(comparison)), _WIDTHS),
        Sheet("Redline", _LINES, list(_provision_rows(comparison)), _LINE_WIDTHS),
        Sheet("Evidence", ("Fact", "Value"), facts, (20, 100)),
    )
    return workbook(sheets, About(made.title, made.kind, made.running, made.on, made.paper))


CHANGE_WRITERS: Mapping[str, Callable[[Comparison, date], bytes]] = {
    ".docx": _docx,
    ".html": _html,
    ".xlsx": _xlsx,
    ".csv": _csv,
}
"""Writers by the ending of the file's name, in lower case."""


# --- Tables ---


def _change_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """The list of changes, the gravest first, each with the words of both versions; of a reference that names another
    provision now, numbers and words are those of what it named and of what it names, the address is its own."""
    for change in comparison.changes:
        if change.redirect is not None:
            yield (change.weight.value, change.title, change.description, *_targets(comparison, change.redirect))
            continue
        rows: tuple[AlignedProvision | AlignedSummary, ...] = tuple(comparison.provisions[at] for at in change.rows)
        if change.summary is not None:
            rows = (comparison.summaries[change.summary],)
        yield (change.weight.value, change.title, change.description, *_both(comparison, rows))


def _provision_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for row in comparison.provisions:
        yield (row.status.value, *_both(comparison, (row,)))


def _both(comparison: Comparison, rows: tuple[AlignedProvision | AlignedSummary, ...]) -> tuple[str, ...]:
    """Numbers and words of rows in both versions, and their ids: in the new version where they are there."""
    old = (_numbers(comparison.old, row.old) for row in rows)
    new = (_numbers(comparison.new, row.new) for row in rows)
    texts = ((row.old_text for row in rows), (row.new_text for row in rows))
    ids = (", ".join(row.new or row.old) for row in rows)
    parts = (("; ", old), ("; ", new), ("\n", texts[0]), ("\n", texts[1]), ("; ", ids))
    return tuple(printable(between.join(filter(None, said))) for between, said in parts)


def _targets(comparison: Comparison, redirect: int) -> tuple[str, ...]:
    found = comparison.redirects[redirect]
    sides = ((comparison.old, found.named), (comparison.new, found.names))
    numbers = (_numbers(*side) for side in sides)
    texts = ("\n".join(plain_text(each, [one]).text for one in ids) for each, ids in sides)
    own = comparison.provisions[found.row].new[0]
    return tuple(printable(words) for words in (*numbers, *texts, own))


def _numbers(agreement: Agreement, ids: tuple[str, ...]) -> str:
    found = (agreement.by_id[one].full_number or agreement.by_id[one].number for one in ids)
    return ", ".join(number for number in found if number)


def _version(agreement: Agreement) -> str:
    return agreement.last_updated.isoformat() if agreement.last_updated else agreement.text.source.name


# --- The redline as a manuscript ---


def _manuscript(comparison: Comparison, on: date, *, to_the_letter: bool = False) -> Manuscript:
    """The redline with its lists; `to_the_letter` as for `redlined`."""
    old, new = comparison.old, comparison.new
    entries = tuple(
        _entry(comparison, at, row, redlined(comparison, row, Side.BOTH, to_the_letter=to_the_letter))
        for at, row in enumerate(comparison.provisions)
    )
    title = printable(new.title).strip() or "Untitled agreement"
    changed = sum(row.status is not Status.UNCHANGED for row in comparison.provisions)
    facts = [("Old version", _named(old)), ("New version", _named(new))]
    facts.append(("Provisions", f"{len(comparison.provisions)}, of which {changed} changed, new, removed or moved"))
    facts += [("Mind", remark) for remark in comparison.remarks]
    facts.append(("Exported", in_words(on)))
    return Manuscript(
        title=title,
        language=new.language,
        paper=Paper.A4,
        on=on,
        side_by_side=False,
        kind="Changes between two versions",
        running=f"{title} · {_date(old)} compared with {_date(new)}",
        audience="",
        facts=tuple(Row(label, (Inline(printable(value)),)) for label, value in facts),
        answers=(),
        groups=tuple(Group((entry,)) for entry in entries),
        evidence=tuple(
            Row(f"{said} source", (Inline(f"{each.text.source.name}, SHA-256 {each.text.source.sha256}"),))
            for said, each in (("Old", old), ("New", new))
        ),
        provisions=len(entries),
        total=len(entries),
        appendices=tuple(_appendices(comparison, to_the_letter)),
    )


def _date(agreement: Agreement) -> str:
    return in_words(agreement.last_updated) if agreement.last_updated else agreement.text.source.name


def _named(agreement: Agreement) -> str:
    return f"{agreement.title}, {_date(agreement)} ({agreement.text.source.name})"


def _entry(comparison: Comparison, at: int, row: AlignedProvision, paragraphs: tuple[Words, ...]) -> Entry:
    agreement, ids = (comparison.new, row.new) if row.new else (comparison.old, row.old)
    provision = agreement.by_id[ids[0]]
    heading: Line = ()
    if paragraphs and provision.kind is not ProvisionKind.ITEM and all(run.heading for run in paragraphs[0]):
        heading, paragraphs = _line(paragraphs[0]), paragraphs[1:]
    note = ""
    if row.status in _MOVED:
        number = _numbers(comparison.old, row.old) or comparison.old.by_id[row.old[0]].label
        note = f"{'Moved' if row.reordered else 'Renumbered'} from {number}" if number else "Moved"
    means = [comparison.redirects[found].words for found in comparison.redirects_in.get(at, ())]
    note = ". ".join(filter(None, [note, *means]))
    stands = provision.level if provision.label and heading else 0
    return Entry(
        id=f"{provision.id}.{at}",
        level=min(stands, 9),
        citation=provision.label,
        heading=heading,
        label=printable(provision.label),
        matter=tuple(Paragraph(_line(paragraph)) for paragraph in paragraphs),
        note=(Inline(printable(note)),) if note else (),
    )


def _line(words: Words) -> Line:
    found: list[Inline] = []
    for run in words:
        if run.cell:
            found.append(Inline(" │"))
        if found and not run.tight:
            same = found[-1].mark is _MARKS[run.op]
            found.append(Inline(" ", mark=_MARKS[run.op] if same else None))
        found.append(Inline(printable(run.text), mark=_MARKS[run.op]))
    return tuple(found)


def _appendices(comparison: Comparison, to_the_letter: bool) -> Iterator[Appendix]:
    if comparison.changes:
        yield Appendix(
            "changes",
            "Changes by weight",
            "The gravest first: figures, law and courts, parties, obligations; then what is new, removed or reworded.",
            matter=(_table(comparison.changes),),
        )
    if comparison.redirects:
        yield Appendix(
            "redirected",
            "References that name another provision",
            "Their own words did not change: the numbers moved on under them, or what they named is gone.",
            matter=(_redirects(comparison),),
        )
    if comparison.summaries:
        yield Appendix(
            "summaries",
            "Summaries",
            "In plain language, by the publisher. They are not binding.",
            matter=tuple(_summaries(comparison, to_the_letter)),
        )


def _table(changes: tuple[Change, ...]) -> Table:
    rows = [("Weight", "Where", "What changed")]
    rows += [(change.weight.value, change.title, change.description) for change in changes]
    return _cells(rows, (25, 55, 110))


def _redirects(comparison: Comparison) -> Table:
    """Each reference with the words of what it named and of what it names."""
    rows = [("Where", "Reference", "It named, in the old version", "It names, in the new version")]
    for change in comparison.changes:
        if change.redirect is not None:
            found = comparison.redirects[change.redirect]
            named, names = _quoted(comparison.old, found.named), _quoted(comparison.new, found.names)
            rows.append((change.title, found.text, named or "nothing", names or "nothing"))
    return _cells(rows, (35, 25, 65, 65))


def _quoted(agreement: Agreement, ids: tuple[str, ...]) -> str:
    said = ((_numbers(agreement, (one,)), plain_text(agreement, [one]).text) for one in ids)
    return " · ".join(f"{number} {words}".strip() for number, words in said)


def _cells(rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> Table:
    cells = tuple(
        TableCell(column, at, (Paragraph((Inline(printable(words)),)),), header=at == 0)
        for at, row in enumerate(rows)
        for column, words in enumerate(row)
    )
    return Table(cells, 1, widths)


def _summaries(comparison: Comparison, to_the_letter: bool) -> Iterator[Paragraph]:
    for row in comparison.summaries:
        agreement, ids = (comparison.new, row.new) if row.new else (comparison.old, row.old)
        said = f"{_numbers(agreement, ids) or (agreement.by_id[ids[0]].label if ids else '')}"
        stale = f" (stale: {row.stale})" if row.stale else ""
        yield Paragraph((Inline(printable(f"{said}{stale}".strip() or "Summary"), bold=True),))
        for words in redlined(comparison, row, Side.BOTH, to_the_letter=to_the_letter):
            yield Paragraph(_line(words))
