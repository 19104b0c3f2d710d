"""Which reader a file needs: by its content first, then by its ending, since endings are often wrong."""

from __future__ import annotations

import re

from navigator.model.catalogue import BadInput

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The start of a page, after comments and white space; "MIME-Version:" and the like start a page saved as MHTML.
_PAGE = re.compile(
    rb"(?>\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*+(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_SAVED = re.compile(
    rb"\s*+(?>(?!content-type)[\w-]{1,40}:[^\n]{0,400}\n(?>[ \t][^\n]{0,400}\n){0,8}){0,20}"
    rb"content-type:\s*multipart/related",
    re.IGNORECASE,
)
# Akoma Ntoso 3.0 and its drafts (".../akn/3.0/WD17"), and 2.0 before OASIS; comments may stand ahead of it.
_AKOMA_NTOSO = re.compile(rb"""=\s*["']http://(?:docs\.oasis-open\.org/legaldocml/ns/akn/|www\.akomantoso\.org/)""")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START = 8192


def sniff(data: bytes, name: str) -> str | None:
    """The format that the bytes themselves show: "docx", "odt", "pdf", "rtf", "akn", "html"; None if they do not tell.

    Raises `BadInput` for what is plainly of a kind that no reader has: old Word files, encrypted ones, other archives.
    """
    start = data[:_START]
    if start.startswith(_OLE):
        if _ENCRYPTED in data:
            raise BadInput(f"{name}: protected by a password; open it in Word, save it without one and add it again")
        raise BadInput(
            f"{name}: an old binary Office file; open it in Word or LibreOffice, save it as .docx and add that file"
        )
    if start.startswith(b"PK"):
        from navigator.reading.archives import kind_of_archive  # its XML library is no burden for other files

        found = kind_of_archive(data, name)
        if found is None:
            raise BadInput(f"{name}: an archive without a readable document; unpack it and add the document in it")
        return found
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for mark in _MARKS:
        start = start.removeprefix(mark)
    if b"\0" in start[:64]:
        start = start.replace(b"\0", b"")  # UTF-16: the letters of its tags are one byte each
    if b"urn:oasis:names:tc:opendocument:xmlns:office:1.0" in start[:2048]:
        return "odt"  # the flat form, without an archive
    if _AKOMA_NTOSO.search(start) and start.lstrip().startswith(b"<"):
        return "akn"
    return "html" if _PAGE.match(start) or _SAVED.match(start) else None
