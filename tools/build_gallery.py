"""Draw every picture of the package from the shipped dispatches, and write docs/gallery.md.

    python tools/build_gallery.py

The tables are those that the program takes from the dispatches, so the pictures show its errors
too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from analysis import charts, comparison, maps
from analysis.articles import read_article
from analysis.dossier import Dossier, concat
from analysis.extraction.pipeline import extract
from analysis.theme import figure_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "pictures" / "gallery"
GAZA = "2025-01-16-gaza-ceasefire-deal"
DPI = 110

# Name of a picture, the question that it answers, the call that draws it.
Entry = tuple[str, str, str, Callable[[], Axes]]


def main() -> None:
    """Draw the pictures and write the page."""
    dossiers = [extract(read_article(path)) for path in sorted((ROOT / "data/raw").glob("*.md"))]
    series = [one for one in dossiers if one.source_ids != [GAZA]]
    (gaza,) = [one for one in dossiers if one.source_ids == [GAZA]]
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    lines = [
        "# Gallery",
        "",
        "Every picture of the package, drawn by `make gallery` from the tables that the program "
        "takes from the shipped dispatches: five on Ukraine, one on Gaza. Nothing was corrected by "
        "hand, so the pictures show the program's errors too; an analyst "
        "[reviews](review.md) first. The calls assume `import analysis` and a `dossier`.",
        "",
    ]
    lines += _section("One source: before the call, 18 March 2025", "ukraine", _of_one(series[0]))
    lines += _section("A series: Ukraine, March to November 2025", "series", _of_many(series))
    lines += _section("Another conflict: Gaza, 16 January 2025", "gaza", _of_one(gaza))
    lines += [
        "## To move and to ask",
        "",
        "`analysis.explore_regions(dossier)` gives a map with what is known of each place at a "
        "click; `make report` leaves it as `regions_explore.html`, one file that needs no network.",
        "",
    ]
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print(f"Written to {PAGE.relative_to(ROOT)}; pictures in {PICTURES.relative_to(ROOT)}")


def _section(title: str, prefix: str, entries: Iterable[Entry]) -> list[str]:
    lines = [f"## {title}", ""]
    for name, question, call, draw in entries:
        ax = draw()
        path = PICTURES / f"{prefix}_{name}.png"
        figure_of(ax).savefig(
            path, dpi=DPI, bbox_inches="tight", pad_inches=0.15, metadata={"Software": None}
        )
        plt.close("all")
        lines += [f"### {question}", "", f"`{call}`", ""]
        lines += [f"![{question}](pictures/gallery/{path.name})", ""]
    return lines


def _of_one(dossier: Dossier) -> list[Entry]:
    said = dossier.conditions
    names = {"actors": dossier.actors, "sources": dossier.sources}
    return [
        ("positions", "Where do the parties stand?",
         "analysis.plot_positions(dossier.conditions, actors=dossier.actors)",
         lambda: charts.plot_positions(said, **names)),
        ("gaps", "Which issues are settled, which are deadlocked?",
         "analysis.plot_gaps(analysis.gaps(said), conditions=said)",
         lambda: charts.plot_gaps(comparison.gaps(said), conditions=said, **names)),
        ("demands", "Who asks what of whom?",
         "analysis.plot_demands(dossier.conditions)",
         lambda: charts.plot_demands(said, **names)),
        ("acts", "What does each party do with its words?",
         "analysis.plot_acts(dossier.conditions)",
         lambda: charts.plot_acts(said, **names)),
        ("deal", "What hangs on what?",
         "analysis.plot_deal_graph(analysis.deal_graph(dossier))",
         lambda: charts.plot_deal_graph(comparison.deal_graph(dossier), **names)),
        ("timeline", "What happened when, and what is planned?",
         "analysis.plot_timeline(dossier.events)",
         lambda: charts.plot_timeline(dossier.events, **names)),
        ("mentions", "Who is named?",
         "analysis.plot_mentions(dossier.mentions, dossier.actors)",
         lambda: charts.plot_mentions(dossier.mentions, **names)),
        ("quotes", "Who gets to speak?",
         "analysis.plot_quotes(dossier.quotes, dossier.actors)",
         lambda: charts.plot_quotes(dossier.quotes, **names)),
        ("regions", "Which places is it about?",
         "analysis.map_regions(dossier.regions)",
         lambda: maps.map_regions(dossier.regions, sources=dossier.sources)),
        ("claims", "Where do positions meet territory?",
         "analysis.map_claims(dossier.conditions, dossier.regions, mentions=dossier.mentions)",
         lambda: maps.map_claims(said, dossier.regions, mentions=dossier.mentions, **names)),
    ]  # fmt: skip


def _of_many(dossiers: list[Dossier]) -> list[Entry]:
    together = concat(dossiers)
    names = {"actors": together.actors, "sources": together.sources}
    return [
        ("trajectory", "How have the positions moved?",
         "analysis.plot_trajectory(analysis.trajectory(dossiers), conditions=said)",
         lambda: charts.plot_trajectory(comparison.trajectory(dossiers),
                                        conditions=together.conditions, **names)),
        ("map", "Where was it about, source by source?",
         "analysis.map_series(dossiers)",
         lambda: maps.map_series(dossiers)[0]),
        ("stances", "Which states stand how on a cease-fire?",
         'analysis.map_stances(dossier.conditions, "ceasefire")',
         lambda: maps.map_stances(together.conditions, "ceasefire", **names)),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
