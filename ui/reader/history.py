"""Where the reader has been: every jump, with the place on screen that it left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A scroll position that survives a change of width and a filter: the provision (None for the title) whose row,
    the `part`th of it, is at the window's top, and how far (pixels) that is below the row's. `current` is the provision
    that was being read."""

    provision: str | None
    part: int
    offset: int
    current: str | None


class History:
    """Two stacks of spots, as in a browser: a new jump forgets what was ahead."""

    LIMIT = 200

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []

    def left(self, spot: Spot) -> None:
        """Notes the spot that a jump leaves."""
        if not self._behind or self._behind[-1] != spot:
            self._behind.append(spot)
            del self._behind[: -self.LIMIT]
        self._ahead.clear()

    def back(self, now: Spot) -> Spot | None:
        """The spot to return to, or None; `now` can be reached again by `forward`."""
        if not self._behind:
            return None
        self._ahead.append(now)
        return self._behind.pop()

    def forward(self, now: Spot) -> Spot | None:
        """The spot that `back` left, or None."""
        if not self._ahead:
            return None
        self._behind.append(now)
        return self._ahead.pop()

    def clear(self) -> None:
        """Forgets everything, for another agreement."""
        self._behind.clear()
        self._ahead.clear()

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)
