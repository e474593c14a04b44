"""Whose war a text tells of, and what its places are to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from analysis.extraction.document import Cast, PlaceFound
from analysis.extraction.place_resolution import states_by_id
from analysis.extraction.region_evidence import Role

# Battlefields named in a country from which it is the theatre of the war.
THEATRE: Final = 2
_DEALS: Final = ("truce", "ceasefire", "cease-fire", "deal", "accord", "peace", "plan", "process")


def home_countries(places: Sequence[PlaceFound], cast: Cast | None) -> set[str]:
    """Give the countries that the war is told of: the belligerents' and that of most places.

    Parameters
    ----------
    places
        The places of a text.
    cast
        Its actors, if they are known.

    Returns
    -------
    set of str
        ISO alpha-3 codes.
    """
    countries = Counter(p.country for p in places if p.country and p.kind != "country")
    home = {country for country, _ in countries.most_common(1) if countries[country] >= THEATRE}
    codes = {p.region_id: p.country for p in places if p.kind == "country"}
    if cast is not None:
        for actor in cast.actors:
            if actor.process_role == "belligerent":
                code = states_by_id().get(actor.party or actor.actor_id, {}).get("iso3", "")
                home.add(code or codes.get(actor.actor_id, ""))
    return home - {""}


def at_home(place: PlaceFound, role: Role, home: set[str]) -> Role:
    """Read deaths in a whole region as its war, and deaths abroad as another matter.

    Parameters
    ----------
    place
        A place.
    role
        Its role by the words around it.
    home
        See :func:`home_countries`.

    Returns
    -------
    Role
    """
    abroad = bool(home) and bool(place.country) and place.country not in home
    named_after = role.rule.removeprefix("modifier: ")
    if abroad and place.kind == "city" and role.role == "battlefield" and named_after in _DEALS:
        # "the Moscow truce" was made in Moscow, "the Idlib truce" holds in Idlib.
        return Role("venue", role.rule, role.confidence)
    loose = role.rule.startswith(("clause:", "near:", "troops:"))
    if place.kind == "country" or not loose:
        return role
    if role.role in ("battlefield", "affected") and abroad:
        return Role("context", f"abroad ({role.rule})", 0.5)
    if role.role == "affected" and place.kind == "admin1" and role.rule.startswith("clause:"):
        return Role("battlefield", f"region of the war ({role.rule})", 0.6)
    return role
