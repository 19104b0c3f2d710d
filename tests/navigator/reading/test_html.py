"""Saved web pages: what is shown, as a browser shows it; what surrounds the agreement is told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind, CanonicalText
from navigator.pipeline import analyse
from navigator.reading import read


def page(body: str, head: str = "") -> CanonicalText:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def lines(text: CanonicalText) -> list[str]:
    return [text.at(block.span) for block in text.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol><li>a</li><li>b</li></ol>", ["1. a", "2. b"]),
        ("<ol start=4 type=i><li>a<li>b</ol>", ["iv. a", "v. b"]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3. a", "2. b", "1. c"]),
        ("<ol><li>a<li value=9>b<li>c</ol>", ["1. a", "9. b", "10. c"]),
        ("<ol><li>a<ol type=a><li>x<li>y</ol></li><li>b</ol>", ["1. a", "a. x", "b. y", "2. b"]),
        ('<ol style="list-style-type: upper-roman"><li>a</ol>', ["I. a"]),
        ('<ol style="list-style: none"><li>a</ol>', ["a"]),
        ("<ol><li>1.1 a</li><li>1.2 b</li></ol>", ["1.1 a", "1.2 b"]),
        ("<ol><li><h2>Scope</h2><p>Words.</p></li></ol>", ["1. Scope", "Words."]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
    ],
)
def test_lists_print_the_numbers_of_a_browser(source: str, expected: list[str]) -> None:
    assert lines(page(source)) == expected


def test_numbers_that_the_style_sheet_prints() -> None:
    dotted = "<style>ol > li::before { content: counters(item, '.') ' '; counter-increment: item }</style>"
    assert lines(page("<ol><li>a<ol><li>b<li>c</ol></li><li>d</ol>", dotted)) == ["1. a", "1.1 b", "1.2 c", "2. d"]
    docs = '<style>.lst-kix_q-0 > li:before { content: "Section " counter(lst-ctn-kix_q-0, upper-roman) ". " }</style>'
    assert lines(page('<ol class="lst-kix_q-0 start" start="2"><li>a<li>b</ol>', docs)) == [
        "Section II. a",
        "Section III. b",
    ]


def test_blocks_in_order_with_their_looks() -> None:
    text = page(
        '<style>.c1{font-weight:700}</style><h2 id="s1">Fees</h2>'
        '<div>Pay <span class="c1">promptly</span> and <em>in full</em>'
        ' to <a href="https://example.org/pay">us</a> or <a href="javascript:x()">here</a>.<br>Thanks.<br>'
        "<br>Next part.</div>"
        "<blockquote>Set apart.</blockquote><hr><dl><dt>Day</dt><dd>A calendar day.</dd></dl>"
    )
    assert lines(text) == [
        "Fees", "Pay promptly and in full to us or here.\u2028Thanks.", "Next part.", "Set apart.", "",
        "Day", "A calendar day.",
    ]  # fmt: skip
    heading, paragraph = text.blocks[0], text.blocks[1]
    assert (heading.kind, heading.level, heading.anchor) == (BlockKind.HEADING, 2, "s1")
    looks = {text.at(run.span).strip(): run for run in paragraph.runs}
    assert looks["promptly"].bold
    assert looks["in full"].italic
    assert [run.href for run in paragraph.runs if run.href] == ["https://example.org/pay"]
    assert text.blocks[3].containers == ("quote",)


def test_what_surrounds_the_agreement_is_told_apart() -> None:
    text = page(
        '<header class="site-header"><nav><a href="/">Home</a></nav></header>'
        '<div id="cookie-consent">This page sets cookies. <button>Accept</button></div>'
        "<main><h1>Site Terms</h1><header>Of this part</header><aside class='tldr'>Be kind.</aside>"
        f"<p>{'You may use the site as these terms allow. ' * 12}</p>"
        "<details><summary>What this means</summary>Use it well.</details></main>"
        "<aside>Also read our stories</aside><footer>Imprint</footer>"
        "<script>track()</script><noscript>No scripts?</noscript><div hidden>Never shown</div>",
        "<title>Site Terms - Example</title>",
    )
    by_words = {text.at(block.span)[:20]: block.containers for block in text.blocks}
    assert by_words["Home"][-1] == "nav"
    assert by_words["This page sets cooki"] == ("nav",)
    assert by_words["Of this part"] == ()
    assert by_words["Be kind."] == ("summary",)
    assert by_words["What this means"] == ("details",)
    assert by_words["Also read our storie"] == ("aside",)
    assert by_words["Imprint"] == ("footer",)
    assert {reason for _, reason in text.removed} == {
        "title of the browser window", "control of the page", "script or style of the page",
        "shown only without scripts",
        "hidden on the page",
    }  # fmt: skip


def test_a_form_around_the_whole_page_and_an_accordion_are_the_agreement() -> None:
    clause = "The parties keep each other informed of every change of address. " * 8
    text = page(
        f"<form id='aspnetForm'><h1>Terms</h1><button aria-controls='c1'>1. Notices</button>"
        f"<div id='c1' hidden>{clause}</div></form>"
    )
    assert [block.containers for block in text.blocks] == [(), (), ()]
    assert lines(text)[1] == "1. Notices"
    assert text.removed == ()


def test_tables() -> None:
    text = page(
        "<table><tr><th>Plan<th>Fee<tr><td>Basic<td>5 euros</table>"
        "<table role=presentation><tr><td>Only<td>layout</table>"
        "<table><tr><td>2.1<td>A clause beside its number.<tr><td>2.2<td>Another.</table>"
    )
    assert text.blocks[0].kind is BlockKind.TABLE
    assert [[text.at(cell.span) for cell in row] for row in text.blocks[0].cells] == [
        ["Plan", "Fee"],
        ["Basic", "5 euros"],
    ]
    assert [cell.header for cell in text.blocks[0].cells[0]] == [True, True]
    assert lines(text)[1:] == ["Only", "layout", "2.1 A clause beside its number.", "2.2 Another."]


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="windows-1252"><p>Café – “terms”</p>'.encode("cp1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Café – “terms”</p>'.encode(
            "cp1252"
        ),
        '<meta charset="iso-8859-1"><p>Café – “terms”</p>'.encode(),
        "\ufeff<p>Café – “terms”</p>".encode("utf-16-le"),
        "<p>Caf&eacute; &ndash; &ldquo;terms&#8221;</p>".encode("ascii"),
    ],
)
def test_characters(data: bytes) -> None:
    assert read(data, "page.html").text == "Café – “terms”"


def test_a_page_saved_as_one_file() -> None:
    data = (
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--B"'
        b"\r\n\r\n"
        b"----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><h1>Terms =E2=80=93 saved</h1><p>One =\r\nline.</p></body></html>\r\n----B--\r\n"
    )
    assert lines(read(data, "saved.bin")) == ["Terms – saved", "One line."]


def test_the_language_of_the_words_beats_a_default_declaration() -> None:
    german = "<html lang='en'><p>Wir erbringen die Leistung, und der Kunde zahlt die Gebühr mit der Zeit.</p></html>"
    assert read(german.encode(), "a.html").language == "de"
    assert read(b"<html lang='pl-PL'><p>Umowa</p></html>", "a.html").language == "pl"


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 20_000 + b"deep words",
        b"<table><tr><td>" * 2_000 + b"deep words",
        b"".join(b"<p><b class=%d>" % i for i in range(3_000)) + b"deep words",
        b"<p>a</p><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b; deep words",
        b"<html><p title='" + b"x" * 1_000_000 + b"'>deep words",
        b"<p>\x00\x01\xff deep words <",
        b"<html><p>deep words<script>never closed",
        b"<html><p>deep words" + b"<!-- " * 50_000,
        b"<!-- -->" * 900 + b"<p>deep words",
    ],
)
def test_hostile_pages_are_read_safely(data: bytes) -> None:
    assert "deep words" in " ".join(read(data, "page.html").text.split())


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(BadInput, match=r"page\.html: has more than"):
        read(b"<html>" + b"<p>" * 1_000_001, "page.html")


def test_a_title_set_in_a_styled_block_and_page_numbers_of_a_filing() -> None:
    text = page(
        "<nav><a href='/'>Site Terms</a></nav><div class=big>Site Terms</div><p>Words.</p><p>- 2 -</p><hr>"
        "<p>3</p><p>More.</p>",
        "<title>Site Terms | Example</title>",
    )
    title = text.blocks[1]
    assert (title.kind, title.level) == (BlockKind.HEADING, 1)
    assert lines(text)[2:] == ["Words.", "", "3", "More."]
    assert ("- 2 -", "page number") in text.removed


def test_content_beats_the_ending() -> None:
    assert read(b"<html><p>Words", "terms.docx").source.media_type == "text/html"


def test_no_word_of_a_real_page_is_lost(corpus_file: Callable[[str], Path]) -> None:
    data = corpus_file("open/mozilla-firefox-cloud-tos.de.html").read_bytes()
    text = read(data, "terms.html")
    raw = unescape(re.sub(r"<[^>]*>", " ", data.decode()))
    assert set(re.findall(r"\w+", raw)) <= set(re.findall(r"\w+", text.text))
    agreement = analyse(data, "terms.html").agreement
    assert agreement.coverage.source_words == agreement.coverage.placed_words


@pytest.mark.parametrize(
    "box",
    [
        '<div class="plain-english">{}</div>',
        '<div class="callout"><b>In short:</b> {}</div>',
        "<details><summary>What this means</summary><p>{}</p></details>",
    ],
)
def test_boxes_that_explain_a_clause_are_summaries(box: str) -> None:
    clauses = (("1. Account", "Keep it safe."), ("2. Fees", "Pay on time."))
    long = "<p>The customer does what this clause asks for within thirty days of the order.</p>"
    body = "".join(f"<h2>{title}</h2>{box.format(words)}{long}" for title, words in clauses)
    agreement = analyse(f"<html><h1>Terms of Service</h1>{body}</html>".encode(), "terms.html").agreement
    assert [(s.beside, agreement.summary_text(s)) for s in agreement.summaries] == [
        (("sec_1",), "Keep it safe."),
        (("sec_2",), "Pay on time."),
    ]


def test_a_page_without_head_and_body_tags_is_read_whole() -> None:
    source = "<!doctype html><title>Terms</title><nav>Home</nav><main><h1>Terms</h1><p>Be kind.</main>"
    assert lines(read(source.encode(), "page.html")) == ["Home", "Terms", "Be kind."]


def test_clauses_marked_as_headings_by_a_word_processor_are_items_of_their_list() -> None:
    clause = "<b>Delivery.</b> " + "The maker sends the widgets to the buyer by post on the next weekday. " * 3
    page = f"<ol><li><h1>Widgets</h1><ol><li><h1>{clause}</h1></li><li><h1>Returns</h1></li></ol></li></ol><p>End.</p>"
    text = read(f"<!doctype html><html><body>{page}</body></html>".encode(), "terms.html")
    assert [(block.kind.value, block.level) for block in text.blocks] == [
        ("heading", 1),
        ("list_item", 2),
        ("list_item", 2),
        ("paragraph", 0),
    ]
