"""Descriptions that take up an actor: "the group", "both sides", "the latter"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many, read_table
from analysis.extraction.bodies import nouns
from analysis.extraction.constitutions import has_office
from analysis.extraction.discourse import (
    BODIES,
    SIDES,
    SUBJECTS,
    Discourse,
    Reference,
    best,
    coordinated,
    resolved,
)
from analysis.extraction.document import Mention
from analysis.extraction.name_cues import cues
from analysis.extraction.name_heads import takes_up
from analysis.extraction.registries import state_names


def description(discourse: Discourse, token: Token) -> list[Mention]:
    """Resolve a noun phrase at its head noun.

    Parameters
    ----------
    discourse
        What has been mentioned before.
    token
        The head noun, or "both", "former", "latter".

    Returns
    -------
    list of Mention
        One for each actor that is meant.
    """
    lower = token.lower_
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM"):
        return []
    if lower in ("both", "former", "latter"):
        return _pair_word(discourse, token)
    called = discourse.called(lower) if takes_up(token) else frozenset()
    if lower not in nouns("pair") and lower not in nouns("anaphor") and not called:
        return []
    determiner = _determiner(token)
    if lower in nouns("pair") and determiner in ("both", "two", "warring", "opposing", "rival"):
        pair = _pair(discourse, token, lower, rebel=_rebel(token))
        start = _phrase_start(token)
        return [
            resolved(discourse, start, token.idx + len(token), entity, "nominal") for entity in pair
        ]
    if called or (lower in nouns("anaphor") and determiner in ("the", "this", "that", "its")):
        reference = _by_name(discourse, token, called) or _taken_up(discourse, token, lower)
        if reference is not None:
            start = _phrase_start(token)
            return [
                resolved(
                    discourse,
                    start,
                    token.idx + len(token),
                    reference.actor.actor_id,
                    "nominal",
                )
            ]
    return []


def _by_name(discourse: Discourse, token: Token, called: frozenset[str]) -> Reference | None:
    """Find the body that a noun of its name takes up: "the front", wherever it was named."""
    named = discourse.recent(token.idx, BODIES, _WHOLE) if called else []
    found = [r for r in named if r.actor.actor_id in called]
    return best(discourse, token, found)


def _taken_up(discourse: Discourse, token: Token, noun: str) -> Reference | None:
    """Find the actor that "the group", "the government", "the alliance" takes up."""
    before = token.nbor(-1).lower_ if token.i else ""
    if noun == "government" and before in cues("government_modifier"):
        before = _determiner(token)  # "the internationally recognised government"
    if before not in _DETERMINERS and before not in _BARE_MODIFIERS:
        return None
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and (following.lower_ in ("of", "led") or following.pos_ == "NOUN"):
        return None
    kinds = _anaphor_kinds(noun)
    candidates = discourse.recent(token.idx, kinds, 200 if noun in _RULED else 4)
    if noun in _RULED:
        return _ruling(discourse, candidates)
    own = _speakers_state(discourse, token) if noun in cues("realm") else None
    if own is not None and _may_be(discourse, own, noun):
        return own
    candidates = [c for c in candidates if _may_be(discourse, c, noun)]
    if not candidates and (noun in nouns("fighters") or kinds == ("armed_group",)):
        candidates = _only(discourse.recent(token.idx, kinds, _WHOLE))
    if "organisation" in kinds and noun not in _ANY_BODY:
        candidates = [
            c for c in candidates if noun in c.actor.name.lower() or c.actor.kind not in _BODY_KINDS
        ]
    return best(discourse, token, candidates)


def _may_be(discourse: Discourse, reference: Reference, noun: str) -> bool:
    """Tell whether a state may be called by a noun: "the kingdom" is no republic."""
    state = reference.actor.actor_id
    published = discourse.document.article.published.isoformat()
    return state not in state_names() or has_office(state, noun, published)


def _speakers_state(discourse: Discourse, token: Token) -> Reference | None:
    """Find the state of "a Saudi official said the kingdom would study the text"."""
    for verb in token.ancestors:
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i), None)
        said = subject is not None and subject != token and token.i > verb.i
        found = [r for r in discourse.references if said and r.token == subject]
        for reference in found:
            state = discourse.cast.by_id.get(reference.actor.party)
            if reference.actor.kind == "person" and state and state.kind == "government":
                return replace(reference, actor=state)
    return None


def _only(references: list[Reference]) -> list[Reference]:
    """Keep the references where all are to one actor: "the rebels" of a war with one group."""
    return references if len({r.actor.actor_id for r in references}) == 1 else []


def _ruling(discourse: Discourse, candidates: Sequence[Reference]) -> Reference | None:
    """Choose the government of a civil war: the one that fights, most named, last."""
    fighting = [c for c in candidates if c.actor.process_role == "belligerent"]
    counts: dict[str, int] = {}
    for reference in fighting or candidates:
        counts[reference.actor.actor_id] = counts.get(reference.actor.actor_id, 0) + 1
    if not counts:
        return None
    most = max(counts, key=lambda entity: counts[entity])
    return next(r for r in (fighting or candidates) if r.actor.actor_id == most)


# "The government", "the State": of the war that the text tells, wherever it was named.
_RULED: Final = frozenset({"government", "state"})
# How many times as often as a third one two sides are named.
_MORE: Final = 2
# Further back than any text goes.
_WHOLE: Final = 10_000
_DETERMINERS: Final = ("the", "this", "that", "its", "their")
_BARE_MODIFIERS: Final = ("rebel", "armed", "militant", "islamist", "guerrilla", "jihadist")
_ANY_BODY: Final = (
    "group",
    "body",
    "organisation",
    "organization",
    "agency",
    "institution",
    "movement",
    "faction",
    "alliance",
    "bloc",
    "pact",
)
_BODY_KINDS: Final = ("organisation", "alliance")


@cache
def _anaphor_kinds(noun: str) -> tuple[str, ...]:
    kinds: list[str] = []
    for row in read_table("nominals"):
        if row["class"] == "anaphor" and row["noun"] == noun:
            kinds.extend(many(row["kind"]))
    return tuple(kinds)


def _determiner(token: Token) -> str:
    """Give the word that makes a noun phrase definite or a pair."""
    lefts = [t for t in token.doc[max(0, token.i - 4) : token.i] if t.sent == token.sent]
    for left in reversed(lefts):
        lower = left.lower_
        if lower in ("both", "two", "warring", "opposing", "rival"):
            return "both" if lower == "both" else lower
        if lower in ("the", "this", "that", "its", "a", "an", "his", "their", "her"):
            return lower
        if left.pos_ not in ("ADJ", "ADV", "NOUN", "NUM", "PROPN") and left.tag_ != "VBN":
            return ""
    return ""


def _phrase_start(token: Token) -> int:
    start = token
    while start.i > 0 and start.nbor(-1).pos_ in ("ADJ", "NUM", "DET", "VERB"):
        before = start.nbor(-1)
        if before.sent != token.sent or (before.pos_ == "VERB" and before.lower_ != "warring"):
            break
        start = before
        if start.pos_ == "DET":
            break
    return start.idx


def _rebel(token: Token) -> bool:
    """Tell "both rebel groups", "the two armed movements"."""
    before = token.doc[max(token.sent.start, token.i - 3) : token.i]
    return any(t.lower_ in _BARE_MODIFIERS for t in before)


def _pair(discourse: Discourse, token: Token, noun: str, *, rebel: bool = False) -> list[str]:
    """Give the two that "both sides", "the two leaders", "the two countries" mean."""
    kinds: tuple[str, ...] = SIDES
    if rebel:
        groups = [a.actor_id for a in discourse.cast.actors if a.kind == "armed_group"]
        if len(groups) == 2:
            return groups  # they may be named only later
        kinds = ("armed_group",)
    elif noun in (
        "leaders",
        "men",
        "women",
        "presidents",
        "ministers",
        "officials",
        "generals",
        "negotiators",
    ):
        kinds = ("person",)
    elif noun in (
        "countries",
        "nations",
        "governments",
        "capitals",
        "states",
        "powers",
        "neighbours",
        "neighbors",
    ):
        kinds = ("government",)
    elif noun in ("armies",):
        kinds = ("armed_forces",)
    recent = discourse.recent(token.idx, kinds, 3)
    joint = coordinated(discourse, token, recent)
    if kinds == ("government",):
        persons = coordinated(discourse, token, discourse.recent(token.idx, ("person",), 1))
        states = [r.actor.party for r in persons if discourse.cast.by_id.get(r.actor.party)]
        if len(set(states)) == 2 and (not joint or joint[0].sentence < persons[0].sentence):
            return states
    sides = _sides(discourse, token) if kinds == SIDES else []
    if sides and not any(r.actor.process_role == "belligerent" for r in joint):
        joint = []  # "the mission and the church will … both delegations"
    if joint:
        return [r.actor.actor_id for r in joint]
    fighting = [r for r in recent if r.actor.process_role in ("belligerent",)]
    order: list[str] = []
    if kinds == SIDES and not fighting and _at_war(discourse):
        return sides  # those who only look on are no side
    for reference in fighting or recent:
        if reference.actor.actor_id not in order:
            order.append(reference.actor.actor_id)
    if sides and len(order) < 3 and len({r.actor.actor_id for r in fighting}) < 2:
        order = sides
    for reference in recent:
        if len(order) < 2 and reference.actor.actor_id not in order:
            order.append(reference.actor.actor_id)
    return order[:2] if len(order) >= 2 else []


def _sides(discourse: Discourse, token: Token) -> list[str]:
    """Give the two that fight by the whole text so far, where two are told of more than others."""
    named = discourse.recent(token.idx, SIDES, _WHOLE)
    fighting = [r.actor for r in named if r.actor.process_role == "belligerent"]
    own = Counter(a.actor_id for a in reversed(fighting) if a.party in ("", a.actor_id))
    if len(own) == 2:
        return list(own)
    ranked = own.most_common(3)
    main = len(ranked) == 3 and ranked[1][1] >= _MORE * ranked[2][1]
    return [entity for entity in own if entity in dict(ranked[:2])] if main else []


def _at_war(discourse: Discourse) -> bool:
    """Tell a text that has two sides at least which fight."""
    own = [a for a in discourse.cast.actors if a.party in ("", a.actor_id)]
    return sum(a.process_role == "belligerent" for a in own) > 1


def _pair_word(discourse: Discourse, token: Token) -> list[Mention]:
    lower = token.lower_
    if lower == "both":
        if token.dep_ not in SUBJECTS or any(c.dep_ == "prep" for c in token.children):
            return []
        pair = _pair(discourse, token, "sides")
        return [
            resolved(discourse, token.idx, token.idx + 4, entity, "pronoun", 0.5) for entity in pair
        ]
    before = token.nbor(-1).lower_ if token.i else ""
    if before != "the" or token.dep_ not in (*SUBJECTS, "pobj", "dobj"):
        return []
    recent = discourse.recent(token.idx, ("person", *BODIES), 1)
    order: list[str] = []
    for reference in recent:
        if reference.actor.actor_id not in order:
            order.append(reference.actor.actor_id)
    if len(order) < 2:
        return []
    chosen = order[0] if lower == "latter" else order[1]
    start = token.nbor(-1).idx
    return [resolved(discourse, start, token.idx + len(token), chosen, "nominal", 0.6)]
