"""Answers by country: groups, the matrix, the palette of the map."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from navigator.model.analysis import Analysis
from navigator.model.rules import Answer, Fact, Organisation, Profile
from navigator.session import Session
from tests.ui.agreement import TEXT
from ui.jurisdiction.atlas import ASKED, Atlas, Place, Standing, grouped, in_country
from ui.theme.tokens import THEMES, Theme


@pytest.fixture
def analysis(tmp_path: Path) -> Analysis:
    path = tmp_path / "terms.md"
    path.write_text(TEXT, encoding="utf-8")
    return Session(tmp_path / "library").inspect(path)


@pytest.fixture
def atlas(analysis: Analysis, tmp_path: Path) -> Atlas:
    session = Session(tmp_path / "library")
    profile = Profile("BR", frozenset({Organisation.COMPANY}))
    names = dict(session.countries())
    answers = {fact: session.answers_by_country(analysis, fact, profile) for fact in ASKED}
    return Atlas(profile, names, answers)


def test_every_country_stands_in_one_group_and_the_most_common_answer_comes_first(atlas: Atlas) -> None:
    groups = grouped(atlas.places(Fact.GOVERNING_LAW))
    assert [group.words for group in groups] == ["Ireland", "Brazil"]
    assert sorted(place.code for group in groups for place in group.places) == sorted(atlas.names)
    assert [group.colour for group in groups] == [0, 1]


def test_what_is_open_is_no_answer_and_keeps_its_reason() -> None:
    settled = Place("BR", "Brazil", Answer("the law of Brazil", True, None, "sec_1"))
    unsure = Place("KZ", "Kazakhstan", Answer("Singapore", False, "“Asia-Pacific” is not defined", "sec_1"))
    silent = Place("AQ", "Antarctica", None)
    groups = grouped({place.code: place for place in (settled, unsure, silent)})
    assert [group.standing for group in groups] == [Standing.SETTLED, Standing.OPEN, Standing.SILENT]
    assert groups[0].words == "The law of Brazil"
    assert groups[1].places[0].why == "“Asia-Pacific” is not defined"
    assert [group.colour for group in groups] == [0, -1, -1]


def test_another_country_keeps_the_kind_of_customer() -> None:
    assert in_country(Profile("BR", frozenset({Organisation.COMPANY})), "JP") == Profile(
        "JP", frozenset({Organisation.COMPANY})
    )


# Machado, Oliveira and Fernandes (2009), severity 1.0: protan, deutan, tritan.
_SEEN = (
    ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)


def _linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _lab(linear: list[float]) -> tuple[float, float, float]:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in linear)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_colours_of_the_map_differ_for_every_colour_vision(theme: Theme) -> None:
    for matrix in _SEEN:
        seen = [
            _lab([sum(k * part for k, part in zip(row, _linear(colour), strict=True)) for row in matrix])
            for colour in (*theme.answers, theme.land)
        ]
        assert min(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
                   for pair in itertools.combinations(seen, 2)) > 15  # fmt: skip
    for colour in theme.answers:
        high, low = sorted((_luminance(colour), _luminance(theme.surface_alt)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3  # WCAG 2.2, 1.4.11
