"""The nouns that bodies of the text are called by: "the front" of the Southern Liberation Front."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from spacy.tokens import Token

from analysis.extraction.bodies import nouns
from analysis.extraction.document import Cast
from analysis.extraction.name_cues import cues
from analysis.extraction.words import split_words

_BODIES: Final = frozenset(
    ("armed_group", "organisation", "alliance", "government", "armed_forces", "media")
)
_LINKS: Final = frozenset("of for de del des du da dos".split())
_BEFORE: Final = frozenset(("the", "this", "that"))


def name_heads(cast: Cast) -> Mapping[str, frozenset[str]]:
    """Give the bodies of a cast by the head noun of their names.

    Parameters
    ----------
    cast
        Actors with their mentions by name.

    Returns
    -------
    mapping of str to frozenset of str
        Ids of actors by noun in lower case: ``front`` for "Frente Aurora" too, as the class
        ``in_english`` of ``codebook/name_cues.csv`` tells. Nouns that any state or army has
        ("government", "army", "forces") are no heads.
    """
    found: dict[str, set[str]] = {}
    names = [(a.actor_id, a.name) for a in cast.actors if a.kind in _BODIES]
    for actor_id, name in names:
        for head in _heads(name):
            found.setdefault(head, set()).add(actor_id)
    return {head: frozenset(ids) for head, ids in found.items()}


def _heads(name: str) -> set[str]:
    parts = [p.lower() for p in split_words(name)]
    if len(parts) < 2:
        return set()
    link = next((i for i, p in enumerate(parts) if p in _LINKS and i), len(parts))
    heads = {parts[link - 1]} & _common()
    first = parts[0]
    if first in cues("in_english"):
        heads |= {first, cues("in_english")[first]}
    return heads


@cache
def _common() -> frozenset[str]:
    """Give the nouns by which alone a body may be taken up."""
    heads = cues("org_head").keys() | cues("media_head").keys() | cues("realm").keys()
    return frozenset(heads) - nouns("force").keys() - nouns("government").keys() - _UNCLEAR


# What any state, or nobody in particular, has too.
_UNCLEAR: Final = frozenset("state government army forces force ministry people authority".split())


def takes_up(token: Token) -> bool:
    """Tell whether a noun stands alone behind "the" and is no place: "along the front".

    Parameters
    ----------
    token
        The noun.

    Returns
    -------
    bool
    """
    if not token.i or token.nbor(-1).lower_ not in _BEFORE:
        return False
    if token.i + 1 < len(token.doc):
        after = token.nbor(1)
        if after.lower_ == "of" or after.pos_ in ("NOUN", "PROPN") or after.text in ("-", "‑"):
            return False
    return not (token.dep_ == "pobj" and token.head.lower_ in _PLACING)


_PLACING: Final = frozenset("along at on across near behind in inside into around".split())
