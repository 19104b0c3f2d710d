"""Exports in the programs that people open them with. They are slow and not everywhere, so they are asked for:
CONTRACT_NAVIGATOR_PROGRAMS=1."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

import corpus
from navigator.compare import compare
from navigator.export import WRITERS
from navigator.export.changes import write_changes
from navigator.export.several import write_several
from navigator.model.analysis import Analysis
from navigator.pipeline import analyse
from tests.helpers.fabricate import fabricate
from tests.navigator.export.exported import W, part, squeezed
from tests.navigator.export.test_choosing import FIRST, note
from tests.navigator.export.test_formats import PUBLISHED, REAL, _read, expected
from tests.navigator.export.test_several import GATHERING, parts

_ASKED = bool(os.environ.get("CONTRACT_NAVIGATOR_PROGRAMS"))
_OFFICE = shutil.which("soffice")
_BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
# Follows every link inside the page as a click does, and writes down those that do not bring their target into sight.
_FOLLOW = """
addEventListener("load", () => {
  const links = [...document.querySelectorAll('a[href^="#"]')], lost = [];
  for (const link of links) {
    link.click();
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const box = target && target.getBoundingClientRect();
    if (location.hash !== link.hash || !box || box.bottom < 0 || box.top > innerHeight) lost.push(link.hash);
  }
  document.title = JSON.stringify({links: links.length, lost, wide: document.body.scrollWidth > innerWidth});
});
"""


@pytest.fixture(params=REAL)
def agreement(request: pytest.FixtureRequest, corpus_file: Callable[[str], Path]) -> Analysis:
    return _read(corpus_file(request.param))


def missing(analysis: Analysis, text: str) -> list[str]:
    """The words of the agreement that a text has not, in order."""
    found, at = [], 0
    for identity, words in expected(analysis):
        place = text.find(words, at)
        if place < 0:
            found.append(f"{identity}: {words[:80]}")
        else:
            at = place + len(words)
    return found


@pytest.mark.skipif(not _ASKED or _OFFICE is None, reason="CONTRACT_NAVIGATOR_PROGRAMS=1 and LibreOffice are needed")
@pytest.mark.parametrize("summaries", [False, True])
def test_a_word_document_opens_in_an_office(agreement: Analysis, summaries: bool, tmp_path: Path) -> None:
    (tmp_path / "out.docx").write_bytes(WRITERS[".docx"](agreement, None, replace(PUBLISHED, summaries=summaries)))
    assert missing(agreement, squeezed(_converted(tmp_path, "txt:Text (encoded):UTF8").read_text("utf-8-sig"))) == []


def _converted(folder: Path, form: str, name: str = "out.docx") -> Path:
    """A document as LibreOffice writes it in another form."""
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(_OFFICE), "--headless", "--norestore", home, "--convert-to", form, "--outdir", "made", name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return next(iter((folder / "made").iterdir()))


@pytest.mark.skipif(not _ASKED or _OFFICE is None, reason="CONTRACT_NAVIGATOR_PROGRAMS=1 and LibreOffice are needed")
class TestKept:
    """What LibreOffice reads and writes again: nothing of it is lost."""

    def test_notes_stay_comments_on_their_clauses(self, tmp_path: Path) -> None:
        request = replace(PUBLISHED, notes=(note(FIRST, "First line.\nSecond line."),))
        (tmp_path / "out.docx").write_bytes(WRITERS[".docx"](fabricate(30), None, request))
        data = _converted(tmp_path, "docx").read_bytes()
        comment = next(iter(part(data, "word/comments.xml")))
        assert comment.get(W + "author") == "Noor"
        assert "Secondline." in squeezed("".join(comment.itertext()))
        tree = part(data, "word/document.xml")
        start = next(tree.iter(W + "commentRangeStart"))
        said = squeezed("".join(node.text or "" for node in start.xpath("following::*") if node.tag == W + "t"))
        assert said.startswith("2.1Clause")

    def test_changes_stay_tracked(self, tmp_path: Path) -> None:
        terms, _, earlier = corpus.samples()
        comparison = compare(analyse(earlier.data, earlier.name), analyse(terms.data, terms.name))
        (tmp_path / "out.docx").write_bytes(write_changes(comparison, ".docx", date(2026, 3, 4)))
        before = part((tmp_path / "out.docx").read_bytes(), "word/document.xml")
        after = part(_converted(tmp_path, "docx").read_bytes(), "word/document.xml")
        for change, words in (("ins", "t"), ("del", "delText")):
            said = [
                squeezed("".join(t.text or "" for node in tree.iter(W + change) for t in node.iter(W + words)))
                for tree in (before, after)
            ]
            assert said[0] == said[1]

    def test_several_agreements(self, tmp_path: Path) -> None:
        (tmp_path / "out.docx").write_bytes(write_several(GATHERING, parts(), ".docx"))
        text = squeezed(_converted(tmp_path, "txt:Text (encoded):UTF8").read_text("utf-8-sig"))
        for each in parts():
            assert missing(each.analysis, text) == []


@pytest.mark.skipif(not _ASKED or _BROWSER is None, reason="CONTRACT_NAVIGATOR_PROGRAMS=1 and Chromium are needed")
@pytest.mark.parametrize("width", [390, 1200])
def test_every_link_of_a_page_leads_there_in_a_browser(agreement: Analysis, width: int, tmp_path: Path) -> None:
    page = WRITERS[".html"](agreement, None, replace(PUBLISHED, summaries=True)).decode()
    assert missing(agreement, _followed(page, width, tmp_path)) == []


@pytest.mark.skipif(not _ASKED or _BROWSER is None, reason="CONTRACT_NAVIGATOR_PROGRAMS=1 and Chromium are needed")
@pytest.mark.parametrize("width", [390, 1200])
def test_every_link_of_several_agreements_leads_there(width: int, tmp_path: Path) -> None:
    text = _followed(write_several(GATHERING, parts(), ".html").decode(), width, tmp_path)
    for each in parts():
        assert missing(each.analysis, text) == []


def _followed(page: str, width: int, tmp_path: Path) -> str:
    """The words of a page in the browser, after every link in it was followed."""
    # The page forbids scripts to itself; the follower needs that lifted.
    tried = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page, count=1)
    assert tried != page
    (tmp_path / "out.html").write_text(tried.replace("</head>", f"<script>{_FOLLOW}</script></head>"), "utf-8")
    command = [
        str(_BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        f"--window-size={width},844", "--virtual-time-budget=20000",
        "--disable-ipc-flooding-protection",  # else no more than 200 links are followed
        "--dump-dom", (tmp_path / "out.html").as_uri(),
    ]  # fmt: skip
    shown = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    tree = html.document_fromstring(shown)
    said = json.loads(tree.findtext("head/title"))
    assert said["links"] > 0
    assert (said["lost"], said["wide"]) == ([], False)
    return squeezed("".join(tree.find("body/main").itertext()))
