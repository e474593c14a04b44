"""Who is named, and who gets to speak: bars by party and actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.canvas import LINE, MARGIN, caption_of, fitted, party_order, sheet
from analysis.evidence import evidence_link, review_notes, row_states
from analysis.theme import STANDARD, Theme, party_names, say_nothing

LABELS: Final = 2.3
LENGTH: Final = 4.2
MOST: Final = 20  # actors with a bar of their own; the rest of a picture is one bar


def plot_mentions(
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    sources: pd.DataFrame | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw who is named: each actor's share of all namings, under its party.

    Parameters
    ----------
    mentions, actors
        The tables; places that are no actors do not count.
    sources, title, ax, theme
        As in :func:`analysis.charts.plot_gaps`.

    Returns
    -------
    Axes
        A tick label and a bar (``gid``: the actor's id) for each actor; its length is the share.

    Examples
    --------
    >>> from analysis import schema
    >>> plot_mentions(schema.empty("mentions"), schema.empty("actors")).texts[0].get_text()
    'No actor is named.'
    """
    known = set(actors["actor_id"])
    named = mentions[mentions["entity"].isin(known)]
    if named.empty:
        return say_nothing(ax, theme.word("no_mentions"), theme)
    count = named["entity"].value_counts()
    title = title or theme.word("mentions_title")
    rows = actors.groupby("actor_id")["row_id"].agg("|".join)
    return _bars(count, actors, sources, len(named), "mention", title, theme.word("share_named"),
                 ax, theme, dict(rows), row_states(actors))  # fmt: skip


def plot_quotes(
    quotes: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    sources: pd.DataFrame | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw who gets to speak: each speaker's share of the words quoted, under its party.

    Parameters
    ----------
    quotes, actors
        The tables; the words of a quotation are those of its ``evidence``.
    sources, title, ax, theme
        As in :func:`analysis.charts.plot_gaps`.

    Returns
    -------
    Axes
        As of :func:`plot_mentions`.

    Examples
    --------
    >>> from analysis import schema
    >>> plot_quotes(schema.empty("quotes"), schema.empty("actors")).texts[0].get_text()
    'Nobody is quoted.'
    """
    if quotes.empty:
        return say_nothing(ax, theme.word("no_quotes"), theme)
    lengths = quotes["evidence"].map(lambda words: len(words.split()))
    words = lengths.groupby(quotes["speaker"]).sum()
    rows = quotes.groupby("speaker")["row_id"].agg("|".join)
    return _bars(words, actors, sources, len(quotes), "quote", title or theme.word("quotes_title"),
                 theme.word("share_quoted"), ax, theme, dict(rows), row_states(quotes))  # fmt: skip


def _bars(
    count: pd.Series,
    actors: pd.DataFrame,
    sources: pd.DataFrame | None,
    n: int,
    kind: str,
    title: str,
    measure: str,
    ax: Axes | None,
    theme: Theme,
    behind: Mapping[Any, str],
    states: Mapping[str, str],
) -> Axes:
    """Draw the bars; ``behind`` has the rows that each actor's bar leads to, joined by ``|``."""
    known = actors.drop_duplicates("actor_id").set_index("actor_id")
    total = int(count.sum())
    top = count.sort_values(ascending=False, kind="stable").index[:MOST]
    rows = pd.DataFrame({"actor": count.index, "n": count.to_numpy()})
    own = [str(known["party"].get(a, "")) or str(a) for a in rows["actor"]]
    rows = rows.assign(party=own, group=[p if p else "unattributed" for p in own])
    order = party_order(rows, actors)
    size = rows.groupby("party")["n"].sum()
    order = sorted(order, key=lambda p: -int(size[p]))
    names = party_names(actors, [*order, *rows["actor"]])
    names[""] = theme.word("unattributed")
    bars: list[tuple[float, float, str, str, int, bool]] = []
    y = 0.0
    for party in order:
        mine = rows[(rows["party"] == party) & rows["actor"].isin(top)]
        if mine.empty:
            continue
        single = len(mine) == 1 and mine["actor"].iloc[0] == party
        if not single:
            words = fitted(names[party], LABELS - 0.25, theme, 1.0, "bold")
            tall = LINE * (words.count("\n") + 1) + 0.12
            bars.append((y, tall, party, words, int(size[party]), True))
            y += tall
        for actor, said in mine.sort_values("n", ascending=False, kind="stable")[
            ["actor", "n"]].itertuples(index=False):  # fmt: skip
            weight = "bold" if single else "normal"
            words = fitted(names[actor], LABELS - (0.25 if single else 0.42), theme, 1.0, weight)
            tall = LINE * (words.count("\n") + 1) + 0.1
            bars.append((y, tall, str(actor), words, int(said), single))
            y += tall
        y += 0.1
    rest = int(rows.loc[~rows["actor"].isin(top), "n"].sum())
    if rest:
        bars.append((y, 0.28, "", f"{theme.word('others')} "
                     f"({int((~rows['actor'].isin(top)).sum())})", rest, False))  # fmt: skip
        y += 0.38
    caption = caption_of(sources, n, kind, theme,
                         *review_notes(behind.values(), states, theme, counted=True))  # fmt: skip
    page = sheet(LENGTH + 0.6, y - 0.1, left=LABELS, above=0.22, title=title, caption=caption,
                 theme=theme, ax=ax)  # fmt: skip
    page.text(-LABELS + MARGIN, -0.14, measure, 0.9, color=theme.muted, gid="measure")
    longest = max(bar[4] for bar in bars) / total
    for top_, tall, actor, words, said, whole in bars:
        share = said / total
        middle = top_ + tall / 2
        length = LENGTH * share / longest
        high = 0.2 if whole else 0.13
        link = evidence_link(behind.get(actor, ""))
        page.ax.add_patch(Rectangle((0, middle - high / 2), length, high, gid=actor or "others",
                                    facecolor=theme.acts["agree"].colour if whole else
                                    theme.acts["pledge"].colour, edgecolor="none",
                                    url=link))  # fmt: skip
        page.text(length + 0.06, middle, f"{share:.0%}" if share >= 0.005 else "<1%",
                  weight="bold" if whole else "normal", gid="share")  # fmt: skip
        inset = 0 if whole else 0.17
        page.text(-LABELS + MARGIN + inset, middle, words, gid="actor", url=link,
                  weight="bold" if whole else "normal")  # fmt: skip
    page.line([0, 0], [0, y - 0.1], 0.9, color=theme.muted)
    return page.ax
