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
    flat = {
        f"{a}.{b}": frozenset(words) for a, part in settings.items() for b, words in part.items()
    }
    flat["instruments"] = (
        flat["instruments.deal"] | flat["instruments.proposal"] | flat["instruments.part"]
    )
    return flat


def whole_lemma(token: Token) -> str:
    """Give the base form of a word with what is hyphenated before it: "cease-fire" for "fire".

    Examples
    --------
    >>> from analysis.articles import read_article
    >>> from analysis.extraction.language import parse
    >>> doc = parse(read_article("A cease-fire.", source_id="x", published="2025-01-01")).doc
    >>> [whole_lemma(token) for token in doc]
    ['a', 'cease', '-', 'cease-fire', '.']
    """
    doc, lemma, at = token.doc, token.lemma_.lower(), token.i
    if token.text == "-":
        return "-"
    while (
        at >= 2
        and doc[at - 1].text == "-"
        and not doc[at - 1].whitespace_
        and not doc[at - 2].whitespace_
    ):
        lemma = f"{doc[at - 2].lower_}-{lemma}"
        at -= 2
    return lemma


def is_instrument(token: Token, kind: str = "") -> bool:
    """Say whether a noun is a deal, a plan or a part of one.

    Parameters
    ----------
    token
        A word.
    kind
        ``deal``, ``proposal``, ``part`` or ``signed`` to ask for one sort only.
    """
    words = deal_words()[f"instruments.{kind}" if kind else "instruments"]
    return token.pos_ in {"NOUN", "PROPN", "VERB"} and (
        whole_lemma(token) in words and (token.pos_ != "VERB" or "-" in whole_lemma(token))
    )
