"""Walking through places: from where one reads, and round."""

from __future__ import annotations

from ui.frame.stepping import following

ORDERS = [2, 2, 5, 9]


def test_every_place_is_walked_to_once_before_the_first_comes_again() -> None:
    seen, last, here = [], None, 0
    for _ in range(5):
        last = following(ORDERS, here, last, backwards=False)
        here = ORDERS[last]
        seen.append(last)
    assert seen == [0, 1, 2, 3, 0]


def test_backwards_begins_above_and_goes_round() -> None:
    assert following(ORDERS, 6, None, backwards=True) == 2
    assert following(ORDERS, 2, 0, backwards=True) == 3
    assert following(ORDERS, 1, None, backwards=True) == 3


def test_whoever_has_gone_elsewhere_begins_there() -> None:
    assert following(ORDERS, 5, 0, backwards=False) == 2
