"""A map of the states by where they stand on one issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd
from matplotlib.axes import Axes

from analysis.comparison.frames import with_party
from analysis.errors import SchemaError
from analysis.evidence import evidence_link, review_notes, row_states, signed
from analysis.geography import boundaries
from analysis.geography.geometry import representative_point
from analysis.maps.basemap import (
    draw_disputed,
    draw_ground,
    draw_scale,
    fill,
    hatched,
    name_neighbours,
    stroke,
)
from analysis.maps.claims import banded
from analysis.maps.column import Line, column_height, draw_column
from analysis.maps.names import Name, Sign, write_names
from analysis.maps.page import MAP_WIDTH, begin, beside, caption_of, entitle, new_axes, paper_of
from analysis.maps.parties import state_of
from analysis.maps.projections import WORLD_WIDE, frame_of
from analysis.maps.regions import visible
from analysis.maps.theatre import asked_extent
from analysis.schema import ACTS, GROUP_OF_ISSUE
from analysis.theme import STANDARD, RoleStyle, Theme, party_names, say_nothing, wrapped

# So that a print in grey tells the acts apart, too.
HATCHES: Final = {
    "demand": "////", "propose": "----", "pledge": "....", "agree": "", "reject": "xxxx",
    "concede": "\\\\\\\\", "withhold": "||||", "raise": "",
}  # fmt: skip


def map_stances(
    conditions: pd.DataFrame,
    issue: str,
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    view: boundaries.View = "recognised",
    extent: Sequence[float] | str | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw the states of the parties by their acts on one issue.

    Parameters
    ----------
    conditions
        The table of conditions.
    issue
        A code of the coding guide, such as ``peacekeeping``.
    actors
        The table of actors, for the names of the parties.
    sources
        The table of sources, for the caption.
    view, title, ax, theme
        As in :func:`~analysis.maps.map_regions`.
    extent
        ``None`` for all states that take a stance, the id of a party, or west, south, east,
        north in degrees.

    Returns
    -------
    Axes
        A state with several acts is banded in their colours; parties that are no state, and
        states off the map, are listed beside it with their acts.

    Raises
    ------
    SchemaError
        Where the issue is no code of the guide.
    GeographyError
        Where the view or the extent is none that there is.

    Examples
    --------
    >>> from analysis import schema
    >>> map_stances(schema.empty("conditions"), "recognition").texts[0].get_text()
    'No party takes a stance on recognition.'
    """
    boundaries.check_view(view)
    if issue not in GROUP_OF_ISSUE:
        raise SchemaError(
            f"the issue is '{issue}', which the coding guide does not have; give one of: "
            f"{', '.join(GROUP_OF_ISSUE)}."
        )
    rows = conditions[conditions["issue"] == issue]
    subject = theme.label("issues", issue)
    if rows.empty:
        words = f"No party takes a stance on {subject[:1].lower()}{subject[1:]}."
        return say_nothing(ax, words, theme)
    rows = with_party(rows)
    acts = {
        str(party): [act for act in ACTS if act in set(group["act"])]
        for party, group in rows.groupby("party", sort=False)
    }
    said = party_names(actors, list(acts))
    places = _states(acts, said, view)
    title = title or f"{subject}: where the parties stand"
    states = row_states(conditions)
    behind = {str(p): "|".join(mine["row_id"]) for p, mine in rows.groupby("party", sort=False)}
    notes = review_notes(behind.values(), states, theme)
    caption = caption_of(sources, " ".join([_counted(rows), *notes]), view, theme)
    if places.empty:
        words = f"No state takes a stance on {subject[:1].lower()}{subject[1:]}: it is left to "
        return say_nothing(ax, words + ", ".join(said.values()) + ".", theme)
    wanted = asked_extent(places, extent if extent is not None else "all")
    frame = frame_of(wanted)
    there = set(visible(places, frame)["region_id"])
    lines = _lines(rows, acts, said, there, states, theme, coded=frame.width > WORLD_WIDE)
    if ax is None:
        height = max(MAP_WIDTH / (frame.width / frame.height), column_height(lines, frame))
        if frame.width > WORLD_WIDE:  # The world has one shape; a long column hangs below it.
            height = MAP_WIDTH / (frame.width / frame.height)
        else:
            frame = frame_of(wanted, aspect=MAP_WIDTH / height)
        ax = new_axes(height, theme, caption)
    else:
        box = ax.get_window_extent()
        frame = frame_of(wanted, aspect=box.width / box.height)
    seen = visible(places, frame)
    there = set(seen["region_id"])
    lines = _lines(rows, acts, said, there, states, theme, coded=frame.width > WORLD_WIDE)
    begin(ax, frame, theme)
    countries = draw_ground(ax, frame, view, theme)
    for row in seen.itertuples():
        link = evidence_link(behind[str(row.region_id)])
        _draw_state(ax, row, acts[str(row.region_id)], link, theme)
    draw_disputed(ax, frame, theme)
    scale = draw_scale(ax, frame, theme, marks=seen["anchor"].tolist())
    # On a map of the world a name in full would stand over another continent: codes stand there,
    # and the column beside gives them with the names.
    whole = frame.width > WORLD_WIDE
    names = [
        Name(
            words=str(row.country) if whole else wrapped(str(row.name).upper(), 16),
            letters=theme.letters(0.75 if whole else 0.9, weight="bold"),
            gid=f"stance {row.region_id}", anchor=row.anchor, clear=0.0,
            weight=float(row.geometry.area), inside=True,
            signs=_signs(acts[str(row.region_id)], theme),
            link=evidence_link(behind[str(row.region_id)]),
        )
        for row in seen.itertuples()
    ]  # fmt: skip
    taken, _ = write_names(ax, paper_of(ax, frame), names, [scale], theme)
    name_neighbours(ax, frame, countries, [*taken, scale], seen["country"].tolist(), theme)
    draw_column(beside(ax, column_height(lines, frame)), lines, frame, theme)
    entitle(ax, title, caption, theme)
    return ax


def _counted(rows: pd.DataFrame) -> str:
    n = rows[["party", "act", "statement"]].drop_duplicates().shape[0]
    parties = rows["party"].nunique()
    return (
        f"{n} {'condition' if n == 1 else 'conditions'} of {parties} "
        f"{'party' if parties == 1 else 'parties'}."
    )


def _states(
    acts: dict[str, list[str]], said: dict[str, str], view: boundaries.View
) -> gpd.GeoDataFrame:
    """The parties that are states, in the columns of the merged regions."""
    drawn = boundaries.countries(view).set_index("iso3").geometry
    records = []
    for party in acts:
        code = state_of(party)
        shape = drawn.get(code)
        if shape is None:
            continue
        longitude, latitude = representative_point(shape)
        records.append({
            "region_id": party, "name": said[party], "kind": "country", "country": code,
            "region_role": "party", "mentions": 1, "latitude": latitude, "longitude": longitude,
            "geometry": shape,
        })  # fmt: skip
    if not records:
        return gpd.GeoDataFrame({"region_id": []}, geometry=[], crs="EPSG:4326")
    return gpd.GeoDataFrame(records, geometry="geometry", crs="EPSG:4326")


def _draw_state(ax: Axes, row: Any, acts: Sequence[str], link: str | None, theme: Theme) -> None:
    gid = f"state {row.region_id}"
    for act, part in zip(acts, banded(row.geometry, len(acts)), strict=True):
        style = theme.acts[act]
        fill(ax, part, facecolor=style.colour, alpha=0.75, lw=0, zorder=2.1, gid=f"{gid} {act}",
             url=link)  # fmt: skip
        if HATCHES[act]:
            hatched(ax, part, style.ink, HATCHES[act], strength=0.3, zorder=2.15)
    stroke(ax, row.geometry, color=theme.text, lw=0.7, zorder=3.1)


def _signs(acts: Sequence[str], theme: Theme) -> list[Sign]:
    return [
        Sign(theme.acts[act].colour, theme.acts[act].mark, theme.acts[act].ink, gid=f"sign {act}")
        for act in acts
    ]


def _lines(
    rows: pd.DataFrame,
    acts: dict[str, list[str]],
    said: dict[str, str],
    seen: set[str],
    states: dict[str, str],
    theme: Theme,
    *,
    coded: bool = False,
) -> list[Line]:
    lines = [Line("Act", heading=True)]
    for act in (act for act in ACTS if act in set(rows["act"])):
        swatch = RoleStyle(theme.acts[act].colour, HATCHES[act], "s")
        lines.append(Line(theme.label("acts", act), swatch=swatch, signs=_signs([act], theme)))
    aside = {
        "No state": [party for party in acts if not state_of(party)],
        "Not on this map": [party for party in acts if state_of(party) and party not in seen],
    }
    for heading, parties in aside.items():
        if parties:
            lines.append(Line(heading, heading=True))
            lines += [Line(said[p], signs=_signs(acts[p], theme)) for p in parties]
    lines.append(Line("What they say", heading=True))
    for party in acts:
        mine = rows[rows["party"] == party].drop_duplicates(["act", "statement"])
        code = state_of(party) if coded else ""
        lines.append(Line(f"{said[party]} ({code})" if code else said[party], strong=True))
        shown = mine.head(4)
        lines += [
            Line(signed(str(row.statement), str(row.row_id), states),
                 signs=_signs([str(row.act)], theme), link=evidence_link(str(row.row_id)))
            for row in shown.itertuples()
        ]  # fmt: skip
        if len(mine) > len(shown):
            lines.append(Line(f"… and {len(mine) - len(shown)} more"))
    return lines
