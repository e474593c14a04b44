"""The turns of a transcript as quotations, and the quotations inside them."""

from __future__ import annotations

from typing import Final

from analysis.extraction.document import Cast, Document
from analysis.extraction.media import venue_in
from analysis.extraction.quote_attribution import Attribution
from analysis.extraction.quote_marks import Run
from analysis.extraction.quote_sentences import Unit
from analysis.extraction.speakers import Turn
from analysis.extraction.turn_speakers import speaker_of

_FIRST_PERSON: Final = frozenset({"i", "we"})
_SURE: Final = (
    "cue-after",
    "cue-before-direct",
    "cue-before-name",
    "according-to",
    "possessor",
    "label",
)


def turn_attributions(document: Document, cast: Cast, spoken: list[Turn]) -> list[Attribution]:
    """Give who speaks each turn of a transcript, and where.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors and their mentions.
    spoken
        The turns of the source.

    Returns
    -------
    list of Attribution
        One a turn, without cue; the medium is the one that the heading names.
    """
    if not spoken:
        return []
    medium = venue_in(document, cast, spoken[0].label_start)
    return [
        Attribution(speaker_of(turn, document, cast, spoken), "", medium, "turn", 0.95)
        for turn in spoken
    ]


def quoted_in_turn(
    document: Document,
    unit: Unit,
    run: Run,
    turn: Turn,
    voice: Attribution,
    found: Attribution | None,
) -> Attribution | None:
    """Attribute words in marks inside a turn: to whom the turn gives them, else to its speaker.

    Parameters
    ----------
    document
        The parsed source.
    unit
        The sentence.
    run
        The quotation.
    turn, voice
        The turn it stands in, and who speaks it.
    found
        What the words around the quotation say of it; None where it is a name or a title.

    Returns
    -------
    Attribution or None
    """
    if found is None:
        return None
    before = [t for t in unit.frame if turn.start <= t.idx < run.opened]
    first_person = bool(before) and any(t.lower_ in _FIRST_PERSON for t in before[-4:])
    if found.speaker and found.rule in _SURE and not first_person:
        return found
    return Attribution(voice.speaker, found.cue, voice.medium, "in-turn", 0.6)
