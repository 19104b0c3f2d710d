"""The rules that take plain text first must give what the library's own rules give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from navigator.reading.markdown_parser import make_parser

_PARTS = [
    "Fees", "are due", " ", "  ", "\n", "\n\n", "\n\t", "    ", "- ", "* ", "1. ", "2) ", "# ", "> ", "**", "_", "~~",
    "`", "\\", "!", "[", "]", "(", ")", "](", "[here](https://example.com/a-b_c/?q=1#top)", "[Term](#term)",
    "[a](https://EXAMPLE.com/é)", "https://example.com/", "#top", "&amp;", "&", "<b>", "<br>", "<!-- x -->",
    "| a | b |", "|---|---|", "---", "===", '"a title"', "“you”", "**“", "(a", "**-", "é", "第3条",
]  # fmt: skip


def _stock() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable(["table", "strikethrough"])
    return parser.disable("code")


def _tokens(parser: MarkdownIt, text: str) -> list[dict[str, object]]:
    return [token.as_dict() for token in parser.parse(text)]


@given(st.lists(st.sampled_from(_PARTS), max_size=24).map("".join))
def test_any_text_has_the_tokens_of_the_stock_rules(text: str) -> None:
    assert _tokens(make_parser(), text) == _tokens(_stock(), text)


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
    assert _tokens(make_parser(), text) == _tokens(_stock(), text)
