"""Offices in the text: "the Russian foreign minister", "chief of staff", "Gen", "Mr"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.extraction.name_cues import cues, longest_cue
from analysis.extraction.words import Word


@dataclass(frozen=True)
class Office:
    """A title or office, by the positions of its words.

    Parameters
    ----------
    first, last
        Positions of the first and last word (with modifiers such as "deputy foreign").
    head
        Position of the word that heads it.
    kind
        ``honorific``, ``rank`` or ``office``.
    value
        For an honorific the gender; for an office what it speaks for (``head``, ``state``,
        ``body``, ``observer``, ``media``).
    """

    first: int
    last: int
    head: int
    kind: str
    value: str


def find_offices(words: Sequence[Word]) -> list[Office]:
    """Find titles and offices, the longest first at each place, none overlapping.

    Parameters
    ----------
    words
        The words of the text.

    Returns
    -------
    list of Office
        In text order.
    """
    found: list[Office] = []
    at = 0
    while at < len(words):
        office = _office_at(words, at)
        if office is None:
            at += 1
            continue
        lowest = found[-1].last + 1 if found else 0
        first = _with_modifiers(words, office.first, lowest) if office.kind == "office" else at
        found.append(Office(first, office.last, office.head, office.kind, office.value))
        at = office.last + 1
    return found


def _office_at(words: Sequence[Word], at: int) -> Office | None:
    word = words[at]
    for kind in ("office", "rank", "honorific"):
        length = longest_cue(words, at, kind)
        if not length:
            continue
        if kind != "office" and not word.capital:
            continue
        key = " ".join(w.fold.lower() for w in words[at : at + length])
        head = at + length - 1
        if " of " in key or " to " in key or " in " in key:
            head = (
                at + key.split().index(next(p for p in key.split() if p in ("of", "to", "in"))) - 1
            )
        # "King" and "General" are offices only in front of a name or as "the king": told apart
        # by whoever uses them.
        return Office(at, at + length - 1, head, kind, cues(kind)[key])
    return None


def _with_modifiers(words: Sequence[Word], at: int, lowest: int) -> int:
    known = cues("office_modifier")
    first = at
    while first > lowest and words[first].joined and words[first - 1].fold.lower() in known:
        first -= 1
    return first
