"""What the comparisons share: the party of a row, the order of codes, tables without rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

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
