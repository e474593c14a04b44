"""What a text tells of its capitalised words: who is titled, what also occurs in lower case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from analysis.codebook import read_table
from analysis.extraction.document import Document
from analysis.extraction.name_cues import cues, given_names
from analysis.extraction.offices import Office
from analysis.extraction.words import HYPHENS, Word

_LONGEST: Final = 6


class Evidence:
    """What the whole text says about its words: who is titled, what also occurs in lower case.

    Parameters
    ----------
    document
        The parsed text.
    words
        Its words.
    taken
        Names already recognised, type by word position.
    offices
        Titles and offices in the text.
    """

    def __init__(
        self,
        document: Document,
        words: Sequence[Word],
        taken: Mapping[int, str],
        offices: Sequence[Office],
    ) -> None:
        self.document = document
        self.words = words
        self.taken = taken
        self.lower = {w.text for w in words if not w.capital}
        self.office_ends = {o.last: o for o in offices}
        self.office_starts = {o.first: o for o in offices}
        self.office_words = {p for o in offices for p in range(o.first, o.last + 1)}
        self.ner = {
            entity.start_char: (entity.end_char, entity.label_) for entity in document.doc.ents
        }

    def token(self, position: int) -> Token:
        """Give the token of a word."""
        return self.document.token_at(self.words[position].start)

    def labelled(self, first: int, stop: int, label: str) -> bool:
        """Tell whether the model found just these words as a name of a type."""
        entity = self.ner.get(self.words[first].start)
        end = self.words[stop - 1].end
        return bool(entity and entity[1] == label and abs(entity[0] - end) <= 2)


def name_like(evidence: Evidence, position: int) -> bool:
    """Tell whether a word may be part of a person's name by its shape."""
    word = evidence.words[position]
    plain = word.fold.lower()
    if not word.capital or position in evidence.taken or position in evidence.office_words:
        return False
    if plain in cues("calendar") and word.fold[0].isupper() and plain not in given_names():
        return False
    if word.fold in no_names() or any(c.isdigit() for c in word.text):
        return False
    if word.heading == "title" and plain in evidence.lower:
        return False
    return not (word.caps and word.heading == "" and len(word.fold) > 3 and "-" not in word.text)


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Give the capitalised words that name no actor, case kept."""
    return frozenset(row["cue"] for row in read_table("name_cues") if row["class"] == "no_name")


def run_from(evidence: Evidence, first: int) -> int:
    """Give the position after the sequence of name-like words that begins at a position."""
    words = evidence.words
    stop = first
    while stop < len(words) and stop - first < _LONGEST:
        if stop > first and not words[stop].joined:
            break
        if name_like(evidence, stop) or _hyphenated(evidence, first, stop):
            stop += 1
            continue
        after = stop
        while (
            after < len(words)
            and after - stop < 3
            and (after == first or words[after].joined)
            and words[after].fold.lower() in cues("particle")
            and after not in evidence.taken
        ):
            after += 1
        if after == stop + 1 and stop - first > 1 and words[stop].fold.lower() in TRAILING:
            stop = after
            break
        if after == stop or after >= len(words) or not words[after].joined:
            break
        if not name_like(evidence, after):
            break
        # "Ali and Omar y Vega": a particle joins, "el Presidente" does not begin a name.
        stop = after + 1
    return stop


# Particles that only names of persons have: "Siti binti Hamzah".
KIN: Final = frozenset(
    "bin binti bint ibn ould wuld weld mint ag walet "
    "uulu oglu ogly oghlu kyzy qizi gizi zadeh".split()
)
# Particles that end a name: "Emilbek Sadyr uulu".
TRAILING: Final = frozenset("uulu oglu ogly oghlu kyzy qizi gizi zadeh".split())


def _hyphenated(evidence: Evidence, first: int, at: int) -> bool:
    """Tell the second half of "Jong-un" and "Ki-moon" from that of "Houthi-held"."""
    word = evidence.words[at]
    if at <= first or word.gap not in HYPHENS or word.capital:
        return False
    plain = word.fold
    return (
        plain.isalpha()
        and len(plain) <= 5
        and not plain.endswith(("ed", "led", "ing"))
        and plain not in evidence.lower - {plain}
        and plain not in _COMPOUND
    )


_COMPOUND: Final = frozenset(
    "held led run born style era made wide like based aid bound only old day war".split()
)
