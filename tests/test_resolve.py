"""Resolving names: the document decides, words narrow, the unknown stays missing."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import GeographyError
from analysis.geography import place_geometry, resolve_candidates, resolve_places
from analysis.geography.surfaces import read_surface


def ids(names: list[str], context: list[str] | None = None) -> list[object]:
    return resolve_places(names, context)["place_id"].tolist()


@pytest.mark.parametrize(
    ("written", "place_id"),
    [
        ("Ukraine's Sumy region", "sumy-oblast"),
        ("Ukraine’s Sumy region", "sumy-oblast"),
        ("the province of Sumy", "sumy-oblast"),
        ("Sumy Oblast", "sumy-oblast"),
        ("Kursk region of Russia", "kursk-oblast"),
        ("Russia's Kursk", "kursk"),
        ("Nineveh province", "nineveh-governorate"),
        ("Myanmar's Rakhine State", "rakhine-state"),
        ("Helmand", "helmand-province"),
        ("the eastern city of Goma", "goma"),
        ("Tripoli, Lebanon", "tripoli-lbn"),
        ("Tripoli (Lebanon)", "tripoli-lbn"),
        ("the Donbass", "donbas"),
        ("the Dnieper", "dnipro-river"),
        ("the Tigris", "tigris-river"),
        ("Hodeidah port", "port-of-hodeidah"),
        ("Suwalki Gap", "suwalki-gap"),
        ("the Élysée", "elysee-palace"),
    ],
)
def test_the_words_around_a_name_tell_its_place(written: str, place_id: str) -> None:
    assert ids([written]) == [place_id]


@pytest.mark.parametrize(
    ("name", "others", "country"),
    [
        ("Tripoli", ["Beirut", "Sidon"], "LBN"),
        ("Tripoli", ["Benghazi", "Misrata"], "LBY"),
        ("Georgia", ["Tbilisi", "Abkhazia"], "GEO"),
        ("Georgia", ["Atlanta", "Savannah", "Florida"], "USA"),
        ("Victoria", ["Melbourne"], "AUS"),
        ("Victoria", ["Seychelles"], "SYC"),
        ("Saida", ["Beirut", "Tyre"], "LBN"),
        ("Punjab", ["Lahore", "Islamabad", "Pakistan"], "PAK"),
        ("Punjab", ["Amritsar", "New Delhi", "India"], "IND"),
        ("Jordan", ["Amman"], "JOR"),
    ],
)
def test_the_other_names_decide_between_namesakes(
    name: str, others: list[str], country: str
) -> None:
    assert resolve_places([name, *others])["country"].iloc[0] == country
    assert resolve_places([name], others)["country"].iloc[0] == country


def test_a_country_named_by_itself_is_the_country() -> None:
    table = resolve_places(["Georgia", "Lebanon", "Jordan", "Mali"])
    assert set(table["kind"]) == {"country"}


def test_a_kind_hint_picks_the_division_or_the_city() -> None:
    division, city = resolve_candidates([("Kharkiv", "admin1", None), ("Kharkiv", "city", None)])
    assert division.place is not None and division.place.place_id == "kharkiv-oblast"
    assert city.place is not None and city.place.place_id == "kharkiv"


def test_a_country_hint_narrows() -> None:
    (found,) = resolve_candidates([("Tripoli", None, "GRC")])
    assert found.place is not None and found.place.country == "GRC"


def test_a_part_of_a_country_is_a_macro_region_inside_it() -> None:
    row = resolve_places(["southern Ukraine"]).iloc[0]
    assert (row["place_id"], row["kind"], row["country"]) == (
        "southern-ukraine", "macro_region", "UKR",
    )  # fmt: skip
    assert 45.5 < row["latitude"] < 48.5
    assert place_geometry("southern-ukraine").within(place_geometry("ukraine").buffer(0.01))


def test_a_part_is_named_as_the_text_spells_it() -> None:
    table = resolve_places(["northeastern Syria", "north-eastern Syria", "the south of Syria"])
    assert table["name"].tolist() == [
        "northeastern Syria", "north-eastern Syria", "southern Syria",
    ]  # fmt: skip


def test_an_offset_is_the_place_with_a_note() -> None:
    row = resolve_places(["north-east of Mosul"]).iloc[0]
    assert (row["place_id"], row["reason"]) == ("mosul", "north-east of Mosul")


def test_a_country_whose_name_begins_with_a_direction_is_that_country() -> None:
    assert ids(["South Sudan", "North Korea", "East Timor", "South Africa"]) == [
        "south-sudan", "north-korea", "east-timor", "south-africa",
    ]  # fmt: skip


def test_an_unknown_name_is_missing_with_a_reason() -> None:
    row = resolve_places(["Xyzzyville"]).iloc[0]
    assert pd.isna(row["place_id"]) and row["confidence"] == 0
    assert row["reason"] == "no place of this name is known"


def test_a_missing_name_is_missing_with_a_reason() -> None:
    table = resolve_places(pd.Series(["Kyiv", None, ""], index=[4, 7, 9]))
    assert table.index.tolist() == [4, 7, 9]
    assert table["reason"].tolist() == ["", "no name is given", "no name is given"]


def test_a_namesake_without_context_is_less_certain_than_with_it() -> None:
    alone = resolve_places(["Victoria"])["confidence"].iloc[0]
    among = resolve_places(["Victoria", "Melbourne", "Geelong"])["confidence"].iloc[0]
    assert alone < among


def test_an_unknown_kind_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(GeographyError, match=r"'town'.*admin1"):
        resolve_places(["Goma"], kinds="town")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=25), max_size=4))
def test_any_text_is_resolved_or_missing_with_a_reason(names: list[str]) -> None:
    table = resolve_places(names)
    assert len(table) == len(names)
    assert ((table["place_id"].notna()) | (table["reason"] != "")).all()
    assert table["confidence"].between(0, 1).all()


def test_a_name_that_holds_a_direction_or_kind_is_not_taken_apart() -> None:
    surface = read_surface("West Bank", lambda name: name == "West Bank")
    assert (surface.core, surface.part, surface.kinds) == ("West Bank", "", ())
