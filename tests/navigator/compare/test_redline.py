"""A redline loses no word of either text, and its strikes and insertions make the one text of the other."""

from hypothesis import given
from hypothesis import strategies as st

from navigator.compare.redline import redline
from navigator.compare.sequences import increasing, matching
from navigator.compare.tokens import tokens
from navigator.model.comparison import WordOp

_WORDS = st.sampled_from(
    "the a of and you we must may not pay pays Services services fees thirty (30) 30 days’ days' notice, “Order” "
    '"Order" law; end. End 1.5% (a) non-exclusive – - https://lantern.example/fees 法律 é ŞİRKET \u200bzero'.split()
)
_TEXTS = st.lists(_WORDS, max_size=40).map(" ".join)
_ANY = st.text(max_size=60)


def _marked(old: str, new: str) -> str:
    """`[struck]{set in}` between the words that stay."""
    parts = []
    for span in redline(old, new).spans:
        words = old[span.old_start : span.old_end], new[span.new_start : span.new_end]
        parts.append(
            {WordOp.EQUAL: words[1], WordOp.DELETE: f"[{words[0]}]", WordOp.INSERT: f"{{{words[1]}}}"}[span.op]
        )
    return " ".join(parts)


@given(st.one_of(_TEXTS, _ANY), st.one_of(_TEXTS, _ANY))
def test_every_word_of_both_texts_is_in_the_redline_in_order(old: str, new: str) -> None:
    struck, added = [], []
    at_old = at_new = 0
    for span in redline(old, new).spans:
        # Nothing overlaps, nothing is passed over but spaces and marks that are no words.
        assert not any(token.is_word for token in tokens(old[at_old : span.old_start]))
        assert not any(token.is_word for token in tokens(new[at_new : span.new_start]))
        assert at_old <= span.old_start <= span.old_end
        assert at_new <= span.new_start <= span.new_end
        at_old, at_new = span.old_end, span.new_end
        before, after = tokens(old[span.old_start : span.old_end]), tokens(new[span.new_start : span.new_end])
        if span.op is WordOp.EQUAL:
            assert [token.exact for token in before] == [token.exact for token in after]
        struck += before
        added += after
    # The old text less the strikes plus the insertions is the new text, and the other way round.
    assert [token.exact for token in struck] == [token.exact for token in tokens(old)]
    assert [token.exact for token in added] == [token.exact for token in tokens(new)]


@given(_TEXTS)
def test_a_text_beside_itself_has_no_changes(text: str) -> None:
    assert redline(text, text).hunks == ()


@given(_TEXTS)
def test_typography_is_no_change(text: str) -> None:
    other = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-").replace(" ", "\u00a0 ")
    assert redline(text, other).hunks == ()


def test_chunks_read_well() -> None:
    assert _marked(
        "Pay within thirty (30) days, in yen. We may charge interest on a late amount.",
        "Pay within fourteen (14) days, in yen. A late amount bears interest under Section 3.2.1 (Late Payment).",
    ) == (
        "Pay within [thirty (30)] {fourteen (14)} days, in yen. [We may charge interest on a late amount] "
        "{A late amount bears interest under Section 3.2.1 (Late Payment)} ."
    )
    assert _marked("ownership of at least thirty per cent (30%) of it", "ownership of more than half (50%) of it") == (
        "ownership of [at least thirty per cent (30%)] {more than half (50%)} of it"
    )
    assert _marked("You will endeavour to: ask", "You must: ask") == "You [will endeavour to] {must} : ask"


def test_a_new_sentence_is_set_in_whole() -> None:
    assert _marked(
        "We write by email. We bill by post.", "We write by email. We remind by email. We bill by post."
    ) == ("We write by email. {We remind by email.} We bill by post.")


def test_other_capitals_are_a_change() -> None:
    assert _marked("the services of the port", "the Services of the port") == "the [services] {Services} of the port"


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_common_stretches_are_common_and_in_order(one: list[str], other: list[str]) -> None:
    last = (0, 0)
    for i, j, length in matching(one, other):
        assert length > 0
        assert (i, j) >= last
        assert i >= last[0]
        assert j >= last[1]
        assert one[i : i + length] == other[j : j + length]
        last = i + length, j + length


@given(st.lists(st.integers(0, 20), max_size=12).map(lambda values: list(dict.fromkeys(values))))
def test_the_longest_increasing_sequence(values: list[int]) -> None:
    kept = sorted(increasing(values, [1] * len(values)))
    assert [values[at] for at in kept] == sorted(values[at] for at in kept)
    best = [1] * len(values)
    for at in range(len(values)):
        best[at] += max((best[before] for before in range(at) if values[before] < values[at]), default=0)
    assert len(kept) == max(best, default=0)
