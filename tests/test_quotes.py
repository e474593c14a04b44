"""Quotations: marks, sentences, speakers, in several conflicts, worked out by hand."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles import read_article
from analysis.extraction.document import Actor, Cast, Document, Mention
from analysis.extraction.language import parse
from analysis.extraction.pipeline import extract
from analysis.extraction.quote_marks import find_runs
from analysis.extraction.quotes import find_quotes
from analysis.extraction.speakers import turns


def parsed(text: str) -> Document:
    return parse(read_article(text, source_id="x", published="2025-01-01"))


def cast_of(text: str, **wordings: str) -> Cast:
    """A cast by hand: actor id to the words that name it, joined by ``|``."""
    actors = []
    mentions = []
    for actor_id, words in wordings.items():
        kind = "media" if actor_id.startswith("media") else "person"
        actors.append(Actor(actor_id.replace("_", "-"), actor_id, kind))
        for word in words.split("|"):
            for match in re.finditer(rf"\b{re.escape(word)}\b", text):
                form = "pronoun" if word.lower() in ("he", "she", "it", "they") else "name"
                found = Mention(*match.span(), match.group(), actor_id.replace("_", "-"), form)
                mentions.append(found)
    return Cast(tuple(actors), tuple(sorted(mentions)))


def quoted(text: str, **wordings: str) -> list[tuple[str, str, str]]:
    rows = find_quotes(parsed(text), cast_of(text, **wordings))
    return [(str(r["speaker"]), str(r["cue"]), str(r["evidence"])) for r in rows]


@pytest.mark.parametrize(
    "text",
    [
        "“We stay,” he said.",
        '"We stay," he said.',
        "‘We stay,’ he said.",
        "'We stay,' he said.",
        "«We stay,» he said.",
        "„We stay,“ he said.",
    ],
)
def test_every_style_of_mark_encloses_the_same_words(text: str) -> None:
    assert [text[run.start : run.end] for run in find_runs(text)] == ["We stay,"]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' demand for Juba isn't new.",
        "The rebels’ demand for Juba isn’t new.",
        "’Tis the ’90s again, said nobody.",
        "In the '80s the Contras' camps weren't in Nicaragua.",
    ],
)
def test_apostrophes_enclose_nothing(text: str) -> None:
    assert find_runs(text) == []


def test_a_plural_possessive_does_not_end_a_single_quotation() -> None:
    text = "‘The rebels’ demand is mad,’ said Mr Kiir."
    assert [text[run.start : run.end] for run in find_runs(text)] == ["The rebels’ demand is mad,"]


def test_a_quotation_in_a_quotation_is_no_row_of_its_own() -> None:
    text = "‘The general told us, “You have ten minutes,” and left,’ said Mr Silajdzic."
    assert quoted(text, silajdzic="Mr Silajdzic") == [
        ("silajdzic", "said", "The general told us, “You have ten minutes,” and left,")
    ]


def test_an_interrupted_quotation_is_one_row_a_run() -> None:
    text = '"We will not go to Geneva," Burhan told reporters. "We will fight for 100 years."'
    assert quoted(text, burhan="Burhan") == [
        ("burhan", "told", "We will not go to Geneva,"),
        ("burhan", "told", "We will fight for 100 years."),
    ]


def test_an_inverted_cue_gives_its_speaker() -> None:
    text = "“Is this how a government behaves?” asked the group’s spokesman, Mohamed al-Mukhtar."
    assert quoted(text, al_mukhtar="Mohamed al-Mukhtar")[0][:2] == ("al-mukhtar", "asked")


def test_a_cue_in_the_middle_serves_both_halves() -> None:
    text = "“When you crossed the line,” Mr Moon said, “the line became a symbol of peace.”"
    assert [row[0] for row in quoted(text, moon="Mr Moon")] == ["moon", "moon"]


def test_each_paragraph_of_a_long_quotation_is_a_run_of_one_speaker() -> None:
    text = (
        'Mr Rabin said: "We are leaving Jericho and Gaza.\n\n'
        '"But we do it with open eyes, and they will have to prove themselves."'
    )
    rows = quoted(text, rabin="Mr Rabin")
    assert [row[0] for row in rows] == ["rabin", "rabin"]
    assert rows[1][2].startswith("But we do it")


def test_the_next_sentence_may_say_who_spoke() -> None:
    text = "“I ask forgiveness of all.” With those words Rodrigo Londoño closed his speech."
    assert quoted(text, londono="Rodrigo Londoño")[0][0] == "londono"


def test_the_sentence_before_may_say_who_speaks() -> None:
    text = "Mr Arafat was brief. “I want every map.”"
    assert quoted(text, arafat="Mr Arafat") == [("arafat", "", "I want every map.")]


def test_a_clause_that_follows_with_while_is_anothers() -> None:
    text = (
        "Mr Koirala said the deal had ended “years of violence and terror,” "
        "while Prachanda promised “a new chapter”."
    )
    assert [row[0] for row in quoted(text, koirala="Mr Koirala", prachanda="Prachanda")] == [
        "koirala",
        "prachanda",
    ]


def test_he_added_is_whoever_was_quoted_before() -> None:
    text = "According to Mr Aliyev, it was “a glorious victory”. “The hour has come”, he added."
    # The pronoun is left to somebody else on purpose: to add is to go on speaking.
    assert [row[0] for row in quoted(text, aliyev="Mr Aliyev", pashinyan="he")] == [
        "aliyev",
        "aliyev",
    ]


def test_a_participle_takes_the_speaker_of_its_sentence() -> None:
    text = (
        "Mr Grundberg later told CNN that his talks with Mr Mashat had gone well, "
        "noting that the sides had “narrowed the gap between them.”"
    )
    rows = find_quotes(
        parsed(text),
        cast_of(text, grundberg="Mr Grundberg", mashat="Mr Mashat", media_cnn="CNN"),
    )
    assert [(r["speaker"], r["cue"], r["medium"]) for r in rows] == [("grundberg", "noting", "CNN")]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ms Sherman called the proposals “non-starters”.", "called"),
        ("Ms Sherman insists that a deal deal with the “original causes” of the war.", "insists"),
        ("Ms Sherman spoke of a “nuclear reactor” on television.", "spoke of"),
        ("Ms Sherman dismissed the terms as “unacceptable”.", "dismissed"),
    ],
)
def test_scare_quotes_count_with_their_owner(text: str, cue: str) -> None:
    assert [row[:2] for row in quoted(text, sherman="Ms Sherman")] == [("sherman", cue)]


def test_the_possessor_owns_a_quoted_noun() -> None:
    assert quoted("Mr Ryabkov’s “red lines” remain.", ryabkov="Mr Ryabkov") == [
        ("ryabkov", "", "red lines")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “people’s republic” was not invited.",
        "The operation, named “Dawn of Freedom”, began in May.",
        "The book “The Sword and the Olive” was mentioned.",
        "The “Prosperity” plan is dead.",
        "The word “truce” does not appear in the text.",
    ],
)
def test_titles_and_names_in_marks_are_no_speech(text: str) -> None:
    assert quoted(text) == []


def test_quoted_as_saying_gives_the_words_to_the_one_quoted() -> None:
    text = "He was quoted by Al-Masirah as saying that “some issues need more time”."
    assert quoted(text, abdulsalam="He", media_al_masirah="Al-Masirah")[0][0] == "abdulsalam"


def test_a_label_with_a_colon_names_the_speaker() -> None:
    text = "François Hollande: “Much remains to be done.”"
    assert quoted(text, hollande="François Hollande")[0][0] == "hollande"


def test_the_platform_is_the_medium() -> None:
    text = "“We had no choice,” Mr Pashinyan wrote on Facebook."
    rows = find_quotes(parsed(text), cast_of(text, pashinyan="Mr Pashinyan"))
    assert [row["medium"] for row in rows] == ["Facebook"]


@given(st.text(alphabet="ab .,\n“”‘’\"'«»„?", max_size=60))
def test_runs_lie_inside_their_marks_and_outer_runs_do_not_overlap(text: str) -> None:
    runs = find_runs(text)
    for run in runs:
        assert run.opened < run.start < run.end <= run.closed
    outer = [run for run in runs if run.depth == 0]
    for first, second in pairwise(outer):
        assert first.closed <= second.opened


TRANSCRIPT = """THE MODERATOR: Good morning, everyone.
QUESTION: Is there a deadline?
MR. MILLER: There is no deadline.

I am not going to preview it.
QUESTION: Thank you."""


def test_a_turn_of_a_transcript_is_one_row_without_cue() -> None:
    rows = quoted(TRANSCRIPT, miller="MILLER")
    assert len(rows) == 4
    assert rows[2] == ("miller", "", "There is no deadline.\n\nI am not going to preview it.")


def test_headings_of_an_explainer_are_no_speakers() -> None:
    text = "Prisoners: Hamas wants all women freed.\nTiming: six weeks.\nTerritory: nothing yet."
    assert turns(parsed(text)) == []


def test_evidence_is_the_text_between_start_and_end() -> None:
    text = "“We stay,” Mr Kiir said in Juba. “And we ‘shall’ not go.”"
    document = parsed(text)
    for row in find_quotes(document, cast_of(text, kiir="Mr Kiir")):
        start, end = row["start"], row["end"]
        assert isinstance(start, int) and isinstance(end, int)
        assert document.text_of(start, end) == row["evidence"]


def spoken(text: str) -> list[tuple[str, str]]:
    """Run the whole program: who is quoted with which first words."""
    rows = extract(read_article(text, source_id="x", published="2025-01-01")).quotes
    words = rows["evidence"].str.split("\n").str[0]
    return list(zip(rows["speaker"], words, strict=True))


BRIEFED = "News conference by the envoy to Darvaz, Henrik Solvang, in Doha\n"


ASKED, SAW, WHEN, MET = "Is it signed?", "It is. I saw it.", "When?", "We met on Monday."


@pytest.mark.parametrize(
    "talk",
    [
        f"Q: {ASKED}\nA: {SAW}\nQ: {WHEN}\nA: {MET}",
        f"Q. {ASKED}\n\nA. {SAW}\n\nQ. {WHEN}\n\nA. {MET}",
        f"Q1: {ASKED}\nA1: {SAW}\nQ2: {WHEN}\nA2: {MET}",
        f"**Q:** {ASKED}\n\n**A:** {SAW}\n\n**Q:** {WHEN}\n\n**A:** {MET}",
        f"Question: {ASKED} Answer: {SAW}\nQuestion: {WHEN} Answer: {MET}",
        f"QUESTION: {ASKED}\nENVOY: {SAW}\nQUESTION: {WHEN}\nENVOY: {MET}",
        f"QUESTION\n{ASKED}\nTHE ENVOY\n{SAW}\nQUESTION\n{WHEN}\nTHE ENVOY\n{MET}",
        f"[Q] {ASKED}\n[Envoy] {SAW}\n[Q] {WHEN}\n[Envoy] {MET}",
        f"Q    {ASKED}\nMR. SOLVANG: {SAW}\nQ    {WHEN}\nMR. SOLVANG: {MET}",
        "— Is it signed?\n— It is. I saw it.\n— When?\n— We met on Monday.",
        "**Is it signed?**\nIt is. I saw it.\n\n**When was it?**\nWe met on Monday.",
    ],
)
def test_a_turn_is_its_speakers_however_it_is_labelled(talk: str) -> None:
    rows = spoken(BRIEFED + talk)
    assert [speaker for speaker, _ in rows] == ["reporters", "solvang"] * 2
    assert [words for _, words in rows][1::2] == [SAW, MET]


def test_the_medium_named_in_a_label_asks() -> None:
    rows = spoken(
        BRIEFED + "Question (Reuters): Is it signed?\nSOLVANG: Not yet.\n"
        "Radio Kara: When will it be?\nSOLVANG: Ask me in June.\n"
    )
    assert [speaker for speaker, _ in rows] == ["reuters", "solvang", "radio-kara", "solvang"]


def test_the_one_introduced_by_the_speaker_before_answers() -> None:
    rows = spoken(
        "THE MODERATOR: Welcome. I turn to the mediator, Ambassador Lidia Ferro.\n"
        "THE MEDIATOR (in French): We have a text.\nQUESTION: Which?\nTHE MEDIATOR: You will see."
    )
    assert [speaker for speaker, _ in rows][1:] == ["ferro", "reporters", "ferro"]


def test_what_follows_the_last_turn_is_the_reporters_again() -> None:
    rows = spoken(
        BRIEFED + "Q: Is it signed?\nSOLVANG: I hope so.\nQ: When?\nSOLVANG: Ask Tashkent.\n"
        "The rebels said later that the paper had arrived."
    )
    assert [words for _, words in rows][-1] == "Ask Tashkent."


@pytest.mark.parametrize(
    "text",
    [
        "Sudan: key questions\nQ: What was agreed?\nA: A truce of seven days.\n"
        "Q: Who will watch it?\nA: A committee in Jeddah.",
        "Terms\nArticle 1: The parties cease fire.\nArticle 2: The parties swap prisoners.",
        "KHARTOUM — The army accepted a truce.\nNAIROBI — Kenya offered to host talks.",
        "Who is who\nMinni Minnawi: governor of Darfur.\nVolker Perthes: UN envoy, a witness.",
        "**Who signed?**\nBoth armies did.\n**Who did not?**\nThe militias stayed away.",
    ],
)
def test_lists_and_explainers_have_no_turns(text: str) -> None:
    assert turns(parsed(text)) == []


def test_words_in_marks_inside_a_turn_are_a_row_too() -> None:
    rows = spoken(
        "Q: Do you trust them?\nMS. LAVELLE: Their general said: “We will not shoot.” I heard it.\n"
        "Q: And you?\nMS. LAVELLE: We wait."
    )
    assert [words for _, words in rows][2] == "We will not shoot."
    assert len(rows) == 5


@pytest.mark.parametrize(
    "text",
    [
        "“Not a metre,” was the answer of Mr Afwerki.",
        "Asmara was asked. “Not a metre,” came the reply from Mr Afwerki.",
        "“Not a metre,” was Mr Afwerki’s verdict.",
        "In the words of Mr Afwerki, “not a metre will be given”.",
        "For Mr Afwerki, it is “treason”.",
    ],
)
def test_a_noun_of_saying_brings_words_in(text: str) -> None:
    assert [row[0] for row in quoted(text, afwerki="Mr Afwerki")] == ["afwerki"]


def test_a_quotation_in_a_heading_is_whose_words_it_repeats() -> None:
    text = "‘Flour is rotting’\n\n“Flour is rotting at the port,” said Piet Smit."
    assert [row[0] for row in quoted(text, smit="Piet Smit")] == ["smit", "smit"]


def test_after_a_bare_question_he_said_is_the_one_interviewed() -> None:
    text = (
        "“We will go on,” said Mr Cruz. And the seats that Mr Rojas claims? "
        "“Still on the list,” he said."
    )
    assert [row[0] for row in quoted(text, cruz="Mr Cruz", rojas="he|Mr Rojas")] == ["cruz", "cruz"]


def test_both_halves_around_an_inverted_cue_are_its_subjects() -> None:
    text = "“The truce,” read a statement by the Front, “is a thing of the past.”"
    assert [row[0] for row in quoted(text, front="Front")] == ["front", "front"]


def test_whoever_is_asked_speaks_in_the_clause_that_follows() -> None:
    text = "Asked about elections, General Thu was blunt: “Not this year.”"
    assert quoted(text, thu="General Thu") == [("thu", "", "Not this year.")]


def test_a_reporter_who_gives_a_name_asks() -> None:
    rows = spoken(
        BRIEFED + "Q: James Bays, Al Jazeera. Is it over?\nSOLVANG: I hope so.\n"
        "Q: And then?\nSOLVANG: We rest."
    )
    assert [speaker for speaker, _ in rows] == ["bays", "solvang", "reporters", "solvang"]
