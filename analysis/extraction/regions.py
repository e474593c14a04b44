"""The table ``regions``: the places that the text names as places, with their shape and role."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import shapely

from analysis.errors import GeographyError
from analysis.extraction.document import Cast, Document, PlaceFound, Placing
from analysis.extraction.region_events import roles_with_events
from analysis.extraction.region_evidence import Role
from analysis.extraction.region_roles import region_roles
from analysis.geography import place_geometry


def find_regions(
    document: Document,
    placing: Placing,
    cast: Cast | None = None,
    events: Sequence[dict[str, object]] | None = None,
) -> list[dict[str, Any]]:
    """Build the rows of ``regions``.

    Parameters
    ----------
    document
        The parsed text.
    placing
        Its places, see :func:`analysis.extraction.places.find_places`.
    cast
        The actors; tells whose countries the parties and brokers are.
    events
        Rows of ``events``; tell what happened in places of which the words say no more.

    Returns
    -------
    list of dict
        One a place with a literal mention, in text order, without ``row_id``.

    Examples
    --------
    >>> from analysis.articles import read_article
    >>> from analysis.extraction.language import parse
    >>> from analysis.extraction.names import find_names
    >>> from analysis.extraction.places import find_places
    >>> document = parse(read_article(
    ...     "The talks were held in Geneva.", source_id="x", published="2025-01-01"))
    >>> rows = find_regions(document, find_places(document, find_names(document)))
    >>> [(row["region_id"], row["country"], row["region_role"]) for row in rows]
    [('geneva', 'CHE', 'venue')]
    """
    roles = region_roles(document, placing.places, cast)
    roles = roles_with_events(document, placing.places, roles, events or ())
    return [_row(document, place, role) for place, role in zip(placing.places, roles, strict=True)]


def _row(document: Document, place: PlaceFound, role: Role) -> dict[str, Any]:
    literal = [m for m in place.mentions if m.literal]
    first = min(literal)
    return {
        "source_id": document.article.source_id,
        "region_id": place.region_id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "latitude": _number(place.latitude),
        "longitude": _number(place.longitude),
        "region_role": role.role,
        "n_literal": len(literal),
        "n_metonymic": len(place.mentions) - len(literal),
        "place_id": place.place_id,
        "geometry": _geometry(place),
        "evidence": document.text_of(first.start, first.end),
        "start": first.start,
        "end": first.end,
        "rule": f"{first.rule}{_estimated(place)}; role {role.rule}",
        "confidence": round(min(place.confidence, first.confidence), 2),
    }


def _estimated(place: PlaceFound) -> str:
    unknown = not place.place_id and not math.isnan(place.latitude)
    return "; point estimated from the places around" if unknown else ""


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _geometry(place: PlaceFound) -> shapely.Geometry | None:
    """Give the shape of a place: a point where only its place is known, nothing where not."""
    if math.isnan(place.latitude):
        return None
    try:
        return place_geometry(place.place_id)
    except GeographyError:
        return shapely.Point(place.longitude, place.latitude)
