"""The shape of a place: polygon, line or point, and a point inside it.

Countries and divisions have their polygons, macro-regions the union of their members, rivers and
lakes what Natural Earth draws of them; all other places are points. Parts of a country such as
"southern Ukraine" are cut out of its polygon.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import shapely

from analysis.errors import GeographyError
from analysis.geography.boundaries import (
    View,
    admin1,
    check_view,
    countries,
    disputed_areas,
    lakes,
    rivers,
)
from analysis.geography.gazetteer import Gazetteer, load_gazetteer
from analysis.geography.places import Place
from analysis.geography.spelling import slug
from analysis.geography.surfaces import direction_words

DATA = Path(__file__).parent / "data"
# Share of the area that "southern" and the like take; corners are cut twice at half.
SIDE_SHARE, CORNER_SHARE = 0.4, 0.5
ADJECTIVES = {
    "north": "northern", "south": "southern", "east": "eastern", "west": "western",
    "north-east": "north-eastern", "north-west": "north-western",
    "south-east": "south-eastern", "south-west": "south-western", "central": "central",
}  # fmt: skip


def place_geometry(
    place_id: str, view: View = "recognised", gazetteer: Gazetteer | None = None
) -> shapely.Geometry:
    """Shape of a place in degrees (EPSG:4326).

    Parameters
    ----------
    place_id : str
        Id of the gazetteer, or of a part such as "southern-ukraine".
    view : {'recognised', 'de_facto'}
        Borders as recognised internationally or as governed.
    gazetteer : Gazetteer, optional
        Where to look the id up; the shipped one if not given.

    Returns
    -------
    shapely.Geometry
        Polygon, line or point.

    Raises
    ------
    GeographyError
        If no place has this id, or `view` is neither of the two.

    Examples
    --------
    >>> place_geometry("ukraine").contains(place_geometry("sumy"))
    True
    >>> place_geometry("southern-ukraine").within(place_geometry("ukraine").buffer(0.01))
    True
    """
    check_view(view)
    gazetteer = gazetteer or load_gazetteer()
    direction, whole = _part_of(place_id, gazetteer)
    if whole is not None:
        return part_of_shape(_shape(whole, view), direction)
    return _shape(gazetteer.place(place_id), view)


def representative_point(geometry: shapely.Geometry) -> tuple[float, float]:
    """Longitude and latitude of a point inside a shape, where a label would stand.

    Parameters
    ----------
    geometry : shapely.Geometry
        Polygon, line or point.

    Returns
    -------
    tuple of float
        Longitude, latitude.

    Examples
    --------
    >>> representative_point(shapely.box(0, 0, 2, 1))
    (1.0, 0.5)
    """
    parts = shapely.get_parts(geometry)
    if all(part.geom_type == "Polygon" for part in parts):
        largest = max(parts, key=lambda part: part.area)
        centre = shapely.centroid(largest)
        point = centre if largest.contains(centre) else shapely.point_on_surface(largest)
    elif geometry.geom_type == "Point":
        point = geometry
    else:
        longest = max(parts, key=lambda part: part.length)
        point = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    return round(float(point.x), 4), round(float(point.y), 4)


def directional_place(whole: Place, direction: str, word: str = "") -> Place:
    """The part of a country or region that lies in a direction, as a place of its own.

    Parameters
    ----------
    whole : Place
        A country, division or macro-region.
    direction : str
        "north", "south-east", "central" and so on.
    word : str, optional
        The adjective as the text spells it ("northeastern"), for the name.

    Returns
    -------
    Place
        A macro-region of the whole's country, with a point inside it.

    Examples
    --------
    >>> part = directional_place(load_gazetteer().place("ukraine"), "south")
    >>> part.place_id, part.name, part.country, part.latitude < 48
    ('southern-ukraine', 'southern Ukraine', 'UKR', True)
    """
    adjective = word if word.endswith("ern") else ADJECTIVES[direction]
    name = f"{adjective} {whole.name}"
    shape = part_of_shape(_shape(whole, "recognised"), direction)
    longitude, latitude = representative_point(shape)
    return Place(
        place_id=slug(name),
        name=name,
        kind="macro_region",
        country=whole.country,
        admin1=whole.admin1,
        latitude=latitude,
        longitude=longitude,
        prominence=whole.prominence,
    )


def part_of_shape(shape: shapely.Geometry, direction: str) -> shapely.Geometry:
    """Part of a polygon that lies in a direction; other shapes are returned whole.

    Parameters
    ----------
    shape : shapely.Geometry
        The whole.
    direction : str
        "north", "south-east", "central" and so on.

    Returns
    -------
    shapely.Geometry
        The part: two fifths of the area for a side, about a quarter for a corner, the middle for
        "central".

    Examples
    --------
    >>> part_of_shape(shapely.box(0, 0, 10, 10), "south").bounds
    (0.0, 0.0, 10.0, 4.0)
    """
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return shape
    if direction == "central":
        west, south, east, north = shape.bounds
        width, height = (east - west) * 0.25, (north - south) * 0.25
        middle = shapely.box(west + width, south + height, east - width, north - height)
        part = shapely.intersection(shape, middle)
        return part if not part.is_empty else shape
    words = direction.split("-")
    share = SIDE_SHARE if len(words) == 1 else CORNER_SHARE
    part = shape
    for word in words:
        part = shapely.intersection(part, _half_plane(shape, word, share))
    return part if not part.is_empty else shape


def _half_plane(shape: shapely.Geometry, side: str, share: float) -> shapely.Geometry:
    """Box over the outer `share` of a shape's area on one side, found by halving."""
    west, south, east, north = shape.bounds
    boxes = {
        "south": lambda t: shapely.box(west, south, east, south + (north - south) * t),
        "north": lambda t: shapely.box(west, north - (north - south) * t, east, north),
        "west": lambda t: shapely.box(west, south, west + (east - west) * t, north),
        "east": lambda t: shapely.box(east - (east - west) * t, south, east, north),
    }
    coarse = shapely.simplify(shape, 0.05) if shapely.get_num_coordinates(shape) > 500 else shape
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if shapely.intersection(coarse, boxes[side](middle)).area < coarse.area * share:
            low = middle
        else:
            high = middle
    return boxes[side](round(high, 4))


def _part_of(place_id: str, gazetteer: Gazetteer) -> tuple[str, Place | None]:
    """Direction and whole of an id such as "southern-ukraine"; no whole if it is a name itself."""
    words = place_id.split("-")
    for length in (2, 1):
        direction = direction_words().get(" ".join(words[:length]))
        if direction is None or len(words) <= length:
            continue
        try:
            gazetteer.place(place_id)
        except GeographyError:
            return direction, gazetteer.place("-".join(words[length:]))
        break
    return "", None


@lru_cache(maxsize=1)
def _members() -> dict[str, tuple[str, ...]]:
    """Members of the macro-regions, by id: ISO alpha-3 codes and GeoNames division codes."""
    with (DATA / "macro_regions.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row.get("place_id") or slug(row["name"]): tuple(row["parts"].split("|"))
            for row in csv.DictReader(handle)
            if row["parts"]
        }


@lru_cache(maxsize=512)
def _union(members: tuple[str, ...], view: View) -> shapely.Geometry:
    """Union of countries and divisions."""
    shapes = []
    nations = countries(view).set_index("iso3").geometry
    divisions = admin1(view)
    for member in members:
        if "." in member:
            shapes += divisions.geometry[divisions["code"] == member].tolist()
        elif member in nations.index:
            shapes.append(nations[member])
    return shapely.union_all(shapes)


def _shape(place: Place, view: View) -> shapely.Geometry:
    """Shape of a place of the gazetteer."""
    point = shapely.Point(place.longitude, place.latitude)
    if place.kind == "country":
        shape = _union((place.iso or place.country,), view)
    elif place.kind == "admin1":
        shape = _union((place.admin1,), view)
    elif place.kind == "macro_region":
        shape = _union(_members().get(place.place_id, ()), view)
        if shape.is_empty:
            areas = disputed_areas()
            shape = shapely.union_all(areas.geometry[areas["area_id"] == place.place_id].tolist())
    elif place.kind == "water":
        drawn = [
            g
            for layer in (rivers(), lakes())
            for g in layer.geometry[layer["place_id"] == place.place_id]
        ]
        shape = shapely.union_all(drawn)
    else:
        return point
    return point if shape.is_empty else shape
