"""PDF -> canonical text: reading order, paragraphs, running heads, tables, and what is refused. Drafts of our own, set
by a typesetter on the spot."""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from functools import cache

import pypdf
import pypdfium2
import pytest
import typst

from navigator.model.catalogue import BadInput
from navigator.model.text import Block, BlockKind, CanonicalText
from navigator.reading import read

_PROSE = (
    "The Supplier keeps the instruments insured against loss and damage until the Customer has taken delivery of them. "
    "Whoever discovers a shortcoming notifies the other party without unreasonable hesitation, and describes it. "
    "Replacement instruments are dispatched from the nearest warehouse, and the Supplier bears the carriage of them. "
)


@cache
def _pdf(body: str, page: str = "width: 420pt, height: 595pt, margin: 50pt") -> bytes:
    head = f'#set page({page})\n#set par(justify: true)\n#set text(size: 10pt, lang: "en", hyphenate: true)\n'
    return typst.compile((head + body).encode())


def _read(body: str, **page: str) -> CanonicalText:
    return read(_pdf(body, **page), "draft.pdf")


def _shown(text: CanonicalText) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text.at(block.span)) for block in text.blocks]


def _source_letters(data: bytes) -> Counter[str]:
    """The letters and digits that pdfium itself gives."""
    document = pypdfium2.PdfDocument(data)
    found: Counter[str] = Counter()
    for page in document:
        text = page.get_textpage()
        found.update(c for c in text.get_text_range() if c.isalnum())
        text.close()
        page.close()
    document.close()
    return found


_TWO_COLUMNS = f"""
#set heading(numbering: "1.1")
#place(top + center, scope: "parent", float: true)[#text(18pt, weight: "bold")[Harbour Supply Agreement]]
= Delivery
{_PROSE * 3}

{_PROSE * 2}
== Partial delivery
{_PROSE}
= Payment
{_PROSE * 6}
"""
_HEADED = (
    "width: 420pt, height: 595pt, margin: 60pt, columns: 2, header: [Harbour Supply Agreement #h(1fr) Confidential], "
    "footer: context align(center)[Page #counter(page).display() of #counter(page).final().first()]"
)


def test_two_columns_are_read_one_after_the_other() -> None:
    text = _read(_TWO_COLUMNS, page=_HEADED)
    kinds = _shown(text)
    headings = [words for kind, words in kinds if kind is BlockKind.HEADING]
    assert headings == ["Harbour Supply Agreement", "1 Delivery", "1.1 Partial delivery", "2 Payment"]
    levels = [block.level for block in text.blocks if block.kind is BlockKind.HEADING]
    assert levels[0] < levels[1] == levels[3] < levels[2]
    body = [words for kind, words in kinds if kind is BlockKind.PARAGRAPH]
    assert body == [(_PROSE * count).strip() for count in (3, 2, 1, 6)]


def test_lists_keep_their_depths_in_narrow_columns() -> None:
    clauses = [
        f"+ {title}\n  + {_PROSE.split('. ')[0]}.\n  + {_PROSE}"
        for title in "Delivery Storage Carriage Payment Notices".split()
    ]
    text = _read(
        "#set enum(full: false, indent: 6pt)\n#set columns(gutter: 8pt)\n= Harbour Terms\n" + "\n".join(clauses),
        page="width: 420pt, height: 400pt, margin: 40pt, columns: 2",
    )
    items = [(block.level, text.at(block.span)) for block in text.blocks[1:]]
    assert [level for level, _ in items] == [1, 2, 2] * 5
    assert [words for level, words in items if level == 1] == [
        f"{number}. {title}" for number, title in enumerate("Delivery Storage Carriage Payment Notices".split(), 1)
    ]


def test_running_heads_and_page_numbers_are_set_aside_and_no_word_is_lost() -> None:
    text = _read(_TWO_COLUMNS, page=_HEADED)
    reasons = dict(text.removed)
    assert reasons["Harbour Supply Agreement Confidential"] == "running head"
    assert reasons["Page 1 of 2"] == "page number"
    shown = text.text + "".join(words for words, _ in text.removed)
    assert Counter(c for c in shown if c.isalnum()) == _source_letters(_pdf(_TWO_COLUMNS, page=_HEADED))


def test_a_paragraph_goes_on_over_the_page() -> None:
    text = _read(_PROSE * 14 + "\n\n" + _PROSE)
    assert [words for _, words in _shown(text)] == [(_PROSE * 14).strip(), _PROSE.strip()]
    assert [block.line for block in text.blocks] == [1, 2]


def test_numbers_bullets_and_citations_at_the_start_of_a_line() -> None:
    text = _read(
        """#set par(hanging-indent: 20pt)
1.1 #h(9pt) The Supplier delivers the instruments #h(1fr) within the time that Section \\
2.1 states, or at the latest #h(1fr) within thirty \\
(30) days, whichever is later.

(a) #h(9pt) Goods that are perishable are delivered within a day.

(b) #h(9pt) Either party may (i) give notice of termination, #h(1fr) (ii) suspend the works; \\
(iii) call for a meeting of all.
#set par(hanging-indent: 0pt)
- carriage and insurance
- storage, where the Customer is late to collect the goods from the warehouse at the harbour of arrival
"""
    )
    shown = _shown(text)
    assert [words.split()[0] for _, words in shown] == ["1.1", "(a)", "(b)", "carriage", "storage,"]
    assert "that Section 2.1 states" in shown[0][1]
    assert shown[0][1].endswith("within thirty (30) days, whichever is later.")
    assert shown[2][1].endswith("(iii) call for a meeting of all.")
    assert [block.bullet for block in text.blocks] == [False, False, False, True, True]


def test_depth_of_plain_numbers_comes_from_their_indent() -> None:
    text = _read(
        "+ Fees\n  + The Customer pays the fees in advance.\n  + Late payments bear interest.\n+ Term\n"
        "  + The term is a year."
    )
    assert [(block.level, text.at(block.span)) for block in text.blocks] == [
        (1, "1. Fees"),
        (2, "1. The Customer pays the fees in advance."),
        (2, "2. Late payments bear interest."),
        (1, "2. Term"),
        (2, "1. The term is a year."),
    ]


@pytest.mark.parametrize("stroke", ["0.5pt", "none", "(x, y) => (bottom: 0.5pt)"], ids=["grid", "no rules", "rows"])
def test_tables(stroke: str) -> None:
    text = _read(
        f"{_PROSE}\n#table(columns: (1fr, 1fr, 2fr), stroke: {stroke}, inset: 6pt, [*Item*],[*Price*],[*Remark*],"
        "[Compass],[EUR 40],[Delivered with a wooden box and with a certificate of the maker],"
        "[Sextant],[EUR 300],[Sold as is],[Barometer],[EUR 90],[Out of stock until the end of the summer season])\n"
        f"{_PROSE}"
    )
    (table,) = [block for block in text.blocks if block.kind is BlockKind.TABLE]
    rows = [[text.at(cell.span) for cell in row] for row in table.cells]
    assert rows[0] == ["Item", "Price", "Remark"]
    assert rows[1] == ["Compass", "EUR 40", "Delivered with a wooden box and with a certificate of the maker"]
    assert [row[0] for row in rows] == ["Item", "Compass", "Sextant", "Barometer"]
    assert all(cell.header for cell in table.cells[0])
    assert [kind for kind, _ in _shown(text)] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]


def test_definitions_set_in_two_columns_are_paragraphs() -> None:
    text = _read(
        f"{_PROSE}\n#grid(columns: (1fr, 3fr), row-gutter: 10pt, [*“Goods”*], [means the instruments that the Supplier "
        "delivers under an order that it has accepted;], [*“Harbour”*], [has the meaning given in Schedule 1; and], "
        f"[*“Works”*], [means installation.])\n{_PROSE}"
    )
    assert [words[:20] for _, words in _shown(text)][1:4] == [
        "“Goods” means the in", "“Harbour” has the me", "“Works” means instal",
    ]  # fmt: skip


def test_a_title_over_several_centred_lines_is_one() -> None:
    text = _read(f"#align(center)[#text(18pt)[*Harbour Cloud*]\\ #text(18pt)[*Services Agreement*]]\n\n{_PROSE}")
    assert _shown(text)[0] == (BlockKind.HEADING, "Harbour Cloud Services Agreement")


def test_lines_close_above_and_below_a_table_are_no_part_of_it() -> None:
    rows = "".join(f"[{name}],[{value}]," for name, value in (("Customer", "Kestrel"), ("Item", "Desk"), ("Fee", "90")))
    text = _read(
        "#set par(spacing: 0.65em)\n*Order*\n\n"
        f"#grid(columns: (1fr, 1fr), row-gutter: 0.65em, {rows})\n"
        f"#grid(columns: (20pt, 1fr), [1.], [Term. {_PROSE}])",
    )
    assert [words[:9] for _, words in _shown(text)] == ["Order", "Customer\n", "1. Term. "]


def test_a_row_that_a_page_break_cuts_is_one() -> None:
    rows = f"[Survey],[{_PROSE}],[900],[Advice],[By letter.],[400],"
    text = _read(
        f"{_PROSE}\n#table(columns: (70pt, 1fr, 40pt), table.header[*Service*][*Description*][*Fee*], {rows})",
        page="width: 300pt, height: 260pt, margin: 30pt",
    )
    (table,) = [block for block in text.blocks if block.kind is BlockKind.TABLE]
    assert [[text.at(cell.span) for cell in row] for row in table.cells] == [
        ["Service", "Description", "Fee"],
        ["Survey", _PROSE.strip(), "900"],
        ["Advice", "By letter.", "400"],
    ]


def test_headings_at_the_side_stand_over_their_text() -> None:
    rows = ", ".join(f"[*{n} {head}*], [{_PROSE}]" for n, head in ((1, "Cover"), (2, "Claims"), (3, "Premium")))
    text = _read(f"#grid(columns: (90pt, 1fr), row-gutter: 14pt, {rows})")
    assert [words for _, words in _shown(text)] == [
        part for head in ("1 Cover", "2 Claims", "3 Premium") for part in (head, _PROSE.strip())
    ]


def test_side_by_side_signatures_are_read_one_after_the_other() -> None:
    block = r"[{}\ By: \_\_\_\_\_\_\ Name: {}\ Title: {}]"
    parties = ("HARROW LTD", "Ann Larch", "Director"), ("KESTREL PLC", "Bo Wren", "Secretary")
    text = _read(f"{_PROSE}\n\n#grid(columns: (1fr, 1fr), {','.join(block.format(*party) for party in parties)})")
    assert " ".join(text.text.split()).endswith(
        "HARROW LTD By: ______ Name: Ann Larch Title: Director KESTREL PLC By: ______ Name: Bo Wren Title: Secretary"
    )


def test_line_numbers_are_set_aside_and_clause_numbers_are_not() -> None:
    clauses = "\n\n".join(f"{number}. {_PROSE}" for number in ("1", "2", "3"))
    text = _read(f"#set par.line(numbering: n => [#n])\n{clauses}".replace("\n1.", "\n1\\."))
    assert [words[:3] for _, words in _shown(text)] == ["1. ", "2. ", "3. "]
    assert [(words.split()[:3], reason) for words, reason in text.removed] == [
        (["1", "2", "3"], "line numbers in the margin")
    ]
    listed = _read("\n\n".join(f"#grid(columns: (20pt, 1fr), [{n}], [Clause {n} is short.])" for n in range(1, 10)))
    assert listed.removed == ()


def test_a_large_first_letter_belongs_to_its_word() -> None:
    text = _read(f"#grid(columns: (24pt, 1fr), [#text(32pt)[T]], [he Supplier delivers. {_PROSE}])\n\n{_PROSE}")
    assert _shown(text)[0][1] == f"The Supplier delivers. {_PROSE}".strip()


def test_numbers_hanging_in_narrow_columns_stay_with_their_words() -> None:
    clauses = "\n\n".join(f"#grid(columns: (26pt, 1fr), [{n}.1], [{_PROSE}])" for n in range(1, 13))
    text = _read(
        f"#set columns(gutter: 8pt)\n#set text(7pt)\n{clauses}", page="columns: 2, width: 500pt, height: 500pt"
    )
    assert [words[:5].split()[0] for _, words in _shown(text)] == [f"{n}.1" for n in range(1, 13)]


def test_heads_of_a_single_page_that_say_what_they_are() -> None:
    text = _read(
        _PROSE,
        page="width: 420pt, height: 595pt, margin: 50pt, header: [Harrow Ltd #h(1fr) Confidential],"
        " footer: [Contract HK-7 #h(1fr) Page 1 of 1 Pages]",
    )
    assert {words for words, _ in text.removed} == {"Harrow Ltd Confidential", "Contract HK-7 Page 1 of 1 Pages"}
    assert _read(f"Harrow Ltd #h(1fr) Order 7\n\n{_PROSE}").removed == ()
    small = "#text(7pt)[HK-7/26 #h(1fr) Copy of the owner]"
    text = _read(_PROSE, page=f"width: 420pt, height: 595pt, margin: 50pt, header: [{small}]")
    assert text.removed == (("HK-7/26 Copy of the owner", "running head"),)


def test_styles_links_and_footnotes() -> None:
    text = _read(
        '*Reverse engineering.* You must _never_ copy the #underline[Licensed Works]; see #link("https://example.org/t")['
        f"our terms]. {_PROSE}#footnote[As amended.] {_PROSE}"
    )
    block = text.blocks[0]
    assert [text.at(run.span).strip() for run in block.runs if run.bold] == ["Reverse engineering."]
    assert [text.at(run.span).strip() for run in block.runs if run.italic] == ["never"]
    assert [text.at(run.span).strip() for run in block.runs if run.underline] == ["Licensed Works"]
    assert [(text.at(run.span).strip(), run.href) for run in block.runs if run.href] == [
        ("our terms", "https://example.org/t")
    ]
    note: Block = text.blocks[-1]
    assert (text.at(note.span), note.containers) == ("[1] As amended.", ("footnote",))
    assert "[1]" in text.at(block.span)


def test_a_hyphen_of_the_line_break_goes_and_a_word_keeps_its_own() -> None:
    text = _read(
        "The non-exclusive licence is described elsewhere.\n\nInformation about the licence, in the form of a non-\\\n"
        "exclusive grant, and infor-\\\nmation about third-\\\nparty works, which a third person or a party sends."
    )
    assert "in the form of a non-exclusive grant, and information about third-party works" in text.text


def test_one_line_without_a_page_number_stays() -> None:
    text = _read("12")
    assert text.text == "12"


def _pictures(*, text_on: int | None = None) -> bytes:
    """Two pages that are pictures, the given one with a line of text."""
    document = pypdfium2.PdfDocument.new()
    for place in range(2):
        page = document.new_page(300, 300)
        bitmap = pypdfium2.PdfBitmap.new_native(8, 8, pypdfium2.raw.FPDFBitmap_BGR)
        image = pypdfium2.PdfImage.new(document)
        image.set_bitmap(bitmap)
        image.set_matrix(pypdfium2.PdfMatrix().scale(300, 300))
        page.insert_obj(image)
        if place == text_on:
            font = pypdfium2.raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
            held = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, font, 12.0)
            words = "The parties agree.\0".encode("utf-16-le")
            pypdfium2.raw.FPDFText_SetText(held, ctypes.cast(words, ctypes.POINTER(ctypes.c_ushort)))
            pypdfium2.raw.FPDFPage_InsertObject(page.raw, held)
        page.gen_content()
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_pictures_of_pages_are_refused_with_the_mend() -> None:
    with pytest.raises(BadInput, match=r"^scan\.pdf: .*pictures of pages and no text; run it through text recognition"):
        read(_pictures(), "scan.pdf")


def test_some_pages_without_text_are_noted() -> None:
    text = read(_pictures(text_on=0), "scan.pdf")
    assert text.text == "The parties agree."
    assert [note for note in text.notes if "pictures without text: 2" in note]


def test_a_locked_file_is_refused_with_the_mend() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf("Words.")))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(BadInput, match=r"^locked\.pdf: protected by a password"):
        read(out.getvalue(), "locked.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>", _pdf("Words.")[:300]])
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^broken\.pdf: the PDF is damaged"):
        read(data, "broken.pdf")


def test_a_turned_page_reads_as_it_is_seen() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(f"{_PROSE}\n\n- first\n- second")))
    writer.pages[0].rotate(90)
    out = io.BytesIO()
    writer.write(out)
    assert [words for _, words in _shown(read(out.getvalue(), "a.pdf"))] == [_PROSE.strip(), "first", "second"]


def test_text_set_upwards_is_read_along_its_own_lines() -> None:
    upwards = _read(f"#rotate(-90deg, reflow: true)[#box(width: 480pt)[{_PROSE}\n\n{_PROSE}]]")
    assert [words for _, words in _shown(upwards)] == [_PROSE.strip(), _PROSE.strip()]


def test_a_watermark_is_set_aside() -> None:
    text = _read(f"#place(center + horizon, rotate(-45deg, text(40pt)[DRAFT]))\n{_PROSE}")
    assert text.text == _PROSE.strip()
    assert text.removed == (("DRAFT", "words set at an angle (watermark, stamp or margin)"),)
