"""What each stage costs, as a ratio to the parse of the same texts, in one run.

python benchmarks/stages.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from analysis.articles import Article, read_article
from analysis.extraction.acting_towns import settle_acting_towns
from analysis.extraction.actors import find_actors
from analysis.extraction.conditions.grammar import find_conditions
from analysis.extraction.coreference import resolve_speech_pronouns
from analysis.extraction.events import find_events
from analysis.extraction.language import parse
from analysis.extraction.names import find_names
from analysis.extraction.pipeline import extract
from analysis.extraction.places import find_places
from analysis.extraction.quotes import find_quotes
from analysis.extraction.regions import find_regions

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5


def clock(work: Callable[[], object], spent: dict[str, list[float]], stage: str) -> object:
    """Do the work and note how long it took."""
    begun = time.perf_counter()
    result = work()
    spent.setdefault(stage, []).append(time.perf_counter() - begun)
    return result


def stages(article: Article, spent: dict[str, list[float]]) -> None:
    """Run every stage on one text, each timed."""
    document = clock(lambda: parse(article), spent, "parse")
    names = clock(lambda: find_names(document), spent, "names")
    placing = clock(lambda: find_places(document, names), spent, "places")
    names, placing = clock(
        lambda: settle_acting_towns(document, names, placing), spent, "acting towns"
    )
    cast = clock(lambda: find_actors(document, names, placing), spent, "actors")
    quotes = clock(lambda: find_quotes(document, cast), spent, "quotes")
    spoken = resolve_speech_pronouns(document, cast, quotes)
    clock(lambda: find_conditions(document, spoken, quotes), spent, "conditions")
    events = clock(lambda: find_events(document, cast, placing), spent, "events")
    clock(lambda: find_regions(document, placing, cast, events), spent, "regions")
    clock(lambda: extract(article), spent, "whole, tables checked")


def main() -> None:
    articles = [read_article(path) for path in sorted((ROOT / "data" / "raw").glob("*.md"))]
    for article in articles:  # what is loaded once is loaded now
        extract(article)
    spent: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for article in articles:
            stages(article, spent)
    parse_time = statistics.median(spent["parse"])
    print(f"{len(articles)} texts, {ROUNDS} rounds; median time of a stage / median of the parse")
    for stage, times in spent.items():
        print(f"{stage:24}{statistics.median(times) / parse_time:7.2f}")
    code = (
        "import time, pandas, geopandas, pyarrow; t = time.perf_counter();"
        "from analysis.geography import load_gazetteer; load_gazetteer();"
        "print(f'{time.perf_counter() - t:.2f}')"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    print(f"{'loading the gazetteer':24}{loaded.stdout.strip():>7} s in a new process")


if __name__ == "__main__":
    main()
