"""What a sentence lists of something named before: "It set three conditions. These include …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.attachment import EXTENDERS, contents_of
from analysis.extraction.conditions.cues import Cue, cues_at
from analysis.extraction.conditions.frames import Frame, who
from analysis.extraction.document import Cast, Document

_REACH: Final = 3  # sentences back
_POINTERS: Final = frozenset({"these", "those", "they", "this", "it", "that", "them"})
# nouns without an act of their own: what is among them is asked for
_LISTS: Final = frozenset({"term", "point", "item", "concern", "grievance", "step", "measure"})
_ASKED: Final = Cue("these", "", "noun", "demand", "", (), (), (), "")


def taken_up_frames(document: Document, cast: Cast) -> Iterator[Frame]:
    """Give a frame for what "these include …" lists, with act and holder of what "these" are.

    Parameters
    ----------
    document, cast
        The text and who is in it.

    Yields
    ------
    Frame
    """
    before: list[tuple[Cue, tuple[str, ...]]] = []
    for sentence in document.doc.sents:
        verb = sentence.root
        named = before[-1] if before else None
        if named is not None and verb.lemma_ in EXTENDERS and _points_back(verb):
            cue, holders = named
            listed = [
                part
                for t in syntax.children(verb, "dobj", "attr", "ccomp", "xcomp", "prep")
                for part in (syntax.children(t, "pobj") if t.dep_ == "prep" else [t])
                if part.i > verb.i and part.pos_ != "PRON"
            ]
            contents = [c for t in listed for c in _contents(t)]
            if contents:
                yield Frame(
                    verb,
                    f"noun:{cue.lemma}",
                    cue.act,
                    holders,
                    tuple(contents),
                    (),
                    cue.status,
                    0.6,
                    contents[0].left_edge.idx,
                )
        found = [_owned(t, cast) for t in sentence if t.pos_ == "NOUN"]
        if sentence.text.strip():
            before = [*before, *(f for f in found if f is not None)][-_REACH:]


def _points_back(verb: Token) -> bool:
    """Say whether a clause is about "these", or about what is "among them"."""
    subjects = syntax.own_subjects(verb)
    among = [p for p in syntax.children(verb, "prep") if p.lower_ == "among" and p.i < verb.i]
    pointed = [*subjects, *(t for p in among for t in syntax.children(p, "pobj"))]
    return any(t.lower_ in _POINTERS and t.pos_ in {"PRON", "DET"} for t in pointed)


def _owned(noun: Token, cast: Cast) -> tuple[Cue, tuple[str, ...]] | None:
    """Give the cue that a noun is and whose it is: "has set several conditions"."""
    cues = [
        c
        for c in cues_at(noun)
        if c.pos == "noun" and c.act in {"demand", "propose", "pledge"} and len(c.content) > 1
    ]
    cue = cues[0] if cues else _ASKED if noun.lemma_ in _LISTS else None
    if cue is None:
        return None
    holders = who(cast, syntax.subjects_of_noun(noun))
    return (cue, tuple(holders)) if holders else None


def _contents(listed: Token) -> list[Token]:
    """Give what a listed noun asks for, where it is a cue itself: "demands that …"."""
    for part in syntax.conjuncts(listed):
        for cue in cues_at(part):
            if cue.pos == "noun" and (inner := contents_of(cue, part)):
                return inner
    return [listed]
