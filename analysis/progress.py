"""How far a long piece of work has come, where somebody is watching."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from tqdm.auto import tqdm

T = TypeVar("T")
PATIENCE: Final = 2.0  # seconds that nobody needs to be told of


def watched(items: Sequence[T], unit: str, *, shown: bool | None = None) -> Iterator[T]:
    """Go through items and show how many are done.

    Parameters
    ----------
    items
        What is worked on, one after the other.
    unit
        What one of them is called.
    shown
        Whether to show it. By default it is shown in a notebook and in a terminal, once the work
        takes more than :data:`PATIENCE`; never in a log or a pipe.

    Yields
    ------
    object
        The items.

    Examples
    --------
    >>> [number * 2 for number in watched([1, 2], "number")]
    [2, 4]
    """
    yield from tqdm(
        items, unit=unit, delay=PATIENCE if shown is None else 0,
        disable=None if shown is None else not shown,
    )  # fmt: skip
