"""Saved web pages -> canonical text, decoded by lxml. Menus, banners and footers keep their words in containers of
their own, so that the structure stage can leave them out and say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from navigator.model.catalogue import BadInput
from navigator.model.text import BlockKind, CanonicalText, SourceInfo
from navigator.reading.archives import XmlElement
from navigator.reading.builder import BlockDraft, TextBuilder
from navigator.reading.decoding import WIDE, decode
from navigator.reading.html_regions import Regions
from navigator.reading.html_style import StyleSheet
from navigator.reading.html_walk import Walker
from navigator.reading.language import settle_language
from navigator.reading.mhtml import page_of
from navigator.reading.tables import Item, add_items, text_of

MAX_TAGS = 1_000_000
"""A page of more tags is refused: the longest agreements known to us have 30,000."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"<(?:!--.*?(?:-->|$)|(script|style)\b.*?(?:</\1\s*>|$)|/?[a-zA-Z][^<>]*>?|[!?][^<>]*>?)", re.DOTALL | re.IGNORECASE
)
_START = 4096
_IN_HEAD = frozenset("base link meta noscript script style template title".split())
_TITLE_PARTS = re.compile(r"\s+[|–—·:»-]\s+|:\s")
# "12", "- 3 -", "A-1", "Page 2 of 9", "iv"
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?(?:[A-Z]-)?(?:\d{1,3}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE
)


def read_html(data: bytes, source: SourceInfo) -> CanonicalText:
    """A page's bytes (HTML, XHTML or an MHTML archive) -> its canonical text. Never refuses a page that has words and
    at most `MAX_TAGS` tags."""
    saved = page_of(data)
    data, charset = saved if saved is not None else (data, None)
    if data.count(b"<") > MAX_TAGS:
        raise BadInput(
            f"{source.name}: has more than {MAX_TAGS:,} tags; save only the agreement itself and add that file"
        )
    text = _decode(data, charset or source.charset, source.name)
    builder = TextBuilder()
    for comment in _comments(text):
        builder.remove(comment, "comment in the source, not shown to readers")
    root, complete = _parse(text)
    if not complete:
        builder.note(
            "the page is nested too deeply to be read with its structure; its words are shown as plain paragraphs"
        )
        root, _ = _parse(_flattened(text))
    title = language = None
    if root is not None:
        title, language = _head(root)
        regions = Regions(root)
        sheet = StyleSheet([style.text or "" for style in root.iter("style")])
        items = Walker(builder, regions, sheet).walk(root)
        add_items(builder, _without_pages(_titled(items, title), builder))
    found = builder.finish(source, title=title)
    if title and title not in " ".join(found.text.split()):
        found = replace(found, removed=((title, "title of the browser window"), *found.removed))
    return replace(found, language=settle_language(language, found.text))


def _decode(data: bytes, charset: str | None, name: str) -> str:
    """UTF-8 where the bytes are valid UTF-8 (pages are often saved anew under an old declaration), then what the page
    or the archive or the server declares, then UTF-8 with a few broken bytes, then the best guess."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return _clean(decode(data, name))
    declared = _DECLARED.search(data[:_START])
    label = (charset or ((declared[1] or declared[2]).decode("ascii", "replace") if declared else "")).lower()
    if label in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        label = "windows-1252"  # as browsers read it
    codes = [("utf-8", "strict"), (label, "replace")]
    if label.startswith(WIDE if charset else "iso-2022"):  # no page can say itself that it is UTF-16
        codes.reverse()  # what is ASCII in it is valid UTF-8 too
    for code, errors in codes:
        try:
            return _clean(data.decode(code, errors))
        except (UnicodeError, LookupError, ValueError):
            continue
    text = data.decode("utf-8", "replace")
    return _clean(text if text.count("\ufffd") <= max(1, len(text) // 200) else decode(data, name))


def _clean(text: str) -> str:
    """Line ends made one; characters that no document may hold (NUL, lone surrogates) shown as unreadable."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8")


def _comments(text: str) -> Iterator[str]:
    """The comments of a page; Word's conditional ones, which it shows, are not among them."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        if not text.startswith("<!--[if", start):
            yield text[start + 4 : end]
        at = end + 3


def _parse(text: str) -> tuple[XmlElement | None, bool]:
    """The root element, or None for a page without anything; and whether the whole page is in it."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, not text.strip()
    if root is not None:  # nothing but a comment, say
        _mend_head(root)
    return root, not any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log)


def _mend_head(root: XmlElement) -> None:
    """Puts what is no business of the head into the body: a page may leave both tags out ("<title>Terms</title>
    <main>…"), and the parser, which knows no `<main>`, then takes all that follows for the head's."""
    head = root.find("head")
    inside = list(head) if head is not None else []
    strange = (at for at, child in enumerate(inside) if isinstance(child.tag, str) and child.tag not in _IN_HEAD)
    begins = next(strange, None)
    if begins is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for at, child in enumerate(inside[begins:]):
        body.insert(at, child)


def _flattened(text: str) -> str:
    """The words of a page between `<p>` tags: what is read where its nesting or size goes beyond all measure."""
    words = _TAG.sub("\n", text).replace("<", "&lt;")
    return "".join(f"<p>{line}</p>" for line in words.split("\n") if line.strip())


def _titled(items: list[Item], title: str | None) -> list[Item]:
    """A page without a main heading has its title in some styled block: the one that says what the window's title says
    ("Terms of Use" of "Terms of Use | Example")."""
    if not title or any(isinstance(i, BlockDraft) and i.kind is BlockKind.HEADING and i.level == 1 for i in items):
        return items
    names = {part.strip().casefold() for part in (title, *_TITLE_PARTS.split(title)) if part.strip()}
    for place, item in enumerate(items):
        if not isinstance(item, BlockDraft) or item.kind is BlockKind.LIST_ITEM or item.containers:
            continue
        if text_of(item).casefold() in names and not all(inline.href for inline in item.inlines):
            return [*items[:place], replace(item, kind=BlockKind.HEADING, level=1), *items[place + 1 :]]
    return items


def _without_pages(items: list[Item], builder: TextBuilder) -> Iterator[Item]:
    """Filings saved as pages keep the page breaks of the printed document, each a rule under a page number."""
    for place, item in enumerate(items):
        after = items[place + 1] if place + 1 < len(items) else None
        plain = isinstance(item, BlockDraft) and item.kind is BlockKind.PARAGRAPH and item.marker is None
        if (
            plain
            and isinstance(after, BlockDraft)
            and after.kind is BlockKind.RULE
            and _PAGE_NUMBER.fullmatch(_words(item))
        ):
            builder.remove(_words(item), "page number")
            continue
        yield item


def _words(item: Item) -> str:
    return text_of(item) if isinstance(item, BlockDraft) else ""


def _head(root: XmlElement) -> tuple[str | None, str | None]:
    """The page's title and declared language."""
    element = root.find(".//head/title")
    title = " ".join("".join(element.itertext()).split()) if element is not None else ""
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return title or None, language
