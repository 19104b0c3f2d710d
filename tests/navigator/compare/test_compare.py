"""Provisions of two versions find each other, and what changed is named by its weight."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.compare import compare
from navigator.compare.report import compared, comparison_json
from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.comparison import Comparison, Status, Weight, WordOp, plain_text
from navigator.pipeline import analyse

HARBOUR = """\
# Harbour Terms

Last Updated: April 2, 2024

## 1. Moorings

1.1 **Berths.** The harbour master gives each vessel a berth by its length and draught.

1.2 **Lights.** A vessel at anchor must show a white light from dusk to dawn.

1.3 **Noise.** Crews keep quiet after nightfall and never sound a horn in jest.

## 2. Dues

2.1 **Amounts.** You will pay the dues of each month within thirty (30) days of the bill, as Section 1.2 (Lights) says.

2.2 **Weights.** We may weigh a cargo at any time and bill by the heavier figure.

## 3. General

3.1 **Law.** These terms are governed by the laws of Norway.

3.2 **Storms.** Storms and floods excuse a late delivery, as do strikes of third parties.
"""


def version(text: str) -> Analysis:
    return analyse(text.encode(), "harbour.md")


def changed(*edits: tuple[str, str]) -> Comparison:
    text = HARBOUR
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return compare(version(HARBOUR), version(text))


def lines(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(row.weight.value, row.title, row.description) for row in comparison.changes]


def is_whole(comparison: Comparison) -> bool:
    """Every provision of both versions stands in one row, and every character of its words in the row's text."""

    def side(agreement: Agreement, ids: list[tuple[str, ...]], texts: list[str]) -> bool:
        every = sorted(one for row in ids for one in row) == sorted(row.id for row in agreement.provisions)
        return every and all(plain_text(agreement, row).text == text for row, text in zip(ids, texts, strict=True))

    rows = comparison.provisions
    return side(comparison.old, [row.old for row in rows], [row.old_text for row in rows]) and side(
        comparison.new, [row.new for row in rows], [row.new_text for row in rows]
    )


def test_the_same_source_has_no_changes() -> None:
    comparison = compare(version(HARBOUR), version(HARBOUR))
    assert comparison.same_source
    assert comparison.changes == ()
    assert comparison.counts[Status.UNCHANGED] == len(comparison.provisions)


def test_a_figure_outweighs_words() -> None:
    comparison = changed(("thirty (30) days", "fourteen (14) days"), ("horn in jest", "siren in jest"))
    assert lines(comparison) == [
        ("figure", "2.1 Amounts", "30 days → 14 days of the bill"),
        ("wording", "1.3 Noise", "“horn” → “siren”"),
    ]


def test_business_days_are_other_days() -> None:
    (line,) = lines(changed(("thirty (30) days", "thirty (30) business days")))
    assert line == ("figure", "2.1 Amounts", "30 days → 30 business days of the bill")


def test_the_same_figure_written_otherwise_is_wording() -> None:
    (line,) = lines(changed(("thirty (30) days", "30 days")))
    assert line[0] == "wording"


def test_law_and_obligations() -> None:
    assert lines(changed(("laws of Norway", "laws of Iceland"), ("must show", "may show"))) == [
        ("law, courts", "3.1 Law", "law: Norway → Iceland"),
        ("obligation", "1.2 Lights", "“must” → “may”"),
    ]


def test_a_new_provision_moves_those_after_it() -> None:
    """Renumbered words are no change, nor is a reference that follows them; neighbours are one line."""
    comparison = changed(
        ("1.2 **Lights", "1.2 **Flags.** Each vessel flies the colours of its home port.\n\n1.2 **Lights"),
        ("1.3 **Noise", "1.4 **Noise"),
        ("1.2 **Lights", "1.3 **Lights"),
        ("Section 1.2", "Section 1.3"),
    )
    assert lines(comparison) == [
        ("new", "1.2 Flags", "new: “Each vessel flies the colours of its home port.”"),
        ("reference", "2.1 Amounts", "the reference to 1.2 follows it to 1.3"),
        ("moved", "1.2 to 1.3 → 1.3 to 1.4", "unchanged words"),
    ]
    assert is_whole(comparison)


def test_a_reference_to_another_provision_is_a_change() -> None:
    (line,) = lines(changed(("Section 1.2 (Lights)", "Section 1.3 (Noise)")))
    assert line == ("wording", "2.1 Amounts", "refers to 1.3 instead of 1.2")


def test_a_moved_and_changed_section_is_found() -> None:
    storms = HARBOUR[HARBOUR.index("3.2 **") :]
    comparison = changed(
        (storms, ""),
        ("1.3 **Noise", storms.replace("3.2", "1.3").replace("late delivery", "tardy delivery") + "\n1.4 **Noise"),
    )
    row = next(row for row in comparison.provisions if "tardy" in row.new_text)
    assert row.status is Status.MOVED_AND_CHANGED
    assert "late" in row.old_text
    assert ("wording", "3.2 → 1.3 Storms", "“late” → “tardy”") in lines(comparison)


def test_a_split_section_keeps_its_words() -> None:
    one = "Storms and floods excuse a late delivery, as do strikes of third parties."
    two = one + "\n\n3.3 A crew that leaves the harbour in a storm does so at its own risk and at its own cost."
    joined = one + " A crew that leaves the harbour in a storm does so at its own risk and at its own cost."
    comparison = compare(version(HARBOUR.replace(one, joined)), version(HARBOUR.replace(one, two)))
    assert [len(row.new) for row in comparison.provisions if row.old and len(row.new) > 1] == [2]
    assert comparison.changes == ()


def test_typography_is_counted_apart() -> None:
    comparison = changed(("nightfall and never", "nightfall  and\u00a0never"), ("heavier figure.", "“heavier” figure."))
    assert Weight.TYPOGRAPHY not in {row.weight for row in comparison.changes}
    comparison = changed(("heavier figure.", "heavier figure;"))
    assert [row.weight for row in comparison.changes] == [Weight.TYPOGRAPHY]
    assert "typography" in compared(comparison)


def test_versions_in_two_languages_are_said_to_be() -> None:
    german = "# Hafenordnung\n\n" + "\n\n".join(
        f"## {at}. Teil\n\nDas Schiff und die Mannschaft sind nicht von der Gebühr befreit, die der Hafen erhebt."
        for at in range(1, 6)
    )
    comparison = compare(version(HARBOUR), version(german))
    assert "different languages" in comparison.remarks[0]


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_any_two_versions_are_wholly_told(seed: int) -> None:
    """Provisions dropped, doubled, shuffled and edited at random: each stands in one row, with all of its words."""
    chance = random.Random(seed)
    blocks = re.split(r"\n\n", HARBOUR)
    edited = [re.sub(r"\b\w{5}\b", lambda found: chance.choice([found[0]] * 6 + ["oar"]), block) for block in blocks]
    chance.shuffle(edited)
    text = "\n\n".join(edited[: chance.randint(1, len(edited))] + chance.sample(blocks, chance.randint(0, 4)))
    comparison = compare(version(HARBOUR), version(text))
    assert is_whole(comparison)
    rows = comparison_json(comparison)["provisions"]
    for row in rows:
        old = row["old"]["text"] if row["old"] else ""
        kept = sum(end - start for op, start, end, _, _ in row["words"] if op != WordOp.INSERT.value)
        assert kept >= len(old.replace(" ", "")) - old.count("*")
    for change in comparison.changes:
        assert change.title
        assert change.description


def stale(summary: str, edit: tuple[str, str]) -> list[str]:
    """What the summary beside 2.1 is said to be stale for, after one edit of the binding text."""
    text = HARBOUR.replace("2.1 **", f"> **In plain language:** {summary}\n\n2.1 **")
    comparison = compare(version(text), version(text.replace(*edit)))
    return [row.stale for row in comparison.summaries if row.stale]


def test_a_summary_is_stale_only_where_its_own_words_prove_it() -> None:
    sooner = ("thirty (30) days", "fourteen (14) days")
    assert stale("You have thirty days to pay.", sooner) == ["still says “thirty days”"]
    assert stale("You have 30 days to pay.", sooner) == ["still says “30 days”"]
    assert stale("You have fourteen days, no longer thirty days.", sooner) == []
    assert stale("You have thirty years.", sooner) == []
    assert stale("Pay in time.", sooner) == []
    assert stale("You have thirty days.", ("a berth", "one berth")) == []
    assert stale("Each month you will pay.", ("You will pay", "You may pay")) == ["still says “You will pay”"]
