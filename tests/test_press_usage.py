"""How reporters tell whose man, body or word it is, in the turns of phrase of the press."""

from __future__ import annotations

import pandas as pd
import pytest
from test_actors import actors_of

from analysis.articles import read_article
from analysis.dossier import Dossier
from analysis.extraction.pipeline import extract


def read(text: str, published: str = "2024-05-16") -> Dossier:
    return extract(read_article(text, source_id="x", published=published))


def rows_of(text: str) -> pd.DataFrame:
    """Give the rows of the actors by their id."""
    return read(text).actors.set_index("actor_id")


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        (
            "Chad’s ambassador to Sudan Idriss Moussa carried the letter. Sudan’s army refused it.",
            "moussa",
            "chad",
        ),
        (
            "The Kenyan Minister of State for Regional Affairs Grace Wanjiru flew to Juba. South "
            "Sudan’s government waited.",
            "wanjiru",
            "kenya",
        ),
        (
            "A spokesman for the Savannah Liberation Front (SLF) Brima Kamara said no. Sierra "
            "Leone’s army shelled it.",
            "kamara",
            "savannah-liberation-front",
        ),
        (
            "Senegal hosted the talks. The country’s president, Awa Diop, opened them. Guinea and "
            "the Forest Front signed.",
            "diop",
            "senegal",
        ),
        (
            "President Aliou Sarr telephoned the defence minister, Fatou Ndiaye, from Dakar. "
            "Senegalese President Aliou Sarr and the Casamance rebels have a truce.",
            "ndiaye",
            "senegal",
        ),
        (
            "Guinea’s army and rebels loyal to Colonel Sekou Barry fought at dawn.",
            "barry",
            "rebels",
        ),
        (
            "The Karen National Union attacked Myanmar’s army. Saw Htoo, whose battle-hardened "
            "Karen National Union holds the bridge, agreed.",
            "htoo",
            "knu",
        ),
        (
            "Brigadier Erik Lund, the Danish commander of the Border Observer Mission, met both. "
            "Eritrea and Ethiopia agreed.",
            "lund",
            "border-observer-mission",
        ),
        (
            "The Lake Forum has mediated. The plan is that of the Lake Forum’s envoy, the Swiss "
            "judge Anna Frei. Uganda waits.",
            "frei",
            "lake-forum",
        ),
        (
            "Colonel Rafiq Aziz for Iraq and General Dara Karim for Iran spoke on Monday.",
            "karim",
            "iran",
        ),
        (
            "The Azawad Front and Mali met. A member of the Front’s council, Salif Traore, spoke.",
            "traore",
            "azawad-front",
        ),
        (
            "Foreign Minister Hamid Khalil and his Iranian counterpart, Ali Nouri, signed for Iraq "
            "and Iran after the war.",
            "khalil",
            "iraq",
        ),
        (
            "The coup that brought General Tiémoko Sidibé to power shook Mali. The Azawad Front "
            "has fought Mali’s army since.",
            "sidibe",
            "mali",
        ),
        (
            "The Lake Conference sends observers. Secretary General Otto Lang has named ten. "
            "Malawi and the Shire Front agreed.",
            "lang",
            "lake-conference",
        ),
        (
            "Yemen’s army chief will not come to Muscat.\n\n“We stay where we are,” General Saleh "
            "Nasser told reporters. The Houthis waited.",
            "nasser",
            "yemen",
        ),
        (
            "The Wide River Movement (WRM), led by former vice president Peter Lado, said no. "
            "South Sudan’s army shelled it.",
            "lado",
            "wide-river-movement",
        ),
        (
            "The Lagoon Forum met in Lomé. The forum’s new envoy, Koffi Mensah, will go to Niamey. "
            "The Lake Front fights Niger.",
            "mensah",
            "lagoon-forum",
        ),
        (
            "The Andes Club sent an envoy, Julia Paz. Peru’s army and the Sun Front agreed.",
            "paz",
            "andes-club",
        ),
        (
            "Uganda brokered the pause, the Ugandan Foreign Ministry said. Foreign Ministry "
            "spokesman Okello Musoke praised it. South Sudan’s army agreed.",
            "musoke",
            "uganda",
        ),
        (
            "The President of the Republic, Armando Sitoe, called. Mozambique and Renamo fight.",
            "sitoe",
            "mozambique",
        ),
        (
            "Ines Roth, a retired judge lent to the talks by the Delta Compact, was late. Chad and "
            "the Lake Front waited.",
            "roth",
            "delta-compact",
        ),
        (
            "The accord was read out by Henri Calleja, a former judge who is special envoy of the "
            "Two Shores Forum. Libya’s army and the Dune Front signed it.",
            "calleja",
            "two-shores-forum",
        ),
        (
            "The Lake Compact’s envoy, retired general Aissa Ba, came out. Mali and the Dune Front "
            "waited.",
            "ba",
            "lake-compact",
        ),
        (
            "Awad Musa, a spokesman for the Nile Front, said no to Sudan. His colleague Adam Idris "
            "said the same.",
            "idris",
            "nile-front",
        ),
        (
            "Sudan refused the Nile Front’s terms. The Front’s secretary, Fatou walet Akli, who "
            "had waited, left.",
            "akli",
            "nile-front",
        ),
        (
            "Cambodia denied it. Prime Minister Sok Vannak wrote that Cambodia’s army was calm. "
            "Thailand’s acting premier, Anan Rattana, flew home.",
            "vannak",
            "cambodia",
        ),
        (
            "The Deputy Secretary of State, Carla Whit, telephoned Prime Minister Vlado Deri. "
            "Washington has lost patience with Slovenia’s war on the Lake Council.",
            "deri",
            "slovenia",
        ),
        (
            "Nepal and the Maoists met. The chief of the four-member rebel negotiators, Hari "
            "Karki, signed.",
            "karki",
            "maoists",
        ),
    ],
)
def test_the_words_beside_a_name_tell_the_side(text: str, person: str, party: str) -> None:
    assert actors_of(text)[person].party == party


def test_a_general_named_after_an_office_of_another_body_keeps_out_of_it() -> None:
    actors = actors_of(
        "Kenya’s foreign minister flew to Juba. Mr Lam Deng told reporters the opposition would "
        "wait. South Sudan’s government agreed."
    )
    assert actors["deng"].party == ""


def test_marks_around_a_body_change_nothing_and_quote_nothing() -> None:
    dossier = read(
        "The envoy met the rebel leader of the “Republic of Bara” Umar Dano. The Republic of Bara "
        "has an army. Chad fights it."
    )
    assert dossier.quotes.empty
    party = dossier.actors.set_index("actor_id").party
    assert party["dano"] == "republic-of-bara"


def test_a_body_in_brackets_is_known_by_either_name() -> None:
    actors = actors_of(
        "The Somali Harakat al-Shabaab al-Mujahideen (al-Shabaab) refused. Al-Shabaab fights "
        "Somalia’s army."
    )
    groups = [a.actor_id for a in actors.values() if a.kind == "armed_group"]
    assert groups == ["al-shabaab"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The truce starts at 1400 GMT on Friday, Niger and the rebels said.", "gmt"),
        (
            "The directors general of military operations spoke. India’s DGMO rang Pakistan’s.",
            "dgmo",
        ),
        ("Shells hit Karim Ali air base near Basra. Iraq’s army fired back.", "ali"),
        ("Chadian military aircraft flew them home. Niger waited.", "chadian-military"),
        (
            "Niger’s President Sends Negotiator to Agadez\n\nThe talks begin on Monday.",
            "sends",
        ),
        ("A Nigerien soldier was among the dead. The Lake Front fights Niger.", "soldier"),
    ],
)
def test_what_only_looks_like_an_actor_is_none(text: str, absent: str) -> None:
    assert not [a for a in actors_of(text) if a == absent or a.endswith(f"-{absent}")]


def test_an_outlet_is_one_by_its_noun_and_by_what_is_posted_on_it() -> None:
    actors = actors_of(
        "The Bara News Agency said so. A minister wrote on X that Niger would wait. The Lake Front "
        "posted a video on Telegram."
    )
    assert {a.actor_id for a in actors.values() if a.kind == "media"} == {
        "bara-news-agency",
        "x-platform",
        "telegram",
    }


def test_a_bloc_is_no_state_though_it_is_called_a_union() -> None:
    actors = actors_of(
        "The Lagoon Union, the bloc that Togo chairs, sent monitors. Benin and the Savannah Front "
        "fight."
    )
    assert actors["lagoon-union"].kind == "organisation"


def test_an_army_with_a_name_of_its_own_is_no_army_of_the_state() -> None:
    actors = actors_of(
        "The Afghan National Army left Barg. The Afghan Reform Army, a rebel group, took Barg."
    )
    assert actors["afghan-national-army"].party == "afghanistan"
    rebels = actors["afghan-reform-army"]
    assert (rebels.kind, rebels.party) == ("armed_group", "afghan-reform-army")


def test_an_organ_is_of_the_state_whose_it_is_said_to_be() -> None:
    actors = actors_of(
        "The talks stalled on Monday. Malaysia’s National Security Council met over it."
    )
    organ = next(a for a in actors.values() if a.name == "National Security Council")
    assert organ.party == "malaysia"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Benin’s air force suspended its air strikes against the Savannah Front. Ghana and "
            "Togo co-hosted the talks.",
            {"benin": "belligerent", "ghana": "mediator", "togo": "mediator"},
        ),
        (
            "Chad sent in hundreds of soldiers to bolster Niger’s army against the rebels of the "
            "Lake Front.",
            {"chad": "supporter", "niger": "belligerent", "lake-front": "belligerent"},
        ),
        (
            "Iraq and Iran met. Iraq reported 40 dead. Iran reported nothing. Oman brokered the "
            "talks.",
            {"iraq": "belligerent", "iran": "belligerent", "oman": "mediator"},
        ),
        (
            "The government of Sudan and two rebel groups have agreed to talks. The African Union "
            "would mediate between Sudan, the Justice and Equality Movement and the Sudan "
            "Liberation Army. Both rebel groups have been fighting government troops.",
            {"african-union": "mediator", "jem": "belligerent", "sla-mm": "belligerent"},
        ),
    ],
)
def test_what_is_told_of_a_body_gives_its_role(text: str, roles: dict[str, str]) -> None:
    actors = actors_of(text)
    assert {entity: actors[entity].process_role for entity in roles} == roles


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The Sudanese embassy issued a statement on Monday. Both sides met in Cairo. “The way "
            "is open for talks,” the statement said.",
            ["sudan"],
        ),
        (
            "The Ethiopian government put out a statement saying it saw the talks as “a chance to "
            "end the war.”",
            ["ethiopia"],
        ),
        (
            "Mr Amin Idris, the Chadian negotiator, came back without a paper. “We tried for nine "
            "days,” the former judge said. “It was enough.”",
            ["idris", "idris"],
        ),
        (
            "Delegates agreed that “guns must fall silent,” Reuters quoted Nadia Khalil as saying. "
            "Khalil speaks for Yemen’s government.",
            ["khalil"],
        ),
        (
            "Col Issa Bah met reporters in Bamako. Disarmament is what the colonel has called “a "
            "long road”. Mali’s army waits.",
            ["bah"],
        ),
        (
            "“I had forgotten that people sleep,” said Milena, a nurse. Serbia’s army had left.",
            ["milena"],
        ),
    ],
)
def test_words_belong_to_whoever_is_behind_them(text: str, speakers: list[str]) -> None:
    assert list(read(text).quotes.speaker) == speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy was to arrive in Juba on Sunday.", [("meeting", "2024-05-19", "planned")]),
        (
            "The rebels will not wait for the 17 August election in Chad.",
            [("other", "2024-08-17", "planned")],
        ),
        (
            "The crossing at Chaman has been shut since 12 April.",
            [("other", "2024-04-12", "ongoing")],
        ),
        ("Fighting broke out in March.", [("other", "2024-03-01", "past")]),
        (
            "On Friday shells hit Goma. Two nights later the army attacked Bukavu.",
            [("strike", "2024-05-10", "past"), ("strike", "2024-05-12", "past")],
        ),
        (
            "Five soldiers died in an ambush near Gao on Monday.",
            [("strike", "2024-05-13", "past")],
        ),
        ("The guns fell silent on Tuesday around Gao.", [("other", "2024-05-14", "past")]),
        ("In April he set out his terms in a speech.", [("statement", "2024-04-01", "past")]),
        (
            "In October, a rebel attack set fire to an oil depot near Basra.",
            [("strike", "2023-10-01", "past")],
        ),
        (
            "Chad agreed to stop shelling for 30 days after a call between Idris and Sarr on "
            "April 18.",
            [("other", "", "planned"), ("call", "2024-04-18", "past")],
        ),
        (
            "War broke out in Chad in February 2022. The rebels have besieged Faya since March.",
            [("other", "2022-02-01", "past"), ("control", "2024-03-01", "ongoing")],
        ),
        (
            "The offer, made by President Idris last month, was refused.",
            [("statement", "2024-04-01", "past")],
        ),
    ],
)
def test_a_happening_has_the_type_and_day_that_its_words_give(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    events = read(text).events
    found = zip(events.event_type, events.date_start, events.phase, strict=True)
    assert list(found) == expected


def test_an_aide_who_is_cited_makes_no_news() -> None:
    text = "An aide to President Idris said on Monday that Chad’s army would stay. {}"
    assert read(text.format("")).events.empty
    named = read(text.format("President Idris announced on Tuesday that it would leave."))
    assert list(named.events.event_type) == ["statement"]


def test_relatives_and_committees_act_as_groups() -> None:
    actors = actors_of(
        "Relatives of prisoners blocked the road to Aden. A committee of bishops drew up the text. "
        "Yemen’s government and the Houthis talk."
    )
    assert actors["relatives-of-prisoners"].kind == "collective"
    assert actors["committee"].kind == "organisation"


def test_a_unit_and_a_wing_speak_for_whose_they_are() -> None:
    actors = rows_of(
        "The Mekong Union and the Free Coast Movement met. The army’s 7th Infantry Brigade has "
        "left Pakse. The military’s Northern Command blamed the Tide Brigades, the movement’s "
        "armed wing. President Somsak Vong of the Mekong Union waited."
    )
    assert actors.loc["northern-command", ["kind", "party"]].tolist() == [
        "armed_forces",
        "mekong-union",
    ]
    assert actors.loc["infantry-brigade", "party"] == "mekong-union"
    assert actors.loc["tide-brigades", "party"] == "free-coast-movement"


def test_a_ministry_called_after_a_state_of_the_text_is_its_own() -> None:
    actors = rows_of(
        "The Pelagonian Republic has fought the Lakes Council for years. The Pelagonian Defense "
        "Ministry denied it."
    )
    ministry = actors.loc["pelagonian-defense-ministry"]
    assert ministry[["kind", "party"]].tolist() == ["government", "pelagonian-republic"]


def test_a_surname_that_is_a_capital_too_stays_a_surname() -> None:
    dossier = read(
        "The mediator, Henriqueta Tavares Lima, wrote a draft. Lima’s office was silent. “It is "
        "short,” Lima said. Mali and the Dune Front waited in Lomé."
    )
    assert "peru" not in set(dossier.actors["actor_id"])
    assert dossier.quotes["speaker"].tolist() == ["lima"]


def test_a_capital_before_talks_is_where_they_are_held() -> None:
    actors = read("The Praia talks have failed, said Mali. The Dune Front blamed Mali.").actors
    assert "cape-verde" not in set(actors["actor_id"])


def test_two_surnames_joined_are_no_person() -> None:
    actors = read(
        "Doubts grow over the Sarr-Keita meeting. President Awa Sarr of Chad and President Ali "
        "Keita of Mali have not said yes."
    ).actors
    assert set(actors.loc[actors["kind"] == "person", "actor_id"]) == {"sarr", "keita"}


def test_a_short_name_is_the_body_that_the_text_has_named_in_full() -> None:
    actors = rows_of(
        "Mali and the Dune Front sat down with the Sahel Contact Group. The Contact Group’s envoy, "
        "Rosa Diaz, spoke."
    )
    assert "contact-group" not in actors.index
    assert actors.loc["diaz", "party"] == "sahel-contact-group"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The charity’s coordinator, Fr. Paul Keita, appealed to Mali’s army and the rebels.\n\n"
            "“We have rice for two months,” the priest said by phone.",
            ["keita"],
        ),
        (
            "The Dune Front’s negotiator, Awa Sow, said that Mali’s army must go.\n\n“You cannot "
            "ask that,” the former teacher said.",
            ["sow"],
        ),
        (
            "The Dune Front’s negotiator, Awa Sow, said that Mali’s army must go. A priest came "
            "by.\n\n“You cannot ask that,” the priest said.",
            ["priest"],
        ),
    ],
)
def test_a_noun_told_for_the_first_time_is_somebody_known(text: str, speakers: list[str]) -> None:
    assert read(text).quotes["speaker"].tolist() == speakers


def test_initials_that_are_said_to_be_a_bodys_are_its_name() -> None:
    actors = read(
        "The Southern Peasant Column, known by its Spanish initials CPS, refused. Peru’s army "
        "waited. The CPS wants an amnesty."
    ).actors
    assert "southern-peasant-column" in set(actors["actor_id"])
    assert "cps" not in set(actors["actor_id"])


def test_who_asks_in_brackets_asks_under_that_name() -> None:
    dossier = read(
        "Briefing by the spokesperson\n\nSPOKESPERSON: Good morning.\n\nQUESTION (Filsan Ateye, "
        "Radio Berbera): Will Chad withdraw?\n\nSPOKESPERSON: Not today.\n\nQUESTION (Ateye): And "
        "tomorrow?\n\nSPOKESPERSON: We shall see."
    )
    actors = dossier.actors.set_index("actor_id")
    assert actors.loc["ateye", ["kind", "party"]].tolist() == ["person", "radio-berbera"]
    assert dossier.quotes["speaker"].tolist().count("ateye") == 2


def test_a_heading_and_a_ship_make_no_actors() -> None:
    actors = read(
        "Visby: the joint statement\n\nThe MV Gotland Star lay in port. Estonia and Latvia "
        "signed a truce."
    ).actors
    assert set(actors["actor_id"]) == {"estonia", "latvia"}


@pytest.mark.parametrize(
    "text",
    [
        "Envoy Ana Ruiz welcomed the step on X. Fighting went on around Nzibira, said Chad.",
        "Sudan’s army chief wrote on X. Residents fled from Omdurman. Ana Ruiz stayed.",
    ],
)
def test_a_letter_that_ends_a_sentence_begins_no_name(text: str) -> None:
    actors = read(text).actors
    assert actors.loc[actors["kind"] == "person", "name"].str.startswith("X").sum() == 0
    assert "ruiz" in set(actors["actor_id"])


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        (
            "The Gulf Community sent mediators to Togo’s rebels. The bloc’s mediator, the retired "
            "judge Adjoa Mensah, said little.",
            "mensah",
            "gulf-community",
        ),
        (
            "Congo accused the Abarinzi, a local militia. The militia’s commander, known as "
            "Colonel Radar, let the patrol pass.",
            "radar",
            "abarinzi",
        ),
        (
            "Myanmar’s army fights the rebel Northern Brotherhood.\n\nNang Hkam had heard that one "
            "before. The Brotherhood’s spokeswoman told reporters that the town was not on offer.",
            "hkam",
            "northern-brotherhood",
        ),
        (
            "Sahel: text nearly done\n\nThe two sides have come closer to a truce, the African "
            "Union’s envoy told ambassadors on Tuesday.\n\nMarisela Etxeberria briefed them by "
            "video from Nouakchott.",
            "etxeberria",
            "african-union",
        ),
        (
            "Kyrgyzstan shelled a village of Tajikistan, the Sarmat news agency said.\n\n"
            "(Reporting by Dana Akhmetzhan in Almaty and Timur Jeenbaev in Osh)",
            "jeenbaev",
            "sarmat",
        ),
    ],
)
def test_a_later_or_earlier_sentence_tells_whose_man_it_is(
    text: str, person: str, party: str
) -> None:
    assert actors_of(text)[person].party == party


@pytest.mark.parametrize(
    ("text", "body", "role"),
    [
        (
            "The United States convened the talks together with Saudi Arabia. Sudan’s army and the "
            "RSF sent delegations.",
            "saudi-arabia",
            "mediator",
        ),
        (
            "A draft that the Steppe Organisation circulated on Monday foresees a truce between "
            "Tajikistan and Kyrgyzstan.",
            "steppe-organisation",
            "mediator",
        ),
        (
            "Danané has been in the hands of the Forest Alliance since May. Ivory Coast’s army "
            "shells it.",
            "forest-alliance",
            "belligerent",
        ),
        (
            "Hunters fought beside the Leopard League at Man. Guinea wants it disarmed.",
            "leopard-league",
            "belligerent",
        ),
        (
            "The United States convened the round on Sudan. Egypt and the African Union were also "
            "in the room. The army and the RSF said no.",
            "egypt",
            "mediator",
        ),
    ],
)
def test_who_convenes_drafts_and_stands_between(text: str, body: str, role: str) -> None:
    assert rows_of(text).loc[body, "process_role"] == role


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        (
            "Rosaura Cevallos, the Ecuadorian judge who mediates for the Lima Conference, told of "
            "it. Chile waited.",
            "cevallos",
            "lima-conference",
        ),
        (
            "Álvaro Soto, the Peruvian diplomat who has steered the talks for the United Nations, "
            "spent Sunday with both. El Salvador agreed.",
            "soto",
            "united-nations",
        ),
        (
            "Marjatta Lehto, the Finnish diplomat in charge of the Danube Observation Mission, "
            "said so. Serbia signed.",
            "lehto",
            "danube-observation-mission",
        ),
        (
            "The Conference of Saharan Elders proposed a halt to Mali. The elders have one card "
            "left. Their chairman, Sheikh Ould Dahmane, will travel.",
            "dahmane",
            "conference-of-saharan-elders",
        ),
        (
            "Indonesia and GAM met in Vantaa. Former President Risto Kallio is chairing the "
            "meeting. Kallio’s Northern Peace Institute would not comment.",
            "kallio",
            "northern-peace-institute",
        ),
    ],
)
def test_for_whom_one_brokers_goes_before_where_one_is_from(
    text: str, person: str, party: str
) -> None:
    assert actors_of(text)[person].party == party


def test_a_guard_of_the_nation_is_the_state_s_and_a_coalition_of_armed_groups_fights() -> None:
    rows = rows_of(
        "Mali’s government would dissolve the National Guard and the Treasury Police. The Alliance "
        "of the Bend (AB), a coalition of three armed groups, has not replied."
    )
    assert rows.loc["national-guard", ["kind", "party"]].tolist() == ["armed_forces", "mali"]
    assert rows.loc["treasury-police", ["kind", "party"]].tolist() == ["armed_forces", "mali"]
    assert rows.loc["alliance-of-the-bend", "kind"] == "armed_group"


def test_the_other_side_of_a_government_is_none() -> None:
    rows = rows_of(
        "The federal government and the Wabera Liberation Council (WLC) read the clause in "
        "opposite ways. The WLC’s president said no."
    )
    assert rows.loc["wabera-liberation-council", "kind"] == "armed_group"


def test_an_administration_called_after_a_president_is_american() -> None:
    rows = rows_of("Washington is patient. The Bush Administration has leaned on El Salvador.")
    assert "united-states" in rows.index
    assert not [actor for actor in rows.index if "bush" in actor]
    civil = rows_of("Washington is patient. The Civil Administration has leaned on El Salvador.")
    assert "civil-administration" in civil.index


def test_a_presenter_says_who_she_is_and_a_reporter_was_told() -> None:
    dossier = read(
        "Pacific bulletin\n\nPRESENTER: Good evening. I’m Anna Waqa. Bougainville has a truce. "
        "Peter Nalo is in Lincoln.\n\nNALO: Well, Anna, a delegate told me that the Papua New "
        "Guinea army must go.\n\nPRESENTER: And the women?\n\nNALO: They want aid."
    )
    roles = dossier.actors.set_index("actor_id").process_role
    assert roles[["waqa", "nalo"]].tolist() == ["media", "media"]
    assert dossier.quotes.speaker.tolist() == ["waqa", "nalo", "waqa", "nalo"]


def test_the_towns_of_a_dateline_are_no_person() -> None:
    rows = rows_of("BANGKOK/PHNOM PENH: Thailand and Cambodia agreed on Tuesday to a truce.")
    assert sorted(rows.index) == ["cambodia", "thailand"]
