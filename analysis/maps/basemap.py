"""The ground of a map: land, borders, lakes, rivers, disputed areas, names of neighbours."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from shapely.geometry.base import BaseGeometry

from analysis.geography import boundaries
from analysis.labels import Box
from analysis.maps.projections import Frame, within
from analysis.theme import Theme, literal, wrapped

DIVISIONS_BELOW: Final = 2_000_000  # metres: wider maps show no borders of divisions
# Metres from its point within which the name of a water may stand.
SEAS: Final = {"ocean": 1_500_000, "sea": 220_000, "gulf": 120_000}
FINEST: Final = 0.25  # points of the page: finer bends of a line are not drawn
SPECK: Final = 0.45  # points: the side of the smallest island that is
NEIGHBOUR_SHARE: Final = 0.008  # of the picture, from which a neighbour is named


def outline(shape: BaseGeometry) -> Outline | None:
    """Give polygons as one matplotlib path; None where there is no area."""
    vertices: list[np.ndarray] = []
    codes: list[np.ndarray] = []
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type == "MultiPolygon":
            inner = outline(part)
            if inner is not None:
                vertices.append(np.asarray(inner.vertices))
                codes.append(np.asarray(inner.codes))
            continue
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        for ring in (part.exterior, *part.interiors):
            points = np.asarray(ring.coords)[:, :2]
            step = np.full(len(points), Outline.LINETO)
            step[0], step[-1] = Outline.MOVETO, Outline.CLOSEPOLY
            vertices.append(points)
            codes.append(step)
    if not vertices:
        return None
    return Outline(np.concatenate(vertices), np.concatenate(codes))


def fill(ax: Axes, shape: BaseGeometry, **style: Any) -> PathPatch | None:
    """Draw a polygon; nothing where the shape has no area."""
    path = outline(shape)
    if path is None:
        return None
    patch = PathPatch(path, **style)
    ax.add_patch(patch)
    return patch


def hatched(
    ax: Axes, shape: BaseGeometry, colour: str, hatch: str, *, strength: float, width: float = 0.5,
    **style: Any,
) -> PathPatch | None:  # fmt: skip
    """Hatch a polygon with lines of so many points; nothing where the shape has no area.

    The strength is the colour's own: a patch with an alpha gets it twice in an SVG file.
    """
    patch = fill(ax, shape, facecolor="none", edgecolor=to_rgba(colour, strength), hatch=hatch,
                 lw=0, **style)  # fmt: skip
    if patch is not None:
        patch.set_hatch_linewidth(width)
    return patch


def stroke(ax: Axes, shape: BaseGeometry, *, gid: str = "", **style: Any) -> None:
    """Draw the lines of a shape (of a polygon, its outline)."""
    line = shape.boundary if shape.geom_type.endswith("Polygon") else shape
    for part in getattr(line, "geoms", [line]):
        if part.geom_type in ("LineString", "LinearRing") and not part.is_empty:
            x, y = np.asarray(part.coords)[:, :2].T
            (drawn,) = ax.plot(x, y, **style)
            drawn.set_gid(gid)


def _drawable(ax: Axes, frame: Frame, layer: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Take from the shapes of the ground what a picture of this size cannot show.

    A small map of a wide area would be a file of megabytes otherwise.
    """
    point = frame.width / (ax.get_window_extent().width * 72 / ax.figure.dpi)
    shapes = layer.geometry.simplify(FINEST * point)
    return shapes.map(lambda shape: _without_specks(shape, (SPECK * point) ** 2))


def _without_specks(shape: BaseGeometry, least: float) -> BaseGeometry:
    """Leave out islands that are smaller than a dot, of a country that has larger parts."""
    parts = getattr(shape, "geoms", [shape])
    large = [part for part in parts if part.geom_type == "Polygon" and part.area >= least]
    return shapely.multipolygons(large) if 0 < len(large) < len(parts) else shape


def draw_ground(ax: Axes, frame: Frame, view: boundaries.View, theme: Theme) -> gpd.GeoDataFrame:
    """Draw sea, land, borders and inland waters.

    Parameters
    ----------
    ax
        Its limits are the frame's.
    frame
        What the map shows.
    view
        ``recognised`` or ``de_facto``.
    theme
        Colours.

    Returns
    -------
    GeoDataFrame
        The countries seen (``iso3``, ``name``, ``geometry`` projected and cut).
    """
    ax.set_facecolor(theme.sea)
    countries = frame.cut(boundaries.countries(view))
    countries = countries.set_geometry(_drawable(ax, frame, countries))
    for shape in countries.geometry:
        fill(ax, shape, facecolor=theme.land, edgecolor=theme.land, lw=0.3, zorder=1)
    if frame.width < DIVISIONS_BELOW:
        for shape in _drawable(ax, frame, frame.cut(boundaries.admin1(view))):
            stroke(ax, shape, color=theme.border, lw=0.35, alpha=0.55, zorder=2)
    # Lines grow finer with the land that is seen: coasts of a continent would run into blots.
    fine = 1.0 if frame.width < DIVISIONS_BELOW else max(0.35, DIVISIONS_BELOW / frame.width)
    for shape in _drawable(ax, frame, frame.cut(boundaries.rivers())):
        stroke(ax, shape, color=theme.water, lw=0.8 * fine, zorder=2.2, solid_capstyle="round")
    for shape in _drawable(ax, frame, frame.cut(boundaries.lakes())):
        fill(ax, shape, facecolor=theme.sea, edgecolor=theme.water, lw=0.5 * fine, zorder=2.3)
    for shape in countries.geometry:
        stroke(ax, shape, color=theme.border, lw=0.9 * fine, zorder=3)
    return countries


def draw_disputed(
    ax: Axes, frame: Frame, theme: Theme, *, leave_out: Sequence[str] = ()
) -> list[str]:
    """Hatch the disputed areas that the frame shows.

    Parameters
    ----------
    ax, frame, theme
        As in :func:`draw_ground`.
    leave_out
        Ids of areas that the map draws already as regions.

    Returns
    -------
    list of str
        Names of the areas hatched.
    """
    areas = boundaries.disputed_areas()
    areas = areas[~areas["area_id"].isin(leave_out)]
    # An area that one state holds and everybody recognises as its own is not in dispute.
    several = areas["claimed_by"].str.contains("|", regex=False) | (
        areas["administered_by"] != areas["recognised_as"]
    )
    names = []
    seen = frame.cut(areas[several])
    for row in seen.itertuples():
        shape = shapely.intersection(row.geometry, frame.box)
        if shape.area < 0.002 * frame.box.area:
            continue
        patch = hatched(ax, shape, theme.disputed, "//////", strength=0.55, zorder=3.2,
                        gid=f"disputed {row.area_id}")  # fmt: skip
        if patch is None:
            continue
        stroke(ax, shape, color=theme.disputed, lw=0.7, ls=(0, (3, 2)), zorder=3.3)
        names.append(str(row.name))
    return names


def draw_scale(ax: Axes, frame: Frame, theme: Theme, *, marks: Sequence[shapely.Point] = ()) -> Box:
    """Draw a scale bar in a lower corner, off the marks; give the box it takes, in points.

    The length holds in the middle of the map, to within a few per cent over a country.
    """
    aim = frame.width / 5
    power = 10 ** math.floor(math.log10(aim))
    length = next(step * power for step in (5, 2, 1) if step * power <= aim)
    words = f"{length / 1000:,.0f} km" if length >= 1000 else f"{length:,.0f} m"
    y = frame.bottom + 0.028 * frame.height
    room = length + 0.05 * frame.width
    low = [mark.x for mark in marks if mark.y < frame.bottom + 0.1 * frame.height]
    taken_left = sum(x < frame.left + room for x in low)
    to_the_right = taken_left > sum(x > frame.right - room for x in low)
    x = frame.right - room if to_the_right else frame.left + 0.025 * frame.width
    tall = 0.007 * frame.height
    halo = [withStroke(linewidth=2.5, foreground="#ffffffcc")]
    ax.plot([x, x, x + length, x + length], [y + tall, y, y, y + tall], color=theme.text, lw=1.1,
            zorder=8, path_effects=halo, solid_joinstyle="miter", gid="scale bar")  # fmt: skip
    ax.annotate(
        words, (x + length / 2, y), xytext=(0, 3), textcoords="offset points", ha="center",
        va="bottom", zorder=8, gid="scale", path_effects=halo, **theme.letters(0.8),
    )  # fmt: skip
    box, dots = ax.get_window_extent(), 72 / ax.figure.dpi
    per = box.width / frame.width * dots
    left, bottom = box.x0 * dots + (x - frame.left) * per, box.y0 * dots
    return Box(left - 8, bottom, left + length * per + 8, bottom + 30)


def name_neighbours(
    ax: Axes,
    frame: Frame,
    countries: gpd.GeoDataFrame,
    taken: Sequence[Box],
    named: Sequence[str],
    theme: Theme,
    *,
    areas: Sequence[BaseGeometry] = (),
) -> None:
    """Write the names of what is seen but not spoken of, lightly, where there is room.

    Parameters
    ----------
    ax, frame, theme
        As in :func:`draw_ground`.
    countries
        What :func:`draw_ground` gave.
    taken
        Boxes in points that hold names and marks.
    named
        ISO codes of the countries, and names of the seas, that are on the map already.
    areas
        Areas spoken of, which a country's name should rather not stand on.
    """
    box, dots = ax.get_window_extent(), 72 / ax.figure.dpi
    left, bottom = box.x0 * dots, box.y0 * dots
    per = box.width / frame.width * dots  # points a metre
    blocked = shapely.union_all(
        [shapely.box((t.left - left) / per + frame.left - 3 / per,
                     (t.bottom - bottom) / per + frame.bottom - 3 / per,
                     (t.right - left) / per + frame.left + 3 / per,
                     (t.top - bottom) / per + frame.bottom + 3 / per) for t in taken]
    )  # fmt: skip
    spoken_of = shapely.union_all([area for area in areas if area.area > 0])
    wanted = [
        (str(row.name).upper(), shapely.intersection(row.geometry, frame.box), "normal")
        for row in countries.itertuples()
        if row.iso3 not in named
    ]
    wanted = [
        item
        for item in wanted
        if item[1].area >= NEIGHBOUR_SHARE * frame.box.area
        # Of a country that is nearly all spoken of by its parts' names, its own says no more.
        and shapely.difference(item[1], spoken_of).area > 0.25 * item[1].area
    ]
    wanted += [
        (name, water, "italic") for name, water in _seas(frame, countries) if name not in named
    ]
    for words, shape, slant in wanted:
        text = ax.text(
            0, 0, literal(wrapped(words, 14)), ha="center", va="center", zorder=3.6,
            gid="neighbour", linespacing=1.1, style=slant,
            **theme.letters(
                0.72 if slant == "normal" else 0.8,
                color=theme.muted if slant == "normal" else theme.named_water, alpha=0.85,
            ),
        )  # fmt: skip
        size = text.get_window_extent()
        half_w, half_h = size.width * dots / 2 / per, size.height * dots / 2 / per
        free = shapely.difference(shape, blocked)
        elsewhere = shapely.difference(free, spoken_of)
        spot = _roomiest(elsewhere, half_w, half_h) or _roomiest(free, half_w, half_h)
        if spot is None:
            text.remove()
            continue
        text.set_position(spot)
        blocked = shapely.union(blocked, shapely.box(
            spot[0] - half_w, spot[1] - half_h, spot[0] + half_w, spot[1] + half_h))  # fmt: skip


def _seas(frame: Frame, countries: gpd.GeoDataFrame) -> list[tuple[str, BaseGeometry]]:
    """Seas whose point the frame shows: name, and the water around the point."""
    with (boundaries.DATA / "waters.csv").open(encoding="utf-8", newline="") as stream:
        seas = [row for row in csv.DictReader(stream) if row["feature"] in SEAS]
    window = frame.outline()
    found = []
    for sea in seas:
        point = within(shapely.Point(float(sea["longitude"]), float(sea["latitude"])), window)
        if point is None:
            continue
        point = frame.project(point)
        if frame.box.covers(point):
            found.append((sea["name"], point.buffer(SEAS[sea["feature"]])))
    if not found:
        return []
    land = shapely.union_all(countries.geometry.to_numpy())
    return [
        (name, shapely.difference(shapely.intersection(around, frame.box), land))
        for name, around in found
    ]


def _roomiest(shape: BaseGeometry, half_w: float, half_h: float) -> tuple[float, float] | None:
    """The middle of a box of a size within a shape, as far from the shape's edge as can be."""
    if shape.is_empty:
        return None
    left, bottom, right, top = shape.bounds
    if right - left < 2 * half_w or top - bottom < 2 * half_h:
        return None
    across, up = np.meshgrid(np.linspace(left + half_w, right - half_w, 23),
                       np.linspace(bottom + half_h, top - half_h, 23))  # fmt: skip
    x, y = across.ravel(), up.ravel()
    boxes = shapely.box(x - half_w, y - half_h, x + half_w, y + half_h)
    shapely.prepare(shape)
    fits = shapely.contains_properly(shape, boxes)
    if not fits.any():
        return None
    room = shapely.distance(shapely.boundary(shape), boxes[fits])
    best = int(np.argmax(room))
    return float(x[fits][best]), float(y[fits][best])
