"""The terms of a deal or a plan: who is bound by "the forces will leave within 60 days".

A modal verb alone is no condition. It is one where the text is telling the terms of something
concluded ("under the accord") or put on the table ("the American plan would"). This module keeps
track of which of the two a sentence belongs to, and of whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Span, Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.claims import Claimants, after_sentence, under_heading
from analysis.extraction.conditions.contingency import gate
from analysis.extraction.conditions.cues import cues_at
from analysis.extraction.conditions.frames import MUST, Frame, has_to, is_under, who
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.conditions.owners import owners_of
from analysis.extraction.conditions.pointers import PRONOUNS as POINTERS
from analysis.extraction.conditions.signing import Signing
from analysis.extraction.conditions.speech import said_lemmas
from analysis.extraction.document import Cast, Document

_ITEM: Final = re.compile(r"\s*(?:[-•*·–—▪◦]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
# terms of codebook/issue_terms.csv that name a deal without saying what it is about
GENERIC: Final = frozenset(
    {
        "the accord",
        "the agreement",
        "the deal",
        "the settlement",
        "the text",
        "final deal",
        "final agreement",
        "peace process",
        "the document",
        "the paper",
        "the draft",
        "the terms",
    }
)
# whose own doing under a deal is a promise besides
_BROKERS: Final = frozenset({"mediator", "supporter"})
_COMMUNIQUE_SHALLS: Final = 3
_LEAD_SENTENCES: Final = 5
_HEADING_LENGTH: Final = 90


@dataclass(frozen=True)
class Terms:
    """What the modal verbs of a sentence belong to.

    Parameters
    ----------
    kind
        ``deal`` (concluded), ``proposal`` (on the table) or ``demand`` (one side's claims).
    owners
        Whose: the signatories of a deal, or who put the proposal or the claims forward.
    explicit
        The sentence itself, its paragraph or its heading says that terms are told here: then the
        plain present ("Armenia returns the district") states a term too.
    by_pronoun
        "It" at the head of the sentence is the text that the sentence before spoke of.
    """

    kind: str
    owners: tuple[str, ...]
    explicit: bool = True
    by_pronoun: bool = False


def is_item(text: str) -> bool:
    """Say whether a line is an item of a list: it begins with a bullet or a number."""
    return _ITEM.match(text) is not None


def terms_by_sentence(document: Document, cast: Cast, deal: Signing) -> dict[int, Terms]:
    """Give, by the index of a sentence's first token, the terms its modals belong to.

    Sentences that tell no terms are left out.
    """
    signed = deal.parties
    found: dict[int, Terms] = {}
    last: Terms | None = None
    proposer: tuple[str, ...] = ()
    paragraph: Terms | None = None
    section: Terms | None = None
    elsewhere = False
    lead: Terms | None = None
    line = -1
    item = flow = listing = False
    of_text: Terms | None = None
    claims = Claimants()
    sentences = list(document.doc.sents)
    background = Terms("deal", signed, explicit=False)
    assumed = bool(signed) and (deal.concluded or _is_communique(sentences))
    for sentence in sentences:
        text = document.text_of(sentence.start_char, sentence.end_char)
        if not text.strip():
            continue
        here = document.text.count("\n", 0, sentence.start_char)
        if here != line:
            line, paragraph = here, None
            claims = replace(claims, paragraph=())
            item = is_item(_line(document, sentence))
            if here and _is_heading(document, sentence):
                claims = under_heading(sentence, cast, claims)
                told = signed and not claims.section and _tells_terms(sentence)
                section = Terms("deal", signed) if told else None
                lead = None
                elsewhere = section is None and _is_elsewhere(sentence)
                flow = False
                continue
            if not item:
                lead = None
        opened = _opened(sentence, cast, deal, last, proposer)
        if opened is None and of_text is not None and _is_about_it(sentence):
            opened = replace(of_text, by_pronoun=True)
        of_text = opened if opened is not None and _text_leads(sentence, opened) else None
        listing |= assumed and _announces_terms(sentence)
        flow = _flows(sentence, opened, flow)
        if opened is not None:
            paragraph = last = opened
            if opened.kind == "proposal" and opened.owners:
                proposer = opened.owners
        proposer = _proposer(sentence, cast) or proposer
        claimed = _claimed(sentence, claims, deal)
        claims = after_sentence(sentence, cast, claims)
        current = opened or paragraph or (lead if item else None) or section or claimed
        if current is None and assumed and not elsewhere:
            current = replace(background, explicit=item or listing or flow)
        if current is not None:
            found[sentence.start] = current
        if text.rstrip()[-1] not in ".!?”\"’'":
            lead = current or last
    return found


def _proposer(sentence: Span, cast: Cast) -> tuple[str, ...]:
    """Give who put a plan on the table in a sentence: "the envoy handed both sides a paper"."""
    for token in sentence:
        if is_instrument(token, "proposal") or is_instrument(token, "part"):
            verb = token.head if token.dep_ in {"dobj", "nsubjpass"} else None
            if verb is not None and verb.lemma_.lower() in deal_words()["verbs.puts_forward"]:
                return tuple(owners_of(token, cast))
    return ()


def _claimed(sentence: Span, claims: Claimants, deal: Signing) -> Terms | None:
    """Give whose claims a sentence tells, where neither it nor its heading tells of a deal.

    "Must", "has to" and "is to" make a demand of them, "would" a proposal. In a text that reports a
    deal as concluded, only a claimant named in the same paragraph counts.
    """
    would = _has_would(sentence)
    must = any(t.lower_ in MUST for t in sentence) or any(
        is_to(t) or has_to(t) for t in sentence if t.pos_ in {"VERB", "AUX"}
    )
    owners = claims.paragraph if deal.concluded else claims.here
    if must and owners:
        return Terms("demand", owners)
    if would and (owners or claims.proposer) and not deal.concluded:
        return Terms("proposal", owners or claims.proposer)
    return None


def issue_of_the_whole(document: Document) -> str:
    """Give the issue that "the deal" of a text stands for: a cease-fire or an end of the war."""
    text = " ".join(t.lemma_.lower() for t in document.doc).replace(" - ", "-")
    halts = sum(text.count(w) for w in deal_words()["whole.ceasefire"])
    ends = sum(text.count(w) for w in deal_words()["whole.end_of_war"])
    return "ceasefire" if halts > ends else "end_of_war"


def _line(document: Document, sentence: Span) -> str:
    """Give the whole line that a sentence begins in."""
    start = document.text.rfind("\n", 0, sentence.start_char + 1) + 1
    stop = document.text.find("\n", sentence.start_char)
    return document.text[start : stop if stop >= 0 else None]


def _announces_terms(sentence: Span) -> bool:
    """Say whether a sentence opens the telling of the terms: "the main points of the accord"."""
    lemmas = {t.lemma_.lower() for t in sentence}
    return bool(lemmas & deal_words()["headings.parts"]) and any(
        is_instrument(t, "deal") for t in sentence
    )


def _flows(sentence: Span, opened: Terms | None, before: bool) -> bool:
    """Say whether the telling of terms goes on: until somebody speaks or something has happened."""
    if opened is not None and opened.kind == "deal":
        return True
    root = sentence.root
    over = (
        root.tag_ in {"VBD", "VBN"}
        and not set(syntax.auxiliaries(root)) & deal_words()["modals.terms"]
    )
    return before and root.lemma_ not in said_lemmas() and not over


def headings_by_sentence(document: Document) -> dict[int, list[Token]]:
    """Give, by the index of a sentence's first token, the words of the heading it stands under."""
    found: dict[int, list[Token]] = {}
    heading: list[Token] = []
    for number, sentence in enumerate(document.doc.sents):
        if not sentence.text.strip():
            continue
        if number and _is_heading(document, sentence):
            heading = [t for t in sentence if not t.is_space]
        else:
            found[sentence.start] = heading
    return found


def _is_heading(document: Document, sentence: Span) -> bool:
    """Say whether a sentence is a short line of its own without a full stop."""
    start = document.text.rfind("\n", 0, sentence.start_char) + 1
    stop = document.text.find("\n", sentence.start_char)
    text = document.text[start : stop if stop >= 0 else None].strip()
    return len(text) <= _HEADING_LENGTH and text[-1:] not in '.:;,!”"' and not is_item(text)


def _tells_terms(heading: Span) -> bool:
    """Say whether a heading announces terms: "What the accord says", "What was agreed?"."""
    lemmas = {t.lemma_.lower() for t in heading}
    words = deal_words()
    if lemmas & words["headings.not"]:
        return False
    return bool(lemmas & (words["instruments.deal"] | words["headings.terms"]))


def _is_elsewhere(heading: Span) -> bool:
    """Say whether a heading opens a section on what was not agreed, or on how it came to this."""
    words = deal_words()
    lemmas = {t.lemma_.lower() for t in heading}
    return bool(lemmas & (words["headings.elsewhere"] | words["headings.not"]))


def _has_would(sentence: Span) -> bool:
    """The conditional mood is how a plan goes on over several paragraphs."""
    return any(t.lower_ == "would" for t in sentence)


def _is_communique(sentences: list[Span]) -> bool:
    """Say whether a text is one that parties put out together, by its lead or by its "shall"."""
    words = deal_words()
    lead = [t for s in sentences[:_LEAD_SENTENCES] for t in s]
    named = any(
        t.lemma_.lower() in words["headings.documents"]
        or (
            t.lemma_.lower() in words["headings.joint_documents"]
            and any(c.lower_ == "joint" for c in t.children)
        )
        for t in lead
    )
    shalls = sum(any(t.lower_ == "shall" for t in s) for s in sentences)
    items = sum(is_item(s.text) for s in sentences)
    return named or shalls >= _COMMUNIQUE_SHALLS or (items >= 2 * _COMMUNIQUE_SHALLS and shalls > 0)


def _opened(
    sentence: Span,
    cast: Cast,
    deal: Signing,
    last: Terms | None,
    proposer: tuple[str, ...],
) -> Terms | None:
    """Give the terms that a sentence itself opens: "under the deal", "the plan would"."""
    words = deal_words()
    if _takes_up_the_text(sentence.root) and (last is not None or proposer):
        return last or Terms("proposal", proposer)
    for token in sentence:
        if not is_instrument(token):
            continue
        placed = (
            token.dep_ == "pobj"
            and token.head.lower_ in words["verbs.opens"]
            and (
                token.head.lower_ in {"under", "according"}
                or token.head.head.lower_ == "according"
                or token.i < sentence.root.i
            )
        ) or (
            token.dep_ in {"nsubj", "nsubjpass"}
            and (token.head.lemma_ in words["verbs.states"] or "would" in _modals(token.head))
        )
        placed = placed or any(c.dep_ in {"relcl", "acl"} and is_under(c) for c in token.children)
        if not placed:
            continue
        if is_instrument(token, "part"):
            if last is None and (owners := tuple(owners_of(token, cast))):
                return Terms("proposal", owners)
            if last is not None:
                return last
            continue
        if is_instrument(token, "proposal"):
            owners = tuple(owners_of(token, cast)) or proposer
            if not owners:
                continue
            return Terms("proposal", owners)
        own = {cast.party(o) or o for o in owners_of(token, cast)}
        if len(own) == 1:  # "the Kremlin's statement" tells what one side claims
            return Terms("demand", tuple(own), explicit=False)
        if deal.parties and (deal.concluded or deal.said or is_instrument(token, "signed")):
            return Terms("deal", deal.parties)
    return None


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
            elif _is_term(token) or (
                (current.explicit or _binds_itself(token, cast, signed)) and _is_plain_term(token)
            ):
                yield from _modal_frames(token, cast, signed, current)


def _is_term(verb: Token) -> bool:
    """Say whether a verb stands under a modal of obligation or future, in a main clause."""
    clause = verb.head if syntax.duty_of(verb.head) == verb else verb
    if clause.dep_ in {"aux", "auxpass", "advcl", "acl", "amod"}:
        return False
    if clause.dep_ == "relcl" and not (is_instrument(clause.head) and is_under(clause)):
        return False
    if _is_reported(clause) or gate(verb) or syntax.yet_to(verb) or _asks(verb):
        return False
    if any(
        t.lower_ in {"if", "unless", "whether", "until"} and t.dep_ in {"mark", "advmod"}
        for t in verb.children
    ):
        return False
    modals = _modals(verb)
    # "would have prolonged the truce" is what a plan said; "will have left" is no term
    if modals & deal_words()["modals.terms"] and ("have" not in modals or "would" in modals):
        if verb.lemma_ in {"like", "prefer", "want"}:
            return False
        return verb.lemma_ not in {"be", "have"} or bool(
            syntax.children(verb, "attr", "dobj", "acomp", "prep")
        )
    return is_to(verb) or (verb.dep_ == "xcomp" and has_to(verb)) or _has_days(verb)


def _asks(verb: Token) -> bool:
    """Say whether a clause is an indirect question: "what Russia would offer in return"."""
    return any(
        c.tag_ in {"WP", "WRB", "WP$"} and c.dep_ != "mark" and c.lower_ not in {"when", "where"}
        for c in verb.children
    )


def _modals(verb: Token) -> set[str]:
    return set(syntax.auxiliaries(verb))


def _is_duty(verb: Token) -> bool:
    """Say whether a clause lays a duty on somebody: "is to", "have to", "shall", "must"."""
    return syntax.duty_of(verb) is not None or bool(_modals(verb) & {"shall", "must"})


def _is_reported(verb: Token) -> bool:
    """Say whether a clause is what somebody says, rather than what the deal says."""
    node = syntax.first_conjunct(verb)
    return (
        node.dep_ == "ccomp"
        and node.head.lemma_ in said_lemmas()
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
        and verb.lemma_ not in said_lemmas()
        and not cues_at(verb)
        and not any(t.pos_ == "PRON" and t.lower_ in POINTERS for t in syntax.own_subjects(verb))
    )


def is_to(verb: Token) -> bool:
    """Say whether a verb is the infinitive of "is to leave" or "are to be freed"."""
    return (
        verb.dep_ == "xcomp"
        and verb.head.lemma_ == "be"
        and verb.head.tag_ in {"VBZ", "VBP", "VBD"}
        and any(c.lower_ == "to" for c in verb.children)
    )


def _has_days(verb: Token) -> bool:
    """Say whether a verb is what somebody has a term for: "has thirty days to leave"."""
    if verb.dep_ not in {"relcl", "acl", "xcomp", "advcl"} or verb.tag_ != "VB":
        return False
    head = verb.head
    return head.lemma_ in {"day", "week", "month", "hour"} and head.head.lemma_ == "have"


def _is_about_it(sentence: Span) -> bool:
    """Say whether a sentence is about "it"."""
    return any(s.lower_ == "it" for s in syntax.own_subjects(sentence.root))


def _text_leads(sentence: Span, opened: Terms) -> bool:
    """Say whether a sentence is about a text, so that "it" in the next one may be that text."""
    subjects = syntax.own_subjects(sentence.root)
    return opened.by_pronoun or any(is_instrument(s) for s in subjects)


def _takes_up_the_text(verb: Token) -> bool:
    """Say whether "it" is the text spoken of before: "It also foresees an exchange"."""
    return verb.lemma_ in deal_words()["verbs.sets_out"] and any(
        s.lower_ in {"it", "this", "these", "they"} for s in syntax.subjects(verb)
    )


def _binds_itself(verb: Token, cast: Cast, signed: tuple[str, ...]) -> bool:
    """Say whether a signatory does something in the present: "Renamo hands over its guns"."""
    if verb.lemma_ in deal_words()["verbs.states_of_affairs"]:
        return False
    return bool(set(_bound(syntax.own_subjects(verb), cast)) & set(signed))


def _says_of_it(verb: Token) -> bool:
    return verb.lemma_ in deal_words()["verbs.states"] and any(
        s.lower_ == "it" for s in syntax.subjects(verb)
    )


def _states_terms(verb: Token) -> bool:
    if _takes_up_the_text(verb):
        return True
    return verb.lemma_ in deal_words()["verbs.states"] and any(
        is_instrument(s) for s in syntax.subjects(verb)
    )


def _bound(tokens: list[Token], cast: Cast) -> list[str]:
    """Give the parties that noun phrases name as the ones who have to act."""
    return list(dict.fromkeys(cast.party(a) or a for a in who(cast, tokens)))


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
    bound = _bound(subject, cast)
    if syntax.is_passive(verb):
        bound = _bound(syntax.agents(verb), cast) or _owners_of_things(subject, cast)
    rule = "modal" if _is_term(verb) else "plain"
    clause = verb.head if syntax.duty_of(verb.head) == verb else verb
    yield from _frames_for(clause, (clause,), bound, cast, signed, terms, rule)


def _owners_of_things(subject: list[Token], cast: Cast) -> list[str]:
    """Give whose the things are that would be moved: "Israeli forces will be withdrawn"."""
    for token in subject:
        if parties := _bound([token], cast):
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
        bound = _bound(syntax.own_subjects(clause) or objects, cast)
        yield from _frames_for(verb, (clause,), bound, cast, signed, terms, "states")
        return
    prepositions = [t for p in ("for", "to", "on", "out") for t in syntax.prepositional(verb, p)]
    contents = (
        tuple(prepositions)
        if prepositions and verb.lemma_ in {"provide", "call", "commit", "bind", "oblige"}
        else tuple(listed)
    )
    if not contents:
        return
    bound = _bound(objects, cast) if prepositions else []
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
    if terms.kind == "proposal":
        if not terms.owners:
            return
        targets = tuple(b for b in bound if b not in {cast.party(o) for o in terms.owners})
        yield Frame(
            cue, f"plan:{rule}", "propose", terms.owners, contents, targets, "open", 0.55, start
        )
        return
    if terms.kind == "demand":
        targets = tuple(b for b in bound if b not in {cast.party(o) for o in terms.owners})
        yield Frame(
            cue, f"claim:{rule}", "demand", terms.owners, contents, targets, "open", 0.55, start
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
    told = terms.explicit or _is_duty(cue)
    if actors and not told and all(a.kind == "collective" for a in actors):
        return
    targets = tuple(a.actor_id for a in actors)
    yield Frame(cue, f"deal:{rule}", "agree", signed, contents, targets, "agreed", 0.5, start)
