"""Officers and officials whose side is told only by the capital that they speak in."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extraction.casting import Casting
from analysis.extraction.discourse import SUBJECTS
from analysis.extraction.document import Name
from analysis.extraction.name_cues import cues


def settle_speaking_places(casting: Casting) -> None:
    """Let "a senior official in Iquique", "General X said in Moscow" speak for that state.

    Only for whom nothing else tells the party: a visitor says whom he serves.

    Parameters
    ----------
    casting
        The cast under way; parties of its persons are changed.
    """
    seats = {
        name.start: name.entity
        for name in casting.names
        if name.type == "seat" and casting.is_government(name.entity)
    }
    if not seats:
        return
    named = {casting.id_of[n]: n for n in casting.names if n in casting.id_of}
    for person_id, actor in list(casting.actors.items()):
        if actor.kind != "person" or actor.party or person_id in casting.brokers:
            continue
        if not _serves(casting, person_id, named.get(person_id)):
            continue
        head = casting.document.span(actor.start, actor.end).root
        seat = _seat_of(head, seats) or _seat_of(_speech_of(head), seats)
        if seat:
            casting.change(person_id, party=seat, confidence=0.4)


def _serves(casting: Casting, person_id: str, name: Name | None) -> bool:
    """Tell an officer or an official of a state, who has no other employer."""
    links = casting.links.get(person_id, [])
    if any(k.party for k in links):
        return False
    if name is None:
        called = casting.actors[person_id].name.split(" in ")[0].lower().split()
        # "A Western official in Kyiv" is a guest there.
        return called[-1] in cues("state_servant") and not set(called) & cues("guest").keys()
    first = casting.around.range.get(name, (0, 0))[0]
    office = casting.around.office_at.get(first - 1)
    if office is None:
        return False
    rank = casting.around.phrase(office.first, office.last).lower().split()
    return bool(rank) and rank[-1] in cues("rank")


def _speech_of(head: Token) -> Token | None:
    """Give the speech verb that a person is the subject of."""
    verb = head.head
    return verb if head.dep_ in SUBJECTS and verb.lower_ in cues("speech") else None


def _seat_of(above: Token | None, seats: dict[int, str]) -> str:
    """Give the state whose capital stands after "in" below a word, '' for none."""
    for prep in above.children if above is not None else ():
        if prep.lower_ == "in" and prep.dep_ == "prep":
            for place in prep.children:
                if place.dep_ == "pobj" and place.idx in seats:
                    return seats[place.idx]
    return ""
