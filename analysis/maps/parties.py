"""How parties look on maps, and which state a party is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.theme import RoleStyle

# Okabe and Ito's palette for colour-blind readers (2008), black and yellow left out; each with a
# hatch of its own, so that grey prints say the same.
PALETTE: Final = (
    RoleStyle("#0072b2", "////", "s"), RoleStyle("#d55e00", "\\\\\\\\", "s"),
    RoleStyle("#009e73", "----", "s"), RoleStyle("#b0578d", "....", "s"),
    RoleStyle("#3c9bd0", "||||", "s"), RoleStyle("#b98300", "xxxx", "s"),
)  # fmt: skip
OTHERS: Final = RoleStyle("#6f6f6f", "", "s")


def party_styles(parties: Sequence[str]) -> dict[str, RoleStyle]:
    """Give each party a colour and a hatch, in the order given; beyond six they share grey.

    Examples
    --------
    >>> party_styles(["ukraine", "russia"])["russia"].colour
    '#d55e00'
    """
    return {
        party: PALETTE[number] if number < len(PALETTE) else OTHERS
        for number, party in enumerate(dict.fromkeys(parties))
    }


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    return {row["actor_id"]: row["iso3"] for row in read_table("states") if row["iso3"]}


def state_of(party: str) -> str:
    """Give the ISO 3166-1 alpha-3 code of the state that a party is; empty where it is none.

    Examples
    --------
    >>> state_of("united-states"), state_of("hamas")
    ('USA', '')
    """
    return _states().get(party, "")
