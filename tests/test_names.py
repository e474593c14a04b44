"""Names of persons, states, bodies and places, and the words that only look like them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from analysis.articles import Article
from analysis.extraction.document import Document, Name
from analysis.extraction.language import parse
from analysis.extraction.names import find_names
from analysis.extraction.words import words


def document(text: str, published: str = "2025-03-18") -> Document:
    day = dt.date.fromisoformat(published)
    return parse(Article(source_id="test", text=text, title="", published=day))


def names(text: str, published: str = "2025-03-18") -> list[Name]:
    return find_names(document(text, published))


def of_type(text: str, type_: str) -> list[str]:
    return [name.text for name in names(text) if name.type == type_]


def test_a_title_stays_outside_the_name_of_a_person():
    assert of_type("Mr Adams met Gen. Abdel Fattah al-Burhan.", "person") == [
        "Adams",
        "Abdel Fattah al-Burhan",
    ]


def test_an_office_in_lower_case_before_a_name_makes_a_person():
    assert "Riek Machar" in of_type("The talks with rebel leader Riek Machar failed.", "person")


def test_particles_initials_and_hyphens_belong_to_the_name():
    text = "Dmitri S. Peskov, the spokesman, and Kim Jong-un, the leader, met Moussa ag Inkalan."
    found = of_type(text, "person")
    assert "Dmitri S. Peskov" in found
    assert "Kim Jong-un" in found


def test_a_surname_names_the_person_again_also_where_the_model_is_silent():
    text = "Tarek Bouzeid, the head of the team, spoke first. Bouzeid dismissed the speech."
    assert of_type(text, "person") == ["Tarek Bouzeid", "Bouzeid"]


def test_a_state_can_be_a_given_name():
    assert "Israel Katz" in of_type("Foreign Minister Israel Katz left Jerusalem.", "person")


def test_a_name_ends_with_its_sentence_even_after_an_initial():
    found = of_type("The commander wrote on X. The minister of defence did not answer.", "person")
    assert found == []


def test_an_unknown_body_and_its_abbreviation_are_one():
    text = "The Karsa Liberation Front (KLF) agreed. The KLF will disarm; the Front said so."
    found = [n for n in names(text) if n.type == "organisation"]
    assert [n.text for n in found] == ["Karsa Liberation Front", "KLF", "KLF", "Front"]
    assert {n.entity for n in found} == {"karsa-liberation-front"}
    assert {n.kind for n in found} == {"armed_group"}


def test_a_possessive_noun_inside_a_body_s_name_does_not_cut_it():
    found = [n.text for n in names("The Tigray People’s Liberation Front (TPLF) signed.")]
    assert found == ["Tigray People’s Liberation Front", "TPLF"]


def test_heads_that_come_first_in_other_languages_make_bodies_and_stations():
    text = "Frente Aurora told Radio Maloca that it would not sign."
    assert [(n.text, n.type) for n in names(text)] == [
        ("Frente Aurora", "organisation"),
        ("Radio Maloca", "media"),
    ]


def test_registries_know_states_capitals_demonyms_and_alliances():
    text = "Kyiv and Russia spoke; the French president called NATO."
    found = {(n.text, n.type, n.entity) for n in names(text)}
    assert found >= {
        ("Kyiv", "seat", "ukraine"),
        ("Russia", "state", "russia"),
        ("French", "demonym", "france"),
        ("NATO", "organisation", "nato"),
    }


def test_us_with_and_without_stops_is_one_state_and_us_the_pronoun_none():
    text = "The U.S. and a US-backed group asked us to wait."
    assert [(n.text, n.entity) for n in names(text) if n.type == "state"] == [
        ("U.S.", "united-states"),
        ("US", "united-states"),
    ]


def test_a_river_that_bears_a_state_s_name_is_a_place():
    found = {n.text: n.type for n in names("Shells fell along the Niger River on Monday.")}
    assert found.get("Niger River") == "place"


def test_a_dateline_in_capitals_is_no_organisation():
    text = "NOUAKCHOTT, Sept 14 (Dune Wire) - The delegations met again."
    found = {n.text: n.type for n in names(text)}
    assert found["NOUAKCHOTT"] in ("seat", "place")
    assert found["Dune Wire"] == "media"


def test_an_invented_state_is_known_by_its_government_and_its_adjective():
    text = "Karsa's foreign minister resigned. The Karsan army stayed in its barracks."
    found = [(n.text, n.type, n.entity) for n in names(text)]
    assert found == [("Karsa", "state", "karsa"), ("Karsan", "demonym", "karsa")]


def test_names_do_not_overlap_and_repeat_the_text():
    text = (
        "US Secretary of State Antony Blinken met Egypt’s president, Abdel Fattah el-Sisi, and "
        "the Bank of England’s governor, Andrew Bailey, at the UN Security Council."
    )
    parsed = document(text)
    found = find_names(parsed)
    assert found
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(parsed.text_of(n.start, n.end) == n.text for n in found)


def test_words_after_a_time_stamp_open_a_sentence():
    found = words(document("18.55 More from the coast."))
    assert [w.text for w in found if w.opens][:3] == ["18", "55", "More"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("The party’s secretary Smt. Lalrin Thaosen retorted.", ["Lalrin Thaosen"]),
        ("The envoy, Justice (Retd.) Tshering Lepcha, spoke in Thimphu.", ["Tshering Lepcha"]),
        ("Colonel General Yerlan Baimuratov told reporters so.", ["Yerlan Baimuratov"]),
        ("Cpl Joseph Ainui, 26, had been held in a church.", ["Joseph Ainui"]),
        ("They call him Colonel. He is not proud of it.", []),
        ("Shots were heard near Kok-Tash. A family fled Kok-Tash at dawn.", []),
    ],
)
def test_titles_of_many_lands_end_no_sentence_and_make_no_name(
    text: str, persons: list[str]
) -> None:
    assert of_type(text, "person") == persons


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Rebels of the Forest Alliance for Justice (FAJ) still hold the town of Man.",
            {"forest-alliance-for-justice"},
        ),
        (
            "The Sava Border Observer Mission went home. The Sava Mission had no fuel.",
            {"sava-border-observer-mission"},
        ),
        ("Both signed at the Circuit House in Silchar.", set()),
        ("The Front asks for an elected Territorial Council in the hills.", set()),
        ("Herders left the Itombwe Plateau before the Heads of State met.", set()),
        ("The Pacific Community offered boats to both.", {"pacific-community"}),
    ],
)
def test_a_body_is_known_by_its_whole_name_and_a_building_is_none(
    text: str, bodies: set[str]
) -> None:
    assert {name.entity for name in names(text) if name.type == "organisation"} == bodies
