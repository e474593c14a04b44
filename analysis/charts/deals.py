"""What hangs on what: the terms of a deal in layers, each after those that it waits for.

Layers, dummy places for long arrows and sweeps by the mean of the neighbours: Sugiyama, Tagawa and
Toda, "Methods for visual understanding of hierarchical system structures", IEEE Transactions on
Systems, Man, and Cybernetics 11 (1981).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch

from analysis.charts.canvas import Sheet, Symbol, caption_of, fitted, settled, sheet
from analysis.evidence import evidence_link, review_notes, signed
from analysis.theme import STANDARD, Theme, party_names, say_nothing

if TYPE_CHECKING:
    import networkx as nx

BOX: Final = 2.25
GUTTER: Final = 0.75
STRIPE: Final = 0.09
LEFT: Final = 0.15
BETWEEN: Final = 0.32  # inches between terms of one column that wait for each other
NEXT: Final = 0.4  # inches up to which two boxes are neighbours


@dataclass
class Layout:
    """Boxes by node (x, y of the upper left corner, height) and the way of each arrow.

    ``inner`` are the arrows between terms of one column, which wait for each other in a circle:
    from, to, and whether both ways.
    """

    boxes: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    ways: list[list[tuple[float, float]]] = field(default_factory=list)
    inner: list[tuple[str, str, bool]] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0


def plot_deal_graph(
    graph: nx.DiGraph[str],
    *,
    actors: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    title: str | None = None,
    ax: Axes | None = None,
    theme: Theme = STANDARD,
) -> Axes:
    """Draw which terms wait for which, left to right.

    Parameters
    ----------
    graph
        Nodes with ``party``, ``act``, ``issue``, ``status``, ``statement``, ``evidence``,
        ``label``; a node ``text:…`` is a condition that is nobody's row. An edge u → v says that v
        hangs on u.
    actors, sources, title, ax, theme
        As in :func:`analysis.charts.plot_gaps`.

    Returns
    -------
    Axes
        A box for each node (``gid``: ``node`` and its name), an arrow for each edge; two-way
        arrows between terms that wait for each other. Nodes without an edge are only counted.

    Examples
    --------
    >>> import networkx as nx
    >>> plot_deal_graph(nx.DiGraph()).texts[0].get_text()
    'Nothing is reported to hang on anything else.'
    """
    linked = [node for node in graph.nodes if graph.degree(node) - 2 * graph.has_edge(node, node)]
    alone = graph.number_of_nodes() - len(linked)
    if not linked:
        return say_nothing(ax, theme.word("no_deal"), theme)
    graph = graph.subgraph(linked)
    ids = list(dict.fromkeys(str(d["party"]) for _, d in graph.nodes(data=True) if d.get("party")))
    names = party_names(actors, ids)
    states = {node: str(graph.nodes[node].get("state") or "unreviewed") for node in linked}
    words = {node: _words(str(node), graph.nodes[node], names, states, theme) for node in linked}
    laid = _laid(graph, {node: _tall(*words[node]) for node in linked})
    more = [f"{alone} {theme.word('alone')}."] if alone else []
    more += review_notes(linked, states, theme)
    mutual = any(both for *_, both in laid.inner)
    page = sheet(
        laid.width, laid.height, left=LEFT, theme=theme, ax=ax,
        title=title or theme.word("deal_title"), key=_key(mutual, theme),
        caption=caption_of(sources, len(linked), "condition", theme, *more),
    )  # fmt: skip
    for way in laid.ways:
        _arrow(page, way, "-|>")
    for one, two, both in laid.inner:
        _between(page, laid.boxes[one], laid.boxes[two], both=both)
    for node in linked:
        data = graph.nodes[node]
        party = str(data.get("party") or "")
        colour = theme.party(ids.index(party))[0] if party else theme.muted
        _box(page, str(node), laid.boxes[node], words[node], colour, str(data.get("status") or ""),
             None if str(node).startswith("text:") else evidence_link(str(node)))  # fmt: skip
    return page.ax


def _words(
    node: str, data: dict[str, Any], names: dict[str, str], states: dict[str, str], theme: Theme
) -> tuple[str, str]:
    party, act = str(data.get("party") or ""), str(data.get("act") or "")
    head = names.get(party) or theme.word("in_text")
    if act in theme.acts:
        head += f" {theme.acts[act].mark} {theme.label('acts', act)}"
    head = signed(head, node, states)
    said = str(data.get("statement") or data.get("label") or data.get("evidence")
               or node.removeprefix("text:"))  # fmt: skip
    room = BOX - STRIPE - 0.2
    return (fitted(head, room, theme, 0.85, "bold", most=3), fitted(said, room, theme, most=6))


def _tall(head: str, said: str) -> float:
    return 0.16 * (head.count("\n") + 1) + 0.172 * (said.count("\n") + 1) + 0.2


def _laid(graph: nx.DiGraph[str], tall: dict[str, float]) -> Layout:
    import networkx as nx

    core = nx.condensation(graph)
    members = {c: list(core.nodes[c]["members"]) for c in core.nodes}
    rank = {node: place for place, node in enumerate(graph.nodes)}
    for nodes in members.values():
        nodes.sort(key=lambda node: rank[node])
    layer: dict[int, int] = {}
    for number, generation in enumerate(nx.topological_generations(core)):
        for component in generation:
            layer[component] = number
    # A term with nothing before it stands right before the first that waits for it.
    for component in reversed(list(nx.topological_sort(core))):
        after = [layer[c] for c in core.successors(component)]
        if after and not list(core.predecessors(component)):
            layer[component] = min(after) - 1
    # An arrow across a layer gets a place of its own in it, so that it runs through no box.
    slots: dict[int, list[Any]] = {n: [] for n in range(max(layer.values()) + 1)}
    for component in sorted(core.nodes, key=lambda c: rank[members[c][0]]):
        slots[layer[component]].append(component)
    chains: dict[tuple[int, int], list[Any]] = {}
    links: list[tuple[Any, Any]] = []
    for u, v in core.edges:
        chain: list[Any] = [u]
        for between in range(layer[u] + 1, layer[v]):
            dummy = ("way", u, v, between)
            slots[between].append(dummy)
            chain.append(dummy)
        chain.append(v)
        chains[u, v] = chain
        links += list(itertools.pairwise(chain))
    _ordered(slots, links)
    sizes = {c: sum(tall[n] for n in members[c]) + BETWEEN * (len(members[c]) - 1) for c in members}
    tops = _stacked(slots, sizes, links)
    laid = Layout()
    for number, row in slots.items():
        x = number * (BOX + GUTTER)
        for slot in row:
            y = tops[slot]
            for node in members.get(slot, []) if not isinstance(slot, tuple) else []:
                laid.boxes[node] = (x, y, tall[node])
                y += tall[node] + BETWEEN
    laid.width = (max(slots) + 1) * (BOX + GUTTER) - GUTTER + 0.35
    laid.height = max(y + h for _, y, h in laid.boxes.values())
    laid.height = max([laid.height, *(tops[s] + 0.1 for row in slots.values() for s in row)])
    home = {node: c for c, nodes in members.items() for node in nodes}
    for u, v in graph.edges:
        if home[u] == home[v]:
            both = graph.has_edge(v, u)
            if u != v and not (both and (v, u, True) in laid.inner):
                laid.inner.append((u, v, both))
            continue
        x, y, h = laid.boxes[u]
        way = [(x + BOX, y + h / 2)]
        for dummy in chains[home[u], home[v]][1:-1]:
            left = dummy[3] * (BOX + GUTTER)
            way += [(left, tops[dummy] + 0.06), (left + BOX, tops[dummy] + 0.06)]
        x, y, h = laid.boxes[v]
        laid.ways.append([*way, (x, y + h / 2)])
    return laid


def _ordered(slots: dict[int, list[Any]], links: list[tuple[Any, Any]]) -> None:
    """Sweep to and fro: each layer in the order of the mean of its neighbours."""
    for sweep in range(8):
        forward = sweep % 2 == 0
        layers = sorted(slots, reverse=not forward)
        for one, two in itertools.pairwise(layers):
            place = {slot: n for n, slot in enumerate(slots[one])}
            mean: dict[Any, float] = {}
            for n, slot in enumerate(slots[two]):
                near = [place[u if forward else v] for u, v in links
                        if (v if forward else u) == slot]  # fmt: skip
                mean[slot] = sum(near) / len(near) if near else float(n)
            slots[two].sort(key=lambda slot: mean[slot])


def _stacked(
    slots: dict[int, list[Any]], sizes: dict[Any, float], links: list[tuple[Any, Any]]
) -> dict[Any, float]:
    """Upper edge of each slot: near the middle of its neighbours, over no other."""
    high = {slot: sizes.get(slot, 0.12) for row in slots.values() for slot in row}
    tops: dict[Any, float] = {}
    for row in slots.values():
        y = 0.0
        for slot in row:
            tops[slot] = y
            y += high[slot] + 0.24
    for turn in range(6):
        for number in sorted(slots, reverse=turn % 2 == 1):
            row = slots[number]
            wish = []
            for slot in row:
                near = [a for a, b in links if b == slot] + [b for a, b in links if a == slot]
                middles = [tops[s] + high[s] / 2 for s in near]
                wish.append(sum(middles) / len(middles) - high[slot] / 2 if near else tops[slot])
            for slot, y in zip(row, settled(wish, [high[s] + 0.24 for s in row]), strict=True):
                tops[slot] = y
    least = min(tops.values())
    return {slot: y - least for slot, y in tops.items()}


def _box(
    page: Sheet,
    node: str,
    at: tuple[float, float, float],
    words: tuple[str, str],
    colour: str,
    status: str,
    link: str | None,
) -> None:
    theme = page.theme
    x, y, tall = at
    head, said = words
    page.box(x, y, BOX, tall, facecolor=theme.paper, edgecolor=colour, linewidth=1.2,
             linestyle=(0, (3, 2)) if status == "conditional" else "-", gid=f"node {node}",
             url=link, zorder=3)  # fmt: skip
    page.box(x, y, STRIPE, tall, facecolor=colour, edgecolor=colour, zorder=3.1, gid="stripe")
    page.text(x + STRIPE + 0.09, y + 0.09, head, 0.85, va="top", weight="bold", color=theme.text,
              gid="party", url=link, zorder=4)  # fmt: skip
    page.text(x + STRIPE + 0.09, y + 0.12 + 0.16 * (head.count("\n") + 1), said, va="top",
              gid="statement", url=link, zorder=4)  # fmt: skip


def _arrow(page: Sheet, way: list[tuple[float, float]], style: str) -> None:
    """Draw an arrow along a way: curves between layers, straight through them."""
    from matplotlib.path import Path

    points, codes = [way[0]], [Path.MOVETO]
    for number, ((x0, y0), (x1, y1)) in enumerate(itertools.pairwise(way)):
        if number % 2:
            points.append((x1, y1))
            codes.append(Path.LINETO)
        else:
            middle = (x0 + x1) / 2
            points += [(middle, y0), (middle, y1), (x1, y1)]
            codes += [Path.CURVE4] * 3
    page.ax.add_patch(
        FancyArrowPatch(path=Path(points, codes), arrowstyle=style, zorder=2, clip_on=False,
                        mutation_scale=11 * page.scale, lw=1.2 * page.scale, shrinkA=0, shrinkB=0,
                        color=page.theme.muted, gid="edge")
    )  # fmt: skip


def _between(
    page: Sheet,
    one: tuple[float, float, float],
    two: tuple[float, float, float],
    *,
    both: bool,
) -> None:
    """An arrow between terms of one column: straight, or around others in the gutter."""
    from matplotlib.path import Path

    (x, y0, h0), (_, y1, h1) = one, two
    down = y1 > y0
    gap = y1 - (y0 + h0) if down else y0 - (y1 + h1)
    if gap < NEXT:
        ends = (y0 + h0, y1) if down else (y0, y1 + h1)
        way = [(x + BOX / 2, y) for y in ends]
    else:
        # Each end off the middle, where the arrows to other columns begin.
        out = x + BOX + 0.26
        start, stop = y0 + h0 * 0.25, y1 + h1 * 0.75
        way = [(x + BOX, start), (out, start), (out, stop), (x + BOX, stop)]
    page.ax.add_patch(
        FancyArrowPatch(path=Path(way), arrowstyle="<|-|>" if both else "-|>", zorder=2,
                        clip_on=False, mutation_scale=11 * page.scale, lw=1.2 * page.scale,
                        shrinkA=0, shrinkB=0, color=page.theme.muted, joinstyle="round",
                        gid="mutual" if both else "edge")
    )  # fmt: skip


def _key(mutual: bool, theme: Theme) -> list[tuple[Symbol, str]]:
    def arrow(style: str) -> Symbol:
        def draw(page: Sheet, x: float, y: float) -> None:
            page.ax.add_patch(
                FancyArrowPatch((x - 0.14, y), (x + 0.16, y), arrowstyle=style, shrinkA=0,
                                shrinkB=0, mutation_scale=10 * page.scale, clip_on=False,
                                color=page.theme.muted, lw=1.2 * page.scale)
            )  # fmt: skip

        return draw

    key = [(arrow("-|>"), theme.word("hangs"))]
    return [*key, (arrow("<|-|>"), theme.word("mutual"))] if mutual else key
