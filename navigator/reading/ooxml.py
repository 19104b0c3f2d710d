"""Small helpers for the XML of Office files, and the relationships between their parts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Self, cast

from navigator.reading.archives import Archive, XmlElement

_OFF = frozenset({"0", "false", "off", "none"})
_NUMBER = re.compile(r"[+-]?\d{1,9}")


class Layered:
    """Formatting as one of several styles says it. Its fields are None where nothing is said."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def over(self, base: Self) -> Self:
        """This formatting, with that of `base` where nothing is said here."""
        own = ((getattr(self, name), name) for name in self.__match_args__)
        return type(self)(*(value if value is not None else getattr(base, name) for value, name in own))


def bare(root: XmlElement) -> XmlElement:
    """The tree with the namespaces of its names left off: transitional and strict files then read alike."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
            for name, text in element.items():
                if name[0] == "{":
                    del element.attrib[name]
                    local = name.rpartition("}")[2]
                    if local not in element.attrib:
                        element.set(local, text)
    return root


def child(element: XmlElement | None, name: str) -> XmlElement | None:
    """The first child of that name."""
    return None if element is None else element.find(name)


def children(element: XmlElement | None, name: str) -> list[XmlElement]:
    """All children of that name."""
    return [] if element is None else cast("list[XmlElement]", element.findall(name))


def value(element: XmlElement | None, name: str) -> str | None:
    """The `val` of the first child of that name."""
    found = child(element, name)
    return None if found is None else cast("str | None", found.get("val"))


def is_on(element: XmlElement | None) -> bool:
    """Whether a switch such as `<w:b/>` is there and not turned off."""
    return element is not None and (element.get("val") or "1").lower() not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """A whole number written in an attribute; `default` where there is none."""
    found = _NUMBER.match(text or "")
    return int(found.group()) if found else default


def words_in(element: XmlElement, deleted: bool = False) -> str:
    """All text of an element, paragraphs set apart by spaces; with `deleted`, that of tracked deletions as well."""
    return " ".join("".join(_texts(element, deleted)).split())


def _texts(element: XmlElement, deleted: bool) -> Iterator[str]:
    for part in element.iter("t", "delText", "p", "tab", "br", "cr"):
        if part.tag == "t" or (deleted and part.tag == "delText"):
            yield part.text or ""
        else:
            yield " "


class Relations:
    """Where the relationships of one part lead. Targets outside the file are only ever text: nothing is fetched."""

    def __init__(self, archive: Archive, part: str) -> None:
        folder, name = posixpath.split(part)
        root = archive.xml(f"{folder}/_rels/{name}.rels")
        self._targets: dict[str, tuple[str, str, bool]] = {}
        self._folder = folder
        for element in [] if root is None else bare(root).iter("Relationship"):
            kind = (element.get("Type") or "").rpartition("/")[2]
            outside = (element.get("TargetMode") or "").lower() == "external"
            self._targets[element.get("Id") or ""] = (kind, element.get("Target") or "", outside)

    def link(self, identity: str | None) -> str | None:
        """The web or mail address of a hyperlink's relationship."""
        kind, target, outside = self._targets.get(identity or "", ("", "", False))
        return (
            target
            if kind == "hyperlink" and outside and not target.lower().startswith(("javascript:", "file:"))
            else None
        )

    def parts(self, kind: str) -> list[str]:
        """Names of the parts inside the file of one kind ("footnotes", "header")."""
        return [part for identity in self._targets if (part := self.part(identity, kind)) is not None]

    def part(self, identity: str | None, kind: str) -> str | None:
        """Name of the part of one kind that a relationship leads to; None where it leads elsewhere."""
        own, target, outside = self._targets.get(identity or "", ("", "", True))
        if own != kind or outside:
            return None
        path = target if target.startswith("/") else posixpath.join(self._folder, target)
        return posixpath.normpath(path).lstrip("/")
