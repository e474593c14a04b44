"""Happenings that only their date tells: dated clauses and entries that no cue covers."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extraction.dates import DateMention
from analysis.extraction.document import Cast, Document, Placing
from analysis.extraction.event_cues import clause_of, cue_of, subject_of
from analysis.extraction.event_dating import Timeline
from analysis.extraction.event_needs import DEALS
from analysis.extraction.event_phase import is_cancelled, phase_of
from analysis.extraction.event_rows import Happening, span_of
from analysis.extraction.event_themes import theme_of
from analysis.extraction.speech_cues import find_cues

_STATES = frozenset(
    "be have seem become remain exist include mean need want look know live fall lie last".split()
)
_SUPPOSED = frozenset("would could may might can".split())
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
    if head.pos_ not in ("VERB", "AUX") or is_cancelled(head):
        return None
    to_come = mention.tense == "future" and head.lemma_ == "be"
    if head.lemma_ in _STATES and not to_come:
        if not any(c.dep_ == "auxpass" for c in head.children):
            return None
    if any(c.dep_ == "aux" and c.lower_ in _SUPPOSED for c in head.children):
        return None
    if mention.kind == "since":
        return _kept(document, head, mention)
    if is_too_far(mention) or head.dep_ in ("advcl", "amod"):
        return None
    subject = subject_of(head)
    if subject is None or (head.dep_ == "acl" and head.tag_ != "VBN"):
        return None
    if any(mention.start <= t.idx < mention.end for t in subject.subtree if head.dep_ != "acl"):
        # "The spring had begun badly": the time is what the clause is about.
        return None
    clause = clause_of(head)
    start, end = span_of(document, clause, head, mention)
    if end - start < 8:
        return None
    following = [head, *(t for t in clause if t.i == head.i + 1)]
    says = any(c.frame == "direct" and c.owner and c.first == 0 for c in find_cues(following))
    event_type = theme_of(head, cast, placing) or ("statement" if says else "other")
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


def _kept(document: Document, head: Token, mention: DateMention) -> Happening | None:
    """Make a happening of a deal that has been kept since a day."""
    things = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    things += [head.head] if head.dep_ == "relcl" else []
    if head.lemma_ not in _KEEPING or not any(t.lemma_.lower() in DEALS for t in things):
        return None
    clause = clause_of(head)
    start, end = span_of(document, clause, head, mention)
    rule = "events.kept-since"
    return Happening("agreement", head, tuple(clause), start, end, mention, "ongoing", rule, 0.6)


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
    days = date.range
    return (
        date.kind == "deadline"
        and days is not None
        and days.start is not None
        and days.end is not None
        and (days.end - days.start).days > _LONGEST_DEADLINE
    )
