"""Whose people, towns and bodies they are: parties over sentences, names cut or apposed."""

from __future__ import annotations

import pandas as pd
import pytest
from test_press_usage import read


def actors_of(text: str) -> pd.DataFrame:
    """Give the rows of the actors by their name."""
    return read(text, "2025-03-12").actors.set_index("name")


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        (  # "It" goes on with what the sentence before is about.
            "The Lake Congress, which has forty deputies, says it would accept the money. It has "
            "refused a police force that answers to Goma and wants the army out of Bukavu. Its "
            "chairwoman, Ruth Kasela, is expected to lead the delegation of the M23 to Doha.",
            "Ruth Kasela",
            "lake-congress",
        ),
        (
            "The Kasai Confederation, whose officers Loa accuses of training the rebels, welcomes "
            "the truce. Its foreign minister, Teo Quispe, told reporters so. Loa's army fights the "
            "Copper Front.",
            "Teo Quispe",
            "kasai-confederation",
        ),
        (
            "Yemen's government refused. From the Houthis came a warning. The movement wants wages "
            "to be met from Yemen’s oil revenues. A member of its negotiating team objected.",
            "member of its negotiating team",
            "houthis",
        ),
        (
            "Talks between Sudan's army and the Rapid Support Forces resumed, hosted by the "
            "Monsoon Initiative, which brokered the first truce. The chief mediator, retired "
            "admiral Talal bin Ghurab, said he was speaking to both camps.",
            "Talal bin Ghurab",
            "monsoon-initiative",
        ),
        (
            "Ethiopia and the Tigray People's Liberation Front signed. Olusegun Obasanjo, the "
            "African Union's envoy, who mediated together with Uhuru Kenyatta and Phumzile "
            "Mlambo-Ngcuka, called it a beginning.",
            "Uhuru Kenyatta",
            "african-union",
        ),
        (
            "Castara is led by President Ximena Aravena. The war between Castara and the Popular "
            "Front is in its tenth year.",
            "Ximena Aravena",
            "castara",
        ),
        (
            "Talks between Ethiopia and the Oromo Liberation Army broke off on Tuesday. Jaal "
            "Marroo, the group's commander, had flown in. Odaa Tarbii, a spokesman, said the "
            "government had wanted only a surrender.",
            "Odaa Tarbii",
            "oromo-liberation-army",
        ),
        (
            "Nawaf Salam, the Lebanese prime minister, welcomed it. Morgan Ortagus, the deputy "
            "American envoy, asked for more. Tom Barrack, her superior, was in Damascus. "
            "Hezbollah refused.",
            "Tom Barrack",
            "united-states",
        ),
        (
            "The army and the Moro Islamic Liberation Front fought on. Lim Wei Sern, an analyst at "
            "the Singapore-based Straits Policy Centre, said neither would move.",
            "Lim Wei Sern",
            "straits-policy-centre",
        ),
        (  # People without a name.
            "The Highland Republic and the River Front met in Oslo. A senior Highland official "
            "conceded that his government might put up with it.",
            "senior Highland official",
            "highland-republic",
        ),
        (
            "The Contact Group has put forward a truce between Mali and the Dune Front. Fifteen "
            "observers from the Kazakh-led Contact Group are to ride with the convoys.",
            "observers",
            "contact-group",
        ),
        (
            "Charcas and the Communal Front signed on Friday. Under the deal the front has to hand "
            "over 31 policemen captured at Corocoro to the army of Charcas.",
            "policemen",
            "charcas",
        ),
    ],
)
def test_party_of_who_is_told_of_by_the_words_around(text: str, name: str, party: str) -> None:
    assert actors_of(text).loc[name, "party"] == party


def test_commanders_of_both_sides_are_nobodys() -> None:
    rows = actors_of(
        "Ethiopia and the Tigray People's Liberation Front signed in Pretoria. Commanders of both "
        "armies are to meet within five days."
    )
    assert rows.loc["commanders", "party"] == ""


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Boreal Tin, which runs the smelter, asked Peru for compensation.", "Boreal Tin",
         "organisation"),
        ("The mine's operator, Kula Resources, said its staff were held.", "Kula Resources",
         "organisation"),
        ("The judge told Pacific Wave it was a start. Fiji agreed.", "Pacific Wave", "media"),
        ("Voces del Valle, a rights group, said the text was silent.", "Voces del Valle",
         "organisation"),
        ("The state company, Rudnik, will reopen the pit.", "Rudnik", "organisation"),
        ("Bishop Anselmo Ferreyra chairs the Guarantors’ Table, which met in Asunción.",
         "Guarantors’ Table", "organisation"),
        ("The envoy spoke to Channel 24 on Monday; Ukraine's army denied it.", "Channel 24",
         "media"),
        ("The Movimiento Comunero 9 de Abril (MC-9) refused. Later the MC-9 agreed.",
         "Movimiento Comunero 9 de Abril", "armed_group"),
        ("Four Rivers Conference: the talks. The Four Rivers Conference met Colombia's army.",
         "Four Rivers Conference", "organisation"),
    ],
)  # fmt: skip
def test_bodies_that_only_what_is_said_of_them_tells(text: str, name: str, kind: str) -> None:
    assert actors_of(text).loc[name, "kind"] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen boarded the tanker Halcyon Tern off Limbe. Nigeria's navy gave chase.",
        "The minister took questions at the Hotel Characato. Bolivia's army waited.",
        "Mansion Hill, the president's residence, was shelled. Liberia's army denied it.",
        "A patrol boat sank off the island of Ostrovul Mare. Romania's navy searched.",
    ],
)
def test_ships_houses_and_islands_are_no_actors(text: str) -> None:
    names = set(actors_of(text).index)
    assert not names & {"Halcyon Tern", "Hotel Characato", "Mansion Hill", "Ostrovul Mare"}


def test_an_outlet_that_is_named_beside_is_not_told_twice() -> None:
    rows = actors_of("Zar TV, the state broadcaster, said the truce held. Georgia's army agreed.")
    assert rows.index[rows["kind"] == "media"].tolist() == ["Zar TV"]


def test_an_article_behind_a_number_is_no_part_of_a_name() -> None:
    rows = actors_of(
        "The Upland Front met Georgia in Trabzon.\n\n(a) The Upland Front maintained its request."
    )
    assert "The Upland Front" not in rows.index
    assert "Upland Front" in rows.index


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Doha talks near deadline\n\nSudan's army and its rival met.", "Qatar"),
        ("The minister flew to Djibouti last night. Sudan's army waited.", "Djibouti"),
        ("Mali's rebels want the envoy to float Ouagadougou as a new venue.", "Burkina Faso"),
    ],
)
def test_a_place_where_one_meets_is_no_government(text: str, state: str) -> None:
    assert state not in actors_of(text).index


def test_capitals_of_two_states_that_no_registry_knows() -> None:
    """Penjikent is Zarafshan's, since it waits for Kokshaal, and its minister Zarafshan's."""
    rows = actors_of(
        "The war between Zarafshan and Kokshaal began with water. Kokshaal's border guards shut a "
        "sluice; Zarafshan's army took the heights.\n\nPenjikent can swallow most of the draft. "
        "Its foreign minister, Gulnora Hakimova, said she would take the truce. But the troops "
        "will not budge until Kokshaal frees 38 farmers."
    )
    assert rows.loc["Gulnora Hakimova", "party"] == "zarafshan"


def test_a_list_behind_messrs_names_persons() -> None:
    rows = actors_of(
        "The president received Messrs Starmer, Macron and Merz, Ms von der Leyen too."
    )
    assert {"Merz", "von der Leyen"} <= set(rows.index[rows["kind"] == "person"])


def test_two_sides_are_those_who_fight_and_not_who_was_named_last() -> None:
    text = (
        "South Sudan's army and the National Salvation Front kept their guns silent on Sunday. "
        "Juba asked the front to sign; the front asked Juba to leave Kapoeta.\n\n"
        "Boreal Gold, which holds the concession, suspended work. The Nile Institute was "
        "sceptical.\n\nThe two sides are to meet in Naivasha on Thursday.\n"
    )
    mentions = read(text, "2025-09-14").mentions
    sides = set(mentions.loc[mentions["text"] == "The two sides", "entity"])
    assert sides == {"south-sudan", "nas-south-sudan"}


def test_members_of_a_body_are_no_part_of_its_name() -> None:
    rows = actors_of(
        "Sudan's army met the rebels in Jeddah. The Troika of Britain, Norway and the United "
        "States urged both to sign."
    )
    assert {"Troika", "United Kingdom", "Norway", "United States"} <= set(rows.index)
    assert "Troika of Britain" not in rows.index


def test_a_name_made_of_a_people_is_a_persons() -> None:
    rows = actors_of("Mohammed al-Sudani, the Iraqi prime minister, spoke. Turkey's army waited.")
    assert rows.loc["Mohammed al-Sudani", "party"] == "iraq"
    assert "Sudan" not in rows.index


def test_its_takes_up_a_body_without_a_name_in_the_same_sentence() -> None:
    rows = actors_of(
        "The Houthis and the Islah party signed. Islah is to let flour through. A committee of "
        "seven sheikhs is to judge complaints; its chairman, Naji al-Shaif, has had forty."
    )
    assert rows.loc["Naji al-Shaif", "party"] == ""
