"""How far two coders of one text agree: F1 of the rows found, Cohen's kappa of each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis.evaluation import (
    Record,
    gold_ids,
    match_rows,
    overlap,
    relative_overlap,
    same_actor,
    same_place,
)

_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "actors": ("kind", "party", "process_role"),
    "conditions": ("party", "act", "issue", "target", "status"),
    "regions": ("kind", "country", "region_role"),
    "events": ("event_type", "phase", "date_start"),
    "quotes": ("speaker",),
    "place_mentions": ("literal",),
}
_IDS: Final = frozenset({"party", "target", "speaker"})
_MIN_OVERLAP: Final = 8


def agreement(a: Mapping[str, Any], b: Mapping[str, Any]) -> pd.DataFrame:
    """Compare two codings of one text.

    Parameters
    ----------
    a, b
        The codings, as :func:`analysis.read_gold` reads them.

    Returns
    -------
    DataFrame
        Indexed by ``table`` and ``column``. The row of column ``rows`` gives how many rows each
        coder has and the F1 of those that both have; the others give, over the rows that both
        have, the share of equal codes (``agreement``) and Cohen's ``kappa``.

    Notes
    -----
    Kappa is agreement beyond what the two coders' own shares of each code would give by chance
    (Cohen 1960). It is missing where a column has but one code.

    Examples
    --------
    >>> one = {"actors": [{"actor_id": "x", "name": "X", "kind": "government", "party": "x",
    ...     "process_role": "mediator"}]}
    >>> float(agreement(one, one).loc[("actors", "rows"), "f1"])
    1.0
    """
    return summed_agreement([(a, b)])


def summed_agreement(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> pd.DataFrame:
    """Compare two codings of several texts, all rows together.

    Parameters
    ----------
    pairs
        The two codings of each text.

    Returns
    -------
    DataFrame
        As :func:`agreement`.
    """
    counts: dict[str, list[int]] = {table: [0, 0, 0] for table in _COLUMNS}
    codes: dict[tuple[str, str], list[tuple[str, str]]] = {
        (table, column): [] for table, columns in _COLUMNS.items() for column in columns
    }
    for a, b in pairs:
        ids = gold_ids(a.get("actors", ()), b.get("actors", ()))
        for table, columns in _COLUMNS.items():
            one, two = a.get(table, ()), b.get(table, ())
            matched = match_rows(one, two, _fit(table, ids))
            counts[table] = [
                n + m
                for n, m in zip(counts[table], (len(matched), len(one), len(two)), strict=True)
            ]
            for column in columns:
                for g, p in matched:
                    left, right = str(g.get(column) or ""), str(p.get(column) or "")
                    codes[table, column].append((left, ids(right) if column in _IDS else right))
    return _table(counts, codes)


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa of two coders' codes, None where chance explains everything.

    Examples
    --------
    >>> cohen_kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5
    """
    n = len(pairs)
    if not n:
        return None
    observed = sum(x == y for x, y in pairs) / n
    left, right = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(left[code] * right[code] for code in left) / (n * n)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _fit(table: str, ids: Callable[[object], str]) -> Callable[[Record, Record], float]:
    if table == "actors":
        return same_actor
    if table == "regions":
        return same_place
    if table in {"quotes", "place_mentions"}:
        return lambda g, p: relative_overlap(g, p) if relative_overlap(g, p) >= 0.5 else 0.0
    if table == "events":
        return lambda g, p: overlap(g, p) * (1 + (g["event_type"] == p["event_type"]))

    def conditions(g: Record, p: Record) -> float:
        if overlap(g, p) < _MIN_OVERLAP:
            return 0.0
        same = 4 * (g["party"] == ids(p["party"])) + 2 * (g["issue"] == p["issue"])
        return float(same + (g["act"] == p["act"]) + relative_overlap(g, p))

    return conditions


def _table(
    counts: Mapping[str, Sequence[int]], codes: Mapping[tuple[str, str], list[tuple[str, str]]]
) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    for table, (both, one, two) in counts.items():
        f1 = 2 * both / (one + two) if one + two else None
        rows.append((table, "rows", both, one, two, f1, None, None))
        for column in _COLUMNS[table]:
            pairs = codes[table, column]
            equal = sum(x == y for x, y in pairs) / len(pairs) if pairs else None
            rows.append((table, column, len(pairs), None, None, None, equal, cohen_kappa(pairs)))
    names = ["table", "column", "both", "first", "second", "f1", "agreement", "kappa"]
    frame = pd.DataFrame(rows, columns=names).set_index(["table", "column"])
    kinds = dict.fromkeys(("both", "first", "second"), "Int64")
    return frame.astype(kinds | dict.fromkeys(("f1", "agreement", "kappa"), "Float64"))
