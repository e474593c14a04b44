"""Tables of conditions compared: who stands where, how far apart, what moved, what hangs on what.

Pure tables: conditions in, comparisons out, each row with the ids of the rows behind it. A
position whose holder speaks for no party (mediators, European allies) is the holder's own.
What each table means is told in ``docs/comparison.md``.
"""

from __future__ import annotations

from analysis.comparison.course import trajectory
from analysis.comparison.coverage import compare_sources, coverage_matrix
from analysis.comparison.dependence import (
    deadlock_cycles,
    deal_graph,
    what_blocks,
    what_unblocks,
)
from analysis.comparison.distance import gaps
from analysis.comparison.happenings import select_events
from analysis.comparison.movement import changes
from analysis.comparison.order import act_order
from analysis.comparison.standing import (
    demand_counts,
    position_matrix,
    positions,
    select,
    stances,
)

__all__ = [
    "act_order",
    "changes",
    "compare_sources",
    "coverage_matrix",
    "deadlock_cycles",
    "deal_graph",
    "demand_counts",
    "gaps",
    "position_matrix",
    "positions",
    "select",
    "select_events",
    "stances",
    "trajectory",
    "what_blocks",
    "what_unblocks",
]
