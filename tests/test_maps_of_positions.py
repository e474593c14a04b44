from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import shapely
from drawn import assert_labels_of_map_apart
from gold_dossier import GAZA, ROOT, UKRAINE, _columns, condition, gold_dossier, region
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from analysis import schema
from analysis.errors import GeographyError, SchemaError
from analysis.maps import (
    explore_regions,
    map_claims,
    map_series,
    map_stances,
    region_claims,
    save_offline,
)
from analysis.maps.explore import LOADS
from analysis.maps.parties import party_styles
from analysis.maps.theatre import asked_extent, common_extent, merged
from analysis.theme import STANDARD

SHIPPED = sorted(path.stem for path in (ROOT / "data/raw").glob("*.md"))
WORDS = "<img src=x onerror=alert(2)> & more"
OBLAST = {"kind": "admin1", "country": "UKR"}


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def conditions(*rows: dict[str, object]) -> pd.DataFrame:
    return schema.from_records("conditions", rows)


def regions(*rows: dict[str, object]) -> pd.DataFrame:
    return schema.from_records("regions", rows)


def column(ax: Axes) -> str:
    return " ".join(
        text.get_text().replace("\n", " ") for inset in ax.child_axes for text in inset.texts
    )


def signs(ax: Axes) -> set[str]:
    return {str(p.get_gid()) for p in ax.patches if str(p.get_gid()).startswith("sign ")}


def test_a_condition_names_a_region_by_its_statement_or_by_a_mention_in_its_words() -> None:
    table = conditions(
        condition("russia", "demand", "withdrawal", statement="troops leave Kherson", start=100),
        condition("ukraine", "reject", "territory", statement="the region is given up", start=200),
        condition("ukraine", "demand", "talks", statement="talks go on", start=300),
    )
    places = regions(
        region("Kherson Oblast", 33.5, 46.6, start=10, end=14, **OBLAST),
        region("Sumy Oblast", 34, 51, start=20, end=24, **OBLAST),
    )
    mention = {"source_id": "note", "entity": "sumy-oblast", "text": "Sumy", "form": "name",
               "literal": True, "start": 200, "end": 204, "evidence": "Sumy",
               "rule": "test", "confidence": 1.0}  # fmt: skip
    mentions = schema.from_records("mentions", [_columns("mentions", mention)])
    found = region_claims(table, places, mentions=mentions)
    assert list(zip(found["region_id"], found["party"], found["act"], strict=True)) == [
        ("kherson-oblast", "russia", "demand"),
        ("sumy-oblast", "ukraine", "reject"),
    ]


def test_a_plant_of_the_same_name_is_not_the_oblast_and_a_government_is_not_its_country() -> None:
    table = conditions(
        condition("iran", "demand", "energy", statement="the Bushehr plant is left alone"),
        condition("iran", "demand", "sanctions", statement="Iran may sell oil", start=50),
    )
    places = regions(
        region("Bushehr Province", 51, 28.9, kind="admin1", country="IRN", start=900, end=904),
        region("Iran", 53, 32, kind="country", country="IRN", start=910, end=914),
    )
    assert region_claims(table, places).empty


def test_conditions_of_another_source_do_not_name_a_region_of_this_one() -> None:
    table = conditions(
        condition("m23", "demand", "withdrawal", statement="troops leave Goma", source_id="other")
    )
    assert region_claims(table, regions(region("Goma", 29.2, -1.7, start=900, end=904))).empty


def test_competing_claims_stand_side_by_side_in_the_colours_of_the_parties() -> None:
    table = conditions(
        condition("guyana", "reject", "territory", statement="Essequibo Region is given up"),
        condition("venezuela", "demand", "territory", start=50,
                  statement="Essequibo Region is handed over"),
    )  # fmt: skip
    area = region("Essequibo Region", -59, 5.5, kind="admin1", country="GUY", start=900, end=904,
                  geometry=shapely.box(-60, 4, -58, 7))  # fmt: skip
    ax = map_claims(table, regions(area))
    styles = party_styles(["guyana", "venezuela"])
    bands = [p for p in ax.patches if p.get_gid() == "claim essequibo-region"]
    assert {to_hex(p.get_facecolor()) for p in bands} == {s.colour for s in styles.values()}
    assert signs(ax) == {"sign guyana reject", "sign venezuela demand"}
    hatches = {p.get_hatch() for p in ax.patches if p.get_hatch()}
    assert {style.hatch for style in styles.values()} <= hatches
    assert "Venezuela: Essequibo Region is handed over" in column(ax)


@pytest.mark.parametrize("source_id", SHIPPED)
def test_no_two_labels_of_a_map_of_claims_overlap(source_id: str) -> None:
    d = gold_dossier(source_id)
    assert_labels_of_map_apart(map_claims(d.conditions, d.regions, actors=d.actors))


def test_only_the_issues_asked_for_are_mapped() -> None:
    d = gold_dossier(GAZA)
    ax = map_claims(d.conditions, d.regions, issues=["access"])
    named = {t.get_text() for t in ax.texts if str(t.get_gid()).startswith("region ")}
    assert named == {"Rafah Crossing"}
    nothing = map_claims(d.conditions, d.regions, issues=["mobilisation"])
    assert "No condition names a region" in nothing.texts[0].get_text()


def test_states_are_filled_by_their_acts_and_groups_are_listed_beside() -> None:
    table = conditions(
        condition("qatar", "propose", "ceasefire", statement="a truce of 40 days"),
        condition("israel", "reject", "ceasefire", statement="a truce of 40 days", start=50),
        condition("israel", "agree", "ceasefire", statement="a truce of a week", start=100),
        condition("hamas", "agree", "ceasefire", statement="a truce of 40 days", start=150),
        condition("egypt", "agree", "talks", start=200),
    )
    ax = map_stances(table, "ceasefire")
    drawn = {str(p.get_gid()): to_hex(p.get_facecolor()) for p in ax.patches
             if str(p.get_gid()).startswith("state ")}  # fmt: skip
    assert drawn == {
        "state qatar propose": STANDARD.acts["propose"].colour,
        "state israel agree": STANDARD.acts["agree"].colour,
        "state israel reject": STANDARD.acts["reject"].colour,
    }
    assert "NO STATE Hamas" in re.sub(r" [✓✗+]", "", column(ax))
    assert_labels_of_map_apart(ax)


@pytest.mark.parametrize(
    ("source_id", "issue"), [(UKRAINE, "peacekeeping"), (UKRAINE, "ceasefire"), (GAZA, "ceasefire")]
)
def test_no_two_labels_of_a_map_of_stances_overlap(source_id: str, issue: str) -> None:
    d = gold_dossier(source_id)
    assert_labels_of_map_apart(map_stances(d.conditions, issue, actors=d.actors))


def test_an_unknown_issue_is_told_with_those_there_are() -> None:
    with pytest.raises(SchemaError, match=r"'peace'.*peacekeeping"):
        map_stances(schema.empty("conditions"), "peace")


def test_an_issue_that_only_groups_speak_of_names_them() -> None:
    ax = map_stances(conditions(condition("hamas", "agree", "prisoners")), "prisoners")
    assert "No state takes a stance on prisoners" in ax.texts[0].get_text().replace("\n", " ")
    assert "Hamas" in ax.texts[0].get_text()


def test_a_series_has_one_extent_one_key_and_dates_as_titles() -> None:
    ids = [source_id for source_id in SHIPPED if source_id != GAZA][:3]
    axes = map_series([gold_dossier(source_id) for source_id in reversed(ids)])
    assert [ax.get_title(loc="left") for ax in axes] == [
        "18 March 2025", "19 March 2025", "3 June 2025",
    ]  # fmt: skip
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1
    assert sum(len(ax.child_axes) for ax in axes) == 1
    for ax in axes:
        assert_labels_of_map_apart(ax)


def test_the_page_to_explore_loads_nothing_and_holds_each_region(tmp_path: Path) -> None:
    pytest.importorskip("folium")
    page = save_offline(explore_regions(gold_dossier(GAZA)), tmp_path / "deep" / "map.html")
    text = page.read_text(encoding="utf-8")
    assert LOADS.search(text) is None
    assert not re.search(r"<(?:script|img|iframe)[^>]+src=[\"']?(?!data:)", text.split("L.map(")[1])
    assert "L.version" in text or 'version="1.9.4"' in text or "Leaflet 1.9.4" in text
    for name in ("Gaza Strip", "Philadelphi Corridor", "Rafah Crossing"):
        assert name in text
    assert "recognised by the United Nations" in text


def test_a_map_in_a_notebook_loads_nothing_either() -> None:
    pytest.importorskip("folium")
    shown = html.unescape(explore_regions(gold_dossier(GAZA))._repr_html_())
    assert "L.map(" in shown
    assert "Leaflet 1.9.4" in shown
    assert LOADS.search(shown.split("<iframe", 1)[1].split(">", 1)[1]) is None


def test_words_of_a_source_are_shown_not_run(tmp_path: Path) -> None:
    pytest.importorskip("folium")
    table = regions(
        region("Goma <script>alert(1)</script>", 29.2, -1.7, region_id="goma",
               evidence=WORDS, start=0, end=len(WORDS))
    )  # fmt: skip
    text = save_offline(explore_regions(table), tmp_path / "map.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text and "\\u003cscript\\u003ealert" not in text
    assert "<img src=x" not in text and "\\u003cimg src=x" not in text
    assert "alert(2)" in text


def test_a_map_with_tiles_is_not_written_as_a_file_without_network(tmp_path: Path) -> None:
    pytest.importorskip("folium")
    page = explore_regions(regions(region("Goma", 29.2, -1.7)), tiles="OpenStreetMap")
    with pytest.raises(GeographyError, match="tiles=None"):
        save_offline(page, tmp_path / "map.html")
    assert not (tmp_path / "map.html").exists()


def test_nothing_to_explore_is_said(tmp_path: Path) -> None:
    pytest.importorskip("folium")
    page = save_offline(explore_regions(schema.empty("regions")), tmp_path / "map.html")
    assert "No regions are named." in page.read_text(encoding="utf-8")


def test_without_folium_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "folium", None)
    with pytest.raises(GeographyError, match=r"ceasefire-analysis\[explore\]"):
        explore_regions(regions(region("Goma", 29.2, -1.7)))


def test_a_series_is_laid_around_what_is_named_most_not_around_a_place_far_away() -> None:
    places = merged(
        regions(
            region("Sirte", 16.6, 31.2, n_literal=9),
            region("Tripoli", 13.2, 32.9, n_literal=5),
            region("Odessa", -102.4, 31.8, n_literal=4),
        ),
        "recognised",
    )
    extent = common_extent(places)
    assert extent.west > 10 and extent.east < 20


def test_a_map_of_a_sea_alone_shows_its_coasts() -> None:
    sea = region("Black Sea", 34.4, 43.3, kind="water")
    assert asked_extent(merged(regions(sea), "recognised"), None).size >= 9


def test_places_on_both_sides_of_the_date_line_lie_on_one_map_to_explore() -> None:
    pytest.importorskip("folium")
    page = explore_regions(
        regions(region("Suva", 178.4, -18.1), region("Nukualofa", -175.2, -21.1))
    )
    text = page.get_root().render()
    assert "[178.4, -18.1]" in text and "[184.8, -21.1]" in text
