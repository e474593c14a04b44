"""Deciding row by row: each decision is on the disk before the next one is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.dossier import Dossier
from analysis.errors import ReviewError
from analysis.review.decisions import (
    EDITABLE,
    TABLE_OF,
    check_decisions,
    empty_decisions,
    read_review,
    row_digest,
    write_review,
)
from analysis.review.overlay import apply_review, open_decisions


class ReviewSession:
    """A reviewer at work on the tables of a source.

    Parameters
    ----------
    dossier
        The tables as they were extracted.
    path
        The file of decisions; made with the first one. Decisions that are there are kept, those
        of other reviewers too.
    reviewer
        Name or initials.

    Raises
    ------
    ReviewError
        Where the file holds wrong lines, ``reviewer`` is empty or the tables are reviewed already.
    """

    def __init__(self, dossier: Dossier, path: str | Path, reviewer: str) -> None:
        if not reviewer.strip():
            raise ReviewError("'reviewer' is empty; give the name or initials of who decides.")
        self.extracted = dossier
        self.path = Path(path)
        self.reviewer = reviewer.strip()
        self.decisions = read_review(self.path) if self.path.is_file() else empty_decisions()
        self._known = self._on_disk()
        self._steps: list[int] = []
        self._show(apply_review(self.extracted, self.decisions))

    def decide(
        self, row_id: str, decision: str, field: str = "", value: str = "", note: str = ""
    ) -> None:
        """Accept, reject or edit a row, and save.

        Raises
        ------
        ReviewError
            Where there is no such row, the decision is wrong, or somebody else has changed the
            file meanwhile; nothing is changed then.
        """
        table, row = self._row(row_id)
        line = {
            "row_id": row_id, "table": table, "decision": decision, "field": field, "value": value,
            "note": note, "seen": row_digest(table, row), "source_id": str(row["source_id"]),
        }  # fmt: skip
        self._take([line])

    def add(self, table: str, values: Mapping[str, str], *, source_id: str = "") -> str:
        """Add a row, and save.

        Parameters
        ----------
        table
            Name of the table.
        values
            Its fields as text; ``evidence`` holds words of the source.
        source_id
            The source, where the dossier holds several.

        Returns
        -------
        str
            The name of the new row in the file.

        Raises
        ------
        ReviewError
            Where a value is wrong, the row cannot stand, or somebody else has changed the file
            meanwhile; nothing is changed then.
        """
        taken = set(self.decisions["row_id"])
        label = next(f"new-{n}" for n in range(1, len(taken) + 2) if f"new-{n}" not in taken)
        known = self.extracted.source_ids
        source_id = source_id or (known[0] if len(known) == 1 else "")
        self._take([
            {"row_id": label, "table": table, "decision": "add", "field": field, "value": value,
             "source_id": source_id}
            for field, value in values.items() if str(value).strip()
        ])  # fmt: skip
        return label

    def undo(self) -> str:
        """Take the last decision of this session back, save, and give the row; "" if none."""
        if not self._steps:
            return ""
        kept = len(self.decisions) - self._steps[-1]
        row_id = str(self.decisions["row_id"].iloc[kept])
        before = self.decisions.iloc[:kept].reset_index(drop=True)
        self._keep(before, apply_review(self.extracted, before))
        self._steps.pop()
        return row_id

    def state(self, row_id: str) -> str:
        """Give the state of a row: a code of ``review``, or ``rejected``."""
        self._row(row_id)
        return self._states.get(row_id, "rejected")

    def progress(self, table: str = "conditions") -> tuple[int, int]:
        """Give how many extracted rows of a table have been decided on, and how many there are."""
        ids = self.extracted.tables[table]["row_id"].tolist()
        states = [self._states.get(row_id, "rejected") for row_id in ids]
        return sum(state not in {"unreviewed", "disputed"} for state in states), len(ids)

    def open_decisions(self) -> pd.DataFrame:
        """Give the decisions that could not be applied, with the reason."""
        return open_decisions(self.reviewed)

    def _row(self, row_id: str) -> tuple[str, Mapping[Hashable, Any]]:
        table = TABLE_OF.get(row_id[:1], "")
        rows = self.extracted.tables.get(table)
        found = None if rows is None else rows[rows["row_id"] == row_id]
        if found is None or found.empty:
            raise ReviewError(
                f"there is no row '{row_id}'; row ids stand in the column 'row_id' of "
                f"{', '.join(EDITABLE)}."
            )
        return table, found.to_dict("records")[0]

    def _take(self, lines: list[dict[str, str]]) -> None:
        known = {"reviewer": self.reviewer, "date": dt.date.today().isoformat()}
        fresh = check_decisions(pd.DataFrame([line | known for line in lines]), label="decision")
        together = pd.concat([self.decisions, fresh], ignore_index=True)
        tried = apply_review(self.extracted, together)
        told = tried.decisions.tail(len(fresh))
        there = (told["outcome"] == "superseded") & (told["decision"] == "add")
        refused = told[told["outcome"].isin(["blocked", "gone"]) | there]
        if len(refused):
            raise ReviewError(str(refused["reason"].iloc[0]))
        self._keep(together, tried)
        self._steps.append(len(fresh))

    def _on_disk(self) -> bytes:
        return self.path.read_bytes() if self.path.is_file() else b""

    def _keep(self, decisions: pd.DataFrame, reviewed: Dossier) -> None:
        if self._on_disk() != self._known:  # another window, another reviewer, an editor
            raise ReviewError(
                f"{self.path}: has been changed since this session read it; begin the session "
                "again (in the notebook: run all cells), so that no decision is lost."
            )
        write_review(decisions, self.path)
        self._known = self._on_disk()
        self.decisions = decisions
        self._show(reviewed)

    def _show(self, reviewed: Dossier) -> None:
        self.reviewed = reviewed
        self._states: dict[str, str] = {
            row_id: state
            for name, table in reviewed.tables.items()
            if name != "sources"
            for row_id, state in zip(table["row_id"], table["review"], strict=True)
        }
