"""Armed forces of states, fighters of groups, and groups of people who act without a name."""

from __future__ import annotations

from typing import Final

from analysis.extraction import registries
from analysis.extraction.bodies import Nominal, acts, nominals, nouns, speaks
from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor
from analysis.extraction.words import slug

_APART: Final = ("peacekeepers", "border guards", "coast guard", "gendarmerie", "police", "militia")
_OWN: Final = frozenset("federal government national state regular loyalist".split())


def add_forces(casting: Casting) -> None:
    """Add the armed forces of states, one row a state; what stands apart has its own.

    Parameters
    ----------
    casting
        The cast under way.
    """
    found = list(nominals(casting.around, "force"))
    by_owner: dict[str, list[Nominal]] = {}
    for nominal in found:
        owner = nominal.owner or _own_government(casting, nominal)
        if owner:
            by_owner.setdefault(owner, []).append(nominal)
    for owner, group in by_owner.items():
        if not casting.is_government(owner):
            _of_a_body(casting, owner, group)
            continue
        apart = [n for n in group if n.noun in _APART]
        common = [n for n in group if n.noun not in _APART]
        if common:
            _force(casting, owner, common, _name(casting, owner, common))
        for noun in dict.fromkeys(n.noun for n in apart):
            same = [n for n in apart if n.noun == noun]
            _force(casting, owner, same, _named_as(casting, owner, same[0]))


def _own_government(casting: Casting, nominal: Nominal) -> str:
    """Give the only government of the text for "the army", "federal forces"."""
    first = casting.words[nominal.first].fold.lower()
    before = casting.words[nominal.first - 1].fold.lower() if nominal.first else ""
    marked = first in _OWN or nominal.noun.startswith("government")
    if not marked and not (
        before == "the" and nominal.noun in ("army", "military", "armed forces")
    ):
        return ""
    return casting.home_government()


def _name(casting: Casting, owner: str, group: list[Nominal]) -> str:
    adjective = registries.demonyms().get(owner, "")
    nouns_used = [n.noun for n in group]
    if adjective and ("forces" in nouns_used or len(set(nouns_used)) > 1 or len(group) > 1):
        return f"{adjective} forces"
    if adjective and group[0].owner:
        return f"{adjective} {group[0].noun}"
    if adjective:
        return f"{adjective} {group[0].noun}"
    return _named_as(casting, owner, group[0])


def _named_as(casting: Casting, owner: str, nominal: Nominal) -> str:
    first = nominal.first
    if first > 0 and (first - 1) in casting.around.owner and casting.words[first].joined:
        first = casting.around.range[casting.around.owner[first - 1]][0]
    elif first > 1 and casting.words[first - 1].fold == "s" and first - 2 in casting.around.owner:
        first = casting.around.range[casting.around.owner[first - 2]][0]
    return casting.text(first, nominal.last)


def _force(casting: Casting, owner: str, group: list[Nominal], name: str) -> None:
    own = next(
        (
            a.actor_id
            for a in casting.actors.values()
            if a.kind == "armed_forces" and a.party == owner and group[0].noun not in _APART
        ),
        slug(name),
    )
    start, end = casting.words[group[0].first].start, casting.words[group[0].last].end
    casting.put(
        Actor(own, name, "armed_forces", "", owner, "", start, end, "forces of a state", 0.9)
    )
    for nominal in group:
        casting.mention(
            casting.words[nominal.first].start,
            casting.words[nominal.last].end,
            own,
            "nominal",
            "forces",
        )


def _of_a_body(casting: Casting, owner: str, group: list[Nominal]) -> None:
    actor = casting.actors.get(owner)
    if actor is None or actor.kind in ("person", "media", "collective"):
        return
    if actor.kind == "alliance":
        return
    for nominal in group:
        start, end = casting.words[nominal.first].start, casting.words[nominal.last].end
        casting.mention(start, end, owner, "nominal", "forces of a body")


def add_fighters(casting: Casting) -> None:
    """Let "the KLF's fighters", "Front gunmen" stand for the group."""
    for nominal in nominals(casting.around, "fighters"):
        owner = nominal.owner
        actor = casting.actors.get(owner)
        if actor is None or actor.kind not in ("armed_group", "organisation"):
            continue
        start, end = casting.words[nominal.first].start, casting.words[nominal.last].end
        casting.mention(start, end, owner, "nominal", "fighters of a body")


def add_collectives(casting: Casting) -> None:
    """Add the groups without a name that act or are cited, one row by their description."""
    kinds = {a.kind for a in casting.actors.values()}
    taken = {(m.start, m.end) for m in casting.mentions}
    for nominal in nominals(casting.around, "collective"):
        row = nouns("collective")[nominal.noun]
        start, end = casting.words[nominal.first].start, casting.words[nominal.last].end
        if (start, end) in taken or _has_name_after(casting, nominal):
            continue
        if row["kind"] == "armed_group":
            if "armed_group" in kinds or nominal.owner in casting.actors:
                continue
        elif row["number"] == "speaking":
            if not speaks(casting.around, nominal.last):
                continue
        elif not acts(casting.around, nominal.last):
            continue
        if row["process_role"] == "mediator" and casting.brokers:
            for broker in sorted(casting.brokers & set(casting.actors)):
                casting.mention(start, end, broker, "nominal", "mediators")
            continue
        first = nominal.first
        if nominal.owner and first > 0 and (first - 1) in casting.around.owner:
            first = casting.around.range[casting.around.owner[first - 1]][0]
        start = casting.words[first].start
        label = casting.text(first, nominal.last)
        plain = casting.document.token_at(start).pos_ != "PROPN" or " " not in label
        if casting.words[first].opens and first == nominal.first and plain:
            label = label[0].lower() + label[1:]
        own = slug(label)
        if own not in casting.actors:
            party = casting.party_of(nominal.owner) if row["number"] == "speaking" else ""
            casting.put(
                Actor(
                    own,
                    label,
                    "collective",
                    "",
                    party,
                    row["process_role"] if not party else "",
                    start,
                    end,
                    "collective",
                    0.7,
                )
            )
        casting.mention(start, end, own, "nominal", "collective")


def _has_name_after(casting: Casting, nominal: Nominal) -> bool:
    """Tell "the foreign ministers A and B" from ministers without a name."""
    after = nominal.last + 1
    if after >= len(casting.words):
        return False
    name = casting.around.owner.get(after)
    gap = casting.words[after].gap.strip()
    return bool(name and name.type == "person" and gap in ("", ","))
