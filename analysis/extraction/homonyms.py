"""Names that several actors bear (Congo, Brussels, RSF): the text tells which one is meant."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final

from analysis.codebook import many, read_table
from analysis.extraction import registries
from analysis.extraction.document import Name
from analysis.extraction.naming import Naming
from analysis.extraction.words import slug
from analysis.geography.gazetteer import load_gazetteer

_NAMED: Final = 2.0
_NEAR: Final = 1.0


def settle_homonyms(naming: Naming) -> None:
    """Give names that several actors bear to the one whose country the text is about.

    Parameters
    ----------
    naming
        The names found so far; those with several bearers are changed.

    Notes
    -----
    Counted are other names of the bearer, bodies of its country and places in it. Where the text
    is silent the bearer stays that the registries give first.
    """
    published = naming.document.article.published.isoformat()
    shared = registries.shared_names()
    borne = {
        first: [
            e
            for e in shared.get(registries.key_of(name.text), ())
            if not e.until or e.until >= published
        ]
        for first, name in naming.found.items()
        if name.rule == "registry"
    }
    open_ = {first: entries for first, entries in borne.items() if len(entries) > 1}
    if open_:
        weights = _weights(naming, set(open_))
        for first, entries in open_.items():
            _choose(naming, first, entries, weights)
    _foreign_forces(naming)


def _choose(
    naming: Naming, first: int, entries: list[registries.Entry], weights: dict[str, float]
) -> None:
    name = naming.found[first]
    best = max(entries, key=lambda e: (weights.get(e.entity, 0.0), e.entity == name.entity))
    if best.entity != name.entity and weights.get(best.entity, 0.0) > 0:
        naming.found[first] = Name(
            name.start,
            name.end,
            name.text,
            best.type,
            best.entity,
            best.kind,
            name.rule,
            best.inside,
        )


def _weights(naming: Naming, open_: set[int]) -> dict[str, float]:
    """Count what in the text belongs to each actor."""
    found: defaultdict[str, float] = defaultdict(float)
    countries: defaultdict[str, float] = defaultdict(float)
    for first, name in naming.found.items():
        if first in open_:
            continue
        row = registries.organisation_rows().get(name.entity)
        if name.entity:
            found[name.entity] += _NAMED
        if row is not None:
            for code in many(row.get("country", "")):
                countries[code] += _NEAR
        if name.type == "place":
            places = load_gazetteer().lookup(name.text)
            if places:
                countries[places[0].country] += _NEAR
    for row in read_table("states"):
        found[row["actor_id"]] += countries[row["iso3"]]
    for entity, code in _bodies_by_country().items():
        found[entity] += sum(found[s] for s in _states_by_code().get(code, ()))
    return found


@lru_cache(maxsize=1)
def _bodies_by_country() -> dict[str, str]:
    """Give the country of the bodies that share a name with another."""
    shared = {e.entity for entries in registries.shared_names().values() for e in entries}
    return {
        entity: many(row["country"])[0]
        for entity, row in registries.organisation_rows().items()
        if entity in shared and row.get("country")
    }


@lru_cache(maxsize=1)
def _states_by_code() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in read_table("states"):
        found.setdefault(row["iso3"], []).append(row["actor_id"])
    return found


def _foreign_forces(naming: Naming) -> None:
    """Take an army of a state that the text never names for a group of the same name."""
    named = {n.entity for n in naming.found.values() if n.type in ("state", "seat", "demonym")}
    for first, name in list(naming.found.items()):
        row = registries.organisation_rows().get(name.entity)
        if row is None or name.kind != "armed_forces" or name.rule != "registry" or not named:
            continue
        if row.get("parent") and row["parent"] not in named and name.text in row["name"]:
            naming.found[first] = Name(
                name.start,
                name.end,
                name.text,
                "organisation",
                slug(name.text),
                "armed_group",
                "head noun",
            )
