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


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "The Reed Movement wants an answer. That is too little for Marta Lio, the teacher who "
            "took over the movement after her brother was killed.",
            {"lio": "reed-movement"},
        ),
        (
            "For the Kenyans, Ruth Otieno and Paul Wekesa sat at the table. The Ugandan team was "
            "led by Colonel Amos Kato.",
            {"otieno": "kenya", "wekesa": "kenya", "kato": "uganda"},
        ),
        (
            "QUESTION (Dana Ross, Harbor Wire): Will the truce hold?\n\n"
            "QUESTION (Ibrahim Sule, Radio Tamale): And the prisoners?\n",
            {"ross": "harbor-wire", "sule": "radio-tamale"},
        ),
        (
            "The paper was signed by the former president Lev Kutsch for Kyiv, and by the Russian "
            "ambassador, Pyotr Zub.",
            {"kutsch": "ukraine", "zub": "russia"},
        ),
        (
            "The accord was signed in Geneva by S. Wiryono, a retired diplomat, for Jakarta and by "
            "Zaini Abdullah.",
            {"wiryono": "indonesia", "abdullah": ""},
        ),
        (
            "The rebels of the M23, whose military chief is Sultani Makenga, asked to be heard.",
            {"makenga": "m23"},
        ),
        (
            "The smaller Liberation and Justice Movement, an umbrella of factions led by Tijani "
            "Sese, said it would stay.",
            {"sese": "liberation-and-justice-movement"},
        ),
        (
            "Indonesia and the Free Aceh Movement signed. The United States has promised money. In "
            "Banda Aceh the governor, Abdullah Puteh, declared a day of prayer.",
            {"puteh": "indonesia"},
        ),
        (
            "Turkey’s Hakan Fidan shuttled between the rooms; Hamas’ Khalil al-Hayya waited. "
            "Reuters’ Maria Lopez asked.",
            {"fidan": "turkey", "hayya": "hamas", "lopez": "reuters"},
        ),
        (
            "Algeria has mediated for years. In Bamako, government spokesman Abdoulaye Maïga "
            "called the text “noise”.",
            {"maiga": "mali"},
        ),
        (
            "The MC-7 met the government of Bolivia in Riberalta. Signed: for the MC-7, Comandante "
            "Tarumo.",
            {"tarumo": "mc-7"},
        ),
        (
            "Iván Mordisco’s faction of FARC dissidents is not part of the talks.",
            {"mordisco": "farc-dissidents"},
        ),
        (
            "A colleague of mine from the Arab League, Nadia Fahmy, is drawing up a mandate.",
            {"fahmy": "arab-league"},
        ),
        (
            "They were met by the African Union’s envoy, former Nigerian president Olusegun "
            "Obasanjo, in Pretoria.",
            {"obasanjo": "african-union"},
        ),
        (
            "Turkey demanded that Armenia withdraw; its foreign minister, Mevlut Cavusoglu, told "
            "reporters that Ankara would stand by Baku.",
            {"cavusoglu": "turkey"},
        ),
        (
            "In Tskhinvali the de facto foreign minister, Marina Gazaeva, refuses to discuss "
            "refugees until Georgia signs a pledge.",
            {"gazaeva": "south-ossetia"},
        ),
        (
            "The Philippine government and the Moro Islamic Liberation Front initialled an annex. "
            "Miriam Coronel, who heads the government panel, was pleased; her counterpart, "
            "Mohagher Iqbal, was not. The Moro National Liberation Front was not invited.",
            {"coronel": "philippines", "iqbal": "milf"},
        ),
        (
            "Kenya's chief negotiator, Grace Wanja, flew home. She took over from Peter Mbugua "
            "last month.",
            {"wanja": "kenya", "mbugua": "kenya"},
        ),
        (
            "The Polisario Front wanted a new text. Its delegation, headed by Salem Bachir, "
            "stayed.",
            {"bachir": "polisario"},
        ),
        (
            "Gunmen shot two UNIFIL officers, Pedro Ruiz and Ana Vidal, in Naqoura. Lebanon blamed "
            "Israel.",
            {"ruiz": "unifil", "vidal": "unifil"},
        ),
        (
            "Chad's army and the Front for Change and Concord are at war. The army left the talks. "
            "Its spokesman, General Azem Bermandoa, said the Front had lied.",
            {"bermandoa": "chad"},
        ),
        (
            "Delegates met under the eye of the Oceania Panel, whose envoy, a retired judge called "
            "Losa Tuila, has more patience than leverage.",
            {"tuila": "oceania-panel"},
        ),
        (
            "Libya's government and the Tuareg front are talking. President Omar Senussi's "
            "government wants the oilfields back.",
            {"senussi": "libya"},
        ),
        (
            "Eritrea's Defence Ministry said Ethiopian guns had opened fire. Almaz Bekele, "
            "spokeswoman for the ministry in Addis Ababa, denied it.",
            {"bekele": "ethiopia"},
        ),
        (
            "Peru and Ecuador are at war. A patrol shot Rosa Yumbo, an indigenous governor in the "
            "Cenepa valley.",
            {"yumbo": ""},
        ),
    ],
)
def test_what_ties_a_person_to_a_side(text: str, parties: dict[str, str]) -> None:
    found = actors_of(text)
    assert {name: found[name].party for name in parties} == parties


def test_whoever_demands_something_of_a_state_is_not_its_president() -> None:
    found = actors_of(
        "Baku calls the pause a short one. In a televised address President Elchin Rzayev demanded "
        "that Armenia set a timetable."
    )
    assert found["rzayev"].party != "armenia"


def test_a_part_of_an_armed_group_that_acts_is_a_row_of_its_own() -> None:
    found = actors_of(
        "The Kachin Independence Army (KIA) denied it. A KIA unit shot dead a mayor near Bhamo. "
        "Aides to the president of Myanmar, Thein Oo, said nothing."
    )
    assert (found["kia-unit"].kind, found["kia-unit"].party) == (
        "armed_group",
        "kia",
    )


def test_the_arm_of_an_organisation_speaks_for_it() -> None:
    found = actors_of(
        "The Council may prolong the UN mission, UNISAM, which ends in April. UNISAM has 300 "
        "monitors in Sambia."
    )
    assert found["unisam"].party == "united-nations"


def test_a_diplomat_in_a_capital_is_a_guest_there() -> None:
    found = actors_of(
        "A Western diplomat in Nairobi said both sides were “buying time”. Sudan’s army and the "
        "Rapid Support Forces have fought since April."
    )
    assert found["western-diplomat"].party == ""
    assert "kenya" not in found


def test_the_head_of_a_body_without_a_name_speaks_for_it_and_not_by_company() -> None:
    found = actors_of(
        "The transitional council in Juba will not sign. Its head, Deng Akol, promised that "
        "schools would reopen. South Sudan’s army and the White Nile Front fight on."
    )
    assert found["akol"].party == "transitional-council"


def test_a_weapon_or_a_road_with_a_number_is_no_body() -> None:
    found = actors_of(
        "The rebels carried the AK-47 and the RPG-7. The army of Chad shelled them from the N-5 "
        "road with the BM-21."
    )
    assert not {"ak-47", "rpg-7", "n-5", "bm-21"} & set(found)


def test_a_body_named_by_its_seat_in_a_dateline_keeps_its_name() -> None:
    found = actors_of(
        "BRUSSELS — Kosovo’s prime minister, Albin Kurti, met the EU’s foreign policy chief, Josep "
        "Borrell."
    )
    assert found["european-union"].name == "EU"


def test_a_government_called_by_a_name_is_a_states_and_a_presidents_by_his() -> None:
    found = actors_of(
        "SUCRE, March 14 - Guerrillas of the Army of the Ayllus (EDA) prolonged their truce until "
        "the Charcas government calls off its flights. Interior Minister Beatriz Urquidi said "
        "Sucre would study the text."
    )
    assert (found["charcas"].kind, found["urquidi"].party) == ("government", "charcas")
    assert "bolivia" not in found
    found = actors_of(
        "President Juan Manuel Santos spoke. The Santos government has called off the flights; the "
        "rebels of the ELN have not."
    )
    assert {actor.kind for actor in found.values()} == {"person", "armed_group"}


def test_what_is_federal_is_the_federations() -> None:
    found = actors_of(
        "A ceasefire between the Coral Sea Federation and the administration on Makira is near. "
        "The federal navy will end its blockade. Australia, which trained the "
        "federal navy, is silent."
    )
    assert {(a.kind, a.party) for a in found.values() if a.kind == "armed_forces"} == {
        ("armed_forces", "coral-sea-federation")
    }
    assert found["australia"].process_role == "supporter"
    assert found["coral-sea-federation"].process_role == "belligerent"


def test_a_league_of_a_trade_does_not_fight() -> None:
    found = actors_of(
        "The rebels want land. The Eastern Producers' League urged the president to break off the "
        "talks. The Northern Miners’ Union disagreed. Its leader, Rosa Choque, called for patience."
    )
    assert found["eastern-producers-league"].kind == "organisation"
    assert found["northern-miners-union"].kind == "organisation"
    assert found["choque"].party == "northern-miners-union"


def test_agencies_and_courts_speak_for_themselves_and_councils_watch() -> None:
    found = actors_of(
        "The UN envoy, Martin Berg, mediated between Sudan and Chad. The Security Council approved "
        "his plan. The World Food Programme said that its trucks were stuck."
    )
    assert found["berg"].process_role == "mediator"
    assert found["un-security-council"].process_role == "observer"
    assert (found["wfp"].party, found["wfp"].process_role) == ("wfp", "observer")


def test_the_capitals_with_which_a_broadsheet_begins_are_no_body() -> None:
    found = actors_of("TALKS to end the war on the Danube came close to collapse last night.")
    assert not found


def test_the_next_sentence_says_who_somebody_is() -> None:
    found = actors_of(
        "The Casamance Front (MFDC) signed. Senegal again ruled out freeing Lamine Badji. The MFDC "
        "deputy leader was arrested in November."
    )
    assert (found["badji"].role, found["badji"].party) == (
        "deputy leader",
        "casamance-front",
    )


def test_their_and_his_take_up_whose_people_and_whose_government_acted() -> None:
    found = actors_of(
        "Negotiators for the Kivara Lake Movement (KLM) walked out of talks two days after they "
        "had agreed with the government of Uganda on a truce. Their chief delegate, Josephat "
        "Mugeta, said so. He told reporters that it was over.\n\n"
        "President Daudi Lwehabura's government was silent. His foreign minister, Rehema Kaijage, "
        "flew home."
    )
    assert found["mugeta"].party == "kivara-lake-movement"
    assert found["kaijage"].party == "uganda"


def test_a_front_of_a_trade_fights_and_a_length_of_time_is_nobodys() -> None:
    found = actors_of(
        "For nine days envoys of the Paraguayan government and of the Workers' Front of the Chaco "
        "(FTC) have been meeting. The guerrillas want their founder freed."
    )
    assert found["workers-front-of-the-chaco"].kind == "armed_group"
    assert found["envoys"].party == "paraguay"
    assert "guerrillas" not in found


@pytest.mark.parametrize(
    ("text", "actor", "party"),
    [
        # By the capital that an officer speaks in, where nothing else tells.
        (
            "The army had lost no men, Colonel Ivo Petkov said in Belgrade. Serbian troops "
            "remained in their barracks.",
            "petkov",
            "serbia",
        ),
        (
            "In Karakol, Alatau’s capital, President Aigul Sadyrova sounded less patient. American "
            "officials and Karategin’s foreign minister said that the text was ready.",
            "sadyrova",
            "alatau",
        ),
        # An office with its occasion, and one of an organ of the group.
        (
            "The U.N. envoy at the talks, Francis Okelo, signed the paper on Liberia.",
            "okelo",
            "united-nations",
        ),
        (
            "Hezbollah fired rockets. A deputy head of the group’s political council, Mahmoud "
            "Qmati, was not ready to commit himself.",
            "qmati",
            "hezbollah",
        ),
        # A surname that a band of mercenaries bears too.
        (
            "The foreign ministers of Congo and Rwanda, Thérèse Kayikwamba Wagner and Olivier "
            "Nduhungirehe, signed a pact.",
            "wagner",
            "dr-congo",
        ),
    ],
)
def test_a_party_is_told_by_capital_occasion_and_organ(text: str, actor: str, party: str) -> None:
    assert actors_of(text)[actor].party == party


@pytest.mark.parametrize("rank", ["Brother", "Comandante", "Corporal", "Air Marshal"])
def test_a_rank_without_a_shorter_name_is_read(rank: str) -> None:
    assert (
        actors_of(f"{rank} Sule Bako said in Abuja that the truce held.")["bako"].kind == "person"
    )
