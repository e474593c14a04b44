"""Ministries that are named without their state: whose "the Foreign Ministry" is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from analysis.extraction.document import Name
from analysis.extraction.name_cues import cues
from analysis.extraction.naming import Naming
from analysis.extraction.words import split_words

RULE: Final = "ministry"


def governs(text: str) -> bool:
    """Tell whether a name says only that a state governs: "Foreign Ministry", "the Government of".

    Examples
    --------
    >>> governs("Ministry of Foreign Affairs"), governs("Ministry of Works Union")
    (True, False)
    """
    words = [word.lower() for word in split_words(text)]
    return bool(words) and all(word in cues("governing") for word in words)


def bare(text: str) -> bool:
    """Tell a ministry that does not say whose it is.

    Examples
    --------
    >>> bare("Ministry of Foreign Affairs"), bare("Interim Government")
    (True, False)
    """
    return governs(text) and any(w.lower() in cues("ministry") for w in split_words(text))


def settle_ministries(naming: Naming) -> None:
    """Give ministries to the state whose they were said to be, or in whose capital they speak.

    "The Chinese Foreign Ministry said … Foreign Ministry spokesperson X": the same state's.

    Parameters
    ----------
    naming
        The names under way; the bare ministries become names of their states.
    """
    owned = _owned(naming)
    for first, name in sorted(naming.found.items()):
        if name.type != "organisation" or name.rule == "registry" or not bare(name.text):
            continue
        before = [state for at, words, state in owned if words == _key(name.text) and at < first]
        state = before[-1] if before else ""
        state = state or _of_its(naming, first) or _seat_beside(naming, name)
        if state:
            naming.found[first] = replace(name, entity=state, kind="government", rule=RULE)


def _key(text: str) -> tuple[str, ...]:
    """Give the words of a ministry's name in any order: "Ministry of Defence" too."""
    spelled = (w.lower().replace("defense", "defence") for w in split_words(text))
    return tuple(sorted(w for w in spelled if w not in ("of", "the", "affairs", "for")))


def _owned(naming: Naming) -> list[tuple[int, tuple[str, ...], str]]:
    """List the ministries named with a state: position, words, state."""
    words = naming.words
    found: list[tuple[int, tuple[str, ...], str]] = []
    for first, name in sorted(naming.found.items()):
        if name.type not in ("demonym", "state", "seat") or not name.entity:
            continue
        at = naming.stop_of(first)
        if at < len(words) and words[at].genitive:
            at += 1
        stop = at
        while (
            stop < len(words)
            and (stop == at or words[stop].joined)
            and words[stop].fold.lower() in cues("governing")
        ):
            stop += 1
        text = naming.document.text_of(words[at].start, words[stop - 1].end) if stop > at else ""
        if stop > at and bare(text):
            found.append((at, _key(text), name.entity))
    return found


def _of_its(naming: Naming, first: int) -> str:
    """Read "Samatata, in a statement issued by its Foreign Office": the state of the sentence."""
    words = naming.words
    if not first or words[first - 1].fold.lower() != "its" or not words[first].joined:
        return ""
    low = naming.document.sentence(words[first].start).start_char
    before = [
        n
        for n in naming.found.values()
        if n.type in ("state", "seat") and n.entity and low <= n.start < words[first].start
    ]
    return max(before).entity if before else ""


def _seat_beside(naming: Naming, name: Name) -> str:
    """Give the state in whose capital a ministry is, or says what it says."""
    ministry = naming.document.span(name.start, name.end).root
    for other in naming.found.values():
        if other.type != "seat" or not other.entity:
            continue
        place = naming.document.token_at(other.start)
        if place.sent != ministry.sent or place.dep_ != "pobj" or place.head.lower_ != "in":
            continue
        above = place.head.head
        says = above.lemma_ in ("say", "tell", "announce", "report")
        if above == ministry or (says and ministry in above.children):
            return other.entity
    return ""
