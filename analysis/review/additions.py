"""A row that a reviewer adds: completed from the text and the gazetteer."""

from __future__ import annotations

from typing import Any, Final

import shapely

from analysis import schema
from analysis.review.decisions import WHERE, as_value

# Without these there is no row.
REQUIRED: Final = {
    "actors": ("actor_id", "name", "kind", "evidence"),
    "conditions": ("holder", "act", "issue", "statement", "status", "evidence"),
    "regions": ("region_id", "name", "kind", "region_role", "evidence"),
    "events": ("event_type", "phase", "evidence"),
    "quotes": ("speaker", "evidence"),
    "mentions": ("entity", "form", "evidence"),
}
_RULE: Final = "review.added"


def added_record(
    table: str, values: dict[str, str], source_id: str, text: str
) -> tuple[dict[str, Any], str]:
    """Make the record of an added row.

    Parameters
    ----------
    table
        Name of the table.
    values
        What the reviewer gave, by field, as text. Where the words stand more than once, those
        nearest to ``start`` are meant, without it the first.
    source_id, text
        The source, and its text, in which ``evidence`` stands.

    Returns
    -------
    tuple of dict and str
        The record for :func:`analysis.schema.from_records`; and why there is none, in a sentence,
        empty where there is one.
    """
    missing = [field for field in REQUIRED[table] if not values.get(field)]
    if missing:
        return {}, f"a new row of {table} needs {', '.join(missing)}."
    words = values["evidence"]
    near = int(values.get(WHERE) or 0)
    start = min(places(text, words), key=lambda at: abs(at - near))
    record: dict[str, Any] = {
        name: _blank(str(column.dtype)) for name, column in schema.TABLES[table].columns.items()
        if name != "row_id"
    }  # fmt: skip
    record |= {
        field: as_value(table, field, given) for field, given in values.items() if field != WHERE
    }
    record |= {
        "source_id": source_id, "start": start, "end": start + len(words), "rule": _RULE,
        "confidence": 1.0, "review": "added",
    }  # fmt: skip
    if table == "actors":
        record["n_mentions"] = text.count(words)
    if table == "conditions":
        record["issue_group"] = schema.GROUP_OF_ISSUE[record["issue"]]
        record["party"] = record["party"] or ""
    if table == "mentions":
        record["text"] = words
    if table == "regions":
        record |= {"n_literal": max(1, text.count(words)), "n_metonymic": 0}
        reason = _place(record)
        if reason:
            return {}, reason
    return record, ""


def places(text: str, words: str) -> list[int]:
    """Give every place at which words stand in a text.

    Examples
    --------
    >>> places("talks on talks", "talks")
    [0, 9]
    """
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _blank(dtype: str) -> Any:
    return "" if dtype.startswith("str") else None


def _place(record: dict[str, Any]) -> str:
    """Put a region on the map: where the reviewer says, or where the gazetteer has it."""
    if record["latitude"] is not None and record["longitude"] is not None:
        record["geometry"] = shapely.Point(record["longitude"], record["latitude"])
        return ""
    from analysis.geography import place_geometry, resolve_places

    country = [record["country"]] if record["country"] else []
    found = resolve_places([record["name"]], context=country).iloc[0]
    if not found["place_id"]:
        return f"the gazetteer has no place '{record['name']}'; give 'latitude' and 'longitude'."
    for field in ("latitude", "longitude", "country", "place_id"):
        record[field] = record[field] or found[field]
    record["geometry"] = place_geometry(str(found["place_id"]))
    return ""
