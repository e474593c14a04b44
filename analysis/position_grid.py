"""The grid of the position matrix: rows, cells, the marks in them, and the key to the marks.

Everything is measured in inches of a design size, y downwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerBase
from matplotlib.patches import FancyBboxPatch, Patch
from matplotlib.text import Text
from matplotlib.transforms import Transform

from analysis.evidence import evidence_link, review_sign
from analysis.schema import ISSUE_GROUPS
from analysis.theme import Theme, literal

ROW: Final = 0.36  # inches that one line of marks takes
HEADING: Final = 0.30
TILE: Final = 0.27
LABELS: Final = 1.75  # inches for the names of the issues


@dataclass(frozen=True)
class Tile:
    """One mark in a cell: an act with a status, how often, and the inches it takes.

    ``rows`` are the ids behind it, joined by ``|``, and ``sign`` is what review says of them.
    """

    act: str
    status: str
    n: int
    rows: str = ""
    sign: str = ""

    @property
    def width(self) -> float:
        """Inches of the tile itself."""
        return TILE + (0.13 if self.status == "conditional" else 0)

    @property
    def room(self) -> float:
        """Inches that it takes in a line, with its number and a gap."""
        return self.width + (0.20 if self.n > 1 else 0) + (0.14 if self.sign else 0) + 0.05

    @property
    def note(self) -> str:
        """What stands beside it: how often, and the sign of review."""
        return (f"×{self.n}" if self.n > 1 else "") + self.sign


def cells_of(counted: pd.DataFrame, states: Mapping[str, str]) -> dict[tuple[str, str], list[Tile]]:
    """Give the tiles of each cell, by party and issue, from counted stances."""
    cells: dict[tuple[str, str], list[Tile]] = {}
    for row in counted.itertuples():
        rows = str(row.row_ids)
        tile = Tile(str(row.act), str(row.status), int(str(row.n)), rows, review_sign(rows, states))
        cells.setdefault((str(row.party), str(row.issue)), []).append(tile)
    return cells


def flow(tiles: Sequence[Tile], pitch: float) -> list[tuple[Tile, float, int]]:
    """Set the tiles of a cell in lines, centred: tile, x of its left edge, line."""
    lines: list[list[Tile]] = [[]]
    for tile in tiles:
        if lines[-1] and sum(t.room for t in lines[-1]) + tile.room > pitch - 0.08:
            lines.append([])
        lines[-1].append(tile)
    placed = []
    for number, line in enumerate(lines):
        x = (pitch - sum(t.room for t in line)) / 2 + 0.025
        for tile in line:
            placed.append((tile, x, number))
            x += tile.room
    return placed


def rows_of(
    counted: pd.DataFrame,
    cells: Mapping[tuple[str, str], Sequence[Tile]],
    columns: Sequence[str],
    pitch: float,
) -> tuple[list[tuple[float, int, str]], float]:
    """Set issues and headings of groups down the page: y of the top, lines (0: heading), code."""
    present = set(counted["issue"])
    rows: list[tuple[float, int, str]] = []
    y = 0.0
    for group, issues in ISSUE_GROUPS.items():
        mine = [issue for issue in issues if issue in present]
        if not mine:
            continue
        rows.append((y, 0, group))
        y += HEADING
        for issue in mine:
            lines = 1
            for party in columns:
                laid = flow(cells.get((party, issue), []), pitch)
                lines = max(lines, 1 + max((line for _, _, line in laid), default=0))
            rows.append((y, lines, issue))
            y += lines * ROW
    return rows, y


def draw_grid(
    ax: Axes,
    rows: Sequence[tuple[float, int, str]],
    columns: Sequence[str],
    heads: Sequence[str],
    pitch: float,
    width: float,
    scale: float,
    theme: Theme,
) -> None:
    """Rules, headings of groups, names of issues (left) and of parties (top)."""
    for number in range(1, len(columns)):
        ax.axvline(number * pitch, color=theme.rule, lw=0.6 * scale, zorder=0)
    ticks, names = [], []
    for y, lines, code in rows:
        if lines == 0:
            ax.plot([-LABELS + 0.08, width], [y, y], color=theme.muted, lw=0.9 * scale,
                    clip_on=False, zorder=1)  # fmt: skip
            ax.text(-LABELS + 0.08, y + HEADING * 0.55, theme.label("issue_groups", code).upper(),
                    va="center", ha="left", clip_on=False, gid="issue group",
                    **theme.letters(0.72 * scale, color=theme.muted, weight="bold"))  # fmt: skip
        else:
            ticks.append(y + lines * ROW / 2)
            names.append(literal(theme.label("issues", code)))
            ax.axhline(y + lines * ROW, color=theme.rule, lw=0.5 * scale, zorder=0)
    foot = rows[-1][0] + rows[-1][1] * ROW
    ax.plot([-LABELS + 0.08, width], [foot, foot], color=theme.muted, lw=0.9 * scale, clip_on=False)
    ax.set_yticks(ticks, names)
    ax.set_xticks([(number + 0.5) * pitch for number in range(len(columns))],
                  [literal(head) for head in heads])  # fmt: skip
    ax.xaxis.tick_top()
    ax.tick_params(length=0, pad=5 * scale)
    ax.tick_params(axis="y", pad=(LABELS - 0.20) * 72 * scale)
    for label in ax.get_yticklabels():
        label.set(ha="left", **tick_style(theme, scale))
    for label in ax.get_xticklabels():
        label.set(va="baseline", linespacing=1.05, weight="bold", **tick_style(theme, scale))


def draw_tile(ax: Axes, tile: Tile, x: float, y: float, scale: float, theme: Theme) -> None:
    """Draw one tile with its mark; the outline says the status, a number how many conditions."""
    middle = y + ROW / 2
    style = theme.acts[tile.act]
    outline = {"conditional": (0, (2.2, 1.4)), "agreed": "solid", "suspended": (0, (0.8, 1.2))}
    ax.add_patch(
        FancyBboxPatch(
            (x, middle - TILE / 2), tile.width, TILE,
            boxstyle="round,pad=0,rounding_size=0.045", facecolor=style.colour,
            edgecolor=theme.text if tile.status in outline else style.colour,
            linestyle=outline.get(tile.status, "solid"), linewidth=1.1 * scale,
            gid=f"{tile.act} {tile.status}".strip(), zorder=2, url=evidence_link(tile.rows),
        )
    )  # fmt: skip
    mark = f"{style.mark} if" if tile.status == "conditional" else style.mark
    ax.text(x + tile.width / 2, middle + 0.005, mark, ha="center", va="center_baseline", zorder=3,
            gid="mark", url=evidence_link(tile.rows),
            **theme.letters(1.1 * scale, color=style.ink, weight="bold"))  # fmt: skip
    if tile.note:
        ax.text(x + tile.width + 0.03, middle, tile.note, ha="left", va="center", zorder=3,
                gid="count", **theme.letters(0.78 * scale))  # fmt: skip


def status_notes(counted: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Legend entries for statuses and counts that occur: outline, mark, words."""
    present = set(counted["status"])
    notes = [("conditional", "if", "on a condition"), ("agreed", "", "settled or in force"),
             ("suspended", "", "suspended")]  # fmt: skip
    listed = [note for note in notes if note[0] in present]
    return [*listed, ("", "×2", "two conditions")] if (counted["n"] > 1).any() else listed


class _MarkHandler(HandlerBase):
    """Draws a mark of the matrix in the legend."""

    def create_artists(
        self,
        legend: Legend,
        orig_handle: Artist,
        xdescent: float,
        ydescent: float,
        width: float,
        height: float,
        fontsize: float,
        trans: Transform,
    ) -> Sequence[Artist]:
        assert isinstance(orig_handle, Patch)
        side = fontsize * 1.75
        box = FancyBboxPatch(
            ((width - side) / 2 - xdescent, (height - side) / 2 - ydescent), side, side,
            boxstyle=f"round,pad=0,rounding_size={side * 0.18}", transform=trans,
        )  # fmt: skip
        box.set(facecolor=orig_handle.get_facecolor(), edgecolor=orig_handle.get_edgecolor(),
                linestyle=orig_handle.get_linestyle(), linewidth=1.0)  # fmt: skip
        mark = Text(width / 2 - xdescent, height / 2 - ydescent, str(orig_handle.get_gid() or ""),
                    ha="center", va="center_baseline", fontsize=fontsize, weight="bold",
                    color=str(orig_handle.get_label()), transform=trans)  # fmt: skip
        return [box, mark]


def draw_legend(
    ax: Axes,
    acts: Sequence[str],
    notes: Sequence[tuple[str, str, str]],
    across: int,
    left: float,
    gap: float,
    scale: float,
    theme: Theme,
) -> None:
    """Explain the acts and statuses that occur, in columns below the grid."""
    handles: list[Artist] = []
    words: list[str] = []
    for act in acts:
        style = theme.acts[act]
        handles.append(Patch(facecolor=style.colour, edgecolor=style.colour, gid=style.mark,
                             label=style.ink))  # fmt: skip
        words.append(theme.label("acts", act))
    lines = {"conditional": (0, (2.2, 1.4)), "suspended": (0, (0.8, 1.2))}
    for status, mark, said in notes:
        handles.append(Patch(facecolor=theme.paper, edgecolor=theme.text if status else theme.paper,
                             linestyle=lines.get(status, "solid"), gid=mark,
                             label=theme.text))  # fmt: skip
        words.append(said)
    legend = ax.legend(
        handles, words, handler_map={Patch: _MarkHandler()}, loc="upper left",
        bbox_to_anchor=(left, -gap), ncols=min(across, len(words)), frameon=False,
        borderpad=0, borderaxespad=0, handlelength=1.9, handletextpad=0.6, columnspacing=1.6,
        labelspacing=1.0, prop={"family": list(theme.font), "size": theme.size * 0.88 * scale},
    )  # fmt: skip
    for entry in legend.get_texts():
        entry.set_color(theme.text)


def tick_style(theme: Theme, scale: float) -> dict[str, Any]:
    """Text properties under the names that tick labels know."""
    style = theme.letters(scale)
    return {"fontfamily": style["family"], "fontsize": style["size"], "color": style["color"]}
