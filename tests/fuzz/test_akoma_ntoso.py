"""Akoma Ntoso as nobody writes it: any elements in any order lose no word, bring nothing down, and come back."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import corpus
from navigator.export import WRITERS
from navigator.model.exporting import ExportRequest
from navigator.pipeline import analyse
from navigator.reading.akoma_ntoso import read_akoma_ntoso
from tests.fuzz.checking import EXAMPLES, SOURCE, check, scrambled
from tests.navigator.export.akoma import facts, schema

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NAMES = (
    "act doc body mainBody preface preamble conclusions attachments attachment component chapter article section "
    "subsection paragraph point list hcontainer crossHeading intro content wrapUp num heading subheading p block "
    "blockList listIntroduction listWrapUp item ul ol li table tr th td caption authorialNote quotedStructure remark "
    "ref def term i br toc tocItem longTitle docTitle blockContainer recital speech unheardOf"
).split()
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["eId", "id", "class", "href", "name", "colspan", "marker"]),
    st.sampled_from(
        ["sec_1", "#sec_1", "sec_1__wrapup", "a b", "summary", "summary ahead", "heading-2", "item-9", "bullet-0",
         "level-40", "title", "lead", "schedule", "item", "3", "-1", "run-in"]
    ),
    max_size=2,
)  # fmt: skip
_WORDS = st.sampled_from(["", " ", "ferry", "1.", "(a)", "Schedule 2", "lamp oil.", "«x»", "2.1", "In short:"])


@st.composite
def _tree(draw: st.DrawFn) -> bytes:
    """A document of up to 40 elements, each under one drawn before it."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    made = [root]
    for name in draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=40)):
        parent = made[draw(st.integers(max(0, len(made) - 6), len(made) - 1))]
        element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", draw(_ATTRIBUTES))
        element.text, element.tail = draw(_WORDS), draw(_WORDS)
        made.append(element)
    return etree.tostring(root)


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalpha())


@given(_tree())
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_tree(data: bytes) -> None:
    found = read_akoma_ntoso(data, SOURCE)
    missing = _letters("".join(etree.fromstring(data).itertext())) - _letters(found.text)
    assert not missing, missing
    check(read_akoma_ntoso, data)
    analysis = analyse(data, "any.xml")
    ids = [row.id for row in analysis.agreement.provisions]
    assert len(ids) == len(set(ids))
    assert all(
        row.parent is None or row.parent in ids[:place] for place, row in enumerate(analysis.agreement.provisions)
    )
    if ids:
        again = WRITERS[".xml"](analysis, None, ExportRequest(summaries=True))
        assert schema().validate(etree.fromstring(again)), schema().error_log
        assert facts(analyse(again, "again.xml"))["provisions"] == facts(analysis)["provisions"]


_OWN = WRITERS[".xml"](
    analyse(*next((row.data, row.name) for row in corpus.samples())), None, ExportRequest(summaries=True)
)


@given(scrambled(_OWN))
@settings(max_examples=EXAMPLES, deadline=None)
def test_our_own_export_scrambled(data: bytes) -> None:
    check(read_akoma_ntoso, data)


def test_deep_nesting() -> None:
    """As deep as the XML parser lets pass."""
    depth = 110
    body = "<section><num>1</num>" * depth + "<p>lamp</p>" + "</section>" * depth
    data = f'<akomaNtoso xmlns="{NAMESPACE}"><act><body>{body}</body></act></akomaNtoso>'.encode()
    analysis = analyse(data, "deep.xml")
    assert len(analysis.agreement.provisions) == depth
