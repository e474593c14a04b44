"""The wordings of time expressions, each with the resolver that reads it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analysis.extraction.date_pieces import (
    read_before_last,
    read_day_of_month,
    read_piece,
    read_week_by_day,
    read_week_of,
)
from analysis.extraction.date_resolvers import (
    Resolver,
    read_bounded,
    read_decade,
    read_feast,
    read_figures,
    read_full_date,
    read_iso,
    read_month_of_year,
    read_month_only,
    read_ordinal_weekday,
    read_period,
    read_season,
    read_weekday_only,
    read_year_only,
    read_years,
)
from analysis.extraction.durations import number_pattern, time_words
from analysis.extraction.relative_dates import (
    read_ago,
    read_by_pact,
    read_day_word,
    read_daytime,
    read_earlier,
    read_in_units,
    read_next_day,
    read_night,
    read_night_into,
    read_over,
    read_same,
    read_story_day,
    read_week_ahead,
    read_within,
)

Match = tuple[re.Match[str], Resolver, str]
_CAPITAL: Final = ("month", "month2", "month3", "weekday", "weekday2")


def find_expressions(text: str) -> list[Match]:
    """Find the time expressions of a text.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of (match, resolver, kind)
        Leftmost first, the longest at each place.
    """
    found: list[Match] = []
    for pattern, resolver, kind in _expressions():
        for match in pattern.finditer(text):
            named = match.groupdict()
            # "may" and "march" are verbs, "sun" and "fall" nouns: names of days have capitals.
            if all(w[:1].isupper() for k in _CAPITAL if (w := named.get(k) or "X")):
                found.append((match, resolver, kind))
    found.sort(key=lambda item: (item[0].start(), -item[0].end()))
    chosen: list[Match] = []
    for item in found:
        if chosen and item[0].start() < chosen[-1][0].end():
            if item[0].end() - item[0].start() > chosen[-1][0].end() - chosen[-1][0].start():
                chosen[-1] = item
            continue
        chosen.append(item)
    return chosen


@lru_cache(maxsize=1)
def _expressions() -> tuple[tuple[re.Pattern[str], Resolver, str], ...]:
    full = sorted(m for m in time_words("month") if len(m) > 4 or m in ("may", "june", "july"))
    short = sorted((m for m in time_words("month") if m not in full), key=len, reverse=True)
    month = rf"(?:{'|'.join(full)}|(?:{'|'.join(short)})\b\.?)"
    # A short form without a day counts only with its full stop: "Mar" and "Sat" are words too.
    bare_month = rf"(?:{'|'.join(full)}|(?:jan|feb|aug|sept|oct|nov|dec)\b\.)"
    days = sorted((d for d in time_words("weekday") if d.endswith("day")), key=len, reverse=True)
    weekday = "|".join(d.capitalize() for d in days)
    unit = "|".join(sorted(time_words("unit"), key=len, reverse=True))
    number = number_pattern()
    year = r"(?:19|20)\d{2}"
    daytime = (
        r"(?:\s+(?:at\s+)?(?:early\s+|late\s+)?"
        r"(?:morning|afternoon|evening|night|midnight|noon|lunchtime))?"
    )
    clock = r"\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\b\.?)?"
    hour = rf"(?:(?:noon|midnight|midday|dawn|dusk|nightfall|{clock})\s+on\s+)?"
    until = r"by|before|since|until|till|ahead\s+of|(?:not?\s+)?later\s+than"
    bound = rf"(?:(?P<bound>{until})\s+{hour})?(?:the\s+)?"
    named = sorted(time_words("feast"), key=len, reverse=True)
    feast = "|".join(re.sub(r"'", "[’']", name).replace(" ", r"\s+") for name in named)
    lead = r"(?<![\w-])"
    tail = r"(?![\w])"
    edge = r"(?:the\s+)?(?:end|beginning|start|middle)\s+of"
    part = rf"(?:(?P<part>early|mid|late|{edge})[\s-]+(?:in\s+)?)?"

    table: list[tuple[str, Resolver, str, bool]] = [
        (rf"(?P<y>{year})-(?P<m>\d{{2}})-(?P<d>\d{{2}})", read_iso, "point", False),
        (
            rf"(?P<a>\d{{1,2}})[./](?P<b>\d{{1,2}})[./](?P<y>{year}|\d{{2}})",
            read_figures,
            "point",
            False,
        ),
        # 9 March 2025; Sunday, 9 March; 18-19 March; the 9th of March
        (
            rf"(?P<words>(?:(?P<weekday>{weekday}),?\s+(?:the\s+)?)?(?P<day>[12]?\d|3[01]|0[1-9])(?:st|nd|rd|th)?"
            rf"(?:\s*(?:-|–|to|and|or)\s*(?P<day2>[12]?\d|3[01])(?:st|nd|rd|th)?)?\s+(?:of\s+)?"
            rf"(?P<month>{month})(?:,?\s+(?P<year>{year})|\s+(?:of\s+)?(?P<of_year>last|this|next)\s+year)?)",
            read_full_date,
            "point",
            True,
        ),
        # March 9, 2025; Sunday, March 9; March 18-19; Aug. 27
        (
            rf"(?P<words>(?:(?P<weekday>{weekday}),?\s+)?(?P<month>{month})\s+(?P<day>[12]?\d|3[01]|0[1-9])"
            rf"(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and|or)\s*(?P<day2>[12]?\d|3[01])(?:st|nd|rd|th)?(?!\s+(?:people|days|men|fighters)))?"
            rf"(?![\d,]*\d{{3}})(?:,?\s+(?P<year>{year})"
            r"|,?\s+(?:of\s+)?(?P<of_year>last|this|next)\s+year)?)",
            read_full_date,
            "point",
            True,
        ),
        # 1988, November; 1994, Oct. 10-14: the year first, as chronologies write it
        (
            rf"(?P<words>(?P<year>{year}),\s+(?P<month>{month})\s+(?P<day>[12]?\d|3[01]|0[1-9])"
            rf"(?:\s*(?:-|–)\s*(?P<day2>[12]?\d|3[01]))?)",
            read_full_date,
            "point",
            True,
        ),
        (rf"(?P<words>(?P<year>{year}),\s+(?P<month>{month}))", read_month_of_year, "point", True),
        # 30 March to 2 April
        (
            rf"(?P<words>(?P<day>[12]?\d|3[01])\s+(?P<month>{month})\s*(?:-|–|to|and)\s*(?P<day2>[12]?\d|3[01])\s+"
            rf"(?P<month2>{month})(?:,?\s+(?P<year>{year}))?)",
            read_full_date,
            "point",
            True,
        ),
        (
            rf"(?P<words>(?P<ordinal>first|second|third|fourth|last)\s+(?P<weekday>{weekday})\s+(?:of|in)\s+"
            rf"(?P<month>{month})(?:,?\s+(?P<year>{year}))?)",
            read_ordinal_weekday,
            "point",
            True,
        ),
        (
            rf"(?P<words>{part}(?:(?P<relative>last|next|this|past|that|the\s+following)\s+)?(?P<month>{bare_month})"
            rf"(?:,?\s+(?:of\s+)?(?:(?P<year>{year})|(?P<of_year>last|this|next)\s+year))?)"
            r"(?!\s+\d{1,2}\b)",
            read_month_only,
            "point",
            True,
        ),
        (
            rf"(?<!\ba\s)(?<!\bA\s)(?<!every\s)(?<!each\s)"
            r"(?P<words>(?:(?P<relative>last|next|this coming|this|past|coming|following|previous"
            r"|preceding)\s+)?"
            rf"(?P<weekday>{weekday})"
            rf"(?:\s+(?:to|through|or|and)\s+(?P<weekday2>{weekday}))?(?P<behind>\s+next)?{daytime})",
            read_weekday_only,
            "point",
            True,
        ),
        # Saturday week; a week on Monday; a fortnight from Tuesday: British for a week later
        (
            rf"(?P<words>(?:(?P<weekday>{weekday})\s+(?P<ahead>week|fortnight)"
            rf"|(?P<ahead2>a\s+week|two\s+weeks|a\s+fortnight)\s+(?:on|from|after|this)\s+(?P<weekday2>{weekday})))"
            r"(?!\s+of\b)",
            read_week_ahead,
            "point",
            True,
        ),
        (
            rf"(?:(?P<about>over|more\s+than|nearly|almost|about|around|some|less\s+than|just)\s+)?"
            rf"(?P<n>{number})[\s-]+(?P<unit>{unit})\s+ago",
            read_ago,
            "point",
            False,
        ),
        (
            rf"(?:just\s+|about\s+|some\s+)?(?P<n>{number})\s+(?P<unit>{unit})\s+"
            rf"(?P<way>earlier|later|afterwards|previously|(?:before|after)(?=\s*[,.;:\n]|$))",
            read_earlier,
            "point",
            False,
        ),
        # hours later; minutes before the vote; earlier in the day: of the day that the story is at
        (
            r"(?<!\d\s)(?:(?:a\s+few|several|some|many|only|just)\s+)?(?:hours|minutes)\s+"
            r"(?:earlier|later|afterwards|previously"
            r"|(?:before|after)(?=\s*[,.;:\n]|$|\s+(?:the|an?|his|her|its|their)\b))",
            read_story_day,
            "story",
            False,
        ),
        (
            r"(?:earlier|later|late|early)\s+(?:in|on)\s+the\s+(?:day|morning|afternoon|evening)",
            read_story_day,
            "story",
            False,
        ),
        (r"within\s+(?:hours|minutes)(?!\s+of\b)", read_story_day, "story", False),
        (r"(?:soon\s+|shortly\s+|immediately\s+)?afterwards?", read_story_day, "story", False),
        # on the day of the talks, on the eve of the signing, on the day it lapsed
        (
            r"on\s+the\s+(?:very\s+)?(?P<which>day|eve|night|morning|evening)"
            r"(?=\s+(?:of\s+)?(?:the|his|her|its|their|it|they|he|she)\b(?![^.,;\n]{0,50}\d))",
            read_story_day,
            "story",
            False,
        ),
        (
            rf"(?P<words>(?:overnight\s+(?:in)?to|(?:overnight\s+from|(?:in|on|during)\s+the\s+night\s+(?:of|from))\s+(?:{weekday})"
            rf"\s+(?:in)?to)\s+(?P<weekday>{weekday}))",
            read_night_into,
            "point",
            False,
        ),
        (
            rf"(?P<words>within\s+(?:the\s+next\s+)?(?P<n>{number})\s+(?P<unit>{unit})"
            rf"(?:\s+(?:of|from)\s+(?:today|now))?)(?P<from>\s+(?:of|from|after)\s+(?!today|now)(?:\w+\s+){{0,2}}\w+)?",
            read_within,
            "deadline",
            False,
        ),
        (
            rf"(?P<words>(?:over|during|in)\s+(?:(?:the|a)\s+(?:next|coming|following|first)\s+)(?P<n>{number})\s+(?P<unit>days|weeks|months)"
            rf"|over\s+(?:a\s+period\s+of\s+)?(?P<n2>{number})\s+(?P<unit2>days|weeks|months))",
            read_over,
            "deadline",
            False,
        ),
        (
            rf"(?P<words>in\s+(?P<n>{number})\s+(?P<unit>days?|weeks?|months?))(?:[’']\s+time)?",
            read_in_units,
            "point",
            False,
        ),
        (
            r"(?P<words>the\s+day\s+before\s+yesterday|the\s+night\s+before\s+last|the\s+day\s+after\s+tomorrow|yesterday"
            r"(?:\s+(?:morning|afternoon|evening|night))?|(?<!the\s)(?<!The\s)last\s+(?:night|evening)"
            r"|today|tonight|overnight|tomorrow(?:\s+(?:morning|afternoon|evening|night))?|this\s+(?:morning|afternoon|evening)"
            r"|earlier\s+today|later\s+today|on\s+the\s+same\s+day\s+as\s+today)",
            read_day_word,
            "point",
            True,
        ),
        (
            r"(?P<words>(?:that|the|this|those)\s+(?:very\s+)?same\s+(?P<unit>day|evening|night|afternoon|morning|week|months?|year|hour)"
            r"|(?:on\s+)?that\s+(?P<unit2>day|evening|night|afternoon|morning|week|month|year))",
            read_same,
            "point",
            False,
        ),
        (
            r"(?P<words>(?:in|during)\s+the\s+(?:morning|afternoon|evening)"
            r"|in\s+the\s+(?:small|early)\s+hours|before\s+dawn|at\s+(?:dawn|dusk|noon|midnight|daybreak|first\s+light)|by\s+(?:nightfall|midnight|dawn|noon|dusk)|after\s+(?:dark|midnight))(?!\s+(?:on|of)\s)",
            read_daytime,
            "point",
            False,
        ),
        # at 3:15 a.m.; at 06:00; at 4 pm
        (
            r"(?P<words>(?:at|around|about|shortly\s+after|just\s+after|just\s+before)\s+\d{1,2}"
            rf"(?:[:.]\d{{2}}(?:\s*[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?))(?!\.?,?\s+(?:on|of|yesterday|today|tomorrow|{weekday})\b|\d|%)",
            read_daytime,
            "point",
            False,
        ),
        (
            r"(?P<words>all\s+night|(?:all\s+|all\s+through\s+|through\s+|throughout\s+|during\s+|in\s+|into\s+)the\s+(?:(?:whole|entire|last)\s+)?"
            r"(?:small\s+hours|night))(?!-|\s+(?:of|before)\b)",
            read_night,
            "point",
            False,
        ),
        # the first week of June; the last days of September; the second half of 2024
        (
            rf"(?P<words>(?:the\s+)?(?P<which>first|second|third|fourth|last|final|opening|closing)\s+"
            rf"(?P<piece>week|half|quarter|days)\s+of\s+(?:(?P<month>{month})(?:,?\s+(?P<year>{year}))?|(?P<year2>{year})))",
            read_piece,
            "point",
            True,
        ),
        # on the 20th; by the 3rd of that month
        (
            r"(?:(?:on|by|until|since|from)\s+)(?P<words>the\s+(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)"
            r"(?:\s+of\s+(?P<which>that|this|the|last|next)\s+month|(?=\s*(?:[.,;:)]|$))|(?=\s+(?:the|a|an|he|she|they|it|[A-Z]\w+)\b)"
            r"(?!\s+(?:brigade|division|battalion|regiment|corps|army|infantry|fleet|congress|parliament"
            r"|session|anniversary|parallel|century|street|avenue|amendment|party|mountain|armou?red|plenum))))",
            read_day_of_month,
            "point",
            False,
        ),
        (
            r"(?P<words>the\s+(?P<unit>weekend|week|month|year)\s+before\s+last)",
            read_before_last,
            "point",
            False,
        ),
        # in the week of 21 October; the week of March 3
        (
            rf"(?P<words>(?:the\s+)?week\s+(?:of|beginning|starting|from)\s+(?:(?P<weekday>{weekday}),?\s+)?"
            rf"(?:(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?\s+(?P<month>{month})|(?P<month3>{month})\s+(?P<day3>[12]?\d|3[01]))"
            rf"(?:,?\s+(?P<year>{year}))?)",
            read_week_of,
            "point",
            False,
        ),
        # the week before Christmas; the week after 3 May
        (
            rf"(?P<words>the\s+week\s+(?P<way>before|after)\s+(?:(?P<feast>{feast})"
            rf"|(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?\s+(?P<month>{month})|(?P<month3>{month})\s+(?P<day3>[12]?\d|3[01]))"
            rf"(?:,?\s+(?P<year>{year}))?)",
            read_week_by_day,
            "point",
            True,
        ),
        (
            r"(?P<words>the\s+(?:following|next|previous)\s+(?P<unit>day|morning|evening|night|week|month|year)"
            r"|the\s+(?P<unit2>day|evening|night|month|year)\s+(?:before|after)(?!\s+(?:the|an?|his|her|its|their|that|this)\b))(?!\s+(?:yesterday|tomorrow))",
            read_next_day,
            "point",
            False,
        ),
        # the day after the accord
        (
            r"(?P<words>the\s+(?:day|night|morning|evening)\s+(?P<way>before|after)\s+(?:the|this|that|its)"
            r"\s+(?:accord|agreement|deal|truce|cease-?fire|pact|signing|armistice|pause))",
            read_by_pact,
            "point",
            False,
        ),
        (
            rf"(?P<words>(?:(?P<side>earlier|later)\s+)?{part}(?P<relative>last|this|next|previous)\s+"
            rf"(?P<unit>week|weekend|month|year|decade))",
            read_period,
            "point",
            True,
        ),
        (
            r"(?P<words>(?P<side>earlier|later)\s+in\s+the(?P<relative>)\s+(?P<unit>week))",
            read_period,
            "point",
            False,
        ),
        (
            r"(?P<words>(?:at|over)\s+the(?P<relative>)\s+(?P<unit>weekend))",
            read_period,
            "point",
            False,
        ),
        (
            rf"(?P<words>(?P<part>{edge})\s+the(?P<relative>)\s+(?P<unit>week|month|year))",
            read_period,
            "point",
            True,
        ),
        (
            rf"(?P<words>(?:(?P<relative>last|next|this|in\s+the|the)\s+)(?P<season>spring|summer|autumn|fall|winter)"
            rf"(?:\s+(?:of\s+)?(?P<year>{year}))?)(?!\s+(?:of|in|apart))",
            read_season,
            "point",
            True,
        ),
        (
            r"(?P<words>(?P<relative>)(?P<season>spring|summer|autumn|winter)\s+"
            rf"(?:of\s+)?(?P<year>{year}))",
            read_season,
            "point",
            True,
        ),
        (
            rf"(?P<words>{part}(?P<year>{year}))(?![\d,.]*\d|\s*[-–]\s*\d|s)",
            read_year_only,
            "point",
            True,
        ),
        (
            rf"(?P<words>(?P<year>{year})\s*[-–]\s*(?P<year2>{year}|\d{{2}}))(?!\d|-)",
            read_years,
            "point",
            True,
        ),
        (r"(?P<words>(?P<year>(?:19|20)\d0)s)", read_decade, "point", True),
        (
            rf"(?P<words>(?P<feast>{feast})(?:,?\s+(?P<year>{year}))?)(?!\s+(?:agreement|accord|deal|uprising|rising))",
            read_feast,
            "point",
            True,
        ),
    ]
    compiled = []
    for source, resolver, kind, bounded in table:
        if bounded:
            source = bound + source
            resolver = read_bounded(resolver)
        compiled.append((re.compile(lead + source + tail, re.I), resolver, kind))
    return tuple(compiled)
