"""The role of a place from the words of its clause, where nothing hangs on the place itself.

"An hour from the pumps that stopped in September": the parser ties little to the place, but its
clause tells what the place lives through. The stems stand in ``codebook/region_role_cues.csv``
(``reach`` ``near``); the nearest one decides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Cast, Document, PlaceFound
from analysis.extraction.region_evidence import FIELDS, ORDER, WIDE, Role, is_history, is_party

# How far from the place a word of its clause still tells of it, in characters.
_NEAR: Final = 85
_NAMED: Final = re.compile(r"\b[a-z]+ [A-Z][\w’'-]+ (?:peace )?$")
_CLAUSE_ENDS: Final = re.compile(
    r"[;:—\n•]|[.?!](?= |\n|$)|,? (?:but|while|whereas|although|though|nor)\b| – |, (?:who|whose)\b"
)


@lru_cache(maxsize=1)
def _stems() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words: dict[str, list[str]] = {}
    for row in read_table("region_role_cues"):
        if row["reach"] == "near":
            words.setdefault(row["role"], []).append(row["cue"])
    return tuple(
        (role, re.compile(rf"(?i)\b(?:{'|'.join(map(_pattern, cues))})\b"))
        for role, cues in words.items()
    )


def _pattern(cue: str) -> str:
    """Read a cue: ``*`` stands for the rest of a word, ``...`` for up to four words between."""
    escaped = re.escape(cue).replace(r"\*", r"\w*").replace(r"\ \.\.\.\ ", r"(?: [\w’'-]+){0,4} ")
    return escaped.replace(r"\ ", " ")


def clause_around(document: Document, start: int, end: int, reach: int = _NEAR) -> tuple[int, int]:
    """Give the span of the clause that a place stands in.

    Parameters
    ----------
    document
        The parsed text.
    start, end
        The place.
    reach
        How many characters to look at most.

    Returns
    -------
    tuple of int and int
    """
    low = max(0, start - reach)
    for match in _CLAUSE_ENDS.finditer(document.text, low, start):
        low = match.end()
    behind = _CLAUSE_ENDS.search(document.text, end, end + reach)
    return low, behind.start() if behind else min(len(document.text), end + reach)


def nearest_role(
    document: Document, start: int, end: int, allowed: tuple[str, ...]
) -> tuple[str, str] | None:
    """Give the role that the nearest telling word of the clause gives a place, and the word.

    Parameters
    ----------
    document
        The parsed text.
    start, end
        The place.
    allowed
        Roles that the place may have.

    Returns
    -------
    tuple of str and str, or None
    """
    low, high = clause_around(document, start, end)
    best: tuple[int, str, str] | None = None
    for role, stems in _stems():
        if role not in allowed:
            continue
        for match in stems.finditer(document.text, low, high):
            if match.start() < end and start < match.end():
                continue
            if role == "venue" and _NAMED.search(document.text[low : match.start()]):
                # "under the Algiers accord, fighters are to gather near Gao"
                continue
            gap = start - match.end() if match.end() <= start else match.start() - end
            if best is None or gap < best[0]:
                best = (gap, role, match[0].lower())
    return (best[1], best[2]) if best else None


# "a castle at Rimbo, north of Stockholm": Stockholm only says where.
_ASIDE: Final = re.compile(r"\b(?:north|south|east|west|far from|capital)(?:ern)? (?:of )?$")


def role_around(document: Document, place: PlaceFound, cast: Cast | None) -> Role | None:
    """Give the role that the clauses of a place tell, the first in the guide's order.

    Parameters
    ----------
    document
        The parsed text.
    place
        The place with its mentions.
    cast
        The actors; of a party's country the clauses tell nothing.

    Returns
    -------
    Role or None
    """
    allowed = ORDER if place.kind not in WIDE else ("battlefield", "contested")
    if place.kind == "country":
        if is_party(place, cast):
            return None
        allowed = ("venue", "affected")
    found: dict[str, str] = {}
    for mention in place.mentions:
        if not mention.literal or mention.rule.endswith(("part of a name", *FIELDS)):
            continue
        before = document.text[max(0, mention.start - 12) : mention.start]
        if _ASIDE.search(before) or document.text[mention.end :].startswith(" time"):
            continue
        if place.kind == "country" and not before.endswith((" in ", " in the ", "In ")):
            continue
        near = nearest_role(document, mention.start, mention.end, allowed)
        old = is_history(document, document.token_at(mention.start))
        if near is not None and not (old and near[0] in ("battlefield", "affected")):
            found.setdefault(*near)
    for name in ORDER:
        if name in found:
            return Role(name, f"near: {found[name]}", 0.5)
    return None
