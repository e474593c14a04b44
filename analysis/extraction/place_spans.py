"""Where place names stand: those of the names stage, those inside longer names, those missed.

What the names stage gives as a state, seat or place is a place name; a body's name may hold one
("OSCE Minsk Group"), and some are known by their syntax only ("the town of Ariab").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues
from analysis.extraction.place_evidence import joined_to, stands_as_place
from analysis.extraction.place_growth import grow, with_shared_nouns
from analysis.extraction.place_nouns import (
    blocs,
    kind_of_words,
    noun_kinds,
    plain_words,
)
from analysis.extraction.place_states import (
    adjective_of,
    of_unknown_state,
    other_mentions,
    unknown_states,
)
from analysis.extraction.place_syntax import AREAS, by_syntax
from analysis.extraction.registries import state_names
from analysis.extraction.toponym import Toponym
from analysis.geography import load_gazetteer, normalise

# What a name may stand for decides how its words are read, see metonymy_cues.csv.
_SEAT_CLASSES: Final = {
    "palace": "palace", "street": "palace", "ministry": "palace", "city": "capital",
    "assembly": "building",
}  # fmt: skip
_OFFICE: Final = re.compile(r"(?i)\b(department|ministry|office|administration|treasury|cabinet)\b")
# Prominence from which a name that nothing else explains is a place.
_KNOWN: Final = 4.7
# Words that a name of the gazetteer has at most, with its hyphens.
_LONGEST: Final = 13
_FAMOUS: Final = 5.3


def find_toponyms(document: Document, names: Sequence[Name]) -> list[Toponym]:
    """Find the place names of a text with their full spans.

    Parameters
    ----------
    document
        The parsed text.
    names
        Its proper names.

    Returns
    -------
    list of Toponym
        In text order, none overlapping.
    """
    found: list[Toponym] = []
    persons = {
        word for n in names if n.type == "person" and " " in n.text for word in n.text.split()
    }
    states = unknown_states(document, names)
    for name in names:
        found.extend(_of_name(document, name, persons))
    states_named = list(other_mentions(document, states, names))
    known = {(t.start, t.end) for t in states_named}
    found = [t for t in found if (t.start, t.end) not in known] + states_named
    found.extend(_mistaken(document, names, found))
    # Capitals at the head of a dispatch are its place, not a body's abbreviation.
    taken = [(n.start, n.end) for n in names if n.rule != "capitals"]
    spans = [(t.start, t.end) for t in found]
    found.extend(by_syntax(document, [*taken, *spans], spans))
    grown = [grow(document, toponym, names) for toponym in sorted(set(found))]
    grown = _without_overlaps(with_shared_nouns(document, grown))
    likely = [t for t in grown if _is_likely(document, t, grown, states)]
    return _without_overlaps([*likely, *_repeated(document, likely, names)])


def _repeated(
    document: Document, found: Sequence[Toponym], names: Sequence[Name]
) -> Iterable[Toponym]:
    """Find what was a place once wherever it stands again: "Azawagh: truce text nearly done".

    One name has one sense in a text (Gale, Church and Yarowsky 1992).
    """
    gazetteer = load_gazetteer()
    sure = {
        document.text_of(t.core_start, t.core_end)
        for t in found
        if t.type == "place" and not t.part and t.rule != "inside a name"
    }
    sure = {s for s in sure if len(s) > 3 and normalise(s) not in cues("common_word")}
    if not sure:
        return
    held = {(n.start, n.end): n for n in names if n.type not in ("place",)}
    words = "|".join(sorted(map(re.escape, sure), key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{words})(?![\w-])", document.text):
        start, end = match.span()
        owner = next((n for (s, e), n in held.items() if s < end and start < e), None)
        if owner is None and not gazetteer.lookup(match[0]):
            yield Toponym(start, end, start, end, "place", rule="named before")
        elif owner is not None and owner.type in ("organisation", "other", "media"):
            whole = owner.start >= start and owner.end <= end
            if not whole:
                yield Toponym(start, end, start, end, "place", part=True, rule="named before")


def _mistaken(
    document: Document, names: Sequence[Name], found: Sequence[Toponym]
) -> Iterable[Toponym]:
    """Find places that the model took for persons or bodies: "an air strike on Maaret Misrin"."""
    surnames = {n.text for n in names if n.type == "person" and n.rule in ("surname", "title")}
    spans = [(t.start, t.end) for t in found]
    for name in names:
        if name.type not in ("person", "organisation") or name.rule != "ner":
            continue
        words = name.text.split()
        if words[-1] in surnames or (name.start, name.end) in spans:
            continue
        if any(normalise(word) in plain_words() for word in words):
            continue
        placed = stands_as_place(document, name.start) and not _TAKEN.search(
            document.text[max(0, name.start - 16) : name.start]
        )
        if placed or joined_to(document, name.start, spans):
            spans.append((name.start, name.end))
            span = (name.start, name.end, name.start, name.end)
            yield Toponym(*span, "place", kind=kind_of_words(name.text), rule="place of its spot")


def _is_likely(
    document: Document, toponym: Toponym, found: Sequence[Toponym], states: Iterable[str]
) -> bool:
    """Leave out what only the model calls a place and what never stands as one.

    A newspaper in the brackets of a dateline, an adjective of a state that no registry knows and
    a speaker's name are such.
    """
    if toponym.type != "place" or toponym.part:
        return True
    text = document.text_of(toponym.start, toponym.end)
    words = normalise(text).split()
    if words and words[-1] in cues("media_head"):
        return False
    if any(re.search(rf"\b{re.escape(text)}\b", agency) for agency in _agencies(document)):
        return False
    common = bool(words) and words[0] in cues("common_word") and not toponym.fixed
    if common and (len(words) == 1 or not load_gazetteer().lookup(text)):
        article = document.text[: toponym.start].endswith(("the ", "The "))
        placed = stands_as_place(document, toponym.start, weak=True)
        known = load_gazetteer().lookup(text)
        if article or not (placed or (known and known[0].prominence >= _FAMOUS)):
            return False
    if toponym.rule == "ner" and adjective_of(text, states):
        return False
    if toponym.rule not in ("ner", "dateline") or load_gazetteer().lookup(text):
        return True
    if toponym.rule == "dateline":
        return not any(word in cues("calendar") or word in cues("work_head") for word in words)
    if toponym.fixed or kind_of_words(text):
        return True
    same = [t for t in found if document.text_of(t.start, t.end) == text]
    return any(
        stands_as_place(document, t.start, weak=True)
        or _AFTER_PLACE.match(document.text, t.end)
        or joined_to(document, t.start, [(o.start, o.end) for o in found if o is not t])
        for t in same
    )


# Persons are taken and hit as well as towns.
_TAKEN: Final = re.compile(
    r"(?i)\b(?:took|taken?|held|hold|hit|struck|left|leave|leaving|attacked|captured?|seized?|entered"
    r"|reached|surrounded|liberated?|bombed|evacuated?) $"
)
# "Ghat province", "Tawergha, a town", "Nampala-based"
_AFTER_PLACE: Final = re.compile(
    r",? (?:an?|the) (?:[\w-]+ ){0,2}(?:town|city|village|port|island|district|suburb)\b|-based\b"
    r"| (?:region|province|district|area|front|road|highway|crossing|border|airport)\b"
)
_AGENCY: Final = re.compile(r"(?m)^[^\n(]{3,50}\(([A-Z][^)\n]{2,30})\) ?(?:--|[—–-])")


@lru_cache(maxsize=4)
def _agencies_of(text: str) -> frozenset[str]:
    return frozenset(_AGENCY.findall(text))


def _agencies(document: Document) -> frozenset[str]:
    """Give the agencies that the datelines of a text name in brackets."""
    return _agencies_of(document.text)


_ADJECTIVE: Final = re.compile(r"(?:US|U\.S\.|UK|U\.K\.)(?= )")
_PARTED: Final = re.compile(r"[^/]+")


def _of_name(document: Document, name: Name, persons: Iterable[str]) -> list[Toponym]:
    """Give the toponyms of one proper name: itself, or what stands inside it."""
    span = (name.start, name.end, name.start, name.end)
    if name.type == "state":
        # Abbreviations of states are in the registry; others are an agency's: "Lebanon (AP)".
        if name.entity in state_names() and name.rule != "abbreviation":
            return [Toponym(*span, "state", name.entity, rule=name.rule)]
        kind = kind_of_words(name.text)
        if kind.startswith("admin1") and load_gazetteer().lookup(name.text):
            # "Shan State" is a state of a state.
            return [Toponym(*span, "place", kind="admin1", fixed=True, rule="gazetteer")]
        return of_unknown_state(document, name) if name.entity not in state_names() else []
    if name.type == "seat":
        kind = _seat_kinds().get(name.text.lower(), "city")
        if adjective := _ADJECTIVE.match(name.text):
            # "the US State Department": the state is named in the office.
            end = name.start + adjective.end()
            return [Toponym(name.start, end, name.start, end, "state", name.entity, rule="office")]
        if kind not in _SEAT_CLASSES or _OFFICE.search(name.text):
            return []
        if kind == "assembly" and not _also_place(name.text):
            return []
        return [Toponym(*span, _SEAT_CLASSES[kind], name.entity, rule=name.rule)]
    if name.type == "place" and _is_vessel(document, name):
        return []
    if name.type == "place" and "/" in name.text:
        pairs = [
            (name.start + m.start(), name.start + m.end()) for m in _PARTED.finditer(name.text)
        ]
        return [Toponym(s, e, s, e, "place", rule=name.rule) for s, e in pairs]
    if name.type == "place":
        kind = kind_of_words(name.text)
        type_ = "bloc" if normalise(name.text) in blocs() else "place"
        # A region or a crossing decides nothing; a town may.
        fixed = bool(kind) and "city" not in kind
        return [Toponym(*span, type_, kind=kind, fixed=fixed, rule=name.rule or "names")]
    if name.type == "demonym" and (longer := _longer(document, name)) is not None:
        return [longer]
    if name.type == "demonym" and _stands_alone(document, name):
        # "the militias of Amhara": a province and the people of the same name.
        return [Toponym(*span, "place", kind="admin1", rule="gazetteer")]
    doubtful = name.rule in ("surname", "ner") and " " not in name.text
    if name.type == "person" and doubtful and _is_located(document, name, persons):
        return [Toponym(*span, "place", rule="after a preposition of place")]
    if name.type == "other" and load_gazetteer().lookup(name.text):
        # "the Line of Control": no accord but a line on the map.
        return [Toponym(*span, "place", fixed=True, rule="gazetteer")]
    if name.type in ("organisation", "other") or (name.type == "media" and not name.inside):
        return _inner(document, name)
    return []


def _longer(document: Document, name: Name) -> Toponym | None:
    """Find a place name that begins with an adjective of nationality: "Korean Peninsula"."""
    first = document.token_at(name.start)
    ahead = [t.text for t in document.doc[first.i : first.i + _LONGEST]]
    matched = load_gazetteer().longest_match(ahead, 0)
    if matched is None:
        return None
    last = document.doc[first.i + matched[0] - 1]
    end = last.idx + len(last)
    if end <= name.end or first.idx != name.start:
        return None
    span = (name.start, end, name.start, end)
    return Toponym(*span, "place", fixed=True, rule="gazetteer")


def _is_vessel(document: Document, name: Name) -> bool:
    """Tell a ship that bears a town's name: "the ferry Santa Clarita"."""
    before = document.text[max(0, name.start - 30) : name.start].split()
    return bool(before) and before[-1].lower() in noun_kinds("vessel")


def _stands_alone(document: Document, name: Name) -> bool:
    """Tell a province from the people of the same name by what stands around it."""
    token, last = document.token_at(name.start), document.token_at(name.end - 1)
    if token.i == 0 or last.i + 1 >= len(document.doc):
        return False
    following = last.nbor(1)
    if following.pos_ in ("NOUN", "PROPN", "ADJ") or following.text == "-":
        return False
    if token.nbor(-1).lower_ not in ("of", "in", "from", "across", "throughout", "and", "to"):
        return False
    return any(p.kind == "admin1" for p in load_gazetteer().lookup(name.text))


def _is_located(document: Document, name: Name, persons: Iterable[str]) -> bool:
    """Tell a place that was taken for a person: "in Aceh", "Luhansk, Kherson and ..."."""
    token = document.token_at(name.start)
    places = load_gazetteer().lookup(name.text)
    if token.i == 0:
        return False
    before = token.nbor(-1)
    if not places:
        # Only the model takes it for a person, and nobody is "in" a person.
        return before.lower_ == "in" and name.rule == "ner" and name.text not in persons
    known = places[0].match == "preferred" and places[0].prominence >= _KNOWN
    titled = before.text.rstrip(".") in _TITLED
    if known and name.text not in persons and not titled:
        return True
    if known and not titled and stands_as_place(document, name.start, weak=True):
        # "Lord Belfast ... in Belfast": the surname is a town's too.
        return True
    return before.lower_ in ("in", "near", "outside", "across", "throughout") and (
        token.ent_type_ in ("GPE", "LOC", "")
    )


_TITLED: Final = frozenset("Mr Mrs Ms Miss Dr Lord Lady Sir Dame Prof Gen Col Rev".split())


def _inner(document: Document, name: Name) -> list[Toponym]:
    """Find toponyms inside the name of a body, accord or group: they are literal (guide)."""
    gazetteer = load_gazetteer()
    span = document.span(name.start, name.end)
    tokens = [t.text for t in document.doc[span.start : span.end + 1]]
    found: list[Toponym] = []
    at = span.start
    while at < span.end:
        matched = gazetteer.longest_match(tokens, at - span.start)
        if matched is None or span.start + matched[0] > span.end:
            at += 1
            continue
        stop, places = span.start + matched[0], matched[1]
        first, last = document.doc[at], document.doc[stop - 1]
        start, end = first.idx, last.idx + len(last)
        whole = start <= name.start and end >= name.end
        best = places[0]
        known = best.kind in AREAS or best.population >= 100_000
        key = normalise(document.text_of(start, end))
        plain = key in plain_words() or key in cues("common_word")
        if not whole and not plain and known and best.match != "alternate":
            found.append(Toponym(start, end, start, end, "place", part=True, rule="inside a name"))
            at = stop
        else:
            at += 1
    return found


def _without_overlaps(found: Sequence[Toponym]) -> list[Toponym]:
    kept: list[Toponym] = []
    for toponym in sorted(found, key=lambda t: (t.start, -t.end)):
        if kept and toponym.start < kept[-1].end:
            continue
        kept.append(toponym)
    return kept


def _also_place(name: str) -> bool:
    rows = read_table("seats")
    return any(r["name"].lower() == name.lower() and r["also_place"] == "true" for r in rows)


@lru_cache(maxsize=1)
def _seat_kinds() -> dict[str, str]:
    return {row["name"].lower(): row["kind"] for row in read_table("seats")}
