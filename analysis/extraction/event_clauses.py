"""Happenings that only their date tells: dated clauses and entries that no cue covers."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from analysis.extraction.calendar_spans import one_day
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.document import Cast, Document, Placing
from analysis.extraction.durations import time_words
from analysis.extraction.event_cues import clause_of, cue_of, subject_of
from analysis.extraction.event_dating import Timeline
from analysis.extraction.event_forms import on_air
from analysis.extraction.event_needs import DEALS, is_person, is_public, nameless
from analysis.extraction.event_phase import STATES, is_cancelled, phase_of
from analysis.extraction.event_rows import Happening, span_of
from analysis.extraction.event_themes import theme_of
from analysis.extraction.speech_cues import find_cues

_SUPPOSED = frozenset("would could may might can".split())
_DATED = frozenset("plan schedule slate set arrange expect date hold announce".split())
_PRESS = frozenset("newspaper correspondent broadcaster magazine bulletin".split())
_WHEN = frozenset("when since after as while where because".split())
_KEEPING = frozenset("hold keep observe respect last survive".split())
# A deadline further away is a term of the deal, no event that one can expect.
_LONGEST_DEADLINE = 190


def dated_clause(
    document: Document, cast: Cast, placing: Placing, mention: DateMention, timeline: Timeline
) -> Happening | None:
    """Make a happening of a dated clause that no cue covers."""
    head = timeline.owner(mention)
    if head is None:
        return _verbless(document, mention)
    if head.lemma_ == "have" and _has_until(head, mention):
        return _as_other(document, head, mention)
    if head.pos_ not in ("VERB", "AUX") or is_cancelled(head):
        return None
    due = any(c.lower_ in ("due", "scheduled", "expected") for c in head.children)
    to_come = head.lemma_ == "be" and (mention.tense == "future" or due)
    if head.lemma_ == "be" and any(
        c.dep_ == "nsubj" and c.lemma_.lower() == "deadline" for c in head.children
    ):
        return _as_other(document, head, mention)
    if head.lemma_ == "be" and (shown := on_air(document, cast, head, mention)) is not None:
        return shown
    named = subject_of(head) if head.lemma_ == "be" and not to_come else None
    if named is not None and named.idx < mention.start < head.idx:
        # "The last round, in June, was a waste of time."
        return _noun_before(document, mention, named, named)
    if head.lemma_ == "be" and mention.kind == "since" and _perfect(head):
        # "The guns have been silent since 2 August."
        return _standing(document, head, mention, "other", "events.stands-since")
    if head.lemma_ in STATES and not to_come:
        if not any(c.dep_ == "auxpass" for c in head.children):
            return None
    if any(c.dep_ == "aux" and c.lower_ in _SUPPOSED for c in head.children):
        if not _is_reported(head):
            return None
    if mention.kind == "since":
        return _kept(document, head, mention)
    if is_too_far(mention) or head.dep_ == "amod" or (head.dep_ == "advcl" and not _is_told(head)):
        return None
    if head.dep_ == "acl" and head.lemma_ in _DATED:
        return _arranged(document, head, mention)
    subject = subject_of(head)
    if subject is None or subject.lower_ == "those" or (head.dep_ == "acl" and head.tag_ != "VBN"):
        return None
    first = document.span(mention.start, mention.end)[0]
    led = first.i > first.sent.start and first.nbor(-1).dep_ == "prep"
    if not (led and first.nbor(-1).lower_ != "of") and any(
        mention.start <= t.idx < mention.end for t in subject.subtree if head.dep_ != "acl"
    ):
        # "The spring had begun badly": the time is what the clause is about.
        return None
    clause = clause_of(head)
    start, end = span_of(document, clause, head, mention)
    if end - start < 8:
        return None
    following = [head, *(t for t in clause if t.i == head.i + 1)]
    # "go on" is a cue of speech, "go on Friday" is none.
    following = [t for t in following if t.i == head.i or t.dep_ == "prt"]
    says = any(c.frame == "direct" and c.owner and c.first == 0 for c in find_cues(following))
    says = says or (is_person(cast, subject) and is_public(cast, clause, head))
    if says and head.lemma_ in ("say", "tell") and nameless(cast, head):
        return None
    theme = theme_of(head, cast, placing)
    if says and not theme:
        return None  # "He conceded on Monday": words that no cue makes news
    event_type = theme or "other"
    if event_type == "other" and (noun := _noun_before(document, mention, head)) is not None:
        return noun
    if event_type == "other" and _is_of_press(cast, head, subject):
        return None
    return Happening(
        event_type,
        head,
        tuple(clause),
        start,
        end,
        mention,
        phase_of(head, event_type, mention, document.article.published),
        "events.dated-clause",
        0.5,
    )


def _is_reported(head: Token) -> bool:
    """Tell "would" that is somebody's "will": "the guns would be gone by Friday, he said"."""
    would = any(c.dep_ == "aux" and c.lower_ == "would" for c in head.children)
    said = head.head.pos_ == "VERB" and head.dep_ == "ccomp" and head.head.tag_ in ("VBD", "VBN")
    return would and said


def _is_told(head: Token) -> bool:
    """Tell a clause of time that tells what happened: "since they broke away in 2004"."""
    marks = {c.lower_ for c in head.children if c.dep_ in ("mark", "advmod")}
    subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)
    past = head.tag_ == "VBD" or any(c.tag_ == "VBD" for c in head.children if c.dep_[:3] == "aux")
    return subject and past and bool(marks & _WHEN)


def _is_of_press(cast: Cast, head: Token, subject: Token) -> bool:
    """Tell whether it is the press that does something: "a copy was seen by this newspaper"."""
    agents = [c for a in head.children if a.dep_ == "agent" for c in a.children]
    return any(
        t.lemma_.lower() in _PRESS
        or ((a := cast.by_id.get(cast.at(t))) is not None and a.kind == "media")
        for t in (subject, *agents)
    )


def _noun_before(
    document: Document, mention: DateMention, head: Token, noun: Token | None = None
) -> Happening | None:
    """Make a happening of the event noun that a date follows: "the killings in Liquica last month".

    The parser may hang such a date on the verb of the sentence ("voiced concern at …").
    """
    first = document.span(mention.start, mention.end)[0]
    near = [noun] if noun is not None else document.doc[max(head.i + 1, first.i - 6) : first.i]
    for token in reversed(list(near)):
        if token.pos_ in ("VERB", "AUX") or token.is_punct:
            return None
        cue = cue_of(token, lambda _: False, clause_of(token)) if token.pos_ == "NOUN" else None
        if cue is None or cue.event_type not in ("strike", "military_move", "exchange", "meeting"):
            continue
        if token.dep_ == "dobj":
            return None
        clause = clause_of(token)
        start, end = span_of(document, clause, token, mention)
        phase = phase_of(token, cue.event_type, mention, document.article.published)
        rule = "events.noun-before"
        return Happening(
            cue.event_type, token, tuple(clause), start, end, mention, phase, rule, 0.6
        )
    return None


def _arranged(document: Document, head: Token, mention: DateMention) -> Happening | None:
    """Make a happening of the noun of "the exchange of prisoners planned for today"."""
    noun = head.head
    for _ in range(3):
        cue = cue_of(noun, lambda _: False, clause_of(noun))
        if cue is not None:
            clause = [*clause_of(noun), *clause_of(head)]
            start, end = span_of(document, clause, noun, mention)
            held = head.lemma_ in ("hold", "date")
            phase = phase_of(head, cue.event_type, mention, document.article.published)
            phase = phase if held else "planned"
            rule = "events.arranged"
            return Happening(
                cue.event_type, noun, tuple(clause), start, end, mention, phase, rule, 0.6
            )
        if noun.dep_ not in ("pobj", "prep", "conj", "compound"):
            return None
        noun = noun.head
    return None


def _has_until(head: Token, mention: DateMention) -> bool:
    """Tell whether somebody has until a day, or a number of days, to do something."""
    if not any(c.dep_ in ("xcomp", "acl", "relcl", "advcl") for c in head.subtree):
        return False
    return any(
        c.dep_ == "prep" and c.lower_ in ("until", "till") and c.i < mention_end(head, mention)
        for c in head.children
    )


def mention_end(head: Token, mention: DateMention) -> int:
    """Give the position of the first token after an expression."""
    return next((t.i for t in head.sent if t.idx >= mention.end), head.sent.end)


def _as_other(document: Document, head: Token, mention: DateMention) -> Happening:
    clause = clause_of(head)
    if mention.range is not None and mention.range.end is not None:
        # The day that the time is up is what happens.
        mention = replace(mention, range=one_day(mention.range.end))
    start, end = span_of(document, clause, head, mention)
    rule = "events.has-until"
    return Happening("other", head, tuple(clause), start, end, mention, "planned", rule, 0.5)


def _kept(document: Document, head: Token, mention: DateMention) -> Happening | None:
    """Make a happening of a deal that has been kept since a day."""
    things = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    things += [head.head] if head.dep_ == "relcl" else []
    kept = head.lemma_ in _KEEPING and any(t.lemma_.lower() in DEALS for t in things)
    # "The crossing has been shut since October": how it has stood from a day on.
    passive = head.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in head.children)
    passive = passive or head.lemma_ not in ("hold", "keep", "observe")
    noun = _noun_of(head)
    perfect = _perfect(head) or noun is not None
    stands = head.lemma_ in time_words("standing") and perfect and (passive or noun is not None)
    if not (kept or stands):
        return None
    rule = "events.kept-since" if kept else "events.stands-since"
    return _standing(document, head, mention, "agreement" if kept else "other", rule)


def _standing(
    document: Document, head: Token, mention: DateMention, event_type: str, rule: str
) -> Happening:
    noun = _noun_of(head)
    clause = [*(clause_of(noun) if noun is not None else ()), *clause_of(head)]
    start, end = span_of(document, clause, head, mention)
    return Happening(event_type, head, tuple(clause), start, end, mention, "ongoing", rule, 0.6)


def _noun_of(head: Token) -> Token | None:
    """Give the noun before a participle that the parser hung elsewhere: "the gate, shut since"."""
    if head.tag_ not in ("VBN", "VBD") or head.i < 2 or head.nbor(-1).text != ",":
        return None
    if any(c.dep_ in ("mark", "aux", "auxpass") for c in head.children):
        return None
    # The same may be taken for the verb of the sentence, which no comma parts from its subject.
    subject = next((c for c in head.children if c.dep_ == "nsubj" and c.i < head.i), None)
    noun = subject or head.nbor(-2)
    return noun if noun.pos_ in ("NOUN", "PROPN") and (subject or head.dep_ == "advcl") else None


def _perfect(head: Token) -> bool:
    return any(c.lower_ in ("has", "have") for c in head.children) or head.dep_ == "acl"


def _verbless(document: Document, mention: DateMention) -> Happening | None:
    """Make a happening of an entry without a verb, or whose verb the tagger took for a noun."""
    start, end = mention.start, mention.end
    sentence = list(document.sentence(end + 1 if mention.kind == "entry" else start))
    line = document.text.find("\n", start)
    if not document.text[document.text.rfind("\n", 0, start) + 1 : start].strip(" \t*•-"):
        sentence += list(document.span(start, line if line > 0 else len(document.text)))
    if len(sentence) > 60 or any(t.tag_ in ("VBD", "MD") for t in sentence):
        return None
    for pos in ("verb", "noun"):
        for token in sentence:
            if token.pos_ == "VERB" or not token.is_alpha:
                continue
            cue = cue_of(token, lambda _: False, sentence, pos)
            if cue is None or (pos == "verb" and token.lower_ != token.lemma_):
                continue
            if pos == "verb" and any(c.dep_ in ("det", "amod", "poss") for c in token.children):
                # "A state of emergency" states nothing.
                continue
            first, last = span_of(document, [t for t in sentence if not t.is_space], token, mention)
            phase = phase_of(token, cue.event_type, mention, document.article.published)
            return Happening(
                cue.event_type,
                token,
                tuple(sentence),
                first,
                last,
                mention,
                phase,
                "events.dated-phrase",
                0.5,
            )
    return None


def is_too_far(date: DateMention) -> bool:
    """Tell whether a deadline is so far off that it is a term of a deal and no event.

    Parameters
    ----------
    date
        The time expression.

    Returns
    -------
    bool
    """
    days = date.range
    return (
        date.kind == "deadline"
        and days is not None
        and days.start is not None
        and days.end is not None
        and (days.end - days.start).days > _LONGEST_DEADLINE
    )
