"""Quotations that no verb brings in: "was the answer of", "came the reply from", headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from analysis.extraction.attribution import entity_of, main_subject, subject_right
from analysis.extraction.document import Cast, Document
from analysis.extraction.quote_attribution import Attribution
from analysis.extraction.quote_marks import Run
from analysis.extraction.quote_sentences import Unit

_BRINGING: Final = frozenset("was is came comes ran runs went goes".split())
_ANSWERS: Final = frozenset(
    "answer reply response retort verdict message word warning comment reaction refrain slogan "
    "motto assessment conclusion explanation description summary rejoinder riposte plea appeal "
    "question line chant".split()
)
_REACH: Final = 6


def said_in_answer(
    document: Document, cast: Cast, units: Sequence[Unit], number: int, after: Sequence[Token]
) -> Attribution | None:
    """Attribute by a noun of saying behind the quotation.

    Parameters
    ----------
    document
        The parsed source.
    cast
        The actors and their mentions.
    units
        Its sentences.
    number
        Which of them the quotation stands in.
    after
        The tokens after the quotation.

    Returns
    -------
    Attribution or None
    """
    tokens = list(after)
    while tokens and tokens[0].text in (",", "-", "—", "–"):
        tokens = tokens[1:]
    if not tokens or tokens[0].lower_ not in _BRINGING:
        return None
    at = next((k for k, t in enumerate(tokens[:_REACH]) if t.lower_ in _ANSWERS), None)
    if at is None:
        return None
    noun = tokens[at]
    cue = document.text_of(tokens[0].idx, noun.idx + len(noun))
    owners = list(cast.between(tokens[0].idx, noun.idx))
    speaker = owners[0].entity if owners else ""
    if not speaker and at + 1 < len(tokens) and tokens[at + 1].lower_ in ("of", "from", "by", "in"):
        behind = subject_right(tokens, at + 1)
        speaker = entity_of(cast, tokens, behind[0]) if behind is not None else ""
    elif not speaker and number and units[number - 1].paragraph == units[number].paragraph:
        before = main_subject(cast, units[number - 1].frame)
        speaker = before[1] if before else ""
    return Attribution(speaker, cue, "", "answer", 0.8)


def echoed(
    document: Document, said: dict[Run, Attribution], headings: Sequence[Run]
) -> dict[Run, Attribution]:
    """Give a heading's quotation to who is quoted with the same words below it.

    Parameters
    ----------
    document
        The parsed source.
    said
        The quotations and who said them.
    headings
        Quotations that stand alone and that nothing attributes.

    Returns
    -------
    dict of Run to Attribution
        What is found anew.
    """
    # A verb of saying beside the words tells more than their like elsewhere.
    unsure = [*headings, *(run for run, own in said.items() if not own.cue)]
    full = {run: _plain(document.text_of(run.start, run.end)) for run in (*said, *headings)}
    found = {}
    for run in unsure:
        for other, voice in said.items():
            later = other.start > run.start and voice.speaker and voice.cue
            if later and len(full[run].split()) > 1 and full[run] in full[other]:
                found[run] = Attribution(voice.speaker, "", "", "echo", 0.8)
                break
    return found


def _plain(words: str) -> str:
    return " ".join("".join(c for c in words.casefold() if c.isalnum() or c == " ").split())
