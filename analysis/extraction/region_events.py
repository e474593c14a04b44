"""The role of a place from the events that are told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.extraction import place_context as context
from analysis.extraction.document import Document, Mention, PlaceFound
from analysis.extraction.region_evidence import FIELDS, ORDER, Role

_ROLES: Final = {
    "meeting": "venue",
    "agreement": "venue",
    "strike": "affected",
    "military_move": "battlefield",
}
_THERE: Final = {
    "venue": frozenset("in at to into".split()),
    "affected": frozenset("in at on near outside around over".split()),
    "battlefield": frozenset("in at on near outside around into to towards toward from of".split()),
}


def roles_with_events(
    document: Document,
    places: Sequence[PlaceFound],
    roles: Sequence[Role],
    events: Sequence[dict[str, object]],
) -> list[Role]:
    """Give places without a role of their own the role that the events in them tell.

    Parameters
    ----------
    document
        The parsed source.
    places
        Its places.
    roles
        Their roles so far, in the same order.
    events
        Rows of ``events``.

    Returns
    -------
    list of Role
        In the order of ``places``.
    """
    return [
        (_role(document, place, events) or role) if role.role == "context" else role
        for place, role in zip(places, roles, strict=True)
    ]


def _role(
    document: Document, place: PlaceFound, events: Sequence[dict[str, object]]
) -> Role | None:
    found: set[str] = set()
    for mention in place.mentions:
        if not mention.literal or mention.rule.endswith(("part of a name", *FIELDS)):
            continue
        inside = [e for e in events if int(str(e["start"])) <= mention.start < int(str(e["end"]))]
        if not inside:
            continue
        # The shortest span is of the happening nearest to the place.
        event = min(inside, key=lambda e: int(str(e["end"])) - int(str(e["start"])))
        role = _ROLES.get(str(event["event_type"]), "")
        if role and _there(document, place, mention, role):
            found.add(role)
    for role in ORDER:
        if role in found:
            return Role(role, "event told of it", 0.6)
    return None


def _there(document: Document, place: PlaceFound, mention: Mention, role: str) -> bool:
    if role == "venue" and place.kind == "water":
        return False
    if role != "venue" and place.kind == "country":
        return False
    spot = context.spot(document, mention.start, mention.end, [(mention.start, mention.end)])
    found = context.preposition(spot)
    if found is not None:
        return found[0] in _THERE[role]
    verb = context.verb_of(spot)
    return role != "venue" and verb is not None and verb[0] in ("object", "passive")
