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
from pathlib import Path

import pytest
from lxml import html

from navigator.export import WRITERS
from navigator.model.analysis import Analysis
from tests.navigator.export.exported import squeezed
from tests.navigator.export.test_formats import PUBLISHED, REAL, _read, expected

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
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(_OFFICE), "--headless", "--norestore", home, "--convert-to", "txt:Text (encoded):UTF8", "out.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert missing(agreement, squeezed((tmp_path / "out.txt").read_text("utf-8-sig"))) == []


@pytest.mark.skipif(not _ASKED or _BROWSER is None, reason="CONTRACT_NAVIGATOR_PROGRAMS=1 and Chromium are needed")
@pytest.mark.parametrize("width", [390, 1200])
def test_every_link_of_a_page_leads_there_in_a_browser(agreement: Analysis, width: int, tmp_path: Path) -> None:
    page = WRITERS[".html"](agreement, None, replace(PUBLISHED, summaries=True)).decode()
    # The page forbids scripts to itself; the follower needs that lifted.
    tried = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page, count=1)
    assert tried != page
    (tmp_path / "out.html").write_text(tried.replace("</head>", f"<script>{_FOLLOW}</script></head>"), "utf-8")
    command = [
        str(_BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        f"--window-size={width},844", "--virtual-time-budget=20000", "--dump-dom", (tmp_path / "out.html").as_uri(),
    ]  # fmt: skip
    shown = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    tree = html.document_fromstring(shown)
    said = json.loads(tree.findtext("head/title"))
    assert said["links"] > 0
    assert (said["lost"], said["wide"]) == ([], False)
    assert missing(agreement, squeezed("".join(tree.find("body/main").itertext()))) == []
