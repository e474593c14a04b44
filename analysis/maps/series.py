"""The same ground at several dates: small maps side by side with one key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import geopandas as gpd
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis.dossier import Dossier
from analysis.geography import boundaries
from analysis.maps.key import draw_key, key_height
from analysis.maps.page import GAP, KEY_WIDTH, beside, caption_of
from analysis.maps.projections import frame_of
from analysis.maps.regions import Painted, key_of, paint
from analysis.maps.theatre import asked_extent, common_extent, merged
from analysis.theme import STANDARD, Theme, literal, say_nothing, wrapped

PANEL: Final = 3.7  # inches
BETWEEN: Final = 0.15
TITLE: Final = 0.34
HEAD: Final = 0.4  # inches for the title of the whole
MARKS: Final = 0.55  # area of the marks by that on a map of its own


def map_series(
    dossiers: Dossier | Iterable[Dossier],
    *,
    view: boundaries.View = "recognised",
    extent: Sequence[float] | str | None = None,
    columns: int = 2,
    title: str | None = None,
    theme: Theme = STANDARD,
) -> list[Axes]:
    """Draw the regions of each source on a map of its own: one extent, one key, dates as titles.

    Parameters
    ----------
    dossiers
        One dossier of several sources, or several dossiers.
    view, extent, theme
        As in :func:`~analysis.maps.map_regions`; the extent is that of all sources together.
    columns
        How many maps stand side by side.
    title
        What the picture says; written by default.

    Returns
    -------
    list of Axes
        One for each source, by date; the key hangs on the last map of the first row.

    Examples
    --------
    >>> map_series([])[0].texts[0].get_text()
    'No regions are named.'
    """
    boundaries.check_view(view)
    parts = _by_date([dossiers] if isinstance(dossiers, Dossier) else list(dossiers))
    filled = [part.regions for part in parts if not part.regions.empty]
    if not filled:
        return [say_nothing(None, theme.word("no_regions"), theme)]
    every = gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), crs=filled[0].crs)
    places = merged(every, view)
    if places.geometry.is_empty.all():
        return [say_nothing(None, theme.word("no_coordinates"), theme)]
    across = max(1, min(columns, len(parts)))
    down = -(-len(parts) // across)
    wanted = common_extent(places) if extent is None else asked_extent(places, extent)
    frame = frame_of(wanted, aspect=1.3)
    tall = PANEL / 1.3
    sources = pd.concat([part.sources for part in parts], ignore_index=True)
    caption = caption_of(sources, f"{len(places)} places named in {len(parts)} sources.", view,
                         theme)  # fmt: skip
    # The key is as long as all that any of the maps shows: known only when they are drawn.
    wide = 0.15 + across * (PANEL + BETWEEN) - BETWEEN + GAP + KEY_WIDTH + 0.1
    maps_high = HEAD + down * (tall + TITLE)
    bottom = 0.3 + 0.17 * (caption.count("\n") + 1)
    high = maps_high + bottom
    figure = plt.figure(figsize=(wide, high), facecolor=theme.paper)
    small = replace(theme, size=theme.size * 0.82)
    axes, painted = [], []
    for number, part in enumerate(parts):
        column, row = number % across, number // across
        top = HEAD + row * (tall + TITLE) + TITLE - 0.08
        ax = figure.add_axes(((0.15 + column * (PANEL + BETWEEN)) / wide, 1 - (top + tall) / high,
                              PANEL / wide, tall / high))  # fmt: skip
        here = merged(part.regions, view) if len(part.regions) else places.iloc[:0]
        painted.append(paint(ax, here, frame, view, small, scale=MARKS))
        ax.set_title(literal(_dated(part)), loc="left", pad=4,
                     **theme.letters(1.0, weight="bold"))  # fmt: skip
        axes.append(ax)
    seen = gpd.GeoDataFrame(pd.concat([p.seen for p in painted], ignore_index=True))
    whole = Painted(seen, list(dict.fromkeys(name for p in painted for name in p.disputed)), [])
    key = key_of(places, whole)
    column_ax = beside(axes[across - 1], key_height(key))
    draw_key(column_ax, key, frame, theme, scale=MARKS)
    figure.text(0.15 / wide, 1 - 0.1 / high,
                literal(title or "The places named, dispatch by dispatch"), va="top",
                gid="title", **theme.letters(1.5, weight="bold"))  # fmt: skip
    figure.text(0.15 / wide, (bottom - 0.12) / high, literal(wrapped_lines(caption)), va="top",
                gid="caption", linespacing=1.35,
                **theme.letters(0.82, color=theme.muted))  # fmt: skip
    return axes


def wrapped_lines(words: str) -> str:
    """Keep the lines of a caption as they are, none longer than the maps are wide."""
    return "\n".join(wrapped(line, 140) for line in words.split("\n"))


def _by_date(dossiers: Sequence[Dossier]) -> list[Dossier]:
    parts = [d.select(source_id) for d in dossiers for source_id in d.source_ids]
    return sorted(parts, key=lambda part: str(part.sources["published"].iloc[0]))


def _dated(part: Dossier) -> str:
    day = pd.Timestamp(part.sources["published"].iloc[0])
    n = part.regions["region_id"].nunique()
    return f"{day.day} {day:%B %Y}" + ("" if n else ": no places")
