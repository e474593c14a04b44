"""A column of lines beside a map: swatches, signs and words, in the order given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.maps.key import GLOBE, draw_globe
from analysis.maps.names import Sign, draw_sign
from analysis.maps.page import Paper
from analysis.maps.projections import WORLD_WIDE, Frame
from analysis.theme import RoleStyle, Theme, literal, wrapped

LETTERS: Final = 40  # a line of the column
SWATCH: Final = 0.26  # inches


@dataclass(frozen=True)
class Line:
    """One line: a heading, a swatch or signs with words, or words alone.

    Parameters
    ----------
    words
        Without swatch or signs they are broken into lines.
    heading, strong
        Whether it is a heading; whether it is bold.
    swatch
        Colour and hatch of an area.
    signs
        Tiles before the words.
    link
        Where the words lead to.
    """

    words: str
    heading: bool = False
    strong: bool = False
    swatch: RoleStyle | None = None
    signs: Sequence[Sign] = ()
    link: str | None = None


def column_height(lines: Sequence[Line], frame: Frame) -> float:
    """Inches that a column needs, with the globe, which a map of the world does without."""
    return _top(frame) + sum(_step(line) for line in lines)


def draw_column(ax: Axes, lines: Sequence[Line], frame: Frame, theme: Theme) -> None:
    """Draw a globe and the lines into an Axes beside a map."""
    box = ax.get_window_extent()
    wide, high = box.width / ax.figure.dpi, box.height / ax.figure.dpi
    ax.set(xlim=(0, wide), ylim=(high, 0))
    ax.set_axis_off()
    if _top(frame) > 0:
        draw_globe(ax, frame, theme)
    # Signs are measured in points from the lower left; the column counts inches downwards.
    dots = 72 / ax.figure.dpi
    paper = Paper(box.x0 * dots, box.y0 * dots, 72.0, Frame(frame.crs, 0, 0, wide, high))
    y = _top(frame)
    for line in lines:
        middle = y + (0.18 if line.heading else 0.1)
        if line.heading:
            ax.text(0, middle, line.words.upper(), va="center", gid="heading",
                    **theme.letters(0.72, weight="bold", color=theme.muted))  # fmt: skip
        else:
            x = 0.0
            if line.swatch is not None:
                _swatch(ax, line.swatch, middle)
                x = SWATCH + 0.12
            for sign in line.signs:
                draw_sign(ax, paper, sign, paper.left + 72 * (x + 0.09),
                          paper.bottom + 72 * middle, theme)  # fmt: skip
                x += 0.2
            words = literal(_words(line))
            ax.text(x + (0.05 if line.signs else 0), y + 0.03, words, va="top",
                    gid="line", linespacing=1.25, url=line.link,
                    **theme.letters(0.82, weight="bold" if line.strong else "normal"),
            )  # fmt: skip
        y += _step(line)


def _top(frame: Frame) -> float:
    return 0.0 if frame.width > WORLD_WIDE else GLOBE + 0.14


def _words(line: Line) -> str:
    room = LETTERS - 5 * (line.swatch is not None) - 4 * len(line.signs)
    return wrapped(line.words, max(room, 12))


def _step(line: Line) -> float:
    if line.heading:
        return 0.32
    return 0.215 + 0.13 * _words(line).count("\n") + (0.03 if line.signs else 0)


def _swatch(ax: Axes, style: RoleStyle, middle: float) -> None:
    looks: list[dict[str, Any]] = [
        {"facecolor": style.colour, "alpha": 0.45},
        {"facecolor": "none", "edgecolor": style.colour, "hatch": style.hatch},
    ]
    for look in looks:
        patch = Rectangle((0, middle - 0.07), SWATCH, 0.15, lw=0, **look)
        ax.add_patch(patch)
        patch.set_hatch_linewidth(0.7)
