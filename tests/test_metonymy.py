"""Place or government: each case is a sentence with the readings that the guide gives it."""

from __future__ import annotations

import pytest

from analysis.articles import read_article
from analysis.extraction.language import parse
from analysis.extraction.metonymy import is_metonymic
from analysis.extraction.names import find_names
from analysis.extraction.places import find_places
from analysis.extraction.toponym import Toponym

PLACE, GOVERNMENT = True, False


def readings(text: str) -> dict[str, list[bool | None]]:
    """Readings of each place name, in text order."""
    document = parse(read_article(text, source_id="t", published="2025-06-01"))
    found: dict[str, list[bool | None]] = {}
    for mention in find_places(document, find_names(document)).mentions:
        found.setdefault(mention.text, []).append(mention.literal)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel said it had struck targets in Syria.", {"Israel": GOVERNMENT, "Syria": PLACE}),
        ("Tripoli asked Ankara for drones.", {"Tripoli": GOVERNMENT, "Ankara": GOVERNMENT}),
        ("Under the accord, Eritrea must leave Badme.", {"Eritrea": GOVERNMENT, "Badme": PLACE}),
        ("Aleppo fell to the rebels in December.", {"Aleppo": PLACE}),
        ("Mosul was retaken from the jihadists.", {"Mosul": PLACE}),
        ("Armenia was accused of shelling Nakhchivan.", {"Armenia": GOVERNMENT}),
    ],
)
def test_who_acts_is_a_government_and_what_is_acted_on_a_place(text, expected):
    found = readings(text)
    assert {name: found[name][0] for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks between Ethiopia and Egypt resumed in Cairo.",
         {"Ethiopia": GOVERNMENT, "Egypt": GOVERNMENT, "Cairo": PLACE}),
        ("The border between Chad and Sudan is closed.", {"Chad": PLACE, "Sudan": PLACE}),
        ("The truce with Jordan holds.", {"Jordan": GOVERNMENT}),
        ("Troops moved towards Kassala.", {"Kassala": PLACE}),
        ("Refugees from South Sudan crossed into Uganda.",
         {"South Sudan": PLACE, "Uganda": PLACE}),
        ("Pressure on Rwanda to withdraw grew.", {"Rwanda": GOVERNMENT}),
        ("Military aid to Ukraine was frozen.", {"Ukraine": GOVERNMENT}),
        ("Norway's ambassador to Colombia left.", {"Norway": GOVERNMENT, "Colombia": PLACE}),
        ("The deal, brokered by Oman, was welcomed in Paris.",
         {"Oman": GOVERNMENT, "Paris": PLACE}),
        ("The ceasefire in Lebanon holds.", {"Lebanon": PLACE}),
        ("Half of Khartoum lies in ruins.", {"Khartoum": PLACE}),
        ("About 4,000 crossed into Guinea, Liberia and other states of the region.",
         {"Guinea": PLACE, "Liberia": PLACE}),
    ],
)  # fmt: skip
def test_the_preposition_and_what_it_hangs_on_decide(text, expected):
    found = readings(text)
    assert {name: found[name][0] for name in expected} == expected


def test_an_owner_of_a_region_is_a_place_and_an_owner_of_an_act_a_government():
    assert readings("Fighting raged in Syria's Idlib province.")["Syria"] == [PLACE]
    assert readings("Syria's refusal came late.")["Syria"] == [GOVERNMENT]
    assert readings("In Sri Lanka's north, the truce held.")["Sri Lanka"] == [PLACE]


def test_a_country_in_a_title_of_office_is_its_government():
    found = readings("The US Secretary of State met the president of Kenya.")
    assert found == {"US": [GOVERNMENT], "Kenya": [GOVERNMENT]}


def test_a_country_joined_by_a_hyphen_is_its_government():
    assert readings("Iran-backed militias fired.")["Iran"] == [GOVERNMENT]
    assert readings("A Geneva-based body said so.")["Geneva"] == [PLACE]


def test_a_palace_is_a_place_where_people_meet_and_a_government_where_it_speaks():
    found = readings("The White House said no. They had met at the White House.")
    assert found["White House"] == [GOVERNMENT, PLACE]


def test_a_dateline_is_a_place():
    assert readings("GENEVA, 3 May (Wire) - Japan will host talks.")["GENEVA"] == [PLACE]


def test_all_names_of_a_list_are_read_alike():
    found = readings("Qatar, Egypt and Turkey announced a deal. Shells hit Kassala and Tokar.")
    assert [found[n][0] for n in ("Qatar", "Egypt", "Turkey")] == [GOVERNMENT] * 3
    assert [found[n][0] for n in ("Kassala", "Tokar")] == [PLACE] * 2


def test_a_place_with_its_noun_is_never_a_government():
    text = "Sumy region agreed."
    document = parse(read_article(text, source_id="t", published="2025-06-01"))
    region = Toponym(0, 11, 0, 4, "place", kind="admin1", fixed=True)
    assert not is_metonymic(document, region)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Misrata, for its part, is to release 40 prisoners.", {"Misrata": GOVERNMENT}),
        ("Erbil licensed two oil firms.", {"Erbil": GOVERNMENT}),
        ("In Oslo, Norway, the envoy spoke.", {"Oslo": PLACE, "Norway": PLACE}),
        ("KUNMING, China, Jan 12 (Reuters) - Talks began.", {"KUNMING": PLACE, "China": PLACE}),
        ("Since Oslo, little has changed.", {"Oslo": PLACE}),
        ("Burundi's crisis has lasted a decade.", {"Burundi": PLACE}),
        ("The talks were hosted by neighbouring Rwanda.", {"Rwanda": GOVERNMENT}),
        ("Talks are held in Syria's Idlib province.", {"Syria": PLACE, "Idlib province": PLACE}),
    ],
)
def test_towns_decide_and_countries_are_fields_too(text, expected):
    found = readings(text)
    assert {name: found[name][0] for name in expected} == expected
