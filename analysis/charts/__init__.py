"""Pictures of the tables, one question each.

Every function draws on the Axes that it is given, or makes a figure that fits, and gives the Axes
back. They are drawn in inches of a design size; an Axes of another size gets the same picture,
scaled.
"""

from __future__ import annotations

from analysis.charts.acts import plot_acts
from analysis.charts.deals import plot_deal_graph
from analysis.charts.demands import plot_demands
from analysis.charts.gaps import plot_gaps, split_gaps
from analysis.charts.positions import plot_positions, split_positions
from analysis.charts.timeline import plot_timeline
from analysis.charts.trajectory import plot_trajectory
from analysis.charts.voices import plot_mentions, plot_quotes

__all__ = [
    "plot_acts",
    "plot_deal_graph",
    "plot_demands",
    "plot_gaps",
    "plot_mentions",
    "plot_positions",
    "plot_quotes",
    "plot_timeline",
    "plot_trajectory",
    "split_gaps",
    "split_positions",
]
