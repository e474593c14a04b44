"""The page of the report: what it says, in the order that it is read."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from analysis.dossier import Dossier
from analysis.evidence import SIGNS, STATES, row_states
from analysis.geography.boundaries import SOURCE
from analysis.report_page.marks import Paragraph, marked_text, marks_of
from analysis.report_page.pictures import pictures_of
from analysis.report_page.summary import summary
from analysis.report_page.tables import TITLES, tables_of
from analysis.review import open_decisions, review_progress
from analysis.theme import STANDARD, Theme


@dataclass(frozen=True)
class Source:
    """A source, its facts and its text with marks."""

    title: str
    outlet: str
    published: str
    links: list[tuple[str, str]]
    provenance: list[tuple[str, str]]
    paragraphs: list[Paragraph]


def page(
    dossier: Dossier,
    figures: Sequence[Path],
    *,
    made_with: Sequence[tuple[str, str]] = (),
    theme: Theme = STANDARD,
) -> str:
    """Write the page.

    Parameters
    ----------
    dossier
        The tables, of one source or of a series.
    figures
        SVG files, shown in the order of :data:`analysis.report_page.pictures.PICTURES`, others
        after them. Their links lead to the rows that they name.
    made_with
        What else it takes to make the report again: names and values, such as the notebooks.
    theme
        Words for codes.

    Returns
    -------
    str
        HTML that loads nothing; text of the source and its metadata stands in it as text only. Its
        one script is named by its hash, so that a browser runs no other.

    Raises
    ------
    ReportError
        Where a figure is no SVG file.
    """
    environment = Environment(
        loader=PackageLoader("analysis", "report_page"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    singles = [dossier.select(source_id) for source_id in dossier.source_ids]
    labels = {mark.row_id: mark.label for one in singles for mark in marks_of(one, theme)}
    states = row_states(*(dossier.tables[name] for name in TITLES if name != "changes"))
    sources = [_source(one, theme) for one in singles]
    title = sources[0].title if len(sources) == 1 else _title(sources)
    script = files("analysis.report_page").joinpath("page.js").read_text(encoding="utf-8")
    return environment.get_template("page.html").render(
        title=title, style=environment.get_template("page.css").render(),
        script=script, script_hash=_hash(script), sources=sources,
        summary=summary(dossier, theme), note=_note(dossier),
        pictures=pictures_of(figures, labels, states),
        tables=tables_of(dossier, labels, theme),
        key=[(SIGNS[s], theme.label("review_states", s)) for s in STATES
             if s in SIGNS and s in states.values()],
        words=theme.labels.get("review_states", {}), states=states,
        made=[("Made on", _today()), *made_with], boundaries=SOURCE,
    )  # fmt: skip


def _title(sources: Sequence[Source]) -> str:
    """Name a series by its first and last day."""
    days = sorted(source.published for source in sources)
    return f"{len(sources)} sources, {days[0]} to {days[-1]}"


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _today() -> str:
    """Give the day, or the one that a reproducible build sets (reproducible-builds.org)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdigit():
        return dt.datetime.fromtimestamp(int(fixed), dt.UTC).date().isoformat()
    return dt.datetime.now(dt.UTC).date().isoformat()


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
        decisions = "1 decision" if left == 1 else f"{left} decisions"
        note += f" {decisions} could not be applied; decisions.csv beside this file says why."
    return note


def _source(one: Dossier, theme: Theme) -> Source:
    row = one.sources.iloc[0]
    urls = [u for u in str(row["url"]).split("|") if u.startswith(("https://", "http://"))]
    links = [(url, re.sub(r"^https?://(www\.)?([^/?#]+).*", r"\2", url)) for url in urls]
    provenance = [
        ("Source", str(row["source_id"])), ("Published", str(row["published"])),
        ("Characters", f"{row['characters']:,}"),
        ("SHA-256 of the text", str(row["sha256"])), ("Program", str(row["program"])),
        ("Language model", f"{row['model']} {row['model_version']}".strip()),
        ("Codebook", str(row["codebook"])), ("Geography", str(row["geography"])),
        ("Language", str(row["language"])),
    ]  # fmt: skip
    return Source(
        title=str(row["title"]),
        outlet=str(row["outlet"]), published=str(row["published"]),
        links=links,
        provenance=[(k, v) for k, v in provenance if v], paragraphs=marked_text(one, theme),
    )  # fmt: skip
