"""The language of the issue terms: sequences, gaps, classes, nearness, forms of words."""

from __future__ import annotations

import pytest

from analysis.articles import read_article
from analysis.codebook import many, read_table
from analysis.extraction.conditions.issue_patterns import Lexicon, Words, compile_term
from analysis.extraction.language import parse

CLASSES = {"halt": ["halt", "call off"], "raid": ["raid", "air strike"]}


def words_of(text: str) -> Words:
    return Words.of(parse(read_article(text, source_id="x", published="2025-01-01")).doc)


def found(term: str, text: str) -> list[str]:
    """The words that a term matches in a text."""
    words = words_of(text)
    hits = Lexicon([compile_term(term, CLASSES)]).search(words).get(0, [])
    return [" ".join(words.tokens[k].text for k in sorted(places)) for places in hits]


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("safe passage", "They want safe passages.", ["safe passages"]),
        ("safe passage", "They want a safe and free passage.", []),
        ("safe . passage", "They want safe sea passage.", ["safe passage"]),
        ("safe .. passage", "They want safe and free passage.", ["safe passage"]),
        ("safe .. passage", "It was safe. The new passage is open.", []),
        ("@halt & @raid", "Raids were called off.", ["Raids called off"]),
        ("@halt & @raid", "Call off the air strikes.", ["Call off air strikes"]),
        ("@halt & @raid", "Their raids will halt.", ["raids halt"]),
        ("cease fire", "a cease-fire", ["cease fire"]),
        ("harbour defence", "a harbor defense", ["harbor defense"]),
        ("f16", "Send the F-16s.", ["F-16s"]),
        ("quit <place>", "They must quit Paris.", ["quit Paris"]),
        ("free/v <person>", "They must free Nelson Mandela.", ["free Nelson"]),
        ("<num> hour", "a pause of 12 hours", ["12 hours"]),
    ],
)
def test_a_term_matches(term: str, text: str, hits: list[str]) -> None:
    assert found(term, text) == hits


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(KeyError, match="raids"):
        compile_term("@raids", CLASSES)


def test_the_table_uses_every_class_and_no_other() -> None:
    cells = " ".join(r[c] for r in read_table("issue_terms") for c in ("terms", "with", "without"))
    used = {word[1:] for part in many(cells) for word in part.split() if word.startswith("@")}
    assert used == {row["class"] for row in read_table("issue_words")}


def test_every_row_of_the_table_says_what_it_is_for() -> None:
    assert [row["terms"][:40] for row in read_table("issue_terms") if not row["note"]] == []
    assert [row["class"] for row in read_table("issue_words") if not row["note"]] == []
