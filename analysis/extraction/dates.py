"""Time expressions: what days "on Tuesday", "a week ago" or "within 60 days" mean."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Span

from analysis.extraction.calendar_spans import DateRange, Tense
from analysis.extraction.date_expressions import find_expressions
from analysis.extraction.date_mentions import DateMention
from analysis.extraction.date_resolvers import Context
from analysis.extraction.date_story import Story, expression_of
from analysis.extraction.document import Document


def resolve_date(
    text: str | Span,
    published: dt.date,
    tense: Tense = "",
    anchor: DateRange | None = None,
) -> DateRange | None:
    """Give the days that a time expression covers.

    Parameters
    ----------
    text
        The expression, or a clause: the first expression in it is read.
    published
        Day of publication.
    tense
        Tense of the clause: a weekday of a ``future`` clause is the next one.
    anchor
        What "a day earlier" or "the same month" refers to; the day of publication if None.

    Returns
    -------
    DateRange or None
        None where the words are too vague or no expression stands.

    Examples
    --------
    >>> resolve_date("on Tuesday", dt.date(2025, 3, 18), "future").iso
    ('2025-03-18', '2025-03-18')
    >>> resolve_date("last Friday", dt.date(2025, 3, 18), "past").iso
    ('2025-03-14', '2025-03-14')
    """
    words = text if isinstance(text, str) else text.text
    for match, resolver, _ in find_expressions(words):
        return resolver(match, Context(published, tense, anchor, anchor))
    return None


def find_dates(document: Document) -> list[DateMention]:
    """Find the time expressions of a source and resolve them.

    Parameters
    ----------
    document
        The parsed source.

    Returns
    -------
    list of DateMention
        In text order, not overlapping.
    """
    story = Story(document)
    for found in find_expressions(document.text):
        story.tell(expression_of(document, found))
    return story.found
