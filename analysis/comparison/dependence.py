"""What hangs on what: the conditions of a deal as a graph."""

from __future__ import annotations

from typing import Final

import networkx as nx
import pandas as pd

from analysis.comparison.frames import empty
from analysis.dossier import Dossier

BLOCK_COLUMNS: Final = ["row_id", "depth", "party", "issue", "statement", "evidence"]


def deal_graph(dossier: Dossier | pd.DataFrame) -> nx.DiGraph:
    """Draw an edge from each condition to those that hang on it."""
    return nx.DiGraph()


def deadlock_cycles(graph: nx.DiGraph) -> list[list[str]]:
    """Find the conditions that wait for each other."""
    return []


def what_unblocks(where: Dossier | pd.DataFrame | nx.DiGraph, row_id: str) -> pd.DataFrame:
    """List the conditions that hang on a condition, directly or through others."""
    return empty(BLOCK_COLUMNS)


def what_blocks(where: Dossier | pd.DataFrame | nx.DiGraph, row_id: str) -> pd.DataFrame:
    """List the conditions that a condition hangs on, directly or through others."""
    return empty(BLOCK_COLUMNS)
