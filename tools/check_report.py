"""Check what a report left behind: every output is there, whole and well formed.

python tools/check_report.py data/processed/<source_id>
"""

from __future__ import annotations

import argparse
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import nbformat
import pandas as pd
from PIL import Image

from analysis.dossier import read_dossier
from analysis.schema import TABLES

NOTEBOOKS = ("tables", "positions", "regions_map", "timeline", "deal")
LARGEST = 5_000_000  # bytes of the report of one source
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Page(HTMLParser):
    """Counts what is opened and closed, and notes what would be fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.ids: set[str] = set()
        self.led_to: set[str] = set()
        self.broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self._note_links(attrs)
        for name, value in attrs:
            if name == "src" and value and not value.startswith("data:"):
                self.fetched.append(value)
            if tag == "link" and name == "href" and value and not value.startswith(("data:", "#")):
                self.fetched.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closed at once opens nothing, but may be led to."""
        self._note_links(attrs)

    def _note_links(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name == "data-rows" and value:
                self.led_to.update(value.split())
            elif name == "href" and value and value.startswith("#"):
                self.led_to.add(value[1:])

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.broken.append(tag)


def problems(folder: Path) -> list[str]:
    """Give a sentence for everything that is wrong with the outputs in a folder."""
    expected = [f"{t}.{kind}" for t in TABLES for kind in ("csv", "parquet")]
    expected += [
        "regions.geojson",
        "regions_explore.html",
        "report.html",
        *(f"{n}.ipynb" for n in NOTEBOOKS),
    ]
    found = [
        f"{folder / name} is missing or empty."
        for name in expected
        if not (folder / name).is_file() or not (folder / name).stat().st_size
    ]
    if found:
        return found
    dossier = read_dossier(folder)
    for name, table in dossier.tables.items():
        rows = len(pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False))
        if rows != len(table) or not rows:
            found.append(f"{name}.csv has {rows} rows, {name}.parquet {len(table)}.")
    shapes = gpd.read_file(folder / "regions.geojson")
    if len(shapes) != len(dossier.regions) or not shapes.geometry.dropna().is_valid.all():
        found.append("regions.geojson does not hold the regions as valid shapes.")
    figures = sorted((folder / "figures").glob("*.png"))
    if len(figures) < len(NOTEBOOKS):
        found.append(f"figures/ holds {len(figures)} pictures.")
    for figure in figures:
        with Image.open(figure) as picture:
            colours = picture.convert("RGB").getcolors(maxcolors=1 << 24)
        if colours is None or len(colours) < 8:
            found.append(f"{figure} is an empty picture.")
        vector = figure.with_suffix(".svg")
        if not vector.is_file():
            found.append(f"{vector} is missing.")
        else:
            ElementTree.parse(vector)
    for name in NOTEBOOKS:
        notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
        nbformat.validate(notebook)
        cells = [c for c in notebook.cells if c.cell_type == "code"]
        if not all(c.execution_count for c in cells):
            found.append(f"{name}.ipynb was not executed to its end.")
    page = _Page()
    page.feed((folder / "report.html").read_text(encoding="utf-8"))
    if page.broken or page.open:
        found.append(f"report.html is not well formed: {(page.broken + page.open)[:5]}.")
    lost = sorted(page.led_to - page.ids)
    if lost:
        found.append(f"report.html has links to {lost[:5]}, which are not in it.")
    if (folder / "report.html").stat().st_size > LARGEST:
        found.append(f"report.html is larger than {LARGEST:,} bytes.")
    if page.fetched:
        found.append(f"report.html fetches {page.fetched[:3]}.")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    found = problems(parser.parse_args().folder)
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        sys.exit(1)
    print("The report is whole: tables, shapes, pictures, notebooks and page.")


if __name__ == "__main__":
    main()
