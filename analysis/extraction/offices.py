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
    kinds = ["office"]
    if word.capital:
        kinds += ["rank"] if _within_name(words, at) else ["rank", "honorific"]
    lengths = {kind: longest_cue(words, at, kind) for kind in kinds}
    # "Colonel General" is longer than the office "colonel"; the first kind wins where all fit.
    kind = max(kinds, key=lambda k: lengths[k])
    length = lengths[kind]
    if not length:
        return None
    key = " ".join(w.fold.lower() for w in words[at : at + length])
    head = at + length - 1
    parts = key.split()
    linked = [parts.index(p) for p in parts if p in ("of", "to", "in")]
    if linked and linked[0]:
        head = at + linked[0] - 1
    # "King" and "General" are offices only in front of a name or as "the king": told apart
    # by whoever uses them.
    return Office(at, at + length - 1, head, kind, cues(kind)[key])


def _within_name(words: Sequence[Word], at: int) -> bool:
    """Tell "the Alliance for Justice", "Truth and Justice Party": no title of anybody."""
    return (
        at > 1
        and words[at].joined
        and words[at - 1].joined
        and words[at - 1].fold in ("of", "for", "and")
        and words[at - 2].capital
    )


def _with_modifiers(words: Sequence[Word], at: int, lowest: int) -> int:
    known = cues("office_modifier")
    first = at
    while first > lowest and words[first].joined and words[first - 1].fold.lower() in known:
        first -= 1
    return first
