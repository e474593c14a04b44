"""Happenings that the form of a text tells: headings, entries of chronologies, terms, airtime."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from analysis.extraction.date_mentions import DateMention
from analysis.extraction.document import Cast, Document, Placing
from analysis.extraction.durations import time_words
from analysis.extraction.event_cues import clause_of, cue_of, subject_of, title_words
from analysis.extraction.event_dating import Timeline
from analysis.extraction.event_needs import is_person, is_public
from analysis.extraction.event_phase import STATES, is_cancelled, phase_of
from analysis.extraction.event_rows import Happening, span_of
from analysis.extraction.event_themes import theme_of
from analysis.extraction.quote_marks import paragraphs
from analysis.extraction.speech_cues import find_cues


def on_air(
    document: Document, cast: Cast, head: Token, mention: DateMention | None
) -> Happening | None:
    """Make a statement of "the chairman was on television last night".

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors.
    head
        A form of "be".
    mention
        Its date.

    Returns
    -------
    Happening or None
    """
    subject = subject_of(head)
    if subject is None or is_cancelled(head):
        return None
    if not is_person(cast, subject) and (cast.at(subject) or subject.pos_ != "PROPN"):
        return None
    clause = clause_of(head)
    if not any(c.dep_ == "prep" and c.lower_ == "on" for c in head.children):
        return None
    if not is_public(cast, clause, head):
        return None
    start, end = span_of(document, clause, head, mention)
    phase = phase_of(head, "statement", mention, document.article.published)
    phase = "past" if phase != "planned" else phase
    rule = "events.on-air"
    return Happening("statement", head, tuple(clause), start, end, mention, phase, rule, 0.6)


def titled(document: Document, dates: Sequence[DateMention]) -> Happening | None:
    """Make a statement of a heading that says what its text is: "Statement by the ministry".

    Parameters
    ----------
    document
        The parsed source.
    dates
        Its time expressions: one in the heading or the line below is its day.

    Returns
    -------
    Happening or None
    """
    start, stop = next(iter(paragraphs(document.text)), (0, 0))
    line = document.text[start:stop]
    if len(line.split()) > 25 or not line:
        return None
    for word in title_words():
        found = re.match(rf"{word}\b(?= (?:by|of|from|to|on|at|delivered|with)\b|:)", line, re.I)
        found = found or re.search(rf"(?<=: ){word}\b(?= (?:by|of|from|on|at)\b)", line, re.I)
        if found:
            tokens = [t for t in document.span(start, stop) if not t.is_space]
            below = stop + 60
            day = next((d for d in dates if d.start < below and d.range is not None), None)
            rule = "events.title"
            return Happening(
                "statement", tokens[0], tuple(tokens), start, stop, day, "past", rule, 0.6
            )
    return None


def entry_clauses(
    document: Document,
    cast: Cast,
    placing: Placing,
    timeline: Timeline,
    found: Sequence[Happening],
) -> list[Happening]:
    """Make happenings of the sentences of a chronology in which no cue stands.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors.
    placing
        The places.
    timeline
        Its entries, those of a day and those of an hour.
    found
        What is known already.

    Returns
    -------
    list of Happening
        At most one a sentence.
    """
    more: list[Happening] = []
    for start, stop, mention in timeline.entries:
        known = [item.head.sent.start for item in found if start <= item.head.idx < stop]
        for sentence in document.doc.sents:
            if sentence.end_char <= max(start, mention.end) or sentence.start_char >= stop:
                continue
            head = sentence.root
            if sentence.start not in known and head.pos_ in ("NOUN", "PROPN"):
                more += _named(document, sentence, mention)
                continue
            if (
                mention.kind == "entry"
                or sentence.start in known
                or head.pos_ != "VERB"
                or not mention.end <= head.idx < stop
            ):
                continue
            if head.lemma_ in STATES or is_cancelled(head) or subject_of(head) is None:
                continue
            clause = clause_of(head)
            if any(c.first == 0 for c in find_cues([head])):
                # What somebody said on the day is news only where a cue says so.
                continue
            if known and not any(cast.at(t) for t in clause if t.i < head.i):
                # "Queues stretch for miles": colour beside what the entry is about.
                continue
            known.append(sentence.start)
            event_type = theme_of(head, cast, placing) or "other"
            phase = phase_of(head, event_type, mention, document.article.published, True)
            first, last = span_of(document, clause, head, None)
            rule = "events.entry"
            more.append(
                Happening(event_type, head, tuple(clause), first, last, mention, phase, rule, 0.5)
            )
    return more


def _named(document: Document, sentence: Span, mention: DateMention) -> list[Happening]:
    """Make a happening of a sentence without a verb: "Gunfire in Kilwa.", "Talks at Burnham."."""
    head = sentence.root
    cue = cue_of(head, lambda _: False, list(sentence), "noun")
    if cue is None or any(t.pos_ in ("VERB", "AUX") for t in sentence):
        return []
    if cue.event_type in ("statement", "call", "other") or is_cancelled(head):
        return []
    if any(c.lower_ == "no" for c in head.children):
        return []
    tokens = [t for t in sentence if not t.is_space and t.idx >= mention.end]
    start, end = span_of(document, tokens or [head], head, None)
    if end - start < 8:
        return []
    phase = phase_of(head, cue.event_type, mention, document.article.published, True)
    rule = "events.named"
    return [Happening(cue.event_type, head, tuple(tokens), start, end, mention, phase, rule, 0.5)]


def has_days(document: Document, head: Token) -> Happening | None:
    """Make a happening of a term that runs: "the group has 150 days to disarm".

    Parameters
    ----------
    document
        The parsed source.
    head
        A form of "have".

    Returns
    -------
    Happening or None
    """
    for thing in (c for c in head.children if c.dep_ == "dobj"):
        counted = any(c.dep_ == "nummod" for c in thing.children)
        if not counted or thing.lemma_.lower() not in time_words("unit"):
            continue
        if head.tag_ not in ("VBZ", "VBP", "VB") or not any(
            c.pos_ == "VERB" and any(a.lower_ == "to" for a in c.children)
            for c in (*thing.children, *head.children)
        ):
            continue
        clause = clause_of(head)
        start, end = span_of(document, list(head.subtree), head, None)
        rule = "events.has-days"
        return Happening("other", head, tuple(clause), start, end, None, "planned", rule, 0.5)
    return None


def for_days(document: Document, head: Token, timeline: Timeline) -> Happening | None:
    """Make a happening of what is to last for a time: "let lorries use the road for 45 days".

    Parameters
    ----------
    document
        The parsed source.
    head
        A verb.
    timeline
        The dates: "for 10 days, beginning on Saturday".

    Returns
    -------
    Happening or None
    """
    if not _is_to_come(head) or is_cancelled(head) or head.lemma_ in STATES:
        return None
    done = [head, *(c for c in head.children if c.dep_ in _CONTENT and c.tag_ in ("VB", "VBG"))]
    for preposition in (c for v in done for c in v.children if c.lower_ == "for"):
        for length in (c for c in preposition.children if c.dep_ == "pobj"):
            counted = any(c.dep_ in ("nummod", "det") for c in length.children)
            if not counted or length.lemma_.lower() not in time_words("unit"):
                continue
            clause = clause_of(head)
            day = _first_day(head, timeline)
            start, end = span_of(document, clause, head, day)
            rule = "events.for-days"
            return Happening("other", head, tuple(clause), start, end, day, "planned", rule, 0.5)
    return None


def _first_day(head: Token, timeline: Timeline) -> DateMention | None:
    """Give the day that a length of time is counted from: "beginning Saturday"."""
    starts = [head, *(t for t in head.subtree if t.lemma_ in ("begin", "start"))]
    days = [d for verb in starts for d in timeline.own(verb) if d.range is not None]
    return days[0] if days else None


def _is_to_come(head: Token) -> bool:
    """Tell "to stop", "will stop", "are to stop" from what was done."""
    if head.tag_ != "VB":
        return False
    helpers = {c.lower_ for c in head.children if c.dep_ == "aux"}
    return bool(helpers & _AHEAD)


_CONTENT = frozenset(("xcomp", "ccomp"))
_AHEAD = frozenset(("to", "will", "shall", "’ll", "'ll"))
