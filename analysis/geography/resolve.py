"""Deciding which place a name means: all names of a document together.

Each name has its candidates; each candidate is scored by how prominent it is and by what else the
document names: places in the same country and division, places near by, the words around the name
("region", "of Russia"). The scores are then read as a confidence. The idea that toponyms in one
document are resolved jointly, with one sense per document and close to each other, is Leidner's
(Toponym Resolution in Text, 2007).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.errors import GeographyError
from analysis.geography.gazetteer import STANDING_PENALTY, Gazetteer, load_gazetteer, rank
from analysis.geography.geometry import directional_place
from analysis.geography.places import KINDS, Place
from analysis.geography.spelling import normalise
from analysis.geography.surfaces import Surface, read_surface

# What the names of one country in a document add at most to a candidate there.
COUNTRY_BONUS = 4.5
# What a sea or macro-region, which has no one country, gains at most from what else is named.
SHARED_BONUS = 3.0
# What a place named near by adds at most, and how far "near" reaches.
NEAR_BONUS, NEAR_KM = 1.2, 250.0
# What the country adds at most to a lesser namesake of a place known by itself, if none is near.
NAMESAKE_BONUS = 0.7
# What a shared first-level division adds.
DIVISION_BONUS = 0.8
# What the usual kind for a kind word has over the second.
KIND_STEP = 0.5
# What a region named with its kind word elsewhere adds to the bare name.
SAME_REGION_BONUS = 0.5
# Candidates this far behind the first are not looked at.
MOST_CANDIDATES = 40
# Confidence below which a name is left unresolved.
LEAST_CONFIDENCE = 0.3
# Prominence from which a place is known without any context.
KNOWN_BY_ITSELF = 5.2
SAME_SPOT_KM = 30.0
# Prominence of cities that are named in any text, and of towns that are named at home only.
WORLD_CITY, LITTLE_TOWN = 5.8, 4.2
# How far behind a namesake abroad may be and still leave a name open.
NAMESAKE_LEAD = 0.5
# What the other names must tell for a country before the text is said to play there.
PLAYS_IN = 1.5


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was resolved to.

    Parameters
    ----------
    surface : str
        The name as given.
    place : Place or None
        The place, None if the name is unknown or too uncertain.
    confidence : float
        Estimated chance that the place is right, 0 where there is none.
    reason : str
        Why there is no place, or a note on the place ("north-east of Mosul"); empty otherwise.
    candidates : tuple of Place
        All candidates, the best first.
    """

    surface: str
    place: Place | None
    confidence: float
    reason: str
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    """A name with its candidates while the document is being resolved."""

    surface: Surface
    candidates: tuple[Place, ...]
    weight: float = 1.0


def distance_km(first: Place, second: Place) -> float:
    """Great-circle distance of two places.

    Parameters
    ----------
    first, second : Place
        The places.

    Returns
    -------
    float
        Kilometres.

    Examples
    --------
    >>> gazetteer = load_gazetteer()
    >>> round(distance_km(gazetteer.place("kyiv"), gazetteer.place("sumy")), -1)
    310.0
    """
    p = math.pi / 180
    h = (
        math.sin((second.latitude - first.latitude) * p / 2) ** 2
        + math.cos(first.latitude * p)
        * math.cos(second.latitude * p)
        * math.sin((second.longitude - first.longitude) * p / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def resolve_candidates(
    names: Sequence[tuple[str, str | None, str | None]],
    *,
    context: Sequence[str] = (),
    weights: Sequence[float] | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[Resolution]:
    """Resolve all names of a document together.

    Parameters
    ----------
    names : sequence of (surface, kind hint, country hint)
        Each name as written, the kind that the text tells or None, the ISO alpha-3 code of the
        country that the text tells or None. A name may stand several times.
    context : sequence of str
        Further names that tell where the document plays, not resolved themselves.
    weights : sequence of float, optional
        What each name tells of where the document plays, between 0 and 1: a government that
        speaks tells less than a town. All tell as much if not given.
    gazetteer : Gazetteer, optional
        Where to look names up; the shipped one if not given.

    Returns
    -------
    list of Resolution
        One per name, in order.

    Examples
    --------
    >>> found = resolve_candidates([("Tripoli", None, None), ("Sidon", None, None),
    ...                             ("Beirut", None, None)])
    >>> [resolution.place.country for resolution in found]
    ['LBN', 'LBN', 'LBN']
    """
    gazetteer = gazetteer or load_gazetteer()
    told = weights or [1.0] * len(names)
    entries = [
        replace(_entry(gazetteer, *name), weight=weight)
        for name, weight in zip(names, told, strict=True)
    ]
    around = [_entry(gazetteer, name, None, None) for name in context]
    everything = [*entries, *around]
    scores = [[rank(c) for c in entry.candidates] for entry in everything]
    # Twice: the first round finds the countries, the second lets them decide the rest.
    for _ in range(2):
        scores = _scored(everything, scores)
    support, _ = _votes(everything, scores)
    return [
        _resolution(name[0], entry, score, support)
        for name, entry, score in zip(names, entries, scores, strict=False)
    ]


def resolve_places(
    names: Iterable[str] | pd.Series,
    context: Sequence[str] | None = None,
    *,
    kinds: Sequence[str | None] | str | None = None,
    gazetteer: Gazetteer | None = None,
) -> pd.DataFrame:
    """Resolve a list or column of place names to places with coordinates.

    Parameters
    ----------
    names : list of str or Series
        Names as written ("Ukraine's Sumy region", "Tripoli"); missing values are allowed.
    context : list of str, optional
        Further names that tell where the names belong ("Lebanon").
    kinds : str or list of str, optional
        Kind of all names, or one per name (None where unknown).
    gazetteer : Gazetteer, optional
        Where to look names up, for instance with the analyst's own places.

    Returns
    -------
    DataFrame
        On the index of `names`: ``place_id``, ``name``, ``kind``, ``country``, ``latitude``,
        ``longitude``, ``confidence``, ``reason``. Unknown names have missing values and a reason.

    Raises
    ------
    GeographyError
        If a kind is none of the guide's, or `kinds` and `names` differ in length.

    Examples
    --------
    >>> table = resolve_places(["Mosul", "Sumy region", "Xyzzyville"])
    >>> table["place_id"].tolist()[:2], table["reason"].iloc[2]
    (['mosul', 'sumy-oblast'], 'no place of this name is known')
    """
    series = names if isinstance(names, pd.Series) else pd.Series(list(names), dtype="object")
    hints = [kinds] * len(series) if isinstance(kinds, str) or kinds is None else list(kinds)
    if len(hints) != len(series):
        raise GeographyError(f"kinds has {len(hints)} entries, names {len(series)}; give as many.")
    for hint in hints:
        if hint is not None and hint not in KINDS:
            raise GeographyError(f"kinds holds {hint!r}; give one of {', '.join(KINDS)}.")
    texts: list[str] = ["" if pd.isna(name) else str(name) for name in series]
    found = resolve_candidates(
        [(text, hint, None) for text, hint in zip(texts, hints, strict=True)],
        context=list(context or ()),
        gazetteer=gazetteer,
    )
    rows = [
        (
            (p.place_id, p.name, p.kind, p.country or None, p.latitude, p.longitude)
            if (p := resolution.place) is not None
            else (None, None, None, None, math.nan, math.nan)
        )
        + (resolution.confidence, resolution.reason)
        for resolution in found
    ]
    columns = ["place_id", "name", "kind", "country", "latitude", "longitude", "confidence",
               "reason"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns, index=series.index)


def _entry(gazetteer: Gazetteer, text: str, kind: str | None, country: str | None) -> _Name:
    """Candidates of a name, narrowed by what its words and the hints tell."""
    if not normalise(text):
        return _Name(Surface(""), ())
    surface = read_surface(text, lambda words: _is_name(gazetteer, words))
    found = gazetteer.lookup(surface.core)
    if not found and surface.kinds:
        found = gazetteer.lookup(surface.core, kind=surface.kinds[0])
    if surface.kinds and "admin2" in surface.kinds:
        found += [p for p in gazetteer.lookup(surface.core, kind="admin2") if p not in found]
    allowed = (kind,) if kind else surface.kinds
    if allowed:
        of_kind = [
            replace(p, prominence=p.prominence - KIND_STEP * allowed.index(p.kind))
            for p in found
            if p.kind in allowed
        ]
        if not of_kind and surface.kinds[:1] in (("water",), ("macro_region",)):
            # A river or plain of a town's name is known only where the town is near.
            found = [replace(p, prominence=p.prominence - 2.0) for p in found]
        found = of_kind or found
    if surface.part and any(p.kind in _WITH_AREA for p in found):
        # "Southern Ukraine": only what has an area has a south.
        found = [p for p in found if p.kind in _WITH_AREA]
    codes = {country} if country else set()
    if surface.within:
        owners = gazetteer.lookup(surface.within)
        codes |= {p.country for p in owners[:1] if p.country}
        divisions = {p.admin1 for p in owners if p.kind == "admin1"}
        found = [p for p in found if p.admin1 in divisions] or found
    if codes:
        found = [p for p in found if p.country in codes] or found
    found = _towns_of_units(found) if not allowed else found
    ranked = sorted(found, key=lambda p: (-rank(p), p.place_id))[:MOST_CANDIDATES]
    return _Name(surface, tuple(ranked))


def _towns_of_units(found: list[Place]) -> list[Place]:
    """Let a bare name mean the town before the unit that is called after it, however spelled.

    "Hama" is the town, though the gazetteer calls it Hamah and its governorate Hama.
    """
    units = {(p.country, p.admin1) for p in found if p.kind == "admin1" and p.match == "official"}
    return [
        replace(p, prominence=p.prominence + STANDING_PENALTY[2] - STANDING_PENALTY[1])
        if p.kind == "city" and p.match == "alternate" and (p.country, p.admin1) in units
        else p
        for p in found
    ]


_WITH_AREA = ("country", "admin1", "macro_region")


def _is_name(gazetteer: Gazetteer, words: str) -> bool:
    key = normalise(words)
    return bool(key) and (
        gazetteer.has_name(key) or (key.startswith("the ") and gazetteer.has_name(key[4:]))
    )


def _chances(scores: list[float]) -> list[float]:
    """Scores as shares that sum to one."""
    if not scores:
        return []
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _votes(
    names: list[_Name], scores: list[list[float]]
) -> tuple[dict[str, dict[str, float]], list[tuple[str, Place]]]:
    """What each name presently tells for each country, and the places that are sure."""
    keys = [normalise(name.surface.core) for name in names]
    support: dict[str, dict[str, float]] = defaultdict(dict)
    anchors: list[tuple[str, Place]] = []
    for key, name, score in zip(keys, names, scores, strict=True):
        chances = _chances(score)
        for candidate, chance in zip(name.candidates, chances, strict=True):
            if candidate.country:
                # One vote per name, however often it stands.
                votes = support[candidate.country]
                votes[key] = max(votes.get(key, 0.0), chance * name.weight)
        if chances and max(chances) > 0.7:
            best = name.candidates[chances.index(max(chances))]
            if best.kind in ("city", "facility", "admin1", "admin2"):
                anchors.append((key, best))
    return support, anchors


def _scored(names: list[_Name], scores: list[list[float]]) -> list[list[float]]:
    """Scores of all candidates, given what the other names presently mean."""
    keys = [normalise(name.surface.core) for name in names]
    support, anchors = _votes(names, scores)
    spoken = {
        (key, candidate.place_id)
        for key, name in zip(keys, names, strict=True)
        if name.surface.kinds
        for candidate in name.candidates[:1]
    }
    return [
        [
            rank(candidate)
            + _bonus(candidate, name.candidates[0], support, anchors, key)
            + (SAME_REGION_BONUS if (key, candidate.place_id) in spoken else 0.0)
            for candidate in name.candidates
        ]
        for key, name in zip(keys, names, strict=True)
    ]


def _bonus(
    candidate: Place,
    first: Place,
    support: dict[str, dict[str, float]],
    anchors: list[tuple[str, Place]],
    key: str,
) -> float:
    """What else is named tells for a candidate; little for a namesake of a well-known place."""
    bonus = _country_bonus(candidate, support, key) + _near_bonus(candidate, anchors, key)
    known = rank(first) >= KNOWN_BY_ITSELF and rank(first) > rank(candidate)
    if known and candidate.kind == "city" and not _is_near(candidate, anchors, key):
        # "Geneva" is no town in Illinois for America's being named.
        least = _country_bonus(first, support, key) + _near_bonus(first, anchors, key)
        return min(bonus, least + NAMESAKE_BONUS)
    return bonus


def _is_near(candidate: Place, anchors: list[tuple[str, Place]], key: str) -> bool:
    """Whether another place that is named lies near a candidate."""
    return any(o != key and distance_km(candidate, a) < NEAR_KM / 2 for o, a in anchors)


def _country_bonus(candidate: Place, support: dict[str, dict[str, float]], key: str) -> float:
    """What the other names in a candidate's country tell for it."""
    if not candidate.country:
        # What lies in several countries agrees with each of them, but proves none.
        votes = [v for named in support.values() for k, v in named.items() if k != key]
        return SHARED_BONUS * (1 - math.exp(-sum(votes) / 1.2))
    others = sum(v for k, v in support.get(candidate.country, {}).items() if k != key)
    return COUNTRY_BONUS * (1 - math.exp(-others / 1.2))


def _near_bonus(candidate: Place, anchors: list[tuple[str, Place]], key: str) -> float:
    """What the nearest other named place and a shared division tell for a candidate."""
    if candidate.kind == "country":
        return 0.0
    # How far a point in the middle of a region lies from a town tells nothing.
    area = candidate.kind in ("admin1", "macro_region")
    bonus = 0.0
    for other, anchor in anchors:
        if other == key:
            continue
        distance = NEAR_KM if area else distance_km(candidate, anchor)
        near = NEAR_BONUS * max(0.0, 1 - distance / NEAR_KM)
        same = candidate.admin1 and candidate.admin1 == anchor.admin1
        bonus = max(bonus, near + (DIVISION_BONUS if same else 0.0))
    return bonus


def _same_spot(one: Place, other: Place) -> bool:
    """Whether two places are one answer as far as the place goes: a town and its region."""
    if "admin1" in (one.kind, other.kind) and one.country == other.country:
        return one.admin1 == other.admin1
    return distance_km(one, other) <= SAME_SPOT_KM


def _out_of_place(
    name: _Name, best: Place, rivals: list[Place], support: dict[str, dict[str, float]]
) -> bool:
    """Whether the text plays elsewhere and the name is a little place's or several places'."""
    if best.kind != "city" or name.surface.within or rank(best) >= WORLD_CITY:
        return False
    key = normalise(name.surface.core)
    told = {
        country: sum(v for k, v in votes.items() if k != key) for country, votes in support.items()
    }
    if told.get(best.country, 0.0) > 0.2 or max(told.values(), default=0.0) < PLAYS_IN:
        return False
    shared = any(p.country != best.country and rank(best) - rank(p) < NAMESAKE_LEAD for p in rivals)
    return rank(best) < LITTLE_TOWN or shared


def _resolution(
    text: str, name: _Name, scores: list[float], support: dict[str, dict[str, float]]
) -> Resolution:
    """The decision for one name."""
    if not text.strip():
        return Resolution(text, None, 0.0, "no name is given")
    if not name.candidates:
        return Resolution(text, None, 0.0, "no place of this name is known")
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], name.candidates[i].place_id))
    ranked = tuple(name.candidates[i] for i in order)
    best = ranked[0]
    # A town and the district around it are one answer as far as the place goes.
    rivals = [i for i in order if not _same_spot(name.candidates[i], best)]
    lead = scores[order[0]] - scores[rivals[0]] if rivals else 4.0
    confidence = 1 / (1 + math.exp(-0.9 * lead))
    if best.match == "alternate":
        confidence *= 0.85
    helped = scores[order[0]] - rank(best) > 1.0 or bool(name.surface.within)
    if rank(best) < KNOWN_BY_ITSELF and not helped:
        confidence *= 0.85 if name.surface.kinds or rank(best) > 4.5 else 0.6
    confidence = round(min(confidence, 0.99), 2)
    if _out_of_place(name, best, [name.candidates[i] for i in rivals], support):
        reason = f"the text names no other place in the country of {best.name} ({best.country})"
        return Resolution(text, None, 0.0, reason, ranked)
    if confidence < LEAST_CONFIDENCE:
        reason = f"several places bear this name and nothing tells them apart ({best.name}, ...)"
        return Resolution(text, None, 0.0, reason, ranked)
    reason = f"{name.surface.offset} of {best.name}" if name.surface.offset else ""
    if name.surface.part:
        if best.kind in _WITH_AREA:
            best = directional_place(best, name.surface.part, name.surface.part_word)
        else:
            reason = f"{name.surface.part} of {best.name}"
    return Resolution(text, best, confidence, reason, ranked)
