"""What is told of persons away from their name: "She has led it", "made her its envoy"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.document import Name
from analysis.extraction.memberships import Link, first_name
from analysis.extraction.name_cues import cues
from analysis.extraction.surroundings import Surroundings

_PRONOUNS: Final = frozenset(("he", "she"))
_NEED_OFFICE: Final = frozenset(("make", "send", "dispatch"))
_TAKEN: Final = frozenset(("dobj", "dative", "oprd", "nsubj", "poss"))


def told_later(around: Surroundings) -> Iterator[tuple[str, Link]]:
    """Find what is told of a person by a pronoun, or of whom a body appoints.

    Parameters
    ----------
    around
        The text around.

    Yields
    ------
    tuple of str and Link
        The person's id, and what it tells.
    """
    for position, word in enumerate(around.words):
        if word.fold.lower() in _PRONOUNS:
            yield from _by_pronoun(around, position)
    yield from _appointed(around)
    yield from _of_party(around)


def _of_party(around: Surroundings) -> Iterator[tuple[str, Link]]:
    """Read "A lawmaker, X, objected. His party, the National Accord, …"."""
    for name, (first, _) in around.range.items():
        lead = around.document.text_of(max(0, name.start - 40), name.start)
        found = _HIS.search(lead) if name.type == "organisation" else None
        if found is None:
            continue
        at = name.start - len(lead) + found.start("his")
        position = next((p for p in range(first, -1, -1) if around.words[p].start == at), None)
        person = around.person_before(position) if position is not None else ""
        if person:
            yield person, Link(None, around.entity_of(name), 2, "")


_HIS: Final = re.compile(
    r"(?P<his>\b(?:[Hh]is|[Hh]er)) (?:own |\w+ )?(?:party|movement|group|organi[sz]ation|faction"
    r"|union)(?:,| is) (?:the )?$"
)


def called_again(around: Surroundings, plain: Collection[str]) -> Iterator[tuple[str, Link]]:
    """Find "X left by the kitchen. Lugomiria's chief negotiator has a vote to survive".

    Parameters
    ----------
    around
        The text around.
    plain
        Ids of the persons of whom nothing else is told.

    Yields
    ------
    tuple of str and Link
        The person's id, and the office by which the next sentence calls it.
    """
    for office in around.offices:
        token = around.document.token_at(around.words[office.head].start)
        if office.kind != "office" or token.dep_ not in SUBJECTS:
            continue
        named = any(p in around.owner for p in (office.last + 1, office.last + 2))
        owned = office.first > 1 and around.words[office.first - 1].genitive
        party = "" if named or not owned else around.owner_of(office)
        if not party or party.startswith("?"):
            continue
        sentence = around.document.sentence(token.idx)
        above = around.document.text_of(max(0, sentence.start_char - 2), sentence.start_char)
        person = around.person_before(office.first) if "\n" not in above else ""
        if person in plain:
            yield person, Link(office, party, 2, around.phrase(office.first, office.last))


def _by_pronoun(around: Surroundings, position: int) -> Iterator[tuple[str, Link]]:
    """Read "Enter Hazel Nemba. She has led the Assembly since December"."""
    word = around.words[position]
    if around.document.in_quotation(word.start):
        return
    rest = around.document.text[word.end : word.end + 80]
    found = _leads().match(rest)
    if found is None:
        return
    offset = word.end + found.end()
    at = next((p for p in range(position, len(around.words)) if around.words[p].start >= offset), 0)
    person = around.person_before(position)
    party = first_name(around, at) if at and person else ""
    if party and party != person:
        yield person, Link(None, party, 2, "")


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    leads, acts = (
        "|".join(re.escape(cue) for cue in sorted(cues(c), key=len, reverse=True))
        for c in ("leads", "acts_for")
    )
    return re.compile(
        r" (?:has |had |have |’s |'s )?(?:now |also |long |been )*"
        rf"(?:(?:{leads})|(?:{acts}) (?:for|on behalf of)) (?=\w)"
    )


def _appointed(around: Surroundings) -> Iterator[tuple[str, Link]]:
    """Read "X, whom the Council made its envoy", "the Forum has hired X to mediate"."""
    for name in around.range:
        if name.type not in ("organisation", "state", "seat"):
            continue
        subject = around.document.span(name.start, name.end).root
        verb = subject.head
        if subject.dep_ not in SUBJECTS or verb.lemma_ not in cues("appoints"):
            continue
        person = _object(around, verb)
        sent = verb.lemma_ in ("send", "dispatch") and _names(around, verb)
        if verb.lemma_ in _NEED_OFFICE and not sent and not _told_office(around, verb):
            continue  # "the Council made him wait"
        if person:
            yield person, Link(None, around.entity_of(name), 2, "")


def _names(around: Surroundings, verb: Token) -> bool:
    """Tell "Brussels has sent Eamon Gilmore"."""
    return any(
        c.dep_ == "dobj" and around.owner.get(around.position.get(c.idx, -1)) is not None
        for c in verb.children
    )


def _told_office(around: Surroundings, verb: Token) -> bool:
    return any(around.position.get(t.idx) in around.office_at for t in verb.subtree)


def _object(around: Surroundings, verb: Token) -> str:
    """Give whom a verb of appointing takes: a name, "her", or what its clause belongs to."""
    for child in verb.subtree:
        if child.head != verb and child.lower_ not in ("him", "her"):
            continue
        turned = child.lower_ == "to" and child.dep_ == "prep"
        told = next((c for c in child.children if c.dep_ == "pobj"), None) if turned else child
        if told is None or (told is child and child.dep_ not in _TAKEN) or told.i < verb.i:
            continue
        person = _person(around, told)
        if person:
            return person
    if verb.dep_ == "relcl" and any(w.lower_ in ("whom", "who") for w in verb.subtree):
        head = verb.head
        # "X, the nun to whom the Forum turned".
        return _person(around, head) or (_person(around, head.head) if head.dep_ == "appos" else "")
    return ""


def _person(around: Surroundings, token: Token) -> str:
    """Give the person that a token names or takes up, '' for none."""
    position = around.position.get(token.idx)
    if position is None:
        return ""
    # "Made her its conciliator": whatever the tagger takes "her" for.
    apart = token.i + 1 < len(token.doc) and token.nbor().lower_ in ("its", "the", "a", "an", "as")
    if token.lower_ in ("him", "her") and (token.tag_ == "PRP" or apart):
        return around.person_before(position)
    name: Name | None = around.owner.get(position)
    return around.entity_of(name) if name is not None and name.type == "person" else ""
