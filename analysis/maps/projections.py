"""The projection that suits an extent, and shapes cut and projected for it.

Following Snyder, *Map Projections: A Working Manual* (USGS Professional Paper 1395, 1987): an
equal-area cylindrical-like world projection for most of the globe, azimuthal equal-area for
continents and poles, equal-area conic for what lies east–west in middle latitudes, transverse
Mercator for what lies north–south, near the equator or is small.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

WHOLE: Final = 30e6  # metres: a picture wider than this shows the whole globe
WORLD_WIDE: Final = 21e6  # metres: a picture wider than this needs no globe beside it
FINEST: Final = 2500  # parts of a frame's longer side; what is finer is not drawn
COARSE_FROM: Final = 20.0  # degrees that an extent spans
USUAL_MIDDLE: Final = 11.0  # degrees east
WORLD, CONTINENT, DISTRICT = 100.0, 28.0, 4.0  # degrees that an extent spans on the ground


@dataclass(frozen=True)
class Extent:
    """A box of longitudes and latitudes; ``east`` may pass 180 where the box crosses the date line.

    Examples
    --------
    >>> Extent(170, -20, 190, -10).centre
    (180.0, -15.0)
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude (it may pass 180) and latitude of the middle."""
        return ((self.west + self.east) / 2, (self.south + self.north) / 2)

    @property
    def span(self) -> tuple[float, float]:
        """Degrees on the ground, east–west at the middle latitude and north–south."""
        narrowing = math.cos(math.radians(min(abs(self.centre[1]), 85.0)))
        return ((self.east - self.west) * narrowing, self.north - self.south)

    @property
    def size(self) -> float:
        """The longer of the two spans."""
        return max(self.span)


def extent_of(shapes: Iterable[BaseGeometry]) -> Extent:
    """Give the smallest box around some shapes, across the date line where that is shorter.

    Parameters
    ----------
    shapes
        Geometries in longitude and latitude, at least one of them not empty.

    Returns
    -------
    Extent

    Examples
    --------
    >>> extent_of([shapely.Point(178, -17), shapely.Point(-175, -21)])
    Extent(west=178.0, south=-21.0, east=185.0, north=-17.0)
    """
    boxes = np.array([part.bounds for s in shapes for part in getattr(s, "geoms", [s])])
    south, north = float(boxes[:, 1].min()), float(boxes[:, 3].max())
    # The widest gap between what is covered, going round, is what the box leaves out.
    order = np.argsort(boxes[:, 0])
    west, east = boxes[order, 0], np.maximum.accumulate(boxes[order, 2])
    gaps = np.append(west[1:] - east[:-1], west[0] + 360 - east[-1])
    widest = int(np.argmax(gaps))
    if widest == len(gaps) - 1:
        return Extent(float(west[0]), south, float(east[-1]), north)
    return Extent(float(west[widest + 1]), south, float(east[widest]) + 360, north)


def projection(extent: Extent) -> CRS:
    """Choose a projection for an extent.

    Parameters
    ----------
    extent
        What the map shows.

    Returns
    -------
    CRS
        In metres.

    Examples
    --------
    >>> projection(Extent(22, 44, 40, 52)).coordinate_operation.method_name
    'Albers Equal Area'
    >>> projection(Extent(-18, -35, 52, 38)).coordinate_operation.method_name
    'Lambert Azimuthal Equal Area'
    """
    longitude, latitude = extent.centre
    longitude = (longitude + 180) % 360 - 180
    wide, tall = extent.span
    if extent.size > WORLD or (extent.east - extent.west > 200 and abs(latitude) < 55):
        longitude = (_world_middle(extent) + 180) % 360 - 180
        return CRS.from_proj4(f"+proj=eqearth +lon_0={longitude:.4f} +datum=WGS84 +units=m")
    polar = max(abs(extent.south), abs(extent.north)) > 78
    if polar or extent.size > CONTINENT:
        return CRS.from_proj4(
            f"+proj=laea +lat_0={latitude:.4f} +lon_0={longitude:.4f} +datum=WGS84 +units=m"
        )
    if extent.size < DISTRICT or tall > wide * 1.2 or abs(latitude) < 12:
        return CRS.from_proj4(
            f"+proj=tmerc +lat_0={latitude:.4f} +lon_0={longitude:.4f} +datum=WGS84 +units=m"
        )
    sixth = (extent.north - extent.south) / 6
    return CRS.from_proj4(
        f"+proj=aea +lat_1={extent.south + sixth:.4f} +lat_2={extent.north - sixth:.4f} "
        f"+lat_0={latitude:.4f} +lon_0={longitude:.4f} +datum=WGS84 +units=m"
    )


@dataclass(frozen=True)
class Frame:
    """A projection with the rectangle that a map shows, in metres.

    Parameters
    ----------
    crs
        The projection.
    left, bottom, right, top
        The rectangle.
    """

    crs: CRS
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Metres from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Metres from bottom to top."""
        return self.top - self.bottom

    @property
    def meridian(self) -> float:
        """Longitude of the projection's middle line."""
        operation = self.crs.coordinate_operation
        assert operation is not None
        return next(float(p.value) for p in operation.params if p.name.startswith("Longitude"))

    @property
    def box(self) -> shapely.Polygon:
        """The rectangle as a shape."""
        return shapely.box(self.left, self.bottom, self.right, self.top)

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the rectangle's middle."""
        x, y = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        longitude, latitude = _inverse(self.crs).transform(x, y)
        return float(longitude), float(latitude)

    def project(self, shape: BaseGeometry) -> BaseGeometry:
        """Project one small shape or point, without cutting it."""
        forward = _forward(self.crs)
        return shapely.transform(shape, lambda xy: np.column_stack(forward.transform(*xy.T)))

    def outline(self) -> Extent:
        """Give the box of longitudes and latitudes that holds the rectangle, with a margin."""
        edge = shapely.segmentize(self.box.exterior, max(self.width, self.height) / 60)
        longitude, latitude = _inverse(self.crs).transform(*np.asarray(edge.coords).T)
        middle = self.meridian
        # Just short of half the globe: a point on the seam would be drawn on either side of it.
        half = 180 - 1e-6
        if self.width > WHOLE or not (np.isfinite(longitude) & np.isfinite(latitude)).all():
            return Extent(middle - half, -90, middle + half, 90)
        around = (longitude - middle + 180) % 360 - 180
        margin = 0.03 * (latitude.max() - latitude.min()) + 0.02
        south, north = latitude.min() - margin, latitude.max() + margin
        for pole, sign in ((90.0, 1), (-90.0, -1)):
            x, y = _forward(self.crs).transform(0.0, pole)
            if math.isfinite(x) and self.left <= x <= self.right and self.bottom <= y <= self.top:
                edge_latitude = south if sign > 0 else north
                low, high = sorted((float(edge_latitude), pole))
                return Extent(middle - half, low, middle + half, high)
        if around.max() - around.min() > 340:
            return Extent(middle - half, max(south, -90), middle + half, min(north, 90))
        return Extent(
            float(middle + around.min() - margin), float(max(south, -90.0)),
            float(middle + around.max() + margin), float(min(north, 90.0)),
        )  # fmt: skip

    def cut(self, layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Cut a layer to the frame and project it.

        Parameters
        ----------
        layer
            Geometries in longitude and latitude.

        Returns
        -------
        GeoDataFrame
            The rows that the frame shows, projected, cut to a rectangle a little larger than it.
        """
        window = self.outline()
        shapes = [within(shape, window) for shape in layer.geometry]
        if window.size > COARSE_FROM:
            # What is finer than a dot of the picture only costs time.
            shapes = list(shapely.simplify(shapes, window.size / 5000))
        fineness = max(window.size / 120, 0.02)
        kept = np.array([shape is not None and not shape.is_empty for shape in shapes], dtype=bool)
        projected = [
            self.project(shapely.segmentize(shape, fineness))
            for shape in shapes
            if shape is not None and not shape.is_empty
        ]
        margin = 0.02 * max(self.width, self.height)
        around = shapely.box(
            self.left - margin, self.bottom - margin, self.right + margin, self.top + margin
        )
        if window.east - window.west > 359 and self.width < WHOLE:
            # Around a pole the seam lies in the picture: what it parts is put together again.
            projected = [
                shapely.buffer(shapely.buffer(shape, 300, join_style="mitre"), -300,
                               join_style="mitre") if shape.geom_type.endswith("Polygon") else shape
                for shape in projected
            ]  # fmt: skip
        shown = [
            shapely.intersection(shape if shape.is_valid else shapely.make_valid(shape), around)
            for shape in projected
        ]
        # Seven inches of paper show nothing finer, and an SVG file of it is smaller.
        shown = list(shapely.simplify(shown, max(self.width, self.height) / FINEST))
        cut = layer.loc[kept].set_geometry(gpd.GeoSeries(shown, index=layer.index[kept]))
        cut = cut.set_crs(self.crs, allow_override=True)
        return cut[~cut.geometry.is_empty]


def frame_of(extent: Extent, *, aspect: float | None = None, margin: float = 0.12) -> Frame:
    """Lay a projected rectangle around an extent.

    Parameters
    ----------
    extent
        What must be seen.
    aspect
        Width by height of the picture; by default as the extent asks, between 1 and 1.5.
    margin
        Room around, as a share of the longer side.

    Returns
    -------
    Frame

    Examples
    --------
    >>> frame = frame_of(Extent(34.2, 31.2, 34.6, 31.6), aspect=1.0)
    >>> round(frame.width / frame.height, 3)
    1.0
    """
    crs = projection(extent)
    widest = 1.5
    if "Equal Earth" in str(getattr(crs.coordinate_operation, "method_name", "")):
        # What needs a map of the world is shown on the whole of it, without the Antarctic.
        middle, widest, margin = _world_middle(extent), 2.4, 0.01
        extent = Extent(middle - 179.9, -58, middle + 179.9, 85)
    forward = _forward(crs)
    longitudes = np.linspace(extent.west, extent.east, 41)
    latitudes = np.linspace(extent.south, extent.north, 41)
    grid = np.array([(x, y) for x in longitudes for y in latitudes])
    x, y = forward.transform(grid[:, 0], grid[:, 1])
    seen = np.isfinite(x) & np.isfinite(y)
    left, right, bottom, top = x[seen].min(), x[seen].max(), y[seen].min(), y[seen].max()
    room = margin * max(right - left, top - bottom)
    left, right, bottom, top = left - room, right + room, bottom - room, top + room
    wanted = aspect or min(widest, max(1.0, (right - left) / (top - bottom)))
    width, height = right - left, top - bottom
    if width / height < wanted:
        left, right = left - (wanted * height - width) / 2, right + (wanted * height - width) / 2
    else:
        bottom, top = bottom - (width / wanted - height) / 2, top + (width / wanted - height) / 2
    return Frame(crs, float(left), float(bottom), float(right), float(top))


def within(shape: BaseGeometry | None, window: Extent) -> BaseGeometry | None:
    """Give the part of a shape that lies in a box which may cross the date line.

    Parameters
    ----------
    shape
        In longitude and latitude, longitudes from -180 to 180.
    window
        The box.

    Returns
    -------
    BaseGeometry or None
        The part, its longitudes continuous within the box; None where there is none.
    """
    if shape is None or shape.is_empty:
        return None
    west, _, east, _ = shape.bounds
    parts = []
    for turn in (-360.0, 0.0, 360.0):
        if east + turn < window.west or west + turn > window.east:
            continue
        moved = translate(shape, turn) if turn else shape
        part = (
            shapely.clip_by_rect(moved, window.west, window.south, window.east, window.north)
            if moved.geom_type not in ("Point", "MultiPoint")
            else shapely.intersection(
                moved, shapely.box(window.west, window.south, window.east, window.north)
            )
        )
        if not part.is_empty:
            parts.append(part if part.is_valid else shapely.make_valid(part))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def on_globe(shape: BaseGeometry, longitude: float, latitude: float) -> list[np.ndarray]:
    """Project the outer rings of a shape on a globe seen from above a point.

    Parameters
    ----------
    shape
        Polygons in longitude and latitude.
    longitude, latitude
        The point in the middle of the globe.

    Returns
    -------
    list of array
        Rings in units of the globe's radius; where a ring goes behind the globe, it follows the
        limb the shorter way.
    """
    rings = []
    for part in getattr(shape, "geoms", [shape]):
        ring = np.asarray(shapely.segmentize(part.exterior, 3.0).coords)
        east = np.radians(ring[:, 0] - longitude)
        north, middle = np.radians(ring[:, 1]), math.radians(latitude)
        x = np.cos(north) * np.sin(east)
        y = math.cos(middle) * np.sin(north) - math.sin(middle) * np.cos(north) * np.cos(east)
        depth = math.sin(middle) * np.sin(north) + math.cos(middle) * np.cos(north) * np.cos(east)
        seen = _in_front(np.column_stack([x, y]), depth)
        if len(seen) > 2:
            rings.append(seen)
    return rings


def _in_front(ring: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """The part of a closed ring that lies in front of the globe, closed along its limb."""
    ring, front = ring[:-1], depth[:-1] >= 0
    if front.all() or not front.any():
        return ring[front]
    # Begin where the ring comes into sight, so that each run of visible points is in one piece.
    first = int(np.flatnonzero(front & ~np.roll(front, 1))[0])
    ring, front = np.roll(ring, -first, axis=0), np.roll(front, -first)
    breaks = np.flatnonzero(np.diff(front.astype(int)) == 1) + 1
    runs = [part[sight] for part, sight in
            zip(np.split(ring, breaks), np.split(front, breaks), strict=True)]  # fmt: skip
    points = []
    for run, following in zip(runs, [*runs[1:], runs[0]], strict=True):
        leave = math.atan2(run[-1][1], run[-1][0])
        enter = math.atan2(following[0][1], following[0][0])
        turn = (enter - leave + math.pi) % (2 * math.pi) - math.pi
        arc = leave + np.linspace(0, turn, max(2, int(abs(turn) / 0.05)))
        points += [run, np.column_stack([np.cos(arc), np.sin(arc)])]
    return np.vstack(points)


def _world_middle(extent: Extent) -> float:
    """Longitude in the middle of a map of the world.

    The usual one, which parts the world in the Bering Sea, unless Europe and Africa are not asked
    for: whoever looks for Paris and Washington looks for them on either side of the Atlantic.
    """
    beyond_date_line = extent.east > 180 and (extent.west > 60 or extent.west < -180)
    return extent.centre[0] if beyond_date_line else USUAL_MIDDLE


@lru_cache(maxsize=32)
def _forward(crs: CRS) -> Transformer:
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True)


@lru_cache(maxsize=32)
def _inverse(crs: CRS) -> Transformer:
    return Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
