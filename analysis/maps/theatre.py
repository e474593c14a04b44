"""What a map of the regions should show: the theatre of the conflict, and what lies off it.

Talks are often held on another continent. A map that shows everything named shows nothing, so the
frame is laid around where the fighting is and what is on the table; other places are taken in
where they are near, and listed where they are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from analysis.errors import GeographyError
from analysis.evidence import review_sign, row_states
from analysis.geography import boundaries
from analysis.maps.projections import Extent, extent_of
from analysis.schema import REGION_ROLES

# Roles that make the theatre, tried in turn until one is there.
CORES: Final = (("battlefield", "contested"), ("affected",), ("context",), ("venue",), ("party",))
GROWTH: Final = 1.6  # how much larger than the core the frame may become for what lies near
HOME_GROWTH: Final = 2.2  # the same for places in a country of the core
LEAST: Final = 0.22  # degrees that a map spans at least
LEAST_OF_POINTS: Final = 0.8  # the same where all of it are points: a border or coast shows where
LEAST_OF_WATER: Final = 10.0  # the same where only waters are named: the point of a sea says little
NEAR: Final = 6.0  # degrees that a common extent may always span
STRAY: Final = 0.4  # a core place without which the frame is smaller by this factor is a stray
STRAYS_FROM: Final = 8.0  # degrees: a smaller theatre has no strays
# Degrees around the point of an area of which no shape is known: the area is no spot.
AROUND_POINT: Final = {"country": 3.0, "admin1": 1.0, "admin2": 0.3}
MAIN_PART: Final = 0.15  # parts of a country with less than this share of its largest are left out


def merged(regions: gpd.GeoDataFrame, view: boundaries.View) -> gpd.GeoDataFrame:
    """Give one row for each place, over all sources, its shape drawn in a view of the borders.

    Parameters
    ----------
    regions
        The table of regions.
    view
        ``recognised`` or ``de_facto``.

    Returns
    -------
    GeoDataFrame
        Columns ``region_id``, ``name``, ``kind``, ``country``, ``region_role`` (the first of the
        guide's order that a source gives), ``mentions``, ``row_ids`` (joined by ``|``),
        ``sign`` (of review, :func:`analysis.evidence.review_sign`), ``geometry``; most mentioned
        first.
        A place without shape has its point, one without either an empty geometry.
    """
    boundaries.check_view(view)
    rank = {role: place for place, role in enumerate(REGION_ROLES)}
    rows = regions.assign(
        mentions=regions["n_literal"] + regions["n_metonymic"],
        _rank=regions["region_role"].map(rank),
        geometry=[_shape(row) for row in regions.itertuples()],
    )
    counted = rows.groupby("region_id", sort=False)["mentions"].sum()
    first = rows.sort_values("_rank", kind="stable").drop_duplicates("region_id")
    behind = rows.groupby("region_id", sort=False)["row_id"].agg("|".join)
    first = first.assign(
        mentions=first["region_id"].map(counted), row_ids=first["region_id"].map(behind)
    )
    states = row_states(regions)
    first = first.assign(sign=[review_sign(ids, states) for ids in first["row_ids"]])
    states = first["kind"] == "country"
    if states.any():
        drawn = boundaries.countries(view).set_index("iso3").geometry
        shapes = [
            drawn.get(country, shape) if state else shape
            for country, shape, state in zip(first["country"], first.geometry, states, strict=True)
        ]
        first = first.assign(geometry=shapes)
    first = first.sort_values(["mentions", "_rank"], ascending=[False, True], kind="stable")
    columns = ["region_id", "name", "kind", "country", "region_role", "mentions", "row_ids",
               "sign", "latitude", "longitude", "geometry"]  # fmt: skip
    return gpd.GeoDataFrame(
        first[columns].reset_index(drop=True), geometry="geometry", crs="EPSG:4326"
    )


def theatre(places: gpd.GeoDataFrame) -> Extent:
    """Choose the extent for a map of some places.

    Parameters
    ----------
    places
        What :func:`merged` gave, with at least one shape.

    Returns
    -------
    Extent
        Around battlefields and contested places (or, where there are none, around the next of
        :data:`CORES`), without strays, with whatever else lies near enough.

    Raises
    ------
    GeographyError
        Where no place has coordinates.
    """
    located = places[~places.geometry.is_empty & (places["kind"] != "macro_region")]
    if located.empty:
        located = places[~places.geometry.is_empty]
    if located.empty:
        raise GeographyError("no region of this table has coordinates; there is nothing to map.")
    prints = [_footprint(row) for row in located.itertuples()]
    core: list[int] = []
    for roles in CORES:
        core = [i for i, role in enumerate(located["region_role"]) if role in roles]
        if core:
            break
    else:
        core = list(range(len(located)))
    core = _without_strays(core, prints, located["mentions"].tolist())
    inside = [prints[i] for i in core]
    size = max(extent_of(inside).size, LEAST * 3)
    countries = located["country"].tolist()
    home = {countries[i] for i in core} - {""}
    rest = [i for i in range(len(prints)) if i not in core]
    rest.sort(key=lambda i: extent_of([*inside, prints[i]]).size)
    for i in rest:
        limit = size * (HOME_GROWTH if countries[i] in home else GROWTH)
        if extent_of([*inside, prints[i]]).size <= limit:
            inside.append(prints[i])
    if set(located["kind"]) == {"water"}:
        return _at_least(extent_of(inside), LEAST_OF_WATER)
    points = all(shape.geom_type == "Point" for shape in inside)
    return _at_least(extent_of(inside), LEAST_OF_POINTS if points else LEAST)


def common_extent(places: gpd.GeoDataFrame) -> Extent:
    """Choose one extent for maps of several sources, which do not all name the same places.

    Parameters
    ----------
    places
        What :func:`merged` gave for all of them.

    Returns
    -------
    Extent
        Around the place fought over or on the table that is named most, and the others of its
        kind by which it does not grow much: what one source alone names far away is left out.

    Raises
    ------
    GeographyError
        Where no place has coordinates.
    """
    rows = places[~places.geometry.is_empty & places["region_role"].isin(CORES[0])]
    rows = rows[~rows["kind"].isin(["macro_region", "water"])]
    if rows.empty:
        return theatre(places)
    rows = rows.sort_values("mentions", ascending=False, kind="stable")
    prints = [_footprint(row) for row in rows.itertuples()]
    inside = prints[:1]
    limit = max(GROWTH * extent_of(inside).size, NEAR)
    for shape in prints[1:]:
        if extent_of([*inside, shape]).size <= limit:
            inside.append(shape)
    return _at_least(extent_of(inside), LEAST_OF_POINTS)


def asked_extent(places: gpd.GeoDataFrame, extent: Sequence[float] | str | None) -> Extent:
    """Understand what an analyst gives as extent.

    Parameters
    ----------
    places
        What :func:`merged` gave.
    extent
        ``None``: the theatre; ``"all"``: every place; the id of a region: that region; or west,
        south, east, north in degrees (east may pass 180).

    Returns
    -------
    Extent

    Raises
    ------
    GeographyError
        Where it is none of these; the message lists the regions.
    """
    if extent is None or (isinstance(extent, str) and not extent):
        return theatre(places)
    if isinstance(extent, str):
        located = places[~places.geometry.is_empty]
        if extent == "all" and not located.empty:
            return _at_least(extent_of([_footprint(row) for row in located.itertuples()]), LEAST)
        mine = located[located["region_id"] == extent]
        if mine.empty:
            raise GeographyError(
                f"the extent is '{extent}', which is no region here; give 'all', four numbers "
                f"(west, south, east, north) or one of: {', '.join(located['region_id']) or '-'}."
            )
        return _at_least(extent_of([_footprint(next(iter(mine.itertuples())))]), LEAST)
    numbers = list(extent)
    if len(numbers) != 4 or not all(isinstance(n, (int, float)) for n in numbers):
        raise GeographyError(
            f"the extent is {extent!r}; give west, south, east and north in degrees, such as "
            "[22, 44, 41, 53]."
        )
    west, south, east, north = (float(n) for n in numbers)
    if not (-90 <= south < north <= 90 and -180 <= west < east <= west + 360):
        raise GeographyError(
            f"the extent is {extent!r}; south must lie below north (-90 to 90) and west before "
            "east (-180 to 180; add 360 to an east beyond the date line)."
        )
    return Extent(west, south, east, north)


def _shape(row: object) -> BaseGeometry:
    shape = getattr(row, "geometry", None)
    if shape is not None and not shape.is_empty:
        return shape
    longitude, latitude = getattr(row, "longitude", None), getattr(row, "latitude", None)
    if pd.isna(longitude) or pd.isna(latitude):
        return shapely.Point()
    return shapely.Point(float(str(longitude)), float(str(latitude)))


def _footprint(row: object) -> BaseGeometry:
    """What of a place must be seen: of a country its main parts, of a river its point."""
    shape: BaseGeometry = row.geometry  # type: ignore[attr-defined]
    kind = getattr(row, "kind", "")
    latitude, longitude = getattr(row, "latitude", None), getattr(row, "longitude", None)
    if kind == "water" and not (pd.isna(latitude) or pd.isna(longitude)):
        return shapely.Point(float(str(longitude)), float(str(latitude)))
    if shape.geom_type == "Point" and kind in AROUND_POINT:
        return shapely.buffer(shape, AROUND_POINT[kind])
    parts = list(getattr(shape, "geoms", [shape]))
    largest = max(part.area for part in parts)
    return shapely.union_all([part for part in parts if part.area >= MAIN_PART * largest])


def _without_strays(core: list[int], prints: list[BaseGeometry], mentions: list[int]) -> list[int]:
    """Leave out a place that alone makes the theatre much larger, if it is not much spoken of."""
    kept = list(core)
    while len(kept) > 2:
        size = extent_of([prints[i] for i in kept]).size
        if size < STRAYS_FROM:
            break
        total = sum(mentions[i] for i in kept)
        smaller = {
            i: extent_of([prints[j] for j in kept if j != i]).size / max(size, LEAST)
            for i in kept
            # A region around the other places is no stray: it is what they lie in.
            if mentions[i] <= total / 3
            and not any(prints[i].intersects(prints[j]) for j in kept if j != i)
        }
        if not smaller or min(smaller.values()) > STRAY:
            break
        kept.remove(min(smaller, key=lambda i: smaller[i]))
    return kept


def _at_least(extent: Extent, degrees: float) -> Extent:
    """Widen a box that is smaller than some degrees on the ground (a single town)."""
    if extent.size >= degrees:
        return extent
    longitude, latitude = extent.centre
    half = degrees / 2
    wide = (
        half / max(0.1, extent.span[0] / max(extent.east - extent.west, 1e-9))
        if extent.east > extent.west
        else half
    )
    return Extent(longitude - wide, max(latitude - half, -90), longitude + wide,
                  min(latitude + half, 90))  # fmt: skip
