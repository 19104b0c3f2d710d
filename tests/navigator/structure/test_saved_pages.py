"""What stands before the first heading of a saved page, and numbers that only their indent tells apart."""

from navigator.model.text import BlockKind
from navigator.pipeline import analyse
from navigator.report import inspect_json

_LEAD = (
    "These terms bind whoever buys a widget, keeps one, mends one, paints one or gives one away to somebody else. " * 4
)


def test_text_before_the_first_heading_stays_though_the_page_has_a_menu() -> None:
    page = (
        "<html><body><header><nav><a href='/'>Home</a> <a href='/w'>Widgets</a></nav></header><main>"
        f"<p>{_LEAD}</p><p>{_LEAD}</p><h2>Summary of the Widget Terms</h2><p>{_LEAD}</p><h2>A. Widgets</h2>"
        f"<p>{_LEAD}</p></main></body></html>"
    )
    left = inspect_json(analyse(page.encode(), "terms.html"))["coverage"]["left_out"]
    assert [(row["reason"], row["first_words"]) for row in left] == [("site navigation", "Home Widgets")]


RTF = r"""{\rtf1\ansi
\pard\li720 1. Your widgets\par
\pard\li1440 1. Keeping. You keep your widgets for as long as you like.\par
\pard\li1440 2. Selling. You sell your widgets to whom you like.\par
\pard\brdrb\brdrs\par
\pard\li720 2. Our widgets\par
\pard\li1440 1. Keeping. We keep ours behind the house.\par
}"""


def test_numbers_set_further_in_stand_below_and_a_line_is_a_rule() -> None:
    analysis = analyse(RTF.encode(), "terms.rtf")
    assert BlockKind.RULE in [block.kind for block in analysis.agreement.text.blocks]
    rows = [(p.full_number, p.heading) for p in analysis.agreement.provisions]
    assert rows == [
        ("1", "Your widgets"),
        ("1.1", "Keeping"),
        ("1.2", "Selling"),
        ("2", "Our widgets"),
        ("2.1", "Keeping"),
    ]
