"""The column beside a map: where in the world it is, what the signs mean, what lies off it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon, Rectangle

from analysis.geography import boundaries
from analysis.maps.projections import Frame, on_globe
from analysis.schema import REGION_ROLES
from analysis.theme import Theme, literal, wrapped

FACILITY_RING: Final = 3.2  # area of the ring around a site by that of a disc
GLOBE: Final = 1.35
LINE: Final = 0.185
FILLING: Final = {"*": 2.1, "X": 1.3, "^": 1.25, "D": 0.8, "s": 0.9}
LETTERS: Final = 36  # a line of the column


@dataclass(frozen=True)
class Key:
    """What the column has to explain.

    Parameters
    ----------
    roles
        Roles of the regions drawn, each with the forms in which they are: ``tint`` (a
        country), ``area``, ``line``, ``mark``.
    mentions
        Numbers of mentions of the marks drawn.
    facility, river, disputed, larger_area
        Whether such a sign is on the map.
    off
        Lines about the places that are not on it.
    """

    roles: Mapping[str, AbstractSet[str]]
    mentions: Sequence[int]
    facility: bool
    river: bool
    disputed: Sequence[str]
    larger_area: bool
    off: Sequence[str]


def mark_size(mentions: float, marker: str = "o") -> float:
    """Area of a mark in square points: grows with the mentions, never too small to be seen.

    Matplotlib's stars and crosses fill less of their box than discs do: they get a larger one.
    """
    return float((38 + 15 * min(mentions, 30)) * FILLING.get(marker, 1.0))


def key_height(key: Key) -> float:
    """Inches that the column needs."""
    return _layout(key)[1]


def draw_key(ax: Axes, key: Key, frame: Frame, theme: Theme, *, scale: float = 1.0) -> Axes:
    """Draw the column into an Axes of its own.

    Parameters
    ----------
    ax
        An inset beside the map.
    key
        What to explain.
    frame
        What the map shows, for the globe.
    theme
        Colours, letters, words.
    scale
        Area of the marks by their usual one, as on the map.

    Returns
    -------
    Axes
    """
    box = ax.get_window_extent()
    high = box.height / ax.figure.dpi
    ax.set(xlim=(0, box.width / ax.figure.dpi), ylim=(high, 0))
    ax.set_axis_off()
    draw_globe(ax, frame, theme)
    for y, kind, value in _layout(key)[0]:
        middle = y + LINE / 2
        if kind == "heading":
            ax.text(0, middle, value.upper(), va="center",
                    **theme.letters(0.72, weight="bold", color=theme.muted))  # fmt: skip
        elif kind == "role":
            _role(ax, value, key.roles[value], middle, theme)
            ax.text(0.6, middle, theme.label("region_roles", value).split(":")[0], va="center",
                    gid="role", **theme.letters(0.88))  # fmt: skip
        elif kind == "sizes":
            x = 0.13
            for n in value.split():
                ax.scatter([x], [middle], s=scale * mark_size(int(n)), marker="o",
                           color=theme.muted, edgecolors="white", linewidths=0.6)  # fmt: skip
                ax.text(x + 0.16, middle, n, va="center", **theme.letters(0.88))
                x += 0.62
        elif kind == "sign":
            _sign(ax, value, middle, theme)
        else:
            ax.text(0, middle, literal(value), va="center", gid="note", **theme.letters(0.82))
    return ax


def _role(ax: Axes, role: str, forms: AbstractSet[str], middle: float, theme: Theme) -> None:
    """The forms in which a role is on the map: a mark alone stands where areas would."""
    style = theme.roles[role]
    if "tint" in forms and "area" not in forms:
        ax.add_patch(Rectangle((0, middle - 0.0825), 0.26, LINE - 0.03, facecolor=style.colour,
                               alpha=0.18, lw=0))  # fmt: skip
    if "area" in forms:
        ax.add_patch(Rectangle((0, middle - 0.0825), 0.26, LINE - 0.03, facecolor=style.colour,
                               alpha=0.32, lw=0))  # fmt: skip
        swatch = Rectangle((0, middle - 0.0825), 0.26, LINE - 0.03, facecolor="none",
                           edgecolor=style.colour, hatch=style.hatch, lw=0)  # fmt: skip
        ax.add_patch(swatch)
        swatch.set_hatch_linewidth(0.6)
    elif "line" in forms:
        ax.plot([0, 0.26], [middle, middle], color=style.colour, lw=2)
    if "mark" in forms:
        across = 0.42 if forms & {"area", "tint", "line"} else 0.13
        ax.scatter([across], [middle], s=mark_size(1, style.marker), marker=style.marker,
                   color=style.colour, edgecolors="white", linewidths=0.6)  # fmt: skip


def _layout(key: Key) -> tuple[list[tuple[float, str, str]], float]:
    """Lines of the column: y in inches, what it is, its value; and where the column ends."""
    lines: list[tuple[float, str, str]] = []
    y = GLOBE + 0.14

    def add(kind: str, value: str, step: float = LINE + 0.03) -> None:
        nonlocal y
        lines.append((y, kind, value))
        y += step

    if key.roles:
        add("heading", "Part in the story")
        for role in (role for role in REGION_ROLES if role in key.roles):
            add("role", role, LINE + 0.05)
    if len(set(key.mentions)) > 1:
        y += 0.08
        add("heading", "Mentions", LINE + 0.08)
        add("sizes", " ".join(map(str, _examples(key.mentions))), LINE + 0.10)
    signs = [("facility", key.facility), ("river", key.river), ("larger", key.larger_area),
             ("disputed", bool(key.disputed))]  # fmt: skip
    if any(there for _, there in signs):
        y += 0.05
        add("heading", "Signs")
        for name, there in signs:
            if there:
                add("sign", name, LINE + 0.05)
        for line in _wrapped_lines(", ".join(key.disputed)):
            add("note", line, LINE - 0.02)
    if key.off:
        y += 0.12
        add("heading", "Not on this map")
        for entry in key.off:
            for line in _wrapped_lines(entry):
                add("note", line, LINE - 0.02)
            y += 0.03
    return lines, y


def _wrapped_lines(words: str) -> list[str]:
    return wrapped(words, LETTERS).split("\n") if words else []


def _examples(mentions: Sequence[int]) -> list[int]:
    """Least, middle and most of the numbers that occur."""
    low, high = min(mentions), max(mentions)
    middle = round((low + high) / 2)
    return sorted({low, middle, high})


def _sign(ax: Axes, name: str, middle: float, theme: Theme) -> None:
    words = {
        "facility": "plant, building or site",
        "river": "river or water spoken of",
        "larger": "larger area (roughly)",
        "disputed": "disputed area:",
    }[name]
    if name == "facility":
        ax.scatter([0.13], [middle], s=30, marker="o", color=theme.muted)
        ax.scatter([0.13], [middle], s=110, marker="o", facecolors="none", edgecolors=theme.text,
                   linewidths=0.9)  # fmt: skip
    elif name == "river":
        ax.plot([0, 0.26], [middle, middle], color=theme.muted, lw=2)
    elif name == "larger":
        ax.plot([0, 0.26], [middle, middle], color=theme.muted, lw=1, ls=(0, (1, 2)))
    else:
        swatch = Rectangle((0, middle - 0.075), 0.26, 0.15, facecolor="none",
                           edgecolor=theme.disputed, hatch="//////", lw=0)  # fmt: skip
        ax.add_patch(swatch)
        swatch.set_hatch_linewidth(0.5)
    ax.text(0.6, middle, words, va="center", **theme.letters(0.88))


@lru_cache(maxsize=1)
def _continents() -> tuple[shapely.Geometry, ...]:
    """Land, coarse enough for a globe the size of a coin."""
    land = boundaries.land().explode(ignore_index=True)
    shapes = [shape.simplify(0.5) for shape in land.geometry if shape.area > 1.0]
    return tuple(shape for shape in shapes if not shape.is_empty)


def draw_globe(ax: Axes, frame: Frame, theme: Theme) -> None:
    """A globe seen from above the map's middle, with the map's frame on it."""
    longitude, latitude = frame.centre
    # Seen a little from the side of the equator, for people know the globe that way up.
    latitude_seen = latitude * 0.8
    radius = GLOBE / 2 - 0.03
    x0, y0 = radius + 0.02, radius + 0.02
    ax.add_patch(Circle((x0, y0), radius, facecolor=theme.sea, edgecolor=theme.border, lw=0.6))
    for shape in _continents():
        for ring in on_globe(shape, longitude, latitude_seen):
            ax.add_patch(Polygon(np.column_stack([x0 + radius * ring[:, 0],
                                                  y0 - radius * ring[:, 1]]),
                                 facecolor=theme.border, edgecolor="none", alpha=0.75))  # fmt: skip
    window = frame.outline()
    if window.size > 120:
        return
    edge = shapely.Polygon(shapely.box(window.west, window.south, window.east, window.north))
    red = theme.roles["battlefield"].colour
    for ring in on_globe(edge, longitude, latitude_seen):
        points = np.column_stack([x0 + radius * ring[:, 0], y0 - radius * ring[:, 1]])
        ax.add_patch(Polygon(points, facecolor=red, alpha=0.25, edgecolor="none"))
        ax.add_patch(Polygon(points, facecolor="none", edgecolor=red, lw=1.2, gid="locator"))
    if window.size < 6:
        ax.scatter([x0], [y0 - radius * np.sin(np.radians(latitude - latitude_seen))], s=90,
                   facecolors="none", edgecolors=red, linewidths=1.2)  # fmt: skip
