"""Datelines: place, day and agency before the first sentence of a wire."""

from __future__ import annotations

import re
from typing import Final

_AGENCY: Final = r"(?: ?\([^)\n]{2,40}\))?"
_DASH: Final = r" ?[-–—]+ "
_DATELINE: Final = re.compile(
    # "BAMAKO, June 20 (Reuters) - "
    rf"^[A-Z][A-Z .'’/-]{{2,40}}(?:,? [A-Z][\w .]{{2,30}})?{_AGENCY}"
    rf"(?:, [^\n()–—]{{3,30}}?)?{_AGENCY}{_DASH}"
    # "Korhogo, 13 March – "
    r"|^[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}, "
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
    rf"{_AGENCY}{_DASH}",
    re.M,
)


def dateline_spans(text: str) -> list[tuple[int, int]]:
    """Give the spans of datelines: place, day and agency before the first sentence of a wire.

    Parameters
    ----------
    text
        The body of a source.

    Returns
    -------
    list of (int, int)

    Examples
    --------
    >>> text = "BAMAKO, June 20 (Reuters) - Rebels signed a deal on Saturday."
    >>> [text[start:end] for start, end in dateline_spans(text)]
    ['BAMAKO, June 20 (Reuters) - ']
    """
    return [match.span() for match in _DATELINE.finditer(text)]
