"""The spans of place names: which words name a place, before it is told from its government.

The names stage gives the bare names. Here they grow to what the coding guide marks ("Sumy region",
"southern Ukraine", "Zaporizhzhia nuclear plant"), and the toponyms inside longer names and those
known by their syntax only ("the town of Ariab") are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues
from analysis.extraction.registries import state_names
from analysis.geography import load_gazetteer, normalise
from analysis.geography.surfaces import direction_words

# What a name may stand for decides how its words are read, see metonymy_cues.csv.
_SEAT_CLASSES: Final = {
    "palace": "palace", "street": "palace", "ministry": "palace", "city": "capital",
    "assembly": "building",
}  # fmt: skip
_OFFICE: Final = re.compile(r"(?i)\b(department|ministry|office|administration|treasury|cabinet)\b")
_CAPITALISED: Final = r"(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]sh|[Ee]sh|[Ee]z|[Aa]r|[Aa]n|[Aa]s)-)?[^\W\d_a-z][\w’'ʼ-]+"
_RUN: Final = rf"{_CAPITALISED}(?: (?:(?:de|del|la|el|al|ez|ed|es|el) )?{_CAPITALISED}){{0,3}}"
_LOCATIVE: Final = frozenset("in near at inside outside around into toward towards from".split())
# Prominence from which a name that nothing else explains is a place.
_KNOWN: Final = 4.7
_INSIDE_KINDS: Final = ("country", "admin1", "macro_region")


@dataclass(frozen=True, order=True)
class Toponym:
    """A place name in the text.

    Parameters
    ----------
    start, end
        Offsets of the whole span ("southern Ukraine").
    core_start, core_end
        Offsets of the bare name ("Ukraine").
    type
        ``state`` · ``bloc`` (Europe) · ``capital`` · ``palace`` · ``building`` (an assembly's: a place or no mention
        at all, for a parliament is no government) · ``place``.
    entity
        Actor id of the state that it may stand for, '' for other places.
    kind
        Kind that the words around it tell (``admin1|admin2``), '' if none does.
    part
        Whether it is part of a longer name (``OSCE Minsk Group``).
    fixed
        Whether words of the span rule out that a government is meant (``Sumy region``).
    rule
        What recognised it.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    type: str
    entity: str = ""
    kind: str = ""
    part: bool = False
    fixed: bool = False
    rule: str = ""

    def text_is_adjective(self, document: Document) -> bool:
        """Whether the name is written as an adjective of nationality: US, U.S., UK."""
        return document.text_of(self.core_start, self.core_end).replace(".", "") in ("US", "UK")


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
    persons = {word for n in names if n.type == "person" and " " in n.text for word in n.text.split()}
    for name in names:
        found.extend(_of_name(document, name, persons))
    taken = [(n.start, n.end) for n in names]
    found.extend(_by_syntax(document, [*taken, *((t.start, t.end) for t in found)]))
    grown = [_grow(document, toponym, names) for toponym in sorted(set(found))]
    return _without_overlaps(_with_shared_nouns(document, grown))


def _of_name(document: Document, name: Name, persons: Iterable[str]) -> list[Toponym]:
    """Give the toponyms of one proper name: itself, or what stands inside it."""
    span = (name.start, name.end, name.start, name.end)
    if name.type == "state":
        if name.entity in state_names():
            return [Toponym(*span, "state", name.entity, rule=name.rule)]
        kind = kind_of_words(name.text)
        if kind.startswith("admin1") and load_gazetteer().lookup(name.text):
            # "Shan State" is a state of a state.
            return [Toponym(*span, "place", kind="admin1", fixed=True, rule="gazetteer")]
        return []
    if name.type == "seat":
        kind = _seat_kinds().get(name.text.lower(), "city")
        if kind not in _SEAT_CLASSES or _OFFICE.search(name.text):
            return []
        if kind == "assembly" and not _also_place(name.text):
            return []
        return [Toponym(*span, _SEAT_CLASSES[kind], name.entity, rule=name.rule)]
    if name.type == "place" and _is_vessel(document, name):
        return []
    if name.type == "place":
        kind = kind_of_words(name.text)
        type_ = "bloc" if normalise(name.text) in _blocs() else "place"
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


@lru_cache(maxsize=1)
def _blocs() -> frozenset[str]:
    """Regions that act as one: "Europe must have a seat at the table"."""
    rows = read_table("place_nouns")
    return frozenset(r["word"] for r in rows if r["position"] == "bloc")


def _is_vessel(document: Document, name: Name) -> bool:
    """Tell a ship that bears a town's name: "the ferry Santa Clarita"."""
    before = document.text[max(0, name.start - 30) : name.start].split()
    return bool(before) and before[-1].lower() in _noun_kinds("vessel")


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
    if token.i == 0 or not places:
        return False
    before = token.nbor(-1)
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
        plain = normalise(document.text_of(start, end)) in _plain_words()
        if not whole and not plain and known and best.match != "alternate":
            found.append(Toponym(start, end, start, end, "place", part=True, rule="inside a name"))
            at = stop
        else:
            at += 1
    return found


def _by_syntax(document: Document, taken: Sequence[tuple[int, int]]) -> list[Toponym]:
    """Find places that only their syntax tells: "the town of Ariab", "the Sarp crossing"."""
    found: list[Toponym] = []
    for pattern, group in _syntax_patterns():
        for match in pattern.finditer(document.text):
            start, end = match.span(group)
            if any(start < e and s < end for s, e in taken):
                continue
            if normalise(match[group]) in _plain_words():
                continue
            found.append(Toponym(start, end, start, end, "place", fixed=True, rule="syntax"))
    found.extend(_missed(document, [*taken, *((t.start, t.end) for t in found)]))
    return found


def _missed(document: Document, taken: Sequence[tuple[int, int]]) -> Iterable[Toponym]:
    """Find names that stand where a place stands, after "of Amhara", "near Haiya"."""
    gazetteer = load_gazetteer()
    tokens = [t.text for t in document.doc]
    for match in _after_preposition().finditer(document.text):
        start, end = match.span("name")
        first = document.token_at(start)
        plain = any(normalise(w) in _plain_words() for w in match["name"].split())
        if plain and not _people_and_province(match["name"]) or any(start < e and s < end for s, e in taken):
            continue
        barred = first.ent_type_ in _NO_PLACES and not plain
        if barred or _in_heading(document, start):
            continue
        matched = gazetteer.longest_match(tokens, first.i)
        if matched is not None:
            last = document.doc[matched[0] - 1]
            best = matched[1][0]
            if best.kind in _INSIDE_KINDS or best.population >= 20_000:
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


# Prepositions after which an unknown name is a place ("in" and "of" take too much else).
_PLACING: Final = frozenset("at near outside towards toward around off".split())
_NO_PLACES: Final = frozenset(
    "PERSON DATE TIME EVENT LAW WORK_OF_ART LANGUAGE MONEY CARDINAL ORDINAL".split()
)


@lru_cache(maxsize=1)
def _after_preposition() -> re.Pattern[str]:
    words = "of|in|from|at|near|outside|towards?|around|off|across|throughout|and|to"
    return re.compile(rf"\b(?P<word>{words}) (?P<name>{_RUN})")


@lru_cache(maxsize=1)
def _syntax_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    of = _alternatives("of")
    after = _alternatives("after")
    before = _alternatives("before")
    return (
        (re.compile(rf"\b(?:{of}) of (?:the )?(?P<name>{_RUN})"), "name"),
        (re.compile(rf"(?:\b[Tt]he |\bin |\bnear |\bat )(?P<name>{_RUN})(?= (?:{after})\b)"), "name"),
        (re.compile(rf"\b(?P<name>(?:{before.title()}) {_RUN})"), "name"),
        (re.compile(rf"\b[Tt]he (?P<name>{_RUN})(?= (?:peace |truce |ceasefire )?(?:talks|war)\b)"), "name"),
        (re.compile(rf"\b(?:[Tt]owns?|[Vv]illages?|[Cc]ity|[Cc]ities|[Hh]amlet) (?P<name>{_RUN})"), "name"),
    )


def _alternatives(position: str) -> str:
    words = [r["word"] for r in read_table("place_nouns") if r["position"] == position]
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _grow(document: Document, toponym: Toponym, names: Sequence[Name]) -> Toponym:
    """Extend a bare name by the words that belong to it."""
    if toponym.part or toponym.type == "palace":
        return toponym
    text = document.text
    toponym = _grow_left(text, toponym, names)
    toponym = _grow_run(document, toponym, names)
    following = _after().match(text, toponym.end)
    if following and toponym.type != "state":
        end = following.end("noun")
        blocked = any(n.start < end and n.end > toponym.end for n in names if n.type != "place")
        noun = following["noun"].lower()
        if not blocked and not (noun == "state" and toponym.type == "capital"):
            kind = _noun_kinds("after")[noun]
            return replace(toponym, end=end, kind=kind, fixed=True)
    return toponym


def _grow_run(document: Document, toponym: Toponym, names: Sequence[Name]) -> Toponym:
    """Take the further words of a name of which the gazetteer knows the first: "Kara Darya"."""
    if toponym.type != "place" or toponym.rule == "dateline":
        return toponym
    end = toponym.end
    while match := _next_capital().match(document.text, end):
        token = document.token_at(match.start(1))
        plain = normalise(match[1]) in _plain_words()
        owner = next((n for n in names if n.start < match.end() and n.end > match.start(1)), None)
        other = owner is not None and (owner.type != "place" or owner.end > match.end())
        if plain or other or token.pos_ != "PROPN" or _in_heading(document, match.start(1)):
            break
        end = match.end()
    if end == toponym.end:
        return toponym
    kind = kind_of_words(document.text[toponym.start : end])
    return replace(toponym, end=end, core_end=end, kind=kind)


def _in_heading(document: Document, offset: int) -> bool:
    """Whether the words of a line are capitalised for being a heading."""
    text = document.text
    line = text[text.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0]
    long = [w for w in re.findall(r"[^\W\d_]{4,}", line)]
    return bool(long) and sum(w[0].isupper() for w in long) > 0.7 * len(long)


@lru_cache(maxsize=1)
def _next_capital() -> re.Pattern[str]:
    return re.compile(rf" ({_CAPITALISED})(?![^\W\d_])")


def kind_of_words(name: str) -> str:
    """Give the kinds that the first or last words of a name tell: "Chorokhi River" → water.

    Examples
    --------
    >>> kind_of_words("Chorokhi River"), kind_of_words("Mount Hermon"), kind_of_words("Goma")
    ('water', 'macro_region', '')
    """
    words = name.lower().split()
    for width in (3, 2, 1):
        if len(words) > width and (kind := _noun_kinds("after").get(" ".join(words[-width:]))):
            return kind
    if len(words) > 2 and words[1] == "of":
        return _noun_kinds("of").get(words[0], "")
    return _noun_kinds("before").get(words[0], "") if len(words) > 1 else ""


@lru_cache(maxsize=1)
def noun_words() -> frozenset[str]:
    """Give all words of the nouns that follow a name: ``nuclear``, ``power``, ``plant`` ..."""
    return frozenset(word for noun in _noun_kinds("after") for word in noun.split())


def _grow_left(text: str, toponym: Toponym, names: Sequence[Name]) -> Toponym:
    before = text[max(0, toponym.start - 40) : toponym.start]
    of = _before_of().search(before)
    if of:
        noun = of["noun"].lower()
        kind = _noun_kinds("of")[noun]
        start = toponym.start - (len(before) - of.start("noun"))
        if toponym.type == "state" and "water" not in kind:
            return toponym
        # A town keeps its bare name, a strait or province is named with its noun.
        if "city" in kind.split("|") or kind == "facility":
            return replace(toponym, kind=kind, fixed=True)
        return replace(toponym, start=start, kind=kind, fixed=True)
    direct = _before_direct().search(before)
    if direct and toponym.type != "state":
        kind = _noun_kinds("before")[direct["noun"].lower()]
        start = toponym.start - (len(before) - direct.start("noun"))
        return replace(toponym, start=start, kind=kind, fixed=True)
    part = _direction().search(before)
    unit = _after().match(text, toponym.end)
    if part and not unit and _has_parts(text[toponym.start : toponym.end], toponym):
        start = toponym.start - (len(before) - part.start("way"))
        if not any(n.start < toponym.start and n.end > start for n in names):
            return replace(toponym, start=start, kind="macro_region", fixed=True)
    return toponym


def _has_parts(name: str, toponym: Toponym) -> bool:
    """Whether a direction before a name makes a region of its own: "southern Ukraine"."""
    if toponym.type == "state":
        return True
    if toponym.type != "place" or kind_of_words(name).startswith("admin"):
        return False
    places = load_gazetteer().lookup(name)
    return bool(places) and (
        places[0].kind in ("country", "admin1", "macro_region")
    )


def _with_shared_nouns(document: Document, found: list[Toponym]) -> list[Toponym]:
    """Let "Donetsk and Luhansk regions" be two regions: the noun holds for the first as well."""
    result = list(found)
    shared = False
    for position in range(len(result) - 2, -1, -1):
        here, following = result[position], result[position + 1]
        between = document.text[here.end : following.start]
        plural = document.text[: following.end].endswith("s") and following.kind
        bare = following.end == following.core_end
        shared = bool(plural) and not bare or shared and bare
        if shared and not here.kind and re.fullmatch(r",? (?:and|or) (?:the )?|, ", between):
            result[position] = replace(here, kind=following.kind, fixed=True)
        else:
            shared = False
    return result


def _without_overlaps(found: Sequence[Toponym]) -> list[Toponym]:
    kept: list[Toponym] = []
    for toponym in sorted(found, key=lambda t: (t.start, -t.end)):
        if kept and toponym.start < kept[-1].end:
            continue
        kept.append(toponym)
    return kept


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0-](?P<noun>(?i:{_alternatives('after')}))\b(?!['’]s? |-)")


@lru_cache(maxsize=1)
def _before_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<noun>(?i:{_alternatives('of')})) of (?:the )?$")


@lru_cache(maxsize=1)
def _before_direct() -> re.Pattern[str]:
    words = "|".join(w.title() for w in _alternatives("before").split("|"))
    return re.compile(rf"\b(?P<noun>{words}) $")


@lru_cache(maxsize=1)
def _direction() -> re.Pattern[str]:
    ways = "|".join(
        sorted((w.replace(" ", "[- ]") for w in direction_words()), key=len, reverse=True)
    )
    return re.compile(rf"\b(?P<way>(?i:{ways})) $")


@lru_cache(maxsize=4)
def _noun_kinds(position: str) -> dict[str, str]:
    return {r["word"]: r["kinds"] for r in read_table("place_nouns") if r["position"] == position}


def _also_place(name: str) -> bool:
    rows = read_table("seats")
    return any(r["name"].lower() == name.lower() and r["also_place"] == "true" for r in rows)


@lru_cache(maxsize=1)
def _seat_kinds() -> dict[str, str]:
    return {row["name"].lower(): row["kind"] for row in read_table("seats")}


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    """Words that name bodies, offices and days, though some place bears them too."""
    classes = (
        "org_head", "org_first", "work_head", "media_head", "honorific", "calendar", "no_name",
        "office", "office_modifier", "lower_head", "state_part", "group_part", "rank",
    )  # fmt: skip
    return frozenset(word for class_ in classes for word in cues(class_))
