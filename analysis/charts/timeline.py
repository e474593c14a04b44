"""What happened when: a line for each event on a true scale of time, planned ones open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.canvas import LINE, MARGIN, Sheet, Symbol, caption_of, fitted, sheet
from analysis.dossier import is_doubtful
from analysis.evidence import evidence_link, review_notes, row_states, signed
from analysis.theme import STANDARD, Theme, party_names, say_nothing

WORDS: Final = 4.1  # inches for what happened
PLOT: Final = 3.9
FAR: Final = 6.0  # so many times the span of the others, an event lies off the scale


def plot_timeline(
    events: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw the dated events in their order, one line each.

    Parameters
    ----------
    events
        The table of events.
    actors, sources, title, ax, theme
        As in :func:`analysis.charts.plot_gaps`; ``sources`` also gives the days of publication.

    Returns
    -------
    Axes
        A mark or bar for each event (``gid``: ``call planned`` and the like): open and dashed where
        planned. An event far off the others is an arrow at the edge with its date. Undated events
        are counted in the caption. A row of low confidence is paler, unless it was reviewed.

    Examples
    --------
    >>> from analysis import schema
    >>> plot_timeline(schema.empty("events")).texts[0].get_text()
    'No events with a date are reported.'
    """
    dated = events[events["date_start"] != ""] if len(events) else events
    undated = len(events) - len(dated)
    if dated.empty:
        words = theme.word("no_events")
        if undated:
            words += f" {undated} {theme.word('undated')}."
        return say_nothing(ax, words, theme)
    rows = dated.sort_values(["date_start", "date_end", "start"], kind="stable").to_dict("records")
    published = [] if sources is None else sorted({str(p) for p in sources["published"] if p})
    window = _window(rows, published)
    ids = [p for row in rows for p in str(row["participants"]).split("|") if p]
    states = row_states(events)
    names = party_names(actors, ids)
    laid: list[tuple[float, float, str, str, str]] = []
    y, before = 0.0, ""
    for row in rows:
        head = theme.label("event_types", str(row["event_type"]))
        who = ", ".join(names[p] for p in str(row["participants"]).split("|") if p)
        head = f"{head[:1].upper()}{head[1:]}" + (f": {who}" if who else "")
        head = fitted(signed(head, str(row["row_id"]), states),
                      WORDS - 1.0, theme, 1.0, "bold", most=2)  # fmt: skip
        said = fitted(str(row["evidence"]), WORDS - 1.0, theme, 0.88, most=2)
        tall = LINE * (head.count("\n") + 1) + 0.155 * (said.count("\n") + 1) + 0.14
        when = _said(row, theme)
        laid.append((y, tall, head, said, when if when != before else ""))
        before = when
        y += tall
    more = [f"+ {undated} {theme.word('undated')}."] if undated else []
    more += review_notes([str(row["row_id"]) for row in rows], states, theme)
    page = sheet(
        PLOT, y, left=WORDS, above=0.42, theme=theme, ax=ax,
        title=title or theme.word("timeline_title"), key=_key(rows, theme),
        caption=caption_of(sources, len(rows), "event", theme, *more),
    )  # fmt: skip
    _scale(page, window, y)
    _publication(page, published, window, y)
    for row, (top, _, head, said, when) in zip(rows, laid, strict=True):
        if when:
            page.line([-WORDS + MARGIN, PLOT], [top, top], 0.5)
            page.text(-WORDS + MARGIN, top + 0.15, when, 0.85, color=theme.muted, weight="bold",
                      gid="date")  # fmt: skip
        link = evidence_link(str(row["row_id"]))
        page.text(-WORDS + 0.95, top + 0.06, head, va="top", weight="bold", gid="event", url=link)
        page.text(-WORDS + 0.95, top + 0.08 + LINE * (head.count("\n") + 1), said, 0.88, va="top",
                  color=theme.muted, gid="evidence", url=link)  # fmt: skip
        _draw(page, row, top + 0.15, window)
    return page.ax


def _day(text: object) -> dt.date:
    return dt.date.fromisoformat(str(text))


def _said(row: dict[Any, Any], theme: Theme) -> str:
    first = _day(row["date_start"])
    return f"{first.day} {theme.label('months', str(first.month))} {first.year}"


def _window(rows: Sequence[dict[Any, Any]], published: Sequence[str]) -> tuple[dt.date, dt.date]:
    """First and last day of the scale, without the few days far from the others."""
    days = sorted({_day(row["date_start"]) for row in rows}
                  | {_day(row["date_end"] or row["date_start"]) for row in rows}
                  | {_day(p) for p in published})  # fmt: skip
    spare = len(days) // 3
    while spare and len(days) > 2:
        whole = max((days[-1] - days[0]).days, 1)
        without = [((d[-1] - d[0]).days, d) for d in (days[1:], days[:-1])
                   if not any(_day(p) not in d for p in published)]  # fmt: skip
        if not without:
            break
        span, rest = min(without)
        if whole < FAR * max(span, 4):
            break
        days, spare = rest, spare - 1
    if (days[-1] - days[0]).days < 2:
        return days[0] - dt.timedelta(1), days[-1] + dt.timedelta(1)
    return days[0], days[-1]


def _at(day: dt.date, window: tuple[dt.date, dt.date]) -> float:
    span = (window[1] - window[0]).days
    return 0.4 + (PLOT - 0.8) * (day - window[0]).days / span


def _ticks(window: tuple[dt.date, dt.date]) -> list[dt.date]:
    span = (window[1] - window[0]).days
    if span <= 400:
        step = next(s for s in (1, 2, 7, 14, 30, 61, 91) if span / s <= 6)
        if step <= 14:
            return [window[0] + dt.timedelta(n) for n in range(0, span + 1, step)]
        firsts = [dt.date(y, m, 1) for y in range(window[0].year, window[1].year + 1)
                  for m in range(1, 13, round(step / 30))]  # fmt: skip
    else:
        years = span // 365 + 1
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500) if years / s <= 7)
        firsts = [dt.date(y, 1, 1) for y in range(window[0].year, window[1].year + 2)
                  if y % step == 0]  # fmt: skip
    return [day for day in firsts if window[0] <= day <= window[1]] or list(window)


def _scale(page: Sheet, window: tuple[dt.date, dt.date], height: float) -> None:
    theme = page.theme
    ticks = _ticks(window)
    years = (window[1] - window[0]).days > 400
    shown = 0
    for day in ticks:
        x = _at(day, window)
        page.line([x, x], [0, height], 0.4)
        words = str(day.year) if years else f"{day.day} {theme.label('months', str(day.month))}"
        if not years and day.year != shown:
            words += f"\n{day.year}"
            shown = day.year
        page.text(x, -0.06 if "\n" in words or years else -0.06 - 0.145, words, 0.8, ha="center",
                  va="bottom", color=theme.muted, gid="tick")  # fmt: skip
    page.line([0, PLOT], [0, 0], 0.9, color=theme.muted)


def _publication(
    page: Sheet, published: Sequence[str], window: tuple[dt.date, dt.date], height: float
) -> None:
    for day in published:
        x = _at(_day(day), window)
        page.line([x, x], [0, height + 0.02], 1.3, color=page.theme.text, linestyle=(0, (4, 2)),
                  gid="published")  # fmt: skip


def _draw(page: Sheet, row: dict[Any, Any], y: float, window: tuple[dt.date, dt.date]) -> None:
    theme = page.theme
    style = theme.events.get(str(row["event_type"]), theme.events["other"])
    first, last = _day(row["date_start"]), _day(row["date_end"] or row["date_start"])
    planned = row["phase"] == "planned"
    faint = 0.45 if is_doubtful(row) else 1.0
    face = theme.paper if planned else style.colour
    look: dict[str, Any] = {"markerfacecolor": face, "markeredgecolor": style.colour,
                            "markeredgewidth": 1.4 * page.scale, "alpha": faint,
                            "url": evidence_link(str(row["row_id"]))}  # fmt: skip
    gid = f"{row['event_type']} {row['phase']}"
    if last < window[0] or first > window[1]:
        early = last < window[0]
        x = 0.12 if early else PLOT - 0.12
        page.mark(x, y, "<" if early else ">", 8, gid=gid, **look)
        return
    left = max(_at(first, window), 0.0)
    right = min(_at(last, window), PLOT)
    if last > first:
        page.line([left, right], [y, y], 3.2, color=style.colour, alpha=faint, zorder=2,
                  linestyle=(0, (1.6, 0.8)) if planned else "-", solid_capstyle="butt",
                  gid="period")  # fmt: skip
    if row["phase"] == "ongoing":
        page.mark(right + 0.16, y, ">", 5, color=style.colour, alpha=faint, gid="ongoing")
    page.mark(left, y, style.shape, 9, gid=gid, **look)


def _key(rows: Sequence[dict[Any, Any]], theme: Theme) -> list[tuple[Symbol, str]]:
    def shape(colour: str, mark: str, **look: Any) -> Symbol:
        return lambda page, x, y: page.mark(x, y, mark, 9, markeredgecolor=colour,
                                            **({"markerfacecolor": colour} | look))  # fmt: skip

    def stroke(**look: Any) -> Symbol:
        return lambda page, x, y: page.line([x - 0.12, x + 0.12], [y, y], **look)

    used = {str(row["event_type"]) for row in rows}
    phases = {str(row["phase"]) for row in rows}
    key = [(shape(style.colour, style.shape), theme.label("event_types", code))
           for code, style in theme.events.items() if code in used]  # fmt: skip
    if "planned" in phases:
        key.append((shape(theme.text, "o", markerfacecolor=theme.paper), theme.word("planned")))
    if "ongoing" in phases:
        key.append((lambda page, x, y: page.mark(x, y, ">", 5, color=theme.text),
                    theme.word("ongoing")))  # fmt: skip
    if any(row["date_end"] not in ("", row["date_start"]) for row in rows):
        key.append((stroke(width=3.2, color=theme.text), theme.word("period")))
    key.append((stroke(width=1.3, color=theme.text, linestyle=(0, (4, 2))),
                theme.word("published")))  # fmt: skip
    return key
