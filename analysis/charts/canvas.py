"""The sheet that a chart is drawn on: measured in inches of a design size, y downwards.

Title, key and caption are set here, so that every chart has them in the same place. An Axes of
another size, or a theme with a page, gets the same picture, scaled.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch
from matplotlib.textpath import TextToPath

from analysis.schema import PROCESS_ROLES
from analysis.theme import Theme, literal, source_line

T = TypeVar("T")

MARGIN: Final = 0.12
LINE: Final = 0.175  # inches from one line of ordinary letters to the next
KEY_LINE: Final = 0.24
SYMBOL: Final = 0.34  # inches that a symbol takes in the key

# Draws a symbol of the key with its middle at x, y.
Symbol = Callable[["Sheet", float, float], None]


@dataclass(frozen=True)
class Sheet:
    """An Axes in inches, with the scale of its letters and lines."""

    ax: Axes
    theme: Theme
    scale: float

    def text(self, x: float, y: float, words: str, size: float = 1.0, **style: Any) -> None:
        """Write words at a place in inches; ``gid`` and alignment as in matplotlib."""
        placed: dict[str, Any] = {
            "va": "center",
            "ha": "left",
            "clip_on": False,
            "linespacing": 1.15,
        }
        self.ax.text(x, y, literal(words), **(placed | self.theme.letters(size * self.scale)
                                              | style))  # fmt: skip

    def line(self, xs: Sequence[float], ys: Sequence[float], width: float = 0.8,
             **style: Any) -> None:  # fmt: skip
        """Draw a line through places in inches."""
        look: dict[str, Any] = {"color": self.theme.rule, "clip_on": False, "zorder": 1} | style
        self.ax.plot(xs, ys, lw=width * self.scale, **look)

    def box(self, x: float, y: float, width: float, height: float, **style: Any) -> FancyBboxPatch:
        """Draw a box with round corners, x and y its upper left corner."""
        line = style.pop("linewidth", 1.0) * self.scale
        look: dict[str, Any] = {"boxstyle": "round,pad=0,rounding_size=0.045", "zorder": 2} | style
        patch = FancyBboxPatch((x, y), width, height, linewidth=line, clip_on=False, **look)
        self.ax.add_patch(patch)
        return patch

    def mark(self, x: float, y: float, shape: str, size: float = 7.0, **style: Any) -> None:
        """Draw a marker of so many points at a place."""
        self.ax.plot([x], [y], marker=shape, ms=size * self.scale, ls="none", clip_on=False,
                     **({"zorder": 3} | style))  # fmt: skip


def sheet(
    width: float,
    height: float,
    *,
    left: float,
    title: str,
    caption: str,
    theme: Theme,
    ax: Axes | None,
    key: Sequence[tuple[Symbol, str]] = (),
    above: float = 0.0,
    below: float = 0.0,
) -> Sheet:
    """Lay out a drawing of ``width`` × ``height`` inches with ``left`` inches for names beside it.

    ``above`` and ``below`` are the inches that the drawing needs over and under itself (heads of
    columns, an axis).
    """
    span = left + width - MARGIN
    lines = laid_key(key, span, theme)
    key_height = KEY_LINE * len(lines) + (0.12 if lines else 0.0)
    title = fitted(title, span, theme, 1.5, "bold")
    caption = fitted(caption, span, theme, 0.85)
    if ax is None:
        ax = new_axes(
            width, height, left=left, theme=theme,
            top=above + 0.42 + 0.25 * (title.count("\n") + 1),
            bottom=below + 0.2 + key_height + 0.15 * (caption.count("\n") + 1) + 0.1,
        )  # fmt: skip
    page = Sheet(ax, theme, fit(ax, width, height, theme))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_title(literal(title), loc="left", x=-(left - MARGIN) / width,
                 pad=(above + 0.2) * 72 * page.scale * theme.size / 9,
                 **theme.letters(1.5 * page.scale, weight="bold"))  # fmt: skip
    y = height + below + 0.2
    for line in lines:
        for symbol, words, x in line:
            symbol(page, -left + MARGIN + x + 0.12, y + KEY_LINE / 2)
            page.text(-left + MARGIN + x + SYMBOL, y + KEY_LINE / 2, words, 0.9, gid="key",
                      va="center_baseline")  # fmt: skip
        y += KEY_LINE
    page.text(-left + MARGIN, height + below + 0.2 + key_height, caption, 0.85, va="top",
              color=theme.muted, gid="caption")  # fmt: skip
    return page


def laid_key(
    key: Sequence[tuple[Symbol, str]], span: float, theme: Theme
) -> list[list[tuple[Symbol, str, float]]]:
    """Set the entries of a key in lines: symbol, words, x."""
    lines: list[list[tuple[Symbol, str, float]]] = []
    x = span + 1
    for symbol, words in key:
        room = SYMBOL + wide(words, theme, 0.9) + 0.22
        if x + room > span + 0.22:
            lines.append([])
            x = 0.0
        lines[-1].append((symbol, words, x))
        x += room
    return lines


def new_axes(
    width: float, height: float, *, top: float, bottom: float, left: float, theme: Theme
) -> Axes:
    """Make a figure around a drawing of this many inches, scaled to the theme's page."""
    right = 0.15
    whole = (left + width + right, top + height + bottom)
    grown = theme.size / 9.0
    page = (whole[0] * grown, whole[1] * grown)
    if theme.page is not None:
        grown = min(theme.page[0] / whole[0], theme.page[1] / whole[1], 2.2)
        page = theme.page
    figure = plt.figure(figsize=page, facecolor=theme.paper)
    spare_x, spare_y = page[0] - whole[0] * grown, page[1] - whole[1] * grown
    return figure.add_axes(
        (
            (left * grown + spare_x / 2) / page[0],
            (bottom * grown + spare_y / 2) / page[1],
            width * grown / page[0],
            height * grown / page[1],
        )
    )


def fit(ax: Axes, width: float, height: float, theme: Theme) -> float:
    """Set the limits to the drawing, y downwards; give the scale for letters and lines."""
    box = ax.get_window_extent()
    figure = ax.get_figure(root=True)
    assert figure is not None
    grown = min(box.width / figure.dpi / width, box.height / figure.dpi / height)
    if theme.page is None:
        grown = min(grown, theme.size / 9.0)
    ax.set(xlim=(0, width), ylim=(height, 0), facecolor="none")
    ax.set_aspect("equal", adjustable="box", anchor="NW")
    for spine in ax.spines.values():
        spine.set_visible(False)
    return grown * 9.0 / theme.size


@lru_cache(maxsize=20_000)
def _points(words: str, font: tuple[str, ...], weight: str) -> float:
    prop = FontProperties(family=list(font), size=9, weight=weight)
    width, _, _ = TextToPath().get_text_width_height_descent(words, prop, ismath=False)
    return float(width)


def wide(words: str, theme: Theme, size: float = 1.0, weight: str = "normal") -> float:
    """Inches that words take in one line, at the design size."""
    return max(_points(w, theme.font, weight) for w in words.split("\n")) * size / 72


def fitted(
    words: str, inches: float, theme: Theme, size: float = 1.0, weight: str = "normal",
    most: int | None = None,
) -> str:  # fmt: skip
    """Break words into lines of so many inches; after ``most`` lines, an ellipsis."""
    lines: list[str] = []
    for word in re.findall(r"[^ \t\n]+", words):  # a space that does not break is no end of a word
        pieces = [word]
        while wide(pieces[-1], theme, size, weight) > inches and len(pieces[-1]) > 1:
            last = pieces.pop()
            cut = max(n for n in range(1, len(last))
                      if n == 1 or wide(last[:n] + "-", theme, size, weight) <= inches)  # fmt: skip
            pieces += [last[:cut] if last[cut - 1] == "-" else last[:cut] + "-", last[cut:]]
        for number, piece in enumerate(pieces):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and number == 0 and wide(longer, theme, size, weight) <= inches:
                lines[-1] = longer
            else:
                lines.append(piece)
    if most is not None and len(lines) > most:
        last = lines[most - 1]
        while last and wide(last + "…", theme, size, weight) > inches:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip(" ,;-") + "…"]
    return "\n".join(lines)


def settled(wanted: Sequence[float], rooms: Sequence[float]) -> list[float]:
    """Places as near to the wanted ones as can be, in their order, each with its room after it.

    Those that would stand in one another's room move together, around the mean of what they want
    (the pool-adjacent-violators algorithm).

    Examples
    --------
    >>> settled([1.0, 1.0, 5.0], [1.0, 1.0, 1.0])
    [0.5, 1.5, 5.0]
    """
    groups: list[tuple[float, int]] = []  # sum of the wanted starts, members
    offset, offsets = 0.0, []
    for want, room in zip(wanted, rooms, strict=True):
        offsets.append(offset)
        groups.append((want - offset, 1))
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            total, n = groups.pop()
            groups[-1] = (groups[-1][0] + total, groups[-1][1] + n)
        offset += room
    starts = [total / n for total, n in groups for _ in range(n)]
    return [start + o for start, o in zip(starts, offsets, strict=True)]


def apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move places on a line as little as needed to be ``least`` apart, within low and high.

    Examples
    --------
    >>> apart([1.0, 1.0, 5.0], 1.0, 0.0, 10.0)
    [0.5, 1.5, 5.0]
    """
    n = len(wanted)
    least = min(least, (high - low) / max(1, n - 1))
    order = sorted(range(n), key=lambda i: (wanted[i], i))
    placed = [0.0] * n
    for rank, at in enumerate(settled([wanted[i] for i in order], [least] * n)):
        # Each is held in by as much as those before and after it need.
        start = min(max(at - rank * least, low), high - (n - 1) * least)
        placed[order[rank]] = start + rank * least
    return placed


def even(items: Sequence[T], most: int) -> list[list[T]]:
    """Cut into as few runs of at most ``most`` as can be, about as long as each other.

    Examples
    --------
    >>> even("abcdefg", 3)
    [['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]
    """
    runs = math.ceil(len(items) / most)
    size = math.ceil(len(items) / runs) if runs else 1
    return [list(items[n : n + size]) for n in range(0, len(items), size)]


def caption_of(sources: pd.DataFrame | None, n: int, kind: str, theme: Theme, *more: str) -> str:
    """Say source, day and how many rows: ``kind`` is a key of the charts' words, as "condition"."""
    counted = f"{n} {theme.word(kind if n == 1 else kind + 's')}, {theme.word('as_reported')}."
    line = source_line(sources)
    return " ".join([*([line + "."] if line else []), counted, *more])


def party_order(
    rows: pd.DataFrame, actors: pd.DataFrame | None, asked: Sequence[str] | None = None
) -> list[str]:
    """The order asked for; else belligerents, brokers, supporters, the talkative (n) first."""
    said = rows.groupby("party")["n"].sum()
    if asked:
        return [party for party in asked if party in said.index]
    roles: dict[str, str] = {}
    if actors is not None:
        roles = dict(zip(actors["actor_id"], actors["process_role"], strict=True))
    rank = {role: place for place, role in enumerate(PROCESS_ROLES)}
    return sorted(
        said.index, key=lambda p: (rank.get(roles.get(p, ""), len(rank)), -int(said[p]), str(p))
    )
