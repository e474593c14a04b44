"""Time expressions, resolved against the day of publication by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles import read_article
from analysis.extraction.calendar_spans import DateRange, Tense, weekday_near
from analysis.extraction.dates import find_dates, resolve_date
from analysis.extraction.language import parse

TUESDAY = dt.date(2025, 3, 18)


def iso(text: str, tense: Tense = "", published: dt.date = TUESDAY) -> tuple[str, str] | None:
    days = resolve_date(text, published, tense)
    return days.iso if days else None


@pytest.mark.parametrize(
    ("text", "tense", "day"),
    [
        ("on Tuesday", "future", "2025-03-18"),
        ("on Tuesday", "past", "2025-03-18"),
        ("on Thursday", "future", "2025-03-20"),
        ("on Thursday", "past", "2025-03-13"),
        ("on Friday", "present", "2025-03-21"),
        ("last Tuesday", "past", "2025-03-11"),
        ("next Monday", "future", "2025-03-24"),
        ("Sunday night", "past", "2025-03-16"),
    ],
)
def test_a_weekday_is_read_by_tense_today_included(text: str, tense: Tense, day: str) -> None:
    assert iso(text, tense) == (day, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 9 March 2025", "2025-03-09"),
        ("March 9, 2025", "2025-03-09"),
        ("Sunday, 9 March", "2025-03-09"),
        ("the 9th of March", "2025-03-09"),
        ("Aug. 27, 2023", "2023-08-27"),
        ("18.03.2025", "2025-03-18"),
        ("3/28/2025", "2025-03-28"),
        ("2025-03-18", "2025-03-18"),
        ("the last Saturday of March", "2025-03-29"),
        ("yesterday", "2025-03-17"),
        ("tomorrow", "2025-03-19"),
        ("this morning", "2025-03-18"),
        ("the day before yesterday", "2025-03-16"),
        ("a week ago", "2025-03-11"),
        ("two days ago", "2025-03-16"),
        ("a fortnight ago", "2025-03-04"),
    ],
)
def test_a_day_is_read_in_every_wording(text: str, day: str) -> None:
    assert iso(text) == (day, day)


@pytest.mark.parametrize(
    ("text", "tense", "first", "last"),
    [
        ("in March 2021", "past", "2021-03-01", "2021-03-31"),
        ("in December", "past", "2024-12-01", "2024-12-31"),
        ("in June", "future", "2025-06-01", "2025-06-30"),
        ("by Thursday", "future", "2025-03-18", "2025-03-20"),
        ("by 2 April", "future", "2025-03-18", "2025-04-02"),
        ("August 30 last year", "past", "2024-08-30", "2024-08-30"),
        ("last July", "past", "2024-07-01", "2024-07-31"),
        ("in early May", "future", "2025-05-01", "2025-05-10"),
        ("mid-November 2016", "past", "2016-11-11", "2016-11-20"),
        ("in 2015", "past", "2015-01-01", "2015-12-31"),
        ("since 2014", "past", "2014-01-01", ""),
        ("before Oct. 1", "future", "", "2025-09-30"),
        ("this week", "", "2025-03-17", "2025-03-23"),
        ("last week", "past", "2025-03-10", "2025-03-16"),
        ("next month", "future", "2025-04-01", "2025-04-30"),
        ("next weekend", "future", "2025-03-22", "2025-03-23"),
        ("last summer", "past", "2024-06-01", "2024-08-31"),
        ("the week before last", "past", "2025-03-03", "2025-03-09"),
        ("the month before last", "past", "2025-01-01", "2025-01-31"),
        ("the weekend before last", "past", "2025-03-08", "2025-03-09"),
        ("18-19 March", "", "2025-03-18", "2025-03-19"),
        ("from 19 to 23 March", "", "2025-03-19", "2025-03-23"),
        ("within 60 days", "future", "2025-03-18", "2025-05-17"),
        ("over the next two weeks", "future", "2025-03-18", "2025-04-01"),
        ("overnight", "past", "2025-03-17", "2025-03-18"),
        ("in the 1990s", "past", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_period_is_as_long_as_its_words_say(
    text: str, tense: Tense, first: str, last: str
) -> None:
    assert iso(text, tense) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "recently",
        "over three years ago",
        "it may help",
        "they march on",
        "by the second round",
        "2,025 people",
        "UN Resolution 1701",
        "on 30 February",
        "31.02.2024",
        "31 to 2 March",
    ],
)
def test_vague_words_and_false_friends_have_no_date(text: str) -> None:
    assert iso(text) is None


def test_a_time_before_the_calendar_does_no_harm() -> None:
    assert iso("3000 years ago", "past") == ("0001-01-01", "0001-12-31")


def test_a_day_earlier_counts_from_the_date_before_it() -> None:
    base = DateRange(dt.date(2023, 9, 11), dt.date(2023, 9, 11))
    days = resolve_date("A day earlier", dt.date(2023, 9, 14), "past", base)
    assert days is not None and days.iso == ("2023-09-10", "2023-09-10")


def resolved(text: str, published: str) -> list[tuple[str, str]]:
    document = parse(read_article(text, source_id="x", published=published))
    return [(m.text, m.range.iso[0] if m.range else "") for m in find_dates(document)]


def test_the_clause_gives_the_tense_of_a_weekday() -> None:
    text = "The sides met in Doha on Sunday. They will meet again on Sunday."
    assert resolved(text, "2025-01-15") == [("Sunday", "2025-01-12"), ("Sunday", "2025-01-19")]


def test_the_same_evening_is_the_day_before_it_in_the_text() -> None:
    text = "The Tigers attacked the harbour on 9 May 2001. That evening the army struck back."
    assert resolved(text, "2002-02-23")[1] == ("That evening", "2001-05-09")


def test_a_date_is_the_same_day_however_often_it_is_named() -> None:
    text = "The truce is to begin on 19 January. Counted from 19 January, it lasts six weeks."
    assert {day for _, day in resolved(text, "2025-01-16")} == {"2025-01-19"}


def test_a_chronology_stays_in_order() -> None:
    text = (
        "30 April 2019: The army attacks.\n5 August: A truce is declared.\n1 March: It is broken."
    )
    assert resolved(text, "2020-03-05") == [
        ("30 April 2019", "2019-04-30"),
        ("5 August", "2019-08-05"),
        ("1 March", "2020-03-01"),
    ]


def test_two_days_that_do_not_follow_each_other_are_two_dates() -> None:
    text = "Truces were agreed on 17 and 26 October."
    assert [day for _, day in resolved(text, "2020-11-11")] == ["2020-10-17", "2020-10-26"]


def test_a_deadline_runs_from_the_agreement_that_was_just_signed() -> None:
    text = "They signed the pact on Monday. Both armies are to withdraw within 30 days."
    assert resolved(text, "2022-11-04")[1] == ("within 30 days", "2022-10-31")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_lies_within_a_week_on_the_side_of_its_tense(day: dt.date, weekday: int) -> None:
    later = weekday_near(day, weekday, "future")
    earlier = weekday_near(day, weekday, "past")
    assert later.weekday() == earlier.weekday() == weekday
    assert 0 <= (later - day).days <= 6
    assert 0 <= (day - earlier).days <= 6


@pytest.mark.parametrize(
    ("text", "tense", "days"),
    [
        ("in the week of 21 April", "future", ("2025-04-21", "2025-04-27")),
        ("the first week of June", "future", ("2025-06-01", "2025-06-07")),
        ("the last days of February", "past", ("2025-02-24", "2025-02-28")),
        ("the second half of 2024", "past", ("2024-07-01", "2024-12-31")),
        ("through the night", "past", ("2025-03-17", "2025-03-18")),
        ("on the 20th.", "future", ("2025-03-20", "2025-03-20")),
        ("on the 3rd, he said", "future", ("2025-04-03", "2025-04-03")),
        ("on 9 December of last year", "past", ("2024-12-09", "2024-12-09")),
        ("at 3:15 a.m.", "past", ("2025-03-18", "2025-03-18")),
        ("from the 24th Brigade", "past", None),
        ("at Easter", "future", ("2025-04-20", "2025-04-20")),
        ("on Good Friday", "future", ("2025-04-18", "2025-04-18")),
        ("the night before last", "past", ("2025-03-16", "2025-03-16")),
        ("through the whole night", "past", ("2025-03-17", "2025-03-18")),
        ("all night", "past", ("2025-03-17", "2025-03-18")),
        ("an all night-shift crew", "past", None),
        ("through the night of", "past", None),
        ("in the small hours", "past", ("2025-03-18", "2025-03-18")),
        ("in the early hours of Sunday", "past", ("2025-03-16", "2025-03-16")),
        ("the first half of 2023", "past", ("2023-01-01", "2023-06-30")),
        ("the second quarter of 2023", "past", ("2023-04-01", "2023-06-30")),
    ],
)
def test_pieces_of_months_and_hours_are_read(
    text: str, tense: Tense, days: tuple[str, str] | None
) -> None:
    assert iso(text, tense) == days


def test_what_was_set_for_a_day_lies_ahead() -> None:
    text = "The envoy has invited both delegations to a round in Bern on 21 October."
    document = parse(read_article(text, source_id="x", published="2019-09-14"))
    days = find_dates(document)[0].range
    assert days is not None
    assert days.iso == ("2019-10-21", "2019-10-21")


def test_the_hours_of_a_live_blog_are_of_its_day() -> None:
    text = "9.20 Shells landed before dawn.\n8.40 Monday's call was ignored. It sank at 3:15 a.m."
    document = parse(read_article(text, source_id="x", published="2026-09-09"))
    found = {m.text: m.range.iso for m in find_dates(document) if m.range is not None}
    assert found["before dawn"] == ("2026-09-09", "2026-09-09")
    assert found["at 3:15 a.m."] == ("2026-09-09", "2026-09-09")


def ranges(text: str, published: str) -> list[tuple[str, tuple[str, str]]]:
    document = parse(read_article(text, source_id="x", published=published))
    return [(m.text, m.range.iso if m.range else ("", "")) for m in find_dates(document)]


@pytest.mark.parametrize(
    ("text", "published", "words", "days"),
    [
        (
            "Between March and June the committees met in Arusha.",
            "2000-08-30",
            "March and June",
            ("2000-03-01", "2000-06-30"),
        ),
        (
            "The envoys are to meet in Dar es Salaam between 3 and 5 March.",
            "2025-02-24",
            "3 and 5 March",
            ("2025-03-03", "2025-03-05"),
        ),
        (
            "The truce will last from June 2 until September 2.",
            "2000-05-13",
            "June 2 until September 2",
            ("2000-06-02", "2000-09-02"),
        ),
        (
            "From November to January 1999 monitors drove through Kosovo.",
            "2001-05-13",
            "November to January 1999",
            ("1998-11-01", "1999-01-31"),
        ),
        (
            "From November 1998 to January monitors drove through Kosovo.",
            "2001-05-13",
            "November 1998 to January",
            ("1998-11-01", "1999-01-31"),
        ),
        (
            "Talks ran from Wednesday to Friday in Nairobi.",
            "2022-11-10",
            "Wednesday to Friday",
            ("2022-11-02", "2022-11-04"),
        ),
    ],
)
def test_a_stretch_from_one_date_to_another_is_one_range(
    text: str, published: str, words: str, days: tuple[str, str]
) -> None:
    assert ranges(text, published) == [(words, days)]


def test_dates_joined_by_and_alone_stay_two() -> None:
    text = "Rebels shelled Bunia in March and June."
    assert [words for words, _ in ranges(text, "2003-08-01")] == ["March", "June"]


def test_a_night_into_a_day_is_of_both() -> None:
    text = "The rebels took Minova overnight into Sunday."
    assert ranges(text, "2025-02-24") == [
        ("overnight into Sunday", ("2025-02-22", "2025-02-23")),
    ]


def test_at_the_end_of_a_month_is_its_last_week_and_by_the_end_any_day_until_then() -> None:
    text = "The guarantors will meet at the end of March. Camps will close by the end of May."
    assert [days for _, days in ranges(text, "2019-02-08")] == [
        ("2019-03-25", "2019-03-31"),
        ("2019-02-08", "2019-05-31"),
    ]


def test_a_count_of_years_tells_a_year() -> None:
    text = "A first accord was signed in May 1989. Three years later a second followed."
    assert ranges(text, "1999-02-08")[1] == ("Three years later", ("1992-01-01", "1992-12-31"))


@pytest.mark.parametrize(
    ("text", "published", "words", "day"),
    [
        (
            "Monitors landed on 13 November. Ministers spoke by phone the following Monday.",
            "2020-11-24",
            "following Monday",
            "2020-11-16",
        ),
        (
            "They signed on 25 September. The rebels had struck Perquín the previous Friday.",
            "1991-10-26",
            "previous Friday",
            "1991-09-20",
        ),
        (
            "Talks opened on 6 February. They broke up on the 23rd.",
            "1999-03-25",
            "the 23rd",
            "1999-02-23",
        ),
        (
            "Voting ended on Tuesday. Earlier in the day a bomb had gone off in Baidoa.",
            "2016-11-24",
            "Earlier in the day",
            "2016-11-22",
        ),
        (
            "Both sides signed on Monday. Rebels fired on Bujumbura on the eve of the signing.",
            "2000-08-30",
            "on the eve",
            "2000-08-27",
        ),
        (
            "The panels met on Thursday. Hours later a mine killed three men in Yala.",
            "2013-04-01",
            "Hours later",
            "2013-03-28",
        ),
    ],
)
def test_a_day_is_read_from_the_one_that_was_told(
    text: str, published: str, words: str, day: str
) -> None:
    assert (words, day) in [(w, first) for w, (first, _) in ranges(text, published)]


def test_what_is_past_follows_from_no_day_ahead() -> None:
    text = (
        "The pause, signed on Friday, is to begin on 2 June. Soldiers shot two men the day after."
    )
    assert ranges(text, "2000-05-14")[2] == ("the day after", ("2000-05-13", "2000-05-13"))


def test_the_day_of_something_to_come_is_not_the_day_of_the_story() -> None:
    text = "They met on Monday. Police will guard the polls on the day of the vote."
    assert [words for words, _ in ranges(text, "2014-03-12")] == ["Monday"]


def test_a_respite_until_a_weekday_lies_ahead() -> None:
    text = "The garrison had until Friday to leave Kidal."
    assert ranges(text, "2014-05-20") == [("Friday", ("", "2014-05-23"))]


def test_what_lasted_until_a_weekday_is_over() -> None:
    text = "The shooting in Juba lasted until Friday."
    assert ranges(text, "2016-07-13") == [("Friday", ("", "2016-07-08"))]


def test_last_weekend_is_over_even_on_a_sunday() -> None:
    # 3 February 2019 is a Sunday.
    assert ranges("Last weekend rebels shelled Man.", "2019-02-03") == [
        ("Last weekend", ("2019-01-26", "2019-01-27")),
    ]


def test_today_in_a_live_blog_is_the_day_that_heads_the_entry() -> None:
    text = (
        "Thursday 14 March\n\n09.10 The delegations return to Batumi today.\n\n10.35 Nothing yet."
        "\n\nFriday 15 March\n\n08.45 They will meet again tomorrow."
    )
    days = dict(ranges(text, "2024-03-15"))
    assert days["today"] == ("2024-03-14", "2024-03-14")
    assert days["tomorrow"] == ("2024-03-16", "2024-03-16")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The text will be initialled on Sunday and signed in mid-August.", "2005-08-11"),
        ("Monitors could be there soon, if ministers approved the money in August.", "2005-08-01"),
    ],
)
def test_what_is_joined_to_a_plan_or_its_condition_lies_ahead(text: str, day: str) -> None:
    assert ranges(text, "2005-07-15")[-1][1][0] == day


def test_a_day_just_gone_is_no_year_ahead() -> None:
    # "had offered to play host on Aug. 4", told four days later.
    assert iso("on Aug. 4", "future", dt.date(2025, 8, 8)) == ("2025-08-04", "2025-08-04")
    assert iso("on Nov. 4", "future", dt.date(2025, 8, 8)) == ("2025-11-04", "2025-11-04")


def test_what_is_before_an_event_may_be_ahead_of_a_past_verb() -> None:
    text = "Renamo has ruled out any change of leader before the elections in October."
    article = read_article(text + "\n", source_id="x", published="2019-08-07")
    assert [d.range.iso for d in find_dates(parse(article)) if d.range] == [
        ("2019-10-01", "2019-10-31")
    ]
