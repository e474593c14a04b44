"""Which condition another one hangs on: a deal as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from analysis import schema
from analysis.extraction.conditions.issues import code_issue
from analysis.extraction.document import Cast, Document

_MIN_OVERLAP: Final = 8


def conditions_table(
    document: Document, cast: Cast, records: Sequence[dict[str, Any]]
) -> pd.DataFrame:
    """Build the table of conditions and link each row to the row that it hangs on.

    Parameters
    ----------
    document, cast
        The text and who is in it.
    records
        As the reader gives them, with the span ``hangs_on`` of the stated condition.

    Returns
    -------
    DataFrame
        The table ``conditions``. ``contingent_on_id`` is the row that states what is hung on:
        one whose words overlap the clause; else one of the party that the clause names, on the
        issue that the clause is about (on the same issue where it names none: "provided that
        Russia accepts it"); empty where there is none.
    """
    spans = [record.pop("hangs_on", None) for record in records]
    table = schema.from_records("conditions", records)
    links = [
        "" if span is None else _row_behind(document, cast, table, row, span)
        for row, span in enumerate(spans)
    ]
    if not any(links):
        return table
    return schema.validate("conditions", table.assign(contingent_on_id=links))


def _row_behind(
    document: Document, cast: Cast, table: pd.DataFrame, row: int, span: tuple[int, int]
) -> str:
    start, end = span
    here = table.iloc[row]
    others = table[(table["party"] != here["party"]) | (table["issue"] != here["issue"])]
    shared = others["end"].clip(upper=end) - others["start"].clip(lower=start)
    within = others[(shared >= _MIN_OVERLAP) & (others["start"] >= start - _MIN_OVERLAP)]
    if len(within):
        return str(within["row_id"].iloc[0])
    named = {cast.party(m.entity) or m.entity for m in cast.between(start, end)} - {here["party"]}
    code = code_issue(document.span(start, end))
    issue = code.issue if code is not None else here["issue"]
    fits = others[(others["issue"] == issue) & others["party"].isin(named)]
    if fits.empty:
        fits = others[(others["issue"] == issue) & others["target"].isin(named)]
    return str(fits["row_id"].iloc[0]) if len(fits) else ""
