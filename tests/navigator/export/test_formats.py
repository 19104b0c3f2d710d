"""Every format beside PDF: the words of real agreements, links, hostile text, sameness."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import corpus
from navigator.export import WRITERS
from navigator.export.inlines import printable
from navigator.jurisdiction import applies
from navigator.model.agreement import Layer, Piece
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportKind, ExportRequest
from navigator.model.rules import Profile
from navigator.pipeline import analyse
from tests.helpers.fabricate import Maker, fabricate
from tests.navigator.export.akoma import schema
from tests.navigator.export.exported import AKN, TEXTS, W, page, part, rendered, rows, sheet, squeezed

ON = date(2026, 3, 4)
PUBLISHED = ExportRequest(on=ON)
BRAZIL = Profile(country="BR")
EVERYTHING = ExportRequest(on=ON, summaries=True, definitions=True, cited=True, deadlines=True)
REAL = (
    "twilio-terms-of-service.md",
    "twilio-acceptable-use-policy.md",
    "open/wikimedia-terms-of-use.md",
    "open/edgar-amendment-employment-agreement.txt",
    "open/common-paper-independent-contractor-agreement.docx",
    "open/mozilla-firefox-cloud-tos.de.html",
)
SAMPLES = tuple(sample.name for sample in corpus.samples())
HOSTILE = "<script>alert(1)</script> &amp; ]]> <!-- \x00\x07\x1b\ufffe\ud800 [x](javascript:y) **b** `c` | =1+1"


@cache
def sample(name: str) -> Analysis:
    return analyse(*next((row.data, row.name) for row in corpus.samples() if row.name == name))


@cache
def _read(path: Path) -> Analysis:
    return analyse(path.read_bytes(), path.name)


@pytest.fixture(params=[*SAMPLES, *REAL])
def agreement(request: pytest.FixtureRequest, corpus_file: Callable[[str], Path]) -> Analysis:
    name: str = request.param
    return sample(name) if name in SAMPLES else _read(corpus_file(name))


@pytest.fixture
def terms() -> Analysis:
    return sample("halyard-terms-of-service.md")


def expected(analysis: Analysis) -> list[tuple[str, str]]:
    """Number, heading and text of every provision, block by block, in reading order."""
    agreement = analysis.agreement
    found = []
    for provision in agreement.provisions:
        head = [agreement.text.at(span) for span in (provision.number_span, provision.heading_span) if span]
        body = [
            agreement.text.at(part)
            for piece in provision.body
            for inner in agreement.block_of(piece).inner()
            if (part := inner.span.intersection(piece.span)) is not None
        ]
        found += [(provision.id, squeezed(printable(words))) for words in head + body]
    return found


def of_one(text: str) -> Analysis:
    """An agreement of one section with one paragraph, which also names it."""
    maker = Maker(1)
    maker.section(1)
    start = maker.length
    span = maker.write(text)
    maker.provisions[0] = replace(maker.provisions[0], body=(Piece(maker.block(start), span),))
    return maker.analysis(text)


@pytest.mark.parametrize("ending", TEXTS)
def test_word_for_word_in_order(agreement: Analysis, ending: str) -> None:
    text = squeezed(TEXTS[ending](WRITERS[ending](agreement, None, PUBLISHED)))
    at = 0
    for identity, words in expected(agreement):
        found = text.find(words, at)
        assert found >= 0, f"{identity}: {words[:80]}"
        at = found + len(words)


class TestLinks:
    def test_page(self, agreement: Analysis) -> None:
        tree = page(WRITERS[".html"](agreement, None, PUBLISHED))
        identities = [node.get("id") for node in tree.iter() if node.get("id")]
        assert len(identities) == len(set(identities))
        inside = {link.get("href") for link in tree.iter("a") if link.get("href").startswith("#")}
        assert inside <= {f"#{identity}" for identity in identities}
        links = {(link.get("href"), squeezed("".join(link.itertext()))) for link in tree.iter("a")}
        assert missing_links(agreement, links, lambda target: f"#{target}") == []
        labels = [squeezed(row.label) for row in agreement.agreement.provisions if row.label]
        contents = [squeezed("".join(link.itertext())) for link in tree.iterfind(".//nav//a")]
        assert contents == [label for label in labels if label in set(contents)]

    def test_word_document(self, agreement: Analysis) -> None:
        data = WRITERS[".docx"](agreement, None, PUBLISHED)
        tree = part(data, "word/document.xml")
        names = [node.get(W + "name") for node in tree.iter(W + "bookmarkStart")]
        assert len(names) == len(set(names)) == len(agreement.agreement.provisions)
        assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)
        order = {row.id: name for row, name in zip(agreement.agreement.provisions, names, strict=True)}
        links = {(node.get(W + "anchor"), squeezed("".join(node.itertext()))) for node in tree.iter(W + "hyperlink")}
        assert {anchor for anchor, _ in links if anchor} <= set(names)
        assert missing_links(agreement, links, order.__getitem__) == []
        headings = [
            squeezed("".join(node.itertext()))
            for node in tree.iter(W + "p")
            if (style := node.find(f"{W}pPr/{W}pStyle")) is not None and style.get(W + "val").startswith("Heading")
        ]
        assert len(headings) == sum(1 for row in agreement.agreement.provisions if row.heading)

    def test_markdown(self, terms: Analysis) -> None:
        tree = rendered(WRITERS[".md"](terms, None, PUBLISHED))
        identities = {node.get("id") for node in tree.iter("a") if node.get("id")}
        links = {(node.get("href"), squeezed("".join(node.itertext()))) for node in tree.iter("a") if node.get("href")}
        assert {href[1:] for href, _ in links if href.startswith("#")} <= identities
        assert missing_links(terms, links, lambda target: f"#{target}") == []


def missing_links(analysis: Analysis, links: set[tuple[str, str]], address: Callable[[str], str]) -> list[str]:
    """Resolved references of the binding text whose words are not linked to their target."""
    found: dict[str, list[str]] = {}
    for href, words in links:
        found.setdefault(href, []).append(words)
    return [
        row.text
        for row in analysis.references
        if row.target is not None
        and row.layer is Layer.BINDING
        and not any(words in squeezed(printable(row.text)) for words in found.get(address(row.target), ()))
    ]


class TestAkomaNtoso:
    def test_valid_with_everything_in_it(self, agreement: Analysis) -> None:
        for request in (PUBLISHED, replace(PUBLISHED, summaries=True)):
            tree = etree.fromstring(WRITERS[".xml"](agreement, None, request))
            assert schema().validate(tree), schema().error_log
        places = [node.get("eId") for node in tree.iter() if node.get("eId")]
        assert [place for place in places if place in agreement.agreement.by_id] == [
            row.id for row in agreement.agreement.provisions
        ]
        for node in tree.iter(AKN + "ref", AKN + "term", AKN + "def"):
            assert (node.get("href") or node.get("refersTo"))[1:] in places
        assert sum(1 for _ in tree.iter(AKN + "TLCTerm")) == len(agreement.definitions)

    def test_what_is_replaced_is_a_modification(self, terms: Analysis) -> None:
        tree = etree.fromstring(WRITERS[".xml"](terms, None, PUBLISHED))
        change = applies(terms, BRAZIL).replaced[0]
        found = [
            node
            for node in tree.iter(AKN + "textualMod")
            if node.find(AKN + "source").get("href") == f"#{change.by}"
            and node.find(AKN + "destination").get("href") == f"#{change.target}"
        ]
        assert [node.get("type") for node in found] == ["substitution"]
        assert "".join(found[0].find(AKN + "condition").itertext())

    def test_an_extract_keeps_the_headings_above(self) -> None:
        request = ExportRequest(("sec_2__subsec_2-4",), on=ON)
        tree = etree.fromstring(WRITERS[".xml"](fabricate(30), None, request))
        assert schema().validate(tree), schema().error_log
        assert [node.get("eId") for node in tree.iter(AKN + "section", AKN + "subsection")] == [
            "sec_2", "sec_2__subsec_2-4",
        ]  # fmt: skip


class TestTrackedChanges:
    def test_accepted_it_binds_rejected_it_is_published(self, terms: Analysis) -> None:
        applicability = applies(terms, BRAZIL)
        change = applicability.replaced[0]
        request = ExportRequest((change.target,), BRAZIL, on=ON)
        tree = part(WRITERS[".docx"](terms, applicability, request), "word/document.xml")
        agreement = terms.agreement
        row = next(r for r in terms.amendments if r.provision == change.by and r.target == change.target)
        inserted = squeezed("".join(t.text for ins in tree.iter(W + "ins") for t in ins.iter(W + "t")))
        deleted = squeezed("".join(t.text for gone in tree.iter(W + "del") for t in gone.iter(W + "delText")))
        assert inserted == squeezed("".join(agreement.text.at(piece.span) for piece in row.replacement))
        assert deleted == squeezed(agreement.binding_text(change.target))
        marks = [*tree.iter(W + "ins"), *tree.iter(W + "del")]
        assert {(mark.get(W + "author"), mark.get(W + "date")) for mark in marks} == {
            ("Contract Navigator", "2026-03-04T00:00:00Z")
        }
        numbers = [mark.get(W + "id") for mark in marks]
        assert len(numbers) == len(set(numbers))
        assert not list(tree.iterfind(f".//{W}del//{W}t"))

    def test_as_published_there_are_none(self, terms: Analysis) -> None:
        request = ExportRequest(profile=BRAZIL, kind=ExportKind.AS_PUBLISHED, on=ON)
        data = WRITERS[".docx"](terms, applies(terms, BRAZIL), request)
        tree = part(data, "word/document.xml")
        assert not list(tree.iter(W + "ins", W + "del"))
        assert "any reader" in "".join(tree.itertext())


class TestMatrix:
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
    def test_no_cell_is_a_formula(self, start: str) -> None:
        text = f'{start}HYPERLINK("https://example.org","x")'
        analysis = of_one(text)
        for row in rows(WRITERS[".csv"](analysis, None, PUBLISHED)):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row)
        data = WRITERS[".xlsx"](analysis, None, EVERYTHING)
        assert squeezed(text) in squeezed("".join(sheet(data)[1]))
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for name in book.namelist():
                assert not re.search(rb"<f[ >/]|<hyperlink", book.read(name)), name

    def test_head_is_frozen_and_filtered(self, terms: Analysis) -> None:
        tree = part(WRITERS[".xlsx"](terms, None, PUBLISHED), "xl/worksheets/sheet1.xml")
        found = {node.tag.rpartition("}")[2]: node for node in tree.iter()}
        assert found["pane"].get("state") == "frozen"
        assert found["autoFilter"].get("ref") == f"A1:I{len(terms.agreement.provisions) + 1}"

    def test_replaced_rows_say_by_what(self, terms: Analysis) -> None:
        applicability = applies(terms, BRAZIL)
        change = applicability.replaced[0]
        table = rows(WRITERS[".csv"](terms, applicability, ExportRequest(profile=BRAZIL, on=ON)))
        row = next(row for row in table if row[-1] == change.target)
        assert row[4:6] == ["as replaced", f"Section {change.by_number}"]
        assert squeezed(row[6]).replace("|", "") == squeezed(terms.agreement.binding_text(change.target))

    def test_a_text_too_long_for_a_cell_goes_on(self) -> None:
        analysis = of_one("word " * 9000 + "end")
        table = sheet(WRITERS[".xlsx"](analysis, None, PUBLISHED))
        assert [len(row[2]) <= 32767 for row in table] == [True] * 3
        assert squeezed("".join(row[2] for row in table[1:])) == "word" * 9000 + "end"
        assert table[2][0] == "1 (continued)"


class TestHostileText:
    @pytest.mark.parametrize("ending", TEXTS)
    def test_markup_in_an_agreement_is_text(self, ending: str) -> None:
        text = squeezed(TEXTS[ending](WRITERS[ending](of_one(HOSTILE), None, EVERYTHING)))
        assert squeezed(printable(HOSTILE)) in text

    def test_a_page_has_nothing_that_runs(self) -> None:
        data = WRITERS[".html"](of_one(HOSTILE), None, EVERYTHING)
        tree = page(data)
        assert not list(tree.iter("script", "iframe", "object", "img", "link", "form"))
        assert not [key for node in tree.iter() for key in node.attrib if key.startswith("on")]
        assert b"default-src 'none'" in data
        assert b"http" not in data.replace(b"http-equiv", b"")
        markdown = rendered(WRITERS[".md"](of_one(HOSTILE), None, EVERYTHING))
        assert not list(markdown.iter("script"))
        assert not [link for link in markdown.iter("a") if "javascript" in (link.get("href") or "")]

    @settings(max_examples=12)
    @given(st.text(st.characters(codec=None), min_size=1, max_size=50))  # type: ignore[arg-type]
    def test_any_text_survives(self, text: str) -> None:
        analysis = of_one(text)
        words = squeezed(printable(text))
        for ending, read in TEXTS.items():
            assert words in squeezed(read(WRITERS[ending](analysis, None, PUBLISHED))), ending


class TestAppendices:
    def test_definitions_citations_and_deadlines(self, terms: Analysis) -> None:
        target = next(
            row
            for row in terms.references
            if row.target is not None and row.layer is Layer.BINDING and row.target not in (row.provision, "preamble")
            and row.target not in {above.id for above in terms.agreement.ancestors(row.provision)}
        )  # fmt: skip
        request = replace(EVERYTHING, provisions=(target.provision,), summaries=False)
        tree = page(WRITERS[".html"](terms, None, request))
        sections = {node.get("id"): node for node in tree.iter("section")}
        assert target.target in {node.get("id") for node in sections["appendix.cited"].iter("section")}
        used = {terms.definitions[i].term for use in terms.uses_in[target.provision] for i in use.definitions}
        assert any(term in "".join(sections["appendix.definitions"].itertext()) for term in used)
        plain = replace(request, cited=False, definitions=False, deadlines=False)
        assert "appendix" not in WRITERS[".txt"](terms, None, plain).decode()
        whole = page(WRITERS[".html"](terms, None, replace(PUBLISHED, deadlines=True)))
        table = whole.find(".//section[@id='appendix.deadlines']//table")
        assert len(list(table.iter("tr"))) == len(terms.figures) + 1


@pytest.mark.parametrize("ending", TEXTS)
def test_the_same_bytes_for_the_same_day(terms: Analysis, ending: str) -> None:
    applicability = applies(terms, BRAZIL)
    request = replace(EVERYTHING, profile=BRAZIL)
    first = WRITERS[ending](terms, applicability, request)
    assert WRITERS[ending](terms, applicability, request) == first
