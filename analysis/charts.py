"""Pictures of comparisons: the position matrix, who asks what of whom, how often each acts.

The first two are drawn in inches of a design size; an Axes of another size gets the same picture,
scaled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from analysis.comparison import demand_counts, select, stances
from analysis.position_grid import (
    LABELS,
    ROW,
    cells_of,
    draw_grid,
    draw_legend,
    draw_tile,
    flow,
    rows_of,
    status_notes,
    tick_style,
)
from analysis.schema import ACTS, GROUP_OF_ISSUE, ISSUES, PROCESS_ROLES
from analysis.theme import (
    STANDARD,
    Theme,
    literal,
    party_names,
    say_nothing,
    source_line,
    wrapped,
)

LEAST_WIDTH: Final = 6.6


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
        return say_nothing(ax, "No positions are reported.", theme)
    columns = _party_order(counted, actors, parties)
    cells = cells_of(counted)
    pitch = min(1.9, max(0.92, (LEAST_WIDTH - LABELS) / len(columns)))
    rows, height = rows_of(counted, cells, columns, pitch)
    width = pitch * len(columns)
    names = party_names(actors, columns)
    heads = [wrapped(names[party], max(9, int(pitch * 11))) for party in columns]
    head_height = 0.17 * max(head.count("\n") + 1 for head in heads)
    used = [act for act in ACTS if act in set(counted["act"])]
    notes = status_notes(counted)
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
    draw_grid(ax, rows, columns, heads, pitch, width, scale, theme)
    for y, lines, issue in rows:
        if lines == 0:
            continue
        for column, party in enumerate(columns):
            laid = flow(cells.get((party, issue), []), pitch)
            taken = 1 + max((line for _, _, line in laid), default=0)
            top = y + (lines - taken) * ROW / 2
            for tile, x, line in laid:
                draw_tile(ax, tile, column * pitch + x, top + line * ROW, scale, theme)
    left = -(LABELS - 0.08) / width
    ax.set_title(literal(title), loc="left", x=left, pad=8 * scale,
                 **theme.letters(1.5 * scale, weight="bold"))  # fmt: skip
    draw_legend(ax, used, notes, across, left, 0.12 / height, scale, theme)
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
        return say_nothing(ax, "No demands are reported.", theme)
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
        target = names[str(pair.target)] if pair.target else "all,\u00a0or\u00a0unnamed"
        label = wrapped(f"{names[str(pair.party)]} → {target}", 32)
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
        ax.text(n * unit + 0.05, middle, str(n), va="center_baseline",
                **theme.letters(scale, weight="bold"))  # fmt: skip
    for middle, listed in texts:
        ax.text(words_at, middle, listed, va="center", linespacing=1.15, **theme.letters(scale))
    ax.set_yticks([place for place, _ in places], [literal(label) for _, label in places])
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0, pad=6 * scale)
    for tick in ax.get_yticklabels():
        tick.set(**tick_style(theme, scale))
    left = -(labels_width - 0.08) / width
    ax.set_title(literal(title), loc="left", x=left, pad=10 * scale,
                 **theme.letters(1.5 * scale, weight="bold"))  # fmt: skip
    ax.annotate(literal(caption), (left, -0.12 / y), xycoords="axes fraction", va="top", ha="left",
                annotation_clip=False, gid="caption",
                **theme.letters(0.85 * scale, color=theme.muted))  # fmt: skip
    return ax


def plot_acts(
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
    """Draw how often each party demands, offers, accepts or refuses: stacked bars, act by act.

    Parameters
    ----------
    conditions, actors, sources, parties, issues, title, ax, theme
        As in :func:`plot_positions`; ``conditions`` is the table.

    Returns
    -------
    Axes
        A bar for each party, cut by act; each piece carries the mark of its act.

    Raises
    ------
    SchemaError
        Where a party or an issue is not there; the message lists those that are.

    Examples
    --------
    >>> from analysis import schema
    >>> plot_acts(schema.empty("conditions")).texts[0].get_text()
    'No conditions are reported.'
    """
    rows = select(conditions, parties=parties, issues=issues)
    if rows.empty:
        return say_nothing(ax, "No conditions are reported.", theme)
    own = rows["party"].where(rows["party"] != "", rows["holder"])
    order = _party_order(rows.assign(party=own, n=1), actors, parties)
    names = party_names(actors, order)
    acts = [act for act in ACTS if act in set(rows["act"])]
    labels = [wrapped(names[party], 22) for party in order]
    bars = pd.DataFrame(
        {
            "party": pd.Categorical(own.map(dict(zip(order, labels, strict=True))), labels),
            "act": pd.Categorical(rows["act"], acts),
        }
    )
    caption = _caption(sources, len(rows), "condition", "conditions", 110)
    height = 0.42 * len(order)
    if ax is None:
        lines = caption.count("\n") + 1
        ax = _axes(6.2, height, top=0.55, bottom=0.75 + 0.18 * lines, left=1.9, theme=theme)
    sns.histplot(
        bars, y="party", hue="act", multiple="stack", shrink=0.62, legend=False, ax=ax,
        hue_order=acts[::-1], palette={act: theme.acts[act].colour for act in acts},
        edgecolor="white", linewidth=1.0, alpha=1.0,
    )  # fmt: skip
    _mark_pieces(ax, acts, theme)
    ax.set(xlabel="", ylabel="")
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    for tick in ax.get_yticklabels():
        tick.set(**tick_style(theme, 1.0))
    ax.set_title(literal(title or "What each party does with its words"), loc="left",
                 x=-1.82 / 6.2, pad=10, **theme.letters(1.5, weight="bold"))  # fmt: skip
    words = [f"{theme.acts[act].mark} {theme.label('acts', act)}" for act in acts]
    key = "    ".join(words)
    for text, y, size, colour in (
        (key, -0.12, 0.9, theme.text),
        (caption, -0.42, 0.85, theme.muted),
    ):
        ax.annotate(literal(text), (-1.82 / 6.2, y / height), xycoords="axes fraction",
                    va="top", ha="left", annotation_clip=False,
                    **theme.letters(size, color=colour))  # fmt: skip
    return ax


def _mark_pieces(ax: Axes, acts: Sequence[str], theme: Theme) -> None:
    """Write the mark of its act, and how many there are, into each piece of the bars."""
    acts_by_colour = {to_rgb(theme.acts[act].colour): act for act in acts}
    for piece in (p for p in ax.patches if isinstance(p, Rectangle)):
        n = round(piece.get_width())
        act = acts_by_colour.get(to_rgb(piece.get_facecolor()[:3]))
        if n and act:
            piece.set_gid(f"act {act}")
            mark = theme.acts[act].mark if n == 1 else f"{theme.acts[act].mark} {n}"
            ax.text(piece.get_x() + n / 2, piece.get_y() + piece.get_height() / 2, mark,
                    ha="center", va="center_baseline", gid="mark",
                    **theme.letters(0.95, weight="bold", color=theme.acts[act].ink))  # fmt: skip


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
