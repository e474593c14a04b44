"""For whom a person speaks, by what the text says beside the name; nothing where it is silent."""

from __future__ import annotations

import pytest
from test_actors import actors_of


@pytest.mark.parametrize(
    ("text", "actor", "party"),
    [
        (
            "Grace Mbeki put her name to it for the government, and John Odhiambo for the Lord’s "
            "Resistance Army. Uganda has fought the rebels since 1987.",
            "odhiambo",
            "lra",
        ),
        (
            "Ana Reyes put her name to the paper for the Karen National Union.",
            "reyes",
            "knu",
        ),
        (
            "Marit Solheim, the Norwegian jurist who heads the three-member Lake Forum, has "
            "circulated a draft.",
            "solheim",
            "lake-forum",
        ),
        (
            "A defence official in Jerusalem said the captives would be home by Friday. Israel "
            "has said nothing.",
            "defence-official",
            "israel",
        ),
        (
            "Signed: for the Provincial Council, Ana Rojas; for the Red River Front, Pedro Lugo.",
            "lugo",
            "red-river-front",
        ),
        (
            "The Mekong Union shelled the dam. Bounthavy Sisouk, the union’s chief negotiator, "
            "spoke first.",
            "sisouk",
            "mekong-union",
        ),
        (
            "The Delta Federation said no. A federation official agreed. The Shore Front fought.",
            "federation-official",
            "delta-federation",
        ),
        (
            "The Outer Reef Alliance held eleven men. The alliance, whose leader, Teresia Biribo, "
            "stayed away, offered to free four.",
            "biribo",
            "outer-reef-alliance",
        ),
        (
            "The Republic of the Two Rivers closed the locks. Pavel Orlov, a spokesman for the "
            "republic, said no more.",
            "orlov",
            "republic-of-the-two-rivers",
        ),
    ],
)
def test_a_clause_that_names_the_side_gives_the_party(text: str, actor: str, party: str) -> None:
    assert actors_of(text)[actor].party == party


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # A guest in the capital, and a town that is no seat of a party.
        ("A Western official in Kyiv shrugged. Ukraine has said nothing.", "western-official"),
        ("A diplomat in Geneva said so too. Sudan has said nothing.", "diplomat"),
        # Company of an armed group is no membership.
        ("Omar Haddad met Hamas on Sunday. “It is late,” Mr Haddad said.", "haddad"),
        # Thanks for the group's patience do not make the minister's guest its man.
        ("Peter Holm came back, and the host thanked Mr Holm for the Front’s patience.", "holm"),
    ],
)
def test_company_and_thanks_give_no_party(text: str, actor: str) -> None:
    assert actors_of(text)[actor].party == ""


def test_a_noun_that_heads_two_names_stands_for_neither() -> None:
    actors = actors_of(
        "The Delta Union and the River Union met. Omar Sy, a spokesman for the union, said no."
    )
    assert actors["sy"].party == ""


def test_the_army_is_the_states_whatever_a_group_calls_itself() -> None:
    actors = actors_of(
        "Uganda shelled the Hill Liberation Army. Ruth Akello, a spokeswoman for the army, "
        "spoke in Kampala. Uganda’s troops went on."
    )
    assert actors["akello"].party != "hill-liberation-army"


def test_a_broker_does_not_speak_for_a_side_that_it_brings_together() -> None:
    actors = actors_of(
        "Ukraine has fought the separatists since spring. The deal was brokered by Chancellor "
        "Greta Holt, who sat with the separatists in Minsk. Ukraine’s army pulled back."
    )
    assert actors["holt"].party != "ukraine"


def test_a_president_is_not_the_warring_states_where_a_brokers_state_stands_beside() -> None:
    actors = actors_of(
        "Colombia and the ELN met again on Monday; Colombia’s army has fought the ELN for years. "
        "Norway and Cuba, which mediate, were there. Cuba welcomed both. President Ana Solís spoke "
        "first in Havana, and Cuba offered a house."
    )
    assert actors["solis"].party != "colombia"
