"""Bytes -> text: byte order marks, UTF-8, what the server said, then the best guess of charset-normalizer; line ends
become "\\n"."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from contextlib import suppress

from navigator.model.catalogue import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


WIDE = ("utf-16", "utf-32", "iso-2022")
"""Beginnings of the names of encodings whose bytes are often valid UTF-8 too."""


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """The text of `data`; `BadInput` naming `name` where it is no text in any known encoding. `charset` is what the
    server that sent it said; valid UTF-8 is that all the same, since many servers say one thing of every file."""
    text = _by_mark(data)
    if text is None:
        said = (charset or "").lower()
        codes = [code for code in ("utf-8", said) if code]
        text = _by_code(data, reversed(codes) if said.startswith(WIDE) else codes) or _guess(data, name)
    if text.count("\0") > len(text) // 100:
        raise BadInput(f"{name}: this is not a text file; give it the ending of its real format and add it again")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _by_code(data: bytes, codes: Iterable[str]) -> str | None:
    for code in codes:
        with suppress(UnicodeError, LookupError, ValueError):  # a name that no encoding has, among them
            return data.decode(code)
    return None


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise BadInput(f"{name}: the characters cannot be decoded; save the file as UTF-8 and add it again")
    return str(best)
