from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pytest

from analysis.dossier import concat, from_tables, read_dossier, write_dossier
from analysis.errors import SchemaError, SourceError


def test_a_dossier_comes_back_from_disk_as_it_was(ukraine, tmp_path):
    write_dossier(ukraine, tmp_path)
    back = read_dossier(tmp_path)
    for name, table in ukraine.tables.items():
        left, right = table, back.tables[name]
        if name == "regions":
            assert left.geometry.geom_equals(right.geometry).all()
            left, right = left.drop(columns="geometry"), right.drop(columns="geometry")
        pd.testing.assert_frame_equal(pd.DataFrame(left), pd.DataFrame(right))


def test_writing_leaves_csv_parquet_and_geojson_and_nothing_else(ukraine, tmp_path):
    write_dossier(ukraine, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"regions.geojson"} | {
        f"{table}.{kind}" for table in ukraine.tables for kind in ("csv", "parquet")
    }
    shapes = json.loads((tmp_path / "regions.geojson").read_text(encoding="utf-8"))
    assert len(shapes["features"]) == len(ukraine.regions)
    assert gpd.read_file(tmp_path / "regions.geojson").crs.to_epsg() == 4326


def test_empty_cells_stay_empty_in_csv(ukraine, tmp_path):
    write_dossier(ukraine, tmp_path)
    back = pd.read_csv(tmp_path / "conditions.csv", dtype=str, keep_default_na=False)
    assert back["target"].tolist() == ukraine.conditions["target"].tolist()


def test_dossiers_lie_together_and_come_apart(ukraine, gaza):
    both = concat([ukraine, gaza])
    assert both.source_ids == ["2025-01-16-gaza-ceasefire-deal", "2025-03-18-before-the-call"]
    alone = both.select("2025-01-16-gaza-ceasefire-deal")
    pd.testing.assert_frame_equal(alone.conditions, gaza.conditions)


def test_the_same_source_twice_is_refused(ukraine):
    with pytest.raises(SchemaError):
        concat([ukraine, ukraine])


def test_an_unknown_source_is_refused_with_those_there_are(ukraine):
    with pytest.raises(SourceError, match="it holds: 2025-03-18-before-the-call"):
        ukraine.select("2024-01-01-elsewhere")


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"sources.parquet: there is no such file"):
        read_dossier(tmp_path)


def test_a_holder_who_is_no_actor_is_refused(ukraine):
    conditions = ukraine.conditions.copy()
    conditions.loc[0, "holder"] = "nobody"
    with pytest.raises(SchemaError, match="'nobody', who is no row of 'actors'"):
        from_tables(ukraine.tables | {"conditions": conditions})


def test_all_evidence_is_verbatim(ukraine, gaza):
    for dossier in (ukraine, gaza):
        text = dossier.sources["text"].item()
        for name, table in dossier.tables.items():
            if name != "sources":
                cut = [text[s:e] for s, e in zip(table["start"], table["end"], strict=True)]
                assert table["evidence"].tolist() == cut
