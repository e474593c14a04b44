"""What moved between two sources: positions that are new, dropped, harder, softer or met."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analysis.comparison.frames import empty
from analysis.dossier import Dossier

CHANGES: Final = ("new", "dropped", "hardened", "softened", "met", "unchanged")
CHANGE_COLUMNS: Final = [
    "party", "issue", "target", "change", "earlier_act", "later_act", "earlier_status",
    "later_status", "earlier_row_id", "later_row_id", "earlier_evidence", "later_evidence",
    "likeness",
]  # fmt: skip


def changes(
    earlier: pd.DataFrame | Dossier,
    later: pd.DataFrame | Dossier,
    *,
    order: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Match the positions of two sources one to one and say how each moved."""
    return empty(CHANGE_COLUMNS)
