"""What the words around a name say of the place: "Ukraine's Sumy region", "north-east of Mosul".

A surface is the name as a text has it. Reading it gives the bare name and what its words tell: the
kind of place ("region", "the city of"), the country ("of Russia", "Syria's"), a part of it
("southern Ukraine") or an offset ("north-east of Mosul").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from analysis.geography.spelling import normalise

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Surface:
    """A name as written, taken apart.

    Parameters
    ----------
    core : str
        The bare name.
    kinds : tuple of str
        Kinds that a word for the kind allows, the likeliest first; empty if no word says.
    within : str
        Name of what the text says the place is in, or empty.
    part : str
        Direction of the part that is meant ("south" of "southern Ukraine"), or empty.
    offset : str
        Direction in which the place lies from the named one ("north-east of Mosul"), or empty.
    part_word : str
        The word for the part as written ("north-eastern", "northeastern"), or empty.
    """

    core: str
    kinds: tuple[str, ...] = ()
    within: str = ""
    part: str = ""
    offset: str = ""
    part_word: str = ""


@lru_cache(maxsize=1)
def kind_words() -> dict[str, tuple[str, ...]]:
    """Words for a kind of place and the kinds that they allow, from ``kind_words.csv``."""
    with (DATA / "kind_words.csv").open(encoding="utf-8", newline="") as handle:
        return {row["word"]: tuple(row["kinds"].split("|")) for row in csv.DictReader(handle)}


@lru_cache(maxsize=1)
def direction_words() -> dict[str, str]:
    """Words for a direction, from ``directions.csv``."""
    with (DATA / "directions.csv").open(encoding="utf-8", newline="") as handle:
        return {row["word"]: row["direction"] for row in csv.DictReader(handle)}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    kinds = "|".join(sorted(map(re.escape, kind_words()), key=len, reverse=True))
    ways = "|".join(
        sorted((w.replace(" ", "[- ]?") for w in direction_words()), key=len, reverse=True)
    )
    flags = re.IGNORECASE
    return (
        re.compile(rf"^(?:the )?(?P<way>{ways}) of (?P<rest>.+)$", flags),
        re.compile(rf"^(?:the )?(?P<way>{ways})(?: part| parts)?(?: of)? (?P<rest>.+)$", flags),
        # An adjective may stand before the word for the kind, a name may not.
        re.compile(rf"^(?:[Tt]he )?(?:[a-z-]+ )?(?P<kind>(?i:{kinds})) of (?P<rest>.+)$"),
        re.compile(rf"^(?P<rest>.+?) (?P<kind>{kinds})$", flags),
    )


def read_surface(surface: str, is_name: Callable[[str], bool]) -> Surface:
    """Take a name as written apart.

    Parameters
    ----------
    surface : str
        The words of the text.
    is_name : callable
        Whether some words are a name of the gazetteer, with all their words.

    Returns
    -------
    Surface
        The bare name and what its words tell.

    Examples
    --------
    >>> known = {"sumy", "ukraine", "mosul", "kursk", "russia"}.__contains__
    >>> surface = read_surface("Ukraine's Sumy region", lambda name: known(name.lower()))
    >>> surface.core, surface.kinds[0], surface.within
    ('Sumy', 'admin1', 'Ukraine')
    >>> read_surface("north-east of Mosul", lambda name: known(name.lower())).offset
    'north-east'
    """
    words = re.sub(r"\s+", " ", surface.replace("\u2019", "'")).strip(" ,.;:")
    if is_name(words):
        return Surface(words)
    within = ""
    possessive = re.match(r"^(?P<owner>.+?)(?:'s|s') (?P<rest>.+)$", words)
    if possessive and is_name(possessive["owner"]):
        within, words = possessive["owner"], possessive["rest"]
    enclosed = re.match(r"^(?P<rest>.+?) ?(?:, | in |\()(?:the )?(?P<owner>[^()]+?)\)?$", words)
    if not within and enclosed and is_name(enclosed["owner"]):
        within, words = enclosed["owner"], enclosed["rest"]
    if is_name(words):
        return Surface(words, within=within)
    part_word = ""
    offset, part, direction_of, kind_before, kind_after = "", "", *_patterns()[1:]
    away = _patterns()[0].match(words)
    if away and not words.lower().startswith("the "):
        offset, words = _direction(away["way"]), away["rest"]
    elif (partial := direction_of.match(words)) and not is_name(words):
        part, words = _direction(partial["way"]), partial["rest"]
        part_word = partial["way"].lower()
        if re.match(r"(?:and|or) ", words):
            words = direction_of.sub(r"\g<rest>", words.split(" ", 1)[1])
    kinds: tuple[str, ...] = ()
    if not is_name(words):
        before = kind_before.match(words)
        after = kind_after.match(words)
        if before and is_name(_without_article(before["rest"])):
            kinds, words = kind_words()[before["kind"].lower()], before["rest"]
        elif after and is_name(_without_article(after["rest"])):
            kinds, words = kind_words()[after["kind"].lower()], after["rest"]
        elif " of " in words:
            # "Kursk region of Russia": the owner stands behind.
            rest, _, owner = words.rpartition(" of ")
            if is_name(owner):
                inner = read_surface(rest, is_name)
                return replace(
                    inner, within=owner, part=part or inner.part, offset=offset,
                    part_word=part_word or inner.part_word,
                )  # fmt: skip
    # "the eastern city of Goma" is the city, no part of it.
    if part and kinds[:1] == ("city",):
        part = ""
    return Surface(_without_article(words), kinds, within, part, offset, part_word)


def _without_article(words: str) -> str:
    return re.sub(r"^the ", "", words, flags=re.IGNORECASE)


def _direction(words: str) -> str:
    key = normalise(words)
    return direction_words().get(key) or direction_words()[key.replace(" ", "")]
