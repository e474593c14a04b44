"""Which coded condition a stated condition is: a clause read against the rows around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import pandas as pd

from analysis.codebook import many, read_settings, read_table
from analysis.comparison.words import (
    content_words,
    direction,
    likeness,
    plain_words,
    threshold,
)

_STATE_NAMES: Final = (
    "name", "aliases", "demonyms_adjective", "demonyms_noun_plural", "capital", "capital_aliases",
)  # fmt: skip

_FEW: Final = 3  # shared words below which a share says little

_Row = dict[str, Any]


def names_by_party(
    conditions: pd.DataFrame, actors: pd.DataFrame | None = None
) -> dict[str, frozenset[tuple[str, ...]]]:
    """Give the names by which a clause may call each party of a table.

    Parameters
    ----------
    conditions
        With ``party`` filled, see :func:`analysis.comparison.frames.with_party`.
    actors
        The table of the guide, whose names count for their parties.

    Returns
    -------
    dict
        From party to its names, each as its words: the id, the names of its actors and the last
        words of its persons' names, and what the registries of the codebook call the state
        (capital and demonyms too) or the organisation.

    Examples
    --------
    >>> table = pd.DataFrame({"party": ["russia"], "holder": ["putin"]})
    >>> {("russia",), ("moscow",), ("putin",)} <= names_by_party(table)["russia"]
    True
    """
    parties = conditions["party"].drop_duplicates()
    names: dict[str, set[tuple[str, ...]]] = {
        party: {plain_words(party.replace("-", " ")), *_registered(party)} for party in parties
    }
    for party, holder in zip(conditions["party"], conditions["holder"], strict=True):
        names[party].add(plain_words(holder.replace("-", " ")))
    for actor in [] if actors is None else actors.to_dict("records"):
        for party in {actor["party"], actor["actor_id"]} & set(names):
            words = plain_words(actor["name"])
            names[party] |= {words, words[-1:]} if actor["kind"] == "person" else {words}
    return {party: frozenset(filter(None, found)) for party, found in names.items()}


def behind(
    row: _Row, rows: Sequence[_Row], names: Mapping[str, frozenset[tuple[str, ...]]]
) -> tuple[str, str] | None:
    """Find the row that a stated condition is.

    Parameters
    ----------
    row
        The row that hangs on its ``contingent_on``.
    rows
        The conditions of its source, in text order.
    names
        See :func:`names_by_party`.

    Returns
    -------
    tuple of str, or None
        The ``row_id`` and the rule, ``words`` or ``answer`` (:func:`analysis.comparison.deal_graph`
        tells them); None where no row is it.

    Examples
    --------
    >>> pledge = {"row_id": "c-2", "party": "south", "act": "pledge", "issue": "prisoners",
    ...           "statement": "the pilot is returned"}
    >>> hanging = {"row_id": "c-1", "party": "north", "act": "pledge", "issue": "prisoners",
    ...            "statement": "20 detainees go free", "contingent_on": "the pilot is returned"}
    >>> behind(hanging, [hanging, pledge], {})
    ('c-2', 'words')
    """
    clause = row["contingent_on"]
    others = [
        other
        for other in rows
        if other["row_id"] != row["row_id"] and other["statement"] != row["statement"]
    ]
    alike = [
        (other["party"] != row["party"], likeness(clause, said), -number, other["row_id"])
        for number, other in enumerate(others)
        if (said := _saying(clause, other))
    ]
    if alike:
        return max(alike)[3], "words"
    answering = [
        other
        for other in rows
        if other["issue"] == row["issue"]
        and other["party"] != row["party"]
        and _is_answer_of(clause, names.get(other["party"], frozenset()))
    ]
    if not answering:
        return None
    nearest = max(answering, key=lambda other: likeness(other["statement"], row["statement"]))
    return nearest["row_id"], "answer"


def _saying(clause: str, other: _Row) -> str:
    """Give the words in which a row says the same as a clause, nothing where it does not."""
    if direction(other["issue"], clause) != direction(other["issue"], other["statement"]):
        return ""
    stated = content_words(clause)
    for said in (other["statement"], f"{other['party'].replace('-', ' ')} {other['statement']}"):
        shared = len(stated & content_words(said))
        within = shared >= _FEW and shared / len(stated) >= threshold("hangs_on_share")
        if within or likeness(clause, said) >= threshold("hangs_on"):
            return said
    return ""


def _is_answer_of(clause: str, names: frozenset[tuple[str, ...]]) -> bool:
    """Say whether a clause names a party and says no more than that it answers."""
    words = plain_words(clause)
    for name in sorted(names, key=len, reverse=True):
        for start in range(len(words) - len(name) + 1):
            if words[start : start + len(name)] == name:
                rest = " ".join((*words[:start], *words[start + len(name) :]))
                return content_words(rest) <= _answer_words()
    return False


@cache
def _answer_words() -> frozenset[str]:
    replies = read_settings("replies")
    words = [*replies["nouns"], *replies["verbs"], *read_settings("comparison")["answer_words"]]
    return content_words(" ".join(words))


@cache
def _registered(party: str) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for registry, columns in (("states", _STATE_NAMES), ("organisations", ("name", "aliases"))):
        for entry in read_table(registry):
            if entry["actor_id"] == party:
                found |= {plain_words(n) for c in columns for n in many(entry[c])}
    return frozenset(found)
