"""Finding who stands behind a verb of saying: subjects by parse, by pattern where it fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from analysis.extraction.document import Cast, Mention
from analysis.extraction.name_cues import cues

_SKIP_BEFORE_VERB: Final = frozenset(
    "also later then again already now has have had is was were are be been being will would "
    "could can may might must should not n't never just only still since even both all once "
    "twice first however too himself herself themselves itself did do does reportedly".split()
)
_NOUNISH: Final = frozenset("NOUN PROPN ADJ DET NUM PART".split())
SPEECH_THINGS: Final = frozenset(
    "statement readout read-out communique communiqué declaration letter post message text "
    "document paper note article tweet announcement agreement deal resolution speech account "
    "transcript report sentence line paragraph summary memo page draft".split()
)


def is_finite(token: Token) -> bool:
    """Tell whether a verb form can have a subject of its own."""
    if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    if token.tag_ in ("VB", "VBN", "VBG"):
        return any(child.dep_ in ("aux", "auxpass") for child in token.children) or (
            token.tag_ == "VBN" and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        )
    return False


def subject_left(tokens: Sequence[Token], at: int) -> Token | None:
    """Find the head noun of the subject that stands before a verb.

    Parameters
    ----------
    tokens
        Tokens of the sentence outside quotations.
    at
        Position of the verb (of its first word).

    Returns
    -------
    Token or None
    """
    verb = tokens[at]
    allowed = {token.i for token in tokens}
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i in allowed and child.i < verb.i:
            if child.lower_ in ("who", "which", "that"):
                return _antecedent(tokens, child) or child
            return child
    if verb.dep_ == "relcl" and verb.head.i in allowed:
        return verb.head
    if verb.dep_ == "conj" and verb.head.i in allowed and verb.head.i < verb.i:
        position = _position(tokens, verb.head)
        if position is not None and verb.head.pos_ in ("VERB", "AUX"):
            found = subject_left(tokens, position)
            if found is not None:
                return found
    return _subject_by_pattern(tokens, at)


def _antecedent(tokens: Sequence[Token], relative: Token) -> Token | None:
    position = _position(tokens, relative)
    if position is None:
        return None
    clause = relative.head
    while clause.dep_ == "conj" and clause.head.i < clause.i:
        clause = clause.head  # "who had shuttled between them and who told reporters"
    if clause.dep_ == "relcl" and clause.head.i < relative.i:
        return _person(clause.head) if relative.lower_ == "who" else clause.head
    for k in range(position - 1, -1, -1):
        if tokens[k].pos_ in ("NOUN", "PROPN", "PRON"):
            return tokens[k]
    return None


def _person(head: Token) -> Token:
    """Give X of "X of the Peace Forum, who said": a body is no "who"."""
    above = head.head.head
    inside = head.dep_ == "pobj" and head.head.lower_ in ("of", "from")
    return above if inside and head.pos_ == above.pos_ == "PROPN" else head


def _position(tokens: Sequence[Token], token: Token) -> int | None:
    for k, other in enumerate(tokens):
        if other.i == token.i:
            return k
    return None


def _subject_by_pattern(tokens: Sequence[Token], at: int) -> Token | None:
    k = at - 1
    while k >= 0 and (tokens[k].lower_ in _SKIP_BEFORE_VERB or tokens[k].pos_ in ("ADV", "AUX")):
        k -= 1
    if k < 0:
        return None
    if tokens[k].lower_ in ("and", "but", "or"):
        return None
    if tokens[k].text == ",":
        # "Mr X, the minister, said": the head stands before the comma that opens the apposition.
        opening = next((j for j in range(k - 1, -1, -1) if tokens[j].text == ","), None)
        if opening is None or opening == 0:
            return None
        k = opening - 1
    if tokens[k].text == ")":
        while k >= 0 and tokens[k].text != "(":
            k -= 1
        k -= 1
    return _head_of_phrase_ending(tokens, k)


def _head_of_phrase_ending(tokens: Sequence[Token], end: int) -> Token | None:
    """Give the head of the noun phrase, prepositional tail included, that ends at a position."""
    if end < 0 or tokens[end].pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
        return None
    start = end
    while start > 0 and (
        tokens[start - 1].pos_ in _NOUNISH
        or tokens[start - 1].pos_ in ("ADP", "PRON", "CCONJ", "X")
        or tokens[start - 1].lower_ in ("'s", "-", "'")
    ):
        start -= 1
    while start < end and tokens[start].pos_ in ("ADP", "CCONJ"):
        # An opening "In Geneva" is no part of the subject, nor its preposition's noun.
        start += 1
    head = None
    for k in range(start, end + 1):
        if tokens[k].pos_ == "ADP" and head is not None:
            break
        if tokens[k].pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            head = tokens[k]
    return head or tokens[end]


def subject_right(tokens: Sequence[Token], at: int) -> tuple[Token, int] | None:
    """Find the subject of an inverted cue ("said Mr X").

    Parameters
    ----------
    tokens
        Tokens of the sentence outside quotations.
    at
        Position of the last word of the verb.

    Returns
    -------
    (Token, int) or None
        The head noun and its position; None where no noun phrase follows at once.
    """
    k = at + 1
    head: tuple[Token, int] | None = None
    while k < len(tokens):
        token = tokens[k]
        if token.pos_ == "PRON" and head is None:
            if token.lower_ in ("he", "she", "they", "it", "we", "i", "one", "who"):
                return token, k
            return None
        alone = k + 1 == len(tokens) or tokens[k + 1].pos_ not in _NOUNISH
        if head is None and alone and token.lower_ in ("one", "another"):
            return token, k
        if token.pos_ in _NOUNISH or token.lower_ in ("'s", "-", "'", "&"):
            if token.pos_ in ("NOUN", "PROPN") and token.lower_ != "'s":
                head = (token, k)
            elif token.pos_ in ("ADJ", "NUM", "PART", "DET") and head and token.pos_ == "DET":
                break
            k += 1
            continue
        break
    return head


def entity_of(cast: Cast, tokens: Sequence[Token], head: Token) -> str:
    """Give the actor that a noun phrase names, by its head or by what stands in it.

    Parameters
    ----------
    cast
        The actors and their mentions.
    tokens
        Tokens of the sentence outside quotations.
    head
        Head noun of the phrase.

    Returns
    -------
    str
        ``actor_id`` or ''.
    """
    if head.lower_ not in SPEECH_THINGS:
        found = cast.at(head)
        if found:
            return found
    position = _position(tokens, head)
    if position is None:
        return ""
    start, end = _phrase_around(tokens, position)
    inside = cast.between(tokens[start].idx, tokens[end].idx + len(tokens[end]))
    inside = [m for m in inside if m.form != "pronoun" or head.lower_ in SPEECH_THINGS]
    if inside:
        return _best(inside, head)
    if head.lower_ in SPEECH_THINGS:
        return (
            _said_in(cast, tokens, head)
            or _issuer(cast, tokens, end)
            or _put_out_by(cast, tokens, head)
            or _described(cast, head)
            or _issued_before(cast, head)
        )
    return _appositive(cast, tokens, end)


def _said_in(cast: Cast, tokens: Sequence[Token], head: Token) -> str:
    """Give who "said in a statement that called it “…”": the statement's words are theirs."""
    above = head.head.head
    if head.dep_ != "pobj" or head.head.lower_ != "in" or above.lemma_ not in cues("speech_lemma"):
        return ""
    return _subject_of(cast, tokens, above, head)


def _subject_of(cast: Cast, tokens: Sequence[Token], verb: Token, thing: Token) -> str:
    """Give the actor that is the subject of a verb, unless the thing said is it itself."""
    position = _position(tokens, verb)
    subject = subject_left(tokens, position) if position is not None else None
    return entity_of(cast, tokens, subject) if subject is not None and subject != thing else ""


def _issuer(cast: Cast, tokens: Sequence[Token], end: int) -> str:
    """Give who issued a document: "the statement, released by the council, said"."""
    for k in range(end + 1, min(end + 8, len(tokens) - 1)):
        if tokens[k].lower_ == "by" and tokens[k - 1].tag_ == "VBN":
            stop = min(k + 8, len(tokens) - 1)
            found = cast.between(tokens[k].idx, tokens[stop].idx + len(tokens[stop]))
            return found[0].entity if found else ""
    return ""


def _issued_before(cast: Cast, head: Token) -> str:
    """Give whose document "the statement" takes up: the last one that was given an owner."""
    if not any(child.lower_ in ("the", "this", "that") for child in head.children):
        return ""
    for token in reversed(head.doc[max(0, head.i - _BACK) : head.i]):
        if token.lower_ != head.lower_:
            continue
        sentence = [t for t in token.sent if t.text.strip()]
        position = _position(sentence, token)
        if position is None:
            continue
        start, end = _phrase_around(sentence, position)
        last = sentence[end]
        inside = cast.between(sentence[start].idx, last.idx + len(last))
        found = _best(inside, token) if inside else _issuer(cast, sentence, end)
        said_in = token.dep_ == "pobj" and token.head.lower_ == "in"
        issued = token.dep_ == "dobj" and token.head.lemma_.lower() in cues("issues")
        if not found and (said_in or issued):
            # "The council said in a statement", "issued a statement": its subject's.
            subject = main_subject(cast, sentence[:position])
            found = subject[1] if subject else ""
        if found:
            return found
    return ""


def _put_out_by(cast: Cast, tokens: Sequence[Token], head: Token) -> str:
    """Give who issued the document of the same clause: "put out a statement saying"."""
    if head.dep_ != "dobj" or head.head.lemma_.lower() not in cues("issues"):
        return ""
    return _subject_of(cast, tokens, head.head, head)


def _described(cast: Cast, head: Token) -> str:
    """Give whom "the bloc statement" means: the body named last."""
    owners = [t for t in head.lefts if t.dep_ in ("compound", "poss") and t.lower_ in cues("bloc")]
    kinds = ("organisation", "armed_group", "alliance")
    if not owners:
        return ""
    bodies = {a.actor_id for a in cast.actors if a.kind in kinds}
    before = [m for m in cast.mentions if m.end <= head.idx and m.entity in bodies]
    return max(before).entity if before else ""


_BACK: Final = 200


def _best(mentions: list[Mention], head: Token) -> str:
    before = [m for m in mentions if m.end <= head.idx]
    after = [m for m in mentions if m.start > head.idx]
    if after:
        return after[0].entity
    return before[-1].entity if before else mentions[0].entity


def _phrase_around(tokens: Sequence[Token], position: int) -> tuple[int, int]:
    start = position
    while start > 0 and (
        tokens[start - 1].pos_ in _NOUNISH or tokens[start - 1].lower_ in ("'s", "-", "'", "its")
    ):
        start -= 1
    end = position
    while end + 1 < len(tokens) and (
        tokens[end + 1].pos_ in _NOUNISH
        or tokens[end + 1].lower_ in ("'s", "-", "'")
        or tokens[end + 1].lower_ in ("of", "for", "from", "by", "with")
    ):
        end += 1
    return start, end


def _appositive(cast: Cast, tokens: Sequence[Token], end: int) -> str:
    """Give the name between commas after a description ("the minister, Mr X, said")."""
    if end + 2 >= len(tokens) or tokens[end + 1].text != ",":
        return ""
    start = tokens[end + 2].idx
    for token in tokens[end + 2 : end + 12]:
        if token.text in (",", ".", ":", ";"):
            inside = [m for m in cast.between(start, token.idx) if m.form != "pronoun"]
            return inside[0].entity if inside else ""
        if token.pos_ in ("VERB", "AUX"):
            return ""
    inside = [m for m in cast.between(start, tokens[-1].idx + 1) if m.form != "pronoun"]
    return inside[0].entity if inside and len(tokens) - end < 12 else ""


def main_subject(cast: Cast, tokens: Sequence[Token]) -> tuple[Token, str] | None:
    """Give the first subject of a sentence that names an actor, with its actor.

    Parameters
    ----------
    cast
        The actors and their mentions.
    tokens
        Tokens of the sentence outside quotations.

    Returns
    -------
    (Token, str) or None
    """
    for token in tokens:
        if token.dep_ in ("nsubj", "nsubjpass"):
            entity = entity_of(cast, tokens, token)
            if entity:
                return token, entity
    for token in tokens:
        if cast.at(token) and token.dep_ not in ("poss", "compound", "pobj", "dobj"):
            return token, cast.at(token)
    return None
