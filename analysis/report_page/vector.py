"""A picture made part of the page: its marks are links to the rows behind them.

What the page takes of an SVG file is listed here; the rest (scripts, foreign elements, handlers,
addresses elsewhere) is left out, since a notebook of any origin may have drawn it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from analysis.errors import ReportError
from analysis.evidence import linked_rows, together

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "{http://www.w3.org/1999/xlink}href"
DRAWN: Final = frozenset(
    ("a", "circle", "clipPath", "defs", "ellipse", "g", "image", "line", "linearGradient",
     "marker", "mask", "path", "pattern", "polygon", "polyline", "rect", "stop", "svg", "text",
     "title", "tspan", "use")
)  # fmt: skip
KEPT: Final = frozenset(
    ("clip-path", "clip-rule", "clipPathUnits", "cx", "cy", "d", "dx", "dy", "fill",
     "fill-opacity", "fill-rule", "font-family", "font-size", "font-style", "font-weight",
     "gradientTransform", "gradientUnits", "height", "mask", "offset", "opacity",
     "patternTransform", "patternUnits", "points", "preserveAspectRatio", "r", "rx", "ry",
     "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-linecap",
     "stroke-linejoin", "stroke-opacity", "stroke-width", "style", "text-anchor", "transform",
     "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2")
)  # fmt: skip
_OWN: Final = re.compile(r"url\(#([^)]+)\)")
_LONG: Final = re.compile(r"(-?\d+\.\d\d)\d+")
_LISTED: Final = 3  # rows that a link names; more are counted


def drawn(
    path: Path, prefix: str, labels: Mapping[str, str], states: Mapping[str, str]
) -> str:  # fmt: skip
    """Give a picture as elements of a page.

    Parameters
    ----------
    path
        An SVG file.
    prefix
        What the names of its parts begin with, so that those of two pictures differ.
    labels
        What each row says, by id: links to other rows are left out, their marks are not.
    states
        What review says of each row.

    Returns
    -------
    str
        An ``svg`` element. Each link has ``data-rows`` (ids, by spaces); of several marks with the
        same rows only the first is read out and reached by the keyboard.

    Raises
    ------
    ReportError
        Where the file is no SVG.
    """
    try:
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        raise ReportError(f"{path}: is no SVG picture ({error}); draw it again.") from error
    if root.tag != f"{{{SVG}}}svg":
        raise ReportError(f"{path}: is no SVG picture but '{root.tag}'; draw it again.")
    used = {name for node in root.iter() for name in _names(node)}
    seen: set[str] = set()
    _clean(root, prefix, used, labels, states, seen)
    for name in ("width", "height"):  # the page says how large it is
        root.attrib.pop(name, None)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def width_of(path: Path) -> float:
    """Give the width of an SVG file in points, 0 where it does not say."""
    found = re.search(r'<svg[^>]*\swidth="([\d.]+)pt"', path.read_text(encoding="utf-8")[:4000])
    return float(found.group(1)) if found else 0.0


def _names(node: ElementTree.Element) -> list[str]:
    """Names of other parts that an element draws with."""
    names = [name for value in node.attrib.values() for name in _OWN.findall(value)]
    address = node.get(XLINK) or node.get("href") or ""
    return [*names, address[1:]] if address.startswith("#") else names


def _clean(
    node: ElementTree.Element,
    prefix: str,
    used: set[str],
    labels: Mapping[str, str],
    states: Mapping[str, str],
    seen: set[str],
) -> None:
    name = node.get("id", "")
    address = node.get(XLINK) or node.get("href") or ""
    kind = node.tag.removeprefix(f"{{{SVG}}}")
    kept = {key: _short(key, value, prefix) for key, value in node.attrib.items() if key in KEPT}
    node.attrib.clear()
    node.attrib.update(kept)
    if name in used:
        node.set("id", prefix + name)
    if kind == "a":
        rows = [row for row in linked_rows(address) if row in labels]
        if rows:
            _lead(node, rows, labels, states, seen)
        else:
            node.tag = f"{{{SVG}}}g"
    elif address.startswith("#"):
        node.set("href", f"#{prefix}{address[1:]}")
    elif kind == "image" and address.startswith(("data:image/png", "data:image/jpeg")):
        node.set("href", address)
    children: list[ElementTree.Element] = []
    for child in node:
        if str(child.tag).removeprefix(f"{{{SVG}}}") in DRAWN:
            _clean(child, prefix, used, labels, states, seen)
            # A group that says nothing of its own only takes room.
            bare = child.tag == f"{{{SVG}}}g" and not child.attrib
            children += list(child) if bare else [child]
    node[:] = children


def _lead(
    node: ElementTree.Element,
    rows: Sequence[str],
    labels: Mapping[str, str],
    states: Mapping[str, str],
    seen: set[str],
) -> None:
    key = " ".join(rows)
    node.set("href", f"#t-{rows[0]}")
    node.set("data-rows", key)
    node.set("class", f"to {together(rows, states)}")
    if key in seen:
        node.set("tabindex", "-1")
        node.set("aria-hidden", "true")
        return
    seen.add(key)
    said = [labels[row] for row in rows[:_LISTED]]
    if len(rows) > _LISTED:
        said.append(f"and {len(rows) - _LISTED} more")
    node.set("aria-label", "; ".join(dict.fromkeys(said)))


def _short(key: str, value: str, prefix: str) -> str:
    """Cut numbers to hundredths of a point, and give the names in it their prefix."""
    if key in ("d", "points"):
        return _LONG.sub(r"\1", value)
    return _OWN.sub(lambda found: f"url(#{prefix}{found.group(1)})", value)
