"""Recognising the words that report a happening, and of which type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import many, read_classes, read_table
from analysis.errors import CodebookError

_POS: Final = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}
# Words that stand next to their verb, where a noun may stand further off.
_PARTICLES: Final = frozenset("for on in at into to under".split())
# What a clause may have to meet besides words, see :func:`analysis.extraction.event_needs.holds`.
CONDITIONS: Final = frozenset(
    "deal held place ownplace visit forces group persons person media public several envoy since "
    "lasting joint outof wages called".split()
)
_FIRST: Final = frozenset({"@public", "@lasting"})
_SUBCLAUSES: Final = ("ccomp", "advcl", "relcl", "conj", "parataxis", "csubj", "acl")


@dataclass(frozen=True)
class EventCue:
    """A row of the cue table: what a word reports, on which condition."""

    words: tuple[str, ...]
    pos: str
    event_type: str
    needs: frozenset[str]
    unless: frozenset[str]
    undated: bool


@lru_cache(maxsize=1)
def _cues() -> dict[tuple[str, str], list[EventCue]]:
    index: dict[tuple[str, str], list[EventCue]] = {}
    classes = read_classes("event_words")
    for line, row in enumerate(read_table("event_cues"), start=2):
        words = tuple(row["lemma"].split())
        cue = EventCue(
            words,
            row["pos"],
            row["event_type"],
            _spelt_out(row["needs"], classes, line),
            _spelt_out(row["unless"], classes, line),
            row["undated"] == "yes",
        )
        key = words[-1] if row["pos"] == "noun" else words[0]
        index.setdefault((key, row["pos"]), []).append(cue)
    for cues in index.values():
        # Phrases before single words, conditions before none, above all that words are public.
        cues.sort(
            key=lambda cue: (-len(cue.words), not cue.needs & _FIRST, not cue.needs),
        )
    return index


def _spelt_out(cell: str, classes: Mapping[str, list[str]], line: int) -> frozenset[str]:
    """Put the words of a class for its name: ``@talks`` is every word of the class "talks"."""
    found: set[str] = set()
    for entry in many(cell):
        name = entry.removeprefix("@")
        if name == entry or name in CONDITIONS:
            found.add(entry)
        elif name in classes:
            found.update(classes[name])
        else:
            raise CodebookError(
                f"codebook/event_cues.csv, line {line}: '{entry}' is neither a class of "
                f"codebook/event_words.csv nor a condition; the conditions are "
                f"{', '.join(sorted(CONDITIONS))}."
            )
    return frozenset(found)


def cue_of(
    token: Token, holds: Callable[[str], bool], clause: Iterable[Token], pos: str = ""
) -> EventCue | None:
    """Give the cue that a token is, if any.

    Parameters
    ----------
    token
        A verb or noun.
    holds
        Tells whether a named condition (``@person``, ``@media``, ``@place`` ...) is met.
    clause
        The tokens of the token's clause, in which its needs are looked for.
    pos
        ``verb`` or ``noun`` where the tagger is not to be believed.

    Returns
    -------
    EventCue or None
    """
    pos = pos or _POS.get(token.pos_, "")
    if not pos:
        return None
    words = list(clause)
    lemmas = {t.lemma_.lower() for t in words if t.i != token.i}
    # "their wounded", "the captured": nouns that the lemmatiser takes for verbs.
    lemmas |= {t.lower_ for t in words if t.tag_ in ("VBN", "VBG", "JJ") and t.i != token.i}
    if pos == "noun" and token.i + 1 < len(token.doc):
        lemmas.add(token.nbor(1).lower_)
    # At the start of a line the tagger takes plurals for names: "Rockets fell".
    lemmas |= {t.lower_.removesuffix("s") for t in words if t.pos_ == "PROPN" and t.i != token.i}
    upper = token.head if token.dep_ == "xcomp" else token
    if upper.i != token.i:
        # "asked both delegations to return"
        lemmas |= {t.lemma_.lower() for t in upper.children if t.dep_ in ("dobj", "nsubj")}
    if upper.dep_ == "relcl" or (upper.dep_ == "acl" and upper.tag_ == "VBN"):
        # "the offer that he made", "the offer made by him"
        lemmas.add(upper.head.lemma_.lower())
        if upper.head.dep_ == "pobj" and upper.head.head.lower_ == "of":
            # "the line of contact that has divided them"
            lemmas.add(upper.head.head.head.lemma_.lower())
    for cue in _cues_of(token, pos):
        if len(cue.words) > 1 and not _phrase(token, cue, words):
            continue
        if cue.unless & lemmas:
            continue
        if cue.needs and not (cue.needs & lemmas):
            if not any(need.startswith("@") and holds(need) for need in cue.needs):
                continue
        return cue
    return None


def _cues_of(token: Token, pos: str) -> list[EventCue]:
    """Give the rows of a word, also where the lemmatiser goes wrong ("din" for "dined")."""
    stem = token.lower_
    forms = [token.lemma_.lower()]
    if pos == "verb" and stem.endswith("ed"):
        forms += [stem[:-1], stem[:-2]]
    elif pos == "verb" and stem.endswith("ing"):
        forms += [f"{stem[:-3]}e", stem[:-3]]
    return next((found for form in forms if (found := _cues().get((form, pos)))), [])


def _phrase(token: Token, cue: EventCue, clause: list[Token]) -> bool:
    """Tell whether the other words of a phrase stand near its head word."""
    if cue.pos == "noun":
        before = [t.lower_ for t in clause if token.i - len(cue.words) < t.i < token.i]
        return before == list(cue.words[:-1])
    if cue.words[-1] == "in" and cue.words[0] != "be" and token.i + 1 < len(token.doc):
        if token.nbor(1).lower_ == "in" and any(c.dep_ == "pobj" for c in token.nbor(1).children):
            # "you sat in the room" is no sitting in.
            return False
    reach = len(cue.words) if cue.words[-1] in _PARTICLES else 6
    after = [t for t in clause if token.i < t.i < token.i + reach]
    at = 0
    for other in after:
        if at < len(cue.words) - 1 and cue.words[at + 1] in (other.lower_, other.lemma_.lower()):
            at += 1
    return at == len(cue.words) - 1


def clause_of(head: Token) -> list[Token]:
    """Give the tokens of a verb's clause (or a noun's phrase), without the clauses under it.

    Parameters
    ----------
    head
        The verb or noun.

    Returns
    -------
    list of Token
        In text order.
    """
    found: list[Token] = []
    pending = [head]
    while pending:
        token = pending.pop()
        found.append(token)
        for child in token.children:
            if child.dep_ in _SUBCLAUSES and not (
                # Coordinated nouns are one phrase, coordinated verbs are two clauses.
                child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX")
            ):
                if not _is_misread(child):
                    continue
            pending.append(child)
    if head.pos_ in ("VERB", "AUX") and head.dep_ in ("conj", "xcomp", "relcl", "acl"):
        subject = subject_of(head)
        if subject is not None:
            found += [t for t in subject.subtree if t.i < head.i and t not in found]
    return sorted(found, key=lambda t: t.i)


def _is_misread(child: Token) -> bool:
    """Tell whether a subject clause is a noun ("Aid flights resumed") that the tagger misread."""
    return (
        child.dep_ == "csubj" and child.i == child.sent.start and child.tag_ in ("VB", "VBP", "NN")
    )


def subject_of(verb: Token) -> Token | None:
    """Give the subject of a verb, its own or shared.

    Parameters
    ----------
    verb
        A verb.

    Returns
    -------
    Token or None
    """
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                return verb.head
            return child
        if _is_misread(child):
            return child
    if verb.dep_ in ("conj", "xcomp", "acomp") and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        return subject_of(verb.head)
    if verb.dep_ in ("relcl", "acl"):
        return verb.head
    return None


@lru_cache(maxsize=1)
def title_words() -> tuple[str, ...]:
    """Give the words with which a heading says what its text is, the longest first."""
    words = [row["lemma"] for row in read_table("event_cues") if row["pos"] == "title"]
    return tuple(sorted(words, key=len, reverse=True))
