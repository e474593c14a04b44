"""Recognising the verbs that bring in someone's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many, read_table

_VOWELS: Final = "aeiou"


@dataclass(frozen=True)
class Cue:
    """A verb of saying found in a text.

    Parameters
    ----------
    first, last
        Positions, in the token list that was searched, of its first and last word.
    frame
        ``direct`` (takes direct speech), ``name`` (calls something “…”), ``mention`` (speaks of
        “…”, and all verbs that own a few quoted words of their clause).
    owner
        Whether quoted words in its clause are its subject's.
    kind
        ``say``, ``write``, ``post``, ``ask``, ``call`` ...
    """

    first: int
    last: int
    frame: str
    owner: bool
    kind: str


def inflections(lemma: str) -> list[str]:
    """Give the forms of a regular verb.

    Examples
    --------
    >>> inflections("deny")
    ['deny', 'denies', 'denied', 'denying']
    >>> inflections("propose")
    ['propose', 'proposes', 'proposed', 'proposing']
    """
    if lemma.endswith("e"):
        return [lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"]
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
    return [lemma, third, f"{lemma}ed", f"{lemma}ing"]


@lru_cache(maxsize=1)
def _forms() -> dict[str, list[tuple[tuple[str, ...], str, bool, str]]]:
    """Index the cue table by the first word of each form."""
    index: dict[str, list[tuple[tuple[str, ...], str, bool, str]]] = {}
    for row in read_table("speech_cues"):
        forms = [row["lemma"], *many(row["forms"])]
        if not row["forms"]:
            forms = inflections(row["lemma"])
        for form in forms:
            words = tuple(form.split())
            entry = (words, row["frame"], row["owner"] == "yes", row["kind"])
            index.setdefault(words[0], []).append(entry)
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Find the verbs of saying in a list of tokens.

    Parameters
    ----------
    tokens
        Tokens of a clause or sentence, those inside quotations left out.

    Returns
    -------
    list of Cue
        In text order; the longest form wins ("called for" over "called").
    """
    found: list[Cue] = []
    at = 0
    while at < len(tokens):
        cue = _cue_at(tokens, at)
        if cue is None:
            at += 1
            continue
        found.append(cue)
        at = cue.last + 1
    return found


def _cue_at(tokens: Sequence[Token], at: int) -> Cue | None:
    for words, frame, owner, kind in _forms().get(tokens[at].lower_, ()):
        if at + len(words) > len(tokens):
            continue
        if any(tokens[at + k].lower_ != word for k, word in enumerate(words)):
            continue
        if not _is_verb(tokens, at):
            continue
        return Cue(at, at + len(words) - 1, frame, owner, kind)
    return None


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower_ in ("said", "says", "told", "wrote", "insists", "adds", "added", "warned"):
        return True
    if token.tag_.startswith("VB") or token.pos_ in ("VERB", "AUX"):
        # "the stated aim", "the so-called truce": a participle before its noun is no verb here.
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return not (
            token.dep_ == "amod" and after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN")
        )
    return False
