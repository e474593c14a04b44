"""Maps of the places that the reporting names, and of who claims what of them."""

from __future__ import annotations

from analysis.maps.regions import map_regions

__all__ = ["map_regions"]
