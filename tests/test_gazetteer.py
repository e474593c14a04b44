"""The gazetteer: names found under all their spellings, places told apart, own places added."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import GeographyError
from analysis.geography import load_gazetteer, normalise, slug
from analysis.geography.gazetteer import DATA, HAND_MADE
from analysis.geography.places import KINDS, read_places

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("written", "usual", "country"),
    [
        ("Kiev", "Kyiv", "UKR"),
        ("Halab", "Aleppo", "SYR"),
        ("Danzig", "Gdańsk", "POL"),
        ("Deir Ezzor", "Deir ez-Zor", "SYR"),
        ("AL-HUDAYDAH", "Hodeidah", "YEM"),
        ("Khan Yunis", "Khan Younis", "PSE"),
        ("Lashkargah", "Lashkar Gah", "AFG"),
    ],
)
def test_a_city_is_found_under_another_spelling(written: str, usual: str, country: str) -> None:
    best = GAZETTEER.lookup(written, kind="city")[0]
    assert (best.name, best.country) == (usual, country)


@pytest.mark.parametrize("written", ["Zaporizhia", "Zaporizhzhya", "Zaporozhye", "ZAPORIZHZHIA"])
def test_all_transliterations_lead_to_one_oblast(written: str) -> None:
    assert GAZETTEER.lookup(written, kind="admin1")[0].place_id == "zaporizhzhia-oblast"


@pytest.mark.parametrize(
    "written",
    ["Zaporizhzhia nuclear plant", "Zaporizhia nuclear power plant", "ZNPP",
     "the Zaporizhzhia Nuclear Power Plant"],
)  # fmt: skip
def test_the_plant_is_a_facility_under_all_its_names(written: str) -> None:
    best = GAZETTEER.lookup(written)[0]
    assert (best.place_id, best.kind) == ("zaporizhzhia-nuclear-power-plant", "facility")


def test_a_country_comes_before_the_towns_of_its_name() -> None:
    for name in ("Georgia", "Jordan", "Lebanon", "Cuba", "Peru", "Mali"):
        assert GAZETTEER.lookup(name)[0].kind == "country"


def test_lookup_keeps_to_the_kind_and_country_asked_for() -> None:
    assert {p.country for p in GAZETTEER.lookup("Tripoli", country="LBN")} == {"LBN"}
    assert {p.kind for p in GAZETTEER.lookup("Sumy", kind="admin1")} == {"admin1"}


def test_an_unknown_name_has_no_place() -> None:
    assert GAZETTEER.lookup("Xyzzyville") == []
    assert not GAZETTEER.has_name("xyzzyville")


def test_an_id_leads_back_to_its_place() -> None:
    for name in ("Tripoli", "Georgia", "Kyiv", "Springfield", "Rafah", "Black Sea"):
        for place in GAZETTEER.lookup(name):
            assert GAZETTEER.place(place.place_id).place_id == place.place_id


def test_ids_of_namesakes_differ() -> None:
    found = GAZETTEER.lookup("San José")
    assert len(found) > 5
    assert len({p.place_id for p in found}) == len(found)


def test_an_unknown_id_is_an_error_that_names_it() -> None:
    with pytest.raises(GeographyError, match="'no-such-place-xyz'"):
        GAZETTEER.place("no-such-place-xyz")


def test_the_longest_name_wins() -> None:
    tokens = "near the Zaporizhzhia nuclear power plant on Monday".split()
    match = GAZETTEER.longest_match(tokens, 2)
    assert match is not None
    assert (match[0], match[1][0].kind) == (6, "facility")


def test_a_name_begins_with_a_capital() -> None:
    assert GAZETTEER.longest_match(["nice", "words"], 0) is None
    assert GAZETTEER.longest_match(["the", "camp"], 0) is None


def test_an_arabic_article_may_begin_a_name() -> None:
    match = GAZETTEER.longest_match(["al", "-", "Hol", "camp", "in"], 0)
    assert match is not None
    assert (match[0], match[1][0].country) == (4, "SYR")


def test_a_verb_after_a_name_is_no_part_of_it() -> None:
    match = GAZETTEER.longest_match("Goma fell on Monday".split(), 0)
    assert match is not None
    assert match[0] == 1


@given(st.lists(st.text(max_size=8), max_size=6))
def test_a_match_stays_within_the_tokens(tokens: list[str]) -> None:
    for start in range(len(tokens)):
        match = GAZETTEER.longest_match(tokens, start)
        assert match is None or (start < match[0] <= len(tokens) and len(match[1]) > 0)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


def test_marks_make_no_difference_to_a_key() -> None:
    assert normalise("Sana'a") == normalise("Sana’a") == normalise("SANAA")
    assert normalise("Suwałki-Gap") == normalise("Suwalki Gap")
    assert normalise("St. Petersburg") == normalise("Saint Petersburg")


def test_hand_made_places_have_distinct_ids_and_known_kinds() -> None:
    places = [place for table in HAND_MADE for place, _ in read_places(DATA / table)]
    assert len(places) > 900
    assert len({p.place_id for p in places}) == len(places)
    assert {p.kind for p in places} <= set(KINDS)


def test_names_of_hand_made_places_make_their_ids() -> None:
    for table in HAND_MADE:
        for place, names in read_places(DATA / table):
            assert place.place_id == slug(names[0])


def test_an_analysts_own_places_are_found(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "name,aliases,kind,country,latitude,longitude\n"
        "Checkpoint Alfa,CP Alfa,facility,UKR,48.1,37.9\n",
        encoding="utf-8",
    )
    assert load_gazetteer(own).lookup("CP Alfa")[0].place_id == "checkpoint-alfa"
    assert load_gazetteer().lookup("CP Alfa") == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Alfa,,checkpoint,UKR,48.1,37.9", "'kind' is 'checkpoint'"),
        ("Alfa,,facility,UKR,north,37.9", "'north'"),
        ("Alfa,,facility,UKR,148.1,37.9", "148.1"),
    ],
)
def test_a_faulty_row_is_named_with_its_line(tmp_path: Path, row: str, told: str) -> None:
    own = tmp_path / "own.csv"
    own.write_text(f"name,aliases,kind,country,latitude,longitude\n{row}\n", encoding="utf-8")
    with pytest.raises(GeographyError, match="line 2") as error:
        load_gazetteer(own)
    assert told in str(error.value)
