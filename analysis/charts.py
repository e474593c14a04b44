"""Pictures of comparisons: the position matrix, and who asks what of whom.

Both are drawn in inches of a design size; an Axes of another size gets the same picture, scaled.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerBase
from matplotlib.patches import FancyBboxPatch, Patch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Transform

from analysis.comparison import demand_counts, select, stances
from analysis.schema import ACTS, GROUP_OF_ISSUE, ISSUE_GROUPS, ISSUES, PROCESS_ROLES
from analysis.theme import (
    STANDARD,
    Theme,
    literal,
    party_names,
    say_nothing,
    source_line,
    wrapped,
)

ROW: Final = 0.36  # inches that one line of marks takes
HEADING: Final = 0.30
TILE: Final = 0.27
LABELS: Final = 1.75  # inches for the names of the issues
LEAST_WIDTH: Final = 6.6


@dataclass(frozen=True)
class _Tile:
    """One mark in a cell: an act with a status, how often, and the inches it takes."""

    act: str
    status: str
    n: int

    @property
    def width(self) -> float:
        return TILE + (0.13 if self.status == "conditional" else 0)

    @property
    def room(self) -> float:
        return self.width + (0.20 if self.n > 1 else 0) + 0.05


def plot_positions(
    conditions: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw who stands where: issues down, parties across, a mark for each act reported.

    Parameters
    ----------
    conditions
        The table of conditions, or a matrix of :func:`analysis.comparison.position_matrix` with
        acts in its cells (which knows no status).
    actors
        The table of actors: gives the names of the parties and puts belligerents first.
    sources
        The table of sources, for the caption.
    parties, issues
        What to show: party ids, and issue codes or groups; all by default.
    title
        What the picture says; written by default.
    ax
        Where to draw; a figure that fits is made by default.
    theme
        Colours, letters and words.

    Returns
    -------
    Axes
        Tick labels name the issues and parties. A dashed mark with "if" is conditional, an
        outlined one settled or in force, a number says how many conditions a mark stands for.

    Raises
    ------
    SchemaError
        Where a party or an issue is not there; the message lists those that are.

    Examples
    --------
    >>> from analysis import schema
    >>> ax = plot_positions(schema.empty("conditions"))
    >>> ax.texts[0].get_text()
    'No positions are reported.'
    """
    counted = _stances(conditions, parties, issues)
    if counted.empty:
        return say_nothing(ax or _blank(theme), "No positions are reported.", theme)
    columns = _party_order(counted, actors, parties)
    cells = _cells(counted)
    pitch = min(1.9, max(0.92, (LEAST_WIDTH - LABELS) / len(columns)))
    rows, height = _rows(counted, cells, columns, pitch)
    width = pitch * len(columns)
    names = party_names(actors, columns)
    heads = [wrapped(names[party], max(9, int(pitch * 11))) for party in columns]
    head_height = 0.17 * max(head.count("\n") + 1 for head in heads)
    used = [act for act in ACTS if act in set(counted["act"])]
    notes = _notes(counted)
    across = max(1, int((LABELS + width) / 2.15))
    legend_height = 0.235 * math.ceil((len(used) + len(notes)) / across)
    caption = _caption(sources, int(counted["n"].sum()), "condition", "conditions",
                       int((LABELS + width) * 15))  # fmt: skip
    title = wrapped(title or "Where the parties stand, by issue", int((LABELS + width) * 9))
    if ax is None:
        ax = _axes(width, height, top=head_height + 0.30 + 0.24 * (title.count("\n") + 1),
                   bottom=0.25 + legend_height + 0.18 * (caption.count("\n") + 1),
                   left=LABELS, theme=theme)  # fmt: skip
    scale = _fit(ax, width, height)
    _grid(ax, rows, columns, heads, pitch, width, scale, theme)
    for y, lines, issue in rows:
        if lines == 0:
            continue
        for column, party in enumerate(columns):
            flow = _flow(cells.get((party, issue), []), pitch)
            taken = 1 + max((line for _, _, line in flow), default=0)
            top = y + (lines - taken) * ROW / 2
            for tile, x, line in flow:
                _draw_tile(ax, tile, column * pitch + x, top + line * ROW, scale, theme)
    left = -(LABELS - 0.08) / width
    ax.set_title(literal(title), loc="left", x=left, pad=8 * scale,
                 **theme.letters(1.5 * scale, weight="bold"))  # fmt: skip
    _legend(ax, used, notes, across, left, 0.12 / height, scale, theme)
    ax.annotate(literal(caption), (left, -(0.2 + legend_height) / height),
                xycoords="axes fraction", va="top", ha="left", annotation_clip=False, gid="caption",
                **theme.letters(0.85 * scale, color=theme.muted))  # fmt: skip
    return ax


def plot_demands(
    conditions: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
    acts: Sequence[str] = ("demand",),
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw who asks what of whom: a bar for each pair of parties, with the issues beside it.

    Parameters
    ----------
    conditions, actors, sources, parties, issues, title, ax, theme
        As in :func:`plot_positions`; ``conditions`` is the table.
    acts
        The acts that count as asking.

    Returns
    -------
    Axes
        A tick label for each pair ("Russia → Ukraine"); the bar's length is the number of demands,
        each its own block.

    Raises
    ------
    SchemaError
        Where a party, an issue or an act is not there; the message lists those that are.

    Examples
    --------
    >>> from analysis import schema
    >>> plot_demands(schema.empty("conditions")).texts[0].get_text()
    'No demands are reported.'
    """
    asked = demand_counts(select(conditions, parties=parties, issues=issues), acts=acts)
    if asked.empty:
        return say_nothing(ax or _blank(theme), "No demands are reported.", theme)
    pairs = asked.groupby(["party", "target"], sort=False)["n"].sum().reset_index()
    order = _party_order(asked, actors, parties)
    pairs = pairs.assign(_party=pairs["party"].map({p: i for i, p in enumerate(order)}))
    pairs = pairs.sort_values(["_party", "n", "target"], ascending=[True, False, True])
    names = party_names(actors, [*order, *(t for t in pairs["target"] if t)])
    unit = min(0.34, 3.0 / int(pairs["n"].max()))
    words_at = unit * int(pairs["n"].max()) + 0.42
    labels_width, words_width = 2.35, 4.4
    width = words_at + words_width
    y, places, texts, blocks = 0.0, [], [], []
    party_before = ""
    for pair in pairs.itertuples():
        if party_before and pair.party != party_before:
            y += 0.14
        party_before = str(pair.party)
        mine = asked[(asked["party"] == pair.party) & (asked["target"] == pair.target)]
        listed = wrapped(_listed(mine, theme), int(words_width * 14.5))
        target = names[str(pair.target)] if pair.target else "all, or unnamed"
        label = wrapped(f"{names[str(pair.party)]} → {target}", 30)
        tall = max(0.34, 0.17 * max(listed.count("\n") + 1, label.count("\n") + 1) + 0.12)
        places.append((y + tall / 2, label))
        texts.append((y + tall / 2, listed))
        blocks.append((y + tall / 2, int(str(pair.n))))
        y += tall
    caption = _caption(sources, int(asked["n"].sum()), "demand", "demands", 110)
    title = title or "Who asks what of whom"
    if ax is None:
        ax = _axes(width, y, top=0.55, bottom=0.2 + 0.18 * (caption.count("\n") + 1),
                   left=labels_width, theme=theme)  # fmt: skip
    scale = _fit(ax, width, y)
    fill = theme.acts["demand"].colour
    for middle, n in blocks:
        for place in range(n):
            ax.add_patch(Rectangle((place * unit, middle - 0.10), unit * 0.88, 0.20, facecolor=fill,
                                   edgecolor="none", gid="demand"))  # fmt: skip
        ax.text(n * unit + 0.05, middle, str(n), va="center",
                **theme.letters(scale, weight="bold"))  # fmt: skip
    for middle, listed in texts:
        ax.text(words_at, middle, listed, va="center", linespacing=1.15, **theme.letters(scale))
    ax.set_yticks([place for place, _ in places], [literal(label) for _, label in places])
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0, pad=6 * scale)
    for tick in ax.get_yticklabels():
        tick.set(**_text_style(theme, scale))
    left = -(labels_width - 0.08) / width
    ax.set_title(literal(title), loc="left", x=left, pad=10 * scale,
                 **theme.letters(1.5 * scale, weight="bold"))  # fmt: skip
    ax.annotate(literal(caption), (left, -0.12 / y), xycoords="axes fraction", va="top", ha="left",
                annotation_clip=False, gid="caption",
                **theme.letters(0.85 * scale, color=theme.muted))  # fmt: skip
    return ax


def _stances(
    conditions: pd.DataFrame, parties: Sequence[str] | None, issues: Sequence[str] | None
) -> pd.DataFrame:
    if conditions.index.name != "party":
        return stances(select(conditions, parties=parties, issues=issues))
    records = [
        {"party": party, "holder": party, "issue": issue, "act": act, "status": "", "start": 0,
         "issue_group": GROUP_OF_ISSUE.get(str(issue), ""), "source_id": "", "row_id": ""}
        for party, row in conditions.iterrows()
        for issue, acts in row.items()
        for act in filter(None, str(acts).split("|"))
    ]  # fmt: skip
    names = ["party", "holder", "issue", "issue_group", "act", "status", "source_id", "start",
             "row_id"]  # fmt: skip
    return stances(select(pd.DataFrame(records, columns=names), parties=parties, issues=issues))


def _party_order(
    rows: pd.DataFrame, actors: pd.DataFrame | None, asked: Sequence[str] | None
) -> list[str]:
    """The order asked for; else belligerents, brokers, supporters, the talkative first."""
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


def _cells(counted: pd.DataFrame) -> dict[tuple[str, str], list[_Tile]]:
    cells: dict[tuple[str, str], list[_Tile]] = {}
    for row in counted.itertuples():
        tile = _Tile(str(row.act), str(row.status), int(str(row.n)))
        cells.setdefault((str(row.party), str(row.issue)), []).append(tile)
    return cells


def _flow(tiles: Sequence[_Tile], pitch: float) -> list[tuple[_Tile, float, int]]:
    """Set the tiles of a cell in lines, centred: tile, x of its left edge, line."""
    lines: list[list[_Tile]] = [[]]
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


def _rows(
    counted: pd.DataFrame,
    cells: Mapping[tuple[str, str], Sequence[_Tile]],
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
                flow = _flow(cells.get((party, issue), []), pitch)
                lines = max(lines, 1 + max((line for _, _, line in flow), default=0))
            rows.append((y, lines, issue))
            y += lines * ROW
    return rows, y


def _grid(
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
        label.set(ha="left", **_text_style(theme, scale))
    for label in ax.get_xticklabels():
        label.set(va="bottom", linespacing=1.05, weight="bold", **_text_style(theme, scale))


def _draw_tile(ax: Axes, tile: _Tile, x: float, y: float, scale: float, theme: Theme) -> None:
    middle = y + ROW / 2
    style = theme.acts[tile.act]
    outline = {"conditional": (0, (2.2, 1.4)), "agreed": "solid", "suspended": (0, (0.8, 1.2))}
    ax.add_patch(
        FancyBboxPatch(
            (x, middle - TILE / 2), tile.width, TILE,
            boxstyle="round,pad=0,rounding_size=0.045", facecolor=style.colour,
            edgecolor=theme.text if tile.status in outline else style.colour,
            linestyle=outline.get(tile.status, "solid"), linewidth=1.1 * scale,
            gid=f"{tile.act} {tile.status}".strip(), zorder=2,
        )
    )  # fmt: skip
    mark = f"{style.mark} if" if tile.status == "conditional" else style.mark
    ax.text(x + tile.width / 2, middle + 0.005, mark, ha="center", va="center_baseline", zorder=3,
            gid="mark", **theme.letters(1.1 * scale, color=style.ink, weight="bold"))  # fmt: skip
    if tile.n > 1:
        ax.text(x + tile.width + 0.03, middle, f"×{tile.n}", ha="left", va="center", zorder=3,
                gid="count", **theme.letters(0.78 * scale))  # fmt: skip


def _notes(counted: pd.DataFrame) -> list[tuple[str, str, str]]:
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


def _legend(
    ax: Axes,
    acts: Sequence[str],
    notes: Sequence[tuple[str, str, str]],
    across: int,
    left: float,
    gap: float,
    scale: float,
    theme: Theme,
) -> None:
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


def _listed(rows: pd.DataFrame, theme: Theme) -> str:
    ordered = sorted(rows.itertuples(), key=lambda r: (-int(str(r.n)), ISSUES.index(str(r.issue))))
    parts = [theme.label("issues", str(row.issue)).lower()
             + (f" ×{row.n}" if int(str(row.n)) > 1 else "") for row in ordered]  # fmt: skip
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _caption(sources: pd.DataFrame | None, n: int, one: str, many: str, width: int) -> str:
    said = f"{n} {one if n == 1 else many}, coded as reported on the day."
    line = source_line(sources)
    return wrapped(f"{line}. {said}" if line else said, width)


def _text_style(theme: Theme, scale: float) -> dict[str, Any]:
    style = theme.letters(scale)
    return {"fontfamily": style["family"], "fontsize": style["size"], "color": style["color"]}


def _axes(
    width: float, height: float, *, top: float, bottom: float, left: float, theme: Theme
) -> Axes:
    """Make a figure around a drawing of this many inches."""
    right = 0.15
    whole = (left + width + right, top + height + bottom)
    figure = plt.figure(figsize=whole, facecolor=theme.paper)
    return figure.add_axes(
        (left / whole[0], bottom / whole[1], width / whole[0], height / whole[1])
    )


def _blank(theme: Theme) -> Axes:
    figure = plt.figure(figsize=(6.4, 2.4), facecolor=theme.paper)
    return figure.add_axes((0, 0, 1, 1))


def _fit(ax: Axes, width: float, height: float) -> float:
    """Set the limits to the drawing, y downwards; give the scale for letters and lines."""
    box = ax.get_window_extent()
    figure = ax.get_figure(root=True)
    assert figure is not None
    scale = min(box.width / figure.dpi / width, box.height / figure.dpi / height, 1.0)
    ax.set(xlim=(0, width), ylim=(height, 0), facecolor="none")
    ax.set_aspect("equal", adjustable="box", anchor="NW")
    for spine in ax.spines.values():
        spine.set_visible(False)
    return scale
