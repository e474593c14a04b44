"""Events: what happened or is planned, who took part, where, when, for how long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from analysis.extraction.calendar_spans import DateRange
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.datelines import dateline_spans
from analysis.extraction.dates import find_dates
from analysis.extraction.document import Cast, Document, Placing
from analysis.extraction.durations import parse_days, parse_hours
from analysis.extraction.event_clauses import dated_clause, is_too_far
from analysis.extraction.event_cues import EventCue, clause_of, cue_of, subject_of
from analysis.extraction.event_dating import Timeline, read_timeline
from analysis.extraction.event_forms import entry_clauses, for_days, has_days, on_air, titled
from analysis.extraction.event_needs import asides_of, holds, nameless, planned_type
from analysis.extraction.event_phase import (
    happened,
    is_announced,
    is_cancelled,
    is_due,
    is_stale_promise,
    phase_of,
)
from analysis.extraction.event_rows import Happening, once, span_of
from analysis.extraction.quote_marks import Run
from analysis.extraction.speakers import Turn, turns

# "he said" alone says too little to be found again.
_SHORTEST = 14
_FRESH = 4
_HOLDING = frozenset("blockade siege encirclement occupation".split())
_ALSO = r"(?:(?:again|then|in|on|of|at)[\s,]+)*"
_JOINED = re.compile(rf"[\s,]*{_ALSO}(?:and|or)[\s,]+{_ALSO}")
_LENGTH_OF = re.compile(r"(?:[\w-]+ ){1,3}(?:hours?|days?|weeks?|months?) of (?:[\w-]+ ){0,2}$")
_DAY_OF = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|minutes) of (?:\w+ ){0,2}\w+$"
    r"|\b[\w-]+[- ](?:hours?|minutes?|day|week)(?:[- ]long)? (?:\w+ )?\w+$"
)


def find_events(document: Document, cast: Cast, placing: Placing) -> list[dict[str, object]]:
    """Find the happenings that a source reports or announces.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors and their mentions.
    placing
        The places and their mentions.

    Returns
    -------
    list of dict
        Rows of the ``events`` table without ``row_id``, in text order.
    """
    spoken = turns(document)
    runs = [
        run for run in document.quotations if not any(t.start <= run.start < t.end for t in spoken)
    ]
    datelines = {end for _, end in dateline_spans(document.text)}
    dates = [
        d
        for d in find_dates(document)
        if not _quoted(d.start, runs) and not any(d.end <= end < d.end + 60 for end in datelines)
    ]
    timeline = read_timeline(document, dates)
    found: list[Happening] = []
    for token in document.doc:
        if token.pos_ not in ("VERB", "AUX", "NOUN", "PROPN") or _quoted(token.idx, runs):
            continue
        item = _cued(document, cast, placing, token, timeline, spoken)
        if item is not None:
            more = _again(document, item, timeline)
            found += [_up_to_own_date(item, more), *more]
    heading = titled(document, dates)
    found += [heading] if heading is not None else []
    for mention in dates:
        if mention.range is None or mention.kind == "story":
            # "hours later" dates what is news in itself and makes news of nothing.
            continue
        if not _is_used(mention, found, timeline):
            other = dated_clause(document, cast, placing, mention, timeline)
            if other is not None:
                found.append(other)
    found += entry_clauses(document, cast, placing, timeline, found)
    kept = [_apart(item, found) for item in once(found)]
    kept.sort(key=lambda item: (item.start, item.end))
    return [
        _row(document, cast, placing, item, _carried(item, kept, document.article.published))
        for item in kept
    ]


def _apart(item: Happening, others: Sequence[Happening]) -> Happening:
    """Cut a happening after the verb before it: "met him on Monday and | flew home on Tuesday"."""
    head = item.head
    if head.dep_ != "conj" or head.pos_ != "VERB":
        return item
    earlier = [o for o in others if o.head.i == head.head.i and o.date is not item.date]
    own = [t for c in head.children if c.i < head.i and c.dep_ != "punct" for t in c.subtree]
    first = min([head, *own], key=lambda t: t.i)
    day = item.date.start if item.date is not None else first.idx
    if not earlier or not item.start < head.head.idx < first.idx <= day:
        return item
    return replace(item, start=first.idx)


def _is_used(mention: DateMention, found: Sequence[Happening], timeline: Timeline) -> bool:
    """Tell whether a date has its happening: its own clause's, not only that of a clause below."""
    owner = timeline.owner(mention)
    users = [item for item in found if item.date is not None and item.date.start == mention.start]
    if owner is None or owner.pos_ != "VERB":
        return bool(users)
    # "It ended on 13 November, when troops drove them off": two happenings of a day.
    return any(item.head.i == owner.i or item.head.dep_ not in ("relcl", "advcl") for item in users)


def _again(document: Document, item: Happening, timeline: Timeline) -> list[Happening]:
    """Give a happening for each further date: "truces in 2018 and 2020", "met in May and July"."""
    first = item.date
    more: list[Happening] = []
    if first is None or first.range is None:
        return more
    for mention in timeline.own(item.head):
        low, high = sorted((first, mention), key=lambda m: m.start)
        between = document.text_of(low.end, high.start)
        if mention.start == first.start or mention.range is None or mention.kind != "point":
            continue
        if mention.range != first.range and _JOINED.fullmatch(between):
            more.append(replace(item, date=mention, again=True))
    return more


def _up_to_own_date(item: Happening, more: Sequence[Happening]) -> Happening:
    """Cut a happening before the date of its next like: "the truces of 2018" (and 2020)."""
    own = item.date
    later = [m.date.start for m in more if m.date is not None]
    if own is None or not later or own.start > min(later) or item.end <= own.end:
        return item
    return replace(item, end=own.end) if item.head.idx < own.end else item


def _carried(item: Happening, others: Sequence[Happening], published: dt.date) -> DateRange | None:
    """Give the day of the happening that the text has just told, for what followed from it.

    "They met in Doha on Monday. After eight hours the two sides issued a statement": only for
    meetings, agreements and statements told in the simple past, in the next sentence or two.
    """
    if item.phase != "past" or item.event_type not in ("meeting", "agreement", "statement"):
        return None
    if item.date is not None and (item.date.range is not None or item.date.kind == "vague"):
        return None
    if item.head.pos_ == "VERB" and item.head.tag_ != "VBD":
        return None
    if item.event_type == "statement" and not item.public:
        return None
    told = [o for o in others if o.phase == "past"]
    if item.days:
        # "After a week of talks the two accepted a text on Thursday."
        same = [o for o in told if o.head.sent == item.head.sent and o is not item]
        told = [*(o for o in told if o.start < item.start and o not in same), *same]
    else:
        told = [o for o in told if o.start < item.start]
    for other in reversed(told):
        days = other.date.range if other.date is not None else None
        if other.event_type not in ("meeting", "agreement", "statement", "call", "exchange"):
            continue
        if other.head.pos_ != "VERB" or (other.date is not None and other.date.kind == "offset"):
            # "nine days after his rival signed": an aside, the story is elsewhere.
            continue
        if days is None or days.start is None or days.start != days.end:
            continue
        if item.event_type == "statement" and (published - days.start).days > _FRESH:
            # Words are of the day of the report, not of what it looks back on.
            continue
        between = item.head.doc[min(other.head.i, item.head.i) + 1 : item.head.i + 1]
        limit = 5 if item.public else 3
        near = sum(bool(t.is_sent_start) for t in between) <= limit
        near = near and between.text.count("\n") <= limit
        return days if near else None
    return None


def _quoted(offset: int, runs: Sequence[Run]) -> bool:
    return any(run.opened <= offset < run.closed for run in runs)


def _cued(
    document: Document,
    cast: Cast,
    placing: Placing,
    token: Token,
    timeline: Timeline,
    spoken: Sequence[Turn],
) -> Happening | None:
    """Make a happening of a word that the cue table knows."""
    clause = clause_of(token)
    turn = next((t for t in spoken if t.start <= token.idx < t.end), None)
    if turn is not None:
        # The label before the words of a transcript is no part of them.
        clause = [t for t in clause if t.idx >= turn.start]

    def met(need: str) -> bool:
        return holds(need, cast, placing, clause, token)

    cue = cue_of(token, met, clause)
    if cue is None and token.lemma_ == "be" and not timeline.own(token):
        return on_air(document, cast, token, timeline.date_of(token, clause)[0])
    if cue is None and token.lemma_ == "have":
        return has_days(document, token)
    if cue is None and token.pos_ == "VERB":
        return for_days(document, token, timeline)
    if cue is None or is_cancelled(token):
        return None
    date, certain = timeline.date_of(token, clause)
    if date is not None and is_too_far(date):
        return None
    if date is not None and is_stale_promise(token, date, document.article.published):
        return None
    if date is None and token.sent.text.rstrip().endswith("?"):
        return None
    if cue.event_type == "control" and date is None and _only_tells_which(token):
        return None
    told = date is not None and date.kind == "entry"
    dated = date is not None and (certain or not told or cue.event_type != "statement")
    if date is None or date.range is None or not certain:
        if token.pos_ in ("NOUN", "PROPN"):
            if not _lasted(document, token, cue) and not _placed(placing, token, cue):
                return None
        elif not ((cue.undated or dated) and happened(token, cue, timeline.is_entry(token))):
            due = date is not None and certain and is_due(token, date)
            if not due and (date is not None or not is_announced(token, cue)):
                return None
    if cue.event_type == "statement":
        if not _someone(cast, token, date) or (date is not None and date.kind == "since"):
            return None
        if cue.words[0] in ("say", "tell") and nameless(cast, token):
            return None
    if token.lemma_ == "say" and any(c.dep_ == "auxpass" for c in token.children):
        # "are said to stand closer": hearsay, no statement.
        return None
    told_in = [*clause, *asides_of(token)] if "@public" in cue.needs else clause
    start, end = span_of(document, told_in, token, date)
    if end - start < _SHORTEST:
        start, end = span_of(document, list(token.subtree), token, date)
    length = _length(document, token) if date is None and token.pos_ == "NOUN" else None
    if length is not None:
        start = min(start, length[0])
    event_type = planned_type(token, date) or cue.event_type
    return Happening(
        event_type,
        token,
        tuple(clause),
        start,
        end,
        date,
        phase_of(token, event_type, date, document.article.published, timeline.is_entry(token)),
        f"events.{cue.pos}-{'-'.join(cue.words)}",
        0.8 if date is not None and date.range is not None else 0.6,
        "@public" in cue.needs or cue.words[0] in ("announce", "publish", "issue", "release"),
        length[1] if length is not None else 0,
    )


def _only_tells_which(verb: Token) -> bool:
    """Tell "the ground that it holds": which ground is meant, no news of who holds it."""
    subject = subject_of(verb)
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False  # "a city that the rebels have besieged for years"
    gap = not any(c.dep_ == "dobj" and c.tag_ not in ("WDT", "WP") for c in verb.children)
    return (
        verb.dep_ == "relcl" and gap and subject is not None and subject.tag_ not in ("WDT", "WP")
    )


def _someone(cast: Cast, token: Token, date: DateMention | None) -> bool:
    """Tell whether a statement has an author, or is dated by words of its own."""
    if token.pos_ == "NOUN" or date is not None:
        return True
    subject = subject_of(token)
    if subject is None:
        # The parser may lose a subject: "After the reading Mr Vance took questions".
        return any(cast.at(t) for t in token.doc[token.sent.start : token.i])
    if subject.pos_ == "PRON" and token.lemma_ in ("warn", "accuse"):
        # "…, she warns": a cue of a quotation.
        return False
    return any(cast.at(t) for t in subject.subtree)


def _placed(placing: Placing, noun: Token, cue: EventCue) -> bool:
    """Tell whether an undated noun is an attack on a named place: "the shelling of Murgul".

    Or that it tells how a place is held: "its blockade of Murgul", "their siege of the town".
    """
    if cue.words[-1] in _HOLDING and noun.dep_ != "compound":
        of = [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"]
        return bool(of) and any(c.dep_ == "poss" for c in noun.children)
    if cue.event_type != "strike" or noun.pos_ != "NOUN" or noun.text[0].isupper():
        return False
    if not any(c.lower_ == "the" for c in noun.children):
        return False
    return any(placing.region_at(t.idx, t.idx + 1) for t in noun.subtree)


def _length(document: Document, noun: Token) -> tuple[int, float] | None:
    """Give offset and days of the length before a noun: "nine days of talks"."""
    line = document.text.rfind("\n", 0, noun.idx) + 1
    begin = max(line, noun.idx - 50)
    found = _LENGTH_OF.search(document.text_of(begin, noun.idx))
    days = parse_days(found.group()) if found else None
    return (begin + found.start(), days) if found and days else None


def _lasted(document: Document, noun: Token, cue: EventCue) -> bool:
    """Tell whether an undated noun stands with its length ("a third day of talks")."""
    if cue.event_type not in ("call", "meeting"):
        return False
    before = document.text_of(max(0, noun.idx - 40), noun.idx + len(noun)).rsplit("\n", 1)[-1]
    return _DAY_OF.search(before) is not None


def _row(
    document: Document,
    cast: Cast,
    placing: Placing,
    item: Happening,
    carried: DateRange | None,
) -> dict[str, object]:
    days = item.date.range if item.date is not None else None
    if days is None and carried is not None and carried.end is not None and item.days:
        # "after nine days of talks": they ended when what came of them was told.
        carried = DateRange(
            carried.end - dt.timedelta(days=max(0, int(item.days) - 1)), carried.end
        )
    first, last = (days or carried or DateRange(None, None)).iso
    words = document.text_of(item.start, item.end)
    hours = parse_hours(words) if item.event_type in ("call", "meeting") else None
    return {
        "source_id": document.article.source_id,
        "event_type": item.event_type,
        "participants": "|".join(_participants(cast, item)),
        "region_id": placing.region_at(item.start, item.end),
        "date_start": first,
        "date_end": last,
        "date_text": item.date.text if item.date is not None else "",
        "duration_hours": hours,
        "phase": item.phase,
        "evidence": words,
        "start": item.start,
        "end": item.end,
        "rule": item.rule,
        "confidence": item.confidence,
    }


def _participants(cast: Cast, item: Happening) -> list[str]:
    subject = subject_of(item.head) if item.head.pos_ in ("VERB", "AUX") else None
    tokens = list(subject.subtree) if subject is not None else []
    if item.event_type != "statement" or subject is None or item.head.lemma_ == "accuse":
        tokens += list(item.clause)
    found: list[str] = []
    for token in tokens:
        if item.head.pos_ in ("VERB", "AUX") and token.dep_ in ("poss", "compound", "amod"):
            # "Ethiopia's army chief met": the chief took part, not the country.
            if cast.at(token) != cast.at(token.head):
                continue
        for mention in cast.all_at(token):
            actor = cast.by_id.get(mention.entity)
            if actor is not None and actor.kind != "media" and mention.entity not in found:
                found.append(mention.entity)
    return found
