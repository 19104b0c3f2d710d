"""Akoma Ntoso read back: what the export wrote, documents of others, and hostile ones."""

from __future__ import annotations

import pytest

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind
from navigator.reading import read

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification source="#x">
<FRBRWork><FRBRalias value="Lighthouse Act" name="title"/></FRBRWork><FRBRExpression><FRBRlanguage language="eng"/>
</FRBRExpression></identification></meta><preface><longTitle><p>Lighthouse Act</p></longTitle></preface><body>
<section eId="sec_1"><num>1</num><heading>Lamps</heading><subsection eId="sec_1__subsec_1"><num>(1)</num><content>
<p>Each keeper lights the lamp<authorialNote><p>At dusk.</p></authorialNote> every day, as <ref href="#sec_2">section
2</ref> says.</p><blockList eId="l"><item eId="i"><num>(a)</num><p>in summer;</p></item></blockList></content>
</subsection></section><section eId="sec_2"><num>2</num><heading>Oil</heading><content><p>Oil is <b>paid</b> for.</p>
<unheardOf>Words in an unknown element.</unheardOf></content></section></body></act></akomaNtoso>"""


def test_a_document_of_others() -> None:
    text = read(FOREIGN.encode(), "lighthouse.xml")
    assert text.title == "Lighthouse Act"
    assert [(block.kind, text.at(block.span)) for block in text.blocks] == [
        (BlockKind.HEADING, "Lighthouse Act"),
        (BlockKind.HEADING, "1 Lamps"),
        (BlockKind.PARAGRAPH, "(1) Each keeper lights the lamp[1] every day, as section 2 says."),
        (BlockKind.PARAGRAPH, "[1] At dusk."),
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
