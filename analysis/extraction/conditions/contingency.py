"""What a position hangs on: "provided that", "in return for", "not … until"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.document import Document

_MARKS: Final = frozenset(
    {"if", "unless", "provided", "providing", "once", "until", "till", "assuming"}
)
_AFTER_NOUN: Final = ("return", "exchange", "condition", "conditional", "contingent", "subject")
_PHRASES: Final = (
    ("provided", "that"),
    ("providing", "that"),
    ("on", "condition", "that"),
    ("on", "the", "condition", "that"),
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("in", "return", "for"),
    ("in", "exchange", "for"),
    ("conditional", "on"),
    ("contingent", "on"),
    ("subject", "to"),
)
_OPENERS: Final = frozenset(
    {w for phrase in _PHRASES for w in phrase}
    | {"if", "unless", "once", "until", "but", "only", "when"}
)
_EVENTS: Final = frozenset(
    "election vote referendum census harvest winter summer spring rain inauguration ballot "
    "plebiscite congress ramadan ratification".split()
)
_STOPS: Final = frozenset({",", ";", ".", ":", "(", "--", "-"})
_GATES: Final = frozenset({"until", "till", "unless"})
# verbs that say of themselves that somebody is not yet moving
_PERSISTING: Final = frozenset(
    {"hold", "wait", "refuse", "withhold", "delay", "boycott", "suspend"}
)
_THREATS: Final = frozenset({"threaten", "vow", "swear"})
_ONLY_GATES: Final = frozenset({"when", "if", "once", "after"})


def contingent_clause(anchor: Token) -> list[Token]:
    """Give the words of the condition that a verb or its content hangs on; empty where none."""
    nodes = [anchor]
    for node in syntax.governors(anchor):
        if node.dep_ in {"ROOT", "ccomp", "conj", "xcomp", "relcl", "advcl"} or len(nodes) < 3:
            nodes.append(node)
        if len(nodes) >= 3:
            break
    for node in nodes:
        for child in _own_words(node):
            words = _condition(child)
            if words and anchor.i not in {w.i for w in words}:
                return syntax.trimmed(words)
    return _by_phrase(anchor)


def openers(words: list[Token]) -> set[int]:
    """Give the places of the words that open a condition: "provided that", "on condition that"."""
    found: set[int] = set()
    place = words[0].i - 1 if words else -1
    while place >= 0 and words[0].doc[place].lower_ in _OPENERS:
        found.add(place)
        place -= 1
    return found


def _by_phrase(anchor: Token) -> list[Token]:
    """Read the condition behind a set phrase up to the next stop, where the parse does not help."""
    words = [t for t in anchor.sent if not t.is_space]
    lower = [t.lower_ for t in words]
    for place, token in enumerate(words):
        if token.i <= anchor.i:
            continue
        for phrase in _PHRASES:
            if lower[place : place + len(phrase)] == list(phrase):
                rest = words[place + len(phrase) :]
                stop = next((k for k, t in enumerate(rest) if t.text in _STOPS), len(rest))
                return syntax.trimmed(rest[:stop])
    return []


def _own_words(node: Token) -> list[Token]:
    """Give the words of a clause without those of its relative clauses and of other sentences."""
    aside = [
        t
        for t in node.subtree
        if t.i != node.i and (t.dep_ == "relcl" or (t.dep_ == "conj" and syntax.own_subjects(t)))
    ]
    return syntax.subtree(node, leave_out=aside)


def _condition(token: Token) -> list[Token]:
    if token.dep_ in {"advcl", "prep", "ccomp", "acl", "pcomp"} or token.pos_ in {
        "VERB",
        "AUX",
        "SCONJ",
    }:
        inverted = token.left_edge.lower_ in {"should", "were"} and token.dep_ == "advcl"
        if inverted:  # "Should the army leave, ..."
            return [t for t in token.subtree if t.i > token.left_edge.i]
        marks = [c for c in token.children if c.dep_ in {"mark", "advmod"} and c.lower_ in _MARKS]
        if marks and token.dep_ in {"advcl", "ccomp", "pcomp"}:
            return [t for t in token.subtree if t.i > marks[0].i]
        if (
            token.lower_ in {"provided", "providing"}
            and token.dep_ != "ROOT"
            and not (syntax.own_subjects(token))
        ):
            return [t for t in token.subtree if t.i > token.i]
    if token.lower_ in _AFTER_NOUN:
        if token.lower_ in {"return", "exchange"} and token.head.lower_ == "in":
            return [t for p in syntax.prepositional(token, "for") for t in p.subtree]
        if token.lower_ == "condition" and token.head.lower_ == "on":
            return [
                t
                for c in syntax.children(token, "acl", "relcl", "prep", "ccomp")
                for t in c.subtree
            ]
        if token.lower_ in {"conditional", "contingent"}:
            return [t for p in syntax.prepositional(token, "on") for t in p.subtree]
        if token.lower_ == "subject" and token.pos_ == "ADJ":
            return [t for p in syntax.prepositional(token, "to") for t in p.subtree]
    if token.lower_ == "long" and any(c.lower_ == "as" for c in token.children):
        return [t for c in syntax.children(token, "advcl", "ccomp") for t in c.subtree]
    return []


def gate(verb: Token) -> list[Token]:
    """Give what has to happen first: "will not sign until the bodies are returned".

    Parameters
    ----------
    verb
        The verb of what is put off.

    Returns
    -------
    list of Token
        The heads of the preconditions (verbs or nouns); empty where there are none.
    """
    negated = (
        syntax.is_negated(verb)
        or verb.lemma_ in _PERSISTING
        # "is threatening to stay away unless its men are freed"
        or (verb.dep_ == "xcomp" and verb.head.lemma_ in _THREATS)
        or any(
            c.dep_ in {"nsubj", "attr", "dobj"} and any(d.lower_ == "no" for d in c.children)
            for c in verb.children
        )
    )
    found: list[Token] = []
    for child in verb.children:
        marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"}}
        only = any(
            t.lower_ == "only" for c in child.children if c.i < child.i for t in (c, *c.children)
        ) or any(c.lower_ == "only" and verb.i < c.i < child.i for c in verb.children)
        if child.dep_ == "advcl" and (
            (negated and marks & _GATES) or (only and marks & _ONLY_GATES)
        ):
            found.append(child)
            # a second "and until" is often hung below the first
            found += [
                node
                for node in child.subtree
                if node.dep_ == "advcl"
                and node.i != child.i
                and any(c.dep_ == "mark" and c.lower_ in _GATES for c in node.children)
            ]
        if child.dep_ == "conj" and negated and found and marks & _GATES:
            found.append(child)
        if child.dep_ == "prep" and negated and child.lower_ in _GATES | {"without", "before"}:
            found += syntax.children(child, "pobj", "pcomp")[:1]
    return found


def is_event(head: Token) -> bool:
    """Say whether a precondition is nobody's act but a happening: "before elections are held"."""
    if not syntax.is_clausal(head):
        return head.lemma_.lower() in _EVENTS
    subjects = {t.lemma_.lower() for t in syntax.own_subjects(head)}
    return bool(subjects & _EVENTS)


def text_of(document: Document, words: list[Token]) -> str:
    """Give the verbatim words of a clause, from its first to its last word."""
    if not words:
        return ""
    last = words[-1]
    return document.text_of(words[0].idx, last.idx + len(last.text))
