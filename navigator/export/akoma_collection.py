"""Several agreements as one Akoma Ntoso document.

The standard's `documentCollection` is for documents that are combined for any reason at all: each agreement stays a
whole document of its own in a `component`, with its metadata. (`amendmentList` is for amendments proposed to one text,
`officialGazette` for what is published together.) The schema wants each `eId` once in the whole file, so those of a
component have its own before them, and `wId` keeps the address that the provision has in its agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from lxml import etree

from navigator.export.akoma_meta import NAMESPACE, append, write_identification, write_organisations
from navigator.export.akoma_ntoso import write_akoma_ntoso
from navigator.export.inlines import printable
from navigator.model.exporting import Gathering

if TYPE_CHECKING:
    from navigator.export.several import Part

_ENGLISH = "eng"


def write_collection(gathering: Gathering, parts: Sequence[Part], on: date) -> bytes:
    """The agreements as published (UTF-8), each in a component. BadInput where a provision is unknown."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    collection = append(root, "documentCollection", name="collection")
    meta = append(collection, "meta")
    title = printable(gathering.title).strip() or "Collection"
    write_identification(meta, ("documentCollection", "collection"), title, _ENGLISH, None, on)
    write_organisations(meta, publisher=False)
    preface = append(collection, "preface")
    append(append(preface, "p"), "docTitle").text = title
    if gathering.how:
        append(preface, "p").text = printable(gathering.how)
    body = append(collection, "collectionBody")
    for number, part in enumerate(parts, 1):
        identity = f"component_{number}"
        document = etree.fromstring(write_akoma_ntoso(part.analysis, part.applicability, part.request))[0]
        _prefix(document, f"{identity}__")
        append(body, "component", eId=identity).append(document)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _prefix(document: Any, prefix: str) -> None:
    """Gives every address in a document, and every way to it, a beginning of its own."""
    known = {node.get("eId") for node in document.iter() if node.get("eId")}
    for node in document.iter(etree.Element):
        address = node.get("eId")
        if address:
            node.set("eId", prefix + address)
            node.set("wId", address)
        for name, value in node.attrib.items():
            ways = value.split(" ") if value[:1] == "#" else []  # one, or the several that a summary stands beside
            if ways and all(way[:1] == "#" and way[1:] in known for way in ways):
                node.set(name, " ".join(f"#{prefix}{way[1:]}" for way in ways))
