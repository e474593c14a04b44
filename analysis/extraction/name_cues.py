"""The words that make names recognisable: titles, offices, particles, heads of bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.words import Word, split_words

_LONGEST: Final = 4


@cache
def cues(class_: str) -> Mapping[str, str]:
    """Give the cues of a class (lower case, folded) with their value.

    Parameters
    ----------
    class_
        A ``class`` of ``codebook/name_cues.csv``, such as ``honorific`` or ``org_head``.

    Returns
    -------
    mapping of str to str

    Examples
    --------
    >>> cues("honorific")["mrs"], cues("org_head")["front"]
    ('female', 'armed_group')
    """
    return _office_rows(class_) | {
        " ".join(split_words(row["cue"])).lower(): row["value"]
        for row in read_table("name_cues")
        if row["class"] == class_
    }


def _office_rows(class_: str) -> dict[str, str]:
    """Give what ``codebook/offices.csv`` adds to a class: offices, titles before names, ranks."""
    if class_ not in ("office", "honorific", "rank"):
        return {}
    found: dict[str, str] = {}
    for row in read_table("offices"):
        before_names = row["strip"] == "true"
        if before_names and row["class"] != "legislator":
            own = "rank" if row["class"] == "military" else "honorific"
            value = _GENDERS.get(row["gender"], "")
        else:
            own, value = "office", _OFFICES.get(row["class"], "")
        if own == class_ and (value or before_names):
            found[" ".join(split_words(row["pattern"])).lower()] = value
    return found


_GENDERS: Final = {"m": "male", "f": "female"}
# What the classes of codebook/offices.csv speak for.
_OFFICES: Final = {
    "head_of_state": "head",
    "head_of_government": "head",
    "minister": "state",
    "official": "state",
    "envoy": "state",
    "spokesperson": "state",
    "negotiator": "state",
    "legislator": "state",
    "judge": "state",
    "leader": "body",
    "military": "body",
    "analyst": "observer",
    "religious": "observer",
    "aid": "observer",
    "journalist": "media",
}


@cache
def given_names() -> Mapping[str, str]:
    """Give the known given names (lower case, folded) with their gender ('' where both)."""
    return {
        " ".join(split_words(row["name"])).lower(): _GENDERS.get(row["gender"], "")
        for row in read_table("given_names")
    }


@lru_cache(maxsize=1)
def plain_given_names() -> frozenset[str]:
    """Give the given names that are also words or places: Grace, Florence."""
    return frozenset(
        " ".join(split_words(row["name"])).lower()
        for row in read_table("given_names")
        if row["also_word_or_place"] == "true"
    )


@lru_cache(maxsize=64)
def _first_words(class_: str) -> frozenset[str]:
    return frozenset(cue.split()[0] for cue in cues(class_) if cue)


def longest_cue(words: Sequence[Word], at: int, class_: str) -> int:
    """Give how many words from a position on make the longest cue of a class (0 for none).

    Parameters
    ----------
    words
        The words of the text.
    at
        Position of the first word.
    class_
        Class of cues.
    """
    if words[at].fold.lower() not in _first_words(class_):
        return 0
    known = cues(class_)
    parts: list[str] = []
    best = 0
    for word in words[at : at + _LONGEST]:
        if parts and not word.joined:
            break
        parts.append(word.fold.lower())
        if " ".join(parts) in known:
            best = len(parts)
    return best
