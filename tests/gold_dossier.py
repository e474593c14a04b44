"""Dossiers made of the hand-coded tables, so that pictures are tested on what is known."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from analysis import schema
from analysis.articles import read_article
from analysis.dossier import Dossier, from_tables
from analysis.geography import boundaries

ROOT = Path(__file__).resolve().parent.parent
UKRAINE = "2025-03-18-before-the-call"
GAZA = "2025-01-16-gaza-ceasefire-deal"


@cache
def gold_dossier(source_id: str) -> Dossier:
    """The hand-coded tables of a shipped source as a dossier."""
    gold = json.loads((ROOT / "data/gold" / f"{source_id}.json").read_text(encoding="utf-8"))
    article = read_article(ROOT / "data/raw" / f"{source_id}.md")
    text = article.text

    def row(record: dict[str, Any], start: int, end: int) -> dict[str, Any]:
        known = {key: "" if value is None else value for key, value in record.items()}
        known |= {key: "|".join(v) for key, v in known.items() if isinstance(v, list)}
        return known | {
            "source_id": source_id, "evidence": text[start:end], "start": start, "end": end,
            "rule": "gold", "confidence": 1.0,
        }  # fmt: skip

    def spanned(table: str, record: dict[str, Any], **more: Any) -> dict[str, Any]:
        found = row(record, record["start"], record["end"]) | more
        return _columns(table, found)

    def named(table: str, record: dict[str, Any], **more: Any) -> dict[str, Any]:
        start = max(text.find(str(record["name"]).split()[-1]), 0)
        found = row(record, start, start + len(str(record["name"]).split()[-1])) | more
        return _columns(table, found)

    source = {
        "source_id": source_id, "title": article.title, "published": article.published.isoformat(),
        "outlet": article.outlet, "url": article.url, "language": article.language,
        "characters": len(text), "sha256": article.sha256, "program": "gold", "model": "",
        "model_version": "", "metadata": "{}", "text": text,
    }  # fmt: skip
    tables = {
        "sources": schema.validate("sources", pd.DataFrame([source])),
        "actors": schema.from_records(
            "actors", [named("actors", a, n_mentions=1) for a in gold["actors"]]
        ),
        "conditions": schema.from_records(
            "conditions",
            [
                spanned("conditions", c, days=c.get("days"),
                        issue_group=schema.GROUP_OF_ISSUE[c["issue"]])
                for c in gold["conditions"]
            ],
        ),
        "regions": schema.from_records(
            "regions",
            [named("regions", r, geometry=_shape(r), place_id="") for r in gold["regions"]],
        ),
        "events": schema.from_records(
            "events",
            [spanned("events", e, duration_hours=e.get("duration_hours")) for e in gold["events"]],
        ),
        "quotes": schema.from_records("quotes", [spanned("quotes", q) for q in gold["quotes"]]),
        "mentions": schema.empty("mentions"),
    }  # fmt: skip
    return from_tables(tables)


def _columns(table: str, record: dict[str, Any]) -> dict[str, Any]:
    """The columns of a table, those that are not coded by hand left empty."""
    row = {}
    for name, column in schema.TABLES[table].columns.items():
        if name not in ("row_id", "review"):
            row[name] = record.get(name, "" if str(column.dtype).startswith("str") else None)
    return row


def _shape(region: dict[str, Any]) -> shapely.Geometry:
    if region["kind"] == "country":
        states = boundaries.countries()
        return states.loc[states["iso3"] == region["country"], "geometry"].iloc[0]
    if region["kind"] == "admin1":
        divisions = boundaries.admin1(country=region["country"])
        mine = divisions[divisions["name"] == region["name"]]
        if len(mine):
            return shapely.union_all(mine.geometry.to_numpy())
    return shapely.Point(region["longitude"], region["latitude"])


def condition(party: str, act: str, issue: str, **more: Any) -> dict[str, Any]:
    """A row of conditions of which only these matter."""
    start = int(more.pop("start", 0))
    row = {
        "source_id": "note", "holder": party or "mediators", "party": party, "act": act,
        "target": "", "issue": issue, "issue_group": schema.GROUP_OF_ISSUE[issue],
        "statement": "something", "status": "open", "contingent_on": "", "days": None,
        "evidence": "word", "start": start, "end": start + 4, "rule": "test", "confidence": 1.0,
    } | more  # fmt: skip
    return _columns("conditions", row)


def conditions(*rows: dict[str, Any]) -> pd.DataFrame:
    """A table of conditions, the rows one after the other in the text."""
    return schema.from_records(
        "conditions",
        [row | {"start": 10 * n, "end": 10 * n + 4} for n, row in enumerate(rows)],
    )


def region(name: str, longitude: float, latitude: float, **more: Any) -> dict[str, Any]:
    """A row of regions of which only these matter."""
    row = {
        "source_id": "note", "region_id": name.lower().replace(" ", "-"), "name": name,
        "kind": "city", "country": "", "latitude": latitude, "longitude": longitude,
        "region_role": "battlefield", "n_literal": 1, "n_metonymic": 0, "place_id": "",
        "geometry": shapely.Point(longitude, latitude), "evidence": "word", "start": 0, "end": 4,
        "rule": "test", "confidence": 1.0,
    } | more  # fmt: skip
    return _columns("regions", row)
