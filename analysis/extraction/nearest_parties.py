"""Ministers and officers of nobody in particular: of the state or side that was spoken of last.

"The accord was signed in the Yugoslav capital by Foreign Minister X" leaves the state away, since
the reader has just been told it. Used where nothing beside the name tells more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analysis.extraction.casting import Casting
from analysis.extraction.memberships import Link
from analysis.extraction.name_cues import cues

# Sentences before that of the name.
_BACK: Final = 2
_CONFIDENCE: Final = 0.4


def settle_nearest(casting: Casting) -> None:
    """Give ministers and officers without a party that of what was named last before them.

    Parameters
    ----------
    casting
        The cast under way; parties of its persons are changed.
    """
    held = {
        (casting.actors[person_id].party, _portfolio(link))
        for person_id, links in casting.links.items()
        for link in links
        if casting.actors[person_id].party
    }
    for name, person_id in casting.id_of.items():
        links = casting.links.get(person_id)
        if links is None or casting.actors[person_id].party or person_id in casting.brokers:
            continue
        if any(k.party for k in links) or casting.actors[person_id].process_role == "media":
            continue
        minister = next((k for k in links if _is_minister(k)), None)
        if minister is not None:
            own = _portfolio(minister)
            states = (p for p in _named_before(casting, name.start) if casting.is_government(p))
            party = next((p for p in states if (p, own) not in held), "")
        elif _is_officer(casting, person_id):
            sides = {casting.party_of(entity) for entity in casting.fighting} - {""}
            named = _named_before(casting, name.start)
            party = next((p for p in named if p in sides), "") or casting.at_war()
        else:
            continue
        if party:
            casting.change(person_id, party=party, confidence=_CONFIDENCE)


def _is_minister(link: Link) -> bool:
    """Tell a title before the name that only a member of a government has."""
    office = link.office
    if office is None or office.value != "state" or link.strength < 3:
        return False
    return bool(set(link.role.lower().split()) & {"minister", "secretary"})


def _portfolio(link: Link) -> str:
    return link.role.lower()


def _is_officer(casting: Casting, person_id: str) -> bool:
    """Tell who bears a rank of command right before the name, and nothing else."""
    for name, own in casting.id_of.items():
        if own != person_id or name not in casting.around.range:
            continue
        office = casting.around.office_at.get(casting.around.range[name][0] - 1)
        if office is None or office.kind != "rank":
            continue
        rank = casting.around.phrase(office.first, office.last).replace(".", "")
        plain = cues("rank").get(rank) or cues("rank").get(rank.lower()) or rank.lower()
        offices = [k for k in casting.links[person_id] if k.office and k.office.kind == "office"]
        if plain.split()[-1] in cues("commanding_rank") and not offices:
            return True
    return False


def _named_before(casting: Casting, offset: int) -> Iterator[str]:
    """Yield the parties named before an offset in its paragraph, the last first."""
    document = casting.document
    first = document.sentence(offset)
    start = first.start_char
    for _ in range(_BACK):
        if start == 0 or "\n" in document.text[max(0, start - 2) : start]:
            break
        start = document.sentence(start - 1).start_char
    found = [(m.start, casting.party_of(m.entity)) for m in casting.mentions]
    found += [(n.start, casting.party_of(n.entity)) for n in casting.names if n.entity]
    for at, party in sorted(found, reverse=True):
        outside = party in casting.outsiders and at < first.start_char
        if start <= at < offset and party and not outside:
            yield party
