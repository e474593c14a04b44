from __future__ import annotations

from collections.abc import Iterator

import matplotlib

matplotlib.use("Agg")

import geopandas as gpd
import matplotlib.pyplot as plt
import pytest
import shapely
from drawn import assert_labels_of_map_apart
from gold_dossier import GAZA, ROOT, UKRAINE, gold_dossier, region
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.text import Text
from pyproj import Transformer

from analysis import schema
from analysis.errors import GeographyError
from analysis.labels import Box, Wanted, place
from analysis.maps import map_regions
from analysis.maps.projections import Extent, extent_of, frame_of, on_globe, projection, within
from analysis.maps.theatre import asked_extent, merged, theatre
from analysis.theme import STANDARD

SHIPPED = sorted(path.stem for path in (ROOT / "data/raw").glob("*.md"))


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def table(*rows: dict[str, object]) -> gpd.GeoDataFrame:
    return schema.from_records("regions", rows)


def names(ax: Axes) -> list[Text]:
    return [t for t in ax.texts if str(t.get_gid() or "").startswith("region ")]


def written(ax: Axes) -> set[str]:
    return {t.get_text().replace("\n", " ") for t in names(ax)}


def neighbours(ax: Axes) -> list[Text]:
    return [t for t in ax.texts if t.get_gid() == "neighbour"]


def notes(ax: Axes) -> str:
    (column,) = ax.child_axes
    return " ".join(t.get_text() for t in column.texts if t.get_gid() == "note")


def marks(ax: Axes) -> dict[str, object]:
    found = {}
    for artist in ax.collections:
        if str(artist.get_gid() or "").startswith("mark "):
            found[str(artist.get_gid()).removeprefix("mark ")] = artist
    return found


@pytest.mark.parametrize("source_id", SHIPPED)
def test_no_two_labels_of_a_shipped_dispatch_overlap(source_id: str) -> None:
    ax = map_regions(gold_dossier(source_id).regions)
    assert names(ax)
    assert_labels_of_map_apart(ax)


@pytest.mark.parametrize("source_id", SHIPPED)
def test_every_place_is_named_on_the_map_or_beside_it(source_id: str) -> None:
    regions = gold_dossier(source_id).regions
    ax = map_regions(regions)
    said = {name.casefold() for name in written(ax)}
    aside = notes(ax)
    for name in regions["name"]:
        assert name.casefold() in said or name in aside, name


def test_thirty_towns_of_one_district_are_named_without_overlap() -> None:
    rows = [
        region(f"Upper Villageton {n}", 35.0 + 0.02 * (n % 6), 33.0 + 0.02 * (n // 6))
        for n in range(30)
    ]
    ax = map_regions(table(*rows))
    assert_labels_of_map_apart(ax)
    assert len(names(ax)) >= 25
    assert any(line.get_gid() == "leader" for line in ax.lines)


def test_the_map_shows_the_theatre_and_lists_the_venue_on_another_continent() -> None:
    ax = map_regions(gold_dossier(UKRAINE).regions)
    assert {"UKRAINE", "Kursk Oblast", "Sumy Oblast", "Donetsk Oblast"} <= written(ax)
    assert "SAUDI ARABIA" not in written(ax)
    assert "Saudi Arabia (venue)" in notes(ax)
    assert "White House (venue)" in notes(ax)


def test_a_region_lies_where_it_is() -> None:
    ax = map_regions(table(region("Tripoli", 13.19, 32.89), region("Sirte", 16.59, 31.21)))
    tripoli, sirte = (marks(ax)[n].get_offsets()[0] for n in ("tripoli", "sirte"))  # type: ignore[attr-defined]
    assert tripoli[0] < sirte[0] and tripoli[1] > sirte[1]
    # About 370 km lie between the two towns (great circle).
    distance = ((tripoli[0] - sirte[0]) ** 2 + (tripoli[1] - sirte[1]) ** 2) ** 0.5
    assert distance == pytest.approx(369_000, rel=0.02)


def test_roles_differ_by_colour_and_by_shape() -> None:
    rows = [
        region(role, 10 + n, 45 + n % 2, region_role=role)
        for n, role in enumerate(schema.REGION_ROLES)
    ]
    drawn = marks(map_regions(table(*rows), extent="all"))
    assert set(drawn) == set(schema.REGION_ROLES)
    colours = {to_hex(m.get_facecolor()[0]) for m in drawn.values()}  # type: ignore[attr-defined]
    shapes = {m.get_paths()[0].vertices.tobytes() for m in drawn.values()}  # type: ignore[attr-defined]
    assert len(colours) == len(shapes) == len(schema.REGION_ROLES)
    assert to_hex(drawn["venue"].get_facecolor()[0]) == STANDARD.roles["venue"].colour  # type: ignore[attr-defined]


def test_a_place_named_more_often_has_the_larger_mark() -> None:
    drawn = marks(
        map_regions(
            table(
                region("Once", 13.0, 32.0),
                region("Often", 14.0, 32.5, n_literal=2, n_metonymic=7),
            )
        )
    )
    assert drawn["often"].get_sizes()[0] > 2 * drawn["once"].get_sizes()[0]  # type: ignore[attr-defined]


def test_an_area_is_drawn_in_its_true_shape_and_a_river_as_a_line() -> None:
    river = shapely.LineString([(30, 50), (32, 48), (33, 46.6)])
    regions = table(
        region("Oblast", 36.0, 50.0, kind="admin1",
               geometry=shapely.box(35, 49, 37, 51)),
        region("River", 32, 48, kind="water", geometry=river),
    )  # fmt: skip
    ax = map_regions(regions, extent="all")
    assert "area oblast" in {patch.get_gid() for patch in ax.patches}
    assert "area river" in {line.get_gid() for line in ax.lines}
    assert set(marks(ax)) == {"oblast"}


def test_a_larger_area_has_no_mark_and_covers_nothing() -> None:
    ax = map_regions(gold_dossier(UKRAINE).regions)
    assert "southern Ukraine" in written(ax)
    assert "southern-ukraine" not in marks(ax)
    assert "Europe" in notes(ax)


def test_recognised_borders_and_those_on_the_ground_differ_over_crimea() -> None:
    regions = gold_dossier(UKRAINE).regions
    bounds = {}
    for view in ("recognised", "de_facto"):
        places = merged(regions, view)  # type: ignore[arg-type]
        ukraine = places.loc[places["region_id"] == "ukraine", "geometry"].iloc[0]
        bounds[view] = ukraine.contains(shapely.Point(34.1, 44.95))
    assert bounds == {"recognised": True, "de_facto": False}


def test_disputed_areas_are_hatched_and_the_view_is_named() -> None:
    ax = map_regions(gold_dossier(UKRAINE).regions, view="de_facto")
    hatched = {p.get_gid() for p in ax.patches if str(p.get_gid()).startswith("disputed ")}
    assert "disputed crimea" in hatched
    assert "Crimea" in notes(ax)
    caption = next(t.get_text() for t in ax.texts if t.get_gid() == "caption")
    assert "held on the ground" in caption and "Natural Earth" in caption


def test_an_unknown_view_or_extent_is_told_with_what_there_is() -> None:
    regions = gold_dossier(GAZA).regions
    with pytest.raises(GeographyError, match="'recognised' or 'de_facto'"):
        map_regions(regions, view="mine")  # type: ignore[arg-type]
    with pytest.raises(GeographyError, match="gaza-strip"):
        map_regions(regions, extent="ukraine")
    with pytest.raises(GeographyError, match="south must lie below north"):
        map_regions(regions, extent=[34, 32, 35, 31])
    with pytest.raises(GeographyError, match=r"\[22, 44, 41, 53\]"):
        map_regions(regions, extent=[34, 32])


def test_an_extent_that_is_given_is_shown() -> None:
    ax = map_regions(gold_dossier(UKRAINE).regions, extent=[30, 49, 40, 53])
    assert "Sumy Oblast" in written(ax)
    assert "Zaporizhzhia Nuclear Power Plant (contested)" in notes(ax)


def test_a_table_without_rows_gives_a_picture_that_says_so() -> None:
    assert map_regions(schema.empty("regions")).texts[0].get_text() == "No regions are named."


def test_a_place_without_coordinates_is_listed_beside_the_map() -> None:
    lost = region("Nowhere", 0, 0) | {"latitude": None, "longitude": None, "geometry": None}
    ax = map_regions(table(region("Sirte", 16.6, 31.2), lost))
    assert written(ax) == {"Sirte"}
    assert "Nowhere (battlefield)" in notes(ax)
    alone = map_regions(table(lost))
    assert alone.texts[0].get_text() == "No region named has coordinates."


def test_a_map_across_the_date_line_is_in_one_piece() -> None:
    fiji, tonga = region("Suva", 178.44, -18.14), region("Neiafu", -173.98, -18.65)
    ax = map_regions(table(fiji, tonga))
    assert written(ax) == {"Suva", "Neiafu"}
    left, right = ax.get_xlim()
    assert right - left < 2_000_000


def test_an_axes_that_is_given_is_drawn_into_and_nothing_global_is_changed() -> None:
    before = dict(matplotlib.rcParams)
    figure, ax = plt.subplots(figsize=(6, 3))
    assert map_regions(gold_dossier(GAZA).regions, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
    assert dict(matplotlib.rcParams) == before
    assert_labels_of_map_apart(ax)


def test_metres_are_the_same_across_and_up() -> None:
    ax = map_regions(gold_dossier(GAZA).regions)
    box = ax.get_window_extent()
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    assert (right - left) / box.width == pytest.approx((top - bottom) / box.height, rel=1e-3)


@pytest.mark.parametrize(
    ("extent", "method"),
    [
        (Extent(22, 44, 40, 52), "Albers Equal Area"),  # a country that lies east to west
        (Extent(-76, -55, -66, -17), "Lambert Azimuthal Equal Area"),  # Chile spans a continent
        (Extent(-18, -35, 52, 38), "Lambert Azimuthal Equal Area"),  # Africa
        (Extent(5, 58, 12, 71), "Transverse Mercator"),  # a country that lies north to south
        (Extent(34.2, 31.2, 34.6, 31.6), "Transverse Mercator"),  # a city
        (Extent(-180, 60, 180, 90), "Lambert Azimuthal Equal Area"),  # the Arctic
        (Extent(-180, -60, 180, 80), "Equal Earth"),  # the world
    ],
)
def test_the_projection_suits_the_extent(extent: Extent, method: str) -> None:
    operation = projection(extent).coordinate_operation
    assert operation is not None
    assert operation.method_name == method


def test_a_box_around_the_date_line_takes_the_short_way() -> None:
    box = extent_of([shapely.Point(170, 0), shapely.Point(-170, 5)])
    assert (box.west, box.east) == (170, 190)


def test_a_shape_beyond_the_date_line_comes_back_continuous() -> None:
    window = Extent(175, -25, 190, -10)
    part = within(shapely.box(-180, -20, -178, -15), window)
    assert part is not None
    assert part.bounds == (180, -20, 182, -15)


def test_a_frame_holds_its_extent_with_room_around() -> None:
    extent = Extent(22, 44, 40, 52)
    frame = frame_of(extent)
    forward = Transformer.from_crs("EPSG:4326", frame.crs, always_xy=True)
    for corner in ((22, 44), (40, 44), (22, 52), (40, 52)):
        x, y = forward.transform(*corner)
        assert frame.left < x < frame.right and frame.bottom < y < frame.top


def test_a_globe_shows_what_is_in_front_and_hides_what_is_behind() -> None:
    near, far = shapely.box(-5, -5, 5, 5), shapely.box(175, -5, 179, 5)
    assert len(on_globe(near, 0, 0)) == 1
    assert on_globe(far, 0, 0) == []
    (cut,) = on_globe(shapely.box(60, -10, 120, 10), 0, 0)
    assert (cut**2).sum(axis=1).max() <= 1 + 1e-9
    assert cut[:, 0].min() == pytest.approx(0.8528, abs=0.02)  # cos 10° times sin 60°


def test_a_stray_battlefield_on_another_continent_does_not_shrink_the_theatre() -> None:
    places = merged(
        table(
            region("Sirte", 16.6, 31.2, n_literal=5), region("Tripoli", 13.2, 32.9, n_literal=5),
            region("Misrata", 15.1, 32.4, n_literal=3), region("Odessa", -102.4, 31.8),
        ),
        "recognised",
    )  # fmt: skip
    assert theatre(places).west > 10


def test_a_single_town_gets_a_map_of_some_kilometres() -> None:
    places = merged(table(region("Goma", 29.23, -1.67)), "recognised")
    assert 0.2 <= asked_extent(places, None).size <= 1


def test_a_map_of_towns_alone_is_wide_enough_to_show_what_lies_around() -> None:
    towns = [region("Arawa", 155.57, -6.22), region("Panguna", 155.48, -6.32)]
    assert asked_extent(merged(table(*towns), "recognised"), None).size == pytest.approx(0.8, 0.1)


def test_the_key_shows_of_a_role_only_the_forms_that_are_on_the_map() -> None:
    places = [
        region("Goma", 29.23, -1.67, region_role="battlefield"),
        region("Kitchanga", 29.05, -1.22, region_role="affected"),
        region("Great Lakes", 29.4, -1.5, kind="macro_region", region_role="contested"),
    ]
    (column,) = map_regions(table(*places)).child_axes
    roles = [t.get_text() for t in column.texts if t.get_gid() == "role"]
    assert roles == ["battlefield", "affected"]
    assert not [p for p in column.patches if p.get_hatch()]


def test_a_name_without_a_free_place_is_left_out_rather_than_laid_over_another() -> None:
    full = [Wanted(50, 50, 90, 40, weight=2), Wanted(50, 50, 90, 40, weight=1)]
    placed = place(full, Box(0, 0, 100, 60))
    assert placed[0] is not None and placed[1] is None
