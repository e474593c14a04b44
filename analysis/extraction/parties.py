"""For whom each actor speaks: what stands beside the name first, company in the text last."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import Final

from analysis.extraction.briefings import labels
from analysis.extraction.casting import Casting
from analysis.extraction.company import Company
from analysis.extraction.constitutions import has_office
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.memberships import Link
from analysis.extraction.name_cues import cues
from analysis.extraction.nearest_parties import settle_nearest
from analysis.extraction.party_of_bodies import settle_bodies
from analysis.extraction.speaking_places import settle_speaking_places
from analysis.extraction.surroundings import COUNTER, GROUP, UNKNOWN, WARRING

_TURNS: Final = 3
_LEAD: Final = 1.15
_BARE: Final = 2.0
_NO_OFFICE: Final = 2.5
_AT_WAR: Final = 1.0
_AT_HOME: Final = 0.4
# The subject of the sentence before.
_GOES_ON: Final = 0.95
# More than one mention far off.
_NEAR: Final = 0.09


def settle_parties(casting: Casting) -> None:
    """Give each actor the party that the text most surely gives it.

    Parameters
    ----------
    casting
        The cast under way; parties of its actors are changed.
    """
    settle_bodies(casting)
    _follow_links(casting)
    _coordinated(casting)
    _counterparts(casting)
    _ministers_of_heads(casting)
    _with_counterparts(casting)
    _in_power(casting)
    _spokespersons(casting)
    _follow_links(casting)
    _local(casting)
    _by_elimination(casting)
    # A president's envoy speaks for whom the president speaks.
    _follow_links(casting)
    _coordinated(casting)
    settle_speaking_places(casting)
    _commanders(casting)
    _soldiers(casting)
    _mediators(casting)
    settle_nearest(casting)
    for person_id, owner in casting.owed.items():
        if not casting.actors[person_id].party:
            casting.change(person_id, party=casting.party_of(owner))
    _of_ministries(casting)


def _of_ministries(casting: Casting) -> None:
    """Let a spokesman for a ministry with a row of its own speak for the state whose it is."""
    for person_id, person in list(casting.actors.items()):
        body = casting.actors.get(person.party)
        if person.kind != "person" or body is None or body.kind != "government":
            continue
        if body.party != body.actor_id and casting.is_government(body.party):
            casting.change(person_id, party=body.party)


def _commanders(casting: Casting) -> None:
    """Let a commander of nobody in particular stand for the armed group of the text."""
    for person_id, links in casting.links.items():
        roles = [k.role.lower() for k in links if k.office is not None]
        if casting.actors[person_id].party or not any(r.split()[-1] in _FIELD for r in roles if r):
            continue
        if any(k.office and k.office.value in ("head", "state") for k in links):
            continue
        if any(k.party == UNKNOWN for k in links):
            continue  # "a former commander"
        group = casting.only_group()
        if group:
            casting.change(person_id, party=group, confidence=0.4)


def _soldiers(casting: Casting) -> None:
    """Let a corporal of nobody in particular serve the one state that fights."""
    around = casting.around
    for name, person_id in casting.id_of.items():
        first = around.range.get(name, (0, 0))[0]
        office = around.office_at.get(first - 1)
        if office is None or person_id not in casting.links or casting.actors[person_id].party:
            continue
        rank = around.phrase(office.first, office.last).lower()
        # A rank whose row has no shorter name is called as it stands ("Brother", "Corporal").
        plain = cues("rank").get(rank.replace(".", "")) or rank
        if plain.split()[-1] in cues("soldier_rank"):
            casting.owed.setdefault(person_id, WARRING)


def _mediators(casting: Casting) -> None:
    """Let "the chief mediator, X" speak for the one body that brokers, if no state does."""
    parties = {casting.party_of(broker) for broker in casting.brokers} - {""}
    bodies = {p for p in parties if p in casting.actors}
    if len(parties) != 1 or bodies != parties:
        return
    body = casting.actors[bodies.pop()]
    if body.kind not in ("organisation", "alliance"):
        return
    for person_id, links in casting.links.items():
        open_ = not casting.actors[person_id].party and not any(k.party for k in links)
        if open_ and any(_mediates(k) for k in links):
            casting.change(person_id, party=body.actor_id, confidence=0.4)


def _mediates(link: Link) -> bool:
    return bool(link.office and link.role) and link.role.lower().split()[-1] in _MEDIATING


_MEDIATING: Final = frozenset(("mediator", "facilitator", "convener", "convenor"))
_FIELD: Final = ("commander", "warlord", "guerrilla", "fighter")


def _follow_links(casting: Casting) -> None:
    for _ in range(_TURNS):
        for person_id, links in casting.links.items():
            if not casting.actors[person_id].party:
                party = _by_links(casting, links)
                if party and party != person_id:
                    casting.change(person_id, party=party)


def _by_links(casting: Casting, links: list[Link]) -> str:
    for link in sorted(links, key=lambda k: -k.strength):
        if not link.party:
            continue
        target = casting.party_of(link.party) if link.party.startswith("?") else link.party
        actor = casting.actors.get(target)
        if actor is not None and actor.kind in ("person", "armed_forces", "collective"):
            target = actor.party
        elif actor is not None and actor.kind == "media":
            return target
        elif actor is not None and actor.party:
            target = actor.party
        if target:
            return target
    return ""


def _coordinated(casting: Casting) -> None:
    """Let titles joined by "and" share their state: "US Secretary of State A and Adviser B"."""
    order = [n for n in casting.names if n.type == "person"]
    for before, name in itertools.pairwise(order):
        person, other = casting.id_of[name], casting.id_of[before]
        shared = casting.actors.get(casting.actors[other].party)
        bodily = shared is not None and shared.kind == "organisation"
        if casting.actors[person].party:
            continue
        if not (casting.is_government(casting.actors[other].party) or bodily):
            continue
        if any(_head(casting, k) == "president" for k in casting.links[person]):
            # Two heads side by side head two states.
            continue
        between = casting.document.text_of(before.end, name.start)
        if len(between) > 60 or "." in between or "\n" in between:
            continue
        links = casting.links[person]
        titled = any(
            k.office is not None and before.end <= casting.words[k.office.first].start < name.start
            for k in links
        )
        stripped = between.strip(" ,")
        if titled and (stripped.startswith("and ") or between.startswith(", ")):
            own = casting.document.span(before.end, name.start)
            if not any(t.pos_ in ("VERB", "AUX") for t in own):
                casting.change(person, party=casting.actors[other].party)


def _counterparts(casting: Casting) -> None:
    """Let "her counterpart" speak for the side that the person named before does not speak for."""
    order = [casting.id_of[n] for n in casting.names if n.type == "person"]
    for before, person_id in itertools.pairwise(order):
        links = casting.links[person_id]
        own = casting.actors[before].party
        if casting.actors[person_id].party or not any(k.party == COUNTER for k in links):
            continue
        sides = {casting.party_of(p) for p in casting.fighting} - {""}
        others = sides - {own}
        if own not in sides or not others:
            continue
        # Of several the one that was named last: it is they who were said to talk.
        at = casting.actors[person_id].start
        named = [
            (m.start, party)
            for m in casting.mentions
            if m.start < at and (party := casting.party_of(m.entity)) in others
        ]
        if len(others) == 1 or named:
            party = max(named)[1] if named else next(iter(others))
            casting.change(person_id, party=party, confidence=0.6)


def _with_counterparts(casting: Casting) -> None:
    """Let "the defence minister, X, and his Afghan counterpart, Y" tell of both sides."""
    order = [casting.id_of[n] for n in casting.names if n.type == "person"]
    states = {p for p in casting.fighting if casting.is_government(p)}
    for person_id, after in itertools.pairwise(order):
        own = casting.party_of(after)
        counter = any(
            k.office is not None and casting.around.is_counter(k.office)
            for k in casting.links[after]
        )
        held = any(k.party for k in casting.links[person_id])
        if counter and own in states and len(states) == 2 and not held:
            if not casting.actors[person_id].party:
                casting.change(person_id, party=next(iter(states - {own})), confidence=0.6)


def _in_power(casting: Casting) -> None:
    """Let "the coup that brought Colonel X to power" say that X rules."""
    home = casting.home_government()
    for name in casting.names if home else ():
        person_id = casting.id_of.get(name, "")
        if name.type != "person" or casting.actors[person_id].party:
            continue
        after = casting.document.text_of(name.end, name.end + 60)
        if _POWER.match(after):
            casting.change(person_id, party=home, confidence=0.5)


def _spokespersons(casting: Casting) -> None:
    """Let "X, a spokesman," speak for whom the person of the sentence before speaks for."""
    around = casting.around
    labelled = labels(casting)
    for name in casting.names:
        person_id = casting.id_of.get(name, "")
        links = casting.links.get(person_id)
        if name.type != "person" or not links or casting.actors[person_id].party:
            continue
        if any(start <= name.start < end for start, end in labelled):
            continue  # who speaks next in a transcript is of nobody who spoke before
        spoken = any(k.role.lower() in cues("bare_spokesman") for k in links)
        if not spoken or any(k.party for k in links):
            continue
        first = around.range.get(name, (0, 0))[0]
        sentence = casting.document.sentence(name.start)
        before = around.person_before(first) if first else ""
        own = any(
            sentence.start_char <= n.start < name.start and n.type in ("state", "organisation")
            for n in casting.names
        )
        if before in casting.actors and before != person_id and not own:
            party = casting.party_of(before)
            if party:
                casting.change(person_id, party=party, confidence=0.5)


_POWER: Final = re.compile(
    r"(?: back)? to (?:power|office)\b"
    r"|,? (?:who |has |had )*(?:seized|took|came to|grabbed|holds|held) (?:the )?power\b"
)


def _ministers_of_heads(casting: Casting) -> None:
    """Let "the president met the defence minister, X" speak for the president's state.

    Reporters say which state's a minister is where he is another's.
    """
    document = casting.document
    for name in casting.names:
        person_id = casting.id_of.get(name, "")
        links = casting.links.get(person_id)
        if name.type != "person" or links is None or casting.actors[person_id].party:
            continue
        bare = [k for k in links if k.office is not None and k.office.value == "state"]
        if not bare or any(k.party for k in links):
            continue
        steps = list(document.token_at(name.start).ancestors)
        for other in casting.names:
            head_id = casting.id_of.get(other, "")
            subject = document.token_at(other.end - 1)
            if other.type != "person" or subject.dep_ not in SUBJECTS or subject.head not in steps:
                continue
            party = casting.actors[head_id].party
            leads = any(
                k.office is not None and k.office.value == "head" for k in casting.links[head_id]
            )
            if leads and casting.is_government(party):
                casting.change(person_id, party=party, confidence=0.5)


def _local(casting: Casting) -> None:
    """Let a governor or a mayor speak for the state that the text is at home in, if for any."""
    home = casting.home_government()
    for person_id, links in casting.links.items():
        offices = [k for k in links if k.office is not None]
        local = any(_head(casting, k).rsplit(" ", 1)[-1] in cues("local_office") for k in offices)
        if home and local and not casting.actors[person_id].party:
            if not any(k.party for k in links):
                casting.change(person_id, party=home, confidence=0.4)


def _by_elimination(casting: Casting) -> None:
    """Give persons the state in whose company the text clearly names them, the clearest first."""
    headed: set[tuple[str, str]] = set()
    for person_id, links in casting.links.items():
        for link in links:
            if link.office is not None and casting.actors[person_id].party:
                headed.add((casting.actors[person_id].party, _head(casting, link)))
    company = Company(casting)
    open_: dict[str, tuple[defaultdict[str, float], list[Link]]] = {}
    for person in casting.people:
        state_office = _open_office(casting, person.person_id)
        if state_office is None:
            continue
        # Who is named beside an armed group is as often its adversary as its man.
        scores = company.of(person.person_id)
        if person.person_id in casting.brokers:
            for side in {casting.party_of(entity) for entity in casting.fighting}:
                scores.pop(side, None)
        _weigh(casting, scores, state_office, headed, broker=person.person_id in casting.brokers)
        if any(_head(casting, k) == "president" for k in state_office):
            if _american_president(casting) not in ("", person.fullest.split()[-1]):
                scores.pop("united-states", None)
        open_[person.person_id] = (scores, state_office)
    taken: set[str] = set()
    while open_:
        # Of two without an office only one is the voice of a state: the one nearer to it.
        found = [
            (scores[party], person_id, party)
            for person_id, (scores, offices) in open_.items()
            if (party := _clear_leader(scores, needed=0.3 if offices else _NO_OFFICE))
            and (offices or party not in taken)
        ]
        if not found:
            return
        _, person_id, party = max(found)
        casting.change(person_id, party=party, confidence=0.5)
        own = {_head(casting, k) for k in open_.pop(person_id)[1]}
        if not own:
            taken.add(party)
        for scores, offices in open_.values():
            held = [k for k in offices if k.office is not None]
            rival = any(_head(casting, k) in own for k in held)
            if rival or (not own and any(k.office.value == "head" for k in held if k.office)):
                scores.pop(party, None)


def _american_president(casting: Casting) -> str:
    """Give the surname in "the Clinton Administration", '' where the text has none."""
    called = [n.text for n in casting.names if n.entity == "united-states" and " Admin" in n.text]
    return called[0].split()[0] if called else ""


def _open_office(casting: Casting, person_id: str) -> list[Link] | None:
    """Give the offices of state of a person whose party is open; None where nothing may tell."""
    links = casting.links[person_id]
    if casting.actors[person_id].party or casting.actors[person_id].process_role == "media":
        return None
    heads = any(k.office is not None and k.office.value == "head" for k in links)
    if person_id in casting.brokers and not heads:
        return None  # a broker speaks for nobody who is near; a president who brokers does
    past = [k for k in links if set(k.role.lower().split()) & cues("past").keys()]
    current = [k for k in links if k not in past and k.office and k.office.kind == "office"]
    if past and not current:
        return None
    # "President X, a former army commander": what counts is the office held.
    links = [k for k in links if k not in past]
    titled = any(k.strength == 3 and k.office and not k.party for k in current)
    if titled:
        # "President X, a retired general": what else he was says nothing.
        links = [k for k in links if k.party != UNKNOWN]
    if any(k.party in casting.links or k.party == UNKNOWN for k in links):
        # The envoy of somebody whose party is not known yet.
        return None
    if any(k.party == COUNTER for k in links):
        return None  # whose counterpart it is tells the side, or nothing does
    if any(k.party.startswith(GROUP) and not casting.party_of(k.party) for k in links):
        return None  # "its head", of a body that has no name
    offices = [k for k in links if k.office is not None and k.office.kind == "office"]
    if any(_of_unknown(casting, k) or _mediates(k) for k in offices):
        return None
    state_office = [
        k
        for k in offices
        if k.office
        and (
            k.office.value in ("head", "state")
            # "A foreign ministry spokesman": no other body has one.
            or set(k.role.lower().split()) & cues("ministry").keys()
        )
    ]
    outside = [k for k in offices if k.office and k.office.value in ("observer", "media")]
    return None if outside and not state_office else state_office


def _weigh(
    casting: Casting,
    scores: defaultdict[str, float],
    state_office: list[Link],
    headed: set[tuple[str, str]],
    *,
    broker: bool,
) -> None:
    """Add what an office says, and drop the states whose holder of it is known."""
    named = sum(name.entity == "united-states" for name in casting.names)
    # Named once, as where an ambassador comes from, it has no president in the story.
    american = scores.get("united-states", 0.0) >= _NEAR and named > 1
    # A broker's state in the sentence of the name.
    beside = any(scores.get(o, 0.0) >= 1.0 for o in casting.outsiders if casting.is_government(o))
    for outsider in casting.outsiders & set(scores) if state_office and not broker else ():
        scores[outsider] *= 0.3
    for link in state_office:
        for party in list(scores):
            if (party, _head(casting, link)) in headed:
                del scores[party]
    told = dict(scores)
    # Where brokers' states are named too, a president may as well be one of theirs: then the
    # state of the story is no likelier than what stands beside the name.
    led = any(k.office is not None and k.office.value == "head" for k in state_office)
    abroad = led and any(casting.is_government(o) for o in casting.outsiders)
    if state_office and not abroad:
        for entity, weight in casting.home_scores().items():
            scores[entity] += min(0.6, 0.15 * weight)
        held = any((casting.at_war(), _head(casting, k)) in headed for k in state_office)
        rules = any(
            k.office is not None and (k.office.value == "head" or "minister" in k.role.lower())
            for k in state_office
        )
        # "Boina tried to help. President X said": of another state that the text goes on about.
        own = scores.get(casting.at_war(), 0.0)
        foreign = any(s >= _GOES_ON and s > own for e, s in told.items() if e != casting.at_war())
        if casting.at_war() and rules and not held and not broker and not foreign:
            scores[casting.at_war()] += _AT_WAR
    elif abroad and not beside and casting.at_war():
        if (casting.at_war(), "president") not in headed:
            # Reporters leave the state away with the president of the country in question.
            scores[casting.at_war()] += _AT_HOME
    bare = any(
        k.office is not None and k.strength == 3 and _head(casting, k) == "president"
        for k in state_office
    )
    if bare and american:
        # English-language reporting says "President X" bare of the American one.
        scores["united-states"] += _BARE
    published = casting.document.article.published.isoformat()
    for link in state_office:
        for party in list(scores):
            if not has_office(party, _head(casting, link), published):
                del scores[party]  # there is no American prime minister


def _of_unknown(casting: Casting, link: Link) -> bool:
    """Tell an office of something that the text only describes: "of the breakaway republic"."""
    if link.office is None or link.office.last + 2 >= len(casting.words):
        return False
    after = casting.words[link.office.last + 1 : link.office.last + 4]
    return (
        [w.fold.lower() for w in after[:2]] in (["of", "the"], ["for", "the"])
        and all(w.joined for w in after)
        and not after[2].capital
        and after[2].fold.lower() not in ("country", "government", "state", "army", "delegation")
    )


def _head(casting: Casting, link: Link) -> str:
    if link.office is None:
        return ""
    words = casting.words[link.office.first : link.office.last + 1]
    # A caretaker prime minister is the prime minister, and so is a premier.
    held = (w.fold.lower() for w in words if w.fold.lower() not in cues("for_now"))
    return " ".join(held).replace("premier", "prime minister")


def _clear_leader(scores: defaultdict[str, float], *, needed: float) -> str:
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])[:2]
    if not ranked or ranked[0][1] < needed:
        return ""
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return ""
    return ranked[0][0]
