"""Words that only point at what was said before: "it", "the offer", "such a body"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from spacy.tokens import Token

from analysis.codebook import read_settings

PRONOUNS: Final = frozenset({"it", "this", "that", "them", "these", "those", "both", "neither"})


@lru_cache(maxsize=1)
def reply_words() -> dict[str, Any]:
    """Give the tables of ``codebook/replies.toml``."""
    return read_settings("replies")


def points_back(token: Token) -> bool:
    """Say whether an object only names what was said before: "it", "the offer", "that demand"."""
    if token.lower_ in PRONOUNS:
        return True
    if token.lemma_.lower() not in reply_words()["nouns"]:
        return False
    parts = list(token.children)
    definite = any(c.lower_ in {"the", "this", "that", "both"} for c in parts)
    return definite and not any(c.dep_ in {"prep", "acl", "relcl", "amod", "poss"} for c in parts)
