"""For whom bodies speak: organs of states, ministries, parts and arms of other bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from analysis.extraction import registries
from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor
from analysis.extraction.ministries import bare
from analysis.extraction.name_cues import cues


def settle_bodies(casting: Casting) -> None:
    """Give each body the party that the text most surely gives it.

    Parameters
    ----------
    casting
        The cast under way; parties and kinds of its bodies are changed.
    """
    organs_of_states(casting)
    possessed_organs(casting)
    ministries(casting)
    bodies_of_bodies(casting)
    arms(casting)
    wings(casting)
    units(casting)


def organs_of_states(casting: Casting) -> None:
    """Let "the American Senate" speak for the state that its name names."""
    for actor in list(casting.actors.values()):
        if actor.kind not in ("organisation", "armed_group") or actor.rule == "registry":
            continue
        parts = actor.name.lower().split()
        if parts[-1] not in cues("state_organ"):
            continue
        if parts[-1] in cues("state_part") and not cues("governing").keys() >= {*parts[1:-1]}:
            continue  # "the Sahrawi Reform Army" is no army of a state
        for state, adjective in registries.demonyms().items():
            if actor.name.startswith(adjective + " "):
                casting.change(actor.actor_id, party=state, kind="organisation")
                break
        else:
            _of_the_texts_own(casting, actor)


def _of_the_texts_own(casting: Casting, actor: Actor) -> None:
    """Let "the Pelagonian Defense Ministry" be the Pelagonian Republic's."""
    first, *rest = actor.name.split()
    for state in list(casting.actors.values()):
        own = state.kind == "government" and state.actor_id not in registries.state_names()
        if own and rest and state.actor_id != actor.actor_id and state.name.split()[0] == first:
            kind = "government" if bare(" ".join(rest)) else "organisation"
            casting.change(actor.actor_id, party=state.actor_id, kind=kind)


def possessed_organs(casting: Casting) -> None:
    """Let "Sudan's Sovereign Council" speak for the state whose it is said to be."""
    words = casting.around.words
    for name, (first, last) in casting.around.range.items():
        actor = casting.actors.get(casting.id_of.get(name, name.entity))
        if actor is None or actor.kind not in ("organisation", "government"):
            continue
        head = words[last].fold.lower()
        if head not in cues("state_organ") and head not in cues("state_council"):
            continue
        at = first - 1
        if at < 1 or not words[at].genitive:
            continue
        owner = casting.around.owner.get(at - 1)
        if owner is None or owner.type != "state" or not owner.entity:
            continue
        unknown = actor.rule != "registry" and actor.kind == "government"
        kind = "organisation" if unknown else actor.kind
        casting.change(actor.actor_id, party=owner.entity, kind=kind)


def ministries(casting: Casting) -> None:
    """Let "the Defence Ministry" be the state that the text is at home in, if it is in any."""
    home = casting.home_government()
    if not home or sum(casting.is_government(party) for party in casting.fighting) > 1:
        return
    for actor in list(casting.actors.values()):
        if actor.kind == "organisation" and actor.rule != "registry" and bare(actor.name):
            casting.merge(actor.actor_id, home)


def bodies_of_bodies(casting: Casting) -> None:
    """Keep a parent as party only where it is a state or is in the text."""
    for actor in list(casting.actors.values()):
        if actor.party in ("", actor.actor_id) or actor.kind in ("person", "collective"):
            continue
        if actor.party not in casting.actors and actor.party not in registries.state_names():
            casting.change(actor.actor_id, party=actor.actor_id)


def arms(casting: Casting) -> None:
    """Give "the UN mission, UNIFIL" the party of the organisation whose arm it is said to be."""
    around = casting.around
    for body, first, _ in _own_masters(casting, ("organisation",)):
        noun = first - 1
        if noun < 1 or around.words[first].gap.strip() not in _APART:
            continue
        if around.words[noun].fold.lower() not in cues("arm"):
            continue
        owner = casting.party_of(around.party_before(noun))
        if owner and owner != body and not casting.is_government(owner):
            casting.change(body, party=owner)


def _own_masters(casting: Casting, kinds: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Give the bodies that speak for themselves so far, with where each naming of them stands."""
    for name, (first, last) in casting.around.range.items():
        actor = casting.actors.get(casting.id_of.get(name, name.entity))
        if actor is not None and actor.kind in kinds and actor.party == actor.actor_id:
            yield actor.actor_id, first, last


_APART: Final = (",", "(", "–", "—")


def wings(casting: Casting) -> None:
    """Give "the Tide Brigades, the FCM's armed wing," the party whose wing it is said to be."""
    around = casting.around
    for body, _, last in _own_masters(casting, ("organisation", "armed_group")):
        if last + 1 >= len(around.words) or around.words[last + 1].gap.strip() not in _APART:
            continue
        for at in range(last + 2, min(last + 9, len(around.words))):
            word = around.words[at]
            # "The rebels' political wing": a plural's apostrophe stands between too.
            if not (word.joined or word.genitive or word.gap.strip() in ("'", "’")):
                break
            if word.fold.lower() in cues("wing"):
                after = around.party_after(at, allow=frozenset(("of",)))[0]
                owner = casting.party_of(around.party_before(at) or after)
                if owner and owner != body:
                    casting.change(body, party=owner)
                break


def units(casting: Casting) -> None:
    """Give a unit of an army the state whose army it is: "the army's 7th Infantry Brigade"."""
    home = casting.home_government()
    for actor in list(casting.actors.values()):
        if actor.kind == "armed_forces" and actor.rule == "head noun":
            if home and actor.party in ("", actor.actor_id):
                casting.change(actor.actor_id, party=home)
