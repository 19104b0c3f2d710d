"""Every provision and every summary of a comparison has its line, and what is unchanged can be folded away."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import corpus
from navigator.compare import compare
from navigator.model.comparison import Comparison, Redirect, Status
from navigator.pipeline import analyse
from ui.compare.lines import Kind, Lines


@cache
def samples() -> Comparison:
    terms, _, earlier = corpus.samples()
    return compare(analyse(earlier.data, earlier.name), analyse(terms.data, terms.name))


def held(lines: Lines) -> list[tuple[Kind, int]]:
    """The lines in the view and in its folds, each once."""
    found = []
    for line in lines.shown:
        if line.kind is not Kind.FOLD:
            found.append(line.key)
        elif not line.open:
            found += [each.key for each in lines.every[line.first : line.last]]
    return found


def test_nothing_is_left_out_whatever_is_folded() -> None:
    lines = Lines(samples())
    every = [line.key for line in lines.every]
    provisions = [at for kind, at in every if kind is Kind.PROVISION]
    assert provisions == list(range(len(samples().provisions)))
    assert sorted(at for kind, at in every if kind is Kind.SUMMARY) == list(range(len(samples().summaries)))
    assert held(lines) == every
    for fold in [line for line in lines.shown if line.kind is Kind.FOLD][::3]:
        lines.toggle(fold)
        assert held(lines) == every
    lines.open_all(True)
    assert held(lines) == every
    assert all(line.open for line in lines.shown if line.kind is Kind.FOLD)


def test_only_what_is_unchanged_is_folded() -> None:
    lines = Lines(samples())
    for line in lines.shown:
        if line.kind is Kind.FOLD:
            inside = [each for each in lines.every[line.first : line.last] if each.kind is Kind.PROVISION]
            assert all(samples().provisions[each.at].status is Status.UNCHANGED for each in inside)


def test_what_moved_is_named_at_both_places_and_leads_to_the_other() -> None:
    lines = Lines(samples())
    came, left = ([line for line in lines.every if line.kind is kind] for kind in (Kind.CAME, Kind.LEFT))
    assert [line.at for line in came] == [line.at for line in left] != []
    row = samples().provisions[came[0].at]
    assert samples().old.by_id[row.old[0]].full_number == "6.1"
    assert samples().new.by_id[row.new[0]].full_number == "6.2"
    places = [line.key for line in lines.every]
    other = samples().row_of_old[next(one.id for one in samples().old.provisions if one.full_number == "6.2")]
    assert places.index(left[0].key) < places.index((Kind.PROVISION, other)) < places.index(came[0].key)


def test_a_line_that_is_folded_away_can_be_revealed() -> None:
    lines = Lines(samples())
    hidden = next(at for at, row in enumerate(samples().provisions) if row.status is Status.UNCHANGED)
    key = (Kind.PROVISION, hidden)
    assert key not in lines.place
    place = lines.reveal(key)
    assert place is not None
    assert lines.shown[place].key == key
    assert lines.reveal((Kind.PROVISION, 10_000)) is None


def test_a_reference_that_names_another_provision_is_unfolded_and_leads_to_both() -> None:
    """Under a provision whose own words are unchanged."""
    earlier = corpus.samples()[2]
    old = analyse(earlier.data, earlier.name)
    first = old.references[0]
    comparison = samples()
    row = comparison.row_of_old[first.provision]
    ids = (comparison.provisions[0].old, comparison.provisions[-1].new)
    redirect = Redirect(row, first.text, (0, 1), (0, 1), *ids, certain=True, is_range=False, words="told")
    lines = Lines(replace(comparison, redirects=(redirect,)))
    meant, means = (line for line in lines.shown if line.kind in (Kind.MEANT, Kind.MEANS))
    assert lines.place[meant.key] == lines.place[(Kind.PROVISION, row)] + 1
    assert lines.leads_to(meant) == (Kind.PROVISION, 0)
    assert lines.leads_to(means) == (Kind.PROVISION, len(comparison.provisions) - 1)


def test_every_change_of_the_list_has_a_line() -> None:
    lines = Lines(samples())
    assert all(lines.reveal(key) is not None for change in samples().changes if (key := lines.of_change(change)))
    assert all(lines.of_change(change) is not None for change in samples().changes)
