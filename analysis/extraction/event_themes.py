"""The type of a dated clause whose verb says little: what its subject or object is about.

"The second round of talks took an hour on Monday" is a meeting by its subject, "envoys landed in
Kigali yesterday" by who moves and where to. The words are rows of ``event_cues.csv``: ``theme``
for the noun of a clause, ``motion`` for verbs of going somewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many, read_table
from analysis.extraction.document import Cast, Placing
from analysis.extraction.event_cues import subject_of

_OBJECTS: Final = ("dobj", "nsubjpass")
_ENVOYS: Final = frozenset({"person", "collective", "government"})
_SITTING_AT: Final = frozenset("in at to for during".split())
# Types whose nouns stay what they are whatever the verb: "the withdrawal was finished by May".
_BY_NOUN: Final = frozenset({"military_move", "strike", "exchange", "aid_change"})
_DUE: Final = frozenset("due back expected".split())
_INTO: Final = frozenset("in into to towards toward for at on across through from onto".split())


@cache
def _rows(pos: str) -> dict[str, tuple[str, frozenset[str]]]:
    return {
        row["lemma"]: (row["event_type"], frozenset(many(row["needs"])))
        for row in read_table("event_cues")
        if row["pos"] == pos
    }


def theme_of(head: Token, cast: Cast, placing: Placing) -> str:
    """Give the type of happening that the nouns of a verb's clause tell, '' where none does.

    Parameters
    ----------
    head
        Verb of the clause; no cue in itself.
    cast
        The actors.
    placing
        The places.

    Returns
    -------
    str
        A type of event, or ''.
    """
    subject = subject_of(head)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children)
    themes = _rows("theme")
    own, roles = _look(themes, subject) if subject is not None else ("", frozenset())
    if subject is not None:
        if own and ("object" if passive else "subject") in roles:
            return own
        if own and "mover" in roles and not passive and _goes(head, placing):
            if not _handles(head, placing):
                return own
        named = _rows("noun").get(subject.lemma_.lower(), ("", frozenset()))[0]
        if named in _BY_NOUN:
            return named
    for child in head.children:
        if child.dep_ in _OBJECTS:
            event_type, where = _look(themes, child)
            if event_type and "object" in where:
                return event_type
    for child in head.children:
        # "will be taken up at the next round", "invited them to a conference"
        if child.dep_ == "prep" and child.lower_ in _SITTING_AT:
            for noun in (c for c in child.children if c.dep_ == "pobj"):
                event_type, where = _look(themes, noun)
                if event_type == "meeting" and "subject" in where:
                    return event_type
    if head.lemma_ in _rows("motion") and travels(head, cast, placing):
        return _rows("motion")[head.lemma_][0]
    # "The delegations got through two pages": what those sent to talk do, they do at the table.
    return own if own == "meeting" and "mover" in roles else ""


def travels(head: Token, cast: Cast, placing: Placing) -> bool:
    """Tell whether a person or a delegation goes to a place.

    Parameters
    ----------
    head
        A verb.
    cast
        The actors.
    placing
        The places.

    Returns
    -------
    bool
    """
    subject = subject_of(head)
    if subject is None or not _goes(head, placing) or _handles(head, placing):
        return False
    actor = cast.by_id.get(cast.at(subject))
    return actor is not None and actor.kind in _ENVOYS


def moves_as_force(head: Token, cast: Cast) -> bool:
    """Tell whether the subject of a verb is a force: troops, a brigade, an armed group.

    Parameters
    ----------
    head
        A verb.
    cast
        The actors.

    Returns
    -------
    bool
    """
    return _moves_as(head, cast, "military_move", ("armed_forces", "armed_group"))


def comes_to_talk(head: Token, cast: Cast) -> bool:
    """Tell whether the subject of a verb is a person or a delegation who come to talk.

    Parameters
    ----------
    head
        A verb.
    cast
        The actors.

    Returns
    -------
    bool
    """
    return _moves_as(head, cast, "meeting", _ENVOYS)


def _moves_as(head: Token, cast: Cast, moved: str, kinds: Collection[str]) -> bool:
    """Tell whether the subject of a verb moves as those do, by its noun or by the actor's kind."""
    subject = subject_of(head)
    if subject is None:
        return False
    event_type, where = _look(_rows("theme"), subject)
    actor = cast.by_id.get(cast.at(subject))
    return (event_type == moved and "mover" in where) or (actor is not None and actor.kind in kinds)


def _look(themes: dict[str, tuple[str, frozenset[str]]], noun: Token) -> tuple[str, frozenset[str]]:
    found = themes.get(noun.lemma_.lower()) or themes.get(noun.lower_)
    if found is None:
        # "a round of talks", "waves of drones": what the measure counts.
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.children:
                    found = found or themes.get(inner.lemma_.lower())
    return found or ("", frozenset())


def _handles(head: Token, placing: Placing) -> bool:
    """Tell whether the verb is done to a thing ("gave up their rifles at"), not to a place."""
    return any(
        c.dep_ == "dobj" and not placing.region_at(c.left_edge.idx, c.idx + 1)
        for c in head.children
    )


def _goes(head: Token, placing: Placing) -> bool:
    """Tell whether the clause has a place that it leads to."""
    # "is due in Bukavu on Thursday": the place hangs on what is expected.
    links = [*head.children, *(t for c in head.children if c.lower_ in _DUE for t in c.children)]
    for child in links:
        if child.dep_ in ("prep", "prt", "advmod") and child.lower_ in _INTO:
            if any(placing.region_at(t.idx, t.idx + 1) for t in child.subtree):
                return True
    return any(
        c.dep_ in ("dobj", "npadvmod") and placing.region_at(c.left_edge.idx, c.idx + 1)
        for c in head.children
    )
