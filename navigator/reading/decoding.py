"""Bytes -> text: byte order marks, UTF-8, what the server said, Windows-1252 where only its quotation marks and dashes
stand beside ASCII, then the best guess of charset-normalizer; line ends become "\\n", and the marks of a quoted mail
go."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress

from navigator.model.catalogue import BadInput
from navigator.reading.language import guess_language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Euro, curly quotes, dashes, bullet, ellipsis, trade mark, no-break space, pound, section, copyright, guillemets, …
_SIGNS_OF_WINDOWS = re.compile(
    rb"[\x00-\x7f\x80\x82\x84\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb6\xb7\xbb]*+"
)
_DOS = frozenset({"cp437", "cp850", "cp858", "cp775", "cp860", "cp863", "cp865", "mac_latin2"})
_EASTERN = frozenset({"cp1250", "cp1254", "cp1257", "iso8859_2", "iso8859_10", "iso8859_14", "iso8859_16"})
"""Guesses that Windows-1252 is likelier than: the first always, the others where the words are of Western Europe."""
_WESTERN = frozenset({"de", "fr", "es", "it", "pt", "nl"})
_POLISH = re.compile(r"[a-z][³¹¿¼¾][a-z]")  # "p³atnoœæ": letters of Central Europe read as if of the West
_QUOTED_LINE = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)


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
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return _unquoted(text) if text.startswith(">") else text


def _unquoted(text: str) -> str:
    """An agreement pasted from a mail, "> " before each of its lines, without those marks."""
    lines = [line for line in text.split("\n") if line.strip()]
    quoted = sum(1 for line in lines if line.startswith(">"))
    return _QUOTED_LINE.sub("", text) if quoted == len(lines) > 1 else text


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
    if _SIGNS_OF_WINDOWS.fullmatch(data):
        return data.decode("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None and best.encoding in _DOS | _EASTERN:
        western = data.decode("cp1252", "replace")
        if best.encoding in _DOS or (guess_language(western) in _WESTERN and not _POLISH.search(western)):
            return western
    if best is None:
        raise BadInput(f"{name}: the characters cannot be decoded; save the file as UTF-8 and add it again")
    return str(best)
