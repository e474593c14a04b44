"""The gazetteer: from a name as written to all places that bear it.

Two sources are read together: the table built from GeoNames (countries, divisions, towns) and the
hand-made tables next to it (macro-regions, waters, facilities, mountains and islands), which an
analyst may edit or add to. The names of the large table are kept sorted and searched by halving,
so that loading it costs reading a file and nothing else.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq

from analysis.errors import GeographyError
from analysis.geography.places import Place, read_places
from analysis.geography.spelling import normalise, slug

DATA = Path(__file__).parent / "data"
HAND_MADE = (
    "macro_regions.csv", "waters.csv", "lesser_waters.csv", "facilities.csv",
    "mountains_islands.csv", "towns.csv",
)  # fmt: skip
# How much less a name other than the usual one tells: an official or English form, any other.
STANDING_PENALTY = (0.0, 0.2, 2.2)


_MATCHES = ("preferred", "official", "alternate")


class Gazetteer:
    """All places and their names; made by `load_gazetteer`."""

    def __init__(self, extra: Path | None = None) -> None:
        places = pq.read_table(DATA / "gazetteer.parquet").combine_chunks()
        names = pq.read_table(DATA / "names.parquet").combine_chunks()
        self._columns = {name: places.column(name).chunk(0) for name in places.column_names}
        keys = names.column("name").chunk(0)
        _, offsets, content = keys.buffers()
        self._offsets = array("i")
        self._offsets.frombytes(offsets.to_pybytes()[: 4 * (len(keys) + 1)])
        self._content: bytes = content.to_pybytes()
        self._rows = array("i", names.column("row").chunk(0).to_numpy().tobytes())
        self._standings = names.column("standing").chunk(0).to_numpy().tobytes()
        self._size = len(keys)
        self._own: dict[str, list[Place]] = {}
        self._by_id: dict[str, Place] = {}
        self._prefixes: set[str] = set()
        for table in HAND_MADE:
            self._add_table(DATA / table)
        if extra is not None:
            self._add_table(Path(extra))
        self._connectors = _read_words(DATA / "name_words.csv")

    def _add_table(self, path: Path) -> None:
        """Add the places of a hand-made table."""
        for place, names in read_places(path):
            self._by_id[place.place_id] = place
            for position, name in enumerate(names):
                key = normalise(name)
                match = _MATCHES[0] if position == 0 else _MATCHES[1]
                self._own.setdefault(key, []).append(replace(place, match=match))
                if key.startswith("the "):
                    self._own.setdefault(key[4:], []).append(replace(place, match=match))
                words = key.split()
                self._prefixes.update(" ".join(words[:n]) for n in range(1, len(words)))

    def _key(self, position: int) -> bytes:
        return self._content[self._offsets[position] : self._offsets[position + 1]]

    def _first_at_least(self, key: bytes) -> int:
        """Position of the first name that is not before `key`."""
        low, high = 0, self._size
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def has_name(self, normalised: str) -> bool:
        """Whether some place bears a name.

        Parameters
        ----------
        normalised : str
            A key made by `analysis.geography.spelling.normalise`.

        Returns
        -------
        bool
            True if a place bears it.

        Examples
        --------
        >>> load_gazetteer().has_name("deir ez zor")
        True
        """
        if normalised in self._own:
            return True
        key = normalised.encode()
        position = self._first_at_least(key)
        return position < self._size and self._key(position) == key

    def has_prefix(self, normalised: str) -> bool:
        """Whether some name goes on with another word after these.

        Parameters
        ----------
        normalised : str
            First words of a name, as a key.

        Returns
        -------
        bool
            True if a longer name begins so.

        Examples
        --------
        >>> load_gazetteer().has_prefix("deir ez")
        True
        """
        if normalised in self._prefixes:
            return True
        key = f"{normalised} ".encode()
        position = self._first_at_least(key)
        return position < self._size and self._key(position).startswith(key)

    def _place(self, row: int, match: str = "preferred") -> Place:
        """The place in one row of the built table."""
        value = {name: column[row].as_py() for name, column in self._columns.items()}
        return Place(
            place_id=_identifier(value),
            name=value["name"],
            kind=value["kind"],
            country=value["country"],
            admin1=value["admin1"],
            latitude=value["latitude"] / 1e4,
            longitude=value["longitude"] / 1e4,
            population=value["population"],
            geonames_id=value["geonames_id"],
            iso=value["iso"],
            prominence=value["prominence"] / 20,
            match=match,
        )

    @lru_cache(maxsize=8192)  # noqa: B019 - the gazetteer itself is kept for the process
    def _named(self, key: str) -> tuple[Place, ...]:
        """All places that bear a key, the most prominent first."""
        found = list(self._own.get(key, ()))
        wanted = key.encode()
        position = self._first_at_least(wanted)
        while position < self._size and self._key(position) == wanted:
            found.append(self._place(self._rows[position], _MATCHES[self._standings[position]]))
            position += 1
        best: dict[str, Place] = {}
        for place in sorted(found, key=lambda p: (-rank(p), p.place_id)):
            best.setdefault(place.place_id, place)
        return tuple(best.values())

    def lookup(self, name: str, kind: str | None = None, country: str | None = None) -> list[Place]:
        """All places that bear a name, the most prominent first.

        Parameters
        ----------
        name : str
            As written: case, accents, hyphens, apostrophes and a leading "the" do not matter.
        kind : str, optional
            Only places of this kind. For divisions the word for the unit may be left out.
        country : str, optional
            Only places in this country (ISO alpha-3).

        Returns
        -------
        list of Place
            Empty if no place bears the name.

        Examples
        --------
        >>> [p.country for p in load_gazetteer().lookup("Kyiv", kind="city")][0]
        'UKR'
        >>> load_gazetteer().lookup("Sumy", kind="admin1")[0].name
        'Sumy Oblast'
        """
        key = normalise(name)
        if key.startswith("the ") and not self.has_name(key):
            key = key[4:]
        found = list(self._named(key))
        if kind == "admin2":
            for word in ("district", "county", "raion", "subdistrict", "governorate"):
                found += self._named(f"{key} {word}")
        seen: set[str] = set()
        return [
            p
            for p in found
            if (kind is None or p.kind == kind)
            and (country is None or p.country == country)
            and not (p.place_id in seen or seen.add(p.place_id))  # type: ignore[func-returns-value]
        ]

    def place(self, place_id: str) -> Place:
        """The place with an id.

        Parameters
        ----------
        place_id : str
            As in `Place.place_id`.

        Returns
        -------
        Place
            The place.

        Raises
        ------
        GeographyError
            If no place has this id.

        Examples
        --------
        >>> load_gazetteer().place("saudi-arabia").country
        'SAU'
        """
        if place_id in self._by_id:
            return self._by_id[place_id]
        words = place_id.split("-")
        # An id is the slug of the name, with a country, division or number where it is shared.
        for dropped in range(min(4, len(words))):
            key = " ".join(words[: len(words) - dropped])
            for candidate in self._named(key):
                if candidate.place_id == place_id:
                    return replace(candidate, match="preferred")
        raise GeographyError(f"place_id is {place_id!r}; no place of the gazetteer has this id.")

    def longest_match(self, tokens: Sequence[str], start: int) -> tuple[int, list[Place]] | None:
        """Longest name that begins at a token.

        A name begins with a capital (or an Arabic article joined to one: "al-Hol"), and further
        words are capitalised unless they are such as names contain ("of", "nuclear plant").

        Parameters
        ----------
        tokens : sequence of str
            Words of a text in order, punctuation as tokens of its own.
        start : int
            Where to begin.

        Returns
        -------
        tuple of int and list of Place, or None
            Index after the last token of the name and the places that bear it.

        Examples
        --------
        >>> tokens = "in Deir ez - Zor on Monday".split()
        >>> end, places = load_gazetteer().longest_match(tokens, 1)
        >>> end, places[0].country
        (5, 'SYR')
        """
        if not self._may_begin(tokens, start):
            return None
        words: list[str] = []
        best: tuple[int, str] | None = None
        for position in range(start, min(len(tokens), start + 12)):
            token = tokens[position]
            key = normalise(token)
            if not key:
                if position == start or token not in _JOINERS:
                    break
                continue
            if position > start and not self._may_continue(token, key):
                break
            words.append(key)
            joined = normalise(" ".join(words))
            if self.has_name(joined):
                best = (position + 1, joined)
            if not self.has_prefix(joined):
                break
        # "Al" of a name that is not known is an article, not the Norwegian town.
        if best is None or best[1] in _ARTICLES:
            return None
        return best[0], list(self._named(best[1]))

    def _may_begin(self, tokens: Sequence[str], start: int) -> bool:
        token = tokens[start]
        if token[:1].isupper():
            return True
        head, _, tail = token.partition("-")
        if head in _ARTICLES:
            follows = tail or (tokens[start + 2 : start + 3] or [""])[0]
            return bool(tail or tokens[start + 1 : start + 2] == ["-"]) and follows[:1].isupper()
        return False

    def _may_continue(self, token: str, key: str) -> bool:
        capital = any(part[:1].isupper() for part in token.replace("'", "-").split("-"))
        return capital or key in self._connectors or token[:1].isdigit()


_JOINERS = frozenset({"-", "\u2010", "\u2011", "\u2013", "'", "\u2019", "."})
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "es", "et"})


def rank(place: Place) -> float:
    """Prominence of a place under the name by which it was looked up."""
    return place.prominence - STANDING_PENALTY[_MATCHES.index(place.match)]


def _identifier(value: dict[str, object]) -> str:
    """Place id of a row of the built table (the forms are told in ``tools/build_gazetteer.py``)."""
    base, country = slug(str(value["name"])), str(value["country"]).lower()
    form = value["id_form"]
    if form == 0:
        return base
    if form == 1:
        return f"{base}-{country}"
    if form == 2:
        return f"{base}-{country}-{slug(str(value['admin1']).partition('.')[2] or 'x')}"
    return f"{base}-{value['geonames_id'] or country}"


@lru_cache(maxsize=8)
def _read_words(path: Path) -> frozenset[str]:
    """First column of a table of words."""
    with path.open(encoding="utf-8", newline="") as handle:
        return frozenset(row["word"] for row in csv.DictReader(handle))


@lru_cache(maxsize=4)
def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The gazetteer, read once per process.

    Parameters
    ----------
    extra : Path, optional
        A CSV of the analyst's own places, with the columns of ``facilities.csv``.

    Returns
    -------
    Gazetteer
        All places.

    Raises
    ------
    GeographyError
        If a shipped file is missing or a row of `extra` is not usable.

    Examples
    --------
    >>> load_gazetteer().lookup("Kiev")[0].name
    'Kyiv'
    """
    for name in ("gazetteer.parquet", "names.parquet", *HAND_MADE, "name_words.csv"):
        if not (DATA / name).exists():
            raise GeographyError(f"{DATA / name}: the file is missing; install the package again.")
    return Gazetteer(extra)
