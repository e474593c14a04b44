"""Time expressions as they stand in a text: one, the two of a pair, or the range of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from analysis.extraction.calendar_spans import DateRange, Tense, shifted
from analysis.extraction.durations import time_words

_OPENING: Final = re.compile(r"\b(between|from)\s+(?:the\s+)?$", re.I)
_WEEK: Final = 7
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_TO: Final = re.compile(r"\s*(?:to|until|till|through|and)\s+(?:the\s+)?", re.I)


@dataclass(frozen=True)
class DateMention:
    """One time expression of a text.

    Parameters
    ----------
    start, end
        Offsets, a preposition left out ("Tuesday" of "on Tuesday").
    text
        The verbatim words.
    range
        The days it covers; None where it is too vague to be dated.
    kind
        ``point`` (a day or period), ``story`` (told only by the day before it), ``since``,
        ``deadline`` (by, before, within) or ``vague``.
    tense
        Of the clause it stands in: ``past``, ``future``, ``present`` or ''.
    """

    start: int
    end: int
    text: str
    range: DateRange | None
    kind: str
    tense: Tense


def join_ranges(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Make one of "between March and June" and of "from Monday to Friday".

    Parameters
    ----------
    text
        The text of the source.
    mentions
        Its time expressions, in text order.

    Returns
    -------
    list of DateMention

    Examples
    --------
    >>> import datetime as dt
    >>> text = "between March and June"
    >>> march = DateRange(dt.date(2000, 3, 1), dt.date(2000, 3, 31))
    >>> june = DateRange(dt.date(2000, 6, 1), dt.date(2000, 6, 30))
    >>> ends = [DateMention(8, 13, "March", march, "point", "")]
    >>> ends += [DateMention(18, 22, "June", june, "point", "")]
    >>> [(m.text, m.range.iso) for m in join_ranges(text, ends)]
    [('March and June', ('2000-03-01', '2000-06-30'))]
    """
    joined: list[DateMention] = []
    for mention in mentions:
        first = joined[-1] if joined else None
        whole = _joined(text, first, mention) if first is not None else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(mention)
    return joined


def _joined(text: str, first: DateMention, last: DateMention) -> DateMention | None:
    """Give the range from one expression to the next, where the words make one of them."""
    opening = _OPENING.search(text, max(0, first.start - 16), first.start)
    link = _TO.fullmatch(text, first.end, last.start)
    if opening is None or link is None or first.range is None or last.range is None:
        return None
    # "from Monday and on Friday": only "between" goes with "and", only "from" with the others.
    if (opening.group(1).lower() == "between") != (link.group().strip().lower()[:3] == "and"):
        return None
    begin, end = first.range.start, last.range.end
    if begin is None or end is None:
        return None
    if _YEAR.search(first.text) and _is_yearless(last):
        # "from November 2000 to January": the next January.
        end = shifted(end, begin.year - end.year, "year")
        end = shifted(end, 1, "year") if end < begin else end
    if (begin - end).days > _WEEK:
        # "from November to January 1999": the year that is told is of the end.
        begin = shifted(begin, end.year - begin.year, "year")
        begin = shifted(begin, -1, "year") if begin > end else begin
    elif begin > end:
        begin = shifted(begin, -1, "week")
    if begin > end:
        return None
    words = text[first.start : last.end]
    return replace(last, start=first.start, text=words, range=DateRange(begin, end), kind="point")


def _is_yearless(mention: DateMention) -> bool:
    """Tell whether an expression names a month and no year."""
    words = re.findall(r"[a-z]+", mention.text.lower())
    return not _YEAR.search(mention.text) and any(w in time_words("month") for w in words)


def split_days(text: str, mention: DateMention) -> list[DateMention]:
    """Make two of "17 and 26 October": days that do not follow each other are two dates.

    Parameters
    ----------
    text
        The text of the source.
    mention
        An expression as it was found.

    Returns
    -------
    list of DateMention
        The expression itself, or its two days.

    Examples
    --------
    >>> import datetime as dt
    >>> days = DateRange(dt.date(2020, 10, 17), dt.date(2020, 10, 26))
    >>> text = "17 and 26 October"
    >>> [m.text for m in split_days(text, DateMention(0, 17, text, days, "point", ""))]
    ['17', '26 October']
    """
    days = mention.range
    parts = re.match(r"(\d{1,2})\s+(?:and|or)\s+(?=\d)", mention.text)
    if not parts or not days or not days.start or not days.end:
        return [mention]
    if _OPENING.search(text, max(0, mention.start - 16), mention.start):
        # "between 3 and 5 March": one stretch of days.
        return [mention]
    if (days.end - days.start).days < 2:
        return [mention]
    first = replace(
        mention,
        end=mention.start + len(parts.group(1)),
        text=parts.group(1),
        range=DateRange(days.start, days.start),
    )
    second = replace(
        mention,
        start=mention.start + parts.end(),
        text=mention.text[parts.end() :],
        range=DateRange(days.end, days.end),
    )
    return [first, second]
