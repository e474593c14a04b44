"""The file of decisions: one line each, checked against the guide before any is used."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tempfile
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa

from analysis import schema
from analysis.errors import OutputError, ReviewError

DECISIONS: Final = ("accept", "reject", "edit", "add")
COLUMNS: Final = (
    "row_id",
    "table",
    "decision",
    "field",
    "value",
    "reviewer",
    "date",
    "note",
    "seen",
    "source_id",
)
_NEEDED: Final = ("row_id", "decision", "field", "value", "reviewer")
# What a reviewer may set. Ids of actors and regions are what other rows refer to and stay.
EDITABLE: Final[dict[str, tuple[str, ...]]] = {
    "actors": ("name", "kind", "role", "party", "process_role", "evidence"),
    "conditions": (
        "holder", "party", "act", "target", "issue", "statement", "status", "contingent_on",
        "days", "deadline", "quantity", "unit", "evidence",
    ),
    "regions": (
        "name", "kind", "country", "latitude", "longitude", "region_role", "evidence",
    ),
    "events": (
        "event_type", "participants", "region_id", "date_start", "date_end", "date_text",
        "duration_hours", "phase", "evidence",
    ),
    "quotes": ("speaker", "cue", "medium", "evidence"),
    "mentions": ("entity", "form", "literal", "evidence"),
}  # fmt: skip
# Where the words of a new row stand more than once: a character near those that are meant.
WHERE: Final = "start"
# What a new row has besides: the id that it is known by, and where its words stand.
_NAMED: Final = {"actors": ("actor_id",), "regions": ("region_id",)}
ADDABLE: Final[dict[str, tuple[str, ...]]] = {
    table: (*_NAMED.get(table, ()), *fields, WHERE) for table, fields in EDITABLE.items()
}
TABLE_OF: Final = {table[0]: table for table in EDITABLE}
_NOT_CODED: Final = frozenset(
    {"source_id", "row_id", "start", "end", "rule", "confidence", "review", "geometry",
     "n_mentions", "n_literal", "n_metonymic", "contingent_on_id", "place_id"}
)  # fmt: skip


def empty_decisions() -> pd.DataFrame:
    """Give a table of decisions without rows.

    Examples
    --------
    >>> len(empty_decisions())
    0
    """
    return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS})


def read_review(path: str | Path) -> pd.DataFrame:
    """Read a file of decisions and check every line.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with a heading. ``row_id``, ``decision``, ``field``, ``value`` and
        ``reviewer`` must be there; ``table``, ``date``, ``note``, ``seen`` and ``source_id`` may
        be left out.

    Returns
    -------
    DataFrame
        All columns of :data:`COLUMNS`, as text, in the order of the file.

    Raises
    ------
    ReviewError
        Where the file cannot be read or lines are wrong: one sentence a line, all together.

    Notes
    -----
    ``decision`` is ``accept`` (the row is right), ``reject`` (it is no row), ``edit`` (``field``
    is ``value`` instead) or ``add`` (a new row, one line a field, all under one ``row_id`` such as
    ``new-1``, with ``table``; ``evidence`` holds the words of the text). ``seen`` is the digest of
    the row that the reviewer saw (:func:`row_digest`); where it is given, a row that has changed
    since is not touched.
    """
    path = Path(path)
    try:
        raw = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ReviewError(
            f"{path}: there is no such file; give the path of a file of decisions."
        ) from error
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReviewError(
            f"{path}: byte {error.start} is not UTF-8; save the file as CSV in UTF-8."
        ) from error
    if not raw.strip():
        raise ReviewError(f"{path}: is empty; the first line names the columns: {_heading()}.")
    rows = csv.DictReader(io.StringIO(raw, newline=""), strict=True)
    try:
        records = list(rows)
    except csv.Error as error:
        raise ReviewError(f"{path}, line {rows.line_num}: is no CSV ({error}).") from error
    names = list(rows.fieldnames or ())
    missing = [name for name in _NEEDED if name not in names]
    surplus = [name for name in names if name not in COLUMNS]
    if missing or surplus:
        raise ReviewError(
            f"{path}: columns missing: {', '.join(missing) or 'none'}, unknown: "
            f"{', '.join(map(repr, surplus)) or 'none'}; the columns are {_heading()}."
        )
    for number, record in enumerate(records, 2):
        if None in record or None in record.values():
            raise ReviewError(
                f"{path}, line {number}: has not {len(names)} cells; put a value with a comma in "
                "double quotes."
            )
    frame = pd.DataFrame(records, columns=names, dtype="str")
    return check_decisions(frame, label=str(path))


def check_decisions(decisions: pd.DataFrame, *, label: str = "decisions") -> pd.DataFrame:
    """Complete a table of decisions and check every line.

    Parameters
    ----------
    decisions
        Columns as :func:`read_review` has them.
    label
        What the sentences call it, such as the path of its file.

    Returns
    -------
    DataFrame
        All columns of :data:`COLUMNS`, as text without surrounding blanks.

    Raises
    ------
    ReviewError
        One sentence for each line that is wrong, all together.
    """
    whole = decisions.reindex(columns=list(COLUMNS))
    whole = whole.astype("object").where(whole.notna(), "").astype("str").reset_index(drop=True)
    for column in whole.columns:
        whole[column] = whole[column].str.strip()
    named = whole["row_id"].str.extract(r"^([a-z])-", expand=False).map(TABLE_OF).fillna("")
    whole["table"] = whole["table"].where(whole["table"] != "", named)
    faults = [
        f"{label}, line {number}: {fault}"
        for number, record in enumerate(whole.to_dict("records"), 2)
        if (fault := _fault(record))
    ]
    if faults:
        raise ReviewError("\n".join(faults))
    return whole


def write_review(decisions: pd.DataFrame, path: str | Path) -> Path:
    """Write a file of decisions, whole or not at all.

    Parameters
    ----------
    decisions
        As :func:`read_review` gives them.
    path
        The CSV file; one of that name is replaced once the new one lies on the disk.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    ReviewError
        Where a decision is wrong.
    OutputError
        Where the file cannot be written.
    """
    path = Path(path)
    checked = check_decisions(decisions, label=str(path))
    try:
        handle, staged = tempfile.mkstemp(prefix=".review-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                checked.to_csv(file, index=False, lineterminator="\n")
                file.flush()
                os.fsync(file.fileno())
            Path(staged).replace(path)
        finally:
            Path(staged).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); give a file in a folder that "
            "is yours."
        ) from error
    return path


def row_digest(table: str, row: Mapping[Hashable, Any]) -> str:
    """Give the digest of what a row says, wherever it stands in the text.

    Parameters
    ----------
    table
        Name of the table.
    row
        A row of it.

    Returns
    -------
    str
        Eight hexadecimal digits; the same as long as every coded column and the evidence are.

    Examples
    --------
    >>> quote = {"speaker": "x", "cue": "said", "medium": "", "evidence": "No."}
    >>> row_digest("quotes", quote) == row_digest("quotes", quote | {"start": 40})
    True
    """
    told = [column for column in schema.columns(table) if column not in _NOT_CODED]
    parts = [f"{column}={_as_text(row[column])}" for column in told]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def allowed(table: str, field: str) -> tuple[str, ...]:
    """Give the codes that a field may have, none where it is free.

    Examples
    --------
    >>> allowed("events", "phase")
    ('past', 'ongoing', 'planned')
    """
    for check in schema.TABLES[table].columns[field].checks:
        values = (check.statistics or {}).get("allowed_values")
        if values:
            return tuple(map(str, values))
    return ()


def as_value(table: str, field: str, text: str) -> Any:
    """Turn the text of a decision into a value of the column; empty is missing for a number."""
    dtype = str(schema.TABLES[table].columns[field].dtype).lower()
    if "float" in dtype:
        return None if text == "" else float(text)
    if "bool" in dtype:
        return None if text == "" else text.lower() in _TRUE
    return text


_TRUE: Final = frozenset({"true", "yes", "1"})
_FALSE: Final = frozenset({"false", "no", "0"})


def _as_text(value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _heading() -> str:
    return ", ".join(COLUMNS)


def _fault(line: Mapping[Hashable, str]) -> str:
    """Say what is wrong with a line, empty where nothing is."""
    decision, table, field = line["decision"], line["table"], line["field"]
    if not line["row_id"]:
        return "'row_id' is empty; give the id of the row, or for 'add' a name such as new-1."
    if decision not in DECISIONS:
        return f"'decision' is '{decision}'; give one of {', '.join(DECISIONS)}."
    if not line["reviewer"]:
        return "'reviewer' is empty; give the name or initials of who decides."
    if table not in EDITABLE:
        return (
            f"'table' is '{table}' and the row id '{line['row_id']}' tells none; give one of "
            f"{', '.join(EDITABLE)}."
        )
    if line["date"] and not _is_date(line["date"]):
        return f"'date' is '{line['date']}'; give an ISO date such as 2025-03-18."
    if decision in {"accept", "reject"}:
        if field or line["value"]:
            return (
                f"'{decision}' is of the whole row; leave 'field' and 'value' empty, or write "
                "'edit'."
            )
        return ""
    fields = EDITABLE[table] if decision == "edit" else ADDABLE[table]
    if field not in fields:
        return f"'field' is '{field}'; in {table} a reviewer sets {', '.join(fields)}."
    return _value_fault(table, field, line["value"])


def _value_fault(table: str, field: str, text: str) -> str:
    codes = allowed(table, field)
    column = schema.TABLES[table].columns[field]
    if codes:
        shown = ", ".join(code or "(empty)" for code in codes)
        return "" if text in codes else f"'{field}' is '{text}'; the guide has {shown}."
    dtype = str(column.dtype).lower()
    if "bool" in dtype and text.lower() not in _TRUE | _FALSE | {""}:
        return f"'{field}' is '{text}'; give true, false, or nothing."
    if "float" in dtype and not _is_number(text):
        return f"'{field}' is '{text}'; give a number such as 30, or nothing."
    try:
        column.validate(
            pd.DataFrame({field: [as_value(table, field, text)]}).set_axis([field], axis=1)
        )
    except (pa.errors.SchemaError, pa.errors.SchemaErrors):
        return f"'{field}' is '{text}'; {_EXPECTED.get(field, 'see docs/coding-guide.md')}."
    return ""


_EXPECTED: Final = {
    "holder": "give the id of an actor, such as ukraine",
    "actor_id": "give a slug such as ukraine or serhiy-nikiforov",
    "region_id": "give a slug such as sumy-oblast",
    "entity": "give the id of an actor or a region",
    "country": "give an ISO 3166-1 code of three letters such as UKR, or nothing",
    "date_start": "give an ISO date such as 2025-03-18, or nothing",
    "date_end": "give an ISO date such as 2025-03-18, or nothing",
    "deadline": "give an ISO date such as 2025-03-18, or nothing",
    "days": "give a number of days above 0, or nothing",
    "latitude": "give degrees from -90 to 90",
    "longitude": "give degrees from -180 to 180",
    "quantity": "give a number of 0 or more, or nothing",
    "duration_hours": "give a number of hours above 0, or nothing",
    "evidence": "give words of the text",
    "start": "give the number of a character, such as 1250",
    "statement": "give a short clause in neutral words",
    "name": "give a name",
}


def _is_date(text: str) -> bool:
    try:
        return pd.Timestamp(text).strftime("%Y-%m-%d") == text
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    if text == "":
        return True
    try:
        return float(text) == float(text)
    except ValueError:
        return False
