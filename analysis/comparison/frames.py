"""What the comparisons share: the party of a row, the order of codes, tables without rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from analysis.dossier import Dossier, concat

_NUMBERS: Final = {"n": "int64", "depth": "int64", "n_sources": "int64"}
_MEASURES: Final = {"likeness": "float64", "position": "float64"}
_TYPES: Final = _NUMBERS | _MEASURES


def with_party(conditions: pd.DataFrame) -> pd.DataFrame:
    """Give the conditions with ``party`` filled by the holder where it speaks for no party.

    Examples
    --------
    >>> with_party(pd.DataFrame({"holder": ["mediators"], "party": [""]}))["party"].tolist()
    ['mediators']
    """
    if "holder" not in conditions:  # a comparison of conditions, in which it was filled before
        return conditions
    party = conditions["party"].where(conditions["party"] != "", conditions["holder"])
    return conditions.assign(party=party)


def rank(codes: Sequence[str]) -> dict[str, int]:
    """Number codes in their order, for sorting by it.

    Examples
    --------
    >>> rank(["open", "refused"])
    {'open': 0, 'refused': 1}
    """
    return {code: place for place, code in enumerate(codes)}


def distinct(codes: Iterable[str], order: Sequence[str]) -> str:
    """Join the codes that occur, each once, in a given order.

    Examples
    --------
    >>> distinct(["reject", "demand", "reject"], ["demand", "agree", "reject"])
    'demand|reject'
    """
    present = set(codes)
    return "|".join(code for code in order if code in present)


def empty(columns: Sequence[str]) -> pd.DataFrame:
    """Give a comparison without rows: counts are whole numbers, measures numbers, the rest text.

    Examples
    --------
    >>> empty(["issue", "n", "likeness"]).dtypes.astype(str).tolist()
    ['str', 'int64', 'float64']
    """
    return typed(pd.DataFrame({name: [] for name in columns}))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of a comparison their types, see :func:`empty`.

    Examples
    --------
    >>> str(typed(pd.DataFrame({"n": ["2"]}))["n"].dtype)
    'int64'
    """
    return frame.astype({name: _TYPES.get(name, "str") for name in frame.columns})


def conditions_of(where: pd.DataFrame | Dossier) -> pd.DataFrame:
    """Give the conditions of a dossier, or the table itself, each with its party.

    Examples
    --------
    >>> from analysis import schema
    >>> len(conditions_of(schema.empty("conditions")))
    0
    """
    table = where.conditions if isinstance(where, Dossier) else where
    return with_party(table)


def in_text_order(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a table as dicts, source by source, in the order of the text.

    Examples
    --------
    >>> in_text_order(pd.DataFrame({"source_id": ["b", "a"], "start": [0, 9]}))
    [{'source_id': 'a', 'start': 9}, {'source_id': 'b', 'start': 0}]
    """
    ordered = table.sort_values(["source_id", "start"], kind="stable")
    return [{str(name): value for name, value in row.items()} for row in ordered.to_dict("records")]


def one_dossier(dossiers: Dossier | Iterable[Dossier]) -> Dossier:
    """Lay dossiers together, or give the one that there is.

    Examples
    --------
    >>> len(one_dossier([]).sources)
    0
    """
    return dossiers if isinstance(dossiers, Dossier) else concat(dossiers)
