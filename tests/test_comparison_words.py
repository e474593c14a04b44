from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook import read_settings, read_table
from analysis.comparison.clauses import names_by_party
from analysis.comparison.order import act_order, read_order
from analysis.comparison.words import direction, directions, likeness, same_figures
from analysis.schema import ACTS, ISSUES


@pytest.mark.parametrize(
    ("issue", "statement", "expected"),
    [
        ("arms_supply", "mortars are shipped to the militia", 1),
        ("arms_supply", "mortar shipments to the militia cease", -1),
        ("arms_supply", "mortar shipments never cease", 1),
        ("training", "no recruits are trained abroad", -1),
        ("alliance_membership", "Georgia stays out of the bloc", -1),
        ("alliance_membership", "Georgia joins the bloc no later than 2030", 1),
        ("sanctions", "the embargo is eased", -1),
        ("sanctions", "the embargo is not lifted", 1),
        ("ceasefire", "the shooting stops", 1),
        ("ceasefire", "the offensive continues", -1),
        ("partial_ceasefire", "no strikes on ports", 1),
        ("talks", "talks about a cease-fire are held", 1),
        ("prisoners", "hostages are no longer taken", 1),  # an issue too various for directions
    ],
)
def test_a_statement_points_for_or_against_the_matter_of_its_issue(
    issue, statement, expected
) -> None:
    assert direction(issue, statement) == expected


def test_every_issue_and_act_has_a_row_with_a_note() -> None:
    assert tuple(directions()) == ISSUES
    assert tuple(sorted(act_order()["act"])) == tuple(sorted(ACTS))
    for name in ("issue_directions", "act_order"):
        assert all(row["note"] for row in read_table(name)), name


def test_the_order_goes_from_refusing_to_insisting_and_acceptance_is_least_firm() -> None:
    order = read_order(None)
    ranked = sorted(ACTS, key=lambda act: order.position[act])
    assert ranked[:5] == ["reject", "withhold", "raise", "concede", "propose"]
    assert ranked[-1] == "demand"
    assert {act for act in ACTS if order.firmness[act] == 0} == {"agree", "pledge"}
    assert {act for act in ACTS if order.commits(act)} == {"agree", "pledge", "concede"}


def test_thresholds_lie_between_none_and_all() -> None:
    numbers = {k: v for k, v in read_settings("comparison")["likeness"].items() if k != "stem"}
    assert all(0 < number < 1 for number in numbers.values())


def test_forms_and_relatives_of_a_word_are_one() -> None:
    assert likeness("Burundian troops withdraw", "the withdrawal of troops from Burundi") == 1
    assert likeness("the bridge", "a ferry") == 0


def test_words_without_content_are_alike_where_they_are_the_same() -> None:
    assert likeness("it", "it") == 1
    assert likeness("it", "that") == likeness("it", "a bridge") == 0


def test_statements_in_other_scripts_are_compared_too() -> None:
    assert likeness("вывод войск", "вывод войск из города") > 0.5
    assert likeness("停火三十天", "停火三十天") == 1


def test_figures_differ_only_where_both_have_some() -> None:
    assert same_figures("1,500 men", "1,500 soldiers")
    assert same_figures("1,500 men", "the men")
    assert not same_figures("1,500 men in 3 camps", "1,500 men")


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_mutual_and_between_nothing_and_all(one, other) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


def test_a_party_is_called_by_its_capital_its_people_and_its_holders() -> None:
    import pandas as pd

    table = pd.DataFrame({"party": ["niger", "farc"], "holder": ["minister-x", "farc"]})
    actors = pd.DataFrame(
        {"actor_id": ["minister-x"], "party": ["niger"], "name": ["Aïcha Moussa"], "kind": "person"}
    )
    names = names_by_party(table, actors)
    assert {("niamey",), ("moussa",), ("aicha", "moussa"), ("minister", "x")} <= names["niger"]
    assert ("niamey",) not in names["farc"]
