"""Prefix sums of row heights against plain sums."""

from hypothesis import given
from hypothesis import strategies as st

from ui.reader.heights import Heights


@given(st.lists(st.integers(1, 500), min_size=1, max_size=60), st.data())
def test_sums_and_places_agree_with_plain_sums(rows: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(rows)))
    heights = Heights(rows[:first])
    heights.extend(rows[first:])
    for row, height in data.draw(st.lists(st.tuples(st.integers(0, len(rows) - 1), st.integers(1, 500)), max_size=8)):
        heights.change(row, height)
        rows[row] = height
    assert heights.total == sum(rows)
    assert [heights.top(row) for row in range(len(rows) + 1)] == [sum(rows[:row]) for row in range(len(rows) + 1)]
    y = data.draw(st.integers(-10, sum(rows) + 10))
    found = heights.at(y)
    assert found == 0 or heights.top(found) <= y
    assert found == len(rows) - 1 or y < heights.top(found + 1)
