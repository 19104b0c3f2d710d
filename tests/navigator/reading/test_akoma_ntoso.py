"""Akoma Ntoso read back: what the export wrote, documents of others, and hostile ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import corpus
from navigator.export import WRITERS
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.exporting import ExportRequest
from navigator.model.text import BlockKind
from navigator.pipeline import analyse
from navigator.reading import read

REQUEST = ExportRequest(summaries=True, on=date(2026, 3, 4))
REAL = (
    "twilio-terms-of-service.md",
    "twilio-acceptable-use-policy.md",
    "open/edgar-amendment-employment-agreement.txt",
    "open/common-paper-independent-contractor-agreement.docx",
    "open/mozilla-firefox-cloud-tos.de.html",
    "open/shopify-terms-of-service.md",
)
FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification source="#x">
<FRBRWork><FRBRalias value="Lighthouse Act" name="title"/></FRBRWork><FRBRExpression><FRBRlanguage language="eng"/>
</FRBRExpression></identification></meta><preface><longTitle><p>Lighthouse Act</p></longTitle></preface><body>
<section eId="sec_1"><num>1</num><heading>Lamps</heading><subsection eId="sec_1__subsec_1"><num>(1)</num><content>
<p>Each keeper lights the lamp<authorialNote><p>At dusk.</p></authorialNote> every day, as <ref href="#sec_2">section
2</ref> says.</p><blockList eId="l"><item eId="i"><num>(a)</num><p>in summer;</p></item></blockList></content>
</subsection></section><section eId="sec_2"><num>2</num><heading>Oil</heading><content><p>Oil is <b>paid</b> for.</p>
<unheardOf>Words in an unknown element.</unheardOf></content></section></body></act></akomaNtoso>"""


def facts(analysis: Analysis) -> list[tuple[str, str, str, str]]:
    agreement = analysis.agreement
    return [
        (
            row.id,
            row.label,
            agreement.binding_text(row.id),
            agreement.summary_text(beside) if (beside := agreement.summary_by_id.get(row.id)) else "",
        )
        for row in agreement.provisions
    ]


def same(data: bytes, name: str) -> None:
    first = analyse(data, name)
    second = analyse(WRITERS[".xml"](first, None, REQUEST), "copy.xml")
    # A table of contents is no part of the text; text ahead of it is a preface, and part of the preamble without it.
    front = {row.id for row in (*first.agreement.provisions, *second.agreement.provisions) if row.id.startswith("pre")}
    assert [row[row[0] in front :] for row in facts(second)] == [row[row[0] in front :] for row in facts(first)]
    assert second.agreement.title == first.agreement.title
    assert second.agreement.last_updated == first.agreement.last_updated
    assert second.agreement.language == first.agreement.language
    assert second.agreement.coverage.adds_up
    assert second.agreement.text.source.media_type == "application/akn+xml"
    assert [row.text for row in second.references if row.target] == [row.text for row in first.references if row.target]
    assert {row.url for row in second.hyperlinks} >= {row.url for row in first.hyperlinks if "://" in row.url}


@pytest.mark.parametrize("name", [sample.name for sample in corpus.samples()])
def test_a_sample_comes_back_without_loss(name: str) -> None:
    same(next(row.data for row in corpus.samples() if row.name == name), name)


@pytest.mark.parametrize("name", REAL)
def test_a_real_agreement_comes_back_without_loss(corpus_file: Callable[[str], Path], name: str) -> None:
    path = corpus_file(name)
    same(path.read_bytes(), path.name)


def test_a_document_of_others() -> None:
    text = read(FOREIGN.encode(), "lighthouse.xml")
    assert text.title == "Lighthouse Act"
    assert [(block.kind, text.at(block.span)) for block in text.blocks] == [
        (BlockKind.HEADING, "Lighthouse Act"),
        (BlockKind.HEADING, "1 Lamps"),
        (BlockKind.PARAGRAPH, "(1) Each keeper lights the lampAt dusk. every day, as section 2 says."),
        (BlockKind.LIST_ITEM, "(a) in summer;"),
        (BlockKind.HEADING, "2 Oil"),
        (BlockKind.PARAGRAPH, "Oil is paid for."),
        (BlockKind.PARAGRAPH, "Words in an unknown element."),
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><doc>", "damaged"),
        (b"<rss><channel/></rss>", "not an Akoma Ntoso document"),
        (
            FOREIGN.replace("<akoma", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><akoma").encode(),
            "type decl",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(data: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why) as caught:
        read(data, "a.xml")
    assert str(caught.value).startswith("a.xml: ")
