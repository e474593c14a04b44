"""Lengths of time in words: days of a truce, hours of a meeting."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from analysis.codebook import read_table

# The coding guide: a month is 30 days. A year is 365.
_DAYS: Final[dict[str, float]] = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}


@cache
def time_words(kind: str) -> dict[str, str]:
    """Give the time words of one kind with their values.

    Parameters
    ----------
    kind
        ``weekday``, ``month``, ``season``, ``number``, ``ordinal``, ``unit``, ``feast``, ``part``,
        ``respite``, ``standing``, ``past_alike`` or ``set_ahead``.

    Returns
    -------
    dict

    Examples
    --------
    >>> time_words("weekday")["friday"]
    '4'
    """
    return {r["word"]: r["value"] for r in read_table("time_words") if r["kind"] == kind}


@lru_cache(maxsize=1)
def number_pattern() -> str:
    """Give the regular expression of a count, in figures or words."""
    words = sorted(time_words("number"), key=len, reverse=True)
    word = "|".join(words)
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    return (
        rf"(?:\d+(?:[.,]\d+)?|(?:{tens})-(?:one|two|three|four|five|six|seven|eight|nine)"
        rf"|a\s+hundred|one\s+hundred|a\s+couple\s+of|a\s+dozen|half\s+an|half\s+a|{word})"
    )


def parse_number(text: str) -> float | None:
    """Read a count.

    Examples
    --------
    >>> parse_number("forty-two"), parse_number("90"), parse_number("a couple of")
    (42.0, 90.0, 2.0)
    """
    text = re.sub(r"\s+", " ", text.lower().strip()).replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    numbers = time_words("number")
    if text in numbers:
        return float(numbers[text])
    if text.startswith("half a"):
        return 0.5
    parts = [numbers[p] for p in re.split(r"[\s-]+", text) if p in numbers and p not in ("a", "an")]
    if not parts:
        return None
    if "hundred" in text:
        return 100.0 * max(1.0, float(parts[0]) if float(parts[0]) < 10 else 1.0)
    return sum(float(part) for part in parts)


@lru_cache(maxsize=1)
def _duration_pattern() -> re.Pattern[str]:
    number = number_pattern()
    units = "|".join(sorted(time_words("unit"), key=len, reverse=True))
    return re.compile(
        rf"""(?<![\w.])(?P<low>{number})
        (?:[\s-]*(?P<more>and[\s-]a[\s-]half)(?=\W))?
        (?:[\s-]*(?:to|or|and|–|-)[\s-]*(?P<high>{number}))?
        [\s-]*(?:(?:full|whole|straight|consecutive|calendar|more)\s)?
        (?P<unit>{units})(?!\w)(?:[\s-](?P<half>and[\s-]a[\s-]half))?
        (?:,?\s(?:and\s)?(?P<minutes>{number})\sminutes)?""",
        re.X | re.I,
    )


# "three years ago", "a two-year-old war": a distance or an age, no term
_PAST: Final = re.compile(
    r"[\w-]+[\s-](?:days?|weeks?|months?|years?|hours?)[\s-](?:ago|old|earlier|later)(?!\w)", re.I
)
_LONG: Final = re.compile(r"(?<![\w-])(?P<unit>day|week|month|year|hour)[\s-]long(?!\w)", re.I)


def _find(text: str) -> list[tuple[str, float]]:
    """Give unit and count of each duration in a text."""
    found = []
    for match in _duration_pattern().finditer(text):
        low = parse_number(match.group("low"))
        high = parse_number(match.group("high")) if match.group("high") else None
        if low is None:
            continue
        count = low if high is None or high < low else (low + high) / 2
        if match.group("half") or match.group("more"):
            count += 0.5
        unit = time_words("unit")[match.group("unit").lower()]
        if match.group("minutes") and unit == "hour":
            count += (parse_number(match.group("minutes")) or 0) / 60
        found.append((unit, count))
    for match in _LONG.finditer(text):
        found.append((match.group("unit").lower(), 1.0))
    return found


def parse_days(text: str) -> float | None:
    """Give the length of the first duration in a text, in days.

    Parameters
    ----------
    text
        Words such as a clause of a condition.

    Returns
    -------
    float or None
        A month counts 30 days and a year 365. None where no duration of hours or more stands.

    Examples
    --------
    >>> parse_days("a month-long pause"), parse_days("a 72-hour truce"), parse_days("six months")
    (30.0, 3.0, 180.0)
    >>> parse_days("a war begun more than three years ago") is None
    True
    """
    for unit, count in _find(_PAST.sub(" ", text)):
        if unit != "minute" and count > 0:
            return round(count * _DAYS[unit], 4)
    return None


def parse_hours(text: str) -> float | None:
    """Give the length of the first duration of minutes or hours in a text, in hours.

    Parameters
    ----------
    text
        Words such as a clause that reports a meeting.

    Returns
    -------
    float or None
        The middle of a range. None where no minutes or hours stand.

    Examples
    --------
    >>> parse_hours("their three-to-four-hour meeting"), parse_hours("ninety minutes")
    (3.5, 1.5)
    """
    for unit, count in _find(text):
        if unit in ("minute", "hour") and count > 0:
            return round(count / 60 if unit == "minute" else count, 4)
    return None
