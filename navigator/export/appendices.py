"""What is appended on request: the definitions that the chosen provisions use, what they cite, and their deadlines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from navigator.export.citing import citation
from navigator.export.inlines import Setter, printable, trimmed, words
from navigator.export.manuscript import Appendix, Inline, Line, Paragraph, Table, TableCell
from navigator.export.tables import shares
from navigator.model.agreement import Layer, Provision
from navigator.model.analysis import Analysis
from navigator.model.figures import Figure, FigureKind

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_UNITS = ("year", "month", "week", "day", "hour", "minute")
_AMOUNT = re.compile(r"([A-Z]{3}) (\d+)(\.\d+)?")
FIGURE_KINDS = {
    FigureKind.DURATION: "Period",
    FigureKind.DATE: "Date",
    FigureKind.AMOUNT: "Amount",
    FigureKind.PERCENTAGE: "Percentage",
}
FIGURE_HEADS = ("Provision", "Kind", "As printed", "Read as", "Who", "What", "From or against")
_ON_PAPER = (0, 2, 4, 5, 6)
"""The columns of a page; a workbook has room for all."""


def cited_by(analysis: Analysis, provisions: Sequence[Provision]) -> tuple[Provision, ...]:
    """What the binding text of some provisions refers to and is not among them, each with all below it."""
    agreement = analysis.agreement
    inside = {provision.id for provision in provisions}
    found: set[str] = set()
    for identity in inside:
        for reference in analysis.references_from.get(identity, ()):
            if reference.layer is Layer.BINDING and reference.target is not None:
                found.add(reference.target)
                found.update(below.id for below in agreement.descendants(reference.target))
    return tuple(provision for provision in agreement.provisions if provision.id in found - inside)


def definitions(analysis: Analysis, provisions: Collection[str], setter: Setter) -> Appendix | None:
    """The definitions that some provisions use, by term. None where they use none."""
    used = {
        index
        for identity in provisions
        for use in analysis.uses_in.get(identity, ())
        if use.layer is Layer.BINDING
        for index in use.definitions
    }
    rows = sorted((analysis.definitions[index] for index in used), key=lambda row: (row.term.casefold(), row.span))
    paragraphs = []
    for row in rows:
        place = citation(analysis.agreement, row.provision)
        line: list[Inline] = [Inline(printable(row.term), bold=True), Inline(" — "), *setter.line(row.meaning, ())]
        link = Inline(place, to=row.provision if row.provision in setter.inside else None)
        paragraphs.append(Paragraph(trimmed((*line, Inline(" ("), link, Inline(")")))))
    if not paragraphs:
        return None
    note = "The words that define each term, quoted from the agreement."
    return Appendix("appendix.definitions", "Definitions used", note, (), (*paragraphs,))


def deadlines(analysis: Analysis, provisions: Collection[str], inside: Collection[str]) -> Appendix | None:
    """The figures of some provisions as a table, in reading order. None where there are none."""
    heads = [FIGURE_HEADS[at] for at in _ON_PAPER]
    cells = [TableCell(column, 0, (Paragraph(words(head)),), header=True) for column, head in enumerate(heads)]
    line = 0
    for line, (figure, values) in enumerate(figure_rows(analysis, provisions), 1):
        place: Line = (Inline(values[0], to=figure.provision if figure.provision in inside else None),)
        for column, said in enumerate((place, *(words(values[at]) for at in _ON_PAPER[1:]))):
            cells.append(TableCell(column, line, (Paragraph(said),)))
    if not line:
        return None
    table = Table(tuple(cells), 1, shares(cells))
    note = "Read from the binding text by rule; the text alone counts."
    return Appendix("appendix.deadlines", "Deadlines and amounts", note, (), (table,))


def figure_rows(analysis: Analysis, provisions: Collection[str]) -> Iterator[tuple[Figure, tuple[str, ...]]]:
    """The figures of some provisions with what a table shows of each, in the order of `FIGURE_HEADS`."""
    agreement, called = analysis.agreement, analysis.parties.called
    for row in analysis.deadlines:
        figure = row.figure
        if figure.provision in provisions and figure.provision in agreement.by_id:
            act = printable(row.act)
            yield (
                figure,
                (
                    citation(agreement, figure.provision),
                    FIGURE_KINDS[figure.kind],
                    printable(figure.text),
                    spoken(figure),
                    called[row.party] if row.party is not None else "",
                    act[:1].upper() + act[1:],
                    printable(row.trigger),
                ),
            )


def spoken(figure: Figure) -> str:
    """A figure's normal form for people: 'P30D' -> '30 days', 'USD 200000' -> 'USD 200,000'; others as they are."""
    if figure.kind is FigureKind.DURATION and (period := _DURATION.fullmatch(figure.value)):
        parts = zip(period.groups(), _UNITS, strict=True)
        said = [f"{count} {unit}{'' if count == '1' else 's'}" for count, unit in parts if count]
        return " ".join(said) or figure.value
    if amount := _AMOUNT.fullmatch(figure.value):
        return f"{amount[1]} {int(amount[2]):,}{amount[3] or ''}"
    return printable(figure.value)
