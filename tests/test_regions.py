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
