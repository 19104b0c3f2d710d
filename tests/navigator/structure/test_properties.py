"""Whatever text comes in: it is read, nothing is lost, addresses are unique and spans lie where they should."""

import re
from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from navigator.model.agreement import Agreement
from navigator.model.catalogue import BadInput
from navigator.pipeline import analyse

_FRAGMENTS = st.sampled_from(
    [
        *r"""
# Terms of Service
## 1. Scope
### 2. Fees
* * *
**Last updated:** 1 May 2024
_We pay you._
> In short: do it.
1.1 Fees.  You pay (a) now; or (b) later, under Section 1 (Scope).
(a) widgets;
(i) round ones;
1. first
2. second
- bullet
Article IV
“**Widget**” means a thing (the “Thing”).
§ 5 Kündigung
[link](https://example.test/x)
<br>
<!-- no -->
Schedule 1 – Prices
see Sections 1 to 3, 4(a)–(c) and 9
第3条（料金）
𝔄 astral 𝟙 text
""".strip().split("\n"),
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "\u202eevil\u202c",
    ]
)
_TEXTS = st.lists(st.one_of(_FRAGMENTS, st.text(max_size=60)), min_size=1, max_size=25).map("\n\n".join)


def _check(agreement: Agreement) -> None:
    text = agreement.text.text
    assert agreement.coverage.adds_up
    ids = [provision.id for provision in agreement.provisions]
    assert len(ids) == len(set(ids))
    for place, provision in enumerate(agreement.provisions):
        assert provision.parent is None or provision.parent in ids[:place]
        assert all(span.end <= len(text) for span in provision.spans)
        assert all(piece.span in agreement.text.blocks[piece.block].span for piece in provision.body)
    for block in agreement.text.blocks:
        for inner in block.inner():
            if inner.runs:
                assert "".join(run.span.of(text) for run in inner.runs) == inner.span.of(text)
    assert all(identity in agreement.by_id for summary in agreement.summaries for identity in summary.beside)


@given(_TEXTS, st.sampled_from(["any.md", "any.txt"]))
def test_any_text_is_read_whole(text: str, name: str) -> None:
    try:
        analysis = analyse(text.encode(), name)
    except BadInput:
        assume(condition=False)  # nothing but white space or control characters: refused in words
    _check(analysis.agreement)
    for reference in analysis.references:
        assert analysis.agreement.text.at(reference.span) == reference.text
        assert reference.target is None or reference.target in analysis.agreement.by_id
    for definition in analysis.definitions:
        assert definition.term in " ".join(analysis.agreement.text.at(definition.span).split())


@given(st.lists(st.sampled_from("alpha beta gamma delta".split()), min_size=1, max_size=200), st.integers(1, 9))
def test_every_word_is_placed_or_reported(words: list[str], width: int) -> None:
    """Words of plain paragraphs come back in order, each once."""
    lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    agreement = analyse("\n\n".join(lines).encode(), "words.md").agreement
    title = agreement.text.at(agreement.title_span) if agreement.title_span else ""
    left = " ".join(agreement.text.at(row.span) for row in agreement.coverage.left_out if row.span)
    bodies = " ".join(f"{p.heading or ''} {agreement.binding_text(p.id)}" for p in agreement.provisions)
    summaries = " ".join(agreement.summary_text(summary) for summary in agreement.summaries)
    assert Counter(re.findall(r"\w+", f"{title} {left} {bodies} {summaries}")) == Counter(words)
