"""Who asks what of whom: a bar for each pair of parties."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.canvas import caption_of, fit, fitted, new_axes, party_order
from analysis.comparison import demand_counts, select
from analysis.evidence import evidence_link, review_notes, review_sign, row_states
from analysis.position_grid import tick_style
from analysis.schema import ISSUES
from analysis.theme import STANDARD, Theme, literal, party_names, say_nothing


def plot_demands(
    conditions: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
    acts: Sequence[str] = ("demand",),
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw who asks what of whom: a bar for each pair of parties, with the issues beside it.

    Parameters
    ----------
    conditions, actors, sources, parties, issues, title, ax, theme
        As in :func:`plot_positions`; ``conditions`` is the table.
    acts
        The acts that count as asking.

    Returns
    -------
    Axes
        A tick label for each pair ("Russia → Ukraine"); the bar's length is the number of demands,
        each its own block.

    Raises
    ------
    SchemaError
        Where a party, an issue or an act is not there; the message lists those that are.

    Examples
    --------
    >>> from analysis import schema
    >>> plot_demands(schema.empty("conditions")).texts[0].get_text()
    'No demands are reported.'
    """
    asked = demand_counts(select(conditions, parties=parties, issues=issues), acts=acts)
    if asked.empty:
        return say_nothing(ax, theme.word("no_demands"), theme)
    states = row_states(conditions)
    pairs = asked.groupby(["party", "target"], sort=False)["n"].sum().reset_index()
    order = party_order(asked, actors, parties)
    pairs = pairs.assign(_party=pairs["party"].map({p: i for i, p in enumerate(order)}))
    pairs = pairs.sort_values(["_party", "n", "target"], ascending=[True, False, True])
    names = party_names(actors, [*order, *(t for t in pairs["target"] if t)])
    unit = min(0.34, 3.0 / int(pairs["n"].max()))
    words_at = unit * int(pairs["n"].max()) + 0.42
    labels_width, words_width = 2.35, 4.4
    width = words_at + words_width
    y, places, texts, blocks = 0.0, [], [], []
    party_before = ""
    for pair in pairs.itertuples():
        if party_before and pair.party != party_before:
            y += 0.14
        party_before = str(pair.party)
        mine = asked[(asked["party"] == pair.party) & (asked["target"] == pair.target)]
        listed = fitted(_listed(mine, theme), words_width, theme)
        target = names[str(pair.target)] if pair.target else "all,\u00a0or\u00a0unnamed"
        label = fitted(f"{names[str(pair.party)]} → {target}", labels_width - 0.2, theme)
        tall = max(0.34, 0.17 * max(listed.count("\n") + 1, label.count("\n") + 1) + 0.12)
        places.append((y + tall / 2, label))
        texts.append((y + tall / 2, listed))
        blocks.append((y + tall / 2, [i for cell in mine["row_ids"] for i in cell.split("|")]))
        y += tall
    caption = caption_of(sources, int(asked["n"].sum()), "demand", theme,
                         *review_notes(asked["row_ids"], states, theme))  # fmt: skip
    caption = fitted(caption, labels_width + width - 0.1, theme, 0.85)
    title = title or theme.word("demands_title")
    if ax is None:
        ax = new_axes(width, y, top=0.55, bottom=0.2 + 0.18 * (caption.count("\n") + 1),
                   left=labels_width, theme=theme)  # fmt: skip
    scale = fit(ax, width, y, theme)
    style = theme.acts["demand"]
    for middle, rows in blocks:
        n = len(rows)
        for place, row in enumerate(rows):
            link = evidence_link([row])
            ax.add_patch(Rectangle((place * unit, middle - 0.10), unit * 0.88, 0.20,
                                   facecolor=style.colour, edgecolor="none", gid="demand",
                                   url=link))  # fmt: skip
            ax.text((place + 0.44) * unit, middle, review_sign([row], states), ha="center",
                    va="center_baseline", url=link, gid="state",
                    **theme.letters(min(0.9, 2.6 * unit) * scale, color=style.ink))  # fmt: skip
        ax.text(n * unit + 0.05, middle, str(n), va="center_baseline",
                **theme.letters(scale, weight="bold"))  # fmt: skip
    for middle, listed in texts:
        ax.text(words_at, middle, listed, va="center", linespacing=1.15, **theme.letters(scale))
    ax.set_yticks([place for place, _ in places], [literal(label) for _, label in places])
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0, pad=6 * scale)
    for tick in ax.get_yticklabels():
        tick.set(**tick_style(theme, scale))
    left = -(labels_width - 0.08) / width
    ax.set_title(literal(title), loc="left", x=left, pad=10 * scale,
                 **theme.letters(1.5 * scale, weight="bold"))  # fmt: skip
    ax.annotate(literal(caption), (left, -0.12 / y), xycoords="axes fraction", va="top", ha="left",
                annotation_clip=False, gid="caption",
                **theme.letters(0.85 * scale, color=theme.muted))  # fmt: skip
    return ax


def _listed(rows: pd.DataFrame, theme: Theme) -> str:
    ordered = sorted(rows.itertuples(), key=lambda r: (-int(str(r.n)), ISSUES.index(str(r.issue))))
    parts = [theme.label("issues", str(row.issue)).lower()
             + (f" ×{row.n}" if int(str(row.n)) > 1 else "") for row in ordered]  # fmt: skip
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]
