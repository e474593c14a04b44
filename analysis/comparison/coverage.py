"""Which source reports which condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from analysis.comparison.frames import empty
from analysis.dossier import Dossier

CLAIM_COLUMNS: Final = [
    "claim_id", "party", "issue", "act", "target", "statement", "source_id", "outlet", "published",
    "row_id", "evidence", "n_sources",
]  # fmt: skip


def compare_sources(dossiers: Dossier | Iterable[Dossier]) -> pd.DataFrame:
    """Bring together the reports of one condition in several sources."""
    return empty(CLAIM_COLUMNS)


def coverage_matrix(claims: pd.DataFrame) -> pd.DataFrame:
    """Lay the claims out against the sources: true where the source reports the claim."""
    return pd.DataFrame(index=pd.Index([], name="claim_id", dtype="str"), dtype="bool")
