"""What shows that a deal stands: that it was signed, has begun to run, or binds both sides.

The words are lists of ``codebook/deal_language.toml``; each function here is one way in which
reporters say so.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.instruments import deal_words, is_instrument, whole_lemma

_MODALS: Final = frozenset({"will", "would", "may", "might", "could", "can", "must"})
# A verb and its noun stand so near: "put their names to", "come at last to terms".
_REACH: Final = 6


def has_happened(verb: Token) -> bool:
    """Say whether a verb reports something done: "signed", "have agreed", not "may sign"."""
    return _is_so(verb) and (
        verb.tag_ in {"VBD", "VBN"}
        or (verb.tag_ in {"VBZ", "VBP"} and syntax.first_conjunct(verb).dep_ == "ROOT")
        # "put their names to": a past that looks like the infinitive
        or (verb.tag_ == "VB" and verb.dep_ == "ROOT" and bool(syntax.own_subjects(verb)))
    )


def _is_so(verb: Token) -> bool:
    """Say whether a verb tells what is so: neither denied, nor possible, nor yet to come."""
    if set(syntax.auxiliaries(verb)) & _MODALS or syntax.is_negated(verb):
        return False
    return not syntax.yet_to(verb)


def objects_of(verb: Token) -> list[Token]:
    """Give what a verb is done to, the subject of a passive and "to" something among it."""
    return syntax.children(verb, "dobj", "nsubjpass") + syntax.prepositional(verb, "to")


def concludes(verb: Token) -> bool:
    """Say whether somebody who does this has a deal: signs a pact, accepts a text."""
    for thing in objects_of(verb):
        text = is_instrument(thing) and not is_instrument(thing, "proposal")
        if is_instrument(thing, "signed") or (verb.lemma_.lower() in {"sign", "accept"} and text):
            return True
    return False


def takes_up(verb: Token) -> bool:
    """Say whether a verb takes up what lay on the table: to accept a plan, agree to six points."""
    return verb.lemma_.lower() in deal_words()["verbs.takes_up"] and any(
        is_instrument(o, "proposal") or is_instrument(o, "part") for o in objects_of(verb)
    )


def closes(verb: Token) -> bool:
    """Say whether a phrase closes a deal: "come to terms", "put their names to", "make peace"."""
    after = verb.doc[verb.i + 1 : min(verb.i + 1 + _REACH, verb.sent.end)]
    lemma = verb.lemma_.lower()
    if lemma == "have":
        # "The two have a peace agreement"; but not "a draft agreement", "no agreement".
        return any(is_instrument(o, "signed") and not _is_yet_to_be(o) for o in objects_of(verb))
    return any(f"{lemma} {t.lemma_.lower()}" in deal_words()["phrases.concludes"] for t in after)


def stands(noun: Token) -> bool:
    """Say whether a noun names a deal that exists: "the accord signed in May", "the truce held"."""
    if _is_yet_to_be(noun):
        return False
    halt = whole_lemma(noun) in deal_words()["nouns.truces"]
    if not (halt or is_instrument(noun, "signed")):
        # "The text that the army and the front initialled": a paper becomes a deal so.
        return is_instrument(noun) and any(
            c.lemma_.lower() in deal_words()["verbs.signs"] and has_happened(c)
            for c in syntax.children(noun, "acl", "relcl")
        )
    return _was_concluded(noun) or _frames(noun) or (halt and runs(noun)) or binds(noun)


def signers(deal: Token) -> list[Token]:
    """Give who signed a deal, as far as it says so: "signed by A and B", "between A and B"."""
    brokers = deal_words()["verbs.brokers"]
    found: list[Token] = []
    for child in deal.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() not in brokers:
            found += syntax.agents(child) + syntax.own_subjects(child)
    found += syntax.prepositional(deal, "between") + syntax.prepositional(deal, "with")
    if deal.dep_ in {"nsubj", "nsubjpass"} and deal.head.lemma_.lower() not in brokers:
        found += syntax.agents(deal.head)
    return [part for token in found for part in syntax.conjuncts(token)]


def _is_yet_to_be(noun: Token) -> bool:
    return bool({c.lower_ for c in noun.children} & deal_words()["deal.not_yet"])


def _was_concluded(noun: Token) -> bool:
    """Say whether it is told that a deal was made: "signed in May", "the signing of it"."""
    words = deal_words()
    made = [c for c in noun.children if c.dep_ in {"acl", "relcl", "amod"}]
    made += _participle_after(noun)
    if any(c.lemma_.lower() in words["verbs.concludes"] and has_happened(c) for c in made):
        return True
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in words["nouns.concludes"]:
        return True
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or not has_happened(verb):
        return False
    effect = {t.lemma_.lower() for t in verb.subtree} & {"effect", "force"}
    if verb.lemma_ in words["verbs.takes_effect"] and effect:
        return True
    return verb.lemma_ in words["verbs.concludes"] and syntax.is_passive(verb)


def _participle_after(noun: Token) -> list[Token]:
    """Give the participle behind a comma that the parser hung on the verb: "the accord, signed"."""
    last = noun.right_edge.i
    if last + 2 >= len(noun.doc) or noun.doc[last + 1].text != ",":
        return []
    participle = noun.doc[last + 2]
    return [participle] if participle.tag_ == "VBN" else []


def runs(noun: Token) -> bool:
    """Say whether a truce has begun to run: "took hold", "is holding", "entered its third day"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or not _is_so(verb):
        return False
    # "While the pause lasts, he demands": a truce that is only spoken of
    if _is_one_sided(noun) or (verb.dep_ == "advcl" and verb.tag_ != "VBD"):
        return False
    lemma = verb.lemma_.lower()
    after = {t.lemma_.lower() for t in verb.subtree if t.i > verb.i}
    if lemma in deal_words()["verbs.takes_effect"]:
        return bool(after & {"hold", "day", "week", "month", "place", "effect", "force"})
    return lemma in deal_words()["verbs.runs"]


def _is_one_sided(noun: Token) -> bool:
    """Say whether a truce is one side's own: "the truce that the rebels declared", "its truce"."""
    if syntax.possessors(noun):
        return True
    return any(
        c.dep_ in {"acl", "relcl"} and c.lemma_.lower() in deal_words()["verbs.declares"]
        for c in noun.children
    )


def _frames(noun: Token) -> bool:
    """Say whether something has happened under a deal: "The guns fell silent under a truce"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "under":
        return False
    on_the_table = deal_words()["verbs.puts_forward"]
    if any(c.dep_ in {"acl", "relcl"} and c.lemma_ in on_the_table for c in noun.children):
        return False
    verb = syntax.clause_verb(noun)
    return verb.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBN"} and has_happened(verb)


def binds(noun: Token) -> bool:
    """Say whether a deal between two already does something: "The accord between A and B ends"."""
    verb = noun.head
    return (
        noun.dep_ == "nsubj"
        and verb.tag_ in {"VBZ", "VBD"}
        and verb.lemma_ in deal_words()["verbs.binds"]
        and has_happened(verb)
        and any(t.dep_ == "prep" and t.lower_ in {"between", "with"} for t in noun.subtree)
    )
