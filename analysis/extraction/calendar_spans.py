"""Arithmetic of days, weeks, months, seasons and years as ranges of dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dateutil.relativedelta import relativedelta

# "due": what was planned when it was told ("was to arrive on Monday").
Tense = Literal["past", "future", "present", "due", ""]


@dataclass(frozen=True)
class DateRange:
    """First and last day of what a time expression covers; None on a side that is open.

    Examples
    --------
    >>> DateRange(dt.date(2025, 3, 1), dt.date(2025, 3, 31)).iso
    ('2025-03-01', '2025-03-31')
    """

    start: dt.date | None
    end: dt.date | None

    @property
    def iso(self) -> tuple[str, str]:
        """Both ends in ISO 8601, '' where open."""
        return (
            self.start.isoformat() if self.start else "",
            self.end.isoformat() if self.end else "",
        )


def one_day(day: dt.date) -> DateRange:
    """Give the range of a single day."""
    return DateRange(day, day)


def weekday_near(anchor: dt.date, weekday: int, tense: Tense, step: int = 0) -> dt.date:
    """Give the day that a weekday's name means.

    Parameters
    ----------
    anchor
        Day of publication.
    weekday
        0 for Monday.
    tense
        ``future``, ``present`` and ``due``: the next one, today included; otherwise the last one,
        today included.
    step
        1 for "next", -1 for "last": today is then left out.

    Returns
    -------
    date

    Examples
    --------
    >>> tuesday = dt.date(2025, 3, 18)
    >>> weekday_near(tuesday, 1, "future"), weekday_near(tuesday, 0, "past")
    (datetime.date(2025, 3, 18), datetime.date(2025, 3, 17))
    """
    ahead = (weekday - anchor.weekday()) % 7
    if step > 0:
        return anchor + dt.timedelta(days=ahead or 7)
    if step < 0:
        return anchor - dt.timedelta(days=(anchor.weekday() - weekday) % 7 or 7)
    # "Talks resume on Friday": the present of a timetable.
    if tense in ("future", "present", "due"):
        return anchor + dt.timedelta(days=ahead)
    return anchor - dt.timedelta(days=(anchor.weekday() - weekday) % 7)


def week_of(day: dt.date) -> DateRange:
    """Give the week, Monday to Sunday, that holds a day."""
    monday = day - dt.timedelta(days=day.weekday())
    return DateRange(monday, monday + dt.timedelta(days=6))


def month_of(year: int, month: int) -> DateRange:
    """Give a month."""
    first = dt.date(year, month, 1)
    return DateRange(first, first + relativedelta(months=1, days=-1))


def year_of(year: int) -> DateRange:
    """Give a year."""
    return DateRange(dt.date(year, 1, 1), dt.date(year, 12, 31))


def season_of(year: int, first_month: int) -> DateRange:
    """Give a season by its first month; winter runs into the next year."""
    first = dt.date(year, first_month, 1)
    return DateRange(first, first + relativedelta(months=3, days=-1))


def part_of(whole: DateRange, part: str) -> DateRange:
    """Give the first, middle or last third of a month, or such a part of a year.

    Late in a year is its last quarter.

    Examples
    --------
    >>> part_of(month_of(2016, 11), "mid").iso
    ('2016-11-11', '2016-11-20')
    """
    if whole.start is None or whole.end is None:
        return whole
    if (whole.end - whole.start).days > 40:
        first = {"early": 0, "mid": 4, "late": 8}[part]
        start = whole.start + relativedelta(months=first)
        if part == "late":
            return DateRange(start + relativedelta(months=1), whole.end)
        return DateRange(start, start + relativedelta(months=4, days=-1))
    first = {"early": 0, "mid": 10, "late": 20}[part]
    start = whole.start + dt.timedelta(days=first)
    end = whole.end if part == "late" else start + dt.timedelta(days=9)
    return DateRange(start, end)


def year_for(anchor: dt.date, month: int, day: int | None, tense: Tense) -> int:
    """Give the year that a date without year means: by tense, else the nearest.

    Parameters
    ----------
    anchor
        Day of publication.
    month, day
        The date; ``day`` None for a month.
    tense
        ``past``, ``future`` or ''.

    Returns
    -------
    int

    Examples
    --------
    >>> year_for(dt.date(2025, 1, 10), 12, 20, "past"), year_for(dt.date(2025, 12, 10), 1, 5, "")
    (2024, 2026)
    """
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            start = dt.date(year, month, day or 1)
        except ValueError:
            continue
        end = start if day else start + relativedelta(months=1, days=-1)
        candidates.append((year, start, end))
    past = [year for year, start, _ in candidates if start <= anchor]
    future = [year for year, _, end in candidates if end >= anchor]
    near = (
        min((start - anchor).days for year, start, _ in candidates if year in future)
        if future
        else 999
    )
    gone = min((anchor - end).days for year, _, end in candidates if year in past) if past else 0
    # A participle reads as past ("counted from 19 January"): a date next week beats one last year.
    if tense == "past" and past and not (gone > 330 and near <= 35):
        return max(past)
    # "He leaves office in August": what is told in the present of another month lies ahead.
    ahead = tense == "present" and day is None and near > 0
    if (tense == "future" or ahead) and future:
        return min(future)

    def distance(item: tuple[int, dt.date, dt.date]) -> int:
        _, start, end = item
        if start <= anchor <= end:
            return 0
        return min(abs((start - anchor).days), abs((end - anchor).days))

    return min(candidates, key=distance)[0] if candidates else anchor.year


def shifted(anchor: dt.date, count: float, unit: str) -> dt.date:
    """Move a day by a count of units (negative: back).

    Examples
    --------
    >>> shifted(dt.date(2025, 3, 18), -1, "week")
    datetime.date(2025, 3, 11)
    """
    try:
        return anchor + _length(count, unit)
    except (ValueError, OverflowError):
        # "3,000 years ago" is before the calendar of the machine.
        return dt.date.min if count < 0 else dt.date.max


def _length(count: float, unit: str) -> relativedelta:
    whole = int(count)
    if unit in ("minute", "hour"):
        return relativedelta(days=int(count / 24) if unit == "hour" else 0)
    if unit in ("day", "week", "fortnight"):
        return relativedelta(days=int(count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
    if unit == "month":
        return relativedelta(months=whole, days=int((count - whole) * 30))
    if unit == "year":
        return relativedelta(years=whole, months=int((count - whole) * 12))
    return relativedelta(years=int(count * 10))
