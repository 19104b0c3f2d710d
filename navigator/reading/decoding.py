"""Bytes -> text: byte order marks, UTF-8, then the best guess of charset-normalizer; line ends become "\\n"."""

from __future__ import annotations

import codecs

from navigator.model.catalogue import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str) -> str:
    """The text of `data`; `BadInput` naming `name` where it is no text in any known encoding."""
    text = _by_mark(data)
    if text is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = _guess(data, name)
    if text.count("\0") > len(text) // 100:
        raise BadInput(f"{name}: this is not a text file; give it the ending of its real format and add it again")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise BadInput(f"{name}: the characters cannot be decoded; save the file as UTF-8 and add it again")
    return str(best)
