"""The page that a map stands on: frame, room for the key, title, caption; metres and points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis.geography import boundaries
from analysis.maps.projections import Frame
from analysis.theme import Theme, literal, source_line, wrapped

MAP_WIDTH: Final = 7.2  # inches
GAP: Final = 0.25
KEY_WIDTH: Final = 2.55


@dataclass(frozen=True)
class Paper:
    """How metres of a projection become points on the page.

    Parameters
    ----------
    left, bottom
        Corner of the map in points.
    per
        Points a metre.
    frame
        What the map shows.
    """

    left: float
    bottom: float
    per: float
    frame: Frame

    def points(self, x: float, y: float) -> tuple[float, float]:
        """Give the place on the page of a point in metres."""
        return (
            self.left + (x - self.frame.left) * self.per,
            self.bottom + (y - self.frame.bottom) * self.per,
        )

    def metres(self, x: float, y: float) -> tuple[float, float]:
        """Give the point in metres of a place on the page."""
        return (
            (x - self.left) / self.per + self.frame.left,
            (y - self.bottom) / self.per + self.frame.bottom,
        )


def paper_of(ax: Axes, frame: Frame) -> Paper:
    """Measure the page of a map."""
    box, dots = ax.get_window_extent(), 72 / ax.figure.dpi
    return Paper(box.x0 * dots, box.y0 * dots, box.width / frame.width * dots, frame)


def new_axes(height: float, theme: Theme, caption: str) -> Axes:
    """Make a figure with a map of some height in inches, and room for title, key and caption."""
    left, top = 0.15, 0.5
    bottom = 0.25 + 0.17 * (caption.count("\n") + 1)
    whole = (left + MAP_WIDTH + GAP + KEY_WIDTH + 0.1, top + height + bottom)
    figure = plt.figure(figsize=whole, facecolor=theme.paper)
    return figure.add_axes(
        (left / whole[0], bottom / whole[1], MAP_WIDTH / whole[0], height / whole[1])
    )


def begin(ax: Axes, frame: Frame, theme: Theme) -> None:
    """Set the limits to the frame and draw the neat line."""
    ax.set(xlim=(frame.left, frame.right), ylim=(frame.bottom, frame.top), xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set(color=theme.border, linewidth=0.8)


def beside(ax: Axes, high: float) -> Axes:
    """Give the column to the right of a map, at least as high as the map and ``high`` inches."""
    box = ax.get_window_extent()
    wide, tall = box.width / ax.figure.dpi, box.height / ax.figure.dpi
    high = max(high, tall)
    return ax.inset_axes((1 + GAP / wide, 1 - high / tall, KEY_WIDTH / wide, high / tall))


def entitle(ax: Axes, title: str, caption: str, theme: Theme) -> None:
    """Write the title above and the caption below."""
    ax.set_title(literal(title), loc="left", pad=9, **theme.letters(1.5, weight="bold"))
    ax.annotate(literal(caption), (0, 0), xytext=(0, -8), xycoords="axes fraction",
                textcoords="offset points", va="top", ha="left", gid="caption",
                annotation_clip=False, linespacing=1.35,
                **theme.letters(0.82, color=theme.muted))  # fmt: skip


def caption_of(sources: pd.DataFrame | None, said: str, view: boundaries.View, theme: Theme) -> str:
    """Say the source on one line; what is drawn, whose boundaries and in which view on the next."""
    drawn = f"{said} Boundaries: {boundaries.SOURCE}, {theme.label('views', view)}."
    line = source_line(sources)
    return "\n".join(wrapped(part, 130) for part in (f"{line}." if line else "", drawn) if part)
