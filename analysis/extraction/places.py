"""Places: every mention of a place name, told from its government, and the place behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document, Mention, Name, PlaceFound, Placing
from analysis.extraction.metonymy import Reading, read_place
from analysis.extraction.place_nouns import kind_of_words, noun_words
from analysis.extraction.place_spans import find_toponyms
from analysis.extraction.toponym import Toponym
from analysis.geography import (
    Place,
    Resolution,
    distance_km,
    load_gazetteer,
    resolve_candidates,
    slug,
)

_UNKNOWN: Final = 0.3
# Below this prominence the gazetteer's spelling is no more usual than the text's.
_OBSCURE: Final = 5.0
# A town found by leaving the noun out must lie near other places of the text.
_NEAR_KM: Final = 600.0
_BARE: Final = 0.6
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
    toponyms = _with_right_states(document, find_toponyms(document, names))
    around = _all_names(document, toponyms, names)
    readings = [read_place(document, toponym, around) for toponym in toponyms]
    resolved = _resolve(document, toponyms, names)
    placed = [
        _place(document, toponym, resolution)
        for toponym, resolution in zip(toponyms, resolved, strict=True)
    ]
    placed = _contained(document, toponyms, placed)
    read = [
        _Read(toponym, reading, *place)
        for toponym, reading, place in zip(toponyms, readings, placed, strict=True)
    ]
    read = [item for item in read if _is_mention(item, read)]
    ids = _region_ids(document, read)
    mentions = [_mention(document, item, ids[position]) for position, item in enumerate(read)]
    return Placing(tuple(sorted(mentions)), tuple(_places(document, read, mentions)))


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


def _with_right_states(document: Document, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Settle a name that two states share ("Congo") by whichever the text names otherwise."""
    told = {t.entity for t in toponyms if t.type in ("state", "capital")}
    shared = {
        t.entity: rival for t in toponyms if t.type == "state" and (rival := _rival(document, t))
    }
    sure = {t.entity for t in toponyms if t.type != "state" or not _rival(document, t)}
    return [
        replace(t, entity=shared[t.entity])
        if t.type == "state"
        and t.entity in shared
        and _rival(document, t)
        and (t.entity not in sure or shared[t.entity] in told & sure)
        else t
        for t in toponyms
    ]


def _rival(document: Document, toponym: Toponym) -> str:
    """Give the other state that a bare name may mean, '' where there is none."""
    core = document.text_of(toponym.core_start, toponym.core_end)
    known = load_gazetteer().lookup(core, kind="country")
    if not known or len(core) < 4:
        return ""
    other = _state_of_code().get(known[0].country, "")
    return other if other != toponym.entity and known[0].kind == "country" else ""


def _resolve(
    document: Document, toponyms: Sequence[Toponym], names: Sequence[Name]
) -> list[Resolution]:
    """Resolve all names of the text together; the states meant are context for the towns."""
    units = _units(document, toponyms)
    wanted = [(*_surface(document, t, units), _country_hint(document, t, names)) for t in toponyms]
    resolved = resolve_candidates(wanted)
    # "Ryazan refinery": where the gazetteer does not know the whole, it may know the town.
    missing = [
        i
        for i, (t, r) in enumerate(zip(toponyms, resolved, strict=True))
        if r.place is None and t.type == "place" and _bare(document, t) != wanted[i][0]
    ]
    again = resolve_candidates(
        [(_bare(document, toponyms[i]), None, wanted[i][2]) for i in missing],
        context=[text for text, _, _ in wanted],
    )
    anchors = [r.place for r in resolved if r.place is not None and r.place.kind != "country"]
    for i, resolution in zip(missing, again, strict=True):
        place = resolution.place
        if place is not None and any(distance_km(place, a) < _NEAR_KM for a in anchors):
            resolved[i] = replace(resolution, confidence=resolution.confidence * _BARE)
    return resolved


def _bare(document: Document, toponym: Toponym) -> str:
    """Give a name without the noun that tells its kind."""
    core = document.text_of(toponym.core_start, toponym.core_end)
    words = core.split()
    while len(words) > 1 and words[-1].lower() in noun_words():
        words.pop()
    return " ".join(words)


def _units(document: Document, toponyms: Sequence[Toponym]) -> dict[str, str]:
    """Give the unit of names that are called a region and never a town: Sumy after Sumy region.

    One name, one place in a text (Gale, Church and Yarowsky 1992).
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    for toponym in toponyms:
        if toponym.type == "place" and toponym.kind:
            core = document.text_of(toponym.core_start, toponym.core_end)
            kinds[core].add(toponym.kind.split("|")[0])
    return {core: k.copy().pop() for core, k in kinds.items() if k <= {"admin1"}}


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


def _surface(
    document: Document, toponym: Toponym, units: Mapping[str, str]
) -> tuple[str, str | None]:
    """Give the words to look a place up by, and the kind that the text tells."""
    text = document.text_of(toponym.start, toponym.end)
    core = document.text_of(toponym.core_start, toponym.core_end)
    if core.isupper() and len(core) > 4:
        text, core = text.replace(core, core.title()), core.title()
    if toponym.type == "state":
        name = _states()[toponym.entity]["name"]
        whole = toponym.start == toponym.core_start
        return (name, "country") if whole else (text.replace(core, name), None)
    if toponym.type in ("capital", "palace", "building"):
        kind = "city" if toponym.type == "capital" else "facility"
        return (text, None) if toponym.fixed and text != core else (core, kind)
    kind = toponym.kind.split("|")[0] or units.get(core, "")
    if kind in _NOUN_OF_KIND and not toponym.part:
        # "Donetsk and Luhansk regions", "South Kivu province": the name and what it is.
        if load_gazetteer().lookup(core, kind=kind):
            return core, kind
        if text == core and not kind_of_words(text):
            return f"{core} {_NOUN_OF_KIND[kind]}", None
    return _PLURAL.sub(lambda m: _SINGULAR[m[0].lower()], text), None


_SINGULAR: Final = {
    "regions": "region", "provinces": "province", "oblasts": "oblast", "districts": "district",
    "governorates": "governorate", "departments": "department", "counties": "county",
    "states": "state", "rivers": "river",
}  # fmt: skip
_PLURAL: Final = re.compile(rf"(?<= )(?:{'|'.join(_SINGULAR)})$")
_NOUN_OF_KIND: Final = {"admin1": "region", "admin2": "district", "city": "city"}


def _country_hint(document: Document, toponym: Toponym, names: Sequence[Name]) -> str | None:
    """Give the country that the text puts a place in: its state's, or "Syria's", "of Russia"."""
    if toponym.type == "state":
        return None
    if toponym.entity:
        return _code(toponym.entity)
    for name in names:
        if name.type not in ("state", "demonym") or not _code(name.entity):
            continue
        if name.end <= toponym.start:
            between = document.text[name.end : toponym.start]
            owner = _OWNER if name.type == "state" else _ADJECTIVE
            if owner.fullmatch(between) and (name.type == "state" or toponym.kind):
                return _code(name.entity)
        elif name.type == "state" and _ENCLOSED.fullmatch(document.text[toponym.end : name.start]):
            return _code(name.entity)
    return None


def _code(actor_id: str) -> str | None:
    return _states().get(actor_id, {}).get("iso3") or None


# "Syria's north-western ", "the Indian state of ", ", ", " region in "
_OWNER: Final = re.compile(r"['’]s? (?:[a-z-]+ ){0,3}(?:of (?:the )?)?")
_ADJECTIVE: Final = re.compile(r" (?:[a-z-]+ ){0,3}(?:of (?:the )?)?")
_ENCLOSED: Final = re.compile(r"(?: [a-z]+)?(?: in | of |, | \()(?:the )?(?:[a-z-]+ )?")


def _place(
    document: Document, toponym: Toponym, resolution: Resolution
) -> tuple[Place | None, float]:
    """Give the place that a name means, made up from its words where the gazetteer has none."""
    place = resolution.place
    if place is None:
        return None, _UNKNOWN
    text = document.text_of(toponym.start, toponym.end)
    if place.match == "alternate" and place.prominence < _OBSCURE:
        # A little-known place under another spelling is best called what the text calls it.
        place = replace(place, name=document.text_of(toponym.core_start, toponym.core_end))
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
        return _state_of_code().get(place.country, slug(place.name))
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
    groups: dict[str, list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        if mention.literal:
            groups[mention.entity].append(position)
    for region_id, positions in groups.items():
        items = [read[p] for p in positions]
        place = next((item.place for item in items if item.place is not None), None)
        state = place.country if place is not None and place.kind == "country" else ""
        also = {region_id, _state_of_code().get(state, region_id)}
        own = [
            m
            for p, m in enumerate(mentions)
            if p in positions or (not m.literal and m.entity in also)
        ]
        first = items[0]
        if place is None:
            text = document.text_of(first.toponym.start, first.toponym.end)
            kind = first.toponym.kind.split("|")[0] or "city"
            nan = float("nan")
            yield PlaceFound(region_id, text, kind, "", nan, nan, "", tuple(own), _UNKNOWN)
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
            max(item.confidence for item in items),
        )


@lru_cache(maxsize=1)
def _states() -> dict[str, dict[str, str]]:
    return {row["actor_id"]: row for row in read_table("states")}


@lru_cache(maxsize=1)
def _state_of_code() -> dict[str, str]:
    """Give the state of each country code."""
    return {row["iso3"]: id_ for id_, row in _states().items() if row["iso3"]}
