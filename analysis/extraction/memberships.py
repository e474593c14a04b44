"""Whom a person leads, serves or speaks for: what stands behind the name and is no office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analysis.extraction.document import Name
from analysis.extraction.name_cues import cues, longest_cue
from analysis.extraction.offices import Office
from analysis.extraction.surroundings import COUNTER, DELEGATION, Surroundings
from analysis.extraction.words import HYPHENS, Word


@dataclass(frozen=True)
class Link:
    """Something beside a person's name that tells role or party.

    Parameters
    ----------
    office
        The office, None where only a body is named.
    party
        The id that is named with it: state, body or another person, '' for none.
    strength
        How surely it tells: a title before the name 3, apposition 2, membership 1.
    role
        The office in the words of the text.
    """

    office: Office | None
    party: str
    strength: int
    role: str


def first_name(around: Surroundings, at: int) -> str:
    """Give the party named at a position or soon after, also by a noun or a pronoun."""
    if at < len(around.words) and around.words[at].fold.lower() in ("it", "them", "its", "their"):
        return around.body_before(at)
    for position in range(at, min(at + 5, len(around.words))):
        name = around.owner.get(position)
        if name is not None:
            return around.entity_of(name) if name.type not in ("place", "other") else ""
        if position > at and not around.words[position].joined:
            if around.words[position].gap not in HYPHENS:  # "the three-member panel"
                return ""
        if around.words[position].fold.lower() in ("in", "at", "from", "near"):
            return ""
        if around.words[position].capital:
            kin = around.kin(around.words[position].fold)
            if kin:
                return kin
        meant = around.nominal_owner(position)
        if not meant and around.words[position].fold.lower() in DELEGATION:
            meant = around.party_before(position)  # "who leads the royal delegation"
        if meant:
            return meant
    return ""


def _after_apposition(words: Sequence[Word], last: int) -> int:
    """Go on behind a name over ", a retired diplomat,"."""
    at = last + 1
    if at >= len(words) or words[at].joined:
        return at
    if words[at].gap.strip() != "," or words[at].fold.lower() not in ("a", "an", "the"):
        return len(words)
    for after in range(at + 1, min(at + 9, len(words))):
        if not words[after].joined:
            return after if words[after].gap.strip() == "," else len(words)
    return len(words)


_SIGNATURE: Final = re.compile(
    r"\b(?:signed|initialled|witnessed)\b[^.;]{0,30}? by\b|\bsignatures? of\b"
)


def whose(around: Surroundings, at: int) -> str:
    """Read "X, a former minister whose Crisis Institute hosted …": the body that is X's."""
    words = around.words
    for position in range(at, min(at + 9, len(words) - 1)):
        if position > at and not words[position].joined:
            return ""
        if words[position].fold.lower() == "whose":
            after = position + 1
            while (
                after < len(words) - 1
                and after not in around.owner
                and (words[after].joined or words[after].gap in HYPHENS)
                and not words[after].capital
                and after - position < 4
            ):
                after += 1  # "whose self-styled National Army"
            name = around.owner.get(after)
            if name is not None and name.type == "organisation":
                return around.entity_of(name)
            return ""
    return ""


def acting_for(around: Surroundings, last: int) -> list[Link]:
    """Read "X … leads the KLF", "X, a judge, speaks for the Front", "X signed for Jakarta"."""
    words = around.words
    text = around.document.text
    sentence = around.document.sentence(words[last].start)
    rest = text[words[last].end : min(sentence.end_char, words[last].end + 140)]
    found = _ACTING.match(rest)
    if found is None:
        return _gapped(around, last) or _for_whom(around, last)
    offset = words[last].end + found.end()
    at = next((p for p in range(last + 1, len(words)) if words[p].start >= offset), -1)
    if at < 0:
        return []
    if any(
        words[last].end <= name.start < offset and name.type == "person" for name in around.range
    ):
        return []
    if _OTHER.match(text, words[at].start):
        return [Link(None, COUNTER, 2, "")]  # "who haggled for the other side"
    party = first_name(around, at)
    return [Link(None, party, 2, "")] if party else []


_OTHER: Final = re.compile(r"the (?:other|opposing) (?:side|party|camp|delegation|team)\b")


def _gapped(around: Surroundings, last: int) -> list[Link]:
    """Read "A signed for the state, and X for the Front": the verb stands only once."""
    words = around.words
    at = _after_apposition(words, last)
    if at + 1 >= len(words) or words[at].fold.lower() != "for":
        return []
    first = around.range[around.owner[last]][0]
    low = around.document.sentence(words[last].start).start_char
    named = around.document.text_of(low, words[first].start)
    listed = words[first].gap.strip() in (",", ";") or words[first - 1].fold.lower() == "and"
    listed = listed or _SIGNATURE.search(named) is not None
    start = at + 2 if words[at + 1].fold.lower() == "the" else at + 1
    name = around.owner.get(start)
    if not listed or start >= len(words):
        return []
    if name is None:  # "A signed for Addis Ababa, B for the front"
        party = around.nominal_owner(start)
        end = words[start].end
    elif name.type in ("state", "seat", "organisation"):
        party, end = around.entity_of(name), name.end
    else:
        return []
    after = around.document.text_of(end, end + 5)
    if after[:1] not in (".", ",", ";", "\n", "") and after != " and ":
        return []
    # An earlier party of the sentence signs with the same verb: "… for the Council, and X for …".
    said = " for " in named or _SIGNATURE.search(named) is not None
    return [Link(None, party, 2, "")] if said and party else []


def _for_whom(around: Surroundings, last: int) -> list[Link]:
    """Read "General A for India and General B for Pakistan spoke": who speaks for which side."""
    words = around.words
    if last + 2 >= len(words) or words[last + 1].fold.lower() != "for":
        return []
    if not (words[last + 1].joined and words[last + 2].joined):
        return []
    start = last + 3 if words[last + 2].fold.lower() == "the" else last + 2
    name = around.owner.get(start)
    if name is None and start < len(words) and not words[start].capital:
        # "A for the cabinet and B for the insurgents sign"
        meant = around.nominal_owner(start)
        after = around.document.text_of(words[start].end, words[start].end + 5)
        signs = around.document.token_at(words[last].start).dep_ in ("nsubj", "conj", "ROOT")
        return [Link(None, meant, 1, "")] if meant and signs and after[:1] in " ,." else []
    if name is None or name.type not in ("state", "seat", "organisation"):
        return []
    person = around.document.token_at(words[last].start)
    while person.dep_ in ("conj", "appos", "compound") and person.head != person:
        person = person.head
    after = around.document.text_of(name.end, name.end + 5)
    closed = after[:1] in (",", ".", ";", "") or after.startswith(" and")
    beyond = around.range[name][1] + 1
    if beyond < len(words) and words[beyond].joined:
        # "General B for Pakistan spoke": the verb of both.
        closed = closed or around.document.token_at(words[beyond].start).tag_ == "VBD"
    # "Criticised General A for India's silence", "blamed A for it".
    acts = person.dep_ in ("nsubj", "nsubjpass", "ROOT") or person.head.dep_ in ("agent",)
    return [Link(None, around.entity_of(name), 1, "")] if closed and acts else []


def _either(class_: str) -> str:
    """Give a pattern that finds the cues of a class, the longest first."""
    return "|".join(re.escape(cue) for cue in sorted(cues(class_), key=len, reverse=True))


_ACTING: Final = re.compile(
    r"(?:[^.;:“”\"]{0,70}?[, ]| )(?:who (?:has |had )?)?"
    rf"(?:(?:now |also |has |had )?(?:{_either('leads')})"
    rf"|(?:{_either('acts_for')}) (?:for|on behalf of)"
    # "who has steered the talks for the United Nations"
    rf"|(?:{_either('guides_for')}) (?:the |these |its )[^.,;:]{{3,40}}? (?:for|on behalf of)"
    rf"|(?:{_either('placed')})(?: [^.,;:]{{1,30}})? by"
    r"|(?:put|puts|set|sets|lent|lends) (?:his|her|their) names? (?:to [^.,;:]{1,30} )?for)(?= )"
    r"|(?: for)(?= the [A-Za-z]+ (?:movement|group|side|rebels|government))"
)


def leading(around: Surroundings, at: int) -> str:
    """Read "X, who leads the KLF", "X, the Irish diplomat who chairs the Trieste Group".

    Parameters
    ----------
    around
        The text around.
    at
        Position of the first word after the person's name.

    Returns
    -------
    str
        The party that the clause names, '' for none.
    """
    words = around.words
    for position in range(at, min(at + _APPOSED, len(words) - 1)):
        if position > at and not words[position].joined and words[position].gap not in "'’":
            return ""
        if words[position].fold.lower() not in ("who", "that"):
            continue
        for verb in range(position + 1, min(position + 5, len(words) - 1)):
            if not words[verb].joined:
                return ""
            length = longest_cue(words, verb, "leads")
            if length:
                return first_name(around, verb + length)
        return ""
    return ""


_APPOSED: Final = 14


def serving(around: Surroundings, at: int) -> str:
    """Read "X, a doctor with the charity Y", "X, who studies militias at the University of Z".

    Parameters
    ----------
    around
        The text around.
    at
        Position of the first word after the person's name.

    Returns
    -------
    str
        The body that X belongs to, '' for none.
    """
    words = around.words
    if words[at].fold.lower() not in ("a", "an", "the", "who", "of", "from", "at", "with"):
        return ""
    for position in range(at, min(at + _APPOSED, len(words) - 1)):
        if position > at and not words[position].joined:
            return ""
        if words[position].fold.lower() not in ("with", "at", "of", "for", "from"):
            continue
        for after in range(position + 1, min(position + 6, len(words))):
            if not words[after].joined:
                return ""
            name = around.owner.get(after)
            if name is not None:
                if name.type not in ("organisation", "media"):
                    break
                return around.entity_of(name)
            if words[after].capital or words[after].fold.lower() in ("of", "for", "at", "with"):
                break
            if around.document.token_at(words[after].start).pos_ in ("VERB", "AUX"):
                break  # "an official familiar with the talks told Reuters"
    return ""


def following(around: Surroundings, last: int) -> list[Link]:
    """Read "Rivas's faction of the Front": whoever has a part of a group belongs to it."""
    words = around.words
    at = last + 1
    if at < len(words) and words[at].fold == "s":
        at += 1
    elif at >= len(words) or words[at].gap.strip() not in ("’", "'"):
        return []
    if at + 1 >= len(words) or words[at].fold.lower() not in cues("following"):
        return []
    if words[at + 1].fold.lower() != "of" or not words[at + 1].joined:
        return []
    party = first_name(around, at + 2)
    return [Link(None, party, 2, "")] if party else []


def owning(around: Surroundings, name: Name) -> str:
    """Read "His Valley Guard" after Colonel X, "X's Peace Institute": the body that is a person's.

    Parameters
    ----------
    around
        The text around.
    name
        The name of a body.

    Returns
    -------
    str
        The person's id, '' where neither a name nor a pronoun possesses the body.
    """
    first = around.range[name][0]
    if first < 1 or name.type != "organisation" or not around.words[first].joined:
        return ""
    before = around.owner.get(first - 2) if around.words[first - 1].genitive else None
    if before is not None and before.type == "person":
        return around.entity_of(before)  # "Ahtisaari's Crisis Management Initiative"
    if around.words[first - 1].fold.lower() not in ("his", "her"):
        return ""
    return around.person_before(first - 1)
