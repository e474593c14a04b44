"""The build: its rules on small inputs, the shipped files as the manifest says."""

from __future__ import annotations

import csv
import hashlib
import os
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import build_boundaries  # noqa: E402
import build_gazetteer  # noqa: E402
import build_geography  # noqa: E402
import build_layers  # noqa: E402
import english_names  # noqa: E402

DATA = ROOT / "analysis" / "geography" / "data"


def test_shipped_files_are_those_of_the_manifest() -> None:
    with (DATA / "manifest.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["file"] for row in rows] == list(build_geography.BUILT)
    for row in rows:
        content = (DATA / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"], row["file"]


def test_shipped_data_are_under_twelve_megabytes() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 12_000_000


@pytest.mark.skipif(
    "GEOGRAPHY_PACKAGES" not in os.environ,
    reason="set GEOGRAPHY_PACKAGES to the folder of the downloaded packages to rebuild",
)
def test_a_rebuild_gives_the_shipped_files_byte_for_byte(tmp_path: Path) -> None:
    build_geography.build(Path(os.environ["GEOGRAPHY_PACKAGES"]), DATA, tmp_path)
    for name in build_geography.BUILT:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Halab", True), ("al-Hawl", True), ("ALP", False), ("xa lep po", False), ("Алеппо", False),
     ("Kő", False), ("Marion (historical)", False)],
)  # fmt: skip
def test_alternate_names_that_english_text_may_hold_are_kept(name: str, kept: bool) -> None:
    assert english_names.useful_alternate(name) is kept


@pytest.mark.parametrize(
    ("name", "aliases", "suffix", "full"),
    [
        ("Nīnawá", ["Nineveh", "Nineveh Governorate"], "Governorate", "Nineveh Governorate"),
        ("Kunaṟ", [], "Province", "Kunar Province"),
        ("Sumska oblast", ["Sumy", "Sumy Oblast"], "Oblast", "Sumy Oblast"),
        ("Rakhine", [], "State", "Rakhine State"),
        ("Bayern", ["Bavaria"], "", "Bayern"),
    ],
)
def test_divisions_get_their_english_name(
    name: str, aliases: list[str], suffix: str, full: str
) -> None:
    assert english_names.english_division_name(name, aliases, suffix)[0] == full


def test_the_more_prominent_namesake_has_the_plain_id() -> None:
    places = [
        {"name": "Tripoli", "country": "LBN", "admin1": "LB.09", "geonames_id": 2},
        {"name": "Tripoli", "country": "LBY", "admin1": "LY.77", "geonames_id": 1},
        {"name": "Kremlin", "country": "USA", "admin1": "US.MT", "geonames_id": 3},
    ]
    forms = build_gazetteer.id_forms(places, [5.0, 7.0, 2.0], {"kremlin"})
    made = [build_gazetteer.identifier(p, f) for p, f in zip(places, forms, strict=True)]
    assert made == ["tripoli-lbn", "tripoli", "kremlin-usa"]


def _units(**columns: list[str]) -> gpd.GeoDataFrame:
    shapes = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 3, 1)]
    base = {"ne_code": ["AAA", "AAA"], "unit": ["left", "right"], "country": ["AAA", "AAA"]}
    return gpd.GeoDataFrame({**base, **columns}, geometry=shapes, crs=4326)


def _row(**cells: str) -> dict[str, str]:
    base = {"area_id": "area", "units": "AAA/right", "split_by": "", "outline": "",
            "recognised_as": "BBB", "de_facto": "AAA", "seed_longitude": "",
            "seed_latitude": ""}  # fmt: skip
    return {**base, **cells}


LINES = gpd.GeoDataFrame(
    {"claim": ["claim"]}, geometry=[shapely.LineString([(2, 0.05), (2, 0.95)])], crs=4326
)


def test_a_disputed_unit_changes_its_country_in_the_recognised_view_only() -> None:
    units = build_boundaries.split_units(_units(), LINES, [_row()])
    owner = units.set_index("unit")[["recognised", "de_facto", "area"]]
    assert owner.loc["right"].tolist() == ["BBB", "AAA", "area"]
    assert owner.loc["left"].tolist() == ["AAA", "AAA", ""]


def test_a_claims_line_that_stops_short_still_cuts_the_unit() -> None:
    row = _row(split_by="claim", seed_longitude="2.5", seed_latitude="0.5")
    area = build_boundaries.area_outline(row, _units(), LINES)
    assert area.area == pytest.approx(1.0, abs=0.01)
    assert area.bounds == pytest.approx((2, 0, 3, 1), abs=0.01)


def test_a_unit_that_is_not_there_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="'AAA/middle'"):
        build_boundaries.area_outline(_row(units="AAA/middle"), _units(), LINES)


def test_a_unit_goes_to_the_division_of_its_towns_and_a_mixed_one_is_parted() -> None:
    units = build_boundaries.split_units(_units(), LINES, [])
    towns = pd.DataFrame(
        {
            "longitude": [0.2, 0.8, 1.5, 1.6, 2.5, 2.6],
            "latitude": [0.5, 0.4, 0.5, 0.4, 0.5, 0.4],
            "country": ["AAA"] * 6,
            "division": ["A.1", "A.1", "A.2", "A.2", "A.3", "A.3"],
        }
    )
    found = build_boundaries.assign_divisions(units, towns)
    assert sorted(zip(found["division"], found["approximate"], strict=True)) == [
        ("A.1", False), ("A.2", True), ("A.3", True),
    ]  # fmt: skip
    areas = dict(zip(found["division"], shapely.area(found.geometry.to_numpy()), strict=True))
    assert areas["A.2"] == pytest.approx(1.05, abs=0.02)  # halfway between 1.6 and 2.5


def test_simplified_neighbours_still_share_their_border() -> None:
    wiggle = [(1, y / 20) if y % 2 == 0 else (1.01, y / 20) for y in range(21)]
    left = shapely.Polygon([(0, 0), *wiggle, (0, 1)])
    right = shapely.Polygon([(2, 0), *wiggle, (2, 1)])
    units = gpd.GeoDataFrame(geometry=[left, right], crs=4326)
    simple = build_boundaries.simplified(units, 0.1)
    assert simple.get_coordinates().shape[0] < units.get_coordinates().shape[0] / 2
    assert shapely.coverage_is_valid(simple.geometry.to_numpy())


def test_topojson_arcs_are_put_together_forwards_and_backwards() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [2, 0]], [[0, 2], [2, 0], [0, -2]], [[0, 2], [0, -2]]],
        "objects": {"lakes": {"geometries": [
            {"type": "Polygon", "arcs": [[0, -2, 2]]}, {"type": "Polygon", "arcs": []},
        ]}},
    }  # fmt: skip
    (square,) = build_layers.topology_shapes(topology, "lakes")
    assert square.area == 4
