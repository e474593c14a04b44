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
