"""A map to look around in: a page of its own that loads nothing."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from analysis.dossier import Dossier
from analysis.errors import GeographyError, OutputError
from analysis.evidence import row_states, together
from analysis.geography import boundaries
from analysis.maps.projections import Extent, within
from analysis.maps.theatre import asked_extent, merged
from analysis.schema import REGION_ROLES
from analysis.theme import STANDARD, Theme, source_line

if TYPE_CHECKING:
    import folium

AROUND: Final = 1.5  # the ground reaches so many times the extent beyond it, each way
COARSE: Final = 0.002  # of the extent: what shapes are simplified to
VENDOR: Final = files("analysis.maps").joinpath("vendor", "leaflet")
LOADS: Final = re.compile(
    r"<script[^>]+src\s*=|<link[^>]+href\s*=|@import|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE
)


def explore_regions(
    regions: gpd.GeoDataFrame | Dossier,
    *,
    sources: pd.DataFrame | None = None,
    view: boundaries.View = "recognised",
    extent: Sequence[float] | str | None = None,
    tiles: str | None = None,
    theme: Theme = STANDARD,
) -> folium.Map:
    """Give a map to look around in, with what is known of each region at a click.

    Parameters
    ----------
    regions
        The table of regions, or a dossier.
    sources
        The table of sources, for the caption; a dossier brings its own.
    view, extent, theme
        As in :func:`~analysis.maps.map_regions`.
    tiles
        Name of a tile service for the ground, which needs the network. By default the ground is
        drawn from the boundaries that ship with the package.

    Returns
    -------
    folium.Map
        Shown as it is in JupyterLab, :func:`save_offline` writes it to a file; neither needs a
        network, unless ``tiles`` asks for one.

    Raises
    ------
    GeographyError
        Where folium is not installed, or the view or the extent is none that there is.
    """
    try:
        import folium
        import mapclassify  # noqa: F401  (geopandas wants it)
    except ImportError as error:
        raise GeographyError(
            "interactive maps need folium and mapclassify; install the extra: "
            "pip install 'ceasefire-analysis[explore]'."
        ) from error
    boundaries.check_view(view)
    if isinstance(regions, Dossier):
        sources, regions = regions.sources, regions.regions
    page = folium.Map(tiles=tiles, zoom_snap=0.25, attribution_control=tiles is not None)
    # Leaflet stands in the page itself, in a notebook as in a file, and of what folium asks for
    # besides (jQuery, Bootstrap, icons) these maps need nothing.
    page.default_js, page.default_css = [], []
    root: Any = page.get_root()
    root.header.add_child(folium.Element(f"<style>{_sheet()}</style>"))
    root.header.add_child(folium.Element(f"<script>{_script()}</script>"))
    root.html.add_child(folium.Element(_style(theme)))
    if regions.empty or (places := merged(regions, view)).geometry.is_empty.all():
        words = theme.word("no_regions" if regions.empty else "no_coordinates")
        root.html.add_child(folium.Element(f'<div class="about"><b>{words}</b></div>'))
        return page
    wanted = asked_extent(places, extent)
    if tiles is None:
        _add_ground(page, wanted, view, theme)
    located = places[~places.geometry.is_empty].copy()
    located["popup"] = [_popup(row, regions, theme) for row in located.itertuples()]
    located["label"] = [html.escape(str(name)) for name in located["name"]]
    located["colour"] = [theme.roles[role].colour for role in located["region_role"]]
    located["radius"] = [5 + 1.2 * min(int(n), 12) ** 0.5 * 2 for n in located["mentions"]]
    located.geometry = _simplified(_turned(located.geometry, wanted), wanted)
    # Larger shapes lie below smaller ones, points above all.
    located = located.assign(_area=shapely.area(located.geometry.to_numpy()))
    located = located.sort_values("_area", ascending=False)
    for larger in (True, False):
        rows = located[(located["kind"] == "macro_region") == larger]
        if len(rows):
            _add(page, rows[["popup", "label", "colour", "radius", "kind", "geometry"]], larger)
    for row in located[located["kind"] != "macro_region"].itertuples():
        point = shapely.point_on_surface(row.geometry)
        known = not (pd.isna(row.longitude) or pd.isna(row.latitude))
        if known:
            usual = shapely.Point(float(row.longitude), float(row.latitude))
            point = within(usual, _world(wanted)) or point
        where = [point.y, point.x]
        icon = folium.DivIcon(html=f"<span>{row.label}</span>", class_name="name", icon_size=(0, 0))
        folium.Marker(where, icon=icon, interactive=False).add_to(page)
    root.html.add_child(folium.Element(_about(located, sources, view, theme)))
    # The key stands at the right: nothing asked for lies below it.
    page.fit_bounds(
        [[wanted.south, wanted.west], [wanted.north, wanted.east]],
        padding_top_left=(20, 20), padding_bottom_right=(310, 20),
    )  # fmt: skip
    return page


def save_offline(page: folium.Map, path: str | Path) -> Path:
    """Write a map as one HTML file, once it is sure that the file loads nothing.

    Parameters
    ----------
    page
        What :func:`explore_regions` gave.
    path
        The file.

    Returns
    -------
    Path

    Raises
    ------
    GeographyError
        Where the map needs something that is not shipped, such as tiles or a plugin.
    OutputError
        Where the file cannot be written.
    """
    text = page.get_root().render()
    if (left := LOADS.search(text)) or "L.tileLayer(" in text:
        what = text[left.start() : left.start() + 90] if left else "a tile layer"
        raise GeographyError(
            f"this map loads {what!r} from the network, which a file without network cannot; "
            "make it with explore_regions(…, tiles=None) and without plugins."
        )
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}; give another.") from error
    return path


def _script() -> str:
    text = VENDOR.joinpath("leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S+", "", text).replace("</script", "<\\/script")


def _sheet() -> str:
    """Leaflet's style sheet, with its pictures written into it."""
    text = VENDOR.joinpath("leaflet.css").read_text(encoding="utf-8")

    def picture(found: re.Match[str]) -> str:
        data = base64.b64encode(VENDOR.joinpath("images", found.group(1)).read_bytes()).decode()
        return f"url(data:image/png;base64,{data})"

    text = re.sub(r"url\(images/([\w.-]+)\)", picture, text)
    return re.sub(r"behavior:\s*url\(#default#VML\);", "", text)


def _world(wanted: Extent) -> Extent:
    """The whole world, parted opposite to what is asked for."""
    middle = wanted.centre[0]
    return Extent(middle - 180, -85.0, middle + 180, 85.0)


def _turned(shapes: gpd.GeoSeries, wanted: Extent) -> gpd.GeoSeries:
    """Shapes with longitudes that run on over the date line where the map does."""
    if wanted.east <= 180 and wanted.west >= -180:
        return shapes
    turned = [within(shape, _world(wanted)) or shapely.Point() for shape in shapes]
    return gpd.GeoSeries(turned, index=shapes.index, crs=shapes.crs)


def _simplified(shapes: gpd.GeoSeries, wanted: Extent) -> gpd.GeoSeries:
    return shapes.simplify(COARSE * wanted.size)


def _add_ground(page: folium.Map, wanted: Extent, view: boundaries.View, theme: Theme) -> None:
    """Countries, divisions, lakes and disputed areas around the extent."""
    reach = AROUND * max(wanted.size, 2.0)
    window = Extent(wanted.west - reach, max(wanted.south - reach, -85.0),
                    wanted.east + reach, min(wanted.north + reach, 85.0))  # fmt: skip
    if window.east - window.west > 360:
        window = _world(wanted)
    quiet = {"tooltip": False, "popup": False, "highlight": False, "m": page, "legend": False}

    def cut(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        shapes = [within(shape, window) for shape in layer.geometry]
        rows = layer[[layer.geometry.name]].set_geometry(gpd.GeoSeries(shapes, layer.index))
        rows = rows.set_crs("EPSG:4326", allow_override=True)
        rows = rows[rows.geometry.notna() & ~rows.geometry.is_empty]
        rows.geometry = _simplified(rows.geometry, wanted)
        return rows[~rows.geometry.is_empty]

    layers: list[tuple[gpd.GeoDataFrame, dict[str, Any]]] = [
        (boundaries.countries(view),
         {"color": theme.border, "weight": 1.2, "fillColor": theme.land, "fillOpacity": 1}),
        (boundaries.lakes(),
         {"color": theme.water, "weight": 0.6, "fillColor": theme.sea, "fillOpacity": 1}),
        (boundaries.disputed_areas(),
         {"color": theme.disputed, "weight": 1, "dashArray": "3 3", "fillOpacity": 0.06}),
    ]  # fmt: skip
    if wanted.size < 15:
        layers.insert(1, (boundaries.admin1(view),
                          {"color": theme.border, "weight": 0.4, "fillOpacity": 0}))  # fmt: skip
    # Below it all the land of the world, roughly, for what lies far off.
    far = boundaries.land()
    far = far.set_geometry(_turned(far.geometry.simplify(0.15), wanted))
    far[~far.geometry.is_empty & (shapely.area(far.geometry.to_numpy()) > 0.05)].explore(
        style_kwds={"color": theme.border, "weight": 0.5, "fillColor": theme.land,
                    "fillOpacity": 1, "interactive": False}, **quiet)  # fmt: skip
    for layer, look in layers:
        rows = cut(layer)
        if len(rows):
            rows.explore(style_kwds={**look, "interactive": False}, **quiet)


def _add(page: folium.Map, rows: gpd.GeoDataFrame, larger: bool) -> None:
    """Add regions, each in the colour of its part; larger areas as an outline only."""

    def look(feature: dict[str, Any]) -> dict[str, Any]:
        known = feature["properties"]
        line = {"color": known["colour"], "weight": 2, "fillColor": known["colour"]}
        if larger:
            return line | {"weight": 1, "dashArray": "2 4", "fillOpacity": 0.02}
        if feature["geometry"]["type"] == "Point":
            return line | {"radius": known["radius"], "weight": 1.5, "color": "#ffffff",
                           "fillOpacity": 0.95}  # fmt: skip
        return line | {"fillOpacity": 0.12 if known["kind"] == "country" else 0.35}

    rows.explore(
        m=page, legend=False, marker_type="circle_marker", tooltip="label", popup="popup",
        tooltip_kwds={"labels": False}, popup_kwds={"labels": False, "max_width": 340},
        style_kwds={"style_function": look}, highlight=not larger,
    )  # fmt: skip


def _popup(row: Any, regions: gpd.GeoDataFrame, theme: Theme) -> str:
    """What is known of a region; every word of the source is escaped."""
    mine = regions[regions["region_id"] == row.region_id]
    literal, metonymic = int(mine["n_literal"].sum()), int(mine["n_metonymic"].sum())
    quotes = "".join(
        f"<blockquote>{html.escape(str(words))}</blockquote>"
        for words in mine["evidence"].drop_duplicates().head(4)
        if str(words)
    )
    state = together(row.row_ids, row_states(mine))
    reviewed = "" if state == "unreviewed" else f"<br>{theme.label('review_states', state)}"
    return (
        f"<b>{html.escape(str(row.name))}</b> {row.sign}<br>"
        f"{html.escape(theme.label('region_kinds', row.kind))} · "
        f"{html.escape(theme.label('region_roles', row.region_role))}<br>"
        f"named {literal}× as a place, {metonymic}× as its government or people"
        f"{reviewed}{quotes}"
    )


def _style(theme: Theme) -> str:
    return (
        f"<style>.leaflet-container {{background: {theme.sea}; font: 14px sans-serif}}"
        f".about {{position: fixed; z-index: 1000; right: 12px; top: 12px; max-width: 270px; "
        f"background: #ffffffee; color: {theme.text}; border: 1px solid {theme.rule}; "
        "padding: 8px 12px; font: 13px/1.4 sans-serif}"
        ".about i {display: inline-block; width: 12px; height: 12px; border-radius: 6px; "
        "margin-right: 6px}.about small {color: #5f6368}"
        ".name span {position: absolute; left: 9px; top: -8px; white-space: nowrap; "
        "font: bold 12px sans-serif; text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff; "
        "pointer-events: none}"
        "blockquote {margin: 6px 0 0; padding-left: 8px; border-left: 3px solid #ccc}</style>"
    )


def _about(
    places: gpd.GeoDataFrame, sources: pd.DataFrame | None, view: boundaries.View, theme: Theme
) -> str:
    roles = [role for role in REGION_ROLES if role in set(places["region_role"])]
    key = "".join(
        f'<div><i style="background:{theme.roles[role].colour}"></i>'
        f"{html.escape(theme.label('region_roles', role))}</div>"
        for role in roles
    )
    line = source_line(sources)
    said = f"{line}. " if line else ""
    return (
        f'<div class="about"><b>The places named</b>{key}<small>{html.escape(said)}'
        f"Boundaries: {boundaries.SOURCE}, {html.escape(theme.label('views', view))}. "
        "Broken outlines: disputed areas. Click a place.</small></div>"
    )
