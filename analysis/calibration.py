"""Whether confidences mean what they say: of the regions at 0.8, about four in five are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from analysis.evaluation import is_located, match_rows, same_place

BINS: Final = (0.0, 0.35, 0.55, 0.75, 0.85, 0.95, 1.0)


def region_outcomes(
    predicted: Iterable[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]
) -> pd.DataFrame:
    """Tell for each region of one source whether it is right.

    A region is right if the coder has it too and it is where the coder puts it: in that country,
    within 100 miles (areas: 3,000 km).

    Parameters
    ----------
    predicted
        Rows of ``regions``.
    gold
        The coder's rows.

    Returns
    -------
    DataFrame
        ``confidence`` and ``right``, a row a region.

    Examples
    --------
    >>> there = {"region_id": "goma", "name": "Goma", "kind": "city", "country": "COD",
    ...          "latitude": -1.68, "longitude": 29.22}
    >>> rows = [there | {"confidence": 0.9}, there | {"region_id": "x", "name": "X",
    ...         "latitude": 50.0, "confidence": 0.3}]
    >>> region_outcomes(rows, [there])["right"].tolist()
    [True, False]
    """
    rows = list(predicted)
    right = {
        id(row) for coded, row in match_rows(list(gold), rows, same_place) if is_located(coded, row)
    }
    return pd.DataFrame(
        {
            "confidence": [float(row["confidence"]) for row in rows],
            "right": [id(row) in right for row in rows],
        }
    )


def reliability(outcomes: pd.DataFrame, bins: Sequence[float] = BINS) -> pd.DataFrame:
    """Compare confidences with the share that is right, bin by bin.

    Parameters
    ----------
    outcomes
        ``confidence`` and ``right``, as :func:`region_outcomes` gives them.
    bins
        Edges, ascending from 0 to 1; each bin holds its upper edge.

    Returns
    -------
    DataFrame
        Indexed by ``bin`` ("0.75-0.85"): ``rows``, ``confidence`` (mean), ``right`` (share);
        empty bins are left out.

    Examples
    --------
    >>> outcomes = pd.DataFrame({"confidence": [0.8, 0.8, 0.9], "right": [True, False, True]})
    >>> reliability(outcomes)["right"].to_dict()
    {'0.75-0.85': 0.5, '0.85-0.95': 1.0}
    """
    labels = [f"{low:g}-{high:g}" for low, high in pairwise(bins)]
    where = pd.cut(outcomes["confidence"], list(bins), labels=labels, include_lowest=True)
    grouped = outcomes.assign(bin=where).groupby("bin", observed=True)
    return grouped.agg(
        rows=("right", "size"), confidence=("confidence", "mean"), right=("right", "mean")
    )


def calibration_error(outcomes: pd.DataFrame, bins: Sequence[float] = BINS) -> float:
    """Give the mean gap between confidence and share right, weighted by rows.

    The expected calibration error of Naeini, Cooper and Hauskrecht (2015).

    Parameters
    ----------
    outcomes, bins
        As for :func:`reliability`.

    Returns
    -------
    float
        Between 0 and 1; 0 where there is no row.

    Examples
    --------
    >>> outcomes = pd.DataFrame({"confidence": [0.5, 0.5], "right": [True, False]})
    >>> calibration_error(outcomes)
    0.0
    """
    table = reliability(outcomes, bins)
    if table.empty:
        return 0.0
    gaps = (table["confidence"] - table["right"]).abs() * table["rows"]
    return round(float(gaps.sum() / table["rows"].sum()), 4)
