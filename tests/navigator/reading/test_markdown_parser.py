"""What is read with the rules that take plain text first must be what is read with the library's own rules."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading import markdown
from navigator.reading.markdown_parser import make_parser

_PARTS = [
    "Fees", "are due", " ", "  ", "\n", "\n\n", "\n\t", "    ", "- ", "* ", "1. ", "2) ", "# ", "> ", "**", "_", "~~",
    "`", "\\", "!", "[", "]", "(", ")", "](", "[here](https://example.com/a-b_c/?q=1#top)", "[Term](#term)",
    "[a](https://EXAMPLE.com/é)", "https://example.com/", "#top", "&amp;", "&", "<b>", "<br>", "<!-- x -->",
    "| a | b |", "|---|---|", "\\(a\\) x", "1\\. x",
    "---", "===", "&x;", "a_b", "_b", "!\\[", "[us](mailto:us@example.com)", "[a](https://a.example/%20?a=b&c;)", "\\*",
    "**Fees**", "**3\\. Fees.**", "**\\*", '"a title"', "“you”", "**“", "(a", "**-", "é", "第3条",
]  # fmt: skip


def _stock() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable(["table", "strikethrough"])
    return parser.disable("code")


def _read(make: Callable[[], MarkdownIt], text: str) -> CanonicalText:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "make_parser", make)
        return markdown.read_markdown(text, SourceInfo("terms.md", "text/markdown", "0" * 64), "en")


@given(st.lists(st.sampled_from(_PARTS), max_size=24).map("".join))
def test_any_text_reads_as_with_the_stock_rules(text: str) -> None:
    assert _read(make_parser, text) == _read(_stock, text)


@pytest.mark.parametrize(
    "text",
    [
        "Fees are due.\n\nTaxes too.",
        "Fees\n====\n\nTaxes\n| - |",
        "![logo](https://example.com/logo.png) and [a [b](https://example.com/b) c](https://example.com/c)",
        "**[Fees](https://example.com/fees)**, [*Fees*](https://example.com/fees)",
    ],
)
def test_what_stands_beside_plain_text_is_not_taken_for_it(text: str) -> None:
    assert _read(make_parser, text) == _read(_stock, text)
