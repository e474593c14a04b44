"""What an expression is read against, and the resolvers of calendar dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from dateutil.easter import easter

from analysis.extraction.calendar_spans import (
    DateRange,
    Tense,
    month_of,
    one_day,
    part_of,
    season_of,
    shifted,
    week_of,
    weekday_near,
    year_for,
    year_of,
)
from analysis.extraction.durations import time_words


@dataclass(frozen=True)
class Context:
    """What an expression is read against.

    Parameters
    ----------
    published
        Day of publication.
    tense
        Of the clause.
    anchor
        The date before it in the text, which "a day later" refers to.
    day
        The last date of a single day before it, which "the same evening" refers to.
    agreed
        Day of the agreement that the text reports, from which its deadlines run.
    entry
        First day of the entry above, for a date that begins an entry of a chronology.
    """

    published: dt.date
    tense: Tense
    anchor: DateRange | None = None
    day: DateRange | None = None
    agreed: dt.date | None = None
    entry: dt.date | None = None


Resolver = Callable[[re.Match[str], Context], "DateRange | None"]


_DEFINITE = re.compile(r"\bthe $", re.I)
# "the Thursday session": a word follows that the day is of.
_GOES_ON = re.compile(r"[ ’'-]?\w")
# Days: what is so fresh is of this year; what follows in a story follows within so many.
_RECENT = 45
_FAR = 300
_NEXT = 150


def month_number(name: str) -> int:
    """Give the number of a month by its name or short form."""
    return int(time_words("month")[name.lower().rstrip(".")])


def _weekday(name: str) -> int:
    return int(time_words("weekday")[name.lower().rstrip(".")])


def read_full_date(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "9 March 2025", "Sunday, 19 January", "18-19 March"."""
    parts = match.groupdict()
    month = month_number(parts["month"])
    day = int(parts["day"])
    last = int(parts["day2"]) if parts.get("day2") else day
    weekday = parts.get("weekday")
    if parts.get("year"):
        year = int(parts["year"])
        year += 2000 if year < 100 else 0
    elif parts.get("of_year"):
        # "on 9 December of last year"
        year = context.published.year + {"last": -1, "this": 0, "next": 1}[parts["of_year"].lower()]
    else:
        bound = (parts.get("bound") or "").lower()
        # "a meeting before Oct. 1" may hang on a past verb ("has floated").
        loose = bound in ("before", "by", "until", "till") and context.tense == "past"
        tense: Tense = "" if loose else context.tense
        year = _not_a_year_off(context, month, day, year_for(context.published, month, day, tense))
        year = _year_of_story(context, month, day, year)
        if context.entry is not None:
            year = _year_in_order(context, month, day, year)
        if weekday:
            year = _year_of_weekday(context.published, month, day, _weekday(weekday), year)
    try:
        last_month = month_number(parts["month2"]) if parts.get("month2") else month
        start = dt.date(year, month, day)
        end = dt.date(year + (last_month < month), last_month, last)
        return DateRange(start, end) if start <= end else None
    except ValueError:
        return None


def _not_a_year_off(context: Context, month: int, day: int, year: int) -> int:
    """Give this year for a day just gone: "had offered on 1 August to host" is no year ahead."""
    try:
        ahead = (dt.date(year, month, day) - context.published).days
        gone = (context.published - dt.date(year - 1, month, day)).days
    except ValueError:
        return year
    return year - 1 if ahead > _FAR and gone <= _RECENT else year


def _year_of_story(context: Context, month: int, day: int, year: int) -> int:
    """Give the year that a story of years ago is at: "on 13 November 2020 …. On 10 December …"."""
    told = (context.day or context.anchor or DateRange(None, None)).start
    if told is None or context.tense != "past" or told.year >= context.published.year:
        return year
    try:
        if (context.published - dt.date(year, month, day)).days <= _RECENT:
            return year
        following = dt.date(told.year, month, day)
        if following < told.replace(day=1):
            following = following.replace(year=told.year + 1)
    except ValueError:
        return year
    return following.year if (following - told).days <= _NEXT else year


def _year_in_order(context: Context, month: int, day: int, year: int) -> int:
    """Give the year that keeps a chronology in order: not before the entry above."""
    assert context.entry is not None
    for candidate in range(context.entry.year, context.published.year + 1):
        try:
            if dt.date(candidate, month, day) >= context.entry:
                return candidate
        except ValueError:
            continue
    return year


def _year_of_weekday(published: dt.date, month: int, day: int, weekday: int, year: int) -> int:
    for candidate in (year, published.year, published.year - 1, published.year + 1):
        try:
            if dt.date(candidate, month, day).weekday() == weekday:
                return candidate
        except ValueError:
            continue
    return year


def read_month_only(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "March 2021", "last July", "mid-November"."""
    parts = match.groupdict()
    month = month_number(parts["month"])
    relative = (parts.get("relative") or "").lower()
    of_year = (parts.get("of_year") or "").lower()
    if parts.get("year"):
        year = int(parts["year"])
    elif of_year:
        # "in May last year"
        year = context.published.year + {"last": -1, "this": 0, "next": 1}[of_year]
    elif relative == "that" and context.anchor and context.anchor.start:
        # "in March 1987 …, and that September"
        year = context.anchor.start.year + (month < context.anchor.start.month)
    elif relative.endswith("following") and context.anchor and context.anchor.start:
        # "on 10 December 2020 …, and the following August"
        year = context.anchor.start.year + (month <= context.anchor.start.month)
    elif relative in ("last", "past"):
        year = context.published.year - (month >= context.published.month)
    elif relative == "next":
        year = context.published.year + (month <= context.published.month)
    elif relative == "this":
        year = context.published.year
    else:
        year = year_for(context.published, month, None, context.tense)
        year = _year_of_story(context, month, 1, year)
        if context.entry is not None:
            year = _year_in_order(context, month, 28, year)
    whole = month_of(year, month)
    if _at_end(match):
        return DateRange(whole.end - dt.timedelta(days=6), whole.end) if whole.end else whole
    return _in_part(whole, parts.get("part"))


def read_month_of_year(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "1988, November"."""
    return month_of(int(match.group("year")), month_number(match.group("month")))


def _at_end(match: re.Match[str]) -> bool:
    """Tell whether the words are "at the end of": its last week, where "by" means its last day."""
    part = (match.groupdict().get("part") or "").lower()
    before = match.string[max(0, match.start() - 10) : match.start()]
    return "end of" in part and re.search(r"\b(?:at|towards?)\s+$", before, re.I) is not None


def _in_part(whole: DateRange, part: str | None) -> DateRange:
    word = (part or "").lower().strip(" -")
    if word.startswith(("early", "beginning", "start")):
        return part_of(whole, "early")
    if word.startswith(("mid", "middle")):
        return part_of(whole, "mid")
    if word.startswith("late"):
        return part_of(whole, "late")
    if word.startswith("end") and whole.end:
        return DateRange(whole.end, whole.end)
    return whole


def read_ordinal_weekday(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the last Saturday of April"."""
    month = month_number(match.group("month"))
    year = match.group("year")
    number = int(year) if year else year_for(context.published, month, None, context.tense)
    whole = month_of(number, month)
    weekday = _weekday(match.group("weekday"))
    assert whole.start and whole.end
    days = [whole.start + dt.timedelta(days=k) for k in range((whole.end - whole.start).days + 1)]
    fitting = [day for day in days if day.weekday() == weekday]
    order = int(time_words("ordinal")[match.group("ordinal").lower()])
    index = order - 1 if order > 0 else -1
    return one_day(fitting[index]) if index < len(fitting) else None


def read_weekday_only(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "Tuesday", "next Monday", "Sunday night"."""
    word = (match.group("relative") or "").lower()
    step = {"last": -1, "past": -1, "next": 1, "coming": 1, "this coming": 1}.get(word, 0)
    told = context.day or context.anchor
    if word in ("following", "previous", "preceding") and told and told.start and told.end:
        # "on 13 November …, the following Monday": of the day that was told.
        step = 1 if word == "following" else -1
        base = told.end if step > 0 else told.start
        return one_day(weekday_near(base, _weekday(match.group("weekday")), "", step))
    if _DEFINITE.search(match.string, 0, match.start("words")) and told and told.end:
        # "On 5 October …; the calm lasted until the Thursday": the one after the day that was told.
        if context.tense == "past" and not _GOES_ON.match(match.string, match.end()):
            return one_day(weekday_near(told.end, _weekday(match.group("weekday")), "", 1))
    tense: Tense = "future" if word == "this" and context.tense != "past" else context.tense
    first = weekday_near(context.published, _weekday(match.group("weekday")), tense, step)
    if match.groupdict().get("weekday2"):
        second = weekday_near(first, _weekday(match.group("weekday2")), "future")
        if context.tense == "past" and second > context.published:
            # "from Wednesday to Friday", told on a Thursday: both lie behind.
            first, second = (day - dt.timedelta(days=7) for day in (first, second))
        return DateRange(first, second)
    return one_day(first)


def read_iso(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "2025-03-18"."""
    try:
        return one_day(dt.date(*(int(match.group(k)) for k in ("y", "m", "d"))))
    except ValueError:
        return None


def read_figures(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "18.03.2025" and "3/18/25"."""
    a, b, year = (int(match.group(k)) for k in ("a", "b", "y"))
    year += 2000 if year < 100 else 0
    # Day first, as most of the world writes it; month first only where no day fits.
    for day, month in ((a, b), (b, a)):
        try:
            return one_day(dt.date(year, month, day))
        except ValueError:
            continue
    return None


def read_period(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "last week", "early this month", "next weekend"."""
    word = (match.group("relative") or "").lower()
    unit = match.group("unit").lower()
    today = context.published
    step = -1 if word in ("last", "past", "previous") else 1 if word in ("next", "coming") else 0
    part = match.groupdict().get("part")
    if unit == "week":
        whole = week_of(today + dt.timedelta(days=7 * step))
        side = (match.groupdict().get("side") or "").lower()
        if step == 0 and side == "earlier" and whole.start:
            return DateRange(whole.start, today)
        if step == 0 and side == "later" and whole.end:
            return DateRange(today, whole.end)
        return whole
    if unit == "weekend":
        ahead = step > 0 or (step == 0 and context.tense in ("future", "present"))
        saturday = weekday_near(today, 5, "future" if ahead else "past", step)
        if step < 0 and (today - saturday).days < 2:
            # On a Sunday "last weekend" is the one before: this one is not over.
            saturday -= dt.timedelta(days=7)
        return DateRange(saturday, saturday + dt.timedelta(days=1))
    if unit == "month":
        moved = shifted(today.replace(day=1), step, "month")
        return _in_part(month_of(moved.year, moved.month), part)
    if unit == "year":
        return _in_part(year_of(today.year + step), part)
    if unit == "decade":
        first = (today.year // 10 + step) * 10
        return DateRange(dt.date(first, 1, 1), dt.date(first + 9, 12, 31))
    return None


def _ended(year: int, first_month: int, today: dt.date) -> bool:
    end = season_of(year, first_month).end
    return end is not None and end < today


def read_season(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "last summer", "the spring of 2018"."""
    first = int(time_words("season")[match.group("season").lower()])
    word = (match.group("relative") or "").lower()
    today = context.published
    if match.group("year"):
        year = int(match.group("year"))
    elif word == "last":
        year = max(y for y in range(today.year - 2, today.year + 1) if _ended(y, first, today))
    elif word == "next":
        year = today.year + ((season_of(today.year, first).start or today) <= today)
    elif word == "this":
        year = today.year
    else:
        year = year_for(today, first, None, context.tense)
    return season_of(year, first)


def read_year_only(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "2015", "late 2022"."""
    year = int(match.group("year"))
    if not 1850 <= year <= context.published.year + 40:
        return None
    return _in_part(year_of(year), match.groupdict().get("part"))


def read_years(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "2014-16"."""
    first = int(match.group("year"))
    second = match.group("year2")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if not 1850 <= first <= last <= context.published.year + 40:
        return None
    return DateRange(dt.date(first, 1, 1), dt.date(last, 12, 31))


def read_decade(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "the 1990s"."""
    first = int(match.group("year"))
    return DateRange(dt.date(first, 1, 1), dt.date(first + 9, 12, 31))


def read_feast(match: re.Match[str], context: Context) -> DateRange | None:
    """Read "Christmas Eve" and "at Easter"."""
    name = re.sub(r"\s+", " ", match.group("feast").lower().replace("’", "'"))
    value = time_words("feast")[name]
    given = match.group("year")
    if value.startswith("easter"):
        shift = dt.timedelta(days=int(value.removeprefix("easter")))
        near = easter(context.published.year) + shift
        year = int(given) if given else year_for(context.published, near.month, None, context.tense)
        return one_day(easter(year) + shift)
    month, day = (int(x) for x in value.split("-"))
    year = int(given) if given else year_for(context.published, month, day, context.tense)
    return one_day(dt.date(year, month, day))


def read_bounded(inner: Resolver) -> Resolver:
    """Read "by", "before", "after", "since" and "until" before an expression."""

    def resolve(match: re.Match[str], context: Context) -> DateRange | None:
        days = inner(match, context)
        word = (match.groupdict().get("bound") or "").lower()
        if days is None or not word:
            return days
        part = (match.groupdict().get("part") or "").lower()
        if word == "before" and part.startswith(("end", "the end")):
            word = "by"  # "before the end of September" may be its last day
        if word in ("before", "ahead of") and days.start:
            return DateRange(None, days.start - dt.timedelta(days=1))
        if word == "since":
            return DateRange(days.start, None)
        if word in ("until", "till"):
            return DateRange(None, days.end)
        if word.endswith("than"):
            word = "by"  # "not later than Monday"
        if word == "by" and context.tense in ("future", "present") and days.end:
            # Any day from now to the last one, as "within two weeks" is.
            return DateRange(min(context.published, days.end), days.end)
        return days

    return resolve
