"""Extract every coded text, score it, and write the figures to docs/accuracy.md.

    python tools/measure_accuracy.py --output data/processed/evaluation

The hand-written part of the page, above the line of the first marker, is kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from analysis.articles import Article, read_article
from analysis.calibration import calibration_error, region_outcomes, reliability
from analysis.dossier import write_dossier
from analysis.evaluation import MEASURES, bootstrap, evaluate, read_gold, summarise
from analysis.extraction.language import load_model
from analysis.extraction.pipeline import extract, program_version

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
MARKER = "<!-- measured: everything below is written by `make evaluate` -->"


def coded_sources() -> list[tuple[Article, dict]]:
    """Give every coded text with its coding."""
    found = []
    for path in sorted((ROOT / "data" / "gold").glob("*.json")):
        name = f"{path.stem}.md"
        text = next(
            p for p in (ROOT / "data/raw" / name, ROOT / "data/gold/texts" / name) if p.is_file()
        )
        found.append((read_article(text), read_gold(path)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, required=True, help="folder for the tables")
    arguments = parser.parse_args()
    scores: dict[str, dict[str, pd.DataFrame]] = defaultdict(dict)
    styles: dict[str, str] = {}
    outcomes: dict[str, list[pd.DataFrame]] = defaultdict(list)
    for article, gold in tqdm(coded_sources(), unit="text"):
        dossier = extract(article)
        write_dossier(dossier, arguments.output / article.source_id)
        split = str(article.metadata.get("split", "dev"))
        scores[split][article.source_id] = evaluate(dossier, gold)
        regions = dossier.regions.drop(columns="geometry").to_dict("records")
        outcomes[split].append(region_outcomes(regions, gold["regions"]))
        styles[article.source_id] = str(article.metadata.get("style", "dispatch"))
    told = {split: pd.concat(parts) for split, parts in outcomes.items()}
    page = "\n".join(_sections(scores, styles, told))
    kept = PAGE.read_text(encoding="utf-8").split(MARKER)[0] if PAGE.is_file() else "# Accuracy\n\n"
    PAGE.write_text(f"{kept}{MARKER}\n\n{page}\n", encoding="utf-8")
    print(page)
    print(f"Written to {PAGE.relative_to(ROOT)}; tables in {arguments.output}")


def _reliability(outcomes: pd.DataFrame) -> list[str]:
    """Give the lines that say how far the confidences of regions can be trusted."""
    lines = [
        "Confidence of regions against the share that is right (coded as well, and located: in the "
        "country, within 100 miles, areas within 3,000 km); mean gap "
        f"{calibration_error(outcomes):.2f}:",
        "",
        "| confidence | regions | mean confidence | right |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {row.Index} | {row.rows} | {row.confidence:.2f} | {row.right:.2f} |"
        for row in reliability(outcomes).itertuples()
    ]
    return [*lines, ""]


def _sections(
    scores: dict[str, dict[str, pd.DataFrame]],
    styles: dict[str, str],
    outcomes: dict[str, pd.DataFrame],
) -> list[str]:
    model = load_model()
    lines = [
        f"Measured on {dt.date.today().isoformat()} with ceasefire-analysis {program_version()}, "
        f"model {model.name} {model.version}. Intervals: 95 %, bootstrap over texts (2,000 draws).",
        "",
    ]
    names = {"dev": "Development half (rules were written on it)", "test": "Test half (held out)"}
    for split in sorted(scores):
        parts = scores[split]
        table = summarise(parts.values())
        low, high = bootstrap(list(parts.values()), rng=np.random.default_rng(20250318))
        lines += [
            f"## {names.get(split, split)}: {len(parts)} texts",
            "",
            "| measure | P | R | F1 | 95 % | hits / gold / predicted |",
            "|---|---|---|---|---|---|",
        ]
        for measure in MEASURES:
            row = table.loc[measure]
            lines.append(
                f"| {measure} | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} | "
                f"{low[measure]:.2f}–{high[measure]:.2f} | "
                f"{row['hits']:.0f} / {row['gold']:.0f} / {row['predicted']:.0f} |"
            )
        lines += ["", *_reliability(outcomes[split])]
        lines += ["Worst texts first (F1 of conditions by party and issue):", ""]
        lines += [
            "| text | style | conditions | actors | places | events |",
            "|---|---|---|---|---|---|",
        ]
        worst = sorted(parts, key=lambda s: (parts[s].loc["conditions.issue", "f1"], s))
        for source_id in worst:
            f1 = parts[source_id]["f1"]
            lines.append(
                f"| {source_id} | {styles[source_id]} | {f1['conditions.issue']:.2f} | "
                f"{f1['actors']:.2f} | {f1['places.literal']:.2f} | {f1['events']:.2f} |"
            )
        lines.append("")
    return lines


if __name__ == "__main__":
    main()
