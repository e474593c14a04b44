"""The terms of a deal or a plan: who is bound by "the forces will leave within 60 days"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from analysis.extraction.bodies import nouns
from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.attachment import for_them_to, has_to, is_under
from analysis.extraction.conditions.contingency import gate
from analysis.extraction.conditions.cues import cues_at
from analysis.extraction.conditions.frames import Frame, is_hypothetical, parties_of
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.conditions.pointers import PRONOUNS as POINTERS
from analysis.extraction.conditions.speech import speaks
from analysis.extraction.conditions.terms import Terms, is_to, modals, takes_up_the_text
from analysis.extraction.conditions.verdicts import holds_back
from analysis.extraction.document import Actor, Cast, Document

# terms that nobody has signed yet: the name of the rule and the act of whoever put them forward
_ON_THE_TABLE: Final = {"proposal": ("plan", "propose"), "demand": ("claim", "demand")}
# whose own doing under a deal is a promise besides
_BROKERS: Final = frozenset({"mediator", "supporter"})


def term_frames(
    document: Document, cast: Cast, signed: tuple[str, ...], terms: dict[int, Terms]
) -> Iterator[Frame]:
    """Give a frame for each modal verb and each instrument verb that states a term.

    Yields
    ------
    Frame
        For a deal an ``agree`` of the side that is bound (of each signatory where none is named);
        for a proposal a ``propose`` of its owner with the side that would be bound as target.
    """
    for sentence in document.doc.sents:
        current = terms.get(sentence.start)
        if current is None:
            continue
        for token in sentence:
            if token.pos_ not in {"VERB", "AUX"}:
                continue
            if any(t.lower_ in {"i", "we"} for t in syntax.subjects(token)):
                continue  # somebody's own words, which the speech module reads
            of_text = current.by_pronoun and _says_of_it(token)
            if of_text or _states_terms(token):
                yield from _instrument_frames(token, cast, signed, current)
            elif (
                _is_term(token)
                or (current.explicit and _is_due(token))
                or (
                    (current.explicit or _binds_itself(token, cast, signed))
                    and _is_plain_term(token)
                )
            ):
                yield from _modal_frames(token, cast, signed, current)


def _is_term(verb: Token) -> bool:
    """Say whether a verb stands under a modal of obligation or future, in a main clause."""
    clause = _with_duty(verb)
    if clause.dep_ in {"aux", "auxpass", "advcl", "acl", "amod"}:
        return False
    if clause.dep_ == "relcl" and not (is_instrument(clause.head) and is_under(clause)):
        return False
    if _is_reported(clause) or gate(verb) or syntax.yet_to(verb) or _asks(verb):
        return False
    if is_hypothetical(verb):
        return False  # "whether Russia might leave or would only agree to share it"
    if any(
        t.lower_ in {"if", "unless", "whether", "until"} and t.dep_ in {"mark", "advmod"}
        for t in verb.children
    ):
        return False
    words = modals(verb)
    # "would have prolonged the truce" is what a plan said; "will have left" is no term
    if words & deal_words()["modals.terms"] and ("have" not in words or "would" in words):
        if verb.lemma_ in {"like", "prefer", "want"}:
            return False
        return verb.lemma_ not in {"be", "have"} or bool(
            syntax.children(verb, "attr", "dobj", "acomp", "prep")
        )
    return is_to(verb) or (verb.dep_ == "xcomp" and has_to(verb)) or _has_days(verb)


def _is_due(verb: Token) -> bool:
    """Say whether something is scheduled: "commanders are due to meet within two weeks"."""
    above = verb.head.head
    told = above.dep_ in {"ROOT", "conj"} and above.tag_ in {"VBZ", "VBP"}
    return verb.dep_ == "xcomp" and verb.head.lower_ == "due" and told


def _with_duty(verb: Token) -> Token:
    """Give the verb that lays a duty on its infinitive: "is" of "is to leave", "is due to meet"."""
    if _is_due(verb):
        return verb.head.head
    return verb.head if syntax.duty_of(verb.head) == verb else verb


def _asks(verb: Token) -> bool:
    """Say whether a clause is an indirect question: "what Russia would offer in return"."""
    return any(
        c.tag_ in {"WP", "WRB", "WP$"} and c.dep_ != "mark" and c.lower_ not in {"when", "where"}
        for c in verb.children
    )


def _is_duty(verb: Token) -> bool:
    """Say whether a clause lays a duty on somebody: "is to", "have to", "shall", "must"."""
    return syntax.duty_of(verb) is not None or bool(modals(verb) & {"shall", "must"})


def _is_reported(verb: Token) -> bool:
    """Say whether a clause is what somebody says, rather than what the deal says."""
    node = syntax.first_conjunct(verb)
    aside = [
        c
        for c in syntax.children(node, "parataxis", "ccomp")
        if speaks(c) and syntax.own_subjects(c)
    ]
    # "Neither side, he added, would gain from it"; but "it says" may be the text itself.
    sayers = [s for c in aside for s in syntax.own_subjects(c)]
    if any(not is_instrument(s) and s.lower_ != "it" for s in sayers):
        return True
    return (
        node.dep_ == "ccomp"
        and speaks(node.head)
        and not any(is_instrument(s) for s in syntax.own_subjects(node.head))
    )


def _is_plain_term(verb: Token) -> bool:
    """Say whether a main verb in the present tense states a term: "All fighting ceases"."""
    return (
        verb.dep_ in {"ROOT", "conj", "ccomp"}
        and verb.tag_ in {"VBZ", "VBP"}
        and bool(syntax.own_subjects(verb))
        and not any(is_instrument(s) for s in syntax.own_subjects(verb))
        and not _asks(verb)
        and verb.lemma_ not in {"be", "have", "hope", "know", "think", "believe", "mean", "want"}
        and not speaks(verb)
        and not cues_at(verb)
        and not any(t.pos_ == "PRON" and t.lower_ in POINTERS for t in syntax.own_subjects(verb))
    )


def _has_days(verb: Token) -> bool:
    """Say whether a verb is what somebody has a term for: "has thirty days to leave"."""
    if verb.dep_ not in {"relcl", "acl", "xcomp", "advcl"} or verb.tag_ != "VB":
        return False
    head = verb.head
    return head.lemma_ in {"day", "week", "month", "hour"} and head.head.lemma_ == "have"


def _binds_itself(verb: Token, cast: Cast, signed: tuple[str, ...]) -> bool:
    """Say whether a signatory does something in the present: "Renamo hands over its guns"."""
    if verb.lemma_ in deal_words()["verbs.states_of_affairs"]:
        return False
    return bool(set(parties_of(cast, syntax.own_subjects(verb))) & set(signed))


def _says_of_it(verb: Token) -> bool:
    if any(c.lower_ == "yet" for c in verb.children):
        return False  # "it has yet to reply"
    return verb.lemma_ in deal_words()["verbs.states"] and any(
        s.lower_ == "it" for s in syntax.subjects(verb)
    )


def _states_terms(verb: Token) -> bool:
    if takes_up_the_text(verb):
        return True
    return verb.lemma_ in deal_words()["verbs.states"] and any(
        is_instrument(s) for s in syntax.subjects(verb)
    )


def _modal_frames(
    verb: Token, cast: Cast, signed: tuple[str, ...], terms: Terms
) -> Iterator[Frame]:
    subject = syntax.subjects(verb)
    if any(
        is_instrument(s) and s.lemma_.lower() not in deal_words()["nouns.halts"] for s in subject
    ) and verb.lemma_ in {
        "be",
        "last",
        "hold",
        "begin",
        "start",
        "take",
        "come",
        "enter",
    }:
        return
    bound = parties_of(cast, subject)
    if any(o.lower_ == "nothing" for o in syntax.children(verb, "dobj")):
        return  # "would have nothing to do with an amnesty"
    if len(bound) == 1 and holds_back(verb):
        return  # "the front will not leave": a refusal, which the verdicts module reads
    if syntax.is_passive(verb):
        bound = parties_of(cast, syntax.agents(verb)) or _owners_of_things(subject, cast)
    rule = "modal" if _is_term(verb) else "plain"
    clause = _with_duty(verb)
    yield from _frames_for(clause, (clause,), bound, cast, signed, terms, rule)


def _owners_of_things(subject: list[Token], cast: Cast) -> list[str]:
    """Give whose the things are that would be moved: "Israeli forces will be withdrawn"."""
    for token in subject:
        if parties := parties_of(cast, [token]):
            return parties
    return []


def _instrument_frames(
    verb: Token, cast: Cast, signed: tuple[str, ...], terms: Terms
) -> Iterator[Frame]:
    listed = syntax.objects(verb, "dobj")
    objects = [part for o in listed for part in syntax.conjuncts(o)]
    clauses = [
        c
        for c in syntax.children(verb, "xcomp", "ccomp", "advcl")
        if c.i > verb.i and c.pos_ in {"VERB", "AUX"}
    ]
    if clauses and verb.lemma_ not in {"include", "contain", "provide"}:
        clause = clauses[0]
        bound = parties_of(cast, syntax.own_subjects(clause) or objects)
        yield from _frames_for(verb, (clause,), bound, cast, signed, terms, "states")
        return
    prepositions = [t for p in ("for", "to", "on", "out") for t in syntax.prepositional(verb, p)]
    contents = (
        tuple(prepositions)
        if prepositions and verb.lemma_ in {"provide", "call", "commit", "bind", "oblige"}
        else tuple(listed)
    )
    contents = contents or tuple(for_them_to(verb))
    if not contents:
        return
    bound = parties_of(cast, objects) if prepositions else []
    yield from _frames_for(verb, contents, bound, cast, signed, terms, "states")


def _frames_for(
    cue: Token,
    contents: tuple[Token, ...],
    bound: list[str],
    cast: Cast,
    signed: tuple[str, ...],
    terms: Terms,
    rule: str,
) -> Iterator[Frame]:
    start = min(cue.left_edge.idx if cue.dep_ != "ROOT" else cue.sent.start_char, cue.idx)
    if cue.i - cue.left_edge.i > 25:
        start = cue.idx
    if terms.kind in _ON_THE_TABLE:
        name, act = _ON_THE_TABLE[terms.kind]
        own = {cast.party(o) for o in terms.owners}
        targets = tuple(b for b in bound if b not in own)
        if terms.owners:
            yield Frame(
                cue, f"{name}:{rule}", act, terms.owners, contents, targets, "open", 0.55, start
            )
        return
    signing = [b for b in bound if b in signed]
    if signing:
        yield Frame(
            cue, f"deal:{rule}", "agree", tuple(signing), contents, (), "agreed", 0.6, start
        )
        return
    if rule == "modal" or terms.explicit:
        yield from _of_outsiders(cue, contents, bound, cast, signed, terms, rule, start)


def _of_outsiders(
    cue: Token,
    contents: tuple[Token, ...],
    bound: list[str],
    cast: Cast,
    signed: tuple[str, ...],
    terms: Terms,
    rule: str,
    start: int,
) -> Iterator[Frame]:
    """Give the frames of a term that binds nobody who signed, or nobody who is named.

    What a broker will do is its pledge; what others are to do the signatories have agreed on.
    """
    brokers = [b for b in bound if (a := cast.by_id.get(b)) and a.process_role in _BROKERS]
    if brokers:
        status = "agreed" if terms.explicit else "open"
        yield Frame(cue, f"deal:{rule}", "pledge", tuple(brokers), contents, (), status, 0.5, start)
        return
    actors = [cast.by_id[b] for b in bound if b in cast.by_id]
    if any(a.kind in {"person", "media"} for a in actors):
        return  # somebody else's doing: a voter, a visitor, a critic
    # Watchers and peacekeepers are what the deal itself brings in: no party to it.
    others = [a for a in actors if not _is_brought_in(a)]
    told = terms.explicit or _is_duty(cue)
    if others and not told and all(a.kind == "collective" for a in others):
        return
    targets = tuple(a.actor_id for a in others)
    yield Frame(cue, f"deal:{rule}", "agree", signed, contents, targets, "agreed", 0.5, start)


def _is_brought_in(actor: Actor) -> bool:
    row = nouns("collective").get(actor.name.lower().split()[-1], {})
    return actor.kind == "collective" and row.get("number") in ("watching", "brought")
