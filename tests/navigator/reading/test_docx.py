"""Word files as Word shows them: numbers, styles, tracked changes, notes, tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind, CanonicalText
from navigator.pipeline import analyse
from navigator.reading import read
from tests.helpers.office_files import docx, level, numbering, p, r

LEGAL = numbering(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "(%4)", "lowerRoman"))
BOLD = "<w:b/>"


def lines(text: CanonicalText) -> list[str]:
    return [text.at(block.span) for block in text.blocks]


def numbered(*paragraphs: str, lists: str = LEGAL, **parts: str) -> list[str]:
    return lines(read(docx("".join(paragraphs), numbering=lists, **parts), "a.docx"))


def test_numbers_as_word_prints_them() -> None:
    found = numbered(
        p("Fees", numbered=(1, 0), run=BOLD),
        p("The buyer pays each invoice within the period agreed.", numbered=(1, 1)),
        p("late sums bear interest;", numbered=(1, 2)),
        p("the rate is printed on the order;", numbered=(1, 3)),
        p("no sum is set off.", numbered=(1, 2)),
        p("A second clause on fees of the same kind.", numbered=(1, 1)),
        p("again the first item.", numbered=(1, 2)),
        p("Term", numbered=(1, 0), run=BOLD),
        p("The term begins on signature of the order form.", numbered=(1, 1)),
    )
    assert [line.split()[0] for line in found] == ["1.", "1.1", "(a)", "(i)", "(b)", "1.2", "(a)", "2.", "2.1"]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Article %1", "upperRoman", "Article IV"),
        ("Section %1.", "decimal", "Section 4."),
        ("%1)", "lowerLetter", "d)"),
        ("%1.", "decimalZero", "04."),
        ("%1.", "cardinalText", "Four."),
        ("%1 –", "ordinal", "4th –"),
        ("第%1条", "japaneseCounting", "第四条"),
    ],
)
def test_forms_of_numbers(text: str, form: str, expected: str) -> None:
    clauses = [p(f"Clause {word}", numbered=(1, 0)) for word in ("north", "south", "east", "west")]
    assert numbered(*clauses, lists=numbering(level(0, text, form)))[3] == f"{expected} Clause west"


def test_a_second_list_goes_on_unless_it_has_a_start_of_its_own() -> None:
    shared = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    own = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    found = numbered(
        *(p("Clause", numbered=(n, 0)) for n in (1, 1, 2, 3, 3)), lists=numbering(level(0, "%1."), lists=shared + own)
    )
    assert [line.split()[0] for line in found] == ["1.", "2.", "3.", "7.", "8."]


def test_legal_numbering_and_levels_that_never_restart() -> None:
    lists = numbering(
        level(0, "Article %1.", "upperRoman"),
        level(1, "%1.%2", more="<w:isLgl/>"),
        level(2, "%3.", more='<w:lvlRestart w:val="0"/>'),
    )
    found = numbered(*(p("Clause", numbered=(1, d)) for d in (0, 1, 2, 0, 1, 2)), lists=lists)
    assert [line.removesuffix(" Clause") for line in found] == ["Article I.", "1.1", "1.", "Article II.", "2.1", "2."]


def test_numbers_that_a_style_brings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Clause base"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="C2"><w:name w:val="Clause 2"/>'
        '<w:basedOn w:val="Base"/></w:style>'
    )
    lists = numbering(
        level(0, "%1.", more='<w:pStyle w:val="Base"/>'), level(1, "%1.%2", more='<w:pStyle w:val="C2"/>')
    )
    found = numbered(p("Scope", style="Base"), p("Of the scope.", style="C2"), lists=lists, styles=styles)
    assert found == ["1. Scope", "1.1 Of the scope."]


def test_a_list_whose_abstract_list_is_missing_prints_nothing() -> None:
    gone = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    assert numbered(p("Scope", numbered=(1, 0)), lists=numbering(level(0, "%1."), lists=gone)) == ["Scope"]


def test_clauses_become_provisions() -> None:
    data = docx(
        "".join(
            (
                p("Consulting Agreement", style="Title"),
                p("Services", numbered=(1, 0), run=BOLD),
                p("The consultant performs the services set out in each order.", numbered=(1, 1)),
                p("with reasonable care;", numbered=(1, 2)),
                p("on the dates agreed.", numbered=(1, 2)),
                p("Fees", numbered=(1, 0), run=BOLD),
                p("The client pays the fees within thirty days of the invoice.", numbered=(1, 1)),
            )
        ),
        numbering=LEGAL,
        styles='<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>',
    )
    agreement = analyse(data, "consulting.docx").agreement
    assert agreement.title == "Consulting Agreement"
    assert [(q.full_number, q.heading) for q in agreement.provisions] == [
        ("1", "Services"), ("1.1", None), ("1.1(a)", None), ("1.1(b)", None), ("2", "Fees"), ("2.1", None),
    ]  # fmt: skip


def test_heading_styles_and_long_clauses_set_in_them() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    long = "The supplier shall keep the goods insured. " * 4
    text = read(
        docx(p("Delivery", style="H2") + p(long, style="H2", numbered=(1, 1)), styles=styles, numbering=LEGAL), "a.docx"
    )
    assert [(b.kind, b.level) for b in text.blocks] == [(BlockKind.HEADING, 2), (BlockKind.PARAGRAPH, 0)]


def test_clauses_that_lead_on_are_no_headings_whatever_their_style() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:pPr><w:numPr>'
        f'<w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    body = p("Hire", style="H1") + p("The hirer hands these things back at the quay:", style="H2")
    body += p("the oars and the sails, namely:", style="H3") + p("Boats lie in the harbour in winter.", style="H2")
    note = '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Term</w:t></w:r><w:r>'
    note += '<w:footnoteReference w:id="2"/></w:r></w:p>'
    text = read(
        docx(
            body + note, styles=styles, numbering=LEGAL, footnotes=f'<w:footnote w:id="2">{p("In days.")}</w:footnote>'
        ),
        "a.docx",
    )
    assert [text.at(b.span) for b in text.blocks if b.kind is BlockKind.HEADING] == ["1. Hire", "2. Term[1]"]
    assert all(run.bold for run in text.blocks[4].runs if text.at(run.span) == "[1]")


def test_bold_is_inherited_and_two_styles_undo_each_other() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Strong text"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr>'
        + r("bold ")
        + r("plain ", '<w:rStyle w:val="C"/>')
        + r("off", '<w:b w:val="0"/>')
        + "</w:p>"
    )
    (block,) = read(docx(body, styles=styles), "a.docx").blocks
    assert [run.bold for run in block.runs] == [True, False]


def test_tracked_changes_read_as_accepted_and_are_reported() -> None:
    body = (
        "<w:p>" + r("The fee is ") + '<w:del w:id="1"><w:r><w:delText>ten</w:delText></w:r></w:del>'
        '<w:ins w:id="2">' + r("twelve") + "</w:ins>" + r(" euros.") + "</w:p>"
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>' + r("Half a sentence") + "</w:p>" + p("goes on here.")
    )
    text = read(docx(body), "a.docx")
    assert lines(text) == ["The fee is twelve euros.", "Half a sentence goes on here."]
    assert ("ten", "deleted in tracked changes") in text.removed
    assert "accepted" in text.notes[0]


def test_notes_boxes_links_fields_comments_and_running_heads() -> None:
    box = (
        "<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
        "</w:drawing></mc:Choice>"
    )
    box = (
        box.format(p("Boxed words."))
        + f"<mc:Fallback><w:pict><w:txbxContent>{p('Boxed words.')}</w:txbxContent></w:pict></mc:Fallback>"
        f"</mc:AlternateContent>"
    )
    body = (
        "<w:p>" + r("See ") + '<w:hyperlink r:id="L1">' + r("our page") + "</w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \\r \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r(" clause 3")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:r><w:footnoteReference w:id="2"/></w:r><w:r>{box}</w:r></w:p>'
    )
    text = read(
        docx(
            body,
            links={"L1": "https://example.org/a"},
            footnotes=(
                f'<w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote>'
                f'<w:footnote w:id="2">{p("Noted below.")}</w:footnote>'
            ),
            comments=f'<w:comment w:id="0">{p("Check with finance")}</w:comment>',
            header1=p("Confidential draft"),
        ),
        "a.docx",
    )
    assert lines(text) == ["See our page clause 3[1]", "Boxed words.", "[1] Noted below."]
    assert [b.containers for b in text.blocks] == [(), ("textbox",), ("footnote",)]
    assert [run.href for run in text.blocks[0].runs if run.href] == ["https://example.org/a", "#_Ref1"]
    assert text.removed == (("Confidential draft", "running head"), ("Check with finance", "comment in the margin"))


def test_a_note_that_cites_itself_and_one_that_nothing_cites() -> None:
    cite = '<w:p><w:r><w:t>{}</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    notes = (
        f'<w:footnote w:id="1">{cite.format("Round and round")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Alone")}</w:footnote>'
    )
    text = read(docx(cite.format("Once") + cite.format("Twice"), footnotes=notes), "a.docx")
    assert lines(text) == ["Once[1]", "[1] Round and round", "Twice"]
    assert text.removed == (("Alone", "note that nothing cites"),)


def test_tables_keep_their_cells_and_frames_are_unwrapped() -> None:
    def cell(text: str, props: str = "") -> str:
        return f"<w:tc><w:tcPr>{props}</w:tcPr>{p(text)}</w:tc>"

    start = '<w:vMerge w:val="restart"/>'
    body = (
        f"<w:tbl><w:tr>{cell('GENERAL TERMS')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('1.1')}{cell('The first clause of the table.')}</w:tr>"
        f"<w:tr>{cell('1.2')}{cell('The second.')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('Plan', start)}{cell('Fee')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('5 euros')}</w:tr></w:tbl>"
    )
    text = read(docx(body), "a.docx")
    assert lines(text)[:3] == ["GENERAL TERMS", "1.1 The first clause of the table.", "1.2 The second."]
    assert text.blocks[3].kind is BlockKind.TABLE
    assert [[(text.at(c.span), c.rows) for c in row] for row in text.blocks[3].cells] == [
        [("Plan", 2), ("Fee", 1)],
        [("5 euros", 1)],
    ]


def test_a_table_of_definitions_is_read_as_its_entries() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    alphabet = numbering(level(0, "(%1)", "lowerLetter"))
    table = (
        row(p("Term"), p("Meaning")),
        row(p("“Buoy”", run=BOLD), p("means a mark that floats.")),
        row(p("“Chain”", run=BOLD), p("means the chain of a Buoy:") + p("above water; or", numbered=(1, 0))),
        row(p(""), p("below it.", numbered=(1, 0))),
        row(p("“Depth”", run=BOLD), p("has the meaning given in clause 2.")),
    )
    text = read(docx(f"<w:tbl>{''.join(table)}</w:tbl>", numbering=alphabet), "a.docx")
    assert lines(text) == [
        "“Buoy” means a mark that floats.",
        "“Chain” means the chain of a Buoy:",
        "(a) above water; or",
        "(b) below it.",
        "“Depth” has the meaning given in clause 2.",
    ]
    assert text.removed == (("Term Meaning", "head of a column"),)


def test_numbers_of_lists_are_no_citations() -> None:
    """ "Clause 3" that a list prints opens a clause, however long its text is."""
    lists = numbering(level(0, "Clause %1"))
    words = "The harbour pays for the lanterns that the supplier hangs on the buoys, and for no others, " * 4
    body = "".join(p(f"{words}of kind {kind}.", numbered=(1, 0)) for kind in "abc")
    agreement = analyse(docx(body, numbering=lists), "a.docx").agreement
    assert [q.number for q in agreement.provisions] == ["Clause 1", "Clause 2", "Clause 3"]


def test_a_title_is_larger_than_letters_of_the_usual_size() -> None:
    title = p("Grant of Moorings", props='<w:jc w:val="center"/>', run=f'{BOLD}<w:sz w:val="32"/>')
    text = read(docx(title + p("The harbour grants a mooring to the owner of the yacht.")), "a.docx")
    assert [block.kind for block in text.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_hidden_text_and_empty_files() -> None:
    text = read(docx(p("Shown.") + p("Not shown.", run="<w:vanish/>")), "a.docx")
    assert lines(text) == ["Shown."]
    assert text.removed == (("Not shown.", "hidden text"),)
    assert read(docx(""), "a.docx").blocks == ()


def test_no_word_of_a_real_file_is_lost(corpus_file: Callable[[str], Path]) -> None:
    """Every word of the XML is in the text or among what was set aside."""
    import zipfile

    for name in (
        "common-paper-independent-contractor-agreement.docx",
        "openagreements-restrictive-covenant-colorado.docx",
    ):
        path = corpus_file(f"open/{name}")
        with zipfile.ZipFile(path) as file:
            raw = file.read("word/document.xml").decode()
        text = read(path.read_bytes(), name)
        kept = "".join((text.text + "".join(words for words, _ in text.removed)).split())
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", raw, re.DOTALL):
            words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
            words = words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
            assert "".join(words.split()) in kept


def test_a_file_that_is_no_word_document() -> None:
    with pytest.raises(BadInput, match=r"a\.docx"):
        read(b"PK\x03\x04 nothing", "a.docx")


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = p("Table of Contents") + p("1. Scope 2", style="T1") + p("Scope", numbered=(1, 0), run=BOLD)
    body += p("This agreement covers the goods that the order names.")
    agreement = analyse(docx(body, styles=styles, numbering=LEGAL), "a.docx").agreement
    assert [q.heading for q in agreement.provisions] == ["Scope"]
    assert [(row.reason, row.words) for row in agreement.coverage.left_out] == [("table of contents", 6)]
