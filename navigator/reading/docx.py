"""Word files (.docx) -> canonical text: styles, automatic numbers, tables, notes and text boxes as Word shows them.

Tracked changes are read as accepted and reported; comments, running heads and hidden text are set aside and reported.
"""

from __future__ import annotations

import re
from dataclasses import replace

from navigator.model.catalogue import BadInput
from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading.archives import Allowance, Archive, XmlElement
from navigator.reading.builder import TextBuilder
from navigator.reading.docx_chunks import Budget, Chunks
from navigator.reading.docx_numbering import Numbering
from navigator.reading.docx_styles import Styles
from navigator.reading.docx_walk import Walker
from navigator.reading.language import settle_language
from navigator.reading.office import to_items
from navigator.reading.ooxml import Relations, bare, children, words_in
from navigator.reading.tables import add_items

_MAIN = "word/document.xml"
_TARGETS = re.compile(r"(?:REF|PAGEREF|\\l)\s+\"?([\w.-]+)")
_SET_ASIDE = (("header", "running head"), ("footer", "running foot"), ("comments", "comment in the margin"))
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(data: bytes, source: SourceInfo) -> CanonicalText:
    """The bytes of a Word file -> its canonical text. `BadInput` where the file is damaged, protected or unsafe."""
    return _read(Archive(data, source.name), source, Budget())


def _inside(data: bytes, name: str, budget: Budget, allowance: Allowance) -> CanonicalText:
    """The text of a Word file that stands in another, within what may still be read and unpacked."""
    return _read(Archive(data, name, allowance), SourceInfo(name, "", ""), budget)


def _read(archive: Archive, source: SourceInfo, budget: Budget) -> CanonicalText:
    main = next(iter(Relations(archive, "").parts("officeDocument")), _MAIN)
    root = archive.xml(main if main in archive else _MAIN)
    body = None if root is None else bare(root).find("body")
    if body is None:
        raise BadInput(f"{source.name}: holds no Word document; open it in Word, save it as .docx and add that file")
    relations = Relations(archive, main)
    builder = TextBuilder()
    styles = Styles(_part(archive, relations, "styles"))
    walker = Walker(
        builder,
        styles,
        Numbering(_part(archive, relations, "numbering"), styles.lists),
        relations,
        Chunks(archive, relations, builder, budget, _inside).items,
        _notes(archive, relations),
        _targets(body),
    )
    parts = walker.parts(body)
    parts += walker.finish()
    add_items(builder, to_items(parts))
    for note in walker.notes.values():
        builder.remove(words_in(note), "note that nothing cites")
    _set_aside(archive, relations, builder)
    if walker.inserted or walker.deleted:
        kept, gone = walker.inserted, walker.deleted
        builder.note(f"tracked changes are shown as accepted ({kept} insertions kept, {gone} deletions left out)")
    found = builder.finish(source, title=_title(archive))
    return replace(found, language=settle_language(styles.language, found.text))


def _part(archive: Archive, relations: Relations, kind: str) -> XmlElement | None:
    """The root of the part of one kind, where the document has one."""
    name = next(iter(relations.parts(kind)), f"word/{kind}.xml")
    root = archive.xml(name)
    return None if root is None else bare(root)


def _notes(archive: Archive, relations: Relations) -> dict[tuple[str, str], XmlElement]:
    """(kind, id) -> footnote or endnote."""
    found: dict[tuple[str, str], XmlElement] = {}
    for kind, name in _NOTES:
        root = _part(archive, relations, kind)
        for note in children(root, name):
            if note.get("type") not in _SEPARATORS:
                found[name, note.get("id") or ""] = note
    return found


def _targets(body: XmlElement) -> frozenset[str]:
    """Bookmarks that something in the document points to."""
    found = {link.get("anchor") for link in body.iter("hyperlink") if link.get("anchor")}
    for instruction in body.iter("instrText"):
        found.update(_TARGETS.findall(instruction.text or ""))
    return frozenset(name for name in found if name)


def _set_aside(archive: Archive, relations: Relations, builder: TextBuilder) -> None:
    """Report what stands around the text: running heads, each once, and comments."""
    for kind, reason in _SET_ASIDE:
        seen: set[str] = set()
        for name in relations.parts(kind):
            root = archive.xml(name)
            if root is None:
                continue
            for part in children(bare(root), "comment") if kind == "comments" else [root]:
                words = words_in(bare(part))
                if words not in seen:
                    builder.remove(words, reason)
                seen.add(words)


def _title(archive: Archive) -> str | None:
    """The title among the document's properties, unless a program only filled it in."""
    root = archive.xml("docProps/core.xml")
    title = "" if root is None else " ".join((bare(root).findtext("title") or "").split())
    return (
        title
        if len(title.split()) > 1 and not re.search(r"microsoft|untitled|\.docx?$|template", title, re.IGNORECASE)
        else None
    )
