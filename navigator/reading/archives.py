"""Safe access to the zip archives that DOCX and ODT files are: bounded in entries, size and ratio, read in memory only.

Nothing is ever unpacked to disk, so names in the archive cannot reach other files; no external part is followed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any, NoReturn

from lxml import etree

from navigator.model.catalogue import BadInput

MAX_ENTRIES = 10_000
MAX_TOTAL = 256 * 1024 * 1024
"""Bytes of all parts read from one archive, unpacked."""
MAX_RATIO = 400
"""How many times its packed size a part may grow, once it is larger than `_SMALL`. XML of Word reaches about 40."""
_SMALL = 4 * 1024 * 1024
_CHUNK = 1024 * 1024

XmlElement = Any
"""An element of lxml, which carries no types."""


@dataclass(slots=True)
class Allowance:
    """Bytes that may still be unpacked, from a file and the archives inside it together."""

    left: int = field(default_factory=lambda: MAX_TOTAL)


class Archive:
    """The parts of one document. `name` is the file's name, for messages; every trouble is a `BadInput`. An archive
    inside another shares the other's `allowance`."""

    def __init__(self, data: bytes, name: str, allowance: Allowance | None = None) -> None:
        self._name = name
        self.allowance = allowance or Allowance()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, EOFError):
            self._broken()
        if len(infos) > MAX_ENTRIES:
            self._too_large()
        # Word writes "word/document.xml", some others "/word/document.xml" or another case; the first of a name counts.
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._parts.setdefault(_key(info.filename), info)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    def names(self) -> tuple[str, ...]:
        """Names of all parts, as the archive writes them."""
        return tuple(info.filename for info in self._parts.values())

    def read(self, part: str) -> bytes | None:
        """The bytes of one part; None where there is no such part."""
        info = self._parts.get(_key(part))
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise BadInput(
                f"{self._name}: protected by a password; save it without one in its own program and add it again"
            )
        if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
            self._too_large()
        found: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self.allowance.left -= len(chunk)
                    # The directory's sizes may lie: what comes out is what counts.
                    if self.allowance.left < 0 or (size > _SMALL and size > MAX_RATIO * max(1, info.compress_size)):
                        self._too_large()
                    found.append(chunk)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            self._broken()
        return b"".join(found)

    def xml(self, part: str) -> XmlElement | None:
        """The root element of an XML part; None where there is no such part."""
        data = self.read(part)
        return None if data is None else parse_xml(data, self._name)

    def _broken(self) -> NoReturn:
        raise BadInput(
            f"{self._name}: the file is damaged or cut short; fetch or save it again and add that copy"
        ) from None

    def _too_large(self) -> NoReturn:
        raise BadInput(
            f"{self._name}: unpacks to far more than a document holds; open it in its own program and save it again"
        ) from None


def parse_xml(data: bytes, name: str) -> XmlElement:
    """The root element of XML from a document: no DTD, no entities, no network, bounded depth and text size."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadInput(f"{name}: the file is damaged or cut short; fetch or save it again and add that copy") from None
    if root.getroottree().docinfo.internalDTD is not None:
        # Office programs write no document type; entity expansion and external entities are all it could bring.
        raise BadInput(
            f"{name}: holds a document type declaration, which is not safe to read; save it again in its own program"
        )
    return root


def kind_of_archive(data: bytes, name: str) -> str | None:
    """Whether the archive holds a "docx" or an "odt"; None for any other. `BadInput` where it is no whole archive."""
    names = {_key(part) for part in Archive(data, name).names()}
    if "word/document.xml" in names or ("[content_types].xml" in names and any(n.startswith("word/") for n in names)):
        return "docx"
    if "content.xml" in names and ("mimetype" in names or "meta-inf/manifest.xml" in names):
        return "odt"
    return None


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
