"""Filled forms of a PDF, words typed onto its pages, and remarks of readers."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
import typst
from pypdf import generic
from pypdf.generic import NameObject as Name

from navigator.model.catalogue import BadInput
from navigator.reading import read

_TERMS = "The Supplier delivers the instruments to the quay that the order names, and insures them until then."
_FIELD = {"Subtype": Name("/Widget"), "F": 4, "DA": "/Helv 10 Tf 0 g"}


def _with_notes(body: str, *notes: dict[str, Any]) -> bytes:
    """A PDF with fields and notes on its page, as programs that fill in forms leave them. `Rect`: its edges."""
    page = typst.compile(f"#set page(width: 420pt, height: 595pt, margin: 50pt)\n#set text(10pt)\n{body}".encode())
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(page))
    entries = generic.ArrayObject(writer._add_object(_entry(note)) for note in notes)
    writer.pages[0][Name("/Annots")] = entries
    fields = generic.ArrayObject(entry for entry in entries if "/FT" in entry.get_object())
    writer._root_object[Name("/AcroForm")] = generic.DictionaryObject({Name("/Fields"): fields})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _entry(note: dict[str, Any]) -> generic.DictionaryObject:
    found = generic.DictionaryObject({Name("/Type"): Name("/Annot")})
    for key, value in note.items():
        if isinstance(value, tuple):
            value = generic.ArrayObject(generic.FloatObject(edge) for edge in value)
        elif isinstance(value, int):
            value = generic.NumberObject(value)
        elif not isinstance(value, Name):
            value = generic.TextStringObject(value)
        found[Name(f"/{key}")] = value
    return found


def test_what_was_filled_in_stands_where_it_is_shown() -> None:
    blank = "\\_" * 22
    text = read(
        _with_notes(
            f"Customer: {blank}\n\n{_TERMS}",
            {**_FIELD, "FT": Name("/Tx"), "T": "customer", "V": "Kestrel Shipping plc", "Rect": (97, 530, 220, 550)},
            {**_FIELD, "FT": Name("/Tx"), "T": "empty", "V": "", "Rect": (97, 200, 220, 220)},
            {"Subtype": Name("/FreeText"), "Contents": "Signed at Bristol", "DA": "/Helv 10 Tf", "F": 4,
             "Rect": (50, 300, 200, 320)},
        ),
        "form.pdf",
    )  # fmt: skip
    assert [text.at(block.span) for block in text.blocks] == [
        "Customer: Kestrel Shipping plc", _TERMS, "Signed at Bristol",
    ]  # fmt: skip


def test_remarks_are_reported_and_hidden_fields_are_not_shown() -> None:
    text = read(
        _with_notes(
            _TERMS,
            {"Subtype": Name("/Highlight"), "Contents": "Check this", "F": 4, "Rect": (50, 400, 90, 410)},
            {**_FIELD, "F": 2, "FT": Name("/Tx"), "T": "secret", "V": "not shown", "Rect": (97, 300, 220, 320)},
        ),
        "form.pdf",
    )
    assert [text.at(block.span) for block in text.blocks] == [_TERMS]
    assert text.removed == (("Check this", "comment in the margin"),)


@pytest.mark.parametrize("page", ["", "Please wait until your program shows the contents of this document."])
def test_a_form_that_other_programs_draw_is_refused_with_the_mend(page: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typst.compile(page.encode())))
    template = generic.StreamObject()
    template.set_data(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    form = {Name("/Fields"): generic.ArrayObject(), Name("/XFA"): writer._add_object(template)}
    writer._root_object[Name("/AcroForm")] = generic.DictionaryObject(form)
    writer._root_object[Name("/NeedsRendering")] = generic.BooleanObject(True)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(BadInput, match=r"^form\.pdf: an XFA form, .* print it to a new PDF"):
        read(out.getvalue(), "form.pdf")


def test_notes_that_hold_more_than_any_page_are_reported() -> None:
    note = {"Subtype": Name("/FreeText"), "Contents": "pay now " * 2000, "DA": "/Helv 10 Tf", "F": 4,
            "Rect": (50, 100, 540, 700)}  # fmt: skip
    text = read(_with_notes(_TERMS, *[note] * 40), "form.pdf")
    reported = [words for words, reason in text.removed if reason == "comment in the margin"]
    assert reported == [("pay now " * 2000).strip()] * 34  # six of them fill the page
    assert text.text.count("w") >= 6 * 2000
