"""Time expressions: what days "on Tuesday", "a week ago" or "within 60 days" mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from spacy.tokens import Span, Token

from analysis.extraction.calendar_spans import DateRange, Tense, one_day
from analysis.extraction.date_expressions import find_expressions
from analysis.extraction.date_mentions import DateMention, join_ranges, split_days
from analysis.extraction.date_owners import is_past_strike, is_thing, noun_after
from analysis.extraction.date_resolvers import Context
from analysis.extraction.document import Document
from analysis.extraction.durations import time_words
from analysis.extraction.relative_dates import (
    read_daytime,
    read_earlier,
    read_next_day,
    read_night,
    read_story_day,
    read_within,
)

_FUTURE_HEADS: Final = frozenset(
    "due set expect plan schedule slate bind agree want hope intend promise pledge vow propose "
    "demand call urge prepare aim offer invite be have need go oblige require ask".split()
)


_PACT: Final = re.compile(
    r"\b(?:sign(?:ed|ing)?|names? to|agreed?|accepted|concluded?|initiall?ed|reached|sealed)\b",
    re.I,
)
_WHEN: Final = re.compile(r",? when\b")
# Days: the pact that a text reports as news is so young.
_FRESH: Final = 15
# The hour before an entry of a live blog.
_STAMP: Final = re.compile(r"^[ \t*_>•\[-]*\d{1,2}[:.]\d{2}(?!\d)", re.M)
_ALL: Final = -2
_PLANNING: Final = frozenset(
    "invite schedule plan set fix call summon expect slate propose offer postpone promise delay "
    "defer adjourn".split()
)
_MODAL: Final = frozenset("will 'll shall wo would should must may might can could".split())


def resolve_date(
    text: str | Span,
    published: dt.date,
    tense: Tense = "",
    anchor: DateRange | None = None,
) -> DateRange | None:
    """Give the days that a time expression covers.

    Parameters
    ----------
    text
        The expression, or a clause: the first expression in it is read.
    published
        Day of publication.
    tense
        Tense of the clause: a weekday of a ``future`` clause is the next one.
    anchor
        What "a day earlier" or "the same month" refers to; the day of publication if None.

    Returns
    -------
    DateRange or None
        None where the words are too vague or no expression stands.

    Examples
    --------
    >>> resolve_date("on Tuesday", dt.date(2025, 3, 18), "future").iso
    ('2025-03-18', '2025-03-18')
    >>> resolve_date("last Friday", dt.date(2025, 3, 18), "past").iso
    ('2025-03-14', '2025-03-14')
    """
    words = text if isinstance(text, str) else text.text
    for match, resolver, _ in find_expressions(words):
        return resolver(match, Context(published, tense, anchor, anchor))
    return None


def find_dates(document: Document) -> list[DateMention]:
    """Find the time expressions of a source and resolve them.

    Parameters
    ----------
    document
        The parsed source.

    Returns
    -------
    list of DateMention
        In text order, not overlapping.
    """
    found: list[DateMention] = []
    known: dict[str, DateRange] = {}
    published = _told_on(document)
    agreed: dt.date | None = None
    # The pact that a paragraph speaks of, with the end of that paragraph.
    pact, pact_until = None, -1
    live = len(_STAMP.findall(document.text)) > 1
    entry: dt.date | None = None
    # The day that heads the entries of a live blog: "today" is that one.
    headed: dt.date | None = None
    line_of_entry = -1
    for match, resolver, kind in find_expressions(document.text):
        named = match.groupdict()
        tense = tense_at(document, *match.span())
        bound = (named.get("bound") or "").lower()
        if tense == "past" and named.get("month") and _attributive(document, match):
            tense = ""  # "would not wait for the 17 November election": whatever the verb tells
        if bound == "since":
            tense, kind = "past", "since"
        elif bound:
            kind = "deadline"
            if bound in ("until", "till") and _is_given(document, match.start()):
                # "The rebels had until Friday to answer": the end of a respite lies ahead.
                tense = "future"
            if bound == "by" and not tense:
                tense = "future"  # "unless the prisoners are let out by Sunday"
        # What is told as past does not follow from a day ahead.
        counts = tense == "past" and resolver in (read_earlier, read_next_day, read_story_day)
        reach = _reach(named, follows=counts and resolver in (read_earlier, read_next_day))
        told = [m for m in found if not (counts and _is_ahead(m, published))]
        if kind == "since" and _until_now(document, match):
            # "Has besieged it since May": of the day of the report, whatever year was told.
            told = []
        near = _anchor(document, told, match.start(), reach)
        day = _anchor(document, [m for m in told if _is_day(m)], match.start(), 3)
        told_on = headed if live and headed else published
        # In a live blog the hours are those of the day.
        day = one_day(told_on) if live and resolver in (read_daytime, read_night) else day
        begins = _begins_line(document, match.start())
        if resolver is read_story_day and not any(m.range for m in found):
            day = one_day(published)  # no other day has been told: the news are of this one
        line = document.text.rfind("\n", 0, match.start()) + 1
        # A year that stands alone heads the lines below it; a day heads its own line, of which
        # the present tells what came then ("4 March: … a blockade follows in April").
        inside = line == line_of_entry and tense != "past"
        above = entry if begins or inside or line_of_entry == _ALL else None
        since = pact if match.start() < pact_until else agreed
        if resolver is read_within:
            since = _said_on(document, found, match.start()) or since
        days = resolver(match, Context(told_on, tense, near, day, since, above))
        if begins and days and days.start:
            entry = days.start
            headed = days.start if days.start == days.end else None
            whole = document.text_of(match.end(), match.end() + 1).strip(" ") in ("", "\n")
            line_of_entry = _ALL if whole and days.start != days.end else line
        if (
            not begins
            and named.get("month")
            and named.get("day")
            and not named.get("year")
            and not bound
        ):
            # One date is one day however often it is named.
            key = f"{named['month'].lower()} {named['day']} {named.get('day2') or ''}"
            days = known.setdefault(key, days) if days else days
        start, end = match.span("words") if "words" in named else match.span()
        if kind == "story" and days is None:
            continue
        kind = kind if days is not None else "vague"
        gone = days is not None and days.end is not None and days.end <= published
        if days and days.start and gone and tense != "future" and _reports_pact(document, start):
            pact = days.start if days.start == days.end else None
            pact_until = (document.text + "\n").find("\n", start) if pact else -1
            if agreed is None and (published - days.start).days in range(_FRESH):
                agreed = days.start
        mention = DateMention(start, end, document.text_of(start, end), days, kind, tense)
        found = join_ranges(document.text, [*found, *split_days(document.text, mention)])
    return found


def _reach(named: Mapping[str, str | None], *, follows: bool) -> int:
    """Give how many sentences an expression may look back over for the day that it counts from."""
    way = (named.get("way") or "later").lower()
    if follows and way in ("later", "afterwards", "after"):
        return 4  # "A day later" begins a paragraph after what was said of the day before.
    return 2 if named.get("unit") in ("day", "months") else 1


def _until_now(document: Document, match: re.Match[str]) -> bool:
    """Tell whether what has been since a time is told as lasting: in the present perfect."""
    root = document.span(*match.span()).root
    return any(
        t.lower_ in ("has", "have") for above in root.ancestors for t in above.children
        if above.pos_ in ("VERB", "AUX")
    )  # fmt: skip


def _attributive(document: Document, match: re.Match[str]) -> bool:
    """Tell a date that stands before its noun: "the November 17 election"."""
    return noun_after(document.span(*match.span()).root, *match.span()) is not None


def _told_on(document: Document) -> dt.date:
    """Give the day that "today" means: of the dateline where it has one, else of publication."""
    published = document.article.published
    text = document.text[:120].lstrip()
    for match, resolver, _ in find_expressions(text)[:1]:
        lead, rest = text[: match.start()], text[match.end() :]
        if lead and re.fullmatch(r"(?:[A-Z][\w.'’-]*,? ){1,5}\(?", lead):
            if re.match(r"\.?(?: ?\([^)]{2,30}\))?(?: ?[-–—]|\. [A-Z]|\))", rest):
                days = resolver(match, Context(published, "past"))
                if days and days.start and 0 <= (published - days.start).days <= 4:
                    return days.start
    return published


def _begins_line(document: Document, at: int) -> bool:
    """Tell whether an offset begins a line, but for a bullet, and a date stands for all of it."""
    line = document.text_of(document.text.rfind("\n", 0, at) + 1, at)
    if line.strip(" \t*_>•-–—#"):
        return False
    rest = document.text_of(at, at + 60).split("\n")[0]
    return re.match(r"[\w ,.–-]{3,40}?(?:[:–—]|\.\s|\s-\s|$)", rest) is not None


def _reports_pact(document: Document, at: int) -> bool:
    """Tell whether the sentence of a date reports an agreement, whose deadlines run from it."""
    return _PACT.search(document.sentence(at).text) is not None


def _said_on(document: Document, found: list[DateMention], at: int) -> dt.date | None:
    """Give the day on which it was said in the same sentence: "said on 9 July … within a week"."""
    first = document.sentence(at).start_char
    said = [
        m.range.start
        for m in found
        if m.start >= first and m.tense == "past" and m.range is not None and _is_day(m)
    ]
    return said[-1] if said else None


def _is_given(document: Document, at: int) -> bool:
    """Tell whether what stands before "until" is a verb that leaves somebody time."""
    return any(
        t.lemma_ in time_words("respite") and not any(c.dep_ == "neg" for c in t.children)
        for t in document.doc[document.sentence(at).start : document.token_at(at).i][-4:]
    )


def _is_day(mention: DateMention) -> bool:
    return mention.range is not None and mention.range.start == mention.range.end


def _is_ahead(mention: DateMention, published: dt.date) -> bool:
    days = mention.range
    return (
        days is not None
        and days.end is not None
        and days.end > published
        and bool(days.start is None or days.start > published)
    )


def _anchor(
    document: Document, found: list[DateMention], at: int, sentences: int
) -> DateRange | None:
    """Give the last date before an offset, if it stands near enough to be referred to."""
    for mention in reversed(found):
        if mention.range is None or mention.range.start is None or mention.kind == "since":
            continue
        first = document.token_at(mention.end - 1)
        between = document.doc[first.i + 1 : document.token_at(at).i + 1]
        if sum(bool(t.is_sent_start) and not t.is_space for t in between) <= sentences:
            return mention.range
        return None
    return None


def tense_at(document: Document, start: int, end: int) -> Tense:
    """Give the tense of the clause that a time expression stands in.

    Parameters
    ----------
    document
        The parsed source.
    start, end
        Offsets of the expression.

    Returns
    -------
    str
        ``past``, ``future`` (will, is to, is due to), ``present`` or ''.
    """
    inside = document.span(start, end)
    when = _WHEN.match(document.text, end)
    if when is not None and tense_of(document.token_at(when.end() - 1).head) == "past":
        return "past"  # "was plain to see on Sunday night, when gunmen boarded a ship"
    token = inside.root
    steps = 0
    noun = False
    while steps < 12:
        steps += 1
        outside = not start <= token.idx < end
        if outside and noun and token.lower_ in ("after", "since", "following"):
            return "past"  # "agreed to stop after a call on March 18"
        if outside and token.pos_ == "NOUN" and is_past_strike(token):
            return "past"  # "ruled out an amnesty for those behind the attack in January"
        noun = noun or (outside and token.pos_ in ("NOUN", "PROPN"))
        if token.dep_ in ("acl", "relcl") and token.head.idx > end:
            # "is to pull out, in May, all soldiers brought in": not of the participle behind.
            token = token.head
            continue
        if token.pos_ in ("VERB", "AUX") and outside and not is_thing(token):
            tense = tense_of(token)
            if tense == "past" and _is_planning(token):
                # "has invited both to a round on 21 October": it lies ahead of the inviting.
                now = {c.lower_ for c in token.children} & {"has", "have", "is", "are"}
                return "future" if now else ""
            return tense
        if token.head.i == token.i:
            break
        token = token.head
    for other in reversed(document.doc[inside.sent.start : inside.start]):
        if other.pos_ in ("VERB", "AUX"):
            return tense_of(other)
    for other in document.doc[inside.end : inside.sent.end]:
        if other.pos_ in ("VERB", "AUX"):
            return tense_of(other)
    # A full sentence whose verb the tagger took for a noun ("Talks resume on Friday.").
    return "present" if inside.sent.text.rstrip().endswith(".") and len(inside.sent) > 4 else ""


def _singular(verb: Token) -> bool:
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.tag_ in ("NN", "NNP") and not subject.conjuncts


def _is_planning(verb: Token) -> bool:
    put_off = verb.lemma_ in ("put", "push") and any(
        c.lower_ in ("off", "back") for c in verb.children
    )
    if verb.lemma_ == "set":  # a date is set ahead, a depot is set on fire
        objects = [c.lemma_.lower() for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        return any(thing in time_words("set_ahead") for thing in objects)
    return verb.lemma_ in _PLANNING or put_off


def _is_condition(verb: Token) -> bool:
    """Tell "could be there by September, provided the ministers approved it on Monday"."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    above = verb.head
    while above.lower_ in ("provided", "providing", "assuming") and above.head.i != above.i:
        marks, above = {above.lower_}, above.head
    conditional = bool(marks & {"if", "unless", "provided", "providing", "assuming"})
    return conditional and above.i != verb.i and tense_of(above) == "future"


def tense_of(verb: Token) -> Tense:
    """Give the tense of a verb with its auxiliaries.

    Parameters
    ----------
    verb
        A verb or auxiliary.

    Returns
    -------
    str
        ``past``, ``future``, ``present`` or ''.
    """
    # "Their reply of 3 May named no date": the month is no modal.
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.text != "May"]
    forms = {c.lower_ for c in aux} | ({verb.lower_} if verb.pos_ == "AUX" else set())
    if "could" in forms and verb.lemma_ in ("hear", "see", "feel"):
        return "past"  # "artillery could be heard on Sunday"
    if forms & _MODAL:
        return "future" if not forms & {"have"} else "past"
    if "to" in forms:
        head = verb.head
        if head.i == verb.i:
            return "future"
        if head.lower_ in ("was", "were"):
            # "talks were to begin in October": planned then, by now past or still to come.
            gone = any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children)
            return "" if gone else "due"
        if head.lemma_ in _FUTURE_HEADS or head.pos_ in ("NOUN", "ADJ"):
            return "future" if head.lemma_ != "have" or head.tag_ != "VBD" else "past"
        if "have" in forms:
            return "past"
        # "leaders to hold a summit on Saturday, the ministry says"
        return "future" if tense_of(head) in ("future", "present") else "past"
    # "In June he set out his terms", "gunmen set fire to granaries".
    told = verb.lower_ == "set" and (
        verb.tag_ == "VBD" or any(c.dep_ in ("dobj", "prt") for c in verb.children)
    )
    if verb.lower_ in ("due", "scheduled", "planned", "expected", "slated", "set") and not told:
        return "future"
    above = verb.head
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not aux and above.tag_ == "VBN":
        return tense_of(above)  # "will be initialled on Sunday and signed in August"
    if verb.dep_ == "conj" and not aux and above.tag_ == "VB":
        if verb.lemma_ in time_words("past_alike"):
            return tense_of(above)  # "would freeze the front and put troops between the armies"
    if verb.tag_ == "VBD" and _is_condition(verb):
        return "future"
    if verb.tag_ in ("VBD", "VBN") or forms & {"was", "were", "had", "has", "have", "did"}:
        if any(c.lower_ in ("is", "are", "be") for c in aux):
            return "past" if forms & {"was", "were", "had", "has"} else ""
        return "past"
    alike = verb.lemma_ in time_words("past_alike")
    if alike and verb.tag_ in ("VBP", "VB") and not aux and _singular(verb):
        return "past"  # "an attack set fire to the depot": in the present it sets
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBG":
        if forms & {"is", "are", "'s", "'re"}:
            return "present"
        if verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
            return tense_of(verb.head)
        return "past"
    if verb.tag_ == "VB" and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
        return tense_of(verb.head)
    return ""
