"""Small office files written by hand, part by part, so that a test can say exactly what stands in the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_O = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "text": "text",
        "office": "office",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)


def archive(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def docx(body: str, *, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A Word file. `parts`: the inside of numbering, styles, footnotes, comments, header1; `links`: id -> address."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml", False)}),
        "word/document.xml": f"<w:document {_W} {_R} {_MC} {_WPS}><w:body>{body}</w:body></w:document>",
    }
    relations = {f"p{i}": (name.rstrip("123456789"), f"{name}.xml", False) for i, name in enumerate(parts)}
    relations |= {identity: ("hyperlink", address, True) for identity, address in (links or {}).items()}
    files["word/_rels/document.xml.rels"] = _relations(relations)
    roots = {"header1": "hdr", "footer1": "ftr"}
    for name, inside in parts.items():
        root = roots.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {_W}>{inside}</w:{root}>"
    return archive(files)


def _relations(rows: Mapping[str, tuple[str, str, bool]]) -> str:
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{_RELATIONS}/{kind}" Target="{escape(target)}"'
        f' TargetMode="{"External" if outside else "Internal"}"/>'
        for identity, (kind, target, outside) in rows.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def p(text: str, *, style: str = "", numbered: tuple[int, int] | None = None, props: str = "", run: str = "") -> str:
    """A Word paragraph of one run. `numbered`: list and level; `props`, `run`: further XML of `pPr` and `rPr`."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered is not None:
        inside += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{inside}{props}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, props: str = "") -> str:
    """A Word run."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def level(depth: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "") -> str:
    """A level of a Word list."""
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """One abstract list of these levels, and the lists that use it."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def odt(body: str, *, automatic: str = "", styles: str = "", **parts: str) -> bytes:
    """An OpenDocument text. `parts`: further files, named with "__" for "/" and "_xml" at the end."""
    content = (
        f"<office:document-content {_ODF} xmlns:xlink='http://www.w3.org/1999/xlink'>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": f"<o:document-styles {_ODF} {_O}><o:styles>{styles}</o:styles></o:document-styles>",
    }
    return archive(files | {n.replace("__", "/").replace("_xml", ".xml"): t for n, t in parts.items()})
