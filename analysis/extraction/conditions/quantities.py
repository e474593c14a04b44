"""Numbers in a condition: how many captives, how many kilometres, by which day."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from analysis.extraction.dates import find_dates
from analysis.extraction.document import Document
from analysis.extraction.durations import parse_number

_NOT_COUNTED: Final = frozenset({"DATE", "TIME", "ORDINAL"})
_UNITS_OF_TIME: Final = frozenset("day week month year hour minute night day-long".split())


def quantity(words: list[Token]) -> tuple[float | None, str]:
    """Give the first number of things that a content names, and what is counted.

    Parameters
    ----------
    words
        The words of the content.

    Returns
    -------
    tuple of (float or None, str)
        ``(48.0, "captives")``; ``(None, "")`` where nothing is counted. Durations are no
        quantities: they stand in ``days``.
    """
    for token in words:
        if token.dep_ != "nummod" or token.head.i <= token.i or token.ent_type_ in _NOT_COUNTED:
            continue
        counted = token.head
        if counted.lemma_.lower() in _UNITS_OF_TIME or counted.like_num:
            continue
        number = parse_number(_whole_number(token))
        if number is not None:
            return number, counted.lower_
    return None, ""


def _whole_number(token: Token) -> str:
    """Give "1.5 million" for its head "million"; "600,000" is a number, no decimal comma."""
    parts = [t for t in token.subtree if t.like_num or t.i == token.i]
    text = " ".join(t.text for t in parts)
    return text.replace(",", "") if text.replace(",", "").isdigit() else text


def deadlines(document: Document) -> list[tuple[int, str]]:
    """Give where a text sets a term ("within 60 days", "by 9 March"), and its last day.

    Parameters
    ----------
    document
        The text.

    Returns
    -------
    list of tuple of (int, str)
        Offset of the words and ISO date.
    """
    return [
        (found.start, found.range.end.isoformat())
        for found in find_dates(document)
        if found.kind == "deadline" and found.range is not None and found.range.end is not None
    ]
