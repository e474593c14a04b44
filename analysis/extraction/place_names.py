"""Names of places: by the gazetteer, and by the model where the gazetteer is silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analysis.extraction.evidence import no_names
from analysis.extraction.name_cues import cues
from analysis.extraction.naming import Naming
from analysis.extraction.place_nouns import noun_kinds
from analysis.extraction.words import slug, split_words
from analysis.geography.gazetteer import Gazetteer, load_gazetteer

# Prominence from which neither a sentence's start nor the tagger speaks against a town.
_FAMOUS: Final = 5.0
_NER_TYPES: Final = {"ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}


def add_longer_places(naming: Naming) -> None:
    """Let "the Niger River" be a river: a longer place name goes before a state's."""
    gazetteer = load_gazetteer()
    tokens = [t.text for t in naming.document.doc]
    for first in sorted(naming.found):
        name = naming.found.get(first)
        if name is None or name.type not in ("state", "seat"):
            continue
        if _put_wider(naming, gazetteer, tokens, first):
            continue
        following = first + len(split_words(name.text))
        if following >= len(naming.words) or not naming.words[following].joined:
            continue
        after = naming.words[following]
        if not after.capital and after.fold not in ("of", "and", "province", "region", "river"):
            continue
        stop = _match_place(naming, gazetteer, tokens, first, over=first)
        if stop > following and naming.free(following, stop):
            naming.put(first, stop, "place", rule="gazetteer")


def _put_wider(naming: Naming, gazetteer: Gazetteer, tokens: Sequence[str], first: int) -> bool:
    """Take the word before a state's name where both are one place: "Northern Ireland"."""
    before = first - 1
    if before < 0 or not naming.words[first].joined or before in naming.owner:
        return False
    if not naming.words[before].capital or naming.words[before].heading == "title":
        return False
    if naming.words[before].fold.lower() in ("the", "a", "an"):
        return False
    width = len(split_words(naming.found[first].text))
    stop = _match_place(naming, gazetteer, tokens, before, over=first)
    if stop < first + width:
        return False
    naming.put(before, stop, "place", rule="gazetteer")
    return True


def add_places(naming: Naming) -> None:
    """Take the toponyms that are no state's, seat's or other body's name."""
    gazetteer = load_gazetteer()
    tokens = [t.text for t in naming.document.doc]
    at = 0
    while at < len(naming.words):
        word = naming.words[at]
        if at in naming.owner or not word.capital or at in naming.evidence.office_words:
            at += 1
            continue
        matched = max(
            _match_place(naming, gazetteer, tokens, at), _saint(naming, at), _building(naming, at)
        )
        if matched and not _no_place(naming, at, matched) and not _half(naming, at, matched):
            naming.put(at, matched, "place", rule="gazetteer")
            at = matched
            continue
        at += 1
    _places_by_model(naming)


def _match_place(
    naming: Naming, gazetteer: Gazetteer, tokens: Sequence[str], at: int, over: int = -1
) -> int:
    """Give the position after the longest place name that begins at a word, 0 for none."""
    first = naming.document.token_at(naming.words[at].start)
    matched = gazetteer.longest_match(tokens, first.i)
    if matched is None:
        return 0
    last = naming.document.doc[matched[0] - 1]
    stop = at
    while stop < len(naming.words) and naming.words[stop].start < last.idx + len(last):
        if stop in naming.owner and naming.owner[stop] != over and not _weak(naming, stop):
            # What is left must be a name of its own: "Jammu and" is none.
            short = naming.document.text_of(naming.words[at].start, naming.words[stop - 1].end)
            return stop if stop > at and in_gazetteer(short) else 0
        stop += 1
    # "The valley" that opens a sentence is not The Valley of Anguilla.
    if naming.words[at].fold == "The" and not naming.words[stop - 1].capital:
        return 0
    return stop if stop > at else 0


def _weak(naming: Naming, at: int) -> bool:
    """Whether only a surname elsewhere makes a word a person's: "Jammu and Kashmir"."""
    name = naming.found[naming.owner[at]]
    return name.type == "person" and name.rule == "surname" and " " not in name.text


def _saint(naming: Naming, at: int) -> int:
    """Give the position after a town whose name's first word tells: "San Ignacio", "Tell Tuqan"."""
    words = naming.words
    if words[at].fold.lower() not in cues("town_first") or words[at].opens:
        return 0
    if words[at].joined and words[at - 1].capital:
        return 0
    stop = at + 1
    if stop >= len(words) or not (words[stop].capital and words[stop].gap == " "):
        return 0
    stop += 1
    while stop + 1 < len(words) and words[stop].gap == words[stop + 1].gap == " ":
        if words[stop].fold not in ("de", "del") or not words[stop + 1].capital:
            break
        stop += 2
    taken = [naming.found[naming.owner[p]] for p in range(at, stop) if p in naming.owner]
    weak = [n for n in taken if n.type == "place" or (n.type == "person" and n.rule != "title")]
    return stop if len(weak) == len(taken) else 0


def _building(naming: Naming, at: int) -> int:
    """Give the position after "Palace of Independence", which is one name."""
    words = naming.words
    if words[at].fold.lower() not in cues("building_first") or at + 2 >= len(words):
        return 0
    linked = words[at + 1].fold == "of" and words[at + 1].gap == words[at + 2].gap == " "
    free = naming.free(at, at + 3)
    return at + 3 if linked and words[at + 2].capital and free else 0


def _half(naming: Naming, first: int, stop: int) -> bool:
    """Tell a place name that is one half of a longer unknown name ("Wirya Tandjung")."""
    if stop - first > 1 or first == 0 or not naming.words[first].joined:
        return False
    before = naming.words[first - 1]
    owner = naming.found.get(naming.owner.get(first - 1, -1))
    if owner is not None and owner.rule == "capitals" and len(before.fold) == 2:
        # "JD Vance": initials that were taken for a body's.
        return True
    after = naming.found.get(naming.owner.get(first + 1, -1))
    if after is not None and after.type == "person" and naming.words[first + 1].gap in "–—-":
        # "the Hume–Adams dialogue"
        return True
    if before.fold in _PARTICLES and first > 1 and before.joined:
        # "Norhayati binti Hamzah", "Ms von der Leyen", "El Faro del Sur"
        back = first - 2
        while back > 0 and naming.words[back].fold in _PARTICLES:
            back -= 1
        owner = naming.found.get(naming.owner.get(back, -1))
        return naming.words[back].capital and (owner is None or owner.type in ("person", "media"))
    return (
        before.capital
        and not before.opens
        and not before.heading
        and naming.words[first].gap == " "
        and (first - 1) not in naming.owner
        and (first - 1) not in naming.evidence.office_words
        and before.fold.lower() not in naming.evidence.lower
        and not (before.caps and len(before.fold) > 2)
    )


_PARTICLES: Final = frozenset(
    "bin binti bint ibn ben ould ag von van der den ter zu della di da dos del".split()
)


def _no_place(naming: Naming, first: int, stop: int) -> bool:
    word = naming.words[first]
    plain = word.fold.lower()
    if stop - first == 1 and not _famous(naming, word.text):
        if plain in cues("common_word") and (word.opens or word.heading):
            return True
        if any(plain in cues(c) for c in ("org_head", "work_head", "media_head", "honorific")):
            return True
        if word.heading == "title" and not any(
            w.fold == word.fold and not w.heading for w in naming.words
        ):
            # A headline alone does not tell "Hills" or "Reading" from the common word.
            return naming.document.token_at(word.start).ent_type_ not in ("GPE", "LOC")
        if plain in cues("calendar") or word.fold in no_names() or len(plain) < 3:
            return True
        if word.opens or word.heading:
            token = naming.document.token_at(word.start)
            if plain in naming.evidence.lower or token.is_stop:
                return True
            elsewhere = any(
                w.fold == word.fold and not w.opens and not w.heading for w in naming.words
            )
            if not elsewhere and token.pos_ != "PROPN":
                return True
        elif (
            plain in naming.evidence.lower and naming.document.token_at(word.start).ent_type_ == ""
        ):
            return True
    return False


def _famous(naming: Naming, name: str) -> bool:
    """Whether a name is a large town's or a country's and no common word."""
    plain = name.lower()
    if plain in cues("common_word") or plain in naming.evidence.lower:
        return False
    found = load_gazetteer().lookup(name)
    return bool(found) and found[0].match != "alternate" and found[0].prominence >= _FAMOUS


def _places_by_model(naming: Naming) -> None:
    for entity in naming.document.doc.ents:
        type_ = _NER_TYPES.get(entity.label_)
        if type_ is None:
            continue
        inside = [
            at
            for at, w in enumerate(naming.words)
            if entity.start_char <= w.start < entity.end_char and w.capital
        ]
        if not inside or not naming.free(inside[0], inside[-1] + 1):
            continue
        first, stop = inside[0], inside[-1] + 1
        if naming.words[first].heading or any(
            p in naming.evidence.office_words for p in range(first, stop)
        ):
            continue
        if naming.words[first].opens and naming.words[first].fold.lower() in naming.evidence.lower:
            continue
        if stop - first == 1 and (
            naming.words[first].fold in no_names()
            or naming.words[first].fold.lower() in naming.evidence.lower
        ):
            continue
        text = naming.document.text_of(naming.words[first].start, naming.words[stop - 1].end)
        if "\n" in text or (type_ == "organisation" and stop - first < 2) or text in no_names():
            continue
        if type_ == "organisation" and _of_the_land(text):
            type_ = "place"
        if type_ == "organisation" and (_plural_office(text) or _thing_or_spot(naming, first)):
            continue
        if type_ == "organisation" and _beside_person(naming, first):
            naming.put(first, stop, "person", kind="person", rule="listed with persons")
        elif type_ == "organisation":
            naming.put(first, stop, type_, entity=slug(text), kind="organisation", rule="ner")
        else:
            naming.put(first, stop, type_, rule="ner")


def _of_the_land(text: str) -> bool:
    """Tell "Itombwe Plateau", which the model takes for a body, by the noun that ends it."""
    return text.lower().split()[-1] in noun_kinds("after")


def _plural_office(text: str) -> bool:
    """Tell the "Heads of State" of solemn prose: an office in the plural is no body."""
    first, _, rest = text.lower().partition(" ")
    return f"{first.removesuffix('s')} {rest}" in cues("office")


def _thing_or_spot(naming: Naming, first: int) -> bool:
    """Tell a ship, a house or a spot that the model takes for a body: "the tanker X"."""
    words = naming.words
    if words[first].fold.lower() in cues("building"):
        return True
    if not first or not words[first].joined:
        return False
    before = [w.fold.lower() for w in words[max(0, first - 2) : first]]
    if before[-1] in cues("vessel") or before[-1] in _SPOT:
        return True
    if before[-1] == "of":
        return before[0] in noun_kinds("of")  # "the island of Ostrovul Mare"
    return before[-1] == "the" and before[0] in _SPOT and words[first - 1].joined


_SPOT: Final = frozenset("at near outside inside aboard off above below behind opposite".split())


def _beside_person(naming: Naming, first: int) -> bool:
    """Tell a name that "and" or a comma joins to a person's."""
    at = first - 1
    if at < 1 or naming.words[at].fold.lower() != "and":
        return False
    before = naming.found.get(naming.owner.get(at - 1, -1))
    return before is not None and before.type == "person" and naming.words[at].joined


def towns_alone(text: str, label: str) -> bool:
    """Tell the towns that a dispatch is from, in capitals, from a speaker who bears such a name.

    Examples
    --------
    >>> towns_alone("BANGKOK/PHNOM PENH: Commanders met.", "BANGKOK/PHNOM PENH")
    True
    >>> towns_alone("LIMA: We agree. SOTO: We do not. LIMA: When?", "LIMA")
    False
    """
    if len(re.findall(r"(?:^|(?<=\s))[A-Z][A-Z .'/-]+: ", text)) > 1:
        return False  # turns of a transcript
    return all(in_gazetteer(part.strip().title()) for part in label.split("/"))


def in_gazetteer(name: str) -> bool:
    """Tell whether some place bears a name."""
    return bool(load_gazetteer().lookup(name))
