"""A note is found again at its own words, or said to be without a place: never at words that look like them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.model.agreement import Layer
from navigator.model.analysis import Analysis
from navigator.model.notes import Anchor, PlacedNote
from navigator.model.text import Span
from navigator.notes import Ground, anchor_at
from navigator.notes.anchoring import GONE, SEVERAL, UNCERTAIN, find
from navigator.pipeline import analyse

OLD = """\
# Tern Storage Terms

## 1 Storage

**1.1 Space.** Tern keeps a bay for the crates of the Customer.

**1.2 Notice.** Tern gives thirty days of notice. The Customer answers within ten days.

**1.3 Access.** Tern opens the bay on each working day. The Customer answers within ten days.

## 2 Fees

**2.1 Rent.** The Customer pays the rent in advance.

**2.2 Reserved.**

**2.3 Reserved.**
"""


def read(text: str) -> Analysis:
    return analyse(text.encode(), "terms.md")


def ground(text: str) -> Ground:
    return Ground(read(text).agreement)


def numbered(where: Ground, number: str) -> str:
    return next(row.id for row in where.agreement.provisions if row.full_number == number)


def on(where: Ground, number: str, words: str | None = None, version: str = "old") -> Anchor:
    """An anchor on a provision, or on the first place of some words in it."""
    identity = numbered(where, number)
    span = None
    if words is not None:
        body = where.agreement.by_id[identity].body[0].span
        start = where.agreement.text.text.index(words, body.start)
        span = Span(start, start + len(words))
    made = anchor_at(where, version, identity, span, Layer.BINDING)
    assert made is not None
    return made


def held(where: Ground, anchor: Anchor) -> tuple[str | None, str, bool] | str:
    """(number, words, changed) where an anchor holds, else why not."""
    found = find(where, "new", anchor)
    if isinstance(found, str):
        return found
    words = " ".join(" ".join(where.agreement.text.at(span) for span in found.spans).split())
    return where.agreement.by_id[found.provision].full_number, words, found.changed


def test_every_place_of_a_version_is_found_again_in_it() -> None:
    where = ground(OLD)
    for provision in where.agreement.provisions:
        anchor = anchor_at(where, "new", provision.id, None, Layer.BINDING)
        assert anchor is not None
        found = find(where, "new", anchor)
        assert not isinstance(found, str)
        assert (found.provision, found.changed) == (provision.id, False)


def test_words_follow_a_clause_that_is_renumbered() -> None:
    new = OLD.replace("**1.1 Space.**", "**1.1 Keys.** Each bay has two keys.\n\n**1.2 Space.**")
    new = new.replace("**1.3 A", "**1.4 A").replace("**1.2 Notice", "**1.3 Notice")
    old, where = ground(OLD), ground(new)
    assert held(where, on(old, "1.2", "thirty days")) == ("1.3", "thirty days", False)
    assert held(where, on(old, "1.3")) == (
        "1.4", "Access Tern opens the bay on each working day. The Customer answers within ten days.", False
    )  # fmt: skip


def test_the_same_sentence_elsewhere_is_not_the_place() -> None:
    words = "The Customer answers within ten days."
    anchor = on(ground(OLD), "1.2", words)
    assert not anchor.alone
    assert held(ground(OLD), anchor) == ("1.2", words, False)
    assert held(ground(OLD.replace(f" notice. {words}", " notice.")), anchor) == UNCERTAIN
    assert held(ground(OLD.replace(words, "")), anchor) == GONE


def test_a_word_that_moved_to_another_clause_is_not_the_place() -> None:
    anchor = on(ground(OLD), "1.2", "thirty days")
    new = OLD.replace("thirty days", "sixty days").replace("rent in advance", "rent thirty days in advance")
    assert held(ground(new), anchor) == UNCERTAIN


def test_a_whole_provision_stays_at_its_number_and_heading_and_says_that_its_words_changed() -> None:
    anchor = on(ground(OLD), "2.1")
    number, words, changed = held(ground(OLD.replace("in advance", "each month")), anchor)
    assert (number, changed) == ("2.1", True)
    assert words.endswith("each month.")
    assert held(ground(OLD.replace("2.1 Rent.", "2.1 Deposit.")), anchor) == GONE


def test_provisions_with_the_same_words_are_not_taken_for_one_another() -> None:
    anchor = on(ground(OLD), "2.3")
    assert held(ground(OLD), anchor) == ("2.3", "Reserved", False)
    assert held(ground(OLD.replace("**2.2 Reserved.**\n\n**2.3", "**2.2")), anchor) in (UNCERTAIN, SEVERAL, GONE)


def test_an_anchor_of_this_version_counts_before_older_ones() -> None:
    from datetime import UTC, datetime

    from navigator.model.notes import Note, NoteKind
    from navigator.notes import place

    old = ground(OLD)
    day = datetime(2025, 3, 1, tzinfo=UTC)
    note = Note(
        "0" * 32, NoteKind.NOTE, "x", (), "", day, day, (on(old, "1.1"), replace(on(old, "2.1"), version="new"))
    )
    found = place(old, "new", note)
    assert isinstance(found, PlacedNote)
    assert found.provision == numbered(old, "2.1")


# --- Any edit ---

WORDS = "bay crate rent key notice day pays keeps opens answers within before".split()


@dataclass(frozen=True)
class Clause:
    """A clause with an identity that its text does not show. Few words, so that clauses often read
    alike; no two are the same, for then nobody could tell which of them was taken out."""

    identity: int
    heading: str
    words: tuple[str, ...]


clauses = st.builds(
    Clause,
    st.just(0),
    st.sampled_from(("Space", "Notice", "Access", "Rent")),
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=14).map(tuple),
)


def written_out(rows: list[Clause]) -> str:
    body = "\n\n".join(f"**1.{at} {row.heading}.** Tern {' '.join(row.words)}." for at, row in enumerate(rows, 1))
    return f"# Tern Storage Terms\n\n## 1 Storage\n\n{body}\n"


@given(st.lists(clauses, min_size=2, max_size=8, unique_by=lambda row: row.words), st.integers(0, 2**32), st.booleans())
@settings(max_examples=120)
def test_after_any_edit_a_note_is_at_its_own_words_or_without_a_place(
    rows: list[Clause], seed: int, whole: bool
) -> None:
    """Clauses are taken out, put in with words of their own, and changed; all are renumbered."""
    chance = random.Random(seed)
    before = [replace(row, identity=at) for at, row in enumerate(rows)]
    old = ground(written_out(before))
    chosen = chance.choice(before)
    number = f"1.{before.index(chosen) + 1}"
    first = chance.randrange(len(chosen.words))
    quoted = " ".join(chosen.words[first : first + chance.randint(1, 6)])
    anchor = on(old, number, None if whole else quoted)
    after: list[Clause] = []
    for row in before:
        turn = chance.random()
        if turn < 0.2:
            continue
        if turn < 0.4:
            at = chance.randrange(len(row.words))
            row = replace(row, words=(*row.words[:at], f"new{at}", *row.words[at + 1 :]))
        if turn > 0.8:
            after.append(Clause(-1, chance.choice(("Space", "Fresh")), ("fresh", *chance.choices(WORDS, k=6))))
        after.append(row)
    new = ground(written_out(after) if after else "# Tern Storage Terms\n\nNothing.\n")
    found = find(new, "new", anchor)
    if isinstance(found, str):
        return
    words = " ".join(" ".join(new.agreement.text.at(span) for span in found.spans).split())
    standing = new.agreement.by_id[found.provision]
    if found.changed:  # the provision has kept its address and its name, and the user is told
        assert whole
        assert (standing.full_number, standing.heading) == (number, chosen.heading)
        return
    assert words == anchor.exact
    place = int((standing.full_number or "").split(".")[1]) - 1
    assert after[place].identity == chosen.identity


@pytest.mark.parametrize("layer", list(Layer))
def test_a_stream_leads_back_to_the_text(layer: Layer) -> None:
    text = OLD.replace("## 1 Storage\n", "## 1 Storage\n\n> In plain language. We keep your\n> crates.\n")
    where = ground(text)
    stream = where.stream(layer)
    for start in range(len(stream.text)):
        for end in (start + 1, start + 9, len(stream.text)):
            spans = stream.spans(start, min(end, len(stream.text)))
            words = " ".join(" ".join(where.agreement.text.at(span) for span in spans).split())
            assert words == " ".join(stream.text[start:end].split())
            if spans and not stream.text[start].isspace():
                assert stream.stretch(Span(spans[0].start, spans[-1].end))[0] == start
