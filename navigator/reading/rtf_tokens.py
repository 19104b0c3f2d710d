"""RTF cut into its parts: groups, control words and symbols, and bytes of text (RTF 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_PART = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)|\\\Z",
    re.DOTALL,
)


class Kind(Enum):
    OPEN = 1
    CLOSE = 2
    WORD = 3
    SYMBOL = 4
    BYTES = 5
    HEX = 6


@dataclass(frozen=True, slots=True)
class Token:
    """One part. WORD: `name`, and `number` where one follows it; SYMBOL: `name`; BYTES and HEX: `data`."""

    kind: Kind
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The parts of an RTF file in order; binary data (`\\bin`) is passed over. Any bytes give tokens: never raises."""
    at = 0
    while at < len(data):
        found = _PART.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        match found.lastgroup:
            case "word" | "number":
                number = int(found["number"]) if found["number"] else None
                name = found["word"].decode("ascii")
                if name == "bin":
                    at += max(0, number or 0)
                else:
                    yield Token(Kind.WORD, name, number)
            case "hex":
                yield Token(Kind.HEX, data=bytes.fromhex(found["hex"].decode("ascii")))
            case "symbol":
                yield Token(Kind.SYMBOL, found["symbol"].decode("latin-1"))
            case "brace":
                yield Token(Kind.OPEN if found["brace"] == b"{" else Kind.CLOSE)
            case "text":
                yield Token(Kind.BYTES, data=found["text"])


CHARACTERS = {
    "tab": "\t",
    "line": "\u2028",
    "lbr": "\u2028",
    "softline": "\u2028",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    **dict.fromkeys(("emspace", "enspace", "qmspace", "page", "column"), " "),
}
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "", "\\": "\\", "{": "{", "}": "}", "\t": "\t", "|": "", ":": ""}

PASSED = frozenset(
    "info colortbl filetbl listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping "
    "latentstyles datastore xmlnstbl mmathPr pict nonshppict shppict objdata objclass objname objalias pn pnseclvl "
    "nonesttables shprslt template keycode upr fontemb fontfile falt panose background wgrffmtfilter atnid atnauthor "
    "atndate atnref atrfstart atrfend atntime tc tcn xe rxe docvar passwordhash private bkmkend userprops "
    "datafield formfield ffname ffdeftext factoidname ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn sp sn sv "
    "picprop blipuid".split()
)
"""Destinations whose text is no text of the document."""

CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "cp1361",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
}
"""Character set of a font -> encoding."""
SYMBOL_CHARSET = 2


def encoding(page: int) -> str:
    """The encoding of a code page number; Windows' own where Python has none of that number."""
    names = {
        10000: "mac_roman",
        65001: "utf-8",
        0: "cp1252",
        1: "cp1252",
        54936: "gb18030",
        20127: "ascii",
        28591: "cp1252",
    }
    name = names.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name
