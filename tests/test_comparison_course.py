from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from gold_dossier import condition, gold_dossier

from analysis import act_order, changes, schema, trajectory
from analysis.dossier import Dossier, concat, from_tables
from analysis.errors import SchemaError, SourceError

SERIES = (
    "2025-03-18-before-the-call", "2025-03-19-after-the-call", "2025-06-03-istanbul-memoranda",
    "2025-08-19-after-alaska-and-washington", "2025-11-24-two-peace-plans",
)  # fmt: skip


def source(source_id: str, published: str, *rows: dict) -> Dossier:
    """A dossier of one source with these conditions."""
    tables = {name: schema.empty(name) for name in schema.TABLES}
    facts = dict.fromkeys(schema.columns("sources"), "") | {
        "source_id": source_id, "published": published, "outlet": f"{source_id} wire",
        "characters": 100, "sha256": "0" * 64, "text": "x" * 100,
    }  # fmt: skip
    tables["sources"] = pd.DataFrame([facts])
    held = [
        row | {"source_id": source_id, "start": 10 * n, "end": 10 * n + 4}
        for n, row in enumerate(rows)
    ]
    tables["conditions"] = schema.from_records("conditions", held)
    actors = [
        {"source_id": source_id, "actor_id": holder, "name": holder.title(), "kind": "government",
         "role": "", "party": holder, "process_role": "", "n_mentions": 1, "evidence": "word",
         "start": 0, "end": 4, "rule": "test", "confidence": 1.0}
        for holder in dict.fromkeys(row["holder"] for row in held)
    ]  # fmt: skip
    tables["actors"] = schema.from_records("actors", actors)
    return from_tables(tables)


FIRST = source(
    "first", "2031-02-01",
    condition("highlands", "withhold", "ceasefire"),
    condition("lowlands", "propose", "ceasefire"),
)  # fmt: skip
SECOND = source("second", "2031-02-05", condition("lowlands", "agree", "ceasefire"))
THIRD = source(
    "third", "2031-03-01",
    condition("highlands", "reject", "ceasefire", status="refused"),
    condition("highlands", "reject", "ceasefire", status="refused"),
    condition("highlands", "demand", "ceasefire"),
    condition("lowlands", "agree", "ceasefire", status="agreed"),
)  # fmt: skip


def test_a_party_is_compared_with_the_last_source_in_which_it_spoke_to_the_issue() -> None:
    found = trajectory([FIRST, SECOND, THIRD])
    columns = ["published", "party", "act", "position", "change", "n"]
    assert found[columns].to_numpy().tolist() == [
        ["2031-02-01", "highlands", "withhold", -0.5, "", 1],
        ["2031-02-01", "lowlands", "propose", 0.5, "", 1],
        ["2031-02-05", "lowlands", "agree", 0.75, "softened", 1],
        ["2031-03-01", "highlands", "reject", -1.0, "hardened", 3],
        ["2031-03-01", "lowlands", "agree", 0.75, "met", 1],
    ]
    assert found["acts"].tolist()[3] == "demand|reject"


def test_sources_are_put_in_order_of_publication() -> None:
    assert trajectory([THIRD, FIRST, SECOND]).equals(trajectory([FIRST, SECOND, THIRD]))
    assert trajectory(concat([THIRD, FIRST, SECOND])).equals(trajectory([FIRST, SECOND, THIRD]))


def test_of_acts_as_frequent_the_firmest_prevails() -> None:
    agreed = condition("coast", "agree", "talks")
    refused = condition("coast", "reject", "talks")
    both = source("both", "2031-02-01", agreed, refused, condition("coast", "raise", "talks"))
    assert trajectory(both)["act"].tolist() == ["reject"]
    often = source("often", "2031-02-01", agreed, refused, agreed)
    assert trajectory(often)["act"].tolist() == ["agree"]


def test_what_is_suspended_stands_where_nobody_takes_a_side() -> None:
    row = condition("coast", "demand", "talks", status="suspended")
    dropped = source("dropped", "2031-02-01", row)
    assert trajectory(dropped)[["act", "position"]].to_numpy().tolist() == [["demand", 0.0]]


def test_another_order_gives_other_positions() -> None:
    order = act_order().replace({"position": {-0.5: -0.25}})
    assert trajectory(FIRST, order=order)["position"].tolist() == [-0.25, 0.5]


def test_a_source_without_a_date_has_no_place_in_a_series() -> None:
    undated = replace(FIRST, sources=FIRST.sources.assign(published=""))
    with pytest.raises(SourceError, match="the source 'first' has no date of publication"):
        trajectory(undated)


def test_the_same_source_twice_is_refused() -> None:
    with pytest.raises(SchemaError):
        trajectory([FIRST, FIRST])


def test_no_dossier_gives_no_course_with_the_same_columns_and_types() -> None:
    assert len(trajectory([])) == 0
    assert trajectory([]).dtypes.equals(trajectory([FIRST]).dtypes)


def test_moscow_on_the_truce_from_march_to_june() -> None:
    found = trajectory(gold_dossier(name) for name in SERIES)
    mine = found[(found["party"] == "russia") & (found["issue"] == "ceasefire")]
    assert mine[["published", "act", "change"]].to_numpy().tolist() == [
        ["2025-03-18", "withhold", ""],
        ["2025-03-19", "reject", "hardened"],
        ["2025-06-03", "propose", "softened"],
    ]
    theirs = found[(found["party"] == "ukraine") & (found["issue"] == "ceasefire")]
    assert theirs["act"].tolist() == ["agree", "agree", "demand"]


def test_every_condition_of_the_series_stands_in_one_row() -> None:
    dossier = concat(gold_dossier(name) for name in SERIES)
    found = trajectory(dossier)
    assert sorted("|".join(found["row_ids"]).split("|")) == sorted(dossier.conditions["row_id"])
    assert found["n"].sum() == len(dossier.conditions)


def test_in_a_cell_of_one_condition_each_course_and_changes_agree() -> None:
    moved = changes(FIRST, THIRD).set_index("party")["change"]
    course = trajectory([FIRST, THIRD]).query("published == '2031-03-01'").set_index("party")
    assert moved["lowlands"] == course.loc["lowlands", "change"] == "met"
