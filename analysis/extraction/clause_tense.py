"""The tense of the clause that a time expression stands in, behind or still ahead."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from analysis.extraction.calendar_spans import Tense
from analysis.extraction.date_owners import is_past_strike, is_thing
from analysis.extraction.document import Document
from analysis.extraction.durations import time_words

_FUTURE_HEADS: Final = frozenset(
    "due set expect plan schedule slate bind agree want hope intend promise pledge vow propose "
    "demand call urge prepare aim offer invite be have need go oblige require ask".split()
)
_PLANNING: Final = frozenset(
    "invite schedule plan set fix call summon expect slate propose offer postpone promise delay "
    "defer adjourn".split()
)
_MODAL: Final = frozenset("will 'll shall wo would should must may might can could".split())
_WHEN: Final = re.compile(r",? when\b")


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
    noun = bounded = False
    while steps < 12:
        steps += 1
        outside = not start <= token.idx < end
        if outside and noun and token.lower_ in ("after", "since", "following"):
            return "past"  # "agreed to stop after a call on March 18"
        # "Has ruled it out before the elections in October": behind the speaker or ahead.
        bounded = bounded or (outside and noun and token.lower_ in ("before", "until", "till"))
        if outside and token.pos_ == "NOUN" and is_past_strike(token):
            return "past"  # "ruled out an amnesty for those behind the attack in January"
        noun = noun or (outside and token.pos_ in ("NOUN", "PROPN"))
        if token.dep_ in ("acl", "relcl") and token.head.idx > end:
            # "is to pull out, in May, all soldiers brought in": not of the participle behind.
            token = token.head
            continue
        if _is_missed_verb(token) and outside:
            return "present"
        if token.pos_ in ("VERB", "AUX") and outside and not is_thing(token):
            tense = "future" if _is_to_do(token) else tense_of(token)
            if tense == "past" and _is_planning(token):
                # "has invited both to a round on 21 October": it lies ahead of the inviting.
                now = {c.lower_ for c in token.children} & {"has", "have", "is", "are"}
                return "future" if now else ""
            return "" if bounded and tense == "past" else tense
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


def _is_missed_verb(token: Token) -> bool:
    """Tell "Huancaria votes on the 9th", whose verb the tagger took for a noun."""
    subject = any(c.dep_ == "nsubj" and c.i < token.i for c in token.children)
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and subject


def _is_to_do(verb: Token) -> bool:
    """Tell "over 60 days Israel is to withdraw": the day hangs on "is"."""
    return verb.lower_ in ("is", "are") and any(
        c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.children) for c in verb.children
    )


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
