"""Words of a text as names need them: case, folded spelling, what stands between, which line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.codebook import read_table
from analysis.extraction.document import Document

# Nouns whose possessive belongs to the name: "People's Liberation Army", "Mothers' Committee".
_POSSESSIVE: Final = "|".join(
    row["cue"] for row in read_table("name_cues") if row["class"] == "possessive_noun"
)
_WORD: Final = re.compile(
    rf"\b(?:{_POSSESSIVE})['’](?:s\b)?(?=[ ]+[A-Za-z])|(?:[A-Z]\.){{2,}}"
    r"|[^\W_]+(?:['’ʼ`](?!s\b|S\b)[^\W_]+)*"
)
# What may stand between two words of one name: "al-Burhan", "Dmitri S. Peskov", "Save & Aid".
_WITHIN: Final = re.compile(r"[ \u00a0\u202f]{1,2}|[-‐‑–/]|\.[ \u00a0]?| & ")
_ENDS: Final = re.compile(r"[.!?:;…]|\n")
_OPENERS: Final = re.compile(r"[“\"‘'(\[*#>]\s*$|^\s*[-–•*—]\s*$|—\s*$")
_SHORT: Final = 4
# What may stand between the halves of one word: hyphen-minus, hyphen, non-breaking hyphen.
HYPHENS: Final = ("-", "‐", "‑")


@dataclass(frozen=True)
class Word:
    """A word with what its surroundings say about it.

    Parameters
    ----------
    start, end
        Offsets in the text.
    text
        The verbatim word.
    fold
        The word without diacritics, full stops and typographic apostrophes, case kept.
    gap
        What stands between the word before and this one.
    joined
        Whether the word may belong to the same name as the one before.
    opens
        True where a sentence, quotation or line begins: a capital says nothing there.
    heading
        ``title`` on a line in title case, ``caps`` on a line in capitals, else ''.
    """

    start: int
    end: int
    text: str
    fold: str
    gap: str
    joined: bool
    opens: bool
    heading: str

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def caps(self) -> bool:
        """Whether the word is written in capitals only (more than one)."""
        return len(self.fold) > 1 and self.text.isupper()

    @property
    def genitive(self) -> bool:
        """Whether the word is the "s" of "Peru's"."""
        return self.fold == "s" and self.gap in ("'", "’")

    @property
    def initial(self) -> bool:
        """Whether the word is one capital letter."""
        return len(self.fold) == 1 and self.text.isupper()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Strip diacritics, full stops and typographic apostrophes.

    Examples
    --------
    >>> fold("Médecins"), fold("U.S."), fold("Sana’a")
    ('Medecins', 'US', "Sana'a")
    """
    special = text.translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", special)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")


_LETTERS: Final = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ə": "a",
        "Ə": "A",
        "ß": "ss",
        "æ": "ae",
    }
)


def split_words(text: str) -> list[str]:
    """Split a name into folded words.

    Examples
    --------
    >>> split_words("Côte d’Ivoire"), split_words("U.S.-led"), split_words("al-Burhan")
    (['Cote', "d'Ivoire"], ['US', 'led'], ['al', 'Burhan'])
    """
    return [fold(found.group()) for found in _WORD.finditer(text)]


def slug(text: str) -> str:
    """Make an identifier of a name.

    Examples
    --------
    >>> slug("Médecins Sans Frontières"), slug("O’Neill"), slug("al-Burhan")
    ('medecins-sans-frontieres', 'o-neill', 'al-burhan')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")


def words(document: Document) -> list[Word]:
    """List the words of a text.

    Parameters
    ----------
    document
        The parsed text.

    Returns
    -------
    list of Word
        In text order.
    """
    found: list[Word] = []
    text = document.text
    offset = 0
    sentence_starts = {sent.start_char for sent in document.doc.sents}
    for line in text.splitlines(keepends=True):
        heading = _heading(line)
        numbered = True
        for match in _WORD.finditer(line):
            start, end = offset + match.start(), offset + match.end()
            gap = text[found[-1].end : start] if found else text[:start]
            opens = (
                not found
                or "\n" in gap
                or bool(_OPENERS.search(gap))
                or start in sentence_starts
                or (bool(_ENDS.search(gap)) and not _abbreviated(found[-1]))
                # "18.55 More from Kassala", "(a) The parties": numbers before count for nothing.
                or numbered
            )
            lettered = len(match.group()) <= _SHORT and line[match.end() : match.end() + 1] == ")"
            numbered = numbered and (match.group().isdigit() or lettered)
            joined = bool(found and _WITHIN.fullmatch(gap)) and (
                "." not in gap
                or (
                    _abbreviated(found[-1])
                    and match.group() not in _BEGINNERS
                    and not _after_letter(document, found, start)
                )
            )
            plain = fold(match.group())
            found.append(
                Word(
                    start,
                    end,
                    match.group(),
                    plain,
                    gap,
                    joined,
                    opens and not (joined and "." in gap),
                    heading,
                )
            )
        offset += len(line)
    return found


# "… wrote on X. The minister": these begin a sentence even after an initial.
_BEGINNERS: Final = frozenset("The He She It They In On At But And A An This That His Her".split())


def _after_letter(document: Document, found: list[Word], start: int) -> bool:
    """Tell "wrote on X. Residents fled", where a letter ends its sentence, from "J. Smith"."""
    if not found[-1].initial or len(found) < 2 or found[-2].capital:
        return False
    platform = found[-1].text == "X" and found[-2].fold in ("on", "via")
    return platform or document.token_at(start).tag_[:3] != "NNP"


def _abbreviated(word: Word) -> bool:
    return word.initial or word.fold in shortened()


@lru_cache(maxsize=1)
def shortened() -> frozenset[str]:
    """Give the abbreviated titles whose full stop ends no sentence, without it: "Smt", "Gen"."""
    return frozenset(row["cue"] for row in read_table("name_cues") if row["class"] == "shortened")


_LABEL: Final = re.compile(r"^[A-Z][A-Z .’']+(?:\([^()\n]{1,80}\))?: +")


def _heading(line: str) -> str:
    """Tell lines whose capitals say nothing: headlines in title case or in capitals."""
    # "QUESTION (Dana Ross, Harbor Wire): …": a label in capitals is no part of what is said.
    stripped = _LABEL.sub("", line.strip()) or line.strip()
    found = [m.group() for m in _WORD.finditer(stripped)]
    if len(found) < 2 or (stripped.endswith((".", "?", "!", "”", '"')) and len(found) > 12):
        return ""
    letters = [c for c in stripped if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.9 * len(letters):
        return "caps"
    long = [w for w in found if len(w) >= _SHORT]
    if len(found) <= 20 and len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.8 * len(long):
        return "title"
    return ""
