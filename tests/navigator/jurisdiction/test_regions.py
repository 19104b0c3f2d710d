"""The region data against the facts they stand for."""

import pycountry

from navigator.jurisdiction import countries
from navigator.jurisdiction.regions import areas, codes


def test_every_country_of_iso_3166_and_no_other() -> None:
    assert codes() == {country.alpha_2 for country in pycountry.countries}
    names = [name for _, name in countries()]
    assert len(set(names)) == 249
    assert names == sorted(names, key=str.casefold)


def test_regions_use_known_codes_and_keep_inside_and_open_apart() -> None:
    for name, area in areas().items():
        for countries_ in (area.countries, area.extended):
            assert countries_.inside | countries_.open.keys() <= codes(), name
            assert not countries_.inside & countries_.open.keys(), name
            assert all(countries_.open.values()), name


def test_the_economic_area_has_its_members_and_their_outermost_regions() -> None:
    area = areas()["european economic area"]
    assert {"DE", "FR", "IS", "LI", "NO", "RE", "GF", "AX"} <= area.countries.inside
    assert not area.countries.inside & {"CH", "GB", "GL", "NC", "FO"}
    assert {"GL", "NC", "FO", "AW"} <= area.extended.open.keys()


def test_a_region_without_a_definition_is_open_at_its_edges() -> None:
    asia_pacific = areas()["asia-pacific"].countries
    assert {"SG", "IN", "AU", "NZ", "JP", "CN", "HK", "TW", "KR", "MN", "FJ"} <= asia_pacific.inside
    assert {"KZ", "UZ", "AE", "SA", "QA", "IL", "TR", "RU"} <= asia_pacific.open.keys()
    assert not (asia_pacific.inside | asia_pacific.open.keys()) & {"US", "CA", "CL", "DE", "EG", "CY"}
