"""Who is an actor, of what kind, for whom, and in which role."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.articles import Article
from analysis.extraction.actors import find_actors
from analysis.extraction.document import Actor, Cast, Mention, Name, Placing
from analysis.extraction.language import parse
from analysis.extraction.names import find_names

# Prepositions that make a place of a state's name: enough for the sentences of these tests.
LITERAL = frozenset("in near across into from".split())


def _placing(text: str, names: list[Name]) -> Placing:
    mentions = [
        Mention(
            n.start,
            n.end,
            n.text,
            n.entity,
            "name",
            text[: n.start].removesuffix("the ").rstrip().rpartition(" ")[2] in LITERAL,
        )
        for n in names
        if n.type in ("state", "seat")
    ]
    return Placing(tuple(mentions), ())


def cast_of(text: str) -> Cast:
    day = dt.date(2025, 3, 18)
    document = parse(Article(source_id="test", text=text, title="", published=day))
    names = find_names(document)
    return find_actors(document, names, _placing(text, names))


def actors_of(text: str) -> dict[str, Actor]:
    return cast_of(text).by_id


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        ("The Russian foreign minister, Sergei Lavrov, spoke in Moscow.", "lavrov", "russia"),
        ("The Kremlin’s spokesman, Dmitri S. Peskov, said nothing.", "peskov", "russia"),
        ("Gerry Adams, the president of Sinn Fein, spoke first.", "adams", "sinn-fein"),
        ("Colombia freed two men. ELN commander Antonio García agreed.", "garcia", "eln"),
        ("The Hill Front met again. Ana Ruiz speaks for the Front.", "ruiz", "hill-front"),
        ("The Hill Front (HF) met. Ana Ruiz (HF) spoke first.", "ruiz", "hill-front"),
        ("Norway’s envoy, Ingrid Solheim, came back.", "solheim", "norway"),
        ("Bertie Ahern, the taoiseach, came back on Wednesday.", "ahern", "ireland"),
        (
            "The Hill Front broke off the talks. Ana Ruiz, its leader, blamed the army.",
            "ruiz",
            "hill-front",
        ),
    ],
)
def test_a_person_speaks_for_whom_the_words_beside_the_name_tell(text, person, party):
    assert actors_of(text)[person].party == party


def test_members_of_a_delegation_speak_for_it():
    text = (
        "They met a Ukrainian team: Andriy Yermak, who is chief of staff to President Volodymyr "
        "Zelensky, the foreign minister, Andrii Sybiha, and the defence minister, Rustem Umerov."
    )
    found = actors_of(text)
    parties = {i: found[i].party for i in ("yermak", "zelensky", "sybiha", "umerov")}
    assert set(parties.values()) == {"ukraine"}


def test_an_envoy_speaks_for_the_party_of_whoever_sent_him_not_for_where_he_goes():
    text = (
        "US President Donald Trump waited. Steve Witkoff, Mr Trump’s special envoy to the Middle "
        "East, met Israel’s prime minister."
    )
    assert actors_of(text)["witkoff"].party == "united-states"


def test_who_held_an_office_once_does_not_speak_for_it():
    text = "George Mitchell, a former United States senator, said that he was pleased."
    assert actors_of(text)["mitchell"].party == ""


def test_two_persons_with_one_surname_are_told_apart():
    text = "John Hume and Pat Hume came to Belfast. Mr John Hume spoke; Mrs Pat Hume listened."
    assert {"john-hume", "pat-hume"} <= set(actors_of(text))


def test_a_family_name_that_comes_first_is_the_id():
    text = "Kim Jong-un, the North Korean leader, waved. Mr Kim did not speak."
    assert actors_of(text)["kim"].name == "Kim Jong-un"


def test_a_name_given_as_known_as_is_no_second_person():
    text = "Mohamed Hamdan Dagalo, known as Hemedti, denied it. Hemedti told Al Jazeera so."
    assert [i for i, a in actors_of(text).items() if a.kind == "person"] == ["dagalo"]


def test_a_state_that_is_only_a_place_is_no_actor():
    found = actors_of("The delegations met in Norway. Sudan rejected the plan.")
    assert "norway" not in found
    assert found["sudan"].kind == "government"


def test_the_forces_of_a_state_are_one_row_with_the_state_as_party():
    text = "Russian forces advanced. Russia’s army and Russian brigades were tired."
    forces = [a for a in actors_of(text).values() if a.kind == "armed_forces"]
    assert [(a.actor_id, a.name, a.party) for a in forces] == [
        ("russian-forces", "Russian forces", "russia")
    ]


def test_a_body_with_an_army_of_its_own_is_a_government():
    text = (
        "The Northern Assembly refused to leave. The Assembly’s army held on, and the Assembly’s "
        "president spoke. The Azalai Front attacked."
    )
    found = actors_of(text)
    assert found["northern-assembly"].kind == "government"
    assert found["azalai-front"].kind == "armed_group"


def test_unnamed_people_who_are_cited_are_rows_by_their_description():
    found = actors_of("A senior Hamas official said no. Analysts warned that the truce would fail.")
    official = [a for a in found.values() if a.rule == "unnamed office"]
    assert [(a.kind, a.party) for a in official] == [("person", "hamas")]
    assert (found["analysts"].kind, found["analysts"].process_role) == ("collective", "observer")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "The war between Azerbaijan and Armenia went on. Qatar offered to host talks.",
            {"azerbaijan": "belligerent", "armenia": "belligerent", "qatar": "mediator"},
        ),
        (
            "A truce brokered by the United States and Saudi Arabia held. Sudan attacked the "
            "Rapid Support Forces. Iran denies that it arms Sudan.",
            {
                "united-states": "mediator",
                "saudi-arabia": "mediator",
                "sudan": "belligerent",
                "rapid-support-forces": "belligerent",
                "iran": "supporter",
            },
        ),
        (
            "Indonesia and the Free Aceh Movement signed a pact with Finland and Norway as "
            "guarantors. The United Nations attended as an observer.",
            {"indonesia": "belligerent", "finland": "mediator", "united-nations": "observer"},
        ),
    ],
)
def test_the_role_in_the_process_is_what_the_text_says(text, roles):
    found = actors_of(text)
    assert {entity: found[entity].process_role for entity in roles} == roles


def test_a_person_has_the_role_of_the_party():
    found = actors_of("The Kremlin’s spokesman, Dmitri Peskov, denied that Russia shelled Ukraine.")
    assert found["peskov"].process_role == "belligerent"


def test_every_mention_repeats_the_text_and_every_actor_has_one():
    text = "Mr Adams met the taoiseach, Bertie Ahern. He said that Sinn Fein agreed."
    cast = cast_of(text)
    assert all(text[m.start : m.end] == m.text for m in cast.mentions)
    assert {a.actor_id for a in cast.actors} <= {m.entity for m in cast.mentions} | {"ireland"}
