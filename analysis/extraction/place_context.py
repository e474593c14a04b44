"""The words around a place name that tell how it is meant: preposition, governor, head, verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction.document import Document

_LINKS: Final = frozenset({"and", "or", "nor", "&", "/", "plus"})
_FILLERS: Final = frozenset(
    "the a an both either neither all also only even neighboring neighbouring nearby".split()
)
_SUBJECTS: Final = frozenset({"nsubj", "csubj"})
_PASSIVES: Final = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS: Final = frozenset({"dobj", "obj", "iobj", "dative", "oprd"})
_NOUNS: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
# Verbs after which a participle tells what is done to the noun between: "wants Gaza rebuilt".
_SEEING: Final = frozenset("want see have need like keep leave get wish".split())
# Words that open a clause as well as a phrase: a verb behind the name decides.
OPENING: Final = frozenset("after before since until as than for like but while with".split())


@dataclass(frozen=True)
class Spot:
    """A name in its list: "Qatar, Egypt and the United States" has one first and one last token.

    Parameters
    ----------
    first, last
        Tokens of the name itself.
    list_first, list_last
        First and last token of the whole coordination that it stands in.
    """

    first: Token
    last: Token
    list_first: Token
    list_last: Token


def spot(document: Document, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Spot:
    """Find the coordination that a name stands in.

    Parameters
    ----------
    document
        The parsed text.
    start, end
        The name.
    spans
        Offsets of all names that may be coordinated with it.

    Returns
    -------
    Spot
    """
    own = document.span(start, end)
    starts = dict(spans)
    ends = {e: s for s, e in spans}
    left, right = own[0], own[-1]
    linked = False
    while (step := _before(document, left, ends, linked)) is not None:
        left, linked = step
    reached, linked = right, False
    pending = right
    while (ahead := _behind(document, pending, starts)) is not None:
        pending, by_word = ahead
        if by_word:
            # A comma alone joins nothing: "In Doha, Qatar said".
            reached, linked = pending, True
    return Spot(own[0], own[-1], left, reached)


def _before(
    document: Document, left: Token, ends: dict[int, int], linked: bool
) -> tuple[Token, bool] | None:
    at = left.i - 1
    while at >= 0 and document.doc[at].lower_ in ("the", "both"):
        at -= 1
    if at < 1:
        return None
    link = document.doc[at]
    word = link.lower_ in _LINKS
    if not word and not (linked and link.text == ","):
        return None
    if word and document.doc[at - 1].text == ",":
        at -= 1
    at -= 1
    if at >= 0 and document.doc[at].tag_ == "POS":
        at -= 1
    previous = document.doc[at]
    start = ends.get(previous.idx + len(previous))
    if start is None:
        return None
    token = document.token_at(start)
    # "On Monday in Doha, Qatar and Egypt said": the first of them is where, not who.
    placed = token.i and token.nbor(-1).lower_ in ("in", "at", "near", "from")
    if not word and placed and document.doc[at].sent[0].i >= token.i - 1:
        return None
    return token, True


def _behind(document: Document, right: Token, starts: dict[int, int]) -> tuple[Token, bool] | None:
    doc = document.doc
    at = right.i + 1
    word = False
    if at < len(doc) and doc[at].tag_ == "POS":
        at += 1
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at < len(doc) and doc[at].lower_ in _LINKS:
        word = True
        at += 1
    elif at == right.i + 1:
        return None
    while at < len(doc) and doc[at].lower_ in ("the", "both"):
        at += 1
    if at >= len(doc) or doc[at].idx not in starts:
        return None
    end = starts[doc[at].idx]
    return document.token_at(end - 1), word


def preposition(place: Spot) -> tuple[str, Token] | None:
    """Give the preposition before a name (or before its list) and its token.

    "North of", "out of", "ahead of" and the like count as one preposition where the codebook
    lists them.
    """
    at = place.list_first.i - 1
    doc = place.list_first.doc
    steps = 0
    while at >= 0 and steps < 6 and (_skipped(doc[at]) or _owner(doc[at])):
        at -= 1
        steps += 1
    if at < 0:
        return None
    token = doc[at]
    if token.lower_ not in _prepositions() or token.dep_ == "prt":
        # "has drawn in Saudi Arabia": part of the verb.
        return None
    if at > 0:
        for width in (3, 2, 1):
            phrase = _phrase(doc[max(0, at - width)], token)
            if at - width >= 0 and phrase in _prepositions():
                return phrase, doc[at - width]
    return token.lower_, token


def _phrase(first: Token, last: Token) -> str:
    words = [t.text_with_ws for t in first.doc[first.i : last.i + 1]]
    return "".join(words).strip().lower()


def _owner(token: Token) -> bool:
    """Whether a word is the owner of the place: "in Syria's Idlib province"."""
    if token.tag_ == "POS":
        return True
    return token.pos_ == "PROPN" and token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS"


def _skipped(token: Token) -> bool:
    if token.lower_ in _FILLERS:
        return True
    return token.pos_ == "ADJ" and token.text.islower() and token.lower_ not in _prepositions()


@lru_cache(maxsize=1)
def _prepositions() -> frozenset[str]:
    rows = read_table("metonymy_cues")
    return frozenset(r["cue"] for r in rows if r["relation"] == "prep")


def governors(preposition_token: Token, place: Spot, *, names: bool = True) -> list[str]:
    """Give the lemmas that a preposition may hang on, the likeliest first.

    The word right before it comes first, whatever the parser made of it; then the parser's head
    and what that head is the object of. Without ``names``, proper names do not count: "the
    Democratic Front in Aden" is no front.
    """
    found: list[str] = []
    at = preposition_token.i - 1
    sentence = preposition_token.sent.start
    for _ in range(4):
        if at < sentence:
            break
        token = preposition_token.doc[at]
        if token.pos_ == "PROPN" and not names:
            break
        if token.pos_ in ("NOUN", "VERB", "PROPN", "ADJ", "ADV", "AUX"):
            if token.i > 1 and token.nbor(-1).text == "-":
                # "a cease-fire in": one noun, however the words are split.
                found.append(f"{token.nbor(-2).lower_}-{lemma(token)}")
            found.append(lemma(token))
            if token.pos_ not in ("ADV", "ADJ"):
                break
        elif token.pos_ in ("PUNCT", "ADP", "SCONJ", "CCONJ"):
            break
        at -= 1
    head = preposition_token.head
    for _ in range(2):
        if head.i >= preposition_token.i and head.dep_ != "ROOT":
            break
        if head.pos_ in ("NOUN", "VERB", "ADJ") or (names and head.pos_ == "PROPN"):
            found.append(lemma(head))
        if head.dep_ in ("dobj", "nsubjpass", "prep", "pobj", "conj", "advmod", "prt", "acl"):
            head = head.head
        else:
            break
    return list(dict.fromkeys(found))


def lemma(token: Token) -> str:
    """Give the lemma of a word in lower case ("troops" and "Troops" → "troop")."""
    return token.lemma_.lower()


def forms(token: Token) -> list[str]:
    """Give the forms under which a noun may stand in the codebook: lemma, word, with its hyphen."""
    found = [lemma(token), token.lower_]
    if token.i > 1 and token.nbor(-1).text == "-":
        found.insert(0, f"{token.nbor(-2).lower_}-{token.lower_}")
    return found


def possessed(place: Spot) -> list[Token] | None:
    """Give the words that a possessive name owns, its head last; None where it owns nothing."""
    doc = place.last.doc
    at = place.last.i + 1
    if at >= len(doc) or not _is_possessive(doc[at]):
        at = place.list_last.i + 1
        if at >= len(doc) or not _is_possessive(doc[at]):
            return None
    return noun_run(doc[at])


def _is_possessive(token: Token) -> bool:
    return token.tag_ == "POS" or token.text in ("'s", "’s")


def noun_run(before: Token) -> list[Token]:
    """Give the noun phrase that begins after a token, up to its head."""
    doc = before.doc
    found: list[Token] = []
    for token in doc[before.i + 1 : before.i + 9]:
        if token.text == "-" and found:
            continue
        if token.pos_ in _NOUNS or token.tag_ in ("VBN", "VBG", "RB", "RBS", "RBR", "POS"):
            found.append(token)
        else:
            break
    while found and found[-1].pos_ not in ("NOUN", "PROPN"):
        if len(found) == 1:
            break
        found.pop()
    return found


_WHICH: Final = frozenset("last next this early late that every".split())


def modified(place: Spot) -> Token | None:
    """Give the noun that a name modifies directly ("U.S. security guarantees": guarantees)."""
    doc = place.last.doc
    at = place.last.i + 1
    if at >= len(doc) or doc[at].is_punct or doc[at].is_space:
        return None
    run: list[Token] = []
    for token in doc[at : at + 6]:
        if not run and token.lower_ in _WHICH and token.ent_type_ in ("DATE", "TIME"):
            break  # "flew to Djibouti last night"
        if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.text.islower()):
            run.append(token)
        elif token.text == "-" and run:
            continue
        else:
            break
    while run and run[-1].pos_ == "ADJ":
        run.pop()
    if not run:
        return None
    # A verb that the tagger took for a plural ("Russia demands") has no verb behind it.
    if len(run) == 1 and run[0].dep_ in ("ROOT", "ccomp", "advcl"):
        return None
    return run[-1]


def verb_of(place: Spot) -> tuple[str, str] | None:
    """Give how a name hangs on a verb and the verb's lemma.

    Returns
    -------
    tuple of str and str, or None
        ``subject``, ``passive`` or ``object`` and the lemma; None where no verb is found.
    """
    token = _head_token(place)
    if token.dep_ in _SUBJECTS and _verbal(token.head):
        done = _to_be_done(token.head)
        if done is not None:
            return "passive", lemma(done)
        bare = not any(c.dep_ in ("aux", "auxpass") for c in token.head.children)
        if bare and token.head.tag_ in ("VBN", "VBD") and lemma(token.head.head) in _SEEING:
            # "wants Donetsk recognised": what is to be done to it.
            return "passive", lemma(token.head)
        return "subject", _main(token.head)
    if token.dep_ in _PASSIVES:
        return "passive", lemma(token.head)
    ahead = _verb_after(place)
    if ahead is not None and not _prepositional(place):
        return ahead
    if token.dep_ in _OBJECTS and _verbal(token.head):
        return "object", lemma(token.head)
    before = _verb_before(place)
    if before is not None:
        return "object", lemma(before)
    return None


def predicate(place: Spot) -> list[str]:
    """Give the first lemmas behind a name, auxiliaries, adverbs and "not" left out.

    A modal stays where it tells ability: "could live with it".

    Parameters
    ----------
    place
        The name in its coordination.

    Returns
    -------
    list of str
        Four at the most, none where the name is no subject.
    """
    if _head_token(place).dep_ not in _SUBJECTS:
        return []
    found: list[str] = []
    for token in place.last.doc[place.last.i + 1 : place.last.i + 10]:
        if token.is_punct or token.is_space or len(found) == _PHRASE:
            break
        able = token.lower_ in ("can", "could")
        plain = token.dep_ in ("aux", "neg", "advmod") or token.lower_ == "not"
        if able or not plain:
            found.append("can" if able else lemma(token))
    return found


_PHRASE: Final = 4


def _verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _main(verb: Token) -> str:
    """Give the verb that tells what is done: "tries to keep" is keeping."""
    if verb.lemma_ in ("be", "have"):
        for child in verb.children:
            if child.dep_ == "xcomp" and child.pos_ == "VERB":
                # "Aceh is to keep": what it is to do.
                return lemma(child)
        for child in verb.children:
            if child.dep_ in ("acomp", "attr") and child.i > verb.i:
                return lemma(child)
    return lemma(verb)


def _to_be_done(verb: Token) -> Token | None:
    """Find what is to be done to the subject: "Aghdam is to be handed back"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in child.children):
            return child
    return None


def _prepositional(place: Spot) -> bool:
    found = preposition(place)
    return found is not None and found[0] not in OPENING


def _head_token(place: Spot) -> Token:
    token = place.last
    if place.list_first.i != place.first.i or token.dep_ == "conj":
        seen = 0
        while token.dep_ == "conj" and seen < 6:
            token = token.head
            seen += 1
    if token.dep_ == "compound" and token.head.i <= place.list_last.i:
        token = token.head
    return token


def _verb_after(place: Spot) -> tuple[str, str] | None:
    """Look for a finite verb right behind the list, whatever the parser says."""
    doc = place.last.doc
    at = place.list_last.i + 1
    if at < len(doc) and doc[at].text == "," and at + 1 < len(doc):
        # "Qatar, which mediates, said": the relative clause tells what it does.
        if doc[at + 1].lower_ in ("which", "who"):
            at += 2
        elif doc[at + 1].lower_ in ("whose",):
            return None
        else:
            return None
    passive = False
    for token in doc[at : at + 5]:
        if token.pos_ in ("ADV", "PART") or token.lower_ in ("also", "both", "each", "all"):
            continue
        if token.pos_ == "AUX" or token.tag_ == "MD":
            passive = token.lemma_ == "be"
            continue
        if token.pos_ == "VERB" and token.tag_ in ("VBZ", "VBD", "VBP", "VB", "VBN", "VBG"):
            if token.tag_ in ("VBN", "VBG") and token.i == at:
                return ("subject", lemma(token)) if token.tag_ == "VBG" else None
            kind = "passive" if passive and token.tag_ == "VBN" else "subject"
            return kind, lemma(token)
        return None
    return None


def _verb_before(place: Spot) -> Token | None:
    doc = place.first.doc
    at = place.list_first.i - 1
    while at >= 0 and (doc[at].lower_ in _FILLERS or doc[at].dep_ == "prt"):
        at -= 1
    if at >= 0 and doc[at].pos_ == "VERB":
        return doc[at]
    return None
