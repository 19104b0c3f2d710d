"""RTF: characters of every kind, numbers as printed, destinations, tables, changes."""

from __future__ import annotations

import pytest

from navigator.model.text import BlockKind, CanonicalText
from navigator.pipeline import analyse
from navigator.reading import read

FONTS = r"{\fonttbl{\f0\fcharset0 Calibri;}{\f1\fcharset204 Arial;}{\f2\fcharset2 Symbol;}{\f3\fcharset128 Mincho;}}"


def rtf(body: str) -> CanonicalText:
    return read(("{\\rtf1\\ansi\\ansicpg1252" + FONTS + body + "}").encode("cp1252"), "a.rtf")


def lines(text: CanonicalText) -> list[str]:
    return [text.at(block.span) for block in text.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"caf\'e9 \u8364?5 \lquote a\rquote\emdash b", "café €5 ‘a’—b"),
        (r"\u-10179?\u-8704? face", "😀 face"),
        (r"\uc2\u8364\'80\'80 after", "€ after"),
        (r"{\uc0\u233}t\u233e", "été"),
        (r"\f1\'cf\'f0\'e8\f0  end", "При end"),
        (r"\f3\'93\'fa\'96\'7b", "日本"),
        (r"a\~b\_c \{d\} \\e", "a b‑c {d} \\e"),
        ("first\\\nsecond", "first"),
        (r"half\line line", "half\u2028line"),
    ],
)
def test_characters(source: str, expected: str) -> None:
    assert lines(rtf(source + r"\par"))[0] == expected


def test_numbers_looks_and_headings() -> None:
    text = rtf(
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0\b heading 1;}}"
        r"\pard\s1{\listtext 1.\tab}Fees\par\pard\s0{\listtext 1.1\tab}\ls1\ilvl1 The {\b buyer} pays {\i each} "
        r"{\ul invoice}.\par"
        r"\pard{\listtext (a)\tab}\ls1\ilvl2 in euros;\par{\listtext\f2\'b7\tab}\ls2 a point\par\pard\qc Centred\par"
    )
    assert lines(text) == ["1. Fees", "1.1 The buyer pays each invoice.", "(a) in euros;", "a point", "Centred"]
    assert [block.kind for block in text.blocks[:4]] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM,
    ]  # fmt: skip
    styles = {text.at(run.span).strip(): run for run in text.blocks[1].runs}
    assert styles["buyer"].bold
    assert styles["each"].italic
    assert styles["invoice"].underline
    assert text.blocks[4].align == "center"


def test_depth_of_numbers_that_stand_before_the_codes_of_their_paragraph() -> None:
    """As Word writes them: the number, then `\\pard` and the place in the list."""
    number = r"{{\listtext\pard\plain {}\tab}}\pard\ls1\ilvl{} {}\par "
    rows = (("1.", 0, "Fees"), ("(a)", 1, "in euros;"), ("(i)", 2, "yearly"), ("(b)", 1, "in advance"))
    text = rtf("".join(number.format(*row) for row in rows))
    assert [(text.at(b.span), b.level) for b in text.blocks[1:]] == [
        ("(a) in euros;", 2),
        ("(i) yearly", 3),
        ("(b) in advance", 2),
    ]


def test_the_last_entry_of_a_table_of_contents_belongs_to_it() -> None:
    text = rtf(r"{\field{\*\fldinst TOC \\o}{\fldrslt 1. Fees 2\par 2. Term 3}}\par The fees are due.\par")
    assert [block.containers for block in text.blocks] == [("toc",), ("toc",), ()]


def test_destinations_are_kept_or_reported() -> None:
    text = rtf(
        r"{\info{\title Not text}}{\header Draft of May\par}{\*\generator Word}{\pict\pngblip 89504e47}{\*"
        r"\unknown Not text}"
        r'See {\field{\*\fldinst{HYPERLINK "https://example.org/a"}}{\fldrslt our page}}{\footnote\pard Noted '
        r"below.} here."
        r"{\*\atnauthor AB}{\*\annotation Ask finance\par}{\deleted ten}{\v unseen}"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Boxed words.\par}}{\shprslt Boxed words.\par}}\par"
    )
    assert lines(text) == ["See our page[1] here.", "[1] Noted below.", "Boxed words."]
    assert [block.containers for block in text.blocks] == [(), ("footnote",), ("textbox",)]
    assert [run.href for run in text.blocks[0].runs if run.href] == ["https://example.org/a"]
    assert {reason: words for words, reason in text.removed} == {
        "running head": "Draft of May", "comment in the margin": "Ask finance", "deleted in tracked changes": "ten",
        "hidden text": "unseen",
    }  # fmt: skip


def test_tables() -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl {}\cell {}\cell\row "
    text = rtf(r"Before\par " + row.format("Plan", "Fee") + row.format("Basic", "5 euros") + r"\pard After\par")
    assert [block.kind for block in text.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert [[text.at(cell.span) for cell in cells] for cells in text.blocks[1].cells] == [
        ["Plan", "Fee"],
        ["Basic", "5 euros"],
    ]


def test_an_agreement() -> None:
    clauses = (
        ("1.", "Scope", "1.1", "This lease covers the rooms named in the order."),
        ("2.", "Rent", "2.1", "The rent is due monthly."),
    )
    body = r"\pard\qc\b\fs36 Lease of Rooms\par "
    for number, title, inner, words in clauses:
        body += (
            rf"\pard\plain\b\fs22{{\listtext {number}\tab}}\ls1 {title}\par\pard\plain"
            rf"\fs22{{\listtext {inner}\tab}}\ls1\ilvl1 {words}\par "
        )
    agreement = analyse(("{\\rtf1" + body + "}").encode(), "lease.rtf").agreement
    assert agreement.title == "Lease of Rooms"
    assert [(q.full_number, q.heading) for q in agreement.provisions] == [
        ("1", "Scope"),
        ("1.1", None),
        ("2", "Rent"),
        ("2.1", None),
    ]


@pytest.mark.parametrize(
    "source",
    [
        b"{" * 50_000 + b"words",
        b"}" * 1000 + b"words",
        rb"\bin99999999 x\par words",
        rb"\u99999999?words\par",
        b"\\'zz\\words",
    ],
)
def test_broken_files_are_read_as_far_as_they_go(source: bytes) -> None:
    assert read(b"{\\rtf1 start of words\\par " + source, "a.rtf").text.startswith("start of words")
