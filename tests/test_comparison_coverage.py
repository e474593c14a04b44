from __future__ import annotations

import pandas as pd
import pytest
from gold_dossier import condition, gold_dossier
from test_comparison_course import source

from analysis import compare_sources, coverage_matrix
from analysis.errors import SchemaError

DAM = condition("upstream", "pledge", "resources", target="downstream",
                statement="the sluices of the dam stay open in May")  # fmt: skip
WIRE = source("wire", "2031-05-01", DAM, condition("downstream", "demand", "talks"))
DAILY = source(
    "daily", "2031-05-02", DAM | {"statement": "the dam's sluices stay open through May"},
    DAM | {"statement": "the sluices of the dam stay open in May"},
)  # fmt: skip


def claims(*rows):
    """Claims of these rows, each in a source of its own."""
    return compare_sources(source(f"s{n}", "2031-05-01", row) for n, row in enumerate(rows))


def test_two_outlets_that_report_one_pledge_make_one_claim() -> None:
    found = compare_sources([DAILY, WIRE])
    assert found[["claim", "source_id", "outlet", "n_sources"]].to_numpy().tolist() == [
        [DAM["statement"], "wire", "wire wire", 2],
        [DAM["statement"], "daily", "daily wire", 2],
        [DAM["statement"], "daily", "daily wire", 2],
        ["something", "wire", "wire wire", 1],
    ]
    assert found["claim_id"].nunique() == 2


def test_said_twice_in_one_source_is_one_source() -> None:
    assert set(compare_sources(DAILY)["n_sources"]) == {1}
    assert compare_sources(DAILY)["claim_id"].nunique() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"act": "propose"},
        {"target": ""},
        {"issue": "energy", "issue_group": "economy"},
        {"party": "midstream", "holder": "midstream"},
        {"statement": "experts inspect the spillway"},
    ],
)
def test_another_party_issue_act_target_or_content_is_another_claim(other) -> None:
    assert claims(DAM, DAM | other)["claim_id"].nunique() == 2


def test_other_figures_and_the_opposite_are_other_claims() -> None:
    limit = condition("junta", "pledge", "force_limits", statement="an army of 60,000 men")
    more = limit | {"statement": "an army of 80,000 men"}
    assert claims(limit, more)["claim_id"].nunique() == 2
    assert claims(limit, limit | {"statement": "an army of few men"})["claim_id"].nunique() == 1
    arms = condition("patron", "pledge", "arms_supply", statement="howitzers for the junta")
    none = arms | {"statement": "no howitzers for the junta"}
    assert claims(arms, none)["claim_id"].nunique() == 2


def test_the_claim_is_named_by_its_first_report_whatever_the_order_given() -> None:
    one, other = compare_sources([WIRE, DAILY]), compare_sources([DAILY, WIRE])
    assert one.equals(other)


def test_the_matrix_says_which_source_has_which_claim() -> None:
    matrix = coverage_matrix(compare_sources([DAILY, WIRE]))
    assert matrix.columns.tolist() == ["wire", "daily"]
    assert matrix.to_numpy().tolist() == [[True, True], [True, False]]
    assert (matrix.index.name, matrix.columns.name) == ("claim_id", "source_id")
    assert set(map(str, matrix.dtypes)) == {"bool"}


def test_no_claims_give_tables_of_the_same_columns_and_types() -> None:
    none = compare_sources([])
    assert none.dtypes.equals(compare_sources(WIRE).dtypes)
    assert coverage_matrix(none).shape == (0, 0)


def test_a_table_without_claims_is_no_ground_for_a_matrix() -> None:
    with pytest.raises(SchemaError, match="no column 'claim_id'; give the claims of compare_sour"):
        coverage_matrix(pd.DataFrame({"row_id": ["c-1"]}))


def test_the_two_dispatches_of_march_share_three_claims() -> None:
    found = compare_sources(
        gold_dossier(name) for name in ("2025-03-18-before-the-call", "2025-03-19-after-the-call")
    )
    shared = found[found["n_sources"] == 2].drop_duplicates("claim_id")
    assert shared[["party", "issue", "act"]].to_numpy().tolist() == [
        ["ukraine", "ceasefire", "agree"],
        ["united-states", "arms_supply", "pledge"],
        ["united-states", "intelligence", "pledge"],
    ]
    assert (
        coverage_matrix(found).to_numpy().sum()
        == found.groupby("claim_id")["source_id"].nunique().sum()
    )
