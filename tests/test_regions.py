"""Rows of regions: counts, roles by the guide's order, geometry."""

from __future__ import annotations

import pytest

from analysis import schema
from analysis.articles import read_article
from analysis.extraction.document import Actor, Cast
from analysis.extraction.language import parse
from analysis.extraction.names import find_names
from analysis.extraction.places import find_places
from analysis.extraction.regions import find_regions


def rows(text: str, cast: Cast | None = None) -> dict[str, dict]:
    document = parse(read_article(text, source_id="t", published="2025-06-01"))
    found = find_regions(document, find_places(document, find_names(document)), cast)
    return {row["region_id"]: row for row in found}


def test_metonymic_mentions_through_the_capital_count_for_the_country():
    found = rows("Sudan agreed. Khartoum then refused. Shells fell across Sudan.")
    assert (found["sudan"]["n_literal"], found["sudan"]["n_metonymic"]) == (1, 2)
    assert "khartoum" not in found


@pytest.mark.parametrize(
    ("text", "region", "role"),
    [
        ("Heavy fighting continued in Kassala.", "kassala", "battlefield"),
        ("The army must withdraw from Tokar.", "tokar", "contested"),
        ("The two sides held talks in Nairobi.", "nairobi", "venue"),
        ("A missile struck a school in Odesa.", "odesa", "affected"),
        ("He was born in Lisbon.", "lisbon", "context"),
        ("Both sides signed a ceasefire in Kunming.", "kunming", "venue"),
        ("A ceasefire in Lebanon is near.", "lebanon", "battlefield"),
        ("He is envoy to the Middle East.", "middle-east", "context"),
    ],
)
def test_the_role_is_what_happens_there(text, region, role):
    assert rows(text)[region]["region_role"] == role


def test_the_earlier_role_of_the_guide_wins():
    found = rows("Talks were held in Aden. Clashes broke out in Aden at night.")
    assert found["aden"]["region_role"] == "battlefield"


def test_a_belligerents_country_is_party_where_nothing_happens_in_it():
    cast = Cast((Actor("norway", "Norway", "government", process_role="belligerent"),), ())
    text = "Rain is forecast in Norway."
    assert rows(text, cast)["norway"]["region_role"] == "party"
    assert rows(text)["norway"]["region_role"] == "context"


def test_the_country_of_the_fighting_is_a_battlefield_though_named_in_passing():
    text = "Fighting raged in Kassala. Rebels overran Tokar. Rain is rare in Sudan."
    assert rows(text)["sudan"]["region_role"] == "battlefield"
    assert rows("Rain is rare in Sudan.")["sudan"]["region_role"] == "context"


def test_the_evidence_is_the_first_literal_mention():
    text = "Egypt agreed. Rain fell in Egypt."
    row = rows(text)["egypt"]
    assert (row["start"], row["end"], row["evidence"]) == (27, 32, "Egypt")


def test_a_row_has_the_shape_of_its_place_and_passes_the_schema():
    found = rows("Talks opened in Geneva. Shells fell in the Sumy region.")
    table = schema.from_records("regions", found.values())
    shapes = dict(zip(table["region_id"], table.geometry.geom_type, strict=True))
    assert shapes["geneva"] == "Point"
    assert shapes["sumy-oblast"] in ("Polygon", "MultiPolygon")


def test_a_place_that_no_gazetteer_knows_is_a_row_without_coordinates():
    row = rows("Rebels left the town of Qwzrtop.")["qwzrtop"]
    assert (row["latitude"], row["geometry"], row["confidence"]) == (None, None, 0.3)


@pytest.mark.parametrize(
    ("text", "region", "role"),
    [
        ("A halt in shelling along the Salween River was agreed.", "salween-river", "battlefield"),
        ("Artillery could be heard around Stepanakert.", "stepanakert", "battlefield"),
        ("Troops will move into Mekelle within days.", "mekelle", "contested"),
        ("Forces are to come out of Hodeidah.", "hodeidah", "contested"),
        ("The mines at Bisie are to be shared.", "bisie", "contested"),
        ("The envoy flew back from Muscat after six days.", "muscat", "venue"),
        ("The next round, in Nakuru, opens on Friday.", "nakuru", "venue"),
        ("The pumps of Murzuq stopped in May.", "murzuq", "affected"),
        ("School halls in Goma have been turned into shelters.", "goma", "affected"),
        ("The Sulu Sea talks ended.", "sulu-sea", "battlefield"),
        ("VALLETTA, Malta — The delegations met in a hotel.", "malta", "venue"),
        ("Sudan's truce has lapsed. Rain fell in Sudan.", "sudan", "battlefield"),
        ("Both sides returned the district of Lachin.", "lachin-district", "contested"),
        ("A flight linked Tripoli and Benghazi.", "benghazi", "context"),
    ],
)
def test_the_clause_tells_the_role(text, region, role):
    assert rows(text)[region]["region_role"] == role


def test_a_death_abroad_is_another_matter():
    text = "Shells hit Taiz. Fighting raged in Marib and Aden. He was killed in Istanbul."
    assert rows(text)["istanbul"]["region_role"] == "context"


def test_deaths_in_a_whole_region_are_its_war():
    text = "Some 400 people were killed in Ituri province. Clashes went on in Bunia and Goma."
    assert rows(text)["ituri"]["region_role"] == "battlefield"


def test_a_truce_is_named_after_where_it_holds_or_after_where_it_was_made():
    text = "The Moscow truce broke down. Shells hit Shusha and Hadrut in Azerbaijan. Aghdam fell."
    assert rows(text)["moscow"]["region_role"] == "venue"
    assert rows("The Idlib truce broke down. Idlib is quiet.")["idlib"]["region_role"] == (
        "battlefield"
    )


def test_an_estimated_point_says_so_and_is_not_trusted():
    row = rows("Fighting went on in Mandera and Wajir. Rain fell in Qorvan.")["qorvan"]
    assert "estimated" in row["rule"]
    assert row["confidence"] <= 0.7
    assert row["geometry"].geom_type == "Point"
