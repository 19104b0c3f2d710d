"""Fuzz targets of the readers for web pages, Word, OpenDocument and RTF: our own seeds, cut and scrambled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.model.catalogue import BadInput
from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading import read
from navigator.reading.docx import read_docx
from navigator.reading.html import read_html
from navigator.reading.odt import read_odt
from navigator.reading.rtf import read_rtf
from tests.fuzz.checking import EXAMPLES, check, scrambled
from tests.helpers.office_files import archive, docx, level, numbering, odt, p

_HTML = (
    b"<html lang=en><head><title>T</title>"
    b"<style>.a{font-weight:bold} ol>li:before{content:counters(x,'.')}</style></head><body>"
    b"<nav><a href='#x'>Menu</a></nav><h1 id=x>Terms</h1><ol start=2 type=a><li value=3>One<ol><li>Two</ol><li>"
    b"<h2>Three</h2></ol>"
    b"<table><tr><th colspan=2>Plan<tr><td>1.1<td>Text<tr><td rowspan=9999999>a<td>b</table><pre>x\n\ny</pre>"
    b"<q>z</q><br><br>"
    b"<details><summary>In short</summary><p hidden>gone</p></details><ruby>a<rt>b</rt></ruby><dl><dt>D<dd>E</dl>"
    b"</body></html>"
)
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset128 A;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}\pard\s1"
    rb"{\listtext 1.\tab}Terms\par"
    rb"\pard\f0 \'93\'fa\u8364?{\b bold}{\field{\*\fldinst HYPERLINK x}{\fldrslt y}}{\footnote n\par}{\header h}\par"
    rb"\trowd\clmgf\cellx1\clmrg\cellx2\intbl a\cell b\cell\row{\shp{\*\shpinst{\shptxt box\par}}}\bin3 abc"
    rb"{\deleted d}\par}"
)
_DOCX = docx(
    p("Terms", style="H", numbered=(1, 0)) + p("Fees are due.", numbered=(1, 1), props='<w:ind w:left="720"/>')
    + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p><w:ins><w:r>'
    '<w:t>in</w:t></w:r></w:ins>'
    '<w:del><w:r><w:delText>out</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="begin"/>'
    '<w:instrText>REF a \\h</w:instrText>'
    '<w:footnoteReference w:id="1"/><w:sym w:char="F0FE"/></w:r></w:p>',
    numbering=numbering(level(0, "%1."), level(1, "%1.%2", "lowerRoman")),
    styles='<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="H"/></w:style>',
    footnotes=f'<w:footnote w:id="1">{p("Note.")}</w:footnote>',
)  # fmt: skip
_ODT = odt(
    '<text:h text:outline-level="2">Terms</text:h><text:list text:style-name="L">'
    '<text:list-item text:start-value="4"><text:p>One'
    '<text:s text:c="3"/><text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>'
    "</text:list-item></text:list>"
    '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p>'
    "</table:table-cell></table:table-row>"
    "</table:table>",
    styles=(
        '<text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-format="i" text:display-levels="3"/>'
        "</text:list-style>"
    ),
)


@st.composite
def _scrambled_archive(draw: st.DrawFn, seed: bytes) -> bytes:
    """An archive whole in itself, with one of its parts scrambled: names swapped, values changed."""
    with zipfile.ZipFile(io.BytesIO(seed)) as file:
        parts = {info.filename: file.read(info) for info in file.infolist()}
    name = draw(st.sampled_from([n for n in sorted(parts) if n.endswith((".xml", ".rels"))]))
    text = parts[name]
    for _ in range(draw(st.integers(1, 5))):
        tokens = [
            t
            for t in (
                b"w:p",
                b"w:r",
                b"w:tbl",
                b"text:p",
                b"text:list",
                b'"0"',
                b'"1"',
                b'"2"',
                b"w:ins",
                b"w:del",
                b"w:sdtContent",
            )
            if t in text
        ]
        if not tokens:
            break
        new = draw(
            st.sampled_from(
                [
                    b"w:p",
                    b"w:tc",
                    b"w:numPr",
                    b"text:h",
                    b"text:note",
                    b'"-1"',
                    b'"999999999"',
                    b'"%1"',
                    b'""',
                    b"w:hyperlink",
                ]
            )
        )
        old = draw(st.sampled_from(tokens))
        if old.startswith(b'"') == new.startswith(b'"'):
            text = text.replace(old, new, draw(st.integers(1, 4)) if old.startswith(b'"') else -1)
    return archive({**parts, name: text})


_TARGETS: list[tuple[str, Callable[[bytes, SourceInfo], CanonicalText], st.SearchStrategy[bytes]]] = [
    ("html", read_html, st.one_of(scrambled(_HTML), st.binary(max_size=300))),
    ("rtf", read_rtf, st.one_of(scrambled(_RTF), st.binary(max_size=300).map(lambda tail: b"{\\rtf" + tail))),
    ("docx", read_docx, st.one_of(_scrambled_archive(_DOCX), scrambled(_DOCX))),
    ("odt", read_odt, st.one_of(_scrambled_archive(_ODT), scrambled(_ODT))),
]


@pytest.mark.parametrize(
    ("reader", "inputs"), [(reader, inputs) for _, reader, inputs in _TARGETS], ids=[name for name, _, _ in _TARGETS]
)
def test_reader(reader: Callable[[bytes, SourceInfo], CanonicalText], inputs: st.SearchStrategy[bytes]) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(inputs)
    def target(data: bytes) -> None:
        check(reader, data)

    target()


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=400), st.sampled_from(["a.html", "a.docx", "a.odt", "a.rtf", "a"]))
def test_any_bytes_under_any_name(data: bytes, name: str) -> None:
    message = ""
    try:
        read(data, name)
    except BadInput as error:
        message = str(error)
    assert not message or message.startswith(f"{name}: ")
    assert "\n" not in message
