"""Names of places: by the gazetteer, and by the model where the gazetteer is silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.extraction.evidence import no_names
from analysis.extraction.name_cues import cues
from analysis.extraction.naming import Naming
from analysis.extraction.words import slug, split_words
from analysis.geography.gazetteer import Gazetteer, load_gazetteer

_NER_TYPES: Final = {"ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}


def add_longer_places(naming: Naming) -> None:
    """Let "the Niger River" be a river: a longer place name goes before a state's."""
    gazetteer = load_gazetteer()
    tokens = [t.text for t in naming.document.doc]
    for first in sorted(naming.found):
        name = naming.found.get(first)
        if name is None or name.type not in ("state", "seat"):
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
        matched = _match_place(naming, gazetteer, tokens, at)
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
        if stop in naming.owner and naming.owner[stop] != over:
            break
        stop += 1
    return stop if stop > at else 0


def _half(naming: Naming, first: int, stop: int) -> bool:
    """Tell a place name that is one half of a longer unknown name ("Wirya Tandjung")."""
    if stop - first > 1 or first == 0 or not naming.words[first].joined:
        return False
    before = naming.words[first - 1]
    return (
        before.capital
        and not before.opens
        and not before.heading
        and naming.words[first].gap == " "
        and (first - 1) not in naming.owner
        and (first - 1) not in naming.evidence.office_words
        and before.fold.lower() not in naming.evidence.lower
        and not before.caps
    )


def _no_place(naming: Naming, first: int, stop: int) -> bool:
    word = naming.words[first]
    plain = word.fold.lower()
    if stop - first == 1:
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
        if "\n" in text or (type_ == "organisation" and stop - first < 2):
            continue
        if type_ == "organisation" and _beside_person(naming, first):
            naming.put(first, stop, "person", kind="person", rule="listed with persons")
        elif type_ == "organisation":
            naming.put(first, stop, type_, entity=slug(text), kind="organisation", rule="ner")
        else:
            naming.put(first, stop, type_, rule="ner")


def _beside_person(naming: Naming, first: int) -> bool:
    """Tell a name that "and" or a comma joins to a person's."""
    at = first - 1
    if at < 1 or naming.words[at].fold.lower() != "and":
        return False
    before = naming.found.get(naming.owner.get(at - 1, -1))
    return before is not None and before.type == "person" and naming.words[at].joined


def in_gazetteer(name: str) -> bool:
    """Tell whether some place bears a name."""
    return bool(load_gazetteer().lookup(name))
