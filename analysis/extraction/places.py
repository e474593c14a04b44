"""Places: every mention of a place name, told from its government, and the place behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from analysis.extraction.document import Document, Mention, Name, PlaceFound, Placing
from analysis.extraction.metonymy import Reading, read_place
from analysis.extraction.place_estimates import Located, estimate
from analysis.extraction.place_nouns import kind_of_words
from analysis.extraction.place_resolution import (
    OBSCURE,
    resolve_toponyms,
    state_of_code,
    with_right_states,
)
from analysis.extraction.place_spans import find_toponyms
from analysis.extraction.toponym import Toponym
from analysis.geography import (
    Place,
    Resolution,
    distance_km,
    normalise,
    slug,
)

_UNKNOWN: Final = 0.3
# The share right among the regions of the development texts, by what resolving made of them: the
# scores tell which of two places is likelier, not how often the likelier one is right.
_SHARE_RIGHT: Final = (
    (0.0, 0.45), (0.3, 0.6), (0.5, 0.72), (0.65, 0.83), (0.8, 0.9), (0.95, 0.95), (1.0, 0.97),
)  # fmt: skip
# Share of letters in order from which two names are one in two spellings.
_SIMILAR: Final = 0.8
_FAR_KM: Final = 2500.0
_CONTAINER: Final = re.compile(r",? (?:in|at|outside|near)(?: the)? |, ")


@dataclass(frozen=True)
class _Read:
    """A toponym with its reading and the place that it was resolved to."""

    toponym: Toponym
    reading: Reading
    place: Place | None
    confidence: float


def find_places(document: Document, names: Sequence[Name]) -> Placing:
    """Find the mentions of places in a text and tell them from governments.

    Parameters
    ----------
    document
        The parsed text.
    names
        Its proper names, see :func:`analysis.extraction.names.find_names`.

    Returns
    -------
    Placing
        Mentions in text order; the entity of a literal one is a ``region_id``, that of a
        metonymic one the ``actor_id`` of the state. Places in the order of their first literal
        mention.

    Examples
    --------
    >>> from analysis.articles import read_article
    >>> from analysis.extraction.language import parse
    >>> from analysis.extraction.names import find_names
    >>> document = parse(read_article(
    ...     "Egypt said that shells had hit Chad's Adre crossing.",
    ...     source_id="x", published="2025-01-01"))
    >>> placing = find_places(document, find_names(document))
    >>> [(m.text, m.entity, m.literal) for m in placing.mentions]
    [('Egypt', 'egypt', False), ('Chad', 'chad', True), ('Adre crossing', 'adre-crossing', True)]
    """
    toponyms = with_right_states(document, find_toponyms(document, names))
    around = _all_names(document, toponyms, names)
    readings = [read_place(document, toponym, around) for toponym in toponyms]
    readings = _venues(document, toponyms, readings)
    literal = [reading.literal for reading in readings]
    resolved = resolve_toponyms(document, toponyms, names, literal)
    placed = [
        _place(document, toponym, resolution)
        for toponym, resolution in zip(toponyms, resolved, strict=True)
    ]
    placed = _as_spelled(_contained(document, toponyms, placed))
    read = [
        _Read(toponym, reading, *place)
        for toponym, reading, place in zip(toponyms, readings, placed, strict=True)
    ]
    read = [item for item in read if _is_mention(item, read)]
    ids = _region_ids(document, read)
    mentions = [_mention(document, item, ids[position]) for position, item in enumerate(read)]
    return Placing(tuple(sorted(mentions)), tuple(_places(document, read, mentions)))


def _venues(
    document: Document, toponyms: Sequence[Toponym], readings: Sequence[Reading]
) -> list[Reading]:
    """Read a capital as the place of talks throughout where it never does anything itself.

    "They would meet in Honiara. … It has yet to reply about Honiara": the talks there.
    """
    found = list(readings)
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for at, toponym in enumerate(toponyms):
        by_text[document.text_of(toponym.start, toponym.end)].append(at)
    for places in by_text.values():
        figures = [at for at in places if not readings[at].literal]
        met = any(readings[at].rule in _MET for at in places if readings[at].literal)
        links = [document.token_at(toponyms[at].start) for at in figures]
        if met and all(_of_talks(token) for token in links):
            for at in figures:
                found[at] = Reading(True, "venue", readings[at].confidence)
    return found


_MET: Final = ("preposition: in", "preposition: at")
_GOING: Final = frozenset("send go return fly travel invite come head summon".split())


def _of_talks(token: Token) -> bool:
    """Tell "has yet to reply about Honiara", "would not send anyone to Honiara"."""
    if token.dep_ != "pobj":
        return False
    sent = token.head.lower_ == "to" and token.head.head.lemma_ in _GOING
    return sent or token.head.lower_ == "about"


def _all_names(
    document: Document, toponyms: Sequence[Toponym], names: Sequence[Name]
) -> list[Name]:
    """Add the places that only their syntax told to the names: lists are read with them."""
    missed = [
        Name(t.start, t.end, document.text_of(t.start, t.end), "place")
        for t in toponyms
        if not any(n.start < t.end and t.start < n.end for n in names)
    ]
    return sorted([*names, *missed])


def _is_mention(item: _Read, read: Sequence[_Read]) -> bool:
    """Leave out parliaments that act, and names of bodies that hold a far place by chance."""
    if item.toponym.type == "building":
        return item.reading.literal
    if not item.toponym.part or item.place is None:
        return True
    anchors = [r.place for r in read if not r.toponym.part and r.place is not None]
    return not anchors or min(distance_km(item.place, a) for a in anchors) < _FAR_KM


def _contained(
    document: Document,
    toponyms: Sequence[Toponym],
    placed: Sequence[tuple[Place | None, float]],
) -> list[tuple[Place | None, float]]:
    """Put an unknown building where the text says it stands: "the Teatro Colón in Bogotá"."""
    result = list(placed)
    for position, (toponym, (place, _)) in enumerate(zip(toponyms, placed, strict=True)):
        if place is not None or position + 1 >= len(toponyms):
            continue
        following, around = toponyms[position + 1], placed[position + 1][0]
        between = document.text[toponym.end : following.start]
        if around is None or not _CONTAINER.fullmatch(between):
            continue
        text = document.text_of(toponym.start, toponym.end)
        kind = toponym.kind.split("|")[0] or "facility"
        if around.kind in ("city", "facility", "admin2"):
            found = replace(around, place_id=slug(text), name=text, kind=kind, match="alternate")
            result[position] = (found, 0.4)
    return result


def _as_spelled(
    placed: Sequence[tuple[Place | None, float]],
) -> list[tuple[Place | None, float]]:
    """Let one place have one name, that of its first mention."""
    names: dict[str, str] = {}
    result: list[tuple[Place | None, float]] = []
    for place, confidence in placed:
        if place is not None:
            place = replace(place, name=names.setdefault(place.place_id, place.name))
        result.append((place, confidence))
    return result


def _variant(name: str, spelled: str) -> bool:
    """Whether two names differ in spelling only: Bosporus and Bosphorus."""
    one, two = normalise(name), normalise(spelled)
    return one != two and SequenceMatcher(None, one, two).ratio() > _SIMILAR


def _place(
    document: Document, toponym: Toponym, resolution: Resolution
) -> tuple[Place | None, float]:
    """Give the place that a name means, made up from its words where the gazetteer has none."""
    place = resolution.place
    if place is None:
        return None, _UNKNOWN
    text = document.text_of(toponym.start, toponym.end)
    alternate = place.match == "alternate"
    if alternate and (place.prominence < OBSCURE or _variant(place.name, text)):
        # A little-known place under another spelling is best called what the text calls it.
        place = replace(place, name=document.text_of(toponym.core_start, toponym.core_end))
    elif place.kind in ("water", "macro_region", "facility") and _variant(place.name, text):
        place = replace(place, name=text)
    kinds = kind_of_words(text).split("|") if text[:4] not in ("Port", "Fort") else [""]
    if kinds[0] in ("facility", "water") and place.kind not in kinds:
        # The town is known, its airport is not: the airport lies there.
        named = replace(place, place_id=slug(text), name=text, kind=kinds[0], match="alternate")
        return named, round(resolution.confidence * 0.8, 2)
    return place, resolution.confidence


def _region_ids(document: Document, read: Sequence[_Read]) -> list[str]:
    """Give each mention its region id: the slug of the usual name, or the place id if shared."""
    owners: dict[str, set[str]] = defaultdict(set)
    for item in read:
        if item.place is not None:
            owners[_short_id(item.place)].add(item.place.place_id)
    ids = []
    for item in read:
        if item.place is None:
            text = document.text_of(item.toponym.start, item.toponym.end)
            ids.append(slug(text) or "unnamed-place")
            continue
        short = _short_id(item.place)
        ids.append(short if len(owners[short]) == 1 else item.place.place_id)
    return ids


def _short_id(place: Place) -> str:
    if place.kind == "country":
        return state_of_code().get(place.country, slug(place.name))
    return slug(place.name)


def _mention(document: Document, item: _Read, region_id: str) -> Mention:
    toponym, reading = item.toponym, item.reading
    entity = region_id
    if not reading.literal and toponym.entity:
        entity = toponym.entity
    return Mention(
        toponym.start,
        toponym.end,
        document.text_of(toponym.start, toponym.end),
        entity,
        "name",
        reading.literal,
        f"place: {reading.rule}",
        round(reading.confidence, 2),
    )


def _places(
    document: Document, read: Sequence[_Read], mentions: Sequence[Mention]
) -> Iterable[PlaceFound]:
    """Give the places with a literal mention, with all mentions of each."""
    located = [
        Located(item.toponym.start, item.toponym.end, item.place)
        for item in read
        if item.place is not None and item.reading.literal and not item.toponym.part
    ]
    groups: dict[str, list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        if mention.literal:
            groups[mention.entity].append(position)
    for region_id, positions in groups.items():
        items = [read[p] for p in positions]
        place = next((item.place for item in items if item.place is not None), None)
        state = place.country if place is not None and place.kind == "country" else ""
        also = {region_id, state_of_code().get(state, region_id)}
        own = [
            m
            for p, m in enumerate(mentions)
            if p in positions or (not m.literal and m.entity in also)
        ]
        first = items[0]
        if place is None:
            text = document.text_of(first.toponym.start, first.toponym.end)
            kind = first.toponym.kind.split("|")[0] or "city"
            yield _unknown(document, first.toponym, region_id, text, kind, located, tuple(own))
            continue
        yield PlaceFound(
            region_id,
            place.name,
            place.kind,
            place.country,
            place.latitude,
            place.longitude,
            place.place_id,
            tuple(own),
            calibrated(max(item.confidence for item in items)),
        )


def calibrated(confidence: float) -> float:
    """Read the resolution's confidence as the share of regions that are right at it.

    Parameters
    ----------
    confidence
        Confidence of a resolution.

    Returns
    -------
    float

    Examples
    --------
    >>> calibrated(0.8), calibrated(0.725)
    (0.9, 0.865)
    """
    for (low, first), (high, second) in pairwise(_SHARE_RIGHT):
        if confidence <= high:
            share = (confidence - low) / (high - low)
            return round(first + share * (second - first), 3)
    return _SHARE_RIGHT[-1][1]


def _unknown(
    document: Document,
    toponym: Toponym,
    region_id: str,
    text: str,
    kind: str,
    located: Sequence[Located],
    mentions: tuple[Mention, ...],
) -> PlaceFound:
    """Give a place that no gazetteer holds, with a point among the places of the text."""
    found = estimate(document, toponym.start, toponym.end, located)
    if found is None:
        nan = float("nan")
        return PlaceFound(region_id, text, kind, "", nan, nan, "", mentions, _UNKNOWN)
    near, chance = found
    country = near.country if kind not in ("water", "macro_region") else ""
    return PlaceFound(
        region_id, text, kind, country, near.latitude, near.longitude, "", mentions,
        chance,
    )  # fmt: skip
