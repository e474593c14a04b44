"""Who holds a briefing, and who speaks there for it: "(spokeswoman)", "our head of mission"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analysis.extraction.casting import Casting
from analysis.extraction.memberships import Link
from analysis.extraction.speakers import Turn, turns
from analysis.extraction.turn_labels import kind_of

_HOLDS: Final = re.compile(
    r"\b(?:briefing|news conference|press conference|press call|conference call|press remarks"
    r"|question time|media call)s? (?:held |given )?(?:of|by|at|with) (?:the )?$",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"\(([^()\n]{2,50})\)")
_OUR: Final = re.compile(r"(?:,| -| –| —) our (?=[a-z])")


def briefers(casting: Casting) -> Iterator[tuple[str, Link]]:
    """Find those who speak at a briefing for the body that holds it.

    Parameters
    ----------
    casting
        The cast under way, its persons known.

    Yields
    ------
    tuple of str and Link
        A person's id, and the body that holds the briefing.
    """
    spoken = turns(casting.document)
    host = _host(casting, spoken[0].label_start) if spoken else ""
    if not host:
        return
    for turn in spoken:
        person = _in_label(casting, turn)
        role = _BRACKET.search(turn.speaker)
        if person and role is not None and _is_office(casting, turn, role.group(1)):
            yield person, Link(None, host, 2, "")
    for name, person in casting.id_of.items():
        if _is_ours(casting, spoken, name.end):
            yield person, Link(None, host, 2, "")


def labels(casting: Casting) -> list[tuple[int, int]]:
    """Give where the labels of a transcript's turns stand.

    Parameters
    ----------
    casting
        The cast under way.

    Returns
    -------
    list of tuple of int and int
        Start and end of each, none outside transcripts.
    """
    return [(t.label_start, t.label_end) for t in turns(casting.document)]


def _host(casting: Casting, before: int) -> str:
    """Give the body whose briefing the heading announces."""
    for name in casting.names:
        if name.start >= before:
            break
        lead = casting.document.text_of(max(0, name.start - 40), name.start)
        if name.type in ("organisation", "state") and _HOLDS.search(lead):
            return casting.around.entity_of(name)
    return ""


def _in_label(casting: Casting, turn: Turn) -> str:
    for name, person in casting.id_of.items():
        if turn.label_start <= name.start < turn.label_end:
            return person
    return ""


def _is_office(casting: Casting, turn: Turn, role: str) -> bool:
    """Tell "(chief military observer)" from "(Pamir Courier)" and from "(in Russian)"."""
    lead = role.split(maxsplit=1)[0].lower()
    if kind_of(role) == "media" or lead in ("in", "via", "by", "through"):
        return False
    start = turn.label_start + turn.speaker.find(role)
    end = start + len(role)
    held = any(
        start <= casting.words[o.first].start < end for o in casting.offices if o.kind == "office"
    )
    return held or role.islower()


def _is_ours(casting: Casting, spoken: list[Turn], end: int) -> bool:
    """Tell "Ambassador Ganbold, our head of mission" in the words of whoever answers."""
    if _OUR.match(casting.document.text, end) is None:
        return False
    turn = next((t for t in spoken if t.start <= end < t.end), None)
    return turn is not None and kind_of(turn.speaker) != "asks"
