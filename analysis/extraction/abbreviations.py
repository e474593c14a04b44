"""Abbreviations: of names in the text, of bodies never written out, of persons and offices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from analysis.extraction.document import Name
from analysis.extraction.evidence import no_names
from analysis.extraction.name_cues import cues
from analysis.extraction.naming import Naming
from analysis.extraction.organisations import abbreviation
from analysis.extraction.place_names import in_gazetteer
from analysis.extraction.words import HYPHENS, slug, split_words

_LONGEST_ABBREVIATION: Final = 7
# Letters from which an abbreviation is nobody else's by chance.
_FEWEST: Final = 3
# Digits of a number that is no longer one of a name.
_DIGITS: Final = 3


def add_abbreviations(naming: Naming) -> None:
    """Take abbreviations introduced after a registered name or a place for that name."""
    known: dict[str, Name] = {}
    for at, word in enumerate(naming.words):
        if not abbreviation(word.text) or at == 0:
            continue
        if "(" in word.gap and (at - 1) in naming.owner:
            before = naming.found[naming.owner[at - 1]]
            own = naming.found.get(naming.owner.get(at, -1))
            if before.type in ("organisation", "media", "state") and (
                own is None or own.entity in ("", before.entity) or own.rule == "abbreviation"
            ):
                known[word.fold] = before
        elif (body := _initialled(naming, at)) is not None:
            known[word.fold] = body
    known |= _of_initials(naming, known)
    for name in list(naming.found.values()):
        if name.rule == "abbreviation" and abbreviation(name.text):
            known.setdefault(_NUMBER.sub("", name.text.replace(".", "")), name)
    for at, word in enumerate(naming.words):
        whole = known.get(word.fold) or known.get(word.fold.rstrip("s"))
        if whole is None or (
            at in naming.owner and naming.found[naming.owner[at]].rule == "abbreviation"
        ):
            continue
        if at in naming.owner and naming.owner[at] != at:
            continue
        stop = abbreviation_stop(naming, at)
        naming.put(at, stop, whole.type, entity=whole.entity, kind=whole.kind, rule="abbreviation")
    _splinters(naming, known)
    _numbered_bodies(naming)
    for at, word in enumerate(naming.words):
        # Further capitals that act: an abbreviation never written out.
        if at in naming.owner or word.heading or not abbreviation(word.text):
            continue
        if (
            word.text in no_names()
            or not 2 <= len(word.fold) <= _LONGEST_ABBREVIATION
            or word.fold.lower() in cues("calendar")
            or at in naming.evidence.office_words
        ):
            continue
        token = naming.document.token_at(word.start)
        if _numbered(naming, at) or _initials_of_office(naming, word.text):
            continue
        if naming.begins_line(at) and in_gazetteer(word.text.title()):
            continue  # "NAIROBI, Monday.": where a report was written
        if at and naming.words[at - 1].caps and naming.begins_line(at - 1):
            continue  # "THE HOTEL has seen better days": how a magazine begins
        begins = naming.begins_line(at) and at + 1 < len(naming.words)
        if begins and not naming.words[at + 1].capital and naming.words[at + 1].gap == " ":
            if sum(other.text == word.text for other in naming.words) == 1:
                continue  # "TALKS to end the war": how a broadsheet begins
        if _initials_of_person(naming, at):
            whole_name = naming.document.text_of(word.start, naming.words[at + 1].end)
            naming.put(at, at + 2, "person", entity=slug(whole_name), rule="initials")
            continue
        if token.ent_type_ in ("ORG", "GPE", "NORP", "PERSON") or token.dep_ == "nsubj":
            if token.ent_type_ in ("MONEY", "PRODUCT", "TIME", "DATE"):
                continue
            naming.put(
                at,
                at + 1,
                "organisation",
                entity=slug(word.text),
                kind="organisation",
                rule="capitals",
            )


_NUMBER: Final = re.compile(r"[-‐‑]\d+$")


def abbreviation_stop(naming: Naming, at: int) -> int:
    """Give the position behind an abbreviation, with the number of "MC-9".

    Parameters
    ----------
    naming
        The names under way.
    at
        Position of the capitals.

    Returns
    -------
    int
    """
    after = naming.words[at + 1 : at + 2]
    numbered = bool(after) and after[0].gap in HYPHENS and after[0].text.isdigit()
    return at + 1 + (numbered and len(after[0].text) < _DIGITS)


def _of_initials(naming: Naming, known: Mapping[str, Name]) -> dict[str, Name]:
    """Read "ARPA" of the one Awash River People's Army, though no bracket says so."""
    bodies: dict[str, dict[str, Name]] = {}
    for name in naming.found.values():
        words = [w for w in split_words(name.text) if w[0].isupper()]
        if name.type == "organisation" and name.rule != "registry" and len(words) >= _FEWEST:
            letters = "".join(w[0] for w in words).upper()
            bodies.setdefault(letters, {})[name.entity] = name
    found = {}
    for at, word in enumerate(naming.words):
        same = bodies.get(word.fold, {})
        if len(same) == 1 and word.caps and word.fold not in known and at not in naming.owner:
            found[word.fold] = next(iter(same.values()))
    return found


def _initialled(naming: Naming, at: int) -> Name | None:
    """Read "the Southern Column, known by its Spanish initials CCS"."""
    if naming.words[at - 1].fold.lower() not in cues("initials"):
        return None
    for position in range(at - 2, max(at - 9, -1), -1):
        name = naming.found.get(naming.owner.get(position, -1))
        if name is not None and name.type in ("organisation", "media", "state"):
            return name
    return None


def _numbered_bodies(naming: Naming) -> None:
    """Take "the MC-7" for a body wherever it stands, if the parser sees one in one place."""
    places = [at for at in range(1, len(naming.words)) if _numbered(naming, at)]
    texts = [
        naming.document.text_of(naming.words[at].start, naming.words[at + 1].end) for at in places
    ]
    bodies = {
        text
        for at, text in zip(places, texts, strict=True)
        if naming.document.token_at(naming.words[at].start).ent_type_ not in _THINGS
    }
    for at, text in zip(places, texts, strict=True):
        if text in bodies and at not in naming.owner:
            naming.put(at, at + 2, "organisation", entity=slug(text), kind="organisation",
                       rule="capitals")  # fmt: skip


# "The AK-47", "the M-5 motorway", "the UN-242".
_THINGS: Final = ("PRODUCT", "FAC", "LAW", "WORK_OF_ART", "QUANTITY", "CARDINAL")


def _numbered(naming: Naming, at: int) -> bool:
    """Tell two capitals or more with an article before and a number behind."""
    if at + 1 >= len(naming.words) or naming.words[at].heading:
        return False
    word = naming.words[at]
    joined = abbreviation_stop(naming, at) == at + 2
    article = naming.words[at - 1].fold.lower() in ("the", "el", "la")
    return joined and article and abbreviation(word.text)


def _splinters(naming: Naming, known: Mapping[str, Name]) -> None:
    """Take "FPS-Renewal" for another body than the FPS."""
    for at, word in enumerate(naming.words[:-1]):
        after = naming.words[at + 1]
        whole = known.get(word.fold)
        if whole is None or after.gap not in ("-", "‑", "–") or not after.capital or after.caps:
            continue
        text = naming.document.text_of(word.start, after.end)
        naming.put(at, at + 2, whole.type, entity=slug(text), kind=whole.kind, rule="splinter")


def _initials_of_office(naming: Naming, short: str) -> bool:
    """Tell "the DGMO" after "the director general of military operations"."""
    letters = short.rstrip("s").replace(".", "").lower()
    words = naming.words
    if len(letters) < 3:
        return False
    for at in range(len(words)):
        plain = words[at].fold.lower()
        if plain.rstrip("s") not in cues("office") or plain[0] != letters[0]:
            continue
        initials = ""
        for position in range(at, min(at + len(letters) + 3, len(words))):
            if position > at and not words[position].joined:
                break
            if words[position].fold.lower() not in ("of", "for", "and", "the"):
                initials += words[position].fold[0].lower()
            if initials == letters:
                return True
    return False


def _initials_of_person(naming: Naming, at: int) -> bool:
    """Tell "JD Vance", "PW Botha", two initials before a surname, from "EU commissioners"."""
    words = naming.words
    if at + 1 >= len(words) or len(words[at].fold) != 2 or words[at + 1].gap != " ":
        return False
    after = words[at + 1]
    if not after.capital or after.caps or at + 1 in naming.evidence.office_words:
        return False
    own = naming.found.get(naming.owner.get(at + 1, -1))
    if own is not None and own.type not in ("person", "place"):
        return False
    if own is not None and own.type == "person" and own.start == after.start:
        return True
    initials, surname = (naming.document.token_at(w.start) for w in (words[at], after))
    if surname.ent_type_ == "PERSON":
        return True
    # Where the parser sees a name of two words that ends in no kind of body.
    together = initials.dep_ == "compound" and initials.head == surname
    return together and surname.pos_ == "PROPN" and after.fold.lower() not in cues("org_head")
