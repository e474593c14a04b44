"""What a role of a place is, and what all readings of it share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from analysis.extraction.document import Cast, Document, PlaceFound

ORDER: Final = ("battlefield", "contested", "venue", "affected")
SETTLED: Final = ("city", "facility")
# What lies near a river or in a macro-region says little about the whole of it.
WIDE: Final = ("water", "macro_region")
# A place that is the field of an office is named for context (guide).
FIELDS: Final = tuple(
    f"governor: {office} {word}"
    for office in ("envoy", "ambassador", "representative", "coordinator", "emissary")
    for word in ("to", "for")
)
# A war further back than this is history, not the fighting that is negotiated about.
_RECENT_YEARS: Final = 9
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Role:
    """A role with the evidence for it."""

    role: str
    rule: str
    confidence: float


def is_history(document: Document, token: Token) -> bool:
    """Tell whether a sentence is of a time long before the report.

    Parameters
    ----------
    document
        The parsed text.
    token
        A word of the sentence.

    Returns
    -------
    bool
    """
    published = document.article.published.year
    years = [int(y) for y in _YEAR.findall(token.sent.text)]
    return bool(years) and all(published - y > _RECENT_YEARS for y in years)


def is_party(place: PlaceFound, cast: Cast | None) -> bool:
    """Tell whether a country is a belligerent's or a broker's.

    Parameters
    ----------
    place
        A country.
    cast
        The actors, if they are known.

    Returns
    -------
    bool
        Without actors, a country that acts three times or more is one.
    """
    if cast is not None:
        actor = cast.by_id.get(place.region_id)
        if actor is not None and actor.process_role:
            return actor.process_role in ("belligerent", "mediator")
    return sum(1 for m in place.mentions if not m.literal) >= 3
