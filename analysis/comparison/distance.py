"""Where the parties stand apart, issue by issue."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analysis.comparison.frames import empty

CODES: Final = ("settled", "bridgeable", "deadlocked", "one_sided")
GAP_COLUMNS: Final = [
    "issue", "issue_group", "code", "favouring", "opposing", "withholding", "n", "row_ids",
]  # fmt: skip


def gaps(conditions: pd.DataFrame) -> pd.DataFrame:
    """Say of each issue whether it is settled, bridgeable, deadlocked or one-sided."""
    return empty(GAP_COLUMNS)
