"""What a cue needs of its clause: a place held, a force that moves, words said in public."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.document import Cast, Placing
from analysis.extraction.durations import time_words
from analysis.extraction.event_cues import clause_of, cue_of, subject_of
from analysis.extraction.event_themes import comes_to_talk, moves_as_force, travels
from analysis.extraction.place_nouns import noun_kinds

_PARTS: Final = frozenset(
    "control most part half rest some all much portion swathe third hold".split()
)
DEALS: Final = frozenset(
    "deal agreement accord pact truce ceasefire cease-fire treaty protocol plan framework pause "
    "exchange halt fire settlement roadmap compromise cessation".split()
)
_TALKS: Final = frozenset("talk negotiation table dialogue process conference summit".split())
_SEIZING: Final = frozenset("seize capture retake recapture".split())
_LYING: Final = frozenset("at in near around outside".split())
_RELATIVE: Final = frozenset("which that whom".split())
_LEADERS: Final = frozenset("leader president minister premier counterpart chancellor".split())
_PLANNED: Final = frozenset("propose suggest promise announce offer postpone demand".split())
_LATER: Final = frozenset("later afterwards afterward subsequently".split())
_TELLING: Final = frozenset("tell address inform assure brief remind warn ask urge".split())
_ADDRESSED: Final = frozenset("on to with by in via from at before through over during".split())


def holds(need: str, cast: Cast, placing: Placing, clause: Sequence[Token], head: Token) -> bool:
    """Tell whether a clause meets a named need of a cue.

    Parameters
    ----------
    need
        ``@deal`` · ``@held`` · ``@place`` · ``@ownplace`` · ``@visit`` · ``@forces`` · ``@group`` ·
        ``@persons`` · ``@person`` · ``@media`` · ``@public`` · ``@several`` · ``@envoy`` ·
        ``@since`` · ``@lasting`` · ``@joint`` · ``@outof`` · ``@wages`` · ``@called``.
    cast
        The actors.
    placing
        The places.
    clause
        Tokens of the clause.
    head
        Its verb or noun.

    Returns
    -------
    bool
    """
    subject = subject_of(head)
    own = {t.i for t in subject.subtree} if subject is not None else set()
    rest = [t for t in clause if t.i not in own and t.i > head.i]
    if head.dep_ == "relcl":
        rest += list(head.head.subtree)
    if need == "@deal":
        return _is_of_deal(head, rest)
    if need == "@held":
        return _is_held(cast, placing, clause, head, subject)
    if need == "@place":
        return any(placing.region_at(t.idx, t.idx + 1) for t in rest)
    if need == "@ownplace":
        return subject is not None and bool(placing.region_at(subject.idx, subject.idx + 1))
    if need == "@visit":
        return travels(head, cast, placing)
    if need == "@forces":
        return moves_as_force(head, cast)
    if need == "@several":
        # "the two leaders last spoke in April": to each other.
        return subject is not None and subject.tag_ == "NNS" and subject.lemma_ in _LEADERS
    if need == "@joint":
        return subject is not None and _is_joint(cast, subject)
    if need == "@wages":
        return _wages(head)
    if need == "@outof":
        return _is_out_of(head)
    if need == "@called":
        return _is_called(cast, head)
    if need == "@envoy":
        return comes_to_talk(head, cast)
    if need in ("@since", "@lasting"):
        return _lasts(clause, head, need == "@lasting")
    if need == "@public":
        return is_public(cast, clause, head)
    if need == "@group":
        kinds = {a.kind for t in clause if (a := cast.by_id.get(cast.at(t)))}
        return bool(kinds & {"armed_group", "collective"})
    if need == "@persons":
        people = {
            m.entity
            for t in clause
            for m in cast.all_at(t)
            if (a := cast.by_id.get(m.entity)) and a.kind in ("person", "government")
        }
        return len(people) > 1
    kind = {"@person": "person", "@media": "media"}[need]
    return any((a := cast.by_id.get(cast.at(t))) and a.kind == kind for t in rest)


def _wages(head: Token) -> bool:
    """Tell a war that somebody begins ("a war that Russia began") from one that begins."""
    things = [c for c in head.children if c.dep_ == "dobj"]
    own = [c for c in head.children if c.dep_ == "nsubj" and c.lower_ not in _RELATIVE]
    if head.dep_ == "relcl" and own:
        things.append(head.head)
    return any(t.lemma_.lower() in ("war", "conflict", "hostility") for t in things)


def _is_out_of(head: Token) -> bool:
    """Tell whether somebody leaves talks or a deal: "pulled out of the negotiations"."""
    return any(
        noun.lemma_.lower() in DEALS | _TALKS
        for t in head.subtree
        if t.dep_ == "prep" and t.lower_ in ("of", "from") and _verb_of(t) == head
        for noun in t.children
        if noun.dep_ == "pobj"
    )


def _is_called(cast: Cast, head: Token) -> bool:
    """Tell whether somebody is called by telephone, and not called something."""
    if any(c.dep_ in ("oprd", "ccomp", "xcomp", "prt", "auxpass") for c in head.children):
        return False
    for callee in (c for c in head.children if c.dep_ == "dobj"):
        actor = cast.by_id.get(cast.at(callee))
        # "called him a liar": the parser takes what somebody is called for an apposition.
        named = any(c.dep_ == "appos" and c.left_edge.nbor(-1).text != "," for c in callee.children)
        if actor is not None and actor.kind in ("person", "government") and not named:
            return True
    return False


def _verb_of(link: Token) -> Token:
    above = link.head
    return above.head if above.dep_ in ("prep", "prt", "advmod") else above


def _is_joint(cast: Cast, subject: Token) -> bool:
    """Tell whether two sides act together: "both armies", "Alay and Zeravshan"."""
    if subject.lower_ == "both" or any(c.lower_ in ("both", "two") for c in subject.children):
        return True
    return len({cast.at(t) for t in (subject, *subject.conjuncts)} - {""}) > 1


def _lasts(clause: Sequence[Token], head: Token, also_perfect: bool) -> bool:
    """Tell whether a state is told to last: since a day, for some time, until now."""
    for token in clause:
        if token.dep_ in ("prep", "mark") and token.lower_ == "since":
            return True
        if token.dep_ == "prep" and token.lower_ == "for":
            if any(t.lower_.rstrip("s") in time_words("unit") for t in token.children):
                return True
    aux = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    # "are trapped around the town", "has been besieging it"
    return also_perfect and bool(aux & {"is", "are"} or ("been" in aux and head.tag_ == "VBG"))


def _is_of_deal(head: Token, rest: Sequence[Token]) -> bool:
    if head.dep_ == "relcl" and head.head.lemma_.lower() in DEALS:
        # "a cease-fire which Kyiv had endorsed"
        return not any(c.dep_ == "dobj" and c.lower_ not in _RELATIVE for c in head.children)
    return any(
        t.lemma_.lower() in DEALS
        and head.i in (t.head.i if t.dep_ == "dobj" else -1, t.head.head.i)
        and t.dep_ in ("dobj", "pobj")
        for t in rest
    )


def _is_held(
    cast: Cast, placing: Placing, clause: Sequence[Token], head: Token, subject: Token | None
) -> bool:
    things = [t for t in clause if t.dep_ in ("dobj", "nsubjpass") and t.head.i == head.i]
    things = [t for t in things if t.lower_ not in _RELATIVE]
    if any(t.lower_ == "it" for t in things) and any(t.lower_ == "since" for t in clause):
        # "retook the town and have held it since"
        return True
    if head.lemma_ in _SEIZING and any(t.lower_ == "it" for t in things):
        if moves_as_force(head, cast):
            return True
    if head.dep_ == "relcl" and not things and not _is_own_subject(head):
        things.append(head.head)
    if subject is not None and any(c.dep_ == "auxpass" for c in head.children):
        things.append(subject)
    # "most of the town", "Singa, capital of Sennar"; but not "the side of Azerbaijan".
    things += [
        t
        for thing in things
        for t in thing.subtree
        if t.dep_ == "appos" or (t.dep_ == "pobj" and thing.lemma_.lower() in _PARTS)
    ]
    return any(
        any(t.lemma_.lower() in noun_kinds(kind) for kind in ("held", "after", "of"))
        or placing.region_at(t.left_edge.idx, t.idx + 1)
        # A name that is nobody's, as the object of "captured", is a place's.
        or (t.pos_ == "PROPN" and t.dep_ == "dobj" and not cast.at(t))
        or (t.pos_ == "PROPN" and t.dep_ == "pobj" and t.head.lower_ in _LYING)
        for t in things
    )


def _is_own_subject(relative: Token) -> bool:
    """Tell whether "which" is the subject of its clause and what it takes up does the holding."""
    return any(c.dep_ == "nsubj" and c.lower_ in ("who", *_RELATIVE) for c in relative.children)


@lru_cache(maxsize=1)
def _public_words() -> dict[str, str]:
    rows = read_table("event_cues")
    return {row["lemma"]: row["needs"] for row in rows if row["pos"] == "public"}


@lru_cache(maxsize=1)
def _platforms() -> re.Pattern[str]:
    rows = read_table("media_venues")
    names = "|".join(row["pattern"] for row in rows if row["kind"] == "platform")
    return re.compile(rf"\b(?:{names})")


def is_public(cast: Cast, clause: Sequence[Token], head: Token) -> bool:
    """Tell whether words were said in public: to the press, on a platform, in a document.

    Parameters
    ----------
    cast
        The actors, media among them.
    clause
        Tokens of the clause.
    head
        Its verb.

    Returns
    -------
    bool
    """
    subject = subject_of(head)
    own = {t.i for t in subject.subtree} if subject is not None else set()
    tokens = sorted({*(t for t in clause if t.i not in own), *asides_of(head)}, key=lambda t: t.i)
    if any(t.dep_ == "advmod" and t.head.i == head.i and t.lower_ in _LATER for t in tokens):
        return True
    if _platforms().search("".join(t.text_with_ws for t in tokens)):
        return True
    words = _public_words()
    for token in tokens:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            continue
        kind = words.get(token.lemma_.lower(), "")
        told = token.dep_ in ("dobj", "dative") and token.head.lemma_ in _TELLING
        if told and kind in ("audience", "occasion"):
            return True
        link = _link(token).lower_
        if not told and link not in _ADDRESSED:
            continue
        if kind == "audience" and link == "on":
            continue  # "his deputy on the ruling council"
        if not told and kind:
            return True
        actor = cast.by_id.get(cast.at(token))
        if actor is not None and actor.kind == "media" and token.dep_ != "compound":
            return True
    # "their statement calls for", "the communiqué says"
    return subject is not None and words.get(subject.lemma_.lower()) == "document"


def asides_of(verb: Token) -> list[Token]:
    """Give the participles beside a verb: "Writing on X, he said", "she said, speaking to us".

    Parameters
    ----------
    verb
        A verb of saying.

    Returns
    -------
    list of Token
        Their words.
    """
    subject = subject_of(verb)
    beside = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ in ("VBG", "VBN")]
    if subject is not None and subject.i < verb.i:
        beside += [c for c in subject.children if c.dep_ == "acl" and c.tag_ == "VBG"]
    return [t for c in beside for t in c.subtree]


def planned_type(verb: Token, date: DateMention | None) -> str:
    """Give the type of what is proposed or put off for a day: "a vote was proposed for October".

    Parameters
    ----------
    verb
        A verb that may plan something.
    date
        Its date.

    Returns
    -------
    str
        The type of the noun that is planned, or ''.
    """
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if date is None or subject is None or verb.lemma_ not in _PLANNED:
        return ""
    if not any(c.dep_ == "prep" and c.lower_ in ("for", "until") for c in verb.children):
        return ""
    cue = cue_of(subject, lambda _: False, clause_of(subject))
    return cue.event_type if cue is not None else ""


def is_person(cast: Cast, token: Token) -> bool:
    """Tell whether a token names a person of the cast."""
    actor = cast.by_id.get(cast.at(token))
    return actor is not None and actor.kind == "person"


def _link(token: Token) -> Token:
    """Give the preposition that a noun hangs on, also as one of several."""
    above = token.head
    for _ in range(3):
        if above.dep_ not in ("conj", "appos"):
            break
        above = above.head
    return above


def nameless(cast: Cast, token: Token) -> bool:
    """Tell a source that is cited from somebody whose words are news: "an aide said on Friday".

    Parameters
    ----------
    cast
        The actors and their mentions.
    token
        The verb of saying.

    Returns
    -------
    bool
    """
    subject = subject_of(token)
    if subject is None:
        return False
    speaker = cast.by_id.get(cast.at(subject))
    if speaker is None:
        return any(c.lower_ in ("a", "an") for c in subject.children)
    return speaker.kind in ("person", "collective") and speaker.rule in _SOURCES


_SOURCES: Final = ("unnamed office", "unnamed and quoted", "informant", "collective")
