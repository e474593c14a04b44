"""Codes written as words: a table as an analyst reads it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analysis.errors import SchemaError
from analysis.schema import TABLES
from analysis.theme import STANDARD, Theme, party_names

# The family of codes that a column holds, by table; words for each stand in labels.toml.
FAMILIES: Final = {
    ("conditions", "act"): "acts",
    ("conditions", "issue"): "issues",
    ("conditions", "issue_group"): "issue_groups",
    ("conditions", "status"): "statuses",
    ("actors", "kind"): "actor_kinds",
    ("actors", "process_role"): "process_roles",
    ("regions", "kind"): "region_kinds",
    ("regions", "region_role"): "region_roles",
    ("events", "event_type"): "event_types",
    ("events", "phase"): "phases",
}
# Columns that hold the id of an actor, or several joined by "|".
ACTOR_IDS: Final = {
    "conditions": ("holder", "party", "target"),
    "actors": ("party",),
    "events": ("participants",),
    "quotes": ("speaker",),
}


def labelled(
    table: pd.DataFrame, *, actors: pd.DataFrame | None = None, theme: Theme = STANDARD
) -> pd.DataFrame:
    """Write the codes of a table as words, for reading.

    Parameters
    ----------
    table
        One of the tables of a dossier, or some of its rows and columns.
    actors
        The table of actors, for names in place of ids; ids stay where it is not given.
    theme
        Whose words: labels can be translated in a file.

    Returns
    -------
    DataFrame
        The same rows and columns; codes are words, what was text or number is as it was. It is for
        the eye: no function of the package takes it back.

    Raises
    ------
    SchemaError
        Where the frame has no column of codes by which to tell what table it is.

    Examples
    --------
    >>> from analysis import schema
    >>> labelled(schema.empty("quotes")).columns.tolist() == schema.columns("quotes")
    True
    """
    name = _table_of(table)
    out = table.copy()
    names = {} if actors is None else party_names(actors, sorted(set(actors["actor_id"])))
    for column in table.columns:
        family = FAMILIES.get((name, column))
        if family is not None:
            out[column] = [theme.label(family, str(code)) if code else "" for code in table[column]]
        elif names and column in ACTOR_IDS.get(name, ()):
            out[column] = [_named(str(cell), names) for cell in table[column]]
    return out


def _named(cell: str, names: dict[str, str]) -> str:
    return ", ".join(names.get(part, part) for part in cell.split("|") if part)


def _table_of(table: pd.DataFrame) -> str:
    """Tell what table a frame is: the one of which most columns, and none that it has not."""
    have = set(table.columns)
    tables = [name for name in TABLES if name != "sources"]
    best = max(tables, key=lambda name: len(have & set(TABLES[name].columns)))
    told = {column for of, column in FAMILIES if of == best} | {"speaker", "entity"}
    if not have & told:
        raise SchemaError(
            f"this frame has the columns {', '.join(map(str, table.columns)) or 'none'}, of which "
            "no table has its codes; give a table of a dossier."
        )
    return best
