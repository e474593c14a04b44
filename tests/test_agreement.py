from __future__ import annotations

import copy

import pytest

from analysis.agreement import agreement, cohen_kappa, summed_agreement
from analysis.evaluation import read_gold


@pytest.fixture
def coded(root):
    return read_gold(root / "data" / "gold" / "2025-01-16-gaza-ceasefire-deal.json")


def test_a_coding_agrees_with_itself(coded):
    table = agreement(coded, coded)
    assert (table["f1"].dropna() == 1).all()
    assert (table["agreement"].dropna() == 1).all()
    assert (table["kappa"].dropna() == 1).all()


def test_a_row_that_one_coder_left_out_lowers_f1(coded):
    other = copy.deepcopy(coded)
    del other["conditions"][0]
    n = len(coded["conditions"])
    found = agreement(coded, other).loc[("conditions", "rows")]
    assert (found["both"], found["first"], found["second"]) == (n - 1, n, n - 1)
    assert found["f1"] == pytest.approx(2 * (n - 1) / (2 * n - 1))


def test_kappa_is_agreement_beyond_chance():
    # 20 rows: both yes 8, both no 6, 6 differ evenly; observed 0.7, chance 0.55 * 0.55 + 0.45 ** 2
    pairs = [("y", "y")] * 8 + [("n", "n")] * 6 + [("y", "n")] * 3 + [("n", "y")] * 3
    assert cohen_kappa(pairs) == pytest.approx((0.7 - 0.505) / (1 - 0.505))


def test_kappa_is_missing_where_there_is_but_one_code():
    assert cohen_kappa([("y", "y"), ("y", "y")]) is None
    assert cohen_kappa([]) is None


def test_texts_coded_twice_are_summed(root):
    folder = root / "data" / "gold"
    pairs = [
        (read_gold(folder / path.name), read_gold(path))
        for path in sorted((folder / "second").glob("*.json"))
    ]
    assert len(pairs) == 8
    table = summed_agreement(pairs)
    assert table.loc[("quotes", "rows"), "first"] == sum(len(a["quotes"]) for a, _ in pairs)
    assert table.loc[("conditions", "issue"), "kappa"] > 0.8
