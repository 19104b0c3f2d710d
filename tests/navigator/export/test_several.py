"""Several agreements in one document: every word of each, provenance, addresses that never meet, sameness."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import corpus
from navigator.__main__ import main
from navigator.export.several import Part, bound, write_several
from navigator.jurisdiction import applies
from navigator.model.catalogue import BadInput
from navigator.model.exporting import ExportRequest, Gathering, NamedTable, gathered
from navigator.model.rules import Profile
from navigator.pipeline import analyse
from navigator.session import Session
from tests.navigator.export import printed
from tests.navigator.export.akoma import schema
from tests.navigator.export.exported import AKN, TEXTS, W, page, part, rows, squeezed
from tests.navigator.export.test_formats import expected, missing_links

ON = date(2026, 3, 4)
GATHERING = Gathering("Fees", "found by the search “fees”", (), tables=(NamedTable("Hits", (("Words",), ("=1+1",))),))


@cache
def parts(country: str | None = None) -> tuple[Part, ...]:
    made = []
    for sample in corpus.samples():
        analysis = analyse(sample.data, sample.name)
        profile = Profile(country)
        request = ExportRequest(profile=profile, on=ON, summaries=True, publisher="Halyard", deadlines=True)
        applicability = applies(analysis, profile) if country else None
        made.append(Part(analysis, applicability, request, lambda data=sample.data: data, dict))  # type: ignore[misc]
    return tuple(made)


@cache
def written(ending: str) -> bytes:
    return write_several(GATHERING, parts("BR"), ending)


@pytest.mark.parametrize("ending", [ending for ending in TEXTS if ending not in (".csv", ".xlsx")])
def test_every_word_of_each_in_order(ending: str) -> None:
    text = squeezed(TEXTS[ending](write_several(GATHERING, parts(), ending)))
    at = 0
    for each in parts():
        for identity, words in expected(each.analysis):
            found = text.find(words, at)
            assert found >= 0, f"{identity}: {words[:80]}"
            at = found + len(words)


@pytest.mark.parametrize("ending", [".pdf", ".html", ".md", ".txt", ".docx"])
def test_each_says_where_it_is_from(ending: str) -> None:
    data = written(ending)
    text = printed.text(data) if ending == ".pdf" else squeezed(TEXTS[ending](data))
    for each in parts():
        agreement = each.analysis.agreement
        for words in (agreement.title, agreement.text.source.name, agreement.text.source.sha256):
            assert squeezed(words) in text.replace("\\", "")


def test_links_stay_in_their_own_agreement() -> None:
    tree = page(write_several(GATHERING, parts(), ".html"))
    identities = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(identities) == len(set(identities))
    for number, each in enumerate(parts(), 1):
        section = tree.get_element_by_id(f"a{number}")
        links = {(link.get("href"), squeezed("".join(link.itertext()))) for link in section.iter("a")}
        inside = {href for href, _ in links if href.startswith("#")}
        assert all(href.startswith(f"#a{number}.") and href[1:] in identities for href in inside)
        assert missing_links(each.analysis, links, lambda target, at=number: f"#a{at}.{target}") == []  # type: ignore[misc]
    word = part(write_several(GATHERING, parts(), ".docx"), "word/document.xml")
    names = [node.get(W + "name") for node in word.iter(W + "bookmarkStart")]
    assert len(names) == len(set(names))
    assert {link.get(W + "anchor") for link in word.iter(W + "hyperlink")} - {None} <= set(names)


def test_akoma_ntoso_is_a_collection_of_whole_documents() -> None:
    tree = etree.fromstring(written(".xml"))
    assert schema().validate(tree), schema().error_log
    components = list(tree.iter(AKN + "component"))
    assert len(components) == len(parts())
    for node in tree.iter(AKN + "ref"):
        home = next(above for above in node.iterancestors(AKN + "component"))
        assert node.get("href").startswith(f"#{home.get('eId')}__")
    kept = {node.get("wId") for node in components[0].iter() if node.get("wId")}
    assert {row.id for row in parts()[0].analysis.agreement.provisions} <= kept


def test_tables_name_the_agreement_and_workbooks_hold_what_came_with_it() -> None:
    table = rows(written(".csv"))
    assert table[0][:4] == ["Agreement", "Publisher", "Version", "Number"]
    assert len(table) == 1 + sum(len(each.analysis.agreement.provisions) for each in parts())
    assert all(not re.search(r"^a\d+\.", row[-1]) for row in table)
    with zipfile.ZipFile(io.BytesIO(written(".xlsx"))) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        assert not any(re.search(rb"<f[ >/]", book.read(name)) for name in book.namelist())
    assert names == ["Clauses", "Deadlines", "Countries", "What applies", "Hits", "Evidence"]


def test_a_bundle_has_every_source_and_every_hash() -> None:
    with zipfile.ZipFile(io.BytesIO(written(".zip"))) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        for row in manifest["files"]:
            assert hashlib.sha256(bundle.read(row["path"])).hexdigest() == row["sha256"]
        held = {hashlib.sha256(bundle.read(name)).hexdigest() for name in bundle.namelist()}
    assert {each.analysis.agreement.text.source.sha256 for each in parts()} <= held
    assert [row["agreement"] for row in manifest["agreements"]] == [each.analysis.agreement.title for each in parts()]
    with pytest.raises(BadInput, match="SHA-256 differs"):
        write_several(GATHERING, [replace(parts()[0], source=lambda: b"other")], ".zip")


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".xlsx", ".xml", ".zip"])
def test_the_same_bytes_for_the_same_day(ending: str) -> None:
    assert write_several(GATHERING, parts("BR"), ending) == written(ending)


def test_versions_of_one_agreement_are_told_apart() -> None:
    halyard = [each for each in parts() if each.analysis.agreement.title == "Halyard Terms of Service"]
    titles = [each.title for each in bound(GATHERING, halyard).parts]
    assert len(set(titles)) == len(titles) == 2
    with pytest.raises(BadInput, match="nothing to export"):
        bound(GATHERING, [])


def test_a_gathering_keeps_the_order_of_its_agreements() -> None:
    assert gathered([("b", "2"), ("a", "1"), ("b", "1"), ("b", "2")]) == (("b", ("2", "1")), ("a", ("1",)))


class TestSession:
    def test_a_collection_over_agreements_leaves_out_what_is_gone(self, library: Path, tmp_path: Path) -> None:
        session = Session(library)
        for card in session.cards()[:2]:
            analysis = session.analysis(card.key)
            session.collect(analysis, [analysis.agreement.provisions[4].id])
        gathering = Gathering.collected(session.collection())
        gathering = replace(gathering, chosen=(*gathering.chosen, ("f" * 16, ("sec_1",))))
        told: list[str] = []
        out = session.export(gathering, ExportRequest(on=ON), tmp_path / "a.txt", told=told.append).value
        text = out.read_text("utf-8")
        assert [card.title in text for card in session.cards()[:2]] == [True, True]
        assert len(told) == 1
        assert told[0].startswith("left out: ffff")
        assert session.suggest_name(gathering, ExportRequest(), ".pdf") == "Collection - 3 agreements.pdf"
        assert session.page_images(gathering, ExportRequest(on=ON), 20)

    @pytest.mark.parametrize("given", [["--search", "fees"], ["--clauses", "governing-law"], []])
    def test_the_command_line(
        self, given: list[str], library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        names = [str(tmp_path / name) for name in ("one.md", "two.md")]
        for name, sample in zip(names, corpus.samples(), strict=False):
            Path(name).write_bytes(sample.data)
        out = tmp_path / "out.html"
        command = ["export", *(given or names), "--library", str(library), "-o", str(out), "--json"]
        assert main(command) == 0
        assert json.loads(capsys.readouterr().out)["written"] == str(out)
        assert len(list(page(out.read_bytes()).iterfind(".//section[@class='agreement']"))) > 1

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ([], "name an agreement, or give --collection"),
            (["--collection"], "--collection: it is empty"),
            (["--collection", "x"], "leave x out"),
            (["--search", "zzzz qqqq"], "nothing found"),
            (["--clauses", "governing-law", "--provision", "1"], "--provision 1: for one agreement only"),
            (["--clauses", "governing"], "did you mean governing-law"),
        ],
    )
    def test_what_cannot_be_exported_is_said_in_a_line(
        self, given: list[str], said: str, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["export", *given, "--library", str(library), "-o", str(tmp_path / "a.pdf")]) == 2
        error = capsys.readouterr().err
        assert said in error
        assert error.count("\n") == 1
        assert list(tmp_path.glob("*.pdf")) == []
