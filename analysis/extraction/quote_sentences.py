"""Sentences that keep a quotation and its attribution together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from analysis.extraction.document import Document
from analysis.extraction.quote_marks import Run, paragraphs
from analysis.extraction.speech_cues import find_cues

_FINAL: Final = frozenset(".?!…")
_ABBREVIATION: Final = frozenset(
    "Mr. Mrs. Ms. Dr. Gen. Sen. Rep. Col. Lt. Maj. Capt. Sgt. Gov. Prof. St. No. Adm. Brig. Amb. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. vs. Hon. Rev. Fr. Sr. Jr.".split()
)


@dataclass(frozen=True)
class Unit:
    """A sentence, where quoted sentences do not count as sentences of their own."""

    start: int
    end: int
    paragraph: int
    frame: tuple[Token, ...]
    runs: tuple[Run, ...]


def units_of(document: Document, runs: Sequence[Run]) -> list[Unit]:
    """Split a source into sentences that keep a quotation and its attribution together.

    Parameters
    ----------
    document
        The parsed source.
    runs
        Its outer quoted runs.

    Returns
    -------
    list of Unit
    """
    units: list[Unit] = []
    text = document.text
    for number, (start, end) in enumerate(paragraphs(text)):
        inside = [run for run in runs if start <= run.opened < end]
        tokens = [t for t in document.span(start, end) if start <= t.idx < end and t.text.strip()]
        free = [t for t in tokens if not any(r.opened <= t.idx < r.closed for r in inside)]
        cuts = sorted(_cuts(text, end, tokens, free, inside) | {end})
        begin = start
        for cut in cuts:
            if text[begin:cut].strip():
                units.append(
                    Unit(
                        begin,
                        cut,
                        number,
                        tuple(t for t in free if begin <= t.idx < cut),
                        tuple(r for r in inside if begin <= r.opened < cut),
                    )
                )
            begin = cut
    return units


def _cuts(text: str, end: int, tokens: list[Token], free: list[Token], runs: list[Run]) -> set[int]:
    cuts: set[int] = set()
    for token in free:
        stop = token.idx + len(token)
        rest = text[stop:end].lstrip(" )]”\"’'")
        if not rest:
            continue
        # A sentence begins with a capital, a figure or a quotation.
        if token.text == "." and token.i and f"{token.nbor(-1).text}." in _ABBREVIATION:
            # "Col. Barak", of which the tokenizer makes two words.
            continue
        begins = rest[0].isupper() or rest[0].isdigit() or rest[0] in "“\"‘'„«"
        if token.text[-1] in _FINAL and not token.text[-2:-1].isalpha() and begins:
            cuts.add(stop)
        elif token.text.endswith(".") and token.text not in _ABBREVIATION and begins:
            # "the U.S. Later …", "posted on X. He …", but not "Dmitri S. Peskov".
            following = token.nbor() if token.i + 1 < len(token.doc) else None
            if following is None:
                continue
            initial = len(token.text) == 2
            if following.pos_ == "PRON" if initial else following.is_sent_start:
                cuts.add(stop)
    for run in runs:
        rest = text[run.closed : end]
        if text[run.end - 1] not in _FINAL or not rest.strip():
            continue
        first = rest.lstrip()[0]
        if first.islower() or first in ",;:—–-)":
            continue
        if text[run.end - 1] in "?!" and first.isalpha() and _attribution_follows(free, run):
            continue
        cuts.add(run.closed)
    return cuts


def _attribution_follows(free: list[Token], run: Run) -> bool:
    """Tell whether "Mr X asked" follows a quotation that ends in a question or call."""
    after = [t for t in free if t.idx >= run.closed][:8]
    for cue in find_cues(after):
        if cue.frame == "direct":
            return all(t.text not in ",.;:" and t.pos_ != "VERB" for t in after[: cue.first])
    return False
