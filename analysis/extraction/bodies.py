"""Nouns that stand for a party or a group: forces, officials, delegations, analysts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction.durations import time_words
from analysis.extraction.name_cues import cues
from analysis.extraction.surroundings import Surroundings
from analysis.extraction.words import Word, split_words

_LONGEST: Final = 3
_DETERMINERS: Final = frozenset("the a an some several many most two three both all other".split())
# "Takes the side of", "a team of": what follows is no owner.
_NO_OF: Final = frozenset("side sides camp team party units unit troops soldiers".split())
_OF: Final = frozenset(("of",))
_SEATED: Final = frozenset(
    "government authorities administration regime junta leadership ministers officials".split()
)


@dataclass(frozen=True)
class Nominal:
    """A noun phrase headed by a listed noun.

    Parameters
    ----------
    first, last
        Positions of the words from the first modifier to the head noun.
    noun
        The listed noun in lower case.
    owner
        Whom the modifier names ("Russian", "the Kremlin's"), '' for none.
    stop
        Position of the last word of "of Yemen" where that names the owner, else ``last``.
    """

    first: int
    last: int
    noun: str
    owner: str
    stop: int


@cache
def nouns(class_: str) -> Mapping[str, Mapping[str, str]]:
    """Give the nouns of a class of ``codebook/nominals.csv``.

    Examples
    --------
    >>> nouns("force")["army"]["kind"]
    'armed_forces'
    """
    own: dict[str, Mapping[str, str]] = {
        " ".join(split_words(row["noun"])).lower(): row
        for row in read_table("nominals")
        if row["class"] == class_
    }
    if class_ != "collective":
        return own
    found = _registered_collectives()
    for noun, row in found.items():
        # "Western diplomats" count where diplomats do.
        head = own.get(noun.split()[-1])
        if head is not None and not row["process_role"]:
            found[noun] = {**head, "noun": noun}
    return found | own


def _registered_collectives() -> dict[str, Mapping[str, str]]:
    """Give the plural nouns of codebook/collectives.csv: they count where they speak."""
    found: dict[str, Mapping[str, str]] = {}
    for row in read_table("collectives"):
        if row["kind_plural"] != "collective" or row["person_like"] != "true":
            continue
        noun = _plural(" ".join(split_words(row["lemma"])).lower())
        role = row["default_process_role"]
        number = "plural" if role in ("mediator", "media") else "speaking"
        found[noun] = {
            "noun": noun,
            "class": "collective",
            "number": number,
            "kind": "collective",
            "process_role": role,
        }
    for person, row in person_nouns().items():
        # "Two widows" count where they act; widows without a number do not. Kin is no group.
        if row["group"] == "kin":
            continue
        noun = _plural(person.lower())
        found.setdefault(noun, _counted_row(noun))
    return found


@cache
def person_nouns() -> dict[str, dict[str, str]]:
    """Give the rows of ``codebook/person_nouns.csv`` by noun: words for one person."""
    return {row["noun"]: row for row in read_table("person_nouns")}


def _counted_row(noun: str) -> dict[str, str]:
    return {
        "noun": noun,
        "class": "collective",
        "number": "counted",
        "kind": "collective",
        "process_role": "observer",
    }


def _plural(noun: str) -> str:
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("wife"):
        return noun[:-2] + "ves"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "ch", "sh", "x")):
        return noun + "es"
    return noun + "s"


@cache
def _first_words(class_: str) -> frozenset[str]:
    return frozenset(noun.split()[0] for noun in nouns(class_))


def noun_at(words: Sequence[Word], at: int, class_: str) -> int:
    """Give how many words from a position on make a listed noun, 0 for none."""
    if words[at].fold.lower() not in _first_words(class_):
        return 0
    known = nouns(class_)
    parts: list[str] = []
    best = 0
    for word in words[at : at + _LONGEST]:
        if parts and not word.joined:
            break
        parts.append(word.fold.lower())
        if " ".join(parts) in known:
            best = len(parts)
    return best


def nominals(around: Surroundings, class_: str) -> list[Nominal]:
    """Find the noun phrases headed by the nouns of a class, outside proper names.

    Parameters
    ----------
    around
        The text.
    class_
        Class of nouns.

    Returns
    -------
    list of Nominal
    """
    words = around.words
    found: list[Nominal] = []
    at = 0
    while at < len(words):
        length = 0 if at in around.owner else noun_at(words, at, class_)
        if not length:
            at += 1
            continue
        last = at + length - 1
        after = last + 1
        compound = (
            after < len(words)
            and words[after].gap in (" ", "-")
            and around.document.token_at(words[last].start).dep_ in ("compound", "amod")
            and after not in around.owner
        )
        noun = " ".join(w.fold.lower() for w in words[at : last + 1])
        if not compound:
            owner, stop = around.party_before(at), last
            if not owner and noun not in _NO_OF:
                owner, stop = around.party_after(last, allow=_OF)
            if not owner and noun in _SEATED:
                owner, stop = around.seat_after(last)
            found.append(Nominal(_first(around, at), last, noun, owner, stop if owner else last))
        at = last + 1
    return found


def _first(around: Surroundings, at: int) -> int:
    """Go back over the modifiers of a noun."""
    words = around.words
    first = at
    while first > 0 and at - first < 4 and words[first].joined and first - 1 not in around.owner:
        token = around.document.token_at(words[first - 1].start)
        if (
            token.pos_ not in ("ADJ", "NOUN", "PROPN")
            or words[first - 1].fold.lower() in _DETERMINERS
            or words[first - 1].fold.lower() in cues("calendar")  # "On Tuesday gunmen came"
            or words[first - 1].fold.lower() in time_words("unit")  # "for nine days envoys met"
        ):
            break
        first -= 1
    possessed = words[first].gap.strip() in ("’", "'") and words[first].gap.endswith(" ")
    if first == at and possessed and first - 1 not in around.owner and first > 0:
        # "The miners' union": whose it is belongs to what it is called.
        return first - 1
    return first


def acts(around: Surroundings, last: int, *, passive: bool = False) -> bool:
    """Tell whether the noun at a position acts or is cited: subject, agent, "according to".

    Parameters
    ----------
    around
        The text.
    last
        Position of the noun.
    passive
        Count the subject of a passive verb too: "villagers were hurt".

    Returns
    -------
    bool
    """
    token = around.document.token_at(around.words[last].start)
    if passive and token.dep_ == "nsubjpass":
        return True
    if token.dep_ in ("nsubj", "agent"):
        return True
    if token.dep_ == "conj" and token.head.dep_ in ("nsubj",):
        return True
    if token.dep_ == "pobj":
        head = token.head
        if head.dep_ == "agent" or head.lower_ == "by":
            return True
        if head.lower_ == "to" and head.head.lower_ in ("according", "told", "said"):
            return True
    return token.dep_ in ("dobj", "dative", "iobj") and token.head.lemma_ in (
        "tell",
        "ask",
        "inform",
    )


def suffers(token: Token) -> bool:
    """Tell the subject of what befalls one: "two farmers drowned", "were among the dead"."""
    verb = token.head
    named = verb.lemma_ == "be" and any(t.lower_ in cues("stricken") for t in verb.subtree)
    return named or verb.lemma_ in cues("befalls")


def modal(token: Token) -> bool:
    """Tell the subject of what may or would be, not will be: "a doctor would tell you"."""
    return any(
        child.tag_ == "MD" and child.lower_ not in ("will", "'ll", "’ll", "shall")
        for child in token.head.children
    )


def speaks(around: Surroundings, last: int) -> bool:
    """Tell whether the noun at a position says something or is cited."""
    token = around.document.token_at(around.words[last].start)
    if token.dep_ == "nsubj":
        return token.head.lemma_ in _saying()
    return acts(around, last) and token.dep_ == "pobj"


@cache
def _saying() -> frozenset[str]:
    """Give the verbs by which somebody is cited: those of speech, and what else one does so."""
    spoken = (r["lemma"] for r in read_table("speech_cues") if r["frame"] == "direct")
    return frozenset(lemma for lemma in spoken if " " not in lemma) | cues("cited_by").keys()
