"""Choosing among events: by type, by who takes part."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.errors import SchemaError
from analysis.schema import EVENT_TYPES


def select_events(
    events: pd.DataFrame,
    *,
    types: Sequence[str] | None = None,
    participants: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Keep the events of some types, in which some actors take part.

    Parameters
    ----------
    events
        The table of the coding guide.
    types
        Codes of ``event_type``; ``None`` or empty keeps all.
    participants
        Actor ids, of whom one must take part; ``None`` or empty keeps all.

    Returns
    -------
    DataFrame
        The rows.

    Raises
    ------
    SchemaError
        Where a type is not in the guide, or an actor takes part in nothing; the message lists
        what there is.

    Examples
    --------
    >>> from analysis import schema
    >>> select_events(schema.empty("events"), types=["walk"])
    Traceback (most recent call last):
    ...
    analysis.errors.SchemaError: there is no event type 'walk'; the types are call, meeting, statement, agreement, aid_change, military_move, control, strike, exchange, other.
    """  # noqa: E501
    for code in types or ():
        if code not in EVENT_TYPES:
            raise SchemaError(
                f"there is no event type '{code}'; the types are {', '.join(EVENT_TYPES)}."
            )
    taking_part = events["participants"].map(lambda cell: set(filter(None, cell.split("|"))))
    present = sorted(set().union(*taking_part))
    for actor in participants or ():
        if actor not in present:
            raise SchemaError(
                f"'{actor}' takes part in none of these events; those who do are "
                f"{', '.join(present) or 'none'}."
            )
    kept = pd.Series(True, index=events.index)
    if types:
        kept &= events["event_type"].isin(types)
    if participants:
        kept &= taking_part.map(lambda ids: bool(ids & set(participants))).astype("bool")
    return events[kept].reset_index(drop=True)
