"""Row heights with prefix sums (Fenwick, "A New Data Structure for Cumulative Frequency Tables", 1994)."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """Heights of rows in whole pixels: change one, sum before one, find the row at a place, each in O(log n)."""

    def __init__(self, heights: Sequence[int] = ()) -> None:
        self._rows: list[int] = []
        self._tree = [0]
        self._top_bit = 0
        self.total = 0
        self.extend(heights)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> int:
        return self._rows[row]

    def extend(self, heights: Sequence[int]) -> None:
        """Adds rows at the end."""
        self._rows.extend(heights)
        tree, total = self._tree, self.total
        for node, height in enumerate(heights, start=len(tree)):
            total += height
            tree.append(total - self.top(node & (node - 1)))
        self.total = total
        self._top_bit = 1 << (len(self._rows).bit_length() - 1) if self._rows else 0

    def change(self, row: int, height: int) -> int:
        """Sets one height; returns by how much it grew."""
        grown = height - self._rows[row]
        if grown:
            self._rows[row] = height
            self.total += grown
            node = row + 1
            while node < len(self._tree):
                self._tree[node] += grown
                node += node & -node
        return grown

    def top(self, row: int) -> int:
        """Where a row begins: the sum of all heights before it."""
        total = 0
        while row > 0:
            total += self._tree[row]
            row -= row & -row
        return total

    def at(self, y: int) -> int:
        """The row that holds `y`: the first row for what lies above it all, the last for what lies below."""
        node, step, left = 0, self._top_bit, y
        while step:
            following = node + step
            if following < len(self._tree) and self._tree[following] <= left:
                node = following
                left -= self._tree[following]
            step >>= 1
        return min(node, len(self._rows) - 1) if y > 0 else 0
