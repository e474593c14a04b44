"""From the words of a happening to one row: its span, and each happening once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from analysis.extraction.date_mentions import DateMention
from analysis.extraction.date_owners import EFFECTS
from analysis.extraction.document import Document
from analysis.extraction.event_dating import lead_spans

_STOP: Final = re.compile(r"[.!?][”\"’']?\s")
_FURTHEST: Final = 120
_ONE_A_DAY: Final = frozenset({"meeting", "agreement", "call", "exchange"})
_TOLD_AGAIN: Final = frozenset({"strike", "control", "military_move", "aid_change"})


@dataclass(frozen=True)
class Happening:
    """A happening before it is a row."""

    event_type: str
    head: Token
    clause: tuple[Token, ...]
    start: int
    end: int
    date: DateMention | None
    phase: str
    rule: str
    confidence: float
    public: bool = False
    days: float = 0
    again: bool = False


def span_of(
    document: Document, clause: Sequence[Token], head: Token, date: DateMention | None
) -> tuple[int, int]:
    """Give the span of a clause with its date, cut to its line, punctuation trimmed.

    Parameters
    ----------
    document
        The parsed source.
    clause
        Tokens of the clause.
    head
        Its verb or noun.
    date
        Its date.

    Returns
    -------
    (int, int)
    """
    text = document.text
    kept = [t for t in clause if not t.is_space and not t.is_punct] or [head]
    while len(kept) > 1 and kept[-1].dep_ == "cc":
        kept.pop()
    start = min(t.idx for t in kept)
    end = max(t.idx + len(t) for t in kept)
    if date is not None and date.end > date.start:
        if date.end > end and date.start - end < _FURTHEST:
            end = date.end
        between = text[date.end + 2 : start]
        if date.start < start and start - date.end < _FURTHEST and not _STOP.search(between):
            day = document.token_at(date.start)
            # "On 3 February, talks are to begin": the preposition is of the date.
            led = day.i > day.sent.start and day.nbor(-1).dep_ == "prep"
            start = day.nbor(-1).idx if led else date.start
    line = text.rfind("\n", 0, head.idx) + 1
    stop = text.find("\n", head.idx)
    start = max(start, line)
    for first, after in lead_spans(text[line : line + 120]):
        if first == 0 and head.idx >= line + after:
            start = max(start, line + after)
    end = min(end, stop if stop >= 0 else len(text))
    while end > start and text[end - 1] in ' ,.;:–—-”"’':
        end -= 1
    while start < end and text[start] in ' ,.;:–—-•“"‘':
        start += 1
    return start, end


def once(found: Sequence[Happening]) -> list[Happening]:
    """Keep each happening once: nested cues of one clause, and the same thing told again.

    Parameters
    ----------
    found
        All that cues and dates gave.

    Returns
    -------
    list of Happening
    """
    kept: list[Happening] = []

    def rank(item: Happening) -> tuple[bool, bool, float, bool, int]:
        undated = item.date is None or item.date.range is None
        # "250 were abducted in the attack": the attack is told, whatever else befell people.
        mere = item.event_type == "other" and item.head.lemma_ in EFFECTS
        return undated, mere, -item.confidence, item.head.pos_ == "NOUN", item.start

    order = sorted(found, key=rank)
    for item in order:
        if not any(_same(item, other) for other in kept):
            kept.append(item)
    return kept


def _in_clause(head: Token, item: Happening) -> bool:
    return any(token.i == head.i for token in item.clause)


def _names(item: Happening) -> frozenset[str]:
    day = item.date
    return frozenset(
        t.lower_
        for t in item.clause
        if t.pos_ == "PROPN" and not (day is not None and day.start <= t.idx < day.end)
    )


def _documents(inner: Happening, outer: Happening) -> bool:
    """Tell whether one statement is the document that the other was made in."""
    return inner.head.dep_ in ("acl", "relcl") and _in_clause(inner.head.head, outer)


def _same_day(one: DateMention, two: DateMention) -> bool:
    first, second = one.range, two.range
    if first is None or second is None or first.start is None:
        return False
    # "since Friday's meeting" is open at its end, and the meeting of that Friday all the same.
    ends = {one.kind, two.kind} if first.end != second.end else set()
    return first.start == second.start and (first.end == second.end or "since" in ends)


def _is_new(head: Token) -> bool:
    """Tell whether what a verb is done to is told for the first time: "a declaration"."""
    return any(
        c.dep_ in ("dobj", "nsubjpass") and any(d.lower_ in ("a", "an") for d in c.children)
        for c in head.children
    )


def _is_known(head: Token) -> bool:
    """Tell whether what a verb is done to is known: "the talks", "the meeting"."""
    return any(
        c.dep_ in ("dobj", "nsubjpass") and any(d.lower_ in ("the", "these") for d in c.children)
        for c in head.children
    )


def _same(item: Happening, other: Happening) -> bool:
    if item.head.i == other.head.i:
        return not (item.again or other.again) or item.date is other.date
    shared = min(item.end, other.end) - max(item.start, other.start)
    if item.head.lemma_ in EFFECTS and item.head.dep_ == "advcl" and item.head.tag_ == "VBG":
        if item.head.head.i == other.head.i:
            # "A helicopter crashed, killing all aboard": what it did, whatever it was.
            return True
    if item.event_type == other.event_type:
        joined = item.head.dep_ == "conj" and item.head.head.i == other.head.i
        joined = joined and not any(c.dep_ in ("nsubj", "nsubjpass") for c in item.head.children)
        if joined and (item.date is None or item.date is other.date):
            # "have halted the offensive and won back land": one move, told with two verbs.
            return True
        if item.event_type == "statement" and (_documents(item, other) or _documents(other, item)):
            # "said in a communiqué issued on Saturday"
            return True
        nested = _in_clause(item.head, other) or _in_clause(other.head, item)
        if nested and (item.date is other.date or item.date is None or other.date is None):
            return True
        if item.head.lemma_ in EFFECTS and item.head.sent == other.head.sent:
            # "raked a pier and killed three": one attack and what it did.
            return item.date is None or item.date is other.date
        if item.event_type == "agreement" and item.date is None and item.phase == other.phase:
            # The deal that the report is about is told of more than once.
            # But "both armies have agreed to …" in a main clause is what the report is about.
            said = item.head.dep_ == "ROOT" and not _is_known(item.head)
            again = other.start < item.start or not (said or _is_new(item.head))
            return other.phase == "past" and again
        if item.event_type in _ONE_A_DAY and item.date is not None and other.date is not None:
            # "met at noon …; a session will be held later today": one is over, one to come.
            # A truce that was agreed and its start are told in both phases, and are one.
            apart = item.event_type != "agreement" and item.phase != other.phase
            told = item.date.kind not in ("entry", "deadline") and not apart
            if told and _same_day(item.date, other.date):
                # Sides sign and meet once a day: the same one, told again.
                return True
        if item.event_type in _TOLD_AGAIN and item.date is not None and other.date is not None:
            if item.head.sent != other.head.sent and _same_day(item.date, other.date):
                # One day, one place, one kind of thing, told in the text and in its chronology.
                return bool(_names(item) & _names(other))
        if item.event_type == "meeting" and item.date is None and item.head.dep_ == "acl":
            if item.head.head.head.i == other.head.i:
                # "The talks convened by the bloc had begun": how they came about.
                return True
        if item.event_type == "meeting" and item.date is None and _is_known(item.head):
            # "the mediators who convened the talks": those that the report is about.
            return True
        if item.event_type == "meeting" and item.date is None and other.phase == "past":
            # "a meeting in Geneva … X met with Y": the second names who sat there.
            between = item.start - other.end
            return 0 <= between < 400 and item.head.doc.text.count("\n", other.end, item.start) == 0
    if item.date is not None and item.date is other.date and item.date.kind != "entry":
        if item.head.pos_ == "NOUN":
            return True
        nested = _in_clause(item.head, other) or _in_clause(other.head, item)
        return nested and shared > 0.6 * (item.end - item.start)
    return False
