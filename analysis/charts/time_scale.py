"""The days of a series: a column for each, and a true scale of time below them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from analysis.charts.canvas import Sheet, apart
from analysis.theme import Theme

SIDE: Final = 0.2  # inches left and right of the marks of the first and the last day
AXIS: Final = 0.78  # inches that the days and the scale take below a panel


@dataclass(frozen=True)
class Time:
    """The days of a series, their columns in a panel of some width, and a true scale below."""

    days: Sequence[dt.date]
    wide: float
    side: float
    columns: Mapping[dt.date, float]

    def true(self, day: dt.date) -> float:
        """Where a day falls on the true scale."""
        span = (self.days[-1] - self.days[0]).days or 1
        return self.side + (self.wide - 2 * self.side) * (day - self.days[0]).days / span


def laid_time(days: Sequence[dt.date], crowd: int, *, mark: float, least: float) -> Time:
    """Lay out days so that ``crowd`` marks of ``mark`` inches find room side by side on each.

    ``least`` is the least width of the panel.
    """
    room = max(0.5, mark * crowd + 0.1)
    side = SIDE + mark * (crowd - 1) / 2
    wide = max(least, 2 * side + room * (len(days) - 1))
    time = Time(days, wide, side, {})
    places = apart([time.true(day) for day in days], room, side, wide - side)
    return replace(time, columns=dict(zip(days, places, strict=True)))


def draw_time(page: Sheet, left: float, top: float, time: Time) -> None:
    """Write the days under their columns, and lead them to a true scale of time."""
    theme = page.theme
    ruler = top + 0.48
    page.line([left, left + time.wide], [ruler] * 2, 0.9, color=theme.muted)
    taken, year = -1.0, 0
    for day, x in time.columns.items():
        true = time.true(day)
        across = [left + at for at in (x, x, true, true)]
        page.line(across, [top, top + 0.04, ruler - 0.02, ruler + 0.03], 0.4, color=theme.muted)
        if x - taken >= 0.42:
            page.box(left + x - 0.24, top + 0.05, 0.48, 0.17, facecolor=theme.paper,
                     edgecolor="none")  # fmt: skip
            page.text(left + x, top + 0.13, f"{day.day} {_month(day, theme)}", 0.78,
                      ha="center", gid="day", zorder=3)  # fmt: skip
            taken = x
    taken = -1.0
    for first in _months(time.days):
        x = time.true(first)
        page.line([left + x] * 2, [ruler, ruler + 0.05], 0.8, color=theme.muted)
        words = f"{_month(first, theme)} {first.year}" if first.year != year else _month(
            first, theme)  # fmt: skip
        room = 0.3 if first.year == year else 0.46
        if x - taken >= room:
            page.text(left + x, ruler + 0.14, words, 0.72, ha="center", color=theme.muted,
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
