"""How the positions moved: a panel for each issue, a line for each party across the dates."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.canvas import Sheet, Symbol, apart, caption_of, fitted, party_order, sheet
from analysis.errors import SchemaError
from analysis.schema import ISSUES
from analysis.theme import STANDARD, Theme, party_names, say_nothing

PLOT: Final = 3.3  # inches of time in a panel
NAMES: Final = 1.35  # inches for the parties' names at its right
LABELS: Final = 0.85  # inches for the words of the scale at its left
BETWEEN: Final = 0.27  # inches between two marks of a day
HEAD: Final = 0.36
AXIS: Final = 0.78
CHANGES: Final = {"hardened": "▼", "softened": "▲", "dropped": "⊘", "met": "★", "new": "◦"}


@dataclass(frozen=True)
class Panel:
    """Where a panel stands, and how tall its scale is."""

    left: float
    top: float
    tall: float
    rows: pd.DataFrame


def plot_trajectory(
    trajectory: pd.DataFrame,
    *,
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
        against … 1 in favour), ``status`` and ``change``.
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
        return say_nothing(ax, "No positions are reported over time.", theme)
    shown, left_out = _issues(rows, issues)
    rows = rows[rows["issue"].isin(shown)]
    order = party_order(rows.assign(n=1), actors, parties)
    names = party_names(actors, order)
    days = sorted({dt.date.fromisoformat(str(day)) for day in rows["published"]})
    columns = _columns(days)
    across = 1 if len(shown) == 1 else 2
    panels, width, height = _laid(rows, shown, across)
    more = []
    if left_out:
        more.append(f"+ {left_out} {theme.word('issue' if left_out == 1 else 'issues')}.")
    page = sheet(
        width, height, left=LABELS, title=title or theme.word("trajectory_title"), theme=theme,
        ax=ax, key=_key(rows, theme),
        caption=caption_of(sources, len(rows), "position", theme, *more),
    )  # fmt: skip
    for number, (issue, panel) in enumerate(panels.items()):
        _frame(page, panel, issue, columns)
        _lines(page, panel, order, names, columns)
        if number + across >= len(panels):
            _axis(page, panel, days, columns)
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


def _columns(days: Sequence[dt.date]) -> dict[dt.date, float]:
    """Inches of each day's column: on a true scale, moved apart where marks would collide."""
    low, high = 0.2, PLOT - 0.2
    return dict(zip(days, apart(_true(days), 0.5, low, high), strict=True))


def _true(days: Sequence[dt.date]) -> list[float]:
    span = (days[-1] - days[0]).days or 1
    return [0.2 + (PLOT - 0.4) * (day - days[0]).days / span for day in days]


def _laid(
    rows: pd.DataFrame, shown: Sequence[str], across: int
) -> tuple[dict[str, Panel], float, float]:
    panels: dict[str, Panel] = {}
    whole = LABELS + PLOT + NAMES
    y = 0.0
    for start in range(0, len(shown), across):
        band = shown[start : start + across]
        tall = 1.15
        for issue in band:
            mine = rows[rows["issue"] == issue]
            busiest = int(mine.groupby("published")["party"].nunique().max())
            tall = max(tall, BETWEEN * busiest, 0.24 * mine["party"].nunique())
        for place, issue in enumerate(band):
            panels[issue] = Panel(place * whole, y + HEAD, tall, rows[rows["issue"] == issue])
        last = start + across >= len(shown) - (len(shown) % across and across - 1)
        y += HEAD + tall + (AXIS if last or start + across >= len(shown) else 0.3)
    return panels, whole * min(across, len(shown)) - LABELS, y


def _frame(page: Sheet, panel: Panel, issue: str, columns: Mapping[dt.date, float]) -> None:
    theme = page.theme
    page.text(panel.left - LABELS + 0.12, panel.top - 0.24, theme.label("issues", issue), 1.1,
              weight="bold", gid="issue")  # fmt: skip
    for level, word in ((0.0, "favouring"), (0.5, "undecided"), (1.0, "opposing")):
        y = panel.top + 0.1 + (panel.tall - 0.2) * level
        page.line([panel.left, panel.left + PLOT], [y, y], 0.7, color=theme.rule)
        page.text(panel.left - 0.07, y, theme.word(word), 0.78, ha="right", color=theme.muted,
                  gid="scale")  # fmt: skip
    for x in columns.values():
        page.line([panel.left + x] * 2, [panel.top, panel.top + panel.tall], 0.4)


def _lines(
    page: Sheet,
    panel: Panel,
    order: Sequence[str],
    names: Mapping[str, str],
    columns: Mapping[dt.date, float],
) -> None:
    theme = page.theme
    high, low = panel.top + 0.1, panel.top + panel.tall - 0.1
    rows = panel.rows.assign(_order=panel.rows["party"].map({p: i for i, p in enumerate(order)}))
    places: dict[tuple[str, str], float] = {}
    for day, mine in rows.sort_values("_order").groupby("published", sort=False):
        wanted = [high + (low - high) * (1 - float(p)) / 2 for p in mine["position"]]
        for party, y in zip(mine["party"], apart(wanted, BETWEEN, high, low), strict=True):
            places[party, str(day)] = y
    ends: list[tuple[str, float, float]] = []
    for party in order:
        mine = rows[rows["party"] == party].sort_values("published")
        if mine.empty:
            continue
        colour, shape, dashes = theme.party(order.index(party))
        xs = [panel.left + columns[dt.date.fromisoformat(str(d))] for d in mine["published"]]
        ys = [places[party, str(d)] for d in mine["published"]]
        page.line(xs, ys, 1.5, color=colour, linestyle=dashes, zorder=2,
                  gid=f"{panel.rows['issue'].iloc[0]} {party}")  # fmt: skip
        for x, y, row in zip(xs, ys, mine.to_dict("records"), strict=True):
            _mark(page, x, y, row, colour, shape)
        ends.append((party, xs[-1], ys[-1]))
    spread = apart([y for _, _, y in ends], 0.2, panel.top, panel.top + panel.tall)
    for (party, x, y), at in zip(ends, spread, strict=True):
        colour, _, dashes = theme.party(order.index(party))
        edge = panel.left + PLOT
        page.line([x, edge - 0.02, edge + 0.06], [y, y if x > edge - 0.4 else at, at], 0.5,
                  color=colour, linestyle=":", zorder=1.5)  # fmt: skip
        words = fitted(names[party], NAMES - 0.15, theme, 0.88, "bold", most=1)
        page.text(edge + 0.09, at, words, 0.88, color=colour, weight="bold", gid="party")


def _mark(page: Sheet, x: float, y: float, row: Mapping[Any, Any], colour: str, shape: str) -> None:
    theme = page.theme
    hollow = row.get("status") == "conditional"
    page.mark(x, y, shape, 13, markerfacecolor=theme.paper if hollow else colour,
              markeredgecolor=colour, markeredgewidth=1.2 * page.scale, gid="mark")  # fmt: skip
    act = theme.acts.get(str(row["act"]).split("|")[0])
    if act is not None:
        page.text(x, y, act.mark, 0.8, ha="center", va="center_baseline", weight="bold", zorder=4,
                  color=colour if hollow else theme.paper, gid="act")  # fmt: skip
    change = CHANGES.get(str(row.get("change", "")))
    if change and change != CHANGES["new"]:
        page.text(x + 0.12, y - 0.03, change, 0.75, zorder=4, color=theme.text, gid="change")


def _axis(
    page: Sheet, panel: Panel, days: Sequence[dt.date], columns: Mapping[dt.date, float]
) -> None:
    """Write the days under their columns, and lead them to a true scale of time."""
    theme = page.theme
    top = panel.top + panel.tall
    ruler = top + 0.48
    page.line([panel.left, panel.left + PLOT], [ruler] * 2, 0.9, color=theme.muted)
    taken, year = -1.0, 0
    for day, true in zip(days, _true(days), strict=True):
        x = columns[day]
        across = [panel.left + at for at in (x, x, true, true)]
        page.line(across, [top, top + 0.04, ruler - 0.02, ruler + 0.03], 0.4, color=theme.muted)
        if x - taken >= 0.42:
            page.box(panel.left + x - 0.24, top + 0.05, 0.48, 0.17, facecolor=theme.paper,
                     edgecolor="none")  # fmt: skip
            page.text(panel.left + x, top + 0.13, f"{day.day} {_month(day, theme)}", 0.78,
                      ha="center", gid="day", zorder=3)  # fmt: skip
            taken = x
    taken = -1.0
    for first in _months(days):
        span = (days[-1] - days[0]).days or 1
        x = 0.2 + (PLOT - 0.4) * (first - days[0]).days / span
        page.line([panel.left + x] * 2, [ruler, ruler + 0.05], 0.8, color=theme.muted)
        words = f"{_month(first, theme)} {first.year}" if first.year != year else _month(
            first, theme)  # fmt: skip
        room = 0.3 if first.year == year else 0.46
        if x - taken >= room:
            page.text(panel.left + x, ruler + 0.14, words, 0.72, ha="center", color=theme.muted,
                      gid="month")  # fmt: skip
            taken = x + room / 3
            year = first.year


def _month(day: dt.date, theme: Theme) -> str:
    return theme.label("months", str(day.month))


def _months(days: Sequence[dt.date]) -> list[dt.date]:
    """First days of months for the scale of time, at most about seven of them."""
    total = (days[-1].year - days[0].year) * 12 + days[-1].month - days[0].month
    step = next((s for s in (1, 2, 3, 6, 12) if total / s <= 7), 12 * math.ceil(total / 84))
    found = []
    for ahead in range(total + 1):
        month = days[0].month - 1 + ahead
        first = dt.date(days[0].year + month // 12, month % 12 + 1, 1)
        if first >= days[0] and (first.month - 1) % min(step, 12) == 0:
            found.append(first)
    return found if step <= 12 else found[:: step // 12]


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
