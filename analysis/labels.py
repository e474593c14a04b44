"""Places for names on a picture: near their mark, over no other name, in the frame.

A greedy search over candidate places around each mark, the most important name first, improved by
passes in which each name may move again. Deterministic: the same input gives the same picture.
Cf. Christensen, Marks and Shieber, "An empirical study of algorithms for point-feature label
placement", ACM Transactions on Graphics 14 (1995).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Angles in the order that cartographers prefer: right above, right, right below, then the left,
# above, below, and what lies between.
ANGLES: Final = (20, 0, -20, 160, 180, 200, 90, 270, 45, -45, 135, 225, 65, -65, 115, 245)
DISTANCES: Final = (0, 5, 11, 18, 27, 38, 52, 68, 86, 106, 130, 160, 200, 250)
PASSES: Final = 4
LEADER: Final = 9.0  # from this distance a line leads from the name to its mark


@dataclass(frozen=True)
class Box:
    """A rectangle in points or pixels.

    Examples
    --------
    >>> Box(0.0, 0.0, 2.0, 2.0).overlap(Box(1.0, 1.0, 3.0, 3.0))
    1.0
    """

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box) -> float:
        """Area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide * tall if wide > 0 and tall > 0 else 0.0

    def holds(self, other: Box) -> bool:
        """Whether the other box lies wholly within this one."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and self.right >= other.right
            and self.top >= other.top
        )

    @property
    def area(self) -> float:
        """Its area."""
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(frozen=True)
class Wanted:
    """A name that wants a place.

    Parameters
    ----------
    x, y
        Where its mark is.
    width, height
        Size of the words.
    clear
        Radius of the mark: the name keeps off it.
    weight
        Importance: the greater is placed first and moved least.
    inside
        Whether the name may lie on its own mark (the name of an area).
    """

    x: float
    y: float
    width: float
    height: float
    clear: float = 4.0
    weight: float = 1.0
    inside: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a name goes, and whether a line should lead to its mark."""

    box: Box
    leader: bool

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the words."""
        return ((self.box.left + self.box.right) / 2, (self.box.bottom + self.box.top) / 2)


def place(
    wanted: Sequence[Wanted], frame: Box, *, keep_off: Sequence[Box] = (), gap: float = 2.0
) -> list[Placed | None]:
    """Find a place for each name.

    Parameters
    ----------
    wanted
        The names.
    frame
        What all of them must lie in.
    keep_off
        Boxes that no name may touch (scale bar, inset).
    gap
        Least distance between two names.

    Returns
    -------
    list of Placed or None
        In the order of ``wanted``; None for a name for which there is no free place.

    Examples
    --------
    >>> here = Wanted(50, 50, 20, 8)
    >>> first, second = place([here, here], Box(0, 0, 100, 100))
    >>> first.box.overlap(second.box)
    0.0
    """
    order = sorted(range(len(wanted)), key=lambda i: (-wanted[i].weight, i))
    marks = [Box(w.x - w.clear, w.y - w.clear, w.x + w.clear, w.y + w.clear) for w in wanted]
    found: dict[int, tuple[float, Box, float]] = {}
    for turn in range(PASSES):
        changed = False
        for i in order:
            others = [box for j, (_, box, _) in found.items() if j != i]
            lines = [_line(wanted[j], box) for j, (_, box, far) in found.items()
                     if j != i and far > LEADER]  # fmt: skip
            best = _best(wanted[i], i, marks, others, lines, frame, keep_off, gap)
            if best is not None and (i not in found or best[1] != found[i][1]):
                found[i] = best
                changed = True
        if turn and not changed:
            break
    # A pass can end with a name on another's place only if the other came later: drop the lesser.
    kept: dict[int, Placed] = {}
    for i in order:
        if i not in found:
            continue
        _, box, far = found[i]
        if all(box.overlap(other.box) == 0 for other in kept.values()):
            kept[i] = Placed(box, far > LEADER)
    return [kept.get(i) for i in range(len(wanted))]


def _best(
    name: Wanted,
    own: int,
    marks: Sequence[Box],
    others: Sequence[Box],
    lines: Sequence[tuple[float, float, float, float]],
    frame: Box,
    keep_off: Sequence[Box],
    gap: float,
) -> tuple[float, Box, float] | None:
    best: tuple[float, Box, float] | None = None
    for rank, (box, far) in enumerate(_candidates(name)):
        cost = far * 1.0 + 0.02 * rank
        if best is not None and cost >= best[0]:
            continue
        padded = Box(box.left - gap, box.bottom - gap, box.right + gap, box.top + gap)
        if not frame.holds(padded):
            continue
        if any(padded.overlap(box_) > 0 for box_ in (*others, *keep_off)):
            continue
        for j, mark in enumerate(marks):
            if j == own and name.inside:
                continue
            shared = box.overlap(mark)
            if shared:
                cost += 25 + 60 * shared / mark.area
        cost += 30 * sum(_crosses(line, box) for line in lines)
        if far > LEADER:
            leader = _line(name, box)
            cost += 6 + 40 * sum(_crosses(leader, other) for other in others)
            cost += 30 * sum(_meet(leader, line) for line in lines)
        if best is None or cost < best[0]:
            best = (cost, box, far)
    return best


def _candidates(name: Wanted) -> list[tuple[Box, float]]:
    """Boxes around the mark, nearest first, with their distance from it."""
    places = []
    half_w, half_h = name.width / 2, name.height / 2
    if name.inside:
        on_it = Box(name.x - half_w, name.y - half_h, name.x + half_w, name.y + half_h)
        places.append((on_it, 0.0))
    for distance in DISTANCES:
        for angle in ANGLES:
            across, up = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            # The words touch a circle around the mark with the side that faces it.
            radius = name.clear + 1.5 + distance
            x = name.x + across * radius + half_w * _side(across)
            y = name.y + up * radius + half_h * _side(up)
            box = Box(x - half_w, y - half_h, x + half_w, y + half_h)
            places.append((box, float(distance)))
    return places


def _side(part: float) -> float:
    """Push fully to a side for slanting directions, in proportion near the axes."""
    return max(-1.0, min(1.0, part / 0.7))


def _line(name: Wanted, box: Box) -> tuple[float, float, float, float]:
    """The leader: from the mark to the nearest point of the words."""
    x = min(max(name.x, box.left), box.right)
    y = min(max(name.y, box.bottom), box.top)
    return (name.x, name.y, x, y)


def _crosses(line: tuple[float, float, float, float], box: Box) -> bool:
    """Whether a line passes through a box (Liang–Barsky)."""
    x0, y0, x1, y1 = line
    enter, leave = 0.0, 1.0
    for delta, low, high in (
        (x1 - x0, box.left - x0, box.right - x0),
        (y1 - y0, box.bottom - y0, box.top - y0),
    ):
        if delta == 0:
            if low > 0 or high < 0:
                return False
            continue
        first, last = sorted((low / delta, high / delta))
        enter, leave = max(enter, first), min(leave, last)
    return enter < leave


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    """Whether two lines cross."""

    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    a, b, c, d = one[:2], one[2:], two[:2], two[2:]
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
