"""The deal that a text tells of as standing, whose acceptance no cue of its own reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.concluded import (
    binds,
    closes,
    has_happened,
    runs,
    signers,
    stands,
)
from analysis.extraction.conditions.frames import Frame, parties_of
from analysis.extraction.conditions.instruments import deal_words, is_instrument, whole_lemma
from analysis.extraction.conditions.signing import Signing, fights
from analysis.extraction.document import Cast, Document

RULE: Final = "standing:deal"
# Below all other rules: of two rows that say the same the other one stays.
_LAST: Final = 0.3


def standing_frames(document: Document, cast: Cast, deal: Signing) -> Iterator[Frame]:
    """Give the first mention of a deal that stands as an agreement of both sides.

    "The truce signed in Naivasha on 10 May is holding" says that both have agreed to it, and so
    does "Juba and the rebels have come to terms on a truce".

    Parameters
    ----------
    document, cast, deal
        The text, who is in it, and whose the deal is.

    Yields
    ------
    Frame
        One at most, of the rule :data:`RULE`; it yields to every other row that says the same.
    """
    for token in document.doc:
        frame = _closed(token, cast) or _in_force(token, cast, deal)
        if frame is not None:
            yield frame
            return


def _in_force(noun: Token, cast: Cast, deal: Signing) -> Frame | None:
    """Read "The truce between A and B entered its third day"."""
    if not stands(noun) or binds(noun):
        return None  # "The accord between A and B obliges B": its terms are rows of their own
    named = tuple(parties_of(cast, signers(noun)))
    # "A truce signed in 2018" is as often one that has failed since; "the truce has held" is not.
    halt = whole_lemma(noun) in deal_words()["nouns.truces"]
    if not (halt or is_instrument(noun, "signed")):
        return None  # "the terms that A and B signed": what they are about stands elsewhere
    running = halt and runs(noun) and not any(c.lower_ == "a" for c in noun.children)
    running = running and all(fights(p, cast) for p in deal.parties)
    holders = named if len(named) >= 2 else deal.parties if running else ()
    return _frame(noun, noun, holders, noun.left_edge.idx)


def _closed(verb: Token, cast: Cast) -> Frame | None:
    """Read "A and B have come to terms on a truce", "A and B put their names to an accord"."""
    if verb.pos_ not in {"VERB", "AUX"} or not closes(verb) or not has_happened(verb):
        return None
    subjects = syntax.subjects(verb)
    others = [t for o in syntax.prepositional(verb, "with") for t in syntax.conjuncts(o)]
    holders = tuple(parties_of(cast, subjects + others))
    things = [t for t in verb.subtree if t.i > verb.i and is_instrument(t, "signed")]
    start = subjects[0].left_edge.idx if subjects else verb.idx
    return _frame(verb, (things or [verb])[0], holders, start)


def _frame(cue: Token, content: Token, holders: tuple[str, ...], start: int) -> Frame | None:
    if len(holders) < 2:
        return None
    return Frame(cue, RULE, "agree", holders, (content,), (), "agreed", _LAST, start)
