"""Fuzz target of the PDF reader: drafts of our own, unpacked so that cuts reach what is inside, cut and scrambled."""

from __future__ import annotations

import io
import os
from functools import cache

import pypdf
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.model.catalogue import BadInput
from navigator.model.text import SourceInfo
from navigator.reading.pdf import read_pdf
from navigator.structure import read_structure

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
_SOURCE = SourceInfo("any", "application/pdf", "0" * 64)
_DRAFT = """#set page(width: 300pt, height: 300pt, columns: 2, header: [Draft], numbering: "1")
= Fees
1.1 #h(9pt) The *Customer* pays #underline[all] fees; see #link("https://example.org")[here].#footnote[Or there.]
- one
- two
#table(columns: 2, [a], [b], [c], [d])
#place(rotate(45deg)[mark])
#pagebreak()
#line(length: 100%)
(a) Late payments bear interest at two per cent.
"""


@cache
def _seed() -> bytes:
    """The draft with its streams unpacked; fonts stay packed, since a scrambled font shows nothing of ours."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typst.compile(_DRAFT.encode())))
    for page in writer.pages:
        content = page.get_contents()
        assert content is not None
        unpacked = pypdf.generic.DecodedStreamObject()
        unpacked.set_data(content.get_data())
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(unpacked)  # no public way to replace it
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@st.composite
def _scrambled(draw: st.DrawFn) -> bytes:
    """The seed with pieces cut out, doubled or overwritten, digits above all: places, sizes and counts."""
    data = bytearray(_seed())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data) - 1))
        match draw(st.sampled_from(["cut", "double", "write", "digits", "end"])):
            case "cut":
                del data[at : at + draw(st.integers(1, 200))]
            case "double":
                piece = data[at : at + 200]
                data[at:at] = piece
            case "write":
                data[at : at + 8] = draw(st.binary(min_size=1, max_size=8))
            case "digits":
                digits = [i for i in range(at, min(len(data), at + 400)) if chr(data[i]).isdigit()]
                for place in digits[:12]:
                    data[place] = draw(st.sampled_from(b"0123456789-."))
            case "end":
                del data[max(at, 50) :]
        if not data:
            data = bytearray(b"%PDF-")
    return bytes(data)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(_scrambled())
def test_pdf_reads_or_refuses(data: bytes) -> None:
    try:
        text = read_pdf(data, _SOURCE)
    except BadInput:
        return
    at = 0
    for block in text.blocks:
        assert at <= block.span.start <= block.span.end <= len(text.text)
        at = block.span.end
    coverage = read_structure(text).coverage
    assert coverage.placed_words + sum(part.words for part in coverage.left_out) == coverage.source_words
