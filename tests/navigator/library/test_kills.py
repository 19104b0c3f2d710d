"""A few of the interruptions of `python -m tests.kills`."""

from tests import kills


def test_what_is_cut_off_leaves_the_library_whole() -> None:
    tally = kills.run(3, seed=7, files=8, within=0.5)
    assert tally.troubles == []
    assert sum(tally.cut.values()) + sum(tally.ended.values()) == 3
