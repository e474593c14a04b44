"""A place, and the hand-made tables of places that an analyst may edit or add to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import GeographyError
from analysis.geography.spelling import normalise, slug

KINDS = ("country", "admin1", "admin2", "city", "facility", "water", "macro_region")
# Prominence of hand-made places: they are in the tables because reporting names them.
HAND_MADE_PROMINENCE = {
    "macro_region": 7.0, "water": 6.5, "facility": 6.0, "admin1": 6.5, "admin2": 6.5, "city": 4.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    Parameters
    ----------
    place_id : str
        Slug of the usual English name, made unique where places share a name.
    name : str
        Usual English name.
    kind : str
        One of `KINDS`.
    country : str
        ISO 3166-1 alpha-3 code of the internationally recognised state; empty for what lies in
        several or in none.
    admin1 : str
        GeoNames code of the first-level division ("UA.21"), empty where unknown.
    latitude, longitude : float
        A point inside, in degrees.
    population : int
        Inhabitants as GeoNames has them, 0 where unknown.
    geonames_id : int
        0 where unknown.
    iso : str
        ISO 3166-1 alpha-3 or 3166-2 code, empty where there is none.
    wikidata : str
        Empty where unknown.
    prominence : float
        How likely a bare name means this place rather than a namesake, about 0-10.
    match : str
        How the looked-up name belongs to the place: "preferred", "official" or "alternate".
    """

    place_id: str
    name: str
    kind: str
    country: str = ""
    admin1: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0
    geonames_id: int = 0
    iso: str = ""
    wikidata: str = ""
    prominence: float = 0.0
    match: str = "preferred"


def read_places(path: Path) -> list[tuple[Place, list[str]]]:
    """Places of a hand-made table with all their names.

    Parameters
    ----------
    path : Path
        A CSV with the columns ``name``, ``aliases`` (parted by "|"), ``kind``, ``country``,
        ``latitude``, ``longitude``; ``place_id``, ``admin1``, ``iso``, ``wikidata`` and
        ``geonames_id`` may be there, others are notes.

    Returns
    -------
    list of (Place, list of str)
        Each place and its names, the usual one first.

    Raises
    ------
    GeographyError
        If a column is missing or a cell is not usable; the message names file, line and value.
    """
    if not path.exists():
        raise GeographyError(f"{path}: no such file; give the path of a CSV of places.")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        needed = {"name", "aliases", "kind", "country", "latitude", "longitude"}
        missing = sorted(needed - set(reader.fieldnames or ()))
        if missing:
            raise GeographyError(f"{path}: the column {missing[0]!r} is missing; add it.")
        return [_read_place(path, reader.line_num, row) for row in reader]


def _read_place(path: Path, line: int, row: dict[str, str]) -> tuple[Place, list[str]]:
    """One row of a hand-made table."""
    where = f"{path}, line {line}"
    name, kind = row["name"].strip(), row["kind"].strip()
    if not normalise(name):
        raise GeographyError(f"{where}: 'name' is {name!r}; give the usual English name.")
    if kind not in KINDS:
        raise GeographyError(f"{where}: 'kind' is {kind!r}; give one of {', '.join(KINDS)}.")
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise GeographyError(
            f"{where}: 'latitude', 'longitude' are {row['latitude']!r}, {row['longitude']!r}; "
            "give degrees such as 50.45."
        ) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise GeographyError(
            f"{where}: {latitude}, {longitude} is no point of the Earth; latitude comes first."
        )
    place = Place(
        place_id=(row.get("place_id") or "").strip() or slug(name),
        name=name,
        kind=kind,
        country=row["country"].strip(),
        admin1=(row.get("admin1") or "").strip(),
        latitude=latitude,
        longitude=longitude,
        geonames_id=int(row.get("geonames_id") or 0),
        iso=(row.get("iso") or "").strip(),
        wikidata=(row.get("wikidata") or "").strip(),
        prominence=HAND_MADE_PROMINENCE.get(kind, 4.6),
    )
    aliases = [alias.strip() for alias in row["aliases"].split("|") if alias.strip()]
    return place, [name, *aliases]
