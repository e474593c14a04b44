"""Which offices a state has: the United States have no prime minister, Jordan has no president."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from analysis.codebook import many, read_table


def has_office(state: str, office: str, day: str) -> bool:
    """Tell whether a state may have an office, by ``codebook/constitutions.csv``.

    Parameters
    ----------
    state
        An ``actor_id``.
    office
        The office in lower case.
    day
        ISO date on which it is held.

    Returns
    -------
    bool
        True as well for states and offices that the table does not speak of.

    Examples
    --------
    >>> has_office("united-states", "prime minister", "2024-05-16")
    False
    >>> has_office("turkey", "prime minister", "2016-05-16")
    True
    >>> has_office("oman", "emir", "2016-05-16")
    False
    """
    for held_by, missing, since in _rows().get(office, ()):
        if held_by and state not in held_by:
            return False
        if state in missing and day >= since:
            return False
    return True


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, list[tuple[frozenset[str], frozenset[str], str]]]:
    found: defaultdict[str, list[tuple[frozenset[str], frozenset[str], str]]] = defaultdict(list)
    for row in read_table("constitutions"):
        held_by = frozenset(many(row["states_with"]))
        missing = frozenset(many(row["states_without"]))
        for office in many(row["office"]):
            found[office].append((held_by, missing, row["since"]))
    return found
