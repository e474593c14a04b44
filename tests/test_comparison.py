from __future__ import annotations

import pytest
from gold_dossier import UKRAINE, condition, conditions, gold_dossier

from analysis import schema
from analysis.comparison import demand_counts, position_matrix, positions, select, stances
from analysis.errors import SchemaError

ROWS = conditions(
    condition("north", "reject", "withdrawal"),
    condition("north", "demand", "ceasefire", target="south"),
    condition("south", "agree", "ceasefire", status="conditional"),
    condition("south", "agree", "ceasefire", status="agreed"),
    condition("south", "demand", "prisoners", target="north"),
    condition("south", "demand", "prisoners", target="north"),
    condition("south", "demand", "talks"),
)


def test_a_cell_holds_the_distinct_acts_in_the_order_of_the_guide() -> None:
    table = conditions(
        condition("north", "reject", "talks"),
        condition("north", "demand", "talks"),
        condition("north", "reject", "talks"),
    )
    assert position_matrix(table).loc["north", "talks"] == "demand|reject"


def test_issues_stand_in_the_order_of_the_guide_and_the_talkative_party_first() -> None:
    matrix = position_matrix(ROWS)
    assert matrix.columns.tolist() == ["ceasefire", "withdrawal", "prisoners", "talks"]
    assert matrix.index.tolist() == ["south", "north"]
    assert (matrix.index.name, matrix.columns.name) == ("party", "issue")


def test_a_party_silent_on_an_issue_has_an_empty_cell() -> None:
    assert position_matrix(ROWS).loc["north", "talks"] == ""
    assert position_matrix(ROWS, value="n").loc["north", "talks"] == 0


def test_a_matrix_of_counts_counts_conditions_not_acts() -> None:
    counts = position_matrix(ROWS, value="n")
    assert counts.loc["south", "prisoners"] == 2
    assert counts.to_numpy().sum() == len(ROWS)


def test_a_matrix_of_statuses_and_one_of_row_ids_hold_what_they_say() -> None:
    assert position_matrix(ROWS, value="statuses").loc["south", "ceasefire"] == "agreed|conditional"
    ids = position_matrix(ROWS, value="row_ids").loc["south", "ceasefire"].split("|")
    assert set(ids) == set(ROWS.loc[[2, 3], "row_id"])


def test_a_matrix_of_something_else_is_refused_with_what_there_is() -> None:
    with pytest.raises(SchemaError, match="give one of acts, statuses, n, row_ids"):
        position_matrix(ROWS, value="mood")


def test_a_holder_without_a_party_stands_for_itself() -> None:
    table = conditions(condition("", "propose", "ceasefire"))
    assert positions(table)["party"].tolist() == ["mediators"]


def test_stances_part_an_act_by_its_status() -> None:
    mine = stances(ROWS).query("party == 'south' and issue == 'ceasefire'")
    assert mine[["act", "status", "n"]].to_numpy().tolist() == [
        ["agree", "agreed", 1],
        ["agree", "conditional", 1],
    ]


def test_demands_are_counted_by_party_target_and_issue() -> None:
    asked = demand_counts(ROWS)
    assert asked[["party", "target", "issue", "n"]].to_numpy().tolist() == [
        ["south", "north", "prisoners", 2],
        ["north", "south", "ceasefire", 1],
        ["south", "", "talks", 1],
    ]


def test_other_acts_can_count_as_asking() -> None:
    assert demand_counts(ROWS, acts=["reject"])["issue"].tolist() == ["withdrawal"]
    with pytest.raises(SchemaError, match="'beg' is no act"):
        demand_counts(ROWS, acts=["beg"])


def test_every_condition_stands_in_exactly_one_cell() -> None:
    table = gold_dossier(UKRAINE).conditions
    ids = "|".join(positions(table)["row_ids"]).split("|")
    assert sorted(ids) == sorted(table["row_id"])


def test_in_the_dispatch_russia_asks_four_things_of_ukraine() -> None:
    asked = demand_counts(gold_dossier(UKRAINE).conditions)
    mine = asked[(asked["party"] == "russia") & (asked["target"] == "ukraine")]
    assert set(mine["issue"]) == {"mobilisation", "training", "arms_supply", "alliance_membership"}


def test_tables_without_rows_give_tables_without_rows() -> None:
    empty = schema.empty("conditions")
    assert position_matrix(empty).empty
    assert position_matrix(empty, value="n").empty
    assert positions(empty).columns.tolist()[:3] == ["party", "issue", "issue_group"]
    assert len(demand_counts(empty)) == len(stances(empty)) == len(select(empty)) == 0


def test_a_group_stands_for_its_issues_and_an_issue_for_itself() -> None:
    assert set(select(ROWS, issues=["people", "talks"])["issue"]) == {"prisoners", "talks"}
    assert set(select(ROWS, issues=["ceasefire"])["issue"]) == {"ceasefire"}


def test_an_unknown_party_is_told_with_those_there_are() -> None:
    with pytest.raises(SchemaError, match=r"no party 'east'.*the parties are north, south"):
        select(ROWS, parties=["east"])


def test_no_input_is_changed() -> None:
    before = ROWS.copy()
    position_matrix(ROWS)
    demand_counts(ROWS)
    select(ROWS, parties=["north"])
    assert ROWS.equals(before)
