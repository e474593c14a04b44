"""The tables of one source or of many, kept together; reading and writing them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from analysis import schema
from analysis.errors import OutputError, SchemaError, SourceError

GEOJSON: Final = "regions.geojson"
DECISIONS: Final = "decisions.csv"
SURE: Final = 0.5  # a reading below this confidence is shown as doubtful until it is reviewed


@dataclass(frozen=True)
class Dossier:
    """Everything that was taken from one source or several, a table each.

    The columns and codes are those of ``docs/coding-guide.md``; see :mod:`analysis.schema`.
    ``decisions`` holds what reviewers decided and what became of it, without rows where the tables
    are as they were extracted; see :func:`analysis.apply_review`.
    """

    sources: pd.DataFrame
    actors: pd.DataFrame
    conditions: pd.DataFrame
    regions: gpd.GeoDataFrame
    events: pd.DataFrame
    quotes: pd.DataFrame
    mentions: pd.DataFrame
    decisions: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name, in the order of the guide."""
        return {name: getattr(self, name) for name in schema.TABLES}

    @property
    def reviewed(self) -> bool:
        """Whether decisions of a reviewer have been laid over the tables."""
        return len(self.decisions) > 0

    @property
    def source_ids(self) -> list[str]:
        """The ids of the sources, in order of publication."""
        return self.sources.sort_values(["published", "source_id"])["source_id"].tolist()

    def select(self, source_id: str) -> Dossier:
        """Give the dossier of one of the sources.

        Raises
        ------
        SourceError
            Where there is no such source; the message lists those there are.
        """
        self._check_known(source_id)
        decisions = self.decisions
        if self.reviewed:
            decisions = decisions[decisions["source_id"].isin([source_id, ""])]
        return from_tables(
            {name: table[table["source_id"] == source_id] for name, table in self.tables.items()},
            decisions=decisions,
        )

    def text(self, source_id: str) -> str:
        """Give the text of a source, which all offsets count in."""
        self._check_known(source_id)
        return str(self.sources.loc[self.sources["source_id"] == source_id, "text"].iloc[0])

    def _check_known(self, source_id: str) -> None:
        if source_id not in set(self.sources["source_id"]):
            raise SourceError(
                f"there is no source '{source_id}' in this dossier; it holds: "
                f"{', '.join(self.source_ids) or 'none'}."
            )

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(table)} {name}" for name, table in self.tables.items())
        return f"<Dossier: {counts}{', reviewed' if self.reviewed else ''}>"

    def _repr_html_(self) -> str:
        from analysis.displays import dossier_html

        return dossier_html(self)


def from_tables(
    tables: Mapping[str, pd.DataFrame], *, decisions: pd.DataFrame | None = None
) -> Dossier:
    """Make a dossier of tables, checking each against its definition and against the others.

    Parameters
    ----------
    tables
        The seven tables by name.
    decisions
        What reviewers decided, as :func:`analysis.apply_review` leaves it.

    Raises
    ------
    SchemaError
        Where a table is missing, breaks a rule, or names an actor or source that does not exist.
    """
    missing = [name for name in schema.TABLES if name not in tables]
    if missing:
        raise SchemaError(f"tables missing: {', '.join(missing)}; a dossier has all seven.")
    checked = {name: schema.validate(name, tables[name]) for name in schema.TABLES}
    _check_references(checked)
    told = pd.DataFrame() if decisions is None else decisions.reset_index(drop=True)
    return Dossier(**checked, decisions=told)


def is_doubtful(row: Mapping[Any, Any]) -> bool:
    """Tell a row that the program is not sure of and that no reviewer has settled.

    Examples
    --------
    >>> is_doubtful({"confidence": 0.3, "review": "unreviewed"})
    True
    >>> is_doubtful({"confidence": 0.3, "review": "accepted"})
    False
    """
    unsettled = str(row.get("review", "unreviewed")) in ("unreviewed", "disputed")
    return unsettled and float(row.get("confidence", 1.0)) < SURE


def concat(dossiers: Iterable[Dossier]) -> Dossier:
    """Lay several dossiers together.

    Parameters
    ----------
    dossiers
        Dossiers of different sources.

    Returns
    -------
    Dossier

    Raises
    ------
    SchemaError
        Where two of them hold the same source.

    Examples
    --------
    >>> concat([]).source_ids
    []
    """
    parts = list(dossiers)
    tables: dict[str, pd.DataFrame] = {}
    for name in schema.TABLES:
        filled = [part.tables[name] for part in parts if len(part.tables[name])]
        tables[name] = pd.concat(filled, ignore_index=True) if filled else schema.empty(name)
    told = [part.decisions for part in parts if part.reviewed]
    return from_tables(tables, decisions=pd.concat(told, ignore_index=True) if told else None)


def write_dossier(dossier: Dossier, folder: str | Path) -> Path:
    """Write the tables as CSV and Parquet, and the regions as GeoJSON besides.

    Parameters
    ----------
    dossier
        What to write.
    folder
        The folder to fill. Files of the same names are replaced, others stay. All files appear
        whole: they are written beside and then moved.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    OutputError
        Where the folder cannot be made or filled.

    Notes
    -----
    ``regions.csv`` has no geometry column; ``regions.parquet`` (GeoParquet) and
    ``regions.geojson`` have it. Of reviewed tables ``decisions.csv`` says what was decided.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        for name, table in dossier.tables.items():
            table.to_parquet(staging / f"{name}.parquet", index=False)
            flat = table.drop(columns="geometry", errors="ignore")
            flat.to_csv(staging / f"{name}.csv", index=False, lineterminator="\n")
        (staging / GEOJSON).write_text(_geojson(dossier.regions), encoding="utf-8")
        if dossier.reviewed:
            dossier.decisions.to_csv(staging / DECISIONS, index=False, lineterminator="\n")
        else:
            (folder / DECISIONS).unlink(missing_ok=True)  # of tables that are replaced here
        for written in sorted(staging.iterdir()):
            written.replace(folder / written.name)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return folder


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(f"{folder}: cannot be written ({error.strerror or error}); give another "
                       "folder, with --output at the prompt.")  # fmt: skip


def read_dossier(folder: str | Path) -> Dossier:
    """Read back what :func:`write_dossier` wrote.

    Parameters
    ----------
    folder
        A folder with the Parquet files of the seven tables.

    Returns
    -------
    Dossier

    Raises
    ------
    SourceError
        Where the folder or one of the files is missing.
    SchemaError
        Where a table does not conform.
    """
    folder = Path(folder)
    tables: dict[str, pd.DataFrame] = {}
    for name in schema.TABLES:
        path = folder / f"{name}.parquet"
        if not path.is_file():
            raise SourceError(
                f"{path}: there is no such file; make the tables with "
                "'python -m analysis extract SOURCE --output DIR'."
            )
        tables[name] = gpd.read_parquet(path) if name == "regions" else pd.read_parquet(path)
    decided = folder / DECISIONS
    told = pd.read_csv(decided, dtype="str", keep_default_na=False) if decided.is_file() else None
    return from_tables(tables, decisions=told)


def _geojson(regions: gpd.GeoDataFrame) -> str:
    return f"{regions.to_json(drop_id=True, ensure_ascii=False)}\n"


def _check_references(tables: Mapping[str, pd.DataFrame]) -> None:
    known = set(tables["sources"]["source_id"])
    actors = set(zip(tables["actors"]["source_id"], tables["actors"]["actor_id"], strict=True))
    for name, table in tables.items():
        strangers = set(table["source_id"]) - known
        if strangers:
            raise SchemaError(
                f"table '{name}' has rows of the source '{min(strangers)}', which the table "
                "'sources' does not list."
            )
    for name, column in (("conditions", "holder"), ("quotes", "speaker")):
        table = tables[name]
        for source_id, actor_id in zip(table["source_id"], table[column], strict=True):
            if actor_id and (source_id, actor_id) not in actors:
                raise SchemaError(
                    f"table '{name}' of '{source_id}' has the {column} '{actor_id}', who is no "
                    "row of 'actors'; add the actor or mend the id."
                )
