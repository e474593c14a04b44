"""The position matrix: issues down, parties across, a mark for each act reported."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.canvas import caption_of, even, fit, fitted, new_axes, party_order
from analysis.comparison import select, stances
from analysis.evidence import review_notes, row_states
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
)
from analysis.schema import ACTS, GROUP_OF_ISSUE, ISSUE_GROUPS
from analysis.theme import STANDARD, Theme, literal, party_names, say_nothing

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
        return say_nothing(ax, theme.word("no_positions"), theme)
    columns = party_order(counted, actors, parties)
    states = row_states(conditions)
    cells = cells_of(counted, states)
    pitch = min(1.9, max(0.92, (LEAST_WIDTH - LABELS) / len(columns)))
    rows, height = rows_of(counted, cells, columns, pitch)
    width = pitch * len(columns)
    names = party_names(actors, columns)
    heads = [fitted(names[party], pitch - 0.1, theme, 1.0, "bold") for party in columns]
    head_height = 0.17 * max(head.count("\n") + 1 for head in heads)
    used = [act for act in ACTS if act in set(counted["act"])]
    notes = status_notes(counted)
    across = max(1, int((LABELS + width) / 2.15))
    legend_height = 0.235 * math.ceil((len(used) + len(notes)) / across)
    span = LABELS + width - 0.1
    caption = caption_of(sources, int(counted["n"].sum()), "condition", theme,
                         *review_notes(counted["row_ids"], states, theme))  # fmt: skip
    caption = fitted(caption, span, theme, 0.85)
    title = fitted(title or theme.word("positions_title"), span, theme, 1.5, "bold")
    if ax is None:
        ax = new_axes(width, height, top=head_height + 0.30 + 0.24 * (title.count("\n") + 1),
                   bottom=0.25 + legend_height + 0.18 * (caption.count("\n") + 1),
                   left=LABELS, theme=theme)  # fmt: skip
    scale = fit(ax, width, height, theme)
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


def split_positions(
    conditions: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
    title: str | None = None,
    lines: int = 14,
    columns: int = 8,
    theme: Theme = STANDARD,
) -> list[Axes]:
    """Draw the position matrix over several pages where it is too long or too wide for one.

    Parameters
    ----------
    conditions, actors, sources, parties, issues, title, theme
        As in :func:`plot_positions`.
    lines, columns
        The most issues and parties of a page.

    Returns
    -------
    list of Axes
        One a figure, each with its number in the title where there are several.

    Examples
    --------
    >>> from analysis import schema
    >>> len(split_positions(schema.empty("conditions")))
    1
    """
    counted = _stances(conditions, parties, issues)
    order = party_order(counted, actors, parties) if len(counted) else []
    present = set(counted["issue"])
    sorted_issues = [i for group in ISSUE_GROUPS.values() for i in group if i in present]
    sheets = [
        (down, across)
        for down in even(sorted_issues, lines)
        for across in even(order, columns)
        if len(counted[counted["issue"].isin(down) & counted["party"].isin(across)])
    ]
    title = title or theme.word("positions_title")
    if len(sheets) < 2:
        return [plot_positions(conditions, actors=actors, sources=sources, parties=parties,
                               issues=issues, title=title, theme=theme)]  # fmt: skip
    drawn = []
    for number, (down, across) in enumerate(sheets, start=1):
        # A party or issue that is silent on this page has no column or row on it.
        mine = counted[counted["issue"].isin(down) & counted["party"].isin(across)]
        drawn.append(
            plot_positions(
                conditions, actors=actors, sources=sources, theme=theme,
                parties=[party for party in across if party in set(mine["party"])],
                issues=[issue for issue in down if issue in set(mine["issue"])],
                title=f"{title} ({number}/{len(sheets)})",
            )
        )  # fmt: skip
    return drawn


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
