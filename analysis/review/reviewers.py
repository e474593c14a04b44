"""How far two reviewers of the same rows agree."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pandas as pd

from analysis.agreement import cohen_kappa
from analysis.review.decisions import check_decisions
from analysis.review.verdicts import verdicts

_COLUMNS: Final = ["table", "first", "second", "both", "agreement", "kappa", "disputed"]


def review_agreement(decisions: pd.DataFrame) -> pd.DataFrame:
    """Compare reviewers, two by two, on the rows that both decided on.

    Parameters
    ----------
    decisions
        As :func:`read_review` gives them, of one source or several.

    Returns
    -------
    DataFrame
        Columns ``table``; ``first`` and ``second``, the reviewers; ``both``, rows that both
        decided on; ``agreement``, the share with the same verdict (accept, reject, or the same
        edits); Cohen's ``kappa`` of accept, reject and edit (missing where it is not defined);
        ``disputed``, the ids of the rows with different verdicts, joined by ``|``.

    Examples
    --------
    >>> from analysis.review import empty_decisions
    >>> len(review_agreement(empty_decisions()))
    0
    """
    checked = check_decisions(decisions)
    judged = checked[checked["decision"] != "add"]
    said: dict[tuple[str, str], dict[str, str]] = {}
    for (table, row_id), lines in judged.groupby(["table", "row_id"], sort=False):
        records = [{str(k): v for k, v in line.items()} for line in lines.to_dict("records")]
        codes = {verdict.reviewer: verdict.code for verdict in verdicts(enumerate(records))}
        said[str(table), str(row_id)] = codes
    rows = []
    for first, second in combinations(sorted(set(judged["reviewer"])), 2):
        for table in dict.fromkeys(table for table, _ in said):
            pairs = {
                row_id: (codes[first], codes[second])
                for (where, row_id), codes in said.items()
                if where == table and first in codes and second in codes
            }
            if pairs:
                rows.append((table, first, second, len(pairs), *_figures(pairs)))
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return frame.astype(
        {"table": "str", "first": "str", "second": "str", "both": "int64", "agreement": "Float64",
         "kappa": "Float64", "disputed": "str"}
    )  # fmt: skip


def _figures(pairs: dict[str, tuple[str, str]]) -> tuple[float, float | None, str]:
    equal = sum(one == two for one, two in pairs.values()) / len(pairs)
    kinds = [(one.split(":")[0], two.split(":")[0]) for one, two in pairs.values()]
    disputed = "|".join(row_id for row_id, (one, two) in pairs.items() if one != two)
    return equal, cohen_kappa(kinds), disputed
