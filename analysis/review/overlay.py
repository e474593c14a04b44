"""Decisions laid over a dossier: what was decided shows, what cannot be applied is listed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from analysis import schema
from analysis.dossier import Dossier, from_tables
from analysis.errors import ReviewError
from analysis.review.additions import added_record, places
from analysis.review.decisions import as_value, check_decisions, read_review, row_digest
from analysis.review.verdicts import Verdict, verdicts

OUTCOMES: Final = (
    "applied", "superseded", "overruled", "disputed", "gone", "changed", "blocked",
)  # fmt: skip
# Which column of which table names an actor that must be there.
_HOLDS: Final[dict[str, str]] = {"conditions": "holder", "quotes": "speaker"}
# By which column the rows of other tables name a row.
_NAMED: Final[dict[str, str]] = {"actors": "actor_id", "regions": "region_id"}


def apply_review(
    dossier: Dossier, decisions: pd.DataFrame | str | Path, *, prefer: str = ""
) -> Dossier:
    """Lay the decisions of reviewers over extracted tables.

    Parameters
    ----------
    dossier
        The tables as they were extracted.
    decisions
        As :func:`read_review` gives them, or the path of their file.
    prefer
        The reviewer whose word holds where reviewers disagree; empty leaves such rows as they were
        extracted, marked ``disputed``.

    Returns
    -------
    Dossier
        Rejected rows are gone, edited ones have their new values, added ones stand in place; the
        column ``review`` of each row is ``unreviewed``, ``accepted``, ``corrected``, ``added`` or
        ``disputed``. ``decisions`` holds every line with its ``outcome`` and, where it was not
        applied, the ``reason``:

        ``applied``
            the tables show it;
        ``superseded``
            a later line of the same reviewer took it back, or the row is there already;
        ``overruled``
            ``prefer`` said otherwise;
        ``disputed``
            another reviewer says otherwise;
        ``gone``
            there is no such row (any more), or the words of an added one are not in the text;
        ``changed``
            the row says something else than when the reviewer saw it (``seen``);
        ``blocked``
            the tables would contradict themselves, as where a condition is held by an actor who
            is rejected.

    Raises
    ------
    ReviewError
        Where a decision is malformed, or the dossier has been reviewed already.

    Notes
    -----
    A row keeps its id, also where its party or issue is corrected, so that the same file can be
    laid over the next extraction.

    Examples
    --------
    >>> from analysis import concat
    >>> from analysis.review import empty_decisions
    >>> apply_review(concat([]), empty_decisions()).reviewed
    False
    """
    if dossier.reviewed:
        raise ReviewError(
            "these tables have been reviewed already; lay the decisions over the extraction "
            "(extract the source again, or read the tables as they were extracted)."
        )
    if isinstance(decisions, pd.DataFrame):
        checked = check_decisions(decisions)
    else:
        checked = read_review(decisions)
    overlay = _Overlay(dossier, checked, prefer)
    overlay.run()
    return from_tables(overlay.finished(), decisions=overlay.told())


def review_progress(dossier: Dossier) -> pd.DataFrame:
    """Count how many rows of each table have been decided on.

    Returns
    -------
    DataFrame
        Index ``table``; columns ``reviewed`` (accepted, corrected, added), ``disputed``, ``rows``.

    Examples
    --------
    >>> from analysis import concat
    >>> review_progress(concat([])).loc["conditions"].tolist()
    [0, 0, 0]
    """
    counts = {}
    for name, table in dossier.tables.items():
        if name == "sources":
            continue
        states = table["review"].value_counts()
        done = int(sum(states.get(state, 0) for state in ("accepted", "corrected", "added")))
        counts[name] = (done, int(states.get("disputed", 0)), len(table))
    frame = pd.DataFrame.from_dict(counts, orient="index", columns=["reviewed", "disputed", "rows"])
    return frame.rename_axis(index="table")


def open_decisions(dossier: Dossier) -> pd.DataFrame:
    """Give the decisions that could not be applied, with the ``outcome`` and the ``reason``.

    Returns
    -------
    DataFrame
        As ``dossier.decisions``, without those that were applied or superseded.

    Examples
    --------
    >>> from analysis import concat
    >>> len(open_decisions(concat([])))
    0
    """
    told = dossier.decisions
    if not dossier.reviewed:
        return told
    return told[~told["outcome"].isin(["applied", "superseded"])].reset_index(drop=True)


class _Overlay:
    """The tables while decisions are laid over them, and what became of each line."""

    def __init__(self, dossier: Dossier, decisions: pd.DataFrame, prefer: str) -> None:
        self.dossier = dossier
        self.decisions = decisions
        self.prefer = prefer
        self.outcomes = [""] * len(decisions)
        self.reasons = [""] * len(decisions)
        self.tables: dict[str, dict[str, dict[Hashable, Any]]] = {
            name: {str(row["row_id"]): dict(row) for row in table.to_dict("records")}
            for name, table in dossier.tables.items()
            if name != "sources"
        }

    def run(self) -> None:
        """Lay every decision over the tables: actors first, whom the other tables name."""
        by_row: dict[tuple[str, str], list[tuple[int, dict[str, Any]]]] = {}
        for number, line in enumerate(self.decisions.to_dict("records")):
            row = {str(key): value for key, value in line.items()}
            by_row.setdefault((row["table"], row["row_id"]), []).append((number, row))
        ordered = sorted(by_row, key=lambda key: list(self.tables).index(key[0]))
        rejected_actors = []
        for table, row_id in ordered:
            lines = by_row[table, row_id]
            if any(line["decision"] == "add" for _, line in lines):
                self._add(table, row_id, lines)
            elif table == "actors" and self._would_go(lines):
                rejected_actors.append((table, row_id, lines))  # once nobody holds to them
            else:
                self._decide(table, row_id, lines)
        for table, row_id, lines in rejected_actors:
            self._decide(table, row_id, lines)

    def finished(self) -> dict[str, pd.DataFrame]:
        """Give the tables, rows in text order."""
        tables = {"sources": self.dossier.sources}
        kept = set(self.tables["conditions"])
        for name, rows in self.tables.items():
            if not rows:
                tables[name] = schema.empty(name)
                continue
            frame = pd.DataFrame(list(rows.values()))
            if name == "conditions":
                linked = frame["contingent_on_id"].isin(kept)
                frame["contingent_on_id"] = frame["contingent_on_id"].where(linked, "")
            if name == "regions":
                frame = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
            added = (frame["review"] == "added").any()
            tables[name] = (
                frame.sort_values(["source_id", "start"], kind="stable") if added else frame
            )
        return tables

    def told(self) -> pd.DataFrame:
        """Give every decision with what became of it."""
        return self.decisions.assign(outcome=self.outcomes, reason=self.reasons)

    def _mark(self, numbers: list[int], outcome: str, reason: str = "") -> None:
        for number in numbers:
            self.outcomes[number] = outcome
            self.reasons[number] = reason

    def _would_go(self, lines: list[tuple[int, dict[str, Any]]]) -> bool:
        return any(verdict.rejects for verdict in verdicts(lines))

    def _decide(self, table: str, row_id: str, lines: list[tuple[int, dict[str, Any]]]) -> None:
        numbers = [number for number, _ in lines]
        row = self.tables[table].get(row_id)
        if row is None:
            self._mark(
                numbers,
                "gone",
                f"{table} has no row {row_id}: its words, party or issue are there no more; decide "
                "again on the row that took its place.",
            )
            return
        digest = row_digest(table, row)
        fresh = []
        for number, line in lines:
            if line["seen"] and line["seen"] != digest:
                self._mark([number], "changed", f"{row_id} says something else than when "
                           f"{line['reviewer']} saw it; decide again.")  # fmt: skip
            else:
                fresh.append((number, line))
        said = verdicts(fresh)
        for verdict in said:
            self._mark(verdict.superseded, "superseded", "a later line of the same reviewer.")
        if not said:
            return
        holding = self._holding(row_id, said)
        if holding is None:
            row["review"] = "disputed"
        else:
            self._apply(table, row_id, holding, said)

    def _holding(self, row_id: str, said: list[Verdict]) -> Verdict | None:
        """Give the verdict that holds, None where reviewers disagree and none is preferred."""
        if len({verdict.code for verdict in said}) == 1:
            return said[0]
        preferred = [verdict for verdict in said if verdict.reviewer == self.prefer]
        for verdict in said:
            others = "; ".join(f"{o.reviewer}: {o.code}" for o in said if o is not verdict)
            if preferred and verdict is not preferred[0]:
                self._mark(list(verdict.lines.values()), "overruled", f"{self.prefer} is preferred "
                           f"({preferred[0].code}).")  # fmt: skip
            elif not preferred:
                self._mark(
                    list(verdict.lines.values()),
                    "disputed",
                    f"on {row_id} others say otherwise ({others}); settle it, or say whose word "
                    "holds.",
                )
        return preferred[0] if preferred else None

    def _apply(self, table: str, row_id: str, verdict: Verdict, said: list[Verdict]) -> None:
        numbers = [n for v in said if v.code == verdict.code for n in v.lines.values()]
        row = self.tables[table][row_id]
        if verdict.rejects:
            reason = self._held(row) if table == "actors" else ""
            if reason:
                self._mark(numbers, "blocked", reason)
                return
            del self.tables[table][row_id]
            self._mark(numbers, "applied")
            return
        edited, reason = self._edited(table, row, verdict.edits)
        if reason:
            self._mark(numbers, "blocked", reason)
            return
        row.update(edited, review="corrected" if verdict.edits else "accepted")
        self._mark(numbers, "applied")

    def _edited(
        self, table: str, row: dict[Hashable, Any], edits: dict[str, str]
    ) -> tuple[dict[str, Any], str]:
        """Give the new values of a row, and why they cannot be, empty where they can."""
        values = {field: as_value(table, field, text) for field, text in edits.items()}
        if "issue" in values:
            values["issue_group"] = schema.GROUP_OF_ISSUE[values["issue"]]
        if "evidence" in values:
            words = str(values["evidence"])
            text = self.dossier.text(str(row["source_id"]))
            start = min(places(text, words), key=lambda at: abs(at - int(row["start"])), default=-1)
            if start < 0:
                return {}, _not_there(words)
            values |= {"start": start, "end": start + len(words)}
        after = {str(key): value for key, value in row.items()} | values
        if table == "regions" and {"latitude", "longitude"} & set(values):
            values["geometry"] = shapely.Point(after["longitude"], after["latitude"])
        return values, self._contradiction(table, after)

    def _add(self, table: str, row_id: str, lines: list[tuple[int, dict[str, Any]]]) -> None:
        numbers = [number for number, _ in lines]
        known = self.dossier.source_ids
        said = {str(line["source_id"]) for _, line in lines} - {""}
        source_id = said.pop() if len(said) == 1 else (known[0] if len(known) == 1 else "")
        if source_id not in known:
            self._mark(numbers, "blocked", f"the source of {row_id} is not told; give one of "
                       f"{', '.join(known) or 'none'} as 'source_id'.")  # fmt: skip
            return
        values = {str(line["field"]): str(line["value"]) for _, line in lines if line["field"]}
        text, words = self.dossier.text(source_id), values.get("evidence", "")
        if words not in text:
            self._mark(numbers, "gone", f"{row_id}: {_not_there(words)}")
            return
        record, reason = added_record(table, values, source_id, text)
        reason = reason or self._contradiction(table, record)
        if reason:
            self._mark(numbers, "blocked", f"{row_id}: {reason}")
            return
        (row,) = schema.from_records(table, [record]).to_dict("records")
        if row["row_id"] in self.tables[table] or self._is_known(
            table, source_id, row.get(_NAMED.get(table, ""))
        ):
            self._mark(numbers, "superseded", f"{row_id} is there already.")
            return
        self.tables[table][str(row["row_id"])] = dict(row)
        self._mark(numbers, "applied")

    def _contradiction(self, table: str, row: Mapping[str, Any]) -> str:
        """Say why a row cannot stand beside the others, empty where it can."""
        if table == "events" and row["date_end"] and row["date_start"] > row["date_end"]:
            return f"'date_start' {row['date_start']} is after 'date_end' {row['date_end']}."
        holder = _HOLDS.get(table, "")
        if row.get(holder) and not self._is_known("actors", row["source_id"], row[holder]):
            return (
                f"'{holder}' is '{row[holder]}', who is no actor of this source; add the actor "
                "first."
            )
        return ""

    def _is_known(self, table: str, source_id: str, own: object) -> bool:
        """Tell whether an actor or region of that id is there; other tables have no ids."""
        key = _NAMED.get(table)
        return key is not None and any(
            row["source_id"] == source_id and row[key] == own for row in self.tables[table].values()
        )

    def _held(self, actor: dict[Hashable, Any]) -> str:
        """Say which rows hold to an actor, empty where none does."""
        holding = [
            row_id
            for table, column in _HOLDS.items()
            for row_id, row in self.tables[table].items()
            if row["source_id"] == actor["source_id"] and row[column] == actor["actor_id"]
        ]
        if not holding:
            return ""
        return (
            f"'{actor['actor_id']}' holds {', '.join(holding[:5])}"
            f"{' and more' if len(holding) > 5 else ''}; reject or edit these first."
        )


def _not_there(words: str) -> str:
    return f"the words “{words}” are not in the text; copy them from it."
