"""Archives made to harm or cut short: one clear error that names the file, time and memory bounded."""

from __future__ import annotations

import io
import zipfile

import pytest

from navigator.model.catalogue import BadInput
from navigator.reading import archives, read
from tests.helpers.office_files import archive, docx, odt, p

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY out SYSTEM "file:///etc/hostname">]>'
)


def _word(document: str | bytes) -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def _refused(data: bytes, name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as error:
        read(data, name)
    assert str(error.value).startswith(f"{name}: ")
    assert "\n" not in str(error.value)


def test_a_zip_bomb() -> None:
    document = (
        f"<w:document {_NAMESPACE}><w:body><w:p><w:r><w:t>".encode()
        + b"a" * (48 * 2**20)
        + b"</w:t></w:r></w:p></w:body></w:document>"
    )
    _refused(_word(document), "bomb.docx", "far more than a document holds")


def test_a_bomb_whose_directory_lies() -> None:
    data = bytearray(_word(b"<a/>" + b" " * (48 * 2**20)))
    size = (48 * 2**20 + 4).to_bytes(4, "little")
    for _ in range(2):  # in the directory and at the part itself
        at = data.rfind(size)
        data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(BadInput):
        read(bytes(data), "liar.docx")


def test_too_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 10_000)
    _refused(docx(p("word " * 5_000)), "large.docx", "far more than a document holds")


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)
    _refused(docx(p("Words"), styles=""), "many.docx", "far more than a document holds")


@pytest.mark.parametrize("inside", ["&c;", "&out;", "words"])
def test_entities_are_never_expanded(inside: str) -> None:
    document = (
        f"{_ENTITIES}<w:document {_NAMESPACE}><w:body><w:p><w:r><w:t>{inside}</w:t></w:r></w:p></w:body></w:document>"
    )
    _refused(_word(document), "entities.docx", "document type declaration|damaged")
    content = document.replace("w:document", "x").encode("utf-16")
    _refused(archive({"mimetype": "", "content.xml": content}), "entities.odt", "document type declaration|damaged")


def test_relationships_to_other_places_are_never_followed() -> None:
    outside = '<Relationship Id="r1" Type="x/officeDocument" Target="{}" {}/>'
    for target, mode in (
        ("https://example.org/a.xml", 'TargetMode="External"'),
        ("../../../etc/passwd", ""),
        ("file:///etc/passwd", ""),
    ):
        relations = f"<Relationships>{outside.format(target, mode)}</Relationships>"
        parts = {
            "_rels/.rels": relations,
            "word/document.xml": f"<w:document {_NAMESPACE}><w:body>{p('Words')}</w:body></w:document>",
        }
        assert read(archive(parts), "a.docx").text == "Words"


def test_very_deep_nesting() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3_000 + p("Words") + "</w:sdtContent></w:sdt>" * 3_000
    _refused(docx(deep), "deep.docx", "damaged")
    tables = "<w:tbl><w:tr><w:tc>" * 70 + p("Words") + "</w:tc></w:tr></w:tbl>" * 70
    assert read(docx(tables), "tables.docx").text == "Words"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_files_cut_short(part: float) -> None:
    for data, name in ((docx(p("Words " * 500)), "cut.docx"), (odt("<text:p>Words</text:p>"), "cut.odt")):
        _refused(data[: int(len(data) * part)], name, "damaged or cut short")


def test_broken_xml_and_broken_compression() -> None:
    _refused(_word("<w:document><w:body>"), "a.docx", "damaged or cut short")
    data = bytearray(docx(p("Words " * 5_000)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    _refused(bytes(data), "a.docx", "damaged or cut short")


def test_passwords_and_old_files_say_what_to_do() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    _refused(old, "old.doc", r"save it as \.docx")
    _refused(old + "EncryptedPackage".encode("utf-16-le"), "secret.docx", "password")
    locked = bytearray(docx(p("Words")))
    at = 0
    while (at := locked.find(b"PK\x01\x02", at)) >= 0:  # the flag "encrypted" in every row of the directory
        locked[at + 8] |= 1
        at += 4
    _refused(bytes(locked), "locked.docx", "password")


def test_other_archives_say_so() -> None:
    _refused(archive({"a.txt": "x"}), "a.zip", "archive without a readable document")
    _refused(
        archive({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<a/>"}),
        "a.docx",
        "archive without a readable document",
    )


def test_content_beats_the_ending() -> None:
    assert read(docx(p("Words")), "terms.pdf").source.media_type.endswith("wordprocessingml.document")
    assert read(odt("<text:p>Words</text:p>"), "terms.docx").source.media_type.endswith("opendocument.text")
    assert read(b"{\\rtf1 Words\\par}", "terms.doc").text == "Words"


def test_names_in_an_archive_reach_no_other_file() -> None:
    data = io.BytesIO(docx(p("Words")))
    with zipfile.ZipFile(data, "a") as file:
        file.writestr("../../word/evil.xml", "<a/>")
        file.writestr("/etc/evil", "x")
    assert read(data.getvalue(), "a.docx").text == "Words"
