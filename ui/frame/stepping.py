"""Walking through places in the text: from where one reads, and round."""

from __future__ import annotations

from collections.abc import Sequence


def following(orders: Sequence[int], here: int, last: int | None, *, backwards: bool) -> int:
    """Which place comes next, as an index of `orders`, which are in reading order and not empty.

    orders  the reading order of the provision that each place stands in
    here    that of the provision being read
    last    the place walked to last (or None): the walk goes on from it where its provision is still being read, else
            it begins with the nearest place from there on
    """
    if last is not None and orders[last] == here:
        return (last + (-1 if backwards else 1)) % len(orders)
    if backwards:
        return next((at for at in reversed(range(len(orders))) if orders[at] <= here), len(orders) - 1)
    return next((at for at, order in enumerate(orders) if order >= here), 0)
