"""Role in the process: who fights, who brokers, who backs a side, by the words of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction import registries
from analysis.extraction.document import Actor, Cast, Document

Weights = defaultdict[str, float]

_ROLES: Final = {
    "b": "belligerent",
    "c": "party",
    "m": "mediator",
    "s": "supporter",
    "o": "observer",
}
_ORDER: Final = ("belligerent", "mediator", "supporter", "observer")
_PLAIN: Final = 3.0
_MUCH: Final = 1.5
_UNUSUAL: Final = 4.0
_HINT: Final = 2.0
_ARMED: Final = 6.0
_AT_HOME: Final = 2.0
_PLAINLY: Final = 4.0
_WATCHES: Final = 4.0
_NAMED: Final = 4.0
_FORMS: Final = ("name", "title", "nominal")
_ID: Final = r"<[^<>]+>"
_LIST: Final = rf"(?:{_ID}(?:, and | and |, | together with | as well as )?)+"
_TITLES: Final = re.compile(
    r"\b(?:the|both|president|mr|mrs|ms|dr|sir|general|gen|minister|prime minister|colonel|"
    r"foreign minister|major|commander|neighbou?ring|nearby|neutral|tiny|oil-rich)\.? "
    r"(?=<)",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(r"(?<=>), (?:who|which|whose)\b[^,<>.]{3,90}, (?=[a-z])")
_APPOSED: Final = re.compile(r"(<[^<>]+>), \1,?(?= |\.|$)")
_APPOSED_BEFORE: Final = re.compile(r"(<[^<>]+>), \1,(?= <)")
_ITS_OWN: Final = re.compile(r"(<[^<>]+>) (?:of|from|in) (?:the )?\1")
_REPEATED: Final = re.compile(r"(<[^<>]+>) and (<[^<>]+>) and (?:\1|\2)(?: and \2)?")
_CHAIR: Final = re.compile(r"\b(?:chair\w*|mediator|facilitator|moderator|envoy)\b", re.IGNORECASE)
_CHAIRED: Final = 1.5
_SENT: Final = re.compile(
    r"\b(?:special|peace|personal|middle east)\b.{0,12}\b(?:envoy|representative)\b"
    r"|\benvoy (?:to|for|on)\b",
    re.IGNORECASE,
)
_AS: Final = re.compile(r"\bas (?:an? |the )?$")
_JOURNALIST: Final = re.compile(
    r"\b(?:correspondent|reporter|journalist|editor|columnist|presenter|anchor|interviewer|"
    r"broadcaster|photographer)s?\b",
    re.IGNORECASE,
)
_HUMANITARIAN: Final = re.compile(
    r"red cross|red crescent|refugee|relief|health|food|children|humanitarian|human rights|doctors|"
    r"medecins|médecins|nuclear|atomic",
    re.IGNORECASE,
)
_PARTY: Final = re.compile(r"\b(?:party|unionist\w*|sinn f[eé]in|congress|front)\b", re.IGNORECASE)
_BRACKETS: Final = re.compile(rf" \({_ID}\)")
_AFTER_NAME: Final = re.compile(
    r"(?<=>) (?:movement|group|rebels|rebel group|militia|government|side|delegation|leadership|"
    r"party|authorities|administration|faction)(?=[ ,.])",
    re.IGNORECASE,
)
# Heads of the names of bodies that may be a side of a war.
FIGHTING: Final = frozenset(
    "movement front army command authority directorate junta league brigades guard council "
    "assembly forces column resistance volunteers union cantons tribes clans".split()
)
_BROKERS: Final = re.compile(
    r"(?:the )?(?:mediators|brokers|guarantors|facilitators|intermediaries)", re.IGNORECASE
)
_BROKERING: Final = re.compile(r"mediat|facilitat|contact group|good offices", re.IGNORECASE)


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple(
        (_compiled(row["pattern"]), float(row["weight"])) for row in read_table("process_role_cues")
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    """Turn "{b} and {b}" into an expression with one named group a placeholder."""
    count = 0

    def group(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        name = f"{match.group(1)}{count}"
        return f"(?P<{name}>{_LIST if match.group(2) else _ID})"

    return re.compile(re.sub(r"\{([bcmsox])(\+?)\}", group, pattern), re.IGNORECASE)


def process_roles(
    document: Document, cast: Cast, signs: Mapping[str, Weights] | None = None
) -> dict[str, str]:
    """Give the role of each actor in the process, where the text tells one.

    Parameters
    ----------
    document
        The parsed text.
    cast
        Its actors and their mentions by name, title and description.
    signs
        Votes from elsewhere, see :func:`analysis.extraction.sides.structural_votes`.

    Returns
    -------
    dict of str to str
        Code of ``process_role`` by ``actor_id``.

    Notes
    -----
    The actors of each sentence are replaced by their ids; the patterns of
    ``codebook/process_role_cues.csv`` then vote for the party of the actor at each placeholder.
    """
    votes = role_votes(document, cast, signs)
    roles = settled_roles(cast, votes)
    brokered = any(
        role == "mediator" and settled_votes(votes[party])["mediator"] >= _PLAIN
        for party, role in roles.items()
        if party in votes
    )
    return {a.actor_id: _role(a, cast, roles, votes, brokered=brokered) for a in cast.actors}


def role_votes(
    document: Document, cast: Cast, signs: Mapping[str, Weights] | None = None
) -> dict[str, Weights]:
    """Count what the sentences say for each role of each party.

    Parameters
    ----------
    document
        The parsed text.
    cast
        Its actors and mentions.
    signs
        Votes from elsewhere, by actor.

    Returns
    -------
    dict of str to dict
        Weight by role, by party (or by actor where it has none).
    """
    votes: dict[str, Weights] = {}
    for line in (line for line in _lines(document, cast) if "<" in line):
        # Without its relative clauses a sentence may say more, but nothing a second time.
        said = dict.fromkeys((_RELATIVE.sub(" ", line), line))
        for pattern, weight in _cues():
            hits = {found.group(): found for text in said for found in pattern.finditer(text)}
            for found in hits.values():
                for name, value in found.groupdict().items():
                    role = _ROLES.get(name[0])
                    if role is None or not value:
                        continue
                    for entity in re.findall(r"<([^<>]+)>", value):
                        if role == "observer" and weight < _WATCHES and _governs(cast, entity):
                            continue  # a state that reports losses does not watch the war
                        votes.setdefault(entity, defaultdict(float))[role] += weight
    for entity, sign in (signs or {}).items():
        for role, weight in sign.items():
            votes.setdefault(entity, defaultdict(float))[role] += weight
    by_party: dict[str, Weights] = {}
    for entity, counter in votes.items():
        actor = cast.by_id.get(entity)
        party = (actor.party if actor else "") or entity
        own = by_party.setdefault(party, defaultdict(float))
        for role, weight in counter.items():
            own[role] += weight
    for actor in cast.actors:
        if actor.party not in ("", actor.actor_id):
            continue
        own = by_party.setdefault(actor.actor_id, defaultdict(float))
        if actor.kind == "armed_group":
            own["belligerent"] += _ARMED
        if actor.kind in ("organisation", "alliance") and _BROKERING.search(actor.name):
            own["mediator"] += _NAMED
    _vote_at_home(cast, by_party)
    for actor in cast.actors:
        holder = cast.by_id.get(actor.party)
        chairs = actor.kind == "person" and _CHAIR.search(actor.role)
        if chairs and holder and holder.kind == "organisation" and holder.rule != "registry":
            by_party.setdefault(holder.actor_id, defaultdict(float))["mediator"] += _CHAIRED
        elif chairs and holder and _SENT.search(actor.role):
            # Whoever has a special envoy for a conflict takes part in making peace there.
            by_party.setdefault(holder.actor_id, defaultdict(float))["mediator"] += _CHAIRED
    return by_party


def _governs(cast: Cast, entity: str) -> bool:
    actor = cast.by_id.get(entity)
    return actor is not None and actor.kind == "government"


def _vote_at_home(cast: Cast, votes: dict[str, Weights]) -> None:
    """Let the state in which a registered armed group fights be its adversary.

    Where another state is plainly at war, that one is, and the country may be no side at all.
    """
    rows = registries.organisation_rows()
    governments = {a.actor_id for a in cast.actors if a.kind == "government"}
    homes = {
        registries.state_with_code(rows[a.actor_id]["country"])
        for a in cast.actors
        if a.kind == "armed_group" and a.actor_id in rows
    }
    parents = registries.unrecognised_states()
    for entity in governments & set(parents):
        # Breakaway authorities named beside the state that they broke from are a side.
        if parents[entity] in governments:
            votes.setdefault(entity, defaultdict(float))["belligerent"] += _AT_HOME
            homes.add(parents[entity])
    plain = {party for party in governments & set(votes) if votes[party]["belligerent"] >= _PLAIN}
    for state in homes & governments if not plain - homes else ():
        own = votes.setdefault(state, defaultdict(float))
        # "The president announced a truce" makes no broker of him in his own country's war.
        if own["mediator"] >= _PLAINLY:
            own["party"] += _AT_HOME
        else:
            own["belligerent"] += _AT_HOME
            own["mediator"] = 0.0


def _lines(document: Document, cast: Cast) -> list[str]:
    """Give the sentences with ids in place of the actors."""
    # "X has acted as mediator": the office tells what X does, it does not name X again.
    mentions = [
        m
        for m in cast.mentions
        if m.form in _FORMS
        and not (m.form == "title" and _AS.search(document.text_of(max(0, m.start - 9), m.start)))
    ]
    chosen: list[tuple[int, int, str]] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -(m.end - m.start))):
        if not chosen or mention.start >= chosen[-1][1]:
            # "Mediators from X and Y" are X and Y; that they mediate is not to be lost.
            said = f"{mention.text} " if _BROKERS.fullmatch(mention.text) else ""
            chosen.append((mention.start, mention.end, f"{said}<{mention.entity}>"))
        elif chosen[-1][:2] == (mention.start, mention.end):
            start, end, text = chosen[-1]
            chosen[-1] = (start, end, f"{text} and <{mention.entity}>")
    found = []
    position = 0
    for sentence in document.doc.sents:
        parts: list[str] = []
        at = sentence.start_char
        while position < len(chosen) and chosen[position][0] < at:
            position += 1
        while position < len(chosen) and chosen[position][0] < sentence.end_char:
            start, end, text = chosen[position]
            parts.append(document.text_of(at, start))
            parts.append(text)
            at = end
            position += 1
        parts.append(document.text_of(at, max(at, sentence.end_char)))
        line = "".join(parts).replace("’", "'").replace("\n", " ")
        line = _TITLES.sub("", line)
        found.append(_joined(line))
    return found


def _joined(line: str) -> str:
    """Drop what stands before a name within its phrase: "<russia> <minister> <lavrov>"."""
    line = _BRACKETS.sub("", line)
    line = _AFTER_NAME.sub("", line)
    previous = ""
    while previous != line:
        previous = line
        line = re.sub(rf"{_ID} (?={_ID})", "", line)
        line = _APPOSED_BEFORE.sub(r"\1,", line)
        line = _APPOSED.sub(r"\1", line)
        line = _ITS_OWN.sub(r"\1", line)
        line = _REPEATED.sub(r"\1 and \2", line)
        line = re.sub(rf"{_ID}'s (?:[\w-]+ ){{0,2}}(?={_ID})", "", line)
    return line


def settled_roles(cast: Cast, votes: dict[str, Weights]) -> dict[str, str]:
    """Choose the role of each party; see that those who negotiate include both sides.

    Parameters
    ----------
    cast
        The actors.
    votes
        What the text says for each role, see :func:`role_votes`.

    Returns
    -------
    dict of str to str
        Role, '' for none, by party.
    """
    roles = {party: _winner(counter) for party, counter in votes.items()}
    for party in brokers() & set(roles):
        # Who brokers the wars of others fights only where the text says so more than once.
        if roles[party] == "belligerent":
            plain = settled_votes(votes[party])["belligerent"]
            roles[party] = roles[party] if plain >= _UNUSUAL else ""
    parties = [
        a.actor_id
        for a in cast.actors
        if a.kind == "organisation" and a.rule == "registry" and _PARTY.search(a.name)
    ]
    for party in parties if len(parties) > 1 else ():
        roles[party] = roles.get(party) or "belligerent"
    weights = Counter(m.entity for m in cast.mentions)
    for mention in cast.mentions:
        # Who speaks for a state weighs for it: monitors may come from states that do not speak.
        actor = cast.by_id.get(mention.entity)
        if actor is not None and actor.kind == "person" and actor.party:
            weights[actor.party] += 1
    fighting = [
        p
        for p, role in roles.items()
        if role == "belligerent"
        and p in cast.by_id
        and cast.by_id[p].kind != "person"
        and not _stands_outside(p, votes.get(p, defaultdict(float)))
    ]
    states = [p for p in fighting if cast.by_id[p].kind == "government"]
    armed = [p for p in fighting if cast.by_id[p].kind == "armed_group"]
    open_ = [
        a.actor_id
        for a in cast.actors
        if (a.kind == "government" or _may_fight(a))
        and a.actor_id not in fighting
        and _is_open(roles.get(a.actor_id, ""), votes.get(a.actor_id))
    ]
    ranked = sorted(open_, key=lambda p: (p in brokers(), -weights[p], cast.by_id[p].start))
    needed = 1 - len(states) if armed else 2 - len(fighting)
    for party in ranked[: max(0, needed)]:
        roles[party] = "belligerent"
    return roles


def _stands_outside(party: str, votes: Weights) -> bool:
    """Tell a known international body that the text does not plainly make a side."""
    row = registries.organisation_rows().get(party, {})
    known = row.get("kind", "") in ("organisation", "alliance") and not row.get("country")
    return known and settled_votes(votes)["belligerent"] < _ARMED


def _is_open(role: str, counter: Weights | None) -> bool:
    """Tell a party whose role the text leaves open, or hints at only once."""
    if role in ("", "belligerent", "observer"):
        return True
    return role == "mediator" and counter is not None and counter["mediator"] < _HINT


def _may_fight(actor: Actor) -> bool:
    """Tell an unknown body that may be a side by its name: no bank, court or charity."""
    if actor.kind != "organisation" or actor.rule == "registry":
        return False
    parts = actor.name.lower().split()
    return bool({parts[0], parts[-1]} & FIGHTING)


@dataclass(frozen=True)
class UsualRole:
    """The role of a state where the text tells none: alone, or beside others who broker."""

    alone: str
    beside_brokers: str


@lru_cache(maxsize=1)
def usual_roles() -> Mapping[str, UsualRole]:
    """Give the role that a state usually has in the wars of others."""
    return {
        row["actor_id"]: UsualRole(row["default_process_role"], row["beside_brokers"])
        for row in read_table("usual_roles")
    }


@lru_cache(maxsize=1)
def brokers() -> frozenset[str]:
    """Give the states that usually broker."""
    return frozenset(p for p, usual in usual_roles().items() if usual.alone == "mediator")


def settled_votes(counter: Weights) -> Weights:
    """Count terms agreed or refused as signs of a belligerent, but never against a broker's."""
    found: Weights = defaultdict(float, counter)
    agreed = found.pop("party", 0.0)
    apart = max(found["mediator"], found["supporter"], found["observer"])
    if found["belligerent"] or apart < _PLAIN or agreed >= _MUCH * apart:
        found["belligerent"] += agreed
    return found


def _winner(counter: Weights) -> str:
    counter = settled_votes(counter)
    best = max(counter, key=lambda role: (counter[role], -_ORDER.index(role)), default="")
    return best if best and counter[best] > 0 else ""


def _role(
    actor: Actor,
    cast: Cast,
    roles: dict[str, str],
    votes: dict[str, Weights],
    *,
    brokered: bool,
) -> str:
    if actor.process_role:
        return actor.process_role
    if actor.kind == "media":
        return "media"
    party = actor.party or actor.actor_id
    holder = cast.by_id.get(party, actor)
    rows = registries.organisation_rows()
    row = rows.get(party)
    role = roles.get(party, "")
    own = rows.get(actor.actor_id, {}) if actor.actor_id != party else {}
    if holder.kind == "organisation" and own.get("default_process_role") == "observer":
        # The Security Council watches, whatever the organisation's envoy does.
        return _winner(votes.get(actor.actor_id, defaultdict(float))) or "observer"
    if holder.kind == "organisation" and _HUMANITARIAN.search(actor.role):
        return "observer"
    if holder.kind == "media" or (holder.kind == "person" and _JOURNALIST.search(actor.role)):
        return "media"
    if row is not None and holder.kind in ("organisation", "alliance"):
        return _of_registered(row, role, votes.get(party, defaultdict(float)))
    if holder.kind in ("organisation", "collective", "alliance") and role == "belligerent":
        strong = settled_votes(votes.get(party, defaultdict(float)))["belligerent"]
        return (
            "belligerent" if strong >= (1 if _PARTY.search(holder.name) else _PLAIN) else "observer"
        )
    if not role and holder.kind == "government":
        usual = usual_roles().get(party)
        return (usual.beside_brokers if brokered else usual.alone) if usual else "observer"
    return role or "observer"


def _of_registered(row: dict[str, str], role: str, votes: Weights) -> str:
    """A known international body fights only where the text says so plainly."""
    default = row.get("default_process_role", "")
    if _HUMANITARIAN.search(row["name"]):
        return "observer"
    if role == "belligerent" and _PARTY.search(row["name"]):
        return role
    if (
        role == "belligerent"
        and not row.get("country")
        and settled_votes(votes)["belligerent"] < _ARMED
    ):
        rest = defaultdict(
            float, {k: v for k, v in votes.items() if k not in ("belligerent", "party")}
        )
        role = _winner(rest)
    return role or default or "observer"
