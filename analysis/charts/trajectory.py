"""How the positions moved: a panel for each issue, a line for each party across the dates."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.canvas import (
    Sheet,
    Symbol,
    caption_of,
    fitted,
    party_order,
    settled,
    sheet,
)
from analysis.charts.time_scale import AXIS, Time, draw_time, laid_time
from analysis.errors import SchemaError
from analysis.evidence import evidence_link, review_notes, review_sign, row_states
from analysis.schema import ISSUES
from analysis.theme import STANDARD, Theme, party_names, say_nothing

PLOT: Final = 3.3  # inches of time in a panel, at least
NAMES: Final = 1.35  # inches for the parties' names at its right
LABELS: Final = 0.85  # inches for the words of the scale at its left
MARK: Final = 0.2  # inches that a mark takes; marks nearer than that stand side by side
HEAD: Final = 0.36
SCALE: Final = 1.15  # inches that a scale is tall, at least
EDGE: Final = 0.1  # inches of it above in favour and below against
CROWD: Final = 6  # parties that one scale can hold; more of them get a lane each
NAME_LINE: Final = 0.16
CHANGES: Final = {"hardened": "▼", "softened": "▲", "dropped": "⊘", "met": "★", "new": "◦"}


@dataclass(frozen=True)
class Panel:
    """Where a panel stands, how tall it is, and what it shows.

    ``names`` are the parties' names in lines; ``lanes`` give each party's height below the top
    where they are too many for one scale, and are empty else.
    """

    left: float
    top: float
    tall: float
    rows: pd.DataFrame
    names: dict[str, str]
    lanes: dict[str, float]

    def height(self, row: Mapping[Any, Any]) -> float:
        """Where the mark of a row stands: on the common scale, or in its party's lane."""
        if self.lanes:
            return self.top + self.lanes[str(row["party"])]
        share = (1 - float(row["position"])) / 2
        return self.top + EDGE + (self.tall - 2 * EDGE) * share


def plot_trajectory(
    trajectory: pd.DataFrame,
    *,
    conditions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw how the parties' positions moved from source to source, issue by issue.

    Parameters
    ----------
    trajectory
        Columns ``source_id``, ``published``, ``party``, ``issue``, ``act``, ``position`` (−1
        against … 1 in favour), ``status``, ``change`` and ``row_ids``.
    conditions
        The conditions that it was made of: each mark then bears the sign of what review says.
    actors, sources, title, ax, theme
        As in :func:`analysis.charts.plot_gaps`.
    parties, issues
        What to show; by default all parties, and the issues on which a party is reported on more
        than one day (all, where there is none), as many as 12.

    Returns
    -------
    Axes
        The marks of a party on an issue are one line with the ``gid`` ``talks russia``; each mark
        holds the sign of its act. Days are columns with room for the marks; hairlines lead from
        them to where they fall on a true scale of time.

    Raises
    ------
    SchemaError
        Where a party or an issue is not there; the message lists those that are.

    Examples
    --------
    >>> import pandas as pd
    >>> plot_trajectory(pd.DataFrame()).texts[0].get_text()
    'No positions are reported over time.'
    """
    rows = _chosen(trajectory, parties, issues)
    if rows.empty:
        return say_nothing(ax, theme.word("no_trajectory"), theme)
    shown, left_out = _issues(rows, issues)
    rows = rows[rows["issue"].isin(shown)]
    order = party_order(rows.assign(n=1), actors, parties)
    names = party_names(actors, order)
    days = sorted({dt.date.fromisoformat(str(day)) for day in rows["published"]})
    crowd = max(
        len(near) for _, mine in rows.groupby(["issue", "published"]) for near in _near(mine)
    )
    time = laid_time(days, min(crowd, CROWD), mark=MARK, least=PLOT)
    across = 1 if len(shown) == 1 else 2
    panels, width, height = _laid(rows, shown, across, order, names, time, theme)
    states = row_states(conditions)
    more = []
    if "row_ids" in rows:
        more += review_notes(rows["row_ids"], states, theme)
    if left_out:
        more.append(f"+ {left_out} {theme.word('issue' if left_out == 1 else 'issues')}.")
    page = sheet(
        width, height, left=LABELS, title=title or theme.word("trajectory_title"), theme=theme,
        ax=ax, key=_key(rows, theme),
        caption=caption_of(sources, len(rows), "position", theme, *more),
    )  # fmt: skip
    for number, (issue, panel) in enumerate(panels.items()):
        _frame(page, panel, issue, time)
        _lines(page, panel, order, time, states)
        if number + across >= len(panels):
            draw_time(page, panel.left, panel.top + panel.tall, time)
    return page.ax


def _chosen(
    trajectory: pd.DataFrame, parties: Sequence[str] | None, issues: Sequence[str] | None
) -> pd.DataFrame:
    if trajectory.empty:
        return trajectory
    rows = trajectory[trajectory["published"].astype(str) != ""]
    for column, asked in (("party", parties), ("issue", issues)):
        there = sorted(set(rows[column]))
        for wanted in asked or ():
            if wanted not in there:
                raise SchemaError(
                    f"there is no {column} '{wanted}' in this trajectory; there are "
                    f"{', '.join(map(str, there))}."
                )
        if asked:
            rows = rows[rows[column].isin(list(asked))]
    rows = rows[rows["position"].notna()]
    return rows.drop_duplicates(["published", "party", "issue"])


def _issues(rows: pd.DataFrame, asked: Sequence[str] | None) -> tuple[list[str], int]:
    if asked:
        there = set(rows["issue"])
        return [issue for issue in asked if issue in there], 0
    days = rows.groupby(["issue", "party"])["published"].nunique().groupby("issue").max()
    moving = [str(issue) for issue in days.index if days[issue] > 1] or [str(i) for i in days.index]
    count = rows["issue"].value_counts()
    kept = sorted(moving, key=lambda i: (-int(count[i]), i))[:12]
    rank = {issue: place for place, issue in enumerate(ISSUES)}
    return sorted(kept, key=lambda i: rank.get(i, len(rank))), len(days) - len(kept)


def _near(rows: pd.DataFrame) -> list[list[str]]:
    """Group the parties of one issue and day whose marks would lie on one another."""
    reach = 2 * (MARK + 0.08) / (SCALE - 2 * EDGE)  # on the scale from -1 to 1; a sign between
    groups: list[list[str]] = []
    last = None
    for party, position in rows.sort_values("position", kind="stable")[
        ["party", "position"]].itertuples(index=False):  # fmt: skip
        if last is None or float(position) - last >= reach:
            groups.append([])
        groups[-1].append(str(party))
        last = float(position)
    return groups


def _laid(
    rows: pd.DataFrame,
    shown: Sequence[str],
    across: int,
    order: Sequence[str],
    names: Mapping[str, str],
    time: Time,
    theme: Theme,
) -> tuple[dict[str, Panel], float, float]:
    panels: dict[str, Panel] = {}
    whole = LABELS + time.wide + NAMES
    y = 0.0
    for start in range(0, len(shown), across):
        band = shown[start : start + across]
        made = []
        for place, issue in enumerate(band):
            mine = rows[rows["issue"] == issue]
            here = [party for party in order if party in set(mine["party"])]
            said = {p: fitted(names[p], NAMES - 0.15, theme, 0.88, "bold") for p in here}
            rooms = [_room(words) for words in said.values()]
            lanes: dict[str, float] = {}
            if len(here) > CROWD:
                rooms = [max(room, MARK + 0.04) for room in rooms]
                ends = itertools.accumulate(rooms)
                lanes = {p: end - r / 2 for p, end, r in zip(here, ends, rooms, strict=True)}
            tall = sum(rooms) if lanes else max(SCALE, sum(rooms))
            made.append(Panel(place * whole, y + HEAD, tall, mine, said, lanes))
        tall = max(panel.tall for panel in made)
        for issue, panel in zip(band, made, strict=True):
            panels[issue] = panel if panel.lanes else replace(panel, tall=tall)
        last = start + across >= len(shown) - (len(shown) % across and across - 1)
        y += HEAD + tall + (AXIS if last or start + across >= len(shown) else 0.3)
    return panels, whole * min(across, len(shown)) - LABELS, y


def _room(words: str) -> float:
    return NAME_LINE * (words.count("\n") + 1) + 0.05


def _frame(page: Sheet, panel: Panel, issue: str, time: Time) -> None:
    theme = page.theme
    page.text(panel.left - LABELS + 0.12, panel.top - 0.24, theme.label("issues", issue), 1.1,
              weight="bold", gid="issue")  # fmt: skip
    for height in panel.lanes.values():
        y = panel.top + height
        page.line([panel.left, panel.left + time.wide], [y, y], 0.7, color=theme.rule)
    levels = ((1.0, "favouring"), (0.0, "undecided"), (-1.0, "opposing"))
    for level, word in () if panel.lanes else levels:
        y = panel.height({"position": level})
        page.line([panel.left, panel.left + time.wide], [y, y], 0.7, color=theme.rule)
        page.text(panel.left - 0.07, y, theme.word(word), 0.78, ha="right", color=theme.muted,
                  gid="scale")  # fmt: skip
    for x in time.columns.values():
        page.line([panel.left + x] * 2, [panel.top, panel.top + panel.tall], 0.4)


def _lines(
    page: Sheet, panel: Panel, order: Sequence[str], time: Time, states: Mapping[str, str]
) -> None:
    """Draw each party's line.

    Height is its position and nothing else: marks that would lie on one another stand side by side.
    """
    theme = page.theme
    aside: dict[tuple[str, str], float] = {}
    for day, mine in panel.rows.groupby("published", sort=False):
        for near in () if panel.lanes else _near(mine):
            for n, party in enumerate(sorted(near, key=order.index)):
                aside[party, str(day)] = (n - (len(near) - 1) / 2) * MARK
    ends: list[tuple[str, float, float]] = []
    for party in panel.names:
        mine = panel.rows[panel.rows["party"] == party].sort_values("published")
        colour, shape, dashes = theme.party(order.index(party))
        marks = mine.to_dict("records")
        xs = [
            panel.left
            + time.columns[dt.date.fromisoformat(str(row["published"]))]
            + aside.get((party, str(row["published"])), 0.0)
            for row in marks
        ]
        ys = [panel.height(row) for row in marks]
        page.line(xs, ys, 1.5, color=colour, linestyle=dashes, zorder=2,
                  gid=f"{panel.rows['issue'].iloc[0]} {party}")  # fmt: skip
        for x, y, row in zip(xs, ys, marks, strict=True):
            sign = review_sign(str(row.get("row_ids", "")), states)
            _mark(page, x, y, row, colour, shape, sign, lane=bool(panel.lanes))
        ends.append((party, xs[-1], ys[-1]))
    edge = panel.left + time.wide
    for (party, x, y), at in zip(ends, _beside(panel, ends), strict=True):
        colour, _, _ = theme.party(order.index(party))
        if not panel.lanes:
            page.line([x, edge + 0.02, edge + 0.06], [y, y if x > edge - 0.4 else at, at], 0.5,
                      color=colour, linestyle=":", zorder=1.5)  # fmt: skip
        page.text(edge + 0.09, at, panel.names[party], 0.88, color=colour, weight="bold",
                  gid="party")  # fmt: skip


def _beside(panel: Panel, ends: Sequence[tuple[str, float, float]]) -> list[float]:
    """Heights of the names: at the last mark of each, none over another, all beside the panel."""
    if panel.lanes:
        return [y for _, _, y in ends]
    sorted_ends = sorted(range(len(ends)), key=lambda i: ends[i][2])
    rooms = [_room(panel.names[ends[i][0]]) for i in sorted_ends]
    starts = settled([ends[i][2] - r / 2 for i, r in zip(sorted_ends, rooms, strict=True)], rooms)
    # Push in what stands out below, then what stands out above.
    bottom = panel.top + panel.tall
    for n in reversed(range(len(starts))):
        starts[n] = min(starts[n], bottom - rooms[n])
        bottom = starts[n]
    top = panel.top
    for n in range(len(starts)):
        starts[n] = max(starts[n], top)
        top = starts[n] + rooms[n]
    placed = [0.0] * len(ends)
    for i, start, room in zip(sorted_ends, starts, rooms, strict=True):
        placed[i] = start + room / 2
    return placed


def _mark(
    page: Sheet,
    x: float,
    y: float,
    row: Mapping[Any, Any],
    colour: str,
    shape: str,
    sign: str,
    *,
    lane: bool,
) -> None:
    """Draw a mark with the sign of its act; in a lane, which has no scale, in the act's colour."""
    theme = page.theme
    hollow = row.get("status") == "conditional"
    act = theme.acts.get(str(row["act"]).split("|")[0])
    link = evidence_link(str(row.get("row_ids", "")))
    ink = theme.paper
    if lane and act is not None:
        colour, shape, ink = act.colour, "s", act.ink
    page.mark(x, y, shape, 13, markerfacecolor=theme.paper if hollow else colour,
              markeredgecolor=colour, markeredgewidth=1.2 * page.scale, gid="mark",
              url=link)  # fmt: skip
    if act is not None:
        page.text(x, y, act.mark, 0.8, ha="center", va="center_baseline", weight="bold", zorder=4,
                  color=theme.text if hollow else ink, gid="act", url=link)  # fmt: skip
    if sign:
        page.text(x + 0.125, y + 0.115, sign, 0.85, ha="center", zorder=5, color=theme.text,
                  gid="state")  # fmt: skip
    change = CHANGES.get(str(row.get("change", "")))
    if change and change != CHANGES["new"]:
        page.text(x, y - 0.155, change, 0.7, ha="center", zorder=4, color=theme.text, gid="change")


def _key(rows: pd.DataFrame, theme: Theme) -> list[tuple[Symbol, str]]:
    def sign(mark: str) -> Symbol:
        def draw(page: Sheet, x: float, y: float) -> None:
            page.mark(x, y, "o", 12, color=page.theme.muted)
            page.text(x, y, mark, 0.8, ha="center", va="center_baseline", weight="bold",
                      color=page.theme.paper, zorder=4)  # fmt: skip

        return draw

    def hollow(page: Sheet, x: float, y: float) -> None:
        page.mark(x, y, "o", 11, markerfacecolor=page.theme.paper,
                  markeredgecolor=page.theme.muted)  # fmt: skip

    def change(mark: str) -> Symbol:
        return lambda page, x, y: page.text(x, y, mark, 0.9, ha="center")

    used = {str(act).split("|")[0] for act in rows["act"]}
    key = [(sign(style.mark), theme.label("acts", act))
           for act, style in theme.acts.items() if act in used]  # fmt: skip
    if "status" in rows and (rows["status"] == "conditional").any():
        key.append((hollow, theme.label("statuses", "conditional")))
    changes = set(rows["change"]) if "change" in rows else set()
    shown = {code: mark for code, mark in CHANGES.items() if code in changes and code != "new"}
    return key + [(change(mark), theme.label("changes", code)) for code, mark in shown.items()]
