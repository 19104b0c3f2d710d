"""Place phrases as three-valued country sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.jurisdiction.phrases import read_place, read_whole
from navigator.jurisdiction.regions import areas, codes
from navigator.jurisdiction.sets import complement, difference, intersection, union
from navigator.model.rules import CountrySet, Truth

CASES = {
    "A country within the EEA, Switzerland or Peru": ("DE CH PE", "US GB", ""),
    "Any country outside the (a) EEA and (b) Asia-Pacific region, other than Peru and India": (
        "US CL",
        "DE SG PE IN",
        "KZ AE",
    ),
    "the Asia-Pacific region (other than India)": ("SG JP", "IN US", "UZ"),
    "outside of the United States": ("DE JP", "US", "PR GU"),
    "the United States and its territories": ("US PR GU", "CA", ""),
    "Mexico or outside the EEA and Canada": ("MX US", "DE CA", "SJ"),
    "any country other than Chile or China (excluding Taiwan, Hong Kong or Macau)": ("TW HK MO US", "CL CN", ""),
    "the Asia-Pacific region, which includes Uzbekistan but does not include Turkey or Georgia": (
        "UZ SG",
        "TR GE",
        "KZ",
    ),
    "outside the Asia-Pacific other than Japan": ("US", "SG", "JP"),
    "Europe, the Middle East and Africa": ("DE EG AE ZA", "US IN", "KZ"),
    "the United Kingdom": ("GB", "IE", "JE GI BM"),
    "California": ("", "MX", "US"),
    "one of the countries that form the European Union": ("FR", "NO", ""),
}


@pytest.mark.parametrize(("phrase", "expected"), CASES.items())
def test_phrase(phrase: str, expected: tuple[str, str, str]) -> None:
    place = read_whole(phrase)
    assert place is not None
    for words, truth in zip(expected, (Truth.YES, Truth.NO, Truth.OPEN), strict=True):
        for code in words.split():
            verdict = place.countries.verdict(code)
            assert verdict.truth is truth, code
            assert verdict.truth is not Truth.OPEN or verdict.why


@pytest.mark.parametrize("words", ["anywhere else in the world", "Any other country", "Rest of World", "elsewhere"])
def test_the_rest_is_what_the_siblings_leave(words: str) -> None:
    place = read_whole(words)
    assert place is not None
    siblings = union((areas()["european economic area"].countries, areas()["asia-pacific"].countries))
    rest = place.resolve(siblings)
    assert rest.verdict("US").truth is Truth.YES
    assert rest.verdict("DE").truth is Truth.NO
    assert rest.verdict("KZ").truth is Truth.OPEN


@pytest.mark.parametrize("words", ["the Harbour Region", "us and them", "Peru or the Harbour Region", ""])
def test_unknown_words_are_not_guessed(words: str) -> None:
    assert read_whole(words) is None


def test_endless_nesting_ends() -> None:
    read_place("any country (including " * 2000)
    read_place("the " * 20000)


@st.composite
def country_sets(draw: st.DrawFn) -> CountrySet:
    some = draw(st.lists(st.sampled_from(sorted(codes())), unique=True, max_size=12))
    cut = draw(st.integers(0, len(some)))
    return CountrySet(frozenset(some[:cut]), dict.fromkeys(some[cut:], "doubt"))


@given(country_sets(), country_sets())
def test_the_algebra_is_kleenes(left: CountrySet, right: CountrySet) -> None:
    order = {Truth.NO: 0, Truth.OPEN: 1, Truth.YES: 2}
    both, either, without, rest = (
        intersection(left, right),
        union((left, right)),
        difference(left, right),
        complement(left),
    )
    for code in codes():
        a, b = order[left.verdict(code).truth], order[right.verdict(code).truth]
        assert order[both.verdict(code).truth] == min(a, b)
        assert order[either.verdict(code).truth] == max(a, b)
        assert order[without.verdict(code).truth] == min(a, 2 - b)
        assert order[rest.verdict(code).truth] == 2 - a
