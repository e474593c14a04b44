"""Bare names grow to the spans that the coding guide marks: "Sumy region", "southern Ukraine"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from analysis.extraction.document import Document, Name
from analysis.extraction.place_nouns import (
    CAPITALISED,
    alternatives,
    in_heading,
    kind_of_words,
    noun_kinds,
    plain_words,
)
from analysis.extraction.toponym import Toponym
from analysis.geography import load_gazetteer, normalise
from analysis.geography.surfaces import direction_words


def grow(document: Document, toponym: Toponym, names: Sequence[Name]) -> Toponym:
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
        seaside = noun in _BY_THE_SEA and _is_water(text[toponym.start : toponym.end])
        if not blocked and not seaside and not (noun == "state" and toponym.type == "capital"):
            kind = noun_kinds("after")[noun]
            return replace(toponym, end=end, kind=kind, fixed=True)
    return toponym


def _grow_run(document: Document, toponym: Toponym, names: Sequence[Name]) -> Toponym:
    """Take the further words of a name of which the gazetteer knows the first: "Kara Darya"."""
    if toponym.type != "place" or toponym.rule == "dateline":
        return toponym
    end, start = toponym.end, toponym.start
    first = _FIRST_HALF.search(document.text[max(0, start - 25) : start])
    if first and not load_gazetteer().lookup(first[1]):
        start -= len(first[0])
    joined = _HYPHENED.match(document.text, end)
    if joined and not load_gazetteer().lookup(joined[1]):
        # "Sary-Tash" is one town, whatever bears the first half's name.
        end = joined.end()
    while match := _next_capital().match(document.text, end):
        token = document.token_at(match.start(1))
        plain = normalise(match[1]) in plain_words()
        owner = next((n for n in names if n.start < match.end() and n.end > match.start(1)), None)
        other = owner is not None and (owner.type != "place" or owner.end > match.end())
        if plain or other or token.pos_ != "PROPN" or in_heading(document, match.start(1)):
            break
        end = match.end()
    if (start, end) == (toponym.start, toponym.end):
        return toponym
    kind = kind_of_words(document.text[start:end])
    return replace(toponym, start=start, core_start=start, end=end, core_end=end, kind=kind)


def _grow_left(text: str, toponym: Toponym, names: Sequence[Name]) -> Toponym:
    before = text[max(0, toponym.start - 40) : toponym.start]
    of = _before_of().search(before)
    if of:
        noun = of["noun"].lower()
        kind = noun_kinds("of")[noun]
        start = toponym.start - (len(before) - of.start("noun"))
        if toponym.type == "state" and "water" not in kind:
            return toponym
        # A town keeps its bare name, a strait or province is named with its noun.
        if "city" in kind.split("|") or kind == "facility":
            return replace(toponym, kind=kind, fixed=True)
        return replace(toponym, start=start, kind=kind, fixed=True)
    direct = _before_direct().search(before)
    if direct:
        kind = noun_kinds("before")[direct["noun"].lower()]
        start = toponym.start - (len(before) - direct.start("noun"))
        whole = replace(toponym, start=start, kind=kind, fixed=True)
        if toponym.type != "state":
            return whole
        if load_gazetteer().lookup(text[start : toponym.end]):
            # "Lake Chad" is no part of the state.
            return replace(whole, core_start=start, type="place", entity="")
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
    return bool(places) and (places[0].kind in ("country", "admin1", "macro_region"))


def with_shared_nouns(document: Document, found: list[Toponym]) -> list[Toponym]:
    """Let "Donetsk and Luhansk regions" be two regions: the noun holds for the first as well."""
    result = list(found)
    shared = False
    for position in range(len(result) - 2, -1, -1):
        here, following = result[position], result[position + 1]
        between = document.text[here.end : following.start]
        plural = document.text[: following.end].endswith("s") and following.kind
        bare = following.end == following.core_end
        shared = (bool(plural) and not bare) or (shared and bare)
        if shared and not here.kind and re.fullmatch(r",? (?:and|or) (?:the )?|, ", between):
            result[position] = replace(here, kind=following.kind, fixed=True)
        else:
            shared = False
    return result


# "the Pacific port" is a port on the Pacific, no place of that name.
_BY_THE_SEA: Final = frozenset("port ports island islands state states republic city".split())


def _is_water(name: str) -> bool:
    known = load_gazetteer().lookup(name)
    return bool(known) and known[0].kind == "water"


_FIRST_HALF: Final = re.compile(r"(?<![\w-])([A-Z][^\W\d_]{2,})-$")
_HYPHENED: Final = re.compile(r"-([A-Z][^\W\d_]{2,})(?![\w-])")


@lru_cache(maxsize=1)
def _next_capital() -> re.Pattern[str]:
    return re.compile(rf" ({CAPITALISED})(?![^\W\d_])")


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0-](?P<noun>(?i:{alternatives('after')}))\b(?!['’]s? |-)")


@lru_cache(maxsize=1)
def _before_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<noun>(?i:{alternatives('of')})) of (?:the )?$")


@lru_cache(maxsize=1)
def _before_direct() -> re.Pattern[str]:
    words = "|".join(w.title() for w in alternatives("before").split("|"))
    return re.compile(rf"\b(?P<noun>{words}) $")


@lru_cache(maxsize=1)
def _direction() -> re.Pattern[str]:
    ways = "|".join(
        sorted((w.replace(" ", "[- ]") for w in direction_words()), key=len, reverse=True)
    )
    return re.compile(rf"\b(?P<way>(?i:{ways})) $")
