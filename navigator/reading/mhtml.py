"""Pages that a browser saved as one file (MHTML): a mail-like archive whose first HTML part is the page."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from email.message import Message
from email.parser import BytesHeaderParser

_HEADERS = re.compile(rb"\r?\n\r?\n")
_MAX_PARTS = 2000


def page_of(data: bytes) -> tuple[bytes, str | None] | None:
    """The page in an MHTML file and the character set declared for it; None where the bytes are no such file."""
    head, body = _split(data)
    if head is None or not head.get_content_type().startswith("multipart/"):
        return None
    boundary = head.get_boundary()
    if not boundary:
        return None
    mark = b"--" + boundary.encode("utf-8", "replace")
    for part in body.split(mark, _MAX_PARTS)[1:]:
        inner, content = _split(part.lstrip(b"\r\n"))
        if inner is not None and inner.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _decoded(content, str(inner.get("content-transfer-encoding", ""))), inner.get_content_charset()
    return None


def _split(data: bytes) -> tuple[Message | None, bytes]:
    """Headers and what follows them."""
    data = data.lstrip()
    end = _HEADERS.search(data, 0, 16_384)
    if end is None or b":" not in data[:200] or data.startswith(b"<"):
        return None, data
    return BytesHeaderParser().parsebytes(data[: end.start()] + b"\n\n"), data[end.end() :]


def _decoded(content: bytes, encoding: str) -> bytes:
    match encoding.strip().lower():
        case "quoted-printable":
            return quopri.decodestring(content)
        case "base64":
            try:
                return base64.b64decode(re.sub(rb"[^A-Za-z0-9+/=]", b"", content))
            except (binascii.Error, ValueError):
                return content
    return content
