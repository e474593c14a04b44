"""Where an unknown place lies as far as the text tells: in, near or among the places it names.

A hamlet that no gazetteer holds is reported from somewhere: "in Germa, in the Fezzan", "shelling
of Litzlitz" in a sentence on Malekula. Its point is an estimate and marked as one: no ``place_id``,
a low confidence, and the note in ``rule``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from analysis.extraction.document import Document
from analysis.geography import Place, distance_km

_LOCAL: Final = ("city", "facility", "admin1", "admin2", "water", "macro_region")
_POINTS: Final = ("city", "facility", "admin2", "admin1")
# "X, in Y", "X near Y", "X, north of Y", "Y's X"
_RELATED: Final = re.compile(
    r",? ?(?:\([^)]*\) ?)?(?:,|in|at|near|outside|on|off|(?:just |some )?[\w -]{0,24}"
    r"(?:north|south|east|west|outskirts|edge|side|miles|kilometres|kilometers|km)"
    r"(?: of| from)?) (?:the )?(?:[a-z]+ (?:of )?){0,2}"
)
_REACH: Final = 60
# Towns farther from the middle of the text's towns than this are not where it plays.
_CLUSTER_KM: Final = 800.0


@dataclass(frozen=True)
class Located:
    """A place that stands in the text as such, with where it stands."""

    start: int
    end: int
    place: Place


def estimate(
    document: Document, start: int, end: int, located: Sequence[Located]
) -> tuple[Place, float] | None:
    """Give the place that an unknown one is nearest to, by what the text says.

    Parameters
    ----------
    document
        The parsed text.
    start, end
        The unknown name.
    located
        The places of the text that are known.

    Returns
    -------
    tuple of Place and float, or None
        A known place near it, and the chance that it is near enough for a map of the region.
    """
    local = [item for item in located if item.place.kind in _LOCAL]
    if not local:
        return None
    for other in local:
        low, high = min(end, other.end), max(start, other.start)
        if other.start > end and other.start - end < _REACH:
            if _RELATED.fullmatch(document.text[low:high]):
                return other.place, 0.7
    points = [item for item in local if item.place.kind in _POINTS] or local
    home = _home(points)
    sentence = document.token_at(start).sent
    low, high = sentence.start_char, sentence.end_char
    beside = [item for item in points if low <= item.start < high and item.place in home]
    if beside:
        return min(beside, key=lambda item: abs(item.start - start)).place, 0.6
    if not home:
        return None
    middle = _middle(home)
    nearest = min(home, key=lambda p: abs(p.latitude - middle[0]) + abs(p.longitude - middle[1]))
    return nearest, 0.5


def _home(points: Sequence[Located]) -> list[Place]:
    """Give the places of the country that most of the text's places lie in."""
    places = {item.place.place_id: item.place for item in points}
    countries = Counter(p.country for p in places.values() if p.country)
    if not countries:
        return list(places.values())
    country = countries.most_common(1)[0][0]
    own = [p for p in places.values() if p.country == country]
    latitude, longitude = _middle(own)
    centre = Place("", "", "city", latitude=latitude, longitude=longitude)
    return [p for p in own if distance_km(p, centre) < _CLUSTER_KM] or own


def _middle(places: Sequence[Place]) -> tuple[float, float]:
    return median(p.latitude for p in places), median(p.longitude for p in places)
