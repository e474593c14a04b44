"""Which regions the conditions name, and a map of who wants what of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from matplotlib.axes import Axes
from shapely.geometry.base import BaseGeometry

from analysis.comparison.frames import with_party
from analysis.evidence import evidence_link, review_notes, row_states, signed
from analysis.geography import boundaries
from analysis.geography.surfaces import kind_words
from analysis.maps.basemap import (
    draw_disputed,
    draw_ground,
    draw_scale,
    fill,
    hatched,
    name_neighbours,
    stroke,
)
from analysis.maps.column import Line, column_height, draw_column
from analysis.maps.names import Name, Sign, write_names
from analysis.maps.page import MAP_WIDTH, begin, beside, caption_of, entitle, new_axes, paper_of
from analysis.maps.parties import party_styles
from analysis.maps.projections import Frame, extent_of, frame_of
from analysis.maps.regions import visible
from analysis.maps.theatre import asked_extent, merged
from analysis.schema import ACTS
from analysis.theme import STANDARD, RoleStyle, Theme, party_names, say_nothing, wrapped

BANDS: Final = 6  # bands of each party's colour across an area that several speak of
LARGER_SHARE: Final = 0.6  # of the picture, up to which a larger area is tinted
SMALL: Final = 15.0  # degrees: a larger area that spans less is a region like others
LINES: Final = 46  # lines of the column; what does not fit is counted
COLUMNS: Final = ("source_id", "region_id", "party", "holder", "act", "issue", "status",
                  "statement", "row_id")  # fmt: skip


def region_claims(
    conditions: pd.DataFrame, regions: gpd.GeoDataFrame, *, mentions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find the regions that conditions name.

    A region is named where one of its mentions as a place lies in the words of the condition, or
    its name stands in the statement ("Donetsk" for Donetsk Oblast). A country's name in a
    statement mostly means its government, so for countries only mentions count.

    Parameters
    ----------
    conditions
        The table of conditions.
    regions
        The table of regions of the same sources.
    mentions
        The table of mentions; without it the words that each region's row rests on are its
        only mention.

    Returns
    -------
    DataFrame
        A row for each condition and region it names: ``source_id``, ``region_id``, ``party``
        (the holder where it speaks for none), ``holder``, ``act``, ``issue``, ``status``,
        ``statement``, ``row_id`` (of the condition).

    Examples
    --------
    >>> from analysis import schema
    >>> region_claims(schema.empty("conditions"), schema.empty("regions")).columns[1]
    'region_id'
    """
    spans = _spans(regions, mentions)
    names = {
        (row.source_id, row.region_id): _pattern(str(row.name), str(row.kind))
        for row in regions.itertuples()
    }
    rows = []
    for condition in with_party(conditions).itertuples():
        first, last = int(str(condition.start)), int(str(condition.end))
        for (source_id, region_id), name in names.items():
            if source_id != condition.source_id:
                continue
            within = any(
                first <= start and end <= last
                for start, end in spans.get((source_id, region_id), ())
            )
            if within or (name is not None and name.search(str(condition.statement))):
                told = [getattr(condition, name) for name in COLUMNS[2:]]
                rows.append([source_id, region_id, *told])
    return pd.DataFrame(rows, columns=list(COLUMNS))


def map_claims(
    conditions: pd.DataFrame,
    regions: gpd.GeoDataFrame,
    *,
    mentions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    issues: Sequence[str] | None = None,
    view: boundaries.View = "recognised",
    extent: Sequence[float] | str | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw the regions that conditions name, by who wants what of them.

    Parameters
    ----------
    conditions, regions, mentions
        As in :func:`region_claims`.
    actors
        The table of actors, for the names of the parties.
    sources
        The table of sources, for the caption.
    issues
        Which issues to show; ``None`` for all.
    view, extent, title, ax, theme
        As in :func:`~analysis.maps.map_regions`.

    Returns
    -------
    Axes
        An area that several parties speak of is banded in their colours. Each tile below a name
        is one party's act: its colour the party, its mark the act.

    Raises
    ------
    GeographyError
        Where the view or the extent is none that there is.
    """
    boundaries.check_view(view)
    found = region_claims(conditions, regions, mentions=mentions)
    if issues is not None:
        found = found[found["issue"].isin(list(issues))]
    places = merged(regions[regions["region_id"].isin(found["region_id"])], view)
    if places.empty or places.geometry.is_empty.all():
        return say_nothing(ax, theme.word("no_claims"), theme)
    styles = party_styles(found["party"].value_counts().index.tolist())
    said = party_names(actors, list(styles))
    # All of them are what the map is about; a country, a sea or a continent only where nothing
    # smaller is spoken of.
    small = [
        kind == "macro_region" and not shape.is_empty and extent_of([shape]).size < SMALL
        for kind, shape in zip(places["kind"], places.geometry, strict=True)
    ]
    kinds = places["kind"].mask(pd.Series(small, index=places.index), "admin1")
    large = kinds.isin(["country", "macro_region", "water"])
    roles = pd.Series("contested", index=places.index).mask(large & ~large.all(), "context")
    wanted = asked_extent(places.assign(region_role=roles, kind=kinds), extent)
    n = found[["party", "act", "issue", "statement"]].drop_duplicates().shape[0]
    counted = f"{n} {'condition' if n == 1 else 'conditions'} on {len(places)} "
    states = row_states(conditions)
    counted = f"{counted}{'place' if len(places) == 1 else 'places'}."
    notes = review_notes(found["row_id"].drop_duplicates(), states, theme)
    caption = caption_of(sources, " ".join([counted, *notes]), view, theme)
    frame = frame_of(wanted)
    lines = _lines(found, places, visible(places, frame), styles, said, states, theme)
    if ax is None:
        height = max(MAP_WIDTH / (frame.width / frame.height), column_height(lines, frame))
        frame = frame_of(wanted, aspect=MAP_WIDTH / height)
        ax = new_axes(height, theme, caption)
    else:
        box = ax.get_window_extent()
        frame = frame_of(wanted, aspect=box.width / box.height)
    seen = visible(places, frame)
    lines = _lines(found, places, seen, styles, said, states, theme)
    begin(ax, frame, theme)
    countries = draw_ground(ax, frame, view, theme)
    by_region = found.groupby("region_id")
    parties = {region: mine["party"].drop_duplicates().tolist() for region, mine in by_region}
    links = {region: evidence_link(mine["row_id"]) for region, mine in by_region}
    areas = seen.assign(_area=seen.geometry.area).sort_values("_area", ascending=False)
    for row in areas.itertuples():
        mine = [styles[party] for party in parties[row.region_id]]
        _draw_claimed(ax, row, mine, links[row.region_id], frame, theme)
    draw_disputed(ax, frame, theme, leave_out=seen["region_id"].tolist())
    scale = draw_scale(ax, frame, theme, marks=seen["anchor"].tolist())
    names = [_name(row, found, styles, theme) for row in seen.itertuples()]
    taken, _ = write_names(ax, paper_of(ax, frame), names, [scale], theme)
    shown = [*seen.loc[seen["kind"] == "country", "country"], *seen["name"]]
    name_neighbours(ax, frame, countries, [*taken, scale], shown, theme,
                    areas=seen.geometry[seen["kind"] != "country"].tolist())  # fmt: skip
    draw_column(beside(ax, column_height(lines, frame)), lines, frame, theme)
    entitle(ax, title or "Who wants what of which place", caption, theme)
    return ax


def _spans(
    regions: gpd.GeoDataFrame, mentions: pd.DataFrame | None
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    if mentions is not None and not mentions.empty:
        ids = set(zip(regions["source_id"], regions["region_id"], strict=True))
        literal = mentions["literal"].map(lambda value: str(value).lower() == "true")
        for row in mentions[literal].itertuples():
            if (row.source_id, row.entity) in ids:
                key = (str(row.source_id), str(row.entity))
                spans.setdefault(key, []).append((int(str(row.start)), int(str(row.end))))
    for row in regions.itertuples():
        spans.setdefault((row.source_id, row.region_id), [(int(row.start), int(row.end))])
    return spans


def _pattern(name: str, kind: str) -> re.Pattern[str] | None:
    """What finds a region's name in a statement; of a division also without its kind word."""
    if kind == "country":
        return None
    words = name.split()
    core = " ".join(words[:-1]) if words[-1].lower() in kind_words() else ""
    if kind not in ("admin1", "admin2", "macro_region") or not core:
        return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    # "Zaporizhzhia plant" is not the region: no word for another kind may follow.
    words_for = {word: kinds for word, kinds in kind_words().items() if kind not in kinds}
    own = {word for word, kinds in kind_words().items() if kind in kinds}
    others = ({word.split()[-1] for word in words_for} | set(words_for)) - own
    after = "|".join(sorted(map(re.escape, others), key=len, reverse=True))
    return re.compile(rf"(?<!\w){re.escape(core)}(?!\w)(?! (?i:{after})(?!\w))")


def _draw_claimed(
    ax: Axes, row: Any, styles: Sequence[RoleStyle], link: str | None, frame: Frame, theme: Theme
) -> None:
    """Fill an area in the colours of those who speak of it, side by side; mark a point."""
    shape: BaseGeometry = row.geometry
    look: dict[str, Any] = {"gid": f"claim {row.region_id}", "url": link}
    if shape.geom_type.endswith("LineString"):
        stroke(ax, shape, color=styles[0].colour, lw=2.4, zorder=3.5, **look)
    elif shape.geom_type.endswith("Polygon") and row.kind != "macro_region":
        strength = 0.18 if row.kind == "country" else 0.42
        for style, part in zip(styles, banded(shape, len(styles)), strict=True):
            fill(ax, part, facecolor=style.colour, alpha=strength, lw=0, zorder=2.1, **look)
            if row.kind == "country":  # A hatch over half the picture would drown the rest.
                continue
            hatched(ax, part, style.colour, style.hatch, strength=strength + 0.2, width=0.6,
                    zorder=2.15)  # fmt: skip
        stroke(ax, shape, color=theme.text, lw=0.9, zorder=3.5)
    elif row.kind == "macro_region":
        if shape.area < LARGER_SHARE * frame.box.area:
            for style, part in zip(styles, banded(shape, len(styles)), strict=True):
                fill(ax, part, facecolor=style.colour, alpha=0.18, lw=0, zorder=2.1, **look)
        stroke(ax, shape, color=theme.muted, lw=1.0, ls=(0, (1, 2)), zorder=3.4, **look)
    else:
        ax.scatter([row.anchor.x], [row.anchor.y], s=26, color=theme.text, edgecolors="white",
                   linewidths=0.8, zorder=6, gid=look["gid"], urls=[link])  # fmt: skip


def banded(shape: BaseGeometry, n: int) -> list[BaseGeometry]:
    """Part a shape into upright bands, taken in turn: one geometry for each of ``n``.

    Examples
    --------
    >>> [part.area for part in banded(shapely.box(0, 0, 12, 1), 2)]
    [6.0, 6.0]
    """
    if n == 1:
        return [shape]
    left, bottom, right, top = shape.bounds
    edges = [left + (right - left) * i / (BANDS * n) for i in range(BANDS * n + 1)]
    bands = [shapely.box(a, bottom, b, top) for a, b in itertools.pairwise(edges)]
    return [shapely.intersection(shape, shapely.union_all(bands[number::n])) for number in range(n)]


def _signs(rows: pd.DataFrame, styles: dict[str, RoleStyle], theme: Theme) -> list[Sign]:
    """One tile for each party's act, in the order of the parties and acts."""
    behind = dict(rows.groupby(["party", "act"])["row_id"].agg("|".join))
    pairs = [(party, act) for party in styles for act in ACTS if (party, act) in behind]
    return [Sign(styles[party].colour, theme.acts[act].mark, "#ffffff", gid=f"sign {party} {act}",
                 link=evidence_link(behind[party, act])) for party, act in pairs]  # fmt: skip


def _name(row: Any, found: pd.DataFrame, styles: dict[str, RoleStyle], theme: Theme) -> Name:
    mine = found[found["region_id"] == row.region_id]
    loose = row.kind in ("macro_region", "water")
    area = row.geometry.geom_type.endswith("Polygon")
    return Name(
        words=wrapped(str(row.name).upper() if row.kind == "country" else str(row.name), 18),
        letters=theme.letters(0.95, weight="normal" if loose else "bold",
                              style="italic" if loose else "normal"),
        gid=f"region {row.region_id}", anchor=row.anchor, clear=0.0 if area else 4.0,
        weight=float(len(mine)), inside=area, leader=row.kind != "macro_region",
        signs=_signs(mine, styles, theme), link=evidence_link(mine["row_id"]),
    )  # fmt: skip


def _lines(
    found: pd.DataFrame,
    places: gpd.GeoDataFrame,
    seen: gpd.GeoDataFrame,
    styles: dict[str, RoleStyle],
    said: dict[str, str],
    states: dict[str, str],
    theme: Theme,
) -> list[Line]:
    """The key: parties, acts, and what each says of each place; first the places on the map."""
    lines = [Line("Party", heading=True)]
    lines += [Line(said[party], swatch=style) for party, style in styles.items()]
    lines.append(Line("Act, in the colour of the party", heading=True))
    acts = [act for act in ACTS if act in set(found["act"])]
    lines += [Line(theme.label("acts", act), signs=[Sign(theme.muted, theme.acts[act].mark,
                                                         "#ffffff")]) for act in acts]  # fmt: skip
    lines.append(Line("What is said of each place", heading=True))
    names = dict(zip(places["region_id"], places["name"], strict=True))
    shown = set(seen["region_id"])
    left = 0
    told: dict[tuple[Any, ...], list[str]] = {}
    order = sorted(names, key=lambda region: (region not in shown, names[region]))
    for region in order:
        rows = found[found["region_id"] == region]
        kinds = rows[["party", "act", "statement", "row_id"]].drop_duplicates()
        told.setdefault(tuple(sorted(kinds.itertuples(index=False, name=None))), []).append(region)
    for what, where in told.items():
        off = "" if where[0] in shown else " (not on this map)"
        block = [Line(", ".join(names[region] for region in where) + off, strong=True)]
        shared: dict[tuple[str, str], dict[str, list[str]]] = {}
        for party, act, statement, row_id in what:
            shared.setdefault((act, statement), {}).setdefault(party, []).append(row_id)
        block += [
            Line(signed(f"{', '.join(said[party] for party in behind)}: {statement}",
                        [i for ids in behind.values() for i in ids], states),
                 link=evidence_link([i for ids in behind.values() for i in ids]),
                 signs=[Sign(styles[party].colour, theme.acts[act].mark, "#ffffff",
                             link=evidence_link(ids)) for party, ids in behind.items()])
            for (act, statement), behind in shared.items()
        ]  # fmt: skip
        if sum(map(_height, [*lines, *block])) > LINES:
            left += len(what)
        else:
            lines += block
    if left:
        lines.append(Line(f"… and {left} more, in the table of claims"))
    return lines


def _height(line: Line) -> int:
    return 1 + len(line.words) // 38
