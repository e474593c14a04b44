"""The nouns that go with place names ("region", "nuclear plant") and words that are no places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document
from analysis.extraction.name_cues import cues

CAPITALISED: Final = (
    r"(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]sh|[Ee]sh|[Ee]z|[Aa]r|[Aa]n|[Aa]s)-)?[^\W\d_a-z][\w’'ʼ-]+"
)
CAPITALISED_RUN: Final = (
    rf"{CAPITALISED}(?: (?:(?:de|del|la|el|al|ez|ed|es|el) )?{CAPITALISED}){{0,3}}"
)


def kind_of_words(name: str) -> str:
    """Give the kinds that the first or last words of a name tell: "Chorokhi River" → water.

    Examples
    --------
    >>> kind_of_words("Chorokhi River"), kind_of_words("Mount Hermon"), kind_of_words("Goma")
    ('water', 'macro_region', '')
    """
    words = name.lower().split()
    for width in (3, 2, 1):
        if len(words) > width and (kind := noun_kinds("after").get(" ".join(words[-width:]))):
            return kind
    if len(words) > 2 and words[1] == "of":
        return noun_kinds("of").get(words[0], "")
    return noun_kinds("before").get(words[0], "") if len(words) > 1 else ""


@lru_cache(maxsize=1)
def noun_words() -> frozenset[str]:
    """Give all words of the nouns that follow a name: ``nuclear``, ``power``, ``plant`` ..."""
    return frozenset(word for noun in noun_kinds("after") for word in noun.split())


@lru_cache(maxsize=8)
def noun_kinds(position: str) -> dict[str, str]:
    """Give the kinds of the nouns that stand in a position of ``place_nouns.csv``."""
    return {r["word"]: r["kinds"] for r in read_table("place_nouns") if r["position"] == position}


def alternatives(position: str) -> str:
    """Give the nouns of a position as one regular expression, the longest first."""
    words = [r["word"] for r in read_table("place_nouns") if r["position"] == position]
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=1)
def blocs() -> frozenset[str]:
    """Regions that act as one: "Europe must have a seat at the table"."""
    rows = read_table("place_nouns")
    return frozenset(r["word"] for r in rows if r["position"] == "bloc")


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Words that name bodies, offices and days, though some place bears them too."""
    classes = (
        "org_head", "org_first", "work_head", "media_head", "honorific", "calendar", "no_name",
        "office", "office_modifier", "lower_head", "state_part", "group_part", "rank",
    )  # fmt: skip
    return frozenset(word for class_ in classes for word in cues(class_))


def in_heading(document: Document, offset: int) -> bool:
    """Whether the words of a line are capitalised for being a heading."""
    text = document.text
    line = text[text.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0]
    if line.rstrip().endswith((".", "”", '"', ";")):
        return False
    long: list[str] = re.findall(r"[^\W\d_]{4,}", line)
    return bool(long) and sum(w[0].isupper() for w in long) > 0.7 * len(long)
