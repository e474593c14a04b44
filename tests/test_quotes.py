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
