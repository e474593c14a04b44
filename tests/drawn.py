"""What a picture holds, for tests: its words by kind, and whether any two of them overlap."""

from __future__ import annotations

import itertools

from matplotlib.axes import Axes
from matplotlib.text import Text


def words(ax: Axes, gid: str) -> list[str]:
    """The words of a kind, in the order in which they were written, lines joined."""
    return [t.get_text().replace("\n", " ") for t in ax.texts if t.get_gid() == gid]


def gids(ax: Axes, begins: str) -> list[str]:
    """The names of the patches and lines that begin so."""
    artists = [*ax.patches, *ax.lines]
    return [str(a.get_gid()) for a in artists if str(a.get_gid()).startswith(begins)]


def assert_no_words_overlap(ax: Axes) -> None:
    """Fail where two texts that are not the sign and the letter on it lie on one another."""
    ax.figure.canvas.draw()
    shown = [
        t for t in [*ax.texts, *ax.get_yticklabels()]
        if isinstance(t, Text) and t.get_text().strip() and t.get_visible()
    ]  # fmt: skip
    boxes = [(t.get_text(), t.get_window_extent().padded(-1.5)) for t in shown]
    for (one, a), (two, b) in itertools.combinations(boxes, 2):
        assert not a.overlaps(b), f"{one!r} overlaps {two!r}"


def assert_labels_of_map_apart(ax: Axes) -> None:
    """Fail where a name, scale or sign of a map leaves it or lies on another."""
    ax.figure.canvas.draw()
    kinds = ("region ", "stance ", "neighbour", "scale")
    boxes = [(t.get_text(), t.get_window_extent()) for t in ax.texts
             if str(t.get_gid()).startswith(kinds)]  # fmt: skip
    boxes += [(p.get_gid(), p.get_window_extent()) for p in ax.patches
              if str(p.get_gid()).startswith("sign ")]  # fmt: skip
    frame = ax.get_window_extent()
    for text, box in boxes:
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1, f"{text!r} leaves the map"
        assert frame.y0 <= box.y0 and box.y1 <= frame.y1, f"{text!r} leaves the map"
    for (one, a), (two, b) in itertools.combinations(boxes, 2):
        assert not a.overlaps(b), f"{one!r} overlaps {two!r}"
