"""The register of public figures: asked last, by the day, and never needed."""

from __future__ import annotations

import datetime as dt

import pytest
from test_actors import cast_of

GAZA = (
    "Benjamin Netanyahu told his ministers that he would wait. Israel’s army moved on. Khalil "
    "al-Hayya spoke in Doha, and a Hamas statement followed."
)
ULSTER = (
    "Tony Blair flew to Belfast, though Britain had set no date. David Trimble was there before "
    "him. The UUP said nothing."
)
HAVANA = (
    "In Colombia the army stayed in barracks. Juan Manuel Santos spoke on Sunday. The FARC kept "
    "silent."
)
KHARTOUM = "Sudan’s army shelled Omdurman. Burhan spoke on Sunday, and the RSF’s Hemedti on Monday."
STEPANAKERT = (
    "Armenia asked for a truce on Saturday. Pashinyan said that Ilham Aliyev would refuse. Troops "
    "in Azerbaijan moved north."
)


@pytest.mark.parametrize(
    ("text", "day", "parties"),
    [
        (GAZA, dt.date(2024, 1, 9), {"netanyahu": "israel", "hayya": "hamas"}),
        (ULSTER, dt.date(1998, 4, 8), {"blair": "united-kingdom", "trimble": "uup"}),
        (HAVANA, dt.date(2016, 9, 25), {"santos": "colombia"}),
        (KHARTOUM, dt.date(2023, 5, 21), {"burhan": "sudan", "hemedti": "rapid-support-forces"}),
        (STEPANAKERT, dt.date(2020, 10, 9), {"pashinyan": "armenia", "aliyev": "azerbaijan"}),
    ],
)
def test_those_in_office_on_the_day_speak_for_their_side(
    text: str, day: dt.date, parties: dict[str, str]
) -> None:
    found = cast_of(text, day).by_id
    assert {i: found[i].party for i in parties} == parties


def test_before_and_after_the_term_nobody_is_known() -> None:
    text = "Tony Blair spoke of patience on Monday. Troops from Britain stayed."
    parties = [cast_of(text, dt.date(y, 1, 9)).by_id["blair"].party for y in (1996, 2004, 2012)]
    assert parties == ["", "united-kingdom", ""]


def test_a_surname_alone_needs_its_state_beside_it() -> None:
    text = "The Hill Front met in Lima on Monday. Mr {} spoke for an hour about patience."
    for name, party in (("Petro", ""), ("Fujimori", "peru")):
        found = cast_of(text.format(name), dt.date(1996 if party else 2023, 9, 25)).by_id
        assert found[name.lower()].party == party


def test_a_state_that_the_text_does_not_name_is_nobodys() -> None:
    text = "Olaf Scholz left early. Vladimir Putin was silent, and so was Ukraine."
    found = cast_of(text, dt.date(2025, 3, 18)).by_id
    assert (found["scholz"].party, found["putin"].party) == ("", "")


def test_a_bare_surname_that_begins_a_sentence_is_a_person() -> None:
    text = "Armenia asked for a truce on Saturday. Pashinyan refused to say more."
    assert cast_of(text, dt.date(2020, 10, 9)).by_id["pashinyan"].kind == "person"
    assert "pashinyan" not in cast_of(text, dt.date(1990, 10, 9)).by_id


def test_what_the_text_says_goes_first() -> None:
    text = "Kofi Annan, the envoy of the Arab League, flew to Damascus. The United Nations waited."
    assert cast_of(text, dt.date(2005, 3, 1)).by_id["annan"].party == "arab-league"


def test_an_invented_president_needs_no_register() -> None:
    text = "The Ghanaian president, Kwame Addo-Mills, closed the border. Togo objected."
    assert cast_of(text, dt.date(2031, 3, 1)).by_id["addo-mills"].party == "ghana"


def test_a_small_word_before_a_surname_in_a_headline_is_no_part_of_it() -> None:
    text = "Libya truce in doubt as Haftar leaves\n\nThe LNA said nothing. Haftar refused to sign."
    found = cast_of(text, dt.date(2020, 1, 14)).by_id
    assert found["haftar"].name == "Haftar" and found["haftar"].party == "lna"
