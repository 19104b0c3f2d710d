"""Dates as they are written; what may be either of two days is neither."""

from datetime import date

import pytest

from navigator.model.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("March 14, 2025", "en", date(2025, 3, 14)),
        ("the 14th day of March 2025", "en", date(2025, 3, 14)),
        ("2025-03-14", "en", date(2025, 3, 14)),
        ("14/03/2025", "en", date(2025, 3, 14)),
        ("03/14/2025", "en-US", date(2025, 3, 14)),
        ("01/01/2025", "en", date(2025, 1, 1)),
        ("03/04/2025", "en", None),
        ("03-04-2025", "en-GB", None),
        ("03.04.2025", "en", date(2025, 4, 3)),
        ("03/04/2025", "fr", date(2025, 4, 3)),
        ("31/02/2025", "fr", None),
    ],
)
def test_the_day_of_a_date(words: str, language: str, expected: date | None) -> None:
    (found,) = find_dates(words)
    assert parse_date(found, language) == expected
