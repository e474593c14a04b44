"""Lists under a lead-in: "They agreed to:" followed by bullets, "Its demands are:" by numbers.

The lead-in carries holder and act, the items carry the contents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from analysis.extraction.conditions import syntax
from analysis.extraction.conditions.attachment import MUST, contents_of
from analysis.extraction.conditions.cues import Cue, cues_at
from analysis.extraction.conditions.frames import Frame, who
from analysis.extraction.conditions.terms import Terms, is_item
from analysis.extraction.document import Cast, Document

_CLOSED: Final = ".!?”\"’'"
_SAYS: Final = frozenset({"say", "insist", "demand", "state", "argue", "add", "write", "declare"})


def item_frames(
    document: Document, cast: Cast, signed: tuple[str, ...], terms: dict[int, Terms]
) -> Iterator[Frame]:
    """Give a frame for each item of a list whose lead-in says whose position it is.

    Parameters
    ----------
    document, cast
        The text and who is in it.
    signed
        The signatories, for a lead-in that names nobody.
    terms
        Sentences that tell the terms of a deal; items there with a verb of their own are read by
        the deals module.

    Yields
    ------
    Frame
    """
    lead: tuple[Cue, Token, tuple[str, ...]] | None = None
    together: tuple[str, ...] = ()
    for line in _lines(document):
        text = line.text.strip()
        if not is_item(line.text):
            lead = _lead(line, cast, signed) if text[-1:] not in _CLOSED else None
            together = _subject_of(line, cast) if lead is None and text.endswith(":") else ()
            continue
        head = _item_head(line)
        if head is None:
            continue
        if lead is not None:
            yield from _under_cue(head, lead, cast)
        elif together:
            yield from _with_subject(head, together)
        elif _is_term(terms.get(_first_sentence(line)), head) and signed:
            yield _item(head, "deal:item", "agree", signed, (), "agreed", 0.5)


def _is_term(told: Terms | None, head: Token) -> bool:
    """Say whether an item of a list under a deal is a term without a subject of its own."""
    if told is None or told.kind != "deal" or not told.explicit:
        return False
    return not syntax.own_subjects(head)


def _subject_of(line: Span, cast: Cast) -> tuple[str, ...]:
    """Give whom a lead-in without a cue names: "The two sides:"."""
    named = [t for t in line if t.dep_ in {"nsubj", "ROOT"} and who(cast, [t])]
    return tuple(who(cast, named[-1:]))


def _under_cue(
    head: Token, lead: tuple[Cue, Token, tuple[str, ...]], cast: Cast
) -> Iterator[Frame]:
    """Read an item under a lead-in that carries act and holder."""
    cue, token, holders = lead
    if cue.act == "agree" and syntax.own_subjects(head):
        return  # an item with a subject of its own under "agreed" tells a term by itself
    targets = who(cast, syntax.subjects(token)) if cue is _OBLIGATION else []
    yield _item(head, f"list:{cue.lemma}", cue.act, holders, tuple(targets), cue.status, 0.65)


def _item(
    head: Token,
    rule: str,
    act: str,
    holders: tuple[str, ...],
    targets: tuple[str, ...],
    status: str,
    confidence: float,
) -> Frame:
    """Give the frame of an item that is nothing but its content."""
    start = head.left_edge.idx
    return Frame(head, rule, act, holders, (head,), targets, status, confidence, start)


def _with_subject(verb: Token, holders: tuple[str, ...]) -> Iterator[Frame]:
    """Read an item that begins with its cue: "The two sides: 1. Agreed to ..."."""
    for cue in cues_at(verb):
        contents = contents_of(cue, verb)
        if contents:
            yield Frame(
                verb,
                f"list:{cue.lemma}",
                cue.act,
                holders,
                tuple(contents),
                (),
                cue.status,
                0.6,
                verb.idx,
            )
            return


def _first_sentence(line: Span) -> int:
    """Give the index of the first token of the sentence that the words of an item stand in."""
    words = [t for t in line if not t.is_space and not t.is_punct]
    return int(words[0].sent.start) if words else -1


def _lines(document: Document) -> Iterator[Span]:
    """Give the lines of the text that hold words, as spans."""
    start = 0
    for raw in document.text.splitlines(keepends=True):
        if raw.strip():
            yield document.span(start, start + len(raw.rstrip()))
        start += len(raw)


def _lead(
    line: Span, cast: Cast, signed: tuple[str, ...]
) -> tuple[Cue, Token, tuple[str, ...]] | None:
    """Give the cue and the holders of a lead-in: the last cue before the colon."""
    must = _obligation(line, cast)
    if must is not None:
        return must
    for token in sorted(line, key=lambda t: -t.i):
        for cue in cues_at(token):
            if "undecided" in cue.content:
                continue  # "he said:" opens no list of what is withheld
            if cue.pos == "verb":
                holders = who(cast, syntax.agents(token) or syntax.subjects(token))
            else:
                holders = who(cast, syntax.subjects_of_noun(token)) or who(
                    cast, list(syntax.children(token, "amod", "compound"))
                )
            if not holders and cue.act == "agree":
                holders = list(signed)
            if holders:
                return cue, token, tuple(holders)
    return None


_OBLIGATION: Final = Cue("must", "", "verb", "demand", "", (), (), ("subject",), "open")


def _obligation(line: Span, cast: Cast) -> tuple[Cue, Token, tuple[str, ...]] | None:
    """Read "Before any vote, it says, the Brotherhood must:" as a demand of who says so."""
    words = [t for t in line if not t.is_punct and not t.is_space]
    if not words or words[-1].lower_ not in MUST:
        return None
    sayers = [t for t in words if t.lemma_ in _SAYS]
    holders = [h for t in sayers for h in who(cast, syntax.own_subjects(t))]
    return (_OBLIGATION, words[-1], tuple(holders)) if holders else None


def _item_head(line: Span) -> Token | None:
    """Give the head of an item's words, past the bullet or the number."""
    words = [t for t in line if not t.is_space and not t.is_punct and t.pos_ != "X"]
    words = words[1:] if words and words[0].like_num and len(words) > 1 else words
    if not words:
        return None
    inside = {t.i for t in line}
    roots = [t for t in words if t.head.i == t.i or t.head.i not in inside]
    # the parser may break "free the nurses it kidnapped" after its first word
    return max(roots, key=lambda t: len(list(t.subtree))) if roots else words[0]
