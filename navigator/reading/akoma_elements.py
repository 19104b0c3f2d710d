"""Which elements of an Akoma Ntoso document are parts of it, and what their names say of them."""

from __future__ import annotations

from navigator.model.agreement import ProvisionKind
from navigator.reading.akoma_outline import Place
from navigator.reading.akoma_words import HEADS, LINES, is_line, name_of
from navigator.reading.archives import XmlElement

FRONT = {
    "coverPage": ProvisionKind.PREFACE,
    "preface": ProvisionKind.PREFACE,
    "header": ProvisionKind.PREFACE,
    "preamble": ProvisionKind.PREAMBLE,
    "conclusions": ProvisionKind.CONCLUSIONS,
}
_NAMED = {kind.value: kind for kind in ProvisionKind}
"""Kinds by the name of an hcontainer, as our own export writes it."""
_ATTACHED = frozenset({"attachment", "component", "annex"})
ITEMS = frozenset({"point", "indent", "item"})
_TRANSPARENT = frozenset(
    "content intro wrapUp body mainBody doc act bill statement judgment judgmentBody debate debateBody amendment "
    "amendmentBody fragment fragmentBody portion portionBody collectionBody attachments components annexes "
    "officialGazette documentCollection debateReport blockList".split()
)
_HIERARCHY = frozenset(
    "alinea article book chapter clause division hcontainer indent level list paragraph part point proviso rule "
    "section subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle title tome "
    "transitional recital citation item".split()
)
_CITED_ALONE = frozenset({"article", "section", "rule"})
"""Numbered on through the chapters and parts of a code, and cited by their numbers alone."""
_GROUPING = frozenset("book chapter division part subchapter subdivision subpart subtitle title tome".split())
_OWN_ELEMENTS = frozenset({"section", "subsection", "paragraph", "subparagraph", "point"})
"""Those that our own export writes: each but the point is a section."""
_BLOCK_ITEM = {"item": ProvisionKind.ITEM}


def holds_words(element: XmlElement, name: str) -> bool:
    """Whether an element is a line of words: one that always is, or one that is unknown and holds some."""
    return name in LINES or (name not in _TRANSPARENT and name not in _HIERARCHY and is_line(element))


def is_part(element: XmlElement, name: str, place: Place) -> bool:
    """Whether an element is a part: of the hierarchy, of the front and back matter, attached, or with a number or a
    heading of its own. A list is a mere bracket around its points, and the front matter of an attachment is its own
    text."""
    if name in FRONT:
        return place.owner is None and place.kind is None
    if name in _TRANSPARENT:
        return False
    known = name in _ATTACHED or (name in _HIERARCHY and name != "list")
    within = name == "blockContainer" and place.kind in FRONT.values()
    return known or within or any(name_of(child) in HEADS for child in element)


def kind_of(element: XmlElement, name: str, place: Place, *, own: bool) -> ProvisionKind | None:
    """What the name of an element says of a part; None where its number and heading have to tell: "subsection" is all
    that others have for an item, but not our `own` export."""
    if name == "blockContainer" and place.kind in FRONT.values():
        return place.kind
    if name == "hcontainer":
        said_name = _NAMED.get(element.get("name") or "")
        return said_name if own or said_name is not ProvisionKind.SECTION else None
    if own and name in _OWN_ELEMENTS:
        return ProvisionKind.ITEM if name == "point" else ProvisionKind.SECTION
    return FRONT.get(name) or (ProvisionKind.SCHEDULE if name in _ATTACHED else _BLOCK_ITEM.get(name))


def is_numbered(item: XmlElement) -> bool:
    """Whether an item of a list has a number or heading with words."""
    return any("".join(child.itertext()).strip() for child in item if name_of(child) in HEADS)


def cited_alone(element: XmlElement, name: str) -> bool:
    """Whether a part is cited by its number alone: an article or section of a chapter."""
    if name not in _CITED_ALONE:
        return False
    parent = element.getparent()
    while parent is not None and name_of(parent) in ("content", "intro", "wrapUp"):
        parent = parent.getparent()
    return parent is not None and name_of(parent) in _GROUPING
