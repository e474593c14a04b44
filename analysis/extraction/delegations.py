"""Members of delegations that the text lists, and their parties."""

from __future__ import annotations

from typing import Final

from analysis.extraction.bodies import nouns, person_nouns
from analysis.extraction.document import Name
from analysis.extraction.surroundings import DELEGATION, Surroundings


def delegation_parties(around: Surroundings) -> dict[Name, str]:
    """Give the party of the members of delegations that the text lists.

    "A Ukrainian team: A, B and C", "a Ukrainian delegation, including A and B",
    "the KLF delegation, led by A".

    Returns
    -------
    dict of Name to str
    """
    found: dict[Name, str] = {}
    words = around.words
    for at, word in enumerate(words):
        if word.fold.lower() not in DELEGATION or (word.capital and not word.opens):
            continue
        party = around.party_before(at)
        end = at
        if not party:
            party, end = around.party_after(at, allow=frozenset(("of", "from")))
        if not party:
            continue
        sentence = around.document.sentence(word.start)
        after = end + 1
        if after >= len(words):
            continue
        intro = around.document.text_of(words[end].end, words[min(after + 2, len(words) - 1)].end)
        lead = intro.strip(" ,(—–-").lower()
        listing = intro.lstrip().startswith(":") or lead.startswith(
            (
                "including",
                "comprising",
                "made up",
                "consisting",
                "composed",
                "among them",
                "such as",
            )
        )
        led = lead.startswith(
            (
                "led by",
                "headed by",
                "was led",
                "was headed",
                "is led",
                "is headed",
                "under",
                "chaired by",
                "were led",
            )
        )
        if not (listing or led):
            continue
        members = [
            n
            for n in dict.fromkeys(around.owner.values())
            if n.type == "person" and words[end].end <= n.start < sentence.end_char
        ]
        for name in sorted(members)[: 1 if led else None]:
            found.setdefault(name, party)
    return found


def respective_parties(around: Surroundings) -> dict[Name, str]:
    """Give the parties of persons listed in the order of their states.

    "The British and Irish leaders, A and B", "the foreign ministers of Chad and Niger, A and B",
    "his Armenian and Azerbaijani counterparts, A and B".

    Returns
    -------
    dict of Name to str
    """
    found: dict[Name, str] = {}
    words = around.words
    for at, word in enumerate(words):
        if word.fold.lower() not in _SEVERAL or not around.words[at].joined:
            continue
        owners = _listed_before(around, at)
        after = at + 1
        if len(owners) < 2 and after < len(words) and words[after].fold.lower() == "of":
            owners, after = _listed_from(around, at + 2, _OWNERS)
        if len(owners) < 2 or after >= len(words):
            continue
        persons, _ = _listed_from(around, after, ("person",))
        if len(persons) == len(owners):
            for person, owner in zip(persons, owners, strict=True):
                found[person] = around.entity_of(owner)
    return found


def titled_together(around: Surroundings) -> dict[Name, str]:
    """Give the party of persons whom one plural title names together.

    "The separatist leaders A and B", "the Houthi negotiators A, B and C".

    Returns
    -------
    dict of Name to str
    """
    found: dict[Name, str] = {}
    for at, word in enumerate(around.words):
        plain = word.fold.lower()
        several = plain in _SEVERAL or plain in nouns("collective")
        several = several or (plain.endswith("s") and plain[:-1] in person_nouns())
        if not several or len(_listed_before(around, at)) > 1:
            continue
        persons, _ = _listed_from(around, at + 1, ("person",))
        # "two RUC constables, A and B"
        if len(persons) < 2 or around.words[at + 1].gap.strip() not in ("", ","):
            continue
        party = around.party_before(at)
        for person in persons if party else ():
            found[person] = party
    return found


def _listed_before(around: Surroundings, at: int) -> list[Name]:
    """List the nationalities joined by "and" before a noun: "the British and Irish prime …"."""
    owners: list[Name] = []
    position = at - 1
    while position >= 0 and at - position < 9:
        name = around.owner.get(position)
        plain = around.words[position].fold.lower()
        if name is not None and name.type in _OWNERS:
            owners.insert(0, name)
            position = around.range[name][0] - 1
            continue
        if plain != "and" and position not in around.office_at and plain not in _TITLE_WORDS:
            break
        position -= 1
    return owners


def _listed_from(around: Surroundings, at: int, types: tuple[str, ...]) -> tuple[list[Name], int]:
    """List the names joined by commas and "and" from a position, and where they end."""
    listed: list[Name] = []
    position = at
    while position < len(around.words):
        name = around.owner.get(position)
        if name is not None and name.type in types:
            listed.append(name)
            position = around.range[name][1] + 1
            continue
        plain = around.words[position].fold.lower()
        if plain not in ("and", "the", "mr", "ms", "mrs") or "." in around.words[position].gap:
            break
        position += 1
    return listed, position


_OWNERS: Final = ("state", "seat", "demonym", "organisation")
_TITLE_WORDS: Final = frozenset("foreign prime defence defense interior chief peace".split())
_SEVERAL: Final = frozenset(
    "leaders presidents ministers counterparts premiers secretaries envoys negotiators "
    "chancellors ambassadors generals commanders heads chiefs representatives spokesmen".split()
)
