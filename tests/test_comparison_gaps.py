from __future__ import annotations

import pytest
from gold_dossier import condition, conditions, gold_dossier

from analysis import gaps, schema


def code(*rows):
    table = gaps(conditions(*rows))
    assert len(table) == 1
    return table["code"].iloc[0]


def test_a_truce_that_one_accepts_and_the_other_rejects_is_a_deadlock() -> None:
    rows = (
        condition("rebels", "agree", "ceasefire", statement="a truce for the harvest"),
        condition("junta", "reject", "ceasefire", statement="a truce for the harvest"),
    )
    assert code(*rows) == "deadlocked"


def test_two_that_reject_the_same_thing_stand_on_one_side() -> None:
    rows = (
        condition("rebels", "reject", "peacekeeping", statement="blue helmets enter the delta"),
        condition("junta", "reject", "peacekeeping", statement="a foreign force is sent"),
    )
    table = gaps(conditions(*rows))
    assert table[["code", "opposing", "favouring"]].to_numpy().tolist() == [
        ["one_sided", "junta|rebels", ""]
    ]


def test_who_demands_that_none_be_sent_clashes_with_who_sends() -> None:
    rows = (
        condition("junta", "demand", "arms_supply", statement="drone deliveries cease"),
        condition("neighbour", "pledge", "arms_supply", statement="drones are delivered"),
    )
    assert code(*rows) == "deadlocked"


def test_who_rejects_a_force_and_who_demands_its_absence_do_not_clash() -> None:
    rows = (
        condition("junta", "demand", "peacekeeping", statement="foreign troops are kept out"),
        condition("rebels", "reject", "peacekeeping", statement="foreign troops come"),
    )
    assert code(*rows) == "bridgeable"


@pytest.mark.parametrize(
    ("issue", "expected"), [("withdrawal", "deadlocked"), ("prisoners", "bridgeable")]
)
def test_demands_on_each_other_exclude_or_exchange_by_issue(issue, expected) -> None:
    rows = (
        condition("junta", "demand", issue, target="rebels", statement="the rebels begin"),
        condition("rebels", "demand", issue, target="junta", statement="the army begins"),
    )
    assert code(*rows) == expected


def test_demands_on_a_third_party_do_not_exclude_each_other() -> None:
    rows = (
        condition("junta", "demand", "withdrawal", target="militia", statement="the militia goes"),
        condition("rebels", "demand", "withdrawal", target="junta", statement="the army goes"),
    )
    assert code(*rows) == "bridgeable"


def test_a_concession_opens_demands_that_exclude_each_other() -> None:
    rows = (
        condition("junta", "demand", "withdrawal", target="rebels", statement="rebels leave"),
        condition("rebels", "demand", "withdrawal", target="junta", statement="the army leaves"),
        condition("rebels", "concede", "withdrawal", statement="rebels leave the port"),
    )
    assert code(*rows) == "bridgeable"


def test_an_answer_withheld_leaves_the_gap_bridgeable() -> None:
    rows = (
        condition("junta", "propose", "ceasefire", statement="a truce"),
        condition("rebels", "withhold", "ceasefire", statement="a truce"),
    )
    table = gaps(conditions(*rows))
    assert table.loc[0, ["code", "withholding"]].tolist() == ["bridgeable", "rebels"]


def test_a_refusal_until_something_happens_is_no_deadlock() -> None:
    proposal = condition("mediator", "propose", "governance", statement="elections in May")
    refusal = condition("junta", "reject", "governance", statement="elections")
    waiting = refusal | {"contingent_on": "the census is done"}
    assert code(proposal, refusal) == "deadlocked"
    assert code(proposal, waiting) == "bridgeable"


def test_a_conditional_agreement_is_not_settled_and_an_agreed_one_is() -> None:
    one = condition("junta", "agree", "prisoners", statement="captives go free", status="agreed")
    other = condition("rebels", "agree", "prisoners", statement="captives go free")
    assert code(one, other | {"status": "conditional"}) == "bridgeable"
    assert code(one, other | {"status": "agreed"}) == "settled"


def test_a_proposal_is_settled_by_the_agreed_answer_of_another() -> None:
    proposal = condition("mediator", "propose", "access", statement="the Kasai bridge reopens")
    answer = condition("junta", "agree", "access", status="agreed")
    assert code(proposal, answer | {"statement": "the Kasai bridge is reopened"}) == "settled"
    assert code(proposal, answer | {"statement": "lorries are searched"}) == "bridgeable"


def test_a_pledge_in_force_without_a_second_party_is_settled() -> None:
    assert code(condition("donor", "pledge", "humanitarian", status="agreed")) == "settled"


def test_allies_that_ask_for_the_same_have_one_voice_unless_their_figures_differ() -> None:
    one = condition("east", "demand", "force_limits", statement="the army has 40,000 men")
    same = condition("west", "demand", "force_limits", statement="an army of 40,000 men")
    more = condition("west", "demand", "force_limits", statement="an army of 70,000 men")
    assert code(one, same) == "one_sided"
    assert code(one, more) == "bridgeable"


def test_a_demand_on_one_that_speaks_is_answered() -> None:
    one = condition("east", "demand", "talks", target="west", statement="the envoys meet")
    other = condition("west", "propose", "talks", statement="the envoys meet")
    assert code(one, other) == "bridgeable"


def test_raising_takes_no_side_and_what_is_suspended_no_more() -> None:
    rows = (
        condition("east", "demand", "talks", statement="the envoys meet"),
        condition("west", "raise", "talks", statement="the envoys' rank"),
        condition("north", "reject", "talks", statement="the envoys meet", status="suspended"),
    )
    table = gaps(conditions(*rows))
    assert table.loc[0, ["code", "favouring", "opposing", "n"]].tolist() == [
        "one_sided", "east", "", 3,
    ]  # fmt: skip


def test_a_holder_without_a_party_takes_a_side_of_its_own() -> None:
    table = gaps(conditions(condition("", "propose", "ceasefire")))
    assert table["favouring"].tolist() == ["mediators"]


def test_a_party_can_stand_on_both_sides_of_an_issue() -> None:
    table = gaps(
        conditions(
            condition("junta", "reject", "territory", statement="autonomy for the north"),
            condition("junta", "concede", "territory", statement="a council for the north"),
        )
    )
    assert table.loc[0, ["favouring", "opposing", "code"]].tolist() == [
        "junta", "junta", "one_sided",
    ]  # fmt: skip


def test_issues_stand_in_the_order_of_the_guide_with_all_their_rows() -> None:
    table = conditions(
        condition("east", "demand", "talks"),
        condition("west", "raise", "ceasefire"),
        condition("west", "agree", "talks"),
    )
    found = gaps(table)
    assert found["issue"].tolist() == ["ceasefire", "talks"]
    assert found["row_ids"].tolist() == [
        table["row_id"][1], f"{table['row_id'][0]}|{table['row_id'][2]}",
    ]  # fmt: skip


def test_no_conditions_give_no_gaps_with_the_same_columns_and_types() -> None:
    none, some = (
        gaps(schema.empty("conditions")),
        gaps(conditions(condition("a", "raise", "talks"))),
    )
    assert len(none) == 0
    assert none.dtypes.equals(some.dtypes)


def test_no_input_is_changed_by_the_comparison() -> None:
    table = conditions(condition("", "demand", "talks"))
    before = table.copy()
    gaps(table)
    assert table.equals(before)


def test_after_the_call_the_front_and_the_aid_are_deadlocked_and_the_prisoners_settled() -> None:
    found = gaps(gold_dossier("2025-03-19-after-the-call")).set_index("issue")
    assert found["code"].to_dict() == {
        "ceasefire": "deadlocked",  # Russia rejects what Ukraine endorsed
        "partial_ceasefire": "bridgeable",  # energy, or energy and infrastructure
        "monitoring": "one_sided",
        "end_of_war": "one_sided",
        "mobilisation": "one_sided",
        "arms_supply": "deadlocked",  # to stop what the United States promised
        "intelligence": "deadlocked",
        "prisoners": "settled",
        "talks": "one_sided",
    }
    assert found.loc["ceasefire", ["favouring", "opposing"]].tolist() == ["ukraine", "russia"]


def test_before_the_call_the_truce_was_bridgeable_and_the_guarantees_unanswered() -> None:
    found = gaps(gold_dossier("2025-03-18-before-the-call")).set_index("issue")
    assert found.loc["ceasefire", ["code", "withholding"]].tolist() == ["bridgeable", "russia"]
    assert found.loc["security_guarantees", ["code", "favouring"]].tolist() == [
        "one_sided", "france|ukraine|united-kingdom",
    ]  # fmt: skip
    assert found.loc["resources", "code"] == "settled"


def test_the_two_plans_of_november_part_over_numbers_and_terms() -> None:
    found = gaps(gold_dossier("2025-11-24-two-peace-plans")).set_index("issue")
    bridgeable = found.index[found["code"] == "bridgeable"].tolist()
    assert bridgeable == [
        "end_of_war", "force_limits", "security_guarantees", "alliance_membership",
        "alliance_posture", "reconstruction",
    ]  # fmt: skip
    assert set(found["code"]) == {"bridgeable", "one_sided"}
