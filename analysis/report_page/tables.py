"""The tables of the report: cells as words, each row with the words of the text behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from analysis.codebook import read_table
from analysis.comparison import changes
from analysis.comparison.frames import with_party
from analysis.dossier import Dossier
from analysis.evidence import SIGNS, row_states, together
from analysis.labelling import FAMILIES
from analysis.theme import Theme, party_names

# Columns that are shown, with their headings; codes are written as words.
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "conditions": {
        "party": "Party", "act": "Act", "issue": "Issue", "statement": "Content",
        "target": "Of whom", "status": "Status", "contingent_on": "If", "days": "Days",
        "deadline": "By", "quantity": "Amount", "unit": "Unit",
    },
    "actors": {
        "name": "Name", "kind": "Kind", "role": "Office", "party": "Speaks for",
        "process_role": "Part in the process", "n_mentions": "Mentions",
    },
    "regions": {
        "name": "Place", "kind": "Kind", "country": "Country", "region_role": "Part in the story",
        "n_literal": "As a place", "n_metonymic": "As its government",
    },
    "events": {
        "event_type": "Event", "participants": "Who", "region_id": "Where", "date_start": "From",
        "date_end": "To", "date_text": "In the text", "phase": "Phase",
    },
    "quotes": {"speaker": "Speaker", "cue": "Cue", "medium": "Medium"},
    "changes": {
        "party": "Party", "issue": "Issue", "change": "Change", "earlier_act": "Before",
        "later_act": "After", "earlier_statement": "Was", "later_statement": "Is",
        "later": "Reported on",
    },
}  # fmt: skip
TITLES: Final = {
    "changes": "Changes: what moved from source to source",
    "conditions": "Conditions: who wants, offers or refuses what",
    "actors": "Actors", "regions": "Places", "events": "Events", "quotes": "Quotations",
}  # fmt: skip
# Columns of few values, by which a reader picks rows.
PICKED: Final = {
    "conditions": ("party", "act", "issue", "status"),
    "actors": ("kind", "party", "process_role"),
    "regions": ("kind", "country", "region_role"),
    "events": ("event_type", "phase"),
    "quotes": ("speaker",),
    "changes": ("party", "issue", "change", "later"),
}
NAMED: Final = {"party", "target", "speaker", "participants", "region_id"}
CHANGE_FAMILIES: Final = {"change": "changes", "earlier_act": "acts", "later_act": "acts",
                          "issue": "issues"}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column: its heading, and the values to pick from, none where it is not for picking."""

    heading: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row: its cells, its words, and the rows of the dossier that these words belong to.

    ``state`` is a code of :data:`analysis.evidence.STATES`; ``key`` names the row in the page.
    """

    key: str
    cells: tuple[str, ...]
    evidence: str
    behind: tuple[str, ...]
    state: str
    sign: str
    said: str


@dataclass(frozen=True)
class Table:
    """A table of the report."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """States of review that occur, where there is more than one."""
        found = tuple(dict.fromkeys(row.state for row in self.rows))
        return found if len(found) > 1 else ()


def tables_of(dossier: Dossier, labels: Mapping[str, str], theme: Theme) -> list[Table]:
    """Write the tables of a dossier; for several sources also what changed from each to the next.

    Parameters
    ----------
    dossier
        The tables.
    labels
        What each row says in a few words, by id.
    theme
        Words for codes.
    """
    states = {name: row_states(dossier.tables[name]) for name in TITLES if name != "changes"}
    names = _names(dossier)
    made = []
    for name in TITLES:
        if name == "changes":
            if len(dossier.source_ids) > 1:
                known = {i: s for part in states.values() for i, s in part.items()}
                made.append(_changes(dossier, names, known, theme))
            continue
        frame = with_party(dossier.conditions) if name == "conditions" else dossier.tables[name]
        columns = dict(COLUMNS[name])
        if len(dossier.source_ids) > 1:
            days = dict(zip(dossier.sources["source_id"], dossier.sources["published"],
                            strict=True))  # fmt: skip
            frame = frame.assign(source=frame["source_id"].map(days))
            columns = {"source": "Source of"} | columns
        made.append(_table(name, frame, columns, names, states[name], labels, theme))
    return made


def _names(dossier: Dossier) -> dict[str, str]:
    """Names by id; a state is an actor and a place under one id, and both bear the same name."""
    said = dossier.conditions
    ids = [*dossier.actors["actor_id"], *said["party"], *said["holder"], *said["target"]]
    names = party_names(dossier.actors, [i for i in dict.fromkeys(ids) if i])
    return dict(zip(dossier.regions["region_id"], dossier.regions["name"], strict=True)) | names


def _table(
    name: str,
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    names: Mapping[str, str],
    states: Mapping[str, str],
    labels: Mapping[str, str],
    theme: Theme,
) -> Table:
    # A column in which nothing stands only takes room.
    shown = {
        column: heading
        for column, heading in columns.items()
        if frame.empty or (frame[column].notna() & (frame[column].astype("str") != "")).any()
    }
    order = [c for c in ("source_id", "start") if c in frame.columns]
    rows = []
    for record in frame.sort_values(order, kind="stable").to_dict("records"):
        cells = tuple(_cell(name, column, record, names, theme) for column in shown)
        key = str(record["row_id"])
        state = states[key]
        rows.append(
            Row(key, cells, str(record["evidence"]), (key,), state, SIGNS.get(state, ""),
                labels.get(key, ""))
        )  # fmt: skip
    return Table(name, TITLES[name], _picked(name, shown, rows), tuple(rows))


def _changes(
    dossier: Dossier, names: Mapping[str, str], states: Mapping[str, str], theme: Theme
) -> Table:
    """What is new, dropped, met, harder or softer in each source after the one before it."""
    days = dict(zip(dossier.sources["source_id"], dossier.sources["published"], strict=True))
    order = sorted(dossier.source_ids, key=lambda source: (days[source], source))
    rows = []
    for number, (before, after) in enumerate(pairwise(order)):
        moved = changes(dossier.select(before), dossier.select(after))
        for place, record in enumerate(moved.to_dict("records")):
            if record["change"] == "unchanged":
                continue
            record["later"] = days[after]
            behind = tuple(filter(None, (record["earlier_row_id"], record["later_row_id"])))
            cells = tuple(_cell("changes", c, record, names, theme) for c in COLUMNS["changes"])
            evidence = " → ".join(
                filter(None, (record["earlier_evidence"], record["later_evidence"]))
            )
            state = together(behind, states)
            rows.append(
                Row(f"change-{number}-{place}", cells, evidence, behind, state,
                    SIGNS.get(state, ""), f"{cells[0]}, {cells[1].lower()}: {cells[2]}")
            )  # fmt: skip
    return Table("changes", TITLES["changes"], _picked("changes", COLUMNS["changes"], rows),
                 tuple(rows))  # fmt: skip


def _picked(name: str, shown: Mapping[str, str], rows: list[Row]) -> tuple[Column, ...]:
    columns = []
    for place, (column, heading) in enumerate(shown.items()):
        values = sorted({row.cells[place] for row in rows if row.cells[place]})
        picked = column in PICKED[name] and len(values) > 1
        columns.append(Column(heading, tuple(values) if picked else ()))
    return tuple(columns)


def _cell(
    table: str, column: str, record: Mapping[Any, Any], names: Mapping[str, str], theme: Theme
) -> str:
    value = record[column]
    if pd.isna(value) or value == "":
        return ""
    if table == "changes" and column in CHANGE_FAMILIES:
        return theme.label(CHANGE_FAMILIES[column], str(value))
    if (table, column) in FAMILIES:
        return theme.label(FAMILIES[table, column], str(value)).split(":")[0]
    if (table, column) == ("regions", "country"):
        return ", ".join(_countries().get(code, code) for code in str(value).split("|"))
    if column in NAMED:
        return ", ".join(names.get(part, part) for part in str(value).split("|"))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Names of states and territories by their code; a code that passed on is the present one's."""
    rows = [row for row in read_table("states") if row["iso3"] and row["status"] != "historical"]
    return {row["iso3"]: row["name"] for row in rows}
