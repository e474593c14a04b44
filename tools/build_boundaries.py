"""Countries, first-level divisions and disputed areas out of Natural Earth's units.

The way of the data: Natural Earth's first-level units -> split along disputed lines -> each unit
given to the GeoNames division whose towns it holds -> merged -> simplified as one coverage, so that
neighbours keep sharing their border -> countries in two views.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from raw_packages import debian_member

WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"

# Natural Earth's own codes for what has no ISO code or a part of a country, as ISO 3166-1 alpha-3.
NATURAL_EARTH_CODES = {
    "PSX": "PSE", "KOS": "XKX", "SDS": "SSD", "SAH": "ESH", "SOL": "SOM", "CYN": "CYP",
    "KAS": "IND", "ALD": "ALA", "ATC": "AUS", "CLP": "FRA", "ESB": "GBR", "WSB": "GBR",
    "KAB": "KAZ", "PGA": "", "USG": "CUB",
}  # fmt: skip
# Overseas parts that Natural Earth counts to the mother country and ISO codes by themselves.
ISO_OF_PARTS = {
    "Guadeloupe": "GLP", "Martinique": "MTQ", "Guyane française": "GUF", "La Réunion": "REU",
    "Mayotte": "MYT", "Christmas Island": "CXR", "Cocos (Keeling) Islands": "CCK",
    "Svalbard": "SJM", "Jan Mayen": "SJM", "Tokelau": "TKL", "Bouvet Island": "BVT",
}  # fmt: skip
# Visvalingam tolerance in degrees: the side of a square whose area a dropped corner may have.
TOLERANCE = 0.025
# Bases and leased areas: part of no division.
ENCLAVES = frozenset({"ESB", "WSB", "CLP", "USG", "KAB", "PGA"})
# How far, in degrees, a claim's line may stop short of the border that it is drawn on to.
LONGEST_STROKE = 0.3
BEYOND = 1e-4
# Coordinates are kept to about eleven metres.
GRID_DECIMALS = 4
# Where this share of a unit's towns is of one division, the unit is that division.
CLEAR_MAJORITY = 0.75
# Units since parted into two divisions one of which holds few towns: always drawn apart.
ALWAYS_PARTED = frozenset({("IND", "Jammu and Kashmir")})
# A division with a smaller share of a mixed unit's towns is taken for stray points on the border.
LEAST_SHARE = 0.02


def read_units(package: bytes) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Natural Earth's first-level units and disputed borders, from Debian's ``qgis-common``.

    Parameters
    ----------
    package : bytes
        The Debian package.

    Returns
    -------
    tuple of GeoDataFrame
        Units (columns ``ne_code``, ``unit``, ``country``, ``geometry``) and lines (``claim``,
        ``geometry``).
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world_map.gpkg"
        path.write_bytes(debian_member(package, WORLD_MAP))
        states = gpd.read_file(path, layer="states_provinces")
        lines = gpd.read_file(path, layer="disputed_borders")
    states = states.assign(
        ne_code=states["adm0_a3"],
        unit=states["name"].fillna(states["admin"]),
    )
    code = states["ne_code"].map(NATURAL_EARTH_CODES).fillna(states["ne_code"])
    part = states["unit"].map(ISO_OF_PARTS)
    states["country"] = part.where(part.notna(), code)
    units = states[["ne_code", "unit", "country", "geometry"]]
    return gpd.GeoDataFrame(units, crs=4326), lines.rename(columns={"name": "claim"})


def read_disputed(path: Path) -> list[dict[str, str]]:
    """Rows of ``disputed_areas.csv`` as dictionaries."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _selected(units: gpd.GeoDataFrame, selectors: str) -> np.ndarray:
    """Which units a row's ``units`` cell names ("RUS/Crimea", "KOS/*", "MDA/Rezina@x;y")."""
    chosen = np.zeros(len(units), dtype=bool)
    for selector in selectors.split("|"):
        code, _, name = selector.partition("/")
        name, _, point = name.partition("@")
        rows = (units["ne_code"] == code).to_numpy(copy=True)
        if name != "*":
            rows &= (units["unit"] == name).to_numpy()
        if point:
            x, y = (float(value) for value in point.split(";"))
            rows &= units.intersects(shapely.Point(x, y).buffer(0.15)).to_numpy()
        if not rows.any():
            raise ValueError(f"disputed_areas.csv: no Natural Earth unit is {selector!r}.")
        chosen |= rows
    return chosen


def area_outline(
    row: dict[str, str], units: gpd.GeoDataFrame, lines: gpd.GeoDataFrame
) -> shapely.Geometry:
    """Outline of one disputed area, from the units it is made of and the line that cuts them.

    Parameters
    ----------
    row : dict
        A row of ``disputed_areas.csv``.
    units, lines : GeoDataFrame
        From `read_units`.

    Returns
    -------
    shapely.Geometry
        The area. For an area without a cut, the union of its units.
    """
    whole = shapely.union_all(units.geometry[_selected(units, row["units"])].to_numpy())
    if not row["split_by"]:
        return whole
    if row["split_by"] == "outline":
        return shapely.intersection(whole, shapely.from_wkt(row["outline"]))
    claims = row["split_by"].split("|")
    cut = shapely.union_all(lines.geometry[lines["claim"].isin(claims)].to_numpy())
    border = shapely.boundary(whole)
    closed = shapely.union_all([border, cut, _closing_strokes(cut, border)])
    faces = shapely.get_parts(shapely.polygonize([closed]))
    seed = shapely.Point(float(row["seed_longitude"]), float(row["seed_latitude"]))
    kept = [face for face in faces if face.covers(seed)]
    if not kept:
        raise ValueError(f"disputed_areas.csv: the seed of {row['area_id']!r} is in no face.")
    return shapely.intersection(kept[0], whole)


def _closing_strokes(cut: shapely.Geometry, border: shapely.Geometry) -> shapely.Geometry:
    """Short strokes from the loose ends of a line to what is nearest, to close its faces.

    The lines of claims stop short of the units' borders and of one another by up to some
    hundredths of a degree.
    """
    pieces = list(shapely.get_parts(shapely.line_merge(cut)))
    strokes = []
    for position, piece in enumerate(pieces):
        others = shapely.union_all([border, *pieces[:position], *pieces[position + 1 :]])
        for end in (shapely.get_point(piece, 0), shapely.get_point(piece, -1)):
            stroke = shapely.shortest_line(end, others)
            if 0 < stroke.length <= LONGEST_STROKE:
                # A little beyond, so that the stroke crosses what it reaches for, however near.
                start, stop = np.asarray(stroke.coords)
                beyond = (stop - start) * max(0.01, BEYOND / stroke.length)
                strokes.append(shapely.LineString([start, stop + beyond]))
    return shapely.union_all(strokes)


def split_units(
    units: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, rows: list[dict[str, str]]
) -> gpd.GeoDataFrame:
    """Units cut along the disputed areas, each with its area and its country in both views.

    Parameters
    ----------
    units, lines : GeoDataFrame
        From `read_units`.
    rows : list of dict
        From `read_disputed`.

    Returns
    -------
    GeoDataFrame
        Columns ``ne_code``, ``unit``, ``area`` (id or empty), ``recognised``, ``de_facto``.
    """
    units = units.assign(area="", recognised=units["country"], de_facto=units["country"])
    for row in rows:
        outline = area_outline(row, units, lines)
        selected = _selected(units, row["units"])
        pieces = []
        for position in np.flatnonzero(selected):
            unit = units.iloc[position]
            inside = shapely.intersection(unit.geometry, outline)
            inside = _polygons(inside)
            if inside.is_empty or inside.area < 1e-7:
                continue
            rest = _polygons(shapely.difference(unit.geometry, outline))
            country = row["recognised_as"] or unit["recognised"]
            piece = unit.copy()
            piece["geometry"] = inside
            piece["area"] = row["area_id"]
            piece["recognised"], piece["de_facto"] = country, row["de_facto"]
            pieces.append(piece)
            units.at[units.index[position], "geometry"] = (
                rest if rest.area > 1e-7 else shapely.Polygon()
            )
        units = units[~units.geometry.is_empty]
        added = gpd.GeoDataFrame(pd.DataFrame(pieces), geometry="geometry", crs=4326)
        units = gpd.GeoDataFrame(pd.concat([units, added], ignore_index=True), crs=4326)
    return units


def _polygons(geometry: shapely.Geometry) -> shapely.Geometry:
    """The areal part of a geometry, dropping slivers left by an overlay."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    parts = [p for p in parts if p.geom_type == "Polygon" and p.area > 1e-8]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def assign_divisions(units: gpd.GeoDataFrame, towns: pd.DataFrame) -> gpd.GeoDataFrame:
    """Units given to the first-level divisions whose towns lie in them.

    A unit that holds towns of several divisions (an older division since cut up) is parted into
    the areas nearest to the towns of each; such borders are marked as approximate.

    Parameters
    ----------
    units : GeoDataFrame
        From `split_units`.
    towns : DataFrame
        Columns ``longitude``, ``latitude``, ``country`` (ISO alpha-3), ``division`` (code).

    Returns
    -------
    GeoDataFrame
        As `units`, with ``division`` (empty where no town tells) and ``approximate``.
    """
    points = gpd.GeoDataFrame(
        towns, geometry=gpd.points_from_xy(towns["longitude"], towns["latitude"]), crs=4326
    )
    units = units.reset_index(drop=True)
    joined = gpd.sjoin(points, units[["recognised", "geometry"]], predicate="within")
    # A town that the names count to another country than the map does says nothing here.
    joined = joined[joined["country"] == joined["recognised"]]
    by_unit = dict(list(joined.groupby("index_right")))
    rows: list[pd.Series] = []
    for position, unit in units.iterrows():
        votes = by_unit.get(position)
        row = unit.copy()
        row["approximate"] = False
        if votes is None:
            row["division"] = ""
            rows.append(row)
            continue
        share = votes["division"].value_counts(normalize=True).sort_index(kind="stable")
        share = share.sort_values(ascending=False, kind="stable")
        parted = (unit["ne_code"], unit["unit"]) in ALWAYS_PARTED
        if share.iloc[0] >= CLEAR_MAJORITY and not parted:
            row["division"] = share.index[0]
            rows.append(row)
            continue
        kept = votes[votes["division"].isin(share.index[share >= LEAST_SHARE])]
        for division, piece in _nearest_parts(unit.geometry, kept):
            part = row.copy()
            part["division"], part["geometry"], part["approximate"] = division, piece, True
            rows.append(part)
    frame = pd.DataFrame(rows)
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326).reset_index(drop=True)


def fill_empty(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Units that hold no town given to the neighbour in their country with the longest border.

    Parameters
    ----------
    units : GeoDataFrame
        From `assign_divisions`.

    Returns
    -------
    GeoDataFrame
        The same rows; islands and enclaves without a neighbour stay without a division.
    """
    units = units.copy()
    shapes = units.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    for position in np.flatnonzero((units["division"] == "").to_numpy()):
        if units["ne_code"].iloc[position] in ENCLAVES:
            continue
        near = [i for i in tree.query(shapes[position], predicate="intersects") if i != position]
        borders = [
            (shapely.intersection(shapes[position], shapes[i]).length, -int(i))
            for i in sorted(near)
            if units["recognised"].iloc[i] == units["recognised"].iloc[position]
            and units["division"].iloc[i]
        ]
        if borders and max(borders)[0] > 0:
            units.loc[units.index[position], "division"] = units["division"].iloc[-max(borders)[1]]
    return units


def _nearest_parts(
    area: shapely.Geometry, towns: gpd.GeoDataFrame
) -> list[tuple[str, shapely.Geometry]]:
    """An area parted by which division's town is nearest."""
    towns = towns.sort_values(["division", "longitude", "latitude"], kind="stable")
    towns = towns.drop_duplicates(["longitude", "latitude"])
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.MultiPoint(towns.geometry.to_numpy()), extend_to=shapely.envelope(area)
        )
    )
    tree = shapely.STRtree(cells)
    town_rows, cell_rows = tree.query(towns.geometry.to_numpy(), predicate="within")
    divisions = towns["division"].to_numpy()
    owner = dict(zip(cell_rows, divisions[town_rows], strict=True))
    parts = []
    for division in sorted(set(owner.values())):
        mine = [cells[i] for i in sorted(owner) if owner[i] == division]
        part = _polygons(shapely.intersection(shapely.union_all(mine), area))
        if not part.is_empty:
            parts.append((division, part))
    return parts


def merged(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Units of one division, country and disputed area merged into one row, in a fixed order."""
    keys = ["recognised", "de_facto", "division", "area", "name_if_none"]
    units = fill_empty(units)
    clean = shapely.coverage_clean(units.geometry.to_numpy(), snapping_distance=1e-6)
    units = units.assign(
        geometry=gpd.GeoSeries(clean, index=units.index, crs=4326),
        name_if_none=units["unit"].where(units["division"] == "", ""),
    )
    units = units[~units.geometry.is_empty]
    rows = []
    for key, group in units.groupby(keys, sort=True, dropna=False):
        geometry = shapely.coverage_union_all(group.geometry.to_numpy())
        rows.append((*key, bool(group["approximate"].any()), geometry))
    frame = pd.DataFrame(rows, columns=[*keys, "approximate", "geometry"])
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)


def simplified(units: gpd.GeoDataFrame, tolerance: float = TOLERANCE) -> gpd.GeoDataFrame:
    """Units simplified together, so that neighbours still share their border.

    Parameters
    ----------
    units : GeoDataFrame
        Polygons that tile.
    tolerance : float
        Square root of the area, in square degrees, below which a corner is dropped.

    Returns
    -------
    GeoDataFrame
        The same rows with simpler polygons; islands below the tolerance keep their shape.
    """
    geometry = shapely.coverage_simplify(units.geometry.to_numpy(), tolerance)
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, GRID_DECIMALS))
    # Rounding can fold a spike onto itself, which leaves hairs between neighbours: cleaned again.
    mended = [_polygons(g) for g in shapely.make_valid(rounded)]
    clean = shapely.coverage_clean(mended, snapping_distance=0.0)
    units = units.set_geometry(gpd.GeoSeries(clean, index=units.index, crs=4326))
    # Crumbs of a few metres round away.
    return units[~units.geometry.is_empty].reset_index(drop=True)
