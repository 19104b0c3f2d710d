"""OpenDocument texts: outline and list numbers, changes, notes, tables."""

from __future__ import annotations

import pytest

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind, CanonicalText
from navigator.pipeline import analyse
from navigator.reading import read
from tests.helpers.office_files import archive, odt

OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
)
LIST = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    "</text:list-style>"
)


def lines(text: CanonicalText) -> list[str]:
    return [text.at(block.span) for block in text.blocks]


def par(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


def items(*inside: str, more: str = "") -> str:
    return (
        f'<text:list text:style-name="L1" {more}>'
        + "".join(f"<text:list-item>{i}</text:list-item>" for i in inside)
        + "</text:list>"
    )


def test_lists_count_through_their_levels_and_go_on() -> None:
    deep = items(items(items(par("item one;"), par("item two."))))
    body = items(par("Fees") + items(par("The buyer pays.") + items(par("in euros;"), par("on time."))))
    body += par("Between the lists.") + items(
        items(par("No set-off.")), par("Term"), more='text:continue-numbering="true"'
    )
    assert lines(read(odt(body, styles=LIST), "a.odt")) == [
        "1. Fees", "1.1 The buyer pays.", "(a) in euros;", "(b) on time.", "Between the lists.",
        "1.2 No set-off.", "2. Term",
    ]  # fmt: skip
    assert lines(read(odt(deep, styles=LIST), "a.odt")) == ["(a) item one;", "(b) item two."]


def test_pattern_of_newer_files_and_a_start_of_its_own() -> None:
    style = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="I" '
        'style:num-list-format="Article %1%." text:start-value="3"/></text:list-style>'
    )
    assert lines(read(odt(items(par("Scope"), par("Term")), styles=style), "a.odt")) == [
        "Article III. Scope",
        "Article IV. Term",
    ]


def test_outline_numbers_make_provisions() -> None:
    body = par("Lease of Premises", "Title") + "".join(
        f'<text:h text:outline-level="{level}">{words}</text:h>{par("The landlord lets the rooms to the tenant.")}'
        for level, words in ((1, "Premises"), (2, "Use"), (1, "Rent"))
    )
    agreement = analyse(odt(body, styles=OUTLINE), "lease.odt").agreement
    assert agreement.title == "Lease of Premises"
    assert [(q.full_number, q.heading) for q in agreement.provisions] == [
        ("1", "Premises"),
        ("1.1", "Use"),
        ("2", "Rent"),
    ]


def test_looks_notes_changes_comments_and_links() -> None:
    automatic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-style="italic"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ten</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
        + par(
            'The <text:span text:style-name="T1">fee</text:span>'
            '<text:s text:c="900000000"/>is <text:change text:change-id="c"/>due'
            "<office:annotation><text:p>Ask finance</text:p></office:annotation>"
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In euros.</text:p>"
            "</text:note-body></text:note>"
            '<text:line-break/><text:a xlink:href="https://example.org/fee">now</text:a>.',
            "P1",
        )
    )
    text = read(odt(body, automatic=automatic), "a.odt")
    assert lines(text) == ["The fee is due[1]\u2028now.", "[1] In euros."]
    first = text.blocks[0]
    assert first.align == "center"
    assert all(run.italic for run in first.runs if text.at(run.span).strip())
    assert [text.at(run.span) for run in first.runs if run.bold] == ["fee"]
    assert [run.href for run in first.runs if run.href] == ["https://example.org/fee"]
    assert text.removed == (("ten", "deleted in tracked changes"), ("Ask finance", "comment in the margin"))
    assert text.blocks[1].containers == ("footnote",)


def test_tables_contents_and_running_heads() -> None:
    def row(*cells: str) -> str:
        return (
            "<table:table-row>"
            + "".join(f"<table:table-cell>{par(c)}</table:table-cell>" for c in cells)
            + "</table:table-row>"
        )

    body = (
        f"<text:table-of-content><text:index-body>{par('Premises 1')}</text:index-body></text:table-of-content>"
        f"<table:table><table:table-header-rows>{row('Plan', 'Fee')}</table:table-header-rows>"
        f"{row('Basic', '5')}</table:table>"
    )
    text = read(odt(body, styles=f"<style:header>{par('Draft of May')}</style:header>"), "a.odt")
    assert text.blocks[0].containers == ("toc",)
    table = text.blocks[1]
    assert table.kind is BlockKind.TABLE
    assert [[text.at(cell.span) for cell in cells] for cells in table.cells] == [["Plan", "Fee"], ["Basic", "5"]]
    assert table.cells[0][0].header
    assert text.removed == (("Draft of May", "running head"),)


def test_protected_and_other_files_name_the_mend() -> None:
    with pytest.raises(BadInput, match="password"):
        read(odt(par("x"), **{"META-INF__manifest_xml": "<m><encryption-data/></m>"}), "a.odt")
    with pytest.raises(BadInput, match="no text document"):
        read(archive({"mimetype": "x", "content.xml": "<a/>"}), "sheet.ods")


def test_the_flat_form() -> None:
    flat = (
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Words</text:p>'
        "</office:text></office:body></office:document>"
    )
    assert read(flat.encode(), "a.fodt").text == "Words"
