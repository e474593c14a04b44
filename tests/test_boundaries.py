"""Boundaries: valid, within the world, neighbours share borders, points lie in their country."""

from __future__ import annotations

import csv

import pytest
import shapely

from analysis.errors import GeographyError
from analysis.geography import admin1, countries, country_at, lakes, land, place_geometry, rivers
from analysis.geography.gazetteer import DATA, HAND_MADE
from analysis.geography.geometry import part_of_shape, representative_point
from analysis.geography.places import read_places

# How far, in degrees, a point may lie off its country: coasts are simplified, ports stand on them.
ASHORE, OFFSHORE = 0.1, 1.6


@pytest.mark.parametrize("view", ["recognised", "de_facto"])
def test_countries_are_valid_and_within_the_world(view: str) -> None:
    layer = countries(view)  # type: ignore[arg-type]
    assert layer.is_valid.all()
    assert not layer.is_empty.any()
    west, south, east, north = layer.total_bounds
    assert west >= -180.001 and south >= -90.001 and east <= 180.001 and north <= 90.001
    assert layer["iso3"].is_unique


def test_divisions_are_valid_and_tile_without_overlap() -> None:
    layer = admin1()
    assert layer.is_valid.all()
    assert shapely.coverage_is_valid(layer.geometry.to_numpy())


@pytest.mark.parametrize(
    ("first", "second"),
    [("UKR", "POL"), ("SDN", "SSD"), ("IND", "PAK"), ("COD", "RWA"), ("ISR", "LBN")],
)
def test_neighbours_share_their_border(first: str, second: str) -> None:
    layer = countries().set_index("iso3").geometry
    border = layer[first].intersection(layer[second])
    assert border.length > 0.3
    assert border.area == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("country", "longitude", "latitude"),
    [("UKR", 30.52, 50.45), ("SDN", 32.53, 15.6), ("SSD", 31.6, 4.85), ("COD", 29.1, -1.6),
     ("PSE", 34.4, 31.45), ("IRQ", 43.13, 36.34), ("YEM", 44.2, 15.36), ("MMR", 97.3, 25.4)],
)  # fmt: skip
def test_a_point_lies_in_its_country(country: str, longitude: float, latitude: float) -> None:
    assert country_at(longitude, latitude) == country


def test_divisions_of_a_country_make_up_the_country() -> None:
    whole = countries().set_index("iso3").geometry["UKR"]
    parts = shapely.union_all(admin1(country="UKR").geometry.to_numpy())
    assert parts.symmetric_difference(whole).area < 1e-4 * whole.area


@pytest.mark.parametrize("table", HAND_MADE)
def test_hand_set_points_lie_in_or_at_their_country(table: str) -> None:
    shapes = countries().set_index("iso3").geometry
    limit = OFFSHORE if table in ("mountains_islands.csv", "waters.csv") else ASHORE
    at_sea = {"Nord Stream", "South Pars", "Northern Limit Line"}
    off = [
        place.name
        for place, _ in read_places(DATA / table)
        if place.country in shapes.index
        and place.name not in at_sea
        and shapes[place.country].distance(shapely.Point(place.longitude, place.latitude)) > limit
    ]
    assert off == []


def test_members_of_macro_regions_are_drawn_and_hold_their_point() -> None:
    known = set(countries()["iso3"]) | set(admin1()["code"])
    with (DATA / "macro_regions.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["parts"]]
    assert len(rows) > 100
    for row in rows:
        assert set(row["parts"].split("|")) <= known, row["name"]


def test_a_macro_region_is_the_union_of_its_members() -> None:
    donbas = place_geometry("donbas")
    assert donbas.contains(shapely.Point(37.8, 48.0))  # Donetsk
    assert donbas.contains(shapely.Point(39.3, 48.57))  # Luhansk
    assert not donbas.contains(shapely.Point(36.23, 49.99))  # Kharkiv


def test_a_river_is_a_line_and_a_city_a_point() -> None:
    assert place_geometry("dnipro-river").geom_type in ("LineString", "MultiLineString")
    assert place_geometry("mosul").geom_type == "Point"
    assert place_geometry("lake-victoria").geom_type in ("Polygon", "MultiPolygon")


def test_the_south_of_a_square_is_its_lower_two_fifths() -> None:
    square = shapely.box(0, 0, 10, 10)
    assert part_of_shape(square, "south").bounds == (0, 0, 10, 4)
    assert part_of_shape(square, "north-east").bounds == (5, 5, 10, 10)
    assert part_of_shape(square, "central").bounds == (2.5, 2.5, 7.5, 7.5)


def test_southern_and_northern_parts_are_where_they_are_said_to_be() -> None:
    south = representative_point(place_geometry("southern-ukraine"))
    north = representative_point(place_geometry("northern-ukraine"))
    assert south[1] < 48.2
    assert north[1] > 50


def test_a_representative_point_lies_inside_a_bent_shape() -> None:
    bent = shapely.Polygon([(0, 0), (10, 0), (10, 10), (9, 10), (9, 1), (0, 1)])
    assert bent.contains(shapely.Point(representative_point(bent)))


def test_lakes_rivers_and_land_are_drawn() -> None:
    assert lakes().is_valid.all()
    assert {"tigris-river", "nile-river", "congo-river"} <= set(rivers()["place_id"])
    assert land().is_valid.all()


def test_a_layer_is_a_copy() -> None:
    layer = lakes()
    layer["name"] = "changed"
    assert "changed" not in set(lakes()["name"])


def test_an_unknown_view_is_an_error() -> None:
    with pytest.raises(GeographyError, match="'russian'"):
        countries("russian")  # type: ignore[arg-type]
