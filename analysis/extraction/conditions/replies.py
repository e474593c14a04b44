"""Replies that name no content: "They refuse", "The Front opposes it", "has yet to answer".

What is refused or accepted is what another party put forward just before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.cues import cues_at
from analysis.extraction.conditions.frames import Frame, is_hypothetical, who
from analysis.extraction.conditions.pointers import points_back, reply_words
from analysis.extraction.conditions.speech import reporters
from analysis.extraction.conditions.verdicts import on_a_thing, predicate
from analysis.extraction.document import Cast, Document

_REACH: Final = 3  # sentences back
_ANSWERS: Final = frozenset({"agree", "reject", "withhold"})
_ANSWERABLE: Final = frozenset({"demand", "propose", "pledge"})


def reply_frames(document: Document, cast: Cast, frames: Sequence[Frame]) -> Iterator[Frame]:
    """Give a frame for each reply, with the content of what it replies to.

    Parameters
    ----------
    document, cast
        The text and who is in it.
    frames
        The frames found so far: what there is to reply to.

    Yields
    ------
    Frame
    """
    sentences = [s for s in document.doc.sents if s.text.strip()]
    number = {token.i: n for n, sentence in enumerate(sentences) for token in sentence}
    read = {f.cue.i for f in frames}
    offers = sorted(
        (f for f in frames if f.act in _ANSWERABLE and f.holders), key=lambda f: f.cue.i
    )
    others = sorted((f for f in frames if f.holders), key=lambda f: f.cue.i)
    for token in document.doc:
        act = _reply(token)
        if not act or token.i in read or is_hypothetical(token):
            continue
        if token.lemma_ == "be" and on_a_thing(token, cast):
            continue  # "amnesty is off the agenda" says itself what is refused
        doers = syntax.agents(token) if syntax.is_passive(token) else syntax.subjects(token)
        holders = who(cast, doers) or reporters(token, cast)
        holders = who(cast, _silent(token)) or holders
        if not holders:
            continue
        own = {cast.party(h) for h in holders}
        earlier = [f for f in offers if _answers(f, token, number, own, cast)]
        earlier = earlier or [f for f in others if _answers(f, token, number, own, cast)]
        if not earlier:
            continue
        # "Kyiv has yet to answer": the subject stands with the verb above.
        above = [t for t in syntax.subjects(token) if token.sent.start <= t.i < token.i]
        subject = syntax.own_subjects(token) or above
        start = subject[0].left_edge.idx if subject else token.idx
        yield Frame(
            token,
            f"reply:{token.lemma_}",
            act,
            tuple(holders),
            earlier[-1].contents,
            (),
            _status(act, token),
            0.5,
            start,
            explicit=True,
        )


def _has_content(verb: Token) -> bool:
    """Say whether a preposition brings the content: "agreed to", "object to the list"."""
    return any(
        c.lower_ in {"to", "on", "upon", "with", "that"} for c in syntax.children(verb, "prep")
    )


def _status(act: str, token: Token) -> str:
    """A welcome, "in favour" and "open to it" are no acceptance yet."""
    return "open" if act == "agree" and (token.lemma_ == "welcome" or token.pos_ != "VERB") else ""


def _answers(frame: Frame, token: Token, number: dict[int, int], own: set[str], cast: Cast) -> bool:
    """Say whether a frame stands near before a word and is somebody else's."""
    return (
        frame.cue.i < token.i
        and number.get(token.i, 0) - number.get(frame.cue.i, 0) <= _REACH
        and not {cast.party(h) for h in frame.holders} & own
    )


def asked_for(document: Document, cast: Cast, frames: Sequence[Frame]) -> Iterator[Frame]:
    """Give the demand that another's answer mentions: "refused to leave, as the rebels had asked".

    Parameters
    ----------
    document, cast, frames
        As for :func:`reply_frames`.

    Yields
    ------
    Frame
    """
    for token in document.doc:
        if token.dep_ != "advcl" or token.lemma_ not in reply_words()["requests"]:
            continue
        if not any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in token.children):
            continue
        holders = who(cast, syntax.own_subjects(token))
        answered = [
            f for f in frames if f.cue.sent.start == token.sent.start and f.cue.i != token.i
        ]
        if holders and answered:
            targets = answered[0].holders
            yield Frame(
                token,
                f"reply:{token.lemma_}",
                "demand",
                tuple(holders),
                answered[0].contents,
                targets,
                "open",
                0.5,
                syntax.own_subjects(token)[0].left_edge.idx,
                explicit=True,
            )


def _answer_by_cue(verb: Token) -> str:
    """Read a verb of the cue table whose object only points back: "ruled it out"."""
    objects = syntax.children(verb, "dobj", "nsubjpass")
    if not objects or not all(points_back(o) for o in objects):
        return ""
    for cue in cues_at(verb):
        if cue.pos == "verb" and cue.act in _ANSWERS and "obj" in cue.content:
            if syntax.yet_to(verb):
                return "withhold"
            return cue.negated_act if syntax.is_negated(verb) else cue.act
    return ""


def _silent(verb: Token) -> list[Token]:
    """Give from whom "there was no public response", "no reply has been received"."""
    there = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children)
    if not there and verb.lemma_ not in reply_words()["arrives"]:
        return []
    nouns = [n for n in syntax.children(verb, "attr", "nsubj", "nsubjpass") if _is_no_answer(n)]
    return [t for n in nouns for node in (n, verb) for t in syntax.prepositional(node, "from")]


def _is_no_answer(noun: Token) -> bool:
    """Tell "no public response", "no word"."""
    empty = [n for n, act in reply_words()["gives"].items() if not act]
    return noun.lemma_ in empty and syntax.denied_noun(noun)


def _given(verb: Token, gives: Mapping[str, str]) -> str:
    """Read "gave its consent", "has given no answer", '' where no answer is given."""
    if verb.lemma_ not in {"give", "grant"}:
        return ""
    for noun in syntax.children(verb, "dobj"):
        if noun.lemma_ not in gives or any(c.dep_ == "prep" for c in noun.children):
            continue
        denied = syntax.is_negated(verb) or syntax.yet_to(verb)
        denied = denied or any(c.lower_ == "no" for c in noun.children)
        return "withhold" if denied else gives[noun.lemma_]
    return ""


def _reply(token: Token) -> str:
    """Give the act of a reply without content, '' for anything else."""
    words = reply_words()
    if token.pos_ in {"VERB", "AUX"}:
        objects = [
            c
            for c in token.children
            if c.dep_ in {"dobj", "xcomp", "ccomp", "nsubjpass"} and not points_back(c)
        ]
        if token.lemma_ in words["verbs"] and not objects and not _has_content(token):
            act: str = words["verbs"][token.lemma_]
            if syntax.yet_to(token):
                return "withhold"
            if syntax.is_negated(token):
                return str(words["negated"].get(act, ""))
            return act
        if act := _answer_by_cue(token):
            return act
        if act := _given(token, words["gives"]):
            return act
        if token.lemma_ in words["pending"] and (syntax.yet_to(token) or syntax.is_negated(token)):
            return str(words["pending"][token.lemma_])
        if token.lemma_ == "say" and syntax.yet_to(token):
            return "withhold"
        if token.lemma_ == "say" and any(c.lower_ in {"no", "yes"} for c in token.children):
            said = next(c.lower_ for c in token.children if c.lower_ in {"no", "yes"})
            return "reject" if said == "no" else "agree"
    if token.pos_ in {"ADJ", "VERB"}:
        for cue in cues_at(token):  # "is open to the idea"
            objects = syntax.prepositional(token, "to")
            if cue.pos == "adj" and objects and all(points_back(o) for o in objects):
                denied = syntax.is_negated(token)
                return cue.negated_act if denied else cue.act
    if _silent(token):
        return "withhold"
    if token.lemma_ == "be":
        return predicate(token)[0]
    return ""
