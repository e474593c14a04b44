"""Attributing a quotation by the words around it: a verb after it, before it, a possessor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from analysis.extraction.attribution import (
    SPEECH_THINGS,
    entity_of,
    main_subject,
    subject_left,
    subject_right,
)
from analysis.extraction.discourse import FINITE
from analysis.extraction.document import Cast, Document
from analysis.extraction.quote_sentences import Unit
from analysis.extraction.speech_cues import Cue, find_cues

_IN_WORDS: Final = frozenset("words phrase phrasing view description account telling".split())
_JOINING: Final = frozenset(
    "while but and although though whereas because which when after before if unless until or "
    "yet even since".split()
)


@dataclass(frozen=True)
class Attribution:
    """Who said a run, with which verb, told by which rule."""

    speaker: str
    cue: str
    medium: str
    rule: str
    confidence: float


def cue_text(document: Document, tokens: Sequence[Token], cue: Cue) -> str:
    """Give the verbatim words of a cue.

    Parameters
    ----------
    document
        The parsed source.
    tokens
        The tokens in which the cue was found.
    cue
        The cue.

    Returns
    -------
    str
    """
    first, last = tokens[cue.first], tokens[cue.last]
    return document.text_of(first.idx, last.idx + len(last))


def said_after(
    document: Document, cast: Cast, unit: Unit, after: list[Token], *, at_once: bool
) -> Attribution | None:
    """Attribute by what follows: "…," he said; "…," said Mr X; "…," according to Mr X.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors and their mentions.
    unit
        The sentence.
    after
        Its tokens after the quotation.
    at_once
        Whether the attribution has to begin right after the quotation.

    Returns
    -------
    Attribution or None
    """
    tokens = list(after)
    while tokens and tokens[0].text in (",", "-", "—", "–", ";"):
        tokens = tokens[1:]
    if at_once and tokens and tokens[0].lower_ in _JOINING:
        # "“…,” while Mr Y said": the words before are of another clause.
        return None
    according = _according(document, cast, tokens)
    for cue in find_cues(tokens):
        if cue.frame != "direct":
            continue
        if at_once and cue.first > 25:
            break
        lead = tokens[: cue.first]
        if all(t.pos_ in ("ADV", "AUX") or t.lower_ in ("then", "later", "so", "as") for t in lead):
            inverted = subject_right(tokens, cue.last)
            if inverted is None:
                continue
            speaker = entity_of(cast, tokens, inverted[0])
            return Attribution(speaker, cue_text(document, tokens, cue), "", "cue-after", 0.95)
        if at_once and any(
            t.tag_ in FINITE and t.pos_ == "VERB" and not _in_apposition(lead, k)
            for k, t in enumerate(lead)
        ):
            break
        if not at_once and not any(t.text in (",", "-", "—", "–") for t in after[: cue.first + 1]):
            continue
        subject = _quoted(tokens, cue) or subject_left(tokens, cue.first)
        if subject is None or subject.idx < tokens[0].idx:
            continue
        speaker = entity_of(cast, tokens, subject)
        confidence = 0.95 if at_once else 0.8
        return Attribution(speaker, cue_text(document, tokens, cue), "", "cue-after", confidence)
    return according


def _quoted(tokens: list[Token], cue: Cue) -> Token | None:
    """Give whom "the agency quoted Mr X as saying" makes the speaker."""
    if tokens[cue.first].lower_ not in ("quoted", "cited", "quotes", "cites"):
        return None
    saying = any(t.lower_ in ("saying", "telling") for t in tokens[cue.last + 1 : cue.last + 16])
    found = subject_right(tokens, cue.last) if saying else None
    return found[0] if found else None


def _in_apposition(lead: list[Token], position: int) -> bool:
    """Tell whether a verb stands between commas ("Mr X, who heads the team, said")."""
    return any(t.text == "," for t in lead[:position]) and any(
        t.text == "," for t in lead[position:]
    )


def _according(document: Document, cast: Cast, tokens: list[Token]) -> Attribution | None:
    for k in range(len(tokens) - 2):
        if tokens[k].lower_ == "according" and tokens[k + 1].lower_ == "to":
            head = subject_right(tokens, k + 1)
            if head is None:
                return None
            speaker = entity_of(cast, tokens, head[0])
            first, last = tokens[k], tokens[k + 1]
            cue = document.text_of(first.idx, last.idx + len(last))
            return Attribution(speaker, cue, "", "according-to", 0.85)
    return None


def said_before(
    document: Document, cast: Cast, unit: Unit, before: list[Token]
) -> Attribution | None:
    """Attribute by what goes before: he said: "…"; called it "…"; insists on the "…".

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors and their mentions.
    unit
        The sentence.
    before
        Its tokens before the quotation.

    Returns
    -------
    Attribution or None
    """
    frame = list(unit.frame)
    cues = [c for c in find_cues(before) if c.owner or before[-1].text in (":", ",")]
    # "Asked about it, the general was blunt": whoever is asked does not speak with that verb.
    cues = [c for c in cues if c.first or before[0].tag_ != "VBN"]
    if not cues:
        return _according(document, cast, before)
    cue = cues[-1]
    if cue.frame == "mention":
        # "The statement, read by Mr X, spoke of": a participle is not what brings the words in.
        earlier = [c for c in cues if c.frame == "direct" and before[c.first].tag_ != "VBN"]
        cue = earlier[-1] if earlier else cue
    offset = frame.index(before[0])
    position = cue.first + offset
    speaker = subject_of_cue(cast, frame, position)
    text = cue_text(document, before, cue)
    confidence = {"direct": 0.9, "name": 0.9}.get(cue.frame, 0.75)
    return Attribution(speaker, text, "", f"cue-before-{cue.frame}", confidence)


def subject_of_cue(cast: Cast, frame: list[Token], position: int) -> str:
    """Give the actor who speaks with a verb of saying.

    Parameters
    ----------
    cast
        The actors and their mentions.
    frame
        Tokens of the sentence outside quotations.
    position
        Position of the verb.

    Returns
    -------
    str
        ``actor_id`` or ''.
    """
    verb = frame[position]
    if position and frame[position - 1].lower_ == "as":
        # "quoted Mr X as saying": the words are the object's.
        for k in range(position - 1, -1, -1):
            if frame[k].lower_ in ("quoted", "cited", "quotes", "cites", "quoting", "citing"):
                passive = any(c.dep_ == "auxpass" for c in frame[k].children)
                if not passive and k + 1 < position - 1:
                    object_ = subject_right(frame, k)
                    if object_ is not None:
                        return entity_of(cast, frame, object_[0])
                position = k
                break
    if verb.tag_ == "VBG" and not _has_aux(verb) and position:
        # "told CNN that …, noting that": whoever spoke before goes on.
        for cue in reversed(find_cues(frame[:position])):
            if cue.frame == "direct" and frame[cue.first].tag_ != "VBG":
                spoke = subject_left(frame, cue.first)
                if spoke is not None and (found := entity_of(cast, frame, spoke)):
                    return found
        above = next((k for k in range(position) if frame[k] == verb.head), None)
        if verb.dep_ == "advcl" and above is not None and verb.head.pos_ in ("VERB", "AUX"):
            # "He was more accommodating, saying that": the subject of the clause it hangs on.
            spoke = subject_left(frame, above)
            if spoke is not None and (found := entity_of(cast, frame, spoke)):
                return found
    neighbour = frame[position - 1] if position else None
    if neighbour is not None and neighbour.pos_ == "PROPN" and neighbour.dep_ != "pobj":
        # The name right before the verb, whatever the parser made of a clause cut in two.
        if found := cast.at(neighbour):
            return found
    head = subject_left(frame, position)
    if head is None or (verb.tag_ == "VBG" and not _has_aux(verb)):
        inverted = None
        if head is None and verb.tag_ in ("VBD", "VBZ"):
            inverted = subject_right(frame, position)
        if inverted is not None and inverted[0].pos_ in ("PROPN", "PRON"):
            found = entity_of(cast, frame, inverted[0])
            if found:
                return found
        if head is None:
            for k in range(position - 1, -1, -1):
                if frame[k].pos_ in ("VERB", "AUX") and frame[k].tag_ not in ("VB", "VBG"):
                    head = subject_left(frame, k)
                    if head is not None and entity_of(cast, frame, head):
                        break
    if head is not None:
        found = entity_of(cast, frame, head)
        if found or head.lower_ in SPEECH_THINGS:
            return found
    subject = main_subject(cast, frame[:position])
    return subject[1] if subject else ""


def _has_aux(token: Token) -> bool:
    return any(child.dep_ == "aux" for child in token.children)


def owned_before(
    document: Document, cast: Cast, unit: Unit, before: list[Token]
) -> Attribution | None:
    """Attribute by a possessor ("Mr X's “red lines”") or a label ("Mr X: “…”").

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors and their mentions.
    unit
        The sentence.
    before
        Its tokens before the quotation.

    Returns
    -------
    Attribution or None
    """
    if not before:
        return None
    if before[-1].text == ":":
        subject = main_subject(cast, before)
        if subject is None:
            named = cast.between(before[0].idx, before[-1].idx)
            if not named:
                return None
            return Attribution(named[-1].entity, "", "", "label", 0.8)
        return Attribution(subject[1], "", "", "label", 0.8)
    phrase = [k for k, t in enumerate(before) if t.lower_ in _IN_WORDS]
    if phrase and (phrase[-1] >= len(before) - 3 or before[phrase[-1] + 1].text in (",", "of")):
        end = before[phrase[-1]].idx
        owners = list(cast.between(before[max(0, phrase[-1] - 8)].idx, end))
        if before[phrase[-1]].nbor().lower_ == "of":
            owners = list(cast.between(end, before[-1].idx + 1))[:1]
        if owners:
            return Attribution(owners[-1].entity, before[phrase[-1]].text, "", "in-words", 0.8)
    if before[0].lower_ in ("for", "to") and any(t.text == "," for t in before):
        # "For Colonel X, it is “treason”": whose view the sentence opens with.
        comma = next(t for t in before if t.text == ",")
        owners = [m for m in cast.between(before[0].idx, comma.idx) if m.form != "pronoun"]
        views = {"it", "this", "that", "they", "the"}
        after = [t for t in before if t.idx > comma.idx]
        if owners and after and after[0].lower_ in views and any(t.lemma_ == "be" for t in after):
            return Attribution(owners[-1].entity, "", "", "view", 0.7)
    last = before[-1]
    if last.lower_ in ("'s", "'") or last.tag_ == "PRP$":
        named_at = cast.at(last) or (cast.at(before[-2]) if len(before) > 1 else "")
        if named_at:
            return Attribution(named_at, "", "", "possessor", 0.6)
    return None


def nearest_subject(cast: Cast, unit: Unit, before: list[Token]) -> str:
    """Give the actor of the clause that a quotation without a verb of saying stands in.

    Parameters
    ----------
    cast
        The actors and their mentions.
    unit
        The sentence.
    before
        Its tokens before the quotation.

    Returns
    -------
    str
        ``actor_id`` or ''.
    """
    frame = list(unit.frame)
    for k in range(len(before) - 1, -1, -1):
        if before[k].pos_ == "VERB":
            head = subject_left(frame, frame.index(before[k]))
            if head is not None and (found := entity_of(cast, frame, head)):
                return found
    subject = main_subject(cast, frame)
    return subject[1] if subject else ""
