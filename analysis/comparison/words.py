"""How alike two statements are, and whether they point for or against the matter of an issue."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final

from analysis.codebook import read_settings, read_table
from analysis.errors import CodebookError

_WORD: Final = re.compile(r"\d[\d.,]*\d\w*|\w+")


def threshold(name: str) -> float:
    """Give one of the thresholds of ``codebook/comparison.toml``.

    Examples
    --------
    >>> 0 < threshold("one_claim") < 1
    True
    """
    return float(_settings()["likeness"][name])


@cache
def plain_words(statement: str) -> tuple[str, ...]:
    """Split a statement into words in small letters, without accents.

    Examples
    --------
    >>> plain_words("Türkiye’s cease-fire, for 1,000 men")
    ('turkiye', 's', 'cease', 'fire', 'for', '1,000', 'men')
    """
    bare = unicodedata.normalize("NFKD", statement.casefold())
    return tuple(_WORD.findall("".join(c for c in bare if not unicodedata.combining(c))))


@cache
def content_words(statement: str) -> frozenset[str]:
    """Give the words that carry content, cut to their first letters.

    Light words (``codebook/comparison.toml``) are left out, a plural ``s`` and all letters after
    the fifth are dropped, so that the forms and relatives of a word fall together. Figures and
    scripts without letter case stay whole.

    Examples
    --------
    >>> sorted(content_words("The withdrawal of 3,000 troops")) == sorted(
    ...     content_words("3,000 troops are withdrawn"))
    True
    """
    light = light_words()
    length = int(_settings()["likeness"]["stem"])
    return frozenset(_stem(word, length) for word in plain_words(statement) if word not in light)


def likeness(one: str, other: str) -> float:
    """Measure how alike two statements are.

    Parameters
    ----------
    one, other
        Statements of conditions.

    Returns
    -------
    float
        Twice the number of shared content words, divided by the sum of both numbers of content
        words: 0 where none is shared, 1 where all are. The order of the words does not count.
        Statements without content words are alike (1) where they are the same.

    Notes
    -----
    The coefficient of Dice, "Measures of the amount of ecologic association between species",
    Ecology 26 (1945), on sets of words.

    Examples
    --------
    >>> likeness("military aid to the north restarts", "the North's military aid is restarted")
    1.0
    >>> round(likeness("troops leave the valley", "troops leave the coast"), 2)
    0.67
    """
    first, second = content_words(one), content_words(other)
    if not first and not second:
        return float(one.strip().casefold() == other.strip().casefold())
    return 2 * len(first & second) / (len(first) + len(second))


def same_figures(one: str, other: str) -> bool:
    """Say whether two statements name no different figures: 600,000 men are not 800,000.

    Examples
    --------
    >>> same_figures("a truce of 30 days", "a truce"), same_figures("30 days", "60 days")
    (True, False)
    """
    first, second = _figures(one), _figures(other)
    return not first or not second or first == second


@cache
def direction(issue: str, statement: str) -> int:
    """Say whether a statement points for the matter of its issue or against it.

    Parameters
    ----------
    issue
        A code of the guide.
    statement
        The content of a condition.

    Returns
    -------
    int
        −1 where the statement has one of the words that ``codebook/comparison.toml`` lists as
        against the matter of the issue (``codebook/issue_directions.csv`` says which kind of
        matter that is) or is denied, else 1. A denied word against the matter is for it.

    Examples
    --------
    >>> direction("arms_supply", "arms shipments stop"), direction("ceasefire", "the guns stop")
    (-1, 1)
    >>> direction("arms_supply", "arms shipments do not stop")
    1
    """
    matter = _settings()["matters"][directions()[issue]["matter"]]
    words = " ".join(plain_words(statement)).replace("cease fire", "ceasefire")
    for phrase in _settings()["no_denial"]:
        words = words.replace(phrase, "")
    against = _pattern(tuple(matter["against"]))
    negation = _negation()
    if matter["against"]:
        turned = [bool(negation.search(words[: hit.start()])) for hit in against.finditer(words)]
        if turned:
            return 1 if all(turned) else -1
    negations = set(_settings()["negations"])
    return -1 if matter["denied"] and negations & set(words.split()) else 1


@cache
def directions() -> dict[str, dict[str, str]]:
    """Give the rows of ``codebook/issue_directions.csv`` by issue.

    Raises
    ------
    CodebookError
        Where a value is none of those that ``docs/codebook.md`` lists.

    Examples
    --------
    >>> directions()["prisoners"]["mutual_demands"]
    'exchange'
    """
    kinds = _settings()["matters"]
    rows = {row["issue"]: row for row in read_table("issue_directions")}
    for issue, row in rows.items():
        allowed = {"matter": kinds, "scope": ("one", "several"),
                   "mutual_demands": ("exchange", "exclude")}  # fmt: skip
        for column, codes in allowed.items():
            if row[column] not in codes:
                raise CodebookError(
                    f"codebook/issue_directions.csv: {column} of '{issue}' is '{row[column]}'; "
                    f"give one of {', '.join(codes)}."
                )
    return rows


def _settings() -> dict[str, Any]:
    return read_settings("comparison")


@cache
def light_words() -> frozenset[str]:
    """Give the words that carry no content, from ``codebook/comparison.toml``.

    Examples
    --------
    >>> "the" in light_words(), "not" in light_words()
    (True, False)
    """
    return frozenset(_settings()["light_words"])


def _stem(word: str, length: int) -> str:
    if word[0].isdigit():
        return word
    if len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    return word[:length]


def _figures(statement: str) -> frozenset[str]:
    return frozenset(word for word in plain_words(statement) if word[0].isdigit())


@cache
def _pattern(against: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(term).replace(r"\*", r"\w*").replace(r"\ ", " ") for term in against)
    return re.compile(rf"\b(?:{forms})\b")


@cache
def _negation() -> re.Pattern[str]:
    settings = _settings()
    words, reach = "|".join(settings["negations"]), int(settings["negation_reach"])
    return re.compile(rf"\b(?:{words})(?: \w+){{0,{reach}}} $")
