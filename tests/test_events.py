"""Events in several conflicts and styles, worked out by hand."""

from __future__ import annotations

import re

import pytest

from analysis.articles import read_article
from analysis.extraction.document import Actor, Cast, Mention, Placing
from analysis.extraction.events import find_events
from analysis.extraction.language import parse

KINDS = {"rsf": "armed_group", "army": "armed_forces", "israel": "government"}


def cast_of(text: str, **wordings: str) -> Cast:
    """A cast by hand: actor id to the words that name it, joined by ``|``."""
    actors = []
    mentions = []
    for actor_id, words in wordings.items():
        actors.append(Actor(actor_id, actor_id, KINDS.get(actor_id, "person")))
        for word in words.split("|"):
            for match in re.finditer(rf"\b{re.escape(word)}\b", text):
                mentions.append(Mention(*match.span(), match.group(), actor_id, "name"))
    return Cast(tuple(actors), tuple(sorted(mentions)))


def placing_of(text: str, **wordings: str) -> Placing:
    """Places by hand: region id to the words that name it."""
    mentions = [
        Mention(*match.span(), match.group(), region, "name", True)
        for region, word in wordings.items()
        for match in re.finditer(rf"\b{re.escape(word)}\b", text)
    ]
    return Placing(tuple(sorted(mentions)), ())


def events(
    text: str,
    published: str,
    cast: dict[str, str] | None = None,
    places: dict[str, str] | None = None,
) -> list[dict[str, object]]:
    document = parse(read_article(text, source_id="x", published=published))
    return find_events(document, cast_of(text, **(cast or {})), placing_of(text, **(places or {})))


def kinds(rows: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(row["event_type"], row["phase"], row["date_start"]) for row in rows]


def test_a_meeting_has_its_participants_place_date_and_length() -> None:
    rows = events(
        "Mr Perriello met Mr Hemedti in Geneva on Wednesday for three hours.",
        "2024-08-15",
        {"perriello": "Mr Perriello", "hemedti": "Mr Hemedti"},
        {"geneva": "Geneva"},
    )
    assert len(rows) == 1
    row = rows[0]
    assert (row["event_type"], row["phase"]) == ("meeting", "past")
    assert row["participants"] == "perriello|hemedti"
    assert row["region_id"] == "geneva"
    assert (row["date_start"], row["date_end"]) == ("2024-08-14", "2024-08-14")
    assert row["date_text"] == "Wednesday"
    assert row["duration_hours"] == 3


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "The government and the FARC signed a ceasefire in Havana on Thursday.",
            "2016-06-24",
            ("agreement", "past", "2016-06-23"),
        ),
        (
            "The rebels released ten prisoners of war in January.",
            "2002-02-23",
            ("exchange", "past", "2002-01-01"),
        ),
        (
            "On Monday, shelling by the militia killed 12 people in Omdurman.",
            "2024-08-15",
            ("strike", "past", "2024-08-12"),
        ),
        (
            "Chinese troops crossed the Yalu in October 1950.",
            "1953-07-27",
            ("military_move", "past", "1950-10-01"),
        ),
        (
            "The two sides will hold direct talks in Thailand in May.",
            "2002-02-23",
            ("meeting", "planned", "2002-05-01"),
        ),
        (
            "Both armies are to withdraw two kilometres within 72 hours.",
            "1953-07-27",
            ("military_move", "planned", "1953-07-27"),
        ),
        ("The United States has suspended military aid.", "2025-03-18", ("aid_change", "past", "")),
        (
            "A plebiscite is planned for October.",
            "2016-06-24",
            ("other", "planned", "2016-10-01"),
        ),
        (
            "A ceasefire took effect on Wednesday.",
            "2024-11-27",
            ("other", "past", "2024-11-27"),
        ),
        (
            "Kenya will let lorries use the bridge for 45 days.",
            "2024-11-27",
            ("other", "planned", ""),
        ),
        (
            "Diplomats floated a map of the hills on Monday.",
            "2024-11-27",
            ("other", "past", "2024-11-25"),
        ),
        (
            "Fighting in Kivu resumed last Friday.",
            "2024-11-27",
            ("other", "past", "2024-11-22"),
        ),
        (
            "Twelve soldiers were wounded in a raid on Monday on a post near Gao.",
            "2024-11-27",
            ("strike", "past", "2024-11-25"),
        ),
        (
            "The delegations got through two pages on Tuesday.",
            "2024-11-27",
            ("meeting", "past", "2024-11-26"),
        ),
        (
            "The Security Council will take up the raid on Friday.",
            "2024-11-27",
            ("meeting", "planned", "2024-11-29"),
        ),
    ],
)
def test_each_type_is_told_by_its_words(
    text: str, published: str, expected: tuple[str, str, str]
) -> None:
    assert kinds(events(text, published)) == [expected]


def test_leaders_who_are_to_speak_make_a_planned_call() -> None:
    rows = events(
        "Mr Biden and Mr Netanyahu are to speak on Thursday.",
        "2023-12-20",
        {"biden": "Mr Biden", "netanyahu": "Mr Netanyahu"},
    )
    assert kinds(rows) == [("call", "planned", "2023-12-21")]


def test_who_holds_a_place_is_control() -> None:
    rows = events(
        "The RSF seized Singa in June. The army still holds the bridge.",
        "2024-08-15",
        {"rsf": "RSF", "army": "The army"},
        {"singa": "Singa"},
    )
    assert kinds(rows) == [("control", "past", "2024-06-01"), ("control", "ongoing", "")]


@pytest.mark.parametrize(
    "text",
    [
        "A meeting planned for Monday was cancelled.",
        "The two men did not meet on Monday.",
        "The minister denied meeting the rebels.",
        "Nothing was signed on Monday.",
    ],
)
def test_what_did_not_happen_is_no_past_event(text: str) -> None:
    rows = [row for row in events(text, "2024-11-27") if row["phase"] == "past"]
    assert [
        row["event_type"] for row in rows if row["event_type"] in ("meeting", "agreement")
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "The army demands that the militia leave the town.",
        "If the group breaks the deal, the army will attack it.",
        "Mr Kiir said that he was ready.",
        "“They attacked us on Monday,” Mr Kiir said.",
    ],
)
def test_wishes_threats_and_mere_talk_are_no_events(text: str) -> None:
    assert events(text, "2024-11-27", {"kiir": "Mr Kiir"}) == []


def test_an_accusation_alone_is_no_event() -> None:
    rows = events(
        "Mr Pashinyan accused Mr Aliyev of stalling.",
        "2025-08-09",
        {"pashinyan": "Mr Pashinyan", "aliyev": "Mr Aliyev"},
    )
    assert rows == []


def test_a_deal_and_the_time_that_its_terms_run_are_two_events() -> None:
    rows = events(
        "The two sides agreed on Friday to stop shelling the road for 10 days, beginning Sunday.",
        "2024-05-16",
    )
    assert [(r["event_type"], r["phase"], r["date_start"]) for r in rows] == [
        ("agreement", "past", "2024-05-10"),
        ("other", "planned", "2024-05-19"),
    ]


def test_one_attack_and_its_dead_are_one_event() -> None:
    rows = events("Gunmen raked a pier on Saturday and killed three porters.", "2022-05-20")
    assert kinds(rows) == [("strike", "past", "2022-05-14")]


def test_the_present_of_a_chronology_is_a_past() -> None:
    rows = events(
        "30 April 2019: The army launches an offensive.\n1 March: Turkey shoots down two planes.",
        "2020-03-05",
    )
    assert kinds(rows) == [
        ("military_move", "past", "2019-04-30"),
        ("strike", "past", "2020-03-01"),
    ]


def test_a_distant_deadline_is_a_term_and_no_event() -> None:
    assert events("Prisoners will be freed within two years.", "1998-04-11") == []


def test_a_dateline_dates_nothing() -> None:
    text = "BAMAKO, June 20 (Reuters) - Rebels signed a peace deal on Saturday."
    row = events(text, "2015-06-21")[0]
    assert (row["date_text"], row["date_start"]) == ("Saturday", "2015-06-20")
    assert row["evidence"] == "Rebels signed a peace deal on Saturday"


def test_a_when_clause_shares_the_day_of_its_sentence() -> None:
    rows = events(
        "The truce collapsed on Wednesday when militias shelled the crossing.", "2016-12-15"
    )
    assert kinds(rows) == [("other", "past", "2016-12-14"), ("strike", "past", "2016-12-14")]


def test_what_followed_a_dated_meeting_has_its_day() -> None:
    rows = events(
        "Ministers met in Jeddah on Tuesday. After eight hours they issued a joint statement.",
        "2025-03-14",
        {"ministers": "Ministers|they"},
    )
    assert kinds(rows) == [("meeting", "past", "2025-03-11"), ("statement", "past", "2025-03-11")]


def test_the_span_holds_the_clause_and_its_date() -> None:
    text = "Few expect much. The delegations meet again in Tunis on 9 November, diplomats said."
    row = events(text, "2020-10-23")[0]
    assert row["evidence"] == "The delegations meet again in Tunis on 9 November"
    assert text[int(str(row["start"])) : int(str(row["end"]))] == row["evidence"]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # Words count as a statement where they are said in public.
        (
            "Mr Garang told a news conference that his men would stay.",
            "2004-05-27",
            [("statement", "past", "")],
        ),
        (
            "Writing on Facebook, Mr Garang said that the map was a forgery.",
            "2004-05-27",
            [("statement", "past", "")],
        ),
        (
            "Mr Garang mocked the draft on Sunday.",
            "2004-05-27",
            [("statement", "past", "2004-05-23")],
        ),
        (
            "Mr Garang was on state television last night.",
            "2004-05-27",
            [("statement", "past", "2004-05-26")],
        ),
        ("Mr Garang told his brother that he was tired.", "2004-05-27", []),
        # What is done to whom gives the type, not the verb alone.
        (
            "The rebels freed 14 captured teachers on Thursday.",
            "2004-05-27",
            [("exchange", "past", "2004-05-27")],
        ),
        (
            "Gunmen and police exchanged fire on Tuesday.",
            "2004-05-27",
            [("strike", "past", "2004-05-25")],
        ),
        (
            "Within ten days the junta shall remove its artillery.",
            "2004-05-27",
            [("military_move", "planned", "2004-05-27")],
        ),
        (
            "The first lorries with flour reached the camp on Wednesday.",
            "2004-05-27",
            [("aid_change", "past", "2004-05-26")],
        ),
        (
            "Last week the two commands prolonged the truce by a month.",
            "2004-05-27",
            [("agreement", "past", "2004-05-17")],
        ),
        (
            "The president has called a meeting of his ministers for Saturday.",
            "2004-05-27",
            [("meeting", "planned", "2004-05-29")],
        ),
        (
            "The government suspended the ceasefire on Monday.",
            "2004-05-27",
            [("other", "past", "2004-05-24")],
        ),
        ("Its mandate expires on 30 June.", "2004-05-27", [("other", "planned", "2004-06-30")]),
        ("The movement has 90 days to disarm.", "2004-05-27", [("other", "planned", "")]),
        (
            "An aid convoy was turned back at the bridge on Tuesday.",
            "2004-05-27",
            [("aid_change", "past", "2004-05-25")],
        ),
        (
            "Two warships sailed into the strait on Tuesday.",
            "2004-05-27",
            [("military_move", "past", "2004-05-25")],
        ),
        (
            "The two leaders last spoke in April.",
            "2004-05-27",
            [("call", "past", "2004-04-01")],
        ),
        (
            "By nightfall the suburbs were in government hands.",
            "2004-05-27",
            [("control", "ongoing", "2004-05-27")],
        ),
        (
            "The air force carried out strikes on nine sites on Monday.",
            "2004-05-27",
            [("strike", "past", "2004-05-24")],
        ),
        (
            "Khartoum and the rebels entered into a cease-fire on 9 May.",
            "2004-05-27",
            [("agreement", "past", "2004-05-09")],
        ),
        (
            "Sudan accused Chad on Monday of breaking the truce.",
            "2004-05-27",
            [("statement", "past", "2004-05-24")],
        ),
        ("Chad called Mr Garang on Monday.", "2004-05-27", [("call", "past", "2004-05-24")]),
        # A siege or a hold that lasts is control, with or without a day.
        (
            "Troops have besieged the town since March.",
            "2004-05-27",
            [("control", "ongoing", "2004-03-01")],
        ),
        (
            "Some 800 soldiers are trapped around the base.",
            "2004-05-27",
            [("control", "ongoing", "")],
        ),
        # Nouns that a day, a place or a length goes with.
        (
            "He condemned Friday's shooting near the port.",
            "2004-05-27",
            [("strike", "past", "2004-05-21")],
        ),
        (
            "The rebels' reply of 3 May named no date.",
            "2004-05-27",
            [("statement", "past", "2004-05-03")],
        ),
        # One row a happening: two dates are two, one meeting told again is one.
        (
            "Shells hit the market on 3 and 9 May.",
            "2004-05-27",
            [("strike", "past", "2004-05-03"), ("strike", "past", "2004-05-09")],
        ),
        # What did not happen.
        ("No agreement was reached in Naivasha.", "2004-05-27", []),
        ("He would sign the text tomorrow if the raids stopped.", "2004-05-27", []),
        ("Prisoners due to be freed wait in the yard.", "2004-05-27", []),
    ],
)
def test_each_class_of_happening_is_found(
    text: str, published: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = events(text, published, {"garang": "Mr Garang", "army": "Troops|soldiers|junta"})
    assert kinds(rows) == expected


def test_an_attack_on_a_named_place_needs_no_date() -> None:
    rows = events(
        "Those responsible for the shelling of Kadugli will face a court.",
        "2011-07-01",
        places={"kadugli": "Kadugli"},
    )
    assert kinds(rows) == [("strike", "past", "")]


def test_every_entry_of_a_chronology_is_told() -> None:
    rows = events(
        "25-30 July 1974: Ministers meet in Geneva.\n16 August: Protesters break into the embassy.",
        "1974-09-01",
    )
    assert kinds(rows) == [("meeting", "past", "1974-07-25"), ("other", "past", "1974-08-16")]


def test_the_hour_of_a_live_blog_heads_what_stands_below_it() -> None:
    rows = events(
        "7.50 pm - Where things stand\nThe minister has spoken to reporters in Goma.\n"
        "7.10 pm - Rebels enter the town.",
        "2012-11-20",
        {"minister": "The minister", "rsf": "Rebels"},
    )
    assert kinds(rows) == [
        ("statement", "past", "2012-11-20"),
        ("military_move", "past", "2012-11-20"),
    ]
    assert rows[1]["evidence"] == "Rebels enter the town"


def test_a_heading_names_the_statement_that_its_text_is() -> None:
    rows = events("Statement by the Contact Group\nRome, 4 March 1998\n", "1998-03-05")
    assert kinds(rows) == [("statement", "past", "1998-03-04")]


def test_talks_last_until_what_came_of_them() -> None:
    rows = events(
        "After nine days of talks in Libreville the two sides signed a truce on Friday.",
        "2013-01-12",
    )
    spans = {(r["event_type"], r["date_start"], r["date_end"]) for r in rows}
    assert spans == {
        ("meeting", "2013-01-03", "2013-01-11"),
        ("agreement", "2013-01-11", "2013-01-11"),
    }


def test_a_date_stays_on_its_side_of_a_semicolon() -> None:
    rows = events(
        "The sides will swap their wounded by the end of the month; last Saturday doctors were "
        "let into the jail.",
        "2026-02-17",
    )
    assert kinds(rows) == [("exchange", "planned", "2026-02-17"), ("other", "past", "2026-02-14")]


def test_a_span_ends_with_its_clause() -> None:
    text = "Forces entered the war in March 2015 to restore a president whom rebels had expelled."
    row = events(text, "2018-12-14", {"army": "Forces"})[0]
    assert row["evidence"] == "Forces entered the war in March 2015"


def test_a_day_before_the_first_verb_is_of_the_second_too() -> None:
    rows = events(
        "TBILISI (Caucasus Wire), Sept 13 - Troops on Saturday took down their posts around Poti "
        "and withdrew towards Abkhazia.",
        "2008-09-13",
        {"army": "Troops"},
        {"poti": "Poti"},
    )
    assert kinds(rows) == [("military_move", "past", "2008-09-13")]


def test_years_head_the_lines_of_a_chronology() -> None:
    rows = events(
        "1990\n17 May: Ona proclaims independence.\n1997\nIn February mercenaries are arrested.\n"
        "1994, Oct. 10-14 - Peace conference in Arawa.",
        "1999-06-09",
        {"ona": "Ona"},
    )
    assert kinds(rows) == [
        ("statement", "past", "1990-05-17"),
        ("other", "past", "1997-02-01"),
        ("meeting", "past", "1994-10-10"),
    ]


def test_one_attack_told_in_text_and_chronology_is_one_row() -> None:
    rows = events(
        "A drone hit Arlit on 9 February.\nThe drone that struck Arlit on 9 February came from "
        "the north.",
        "2026-02-17",
    )
    assert kinds(rows) == [("strike", "past", "2026-02-09")]


def dated(rows: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(row["event_type"], row["date_start"]) for row in rows]


def test_what_is_reported_and_the_report_have_each_its_day() -> None:
    rows = events(
        "The two forces agreed on a truce in Kunming, on Wednesday, "
        "the foreign ministry said on Friday.",
        "2024-01-13",
        {"ministry": "the foreign ministry"},
    )
    assert ("agreement", "2024-01-10") in dated(rows)


def test_the_night_of_a_day_is_the_day_of_what_happened_in_it() -> None:
    rows = events("Azerbaijani troops attacked Talish on the night of 1 April.", "2016-04-08")
    assert dated(rows) == [("strike", "2016-04-01")]


def test_the_month_of_an_attack_is_not_that_of_the_talks_it_nearly_ended() -> None:
    rows = events("The bombing of the barracks in March had nearly ended the talks.", "2023-06-12")
    assert dated(rows) == [("strike", "2023-03-01")]


def test_the_year_of_an_old_truce_is_not_that_of_its_end() -> None:
    rows = events(
        "On Friday the Polisario Front declared the 1991 ceasefire over.",
        "2020-11-16",
        {"polisario": "the Polisario Front"},
    )
    assert ("statement", "2020-11-13") in dated(rows)
    assert ("statement", "1991-01-01") not in dated(rows)


def test_when_takes_up_the_date_before_it() -> None:
    rows = events(
        "Nobody spoke of the summer of 1974, when Turkish troops landed at Kyrenia.", "2017-06-29"
    )
    assert ("military_move", "1974-06-01") in dated(rows)


def test_a_date_before_a_noun_is_not_of_the_participle_behind_it() -> None:
    rows = events(
        "Manila is to withdraw, in March, every battalion that was sent to Basilan.", "2013-02-24"
    )
    assert ("military_move", "2013-03-01") in dated(rows)


def test_of_two_joined_years_each_has_its_own_words() -> None:
    rows = events("Truces were signed at Burnham in 1997 and again in 1998.", "2001-09-01")
    assert [(row["date_start"], row["evidence"]) for row in rows] == [
        ("1997-01-01", "Truces were signed at Burnham in 1997"),
        ("1998-01-01", "Truces were signed at Burnham in 1997 and again in 1998"),
    ]


def test_a_town_that_is_taken_is_held() -> None:
    rows = events("Two weeks ago Renamo took four towns in Zambezia.", "1992-11-01")
    assert dated(rows) == [("control", "1992-10-18")]


def test_hours_later_makes_no_event_of_its_own() -> None:
    text = "They met in Kigali on Monday. Hours later the market of Goma was full again."
    assert dated(events(text, "2016-07-13", {"they": "They"})) == [("meeting", "2016-07-11")]


def test_a_meeting_that_is_over_is_not_the_one_still_to_come_that_day() -> None:
    rows = events(
        "The two sides met in Yevlakh on Thursday. "
        "The Security Council will hold a session later today.",
        "2023-09-21",
    )
    assert kinds(rows) == [
        ("meeting", "past", "2023-09-21"),
        ("meeting", "planned", "2023-09-21"),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 3 February, talks on the second phase are to begin in Cairo.", "2025-02-03"),
        ("On Monday, delegations are due to meet in Doha.", "2025-01-20"),
        ("On Friday the rebels are expected to free 40 soldiers.", "2025-01-17"),
    ],
)
def test_a_day_before_what_is_to_happen_is_its_day(text: str, day: str) -> None:
    rows = events(text, published="2025-01-16")
    assert [(row["date_start"], row["phase"]) for row in rows] == [(day, "planned")]
    assert str(rows[0]["evidence"]).startswith("On ")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "A ceasefire signed in Bouaké, Ivory Coast, in 2007 held for years.",
            "2019-02-04",
            ("agreement", "past", "2007-01-01"),
        ),
        (
            "Dozens of villagers were killed in the raid on Galkayo on 3 May.",
            "2021-05-20",
            ("strike", "past", "2021-05-03"),
        ),
        (
            "Sitting in a villa in Nakuru from Monday to Wednesday, Uganda and the Lords agreed on "
            "a truce.",
            "2007-05-18",
            ("agreement", "past", "2007-05-14"),
        ),
        (
            "On 6 March, after a rocket hit the market at Kassala, traders fled.",
            "2023-03-11",
            ("strike", "past", "2023-03-06"),
        ),
        (
            "Nepal will withdraw its troops from Rolpa by 30 June.",
            "2006-06-02",
            ("military_move", "planned", "2006-06-02"),
        ),
    ],
)
def test_a_day_is_given_to_what_it_is_told_of(
    text: str, published: str, expected: tuple[str, str, str]
) -> None:
    assert expected in kinds(events(text, published))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "Nicaragua's government and the Contras have agreed to hand over maps of minefields.",
            "1988-03-24",
            [("agreement", "past", "")],
        ),
        (
            "The war in Sierra Leone began in March 1991.",
            "1999-07-08",
            [("other", "past", "1991-03-01")],
        ),
        (
            "Ethiopia wants an end to a war that Eritrea began in May.",
            "1998-07-08",
            [("military_move", "past", "1998-05-01")],
        ),
        (
            "Renamo pulled out of the negotiations on Wednesday.",
            "1992-06-12",
            [("other", "past", "1992-06-10")],
        ),
        (
            "Renamo will pull out of Maringue by Friday under the accord.",
            "1992-06-10",
            [("military_move", "planned", "1992-06-10")],
        ),
        (
            "The talks in Kampala stalled on Tuesday.",
            "2013-11-14",
            [("other", "past", "2013-11-12")],
        ),
        (
            "The crossing at Farkhana, closed to lorries since May 2019, is to reopen.",
            "2021-09-02",
            [("other", "ongoing", "2019-05-01")],
        ),
        (
            "Some 4,000 islanders have been cut off since Monday.",
            "2009-04-23",
            [("control", "ongoing", "2009-04-20")],
        ),
        (
            "The president told the king by telephone on Sunday that the border would stay open.",
            "1977-11-15",
            [("call", "past", "1977-11-13")],
        ),
        (
            "On 19 May the president dismissed his army chief.",
            "2023-06-04",
            [("other", "past", "2023-05-19")],
        ),
        (
            "Neither camp would say yesterday whether it will sign.",
            "2014-03-13",
            [],
        ),
        (
            "The council prolonged the mission's mandate on Friday.",
            "2023-06-04",
            [("other", "past", "2023-06-02")],
        ),
    ],
)
def test_what_kind_of_happening_a_verb_tells_in_its_company(
    text: str, published: str, expected: list[tuple[str, str, str]]
) -> None:
    sides = {"government": "government", "contras": "Contras"}
    assert kinds(events(text, published, sides)) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The men were flown from Kavieng to Rabaul on Thursday morning, four days after the two "
         "sides agreed to swap captives.", "2024-05-05"),
        ("Seven weeks after Bolivia and Paraguay signed a truce in Lima, the bridges are open.",
         "2024-03-22"),
        ("The truce took effect on Wednesday, barely 24 hours after the artillery opened fire.",
         "2024-05-07"),
    ],
)  # fmt: skip
def test_a_clause_is_dated_by_its_distance_from_another(text: str, day: str) -> None:
    assert day in {row["date_start"] for row in events(text, "2024-05-10")}


def test_a_day_later_looks_back_over_a_paragraph() -> None:
    rows = events(
        "The army left the talks on Wednesday. Its spokesman blamed the rebels. They said that "
        "they were ready. The mediators were silent.\n\nA day later France imposed sanctions.",
        "2024-05-10",
    )
    assert ("other", "past", "2024-05-09") in kinds(rows)


def test_two_verbs_of_one_subject_are_quoted_apart() -> None:
    rows = events(
        "The envoy met the rebels in Tessalit on Monday and flew to Bamako on Tuesday.",
        "2024-05-10",
        {"envoy": "The envoy", "rebels": "the rebels"},
        {"tessalit": "Tessalit", "bamako": "Bamako"},
    )
    assert [(row["date_start"], row["evidence"]) for row in rows] == [
        ("2024-05-06", "The envoy met the rebels in Tessalit on Monday"),
        ("2024-05-07", "flew to Bamako on Tuesday"),
    ]


def test_a_dateline_with_its_day_dates_nothing() -> None:
    rows = events("Kidal, 13 March – Rebels freed 41 soldiers on Wednesday.", "2014-03-13")
    assert kinds(rows) == [("exchange", "past", "2014-03-12")]


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("The president leaves office in August.", "2018-01-11", "2018-08-01"),
        (
            "It is barely five weeks since gunmen shot two mayors in Michoacán.",
            "2014-02-10",
            "2014-01-06",
        ),
        (
            "On Tuesday the first lorries reached Taiz since the fighting flared in August, and "
            "the next day a second convoy arrived from Aden.",
            "2018-11-16",
            "2018-11-14",
        ),
        (
            'The talks in Lusaka went on all day yesterday. "It is done," the envoy told reporters '
            "after midnight.",
            "1994-11-16",
            "1994-11-16",
        ),
    ],
)
def test_a_day_is_counted_from_what_the_words_point_to(text: str, published: str, day: str) -> None:
    rows = events(text, published, {"envoy": "the envoy", "president": "The president"})
    assert day in {row["date_start"] for row in rows}


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # British for a week later; 12 October 2021 is a Tuesday.
        (
            "The truce in Kashmir runs out on Saturday week.",
            "2021-10-12",
            ("other", "planned", "2021-10-23"),
        ),
        (
            "The two delegations meet again in Lima a week on Monday.",
            "2021-10-12",
            ("meeting", "planned", "2021-10-25"),
        ),
        # Christmas Day of 2018 is a Tuesday: the week before it begins on the 17th.
        (
            "The rebels have held the town of Man since the week before Christmas.",
            "2019-02-03",
            ("control", "ongoing", "2018-12-17"),
        ),
        (
            "Shells landed around Donetsk during the night.",
            "2015-01-20",
            ("strike", "past", "2015-01-19"),
        ),
        (
            "Talks on the Moro truce resume in the morning.",
            "2012-10-04",
            ("meeting", "planned", "2012-10-05"),
        ),
        # The end of the month may be its last day.
        (
            "Commanders of Nepal will meet before the end of December.",
            "2006-12-02",
            ("meeting", "planned", "2006-12-02"),
        ),
    ],
)
def test_days_are_read_as_reporters_tell_them(
    text: str, published: str, expected: tuple[str, str, str]
) -> None:
    assert expected in kinds(events(text, published))


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        # Whose day it is: the attack's, the occasion's, the meeting's, of the sentence before.
        (
            "He ruled out an amnesty for those behind the attack on the Aden waterworks in May.",
            "2016-07-17",
            "2016-05-01",
        ),
        (
            "The minister denied it when he was interviewed on Radio Mogadishu on Thursday.",
            "2022-05-20",
            "2022-05-19",
        ),
        (
            "The pause was agreed in Geneva on Sunday, after eleven hours of proximity talks.",
            "2012-02-08",
            "2012-02-05",
        ),
        (
            "By midnight on Tuesday they had done better. The two sides agreed to stop shelling.",
            "1999-06-10",
            "1999-06-08",
        ),
        (
            "The calm lasted until Thursday, when a mortar round hit a school in Juba.",
            "2016-07-10",
            "2016-07-07",
        ),
        (
            "The talks would have to end what was seen on Sunday night, when gunmen shelled Uvira.",
            "2025-02-05",
            "2025-02-02",
        ),
        # What a deadline runs from: the pact that the paragraph tells, the day of the words.
        (
            "On June 27 Congo and Rwanda signed a pact. Under it Rwanda must withdraw its troops "
            "from Goma within 90 days.",
            "2025-07-26",
            "2025-06-27",
        ),
        (
            "On July 9 the president said that he would meet both leaders within two weeks.",
            "2025-07-26",
            "2025-07-09",
        ),
        (
            # 2 November 2016 is a Wednesday.
            "The rebels had until 6 p.m. on Friday to leave Aleppo.",
            "2016-11-02",
            "2016-11-04",
        ),
    ],
)
def test_a_day_belongs_to_what_the_sentence_ties_it_to(text: str, published: str, day: str) -> None:
    rows = events(text, published, {"president": "the president", "minister": "The minister"})
    assert day in {row["date_start"] for row in rows}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The cabinet of Lebanon gave its approval on Wednesday.", "agreement"),
        ("The signing is to come no later than 18 August.", "agreement"),
        ("The army entered the highlands on 9 March.", "military_move"),
        ("The spokesman held a briefing on Tuesday.", "statement"),
    ],
)
def test_what_is_done_on_a_day_has_its_type(text: str, event_type: str) -> None:
    assert event_type in {row["event_type"] for row in events(text, "2024-03-20")}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels will not leave the ground that they hold.",
        "The offending clause on Abkhazia was struck out.",
        "Shots of joy were fired in celebration in Pristina.",
    ],
)
def test_which_ground_is_meant_and_struck_clauses_are_no_news(text: str) -> None:
    assert events(text, "2008-08-18") == []
