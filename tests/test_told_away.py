"""States nobody introduces, bodies without a name, and persons told of away from their name."""

from __future__ import annotations

import pytest
from test_press_usage import read
from test_whose_it_is import actors_of


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("She waited for the Karzhan side to find the page. Tskhenis wants its miners back. "
         "Karzhan wants the road.", "Karzhan"),
        ("Tskhenis wants its miners back, said the envoy in Tbilisi.", "Tskhenis"),
        ("Vandelo's junta said on Friday that it would let convoys through to Lomé.", "Vandelo"),
        ("The Tolua delegation has just come down the steps. She wants Tolua to open the harbour.",
         "Tolua"),
        ("Marines waded ashore from Samhara, a republic with one working port. Eritrea protested.",
         "Samhara"),
        ("The commission met the delegations of the Republic of Lugomiria and of Sanovia.",
         "Sanovia"),
        ("A treaty of 1911 drew the line between Huancaria and Cuyana. On 2 August a Cuyanan "
         "patrol ran up its flag. Peru said nothing.", "Huancaria"),
        ("Sarenne's ambassador smiled. Velmora's, Katya Dorn, walked out.", "Velmora"),
        ("She saw the foreign ministers of Castara and Ombria, Julio Rey and Marta Solano.",
         "Ombria"),
        ("When the ruler of Luhayr put his name to it, Yemen sighed.", "Luhayr"),
        ("Karsa's army fights the Lake Assembly.", "Karsa"),
    ],
)  # fmt: skip
def test_a_bare_name_that_acts_as_a_government_is_a_state(text: str, state: str) -> None:
    rows = actors_of(text)
    assert rows.loc[state, "kind"] == "government"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Whoever is introduced is a person, and so is whom an article makes an epithet.
        ("The economist Naina wants the road. Naina refused to sign, and Naina left.", "Naina"),
        ("The Schoolmaster has agreed. The Schoolmaster refused last year.", "Schoolmaster"),
        ("Neither has signed. Neither wants its border closed.", "Neither"),
        ("On the Karzhan side of the river nobody was hurt.", "Karzhan"),
    ],
)
def test_who_is_introduced_or_called_with_an_article_is_no_state(text: str, name: str) -> None:
    rows = actors_of(text)
    assert name not in rows.index or rows.loc[name, "kind"] != "government"


@pytest.mark.parametrize(
    ("text", "body", "person"),
    [
        ("Judge Anneke Brandt, who chairs the river commission, begged both states for maps.",
         "river commission", "Anneke Brandt"),
        ("“Nobody asked us,” said Teuta Gashi of the miners' cooperative in Kosovo.",
         "miners' cooperative", "Teuta Gashi"),
        ("The bishops' conference offered its garden in Juba. Monsignor Paul Lokodu, the "
         "conference's secretary, said both had accepted.", "bishops' conference", "Paul Lokodu"),
    ],
)  # fmt: skip
def test_a_body_without_a_name_is_called_by_what_it_is(text: str, body: str, person: str) -> None:
    rows = actors_of(text)
    assert rows.loc[body, "kind"] == "organisation"
    assert rows.loc[person, "party"] == rows.loc[body, "actor_id"]


def test_the_valley_that_opens_a_sentence_is_no_town_of_anguilla() -> None:
    rows = actors_of("The valley council voted against the pause by nine to eight.")
    assert list(rows.index) == ["valley council"]


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("A seaplane, and out of it, Hazel Nemba. She has led the Long Reef Assembly since May.",
         "Hazel Nemba", "long-reef-assembly"),
        ("The Strait Commission hired Pekka Rautio for his knowledge of harbours.",
         "Pekka Rautio", "strait-commission"),
        ("Perpetua Namukasa, the nun to whom the Great Rift Forum turned in August, crossed Lake "
         "Kivu.", "Perpetua Namukasa", "great-rift-forum"),
        ("The accord was signed in the Yugoslav capital by Foreign Minister Zoran Petrov. Kosovo "
         "was quiet.", "Zoran Petrov", "yugoslavia"),
        ("Sarenne's army left. Dzoravan's man, a composer of problems named Hrant Sevugyan, "
         "signed.", "Hrant Sevugyan", "dzoravan"),
        ("The Sons of the Dallol, a splinter led by a former clerk known as Petit Cheikh, broke "
         "with Mali's Tessalaq Front.", "Petit Cheikh", "sons-of-the-dallol"),
        ("Huancaria's foreign minister, Rosa Iru, came. Delia Prado, who haggled for the other "
         "side, left. Cuyana's army held the bridge.", "Delia Prado", "cuyana"),
        ("The Union of Free Districts is split. Its field commanders, above all Grigor Tal, say "
         "no to Ukraine.", "Grigor Tal", "union-of-free-districts"),
        ("The army of Niger has left the town. Speaking for the Northern Rally, Moussa Koné blamed "
         "nobody.", "Moussa Koné", "northern-rally"),
        ("Facing them were Hassan Abdi and two others from the Coast Movement. Somalia agreed.",
         "Hassan Abdi", "coast-movement"),
        ("The soldiers toppled President Alassane Boureima in May. Tarkanda's junta said so.",
         "Alassane Boureima", ""),
        ("The Kingdom of Harjemark refused. Admiral Kari Brekke, the kingdom's chief of defence, "
         "smiled. The government of Ytterland denied it.", "Kari Brekke", "kingdom-of-harjemark"),
        ("“Wait,” said a Western diplomat in the Kenyan capital. Kenya's army left.",
         "Western diplomat", ""),
    ],
)  # fmt: skip
def test_party_of_who_is_told_of_away_from_the_name(text: str, name: str, party: str) -> None:
    assert actors_of(text).loc[name, "party"] == party


def test_a_bare_title_is_of_the_body_that_its_holder_is_known_to_head() -> None:
    text = "NATO opened the skies over Kosovo. Secretary-General Javier Solana had flown in."
    rows = read(text, "1998-10-16").actors.set_index("name")
    assert rows.loc["Javier Solana", "party"] == "nato"


BRIEFING = """\
Transcript: press briefing of the Joint Observation Mission, Garm, 13 March

GULNORA BEKMETOVA (spokeswoman): Good morning. Ambassador Ganbold, our head of mission, is here.

SVEN LINDROTH (Nordpress): Has the minister agreed?

BEKMETOVA: The minister, Hery Tsaralaza, came with a lamp and said, “Let us sign.” I believe him.

A WOMAN AT THE BACK: I'm not press. Whom do I ask?
"""


def test_who_speaks_at_a_briefing_speaks_for_the_body_that_holds_it() -> None:
    rows = actors_of(BRIEFING)
    assert (
        rows.loc[["Gulnora Bekmetova", "Ganbold"], "party"].tolist()
        == ["joint-observation-mission"] * 2
    )
    assert rows.loc["Sven Lindroth", ["party", "process_role"]].tolist() == ["nordpress", "media"]
    assert rows.loc["woman at the back", "kind"] == "person"


def test_whoever_speaks_a_turn_is_not_the_he_in_it() -> None:
    dossier = read(BRIEFING, "2025-03-13")
    said = dossier.quotes.set_index("start").loc[BRIEFING.index("Let us sign."), "speaker"]
    assert said == "tsaralaza"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Kivu a mechanic had already pulled off the cover. He was not waiting for ministers. "
         "“An engine forgets,” he said.", "mechanic"),
        ("“I reopened because of the truce in Sudan,” said a man who sells phone cards there.",
         "man who sells phone cards"),
        ("In Aceh the diplomats booked rooms again. “You do not pay for a bed,” one of them said, "
         "“to stand beside it.”", "one of the diplomats"),
    ],
)  # fmt: skip
def test_persons_without_a_name_are_called_by_what_tells_them_apart(text: str, name: str) -> None:
    dossier = read(text, "2025-03-12")
    names = dossier.actors.set_index("actor_id")["name"]
    assert {names[speaker] for speaker in dossier.quotes["speaker"]} == {name}


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Tarkanda's army shelled the Tessalaq Front. On Saturday the Front freed 14 gendarmes "
         "captured in May.", "gendarmes", "tarkanda"),
        ("Eighteen customs clerks, whom the Lake Assembly took in July, could be home soon.",
         "customs clerks", ""),
        ("The Southern Atolls Forum, whose observers count the boats, met Fiji.", "observers",
         "southern-atolls-forum"),
        ("The Lakes Forum, which has eighty monitors ready, met Uganda.", "monitors",
         "lakes-forum"),
    ],
)  # fmt: skip
def test_captives_and_monitors_are_those_of_who_sent_them(text: str, name: str, party: str) -> None:
    assert actors_of(text).loc[name, "party"] == party


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("For nine days Pekka Rautio carried drafts between Ethiopia's army and the TPLF.",
         "Pekka Rautio", "mediator"),
        ("Looking on was Olusegun Obasanjo, a former president of Nigeria who mediates for the "
         "African Union between Ethiopia and the TPLF.", "African Union", "mediator"),
        ("The sides met in Trabzon under the eye of Ilze Straut. Georgia's army shelled a road.",
         "Ilze Straut", "mediator"),
        ("Russia, Serbia's traditional ally, opposes any use of force. Serbia's army fights the "
         "Kosovo Liberation Army.", "Russia", "supporter"),
        ("The United States, an observer in Pretoria, has long demanded it. Ethiopia's army "
         "fights the TPLF.", "United States", "observer"),
    ],
)  # fmt: skip
def test_role_of_who_carries_papers_backs_or_looks_on(text: str, name: str, role: str) -> None:
    assert actors_of(text).loc[name, "process_role"] == role


def test_the_kingdom_in_somebodys_words_is_the_speakers_and_no_republic() -> None:
    dossier = read(
        "Yemen waited. A Saudi official said the kingdom would study the text within a week.",
        "2023-12-08",
    )
    taken_up = dossier.mentions[dossier.mentions["text"] == "the kingdom"]
    assert taken_up["entity"].tolist() == ["saudi-arabia"]


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("President Carlos Medina of Zaculeu and his Tazumal counterpart, Elena Ruiz, signed in "
         "Honduras.", "Elena Ruiz", "tazumal"),
        ("Vardania's minister accused the breakaway region of Zelin. Zelin's self-declared "
         "president, Ivana Kos, denied it to Serbia.", "Ivana Kos", "zelin"),
        ("Opposition lawmaker Tomas Vidal objected. His party, the Civic Union, sits in Haiti's "
         "congress.", "Tomas Vidal", "civic-union"),
    ],
)  # fmt: skip
def test_party_by_counterpart_bloc_and_ones_own_party(text: str, name: str, party: str) -> None:
    assert actors_of(text).loc[name, "party"] == party


def test_two_registered_parties_of_whom_nothing_is_told_stop_nobody() -> None:
    rows = actors_of(
        "The Philippines will talk in Oslo to the National Democratic Front, the Communist Party "
        "of the Philippines and its armed wing, the New People's Army."
    )
    assert "National Democratic Front" in rows.index


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("The talks were chaired by Organization of American States (OAS) envoy Henri Delacroix. "
         "Honduras agreed.", "Henri Delacroix", "oas"),
        ("The United Nations envoy spoke. Hans Grundberg, the Swedish diplomat who brokered the "
         "truce, said Yemen’s Houthis agreed.", "Hans Grundberg", "united-nations"),
        ("Rebels in Mbomara have pulled out of the talks. Loango has 400 troops in Mbomara. "
         "Government spokesman Thierry Zoungba denied the attack.", "Thierry Zoungba", "mbomara"),
    ],
)  # fmt: skip
def test_party_of_envoys_in_brackets_and_of_a_country_torn_by_war(
    text: str, name: str, party: str
) -> None:
    assert actors_of(text).loc[name, "party"] == party


def test_rebels_led_by_maoists_make_no_mediator_of_a_state() -> None:
    rows = actors_of(
        "Philippines, Maoist-led rebels agree open-ended truces in Oslo\n\n"
        "The Philippine government and the New People's Army agreed on Friday to halt fire."
    )
    assert rows.loc["Philippines", "process_role"] == "belligerent"
