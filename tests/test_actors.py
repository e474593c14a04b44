"""Who is an actor, of what kind, for whom, and in which role."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.articles import Article
from analysis.extraction.acting_towns import settle_acting_towns
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


def cast_of(text: str, day: dt.date = dt.date(2025, 3, 18)) -> Cast:
    document = parse(Article(source_id="test", text=text, title="", published=day))
    names = find_names(document)
    names, placing = settle_acting_towns(document, names, _placing(text, names))
    return find_actors(document, names, placing)


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
        (
            "The plan came from Maeve Doyle, the Irish diplomat who chairs the Lagos Forum.",
            "doyle",
            "lagos-forum",
        ),
        (
            "“It is cold,” said Jonas Lind, who studies borders at the Baltic Institute.",
            "lind",
            "baltic-institute",
        ),
        (
            "Ruth Adeyemi, a surgeon with the charity Secours Sahel, buried two men.",
            "adeyemi",
            "secours-sahel",
        ),
        (
            "The Delta Council met. For the Council, Ambassador Ngozi Eze ruled out any amnesty.",
            "eze",
            "delta-council",
        ),
        (
            "Colonel Ismail Barre watched the road. His Juba Guard would not leave it.",
            "barre",
            "juba-guard",
        ),
        (
            "The Delta Front sent nobody. Its political officer, who goes by Abu Tir, was blunt.",
            "tir",
            "delta-front",
        ),
        (
            "They asked for the resignation of the head of the Delta Council, General Musa Bello.",
            "bello",
            "delta-council",
        ),
        (
            "Delta Front rebels came. The rebel leaders Musa Bello and Amina Sow signed.",
            "sow",
            "delta-front",
        ),
        (
            "The Lagoon Board, a club of six states chaired by Dame Ruth Hale, has an idea.",
            "hale",
            "lagoon-board",
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


def test_a_name_alone_tells_no_party_whoever_bears_it():
    named = actors_of("Olaf Scholz left early. Vladimir Putin was silent, and so was Ukraine.")
    assert named["scholz"].party == ""


def test_a_counterpart_speaks_for_the_other_side():
    text = (
        "Chad and Niger agreed to a truce. Chad’s chief negotiator, Ali Deby Noura, was glad. His "
        "counterpart, Moussa Karim, said little."
    )
    assert actors_of(text)["karim"].party == "niger"


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


def test_where_a_state_fights_an_unknown_body_that_fights_is_an_armed_group():
    text = "Peru and the Council of the Upper Valleys signed a truce. The war in Peru goes on."
    assert actors_of(text)["council-of-the-upper-valleys"].kind == "armed_group"


def test_where_no_state_fights_the_body_that_rules_by_its_name_is_the_government():
    text = "The Coastal Authority and the Dune Movement agreed to a truce."
    found = actors_of(text)
    assert (found["coastal-authority"].kind, found["dune-movement"].kind) == (
        "government",
        "armed_group",
    )


@pytest.mark.parametrize(
    ("text", "entity", "kind"),
    [
        ("The minister told the news agency Nurpress on Monday.", "nurpress", "media"),
        ("They asked a Dutch firm, Amber Nickel, to dig.", "amber-nickel", "organisation"),
        ("A splinter faction, the Red Dawn, came too.", "red-dawn", "armed_group"),
        ("“I ran,” she told Al Sabil, laughing.", "al-sabil", "media"),
        (
            "“It is too early to cheer,” said Thomas Roy of Atlas Europe.",
            "atlas-europe",
            "organisation",
        ),
    ],
)
def test_a_noun_beside_an_unknown_name_tells_its_kind(text, entity, kind):
    assert actors_of(text)[entity].kind == kind


def test_an_interviewer_is_of_the_outlet_and_the_guest_of_the_body_in_the_heading():
    text = (
        "Radio Tarim, Sunday. Guest: the chief negotiator of the Delta Front.\n"
        "SARA COLE: Musa Bello, did you sign?\nMUSA BELLO: Not yet.\n"
        "COLE: Will you?\nBELLO: When the guns are silent.\n"
    )
    found = actors_of(text)
    assert (found["cole"].party, found["cole"].process_role) == ("radio-tarim", "media")
    assert found["bello"].party == "delta-front"


def test_unnamed_people_are_known_by_their_own_words_not_the_article():
    text = "Mali attacked. An adviser to the Sahel Front, a rebel group, said that it would wait."
    found = actors_of(text)
    assert (found["adviser"].name, found["adviser"].party) == (
        "adviser to the Sahel Front",
        "sahel-front",
    )


def test_outlets_and_watchers_without_a_name_are_rows():
    found = actors_of("State radio said so. Chad refuses to let foreign monitors in.")
    assert (found["state-radio"].kind, found["foreign-monitors"].kind) == ("media", "collective")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Mali refused to end the war in Mali. Talks hosted by neighbouring Niger resumed. "
            "Niger was glad. "
            "The Azalai Front refused. Togo, whose drones feed the rebels, kept silent.",
            {
                "mali": "belligerent",
                "azalai-front": "belligerent",
                "niger": "mediator",
                "togo": "supporter",
            },
        ),
        (
            "Chad fought the Saharan Front. Hamid Yar, the special envoy of the United Nations, "
            "met both. The Sahel Relief Council wants a corridor.",
            {"united-nations": "mediator", "sahel-relief-council": "observer"},
        ),
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
        (
            # Breakaway authorities beside the state they broke from; a power whose troops fight;
            # who usually brokers and carries the paper.
            "Georgia shelled Tskhinvali. Abkhazia said no. Russian troops crossed the mountains. "
            "The plan that Nicolas Sarkozy of France agreed on with Russia he carried to Georgia. "
            "France urged calm.",
            {
                "georgia": "belligerent",
                "abkhazia": "belligerent",
                "russia": "belligerent",
                "france": "mediator",
            },
        ),
        (
            # The troops of a body of many states keep the peace; a witness of a pact brokers.
            "Sierra Leone and the Revolutionary United Front signed a pact. United Nations troops "
            "watched. Nigeria witnessed the signing.",
            {
                "sierra-leone": "belligerent",
                "ruf": "belligerent",
                "united-nations": "observer",
                "nigeria": "mediator",
            },
        ),
        (
            "A truce drawn up by the United States and Jordan took effect in Syria. Syria refused "
            "nothing. Islamic State attacked Syria.",
            {"united-states": "mediator", "jordan": "mediator", "syria": "belligerent"},
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


def test_a_backer_is_no_belligerent_and_the_side_that_it_helps_is() -> None:
    found = actors_of(
        "Rwanda, which the UN Group of Experts says arms the M23, called itself a bystander. "
        "Burundi sent troops on Kinshasa’s side. Chad, once its main backer, closed its border."
    )
    assert {a: found[a].process_role for a in ("rwanda", "burundi", "dr-congo", "m23")} == {
        "rwanda": "supporter", "burundi": "supporter", "dr-congo": "belligerent",
        "m23": "belligerent",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sudan’s army advanced. The army said it held the bridge.", "Sudanese army"),
        ("Sudan’s army advanced. Sudanese forces hold the bridge.", "Sudanese forces"),
        ("Sudanese soldiers fled. Sudanese troops came back.", "Sudanese forces"),
        ("Eritrean troops left Adigrat. Eritrea’s troops had held it.", "Eritrean troops"),
    ],
)
def test_the_forces_of_a_state_are_called_by_the_institution_that_the_text_names(
    text: str, name: str
) -> None:
    assert [a.name for a in cast_of(text).actors if a.kind == "armed_forces"] == [name]


def test_who_hosts_refugees_brokers_nothing_and_who_hosts_talks_does() -> None:
    found = actors_of(
        "Malawi, which hosts 20,000 refugees, wants monitors. Kenya hosted the talks between "
        "Mozambique and the rebels."
    )
    assert found["malawi"].process_role == "observer"
    assert found["kenya"].process_role == "mediator"


def test_a_breakaway_group_is_a_body_besides_the_one_it_is_called_after() -> None:
    found = actors_of(
        "Mozambique and Renamo signed an accord. A breakaway group that calls itself the Renamo "
        "Military Junta rejected it. Its commander, General Mariano Nhongo, kept his guns."
    )
    assert (found["renamo-military-junta"].kind, found["nhongo"].party) == (
        "armed_group",
        "renamo-military-junta",
    )


def test_a_known_group_is_told_apart_by_the_faith_before_its_name() -> None:
    found = actors_of("The Shiite Hezbollah movement refused. Hezbollah would fight on.")
    assert set(found) == {"hezbollah"}


def test_a_group_may_be_called_after_a_month() -> None:
    found = actors_of("The April Front signed a truce. The Front refused to leave Juticalpa.")
    assert found["april-front"].kind == "armed_group"
