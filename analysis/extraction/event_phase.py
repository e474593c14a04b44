"""Whether a happening is past, under way or planned, and whether it happened at all."""

from __future__ import annotations

import datetime as dt
from typing import Final

from spacy.tokens import Token

from analysis.extraction.clause_tense import tense_of
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.event_cues import EventCue, subject_of

STATES: Final = frozenset(
    "be have seem become remain exist include mean need want look know live fall lie last".split()
)
_NOT_DONE: Final = frozenset("cancel deny postpone scrap prevent avoid fail refuse decline".split())
_IMPLICATIVE: Final = frozenset("manage succeed begin start continue go proceed help".split())
_WISHED: Final = frozenset(
    "demand want urge insist propose suggest ask require request order hope wish expect".split()
)
_LASTING: Final = frozenset(
    "control hold occupy remain divide encircle surround besiege blockade trap be "
    "rule govern administer run".split()
)
_GOING_ON: Final = frozenset("continue persist rage go".split())
_PROMISED: Final = frozenset(
    "pledge promise vow undertake commit offer threaten want plan hope intend propose".split()
)
_DOCUMENTS: Final = frozenset("statement communique communiqué declaration readout".split())
_ANYBODY: Final = frozenset("anyone anybody everyone everybody those".split())
_IRREAL: Final = frozenset("if unless until before lest whether once".split())
_SUPPOSED: Final = frozenset("would 'd ’d could might".split())
_TAKING: Final = frozenset("accept endorse approve".split())
_SITTINGS: Final = frozenset(
    "talk meeting round summit session conference negotiation delegation consultation".split()
)


def phase_of(
    token: Token,
    event_type: str,
    date: DateMention | None,
    published: dt.date,
    in_entry: bool = False,
) -> str:
    """Give the phase of a happening.

    Parameters
    ----------
    token
        Verb or noun that reports it.
    event_type
        Its type.
    date
        Its date.
    published
        Day of publication.
    in_entry
        Whether it stands in a chronology, whose present is a past.

    Returns
    -------
    str
        ``past``, ``ongoing`` or ``planned``.
    """
    days = date.range if date is not None else None
    verb = token if token.pos_ in ("VERB", "AUX") else None
    tense = tense_of(verb) if verb is not None else (date.tense if date else "")
    if event_type == "control":
        if tense == "future":
            return "planned"
        if verb is None and days is None:
            return "ongoing"  # "its blockade of the town"
        lasting = verb is not None and verb.lemma_ in _LASTING
        lasting = lasting or (date is not None and date.kind == "since")
        if in_entry and not lasting:
            return "past"
        return "ongoing" if lasting or tense == "present" else "past"
    if days is not None and days.end is not None and days.end < published:
        return "past"
    if in_entry and tense != "future" and days is not None:
        return "planned" if days.start is not None and days.start > published else "past"
    if tense == "future":
        return "planned"
    if days is not None and days.start is not None and days.start > published:
        return "planned"
    if tense == "due" and days is not None and days.start is not None:
        return "planned" if days.start >= published else "past"
    if tense == "present":
        if verb is not None and verb.tag_ == "VBG":
            return "ongoing"
        if date is not None and date.kind != "entry" and days is not None:
            return "planned"
    return "past"


def happened(token: Token, cue: EventCue, in_entry: bool) -> bool:
    """Tell whether an undated verb reports a fact: told as past, not asked for, not supposed.

    Parameters
    ----------
    token
        The verb.
    cue
        What the cue table says of it.
    in_entry
        Whether it stands in a chronology, whose present is a past.

    Returns
    -------
    bool
    """
    if token.pos_ == "NOUN":
        return False
    if token.dep_ in ("amod", "pobj", "pcomp", "nsubj", "dobj", "compound"):
        return False
    first = token
    while first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX"):
        first = first.head  # "only if it withdrew and freed them"
    if any(c.dep_ == "mark" and c.lower_ in _IRREAL for t in (token, first) for c in t.children):
        return False
    if token.dep_ == "pcomp" or (token.head.dep_ == "prep" and token.head.lower_ in _IRREAL):
        # "until the last of them has crossed the bridge"
        return False
    if token.dep_ == "relcl" and token.head.lower_ in _ANYBODY:
        return False
    if cue.event_type == "statement" and token.dep_ == "relcl" and "@public" not in cue.needs:
        # "the column, which has denounced the accord": who that is, no news.
        return False
    if any(
        c.dep_ == "advcl" and any(m.lower_ == "since" for m in c.children) for c in token.children
    ):
        # "have been killed since the war began": a toll, no happening.
        return False
    if token.dep_ in ("ccomp", "xcomp", "conj") and token.head.lemma_ in _WISHED:
        return False
    if token.lemma_ in _TAKING and any(c.lower_ in ("has", "have") for c in token.children):
        # "has accepted the plan" is where it stands today, "accepted it" what it did.
        return False
    tense = tense_of(token)
    if in_entry and token.tag_ == "VBN" and tense == "":
        # "Civilians are massacred": the present of a chronology, in the passive.
        return any(c.dep_ == "auxpass" for c in token.children)
    if cue.event_type == "control":
        # "are trapped around the town" has neither past nor present of its own.
        held = any(c.dep_ == "auxpass" and c.lower_ in ("is", "are") for c in token.children)
        return (tense in ("past", "present") or held) and token.tag_ != "VB"
    if tense == "present" and token.tag_ in ("VBZ", "VBP", "VBG"):
        if in_entry or token.lemma_ in _GOING_ON:
            return True
        if cue.event_type != "statement":
            return False
        if "@public" in cue.needs:
            # "In a letter to the Council, the movement calls for an inquiry."
            return token.dep_ != "relcl"
        return cue.words[0] in ("accuse", "warn") or _document_says(token)
    if tense != "past":
        return False
    aux = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if "to" in aux and "have" not in aux:
        # "prisoners due to be freed"
        return token.dep_ == "xcomp" and token.head.lemma_ in _IMPLICATIVE
    if token.tag_ == "VB":
        return token.dep_ == "xcomp" and token.head.lemma_ in _IMPLICATIVE
    if token.tag_ == "VBG":
        return any(c.dep_ == "aux" for c in token.children) or token.dep_ in ("conj", "advcl")
    return token.tag_ not in ("VBP", "VBZ")


def is_announced(token: Token, cue: EventCue) -> bool:
    """Tell whether an undated verb announces a meeting: "the talks are to resume".

    Parameters
    ----------
    token
        The verb.
    cue
        What the cue table says of it.

    Returns
    -------
    bool
    """
    if cue.event_type != "meeting" or token.pos_ != "VERB" or tense_of(token) != "future":
        return False
    subject = subject_of(token)
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    plain = bool(aux & {"will", "shall"}) or (
        "to" in aux and token.head.lemma_ in ("be", "due", "schedule", "set", "expect")
    )
    in_condition = any(c.dep_ == "mark" and c.lower_ in _IRREAL for c in token.children)
    return (
        plain and not in_condition and subject is not None and subject.lemma_.lower() in _SITTINGS
    )


def is_stale_promise(token: Token, date: DateMention, published: dt.date) -> bool:
    """Tell whether a verb tells what was once promised for a day that is over.

    Parameters
    ----------
    token
        The verb: "pledged in 1999 to pull its soldiers out by the end of 2002".
    date
        Its date.
    published
        Day of publication.

    Returns
    -------
    bool
    """
    days = date.range
    if days is None or days.end is None or days.end >= published or token.dep_ != "xcomp":
        return False
    to_do = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    return to_do and token.head.lemma_ in _PROMISED


def is_due(token: Token, date: DateMention) -> bool:
    """Tell whether a verb tells what will be done within some time, of which the day is open.

    Parameters
    ----------
    token
        The verb: "Within 72 hours of the pull-back the group releases every hostage".
    date
        Its date.

    Returns
    -------
    bool
    """
    counted = date.range is None and date.text.lower().startswith(("within", "over", "during"))
    return counted and tense_of(token) in ("present", "future") and token.dep_ != "advcl"


def _document_says(token: Token) -> bool:
    """Tell whether a document speaks: "the statement says"."""
    return token.lemma_ == "say" and any(
        c.dep_ == "nsubj" and c.lemma_.lower() in _DOCUMENTS for c in token.children
    )


def is_cancelled(token: Token) -> bool:
    """Tell whether the words say that it did not happen.

    Parameters
    ----------
    token
        Verb or noun that would report it.

    Returns
    -------
    bool
    """
    if any(c.dep_ == "neg" or c.lower_ in ("never", "not", "nor") for c in token.children):
        return True
    if any(
        c.dep_ in ("nsubj", "nsubjpass", "dobj")
        and c.lower_ in ("nothing", "nobody", "none", "neither")
        for c in token.children
    ):
        return True
    if any(
        c.dep_ in ("dobj", "nsubj", "nsubjpass")
        and any(d.lower_ in ("no", "neither") for d in c.children)
        for c in token.children
    ):
        # "no agreement was reached", "signed no accord", "neither camp would say"
        return True
    if any(c.dep_ == "aux" and c.lower_ in _SUPPOSED for c in token.children) and any(
        c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.children) for c in token.children
    ):
        # "I would sign it tomorrow if they stopped"
        return True
    head = token.head
    if head.i != token.i and token.dep_ in ("dobj", "nsubjpass", "pobj", "xcomp", "ccomp", "pcomp"):
        if head.lemma_ in _NOT_DONE:
            return True
        if head.pos_ == "ADP" and head.head.lemma_ in _NOT_DONE:
            return True
        if head.lemma_ == "call" and any(c.lower_ == "off" for c in head.children):
            return True
        if token.dep_ == "xcomp" and any(c.dep_ == "neg" for c in head.children):
            return True
    return False
