"""Names for English text: which alternate names to keep, what a division is called."""

from __future__ import annotations

import re
import unicodedata

from analysis.geography.spelling import normalise

# Words that GeoNames and ISO add to divisions' names and that English names end in.
UNIT_WORDS = (
    "Province", "Governorate", "Oblast", "State", "Region", "District", "County", "Department",
    "Prefecture", "Division", "Territory", "Emirate", "Municipality", "Parish", "Canton",
    "Voivodeship", "Raion", "Republic", "Krai", "Kray", "Okrug",
)  # fmt: skip
_SUFFIX = re.compile(rf"\s+({'|'.join(UNIT_WORDS)})$", re.IGNORECASE)
_FOREIGN_UNIT = re.compile(
    r"^(muḩāfaz̧at|muhafazat|wilāyat|wilayat|provincia de|provincia|département de|région de|"
    r"departamento de|departamento del|state of|province of|region of|republic of|emirate of)\s+"
    r"|\s+(viloyati|mühafəzəsi|welaýaty|rayon|oblast’|oblast')$",
    re.IGNORECASE,
)


_PLAIN_LETTERS = str.maketrans(
    {
        "ʿ": "", "ʾ": "", "ʻ": "", "’": "'", "ʼ": "'", "ı": "i", "ł": "l", "đ": "d", "Đ": "D",
        "ø": "o", "ə": "a",
    }
)  # fmt: skip


def without_unit(name: str) -> str:
    """A division's name without the word for the unit: "Sumy" of "Sumy Oblast"."""
    return _SUFFIX.sub("", name)


def is_latin(name: str) -> bool:
    """Whether every letter of a name is Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def plain(name: str) -> str:
    """A name without accents and transliteration marks, its capitals kept."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_PLAIN_LETTERS)


def useful_alternate(alternate: str) -> bool:
    """Whether an alternate name may stand in English text.

    Left out are other scripts, airport codes, the lower-case romanisations of exonyms, and very
    short names, which stand for too much else.

    Parameters
    ----------
    alternate : str
        A name from GeoNames.

    Returns
    -------
    bool
        True if it is kept.

    Examples
    --------
    >>> useful_alternate("Halab"), useful_alternate("ALP"), useful_alternate("xa lep po")
    (True, False, False)
    """
    if not is_latin(alternate) or not alternate[:1].isupper():
        if not re.match(r"(al|el|ad|an|ar|as|at|az|ed|es|et)[- ][A-ZḨḤŞŢ]", alternate):
            return False
        if not is_latin(alternate):
            return False
    if re.search(r"[\d,()/;:]", alternate) or alternate.isupper():
        return False
    key = normalise(alternate)
    return len(key) >= 4 and key.count(" ") <= 3


def english_division_name(name: str, aliases: list[str], suffix: str) -> tuple[str, str]:
    """Usual English name of a division and its name without the word for the unit.

    Parameters
    ----------
    name : str
        ISO's or GeoNames' name.
    aliases : list of str
        Other names; an English one with the word for the unit is preferred.
    suffix : str
        Word that English adds in this country ("Governorate"), or empty.

    Returns
    -------
    tuple of str
        Full name, bare name.

    Examples
    --------
    >>> english_division_name("Nīnawá", ["Nineveh", "Nineveh Governorate"], "Governorate")
    ('Nineveh Governorate', 'Nineveh')
    >>> english_division_name("Texas", [], "")
    ('Texas', 'Texas')
    """
    latin = [a for a in aliases if is_latin(a)]
    english = [a for a in latin if _SUFFIX.search(a) and a.isascii()]
    same = [a for a in english if suffix and a.endswith(f" {suffix}")]
    bare = plain(_FOREIGN_UNIT.sub("", _SUFFIX.sub("", (same or english or [name])[0])))
    if not (same or english):
        ascii_alias = [a for a in latin if a.isascii() and len(a.split()) <= 3]
        if not name.isascii() and ascii_alias and not _FOREIGN_UNIT.search(ascii_alias[0]):
            bare = _SUFFIX.sub("", ascii_alias[0])
    return (f"{bare} {suffix}" if suffix and not bare.endswith(suffix) else bare), bare
