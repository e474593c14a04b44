"""Place or government: whether a place name is meant literally, by the coding guide.

"Kyiv agreed" is a government, "in Kyiv" a city. What decides is, in this order: words joined by a
hyphen, the preposition and what it hangs on, the noun that is owned or modified, the verb. Which
word tells what stands in ``codebook/metonymy_cues.csv``; the distinction follows Markert and
Nissim's annotation of location names (SemEval-2007 task 8).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.codebook import many, read_table
from analysis.extraction import place_context as context
from analysis.extraction.document import Document, Name
from analysis.extraction.place_context import Spot
from analysis.extraction.toponym import Toponym

_TYPES: Final = ("state", "capital", "palace", "building", "place")
_DATELINE: Final = re.compile(r"[^\n]{0,40}?(?:\([^)\n]{2,30}\)\s*)?\s*[-–—]{1,2}\s")
# "In Anchorage, Alaska, Mr Trump said": the second only tells where the first lies.
_CONTAINED: Final = re.compile(
    r"\b[Ii]n (?:the (?:[a-z]+ )?(?:town|city|village) of )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}, $"
)
_TOPIC: Final = re.compile(r"\s*[:–—|]")
# "Doha talks near deadline": the parser sees a verb.
_TALKS: Final = re.compile(
    r" (?:(?:peace|truce|ceasefire) )?talks\b(?! (?:to|with|of|up)\b)", re.IGNORECASE
)
# "Float Nairobi as a new venue", "Geneva as the place for talks".
_AS_VENUE: Final = re.compile(
    r" (?:as|for) (?:an?|the|its|his|her|their) (?:[a-z]+ ){0,2}"
    r"(?:venue|site|location|meeting place|place)\b"
)
# How sure each kind of evidence is, from the development texts.
_SURE: Final = {
    "hyphen": 0.97,
    "part": 0.9,
    "dateline": 0.98,
    "preposition": 0.93,
    "governor": 0.92,
    "possessive": 0.95,
    "modifier": 0.9,
    "verb": 0.95,
    "default": 0.7,
}


@dataclass(frozen=True)
class Reading:
    """How a place name is meant.

    Parameters
    ----------
    literal
        True as a place, False as its government or people.
    rule
        The evidence: ``preposition: in``, ``subject: agree`` ...
    confidence
        Chance that it is right.
    """

    literal: bool
    rule: str
    confidence: float


@lru_cache(maxsize=1)
def _cues() -> dict[tuple[str, str, str], dict[str, bool]]:
    """Readings by relation, type of name and first word; the governor stands in the cue."""
    found: dict[tuple[str, str, str], dict[str, bool]] = {}
    for row in read_table("metonymy_cues"):
        types = set(_TYPES if row["applies_to"] == "any" else many(row["applies_to"]))
        if "state" in types:
            types.add("bloc")
        for type_ in types:
            key = (row["relation"], type_, "")
            found.setdefault(key, {}).setdefault(row["cue"], row["reading"] == "literal")
    return found


def _cue(relation: str, type_: str, word: str) -> bool | None:
    return _cues().get((relation, type_, ""), {}).get(word)


def is_metonymic(document: Document, toponym: Toponym, names: Sequence[Name] = ()) -> bool:
    """Tell whether a place name stands for its government or people.

    Parameters
    ----------
    document
        The parsed text.
    toponym
        The place name.
    names
        The proper names of the text: coordinations and possessions are read with them.

    Returns
    -------
    bool

    Examples
    --------
    >>> from analysis.articles import read_article
    >>> from analysis.extraction.language import parse
    >>> text = "Oslo agreed. Talks were held in Oslo."
    >>> document = parse(read_article(text, source_id="x", published="2025-01-01"))
    >>> first = Toponym(0, 4, 0, 4, "capital", "norway")
    >>> second = Toponym(32, 36, 32, 36, "capital", "norway")
    >>> is_metonymic(document, first), is_metonymic(document, second)
    (True, False)
    """
    return not read_place(document, toponym, names).literal


def read_place(document: Document, toponym: Toponym, names: Sequence[Name] = ()) -> Reading:
    """Read a place name as a place or as its government, saying why.

    Parameters
    ----------
    document, toponym, names
        As for :func:`is_metonymic`.

    Returns
    -------
    Reading
    """
    if toponym.part:
        return Reading(True, "part of a name", _SURE["part"])
    if _is_dateline(document, toponym):
        return Reading(True, "dateline", _SURE["dateline"])
    if toponym.fixed:
        return Reading(True, "place noun", _SURE["possessive"])
    if toponym.type in ("capital", "place") and _TALKS.match(document.text, toponym.end):
        the = document.text[: toponym.start].endswith(("the ", "The "))
        if the or _heads_line(document, toponym):
            return Reading(True, "modifier: talks", _SURE["modifier"])
    if _AS_VENUE.match(document.text, toponym.end):
        return Reading(True, "as a venue", _SURE["modifier"])
    if _CONTAINED.search(document.text[max(0, toponym.start - 60) : toponym.start]):
        if document.text[toponym.end : toponym.end + 1] in (",", ".", ";", ":", ")"):
            return Reading(True, "wider place", _SURE["preposition"])
    spans = _coordinated(toponym, names)
    place = context.spot(document, toponym.start, toponym.end, spans)
    for test in (
        _by_hyphen,
        _by_possessive,
        _by_preposition,
        _by_modified,
        _by_idiom,
        _by_verb,
        _by_list,
    ):
        reading = test(document, toponym, place, names)
        if reading is not None:
            return reading
    return _by_default(document, toponym)


def _coordinated(toponym: Toponym, names: Sequence[Name]) -> list[tuple[int, int]]:
    spans = {
        (n.start, n.end)
        for n in names
        if n.type not in ("demonym", "other") and not (n.start <= toponym.start < n.end)
    }
    return sorted(spans | {(toponym.start, toponym.end)})


def _is_dateline(document: Document, toponym: Toponym) -> bool:
    text = document.text
    line = text.rfind("\n", 0, toponym.start) + 1
    lead = text[line : toponym.start]
    if lead.strip(" \t(*_—–-") and not lead.isupper():
        return False
    name = text[toponym.start : toponym.end]
    rest = text[toponym.end : toponym.end + 90].split("\n", 1)[0]
    if name.isupper() and len(name) > 3 and _DATELINE.match(rest):
        return True
    dated = re.match(r",? (?:\w+ )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})\b", rest)
    located = re.match(r"(?:, [A-Z][\w ]+)? ?(?:\([^)]{2,30}\) ?)?(?:--|[–—]) ", rest)
    return bool(dated or located) and (not lead.strip() or lead.isupper())


def _by_hyphen(
    document: Document, toponym: Toponym, place: Spot, names: Sequence[Name]
) -> Reading | None:
    before, behind = _hyphen(document, toponym.start, toponym.end)
    if behind:
        literal = _cue("suffix", toponym.type, behind)
        if literal is None:
            literal = toponym.type == "place" and behind[0].isupper()
            if toponym.type == "place" and not literal:
                literal = behind not in ("led", "backed", "brokered", "mediated", "aligned")
        return Reading(literal, f"hyphen: -{behind}", _SURE["hyphen"])
    if before and before not in ("al", "el"):
        literal = _cue("prefix", toponym.type, before)
        if literal is None and before in ("pro", "anti", "non"):
            literal = False
        if literal is not None:
            return Reading(literal, f"hyphen: {before}-", _SURE["hyphen"])
    return None


def _hyphen(document: Document, start: int, end: int) -> tuple[str, str]:
    """Give what is joined to a name by hyphens: before it and behind it ("pro-", "-backed")."""
    before = re.search(r"([^\W\d_]+)[-‐‑]$", document.text[max(0, start - 20) : start])
    behind = re.match(r"[-‐‑–]([^\W\d_]+)", document.text[end : end + 25])
    return (
        before.group(1).lower() if before else "",
        behind.group(1).lower() if behind else "",
    )


def _by_possessive(
    document: Document, toponym: Toponym, place: Spot, names: Sequence[Name]
) -> Reading | None:
    owned = context.possessed(place)
    if not owned:
        return None
    head = context.lemma(owned[-1])
    first, last = owned[0].idx, owned[-1].idx + len(owned[-1])
    literal = _cue("possessed", toponym.type, head)
    if literal is None:
        inner = [n for n in names if first <= n.start < last and n.type in ("place", "seat")]
        # The name must be what is owned, not what modifies it ("Russia's Moscow negotiators").
        literal = bool(inner) and (inner[-1].end >= last or toponym.type == "place")
        if toponym.type in ("place", "building"):
            literal = True
        if not literal and any(w.lower_ in ("largest", "biggest", "longest") for w in owned):
            literal = owned[0].lower_ in ("largest", "biggest", "longest", "second")
        if toponym.type == "palace":
            literal = False
    return Reading(literal, f"possessive: {head}", _SURE["possessive"])


def _by_preposition(
    document: Document, toponym: Toponym, place: Spot, names: Sequence[Name]
) -> Reading | None:
    found = context.preposition(place)
    if found is None:
        return None
    word, token = found
    verb = context.verb_of(place)
    if verb is not None and verb[0] in ("subject", "passive") and word in context.OPENING:
        return None
    reading = _by_modified(document, toponym, place, names)
    if reading is not None and _is_modifier(document, toponym, place, word):
        # "with U.S. officials": the noun behind the name is what the preposition governs.
        return reading
    for governor in context.governors(token, place):
        literal = _cue(word, toponym.type, governor)
        if literal is not None:
            return Reading(literal, f"governor: {governor} {word}", _SURE["governor"])
    literal = _cue("prep", toponym.type, word)
    if literal is None:
        return None
    return Reading(literal, f"preposition: {word}", _SURE["preposition"])


def _is_modifier(document: Document, toponym: Toponym, place: Spot, word: str) -> bool:
    """Whether a noun behind the name is its head, not the next verb or phrase."""
    noun = context.modified(place)
    if noun is None:
        return False
    known = any(_cue("modified", toponym.type, form) is not None for form in context.forms(noun))
    strong = _cue("prep", "place", word) is not None and word in _STRONG
    return known or toponym.text_is_adjective(document) or not strong


_STRONG: Final = frozenset(
    "in inside at near across throughout outside into toward towards".split()
)


def _by_modified(
    document: Document, toponym: Toponym, place: Spot, names: Sequence[Name]
) -> Reading | None:
    noun = context.modified(place)
    if noun is None:
        return None
    readings = [_cue("modified", toponym.type, form) for form in context.forms(noun)]
    literal = next((r for r in readings if r is not None), None)
    if literal is None:
        literal = toponym.type in ("place", "capital", "building")
    if toponym.text_is_adjective(document) and noun.lower_ not in _SOIL:
        literal = False
    return Reading(literal, f"modifier: {noun.lower_}", _SURE["modifier"])


_SOIL: Final = frozenset("soil territory border coast airspace mainland waters".split())


def _by_verb(
    document: Document, toponym: Toponym, place: Spot, names: Sequence[Name]
) -> Reading | None:
    found = context.verb_of(place)
    if found is None:
        return None
    relation, verb = found
    literal = _cue(relation, toponym.type, verb)
    if literal is None:
        literal = toponym.type == "place"
    return Reading(literal, f"{relation}: {verb}", _SURE["verb"])


def _by_idiom(
    document: Document, toponym: Toponym, place: Spot, names: Sequence[Name]
) -> Reading | None:
    """Read a stance told by a set phrase: "would not hear of it", "has other ideas"."""
    phrase = context.predicate(place)
    for words in range(len(phrase), 1, -1):
        cue = " ".join(phrase[:words])
        literal = _cue("idiom", toponym.type, cue)
        if literal is not None:
            return Reading(literal, f"subject: {cue}", _SURE["verb"])
    return None


def _by_list(
    document: Document, toponym: Toponym, place: Spot, names: Sequence[Name]
) -> Reading | None:
    """Read a later name of a list as the first: "crossed into Egypt, Chad and other states"."""
    first = document.span(toponym.start, toponym.end).root
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    if first.i >= place.first.i or first.dep_ != "pobj":
        return None
    literal = _cue("prep", toponym.type, first.head.lower_)
    return None if literal is None else Reading(literal, "preposition", _SURE["preposition"])


def _heads_line(document: Document, toponym: Toponym) -> bool:
    line = document.text.rfind("\n", 0, toponym.start) + 1
    return document.text[line : toponym.start].strip(" #*-•") == ""


def _by_default(document: Document, toponym: Toponym) -> Reading:
    if toponym.type in ("place", "building", "bloc"):
        return Reading(True, "default", 0.9)
    if (
        _heads_line(document, toponym)
        and _TOPIC.match(document.text, toponym.end)
        and toponym.type != "palace"
    ):
        # "Yemen: what the handshake settles": the field of the report.
        return Reading(True, "topic of a heading", _SURE["default"])
    return Reading(False, "default", _SURE["default"])
