"""States that no registry knows: by the realm, the seat and the offices that a text gives them."""

from __future__ import annotations

import pytest
from test_press_usage import read, rows_of

KIND, PARTY = "kind", "party"


@pytest.mark.parametrize(
    ("text", "state", "person", "soldiers"),
    [
        (
            "The government in Mopti offered talks on Monday. The Dune Front, which holds the "
            "ferry, refused. Its leader, Issa Barry, said that the army must leave first. Mopti "
            "replied that its foreign minister, Awa Konaté, would travel to Accra.",
            "mopti",
            "konate",
            "army",
        ),
        (
            "The war in the sultanate of Lahej pits the army against the Reef Brigades. The prime "
            "minister, Nasser Qasim, accepted a truce on Tuesday. The government in Mukalla freed "
            "forty men.",
            "lahej",
            "qasim",
            "army",
        ),
        (
            "The Republic of Karavaan and the Sons of the Plateau signed a truce in Tbilisi. "
            "Kutaisi denied on Friday that it had moved tanks. Its defence minister, Lasha "
            "Beridze, said that the army was in its barracks.",
            "republic-of-karavaan",
            "beridze",
            "army",
        ),
        (
            "The junta in Lashio has asked for a pause, and the Hill Rangers want one too. Its "
            "foreign minister, Zaw Lin, named Monday. The army shelled a village of the Rangers.",
            "lashio",
            "lin",
            "army",
        ),
        (
            "Fighters of the Plain Guard crossed into the principality of Korab on Sunday. Korab "
            "rejected their terms. The foreign minister, Agim Dushku, said that the army would "
            "answer.",
            "korab",
            "dushku",
            "army",
        ),
    ],
)
def test_a_state_of_the_text_has_its_minister_and_its_army(
    text: str, state: str, person: str, soldiers: str
) -> None:
    actors = rows_of(text)
    assert actors.loc[state, KIND] == "government"
    assert actors.loc[state, PARTY] == state
    assert actors.loc[person, PARTY] == state
    assert actors.loc[soldiers, PARTY] == state


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (
            "Fighting went on around Homs on Monday. Homs mourned its dead. The Syrian government "
            "rejected the plan, and rebels said Homs would not surrender.",
            "homs",
        ),
        ("Colombia’s army left Cali. Cali wants peace, said the bishop.", "cali"),
        ("Gao rejected the men of the Front, and Mali’s army came back.", "gao"),
    ],
)
def test_a_town_whose_people_act_is_no_government(text: str, town: str) -> None:
    assert town not in set(read(text).actors["actor_id"])


def test_a_registered_seat_stands_for_its_state() -> None:
    actors = rows_of(
        "Russia said that the government in Kyiv must answer. Its foreign minister, Sergei Lavrov, "
        "spoke in Minsk."
    )
    assert {"russia", "ukraine", "lavrov"} <= set(actors.index)
    assert actors.loc["lavrov", PARTY] == "russia"


def test_its_minister_is_the_governments_and_its_commander_the_groups() -> None:
    actors = rows_of(
        "The government of Peru accused the Ridge Front of an ambush. Its interior minister, Rosa "
        "Quispe, spoke of nine dead. The Ridge Front denied it. Its commander, Luis Mamani, blamed "
        "the army."
    )
    assert actors.loc["quispe", PARTY] == "peru"
    assert actors.loc["mamani", PARTY] == "ridge-front"


def test_two_states_joined_by_and_are_two_and_each_has_its_seat() -> None:
    actors = rows_of(
        "Delegations from Kokdala and the Mountain Republic are due back in Almaty. Khujand wants "
        "a longer truce. It also wants the Mountain Republic’s troops out of the dam. Kokdala "
        "insists that a militia disarm, and Kokdala’s foreign minister, Rustam Nazarov, has asked "
        "for observers."
    )
    assert actors.loc["kokdala", "name"] == "Kokdala"
    assert {"kokdala", "mountain-republic"} <= set(actors.index)
    assert "khujand" not in actors.index
    assert actors.loc["nazarov", PARTY] == "kokdala"


def test_a_capital_that_is_said_to_be_one_is_its_states() -> None:
    actors = rows_of(
        "Rebels of the Peasant Column told Arequipa, the capital of the Highland Republic, that "
        "they would stay. Arequipa rejected their terms. The defence minister, Ana Rojas, said no."
    )
    assert actors.loc["rojas", PARTY] == "highland-republic"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "The Danubian Federation and the Zemplín Guard have been at war for years over four "
            "bridges. The Danubians refused to leave them.",
            "danubian-federation",
        ),
        (
            "The Livonian Union has shelled the lighthouse of the Osilian Republic for a week. "
            "The Livonians denied it on Monday.",
            "livonian-union",
        ),
    ],
)
def test_a_people_stands_for_the_state_called_after_it(text: str, state: str) -> None:
    dossier = read(text)
    actors = dossier.actors.set_index("actor_id")
    assert actors.loc[state, KIND] == "government"
    mentions = dossier.mentions
    assert state in set(mentions.loc[mentions["text"].str.endswith("ians"), "entity"])


def test_a_confederation_is_the_state_that_its_place_is_when_that_governs() -> None:
    actors = rows_of(
        "The Confederation of Ngazi will suspend the truce. Foreign Minister Saïd Abdou spoke in "
        "the Ngazian capital, and his colleague at the interior ministry, Halima Combo, agreed. "
        "Gunmen of the Mwali Front held two ferries."
    )
    assert actors.loc["confederation-of-ngazi", KIND] == "government"
    assert "ngazi" not in actors.index
    assert actors.loc[["abdou", "combo"], PARTY].tolist() == ["confederation-of-ngazi"] * 2


@pytest.mark.parametrize(
    ("text", "state", "person"),
    [
        (
            "The government of Bandama, far to the south, wants the town back. Rebels of the "
            "Forest Front hold it. President Lassina Bohoussou spoke in Lomé.",
            "bandama",
            "bohoussou",
        ),
        (
            "The armed forces of Tarapa crossed the river on Monday. Tarapa said that its foreign "
            "minister, Inés Quiroga, would explain. Peru hosts the talks.",
            "tarapa",
            "quiroga",
        ),
        (
            "Alay asked for time. President Almaz Toktogulov spoke at a hospital in the Alayan "
            "capital. Shells fell on an Alayan village, and the Alayan army answered.",
            "alay",
            "toktogulov",
        ),
    ],
)
def test_who_has_a_government_or_an_army_is_a_state(text: str, state: str, person: str) -> None:
    actors = rows_of(text)
    assert actors.loc[state, KIND] == "government"
    assert actors.loc[person, PARTY] == state


def test_a_foreign_office_is_british_only_where_britain_is_told_of() -> None:
    own = rows_of(
        "The Republic of Samatata, in a statement issued by its Foreign Office, offered a port. "
        "The Republic of Karavaan and its Home Secretary, Omar Lodin, declined."
    )
    assert "united-kingdom" not in own.index
    assert own.loc["lodin", PARTY] == "republic-of-karavaan"
    british = rows_of(
        "Britain backs the truce in Yemen. The Foreign Office said London would pay. Home "
        "Secretary Ann Lee agreed."
    )
    assert british.loc["lee", PARTY] == "united-kingdom"


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (
            "Serandah is studying the idea. Two Serandan corvettes lie in Beo Bay, a Serandan "
            "official said. Indonesia hosts the talks.",
            {"serandah"},
        ),
        (
            "The republics of Tarsia and Oltania may let their truce run. Tarsia wants the "
            "soldiers gone; Oltania refused.",
            {"tarsia", "oltania"},
        ),
    ],
)
def test_a_state_is_known_by_its_people_and_beside_another(text: str, states: set[str]) -> None:
    actors = rows_of(text)
    assert set(actors.index[actors[KIND] == "government"]) >= states


def test_a_capital_where_talks_are_to_be_does_not_act() -> None:
    actors = rows_of(
        "Commanders of Vanuatu’s army and of the Reef Front would meet in Honiara. The Front has "
        "yet to reply about Honiara, and Vanuatu would not send anyone to Honiara."
    )
    assert "solomon-islands" not in actors.index


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "The government of Nusa Timur and the Coral Front met. Nusa Timur has said yes.",
            "nusa-timur",
        ),
        (
            "The Delta Front laid down its arms after Oronia, its neighbour across the water, had "
            "declined to pay. The army of Mbanda cheered.",
            "oronia",
        ),
    ],
)
def test_a_long_name_and_a_neighbour_are_states(text: str, state: str) -> None:
    actors = rows_of(text)
    assert (actors.loc[state, KIND], actors.loc[state, PARTY]) == ("government", state)


def test_whose_government_bears_a_given_name_is_a_person() -> None:
    assert rows_of("The government of Silvio Rossi refused.").loc["rossi", KIND] == "person"


@pytest.mark.parametrize(
    ("text", "state", "person"),
    [
        (
            'President Tomas Iruri of Castara met the Salt Front. "No guns," he said.',
            "castara",
            "iruri",
        ),
        (
            "The government of President Adelo Marwick fought the Herders' Army. \"The "
            'borders of Velmora are not for sale," Mr Marwick said.',
            "velmora",
            "marwick",
        ),
        (
            "Kasto, which lost the valley last spring, wants it back before any truce. Yet "
            "yesterday its foreign minister, Ilia Doran, went further.",
            "kasto",
            "doran",
        ),
        (
            'The rebels want a third of the seats. Prime Minister Yaw Mensah offers a tenth. "We '
            'are not at a market," he said in Dabala, the capital of Vesarana.',
            "vesarana",
            "mensah",
        ),
        (
            "Queen Isolde of Marenna gave her assent on Thursday. Her chancellor, Otto Brandis, "
            "had argued for it.",
            "marenna",
            "brandis",
        ),
    ],
)
def test_a_head_of_state_borders_a_capital_or_its_minister_make_a_state(
    text: str, state: str, person: str
) -> None:
    actors = rows_of(text)
    assert actors.loc[state, KIND] == "government"
    assert actors.loc[person, PARTY] == state


def test_whom_one_stands_for_in_a_list_and_the_counterpart_of_a_government() -> None:
    actors = rows_of(
        "In the hall were Major Dede Amoah, for the Coastal Militia; and Bishop Lucas Torre, who "
        "had brought them together. Mohagher Iqbal of the Moro Islamic Liberation Front and his "
        "government counterpart, Miriam Coronel-Ferrer, spoke for the Philippines and the Front."
    )
    assert actors.loc["amoah", PARTY] == "coastal-militia"
    assert actors.loc["coronel-ferrer", PARTY] == "philippines"
