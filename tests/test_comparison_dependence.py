from __future__ import annotations

import networkx as nx
import pytest
from gold_dossier import GAZA, UKRAINE, condition, conditions, gold_dossier

from analysis import deadlock_cycles, deal_graph, schema, what_blocks, what_unblocks
from analysis.errors import SchemaError


def hanging(party, act, issue, statement, on, **more):
    return condition(party, act, issue, statement=statement, status="conditional",
                     contingent_on=on, **more)  # fmt: skip


def edges(table):
    """Edges as row numbers of the table; text nodes by their name."""
    number = {row_id: n for n, row_id in enumerate(table["row_id"])}
    graph = deal_graph(table)
    return [(number.get(u, u), number[v], rule) for u, v, rule in graph.edges(data="rule")]


def test_a_clause_is_the_row_that_says_the_same_and_the_other_party_comes_first() -> None:
    table = conditions(
        hanging("fleet", "agree", "access", "the strait opens", "the islanders lift the blockade"),
        condition("fleet", "demand", "access", statement="the islanders lift the blockade"),
        condition("islanders", "pledge", "access", statement="lift the blockade of the islanders"),
    )
    assert edges(table) == [(2, 0, "words")]
    assert edges(table[:2]) == [(1, 0, "words")]


def test_a_clause_within_a_longer_row_is_found_from_three_shared_words_on() -> None:
    term = "the marines of the fleet leave the harbour of Port Vell in four stages from 3 May on"
    table = conditions(
        hanging("islanders", "agree", "prisoners", "sailors go free", "the fleet's marines leave"),
        condition("fleet", "agree", "withdrawal", statement=term),
    )
    assert edges(table) == [(1, 0, "words")]
    short = table.assign(contingent_on=["marines leave", ""])
    assert edges(short) == [("text:marines-leave", 0, "text")]


def test_a_mere_answer_is_the_answering_party_on_the_same_issue() -> None:
    table = conditions(
        hanging("kenya", "agree", "ceasefire", "a truce on the lake", "Kampala accepts it too"),
        condition("uganda", "demand", "access", statement="the port reopens"),
        condition("uganda", "withhold", "ceasefire", statement="a halt"),
    )
    assert edges(table) == [(2, 0, "answer")]


def test_nobody_answers_itself() -> None:
    table = conditions(
        hanging("kenya", "agree", "ceasefire", "a truce on the lake", "Nairobi accepts it"),
        condition("kenya", "demand", "ceasefire", statement="a halt to raids"),
    )
    assert edges(table) == [("text:nairobi-accepts-it", 0, "text")]


def test_a_party_that_does_something_else_does_not_merely_answer() -> None:
    table = conditions(
        hanging("kenya", "agree", "ceasefire", "a truce on the lake", "Kampala sinks the barge"),
        condition("uganda", "withhold", "ceasefire", statement="a halt"),
    )
    assert edges(table) == [("text:kampala-sinks-the-barge", 0, "text")]


def test_a_clause_that_turns_a_row_round_is_not_that_row() -> None:
    table = conditions(
        hanging("rebels", "agree", "talks", "a meeting", "arms for the junta stop"),
        condition("patron", "pledge", "arms_supply", statement="arms for the junta"),
    )
    assert edges(table) == [("text:arms-for-the-junta-stop", 0, "text")]


def test_a_link_that_the_table_has_is_kept() -> None:
    table = conditions(
        hanging("east", "agree", "talks", "a meeting", "the snow melts"),
        condition("west", "pledge", "access", statement="the pass is cleared"),
    )
    linked = table.assign(contingent_on_id=[table["row_id"][1], ""])
    assert edges(linked) == [(1, 0, "id")]
    lost = table.assign(contingent_on_id=["c-nowhere", ""])
    assert edges(lost) == [("text:the-snow-melts", 0, "text")]


def test_two_that_agree_to_the_same_hang_on_one_clause_not_on_each_other() -> None:
    table = conditions(
        hanging("east", "agree", "access", "the pass opens", "the pass opens for nurses first"),
        hanging("west", "agree", "access", "the pass opens", "the pass opens for nurses first"),
    )
    node = "text:the-pass-opens-for-nurses-first"
    assert edges(table) == [(node, 0, "text"), (node, 1, "text")]


def test_sources_are_kept_apart() -> None:
    one = hanging("east", "agree", "talks", "a meeting", "the guns fall silent")
    other = one | {"source_id": "other", "party": "north", "holder": "north"}
    graph = deal_graph(conditions(one, other))
    assert {u for u, _ in graph.edges} == {
        "text:the-guns-fall-silent", "text:the-guns-fall-silent-2",
    }  # fmt: skip
    assert nx.number_weakly_connected_components(graph) == 2
    row = condition("south", "pledge", "ceasefire", statement="the guns fall silent")
    elsewhere = conditions(one, row | {"source_id": "other"})
    assert [rule for *_, rule in deal_graph(elsewhere).edges(data="rule")] == ["text"]


LEAVE, FREE = "the north leaves the ridge", "the south frees its pilots"
WAITING = conditions(
    hanging("north", "agree", "withdrawal", LEAVE, "pilots are freed by the south"),
    hanging("south", "agree", "prisoners", FREE, LEAVE),
    hanging("donor", "pledge", "humanitarian", "tents for the ridge", LEAVE),
)


def test_two_that_wait_for_each_other_are_a_cycle() -> None:
    ids = WAITING["row_id"].tolist()
    assert deadlock_cycles(deal_graph(WAITING)) == [ids[:2]]
    assert deadlock_cycles(deal_graph(WAITING[1:2])) == []


def test_what_a_condition_unblocks_comes_with_its_distance() -> None:
    ids = WAITING["row_id"].tolist()
    found = what_unblocks(WAITING, ids[1])
    assert found[["row_id", "depth", "party"]].to_numpy().tolist() == [
        [ids[0], 1, "north"], [ids[2], 2, "donor"],
    ]  # fmt: skip
    assert found["statement"].tolist() == ["the north leaves the ridge", "tents for the ridge"]


def test_what_blocks_a_condition_is_read_the_other_way() -> None:
    ids = WAITING["row_id"].tolist()
    graph = deal_graph(WAITING)
    assert what_blocks(graph, ids[2])["row_id"].tolist() == ids[:2]
    for node in graph:
        for other in what_unblocks(graph, node)["row_id"]:
            assert node in set(what_blocks(graph, other)["row_id"])


def test_an_unknown_row_is_told_with_some_that_there_are() -> None:
    many = conditions(*(condition(f"p{n}", "raise", "talks") for n in range(12)))
    with pytest.raises(SchemaError, match=r"no condition 'c-x'; there are c-.* … \(12 in all\)\."):
        what_unblocks(many, "c-x")
    with pytest.raises(SchemaError, match="there is none at all"):
        what_blocks(schema.empty("conditions"), "c-x")


def test_nothing_hanging_gives_a_table_of_the_same_columns_and_types() -> None:
    ids = WAITING["row_id"].tolist()
    none, some = what_unblocks(WAITING, ids[2]), what_unblocks(WAITING, ids[0])
    assert len(none) == 0
    assert none.dtypes.equals(some.dtypes)
    assert len(deal_graph(schema.empty("conditions"))) == 0


def test_nodes_tell_what_they_are() -> None:
    graph = deal_graph(WAITING)
    facts = graph.nodes[WAITING["row_id"][0]]
    assert (facts["party"], facts["act"], facts["issue"], facts["status"]) == (
        "north", "agree", "withdrawal", "conditional",
    )  # fmt: skip
    assert facts["label"] == "north: the north leaves the ridge"
    long = deal_graph(conditions(condition("north", "raise", "talks", statement="word " * 30)))
    assert all(len(label) <= 60 for _, label in long.nodes(data="label"))


def test_kyivs_truce_waits_for_moscow() -> None:
    dossier = gold_dossier(UKRAINE)
    table = dossier.conditions.set_index("row_id")
    graph = deal_graph(dossier)
    ((waits_for, waiting, rule),) = graph.edges(data="rule")
    assert table.loc[[waits_for, waiting], ["party", "act"]].to_numpy().tolist() == [
        ["russia", "withhold"], ["ukraine", "agree"],
    ]  # fmt: skip
    assert rule == "answer"


def test_the_gaza_truce_waits_for_the_cabinet() -> None:
    dossier = gold_dossier(GAZA)
    held_up = dossier.conditions.query("act == 'withhold' and statement.str.contains('cabinet')")
    found = what_unblocks(dossier, held_up["row_id"].iloc[0])
    assert set(found["party"]) == {"israel", "hamas"}
    assert set(found["issue"]) == {"ceasefire"}
