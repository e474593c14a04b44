"""Which issue a piece of text is about, by the weighted terms of ``codebook/issue_terms.csv``.

A term counts more the nearer it stands to the head of the clause: in "give up territory in a deal
to end the war" the object decides, not the adjunct.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many, read_table
from analysis.errors import CodebookError
from analysis.schema import ISSUES

_HYPHEN: Final = re.compile(r" ?- ?")
# Words below these relations say when, why or which, not what is asked for.
_ADJUNCTS: Final = frozenset({"advcl", "relcl", "parataxis", "appos", "npadvmod"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_ADJUNCT_FACTOR: Final = 0.55
_EXTRA_HIT: Final = 0.25


@dataclass(frozen=True)
class IssueCode:
    """An issue with how sure the terms are of it (0 to 1) and the runner-up."""

    issue: str
    score: float
    confidence: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Term:
    issue: str
    pattern: re.Pattern[str]
    requires: re.Pattern[str] | None
    excludes: re.Pattern[str] | None
    weight: float
    backstop: bool


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    options = sorted({_HYPHEN.sub("-", p.lower()) for p in phrases}, key=len, reverse=True)
    if not options:
        return None
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, options)) + r")(?![\w-])")


@lru_cache(maxsize=1)
def _terms() -> tuple[_Term, ...]:
    terms = []
    for number, row in enumerate(read_table("issue_terms"), start=2):
        pattern = _pattern(many(row["terms"]))
        if row["issue"] not in ISSUES or pattern is None:
            raise CodebookError(
                f"codebook/issue_terms.csv, line {number}: issue '{row['issue']}' with terms "
                f"'{row['terms']}'; name one of {', '.join(ISSUES)} and at least one term."
            )
        terms.append(
            _Term(
                row["issue"],
                pattern,
                _pattern(many(row["with"])),
                _pattern(many(row["without"])),
                float(row["weight"]),
                row["note"].startswith("backstop"),
            )
        )
    return tuple(terms)


def _weights(tokens: list[Token], head: Token | None) -> dict[int, float]:
    """Weigh each token by its way up to the head of the clause."""
    if head is None:
        return {token.i: 1.0 for token in tokens}
    weights = {}
    for token in tokens:
        depth, factor, node = 0, 1.0, token
        while node.i not in (head.i, node.head.i) and depth < 12:
            if node.dep_ in _ADJUNCTS:
                factor = _ADJUNCT_FACTOR
            node = node.head
            depth += 1
        weights[token.i] = factor * max(0.85, 1.5 - 0.15 * depth)
    return weights


def _strings(tokens: list[Token]) -> list[tuple[str, list[int]]]:
    """Give the text as lemmas, as written and with place names masked as ``<place>``.

    Each comes with the token behind every character.
    """
    variants = []
    for attribute in ("lemma_", "lower_", "masked"):
        text, owner = "", []
        for token in tokens:
            if token.is_space:
                continue
            if attribute == "masked":
                place = token.ent_type_ in _PLACES and token.pos_ == "PROPN"
                word = "<place>" if place else token.lemma_.lower()
            else:
                word = getattr(token, attribute).lower()
            joins = word == "-" or text.endswith("-")
            piece = word if not text or joins else " " + word
            text += piece
            owner += [token.i] * len(piece)
        variants.append((text, owner))
    return variants


def code_issue(
    tokens: Iterable[Token],
    *,
    head: Token | None = None,
    context: Iterable[Token] = (),
    prior: Mapping[str, float] | None = None,
) -> IssueCode | None:
    """Code what a run of tokens is about.

    Parameters
    ----------
    tokens
        The words of the content, by preference the smallest clause.
    head
        The syntactic head of the content; terms near it weigh more.
    context
        Further words of the sentence, asked only where the content itself names no issue.
    prior
        Scores added beforehand (what the cue itself suggests).

    Returns
    -------
    IssueCode or None
        None where no term of the codebook occurs. ``confidence`` is lower where two issues tie.
        Terms noted as ``backstop`` are asked only where no other term occurs.
    """
    words = list(tokens)
    found = _score(words, head, prior or {}) or _score(words, head, {}, backstop=True)
    if found is None and context:
        wider = _score(list(context), None, {})
        if wider is not None:
            return replace(wider, score=wider.score * 0.5, confidence=wider.confidence * 0.6)
    return found


def _score(
    tokens: list[Token],
    head: Token | None,
    prior: Mapping[str, float],
    *,
    backstop: bool = False,
) -> IssueCode | None:
    weights = _weights(tokens, head)
    scores: dict[str, float] = dict(prior)
    hits: dict[str, set[str]] = {}
    variants = _strings(tokens)
    for term in _terms():
        if term.backstop != backstop:
            continue
        best: dict[str, float] = {}
        for text, owner in variants:
            if term.requires is not None and not term.requires.search(text):
                continue
            if term.excludes is not None and term.excludes.search(text):
                continue
            for match in term.pattern.finditer(text):
                near = max(weights[owner[k]] for k in range(match.start(), match.end()))
                best[match.group()] = max(best.get(match.group(), 0.0), near)
        if best:
            gain = term.weight * max(best.values()) + _EXTRA_HIT * (len(best) - 1)
            scores[term.issue] = scores.get(term.issue, 0.0) + gain
            hits.setdefault(term.issue, set()).update(best)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    issue, top = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return IssueCode(issue, top, top / (top + second), tuple(sorted(hits.get(issue, ()))))
