"""What stands around a name that no gazetteer knows and makes it a place: "shelling of", "near".

A name in such a spot is a place even where the model takes it for a person ("an air strike on
Maaret Misrin"); one that the model alone calls a place and that never stands in such a spot is
none ("Baburam was on television").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document
from analysis.extraction.place_nouns import CAPITALISED_RUN
from analysis.geography.surfaces import direction_words

_REACH: Final = 48
# An adjective or a pair of them between the preposition and the name: "in rebel-held Talbiseh".
_BETWEEN: Final = r"(?:the )?(?:[a-z]+-?(?:held|controlled|backed|run|occupied) )?"


@lru_cache(maxsize=1)
def _spots() -> str:
    ways = "|".join(sorted((w.replace(" ", "[- ]") for w in direction_words()), key=len))
    rows = read_table("place_nouns")
    heads = "|".join(sorted((r["word"] for r in rows if r["position"] == "head"), key=len))
    took = "|".join(sorted((r["word"] for r in rows if r["position"] == "took"), key=len))
    done = "|".join(sorted((r["word"] for r in rows if r["position"] == "done"), key=len))
    acts = "|".join(sorted((r["word"] for r in rows if r["position"] == "act"), key=len))
    return (
        rf"(?i:\b(?:in|at|near|outside|inside|toward|towards|around|across|throughout|into|beyond"
        rf"|(?:{ways})(?:ern)? of|(?:{heads}) of|(?:{done}) of|(?:{acts}) (?:on|in|for|around)"
        rf"|(?:kilomet(?:er|re)s?|km|miles?) from|{took}) )(?i:{_BETWEEN})"
    )


@lru_cache(maxsize=1)
def _strong() -> re.Pattern[str]:
    return re.compile(rf"{_spots()}$")


@lru_cache(maxsize=1)
def located_runs() -> re.Pattern[str]:
    """Give the pattern of capitalised words in a spot where only places stand."""
    return re.compile(rf"(?P<spot>{_spots()})(?P<name>{CAPITALISED_RUN})")


_WEAK: Final = re.compile(r"(?i:\b(?:from|of|through|between|along|via|off) )(?:the )?$")
# "teaching in Cuyonon": a language, not a place.
_LANGUAGE: Final = re.compile(
    r"(?i)\b(?:teach|taught|sp[eo]a?k|spoken|wr[io]te|written|writing|broadcast|publish|translat"
    r"|lesson|school(?:s|ing)|instruction|fluent|text|version|bulletin|leaflet|newspaper)\w* in $"
)
_JOINED: Final = re.compile(r"(?:,? and |,? or |, )(?:the )?$")


def stands_as_place(document: Document, start: int, *, weak: bool = False) -> bool:
    """Tell whether what stands before a name makes it a place.

    Parameters
    ----------
    document
        The parsed text.
    start
        Where the name begins.
    weak
        Whether prepositions count that persons and bodies take as well ("from", "of").

    Returns
    -------
    bool
    """
    before = document.text[max(0, start - _REACH) : start].replace("\n", " ")
    if _LANGUAGE.search(before):
        return False
    if _strong().search(before):
        return True
    return weak and bool(_WEAK.search(before))


def joined_ahead(document: Document, end: int, places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a name leads to a place behind it: "between Sévaré and Douentza".

    Parameters
    ----------
    document
        The parsed text.
    end
        Where the name ends.
    places
        Spans of places that stand as such.

    Returns
    -------
    bool
    """
    link = _AHEAD.match(document.text, end)
    return link is not None and any(start == link.end() for start, _ in places)


_AHEAD: Final = re.compile(r"(?:,? (?:and|or|to|on|in)|,) (?:the )?")


def joined_to(document: Document, start: int, places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether "and" or a comma joins a name to a place before it: "at Morek and Tell Tuqan".

    Parameters
    ----------
    document
        The parsed text.
    start
        Where the name begins.
    places
        Spans of places that stand as such.

    Returns
    -------
    bool
    """
    before = document.text[max(0, start - 12) : start]
    link = _JOINED.search(before)
    if link is None or ("and" not in link[0] and "or" not in link[0]):
        return False
    at = start - len(link[0])
    return any(end == at for _, end in places)
