"""OpenDocument text (.odt, and the flat .fodt) -> canonical text, as LibreOffice and others write it."""

from __future__ import annotations

from dataclasses import replace

from navigator.model.catalogue import BadInput
from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading.archives import Archive, XmlElement, parse_xml
from navigator.reading.builder import TextBuilder
from navigator.reading.language import settle_language
from navigator.reading.odt_styles import OdtStyles
from navigator.reading.odt_walk import OdtWalker
from navigator.reading.office import to_items
from navigator.reading.tables import add_items

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_MARGINS = (("style_header", "running head"), ("style_footer", "running foot"))


def read_odt(data: bytes, source: SourceInfo) -> CanonicalText:
    """The bytes of an OpenDocument text -> its canonical text. `BadInput` where it is damaged, protected or unsafe."""
    roots = _roots(data, source.name)
    body = next((found for root in roots if (found := root.find("office_body/office_text")) is not None), None)
    if body is None:
        raise BadInput(f"{source.name}: holds no text document; save the agreement as .odt or .docx and add that file")
    builder = TextBuilder()
    styles = OdtStyles(roots)
    walker = OdtWalker(builder, styles)
    add_items(builder, to_items(walker.parts(body)))
    _set_aside(roots, builder)
    if walker.inserted or walker.deleted:
        kept, gone = walker.inserted, walker.deleted
        builder.note(f"tracked changes are shown as accepted ({kept} insertions kept, {gone} deletions left out)")
    title = next((t for root in roots if (t := root.findtext("office_meta/dc_title"))), None)
    found = builder.finish(source, title=" ".join(title.split()) if title else None)
    return replace(found, language=settle_language(styles.language, found.text))


def _roots(data: bytes, name: str) -> list[XmlElement]:
    """The parts that matter, styles before the content that may override them."""
    if not data.startswith(b"PK"):
        return [_prefixed(parse_xml(data, name))]
    archive = Archive(data, name)
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise BadInput(f"{name}: protected by a password; save it without one in its own program and add it again")
    found = [archive.xml(part) for part in ("meta.xml", "styles.xml", "content.xml")]
    return [_prefixed(root) for root in found if root is not None]


def _prefixed(root: XmlElement) -> XmlElement:
    """The tree with the usual prefixes in its names in place of namespaces: "text_p" for `text:p`."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _short(element.tag)
            for name, text in element.items():
                if name[0] == "{":
                    del element.attrib[name]
                    element.set(_short(name), text)
    return root


def _short(name: str) -> str:
    space, brace, local = name.rpartition("}")
    return f"{_PREFIXES.get(space[1:], 'other')}_{local}" if brace else name


def _set_aside(roots: list[XmlElement], builder: TextBuilder) -> None:
    """Report the running heads and feet of the page styles, each once."""
    for tag, reason in _MARGINS:
        seen: set[str] = set()
        for root in roots:
            for element in root.iter(tag):
                words = " ".join(" ".join(element.itertext()).split())
                if words not in seen:
                    builder.remove(words, reason)
                seen.add(words)
