"""Resolvers of pieces of the calendar: the week of a day, halves of years, days of a month."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from analysis.extraction.calendar_spans import (
    DateRange,
    month_of,
    one_day,
    shifted,
    week_of,
    weekday_near,
    year_for,
    year_of,
)
from analysis.extraction.date_resolvers import Context, month_number, read_feast


def read_week_of(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the week of 21 October"."""
    parts = match.groupdict()
    month = month_number(parts.get("month") or parts["month3"])
    day = int(parts.get("day") or parts["day3"])
    year = int(parts["year"]) if parts.get("year") else 0
    year = year or year_for(context.published, month, day, context.tense)
    try:
        return week_of(dt.date(year, month, day))
    except ValueError:
        return None


def read_week_by_day(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the week before Christmas", "the week after 3 May"."""
    named = read_feast(match, context) if match.group("feast") else read_week_of(match, context)
    if named is None or named.start is None:
        return None
    return week_of(named.start + dt.timedelta(days=-7 if match["way"].lower() == "before" else 7))


def read_before_last(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the week before last", "the month before last"."""
    unit = match.group("unit").lower()
    if unit == "weekend":
        saturday = weekday_near(context.published, 5, "past", -1) - dt.timedelta(days=7)
        return DateRange(saturday, saturday + dt.timedelta(days=1))
    day = shifted(context.published, -2, unit)
    if unit == "week":
        return week_of(day)
    return month_of(day.year, day.month) if unit == "month" else year_of(day.year)


def read_piece(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the first week of June", "the last days of September", "the second quarter of 2024"."""
    parts = match.groupdict()
    which, piece = parts["which"].lower(), parts["piece"].lower()
    if parts.get("year2"):
        whole = year_of(int(parts["year2"]))
    else:
        month = month_number(parts["month"])
        year = parts.get("year")
        whole = month_of(
            int(year) if year else year_for(context.published, month, None, context.tense), month
        )
    if whole.start is None or whole.end is None:
        return None
    late = which in ("last", "final", "closing")
    order = {"second": 1, "third": 2, "fourth": 3}.get(which, 0)
    if parts.get("year2") and piece in ("half", "quarter"):
        months = {"half": 6, "quarter": 3}[piece]
        number = 12 // months - 1 if late else order
        if number >= 12 // months:
            return None
        start = whole.start + relativedelta(months=months * number)
        return DateRange(start, start + relativedelta(months=months, days=-1))
    if piece == "quarter":
        return None
    if piece == "half":
        middle = whole.start + (whole.end - whole.start) / 2
        later = late or which == "second"
        return DateRange(middle, whole.end) if later else DateRange(whole.start, middle)
    length = 7 if piece == "week" else 5
    if late:
        return DateRange(whole.end - dt.timedelta(days=length - 1), whole.end)
    start = whole.start + dt.timedelta(days=7 * order)
    return DateRange(start, start + dt.timedelta(days=length - 1))


def read_day_of_month(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "on the 20th", "on the 19th of that month"."""
    day = int(match.group("day"))
    which = (match.group("which") or "").lower()
    base = context.published
    if which in ("that", "the") and context.anchor is not None and context.anchor.start:
        base = context.anchor.start
    step = {"last": -1, "next": 1}.get(which, 0)
    # "Votes on the 9th", told in the present after the 9th, is of the next month.
    if not which and context.tense in ("future", "present") and day < base.day:
        step = 1
    if not which and context.tense == "past" and day > base.day:
        step = -1
    told = context.anchor.start if context.anchor is not None else None
    if not which and context.tense in ("past", "") and told is not None:
        if told.replace(day=1) < context.published.replace(day=1):
            # "opened on 6 February and were adjourned on the 23rd": of the month that was told.
            base, step = told, int(day < told.day)
    moved = shifted(base.replace(day=1), step, "month")
    try:
        return one_day(moved.replace(day=day))
    except ValueError:
        return None
