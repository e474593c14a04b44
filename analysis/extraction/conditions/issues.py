"""Which issue a piece of text is about, by the weighted terms of ``codebook/issue_terms.csv``.

A term counts more the nearer it stands to the head of the clause: in "give up territory in a deal
to end the war" the object decides, not the adjunct. The narrower term wins: one whose words are
all part of a longer term is passed over ("truce" in "truce monitors").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many, read_classes, read_table
from analysis.errors import CodebookError
from analysis.extraction.conditions.issue_patterns import Lexicon, Pattern, Words, compile_term
from analysis.schema import ISSUES

# Words below these relations say when, why or which, not what is asked for.
_TIMES: Final = frozenset("before until till while whilst after during pending once".split())
_ADJUNCTS: Final = frozenset({"advcl", "relcl", "parataxis", "appos", "npadvmod"})
_ADJUNCT_FACTOR: Final = 0.55
_WHEN_FACTOR: Final = 0.3
_AT_HEAD: Final = 1.5
# The words of a name ("the Peace Council") say less than the same words as a noun.
_NAME_FACTOR: Final = 0.6
# Issue of the rows whose words say nothing ("in return"): they hide the terms that they contain.
_NOTHING: Final = "none"
# Below this score a term only hints; the guide's "most specific" needs more.
_HINT: Final = 1.5
_SENTENCES_BACK: Final = 2
_FURTHER_HIT: Final = 0.25
_MAX_FURTHER: Final = 1.5


@dataclass(frozen=True)
class IssueCode:
    """An issue with how sure the terms are of it (0 to 1) and the words that say so."""

    issue: str
    score: float
    confidence: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Row:
    """A row of the table: what its terms are worth, and which words it needs or forbids."""

    issue: str
    weight: float
    requires: tuple[int, ...]
    excludes: tuple[int, ...]


@dataclass(frozen=True)
class _Table:
    lexicon: Lexicon
    row_of: tuple[_Row | None, ...]  # of each pattern; None where it only serves a condition


@dataclass(frozen=True)
class _Hit:
    issue: str
    gain: float
    places: frozenset[int]


@lru_cache(maxsize=1)
def word_classes() -> dict[str, list[str]]:
    """Give the entries of each class of ``codebook/issue_words.csv``.

    Examples
    --------
    >>> "paratrooper" in word_classes()["troops"]
    True
    """
    return read_classes("issue_words")


@lru_cache(maxsize=1)
def _table() -> _Table:
    classes = word_classes()
    patterns: list[Pattern] = []
    row_of: list[_Row | None] = []

    def add(terms: str, row: _Row | None, line: int) -> tuple[int, ...]:
        numbers = []
        for term in many(terms):
            try:
                patterns.append(compile_term(term, classes))
            except KeyError as error:
                raise CodebookError(
                    f"codebook/issue_terms.csv, line {line}: '{term}' uses the class "
                    f"'{error.args[0]}'; codebook/issue_words.csv has {', '.join(classes)}."
                ) from error
            row_of.append(row)
            numbers.append(len(patterns) - 1)
        return tuple(numbers)

    for line, cells in enumerate(read_table("issue_terms"), start=2):
        if cells["issue"] not in (*ISSUES, _NOTHING) or not many(cells["terms"]):
            raise CodebookError(
                f"codebook/issue_terms.csv, line {line}: issue '{cells['issue']}' with terms "
                f"'{cells['terms']}'; name one of {', '.join(ISSUES)} or {_NOTHING}, "
                "and at least one term."
            )
        row = _Row(
            cells["issue"],
            float(cells["weight"]),
            add(cells["with"], None, line),
            add(cells["without"], None, line),
        )
        add(cells["terms"], row, line)
    return _Table(Lexicon(patterns), tuple(row_of))


def _tells_when(node: Token) -> bool:
    """Tell "before any talks", "while the talks go on": when something is to be, not what."""
    if node.dep_ == "prep":
        return node.lower_ in _TIMES
    return node.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in _TIMES for c in node.children
    )


def _weights(tokens: tuple[Token, ...], head: Token | None) -> list[float]:
    """Weigh each token by its way up to the head of the clause."""
    weights = []
    for token in tokens:
        depth, factor, node = 0, 1.0, token
        if head is not None:
            while node.i not in (head.i, node.head.i) and depth < 12:
                if _tells_when(node):
                    factor = _WHEN_FACTOR
                elif node.dep_ in _ADJUNCTS:
                    factor = min(factor, _ADJUNCT_FACTOR)
                node = node.head
                depth += 1
            factor *= max(0.85, _AT_HEAD - 0.15 * depth)
        if token.pos_ == "PROPN":
            factor *= _NAME_FACTOR
        weights.append(factor)
    return weights


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
    """
    words, around = list(tokens), list(context)
    found = _score(words, head, prior or {})
    if around and (found is None or found.score < _HINT):
        # what the words around say outright counts more than a hint in the words themselves
        for distance, wider in enumerate(_surroundings(words, around), start=1):
            other = _score(wider, None, {})
            if other is not None and other.score >= _HINT:
                return replace(
                    other,
                    score=other.score * 0.5,
                    confidence=other.confidence * 0.6**distance,
                )
    return found


def _surroundings(words: list[Token], context: list[Token]) -> Iterator[list[Token]]:
    """Give the words around from near to far: the clause, the sentence, the sentences before."""
    yield context
    if not words:
        return
    sentence = words[0].sent
    yield list(sentence)
    for _ in range(_SENTENCES_BACK):
        start = sentence.start
        while start > 0 and sentence.doc[start - 1].is_space:
            start -= 1
        if start == 0:
            return
        sentence = sentence.doc[start - 1].sent
        yield list(sentence)


def _hits(words: Words, head: Token | None) -> list[_Hit]:
    table = _table()
    found = table.lexicon.search(words)
    weights = _weights(words.tokens, head)
    hits = []
    for number, occurrences in found.items():
        row = table.row_of[number]
        if row is None or (row.requires and not any(k in found for k in row.requires)):
            continue
        if any(k in found for k in row.excludes):
            continue
        for places in occurrences:
            own = [weights[k] for k in places]
            # "start … while the talks go on" is no start of talks.
            gain = row.weight * (min(own) if min(own) <= _WHEN_FACTOR * _AT_HEAD else max(own))
            hits.append(_Hit(row.issue, gain, places))
    idle = {k for hit in hits if hit.issue == _NOTHING for k in hit.places}
    return [
        hit
        for hit in hits
        if not hit.places & idle
        and not any(hit.places < other.places and hit.issue != other.issue for other in hits)
    ]


def _score(
    tokens: Iterable[Token], head: Token | None, prior: Mapping[str, float]
) -> IssueCode | None:
    words = Words.of(tokens)
    by_issue: dict[str, list[_Hit]] = defaultdict(list)
    for hit in sorted(_hits(words, head), key=lambda h: (-h.gain, sorted(h.places))):
        if not any(hit.places & other.places for other in by_issue[hit.issue]):
            by_issue[hit.issue].append(hit)
    scores = dict(prior)
    for issue, hits in by_issue.items():
        further = _FURTHER_HIT * sum(hit.gain for hit in hits[1:])
        scores[issue] = scores.get(issue, 0.0) + hits[0].gain + min(further, _MAX_FURTHER)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    issue, top = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    named = tuple(
        " ".join(words.tokens[k].lower_ for k in sorted(hit.places)) for hit in by_issue[issue]
    )
    return IssueCode(issue, top, top / (top + second), named)
