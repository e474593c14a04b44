"""Spans of place names, what they mean, and what is no mention at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles import read_article
from analysis.extraction.document import Placing
from analysis.extraction.language import parse
from analysis.extraction.names import find_names
from analysis.extraction.places import find_places


def placing(text: str) -> Placing:
    document = parse(read_article(text, source_id="t", published="2025-06-01"))
    return find_places(document, find_names(document))


def spans(text: str) -> list[str]:
    return [mention.text for mention in placing(text).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in the Sumy region.", ["Sumy region"]),
        ("Trains stopped in southern Ukraine.", ["southern Ukraine"]),
        ("Engineers left the Zaporizhzhia nuclear plant.", ["Zaporizhzhia nuclear plant"]),
        ("Boats crossed the Dnipro River.", ["Dnipro River"]),
        ("Aid waits at the Rafah crossing.", ["Rafah crossing"]),
        ("Ships pass the Strait of Hormuz.", ["Strait of Hormuz"]),
        ("Fishermen fled Lake Chad.", ["Lake Chad"]),
        ("Troops hold Mount Hermon.", ["Mount Hermon"]),
        ("Rebels left the town of Goma.", ["Goma"]),
        ("Tension rose on the Korean Peninsula.", ["Korean Peninsula"]),
        ("Fighting shook the eastern Donetsk region.", ["Donetsk region"]),
    ],
)
def test_a_place_is_named_with_the_words_that_belong_to_it(text, expected):
    assert spans(text) == expected


def test_a_shared_noun_holds_for_every_name_of_the_list():
    found = placing("Russia annexed the Donetsk, Luhansk and Kherson regions.")
    assert [p.region_id for p in found.places] == [
        "donetsk-oblast", "luhansk-oblast", "kherson-oblast"
    ]  # fmt: skip


def test_an_owner_and_the_region_it_owns_are_two_mentions():
    found = placing("Troops crossed into Ukraine's Sumy region.")
    assert [(m.text, m.entity, m.literal) for m in found.mentions] == [
        ("Ukraine", "ukraine", True),
        ("Sumy region", "sumy-oblast", True),
    ]


def test_a_bare_name_means_the_region_that_the_text_has_named():
    found = placing("Shells hit the Sumy region. Many have left Sumy since.")
    assert [p.region_id for p in found.places] == ["sumy-oblast"]
    assert len(found.places[0].mentions) == 2


def test_a_demonym_is_no_mention():
    assert spans("Russian troops and Kenyan mediators came.") == []


def test_a_capital_used_for_its_government_is_no_region():
    found = placing("Kyiv agreed. Moscow refused.")
    assert found.places == ()
    assert [m.entity for m in found.mentions] == ["ukraine", "russia"]


def test_a_place_inside_the_name_of_a_body_is_literal():
    found = placing("The OSCE Minsk Group met Armenia and Azerbaijan.")
    minsk = next(m for m in found.mentions if m.text == "Minsk")
    assert (minsk.entity, minsk.literal) == ("minsk", True)


def test_the_country_that_the_text_tells_decides_between_namesakes():
    found = placing("Drones struck the Indian state of Punjab.")
    assert [(p.kind, p.country) for p in found.places] == [("admin1", "IND")]


def test_a_congo_with_kinshasa_is_not_the_one_across_the_river():
    found = placing("Kinshasa protested. Rebels advanced in eastern Congo, near Goma.")
    part = next(p for p in found.places if p.kind == "macro_region")
    assert part.country == "COD"


def test_an_unknown_building_stands_in_the_town_that_the_text_names():
    found = placing("They signed at the Villa Aurelia hotel in Rome.")
    assert {p.country for p in found.places} <= {"ITA"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Kyiv", "the", "US", "'s", "region", "of", ",", "and", "in", "Goma", "south",
             "Port", "Lake", "Gulf", "-", "\n", "—", "(", "Congo", "said", "Sumy", "."]
        ),
        min_size=1, max_size=25,
    )
)  # fmt: skip
def test_any_words_give_mentions_inside_the_text_that_do_not_overlap(words):
    text = "A " + " ".join(words)
    end = 0
    for mention in placing(text).mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shelling of Qorvan killed nine people.", ["Qorvan"]),
        ("An air strike on Maaret Sabra killed four.", ["Maaret Sabra"]),
        ("Convoys drove between Tamzira and Bosaso on Friday.", ["Tamzira", "Bosaso"]),
        ("Villagers fled to the outskirts of Talvik.", ["Talvik"]),
        ("Rebels hold San Miguel de Arriba and Puerto Olvido.",
         ["San Miguel de Arriba", "Puerto Olvido"]),
        ("Guards closed the road near Tash-Bulak.", ["Tash-Bulak"]),
        ("They met at the Palace of Harmony.", ["Palace of Harmony"]),
        ("Drivers wait on the Umm Darag road.", ["Umm Darag"]),
        ("Voters in Northern Ireland went home.", ["Northern Ireland"]),
        ("India rules most of Jammu and Kashmir.", ["India", "Jammu and Kashmir"]),
    ],
)  # fmt: skip
def test_an_unknown_place_is_known_by_its_spot(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Naval shelling went on until noon.",
        "Highland rebels freed four conscripts.",
        "Nurhaliza binti Hamzah spoke first.",
        "Ms von der Leyen said little.",
        "The Red Cross counts JD Vance among its donors.",
        "The children are taught in Sylheti at school.",
        "Nothing happens before Easter.",
        "The women of the Wells network spoke.",
    ],
)
def test_common_words_languages_and_persons_are_no_places(text):
    assert spans(text) == []


def test_an_agency_in_the_brackets_of_a_dateline_is_no_place():
    text = "NAIROBI, June 7 (Amhara Presse) -- Talks began, Amhara Presse reported on Sunday."
    assert spans(text) == ["NAIROBI"]


def test_a_name_that_was_a_place_once_is_one_in_the_headline_too():
    found = placing("Qorvan: three dead\n\nShells fell on the outskirts of Qorvan on Monday.")
    assert [m.text for m in found.mentions] == ["Qorvan", "Qorvan"]
    assert [p.region_id for p in found.places] == ["qorvan"]


def test_the_bare_name_of_a_state_that_no_registry_knows_is_its_government():
    found = placing(
        "The Republic of Tarnov signed. Tarnov wants more. On Monday Tarnov agreed to wait."
    )
    assert [(m.text, m.literal) for m in found.mentions] == [
        ("Republic of Tarnov", False), ("Tarnov", False), ("Tarnov", False),
    ]  # fmt: skip
    assert found.places == ()


def test_two_states_in_one_run_are_two_mentions():
    found = placing("The Democratic Republic of Congo and the Rwanda-backed rebels signed.")
    assert [m.entity for m in found.mentions] == ["dr-congo", "rwanda"]


def test_a_surname_that_is_a_town_too_is_a_town_where_it_stands_as_one():
    found = placing("Lord Belfast was late. In Belfast, shops closed.")
    assert [(m.text, m.start) for m in found.mentions] == [("Belfast", 26)]


@pytest.mark.parametrize(
    ("text", "region", "country"),
    [
        ("The United States welcomed the talks in Geneva.", "geneva", "CHE"),
        ("India and Pakistan met in Dubai; Delhi and Lahore were quiet.", "dubai", "ARE"),
        ("The US envoy flew from Washington to Valencia and Madrid.", "valencia", "ESP"),
    ],
)
def test_a_namesake_does_not_win_because_its_country_is_named(text, region, country):
    places = {p.region_id: p.country for p in placing(text).places}
    assert places[region] == country


def test_a_bare_name_is_the_town_and_in_a_list_of_territory_the_region():
    assert [p.kind for p in placing("Shells fell on Hama, Idlib and Aleppo.").places] == [
        "city", "city", "city",
    ]  # fmt: skip
    text = (
        "The note is long. In it Moscow wants the world to see Crimea, Kherson and Donetsk "
        "recognised as its own."
    )
    assert {p.region_id for p in placing(text).places} >= {"kherson-oblast", "donetsk-oblast"}


def test_an_unknown_place_gets_a_point_among_the_places_of_the_text():
    found = placing("Fighting went on in Mandera and Wajir. Rain fell in Wajir and in Qorvan.")
    unknown = next(p for p in found.places if p.region_id == "qorvan")
    wajir = next(p for p in found.places if p.region_id == "wajir")
    assert (unknown.place_id, unknown.country) == ("", "KEN")
    assert (unknown.latitude, unknown.longitude) == (wajir.latitude, wajir.longitude)


def test_a_place_is_called_as_the_text_spells_it():
    assert [p.name for p in placing("Ships pass the Bosphorus.").places] == ["Bosphorus"]


def test_small_islands_are_divisions_and_rivers_waters():
    kinds = {p.region_id: p.kind for p in placing("Boats left Socotra for the Mamoré.").places}
    assert kinds == {"socotra": "admin2", "mamore-river": "water"}
