"""Texts made to be slow: each takes seconds where the work grows with its length, and minutes where it grows with the
square. The guard is for a hang and no measure; `python -m tests.bench import` measures.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from navigator.model.text import words
from navigator.pipeline import analyse
from navigator.search.documents import documents
from navigator.search.fields import rows

LENGTH = int(os.environ.get("HOSTILE_WORDS", "20000"))
"""About how many words each text has."""
_GUARD = 20
"""Seconds of the processor's time, so that other work on the machine tells nothing; the slowest needs five."""


@pytest.fixture(autouse=True)
def guard() -> Iterator[None]:
    """Ends a test that hangs, where the system can."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def give_up(*_: object) -> None:
        pytest.fail("the work grows faster than the text")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, _GUARD)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def _repeated(phrase: str) -> Callable[[int], str]:
    """One paragraph that says a phrase over and over."""
    return lambda length: "# Terms\n\n" + phrase * (length // len(phrase.split()))


def _each(unit: str, share: int) -> Callable[[int], str]:
    """Paragraphs that differ in their number alone; `share`: how many words one takes."""
    return lambda length: "\n\n".join(unit.replace("N", str(n)) for n in range(1, length // share))


_PARAGRAPHS = {
    "payments": "You must pay within 30 days. ",
    "payments without a full stop": "you must pay within 30 days and ",
    "durations": "30 days ",
    "amounts": "$1,000,000 ",
    "dates": "1 January 2024 ",
    "citations": "Section 3 and Section 4, ",
    "inline definitions": '(the "Term") ',
    "entries": '"A" means B. ',
    "entries without a full stop": '"A" means B ',
    "opening marks": "“ ",
    "names in a row": "“A” and ",
    "derogations": "notwithstanding Section 9.7 ",
    "replacements": "hereby deleted in its entirety and replaced with the following ",
    "regions": "any country within the EEA other than ",
    "conditions": "if you are domiciled in France, ",
    "courts": "the exclusive jurisdiction of the courts of Paris and ",
    "lists by heading": "the following sections: ",
    "items": "(a) x ",
    "companies": "Acme Trading Ltd and ",
    "modals": "you may ",
    "capitals": "Customer Data ",
    "cookies": "cookies and ",
    "stops": ". ",
    "parts of one word": "a-",
}


@pytest.mark.parametrize("phrase", _PARAGRAPHS.values(), ids=_PARAGRAPHS)
def test_one_long_paragraph(phrase: str) -> None:
    _understood(_repeated(phrase)(LENGTH))


_DOCUMENTS: dict[str, Callable[[int], str]] = {
    "a number of many parts": lambda length: ".".join(["1"] * length) + " Fees",
    "numbers nested ever deeper": lambda length: "\n\n".join(
        ".".join(["1"] * n) + " Fees" for n in range(1, int((2 * length) ** 0.5))
    ),
    "short lines": lambda length: "\n".join(f"line {n}" for n in range(length // 2)),
    "short paragraphs": _each("line N", 4),
    "one word": lambda length: "a" * (20 * length),
    "nested list": lambda length: "\n".join("  " * n + f"* x{n}" for n in range(int(length**0.5) * 4)),
    "nested quotations": lambda length: "\n".join(">" * n + f" x{n}" for n in range(1, int(length**0.5) * 2)),
    "stars": lambda length: "*" * length,
    "bold that never ends": lambda length: "**a " * length,
    "brackets": lambda length: "[" * (length // 4),
    "links": lambda length: "[a](b) " * (length // 4),
    "comments that never end": lambda length: "<!-- " * length,
    "ampersands": lambda length: "&" * length,
    "table": lambda length: "|" + " a |" * 100 + "\n|" + "---|" * 100 + ("\n|" + " Fees |" * 100) * (length // 400),
    "one cell": lambda length: "| a | b |\n|---|---|\n| " + "You must pay within 30 days. " * (length // 6) + "| x |",
    "headings": _each("## N. Fees\n\nYou must pay.", 8),
    "one heading again and again": _each("## Fees\n\nSee the Fees section above.", 16),
    "one number again and again": _each("1. Fees are due under Section 1 (Fees).", 16),
    "lettered items": _each("(a) you must pay (see Section 3)", 12),
    "printed lines": lambda length: "(a) x<br>" * (length // 4),
    "contents": _each("[Fees N](#fees-N)", 6),
    "terms": lambda length: _each('"Term N" means a thing.', 20)(length) + "\n\n" + "Term 1 " * (length // 2),
    "long title": lambda length: "# " + "Fees and Terms " * (length // 3) + "\n\nYou must pay.",
    "tags that never end": lambda length: "<div>\n" + "<a " * (2 * length),
    "printed line breaks": lambda length: "# Terms\n\nYou pay under Section 3" + "<br>" * length + "Section 4.",
    "a title of one word": lambda length: "# A" + "a" * (5 * length) + "\n\n" + "You must pay within 30 days. " * 12,
    "dots": lambda length: "# Terms\n\nx " + "." * (3 * length) + "x1\n\nPay.",
    "digits": lambda length: "# Terms\n\nLast updated " + "1" * (5 * length) + " 2024",
    "a title in the metadata": lambda length: f"---\ntitle: a{' ' * (3 * length)}b\n---\n\nPay.",
    "a head of a table": lambda length: f"| Summary{'-' * (3 * length)}x | Terms |\n|---|---|\n| x | y |",
    "references by item": lambda length: (
        "## 1. Fees\n\n" + "(a) pay; " * (length // 4) + "See Section 1(a). " * (length // 6)
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", _DOCUMENTS.values(), ids=_DOCUMENTS)
def test_one_form_over_and_over(make: Callable[[int], str]) -> None:
    _understood(make(LENGTH))


def test_nothing_is_lost_however_deep_it_is_nested() -> None:
    depth = 200
    listed = "\n".join("  " * n + f"* word{n}" for n in range(depth))
    quoted = "\n\n".join(">" * n + f" quote{n}" for n in range(1, depth))
    text = _understood(f"# Terms\n\n{listed}\n\nBetween.\n\n{quoted}\n\nThe end.")
    assert all(f"word{n}" in text for n in range(depth))
    assert all(f"quote{n}" in text for n in range(1, depth))
    assert text.endswith("The end.")


_FILES: dict[str, tuple[str, Callable[[int], str]]] = {
    "a page's paragraph": ("a.html", lambda length: "<p>" + "You must pay within 30 days. " * (length // 6) + "</p>"),
    "a page's lines": ("a.html", lambda length: "<p>" + "x<br>" * length),
    "a page's paragraphs": ("a.html", lambda length: "".join(f"<p>line {n}" for n in range(length // 4))),
    "a page's table": ("a.html", lambda length: "<table>" + ("<tr>" + "<td>Fees" * 100) * (length // 400)),
    "a page of ampersands": ("a.html", lambda length: "<p>" + "&" * (2 * length)),
    "a page of open tags": ("a.html", lambda length: "<p>Terms" + "<b>x " * (length // 4)),
    "a page's classes": (
        "a.html",
        lambda length: (
            "<style>"
            + "".join(f".a.b{n}{{font-weight:bold}}" for n in range(length))
            + "</style>"
            + "<p class=a>x" * length
        ),
    ),
    "a page's comments in its style": ("a.html", lambda length: "<style>" + "/* " * (3 * length) + "</style><p>x"),
    "a text's contents": ("a.txt", lambda length: "CONTENTS\n\n" + ("Arti" + "I" * length + "\n\n") * 3 + "Pay."),
    "a text's dots": ("a.txt", lambda length: "TERMS\n\nx " + ". " * (3 * length) + "x1\n\nPay."),
    "a text's word": ("a.txt", lambda length: "TERMS\n\n" + "A" * (5 * length) + " x.\n\nYou must pay."),
    "a text's pages": (
        "a.txt",
        lambda length: "TERMS\n\n" + "12\n\nthe maker pays and\n\n" * (length // 4),
    ),
    "a text's title page": (
        "a.txt",
        lambda length: (
            f"TERMS\n\n{' ' * 20}AS SELLER\n\n{' '.join(['x' * (length // 4)] * 12)}\n\n"
            + "".join(f"{n}. Fees. We pay.\n\n" for n in range(1, 4))
        ),
    ),
    "a text's lines": ("a.txt", lambda length: "TERMS\n\n" + "\n".join(f"line {n}" for n in range(length // 2))),
    "a text's broken words": ("a.txt", lambda length: "TERMS\n\n" + "some-\n" * length),
    "a text's paragraphs": ("a.txt", lambda length: "TERMS\n\n" + "line\n\n" * (length // 4)),
    "rich text": ("a.rtf", lambda length: r"{\rtf1 " + r"line\par " * (length // 4) + "}"),
}


@pytest.mark.parametrize(("name", "make"), _FILES.values(), ids=_FILES)
def test_other_formats(name: str, make: Callable[[int], str]) -> None:
    _understood(make(LENGTH), name)


_MANY = "9" * 5000
"""More digits than Python takes for a number."""
_STATED = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody>'
    f"<section><num>{_MANY}</num><content><p>Pay.</p></content></section></mainBody></doc></akomaNtoso>"
)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (f"# Terms\n\n{_MANY}. Pay ${_MANY} and {_MANY}% in {_MANY} days under Section {_MANY}.", "a.md"),
        (f'<p role=heading aria-level="{_MANY}">Fees<ol start={_MANY}><li value={_MANY}>x</ol>', "a.html"),
        (_STATED, "a.xml"),
        ("<style>.a li:before{content:'\\d800 ' counter(a)}</style><ol class=a><li>You pay.</ol>", "a.html"),
    ],
    ids=["text", "page", "data", "half of a character"],
)
def test_numbers_beyond_measure(source: str, name: str) -> None:
    _understood(source, name).encode()


def _understood(source: str, name: str = "a.md") -> str:
    """The text of an analysis that accounts for every word, and whose rows an index can take."""
    understood = analyse(source.encode(), name)
    assert rows("a", documents(understood)) or not understood.agreement.provisions
    agreement = understood.agreement
    assert agreement.coverage.adds_up
    assert agreement.coverage.source_words == words(agreement.text.text) + sum(
        words(removed) for removed, _ in agreement.text.removed
    )
    return agreement.text.text
