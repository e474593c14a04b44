"""What hangs on what: the conditions of a deal as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import networkx as nx
import pandas as pd

from analysis.comparison.clauses import behind, names_by_party
from analysis.comparison.frames import conditions_of, empty, in_text_order, typed
from analysis.comparison.words import plain_words
from analysis.dossier import Dossier
from analysis.errors import SchemaError
from analysis.evidence import row_states

BLOCK_COLUMNS: Final = ["row_id", "depth", "party", "issue", "statement", "evidence"]
NODE_ATTRIBUTES: Final = (
    "source_id", "party", "act", "issue", "status", "statement", "evidence",
)  # fmt: skip
_LABEL: Final = 60  # characters; longer statements are cut
_LISTED: Final = 8  # row ids that a message names


def deal_graph(dossier: Dossier | pd.DataFrame) -> nx.DiGraph:
    """Draw an edge from each condition to those that hang on it.

    Parameters
    ----------
    dossier
        A dossier, or its conditions. Sources are kept apart: no edge leads from one to another.

    Returns
    -------
    networkx.DiGraph
        A node for each condition, named by its ``row_id``, with the attributes ``source_id``,
        ``party``, ``act``, ``issue``, ``status``, ``statement``, ``evidence``, ``state`` (of
        review, :func:`analysis.evidence.row_states`) and ``label`` (party
        and statement, cut to 60 characters). A stated condition that is no coded row is a node
        ``text:<words of the clause>`` with the clause as statement, evidence and label, and party,
        act, issue and status empty. The edge u → v says that v hangs on u: v comes about once u
        does. Its attribute ``rule`` says why: ``id`` · ``words`` · ``answer`` · ``text``.

    Notes
    -----
    What a row hangs on, the first that there is:

    ``id``
        the row that ``contingent_on_id`` names;
    ``words``
        the row of the same source whose statement, alone or with its party's name before it, is
        most like the clause (``contingent_on``), from ``hangs_on`` in ``codebook/comparison.toml``
        on or with a share of the clause's words from ``hangs_on_share`` on, at least three, if both
        point the same way; rows of other parties come before those of the holder's party, and
        rows that say the same as the hanging row are left out;
    ``answer``
        where the clause says no more than that a party answers ("Russia accepts it as well"; verbs
        and nouns of ``codebook/replies.toml``): that party's row on the same issue, the one most
        like the hanging row;
    ``text``
        a node of its own.

    Examples
    --------
    >>> rows = pd.DataFrame([
    ...     ["c-1", "south", "agree", "ceasefire", "a truce", "conditional", "the North accepts"],
    ...     ["c-2", "north", "withhold", "ceasefire", "a truce of 30 days", "open", ""],
    ...     ["c-3", "north", "agree", "access", "the road opens", "conditional", "the snow melts"],
    ... ], columns=["row_id", "party", "act", "issue", "statement", "status", "contingent_on"])
    >>> graph = deal_graph(rows.assign(source_id="note", start=range(3), holder=rows["party"],
    ...                                evidence="…", contingent_on_id=""))
    >>> list(graph.edges)
    [('c-2', 'c-1'), ('text:the-snow-melts', 'c-3')]
    """
    graph = nx.DiGraph()
    table = conditions_of(dossier)
    rows = in_text_order(table)
    states = row_states(table)
    names = names_by_party(table, dossier.actors if isinstance(dossier, Dossier) else None)
    for row in rows:
        label = _shortened(f"{row['party']}: {row['statement']}")
        graph.add_node(row["row_id"], **{k: row[k] for k in NODE_ATTRIBUTES}, label=label,
                       state=states[row["row_id"]])  # fmt: skip
    for row in rows:
        linked = row.get("contingent_on_id", "")
        if linked and graph.has_node(linked) and linked != row["row_id"]:
            graph.add_edge(linked, row["row_id"], rule="id")
        elif row["contingent_on"]:
            own = [other for other in rows if other["source_id"] == row["source_id"]]
            found = behind(row, own, names)
            node, rule = found or (_text_node(graph, row), "text")
            graph.add_edge(node, row["row_id"], rule=rule)
    return graph


def deadlock_cycles(graph: nx.DiGraph) -> list[list[str]]:
    """Find the conditions that wait for each other.

    Parameters
    ----------
    graph
        See :func:`deal_graph`.

    Returns
    -------
    list of list of str
        Each cycle once, as the nodes in the direction of the edges, from the one that stands first
        in the graph on; sorted by that node. None of them comes about unless a party moves first
        or all move at once.

    Examples
    --------
    >>> deadlock_cycles(nx.DiGraph([("c-2", "c-1"), ("c-1", "c-2"), ("c-2", "c-3")]))
    [['c-2', 'c-1']]
    """
    place = {node: number for number, node in enumerate(graph)}
    cycles = []
    for cycle in nx.simple_cycles(graph):
        first = min(range(len(cycle)), key=lambda n: place[cycle[n]])
        cycles.append([*cycle[first:], *cycle[:first]])
    return sorted(cycles, key=lambda cycle: [place[node] for node in cycle])


def what_unblocks(where: Dossier | pd.DataFrame | nx.DiGraph, row_id: str) -> pd.DataFrame:
    """List what a condition unblocks: the conditions that hang on it, directly or through others.

    Parameters
    ----------
    where
        A dossier, its conditions, or their :func:`deal_graph`.
    row_id
        A ``row_id``, or the name of a ``text:`` node.

    Returns
    -------
    DataFrame
        Columns ``row_id``, ``depth`` (1 hangs on it directly, 2 on one of those …), ``party``,
        ``issue``, ``statement``, ``evidence``; the nearest first, then in text order. The
        condition itself is not among them, even where it waits for itself through others.

    Raises
    ------
    SchemaError
        Where there is no such row; the message lists some that there are.

    Examples
    --------
    >>> what_unblocks(nx.DiGraph([("c-2", "c-1"), ("c-1", "c-3")]), "c-2")[["row_id", "depth"]]
      row_id  depth
    0    c-1      1
    1    c-3      2
    """
    graph = where if isinstance(where, nx.DiGraph) else deal_graph(where)
    return _reached(graph, row_id)


def what_blocks(where: Dossier | pd.DataFrame | nx.DiGraph, row_id: str) -> pd.DataFrame:
    """List what blocks a condition: those that it hangs on, directly or through others.

    Parameters
    ----------
    where, row_id
        See :func:`what_unblocks`.

    Returns
    -------
    DataFrame
        As of :func:`what_unblocks`; at depth 1 what the condition itself waits for.

    Raises
    ------
    SchemaError
        Where there is no such row.

    Examples
    --------
    >>> what_blocks(nx.DiGraph([("c-2", "c-1")]), "c-1")["row_id"].tolist()
    ['c-2']
    >>> what_blocks(nx.DiGraph([("c-2", "c-1")]), "c-9")
    Traceback (most recent call last):
    ...
    analysis.errors.SchemaError: there is no condition 'c-9'; there are c-2, c-1.
    """
    graph = where if isinstance(where, nx.DiGraph) else deal_graph(where)
    return _reached(graph.reverse(copy=False), row_id)


def _reached(graph: nx.DiGraph, row_id: str) -> pd.DataFrame:
    if row_id not in graph:
        raise SchemaError(f"there is no condition '{row_id}'; {_there_are(list(graph))}.")
    depth = nx.single_source_shortest_path_length(graph, row_id)
    place = {node: number for number, node in enumerate(graph)}
    found = sorted((node for node in depth if node != row_id), key=lambda n: (depth[n], place[n]))
    if not found:
        return empty(BLOCK_COLUMNS)
    facts = ("party", "issue", "statement", "evidence")
    records = [
        {"row_id": node, "depth": depth[node]} | {k: graph.nodes[node].get(k, "") for k in facts}
        for node in found
    ]
    return typed(pd.DataFrame(records, columns=BLOCK_COLUMNS))


def _there_are(nodes: Sequence[str]) -> str:
    if not nodes:
        return "there is none at all"
    more = f" … ({len(nodes)} in all)" if len(nodes) > _LISTED else ""
    return f"there are {', '.join(map(str, nodes[:_LISTED]))}{more}"


def _text_node(graph: nx.DiGraph, row: dict[str, Any]) -> str:
    """Give the node of a clause, making it where this source has none."""
    clause = row["contingent_on"]
    name = f"text:{'-'.join(plain_words(clause)) or 'unnamed'}"
    number = 1
    node = name
    while graph.has_node(node):
        known = graph.nodes[node]
        if known["source_id"] == row["source_id"]:
            return node
        number += 1
        node = f"{name}-{number}"
    silent = dict.fromkeys(("party", "act", "issue", "status", "state"), "")
    graph.add_node(
        node, source_id=row["source_id"], **silent, statement=clause, evidence=clause,
        label=_shortened(clause),
    )  # fmt: skip
    return node


def _shortened(words: str) -> str:
    return words if len(words) <= _LABEL else f"{words[: _LABEL - 1].rstrip()}…"
