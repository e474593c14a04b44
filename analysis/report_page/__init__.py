"""The page of the report: what it says, in the order that it is read."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from analysis.codebook import read_table
from analysis.comparison.frames import with_party
from analysis.dossier import Dossier, is_doubtful
from analysis.labelling import FAMILIES
from analysis.report_page.marks import Paragraph, marked_text
from analysis.report_page.summary import summary
from analysis.review import open_decisions, review_progress
from analysis.theme import STANDARD, Theme, party_names

# What each picture shows, for those who cannot see it, and in which order they stand.
PICTURES: Final = {
    "positions": ("Where the parties stand", "Matrix of issues and parties; each mark is an act."),
    "gaps": (
        "How far they are apart",
        "Issues from settled to deadlocked, parties on their sides.",
    ),
    "deal": ("What hangs on what", "Terms as boxes; an arrow leads to each that waits."),
    "timeline": ("What happened when, and what is planned", "Events in order of their dates."),
    "regions_map": ("Where the places are", "Map of the places named, by their part in the story."),
    "claims_map": ("Who wants what of which place", "Map of the places that conditions name."),
    "demands": ("Who asks what of whom", "Bars: the number of demands of each party on another."),
    "acts": ("What each party does with its words", "Bars: the acts of each party, cut by act."),
    "mentions": ("Who is named", "Bars: the share of each party and actor in all namings."),
    "quotes": ("Who gets to speak", "Bars: the share of each speaker in the words quoted."),
}
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
}  # fmt: skip
TITLES: Final = {
    "conditions": "Conditions: who wants, offers or refuses what",
    "actors": "Actors", "regions": "Places", "events": "Events", "quotes": "Quotations",
}  # fmt: skip
NAMED: Final = {"party", "target", "speaker", "participants", "region_id"}


@dataclass(frozen=True)
class Picture:
    """A figure of the report."""

    title: str
    alt: str
    data: str


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells by heading, its words and where they stand.

    ``state`` is what a reviewer made of it, or ``doubtful`` where nobody has looked at a row that
    the program is not sure of.
    """

    row_id: str
    cells: list[tuple[str, str]]
    evidence: str
    state: str


@dataclass(frozen=True)
class Table:
    """A table of the report."""

    name: str
    title: str
    headings: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Source:
    """A source, its facts and its text with marks."""

    title: str
    outlet: str
    published: str
    links: list[tuple[str, str]]
    provenance: list[tuple[str, str]]
    paragraphs: list[Paragraph]


def page(dossier: Dossier, figures: Sequence[Path], *, theme: Theme = STANDARD) -> str:
    """Write the page.

    Parameters
    ----------
    dossier
        The tables.
    figures
        SVG files, shown in the order of :data:`PICTURES`, others after them.
    theme
        Words for codes.

    Returns
    -------
    str
        HTML that loads nothing; text of the source and its metadata stands in it as text only.
    """
    environment = Environment(
        loader=PackageLoader("analysis", "report_page"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    sources = [_source(dossier, source_id, theme) for source_id in dossier.source_ids]
    title = sources[0].title if len(sources) == 1 else f"{len(sources)} sources"
    style = environment.get_template("page.css").render()
    return environment.get_template("page.html").render(
        title=title, style=style, sources=sources, summary=summary(dossier, theme),
        note=_note(dossier),
        pictures=_pictures(figures), tables=_tables(dossier, theme),
    )  # fmt: skip


def _pictures(figures: Sequence[Path]) -> list[Picture]:
    order = {name: place for place, name in enumerate(PICTURES)}
    shown = []
    for path in sorted(figures, key=lambda p: (order.get(p.stem, len(order)), p.stem)):
        title, alt = PICTURES.get(path.stem, (path.stem.replace("_", " ").capitalize(), ""))
        data = base64.b64encode(path.read_bytes()).decode("ascii")
        shown.append(Picture(title, alt, f"data:image/svg+xml;base64,{data}"))
    return shown


def _tables(dossier: Dossier, theme: Theme) -> list[Table]:
    said = dossier.conditions
    ids = [*dossier.actors["actor_id"], *said["party"], *said["holder"], *said["target"]]
    names = party_names(dossier.actors, [i for i in dict.fromkeys(ids) if i])
    # A state is an actor and a place under one id; both bear the same name.
    places = dict(zip(dossier.regions["region_id"], dossier.regions["name"], strict=True))
    names = places | names
    tables = []
    for table, columns in COLUMNS.items():
        frame = with_party(said) if table == "conditions" else dossier.tables[table]
        columns = columns | ({"review": "Review"} if dossier.reviewed else {})
        # A column in which nothing stands only takes room.
        shown = {
            column: heading
            for column, heading in columns.items()
            if frame.empty or (frame[column].notna() & (frame[column].astype("str") != "")).any()
        }
        order = [c for c in ("source_id", "start") if c in frame.columns]
        rows = []
        for record in frame.sort_values(order, kind="stable").to_dict("records"):
            cells = [
                (heading, _cell(table, column, record, names, theme))
                for column, heading in shown.items()
            ]
            rows.append(Row(str(record["row_id"]), cells, str(record["evidence"]), _state(record)))
        tables.append(Table(table, TITLES[table], list(shown.values()), rows))
    return tables


def _state(record: dict[Any, Any]) -> str:
    review = str(record["review"])
    return "doubtful" if review == "unreviewed" and is_doubtful(record) else review


def _note(dossier: Dossier) -> str:
    """Say how far the tables were looked at by a reviewer."""
    begins = "Taken from the text by rules, as reported on the day"
    if not dossier.reviewed:
        return f"{begins}, and not reviewed."
    row = review_progress(dossier).loc["conditions"]
    left = len(open_decisions(dossier))
    note = f"{begins}; {row['reviewed']} of {row['rows']} conditions reviewed by "
    note += f"{', '.join(sorted(set(dossier.decisions['reviewer'])))}."
    if left:
        note += f" {left} decisions could not be applied; decisions.csv beside this file says why."
    return note


def _cell(
    table: str, column: str, record: dict[Any, Any], names: dict[str, str], theme: Theme
) -> str:
    value = record[column]
    if pd.isna(value) or value == "":
        return ""
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


def _source(dossier: Dossier, source_id: str, theme: Theme) -> Source:
    one = dossier.select(source_id)
    row = one.sources.iloc[0]
    urls = [u for u in str(row["url"]).split("|") if u.startswith(("https://", "http://"))]
    links = [(url, re.sub(r"^https?://(www\.)?([^/?#]+).*", r"\2", url)) for url in urls]
    provenance = [
        ("Source", source_id), ("Characters", f"{row['characters']:,}"),
        ("SHA-256 of the text", str(row["sha256"])), ("Program", str(row["program"])),
        ("Language model", f"{row['model']} {row['model_version']}".strip()),
        ("Language", str(row["language"])),
    ]  # fmt: skip
    return Source(
        title=str(row["title"]),
        outlet=str(row["outlet"]), published=str(row["published"]),
        links=links,
        provenance=[(k, v) for k, v in provenance if v], paragraphs=marked_text(one, theme),
    )  # fmt: skip
