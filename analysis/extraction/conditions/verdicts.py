"""Positions passed on a thing as its predicate: "amnesty is off the agenda".

And refusals that are simply told: "Nor will the front leave the towns that it holds".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.contingency import gate
from analysis.extraction.conditions.frames import Frame, is_hypothetical, who
from analysis.extraction.conditions.instruments import deal_words
from analysis.extraction.conditions.pointers import points_back, reply_words
from analysis.extraction.document import Cast

# Without "shall", which lays down the terms of a deal.
_FUTURE: Final = frozenset({"will", "would", "wo", "'d", "'ll"})


def verdicts_at(token: Token, cast: Cast) -> Iterator[Frame]:
    """Give the frames that a verb opens whose predicate or denial is the position.

    Parameters
    ----------
    token
        A word of the parse.
    cast
        The actors and their mentions.

    Yields
    ------
    Frame
        ``holders`` may be empty, for the reader to fill from who says it.
    """
    if token.pos_ not in {"VERB", "AUX"} or is_hypothetical(token):
        return
    if token.lemma_ == "be":
        yield from _verdict(token, cast)
    elif holds_back(token) and not gate(token):
        subject = syntax.own_subjects(token)
        holders = who(cast, subject)
        if holders and token.dep_ in {"ROOT", "conj"}:
            # "Nor will the front leave": from the denial.
            start = min(token.left_edge.idx, subject[0].left_edge.idx)
            yield Frame(
                token, "verdict:not", "reject", tuple(holders), (token,), (), "refused", 0.62, start
            )


def holds_back(verb: Token) -> bool:
    """Say whether a verb refuses to give: "will not leave", "nor would it hand them over".

    Parameters
    ----------
    verb
        The head of a clause.

    Returns
    -------
    bool
        False for what a side promises not to do ("will not attack").
    """
    future = bool(_FUTURE & set(syntax.auxiliaries(verb)))
    yields = verb.lemma_.lower() in deal_words()["verbs.yields"]
    return future and yields and syntax.is_negated(verb) and not syntax.is_passive(verb)


def predicate(verb: Token) -> tuple[str, Token]:
    """Give the act that the predicate of "be" stands for, and the last word of that predicate.

    Parameters
    ----------
    verb
        A form of "be".

    Returns
    -------
    (str, Token)
        Code of ``act`` by the phrases of ``codebook/replies.toml``, '' for none.
    """
    after = [t for t in verb.subtree if t.i > verb.i]
    said = " ".join(t.lower_ for t in after)
    for phrase, act in reply_words()["phrases"].items():
        at = f" {said} ".find(phrase)
        if at >= 0:
            denied = syntax.is_negated(verb) and not phrase.startswith((" not ", " no "))
            act = {"reject": "withhold", "agree": "reject"}.get(act, "") if denied else act
            return str(act), after[f" {said} "[: at + len(phrase)].count(" ") - 2]
    return "", verb


def on_a_thing(verb: Token, cast: Cast) -> list[Token]:
    """Give the things, no parties and no pointers, that a form of "be" says something of.

    Parameters
    ----------
    verb
        A form of "be".
    cast
        The actors and their mentions.

    Returns
    -------
    list of Token
        The subjects; empty where one of them is a party or only points back ("that", "the offer").
    """
    things = [t for t in syntax.own_subjects(verb) if t.pos_ != "PRON" and not points_back(t)]
    # "Iran's missile programme" is a thing, "the American delegation" is a party.
    owned = [t for t in things if syntax.possessors(t)]
    return [] if who(cast, [t for t in things if t not in owned]) else things


def _to_whom(verb: Token) -> list[Token]:
    """Give for whom something is so: "out of the question for Kyiv", "For Hamas it is a must"."""
    return [
        t
        for p in verb.subtree
        if p.lower_ in {"for", "to"} and p.dep_ == "prep" and (p.i > verb.i or p.head == verb)
        for t in syntax.children(p, "pobj")
    ]


def _verdict(verb: Token, cast: Cast) -> Iterator[Frame]:
    act, last = predicate(verb)
    things = on_a_thing(verb, cast)
    if act and things:
        holders = who(cast, _to_whom(verb))
        start = things[0].left_edge.idx
        status = "open" if act == "agree" else ""
        yield Frame(last, "verdict:be", act, tuple(holders), tuple(things), (), status, 0.6, start)
