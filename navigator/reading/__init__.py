"""Readers: bytes of a file -> `CanonicalText`. One reader for each format, chosen by content before ending.

A readable file is never refused; what cannot be read at all raises `BadInput` with the file's name and the mend.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from navigator.model.catalogue import BadInput
from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading.decoding import decode
from navigator.reading.language import guess_language
from navigator.reading.sniffing import sniff

MAX_BYTES = 64 * 1024 * 1024
"""Larger files are refused: the longest agreements known to us are under 5 MB."""

_READERS: dict[str, tuple[str, str]] = {
    "markdown": ("text/markdown", "navigator.reading.markdown:read_markdown"),
    "plain": ("text/plain", "navigator.reading.plain:read_plain"),
    "html": ("text/html", "navigator.reading.html:read_html"),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "navigator.reading.docx:read_docx",
    ),
    "odt": ("application/vnd.oasis.opendocument.text", "navigator.reading.odt:read_odt"),
    "rtf": ("application/rtf", "navigator.reading.rtf:read_rtf"),
    "pdf": ("application/pdf", "navigator.reading.pdf:read_pdf"),
    "akn": ("application/akn+xml", "navigator.reading.akoma_ntoso:read_akoma_ntoso"),
}
"""Format -> media type and reader. Readers of `_TEXT` take decoded text and its language, all others the bytes."""
_TEXT = frozenset({"markdown", "plain"})

_ENDINGS: dict[str, str] = {
    "md": "markdown", "markdown": "markdown", "txt": "plain", "text": "plain",
    "html": "html", "htm": "html", "xhtml": "html", "mhtml": "html", "mht": "html",
    "docx": "docx", "docm": "docx", "dotx": "docx",
    "odt": "odt", "ott": "odt", "fodt": "odt", "rtf": "rtf", "pdf": "pdf",
    "xml": "akn", "akn": "akn",
}  # fmt: skip
"""What an ending says, where the content itself does not tell."""

ENDINGS = frozenset(_ENDINGS)
"""Endings of files that a folder import picks up."""


def read(data: bytes, name: str, charset: str | None = None) -> CanonicalText:
    """The canonical text of a file's bytes. `name` is the file's name, for its ending and for messages; `charset` what
    the server that sent it said of its characters."""
    if len(data) > MAX_BYTES:
        raise BadInput(f"{name}: larger than {MAX_BYTES // 2**20} MB; split it, or export only the agreement itself")
    if not data.strip():
        raise BadInput(f"{name}: the file is empty; save the agreement again and add that file")
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    form = sniff(data, name) or _ENDINGS.get(ending)
    if form not in _READERS:
        known = ", ".join(sorted(f".{e}" for e in ENDINGS))
        raise BadInput(f"{name}: cannot read this kind of file; save it as one of {known}")
    media_type, target = _READERS[form]
    source = SourceInfo(name, media_type, hashlib.sha256(data).hexdigest(), charset)
    if form in _TEXT:
        text = decode(data, name, charset)
        return _load(target)(text, source, guess_language(text))
    return _load(target)(data, source)


def _load(target: str) -> Callable[..., CanonicalText]:
    """Readers load on first use: a Markdown file must not pay for a PDF library."""
    from importlib import import_module

    module, function = target.split(":")
    reader: Callable[..., CanonicalText] = getattr(import_module(module), function)
    return reader
