"""States that no registry knows, and the states inside the full names of others.

"The Republic of Tarn" is a government wherever "Tarn" stands; "the Democratic Republic of Congo"
is named by its last word as well. What a name has tells that it is a state's: a ministry, a
government, a republic (see also ``government_names``, which reads "Tarn's foreign minister").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues
from analysis.extraction.place_nouns import CAPITALISED
from analysis.extraction.place_resolution import state_of_code
from analysis.extraction.registries import state_names
from analysis.extraction.toponym import Toponym
from analysis.extraction.words import slug
from analysis.geography import load_gazetteer, normalise

_WHOLE: Final = re.compile(
    r"(?:[A-Z][\w’'-]+ ){0,2}(?:Republic|Kingdom|Emirate|Sultanate|Principality|Federation|Union"
    r"|Confederation|Commonwealth|Free State|State) of (?:the )?(?P<name>[A-Z][\w’'-]+)"
)
_OWNED: Final = re.compile(
    r"(?:Transitional |Federal |Provisional |Revolutionary )?(?:Government|Ministry|Cabinet"
    r"|Presidency|Army|Armed Forces)"
    r"(?: of(?: [A-Z][\w’'-]+){1,3}(?: and [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?)?"
    rf" of (?:the )?(?P<name>{CAPITALISED})(?![^\W\d_])(?! [A-Z])"
)


def unknown_states(document: Document, names: Sequence[Name]) -> dict[str, str]:
    """Give the names of states that no registry knows and the actor id of each.

    Parameters
    ----------
    document
        The parsed text.
    names
        Its proper names.

    Returns
    -------
    dict of str to str
        From the bare name (``Tarn``) to the id of its government.
    """
    found: dict[str, str] = {}
    for name in names:
        if name.type == "state" and name.rule == "government":
            found.setdefault(name.text, name.entity)
        elif name.type == "demonym" and name.rule == "government":
            for noun in _nouns_of(document, name.text):
                found.setdefault(noun, name.entity)
    for pattern in (_WHOLE, _OWNED):
        for match in pattern.finditer(document.text):
            bare = match["name"]
            if _is_known(bare):
                continue
            owner = next((n for n in names if n.start <= match.start("name") < n.end), None)
            if owner is not None and owner.type not in ("state", "place", "person"):
                continue
            entity = owner.entity if owner is not None and owner.type == "state" else ""
            found.setdefault(bare, entity or slug(bare))
    return found


def _nouns_of(document: Document, adjective: str) -> set[str]:
    """Find the noun that an adjective of nationality is made of: Pralayan of Pralaya."""
    stem = adjective.rstrip("s").removesuffix("n").removesuffix("i").removesuffix("a")
    if len(stem) < 4:
        return set()
    shapes = re.findall(rf"\b{re.escape(stem)}(?:[aeiouy]{{0,2}})\b", document.text)
    return {shape for shape in shapes if shape != adjective and not _is_known(shape)}


def adjective_of(word: str, states: Iterable[str]) -> bool:
    """Tell the adjective of an unregistered state ("Tarnian") from a place.

    Parameters
    ----------
    word
        A name as the text has it.
    states
        Names of states.

    Returns
    -------
    bool
    """
    return any(
        len(s) > 3
        and re.fullmatch(rf"{re.escape(s.rstrip('aeiouy'))}(?:[aeiouy]{{0,2}}n?|i|ese|ish)s?", word)
        and word != s
        for s in states
    )


def _is_known(bare: str) -> bool:
    key = normalise(bare)
    if any(key in cues(c) for c in ("no_name", "org_head", "state_part", "office", "calendar")):
        return True
    if normalise(bare) in _known_states():
        return True
    return any(p.kind in ("country", "admin1") for p in load_gazetteer().lookup(bare))


@lru_cache(maxsize=1)
def _known_states() -> frozenset[str]:
    return frozenset(normalise(label) for label in state_names().values())


def of_unknown_state(document: Document, name: Name) -> list[Toponym]:
    """Give the toponyms of a state's name that the registry has not.

    Parameters
    ----------
    document
        The parsed text.
    name
        A name of type ``state``.

    Returns
    -------
    list of Toponym
        The name itself ("the Republic of Tarn"), what a body of it is named after ("the
        Government of Tarn"), or the known states in it.
    """
    known = _known_inside(document, name)
    if known:
        return known
    if name.rule == "government":
        return [_state(name.start, name.end, name.entity)]
    if _WHOLE.fullmatch(name.text):
        return [_state(name.start, name.end, name.entity)]
    owned = _OWNED.fullmatch(name.text)
    if owned:
        start = name.start + owned.start("name")
        return [_state(start, start + len(owned["name"]), name.entity)]
    return []


def _known_inside(document: Document, name: Name) -> list[Toponym]:
    """Find the countries in a run that was taken for one state: "Chad and the Niger"."""
    gazetteer = load_gazetteer()
    span = document.span(name.start, name.end)
    tokens = [t.text for t in span]
    found: list[Toponym] = []
    at = 0
    while at < len(tokens):
        matched = gazetteer.longest_match(tokens, at)
        country = next((p for p in matched[1] if p.kind == "country"), None) if matched else None
        if matched is None or country is None:
            at += 1
            continue
        first, last = span[at], span[matched[0] - 1]
        entity = state_of_code().get(country.country, "")
        if entity:
            found.append(_state(first.idx, last.idx + len(last), entity))
        at = matched[0]
    return found


def other_mentions(
    document: Document, states: dict[str, str], taken: Sequence[Name]
) -> Iterable[Toponym]:
    """Find the bare names of unregistered states wherever no other name holds them.

    Parameters
    ----------
    document
        The parsed text.
    states
        As :func:`unknown_states` gives them.
    taken
        The proper names of the text.

    Yields
    ------
    Toponym
    """
    if not states:
        return
    names = "|".join(sorted(map(re.escape, states), key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", document.text):
        start, end = match.span()
        inside = [n for n in taken if n.start < end and start < n.end]
        if all(n.text == match[0] and n.type in ("place", "person") for n in inside):
            yield _state(start, end, states[match[0]])


def _state(start: int, end: int, entity: str) -> Toponym:
    return Toponym(start, end, start, end, "state", entity, rule="government")
