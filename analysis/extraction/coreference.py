"""Who is meant by "he", "the group", "both sides": references resolved to actors of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from spacy.tokens import Token

from analysis.extraction.descriptions import description
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
from analysis.extraction.document import Cast, Document, Mention
from analysis.extraction.name_cues import cues

_MALE: Final = frozenset("he him his himself".split())
_FEMALE: Final = frozenset("she her hers herself".split())
_THEY: Final = frozenset("they them their theirs themselves".split())
_IT: Final = frozenset("it its itself".split())
_SPEAKER: Final = frozenset("i me my mine myself".split())
_WE: Final = frozenset("we us our ours ourselves".split())


def resolve_references(document: Document, cast: Cast, genders: Mapping[str, str]) -> Cast:
    """Add the mentions by pronoun and description to a cast.

    Parameters
    ----------
    document
        The parsed text.
    cast
        Actors with their mentions by name and title.
    genders
        ``male`` or ``female`` by ``actor_id`` where the text tells it.

    Returns
    -------
    Cast
        The same actors with more mentions.
    """
    discourse = Discourse(document, cast, genders)
    waiting = sorted(cast.mentions)
    added: list[Mention] = []
    covered = sorted((m.start, m.end) for m in waiting if m.rule != "demonym")
    position = 0
    for token in document.doc:
        while position < len(waiting) and waiting[position].start < token.idx + len(token):
            discourse.add(waiting[position])
            position += 1
        if not token.is_alpha or _inside(covered, token.idx):
            continue
        for mention in _resolve(discourse, token):
            added.append(mention)
            discourse.add(mention)
    merged = {(m.start, m.end, m.entity): m for m in [*added, *cast.mentions]}
    return replace(cast, mentions=tuple(sorted(merged.values())), _memo={})


def _inside(covered: Sequence[tuple[int, int]], offset: int) -> bool:
    at = bisect_left(covered, (offset + 1, 0))
    return any(start <= offset < end for start, end in covered[max(0, at - 4) : at])


def _resolve(discourse: Discourse, token: Token) -> list[Mention]:
    lower = token.lower_
    if lower in _MALE:
        return _pronoun(discourse, token, _person(discourse, token, "male"))
    if lower in _FEMALE:
        return _pronoun(discourse, token, _person(discourse, token, "female"))
    if lower in _THEY:
        return _pronoun(discourse, token, *_plural(discourse, token))
    if lower in _IT:
        return _pronoun(discourse, token, _thing(discourse, token))
    return description(discourse, token)


def _pronoun(discourse: Discourse, token: Token, *found: Reference | None) -> list[Mention]:
    return [
        resolved(discourse, token.idx, token.idx + len(token), reference.actor.actor_id, "pronoun")
        for reference in found
        if reference is not None
    ]


def _person(discourse: Discourse, token: Token, gender: str) -> Reference | None:
    # Whoever speaks a turn calls himself "I" in it.
    voice = discourse.voice(token.idx)
    candidates = [
        r
        for r in discourse.recent(token.idx, ("person",), 6)
        if discourse.genders.get(r.actor.actor_id, "") in ("", gender)
        and not _own_apposition(token, r)
        and (not voice or r.actor.actor_id != voice)
    ]
    found = best(discourse, token, candidates)
    # Who is meant by "he" in someone's words is too doubtful to tell a gender by.
    subject = token.dep_ in SUBJECTS and not discourse.document.in_quotation(token.idx)
    if found is not None and subject and not discourse.genders.get(found.actor.actor_id):
        discourse.genders[found.actor.actor_id] = gender
    return found


def _own_apposition(token: Token, reference: Reference) -> bool:
    """Tell whether a possessive describes the person: "Ms X, his counterpart" is not his own."""
    head = token.head
    return token.dep_ == "poss" and head.dep_ == "appos" and head.head == reference.token


def _plural(discourse: Discourse, token: Token) -> list[Reference]:
    candidates = discourse.recent(
        token.idx, ("collective", "armed_group", "armed_forces", "person", *SIDES), 2
    )
    pair = coordinated(discourse, token, candidates) or _both(discourse, candidates)
    if pair:
        return pair
    plural = [
        r for r in candidates if r.actor.kind in ("collective", "armed_forces", "armed_group")
    ]
    found = best(discourse, token, plural)
    if found is None:
        return []
    return [found]


def _both(discourse: Discourse, candidates: Sequence[Reference]) -> list[Reference]:
    """Give the two of "both parties are to leave. They also agreed": the subject just before."""
    latest = max((r.sentence for r in candidates), default=-1)
    subjects = [r for r in candidates if r.sentence == latest and r.subject]
    for first in subjects:
        span = (first.mention.start, first.mention.end)
        pair = [r for r in subjects if (r.mention.start, r.mention.end) == span]
        if len({r.actor.actor_id for r in pair}) == 2:
            return pair
    return []


def _thing(discourse: Discourse, token: Token) -> Reference | None:
    head = token.head
    if _expletive(token):
        return None
    candidates = discourse.recent(token.idx, BODIES, 1)
    candidates = [c for c in candidates if not _plural_word(c.token)]
    if not discourse.document.in_quotation(token.idx):
        # "“… with the United States,” it said": who speaks is not named in the words.
        candidates = [c for c in candidates if not discourse.document.in_quotation(c.mention.start)]
        if token.dep_ in SUBJECTS and head.lemma_ in ("say", "add", "note", "warn"):
            return _office_of(discourse, token) or best(discourse, token, candidates)
    if not candidates:
        return None
    found = best(discourse, token, candidates)
    if found is None:
        return None
    if token.dep_ == "poss":
        return found if found.subject or found.sentence == discourse.sentence(token.idx) else None
    # A thing that is no actor, as subject of the sentence before, takes the pronoun first.
    if not found.subject and head.lemma_ in ("be", "have", "become", "remain", "include", "take"):
        return None
    return found if found.subject or _agentive(head) else None


def _office_of(discourse: Discourse, token: Token) -> Reference | None:
    """Give the side of "Prime Minister X's office", where that was the subject before."""
    for reference in discourse.recent(token.idx, ("person",), 2):
        noun = reference.token.head
        office = reference.token.dep_ == "poss" and noun.lower_ in ("office", "spokesman")
        side = discourse.cast.by_id.get(reference.actor.party)
        if office and noun.dep_ in SUBJECTS and side is not None:
            return replace(reference, actor=side)
    return None


def _plural_word(token: Token) -> bool:
    # The tagger takes "the FARC" for a plural.
    return token.tag_ == "NNS" and not token.is_upper


def _expletive(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    if token.dep_ not in SUBJECTS:
        return False
    head = token.head
    if head.lemma_ in ("be", "seem", "appear", "remain", "become", "matter", "happen", "take"):
        if any(c.dep_ == "acomp" and c.lower_ in cues("attitude") for c in head.children):
            return False  # "said that it was ready to talk"
        return any(
            child.dep_ in ("acomp", "attr", "ccomp", "xcomp", "oprd", "advcl")
            for child in head.children
        )
    return False


def _agentive(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma_ in _AGENTIVE


_AGENTIVE: Final = frozenset(
    "say agree accept reject refuse demand insist want offer pledge promise propose call urge "
    "announce declare warn withdraw sign release free stop halt hold keep give resume begin "
    "launch attack fight control back support deny accuse threaten ask seek expect hope plan try "
    "undertake concede acknowledge lay join leave send recognise recognize provide oppose".split()
)


def resolve_speech_pronouns(document: Document, cast: Cast, quotes: Sequence[Any]) -> Cast:
    """Add the mentions "I", "we", "you" inside quotations.

    Parameters
    ----------
    document
        The parsed text.
    cast
        The cast.
    quotes
        Rows or objects with ``start``, ``end`` and ``speaker``.

    Returns
    -------
    Cast
        The cast with "I" as the speaker and "we" as the side for which the speaker speaks.
    """
    added: list[Mention] = []
    for quote in quotes:
        start, end, speaker = _fields(quote)
        if not speaker or speaker not in cast.by_id:
            continue
        actor = cast.by_id[speaker]
        side = actor.party or speaker
        for token in document.span(start, end):
            lower = token.lower_
            if not start <= token.idx < end:
                continue
            entity = (
                speaker
                if lower in _SPEAKER
                else side
                if lower in _WE and token.text != "US"
                else ""
            )
            if entity and entity in cast.by_id:
                stop = token.idx + len(token)
                added.append(
                    Mention(
                        token.idx,
                        stop,
                        document.text_of(token.idx, stop),
                        entity,
                        "pronoun",
                        None,
                        "speaker",
                        0.8,
                    )
                )
    merged = {(m.start, m.end, m.entity): m for m in [*added, *cast.mentions]}
    return replace(cast, mentions=tuple(sorted(merged.values())), _memo={})


def _fields(quote: Any) -> tuple[int, int, str]:
    if isinstance(quote, Mapping):
        return int(quote["start"]), int(quote["end"]), str(quote["speaker"])
    return int(quote.start), int(quote.end), str(quote.speaker)
