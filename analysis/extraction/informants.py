"""People whom a report cites only by what they know: "two people briefed on the talks"."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction.bodies import speaks
from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor
from analysis.extraction.name_cues import cues
from analysis.extraction.words import slug

_LONGEST: Final = 9  # words of a description; what follows is more than who they are
_ARTICLES: Final = ("a", "an", "the")


def add_informants(casting: Casting) -> None:
    """Add persons and groups that are nothing but what they know, one row by their description.

    Parameters
    ----------
    casting
        The cast under way; actors and mentions are added.
    """
    taken = {(m.start, m.end) for m in casting.mentions}
    for token in casting.document.doc:
        kind = _nouns().get(token.lower_)
        position = casting.around.position.get(token.idx)
        if kind is None or position is None or not speaks(casting.around, position):
            continue
        end = _knowing(token)
        if end is None or any(start <= token.idx < stop for start, stop in taken):
            continue
        first = token.left_edge if token.left_edge.lower_ not in _ARTICLES else token.nbor(-1)
        first = token if first.lower_ in _ARTICLES else first
        label = casting.description(first.idx, end.idx + len(end))
        own = slug(label)
        casting.put(
            Actor(
                own, label, kind, process_role="observer", start=first.idx,
                end=end.idx + len(end), rule="informant", confidence=0.6,
            )
        )  # fmt: skip
        casting.mention(first.idx, end.idx + len(end), own, "nominal", "informant")


@cache
def _nouns() -> dict[str, str]:
    """Give the nouns that say nothing of who it is, with the kind of the actor."""
    rows = read_table("nominals")
    return {row["noun"]: row["kind"] for row in rows if row["class"] == "informant"}


def _knowing(token: Token) -> Token | None:
    """Give the last word of "briefed on the talks", "who has read it", "in the room"."""
    for child in token.rights:
        known = child.lower_ in cues("knowing")
        who = child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.subtree)
        with_ = child.dep_ == "prep" and any(t.lower_ in cues("knowing") for t in child.subtree)
        if known or who or with_:
            end = child.right_edge
            return end if end.i - token.i <= _LONGEST else None
    return None
