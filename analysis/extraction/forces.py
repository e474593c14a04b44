"""Armed forces of states, fighters of groups, and groups of people who act without a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.extraction import registries
from analysis.extraction.bodies import Nominal, acts, nominals
from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor
from analysis.extraction.kinds import numbered
from analysis.extraction.words import slug

_APART: Final = (
    "peacekeepers",
    "border guards",
    "border police",
    "coast guard",
    "coastguard",
    "gendarmerie",
    "gendarmes",
    "police",
    "militia",
)
# Branches of an army that a text without an adjective tells apart.
_BRANCHES: Final = (
    *_APART,
    "navy",
    "air force",
    "national guard",
    "presidential guard",
    "federal police",
    "national police",
    "military police",
    "riot police",
)
_OF_STATES: Final = (
    "army",
    "military",
    "armed forces",
    "security forces",
    # Without a name beside them these are nobody's in particular.
    *(branch for branch in _BRANCHES if branch not in ("peacekeepers", "militia", "riot police")),
)
_WHOLE: Final = ("armed forces", "army", "military")
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
        owner = nominal.owner or _of_pronoun(casting, nominal) or _own_government(casting, nominal)
        if owner:
            by_owner.setdefault(owner, []).append(nominal)
    for actor in list(casting.actors.values()):
        if actor.kind == "armed_forces" and actor.party == actor.actor_id:
            # "The Fourth Division" of no army that the text names is that of the state at war.
            casting.change(actor.actor_id, party=casting.home_government())
    for owner, group in by_owner.items():
        if not casting.is_government(owner):
            _of_a_body(casting, owner, group)
            continue
        apart = [n for n in group if n.noun in _APART]
        common = [n for n in group if n.noun not in _APART]
        marked = [n for n in common if n.owner]
        if marked:
            _force(casting, owner, common, _name(casting, owner, common))
        else:
            # Of "the army" and "the navy" each is one, where no adjective makes them one force.
            apart = [n for n in group if n.noun in _BRANCHES]
            land = [n for n in group if n.noun not in _BRANCHES]
            if land:
                noun = _common_noun([n.noun for n in land])
                called = next((n for n in land if n.noun == noun), land[0])
                _force(casting, owner, land, _named_as(casting, owner, called))
        for noun in dict.fromkeys(n.noun for n in apart):
            same = [n for n in apart if n.noun == noun]
            _force(casting, owner, same, _named_as(casting, owner, same[0]))


def _own_government(casting: Casting, nominal: Nominal) -> str:
    """Give the only government of the text for "the army", "federal forces"."""
    first = casting.words[nominal.first].fold.lower()
    before = casting.words[nominal.first - 1].fold.lower() if nominal.first else ""
    marked = first in _OWN or nominal.noun.startswith("government") or numbered(first)
    known = nominal.noun in _OF_STATES or nominal.noun.startswith(("police ", "army "))
    acting = acts(casting.around, nominal.last, passive=True)
    # "Taken into the border police": one of several branches counts where it does something.
    acting = acting or (before == "the" and nominal.noun not in _APART)
    if not marked and not (known and acting):
        return ""
    return casting.home_government()


def _of_pronoun(casting: Casting, nominal: Nominal) -> str:
    """Give whose "its forces", "his military" are, where that is a state."""
    before = nominal.first - 1
    if before < 0 or not casting.words[nominal.first].joined:
        return ""
    plain = casting.words[before].fold.lower()
    if plain not in ("its", "his", "her", "whose"):
        return ""
    owner = casting.party_of(_subject_over(casting, before))
    if not owner and plain != "its":
        owner = casting.party_of(casting.around.person_before(before))
    elif not owner or plain == "whose":
        owner = casting.around.body_before(before, near=True)
    return owner if owner and casting.is_government(owner) else ""


def _subject_over(casting: Casting, at: int) -> str:
    """Give who is the subject of the clauses around a word."""
    for above in casting.document.token_at(casting.words[at].start).ancestors:
        for name in casting.named_subjects(above):
            if name.type != "demonym":
                return casting.around.entity_of(name)
    return ""


def _name(casting: Casting, owner: str, group: list[Nominal]) -> str:
    adjective = registries.demonyms().get(owner, "")
    noun = _common_noun([n.noun for n in group])
    if adjective:
        return f"{adjective} {noun}"
    called = [n for n in group if n.noun == noun] or group
    # Where one of them says whose it is ("the Assembly's army"), it is called so.
    return _named_as(casting, owner, next((n for n in called if n.owner), called[0]))


def _common_noun(used: Sequence[str]) -> str:
    """Give the noun for a state's forces that a text calls by several: the institution first."""
    if "forces" in used:
        return "forces"
    whole = [noun for noun in used if noun in _WHOLE]
    if whole:
        return max(whole, key=whole.count)
    return used[0] if len(set(used)) == 1 else "forces"


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
            if a.kind == "armed_forces"
            and a.party == owner
            and a.rule == "registry"
            and group[0].noun not in _APART
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


def add_coalitions(casting: Casting) -> None:
    """Add the coalition that somebody leads: "the Saudi-led coalition", "a coalition led by X"."""
    words = casting.words
    own = ""
    for at, word in enumerate(words):
        if word.fold.lower() not in ("coalition", "alliance") or at in casting.around.owner:
            continue
        led = _led(casting, at)
        if led is not None and not own:
            _leader, first, last = led
            label = casting.text(first, last)
            own = slug(label)
            casting.put(
                Actor(
                    own,
                    label,
                    "alliance",
                    "",
                    own,
                    "",
                    words[first].start,
                    words[last].end,
                    "coalition",
                    0.8,
                )
            )
        if own and (led is not None or words[at - 1].fold.lower() == "the"):
            casting.mention(word.start, word.end, own, "nominal", "coalition")


def _led(casting: Casting, at: int) -> tuple[str, int, int] | None:
    """Give the leader of a coalition and the words that name it."""
    words = casting.words
    owner = casting.around.owner
    if at >= 2 and words[at - 1].fold.lower() == "led" and words[at - 1].gap == "-":
        name = owner.get(at - 2)
        if name is not None and name.entity:
            return name.entity, casting.around.range[name][0], at
    if at + 3 < len(words) and [w.fold.lower() for w in words[at + 1 : at + 3]] == ["led", "by"]:
        name = owner.get(at + 3) or owner.get(at + 4)
        if name is not None and name.entity:
            return name.entity, at, casting.around.range[name][1]
    if at >= 3 and words[at - 2].fold.lower() in ("leads", "led", "heads"):
        name = owner.get(at - 3) or (owner.get(at - 4) if at >= 4 else None)
        if name is not None and name.entity and name.type in ("state", "seat"):
            return name.entity, at, at
    return None


def add_fighters(casting: Casting) -> None:
    """Let "the KLF's fighters", "Front gunmen" stand for the group."""
    for nominal in nominals(casting.around, "fighters"):
        owner = nominal.owner
        actor = casting.actors.get(owner)
        if actor is None or actor.kind not in ("armed_group", "organisation"):
            continue
        start, end = casting.words[nominal.first].start, casting.words[nominal.last].end
        casting.mention(start, end, owner, "nominal", "fighters of a body")
