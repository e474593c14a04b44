"""Turn a draft coding, whose spans are quoted words, into a coding with offsets, and check it.

    python tools/build_coding.py draft.json text.md --output data/gold/text.json

A draft is a coding (docs/corpus.md) whose rows say ``"quote": "the words"`` in place of ``start``
and ``end``, and ``"nth": 2`` where the words stand more than once and the second is meant. The
counts of mentions in ``regions`` are made from ``place_mentions``. Every fault is listed; nothing
is written while there is one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from analysis import schema
from analysis.articles import Article, read_article

COLUMNS: Final = {
    "actors": ("actor_id", "name", "kind", "role", "party", "process_role"),
    "conditions": ("holder", "party", "act", "target", "issue", "status", "statement",
                   "contingent_on", "days", "start", "end"),
    "regions": ("region_id", "name", "kind", "country", "latitude", "longitude", "region_role",
                "n_literal", "n_metonymic"),
    "events": ("event_type", "participants", "region_id", "date_start", "date_end", "date_text",
               "duration_hours", "phase", "start", "end"),
    "quotes": ("speaker", "start", "end", "cue", "medium"),
    "place_mentions": ("start", "end", "text", "entity", "literal"),
}  # fmt: skip
CODES: Final = {
    ("actors", "kind"): schema.ACTOR_KINDS,
    ("actors", "process_role"): schema.PROCESS_ROLES,
    ("conditions", "act"): schema.ACTS,
    ("conditions", "issue"): schema.ISSUES,
    ("conditions", "status"): schema.STATUSES,
    ("regions", "kind"): schema.REGION_KINDS,
    ("regions", "region_role"): schema.REGION_ROLES,
    ("events", "event_type"): schema.EVENT_TYPES,
    ("events", "phase"): schema.PHASES,
}
ACTOR_COLUMNS: Final = (
    ("actors", "party"),
    ("conditions", "holder"),
    ("conditions", "party"),
    ("conditions", "target"),
    ("quotes", "speaker"),
)


def place_spans(draft: dict[str, Any], text: str) -> Iterator[str]:
    """Replace quoted words by offsets, and give a sentence for each that cannot be found."""
    for table in COLUMNS:
        for number, row in enumerate(draft.get(table, ()), 1):
            if "quote" not in row:
                continue
            quote, nth = row.pop("quote"), row.pop("nth", None)
            found = [i for i in range(len(text)) if text.startswith(quote, i)]
            if not found or (nth or 1) > len(found):
                yield f"{table} row {number}: {quote!r} stands {len(found)} times in the text"
            elif nth is None and len(found) > 1:
                yield f"{table} row {number}: {quote!r} stands {len(found)} times; give 'nth'"
            else:
                row["start"] = found[(nth or 1) - 1]
                row["end"] = row["start"] + len(quote)
                if table == "place_mentions":
                    row["text"] = quote


def count_mentions(draft: dict[str, Any]) -> None:
    """Count the literal and the metonymic mentions of each region."""
    counts = Counter((m["entity"], bool(m["literal"])) for m in draft["place_mentions"])
    for region in draft["regions"]:
        region["n_literal"] = counts[region["region_id"], True]
        region["n_metonymic"] = counts[region["region_id"], False]


def faults(coding: dict[str, Any], text: str) -> Iterator[str]:
    """Give a sentence for each cell that the coding guide does not allow."""
    for table, columns in COLUMNS.items():
        for number, row in enumerate(coding[table], 1):
            where = f"{table} row {number}"
            if set(row) != set(columns):
                yield f"{where}: the columns are {sorted(row)}; give {sorted(columns)}"
                continue
            if "start" in row and not 0 <= row["start"] < row["end"] <= len(text):
                yield f"{where}: the span {row['start']}-{row['end']} is outside the text"
            for column in columns:
                codes = CODES.get((table, column))
                if codes and row[column] not in codes:
                    yield f"{where}: {column!r} is {row[column]!r}; give one of {', '.join(codes)}"
    actors = {a["actor_id"] for a in coding["actors"]}
    regions = {r["region_id"] for r in coding["regions"]}
    for table, column in ACTOR_COLUMNS:
        for number, row in enumerate(coding[table], 1):
            if row.get(column) and row[column] not in actors:
                yield f"{table} row {number}: {column!r} is {row[column]!r}, which is no actor"
    for number, event in enumerate(coding["events"], 1):
        for actor in set(event["participants"]) - actors:
            yield f"events row {number}: the participant {actor!r} is no actor"
        if event["region_id"] and event["region_id"] not in regions:
            yield f"events row {number}: 'region_id' is {event['region_id']!r}, which is no region"
        for column in ("date_start", "date_end"):
            try:
                dt.date.fromisoformat(event[column] or "2000-01-01")
            except ValueError:
                yield f"events row {number}: {column!r} is {event[column]!r}; give an ISO date"
    for number, mention in enumerate(coding["place_mentions"], 1):
        known = regions if mention["literal"] else regions | actors
        if mention["entity"] not in known:
            yield f"place_mentions row {number}: {mention['entity']!r} is neither region nor actor"
    for region in coding["regions"]:
        if not region["n_literal"]:
            yield f"regions {region['region_id']!r}: no literal mention, so it is no row"
    for table in ("actors", "regions"):
        ids = Counter(row[f"{table[:-1]}_id"] for row in coding[table])
        yield from (f"{table}: {name!r} stands {n} times" for name, n in ids.items() if n > 1)


def with_source(draft: dict[str, Any], article: Article, path: Path) -> dict[str, Any]:
    """Put what the coding is of before its rows, the columns in the guide's order."""
    source = {
        "source_id": article.source_id,
        "title": article.title,
        "published": article.published.isoformat(),
        "text": f"data/gold/texts/{path.name}",
        "characters": len(article.text),
    }
    rows = {t: [{c: r[c] for c in columns} for r in draft[t]] for t, columns in COLUMNS.items()}
    return {"source": source, **rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("draft", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    article = read_article(arguments.text)
    draft = json.loads(arguments.draft.read_text(encoding="utf-8"))
    wrong = list(place_spans(draft, article.text))
    if not wrong:
        count_mentions(draft)
        wrong = list(faults(draft, article.text))
    if wrong:
        print("\n".join(f"{arguments.draft}: {sentence}." for sentence in wrong), file=sys.stderr)
        return 1
    coding = with_source(draft, article, arguments.text)
    arguments.output.write_text(
        json.dumps(coding, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    counts = ", ".join(f"{len(coding[t])} {t}" for t in COLUMNS)
    print(f"{arguments.output}: {counts}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
