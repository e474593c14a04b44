"""Place names that only their syntax tells: "the town of Ariab", "the shelling of Ber"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document
from analysis.extraction.name_cues import cues
from analysis.extraction.place_evidence import joined_ahead, joined_to, located_runs
from analysis.extraction.place_nouns import (
    CAPITALISED_RUN,
    alternatives,
    in_heading,
    plain_words,
)
from analysis.extraction.toponym import Toponym
from analysis.geography import load_gazetteer, normalise
from analysis.geography.surfaces import direction_words

# Kinds of places that are known whatever their size.
AREAS: Final = ("country", "admin1", "macro_region", "water")
# Inhabitants from which a name of the gazetteer is taken after "in", and after "of" or "and".
_TOWN: Final = 3_000
_CITY: Final = 20_000
# What the model may take an unknown place for.
_MAY_BE_PLACES: Final = frozenset({"", "GPE", "LOC", "FAC", "PERSON", "ORG", "NORP"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
# "between Sévaré and Douentza", "from Chakothi to Bhimber", "Gao and Tessalit"
_BESIDE: Final = re.compile(
    rf"(?P<spot>\b(?:from|between|to|of|through|and|or) )(?P<name>{CAPITALISED_RUN})"
)
_CLOSES: Final = re.compile(r"[,.;:)”\"]|\n|$| (?:on|where|since|after|last|yesterday|today)\b")
_NO_PLACES: Final = frozenset(
    "PERSON DATE TIME EVENT LAW WORK_OF_ART LANGUAGE MONEY CARDINAL ORDINAL".split()
)


def by_syntax(
    document: Document, taken: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]
) -> list[Toponym]:
    """Find places that only their syntax tells: "the town of Ariab", "the Sarp crossing".

    Parameters
    ----------
    document
        The parsed text.
    taken
        Spans of all names that are found already.
    places
        Those of them that are places.

    Returns
    -------
    list of Toponym
    """
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
    held = [(t.start, t.end) for t in found]
    found.extend(_located(document, [*taken, *held], [*places, *held]))
    return found


def _datelines(document: Document, taken: Sequence[tuple[int, int]]) -> Iterable[Toponym]:
    """Find the place in capitals that a dispatch begins with: "GENEVA, 3 May (Wire) -"."""
    for match in _DATELINE.finditer(document.text):
        start, end = match.span("name")
        known = load_gazetteer().lookup(match["name"])
        if known and not any(start < e and s < end for s, e in taken):
            yield Toponym(start, end, start, end, "place", rule="dateline")


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
            if best.kind in AREAS or best.population >= enough:
                stop = last.idx + len(last)
                yield Toponym(start, stop, start, stop, "place", rule="gazetteer")


def _located(
    document: Document, taken: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]
) -> Iterable[Toponym]:
    """Find names that nothing knows in a spot where only places stand: "the shelling of Ber"."""
    beside = (
        match
        for match in _BESIDE.finditer(document.text)
        if joined_ahead(document, match.end("name"), places)
        or joined_to(document, match.start("name"), places)
    )
    for match in chain(located_runs().finditer(document.text), beside):
        start, end = match.span("name")
        words = [normalise(w) for w in match["name"].split()]
        if any(start < e and s < end for s, e in taken) or in_heading(document, start):
            continue
        if any(w in plain_words() or w in cues("common_word") for w in words):
            continue
        first = document.token_at(start)
        spot = match["spot"].strip().lower()
        loose = first.pos_ != "PROPN" or first.ent_type_ == "NORP"
        if first.ent_type_ not in _MAY_BE_PLACES or (loose and spot == "in"):
            continue
        if spot in _taking() and first.ent_type_ not in _PLACES:
            continue
        if spot == "in" and not _CLOSES.match(document.text, end):
            # "in Cuyonon and Tagbanwa at schools", "in Brotherhood ranks": too much else.
            continue
        yield Toponym(start, end, start, end, "place", rule="place of its spot")


def _people_and_province(name: str) -> bool:
    """Whether a people and its province share a name, as Amhara do."""
    key = normalise(name)
    if key not in cues("no_name") or key in direction_words() or key.endswith("ern"):
        return False
    return any(p.kind == "admin1" and p.match != "alternate" for p in load_gazetteer().lookup(name))


@lru_cache(maxsize=1)
def _taking() -> frozenset[str]:
    rows = read_table("place_nouns")
    return frozenset(r["word"] for r in rows if r["position"] == "took")


@lru_cache(maxsize=1)
def _after_preposition() -> re.Pattern[str]:
    words = "of|in|from|at|near|outside|towards?|around|off|across|throughout|and|to"
    return re.compile(rf"\b(?P<word>{words}) (?P<name>{CAPITALISED_RUN})")


@lru_cache(maxsize=1)
def _syntax_patterns() -> tuple[re.Pattern[str], ...]:
    of, after, before = (alternatives(position) for position in ("of", "after", "before"))
    name = f"(?P<name>{CAPITALISED_RUN})"
    theatre = r"(?= (?:(?:peace |truce |ceasefire )?(?:talks|war)|road|highway|side)\b)"
    return (
        re.compile(rf"\b(?:{of}) of (?:the )?{name}"),
        re.compile(rf"(?:\b[Tt]he |\bin |\bnear |\bat ){name}(?= (?:{after})\b)"),
        re.compile(rf"\b(?P<name>(?:{before.title()}) {CAPITALISED_RUN})"),
        re.compile(rf"\b[Tt]he {name}{theatre}"),
        re.compile(rf"\b(?:[Tt]owns?|[Vv]illages?|[Cc]ity|[Cc]ities|[Hh]amlet) {name}"),
    )
