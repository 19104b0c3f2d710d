"""Layouts of publishers, set on the spot: titles over columns, notes in their place, bookmarks of whole clauses."""

from __future__ import annotations

import typst

from navigator.model.text import BlockKind, CanonicalText
from navigator.reading import read

_CLAUSES = [
    "The Supplier keeps the instruments insured against loss and damage until the Customer has taken delivery of them.",
    "Whoever discovers a shortcoming notifies the other party without unreasonable hesitation, and describes it.",
    "Replacement instruments are dispatched from the nearest warehouse, and the Supplier bears the carriage of them.",
]


def _read(body: str, page: str = '"a5", margin: 40pt') -> CanonicalText:
    head = f'#set page({page})\n#set par(justify: true)\n#set text(size: 9pt, lang: "en", hyphenate: true)\n'
    return read(typst.compile((head + body).encode()), "draft.pdf")


def _lines(text: CanonicalText) -> list[str]:
    return [text.at(block.span) for block in text.blocks]


def test_a_title_in_the_middle_of_three_columns_stands_above_them() -> None:
    clauses = "\n\n".join(f"#par(hanging-indent: 1.6em)[#box[{n}.] {_CLAUSES[n % 3]}]" for n in range(1, 25))
    title = '#align(center)[#text(12pt, weight: "bold")[Terms of Hire]]'
    body = f"{title}\n#block(height: 330pt, columns(3, gutter: 12pt)[{clauses}])"
    shown = _lines(_read(body, page='"a4", margin: 40pt'))
    assert shown[0] == "Terms of Hire"
    assert [line.split(".")[0] for line in shown[1:]] == [str(n) for n in range(1, 25)]


def test_a_footnote_follows_the_paragraph_that_cites_it() -> None:
    text = _read("\n\n".join([_CLAUSES[0] + "#footnote[As amended.]", *_CLAUSES[1:]]))
    assert _lines(text) == [_CLAUSES[0] + "[1]", "[1] As amended.", *_CLAUSES[1:]]


def test_two_notes_below_one_column_stand_apart() -> None:
    text = _read(f"{_CLAUSES[0]}#footnote[As amended.]\n\n{_CLAUSES[1]}#footnote[In days.]\n\n{_CLAUSES[2]}")
    assert _lines(text)[1::2] == ["[1] As amended.", "[2] In days."]


def test_a_mark_set_like_its_note_opens_it_where_the_text_cites_it() -> None:
    raised = "#super[1]"
    note = "#place(bottom)[#text(7pt)[1 Rates of the day of the order.]]"
    text = _read(f"{_CLAUSES[0]}{raised}\n\n{_CLAUSES[1]}\n{note}")
    assert _lines(text) == [_CLAUSES[0] + "[1]", "[1] Rates of the day of the order.", _CLAUSES[1]]


def test_clauses_among_the_bookmarks_are_no_headings() -> None:
    body = '#show heading: set text(9pt, weight: "regular")\n' + "\n".join(
        [
            f"= 1. Insurance\n== 1.1 {_CLAUSES[0]}",
            f"== 1.2 {_CLAUSES[1][:-1]} as follows:",
            "=== (a) the sails and oars;",
        ]
    )
    kinds = [block.kind for block in _read(body).blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_items_set_in_below_a_line_that_fills_its_column() -> None:
    items = "".join(
        f"#pad(left: 20pt)[#par(hanging-indent: 14pt)[#box(width: 14pt)[({mark})]{_CLAUSES[at]}]]"
        for at, mark in enumerate("abc")
    )
    lead = f"#par(hanging-indent: 20pt)[#box(width: 20pt)[3.1]{_CLAUSES[2]} The same:]"
    body = f"#set block(spacing: 0.65em)\n{lead}\n{items}"
    assert [line.split(" ")[0] for line in _lines(_read(body))] == ["3.1", "(a)", "(b)", "(c)"]


def test_two_languages_beside_each_other_are_read_one_after_the_other() -> None:
    german = ["Der Verleiher liefert die Segel und das Boot an den Mieter, der nicht auf See ist."] * 3
    rows = "".join(
        f"[{n}.1 {e}],[{n}.1 {g}]," for n, (e, g) in enumerate(zip(_CLAUSES * 2, german * 2, strict=True), 1)
    )
    text = _read(f"#grid(columns: (1fr, 1fr), column-gutter: 16pt, row-gutter: 9pt, {rows})", page='"a4", margin: 40pt')
    english = [f"{n}.1 {clause}" for n, clause in enumerate(_CLAUSES * 2, 1)]
    assert _lines(text) == [*english, *(f"{n}.1 {german[0]}" for n in range(1, 7))]
    assert any("two languages" in note for note in text.notes)


def test_a_menu_beside_the_text_is_read_apart_from_it() -> None:
    menu = "#set par(justify: false)\n" + " \\ ".join(
        f"#box[{n}.] {words}"
        for n, words in enumerate(("Hire", "Care of sails", "Prices", "Berths", "Notices", "Law"), 1)
    )
    text = "\n\n".join(["#text(15pt)[Terms of hire]", *_CLAUSES, *_CLAUSES])
    shown = _lines(_read(f"#grid(columns: (70pt, 1fr), column-gutter: 20pt, [{menu}], [{text}])"))
    assert shown[:6] == ["1. Hire", "2. Care of sails", "3. Prices", "4. Berths", "5. Notices", "6. Law"]
    assert shown[6:] == ["Terms of hire", *_CLAUSES, *_CLAUSES]


def test_entries_of_contents_without_leaders_are_lines_of_their_own() -> None:
    entries = " \\ ".join(f"#box[{n}.] {words} #h(1fr) {n + 3}" for n, words in enumerate(("Hire", "Care", "Law"), 1))
    assert _lines(_read(f"{entries}\n\n{_CLAUSES[0]}"))[:3] == ["1. Hire 4", "2. Care 5", "3. Law 6"]


def test_two_languages_in_columns_are_each_read_through_all_pages() -> None:
    german = (
        "Der Verleiher liefert die Segel und das Boot an den Mieter, der nicht auf See ist, und das auf eigene Gefahr."
    )
    sides = [
        "\n\n".join(f"#box[{n}.] {' '.join(words for _ in range(3))}" for n in range(1, 16))
        for words in (_CLAUSES[0], german)
    ]
    text = _read(f"#grid(columns: (1fr, 1fr), column-gutter: 16pt, [{sides[0]}], [{sides[1]}])")
    shown = _lines(text)
    assert [line.split(".")[0] for line in shown] == [str(n) for n in range(1, 16)] * 2
    assert [german in line for line in shown] == [False] * 15 + [True] * 15
    assert any("two languages" in note for note in text.notes)
