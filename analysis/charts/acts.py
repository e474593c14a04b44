"""How often each party demands, offers, accepts or refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from analysis.charts.canvas import caption_of, fitted, new_axes, party_order
from analysis.comparison import select
from analysis.evidence import evidence_link, review_notes, row_states
from analysis.position_grid import tick_style
from analysis.schema import ACTS
from analysis.theme import STANDARD, Theme, literal, party_names, say_nothing


def plot_acts(
    conditions: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw how often each party demands, offers, accepts or refuses: stacked bars, act by act.

    Parameters
    ----------
    conditions, actors, sources, parties, issues, title, ax, theme
        As in :func:`plot_positions`; ``conditions`` is the table.

    Returns
    -------
    Axes
        A bar for each party, cut by act; each piece carries the mark of its act.

    Raises
    ------
    SchemaError
        Where a party or an issue is not there; the message lists those that are.

    Examples
    --------
    >>> from analysis import schema
    >>> plot_acts(schema.empty("conditions")).texts[0].get_text()
    'No conditions are reported.'
    """
    rows = select(conditions, parties=parties, issues=issues)
    if rows.empty:
        return say_nothing(ax, theme.word("no_conditions"), theme)
    own = rows["party"].where(rows["party"] != "", rows["holder"])
    order = party_order(rows.assign(party=own, n=1), actors, parties)
    names = party_names(actors, order)
    acts = [act for act in ACTS if act in set(rows["act"])]
    labels = [fitted(names[party], 1.75, theme) for party in order]
    bars = pd.DataFrame(
        {
            "party": pd.Categorical(own.map(dict(zip(order, labels, strict=True))), labels),
            "act": pd.Categorical(rows["act"], acts),
        }
    )
    states = row_states(rows)
    caption = caption_of(sources, len(rows), "condition", theme,
                         *review_notes(rows["row_id"], states, theme, counted=True))  # fmt: skip
    caption = fitted(caption, 8.0, theme, 0.85)
    height = max(0.42, 0.17 * max(name.count("\n") + 1 for name in labels)) * len(order)
    if ax is None:
        lines = caption.count("\n") + 1
        ax = new_axes(6.2, height, top=0.55, bottom=0.75 + 0.18 * lines, left=1.9, theme=theme)
    sns.histplot(
        bars, y="party", hue="act", multiple="stack", shrink=0.62, legend=False, ax=ax,
        hue_order=acts[::-1], palette={act: theme.acts[act].colour for act in acts},
        edgecolor="white", linewidth=1.0, alpha=1.0,
    )  # fmt: skip
    behind = rows.assign(party=own).groupby(["party", "act"])["row_id"].agg("|".join)
    _mark_pieces(ax, acts, order, dict(behind), theme)
    ax.set(xlabel="", ylabel="")
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    for tick in ax.get_yticklabels():
        tick.set(**tick_style(theme, 1.0))
    ax.set_title(literal(title or theme.word("acts_title")), loc="left",
                 x=-1.82 / 6.2, pad=10, **theme.letters(1.5, weight="bold"))  # fmt: skip
    words = [f"{theme.acts[act].mark} {theme.label('acts', act)}" for act in acts]
    key = "    ".join(words)
    for text, y, size, colour in (
        (key, -0.12, 0.9, theme.text),
        (caption, -0.42, 0.85, theme.muted),
    ):
        ax.annotate(literal(text), (-1.82 / 6.2, y / height), xycoords="axes fraction",
                    va="top", ha="left", annotation_clip=False,
                    **theme.letters(size, color=colour))  # fmt: skip
    return ax


def _mark_pieces(
    ax: Axes, acts: Sequence[str], order: Sequence[str], behind: Mapping[Any, str], theme: Theme
) -> None:
    """Write the mark of its act, and how many there are, into each piece; lead to its rows."""
    acts_by_colour = {to_rgb(theme.acts[act].colour): act for act in acts}
    for piece in (p for p in ax.patches if isinstance(p, Rectangle)):
        n = round(piece.get_width())
        act = acts_by_colour.get(to_rgb(piece.get_facecolor()[:3]))
        if n and act:
            piece.set_gid(f"act {act}")
            party = order[round(piece.get_y() + piece.get_height() / 2)]
            link = evidence_link(behind.get((party, act), ""))
            piece.set_url(link)
            mark = theme.acts[act].mark if n == 1 else f"{theme.acts[act].mark} {n}"
            ax.text(piece.get_x() + n / 2, piece.get_y() + piece.get_height() / 2, mark,
                    ha="center", va="center_baseline", gid="mark", url=link,
                    **theme.letters(0.95, weight="bold", color=theme.acts[act].ink))  # fmt: skip
