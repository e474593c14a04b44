"""Disputed areas: the default view is the recognised one, the other who governs."""

from __future__ import annotations

import pytest
import shapely

from analysis.geography import admin1, country_at, disputed_areas


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "recognised", "de_facto"),
    [
        ("Simferopol", 34.1, 44.95, "UKR", "RUS"),
        ("Sevastopol", 33.6, 44.58, "UKR", "RUS"),
        ("Katzrin on the Golan", 35.7, 32.99, "SYR", "ISR"),
        ("Laayoune", -13.1, 27.1, "ESH", "MAR"),
        ("Tifariti", -10.5, 26.2, "ESH", "ESH"),
        ("Kyrenia", 33.35, 35.3, "CYP", "CYP"),
        ("Hargeisa", 44.06, 9.56, "SOM", "SOM"),
        ("Sukhumi", 41.1, 43.02, "GEO", "GEO"),
        ("Tskhinvali", 43.97, 42.23, "GEO", "GEO"),
        ("Tiraspol", 29.62, 46.84, "MDA", "MDA"),
        ("Pristina", 21.16, 42.66, "XKX", "XKX"),
        ("Taipei", 121.5, 25.0, "TWN", "TWN"),
        ("Nablus", 35.26, 32.22, "PSE", "PSE"),
        ("Gaza", 34.45, 31.5, "PSE", "PSE"),
        ("East Jerusalem", 35.24, 31.78, "PSE", "PSE"),
        ("Srinagar", 74.8, 34.09, "IND", "IND"),
        ("Muzaffarabad", 73.47, 34.36, "PAK", "PAK"),
        ("Aksai Chin", 79.5, 35.0, "CHN", "CHN"),
        ("Stepanakert", 46.75, 39.82, "AZE", "AZE"),
        ("Halaib", 36.5, 22.2, "EGY", "EGY"),
    ],
)
def test_a_disputed_place_has_its_country_in_each_view(
    place: str, longitude: float, latitude: float, recognised: str, de_facto: str
) -> None:
    assert country_at(longitude, latitude) == recognised, place
    assert country_at(longitude, latitude, "de_facto") == de_facto, place


@pytest.mark.parametrize(
    ("area", "longitude", "latitude"),
    [("crimea", 34.1, 44.95), ("golan-heights", 35.75, 33.0), ("west-bank", 35.26, 32.22),
     ("east-jerusalem", 35.24, 31.78), ("kosovo", 21.16, 42.66), ("abyei", 28.43, 9.6),
     ("south-ossetia", 43.97, 42.3), ("transnistria", 29.62, 46.84), ("aksai-chin", 79.5, 35.0),
     ("nagorno-karabakh", 46.75, 39.82), ("halaib-triangle", 36.3, 22.2),
     ("ilemi-triangle", 35.3, 4.8), ("essequibo", -59.5, 5.5), ("northern-cyprus", 33.35, 35.3)],
)  # fmt: skip
def test_a_disputed_area_is_drawn_where_it_lies(
    area: str, longitude: float, latitude: float
) -> None:
    shapes = disputed_areas().set_index("area_id").geometry
    assert shapes[area].contains(shapely.Point(longitude, latitude))


def test_each_area_has_a_source_and_a_valid_shape() -> None:
    areas = disputed_areas()
    assert areas.is_valid.all()
    assert (areas["source"].str.len() > 10).all()
    assert areas["area_id"].is_unique


def test_codes_of_areas_are_iso_codes_parted_by_bars() -> None:
    areas = disputed_areas()
    for column in ("administered_by", "recognised_as", "claimed_by"):
        for cell in areas[column].fillna(""):
            assert all(len(code) == 3 and code.isupper() for code in cell.split("|") if code)


def test_crimea_is_a_division_of_ukraine_by_default_and_of_russia_in_the_other_view() -> None:
    assert "Crimea" in set(admin1(country="UKR")["name"])
    assert "Crimea" not in set(admin1(country="RUS")["name"])
    assert "Crimea" in set(admin1("de_facto", country="RUS")["name"])
