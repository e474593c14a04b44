"""Reference geography: from a name in a text to a place with its shape.

`load_gazetteer` finds all places of a name, `resolve_places` decides among them, `place_geometry`
draws the one chosen, `countries`, `admin1` and the other layers are what maps are drawn on.
"""

from __future__ import annotations

from analysis.geography.boundaries import (
    admin1,
    countries,
    country_at,
    disputed_areas,
    lakes,
    land,
    rivers,
)
from analysis.geography.gazetteer import Gazetteer, load_gazetteer
from analysis.geography.geometry import (
    directional_place,
    part_of_shape,
    place_geometry,
    representative_point,
)
from analysis.geography.places import Place, read_places
from analysis.geography.resolve import (
    Resolution,
    distance_km,
    resolve_candidates,
    resolve_places,
)
from analysis.geography.spelling import normalise, slug

__all__ = [
    "Gazetteer",
    "Place",
    "Resolution",
    "admin1",
    "countries",
    "country_at",
    "directional_place",
    "disputed_areas",
    "distance_km",
    "lakes",
    "land",
    "load_gazetteer",
    "normalise",
    "part_of_shape",
    "place_geometry",
    "read_places",
    "representative_point",
    "resolve_candidates",
    "resolve_places",
    "rivers",
    "slug",
]
