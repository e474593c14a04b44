"""Names on a map, with the signs that belong to them, where they overlap nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from analysis.labels import Box, Wanted, place
from analysis.maps.page import Paper
from analysis.theme import Theme, literal

HALO: Final = "#ffffffe6"
TILE: Final = 12.5  # points that a sign takes
STEP: Final = 14.0


@dataclass(frozen=True)
class Sign:
    """A small tile below a name: its colour, the mark in it, the mark's colour, its rows."""

    colour: str
    mark: str
    ink: str
    dashed: bool = False
    gid: str = "sign"
    link: str | None = None


@dataclass(frozen=True)
class Name:
    """A name that belongs to a point of the map.

    Parameters
    ----------
    words, letters, gid
        What is written, how, and the id of the text.
    anchor
        The point, in metres.
    clear
        Radius of its mark in points.
    weight
        The greater is placed first.
    inside
        Whether it may stand on its point.
    leader
        Whether a line may lead from it to its point.
    signs
        Tiles below the words.
    link
        Where the words lead to.
    """

    words: str
    letters: Mapping[str, Any]
    gid: str
    anchor: shapely.Point
    clear: float
    weight: float
    inside: bool = False
    leader: bool = True
    signs: Sequence[Sign] = ()
    link: str | None = None


def write_names(
    ax: Axes, paper: Paper, names: Sequence[Name], keep_off: Sequence[Box], theme: Theme
) -> tuple[list[Box], list[Name]]:
    """Write names; a name without a free place is left out.

    Parameters
    ----------
    ax, paper, theme
        The map, its measures, its letters.
    names
        What to write.
    keep_off
        Boxes in points that no name may touch.

    Returns
    -------
    list of Box
        The boxes in points that names and marks take.
    list of Name
        Those left out.
    """
    halo = [withStroke(linewidth=2.2, foreground=HALO)]
    dots = 72 / ax.figure.dpi
    texts: list[Text] = []
    wanted: list[Wanted] = []
    for name in names:
        text = ax.text(name.anchor.x, name.anchor.y, literal(name.words), ha="center", va="center",
                       zorder=7, linespacing=1.05, path_effects=halo, gid=name.gid,
                       url=name.link, **name.letters)  # fmt: skip
        size = text.get_window_extent()
        x, y = paper.points(name.anchor.x, name.anchor.y)
        below = STEP + 1 if name.signs else 0
        texts.append(text)
        wanted.append(
            Wanted(x=x, y=y, width=max(size.width * dots, STEP * len(name.signs)),
                   height=size.height * dots + below, clear=name.clear, weight=name.weight,
                   inside=name.inside)
        )  # fmt: skip
    frame = paper.frame
    right, top = paper.points(frame.right, frame.top)
    edge = Box(paper.left + 3, paper.bottom + 3, right - 3, top - 3)
    taken: list[Box] = []
    left_out: list[Name] = []
    spots = place(wanted, edge, keep_off=keep_off)
    for name, text, want, spot in zip(names, texts, wanted, spots, strict=True):
        taken.append(Box(want.x - want.clear, want.y - want.clear,
                         want.x + want.clear, want.y + want.clear))  # fmt: skip
        if spot is None:
            text.remove()
            left_out.append(name)
            continue
        x, y = spot.centre
        text.set_position(paper.metres(x, y + ((STEP + 1) / 2 if name.signs else 0)))
        first = x - STEP * (len(name.signs) - 1) / 2
        for number, sign in enumerate(name.signs):
            draw_sign(ax, paper, sign, first + STEP * number, spot.box.bottom + TILE / 2, theme)
        taken.append(spot.box)
        if spot.leader and name.leader:
            near = (min(max(want.x, spot.box.left), spot.box.right),
                    min(max(want.y, spot.box.bottom), spot.box.top))  # fmt: skip
            end = paper.metres(*near)
            ax.plot([name.anchor.x, end[0]], [name.anchor.y, end[1]], color=theme.text, lw=0.6,
                    zorder=5.5, gid="leader")  # fmt: skip
    return taken, left_out


def draw_sign(ax: Axes, paper: Paper, sign: Sign, x: float, y: float, theme: Theme) -> None:
    """Draw a tile with its mark around a place on the page, in points."""
    across, up = paper.metres(x - TILE / 2, y - TILE / 2)
    side = TILE / paper.per
    ax.add_patch(
        FancyBboxPatch(
            (across, up), side, side, boxstyle=f"round,pad=0,rounding_size={side * 0.16}",
            facecolor=sign.colour, edgecolor=theme.text if sign.dashed else "white", lw=0.9,
            linestyle=(0, (2.2, 1.4)) if sign.dashed else "solid", zorder=7.2, gid=sign.gid,
            url=sign.link,
        )
    )  # fmt: skip
    ax.text(*paper.metres(x, y), sign.mark, ha="center", va="center_baseline", zorder=7.3,
            gid="mark", url=sign.link,
            **theme.letters(0.88, color=sign.ink, weight="bold"))  # fmt: skip
