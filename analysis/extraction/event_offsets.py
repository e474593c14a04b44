"""Dates told by their distance from another happening: "nine days after his rival signed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Token

from analysis.extraction.calendar_spans import DateRange, month_of, one_day, shifted, year_of
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.document import Document
from analysis.extraction.durations import number_pattern, parse_number, time_words

_VERBS = ("VERB", "AUX")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    units = "|".join(time_words("unit"))
    return re.compile(
        rf"(?<![\w-])(?P<n>{number_pattern()})\s+(?P<unit>{units})\s+(?P<way>after|before)"
        r"(?=\s+[^\W\d_])",
        re.I,
    )


def read_offsets(
    document: Document, dates: Sequence[DateMention], owners: Sequence[Token | None]
) -> list[tuple[DateMention, Token]]:
    """Date the verb of "N days after …" from its main clause, or the main clause from it.

    Parameters
    ----------
    document
        The parsed source.
    dates
        Its other time expressions.
    owners
        The verb or noun that each belongs to.

    Returns
    -------
    list of (DateMention, Token)
        Each expression that could be read, with the verb it dates.
    """
    known: dict[int, DateMention] = {}
    for mention, owner in zip(dates, owners, strict=True):
        if owner is not None and mention.range is not None and mention.kind == "point":
            known[owner.i] = mention
            if owner.dep_ == "dobj":
                # "signed an agreement on Wednesday": the parser may hang the day on the noun.
                known.setdefault(owner.head.i, mention)
    found: list[tuple[DateMention, Token]] = []
    for match in _pattern().finditer(document.text):
        if any(m.start < match.end() and match.start() < m.end for m in dates):
            continue
        pair = _clauses(document.token_at(match.start("way")))
        if pair is None:
            continue
        main, lower = pair
        sign = -1 if match["way"].lower() == "after" else 1
        for base, dated, step in ((main, lower, sign), (lower, main, -sign)):
            day = known[base.i].range if base.i in known else None
            if day is None and base is main and _is_news(document, main):
                day = one_day(document.article.published)
            if day is None or dated.i in known:
                continue
            count = parse_number(match["n"]) or 1.0
            days = _moved(day, step * count, time_words("unit")[match["unit"].lower()])
            if days is not None:
                found.append((_told(document, match.span(), days), dated))
            break
    for match in _since_then().finditer(document.text):
        if any(m.start < match.end() and match.start() < m.end for m in dates):
            continue
        lower = document.token_at(match.end() - 1).head
        if lower.pos_ not in _VERBS or lower.i in known or lower.i < 1:
            continue
        count, unit = parse_number(match["n"]) or 1.0, time_words("unit")[match["unit"].lower()]
        days = _moved(one_day(document.article.published), -count, unit)
        if days is not None:
            found.append((_told(document, match.span("words"), days), lower))
    return found


def _told(document: Document, span: tuple[int, int], days: DateRange) -> DateMention:
    return DateMention(*span, document.text_of(*span), days, "offset", "past")


@lru_cache(maxsize=1)
def _since_then() -> re.Pattern[str]:
    """Find "It is five weeks since they shot two constables"."""
    units = "|".join(time_words("unit"))
    return re.compile(
        rf"\b[Ii]t(?: is|['’]s| has been|['’]s been) (?P<words>(?:[a-z]+ ){{0,2}}"
        rf"(?P<n>{number_pattern()})\s+(?P<unit>{units})\s+since)(?=\s+[^\W\d_])"
    )


def _is_news(document: Document, verb: Token) -> bool:
    """Tell a main verb of the day of the report: "Ten days after it sank, they have agreed"."""
    helpers = {"VBN": ("has", "have"), "VBG": ("is", "are")}.get(verb.tag_, ())
    if not (helpers or verb.tag_ in ("VBZ", "VBP")) or document.in_quotation(verb.idx):
        return False
    now = not helpers or any(c.lower_ in helpers for c in verb.children)
    return now and verb.dep_ == "ROOT"


def _clauses(link: Token) -> tuple[Token, Token] | None:
    """Give the main verb and the verb that "after" or "before" brings in."""
    if link.dep_ == "mark" and link.head.dep_ in ("advcl", "acl") and link.head.pos_ in _VERBS:
        return _verb_above(link.head), link.head
    if link.dep_ == "mark" and link.head.dep_ == "ROOT":
        # "Twelve days after a boat was sunk, envoys met on Thursday": read the other way round.
        main = next((c for c in link.head.children if c.dep_ == "conj" and c.pos_ in _VERBS), None)
        return None if main is None else (main, link.head)
    for child in link.children:
        if child.dep_ in ("pcomp", "pobj") and child.pos_ in _VERBS:
            return _verb_above(link), child
    return None


def _verb_above(token: Token) -> Token:
    head = token.head
    for _ in range(4):
        if head.pos_ in _VERBS or head.head.i == head.i:
            break
        head = head.head
    return head


def _moved(base: DateRange | None, count: float, unit: str) -> DateRange | None:
    if base is None or base.start is None or base.start != base.end:
        return None
    if unit in ("minute", "hour"):
        # "barely 24 hours after": a day, and a few hours are the same day.
        count, unit = round(count / 24) if unit == "hour" else 0, "day"
    day = shifted(base.start, count, unit)
    if unit == "month":
        return month_of(day.year, day.month)
    return year_of(day.year) if unit in ("year", "decade") else one_day(day)
