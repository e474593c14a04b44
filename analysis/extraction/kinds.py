"""Kind of the bodies that no registry knows: governments, armed groups, other bodies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from analysis.extraction.casting import Casting
from analysis.extraction.document import Actor, Name
from analysis.extraction.government_names import of_a_people
from analysis.extraction.institutions import RULE as INSTITUTION
from analysis.extraction.name_cues import cues, longest_cue
from analysis.extraction.organisations import abbreviation

_STATE_HEADS: Final = frozenset(
    "authority administration directorate council assembly junta command regency committee "
    "confederation federation congress leadership house union league state republic government "
    "kingdom emirate party movement".split()
)
_CIVIL_HEADS: Final = frozenset(
    "party unionists congress mission bank fund court agency institute committee commission "
    "conference forum trust panel group".split()
)
_GROUP_WORDS: Final = frozenset(
    "rebel rebels guerrilla guerrillas insurgent militant separatist secessionist paramilitary "
    "jihadist islamist breakaway".split()
)
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_ARMS: Final = ("took up arms", "disarm", "disband", "lay down", "breakaway", "broke away")


def settle_kinds(casting: Casting) -> None:
    """Tell governments and armed groups among the bodies that the registries do not know.

    Parameters
    ----------
    casting
        The cast under way; kinds of its bodies are changed.
    """
    ruling = _with_ministers(casting)
    for actor in list(casting.actors.values()):
        if actor.kind in ("person", "media") or actor.rule in ("registry", INSTITUTION):
            continue
        names = [n for n in casting.names if n.entity == actor.actor_id]
        state = sum(_has_part(casting, n, "state_part") for n in names)
        state += 2 * sum(_governs(casting, n) for n in names)
        state += ruling.count(actor.actor_id)
        group = sum(_has_part(casting, n, "group_part") for n in names)
        group += 2 * sum(_armed(casting, n) for n in names)
        if any(_beside_government(casting, n) for n in names):
            state = 0
        plain = _is_civil(actor) or any(_is_bloc(casting, n) for n in names)
        kind = "organisation" if plain else _kind(actor, state, group)
        if kind == "armed_group" and not group and _is_unit(actor):
            kind = "armed_forces"
        if _of_a_state(actor) or any(_of_an_army(casting, n) for n in names):
            kind = "armed_forces"
        if kind == "armed_group" and of_a_people(actor.name):
            kind = "government"
        if kind != actor.kind:
            casting.change(actor.actor_id, kind=kind)
    _government_of_the_war(casting)


def _with_ministers(casting: Casting) -> list[str]:
    """List the bodies that "its foreign minister" takes up, each as often as it does."""
    words, found = casting.words, []
    for at, word in enumerate(words[:-1]):
        if word.fold.lower() != "its" or not words[at + 1].joined:
            continue
        length = longest_cue(words, at + 1, "state_part")
        part = " ".join(w.fold.lower() for w in words[at + 1 : at + 1 + length])
        if cues("state_part").get(part) == "alone":
            found.append(casting.around.body_before(at, governs=True))
    return found


def _government_of_the_war(casting: Casting) -> None:
    """Take the other side of an armed group for a government where no other is in the text."""
    bodies = [a for a in casting.actors.values() if a.kind != "person"]
    acting = {n.entity for n in casting.names if n.type == "state"}
    if acting or any(a.kind == "government" for a in bodies):
        return
    if not any(a.kind == "armed_group" for a in bodies):
        return
    counts = Counter(n.entity for n in casting.names)
    for actor in sorted(bodies, key=lambda a: -counts[a.actor_id]):
        head = actor.name.lower().split()[-1]
        names = [n for n in casting.names if n.entity == actor.actor_id]
        if any(_beside_government(casting, n) for n in names):
            continue
        known = actor.rule in ("registry", INSTITUTION)
        if actor.kind == "organisation" and not known and head in _RULING:
            casting.change(actor.actor_id, kind="government")
            return


def settle_belligerents(
    casting: Casting, fighting: Collection[str], plainly: Collection[str]
) -> None:
    """Tell on which side of a war an unknown body stands: the state's or that of the rebels.

    Where a state fights, the bodies that fight are armed groups; where none does, the one that
    its name says rules is the government.

    Parameters
    ----------
    casting
        The cast under way; kinds of its bodies are changed.
    fighting
        Ids of the actors that the text lets fight.
    plainly
        Those of them that its words say so of, not only their weight in the text.
    """
    counts = Counter(n.entity for n in casting.names)
    actors = [casting.actors[entity] for entity in sorted(fighting) if entity in casting.actors]
    # A registered state may have been taken for a side by its weight alone.
    ruled = any(
        a.kind == "government" and (a.actor_id in plainly or a.rule != "state acts") for a in actors
    )
    open_kinds = ("organisation", "alliance")
    known = ("registry", INSTITUTION)
    bodies = [a for a in actors if a.kind in open_kinds and a.rule not in known]
    for actor in sorted(bodies, key=lambda a: -counts[a.actor_id]):
        parts = actor.name.lower().split()
        names = [n for n in casting.names if n.entity == actor.actor_id]
        civil = parts[-1] in _CIVIL_HEADS or of_a_trade(actor.name)
        if civil or any(_is_bloc(casting, n) for n in names):
            continue
        beside = any(_beside_government(casting, n) for n in names)
        if not ruled and not beside and {parts[0], parts[-1]} & _RULING:
            casting.change(actor.actor_id, kind="government")
            ruled = True
        elif of_a_people(actor.name):
            casting.change(actor.actor_id, kind="government")
        else:
            casting.change(actor.actor_id, kind="armed_group")


def _of_a_state(actor: Actor) -> bool:
    """Tell "the National Guard", "the Treasury Police": of words that any state's force has."""
    parts = actor.name.lower().replace("’", "'").removeprefix("the ").split()
    *first, head = parts
    named = actor.rule in ("head noun", "ner") and bool(first) and head in cues("force_head")
    return named and all(word in cues("force_first") for word in first)


def _is_unit(actor: Actor) -> bool:
    """Tell a unit of a state's army by its number: "the Fourth Division", "14th Brigade"."""
    parts = actor.name.lower().removeprefix("the ").split()
    apart = len(parts) > 1 and numbered(parts[0])
    return actor.rule == "head noun" and apart and parts[-1] in cues("state_unit")


def _of_an_army(casting: Casting, name: Name) -> bool:
    """Read "the military's Northern Command": a unit of a state's forces, whatever its name."""
    at = _position(casting, name)
    if at is None or at[0] < 2 or casting.words[at[1]].fold.lower() not in cues("state_unit"):
        return False
    first = at[0]
    if numbered(casting.words[first - 1].fold.lower()):
        first -= 1  # "the army's 7th Infantry Brigade"
    words = casting.words
    return words[first - 1].genitive and words[first - 2].fold.lower() in _FORCES


_FORCES: Final = frozenset(("army", "military", "navy", "gendarmerie", "marines"))


def numbered(word: str) -> bool:
    """Tell a word by which states tell the units of their army apart.

    Examples
    --------
    >>> numbered("14th"), numbered("fourth"), numbered("falcon")
    (True, True, False)
    """
    return word in cues("numbered") or bool(_ORDINAL.fullmatch(word))


def _is_civil(actor: Actor) -> bool:
    """Tell a body of charity, trade or learning, whatever its head ("Relief Federation")."""
    if actor.rule not in ("head noun", "abbreviation", "noun after it"):
        return False
    return of_a_trade(actor.name)


def of_a_trade(name: str) -> bool:
    """Tell by its name a body that neither fights nor brokers.

    Examples
    --------
    >>> of_a_trade("Andean Miners’ Union"), of_a_trade("Workers’ Front of the Chaco")
    (True, False)
    """
    parts = name.lower().replace("’", "'").split()
    if any(part in cues("armed_head") for part in parts):
        return False
    return any(p.removesuffix("'s").removesuffix("'") in cues("civil") for p in parts)


_RULING: Final = frozenset(
    "authority administration directorate council assembly junta command regency confederation "
    "federation republic leadership union government".split()
)


def _kind(actor: Actor, state: int, group: int) -> str:
    parts = actor.name.lower().split()
    head = parts[-1]
    if actor.kind == "government":
        return "government"
    if actor.kind == "armed_group":
        ruling = state >= 2 and state > group and head in _STATE_HEADS
        return "government" if ruling else "armed_group"
    if actor.kind == "alliance" and group and group >= state:
        return "armed_group"
    if actor.kind == "organisation":
        if state and state > group and (head in _STATE_HEADS or abbreviation(actor.name)):
            return "government"
        if group >= 1 and group >= state and head not in _CIVIL_HEADS:
            return "armed_group"
    return actor.kind


def _position(casting: Casting, name: Name) -> tuple[int, int] | None:
    return casting.around.range.get(name)


def _has_part(casting: Casting, name: Name, class_: str) -> bool:
    """Tell whether a body has what governments (or groups) have: "the Authority's army"."""
    at = _position(casting, name)
    if at is None:
        return False
    words = casting.words
    after = at[1] + 1
    if after < len(words) and words[after].genitive:
        after += 1
    elif after < len(words) and words[after].gap.strip() not in ("", "’", "'"):
        return False
    for position in range(after, min(after + 3, len(words))):
        if position > after and not words[position].joined:
            break
        if longest_cue(words, position, class_):
            return True
        if words[position].fold.lower() in ("on", "in", "to", "and", "has", "is", "was", "of"):
            break
    return _of_the_name(casting, at[0], class_)


def _of_the_name(casting: Casting, first: int, class_: str) -> bool:
    """Read "fighters of the Front", "the president of the Assembly"."""
    words = casting.words
    at = first - 1
    if at >= 0 and words[at].fold.lower() == "the":
        at -= 1
    if at < 1 or words[at].fold.lower() != "of":
        return False
    start = max(0, at - 2)
    return any(longest_cue(words, p, class_) == at - p for p in range(start, at))


def _is_bloc(casting: Casting, name: Name) -> bool:
    """Read "the Continental Union, the bloc that Morava wants to join": said to be no state."""
    parts = name.text.split()
    if len(parts) > 2 and parts[-1] in ("States", "Nations", "Republics", "Countries"):
        return True  # "League of Southern Seas States"
    after = casting.document.text_of(name.end, name.end + 60)
    found = _APPOSED.match(after)
    return found is not None and found.group(1).lower() in cues("club")


_APPOSED: Final = re.compile(
    r", (?:a|an|the|its) (?:[\w-]+ ){0,3}?(\w+)(?= (?:of|that|which|to|with|whose)|[,.])"
)


def _governs(casting: Casting, name: Name) -> bool:
    rest = casting.document.text_of(name.end, name.end + 40).lower()
    return rest.startswith((", which governs", ", which rules", ", which administers", " governs"))


def _beside_government(casting: Casting, name: Name) -> bool:
    """Tell "the federal government and the Liberation Council": the other side of one."""
    text = casting.document.text
    before, after = text[max(0, name.start - 40) : name.start], text[name.end : name.end + 40]
    return bool(_AND_GOVERNMENT.search(before) or _GOVERNMENT_AND.match(after))


_AND_GOVERNMENT: Final = re.compile(
    r"\b[Tt]he (?:\w+ )?(?:government|army|state) (?:and|from|with|to) (?:the )?$"
)
_GOVERNMENT_AND: Final = re.compile(r"(?: \([\w-]+\))? and the (?:\w+ )?government\b")


def _armed(casting: Casting, name: Name) -> bool:
    at = _position(casting, name)
    if at is None:
        return False
    before = [casting.words[p].fold.lower() for p in range(max(0, at[0] - 2), at[0])]
    rest = casting.document.text_of(name.end, name.end + 60).lower().split(".")[0]
    if _COALITION.match(rest):
        return True
    return bool(set(before) & _GROUP_WORDS) or any(cue in rest for cue in _ARMS)


# "The Alliance of the Bend (AB), a coalition of three armed groups".
_COALITION: Final = re.compile(
    r"(?: \([\w-]+\))?, (?:a|an|the) [^,.]{0,40}\b(?:armed|rebel|guerrilla|insurgent|ethnic|"
    r"separatist|jihadist)\b[^,.]{0,20}\b(?:groups?|movements?|factions?|arm(?:y|ies)|militias?|"
    r"organi[sz]ations?|coalition|alliance)\b"
)
