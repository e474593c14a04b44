"""The tables: columns, types, codes and the checks across them, declared once.

The meaning of each table, column and code is given in ``docs/coding-guide.md``; this module is
the same definition for the machine. Text columns are never missing: a silent text leaves the
empty string. Numbers that may be missing are nullable (``Int64``, ``Float64``); dates are ISO 8601
strings; lists of identifiers are joined by ``|``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from analysis.errors import SchemaError

ACTOR_KINDS: Final = (
    "person",
    "government",
    "organisation",
    "alliance",
    "armed_group",
    "armed_forces",
    "media",
    "collective",
)
PROCESS_ROLES: Final = ("belligerent", "mediator", "supporter", "media", "observer")
ACTS: Final = ("demand", "propose", "pledge", "agree", "reject", "concede", "withhold", "raise")
STATUSES: Final = ("agreed", "conditional", "open", "refused", "suspended")
ISSUE_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "ceasefire": ("ceasefire", "partial_ceasefire", "monitoring", "end_of_war"),
    "military": (
        "mobilisation",
        "training",
        "arms_supply",
        "intelligence",
        "force_limits",
        "withdrawal",
        "peacekeeping",
    ),
    "security": ("security_guarantees", "alliance_membership", "alliance_posture"),
    "territory": ("territory", "access"),
    "economy": ("energy", "resources", "sanctions", "reconstruction"),
    "people": ("prisoners", "humanitarian"),
    "politics": ("governance", "recognition", "rights", "root_causes"),
    "justice": ("accountability",),
    "process": ("talks",),
}
ISSUES: Final = tuple(issue for group in ISSUE_GROUPS.values() for issue in group)
GROUP_OF_ISSUE: Final = {i: group for group, issues in ISSUE_GROUPS.items() for i in issues}
REGION_KINDS: Final = (
    "country",
    "admin1",
    "admin2",
    "city",
    "facility",
    "water",
    "macro_region",
)
REGION_ROLES: Final = ("battlefield", "contested", "venue", "affected", "party", "context")
EVENT_TYPES: Final = (
    "call",
    "meeting",
    "statement",
    "agreement",
    "aid_change",
    "military_move",
    "control",
    "strike",
    "exchange",
    "other",
)
PHASES: Final = ("past", "ongoing", "planned")
FORMS: Final = ("name", "title", "nominal", "pronoun")
REVIEWS: Final = ("unreviewed", "accepted", "corrected", "added", "disputed")

ISO_DATE: Final = r"^(\d{4}-\d{2}-\d{2})?$"
SLUG: Final = r"^[\w][\w.-]*$"


def _text(**checks: object) -> pa.Column:
    return pa.Column(str, nullable=False, coerce=True, **checks)  # type: ignore[arg-type]


def _code(codes: Sequence[str], *, empty: bool = False) -> pa.Column:
    allowed = (*codes, "") if empty else tuple(codes)
    return _text(checks=pa.Check.isin(allowed))


def _number(dtype: str, *checks: pa.Check) -> pa.Column:
    return pa.Column(dtype, nullable=True, coerce=True, checks=list(checks))


# What every row of every extracted table carries besides the columns of the guide.
_PROVENANCE: Final[dict[str, pa.Column]] = {
    "evidence": _text(checks=pa.Check.str_length(min_value=1)),
    "start": pa.Column("int64", pa.Check.ge(0), coerce=True),
    "end": pa.Column("int64", pa.Check.gt(0), coerce=True),
    "rule": _text(checks=pa.Check.str_length(min_value=1)),
    "confidence": pa.Column("float64", pa.Check.in_range(0, 1), coerce=True),
    "review": _code(REVIEWS),
}
_SPAN_CHECKS: Final = [
    pa.Check(lambda t: t["start"] < t["end"], name="start < end"),
    pa.Check(
        lambda t: t["evidence"].str.len() == t["end"] - t["start"],
        name="evidence is as long as its span",
    ),
]


def _table(name: str, columns: dict[str, pa.Column], *checks: pa.Check) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            "source_id": _text(checks=pa.Check.str_matches(SLUG)),
            "row_id": _text(checks=pa.Check.str_length(min_value=1)),
            **columns,
            **_PROVENANCE,
        },
        checks=[*_SPAN_CHECKS, *checks],
        unique=["row_id"],
        strict=True,
        ordered=True,
        name=name,
    )


SOURCES: Final = pa.DataFrameSchema(
    {
        "source_id": _text(checks=pa.Check.str_matches(SLUG)),
        "title": _text(),
        "published": _text(checks=pa.Check.str_matches(ISO_DATE)),
        "outlet": _text(),
        "url": _text(),
        "language": _text(),
        "characters": pa.Column("int64", pa.Check.gt(0), coerce=True),
        "sha256": _text(checks=pa.Check.str_length(64, 64)),
        "program": _text(),
        "model": _text(),
        "model_version": _text(),
        "codebook": _text(),
        "geography": _text(),
        "metadata": _text(),
        "text": _text(),
    },
    unique=["source_id"],
    strict=True,
    ordered=True,
    name="sources",
)
ACTORS: Final = _table(
    "actors",
    {
        "actor_id": _text(checks=pa.Check.str_matches(SLUG)),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        "kind": _code(ACTOR_KINDS),
        "role": _text(),
        "party": _text(),
        "process_role": _code(PROCESS_ROLES, empty=True),
        "n_mentions": pa.Column("int64", pa.Check.ge(0), coerce=True),
    },
    pa.Check(lambda t: ~t.duplicated(["source_id", "actor_id"]), name="one row per actor"),
)
CONDITIONS: Final = _table(
    "conditions",
    {
        "holder": _text(checks=pa.Check.str_matches(SLUG)),
        "party": _text(),
        "act": _code(ACTS),
        "target": _text(),
        "issue": _code(ISSUES),
        "issue_group": _code(tuple(ISSUE_GROUPS)),
        "statement": _text(checks=pa.Check.str_length(min_value=1)),
        "status": _code(STATUSES),
        "contingent_on": _text(),
        "contingent_on_id": _text(),
        "days": _number("Float64", pa.Check.gt(0)),
        "deadline": _text(checks=pa.Check.str_matches(ISO_DATE)),
        "quantity": _number("Float64", pa.Check.ge(0)),
        "unit": _text(),
    },
    pa.Check(
        lambda t: t["issue"].map(GROUP_OF_ISSUE) == t["issue_group"],
        name="issue_group is the group of the issue",
    ),
)
REGIONS: Final = _table(
    "regions",
    {
        "region_id": _text(checks=pa.Check.str_matches(SLUG)),
        "name": _text(checks=pa.Check.str_length(min_value=1)),
        "kind": _code(REGION_KINDS),
        "country": _text(checks=pa.Check.str_matches(r"^([A-Z]{3})?$")),
        "latitude": _number("Float64", pa.Check.in_range(-90, 90)),
        "longitude": _number("Float64", pa.Check.in_range(-180, 180)),
        "region_role": _code(REGION_ROLES),
        "n_literal": pa.Column("int64", pa.Check.ge(1), coerce=True),
        "n_metonymic": pa.Column("int64", pa.Check.ge(0), coerce=True),
        "place_id": _text(),
        "geometry": pa.Column("geometry", nullable=True),
    },
    pa.Check(lambda t: ~t.duplicated(["source_id", "region_id"]), name="one row per region"),
)
EVENTS: Final = _table(
    "events",
    {
        "event_type": _code(EVENT_TYPES),
        "participants": _text(),
        "region_id": _text(),
        "date_start": _text(checks=pa.Check.str_matches(ISO_DATE)),
        "date_end": _text(checks=pa.Check.str_matches(ISO_DATE)),
        "date_text": _text(),
        "duration_hours": _number("Float64", pa.Check.gt(0)),
        "phase": _code(PHASES),
    },
    pa.Check(
        lambda t: (t["date_end"] == "") | (t["date_start"] <= t["date_end"]),
        name="date_start <= date_end",
    ),
)
QUOTES: Final = _table(
    "quotes",
    {"speaker": _text(), "cue": _text(), "medium": _text()},
)
MENTIONS: Final = _table(
    "mentions",
    {
        "text": _text(checks=pa.Check.str_length(min_value=1)),
        "entity": _text(checks=pa.Check.str_matches(SLUG)),
        "form": _code(FORMS),
        "literal": pa.Column("boolean", nullable=True, coerce=True),
    },
)
TABLES: Final[dict[str, pa.DataFrameSchema]] = {
    "sources": SOURCES,
    "actors": ACTORS,
    "conditions": CONDITIONS,
    "regions": REGIONS,
    "events": EVENTS,
    "quotes": QUOTES,
    "mentions": MENTIONS,
}
# Columns that a record may leave out, with what stands there then.
_UNREVIEWED: Final[dict[str, object]] = {"review": "unreviewed"}
_DEFAULTS: Final[dict[str, dict[str, object]]] = {
    # Tables written before these were recorded do not say them.
    "sources": {"codebook": "", "geography": ""},
    "conditions": {"contingent_on_id": "", "deadline": "", "quantity": None, "unit": ""},
}
# What makes a row itself: its words and what they were coded as, not where they stand, so that a
# row keeps its id when text is added before it. Mentions repeat the same words: place tells them
# apart.
_IDENTITY: Final[dict[str, tuple[str, ...]]] = {
    "actors": ("actor_id",),
    "conditions": ("evidence", "party", "issue"),
    "regions": ("region_id",),
    "events": ("evidence", "event_type"),
    "quotes": ("evidence", "speaker"),
    "mentions": ("start", "end", "entity"),
}


# The rows of each table that were found valid last, and the table without rows.
_PASSED: Final[dict[tuple[str, bool], pd.DataFrame]] = {}


def columns(table: str) -> list[str]:
    """Give the column names of a table, in order.

    Parameters
    ----------
    table
        One of ``sources``, ``actors``, ``conditions``, ``regions``, ``events``, ``quotes``,
        ``mentions``.

    Returns
    -------
    list of str

    Examples
    --------
    >>> columns("quotes")[2:5]
    ['speaker', 'cue', 'medium']
    """
    return list(TABLES[table].columns)


def validate(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Check a frame against the definition of a table, coercing its types.

    Parameters
    ----------
    table
        Name of the table.
    frame
        Rows with the columns of that table, in any order.

    Returns
    -------
    DataFrame
        The same rows, columns in order, a fresh index from 0. ``regions`` comes back as a
        GeoDataFrame in EPSG:4326.

    Raises
    ------
    SchemaError
        Where a column is missing or too many, or a value breaks a rule of the guide.

    Examples
    --------
    >>> validate("quotes", empty("quotes")).shape
    (0, 11)
    """
    schema = TABLES[table]
    if table == "sources":
        later = {c: str(v) for c, v in _DEFAULTS[table].items() if c not in frame.columns}
        frame = frame.assign(**later)
    missing = [c for c in schema.columns if c not in frame.columns]
    surplus = [c for c in frame.columns if c not in schema.columns]
    if missing or surplus:
        raise SchemaError(
            f"table '{table}': columns missing: {missing or 'none'}, unknown: {surplus or 'none'}; "
            f"the columns are {list(schema.columns)}."
        )
    ordered = frame[list(schema.columns)].reset_index(drop=True)
    if table == "regions":
        ordered = gpd.GeoDataFrame(ordered, geometry="geometry", crs="EPSG:4326")
    # Most rows pass here twice, when made and when laid into a dossier, and checking takes longer
    # than reading a short text: rows that were checked just now, or no rows, are not checked again.
    before = _PASSED.get((table, ordered.empty))
    if before is not None and (ordered.empty or ordered.equals(before)):
        return before.copy()
    try:
        passed = schema.validate(ordered, lazy=True)
    except pa.errors.SchemaErrors as error:
        case = error.failure_cases.iloc[0]
        at = "" if pd.isna(case["index"]) else f", row {case['index']}"
        raise SchemaError(
            f"table '{table}', column '{case['column']}'{at}: {case['failure_case']!r} breaks the "
            f"check {case['check']}; see docs/coding-guide.md for what is allowed "
            f"({len(error.failure_cases)} failures in all)."
        ) from error
    _PASSED[table, ordered.empty] = passed.copy()
    return passed


def empty(table: str) -> pd.DataFrame:
    """Give a table without rows, with the right columns and types.

    Examples
    --------
    >>> len(empty("regions")), empty("regions").crs.to_epsg()
    (0, 4326)
    """
    frame = pd.DataFrame({name: [] for name in columns(table)})
    return validate(table, frame)


def from_records(table: str, records: Iterable[dict[str, object]]) -> pd.DataFrame:
    """Build a table from one dict a row, giving each row its stable ``row_id``.

    Parameters
    ----------
    table
        Name of the table (not ``sources``, which has no row ids).
    records
        The rows, without ``row_id``; ``review`` may be left out, of ``conditions`` also
        ``contingent_on_id``, ``deadline``, ``quantity`` and ``unit``.

    Returns
    -------
    DataFrame
        Validated, see :func:`validate`.

    Notes
    -----
    The id is a digest of the source, the table and what makes the row itself (for a condition its
    evidence, party and issue). Rows that agree in all that are told apart by the rest of their
    content, in text order, so that no id depends on how many rows stand before it.
    """
    rows = [_UNREVIEWED | _DEFAULTS.get(table, {}) | record for record in records]
    if not rows:
        return empty(table)
    taken: set[str] = set()
    for row in rows:
        row["row_id"] = _row_id(table, row, taken)
    return validate(table, pd.DataFrame(rows))


_NO_IDENTITY: Final = frozenset({"geometry", "row_id", "confidence", "contingent_on_id", "review"})


def _row_id(table: str, row: dict[str, object], taken: set[str]) -> str:
    own = [str(row["source_id"]), table, *(str(row[c]) for c in _IDENTITY[table])]
    rest = [str(v) for k, v in sorted(row.items()) if k not in _NO_IDENTITY]
    for key in (own, own + rest, *(own + rest + [str(n)] for n in range(1, len(taken) + 2))):
        digest = hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:10]
        row_id = f"{table[0]}-{digest}"
        if row_id not in taken:
            taken.add(row_id)
            return row_id
    raise AssertionError("unreachable: one of len(taken) + 1 ids is free")
