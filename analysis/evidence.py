"""What leads from a mark of a picture to the rows behind it, and how far these were looked at.

A mark carries the ids of its rows as the address ``#rows=c-1|c-2``. In an SVG file it is a link;
the report turns it into one that opens the words of these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.dossier import is_doubtful

if TYPE_CHECKING:
    from analysis.theme import Theme

LINK: Final = "#rows="
# What is said of several rows together: the first of these that one of them is.
STATES: Final = ("disputed", "doubtful", "unreviewed", "corrected", "added", "accepted")
# Signs that are marks of no act, gap or change; a row that nobody looked at has none.
SIGNS: Final = {"disputed": "≠", "doubtful": "◌", "corrected": "✎", "added": "✎", "accepted": "☑"}


def evidence_link(row_ids: Iterable[str] | str) -> str | None:
    """Give the address of the words behind a mark.

    Parameters
    ----------
    row_ids
        Ids of rows, or as the comparisons have them, joined by ``|``.

    Returns
    -------
    str or None
        For the property ``url`` of an artist; ``None`` where there is no row.

    Examples
    --------
    >>> evidence_link(["c-1", "c-2"])
    '#rows=c-1|c-2'
    """
    ids = [i for i in _ids(row_ids) if i]
    return LINK + "|".join(ids) if ids else None


def linked_rows(address: str) -> list[str]:
    """Read the ids of an address that :func:`evidence_link` gave; none of any other.

    Examples
    --------
    >>> linked_rows("#rows=c-1|c-2")
    ['c-1', 'c-2']
    """
    return _ids(address.removeprefix(LINK)) if address.startswith(LINK) else []


def row_states(*tables: pd.DataFrame | None) -> dict[str, str]:
    """Say of each row of some tables what a reviewer made of it.

    Parameters
    ----------
    tables
        Tables with ``row_id``; ``None`` is passed over.

    Returns
    -------
    dict
        Row id to a code of :data:`STATES`: ``doubtful`` where nobody reviewed a row that the
        program is not sure of.

    Examples
    --------
    >>> row_states(pd.DataFrame({"row_id": ["c-1"], "confidence": [0.3], "review": ["unreviewed"]}))
    {'c-1': 'doubtful'}
    """
    found: dict[str, str] = {}
    for table in tables:
        if table is None or "row_id" not in table:
            continue
        for row in table.filter(["row_id", "confidence", "review"]).to_dict("records"):
            state = str(row.get("review", "unreviewed"))
            doubtful = state == "unreviewed" and is_doubtful(row)
            found[str(row["row_id"])] = "doubtful" if doubtful else state
    return found


def together(row_ids: Iterable[str] | str, states: Mapping[str, str]) -> str:
    """Give the state of a mark that several rows stand behind: that of the least settled one.

    Examples
    --------
    >>> together("c-1|c-2", {"c-1": "accepted", "c-2": "doubtful"})
    'doubtful'
    """
    mine = {states.get(i, "unreviewed") for i in _ids(row_ids)}
    return next((state for state in STATES if state in mine), "unreviewed")


def review_sign(row_ids: Iterable[str] | str, states: Mapping[str, str]) -> str:
    """Give the sign of a mark's state, empty where its rows are sure enough and unreviewed.

    Examples
    --------
    >>> review_sign("c-1", {"c-1": "accepted"})
    '☑'
    """
    return SIGNS.get(together(row_ids, states), "")


def signed(words: str, row_ids: Iterable[str] | str, states: Mapping[str, str]) -> str:
    """Put the sign of a state behind words, on the same line.

    Examples
    --------
    >>> signed("Russia", "c-1", {"c-1": "accepted"})
    'Russia\\xa0☑'
    """
    sign = review_sign(row_ids, states)
    return f"{words}\u00a0{sign}" if sign else words


def review_notes(
    row_ids: Iterable[str], states: Mapping[str, str], theme: Theme, *, counted: bool = False
) -> list[str]:
    """Explain the signs that a picture has, in one sentence for its caption; none where none.

    Parameters
    ----------
    row_ids
        All rows of the picture; those of one mark may be joined by ``|``.
    states
        As :func:`row_states` gave them.
    theme
        Words.
    counted
        Say how many rows there are of each, for a picture whose marks are sums.
    """
    mine = [states.get(i, "unreviewed") for cell in row_ids for i in _ids(cell)]
    notes = []
    for state in STATES:
        n = mine.count(state)
        if n and state in SIGNS:
            words = theme.label("review_states", state)
            notes.append(f"{words}: {n}" if counted else f"{SIGNS[state]} {words}")
    return ["; ".join(notes) + "."] if notes else []


def _ids(row_ids: Iterable[str] | str) -> list[str]:
    return row_ids.split("|") if isinstance(row_ids, str) else list(row_ids)
