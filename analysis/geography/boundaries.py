"""Boundaries that ship with the package: countries, divisions, disputed areas, lakes, rivers, land.

All layers are in degrees (EPSG:4326), read once and copied for each caller. Two views of the
borders: ``"recognised"`` (the default) draws what the United Nations recognise, ``"de_facto"`` who
governs; they differ only in the rows of ``disputed_areas.csv``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import geopandas as gpd
import pandas as pd

from analysis.errors import GeographyError

View = Literal["recognised", "de_facto"]
DATA = Path(__file__).parent / "data"
SOURCE = "Natural Earth"


@lru_cache(maxsize=16)
def _layer(name: str) -> gpd.GeoDataFrame:
    """One shipped layer, read once; callers get copies."""
    path = DATA / f"{name}.parquet"
    if not path.exists():
        raise GeographyError(
            f"{path}: the file is missing; install the package again or rebuild it with "
            "tools/build_geography.py."
        )
    return gpd.read_parquet(path)


def check_view(view: str) -> None:
    """Raise if a view of the borders is none of the two.

    Parameters
    ----------
    view : str
        The view asked for.

    Raises
    ------
    GeographyError
        If it is neither "recognised" nor "de_facto".
    """
    if view not in get_args(View):
        raise GeographyError(f"view is {view!r}; give 'recognised' or 'de_facto'.")


def countries(view: View = "recognised") -> gpd.GeoDataFrame:
    """Countries of the world as polygons.

    Parameters
    ----------
    view : {'recognised', 'de_facto'}
        Borders as recognised internationally or as governed.

    Returns
    -------
    GeoDataFrame
        One row per country: ``iso3``, ``iso2``, ``name``, ``continent``, ``geometry``.

    Raises
    ------
    GeographyError
        If `view` is neither of the two.

    Examples
    --------
    >>> from shapely import Point
    >>> simferopol = Point(34.1, 44.95)
    >>> recognised, de_facto = countries(), countries("de_facto")
    >>> recognised.loc[recognised.contains(simferopol), "iso3"].tolist()
    ['UKR']
    >>> de_facto.loc[de_facto.contains(simferopol), "iso3"].tolist()
    ['RUS']
    """
    check_view(view)
    layer = _layer("countries")
    rows = layer[layer["view"].isin(["both", view])]
    return rows.drop(columns="view").reset_index(drop=True)


def admin1(view: View = "recognised", country: str | None = None) -> gpd.GeoDataFrame:
    """First-level divisions as polygons.

    Parameters
    ----------
    view : {'recognised', 'de_facto'}
        Borders as recognised internationally or as governed.
    country : str, optional
        ISO 3166-1 alpha-3 code; only this country's divisions.

    Returns
    -------
    GeoDataFrame
        One row per division and disputed part of it: ``iso_3166_2``, ``code`` (GeoNames), ``name``,
        ``country``, ``disputed`` (id of the disputed area or empty), ``approximate`` (True where
        the border was drawn between towns, for want of a source), ``geometry``.

    Raises
    ------
    GeographyError
        If `view` is neither of the two.

    Examples
    --------
    >>> sorted(admin1(country="PSE")["name"].unique())
    ['Gaza Strip', 'West Bank']
    """
    check_view(view)
    layer = _layer("admin1")
    if view == "de_facto":
        layer = layer.assign(country=layer["country_de_facto"])
    if country is not None:
        layer = layer[layer["country"] == country]
    columns = ["iso_3166_2", "code", "name", "country", "disputed", "approximate", "geometry"]
    return layer[columns].reset_index(drop=True)


def disputed_areas() -> gpd.GeoDataFrame:
    """Areas whose sovereignty is disputed, with who administers and who claims them.

    Returns
    -------
    GeoDataFrame
        ``area_id``, ``name``, ``administered_by``, ``recognised_as``, ``claimed_by`` (ISO alpha-3
        codes parted by "|", empty where undetermined), ``source``, ``geometry``.

    Examples
    --------
    >>> areas = disputed_areas().set_index("area_id")
    >>> areas.loc["crimea", "recognised_as"]
    'UKR'
    """
    return _layer("disputed_areas").copy()


def lakes() -> gpd.GeoDataFrame:
    """Lakes as polygons.

    Returns
    -------
    GeoDataFrame
        ``place_id`` and ``name`` (empty where the gazetteer does not name the lake), ``geometry``.

    Examples
    --------
    >>> "Lake Chad" in set(lakes()["name"])
    True
    """
    return _layer("lakes").copy()


def rivers() -> gpd.GeoDataFrame:
    """Large rivers as lines.

    Returns
    -------
    GeoDataFrame
        ``place_id`` and ``name`` (empty where the gazetteer does not name the river), ``geometry``.

    Examples
    --------
    >>> "Dnipro River" in set(rivers()["name"])
    True
    """
    return _layer("rivers").copy()


def land() -> gpd.GeoDataFrame:
    """Land of the world without borders, to draw coasts.

    Returns
    -------
    GeoDataFrame
        ``geometry`` only.

    Examples
    --------
    >>> len(land()) > 1000
    True
    """
    return _layer("land").copy()


def country_at(longitude: float, latitude: float, view: View = "recognised") -> str:
    """ISO alpha-3 code of the country at a point.

    Parameters
    ----------
    longitude, latitude : float
        In degrees.
    view : {'recognised', 'de_facto'}
        Borders as recognised internationally or as governed.

    Returns
    -------
    str
        The code; empty at sea.

    Examples
    --------
    >>> country_at(30.5, 50.45), country_at(-30.0, 30.0)
    ('UKR', '')
    """
    points = gpd.GeoSeries.from_xy([longitude], [latitude], crs=4326)
    layer = _layer("countries")
    rows = layer.iloc[layer.sindex.query(points.iloc[0], predicate="intersects")]
    codes: pd.Series = rows.loc[rows["view"].isin(["both", view]), "iso3"]
    return str(codes.iloc[0]) if len(codes) else ""
