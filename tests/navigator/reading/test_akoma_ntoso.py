"""Akoma Ntoso read back: what the export wrote, documents of others, and hostile ones."""

from __future__ import annotations

import pytest

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind
from navigator.pipeline import analyse
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


HARBOUR = """<akn:akomaNtoso xmlns:akn="http://www.akomantoso.org/2.0"><akn:act><akn:preface><akn:p><akn:docTitle>Harbour
Act</akn:docTitle></akn:p><akn:p>Act <akn:docNumber>7</akn:docNumber> of 1998</akn:p></akn:preface><akn:preamble>
<akn:recitals><akn:recital><akn:num>(1)</akn:num><akn:p>Boats need a harbour.</akn:p></akn:recital></akn:recitals>
</akn:preamble><akn:body><akn:chapter id="chp1"><akn:num>Chapter 1</akn:num><akn:heading>Boats</akn:heading>
<akn:section id="sec1"><akn:num>1.</akn:num><akn:heading>Terms</akn:heading><akn:content><akn:p>In this Act
<akn:def refersTo="#t">quay</akn:def> is where boats land.</akn:p></akn:content></akn:section><akn:section id="sec2">
<akn:num>2.</akn:num><akn:heading>Fees</akn:heading><akn:subsection id="sec2-1"><akn:num>(1)</akn:num><akn:content>
<akn:blockList id="sec2-1-l"><akn:listIntroduction>Every boat, as <akn:ref href="#sec1">the first rule</akn:ref> has
it, pays:</akn:listIntroduction><akn:item id="sec2-1-a"><akn:num>(a)</akn:num><akn:p>a fee; and</akn:p></akn:item>
<akn:item id="sec2-1-b"><akn:num>(b)</akn:num><akn:p>a toll,</akn:p></akn:item><akn:listWrapUp>before it lands.
</akn:listWrapUp></akn:blockList></akn:content></akn:subsection></akn:section></akn:chapter><akn:chapter id="chp2">
<akn:num>Chapter 2</akn:num><akn:crossHeading>Duties</akn:crossHeading><akn:section><akn:num>3.</akn:num><akn:content>
<akn:p>Section 2(1)(b) binds masters; (a) 9. is no clause.</akn:p></akn:content></akn:section></akn:chapter></akn:body>
<akn:conclusions><akn:p>Signed.</akn:p></akn:conclusions>
<akn:attachments><akn:attachment id="att1"><akn:heading>Schedule
1</akn:heading><akn:subheading>Fees</akn:subheading><akn:doc name="schedule"><akn:mainBody><akn:paragraph id="sec1">
<akn:num>1.</akn:num><akn:content><akn:table><akn:caption>In guilders</akn:caption><akn:tr><akn:td><akn:p>Yawl</akn:p>
</akn:td></akn:tr></akn:table></akn:content></akn:paragraph></akn:mainBody></akn:doc></akn:attachment></akn:attachments>
</akn:act></akn:akomaNtoso>"""


def test_the_structure_of_an_act_is_taken_as_it_says() -> None:
    """Version 2.0 with a prefix and `id`: sections cited alone through the chapters, items that are provisions, words
    after them, a heading between sections, a numbered attachment, an address given twice and one not given."""
    analysis = analyse(HARBOUR.encode(), "harbour.xml")
    agreement = analysis.agreement
    assert agreement.title == "Harbour Act"
    assert [(row.id, row.kind.value, row.full_number, row.heading) for row in agreement.provisions] == [
        ("preface", "preface", None, None),
        ("point_1", "item", "(1)", None),
        ("chp1", "section", "1", "Boats"),
        ("sec1", "section", "1", "Terms"),
        ("sec2", "section", "2", "Fees"),
        ("sec2-1", "item", "2(1)", None),
        ("sec2-1-a", "item", "2(1)(a)", None),
        ("sec2-1-b", "item", "2(1)(b)", None),
        ("sec2-1__wrapup", "item", None, None),
        ("chp2", "section", "2", None),
        ("chp2__subsec_nn_1", "section", None, "Duties"),
        ("chp2__subsec_3", "section", "3", None),
        ("conclusions", "conclusions", None, None),
        ("att1", "schedule", "Schedule 1", "Fees"),
        ("sec1_2", "section", "1", None),
    ]
    assert agreement.by_id["sec2-1-b"].parent == "sec2-1"
    assert agreement.binding_text("sec2-1__wrapup") == "before it lands."
    assert agreement.binding_text("sec1_2") == "In guilders Yawl"
    assert [(row.text, row.target) for row in analysis.references] == [
        ("the first rule", "sec1"),
        ("Section 2(1)(b)", "sec2-1-b"),
    ]
    assert [(row.term, row.provision) for row in analysis.definitions] == [("quay", "sec1")]
    assert agreement.coverage.adds_up
    assert not agreement.coverage.left_out


UNION = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17"><bill><preamble><citations><citation>
<p>Having regard to the Treaty,</p></citation></citations></preamble><body><article eId="art_1"><num>Article 1</num>
<heading>Scope<authorialNote marker="1"><p>First read in May.</p></authorialNote></heading>
<paragraph eId="art_1__para_1">
<num>1.</num><list><intro><p>This covers:</p></intro><point eId="art_1__point_a"><num>(a)</num><content><p>ferries;</p>
</content></point></list></paragraph></article><article eId="art_2"><num>Article 2</num><content><p>Rule 5 now reads:
<mod><quotedStructure><article eId="art_5"><num>Article 5</num><content><p>Ferries stop.</p></content></article>
</quotedStructure></mod> from May.</p></content></article></body></bill></akomaNtoso>"""


def test_footnotes_and_quoted_structures_are_no_provisions() -> None:
    agreement = analyse(UNION.encode(), "union.xml").agreement
    text = agreement.text
    assert [(row.id, row.number, row.heading) for row in agreement.provisions] == [
        ("preamble_1", None, None),
        ("art_1", "Article 1", "Scope[1]"),
        ("art_1__para_1", "1", None),
        ("art_1__point_a", "(a)", None),
        ("art_2", "Article 2", None),
    ]
    assert agreement.binding_text("art_1__para_1") == "This covers:"
    assert agreement.binding_text("art_1") == "[1] First read in May."
    assert [text.at(block.span) for block in text.blocks if "quote" in block.containers] == ["Article 5 Ferries stop."]


def test_footnotes_out_of_the_metadata_stand_below_their_line() -> None:
    data = FOREIGN.replace(
        "</identification>", '</identification><notes source="#x"><note eId="n1"><p>Whale oil.</p></note></notes>'
    )
    data = data.replace("<b>paid</b>", 'paid<noteRef href="#n1" marker="a"/>')
    agreement = analyse(data.encode(), "lighthouse.xml").agreement
    assert agreement.binding_text("sec_2") == "Oil is paid[a] for. [a] Whale oil. Words in an unknown element."


def test_where_no_structure_is_stated_it_is_inferred() -> None:
    """A document of bare paragraphs, as converters write it, is read like any other text."""
    lines = ("Ferry Terms", "1. Fares. You pay the fare.", "2. Tides. We wait for the tide.", "(a) At noon we sail.")
    body = "".join(f"<p>{line}</p>" for line in lines)
    data = f"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="terms"><mainBody>
    <hcontainer eId="hcontainer_1"><content>{body}</content></hcontainer></mainBody></doc></akomaNtoso>"""
    agreement = analyse(data.encode(), "ferry.xml").agreement
    assert [row.label for row in agreement.provisions if row.number] == ["1 Fares", "2 Tides", "2(a)"]


def test_a_wild_address_is_not_taken() -> None:
    data = FOREIGN.replace('eId="sec_2"', 'eId="../../sec 2"').encode()
    assert [row.id for row in analyse(data, "a.xml").agreement.provisions if row.heading == "Oil"] == ["sec_2"]


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
