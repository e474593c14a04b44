from __future__ import annotations

import copy
import json

import pandas as pd
import pytest

from analysis.errors import SourceError
from analysis.evaluation import evaluate, evaluate_folder, read_gold, total

GOLD = {
    "source": {"source_id": "s"},
    "actors": [
        {
            "actor_id": "kamara",
            "name": "Isata Kamara",
            "kind": "person",
            "party": "delta-front",
            "process_role": "belligerent",
        },
        {
            "actor_id": "delta-front",
            "name": "Delta Front",
            "kind": "armed_group",
            "party": "delta-front",
            "process_role": "belligerent",
        },
    ],
    "conditions": [
        {
            "party": "delta-front",
            "act": "demand",
            "issue": "withdrawal",
            "target": "coast-army",
            "status": "open",
            "start": 0,
            "end": 40,
        },
        {
            "party": "delta-front",
            "act": "reject",
            "issue": "territory",
            "target": "",
            "status": "refused",
            "start": 50,
            "end": 90,
        },
    ],
    "regions": [
        {
            "region_id": "sumy-oblast",
            "name": "Sumy Oblast",
            "kind": "admin1",
            "country": "UKR",
            "latitude": 51.0,
            "longitude": 34.0,
            "region_role": "battlefield",
        },
    ],
    "events": [
        {"event_type": "meeting", "date_start": "2024-05-03", "start": 0, "end": 30},
    ],
    "quotes": [{"speaker": "kamara", "start": 100, "end": 140}],
    "place_mentions": [
        {"start": 0, "end": 4, "text": "Sumy", "literal": True},
        {"start": 10, "end": 14, "text": "Kyiv", "literal": False},
    ],
}


def perfect():
    tables = {k: copy.deepcopy(v) for k, v in GOLD.items() if k not in ("source", "place_mentions")}
    return tables | {"mentions": copy.deepcopy(GOLD["place_mentions"])}


def test_tables_equal_to_the_coded_ones_score_one():
    scores = evaluate(perfect(), GOLD)
    assert (scores["f1"] == 1).all()


def test_a_person_is_found_by_surname_and_its_party_through_the_name_of_the_group():
    tables = perfect()
    tables["actors"] = [
        {"actor_id": "k", "name": "Kamara", "kind": "person", "party": "df", "process_role": ""},
        {
            "actor_id": "df",
            "name": "the Delta Front",
            "kind": "armed_group",
            "party": "df",
            "process_role": "belligerent",
        },
    ]
    scores = evaluate(tables, GOLD)
    assert scores.loc["actors", "hits"] == 2
    assert scores.loc["actors.party", "f1"] == 1
    assert scores.loc["actors.process_role", "f1"] == 0.5


def test_a_region_goes_by_its_name_without_the_generic_word_and_must_lie_near():
    tables = perfect()
    tables["regions"][0] |= {"name": "Sumy region", "region_id": "x", "latitude": 53.5}
    scores = evaluate(tables, GOLD)
    assert scores.loc["regions", "f1"] == 1
    assert scores.loc["regions.located", "f1"] == 0


def test_levels_of_a_condition_are_told_apart():
    tables = perfect()
    tables["conditions"][0]["issue"] = "territory"
    tables["conditions"][1]["act"] = "demand"
    tables["conditions"].append(dict(tables["conditions"][1], start=300, end=340))
    scores = evaluate(tables, GOLD)
    assert scores.loc["conditions.party", "hits"] == 2
    assert scores.loc["conditions.issue", "hits"] == 1
    assert scores.loc["conditions.strict", "hits"] == 0
    assert scores.loc["conditions.party", "precision"] == pytest.approx(2 / 3)


def test_metonymy_counts_mentions_that_were_missed_as_wrong():
    tables = perfect()
    tables["mentions"] = [{"start": 10, "end": 14, "literal": "False"}]
    scores = evaluate(tables, GOLD)
    assert scores.loc["places.metonymy", "f1"] == 0.5
    assert scores.loc["places.literal", "recall"] == 0


def test_an_event_of_another_type_is_no_match_and_a_wrong_day_is_counted():
    tables = perfect()
    tables["events"][0]["date_start"] = "2024-05-04"
    assert evaluate(tables, GOLD).loc["events.date", "f1"] == 0
    tables["events"][0]["event_type"] = "call"
    assert evaluate(tables, GOLD).loc["events", "f1"] == 0


def test_nothing_predicted_scores_nothing():
    assert (evaluate({}, GOLD)["hits"] == 0).all()


def test_a_folder_is_scored_by_source_and_in_sum(tmp_path):
    gold, predicted = tmp_path / "gold", tmp_path / "predicted"
    gold.mkdir()
    for name in ("one", "two"):
        folder = predicted / name
        folder.mkdir(parents=True)
        (gold / f"{name}.json").write_text(json.dumps(GOLD | {"source": {"source_id": name}}))
        tables = perfect() if name == "one" else {}
        for table, rows in tables.items():
            pd.DataFrame(rows).to_csv(folder / f"{table}.csv", index=False)
    scores = evaluate_folder(gold, predicted)
    assert scores.loc[("one", "quotes"), "f1"] == 1
    assert scores.loc[("all", "quotes"), "recall"] == 0.5


def test_totals_add_counts_not_ratios():
    parts = [{"quotes": (1, 1, 1)}, {"quotes": (0, 9, 0)}]
    assert total(parts)["quotes"] == (1, 10, 1)


def test_a_file_that_is_no_coded_source_is_named(tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"actors": []}')
    with pytest.raises(SourceError, match=r"the keys conditions, events.* are missing"):
        read_gold(path)


def test_a_coded_source_without_tables_is_named(tmp_path):
    (tmp_path / "s.json").write_text(json.dumps(GOLD))
    with pytest.raises(SourceError, match="no tables for the coded source 's'"):
        evaluate_folder(tmp_path, tmp_path / "none")


def test_the_shipped_codings_are_well_formed(root):
    for path in sorted((root / "data" / "gold").glob("*.json")):
        gold = read_gold(path)
        actors = {a["actor_id"] for a in gold["actors"]}
        used = {c["holder"] for c in gold["conditions"]} | {q["speaker"] for q in gold["quotes"]}
        assert used - {""} <= actors, path.name
