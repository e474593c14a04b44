"""Signs of who fights and who brokers that no single sentence pattern holds.

The battlefield ("the war in Yemen"), armies and fighters, commanders and envoys, the town where
the sides meet: each votes for the role of a party, as the patterns of
:mod:`analysis.extraction.process_roles` do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from analysis.extraction import registries
from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor, Name
from analysis.extraction.kinds import of_a_trade
from analysis.extraction.process_roles import FIGHTING, brokers

Weights = defaultdict[str, float]

_BATTLEFIELD: Final = 2.0
_ARMY: Final = 1.5
_FIGHTERS: Final = 3.0
_COMMANDER: Final = 2.0
_ENVOY: Final = 4.0
_VENUE: Final = 1.5
_NAMED: Final = 1.0
_COALITION: Final = 4.0
_CIVIL: Final = 4.0
_WAR: Final = (
    r"(?:war|wars|conflict|fighting|hostilities|violence|cease-?fire|truce|insurgency|invasion|"
    r"peace|siege|crisis|bombardment|shelling|blockade)"
)
_BEFORE_PLACE: Final = re.compile(
    rf"\b{_WAR} (?:in|over|for|of|across|inside|on|with) (?:the |all of )?"
    r"(?:(?:north|south|east|west|central|north-?east|north-?west|south-?east|south-?west)\w* )?"
    r"(?:and \w+ )?$",
    re.IGNORECASE,
)
_AFTER_PLACE: Final = re.compile(rf"^(?:[’']s)? (?:civil )?{_WAR}\b", re.IGNORECASE)
_HOSTED: Final = re.compile(
    r"\b(?:hosted|mediated|brokered|facilitated|convened|sponsored|chaired|guaranteed|arranged) "
    r"(?:jointly |in part )?by (?:the )?(?:[a-z-]+ ){0,2}(?:[A-Z]\w+,? and )?$"
)
_LEADS: Final = re.compile(r",? (?:which |who )?(?:leads|led|heads|is leading) (?:the |a )?")
_TALKS: Final = re.compile(
    r"\b(?:talks|negotiat\w+|delegations?|sign(?:ed|ing)|round|met|meeting|mediat\w+|agreement|"
    r"declaration|summit|indirect)\b",
    re.IGNORECASE,
)
_COMMANDS: Final = re.compile(
    r"\b(?:command\w*|comandante|general|gen|colonel|col|major|brigadier|captain|warlord|"
    r"chief of staff|army chief|military chief)\b",
    re.IGNORECASE,
)
_BROKERS: Final = re.compile(
    r"\b(?:special envoy|personal envoy|envoy|mediator|facilitator|moderator|go-between|"
    r"(?:acting |deputy )?special representative|special adviser|guarantor)\b",
    re.IGNORECASE,
)
_BROKERING: Final = frozenset(
    "forum dialogue panel trust mediation facilitation elders conference initiative quartet troika "
    "quad commission office centre center".split()
)
_APART: Final = re.compile(r"peacekeep|observer|monitor|border guard|police", re.IGNORECASE)


def structural_votes(casting: Casting) -> dict[str, Weights]:
    """Weigh what the cast itself tells of the roles of the parties.

    Parameters
    ----------
    casting
        The cast under way.

    Returns
    -------
    dict of str to dict
        Weight by role (``belligerent``, ``mediator``), by party.
    """
    votes: dict[str, Weights] = {}
    for entity, role, weight in _signs(casting):
        if entity in casting.actors:
            votes.setdefault(entity, defaultdict(float))[role] += weight
    return votes


def _signs(casting: Casting) -> Iterator[tuple[str, str, float]]:
    for entity in {n.entity for n in casting.names if _is_battlefield(casting, n)}:
        yield entity, "belligerent", _BATTLEFIELD
    rows = registries.organisation_rows()
    for entity in {m.entity for m in casting.mentions if m.rule in _FORCE_RULES}:
        row = rows.get(entity, {"kind": "", "country": ""})
        # The troops of an international body keep the peace.
        if row["kind"] not in ("organisation", "alliance") or row["country"]:
            yield entity, "belligerent", _FIGHTERS
    for entity in _hosts(casting):
        yield entity, "mediator", _VENUE
    for entity in {n.entity for n in casting.names if _is_broker(casting, n)}:
        yield entity, "mediator", _ENVOY
    for actor in casting.actors.values():
        if actor.kind == "armed_forces" and not _APART.search(actor.name):
            # Soldiers of those who usually broker may be there to watch.
            yield actor.party, "belligerent", 0.0 if actor.party in brokers() else _ARMY
        elif actor.rule == "coalition":
            yield actor.actor_id, "belligerent", _COALITION
            yield from ((e, "belligerent", _COALITION) for e in _leaders(casting, actor))
        elif actor.kind == "person":
            yield from _of_person(casting, actor)
        elif actor.kind == "organisation" and actor.rule != "registry":
            yield from _of_name(actor)


def _of_name(actor: Actor) -> Iterator[tuple[str, str, float]]:
    """Read the head of an unknown body's name: a Forum brokers, a Movement fights."""
    parts = actor.name.lower().replace("’", "'").split()
    heads = {parts[0], parts[-1]}
    if of_a_trade(actor.name):
        yield actor.actor_id, "observer", _CIVIL
    elif heads & _BROKERING or "contact group" in actor.name.lower():
        yield actor.actor_id, "mediator", _NAMED
    elif heads & FIGHTING:
        yield actor.actor_id, "party", _NAMED


_FORCE_RULES: Final = ("forces of a body", "fighters of a body")


def _is_battlefield(casting: Casting, name: Name) -> bool:
    """Tell "the war in Yemen", "eastern Ukraine's war", "the Sudan conflict"."""
    if name.type != "state" or not name.entity:
        return False
    before = casting.document.text_of(max(0, name.start - 60), name.start)
    after = casting.document.text_of(name.end, name.end + 30)
    return bool(_BEFORE_PLACE.search(before) or _AFTER_PLACE.search(after))


def _is_broker(casting: Casting, name: Name) -> bool:
    """Tell "talks hosted by neighbouring Chad", also where Chad is taken for a mere place."""
    literal = casting.literal.get((name.start, name.end))
    if name.type not in ("state", "seat") or not name.entity or not literal:
        return False
    return bool(_HOSTED.search(casting.document.text_of(max(0, name.start - 60), name.start)))


def _of_person(casting: Casting, actor: Actor) -> Iterator[tuple[str, str, float]]:
    """Read what the office of a person tells of the party: envoys broker, commanders fight."""
    party = casting.party_of(actor.actor_id)
    holder = casting.actors.get(party)
    if holder is None:
        return
    links = casting.links.get(actor.actor_id, [])
    roles = [k.role for k in links if k.role] or [actor.role]
    if holder.kind == "organisation" and any(_BROKERS.search(r) for r in roles):
        yield party, "mediator", _ENVOY
    elif holder.rule != "registry" and any(
        k.office and k.office.value == "observer" for k in links
    ):
        yield party, "observer", _CIVIL
    elif holder.kind != "alliance" and any(_COMMANDS.search(r) for r in roles):
        yield party, "belligerent", _COMMANDER


def _leaders(casting: Casting, coalition: Actor) -> set[str]:
    """Give the states that the name of a coalition says lead it."""
    return {
        n.entity
        for n in casting.names
        if n.entity in registries.state_names()
        and (
            coalition.start <= n.start < coalition.end
            or _LEADS.fullmatch(casting.document.text_of(n.end, max(n.end, coalition.start)))
        )
    }


def _hosts(casting: Casting) -> set[str]:
    """Give the states in whose capital the sides talk."""
    found = set()
    for name in casting.names:
        if name.type != "seat" or not casting.literal.get((name.start, name.end)):
            continue
        if name.entity not in registries.state_names():
            continue
        sentence = casting.document.sentence(name.start)
        text = casting.document.text_of(sentence.start_char, sentence.end_char)
        if casting.document.text_of(name.start - 3, name.start) == "in " and _TALKS.search(text):
            found.add(name.entity)
    return found
