"""Deals, plans and their parts: the nouns behind which the terms stand."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from analysis.codebook import read_settings


@lru_cache(maxsize=1)
def deal_words() -> dict[str, frozenset[str]]:
    """Give the word lists of ``codebook/deal_language.toml`` by ``section.key``."""
    settings: dict[str, Any] = read_settings("deal_language")
    flat = {f"{a}.{b}": frozenset(words) for a, part in settings.items() for b, words in part.items()}
    flat["instruments"] = (
        flat["instruments.deal"] | flat["instruments.proposal"] | flat["instruments.part"]
    )
    return flat


def is_instrument(token: Token) -> bool:
    """Say whether a noun is a deal, a plan or a part of one."""
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in deal_words()["instruments"]
