"""From an article to its dossier: the stages in their order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import pandas as pd

from analysis import schema
from analysis.articles import Article
from analysis.dossier import Dossier, concat, from_tables
from analysis.extraction.acting_towns import settle_acting_towns
from analysis.extraction.actors import find_actors
from analysis.extraction.conditions.grammar import find_conditions
from analysis.extraction.conditions.links import conditions_table
from analysis.extraction.coreference import resolve_speech_pronouns
from analysis.extraction.document import Cast, Document, Mention, Placing
from analysis.extraction.events import find_events
from analysis.extraction.language import load_model, parse
from analysis.extraction.names import find_names
from analysis.extraction.places import find_places
from analysis.extraction.quotes import find_quotes
from analysis.extraction.regions import find_regions
from analysis.progress import watched
from analysis.provenance import codebook_version, geography_version

DISTRIBUTION: Final = "ceasefire-analysis"


def extract(article: Article) -> Dossier:
    """Take the tables from the text of one source.

    Parameters
    ----------
    article
        The source, see :func:`analysis.read_article`.

    Returns
    -------
    Dossier
        All seven tables. The same text gives the same tables each time.

    Examples
    --------
    >>> from analysis.articles import read_article
    >>> note = read_article(
    ...     "Norway demanded that Sweden withdraw its troops from the border.",
    ...     source_id="note", published="2025-01-01",
    ... )
    >>> extract(note).conditions[["holder", "act", "target", "issue"]].values.tolist()
    [['norway', 'demand', 'sweden', 'withdrawal']]
    """
    document = parse(article)
    names = find_names(document)
    placing = find_places(document, names)
    names, placing = settle_acting_towns(document, names, placing)
    cast = find_actors(document, names, placing)
    quotes = find_quotes(document, cast)
    cast = resolve_speech_pronouns(document, cast, quotes)
    conditions = find_conditions(document, cast, quotes)
    events = find_events(document, cast, placing)
    regions = find_regions(document, placing, cast, events)
    return from_tables(
        {
            "sources": _sources(article),
            "actors": schema.from_records("actors", _actors(document, cast)),
            "conditions": conditions_table(document, cast, conditions),
            "regions": schema.from_records("regions", regions),
            "events": schema.from_records("events", events),
            "quotes": schema.from_records("quotes", quotes),
            "mentions": schema.from_records("mentions", _mentions(document, cast, placing)),
        }
    )


def extract_all(articles: Iterable[Article], *, progress: bool | None = None) -> Dossier:
    """Take the tables from several sources and lay them together.

    Parameters
    ----------
    articles
        The sources, each with an id of its own.
    progress
        Show how many are done; by default as :func:`analysis.progress.watched` does.

    Returns
    -------
    Dossier
    """
    return concat(extract(article) for article in watched(list(articles), "source", shown=progress))


def program_version() -> str:
    """Give the version of this program as the ``sources`` table records it."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"


def _sources(article: Article) -> pd.DataFrame:
    model = load_model()
    row = {
        "source_id": article.source_id,
        "title": article.title,
        "published": article.published.isoformat(),
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "characters": len(article.text),
        "sha256": article.sha256,
        "program": f"{DISTRIBUTION} {program_version()}",
        "model": model.name,
        "model_version": model.version,
        "codebook": codebook_version(),
        "geography": geography_version(),
        "metadata": json.dumps(dict(article.metadata), ensure_ascii=False, default=str),
        "text": article.text,
    }
    return schema.validate("sources", pd.DataFrame([row]))


def _actors(document: Document, cast: Cast) -> list[dict[str, Any]]:
    counts = Counter(mention.entity for mention in cast.mentions)
    return [
        {
            "source_id": document.article.source_id,
            "actor_id": actor.actor_id,
            "name": actor.name,
            "kind": actor.kind,
            "role": actor.role,
            "party": actor.party,
            "process_role": actor.process_role,
            "n_mentions": counts[actor.actor_id],
            "evidence": document.text_of(actor.start, actor.end),
            "start": actor.start,
            "end": actor.end,
            "rule": actor.rule,
            "confidence": actor.confidence,
        }
        for actor in cast.actors
    ]


def _mentions(document: Document, cast: Cast, placing: Placing) -> list[dict[str, Any]]:
    """Lay the mentions of actors and of places together; a place name is one row, not two."""
    rows: dict[tuple[int, int, str], Mention] = {}
    for mention in (*cast.mentions, *placing.mentions):
        key = (mention.start, mention.end, mention.entity)
        known = rows.get(key)
        if known is None or known.literal is None:
            rows[key] = mention
    return [
        {
            "source_id": document.article.source_id,
            "text": document.text_of(m.start, m.end),
            "entity": m.entity,
            "form": m.form,
            "literal": m.literal,
            "evidence": document.text_of(m.start, m.end),
            "start": m.start,
            "end": m.end,
            "rule": m.rule or "unnamed",
            "confidence": m.confidence,
        }
        for m in sorted(rows.values())
    ]
