"""Contents in neutral words, written by hand before the reader put them."""

from __future__ import annotations

from functools import partial

import pytest

from analysis.articles import read_article
from analysis.extraction.conditions.statements import third_person
from analysis.extraction.pipeline import extract

XFAIL = partial(pytest.mark.xfail, strict=True)
STATEMENTS = [
    pytest.param(
        "Armenia demanded that Azerbaijan withdraw its troops.",
        ["Azerbaijan withdraws its troops"],
        id="verb-takes-the-present",
    ),
    pytest.param(
        "Under the plan that Kenya proposed, Sudan hopes for a truce.",
        ["Sudan hopes for a truce"],
        id="verb-in-the-present-keeps-its-form",
    ),
    pytest.param(
        "Under the accord between Israel and Hamas, Israeli forces will free 30 prisoners. They "
        "will also reduce their presence in the corridor.",
        [
            "Israeli forces free 30 prisoners",
            "Israeli forces reduce their presence in the corridor",
        ],
        id="they-are-many",
    ),
    pytest.param(
        "The Hill Front offered to free the pilots.",
        ["free the pilots"],
        id="holder-left-out",
    ),
    pytest.param(
        "Serbia rejected the recognition of Kosovo.",
        ["recognition of Kosovo"],
        id="noun-phrase-as-it-stands",
    ),
    pytest.param(
        "Egypt insists that the water of the dam be shared.",
        ["water of the dam is shared"],
        id="passive",
    ),
    pytest.param(
        "Russia demands that Ukraine not join NATO.",
        ["Ukraine does not join NATO"],
        id="negative",
    ),
    pytest.param(
        "The Lake Group urged the Hill Front to release the judges.",
        ["Hill Front releases the judges"],
        id="infinitive-after-urge",
    ),
    pytest.param(
        "Azerbaijan demanded that Armenia withdraw its troops and open a road to Nakhchivan.",
        ["Armenia opens a road to Nakhchivan", "Armenia withdraws its troops"],
        id="coordination-keeps-the-subject",
    ),
    pytest.param(
        "The Lake Group asked that the United Nations carry food to Mopti.",
        ["United Nations carries food to Mopti"],
        id="verb-in-y",
    ),
    pytest.param(
        "The Hill Front is ready to free the pilots if the Harar Council reopens the port.",
        ["free the pilots"],
        id="condition-left-out",
    ),
    pytest.param(
        "The Harar Council ruled out ceding the port of Zeila.",
        ["cede the port of Zeila"],
        id="gerund",
    ),
]
# What is not put as an analyst would put it yet, each with the class of its error.
NOT_YET = [
    pytest.param(
        "The Hill Front has lost ground. The Harar Council demands that it open its camps to "
        "inspectors.",
        ["Hill Front opens its camps to inspectors"],
        id="description-gives-way-to-name",
        marks=XFAIL(reason="actor: 'it' in the content is not the holder"),
    ),
    pytest.param(
        "The Hill Front must surrender its mortars, Amina Warsame, the leader of the Harar "
        "Council, said.",
        ["Hill Front surrenders its mortars"],
        id="must",
        marks=XFAIL(reason="parser: a speaker's name taken as apposition to the object"),
    ),
    pytest.param(
        "The Harar Council says that the Hill Front must:\n\n• free the nurses;\n• leave Moyale.",
        ["Hill Front frees the nurses", "Hill Front leaves Moyale"],
        id="bullets",
        marks=XFAIL(reason="issue term missing: to free people; item without subject"),
    ),
]


def statements(text: str) -> list[str]:
    """The statements of a text, without an article in front."""
    table = extract(read_article(text, source_id="x", published="2025-01-01")).conditions
    return sorted(s.removeprefix("the ").removeprefix("The ") for s in table["statement"])


@pytest.mark.parametrize(("text", "expected"), [*STATEMENTS, *NOT_YET])
def test_a_content_reads_as_a_neutral_clause(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("withdraw", "withdraws"),
        ("occupy", "occupies"),
        ("destroy", "destroys"),
        ("dismiss", "dismisses"),
        ("reach", "reaches"),
        ("undergo", "undergoes"),
        ("be", "is"),
        ("have", "has"),
        ("veto", "vetoes"),
    ],
)
def test_a_verb_takes_its_ending(lemma: str, form: str) -> None:
    assert third_person(lemma) == form


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "“We will not give up a metre of our land,” said Amina Warsame, who leads Sweden.",
            marks=XFAIL(reason="actor: 'our' of the holder stays as spoken"),
            id="our",
        ),
        pytest.param(
            "“You must release our prisoners,” Yusuf Gedi, the Hill Front’s leader, told Norway.",
            marks=XFAIL(reason="actor: 'you' of the hearer stays as spoken"),
            id="you",
        ),
    ],
)
def test_a_statement_has_no_word_of_the_speaker_for_himself(text: str) -> None:
    (statement,) = statements(text)
    assert not set(statement.lower().split()) & {"we", "our", "you", "your", "i", "my", "us"}
