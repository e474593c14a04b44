"""Maps of the places that the reporting names, and of who claims what of them."""

from __future__ import annotations

from analysis.maps.claims import map_claims, region_claims
from analysis.maps.explore import explore_regions, save_offline
from analysis.maps.regions import map_regions
from analysis.maps.series import map_series
from analysis.maps.stances import map_stances

__all__ = [
    "explore_regions",
    "map_claims",
    "map_regions",
    "map_series",
    "map_stances",
    "region_claims",
    "save_offline",
]
