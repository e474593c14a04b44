"""Tables, maps and charts from reporting on cease-fire negotiations.

The way of the data, and where each step lives::

    read_article   articles      a source: text and metadata
    extract        extraction    text -> tables
    Dossier        dossier       the tables of one source or of many
    position_matrix, demand_counts      comparison    tables -> positions
    gaps, changes, trajectory           comparison    tables -> distances and movement
    deal_graph, compare_sources         comparison    tables -> what hangs on what, who reports what
    plot_positions, plot_gaps, plot_trajectory, plot_timeline, plot_deal_graph    charts
    map_regions, map_claims, map_stances, map_series, explore_regions    maps
    apply_review   review        an analyst's decisions laid over the tables
    make_report    report        notebooks executed, one page
    explain        explanation   why a row is there
    evaluate       evaluation    tables against hand-coded tables
    agreement      agreement     two coders of one text
    resolve_places geography     names -> places

Names are loaded when they are first used: ``import analysis`` alone is light.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.agreement import agreement
    from analysis.articles import Article, read_article, read_articles
    from analysis.charts import (
        plot_acts,
        plot_deal_graph,
        plot_demands,
        plot_gaps,
        plot_mentions,
        plot_positions,
        plot_quotes,
        plot_timeline,
        plot_trajectory,
        split_gaps,
        split_positions,
    )
    from analysis.comparison import (
        act_order,
        changes,
        compare_sources,
        coverage_matrix,
        deadlock_cycles,
        deal_graph,
        demand_counts,
        gaps,
        position_matrix,
        positions,
        select_events,
        trajectory,
        what_blocks,
        what_unblocks,
    )
    from analysis.dossier import Dossier, concat, read_dossier, write_dossier
    from analysis.evaluation import evaluate, evaluate_folder, read_gold
    from analysis.explanation import explain
    from analysis.extraction.pipeline import extract, extract_all
    from analysis.geography import load_gazetteer, place_geometry, resolve_places
    from analysis.labelling import labelled
    from analysis.maps import (
        explore_regions,
        map_claims,
        map_regions,
        map_series,
        map_stances,
        region_claims,
        save_offline,
    )
    from analysis.report import make_report
    from analysis.review import apply_review, read_review, review_agreement, review_progress
    from analysis.workspace import open_series, open_source

_HOMES = {
    "Article": "articles",
    "read_article": "articles",
    "read_articles": "articles",
    "plot_acts": "charts",
    "plot_demands": "charts",
    "plot_positions": "charts",
    "act_order": "comparison",
    "changes": "comparison",
    "compare_sources": "comparison",
    "coverage_matrix": "comparison",
    "deadlock_cycles": "comparison",
    "deal_graph": "comparison",
    "demand_counts": "comparison",
    "gaps": "comparison",
    "position_matrix": "comparison",
    "positions": "comparison",
    "trajectory": "comparison",
    "what_blocks": "comparison",
    "what_unblocks": "comparison",
    "Dossier": "dossier",
    "concat": "dossier",
    "read_dossier": "dossier",
    "write_dossier": "dossier",
    "agreement": "agreement",
    "explain": "explanation",
    "evaluate": "evaluation",
    "evaluate_folder": "evaluation",
    "read_gold": "evaluation",
    "extract": "extraction.pipeline",
    "extract_all": "extraction.pipeline",
    "load_gazetteer": "geography",
    "place_geometry": "geography",
    "resolve_places": "geography",
    "region_claims": "maps",
    "explore_regions": "maps",
    "map_claims": "maps",
    "map_regions": "maps",
    "map_series": "maps",
    "map_stances": "maps",
    "save_offline": "maps",
    "make_report": "report",
    "labelled": "labelling",
    "select_events": "comparison",
    "open_source": "workspace",
    "open_series": "workspace",
    "plot_gaps": "charts",
    "plot_timeline": "charts",
    "plot_trajectory": "charts",
    "plot_deal_graph": "charts",
    "plot_mentions": "charts",
    "plot_quotes": "charts",
    "split_gaps": "charts",
    "split_positions": "charts",
    "apply_review": "review",
    "read_review": "review",
    "review_agreement": "review",
    "review_progress": "review",
}

__all__ = [
    "Article",
    "Dossier",
    "act_order",
    "agreement",
    "apply_review",
    "changes",
    "compare_sources",
    "concat",
    "coverage_matrix",
    "deadlock_cycles",
    "deal_graph",
    "demand_counts",
    "evaluate",
    "evaluate_folder",
    "explain",
    "explore_regions",
    "extract",
    "extract_all",
    "gaps",
    "labelled",
    "load_gazetteer",
    "make_report",
    "map_claims",
    "map_regions",
    "map_series",
    "map_stances",
    "open_series",
    "open_source",
    "place_geometry",
    "plot_acts",
    "plot_deal_graph",
    "plot_demands",
    "plot_gaps",
    "plot_mentions",
    "plot_positions",
    "plot_quotes",
    "plot_timeline",
    "plot_trajectory",
    "position_matrix",
    "positions",
    "read_article",
    "read_articles",
    "read_dossier",
    "read_gold",
    "read_review",
    "region_claims",
    "resolve_places",
    "review_agreement",
    "review_progress",
    "save_offline",
    "select_events",
    "split_gaps",
    "split_positions",
    "trajectory",
    "what_blocks",
    "what_unblocks",
    "write_dossier",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute '{name}'")
    value = getattr(importlib.import_module(f"analysis.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
