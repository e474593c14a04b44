"""Known holders of offices: whom a president or rebel leader speaks for, where no word tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from analysis.codebook import read_table
from analysis.extraction.people import same_person
from analysis.extraction.words import split_words


@dataclass(frozen=True)
class Leader:
    """A person who is known to speak for a party in some years.

    Parameters
    ----------
    name
        Full name.
    party
        ``actor_id`` of the state or body.
    since, until
        First and last year.
    """

    name: str
    party: str
    since: int
    until: int


@lru_cache(maxsize=1)
def _leaders() -> tuple[Leader, ...]:
    return tuple(
        Leader(row["name"], row["actor_id"], int(row["since"]), int(row["until"] or dt.MAXYEAR))
        for row in read_table("leaders")
    )


def known_party(name: str, year: int, named: Collection[str]) -> str:
    """Give the party of a known leader, where the text names that party.

    Parameters
    ----------
    name
        The fullest form of the name in the text.
    year
        Year of publication.
    named
        ``actor_id`` of the parties that the text names.

    Returns
    -------
    str
        ``actor_id``, '' where nobody or more than one of that name is known.

    Examples
    --------
    >>> known_party("Juan Manuel Santos", 2016, {"colombia", "farc"})
    'colombia'
    >>> known_party("Santos", 1996, {"colombia"})
    ''
    """
    parts = split_words(name)
    found = {
        leader.party
        for leader in _leaders()
        if leader.party in named
        and leader.since <= year <= leader.until
        and same_person(leader.name, name)
        and (len(parts) > 1 or parts[0].lower() in _single_forms(leader.name))
    }
    return found.pop() if len(found) == 1 else ""


def _single_forms(name: str) -> tuple[str, str]:
    """Give the parts by which one person is taken up: the last, or the first (Kim, Xi, Hun)."""
    parts = [p.lower() for p in split_words(name)]
    return parts[0], parts[-1]
