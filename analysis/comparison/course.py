"""How each party's position on each issue moves over a series of sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from analysis.comparison.frames import empty
from analysis.dossier import Dossier

TRAJECTORY_COLUMNS: Final = [
    "source_id", "published", "party", "issue", "act", "status", "position", "change", "n",
    "row_ids",
]  # fmt: skip


def trajectory(
    dossiers: Dossier | Iterable[Dossier], *, order: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Follow each party on each issue from source to source, in order of publication."""
    return empty(TRAJECTORY_COLUMNS)
