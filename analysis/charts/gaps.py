"""The gap chart: the issues from settled to deadlocked, with the parties on either side."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.canvas import (
    LINE,
    MARGIN,
    Sheet,
    caption_of,
    even,
    fitted,
    sheet,
    wide,
)
from analysis.comparison.frames import conditions_of, in_text_order
from analysis.comparison.order import FAVOURING
from analysis.evidence import evidence_link, review_notes, row_states, signed
from analysis.theme import STANDARD, Theme, party_names, say_nothing

CODES: Final = ("settled", "bridgeable", "deadlocked", "one_sided")
SIDES: Final = ("favouring", "withholding", "opposing")
SIDE_ACTS: Final = {"favouring": "agree", "withholding": "withhold", "opposing": "reject"}
SIDE_OF_ACT: Final = dict.fromkeys(FAVOURING, "favouring") | {
    "withhold": "withholding",
    "reject": "opposing",
}
LABELS: Final = 1.9
COLUMN: Final = {"favouring": 2.35, "withholding": 1.55, "opposing": 2.35}
CHIP: Final = 0.25


def plot_gaps(
    gaps: pd.DataFrame,
    *,
    conditions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw how far the parties are apart on each issue: in favour left, against right.

    Parameters
    ----------
    gaps
        Columns ``issue``, ``code`` (``settled``, ``bridgeable``, ``one_sided``, ``deadlocked``),
        ``favouring``, ``withholding``, ``opposing`` (party ids joined by ``|``), ``n`` and
        ``row_ids``.
    conditions
        The conditions that the gaps were found in: each party's chip then leads to its own, and
        bears the sign of what review says of them.
    actors
        The table of actors, for names.
    sources
        The table of sources, for the caption.
    title
        What the picture says; written by default.
    ax
        Where to draw; a figure that fits is made by default.
    theme
        Colours, letters, words and page.

    Returns
    -------
    Axes
        A tick label for each issue, under headings of the codes; a chip for each party, whose
        ``gid`` is ``favouring russia`` and the like.

    Examples
    --------
    >>> import pandas as pd
    >>> plot_gaps(pd.DataFrame({"issue": [], "code": []})).texts[0].get_text()
    'No issue is reported on which parties stand.'
    """
    if gaps.empty:
        return say_nothing(ax, theme.word("no_gaps"), theme)
    rows = _in_order(gaps)
    ids = {p for side in SIDES for cell in rows[side] for p in _ids(cell)}
    names = party_names(actors, sorted(ids))
    own, states = _own(rows, conditions), row_states(conditions)
    lefts, x = {}, 0.0
    for side in SIDES:
        lefts[side] = x
        x += COLUMN[side]
    width = x
    y, headings, lines = 0.0, [], []
    for code, mine in rows.groupby("code", sort=False):
        headings.append((y, str(code), len(mine)))
        y += 0.36
        for row in mine.to_dict("records"):
            name = fitted(theme.label("issues", str(row["issue"])), LABELS - 0.25, theme)
            chips = {s: _chips(_said(row, s, own, names, states), COLUMN[s] - 0.16, theme)
                     for s in SIDES}  # fmt: skip
            tall = max(
                LINE * (name.count("\n") + 1),
                *(sum(h + 0.05 for _, h in _lines(chips[s])) for s in SIDES),
            )
            lines.append((y, tall + 0.12, name, chips, _note(row), str(row.get("row_ids", ""))))
            y += tall + 0.12
        y += 0.12
    height = y - 0.12
    page = sheet(
        width, height, left=LABELS, above=0.28, theme=theme, ax=ax,
        title=title or theme.word("gaps_title"),
        caption=caption_of(sources, len(rows), "issue", theme, _counted(rows, theme),
                           *review_notes(own.values(), states, theme)),
    )  # fmt: skip
    for side in SIDES:
        page.text(lefts[side] + COLUMN[side] / 2, -0.15, theme.word(side), ha="center",
                  va="center_baseline", weight="bold", gid="head")  # fmt: skip
    for y, code, n in headings:
        _heading(page, y, code, n, width)
    for y, tall, _, chips, note, _ in lines:
        page.line([-LABELS + MARGIN, width], [y + tall] * 2, 0.5)
        if note:
            at = lefts["withholding"] + COLUMN["withholding"] / 2
            page.text(at, y + tall / 2, theme.word(note), 0.88, ha="center", style="italic",
                      color=theme.muted, gid="note")  # fmt: skip
        ends = [lefts[s] + COLUMN[s] / 2 for s in ("favouring", "opposing") if chips[s]]
        if len(ends) == 2:
            page.line(ends, [y + tall / 2] * 2, 1.6, color=theme.muted, zorder=1.5)
        for side in SIDES:
            _draw_chips(page, chips[side], lefts[side], y, tall, side)
    page.ax.set_yticks([y + tall / 2 for y, tall, *_ in lines], [line[2] for line in lines])
    page.ax.tick_params(axis="y", length=0, pad=(LABELS - MARGIN) * 72 * page.scale
                        * theme.size / 9)  # fmt: skip
    for tick, line in zip(page.ax.get_yticklabels(), lines, strict=True):
        tick.set(ha="left", url=evidence_link(line[5]), fontfamily=list(theme.font),
                 fontsize=theme.size * page.scale, color=theme.text)  # fmt: skip
    return page.ax


def split_gaps(
    gaps: pd.DataFrame,
    *,
    conditions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    title: str | None = None,
    lines: int = 16,
    theme: Theme = STANDARD,
) -> list[Axes]:
    """Draw the gap chart over several pages where it has too many issues for one.

    Parameters
    ----------
    gaps, conditions, actors, sources, title, theme
        As in :func:`plot_gaps`.
    lines
        The most issues of a page.

    Returns
    -------
    list of Axes
        One a figure, each with its number in the title where there are several.

    Examples
    --------
    >>> import pandas as pd
    >>> len(split_gaps(pd.DataFrame({"issue": [], "code": []})))
    1
    """
    pages = even(range(len(gaps)), lines)
    if len(pages) < 2:
        return [plot_gaps(gaps, conditions=conditions, actors=actors, sources=sources, title=title,
                          theme=theme)]  # fmt: skip
    rows, title = _in_order(gaps), title or theme.word("gaps_title")
    return [
        plot_gaps(rows.iloc[page], conditions=conditions, actors=actors, sources=sources,
                  theme=theme, title=f"{title} ({number}/{len(pages)})")
        for number, page in enumerate(pages, start=1)
    ]  # fmt: skip


def _in_order(gaps: pd.DataFrame) -> pd.DataFrame:
    """Sort the issues from settled to one-sided, those that are spoken of most first."""
    rank = {code: place for place, code in enumerate(CODES)}
    rows = gaps.assign(_rank=gaps["code"].map(rank).fillna(len(CODES)))
    return rows.sort_values(["_rank", "n"], ascending=[True, False], kind="stable")


def _note(row: dict[Hashable, Any]) -> str:
    """Say what the places do not show: two who ask the opposite stand on one side."""
    if not any(row[side] for side in SIDES):
        return "raised_only"
    return "opposite" if row["code"] == "deadlocked" and not row["opposing"] else ""


def _ids(cell: object) -> list[str]:
    return [part for part in str(cell).split("|") if part] if isinstance(cell, str) else []


def _counted(rows: pd.DataFrame, theme: Theme) -> str:
    n = int(rows["n"].sum())
    return f"({n} {theme.word('condition' if n == 1 else 'conditions')})"


@dataclass(frozen=True)
class Chip:
    """A party on its side: what the chip says, its size in inches, the rows behind it."""

    party: str
    words: str
    width: float
    height: float
    rows: str


def _own(rows: pd.DataFrame, conditions: pd.DataFrame | None) -> dict[tuple[str, str, str], str]:
    """Give the rows of each party on each side of each issue, joined by ``|``."""
    own: dict[tuple[str, str, str], list[str]] = {}
    if conditions is None or "row_ids" not in rows:
        return {}
    counted = {i for cell in rows["row_ids"] for i in _ids(cell)}
    for row in in_text_order(conditions_of(conditions)):
        side = SIDE_OF_ACT.get(row["act"])
        if side and row["row_id"] in counted and row["status"] != "suspended":
            own.setdefault((row["issue"], side, row["party"]), []).append(row["row_id"])
    return {key: "|".join(ids) for key, ids in own.items()}


def _said(
    row: dict[Hashable, Any],
    side: str,
    own: dict[tuple[str, str, str], str],
    names: dict[str, str],
    states: dict[str, str],
) -> list[tuple[str, str, str]]:
    """Give party, words and rows of each chip; all rows of the issue where the party's are not."""
    said = []
    for party in _ids(row[side]):
        mine = own.get((str(row["issue"]), side, party), "")
        words = signed(names[party], mine, states)
        said.append((party, words, mine or str(row.get("row_ids", ""))))
    return said


def _chips(said: Sequence[tuple[str, str, str]], room: float, theme: Theme) -> list[list[Chip]]:
    """Set the parties of a side in lines of chips."""
    lines: list[list[Chip]] = []
    taken = room + 1
    for party, name, rows in said:
        words = fitted(name, room - 0.2, theme, 0.92)
        chip = Chip(party, words, wide(words, theme, 0.92) + 0.2,
                    CHIP + 0.16 * words.count("\n"), rows)  # fmt: skip
        if taken + chip.width > room:
            lines.append([])
            taken = 0.0
        lines[-1].append(chip)
        taken += chip.width + 0.06
    return lines


def _lines(chips: Sequence[Sequence[Chip]]) -> list[tuple[float, float]]:
    return [(sum(c.width + 0.06 for c in line) - 0.06, max(c.height for c in line))
            for line in chips]  # fmt: skip


def _draw_chips(
    page: Sheet, chips: Sequence[Sequence[Chip]], left: float, y: float, tall: float, side: str
) -> None:
    style = page.theme.acts[SIDE_ACTS[side]]
    sizes = _lines(chips)
    top = y + (tall - sum(h + 0.05 for _, h in sizes) + 0.05) / 2
    for line, (taken, high) in zip(chips, sizes, strict=True):
        x = left + (COLUMN[side] - taken) / 2
        for chip in line:
            link = evidence_link(chip.rows)
            page.box(x, top + (high - chip.height) / 2, chip.width, chip.height,
                     facecolor=style.colour if side != "withholding" else page.theme.paper,
                     edgecolor=style.colour, gid=f"{side} {chip.party}", url=link,
                     linestyle="--" if side == "withholding" else "-")  # fmt: skip
            ink = style.ink if side != "withholding" else page.theme.text
            page.text(x + chip.width / 2, top + high / 2, chip.words, 0.92, ha="center", color=ink,
                      gid="chip", zorder=3, linespacing=1.05, url=link)  # fmt: skip
            x += chip.width + 0.06
        top += high + 0.05


def _heading(page: Sheet, y: float, code: str, n: int, width: float) -> None:
    theme = page.theme
    style = theme.gaps.get(code, theme.gaps["one_sided"])
    page.box(-LABELS + MARGIN, y + 0.06, LABELS - MARGIN + width, 0.25, facecolor=style.colour,
             edgecolor=style.colour, gid=f"code {code}")  # fmt: skip
    words = f"{style.mark}  {theme.label('gaps', code).upper()}  ·  {n}"
    page.text(-LABELS + MARGIN + 0.1, y + 0.185, words, 0.85, weight="bold", color=style.ink,
              gid="code", va="center_baseline", zorder=3)  # fmt: skip
