"""The PDF: every word of every provision, headings as bookmarks, links, tags, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from navigator.export import write_page_images, write_pdf
from navigator.export.front import audience
from navigator.export.inlines import printable, safe_url
from navigator.jurisdiction import applies
from navigator.model.agreement import Agreement, Layer, Piece, Provision, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.exporting import ExportRequest, Paper
from navigator.model.links import Hyperlink
from navigator.model.rules import Organisation, Profile, Programme
from navigator.model.text import BlockKind, Run, Span
from navigator.pipeline import analyse
from tests.helpers.fabricate import Maker, fabricate
from tests.navigator.export import printed

ON = date(2026, 3, 4)
AS_PUBLISHED = ExportRequest(on=ON)
BESIDE = ExportRequest(on=ON, summaries=True)
BRAZIL = Profile(country="BR")


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return analyse(*next((s.data, s.name) for s in corpus.samples() if s.name.endswith("terms-of-service.md")))


def one(text: str, *, url: str | None = None, **run: bool) -> Analysis:
    """An agreement of one section with one paragraph."""
    maker = Maker(1)
    identity = maker.section(1)
    start = maker.length
    span = maker.write(text)
    block = maker.block(start, runs=(Run(span, **run),))
    maker.provisions[0] = replace(maker.provisions[0], body=(Piece(block, span),))
    if url:
        maker.hyperlinks.append(Hyperlink(identity, Layer.BINDING, span, url))
    return maker.analysis("One")


def plain(analysis: Analysis) -> Analysis:
    """The made-up agreement without the signs that not every computer has a font for."""
    text = analysis.agreement.text
    kept = text.text.replace("𝒜", "A").replace("🇧🇷", "BR")
    return replace(analysis, agreement=replace(analysis.agreement, text=replace(text, text=kept)))


def words_of(agreement: Agreement, provision: Provision) -> list[str]:
    """A provision's own words, block by block (a table's cells each on their own)."""
    found = []
    for piece in provision.body:
        block = agreement.block_of(piece)
        if block.kind is BlockKind.TABLE:
            found += [agreement.text.at(inner.span) for inner in block.inner()]
        else:
            found.append(agreement.text.at(piece.span))
    return [printed.squeezed(printable(words)) for words in found]


def missing_words(analysis: Analysis, text: str) -> list[str]:
    agreement = analysis.agreement
    return [
        f"{provision.label}: {words[:80]}"
        for provision in agreement.provisions
        for words in words_of(agreement, provision)
        if words not in text
    ]


SCRIPTS = {
    "ar": ("Amiri", "# شروط الخدمة\n\n## 1. التعريفات\n\n1.1 يعني العميل الشخص الذي يوقع هذا الاتفاق."),
    "he": ("NotoSansHebrew", "# תנאים\n\n## 1. הגדרות\n\n1.1 הלקוח הוא מי שחתם על הסכם זה."),
    "ja": ("NotoSansCJKjp", "# 利用規約\n\n## 1. 定義\n\n1.1 「利用者」とは、サービスを利用する者をいう。"),
    "ko": ("NotoSansCJKkr", "# 이용약관\n\n## 1. 정의\n\n1.1 이용자란 이 약관에 따라 서비스를 이용하는 자를 말한다."),
    "zh": ("NotoSansCJKsc", "# 服务条款\n\n## 1. 定义\n\n1.1 本协议受中华人民共和国法律管辖，直角为准。"),
    "uk": ("SourceSerifPro", "# Умови\n\n## 1. Визначення\n\n1.1 Договір укладено у Києві; ці умови є обов’язковими."),
    "vi": ("SourceSerifPro", "# Điều khoản\n\n## 1. Định nghĩa\n\n1.1 Thỏa thuận này tuân theo pháp luật."),
}


class TestWords:
    @pytest.mark.parametrize("script", SCRIPTS)
    def test_every_script_has_a_packaged_font(self, script: str) -> None:
        font, text = SCRIPTS[script]
        analysis = analyse(text.encode(), f"{script}.md")
        told: list[str] = []
        pdf = write_pdf(analysis, None, AS_PUBLISHED, told.append)
        clause = text.rpartition("1.1 ")[2]
        assert told == []
        assert any(font in name for name in printed.fonts(pdf))
        assert printed.squeezed(clause).rstrip(".。") in printed.text(pdf)
        assert "Characters" not in printed.text(pdf)

    def test_made_up_agreement_word_for_word(self) -> None:
        analysis = plain(fabricate(60, seed=3))
        pdf = write_pdf(analysis, None, AS_PUBLISHED)
        assert missing_words(analysis, printed.text(pdf, left=38)) == []

    def test_sample_word_for_word(self, sample: Analysis) -> None:
        pdf = write_pdf(sample, None, AS_PUBLISHED)
        assert missing_words(sample, printed.text(pdf, left=38)) == []

    def test_sample_side_by_side(self, sample: Analysis) -> None:
        pdf = write_pdf(sample, None, BESIDE)
        assert missing_words(sample, printed.text(pdf, left=94)) == []
        column = printed.text(pdf, left=20, right=210 - 79)
        agreement = sample.agreement
        for summary in agreement.summaries:
            for piece in summary.pieces:
                assert printed.squeezed(agreement.text.at(piece.span)).lstrip("•") in column
        assert printed.read_aloud(pdf).count("Inplainlanguage—notbindingBindingtext") == 1

    @pytest.mark.parametrize("head", [False, True])
    def test_a_row_that_is_longer_than_a_page_breaks(self, head: bool) -> None:
        lines = [f"kind of data number {number}" for number in range(150)]
        cells = f"<tr><td>Usage data</td><td>{'<br>'.join(lines)}</td></tr>"
        top = f"<thead>{cells.replace('td>', 'th>')}</thead>" if head else ""
        table = f"<table>{top}{cells}</table>"
        source = f"<h1>Terms</h1><h2>1. Data</h2><p>1.1 We hold:</p>{table}<h2>2. End</h2><p>2.1 It ends.</p>"
        text = printed.text(write_pdf(analyse(source.encode(), "terms.html"), None, AS_PUBLISHED), left=38)
        assert [line for line in lines if printed.squeezed(line) not in text] == []

    @pytest.mark.parametrize("name", ["twilio-terms-of-service.md", "open/wikimedia-terms-of-use.md"])
    def test_real_agreement_word_for_word(self, corpus_file: Callable[[str], Path], name: str) -> None:
        path = corpus_file(name)
        analysis = analyse(path.read_bytes(), path.name)
        pdf = write_pdf(analysis, None, ExportRequest(on=ON, paper=Paper.LETTER))
        assert missing_words(analysis, printed.text(pdf, left=38)) == []

    @pytest.mark.parametrize(
        "name", ["library/WhatsApp/Privacy Policy.md", "open/commonpaper-csa.md", "twilio-terms-of-service.md"]
    )
    def test_read_aloud_word_for_word(self, corpus_file: Callable[[str], Path], name: str) -> None:
        """In the order of the tags, a table's cell that breaks over pages is whole, with no repeated head between."""
        path = corpus_file(name)
        analysis = analyse(path.read_bytes(), path.name)
        for request in (AS_PUBLISHED, BESIDE) if analysis.agreement.summaries else (AS_PUBLISHED,):
            assert missing_words(analysis, printed.read_aloud(write_pdf(analysis, None, request))) == []

    @pytest.mark.parametrize(
        "text",
        [
            '#import "@preview/x:1.0.0": * #eval("1") #read("/etc/passwd")',
            "$ x^2 $ \\ @citation <label> *bold* _emphasis_ `raw` ```block``` ~ -- --- ... // and /* so */ on",
            "= Heading #set page(width: 1pt) #panic() ]}) \\u{41} \\n 'single' \"double\" https://example.org",
            "1. + - / Term: list #[ #{ ${1} %s {0} </script> &amp;",
        ],
    )
    def test_markup_in_an_agreement_is_text(self, text: str) -> None:
        analysis = one(text)
        analysis = replace(analysis, agreement=replace(analysis.agreement, title=text))
        pdf = write_pdf(analysis, None, AS_PUBLISHED)
        assert printed.text(pdf).count(printed.squeezed(text)) == 2  # title and clause

    @settings(max_examples=15)
    @given(st.text(st.characters(codec=None), min_size=1, max_size=60))  # type: ignore[arg-type]
    def test_any_text_can_be_set(self, text: str) -> None:
        assert write_pdf(one(text), None, AS_PUBLISHED).startswith(b"%PDF-")

    def test_a_character_without_a_glyph_is_spelled_out_and_reported(self) -> None:
        text = printed.text(write_pdf(one("before \ue000 after \x07"), None, AS_PUBLISHED))
        assert "before[U+E000]after" in text
        assert "nofonthadU+E000" in text

    @pytest.mark.parametrize("run", [{}, {"italic": True}, {"bold": True, "italic": True}])
    def test_greek_and_cyrillic_come_from_the_packaged_fonts(self, run: dict[str, bool]) -> None:
        analysis = one("Договор и соглашение — Συμφωνία, naïve, Łódź, €5", **run)
        text = printed.text(write_pdf(analysis, None, AS_PUBLISHED))
        assert "Договорисоглашение—Συμφωνία,naïve,Łódź,€5" in text
        assert "ofthecomputer" not in text


class TestStructure:
    def test_what_opens_a_heading_belongs_to_it(self) -> None:
        source = "# 利用規約\n\n## 第1条（定義）\n\n1.1 利用者は規約を守る。\n\n## 第2条（料金）\n\n2.1 料金を支払う。"
        text = printed.read_aloud(write_pdf(analyse(source.encode(), "terms.md"), None, AS_PUBLISHED))
        assert "第1条（定義）1.1" in text
        assert "第2条（料金）2.1" in text

    def test_a_long_word_in_a_narrow_column_stays_on_the_page(self) -> None:
        address = "local.representative.of.the.company@" + "registered" * 6 + ".example"
        row = f"<tr><td>Serbia</td><td>{address}</td><td>{'some words ' * 40}</td></tr>"
        source = f"<h1>Terms</h1><h2>1. Data</h2><p>1.1 We hold:</p><table>{row * 3}</table><p>{address * 2}</p>"
        pdf = write_pdf(analyse(source.encode(), "terms.html"), None, AS_PUBLISHED)
        assert printed.text(pdf, left=38, right=24).count(address) == 5
        assert printed.read_aloud(pdf).count(address) == 5

    def test_what_leads_to_a_list_goes_with_it_to_the_next_page(self) -> None:
        for lines in range(24, 30):
            filled = "".join(f"1.{number} A clause.\n\n" for number in range(1, lines))
            source = f"# Terms\n\n## 1. Duties\n\n{filled}1.{lines} The party shall:\n\n- keep records;\n- pay.\n"
            pdf = write_pdf(analyse(source.encode(), "terms.md"), None, AS_PUBLISHED)
            with closing(pypdfium2.PdfDocument(pdf)) as document:
                pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
            assert any("Thepartyshall:•keeprecords" in page for page in pages)

    def test_bookmarks_are_the_headings(self, sample: Analysis) -> None:
        labels = [
            p.label for p in sample.agreement.provisions if p.label and (p.heading or p.kind != ProvisionKind.ITEM)
        ]
        for request in (AS_PUBLISHED, BESIDE):
            assert [title for _, title in printed.bookmarks(write_pdf(sample, None, request))] == labels

    def test_chosen_provisions_stand_under_their_headings(self) -> None:
        analysis = fabricate(30)
        request = ExportRequest(("sec_2__subsec_2-4", "sec_1__subsec_1-2"), on=ON)
        pdf = write_pdf(analysis, None, request)
        assert printed.bookmarks(pdf) == [
            (0, "1 Part 1"), (1, "1.2 Clause 1.2"), (0, "2 Part 2"), (1, "2.4 Clause 2.4"),
        ]  # fmt: skip
        text = printed.text(pdf)
        assert "2of30provisions" in text
        assert "Extractfromanagreement".upper() in text

    def test_every_reference_that_can_lead_somewhere_does(self) -> None:
        analysis = fabricate(40, seed=2)
        addresses, inside = printed.links(write_pdf(analysis, None, AS_PUBLISHED))
        resolved = [row for row in analysis.references if row.target is not None]
        contents = len(analysis.agreement.children[None])
        assert inside >= len(resolved) + contents * (contents > 3)
        assert set(addresses) == {row.url for row in analysis.hyperlinks}

    def test_no_link_leads_out_of_an_extract(self) -> None:
        analysis = fabricate(40, seed=2)
        row = next(row for row in analysis.references if row.target not in (None, row.provision))
        assert printed.links(write_pdf(analysis, None, ExportRequest((row.provision,), on=ON)))[1] == 0

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "/docs", "#anchor", "http://[", ""])
    def test_unsafe_addresses_are_not_linked(self, url: str) -> None:
        assert safe_url(url) is None
        assert printed.links(write_pdf(one("here", url=url or "x"), None, AS_PUBLISHED)) == ([], 0)

    def test_archival_and_accessible(self, sample: Analysis) -> None:
        pdf = write_pdf(sample, None, BESIDE)
        root = printed.root(pdf)
        metadata = root["/Metadata"].get_object().get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in metadata
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert root["/Lang"] == "en"
        assert sample.agreement.title in metadata
        kinds = set(printed.tags(pdf))
        assert {"/Title", "/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/L", "/LI", "/Link"} <= kinds

    def test_a_language_that_is_no_code_is_left_out(self) -> None:
        for language, expected in (("pt-BR", "pt-BR"), ("fr", "fr"), ("", "en"), ("x-klingon-123", "en")):
            analysis = fabricate(3, language=language)
            assert printed.root(write_pdf(analysis, None, AS_PUBLISHED))["/Lang"] == expected


class TestProfile:
    def test_a_replaced_provision_reads_as_it_binds(self, sample: Analysis) -> None:
        applicability = applies(sample, BRAZIL)
        change = applicability.replaced[0]
        request = ExportRequest((change.target, change.by), BRAZIL, on=ON)
        text = printed.text(write_pdf(sample, applicability, request), left=38)
        row = next(r for r in sample.amendments if r.provision == change.by and r.target == change.target)
        agreement = sample.agreement
        replacement = [printed.squeezed(agreement.text.at(piece.span)) for piece in row.replacement]
        published = words_of(agreement, agreement.by_id[change.target])
        assert f"ReplacedforcustomersinBrazilbySection{change.by_number}." in text
        places = [text.index(words) for words in (*replacement, "PUBLISHEDTEXT", *published)]
        assert places == sorted(places)

    def test_without_a_profile_nothing_is_replaced(self, sample: Analysis) -> None:
        text = printed.text(write_pdf(sample, applies(sample, Profile()), AS_PUBLISHED))
        assert "PUBLISHEDTEXT" not in text
        assert "Whatappliesto" not in text

    def test_special_terms_of_others_are_marked(self, sample: Analysis) -> None:
        applicability = applies(sample, BRAZIL)
        text = printed.text(write_pdf(sample, applicability, ExportRequest((), BRAZIL, on=ON)))
        assert "thisprofiledoesnotmeet" in text
        assert "WhatappliestocustomersinBrazil" in text

    def test_profiles_in_words(self) -> None:
        assert audience(Profile()) == ""
        assert audience(BRAZIL) == "customers in Brazil"
        several = Profile("DE", frozenset({Organisation.NOT_FOR_PROFIT}), frozenset({Programme.PARTNER}))
        assert audience(several) == "not-for-profit organisations in Germany, in the partner programme"


class TestSameness:
    def test_the_same_bytes_for_the_same_day(self) -> None:
        analysis = fabricate(20)
        first = write_pdf(analysis, None, BESIDE)
        assert write_pdf(analysis, None, BESIDE) == first
        assert write_pdf(analysis, None, replace(BESIDE, on=date(2026, 3, 5))) != first

    def test_pictures_are_the_pages(self) -> None:
        analysis = fabricate(12)
        images = write_page_images(analysis, None, BESIDE, ppi=20)
        assert len(images) == printed.pages(write_pdf(analysis, None, BESIDE)) > 0
        assert all(image.startswith(b"\x89PNG") for image in images)
        single = write_page_images(one("A single page."), None, AS_PUBLISHED, ppi=20)
        assert len(single) == 1

    def test_nothing_to_say(self) -> None:
        empty = Maker(1).analysis("")
        assert printed.pages(write_pdf(empty, None, BESIDE)) == 1
        heading_only = Maker(1)
        heading_only.section(1)
        assert printed.bookmarks(write_pdf(heading_only.analysis("x"), None, AS_PUBLISHED)) == [(0, "1 Part 1")]

    def test_an_unknown_provision_is_named(self) -> None:
        with pytest.raises(BadInput, match="sec_99: no such provision"):
            write_pdf(fabricate(3), None, ExportRequest(("sec_99",)))


def test_spans_of_a_setter_cover_the_gaps() -> None:
    """Runs of hostile sources may leave gaps; the words between them are printed all the same."""
    maker = Maker(1)
    maker.section(1)
    start = maker.length
    span = maker.write("alpha beta gamma")
    block = maker.block(start, runs=(Run(Span(start + 6, start + 10), bold=True),))
    maker.provisions[0] = replace(maker.provisions[0], body=(Piece(block, span),))
    assert "alphabetagamma" in printed.text(write_pdf(maker.analysis("Gaps"), None, AS_PUBLISHED))
