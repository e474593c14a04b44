"""Maps of the places that the reporting names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from matplotlib.axes import Axes
from shapely.geometry.base import BaseGeometry

from analysis.evidence import evidence_link, review_notes, row_states
from analysis.geography import boundaries
from analysis.labels import Box
from analysis.maps.basemap import (
    draw_disputed,
    draw_ground,
    draw_scale,
    fill,
    hatched,
    name_neighbours,
    stroke,
)
from analysis.maps.key import FACILITY_RING, Key, draw_key, key_height, mark_size
from analysis.maps.names import Name, write_names
from analysis.maps.page import MAP_WIDTH, begin, beside, caption_of, entitle, new_axes, paper_of
from analysis.maps.projections import Extent, Frame, frame_of
from analysis.maps.theatre import asked_extent, merged
from analysis.theme import STANDARD, Theme, say_nothing, wrapped


@dataclass(frozen=True)
class Painted:
    """What a map of regions shows: its places, the disputed areas, and the names left out."""

    seen: gpd.GeoDataFrame
    disputed: Sequence[str]
    unnamed: Sequence[str]


def map_regions(
    regions: gpd.GeoDataFrame,
    *,
    sources: pd.DataFrame | None = None,
    view: boundaries.View = "recognised",
    extent: Sequence[float] | str | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw the regions named, on real boundaries, by their part in the story.

    Parameters
    ----------
    regions
        The table of regions, of one source or several.
    sources
        The table of sources, for the caption.
    view
        Borders ``recognised`` by the United Nations, or ``de_facto``.
    extent
        What to show: ``None`` for the theatre of the conflict, ``"all"``, the id of a region, or
        west, south, east, north in degrees. What lies off the map is listed beside it.
    title
        What the picture says; written by default.
    ax
        Where to draw; the key then stands to the right of it, outside. A figure with room for both
        is made by default.
    theme
        Colours, letters and words.

    Returns
    -------
    Axes
        In metres of the projection; ``ax.texts`` with gid ``region …`` hold the names.

    Raises
    ------
    GeographyError
        Where the view or the extent is none of these; the message says what there is.

    Examples
    --------
    >>> from analysis import schema
    >>> map_regions(schema.empty("regions")).texts[0].get_text()
    'No regions are named.'
    """
    boundaries.check_view(view)
    if regions.empty or (places := merged(regions, view)).geometry.is_empty.all():
        nothing = "no_regions" if regions.empty else "no_coordinates"
        return say_nothing(ax, theme.word(nothing), theme)
    wanted = asked_extent(places, extent)
    counted = "1 place" if len(places) == 1 else f"{len(places)} places"
    said = " ".join([f"{counted} named.", *review_notes(places["row_ids"], row_states(regions),
                                                        theme)])  # fmt: skip
    caption = caption_of(sources, said, view, theme)
    if ax is None:
        frame, height = _fitted(places, wanted)
        ax = new_axes(height, theme, caption)
    else:
        box = ax.get_window_extent()
        frame = frame_of(wanted, aspect=box.width / box.height)
    painted = paint(ax, places, frame, view, theme)
    key = key_of(places, painted)
    draw_key(beside(ax, key_height(key)), key, frame, theme)
    entitle(ax, title or "The places named, by their part in the story", caption, theme)
    return ax


def paint(
    ax: Axes,
    places: gpd.GeoDataFrame,
    frame: Frame,
    view: boundaries.View,
    theme: Theme,
    *,
    scale: float = 1.0,
) -> Painted:
    """Draw ground, regions, marks, names and scale into an Axes, without title and key.

    Parameters
    ----------
    ax
        Where to draw.
    places
        What :func:`~analysis.maps.theatre.merged` gave.
    frame
        What to show.
    view, theme
        As in :func:`map_regions`.
    scale
        Area of the marks by their usual one: small maps have small marks.

    Returns
    -------
    Painted
    """
    begin(ax, frame, theme)
    seen = visible(places, frame)
    countries = draw_ground(ax, frame, view, theme)
    _draw_areas(ax, seen, theme)
    disputed = draw_disputed(ax, frame, theme, leave_out=seen["region_id"].tolist())
    _draw_marks(ax, seen, theme, scale)
    bar = draw_scale(ax, frame, theme, marks=seen["anchor"].tolist())
    taken, unnamed = _name_regions(ax, seen, frame, bar, theme, scale)
    named = [*seen.loc[seen["kind"] == "country", "country"], *seen["name"]]
    areas = seen.geometry[(seen["kind"] != "country") & (seen["kind"] != "macro_region")].tolist()
    name_neighbours(ax, frame, countries, [*taken, bar], named, theme, areas=areas)
    return Painted(seen, disputed, unnamed)


def _fitted(places: gpd.GeoDataFrame, wanted: Extent) -> tuple[Frame, float]:
    """Find a frame whose picture is at least as high as its key, and its height in inches."""
    frame = frame_of(wanted)
    height = MAP_WIDTH / (frame.width / frame.height)
    # Room is kept for two disputed areas: which they are is known only when they are drawn.
    needed = key_height(key_of(places, Painted(visible(places, frame), ["—" * 60], []))) + 0.2
    if needed > height:
        height = needed
        frame = frame_of(wanted, aspect=MAP_WIDTH / height)
    return frame, height


def visible(places: gpd.GeoDataFrame, frame: Frame) -> gpd.GeoDataFrame:
    """Places that the frame shows: their visible shape, and the point of their mark and name."""
    rows = frame.cut(places)
    shapes = [shapely.intersection(shape, frame.box) for shape in rows.geometry]
    rows = rows.set_geometry(gpd.GeoSeries(shapes, index=rows.index, crs=frame.crs))
    rows = rows[~rows.geometry.is_empty]
    points = [shape for shape in rows.geometry if shape.geom_type == "Point"]
    anchors = [_anchor(row, frame, points) for row in rows.itertuples()]
    # A larger area is named only where its middle is on the map: Europe is not a corner of it.
    inner = frame.box.buffer(-0.004 * frame.width)
    shown = [inner.covers(anchor) for anchor in anchors]
    return rows.assign(anchor=anchors)[pd.Series(shown, index=rows.index, dtype=bool)]


def _anchor(row: Any, frame: Frame, points: Sequence[shapely.Point]) -> shapely.Point:
    """Where the mark and the name of a place belong.

    For an area this is its usual point, if that is seen and stands on no town's mark; else the
    middle of the largest circle in what is seen of it.
    """
    shape: BaseGeometry = row.geometry
    usual: shapely.Point | None = None
    if not (pd.isna(row.longitude) or pd.isna(row.latitude)):
        usual = frame.project(shapely.Point(float(row.longitude), float(row.latitude)))
    if row.kind == "macro_region":
        return usual if usual is not None else shapely.centroid(shape)
    if shape.geom_type.endswith("Point"):
        return shapely.centroid(shape)
    if shape.geom_type.endswith("LineString"):
        near = usual if usual is not None else shapely.centroid(frame.box)
        return shapely.get_point(shapely.shortest_line(shape, near), 0)
    clear = 0.03 * frame.width
    if (
        usual is not None
        and shapely.buffer(shape.simplify(0.001 * frame.width), -0.01 * frame.width).covers(usual)
        and all(usual.distance(point) > clear for point in points)
    ):
        return usual
    around = shapely.union_all([shapely.buffer(point, clear) for point in points])
    free = shapely.difference(shape, around)
    circle = shapely.maximum_inscribed_circle(shape if free.is_empty else free, 0.005 * frame.width)
    return shapely.get_point(circle, 0)


def _draw_areas(ax: Axes, seen: gpd.GeoDataFrame, theme: Theme) -> None:
    """Tint and hatch areas, largest first; thicken rivers; only hint at larger areas."""
    areas = seen.assign(_area=seen.geometry.area).sort_values("_area", ascending=False)
    for row in areas.itertuples():
        style = theme.roles[str(row.region_role)]
        shape: BaseGeometry = row.geometry
        look: dict[str, Any] = {"gid": f"area {row.region_id}", "url": evidence_link(row.row_ids)}
        if row.kind == "macro_region":
            stroke(ax, shape, color=theme.muted, lw=1.0, ls=(0, (1, 2)), alpha=0.8, zorder=3.4,
                   **look)  # fmt: skip
        elif shape.geom_type.endswith("LineString"):
            colour = theme.named_water if row.region_role == "context" else style.colour
            stroke(ax, shape, color=colour, lw=1.6 + 0.25 * min(int(row.mentions), 6),
                   alpha=0.85, zorder=3.5, solid_capstyle="round", **look)  # fmt: skip
        elif row.kind == "country":
            fill(ax, shape, facecolor=style.colour, alpha=0.13, lw=0, zorder=2.1, **look)
            stroke(ax, shape, color=style.colour, lw=1.3, alpha=0.75, zorder=3.1)
        else:
            patch = fill(ax, shape, facecolor=style.colour, alpha=0.30, lw=0, zorder=2.15,
                         **look)  # fmt: skip
            if patch is None:
                continue
            hatched(ax, shape, style.colour, style.hatch, strength=0.45, zorder=2.16)
            stroke(ax, shape, color=style.colour, lw=1.1, zorder=3.5)


def _marked(seen: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The places that get a mark: not rivers, which are lines, nor larger areas."""
    line = seen.geometry.geom_type.str.endswith("LineString")
    return seen[~line & (seen["kind"] != "macro_region")]


def _draw_marks(ax: Axes, seen: gpd.GeoDataFrame, theme: Theme, scale: float) -> None:
    for row in _marked(seen).itertuples():
        style = theme.roles[str(row.region_role)]
        point = row.anchor
        size = scale * mark_size(int(row.mentions), style.marker)
        ax.scatter([point.x], [point.y], s=size, marker=style.marker, color=style.colour,
                   edgecolors="white", linewidths=0.8, zorder=6,
                   gid=f"mark {row.region_id}", urls=[evidence_link(row.row_ids)])  # fmt: skip
        if row.kind == "facility":
            ring = scale * FACILITY_RING * mark_size(int(row.mentions))
            ax.scatter([point.x], [point.y], s=ring, marker="o", facecolors="none",
                       edgecolors=theme.text, linewidths=0.9, zorder=6.1)  # fmt: skip


def _name_regions(
    ax: Axes, seen: gpd.GeoDataFrame, frame: Frame, bar: Box, theme: Theme, scale: float
) -> tuple[list[Box], list[str]]:
    """Write the names; give the boxes in points that are taken, and the ids without room."""
    names = []
    marked = set(_marked(seen)["region_id"])
    for row in seen.itertuples():
        style = theme.roles[str(row.region_role)]
        core = row.region_role in ("battlefield", "contested")
        loose = row.kind in ("macro_region", "water")
        letters = theme.letters(
            (1.08 if row.kind == "country" else 0.95) if not loose else 0.88,
            weight="bold" if core and not loose else "normal",
            style="italic" if loose else "normal",
            color=_ink(str(row.kind), str(row.region_role), theme),
        )
        said = str(row.name).upper() if row.kind == "country" else str(row.name)
        said += f"\u00a0{row.sign}" if row.sign else ""
        area = mark_size(int(row.mentions), style.marker)
        if row.kind == "facility":
            area = max(area, FACILITY_RING * mark_size(int(row.mentions)))
        clear = (scale * area) ** 0.5 / 2
        names.append(
            Name(
                words=wrapped(said, 18), letters=letters, gid=f"region {row.region_id}",
                anchor=row.anchor, clear=clear if row.region_id in marked else 0.0,
                weight=float(row.mentions) + (5 if core else 0) - (20 if loose else 0),
                inside=row.region_id not in marked,
                # A larger area lies around its name: a line would lead to a place not meant.
                leader=row.kind != "macro_region", link=evidence_link(row.row_ids),
            )
        )  # fmt: skip
    taken, left_out = write_names(ax, paper_of(ax, frame), names, [bar], theme)
    return taken, [name.gid.removeprefix("region ") for name in left_out]


def _ink(kind: str, role: str, theme: Theme) -> str:
    """Colour of a name: waters in their own, larger areas muted, all else plain."""
    if kind == "water":
        return theme.named_water if role == "context" else theme.roles[role].colour
    return theme.muted if kind == "macro_region" else theme.text


def key_of(places: gpd.GeoDataFrame, painted: Painted) -> Key:
    """What the column beside a map of regions has to explain, and the places not on the map."""
    seen = painted.seen
    marked = _marked(seen)
    off = places[~places["region_id"].isin(seen["region_id"])]
    small = off[off["kind"] != "macro_region"]
    large = off[off["kind"] == "macro_region"]
    notes = [f"{row.name} ({_short_role(str(row.region_role))})" for row in small.itertuples()]
    if len(large):
        notes.append("Larger areas: " + ", ".join(large["name"]))
    crowded = seen.loc[seen["region_id"].isin(painted.unnamed), "name"]
    if len(crowded):
        notes.append("On it without room for a name: " + ", ".join(crowded))
    return Key(
        roles=_forms(seen),
        mentions=marked["mentions"].astype(int).tolist(),
        facility=bool((marked["kind"] == "facility").any()),
        river=bool(seen.geometry.geom_type.str.endswith("LineString").any()),
        disputed=painted.disputed,
        larger_area=bool(((seen["kind"] == "macro_region")
                          & seen.geometry.geom_type.str.endswith("Polygon")).any()),
        off=notes,
    )  # fmt: skip


def _forms(seen: gpd.GeoDataFrame) -> dict[str, set[str]]:
    """In which forms each role is on the map; a larger area shows its outline, not its role."""
    forms: dict[str, set[str]] = {}
    for row in seen[seen["kind"] != "macro_region"].itertuples():
        if row.geometry.geom_type.endswith("LineString"):
            # Rivers of the context are drawn in the blue of waters, which the signs explain.
            drawn = {"line"} if row.region_role != "context" else set()
        else:
            # Countries are only tinted: a hatch over half the picture would drown the rest.
            ground = "tint" if row.kind == "country" else "area"
            drawn = {"mark", ground} if row.geometry.geom_type.endswith("Polygon") else {"mark"}
        if drawn:
            forms.setdefault(str(row.region_role), set()).update(drawn)
    return forms


def _short_role(role: str) -> str:
    return {"party": "party's country"}.get(role, role)
