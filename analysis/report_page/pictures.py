"""The pictures of the report, in the order that they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analysis.report_page.vector import drawn, width_of

# What each shows, for those who cannot see it.
PICTURES: Final = {
    "trajectory": (
        "How the positions moved",
        "A panel for each issue, a line for each party from source to source.",
    ),
    "positions": ("Where the parties stand", "Matrix of issues and parties; each mark is an act."),
    "gaps": (
        "How far they are apart",
        "Issues from settled to deadlocked, parties on their sides.",
    ),
    "deal": ("What hangs on what", "Terms as boxes; an arrow leads to each that waits."),
    "timeline": ("What happened when, and what is planned", "Events in order of their dates."),
    "map_series": ("Where it was about, source by source", "A small map for each source."),
    "regions_map": ("Where the places are", "Map of the places named, by their part in the story."),
    "claims_map": ("Who wants what of which place", "Map of the places that conditions name."),
    "demands": ("Who asks what of whom", "Bars: the number of demands of each party on another."),
    "acts": ("What each party does with its words", "Bars: the acts of each party, cut by act."),
    "mentions": ("Who is named", "Bars: the share of each party and actor in all namings."),
    "quotes": ("Who gets to speak", "Bars: the share of each speaker in the words quoted."),
}


@dataclass(frozen=True)
class Picture:
    """A figure of the report: an ``svg`` element, its width in points, and words for it."""

    name: str
    title: str
    alt: str
    svg: str
    width: float


def pictures_of(
    figures: Sequence[Path], labels: Mapping[str, str], states: Mapping[str, str]
) -> list[Picture]:
    """Read the pictures; those not in :data:`PICTURES` stand last, by name.

    Parameters
    ----------
    figures
        SVG files.
    labels, states
        What each row says, and what review says of it, by id.

    Raises
    ------
    ReportError
        Where a file is no SVG.
    """
    order = {name: place for place, name in enumerate(PICTURES)}
    shown = []
    for path in sorted(figures, key=lambda p: (order.get(p.stem, len(order)), p.stem)):
        title, alt = PICTURES.get(path.stem, (path.stem.replace("_", " ").capitalize(), ""))
        svg = drawn(path, f"{path.stem}-", labels, states)
        shown.append(Picture(path.stem, title, alt, svg, width_of(path)))
    return shown
