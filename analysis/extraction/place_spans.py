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
from analysis.extraction.place_growth import grow, with_shared_nouns
from analysis.extraction.place_nouns import (
    CAPITALISED_RUN,
    alternatives,
    blocs,
    in_heading,
    kind_of_words,
    noun_kinds,
    plain_words,
)
from analysis.extraction.place_states import of_unknown_state, other_mentions, unknown_states
from analysis.extraction.registries import state_names
from analysis.extraction.toponym import Toponym
from analysis.geography import load_gazetteer, normalise
from analysis.geography.surfaces import direction_words

# What a name may stand for decides how its words are read, see metonymy_cues.csv.
_SEAT_CLASSES: Final = {
    "palace": "palace", "street": "palace", "ministry": "palace", "city": "capital",
    "assembly": "building",
}  # fmt: skip
_OFFICE: Final = re.compile(r"(?i)\b(department|ministry|office|administration|treasury|cabinet)\b")
# Prominence from which a name that nothing else explains is a place.
_KNOWN: Final = 4.7
_INSIDE_KINDS: Final = ("country", "admin1", "macro_region")
# Inhabitants from which a name of the gazetteer is taken after "in", and after "of" or "and".
_TOWN: Final = 3_000
_CITY: Final = 20_000
# Prepositions after which an unknown name is a place ("in" and "of" take too much else).
_PLACING: Final = frozenset("at near outside towards toward around off".split())
_NO_PLACES: Final = frozenset(
    "PERSON DATE TIME EVENT LAW WORK_OF_ART LANGUAGE MONEY CARDINAL ORDINAL".split()
)


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
    # Capitals at the head of a dispatch are its place, not a body's abbreviation.
    taken = [(n.start, n.end) for n in names if n.rule != "capitals"]
    found.extend(_by_syntax(document, [*taken, *((t.start, t.end) for t in found)]))
    grown = [grow(document, toponym, names) for toponym in sorted(set(found))]
    return _without_overlaps(with_shared_nouns(document, grown))


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
    if name.type == "person" and doubtful and _located(document, name, persons):
        return [Toponym(*span, "place", rule="after a preposition of place")]
    if name.type == "other" and load_gazetteer().lookup(name.text):
        # "the Line of Control": no accord but a line on the map.
        return [Toponym(*span, "place", fixed=True, rule="gazetteer")]
    if name.type in ("organisation", "other"):
        return _inner(document, name)
    return []


def _longer(document: Document, name: Name) -> Toponym | None:
    """Find a place name that begins with an adjective of nationality: "Korean Peninsula"."""
    first = document.token_at(name.start)
    matched = load_gazetteer().longest_match([t.text for t in document.doc], first.i)
    if matched is None:
        return None
    last = document.doc[matched[0] - 1]
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


def _located(document: Document, name: Name, persons: Iterable[str]) -> bool:
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
    if known and name.text not in persons:
        return True
    return before.lower_ in ("in", "near", "outside", "across", "throughout") and (
        token.ent_type_ in ("GPE", "LOC", "")
    )


def _inner(document: Document, name: Name) -> list[Toponym]:
    """Find toponyms inside the name of a body, accord or group: they are literal (guide)."""
    gazetteer = load_gazetteer()
    tokens = [t.text for t in document.doc]
    span = document.span(name.start, name.end)
    found: list[Toponym] = []
    at = span.start
    while at < span.end:
        matched = gazetteer.longest_match(tokens, at)
        if matched is None or matched[0] > span.end:
            at += 1
            continue
        stop, places = matched
        first, last = document.doc[at], document.doc[stop - 1]
        start, end = first.idx, last.idx + len(last)
        whole = start <= name.start and end >= name.end
        best = places[0]
        known = best.kind in _INSIDE_KINDS or best.population >= 100_000
        plain = normalise(document.text_of(start, end)) in plain_words()
        if not whole and not plain and known and best.match != "alternate":
            found.append(Toponym(start, end, start, end, "place", part=True, rule="inside a name"))
            at = stop
        else:
            at += 1
    return found


def _by_syntax(document: Document, taken: Sequence[tuple[int, int]]) -> list[Toponym]:
    """Find places that only their syntax tells: "the town of Ariab", "the Sarp crossing"."""
    found: list[Toponym] = []
    for pattern in _syntax_patterns():
        for match in pattern.finditer(document.text):
            start, end = match.span("name")
            if any(start < e and s < end for s, e in taken):
                continue
            if normalise(match["name"]) in plain_words():
                continue
            found.append(Toponym(start, end, start, end, "place", fixed=True, rule="syntax"))
    found.extend(_datelines(document, taken))
    found.extend(_missed(document, [*taken, *((t.start, t.end) for t in found)]))
    return found


def _datelines(document: Document, taken: Sequence[tuple[int, int]]) -> Iterable[Toponym]:
    """Find the place in capitals that a dispatch begins with: "GENEVA, 3 May (Wire) -"."""
    for match in _DATELINE.finditer(document.text):
        start, end = match.span("name")
        known = load_gazetteer().lookup(match["name"])
        if known and not any(start < e and s < end for s, e in taken):
            yield Toponym(start, end, start, end, "place", rule="dateline")


_ADJECTIVE: Final = re.compile(r"(?:US|U\.S\.|UK|U\.K\.)(?= )")
_PARTED: Final = re.compile(r"[^/]+")
_DATELINE: Final = re.compile(
    r"(?m)^(?P<name>[A-Z][A-Z'’. -]{2,30}?)(?=,? [^\n]{0,40}?(?:\([^)\n]+\))? ?(?:--|[—–-]) )"
)


def _missed(document: Document, taken: Sequence[tuple[int, int]]) -> Iterable[Toponym]:
    """Find names that stand where a place stands, after "of Amhara", "near Haiya"."""
    gazetteer = load_gazetteer()
    tokens = [t.text for t in document.doc]
    for match in _after_preposition().finditer(document.text):
        start, end = match.span("name")
        first = document.token_at(start)
        plain = any(normalise(w) in plain_words() for w in match["name"].split())
        if (plain and not _people_and_province(match["name"])) or any(
            start < e and s < end for s, e in taken
        ):
            continue
        barred = first.ent_type_ in _NO_PLACES and not plain
        if first.ent_type_ == "PERSON" and match["word"] in ("in", "near", "outside"):
            barred = False
        if barred or in_heading(document, start):
            continue
        matched = gazetteer.longest_match(tokens, first.i)
        if matched is not None:
            last = document.doc[matched[0] - 1]
            best = matched[1][0]
            enough = _TOWN if match["word"] in ("in", "near", "at") else _CITY
            if best.kind in _INSIDE_KINDS or best.population >= enough:
                stop = last.idx + len(last)
                yield Toponym(start, stop, start, stop, "place", rule="gazetteer")
        elif match["word"].lower() in _PLACING and match["name"].isalpha():
            yield Toponym(start, end, start, end, "place", rule="preposition of place")


def _people_and_province(name: str) -> bool:
    """Whether a people and its province share a name, as Amhara do."""
    key = normalise(name)
    if key not in cues("no_name") or key in direction_words() or key.endswith("ern"):
        return False
    return any(p.kind == "admin1" and p.match != "alternate" for p in load_gazetteer().lookup(name))


@lru_cache(maxsize=1)
def _after_preposition() -> re.Pattern[str]:
    words = "of|in|from|at|near|outside|towards?|around|off|across|throughout|and|to"
    return re.compile(rf"\b(?P<word>{words}) (?P<name>{CAPITALISED_RUN})")


@lru_cache(maxsize=1)
def _syntax_patterns() -> tuple[re.Pattern[str], ...]:
    of, after, before = (alternatives(position) for position in ("of", "after", "before"))
    name = f"(?P<name>{CAPITALISED_RUN})"
    theatre = r"(?= (?:peace |truce |ceasefire )?(?:talks|war)\b)"
    return (
        re.compile(rf"\b(?:{of}) of (?:the )?{name}"),
        re.compile(rf"(?:\b[Tt]he |\bin |\bnear |\bat ){name}(?= (?:{after})\b)"),
        re.compile(rf"\b(?P<name>(?:{before.title()}) {CAPITALISED_RUN})"),
        re.compile(rf"\b[Tt]he {name}{theatre}"),
        re.compile(rf"\b(?:[Tt]owns?|[Vv]illages?|[Cc]ity|[Cc]ities|[Hh]amlet) {name}"),
    )


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
