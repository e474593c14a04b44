"""Who acts or is cited without a name, or by a bare noun: worked out by hand."""

from __future__ import annotations

import pytest
from test_actors import actors_of

from analysis.articles import read_article
from analysis.extraction.pipeline import extract

Row = tuple[str, str, str]


def rows_of(text: str) -> dict[str, Row]:
    """Give kind, party and role in the process by the name in lower case."""
    actors = extract(read_article(text, source_id="x", published="2018-06-04")).actors
    columns = [actors[c].fillna("") for c in ("name", "kind", "party", "process_role")]
    return {n.lower(): (k, p, r) for n, k, p, r in zip(*columns, strict=True)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("In Nepal a schoolteacher said the truce would hold.", "schoolteacher", "person"),
        ("In Casamance a widow brought them coffee.", "widow", "person"),
        ("In Mindanao two midwives walked to the bridge.", "midwives", "collective"),
        ("In Darfur several herders crossed the line.", "herders", "collective"),
        ("The teachers’ union in Lima called for a pause.", "teachers’ union", "organisation"),
        ("In Cauca the miners' cooperative refused to pay.", "miners' cooperative", "organisation"),
        ("In Aden the health ministry counted the dead.", "health ministry", "organisation"),
        ("The village council of Lawdar met in Yemen.", "village council", "organisation"),
    ],
)
def test_who_acts_without_a_name_is_an_actor(text: str, name: str, kind: str):
    assert rows_of(text)[name][0] == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Nepal a schoolteacher would say that the truce holds.", "schoolteacher"),
        ("In Casamance a widow lost her house.", "house"),
        ("In Mindanao two midwives drowned.", "midwives"),
        ("In Darfur the shells fell near some herders.", "herders"),
        ("The war in Peru broke the union.", "union"),
        ("Shells killed three carpenters in Homs, in Syria.", "carpenters"),
        ("The two leaders of Peru and Chile met.", "leaders"),
        ("Two brothers quarrelled in Mali.", "brothers"),
    ],
)
def test_whom_something_befalls_or_who_is_anybody_is_no_actor(text: str, name: str):
    assert name not in rows_of(text)


def test_an_adjective_before_the_army_tells_whose_captain_it_is():
    text = "Mali and Niger met. A Malian army captain said that the road was open."
    assert ("person", "mali", "belligerent") in rows_of(text).values()


@pytest.mark.parametrize(
    ("text", "unit", "party"),
    [
        (
            "The government of Georgia fights the rebel Svan Front. "
            "The Fourth Division shelled the pass.",
            "fourth division",
            "georgia",
        ),
        (
            "Rebels of the Kasai Front fought the government of Angola. "
            "The 14th Brigade held the town.",
            "14th brigade",
            "angola",
        ),
    ],
)
def test_a_unit_with_a_number_is_of_the_army_of_the_state(text: str, unit: str, party: str):
    assert rows_of(text)[unit] == ("armed_forces", party, "belligerent")


def test_a_unit_with_a_name_is_an_armed_group():
    assert rows_of("In Syria the Falcon Brigade took the hill.")["falcon brigade"][0] == (
        "armed_group"
    )


def test_two_initials_before_a_surname_are_a_person():
    rows = rows_of("PW Botha spoke to reporters in Windhoek about Namibia.")
    assert rows["pw botha"][0] == "person"
    assert "pw" not in rows
    rows = rows_of("For the Americans JD Vance and Marco Rubio, the secretary of state, sat there.")
    assert rows["jd vance"][0] == "person"
    assert "jd" not in rows


def test_a_saint_with_a_hyphen_is_a_place_and_no_person():
    rows = rows_of("Colonel Pascal Etienne told the bishop of Saint-Luc that his men would wait.")
    assert rows["pascal etienne"][0] == "person"
    assert "saint-luc" not in rows


def test_a_separatist_council_is_an_armed_group_and_the_state_its_foe():
    rows = rows_of(
        "The government of Moldova and the separatist Codru Defence Council exchanged fire. "
        "The Council’s men held the bridge."
    )
    assert rows["codru defence council"] == (
        "armed_group",
        "codru-defence-council",
        "belligerent",
    )


def test_the_government_in_its_seat_is_the_state():
    rows = rows_of("The federal government in Abuja promised the fighters a pension.")
    assert rows["nigeria"][0] == "government"


def test_who_asks_and_says_for_whom_is_of_the_media():
    rows = rows_of(
        "QUESTION: Lena Voss, Reuters. Will the camps in Chad be closed?\n\n"
        "AMBASSADOR HADLEY: We shall see.\n\n"
        "QUESTION: Omar Dia, Radio Abéché. Is it over?\n\n"
        "AMBASSADOR HADLEY: No, it is not.\n"
    )
    assert rows["lena voss"] == ("person", "reuters", "media")
    assert rows["omar dia"][2] == "media"
    assert rows["hadley"][2] != "media"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Sudan and the Nuba Front agreed to a truce. Sudan says that Eritrea is arming the "
            "Nuba Front.",
            "eritrea",
            "supporter",
        ),
        (
            "Peru fought the Colca Front. Chile, which pays for the army’s helicopters, "
            "kept silent.",
            "chile",
            "supporter",
        ),
        (
            "Yemen and the Tihama Front held talks. Botswana has offered a facilitator.",
            "botswana",
            "mediator",
        ),
        (
            "Nepal fought the Terai Front. Ghana had coaxed the two sides into a meeting.",
            "ghana",
            "mediator",
        ),
        (
            "Yemen and the Tihama Front held talks. Botswana has offered no opinion.",
            "botswana",
            "observer",
        ),
    ],
)
def test_who_arms_a_side_backs_it_and_who_offers_a_facilitator_brokers(
    text: str, name: str, role: str
):
    assert rows_of(text)[name][2] == role


def test_an_assembly_that_debates_a_truce_does_not_fight():
    rows = rows_of(
        "Senegal fought the Karim Front. The National Assembly in Dakar will not debate it in "
        "March; the League of Imams accepts it."
    )
    assert rows["league of imams"][::2] == ("organisation", "observer")
    assert rows["national assembly"][0] == "organisation"
    assert rows["karim front"][0] == "armed_group"


def test_who_has_acted_as_an_intermediary_is_a_mediator():
    rows = rows_of(
        "Nepal fought the Terai Front. A retired judge, Hari Gurung, has acted as intermediary "
        "since 2002. A retired judge, Deepa Rai, has acted as a witness."
    )
    assert rows["hari gurung"][2] == "mediator"
    assert rows["deepa rai"][2] == "observer"


def test_the_government_is_the_state_whose_group_is_in_the_text():
    rows = rows_of(
        "In Bogotá they tell it otherwise. The FARC has freed a mayor. The government’s "
        "commissioner, Luz Prada, spent a night with a Mexican diplomat. Mexico was pleased."
    )
    assert rows["colombia"] == ("government", "colombia", "belligerent")
    assert rows["luz prada"][1] == "colombia"
    assert rows["mexico"][2] != "belligerent"


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        (
            "Two people briefed on the matter said Qatar had called both sides.",
            "two-people-briefed-on-the-matter",
            "collective",
        ),
        (
            "Someone close to the mediators said that a draft existed.",
            "someone-close-to-the-mediators",
            "person",
        ),
        (
            "The draft has no date, according to a person who has read it.",
            "person-who-has-read-it",
            "person",
        ),
    ],
)
def test_people_cited_by_what_they_know_are_observers(text: str, actor: str, kind: str) -> None:
    found = actors_of(text)[actor]
    assert (found.kind, found.party, found.process_role) == (kind, "", "observer")


def test_people_who_are_only_spoken_of_are_no_informants() -> None:
    found = actors_of(
        "The government of Chad said people close to the border should leave. People involved in "
        "smuggling were held."
    )
    assert set(found) == {"chad"}


def test_mediators_named_by_their_states_mediate() -> None:
    note = "Mediators from Oman and Qatar presented a paper to Iran and the Houthis."
    actors = extract(read_article(note, source_id="note", published="2024-05-03")).actors
    roles = dict(zip(actors["actor_id"], actors["process_role"], strict=True))
    assert roles == {
        "oman": "mediator", "qatar": "mediator", "houthis": "belligerent", "iran": "belligerent",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "row"),
    [
        (
            "The Shan rebels have freed nine captured soldiers. Myanmar’s army shelled the Shan "
            "rebels.",
            "soldiers",
            ("collective", "myanmar", "belligerent"),
        ),
        (
            "Colombia asked the guerrillas of the ELN for the release of 140 students.",
            "students",
            ("collective", "", "observer"),
        ),
        (
            "Yemen’s government wants the Houthis to hand over the 31 sailors taken in May.",
            "sailors",
            ("collective", "yemen", "belligerent"),
        ),
        (
            "General Hassan Duale of Somalia’s army consulted his generals about the truce with "
            "al-Shabaab.",
            "generals",
            ("collective", "somalia", "belligerent"),
        ),
        (
            "Mali’s government fights the rebels of the CMA. The CMA asked for time to consult its "
            "field commanders.",
            "field commanders",
            ("collective", "cma", "belligerent"),
        ),
    ],
)
def test_captives_who_are_told_apart_and_a_party_s_own_people_count(
    text: str, name: str, row: Row
) -> None:
    assert rows_of(text)[name] == row


def test_mere_prisoners_and_the_warring_parties_are_no_actors() -> None:
    rows = rows_of(
        "Yemen’s warring parties failed to renew the truce. The Houthis would release 400 "
        "prisoners and exchange detainees."
    )
    assert not {"prisoners", "detainees", "warring parties"} & rows.keys()


@pytest.mark.parametrize(
    ("text", "name", "row"),
    [
        (
            "Judge Ana Cevallos of Peru spoke to Bolivia. She waits, according to one of her "
            "advisers.",
            "one of her advisers",
            ("person", "peru", ""),
        ),
        (
            "In Nepal the war began after a court annulled the elections. The Maoists fought the "
            "Nepalese army.",
            "court",
            ("organisation", "", "observer"),
        ),
        (
            "Nepal fought the Maoists. The parliament in Kathmandu voted on Monday.",
            "parliament",
            ("organisation", "nepal", "belligerent"),
        ),
        (
            "The envoy told this newspaper that Nepal would sign.",
            "this newspaper",
            ("media", "this-newspaper", "media"),
        ),
    ],
)
def test_one_of_a_group_public_bodies_and_the_outlet_itself(text: str, name: str, row: Row) -> None:
    kind, party, role = rows_of(text)[name]
    assert (kind, party) == row[:2]
    assert role == row[2] or not row[2]


def test_whom_a_settlement_brings_in_is_an_actor_and_what_is_only_thought_of_is_none() -> None:
    asked = rows_of(
        "Sri Lanka would accept foreign monitors at the port, but the Tigers want none. The "
        "monitors would come unarmed."
    )
    assert asked["foreign monitors"] == ("collective", "", "observer")
    assert "monitors" not in asked  # the same people again
    thought = rows_of("Sri Lanka and the Tigers spoke of a possible peacekeeping force.")
    assert not [name for name in thought if "force" in name]


@pytest.mark.parametrize(
    ("text", "name", "row"),
    [
        (
            "The draft of the Congo talks envisages a truce and a joint commission to look into "
            "breaches.",
            "joint commission",
            ("organisation", "", "observer"),
        ),
        (
            "Colombia and the ELN spoke in Quito. The ELN rejected foreign troops on its rivers.",
            "foreign troops",
            ("collective", "", "observer"),
        ),
        (
            "The African Union will deploy sixty observers in Sudan, where the army fights the "
            "RSF.",
            "observers",
            ("collective", "african-union", "observer"),
        ),
        (
            "Kenya is to send 200 police officers to Congo, where the army fights the M23.",
            "police officers",
            ("collective", "kenya", "mediator"),
        ),
        (
            "Colombia fights the ELN. The government ruled out an amnesty for commanders accused "
            "of kidnapping.",
            "commanders",
            ("collective", "eln", "belligerent"),
        ),
        (
            "Sudan asked for the release of the engineers whom the RSF had seized in May.",
            "engineers",
            ("collective", "", "observer"),
        ),
        (
            "The trouble in Papua New Guinea started when surveyors pegged out a dump.",
            "surveyors",
            ("collective", "", "observer"),
        ),
    ],
)
def test_those_who_are_sent_judged_taken_or_act_are_actors(text: str, name: str, row: Row) -> None:
    assert rows_of(text)[name] == row


def test_a_description_keeps_the_capital_of_a_people_and_drops_that_of_a_sentence() -> None:
    text = "European diplomats warned Sudan on Monday. Foreign diplomats had met the RSF in Chad."
    actors = extract(read_article(text, source_id="x", published="2018-06-04")).actors
    assert {"European diplomats", "foreign diplomats"} <= set(actors["name"])
