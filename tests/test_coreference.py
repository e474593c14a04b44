"""Pronouns and descriptions, resolved by hand in sentences of several conflicts."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.articles import Article
from analysis.extraction.actors import find_actors
from analysis.extraction.coreference import resolve_speech_pronouns
from analysis.extraction.document import Cast, Document, Placing
from analysis.extraction.language import parse
from analysis.extraction.names import find_names


def read(text: str) -> tuple[Document, Cast]:
    day = dt.date(2025, 3, 18)
    document = parse(Article(source_id="test", text=text, title="", published=day))
    return document, find_actors(document, find_names(document), Placing((), ()))


def meant(text: str, words: str, nth: int = 0) -> list[str]:
    _, cast = read(text)
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    found = [m.entity for m in cast.mentions if (m.start, m.end) == (start, start + len(words))]
    return sorted(found)


def test_he_is_the_subject_of_the_sentence_before_not_its_object():
    text = "Mr Hume met Mr Adams in Derry. He said that the talks had gone well."
    assert meant(text, "He") == ["hume"]


def test_she_is_a_woman_even_where_a_man_was_named_last():
    text = "Mrs Mowlam went into the prison with Mr Adams. She asked for patience."
    assert meant(text, "She") == ["mowlam"]


def test_the_office_beside_a_name_names_the_person():
    text = "The Russian foreign minister, Sergei Lavrov, spoke in Moscow."
    assert meant(text, "foreign minister") == ["lavrov"]


def test_an_office_that_comes_back_without_the_name_is_the_same_person():
    text = "Russian President Vladimir Putin spoke. The Russian president wanted more."
    assert meant(text, "president") == ["putin"]


def test_both_sides_are_the_two_that_fight():
    text = "The Karsa Liberation Front attacked the Hill Army. Both sides agreed to a truce."
    assert meant(text, "Both sides") == ["hill-army", "karsa-liberation-front"]


def test_the_group_is_the_armed_group_named_before():
    text = "The ELN freed two soldiers. Mr García said that the group wanted talks."
    assert meant(text, "the group") == ["eln"]


def test_the_two_leaders_are_the_persons_just_named():
    text = "Kim Jong-un and Moon Jae-in met on Friday. The two leaders shook hands."
    assert len(meant(text, "The two leaders")) == 2


def test_it_of_the_weather_is_nobody():
    text = "Sudan rejected the plan. It is clear that the war will go on."
    assert meant(text, "It") == []


def test_i_and_we_in_a_quotation_are_the_speaker_and_the_side():
    text = 'ELN commander Antonio García agreed. "I kept my word, and we will disarm," he said.'
    document, cast = read(text)
    start, end = text.index("I kept"), text.index(',"')
    quotes = [{"start": start, "end": end, "speaker": "garcia"}]
    found = resolve_speech_pronouns(document, cast, quotes)
    spoken = {m.text: m.entity for m in found.mentions if m.rule == "speaker"}
    assert spoken == {"I": "garcia", "my": "garcia", "we": "eln"}


def test_the_head_of_a_subject_gives_the_actor():
    text = "The Kremlin’s spokesman, Dmitri Peskov, said nothing."
    document, cast = read(text)
    subject = next(t for t in document.doc if t.dep_ == "nsubj")
    assert cast.at(subject) == "peskov"


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "The Hill Front fights in Kashmir. Trade is slow. Roads are shut. Schools are shut. "
            "Rain fell. Rain fell again. The front has agreed.",
            "The front",
            "hill-front",
        ),
        ("Frente Polar fights Chile. Rain fell. The Front said no.", "The Front", "frente-polar"),
        ("Liga Verde fights Peru. Rain fell. The Liga said no.", "The Liga", "liga-verde"),
        (
            "The Lagos Forum met Nigeria’s envoys. Sudan’s council sat. The forum adjourned.",
            "The forum",
            "lagos-forum",
        ),
    ],
)
def test_the_noun_of_a_name_takes_the_body_up_however_far_back(
    text: str, words: str, actor: str
) -> None:
    assert meant(text, words) == [actor]


def test_along_the_front_is_a_place() -> None:
    text = "The Hill Front fights in Kashmir. Guns were heard along the front on Monday."
    assert meant(text, "the front") == []
