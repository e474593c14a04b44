"""Where words were said: the platform, broadcaster or occasion that the sentence gives."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.codebook import read_table
from analysis.extraction.document import Cast, Document
from analysis.extraction.quote_marks import Run
from analysis.extraction.quote_sentences import Unit


@lru_cache(maxsize=1)
def _venues() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple(
        (row["term"], re.compile(rf"\b(?:{row['pattern']})", 0), row["kind"])
        for row in read_table("media_venues")
    )


def medium_of(document: Document, cast: Cast, unit: Unit, run: Run) -> str:
    """Give the medium or venue that a sentence names outside its quotations.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors, media among them.
    unit
        The sentence.
    run
        The quotation.

    Returns
    -------
    str
        Such as ``Truth Social``, ``CNN``, ``news conference``; '' where none is given.
    """
    outside = list(document.text[unit.start : unit.end])
    for other in unit.runs:
        for k in range(other.opened, min(other.closed, unit.end)):
            outside[k - unit.start] = " "
    words = "".join(outside)
    for mention in cast.between(unit.start, unit.end):
        actor = cast.by_id.get(mention.entity)
        if actor is None or actor.kind != "media" or mention.form == "pronoun":
            continue
        if not outside[mention.start - unit.start].strip():
            continue
        lead = words[: mention.start - unit.start].rstrip().rsplit(" ", 3)[-3:]
        if any(w.lower() in ("on", "to", "told", "with", "by", "in", "for", "via") for w in lead):
            return document.text_of(mention.start, mention.end)
    found = [
        (kind != "platform", match.start(), term)
        for term, pattern, kind in _venues()
        if (match := pattern.search(words))
    ]
    return min(found)[2] if found else ""


def venue_in(document: Document, cast: Cast, stop: int) -> str:
    """Give the medium or occasion that the heading and lead of a transcript announce.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors, media among them.
    stop
        Where the first turn begins.

    Returns
    -------
    str
        '' where none is given.
    """
    head = document.text[:stop]
    for mention in cast.between(0, stop):
        actor = cast.by_id.get(mention.entity)
        if actor is not None and actor.kind == "media" and mention.form == "name":
            return document.text_of(mention.start, mention.end)
    folded = head.casefold()
    found = [
        (match.start(), term)
        for term, pattern, kind in _venues()
        if kind == "venue" and (match := pattern.search(folded))
    ]
    return min(found)[1] if found else ""
