"""The verb or event noun that a time expression belongs to."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from analysis.extraction.date_mentions import DateMention
from analysis.extraction.document import Document
from analysis.extraction.durations import time_words
from analysis.extraction.event_cues import clause_of, cue_of

POSSESSIVE: Final = ("'s", "’s")
_FIRST_SINCE: Final = re.compile(
    r"\b(?:first|only|worst|largest|biggest|deadliest|heaviest|longest|highest|lowest|fiercest)\b"
    r"[^.;]{0,30}\bsince\s+(?:the\s+)?$",
    re.I,
)


def governor(document: Document, mention: DateMention) -> Token | None:
    """Give the verb or event noun that a time expression belongs to.

    Parameters
    ----------
    document
        The parsed source.
    mention
        The expression.

    Returns
    -------
    Token or None
    """
    if _FIRST_SINCE.search(document.text_of(max(0, mention.start - 50), mention.start)):
        # "the first talks since August": by how long, not when.
        return None
    span = document.span(mention.start, mention.end)
    token = span.root
    noun = _noun_of_aside(document, mention)
    if noun is not None:
        return noun
    owned = document.text_of(mention.end, mention.end + 2) in POSSESSIVE
    if not owned and span[0].i > span[0].sent.start and span[0].nbor(-1).dep_ == "prep":
        # Where the parser joins a date with what follows it, the preposition knows better.
        token = span[0].nbor(-1)
        swallowed = _verb_of_swallowed(token, mention)
        if swallowed is not None:
            return swallowed
    elif (after := noun_after(token, mention.start, mention.end)) is not None:
        # "this year's chairman", "the spring draft": the day of a thing, unless it happened.
        return after if cue_of(after, lambda _: False, clause_of(after)) else None
    owner = _climb(token, mention)
    if owner is None:
        return None
    owner = _told_before(_above_object(owner, mention), mention)
    owner = _of_participle(document, _of_attack(owner, mention), mention)
    return _this_side(document, owner, mention)


def _climb(token: Token, mention: DateMention) -> Token | None:
    """Give the verb or event noun above a token of an expression."""
    by_of = False
    for _ in range(12):
        if not mention.start <= token.idx < mention.end:
            if token.pos_ in ("VERB", "AUX") and not (_is_town(token) or is_thing(token)):
                return token
            if token.pos_ in ("NOUN", "PROPN") or is_thing(token):
                if (strike := _strike_on(token)) is not None:
                    return strike
                if cue_of(token, lambda _: False, clause_of(token)):
                    return token
                if by_of and not is_part(token):
                    # "the boundary of 1958": the year of a thing, not of a happening.
                    return None
        if token.head.i == token.i:
            # "On Friday, the coalition handed over …", read as a noun with a participle.
            # "In late April border guards shot", all hung on "In".
            over = [token, *(c for c in token.children if c.dep_ == "pobj")]
            below = [c for t in over for c in t.children if c.dep_ in ("acl", "relcl")]
            cut = [c for c in below if c.tag_ != "VBG"]
            return cut[0] if cut and token.pos_ != "VERB" else None
        by_of = token.lower_ == "of"
        token = token.head
    return None


def _verb_of_swallowed(prep: Token, mention: DateMention) -> Token | None:
    """Give "shot" of "In late April border guards shot": a date read as one with the subject."""
    for noun in prep.children:
        if noun.dep_ == "pobj" and noun.idx >= mention.end:
            return next(
                (c for c in noun.children if c.dep_ == "acl" and c.tag_ in ("VBD", "VBN")), None
            )
    return None


def _strike_on(target: Token) -> Token | None:
    """Give "attack" of "the attack on the phosphate works in January"."""
    if target.dep_ != "pobj" or target.head.lower_ not in ("on", "against", "at"):
        return None
    return target.head.head if _is_strike(target.head.head) else None


def _is_strike(noun: Token) -> bool:
    """Tell whether a noun is a cue of an attack."""
    if noun.pos_ != "NOUN":
        return False
    cue = cue_of(noun, lambda _: False, clause_of(noun))
    return cue is not None and cue.event_type == "strike"


def is_past_strike(noun: Token) -> bool:
    """Tell whether a noun is an attack that is spoken of: "those behind the shelling in May".

    Parameters
    ----------
    noun
        Any noun.

    Returns
    -------
    bool
    """
    spoken_of = noun.dep_ == "pobj" and noun.head.lower_ in ("about", "behind", "in", "of", "over")
    return spoken_of and _is_strike(noun)


def _is_town(token: Token) -> bool:
    """Tell a name after "to" that the tagger took for a verb: "was flown to Rabaul on Monday"."""
    return token.tag_ == "VB" and token.text.istitle() and token.i > token.sent.start


def is_thing(token: Token) -> bool:
    """Tell a noun that the tagger took for a verb: "on the phosphate works in January".

    Parameters
    ----------
    token
        Any word.

    Returns
    -------
    bool
    """
    article = any(c.dep_ in ("det", "compound") for c in token.children)
    return token.pos_ == "VERB" and token.dep_ == "pobj" and token.tag_ != "VBG" and article


def is_part(token: Token) -> bool:
    """Tell whether a noun is a part of what is named after it: "on the night of 1 April".

    Parameters
    ----------
    token
        A noun before "of".

    Returns
    -------
    bool
    """
    return token.lower_ in time_words("part")


def _above_object(owner: Token, mention: DateMention) -> Token:
    """Give the verb above a participle whose noun stands after the date.

    "Jakarta is to pull out, over three months, all soldiers brought in from elsewhere".
    """
    if owner.dep_ not in ("acl", "relcl") or owner.head.idx <= mention.start:
        return owner
    above = _climb(owner.head, mention)
    return above if above is not None and above.idx < mention.start else owner


def _told_before(owner: Token, mention: DateMention) -> Token:
    """Give the verb of what is reported, where the date stands before the one who says it.

    "The two agreed on a truce on Wednesday, the ministry said on Friday": each has its day.
    """
    said = [c for c in owner.children if c.dep_ == "ccomp" and c.i < owner.i]
    speaker = next((c for c in owner.children if c.dep_ == "nsubj"), None)
    if not said or speaker is None or speaker.i < said[-1].i:
        return owner
    inside = said[-1].idx < mention.start < speaker.left_edge.idx
    colon = any(t.text in (":", ";") for t in owner.doc[said[-1].i : speaker.i])
    return said[-1] if inside and not colon else owner


def _of_participle(document: Document, owner: Token, mention: DateMention) -> Token:
    """Give "signed" of "a truce signed in Salta, Argentina, in 2019 collapsed"."""
    if owner.idx < mention.start or owner.pos_ not in ("VERB", "AUX"):
        return owner
    subject = next((c for c in owner.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.idx > mention.start:
        return owner
    inside = [c for c in subject.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    close = document.text_of(mention.end, owner.idx).split()
    if not inside or inside[-1].idx > mention.start or len(close) > 2:
        return owner
    return inside[-1]


def _of_attack(owner: Token, mention: DateMention) -> Token:
    """Give "attack" of "1,200 were killed in the attack on the south on Oct. 7"."""
    if owner.lemma_ not in EFFECTS or owner.idx > mention.start:
        return owner
    for prep in owner.children:
        noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if prep.lower_ == "in" and noun is not None and noun.idx < mention.start:
            if _is_strike(noun):
                return noun
    return owner


# What an attack does: its day is the attack's.
EFFECTS: Final = frozenset("kill wound injure destroy damage die abduct".split())


def _this_side(document: Document, owner: Token, mention: DateMention) -> Token:
    """Give the verb on a date's own side of a semicolon, where the parser crossed one."""
    low, high = min(owner.idx, mention.start), max(owner.idx, mention.start)
    if ";" not in document.text_of(low, high):
        return owner
    sent = document.sentence(mention.start)
    first = document.text.rfind(";", sent.start_char, mention.start) + 1 or sent.start_char
    last = document.text.find(";", mention.end, sent.end_char)
    last = last if last >= 0 else sent.end_char
    verbs = [
        t
        for t in sent
        if first <= t.idx < last and t.pos_ == "VERB" and t.dep_ not in ("dobj", "pobj", "amod")
    ]
    before = [t for t in verbs if t.idx < mention.start]
    return before[-1] if before else verbs[0] if verbs else owner


def noun_after(token: Token, start: int, end: int) -> Token | None:
    """Give the noun that an expression stands before as its modifier ("the 2015 accord").

    Parameters
    ----------
    token
        The root of the expression.
    start, end
        Where the expression begins and ends.

    Returns
    -------
    Token or None
    """
    if token.dep_ not in ("poss", "compound", "amod", "nmod", "nummod"):
        return None
    head = token.head
    if head.pos_ not in ("NOUN", "PROPN") or head.idx < end:
        return None
    first = token.left_edge if token.left_edge.idx >= start else token
    before = first.nbor(-1) if first.i > first.sent.start else first
    if token.dep_ != "poss" and ("ADP" in (first.pos_, before.pos_) or before.i == first.i):
        # "By mid-October federal troops had taken it", "Last Thursday rebels released two men":
        # the parser joins what only stands together.
        return None
    return head


def _noun_of_aside(document: Document, mention: DateMention) -> Token | None:
    """Give the event noun of "since the invasion of East Timor in 1975", whose year it is."""
    first = document.span(mention.start, mention.end)[0]
    for token in reversed(document.doc[first.sent.start : first.i]):
        if token.pos_ in ("VERB", "AUX") or (token.is_punct and token.text != ","):
            return None
        if token.lower_ in ("since", "after", "before", "until"):
            for noun in (c for c in token.children if c.dep_ == "pobj" and c.i < first.i):
                aside = "," in document.text_of(noun.idx, first.idx) and first not in noun.subtree
                if not aside and cue_of(noun, lambda _: False, clause_of(noun)):
                    return noun
            return None
    return None
