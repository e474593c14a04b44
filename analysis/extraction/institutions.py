"""Bodies that have no name but what they are: "the river commission", "a consultancy in Accra".

Where such a body acts, or somebody leads it or speaks for it, it is called by its description as
another is by its name, and is found again by it. Bodies that a settlement would only set up are
no names: see ``counted_groups``.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.name_cues import cues
from analysis.extraction.naming import Naming
from analysis.extraction.words import slug

RULE: Final = "institution"
_LONGEST: Final = 4
_PLACED: Final = frozenset(("in", "of", "for"))


@cache
def _heads() -> frozenset[str]:
    """Give the nouns of ``codebook/nominals.csv`` for such bodies."""
    return frozenset(r["noun"] for r in read_table("nominals") if r["class"] == "institution")


def add_institutions(naming: Naming) -> None:
    """Take a body without a name that acts or is led for a name, wherever its words stand.

    Parameters
    ----------
    naming
        The names of the text; those of bodies are added.
    """
    spans = {}
    for at in range(len(naming.words)):
        first = _first(naming, at)
        if first < at and not naming.begins_line(first) and _counts(naming, first, at):
            spans[" ".join(w.fold.lower() for w in naming.words[first : at + 1])] = at - first
    if not spans:
        return
    for at in range(len(naming.words)):
        for run, length in spans.items():
            stop = at + length + 1
            words = naming.words[at:stop]
            if " ".join(w.fold.lower() for w in words) != run or not naming.free(at, stop):
                continue
            if all(_joined(naming, p) for p in range(at + 1, stop)):
                naming.put(at, stop, "organisation", entity=slug(run), kind="organisation",
                           rule=RULE)  # fmt: skip


def _first(naming: Naming, at: int) -> int:
    """Give where the modifiers of an institution's noun begin, the position itself for none."""
    word = naming.words[at]
    if word.fold.lower().removesuffix("s") not in _heads() and word.fold.lower() not in _heads():
        return at
    if word.capital or at in naming.owner:
        return at
    first = at
    while first > 0 and at - first < _LONGEST and _joined(naming, first):
        before = naming.words[first - 1]
        token = naming.document.token_at(before.start)
        modifies = token.pos_ in ("ADJ", "NOUN", "PROPN") or token.tag_ in ("VBN", "POS")
        plain = before.fold.lower()
        if not modifies or before.capital or first - 1 in naming.owner:
            break
        if plain in cues("no_institution") or plain in cues("unreal") or plain in cues("calendar"):
            return at
        first -= 1
    return first


def _joined(naming: Naming, at: int) -> bool:
    """Tell a word that belongs to the phrase before it: "river commission", "miners' union"."""
    return naming.words[at].joined or naming.words[at].gap in ("' ", "’ ")


def _counts(naming: Naming, first: int, last: int) -> bool:
    """Tell whether a body acts here, is told something, or has somebody at its head."""
    token = naming.document.token_at(naming.words[last].start)
    if token.pos_ not in ("NOUN", "PROPN") or naming.document.in_quotation(
        naming.words[first].start
    ):
        return False
    if _called(naming, last) or _is_named(naming, last) or not _determined(naming, first):
        return False
    return _acts(token) or _is_led(naming, first, last, token)


def _called(naming: Naming, last: int) -> bool:
    """Tell "the relief agency Secours Fleuve", which has a name."""
    after = naming.words[last + 1 : last + 2]
    return bool(after) and after[0].capital and after[0].gap == " "


def _is_named(naming: Naming, last: int) -> bool:
    """Tell "the verification commission" that a name before has: "Verification Commission"."""
    head = naming.words[last].fold.lower().removesuffix("s")
    return any(
        head in (part.lower() for part in name.text.split())
        for name in naming.found.values()
        if name.type == "organisation" and name.rule != RULE
    )


def _determined(naming: Naming, first: int) -> bool:
    """Tell "the river commission" from "river commissions" and "no river commission"."""
    if first == 0:
        return False
    before = naming.words[first - 1]
    return before.fold.lower() in ("the", "a", "an", "its", "their") or before.genitive


def _acts(token: Token) -> bool:
    """Tell the subject or agent of what is told as done, and who is told."""
    verb = token.head
    if token.dep_ in SUBJECTS and verb.pos_ in ("VERB", "AUX"):
        unreal = any(
            c.tag_ == "MD" and c.lower_ not in ("will", "'ll", "’ll") for c in verb.children
        )
        new = any(c.lower_ in ("a", "an") for c in token.children)
        return (
            not unreal
            and verb.lemma_ not in ("be", "have")
            and not (new and token.dep_ == "nsubjpass")
        )
    if token.dep_ == "pobj":
        according = verb.lower_ == "to" and verb.head.lower_ == "according"
        return according or verb.dep_ == "agent"
    return token.dep_ in ("dobj", "dative") and verb.lemma_ in cues("tells")


def _is_led(naming: Naming, first: int, last: int, token: Token) -> bool:
    """Tell a body whose head, member or spokesman is told of, by noun, verb or genitive."""
    words, head = naming.words, token.head
    after = last + 1
    if after + 1 < len(words) and words[after].genitive:
        return after + 1 in naming.evidence.office_words
    if token.dep_ == "pobj" and head.lower_ in _PLACED:
        above = head.head
        position = next((p for p in range(max(0, first - 6), first)
                         if words[p].start == above.idx), None)  # fmt: skip
        if head.lower_ != "in" and position is not None:
            person = naming.found.get(naming.owner.get(position, -1))
            if position in naming.evidence.office_words:
                return True
            if person is not None and person.type == "person":
                return True
        return head.lower_ == "for" and above.pos_ == "VERB" and above.lemma_ in cues("works_for")
    return token.dep_ == "dobj" and head.lower_ in cues("leads")
