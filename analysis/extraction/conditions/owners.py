"""Whose a plan, draft or deal is: "the American plan", "Egypt's draft", "a plan drawn up by"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.frames import who
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.document import Cast


def owners_of(instrument: Token, cast: Cast) -> list[str]:
    """Give the actors whose an instrument is, as its modifiers say.

    Parameters
    ----------
    instrument
        A noun such as "plan".
    cast
        Who is in the text.

    Returns
    -------
    list of str
        Actor ids; empty where the words do not say.
    """
    # "a plan drawn up by Norway", "the draft that Norway circulated"
    made = [
        verb
        for clause in syntax.children(instrument, "acl", "relcl")
        for verb in syntax.conjuncts(clause)
        # a deal brokered by somebody is not the broker's, nor a draft theirs who have seen it
        if verb.lemma_.lower() not in deal_words()["verbs.reads"]
        and (
            is_instrument(instrument, "proposal")
            or verb.lemma_.lower() not in deal_words()["verbs.brokers"]
        )
    ]
    owners = who(cast, syntax.possessors(instrument)) or who(
        cast, [t for clause in made for t in syntax.agents(clause)]
    )
    if not owners:
        owners = who(
            cast,
            [
                t
                for clause in made
                if clause.lemma_.lower() in deal_words()["verbs.puts_forward"]
                for t in syntax.children(clause, "nsubj")
                if t.lower_ not in syntax.RELATIVES
            ],
        )
    if not owners and instrument.dep_ == "dobj":
        # "Norway circulated a compromise under which"
        verb = instrument.head
        if verb.lemma_.lower() in deal_words()["verbs.puts_forward"]:
            owners = who(cast, syntax.subjects(verb))
    if not owners:
        owners = who(
            cast, [t for p in ("by", "from", "of") for t in syntax.prepositional(instrument, p)]
        )
    if not owners:
        for child in syntax.children(instrument, "amod", "compound", "nmod"):
            for node in child.subtree:
                if actor := cast.at(node):
                    return [actor]
    return owners
