"""The cast: who acts, speaks, fights or is cited, for whom, and every mention of them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from analysis.extraction import registries
from analysis.extraction.acting_towns import RULE as ACTING_TOWN
from analysis.extraction.affiliations import honorifics, links_of
from analysis.extraction.bodies import Nominal, nominals
from analysis.extraction.briefings import briefers
from analysis.extraction.casting import Casting
from analysis.extraction.collectives import add_collectives, add_kin
from analysis.extraction.coreference import resolve_references
from analysis.extraction.delegations import (
    delegation_parties,
    respective_parties,
    titled_together,
)
from analysis.extraction.document import Actor, Cast, Document, Mention, Name, Placing
from analysis.extraction.forces import add_coalitions, add_fighters, add_forces
from analysis.extraction.informants import add_informants
from analysis.extraction.kinds import settle_belligerents, settle_kinds
from analysis.extraction.memberships import Link, owning
from analysis.extraction.ministries import RULE as MINISTRY
from analysis.extraction.parties import settle_parties
from analysis.extraction.people import find_people
from analysis.extraction.process_roles import (
    Weights,
    process_roles,
    role_votes,
    settled_roles,
    settled_votes,
)
from analysis.extraction.public_figures import party_in_office
from analysis.extraction.quoted_persons import add_quoted
from analysis.extraction.reporters import (
    add_turn_speakers,
    askers,
    bylines,
    credited,
    reporter_links,
)
from analysis.extraction.sides import structural_votes
from analysis.extraction.surroundings import office_states
from analysis.extraction.told_later import called_again, told_later
from analysis.extraction.unnamed import add_unnamed
from analysis.extraction.variation import add_announced, add_described, add_ranks
from analysis.extraction.words import slug

# What the register of public figures knows gives way to what the text says.
_REGISTERED: Final = 0
# Votes that make a side of a body where both sides are known already.
_PLAIN: Final = 3.0


def find_actors(document: Document, names: list[Name], placing: Placing) -> Cast:
    """Find the actors of a text and all mentions of them.

    Parameters
    ----------
    document
        The parsed text.
    names
        Its names, see :func:`analysis.extraction.names.find_names`.
    placing
        Its place names, told apart into literal and metonymic ones.

    Returns
    -------
    Cast
        Actors in the order of their first mention; mentions in text order.
    """
    casting = Casting(document, names, placing)
    _add_people(casting)
    _add_bodies(casting)
    settle_kinds(casting)
    _add_states(casting)
    _settle_outsiders(casting)
    add_forces(casting)
    add_coalitions(casting)
    add_fighters(casting)
    add_ranks(casting)
    add_announced(casting)
    add_described(casting)
    add_unnamed(casting)
    add_quoted(casting)
    add_informants(casting)
    add_collectives(casting)
    add_kin(casting)
    add_turn_speakers(casting)
    settle_parties(casting)
    _add_states_of_actors(casting)
    return _finish(casting)


def _add_people(casting: Casting) -> None:
    titles = honorifics(casting.around, casting.names)
    casting.people, casting.id_of = find_people(casting.document, casting.names, titles)
    members = delegation_parties(casting.around)
    listed = titled_together(casting.around) | respective_parties(casting.around)
    published = casting.document.article.published
    named = {n.entity for n in casting.names if n.type != "person"}
    for person in casting.people:
        links: list[Link] = []
        for name in person.names:
            own = links_of(casting.around, name)
            links.extend(own)
            if name in listed:
                links.append(Link(None, listed[name], 3, ""))
            if name in members:
                links.append(Link(None, members[name], 1, ""))
            casting.mention(name.start, name.end, person.person_id, "name", name.rule)
            for link in own:
                _mention_title(casting, link, person.person_id)
        known = party_in_office([n.text for n in person.names], published, named)
        if known:
            # "Secretary-General X" bare is the United Nations' only where nobody knows X.
            usual = [k for k in links if k.party != known and _by_custom(k)]
            links = [replace(k, party=known) if k in usual else k for k in links]
            links.append(Link(None, known, _REGISTERED, ""))
        casting.links[person.person_id] = links
        full = next(n for n in person.names if n.text == person.fullest)
        casting.put(
            Actor(
                person.person_id,
                full.text.title() if full.text.isupper() else full.text,
                "person",
                role=_role(links),
                start=full.start,
                end=full.end,
                rule=full.rule,
                confidence=0.9,
            )
        )
    for person_id, link in told_later(casting.around):
        if person_id in casting.links:
            casting.links[person_id].append(link)
    plain = {p for p, links in casting.links.items() if not links}
    for person_id, link in called_again(casting.around, plain):
        casting.links[person_id].append(link)
    for person_id, link in briefers(casting):
        if not any(k.party for k in casting.links.get(person_id, [Link(None, "?", 0, "")])):
            casting.links[person_id].append(link)
    for person_id, link in reporter_links(casting).items():
        casting.links[person_id].append(link)
        if link.role == "interviewer":
            casting.change(person_id, role=link.role, process_role="media")
    for person_id, outlet in askers(casting).items():
        casting.change(person_id, process_role="media")
        casting.links[person_id].append(Link(None, outlet, 2, ""))
    for person_id in bylines(casting):
        casting.change(person_id, process_role="media")
    for person_id, agency in credited(casting).items():
        casting.change(person_id, process_role="media", role="reporter")
        casting.links[person_id] = [Link(None, agency, 2, "reporter")]
    for name in casting.around.range:
        person_id = owning(casting.around, name)
        if person_id in casting.links:
            casting.links[person_id].append(Link(None, name.entity, 1, ""))


def _role(links: list[Link]) -> str:
    offices = [k for k in links if k.office is not None and k.office.kind == "office"]
    # Of "a former judge who is envoy of the Forum" it is the envoy who has a party.
    best = max(offices, key=lambda k: (k.strength, k.party[:1] not in ("", "?")), default=None)
    return best.role if best is not None else ""


def _mention_title(casting: Casting, link: Link, person_id: str) -> None:
    """Let the office beside a name name the person too."""
    if link.office is not None and link.office.kind == "office":
        head = casting.document.token_at(casting.words[link.office.head].start)
        if head.pos_ in ("VERB", "AUX"):
            return
        start = casting.words[link.office.first].start
        end = casting.words[link.office.last].end
        casting.mention(start, end, person_id, "title", "office beside name")
        casting.beside_name.add(link.office.first)


def _by_custom(link: Link) -> bool:
    """Tell a title that English-language reporting uses bare of one holder."""
    return office_states().get(link.role.lower(), "").removeprefix("?") == link.party != ""


def _add_bodies(casting: Casting) -> None:
    for name in casting.names:
        unknown = name.type in ("state", "demonym") and name.rule in ("government", "head noun")
        if name.type not in ("organisation", "media") and not unknown:
            continue
        if name.rule == MINISTRY and name.entity in registries.state_names():
            _put_state(casting, name.entity, name, "state acts", 0.8)
            casting.mention(name.start, name.end, name.entity, "name", name.rule)
            continue
        row = registries.organisation_rows().get(name.entity)
        # A seat is another name of the body ("Brussels"), not what it is called.
        forms = [
            n.text
            for n in casting.names
            if n.entity == name.entity and n.type not in ("demonym", "seat")
        ]
        forms = forms or [row["name"] if row else f"{name.text} government"]
        casting.put(
            Actor(
                name.entity,
                max(forms, key=len),
                name.kind or "organisation",
                party=_parent(row) or name.entity,
                start=name.start,
                end=name.end,
                rule=name.rule,
                confidence=0.9,
            )
        )
        if name.type == "demonym":
            continue
        casting.mention(name.start, name.end, name.entity, "name", name.rule)


def _parent(row: dict[str, str] | None) -> str:
    """Give whom a registered body speaks for where that is another one."""
    if not row or not row.get("parent"):
        return ""
    parent = row["parent"]
    if row["kind"] == "government":
        return ""
    if row["kind"] == "armed_forces" and parent not in registries.state_names():
        above = registries.organisation_rows().get(parent, {})
        return above.get("parent") or parent
    return parent


def _add_states(casting: Casting) -> None:
    labels = registries.state_names()
    speaking: dict[str, Name] = {}
    governed: dict[str, Name] = {}
    for name in casting.names:
        if name.type == "demonym":
            casting.mention(name.start, name.end, name.entity, "name", "demonym")
        elif (
            name.type in ("state", "seat")
            and name.entity
            and name.rule in ("registry", ACTING_TOWN)
        ):
            if not casting.literally(name):
                speaking.setdefault(name.entity, name)
                casting.mention(name.start, name.end, name.entity, "name", "metonymy", False)
            elif name.rule == ACTING_TOWN:
                governed.setdefault(name.entity, name)
    for nominal in nominals(casting.around, "government"):
        owner = casting.party_of(nominal.owner) if nominal.owner else ""
        if not owner and _plainly_the_government(casting, nominal):
            # The references to it are resolved later, when all who act are known.
            home = casting.home_government()
            named = next((n for n in casting.names if n.entity == home), None)
            if home in labels and named is not None:
                speaking.setdefault(home, named)
        if not owner:
            continue
        start, end = casting.words[nominal.first].start, casting.words[nominal.stop].end
        namer = next((n for n in casting.names if n.entity == owner), None)
        if owner in labels or owner in casting.actors or owner in governed:
            casting.mention(start, end, owner, "nominal", "government noun")
        if owner in labels and namer is not None:
            speaking.setdefault(owner, namer)
    for entity, name in (*_joint_governments(casting).items(), *governed.items()):
        speaking.setdefault(entity, name)
    for entity, name in speaking.items():
        _put_state(casting, entity, name, "state acts", 0.9)


def _plainly_the_government(casting: Casting, nominal: Nominal) -> bool:
    """Tell "the government" of the story's own state, at first, from that of anybody."""
    before = casting.words[nominal.first - 1].fold.lower() if nominal.first else ""
    alone = nominal.first == nominal.last == nominal.stop
    return alone and nominal.noun == "government" and before == "the"


def _joint_governments(casting: Casting) -> dict[str, Name]:
    """Find the states of "the British and Irish governments"."""
    found: dict[str, Name] = {}
    nations = [n for n in casting.names if n.type in ("demonym", "state") and n.entity]
    for first, second in itertools.pairwise(nations):
        between = casting.document.text_of(first.end, second.start)
        if between.strip() not in ("and", ",", ", and"):
            continue
        after = casting.document.text_of(second.end, second.end + 40).lstrip().split(" ")
        if after and after[0].strip(".,;") in _JOINT:
            start = second.end + 1
            for name in (first, second):
                found.setdefault(name.entity, name)
                if after[0].strip(".,;") == "mediators":
                    continue
                casting.mention(
                    start, start + len(after[0].strip(".,;")), name.entity, "nominal", "governments"
                )
    return found


_JOINT = frozenset(
    "governments leaders presidents ministers officials negotiators mediators authorities "
    "delegations teams sides diplomats envoys premiers".split()
)


def _put_state(casting: Casting, entity: str, name: Name, rule: str, confidence: float) -> None:
    # A state of the text is called by its own name, not by that of its seat.
    own = (n.text for n in casting.names if n.entity == entity and slug(n.text) == entity)
    label = registries.state_names().get(entity) or next(own, name.text)
    casting.put(
        Actor(
            entity,
            label,
            "government",
            party=entity,
            start=name.start,
            end=name.end,
            rule=rule,
            confidence=confidence,
        )
    )


def _add_states_of_actors(casting: Casting) -> None:
    """Add the states for which actors speak though the text never lets them act by name."""
    for actor in list(casting.actors.values()):
        if actor.party in casting.actors or actor.party not in registries.state_names():
            continue
        name = next((n for n in casting.names if n.entity == actor.party), None)
        if name is not None:
            _put_state(casting, actor.party, name, "state of an actor", 0.7)


def _finish(casting: Casting) -> Cast:
    """Resolve references, give the roles in the process, order everything."""
    actors = sorted(casting.actors.values(), key=lambda a: (a.start, a.end, a.actor_id))
    genders = {p.person_id: p.gender for p in casting.people}
    known = set(casting.actors)
    mentions = _unique(m for m in casting.mentions if m.entity in known or m.rule == "demonym")
    cast = Cast(tuple(actors), tuple(mentions))
    # "Both nations committed troops" tells of roles too, and who fights helps to tell who "both
    # sides" are: roles, references, roles again.
    signs = structural_votes(casting)
    roles = process_roles(casting.document, cast, signs)
    cast = replace(cast, actors=_with_roles(cast.actors, roles), _memo={})
    cast = resolve_references(casting.document, cast, genders)
    bare = replace(cast, actors=tuple(actors), _memo={})
    roles = process_roles(casting.document, bare, signs)
    return replace(cast, actors=_with_roles(tuple(actors), roles), _memo={})


def _settle_outsiders(casting: Casting) -> None:
    """Find who brokers or backs, before it is known who speaks for whom."""
    mentions = tuple(_unique(casting.mentions))
    # What stands beside a person's name tells the party long before the rest is settled.
    actors = tuple(
        replace(a, party=casting.party_of(a.actor_id)) if a.kind == "person" else a
        for a in casting.actors.values()
    )
    cast = Cast(actors, mentions)
    votes = role_votes(casting.document, cast, structural_votes(casting))
    for entity, cast_votes in votes.items():
        counter = settled_votes(cast_votes)
        if counter["mediator"] + counter["supporter"] > counter["belligerent"]:
            casting.outsiders.add(entity)
            if counter["mediator"] >= counter["supporter"]:
                casting.brokers.add(entity)
    roles = settled_roles(cast, votes)
    casting.fighting = {p for p, role in roles.items() if role == "belligerent"}
    casting.fighting -= _doubtful(casting, votes)
    casting.outsiders -= casting.fighting
    casting.brokers -= casting.fighting
    plainly = {p for p in casting.fighting if settled_votes(votes.get(p, _none()))["belligerent"]}
    settle_belligerents(casting, casting.fighting, plainly)


def _doubtful(casting: Casting, votes: Mapping[str, Weights]) -> set[str]:
    """Give the bodies that one word makes a side, in a text whose two sides are known.

    "The League of Imams will not attend" is then no sign that the League fights.
    """
    known = {e: settled_votes(votes.get(e, _none()))["belligerent"] for e in casting.fighting}
    kinds = {e: casting.actors[e].kind for e in casting.fighting if e in casting.actors}
    sides = {kinds.get(e, "") for e, weight in known.items() if weight >= _PLAIN}
    if not {"government", "armed_group"} <= sides:
        return set()
    return {e for e, weight in known.items() if kinds.get(e) == "organisation" and weight < _PLAIN}


def _none() -> defaultdict[str, float]:
    return defaultdict(float)


def _with_roles(actors: tuple[Actor, ...], roles: dict[str, str]) -> tuple[Actor, ...]:
    return tuple(replace(a, process_role=roles.get(a.actor_id, a.process_role)) for a in actors)


def _unique(mentions: Iterable[Mention]) -> list[Mention]:
    seen: dict[tuple[int, int, str], Mention] = {}
    for mention in mentions:
        seen.setdefault((mention.start, mention.end, mention.entity), mention)
    return sorted(seen.values())
