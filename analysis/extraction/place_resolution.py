"""Which place each name means: what its words tell, resolved for the whole text together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document, Name
from analysis.extraction.name_cues import cues
from analysis.extraction.place_nouns import kind_of_words, noun_words
from analysis.extraction.toponym import Toponym
from analysis.geography import Resolution, distance_km, load_gazetteer, resolve_candidates

# Below this prominence the gazetteer's spelling is no more usual than the text's.
OBSCURE: Final = 5.0
# A town found by leaving the noun out must lie near other places of the text.
_NEAR_KM: Final = 600.0
_BARE: Final = 0.6
# What a government that acts tells of where the text plays, against a place named as such.
_SPEAKING: Final = 0.4
_SINGULAR: Final = {
    "regions": "region", "provinces": "province", "oblasts": "oblast", "districts": "district",
    "governorates": "governorate", "departments": "department", "counties": "county",
    "states": "state", "rivers": "river",
}  # fmt: skip
_PLURAL: Final = re.compile(rf"(?<= )(?:{'|'.join(_SINGULAR)})$")
_NOUN_OF_KIND: Final = {"admin1": "region", "admin2": "district", "city": "city"}
# "Syria's north-western ", "the Indian state of ", ", ", " region in "
_OWNER: Final = re.compile(r"['’]s? (?:[a-z-]+ ){0,3}(?:of (?:the )?)?")
_ADJECTIVE: Final = re.compile(r" (?:[a-z-]+ ){0,3}(?:of (?:the )?)?")
_ENCLOSED: Final = re.compile(r"(?: [a-z]+)?(?: in | of |, | \()(?:the )?(?:[a-z-]+ )?")


def with_right_states(document: Document, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Settle a name that two states share ("Congo") by whichever the text names otherwise."""
    told = {t.entity for t in toponyms if t.type in ("state", "capital")}
    shared = {
        t.entity: rival for t in toponyms if t.type == "state" and (rival := _rival(document, t))
    }
    sure = {t.entity for t in toponyms if t.type != "state" or not _rival(document, t)}
    return [
        replace(t, entity=shared[t.entity])
        if t.type == "state"
        and t.entity in shared
        and _rival(document, t)
        and (t.entity not in sure or shared[t.entity] in told & sure)
        else t
        for t in toponyms
    ]


def _rival(document: Document, toponym: Toponym) -> str:
    """Give the other state that a bare name may mean, '' where there is none."""
    core = document.text_of(toponym.core_start, toponym.core_end)
    known = load_gazetteer().lookup(core, kind="country")
    if not known or len(core) < 4:
        return ""
    other = state_of_code().get(known[0].country, "")
    return other if other != toponym.entity and known[0].kind == "country" else ""


def resolve_toponyms(
    document: Document,
    toponyms: Sequence[Toponym],
    names: Sequence[Name],
    literal: Sequence[bool] | None = None,
) -> list[Resolution]:
    """Resolve all names of the text together; the states meant are context for the towns.

    A name that stands for a government (not ``literal``) tells less of where the text plays.
    """
    units = _units(document, toponyms)
    full = _full_forms(document, toponyms)
    wanted = [
        (*_surface(document, t, units, full), _country_hint(document, t, names)) for t in toponyms
    ]
    weights = [1.0 if there else _SPEAKING for there in literal or [True] * len(toponyms)]
    resolved = resolve_candidates(wanted, weights=weights)
    for i, toponym in enumerate(toponyms):
        text = document.text_of(toponym.start, toponym.end)
        if text.split()[0].lower() in cues("building_first") and not load_gazetteer().lookup(text):
            # The Palace of Independence is no town of that name.
            resolved[i] = Resolution(text, None, 0.0, "no building of this name is known")
    # "Ryazan refinery": where the gazetteer does not know the whole, it may know the town.
    missing = [
        i
        for i, (t, r) in enumerate(zip(toponyms, resolved, strict=True))
        if r.place is None and t.type == "place" and _bare(document, t) != wanted[i][0]
    ]
    again = resolve_candidates(
        [(_bare(document, toponyms[i]), None, wanted[i][2]) for i in missing],
        context=[text for text, _, _ in wanted],
    )
    anchors = [r.place for r in resolved if r.place is not None and r.place.kind != "country"]
    for i, resolution in zip(missing, again, strict=True):
        place = resolution.place
        if place is not None and any(distance_km(place, a) < _NEAR_KM for a in anchors):
            resolved[i] = replace(resolution, confidence=resolution.confidence * _BARE)
    return resolved


def _full_forms(document: Document, toponyms: Sequence[Toponym]) -> dict[str, str]:
    """Give the full form of names that the text shortens: Addis for Addis Ababa."""
    cores = {document.text_of(t.core_start, t.core_end) for t in toponyms}
    found = {}
    for core in sorted(cores):
        # The Lachin corridor is not what Lachin is short for.
        longer = [c for c in sorted(cores) if c.startswith(f"{core} ") and not kind_of_words(c)]
        known = load_gazetteer().lookup(core)
        if longer and " " not in core and (not known or known[0].prominence < OBSCURE):
            found[core] = longer[0]
    return found


def _bare(document: Document, toponym: Toponym) -> str:
    """Give a name without the noun that tells its kind."""
    core = document.text_of(toponym.core_start, toponym.core_end)
    words = core.split()
    while len(words) > 1 and words[-1].lower() in noun_words():
        words.pop()
    if len(words) > 3 and words[-2].lower() in ("de", "del"):
        # "San Ignacio de Moxos" is San Ignacio where there is one near.
        words = words[:-2]
    return " ".join(words)


def _units(document: Document, toponyms: Sequence[Toponym]) -> dict[str, str]:
    """Give the unit of names that are called a region and never a town: Sumy after Sumy region.

    One name, one place in a text (Gale, Church and Yarowsky 1992).
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    for toponym in toponyms:
        if toponym.type == "place" and toponym.kind:
            core = document.text_of(toponym.core_start, toponym.core_end)
            kinds[core].add(toponym.kind.split("|")[0])
    for core in _listed_units(document, toponyms):
        kinds[core].add("admin1")
    return {core: k.copy().pop() for core, k in kinds.items() if k <= {"admin1"}}


def _listed_units(document: Document, toponyms: Sequence[Toponym]) -> set[str]:
    """Find regions that are listed as territory: "Crimea, Luhansk and Donetsk"."""
    gazetteer = load_gazetteer()
    runs: list[list[Toponym]] = []
    for toponym in toponyms:
        previous = runs[-1][-1] if runs else None
        between = document.text[previous.end : toponym.start] if previous else ""
        if previous is not None and _LISTED.fullmatch(between):
            runs[-1].append(toponym)
        else:
            runs.append([toponym])
    found: set[str] = set()
    for run in runs:
        cores = [document.text_of(t.core_start, t.core_end) for t in run]
        towns = [c for c, t in zip(cores, run, strict=True) if t.type == "place" and not t.kind]
        units = [c for c in towns if gazetteer.lookup(c, kind="admin1")]
        if len(run) < _RUN or len(units) < len(run) - 1:
            continue
        sentence = document.token_at(run[0].start).sent.text
        areas = [c for c in cores if all(p.kind in _AREAS for p in gazetteer.lookup(c)[:3])]
        if areas or _TERRITORY.search(sentence):
            found.update(units)
    return found


_LISTED: Final = re.compile(r",? (?:and|or) (?:the )?|, (?:the )?")
_RUN: Final = 2
_AREAS: Final = ("admin1", "macro_region")
_TERRITORY: Final = re.compile(
    r"\b(?:recogni[sz]\w+|annex\w*|ced(?:e|es|ed|ing)|frozen|freez\w+|claims?|claimed|territor\w+"
    r"|regions?|provinces?|oblasts?|statehood|autonom\w+|administrative borders?)\b"
)


def _surface(
    document: Document,
    toponym: Toponym,
    units: Mapping[str, str],
    full: Mapping[str, str],
) -> tuple[str, str | None]:
    """Give the words to look a place up by, and the kind that the text tells."""
    text = document.text_of(toponym.start, toponym.end)
    core = document.text_of(toponym.core_start, toponym.core_end)
    if core.isupper() and len(core) > 4:
        text, core = text.replace(core, core.title()), core.title()
    if toponym.type == "state":
        row = states_by_id().get(toponym.entity)
        if row is None:
            # An invented or unregistered state: the text's own name is all there is.
            return text, "country"
        name = row["name"]
        whole = toponym.start == toponym.core_start
        return (name, "country") if whole else (text.replace(core, name), None)
    if toponym.type in ("capital", "palace", "building"):
        kind = "city" if toponym.type == "capital" else "facility"
        name = full.get(core, core)
        return (text, None) if toponym.fixed and text != core else (name, kind)
    if text == core and core in full:
        return full[core], None
    kind = toponym.kind.split("|")[0] or units.get(core, "")
    if kind in _NOUN_OF_KIND and not toponym.part:
        # "Donetsk and Luhansk regions", "South Kivu province": the name and what it is.
        if load_gazetteer().lookup(core, kind=kind):
            return core, kind
        if text == core and not kind_of_words(text):
            return f"{core} {_NOUN_OF_KIND[kind]}", None
    return _PLURAL.sub(lambda m: _SINGULAR[m[0].lower()], text), None


def _country_hint(document: Document, toponym: Toponym, names: Sequence[Name]) -> str | None:
    """Give the country that the text puts a place in: its state's, or "Syria's", "of Russia"."""
    if toponym.type == "state":
        return None
    if toponym.entity:
        return _code(toponym.entity)
    for name in names:
        if name.type not in ("state", "demonym") or not _code(name.entity):
            continue
        if name.end <= toponym.start:
            between = document.text[name.end : toponym.start]
            owner = _OWNER if name.type == "state" else _ADJECTIVE
            if owner.fullmatch(between) and (name.type == "state" or toponym.kind):
                return _code(name.entity)
        elif name.type == "state" and _ENCLOSED.fullmatch(document.text[toponym.end : name.start]):
            return _code(name.entity)
    return None


def _code(actor_id: str) -> str | None:
    return states_by_id().get(actor_id, {}).get("iso3") or None


@lru_cache(maxsize=1)
def states_by_id() -> dict[str, dict[str, str]]:
    """Give the rows of ``states.csv`` by their actor id."""
    return {row["actor_id"]: row for row in read_table("states")}


@lru_cache(maxsize=1)
def state_of_code() -> dict[str, str]:
    """Give the state of each country code."""
    return {row["iso3"]: id_ for id_, row in states_by_id().items() if row["iso3"]}
