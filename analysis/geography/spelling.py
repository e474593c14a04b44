"""Spellings of place names: one key for all the ways to write a name.

A key drops case, accents, hyphens, apostrophes and full stops and writes out "St" and "Mt", so that
"Deir ez-Zor", "Deir Ez Zor" and "Deir ez-Zör" meet. Different transliterations (Kiev, Kyiv) are not
made equal here: they are rows of the gazetteer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a Latin letter and an accent.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "ə": "a", "ħ": "h", "ŋ": "n", "ß": "ss", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ɗ": "d", "ɓ": "b",
    }
)  # fmt: skip
# Apostrophes, ayns, hamzas, primes and full stops vanish: Sana'a, Luhans'k, U.A.E.
_VANISHING = re.compile(
    "['\u2018\u2019\u201b\u02b9\u02ba"
    '\u02bb\u02bc\u02bd\u02be\u02bf\u02c8`\u00b4\u2032".\u201c\u201d]'
)
_BETWEEN = re.compile(r"[\W_]+")
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Key under which all spellings of a name that differ in marks only are found.

    Parameters
    ----------
    name : str
        A name as written.

    Returns
    -------
    str
        Lower-case words of unaccented letters, parted by single spaces; empty if none is left.

    Examples
    --------
    >>> normalise("Deir ez-Zor"), normalise("Çırağan"), normalise("St. Petersburg")
    ('deir ez zor', 'ciragan', 'saint petersburg')
    >>> normalise("Sana'a"), normalise("U.A.E.")
    ('sanaa', 'uae')
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    # "ı" and the like must be mapped after case folding, for "İ" folds to "i" and a dot.
    folded = name.casefold().translate(_LETTERS).replace("\u0307", "")
    folded = _VANISHING.sub("", folded).replace("&", " and ")
    words = _BETWEEN.sub(" ", folded).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def slug(name: str) -> str:
    """Identifier made of a name: its key with hyphens.

    Parameters
    ----------
    name : str
        A name as written.

    Returns
    -------
    str
        Lower-case words joined by hyphens.

    Examples
    --------
    >>> slug("Zaporizhzhia Nuclear Power Plant")
    'zaporizhzhia-nuclear-power-plant'
    """
    return normalise(name).replace(" ", "-")
