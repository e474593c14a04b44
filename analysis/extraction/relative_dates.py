"""Resolvers of expressions that count from another day: ago, later, within, the same evening."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from analysis.extraction.calendar_spans import (
    DateRange,
    month_of,
    one_day,
    shifted,
    week_of,
    weekday_near,
    year_of,
)
from analysis.extraction.date_resolvers import Context
from analysis.extraction.durations import parse_number, time_words

_NEWS: Final = re.compile(
    r"\s+the\s+(?:announcement|signing|deal|agreement|accord|truce|cease-?fire|pact|vote)\b", re.I
)
_FROM_THEN: Final = re.compile(
    r"\s+(?:of|from|after)\s+(?:that|this)\s+(?:hour|day|date|moment)\b", re.I
)
_AHEAD: Final = ("future", "present")
_DAYS: Final = frozenset("day morning evening night afternoon".split())


def _count(match: re.Match[str]) -> tuple[float, str]:
    number = parse_number(match.group("n")) or 1.0
    return number, time_words("unit")[match.group("unit").lower()]


def read_ago(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "a week ago"."""
    count, unit = _count(match)
    if (match.groupdict().get("about") or "").lower().startswith(("over", "more", "less", "under")):
        return None
    day = shifted(context.published, -count, unit)
    if unit in ("year", "decade"):
        return year_of(day.year)
    if unit == "month" and count > 1:
        return month_of(day.year, day.month)
    return one_day(day)


def read_earlier(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "a day earlier", "two weeks later"."""
    count, unit = _count(match)
    sign = -1 if match.group("way").lower() in ("earlier", "before", "previously") else 1
    base = context.day if unit in ("minute", "hour") else context.anchor
    if base is None and (sign > 0 or unit in ("minute", "hour")):
        return None
    day = (base.start if base else None) or context.published
    if sign > 0 and base and base.end:
        day = base.end
    if base and base.start and base.end and (base.end - base.start).days > 31:
        if unit in ("year",):
            return year_of(day.year + sign * int(count))
        return None
    moved = shifted(day, sign * count, unit)
    if unit == "year":
        # As with "three years ago", the count tells the year and no day of it.
        return year_of(moved.year)
    if base and base.start and base.end and base.start != base.end and unit == "month":
        return month_of(moved.year, moved.month)
    if base and base.start and base.end and base.start != base.end:
        # "in August …, ten days afterwards": some day that many after one of the month.
        return DateRange(
            shifted(base.start, sign * count, unit), shifted(base.end, sign * count, unit)
        )
    return one_day(moved)


def read_story_day(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "hours later", "on the eve of the signing": of the day that the story is at."""
    told = context.day
    if told is None and context.tense == "past" and _NEWS.match(match.string, match.end()):
        # "Hours before the announcement": the news of the report.
        told = one_day(context.agreed or context.published)
    if context.tense == "future" or told is None or told.start is None:
        return None
    eve = (match.groupdict().get("which") or "").lower() == "eve"
    return one_day(told.start - dt.timedelta(days=1)) if eve else told


def read_week_ahead(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "Saturday week", "a fortnight on Tuesday": so long after the next one."""
    parts = match.groupdict()
    name = (parts["weekday"] or parts["weekday2"]).lower()
    first = weekday_near(context.published, int(time_words("weekday")[name]), "future")
    ahead = (parts["ahead"] or parts["ahead2"]).lower()
    return one_day(first + dt.timedelta(days=7 if ahead.split()[-1] == "week" else 14))


def read_night_into(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "overnight into Sunday", "on the night of Friday to Saturday": two days."""
    weekday = int(time_words("weekday")[match.group("weekday").lower()])
    morning = weekday_near(context.published, weekday, context.tense)
    return DateRange(morning - dt.timedelta(days=1), morning)


def read_within(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "within 60 days"."""
    count, unit = _count(match)
    if context.tense == "past" or unit in ("minute",):
        return None
    today = re.search(r"\b(?:today|now)$", match.group("words"))
    start = context.published if today else context.agreed or context.published
    after = match.groupdict().get("from") or ""
    told = context.day.start if context.day is not None else None
    if told is not None and _FROM_THEN.match(after):
        return DateRange(told, shifted(told, count, unit))
    if after and not re.search(r"sign|agree|deal|accord|truce|pact|cease", after, re.I):
        # "within 180 days of the referendum": counted from a day that nobody knows.
        return None
    return DateRange(start, shifted(start, count, unit))


def read_over(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "over the next six weeks"."""
    number = parse_number(match.group("n") or match.group("n2"))
    unit = time_words("unit")[(match.group("unit") or match.group("unit2")).lower()]
    if context.tense != "future" or not number:
        return None
    start = context.agreed or context.published
    return DateRange(start, shifted(start, number, unit))


def read_by_pact(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the day after the accord", of the fresh accord that the text reports."""
    if context.agreed is None:
        return None
    step = 1 if match.group("way").lower() == "after" else -1
    return one_day(context.agreed + dt.timedelta(days=step))


def read_in_units(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "in three weeks"."""
    if context.tense not in ("future", "present"):
        return None
    count, unit = _count(match)
    return one_day(shifted(context.published, count, unit))


def read_day_word(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "yesterday", "tonight", "last night", "overnight"."""
    word = re.sub(r"\s+", " ", match.group("words").lower())
    today = context.published
    if "before yesterday" in word or "before last" in word:
        return one_day(today - dt.timedelta(days=2))
    if "after tomorrow" in word:
        return one_day(today + dt.timedelta(days=2))
    if word.startswith(("yesterday", "last night", "last evening")):
        return one_day(today - dt.timedelta(days=1))
    if word == "overnight":
        return DateRange(today - dt.timedelta(days=1), today)
    if word.startswith("tomorrow"):
        return one_day(today + dt.timedelta(days=1))
    return one_day(today)


def _unit_of(match: re.Match[str]) -> str:
    """Give the unit, which stands in another group in each wording of one expression."""
    groups = match.groupdict()
    return str(next(v for k, v in groups.items() if k.startswith("unit") and v)).lower()


def read_same(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the same evening", "that month"."""
    unit = _unit_of(match)
    daily = unit in ("day", "evening", "night", "afternoon", "morning", "hour")
    base = context.day if daily else context.anchor
    if base is None or base.start is None:
        return None
    if daily:
        return base
    if unit == "week":
        return week_of(base.start)
    if unit == "month":
        return month_of(base.start.year, base.start.month)
    if unit == "year":
        return year_of(base.start.year)
    return base


def read_daytime(match: re.Match[str], context: Context) -> DateRange | None:
    """Read an hour of the day: the day that the story is at, or that of publication."""
    told_today = context.day is None or context.day.start == context.published
    if "morning" in match.group().lower() and told_today and context.tense in _AHEAD:
        return one_day(context.published + dt.timedelta(days=1))  # "talks resume in the morning"
    if context.day is None and context.tense == "future":
        return None
    told = context.day.start if context.day is not None else None
    fresh = told is not None and context.entry is None and told < context.published
    if told is not None and fresh and "after midnight" in match.group().lower():
        return one_day(told + dt.timedelta(days=1))  # what began yesterday ends today
    return context.day or one_day(context.published)


def read_night(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "through the night": the one that the day of the story began with."""
    day = context.published
    if context.tense in _AHEAD:
        return DateRange(day, day + dt.timedelta(days=1))
    if context.day and context.day.start and context.day.start < day:
        day = context.day.start
    return DateRange(day - dt.timedelta(days=1), day)


def read_next_day(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the following day", "the year after"."""
    base = context.anchor
    unit = _unit_of(match)
    told = context.day
    if base is not None and base.start != base.end and told is not None and unit in _DAYS:
        base = told  # a day follows a day, whatever month stands between
    if base is None or base.end is None:
        return None
    word = match.group("words").lower()
    step = -1 if "before" in word or "previous" in word else 1
    if unit == "month":
        moved = shifted(base.end, step, "month")
        return month_of(moved.year, moved.month)
    if unit == "year":
        return year_of(base.end.year + step)
    if unit == "week":
        return week_of(base.end + dt.timedelta(days=7 * step))
    return one_day(base.end + dt.timedelta(days=step))
