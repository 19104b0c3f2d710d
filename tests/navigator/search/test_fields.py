"""What an index holds of a document."""

import hashlib

from navigator.model.catalogue import HitLayer
from navigator.search import keeper
from navigator.search.engine import Document, Entry
from navigator.search.fields import BASES, COUNTED, KEYS, restored, row, rows
from navigator.search.words import inflections

DOCUMENTS = (
    Document(
        "sec_1", HitLayer.BINDING, "Anna\u2019s e-mails of 1,000 lines | d\u00e9j\u00e0 vu, \u6f22\u5b57", "en",
        ("sec_1", "art_a"), "1.", "Up-to-date \u201cFees\u201d", (Entry(("Fee", "Late Fees"), "what is owed"),),
        ("A", "1."), ("Customer",), ("payment",), True,
    ),
    Document("sec_1", HitLayer.SUMMARY, "Pay on time.", "de", ("sec_1",)),
)  # fmt: skip


def test_another_form_of_rows_has_another_number() -> None:
    """An index with that number is read as one of this form. Where this fails, raise `keeper._FIELDS`, and let the new
    number stand here with what it has now."""
    held = [BASES, KEYS, COUNTED, rows("a", DOCUMENTS), inflections(["fees", "fee", "lines"], "en")]
    digest = hashlib.sha256(repr(held).encode()).hexdigest()[:12]
    assert (keeper._FIELDS, digest) == ("9", "9a8073e3fa2c")


def test_a_row_gives_its_document_back() -> None:
    assert tuple(restored(row(made["row"])) for made in rows("a", DOCUMENTS)) == DOCUMENTS
