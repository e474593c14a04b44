"""Between whom the deal of a text is, or would be, and whether the text reports it as concluded.

Every construction that names two parties together votes for the pair: "A and B signed", "the war
between A and B", "A is in talks with B". What opens the text weighs more, and so does a pair that
is known to fight each other: a broker often stands beside one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.concluded import (
    closes,
    concludes,
    has_happened,
    objects_of,
    signers,
    stands,
    takes_up,
)
from analysis.extraction.conditions.frames import who
from analysis.extraction.conditions.instruments import deal_words, is_instrument
from analysis.extraction.document import Cast, Document, Mention

_SIGNATORY_KINDS: Final = frozenset({"government", "armed_group", "organisation", "alliance"})
_BYSTANDERS: Final = frozenset({"mediator", "media", "supporter"})
_LEAD_TOKENS: Final = 90
_LEAD: Final = 2.0
_OPENING_TOKENS: Final = 45
_OPENING: Final = 4.0
_FIGHTING: Final = 3.0
_AGREES: Final = frozenset({"agree", "sign", "settle"})
_MOST: Final = 4


@dataclass(frozen=True)
class Signing:
    """The deal of a text.

    Parameters
    ----------
    parties
        Between whom it is, or would be; at most four, none where the text does not show two.
    concluded
        The text reports it as signed, reached or in force.
    said
        The text itself names the parties together; else they are the two that fight.
    """

    parties: tuple[str, ...]
    concluded: bool
    said: bool = False


def signing(document: Document, cast: Cast) -> Signing:
    """Give the parties between which the text's deal is, or would be.

    Parameters
    ----------
    document, cast
        The text and who is in it.

    Returns
    -------
    Signing
        The set of parties with most votes; without any vote, the two rivals named most.
    """
    votes: defaultdict[tuple[str, ...], float] = defaultdict(float)
    concluded = False
    for token in document.doc:
        parties, done, weight = _evidence(token, cast)
        concluded |= done
        if len(parties) >= 2:
            leading = _OPENING if token.i < _OPENING_TOKENS else _LEAD if _leads(token) else 1.0
            votes[tuple(sorted(parties[:_MOST]))] += weight * leading
    rivals = _rivals(cast)
    fighting = {a.actor_id for a in cast.actors if a.process_role == "belligerent"}
    beside = {a.actor_id for a in cast.actors if a.process_role in _BYSTANDERS}
    if fighting.issuperset(rivals) and rivals:
        votes[tuple(sorted(rivals))] += 0.5
    named = _weights(cast)
    for pair in votes:
        if fighting.issuperset(pair):
            votes[pair] *= _FIGHTING
        if beside.intersection(pair):
            votes[pair] /= _FIGHTING
        # of pairs that stand equal, the one spoken of more
        votes[pair] *= 1 + min(sum(named[p] for p in pair), 25) / 50
    if votes:
        best = max(votes, key=lambda pair: (votes[pair], -len(pair), pair))
        return Signing(best, concluded, said=True)
    return Signing(rivals, concluded)


def _evidence(token: Token, cast: Cast) -> tuple[list[str], bool, float]:
    """Give the parties that a construction names together, whether it concludes, and its weight."""
    words = deal_words()
    lemma = token.lemma_.lower()
    closed = token.pos_ in {"VERB", "AUX"} and closes(token)
    if token.pos_ == "VERB" and lemma in words["verbs.concludes"] and not closed:
        deal, taken = concludes(token), takes_up(token)
        if deal or taken or lemma in _AGREES:
            doers = syntax.subjects(token) + syntax.agents(token)
            named = ([] if lemma in words["verbs.brokers"] else doers) + _others(token, "with")
            parties = _parties(named, cast)
            joint = taken or (lemma in {"agree", "settle"} and _leads(token))
            done = deal or (joint and len(parties) >= 2)
            return parties, done and has_happened(token), 2.0
    if closed or (token.pos_ == "VERB" and lemma in words["verbs.undertakes"]):
        parties = _parties(syntax.subjects(token) + _others(token, "with"), cast)
        both = len(parties) >= 2 and all(fights(p, cast) for p in parties)
        return parties, both and has_happened(token), 2.0 if both else 1.0
    if stands(token):
        return _parties(signers(token), cast), True, 2.0
    if token.pos_ == "VERB" and lemma in words["verbs.prolongs"]:
        if any(o.lemma_.lower() in words["nouns.halts"] for o in objects_of(token)):
            return _parties(syntax.subjects(token), cast), has_happened(token), 2.0
    beside = [t for p in ("with", "against") for t in _others(token, p)]
    if token.pos_ == "VERB" and lemma in words["verbs.deals_with"]:
        opposed = syntax.children(token, "dobj") if lemma == "fight" else []
        return _parties(syntax.subjects(token) + beside + opposed, cast), False, 1.0
    if token.lower_ == "between" and (
        is_instrument(token.head) or token.head.lemma_.lower() in words["nouns.between"]
    ):
        return _parties(_coordinated(syntax.children(token, "pobj")), cast), False, 2.0
    if token.pos_ == "NOUN" and lemma in words["nouns.between"]:
        owners = syntax.possessors(token) or syntax.subjects_of_noun(token)
        return _parties(owners + beside, cast), False, 1.0
    return [], False, 0


def fights(party: str, cast: Cast) -> bool:
    """Say whether a party is one of those that fight."""
    actor = cast.by_id.get(party)
    return actor is not None and actor.process_role == "belligerent"


def _others(token: Token, preposition: str) -> list[Token]:
    return _coordinated(syntax.prepositional(token, preposition))


def _coordinated(tokens: list[Token]) -> list[Token]:
    return [part for token in tokens for part in syntax.conjuncts(token)]


def with_joint_subjects(document: Document, cast: Cast, deal: Signing) -> Cast:
    """Let "both sides", "the two parties", "each camp" stand for the parties of the deal.

    Where two parties are sure, this goes before what the words nearby suggest; else only words for
    which nobody has been found are filled.

    Parameters
    ----------
    document, cast, deal
        The text, who is in it, and whose the deal is.

    Returns
    -------
    Cast
        The cast with the mentions added.
    """
    if len(deal.parties) < 2:
        return cast
    fight = all(
        (a := cast.by_id.get(p)) is not None and a.process_role == "belligerent"
        for p in deal.parties
    )
    sure = deal.said and fight and len(deal.parties) == 2
    added: list[Mention] = []
    replaced: set[tuple[int, int]] = set()
    for token in _joint_nouns(document):
        known = cast.all_at(token)
        unsure = sure and {m.form for m in known} == {"nominal"}
        if known and (not unsure or _just_named(token, known, cast)):
            continue
        replaced.update((m.start, m.end) for m in known)
        end = token.idx + len(token.text)
        added += [
            Mention(token.idx, end, token.text, party, "nominal", None, "joint", 0.6)
            for party in deal.parties
        ]
    added += _they_after(document, cast, added)
    if not added:
        return cast
    kept = [m for m in cast.mentions if (m.start, m.end) not in replaced]
    return Cast(cast.actors, tuple(sorted((*kept, *added))))


def _they_after(document: Document, cast: Cast, joint: list[Mention]) -> list[Mention]:
    """Take up "the parties" by "they" as a subject, in their sentence or the next."""
    found = []
    for token in document.doc:
        if token.lower_ != "they" or token.dep_ not in {"nsubj", "nsubjpass"} or cast.all_at(token):
            continue
        before = [m for m in joint if m.end <= token.idx]
        latest = max((m.end for m in before), default=-1)
        if latest < 0 or document.text.count(".", latest, token.idx) > 1:
            continue
        if "\n" in document.text_of(latest, token.idx) or document.in_quotation(token.idx):
            continue
        found += [
            replace(m, start=token.idx, end=token.idx + 4, text=token.text, form="pronoun")
            for m in before
            if m.end == latest
        ]
    return found


def _just_named(token: Token, mentions: list[Mention], cast: Cast) -> bool:
    """Say whether all whom "the two sides" were taken for are named right before."""
    sentences = [s for s in token.doc.sents if s.end <= token.sent.start and s.text.strip()]
    before = sentences[-2] if len(sentences) > 1 else token.sent
    named = {
        cast.party(m.entity)
        for m in cast.between(before.start_char, token.idx)
        if m.form in {"name", "title"}
    }
    return named.issuperset(cast.party(m.entity) for m in mentions)


def _joint_nouns(document: Document) -> Iterator[Token]:
    words = deal_words()
    for token in document.doc:
        lemma, beside = token.lemma_.lower(), {c.lower_ for c in token.children}
        if (
            (lemma in words["joint.nouns"] and beside & words["joint.determiners"])
            or (lemma in words["joint.counted"] and beside & words["joint.counters"])
            or (token.lower_ in {"both", "neither"} and token.dep_ in {"nsubj", "pobj"})
        ):
            yield token


def _leads(token: Token) -> bool:
    """Say whether a word stands in the opening of a text, where reports say what has been done."""
    return token.i < _LEAD_TOKENS


def _weights(cast: Cast) -> Counter[str]:
    """Count how often each party is spoken of, itself and those who speak for it."""
    return Counter(cast.party(m.entity) for m in cast.mentions)


def _rivals(cast: Cast) -> tuple[str, ...]:
    """Give the two parties that are named most, those that fight first."""
    counts = _weights(cast)
    candidates = [
        a
        for a in cast.actors
        if a.kind in _SIGNATORY_KINDS
        and a.party == a.actor_id
        and a.process_role not in _BYSTANDERS
    ]
    ranked = sorted(
        candidates,
        key=lambda a: (
            -counts[a.actor_id] * (_FIGHTING if a.process_role == "belligerent" else 1.0),
            a.actor_id,
        ),
    )
    return tuple(a.actor_id for a in ranked[:2]) if len(ranked) >= 2 else ()


def _parties(tokens: list[Token], cast: Cast) -> list[str]:
    """Give the parties that noun phrases name, as far as they could sign something.

    "The two sides" are passed over: who they are is what is to be found.
    """
    joint = deal_words()["joint.nouns"]
    found = []
    for actor_id in who(cast, [t for t in tokens if t.lemma_.lower() not in joint]):
        actor = cast.by_id.get(cast.party(actor_id))
        if actor is not None and actor.kind in _SIGNATORY_KINDS:
            found.append(actor.actor_id)
    return list(dict.fromkeys(found))
