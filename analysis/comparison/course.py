"""How each party's position on each issue moves over a series of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from analysis.comparison.frames import (
    conditions_of,
    distinct,
    empty,
    in_text_order,
    one_dossier,
    rank,
    typed,
)
from analysis.comparison.order import Order, movement, read_order
from analysis.dossier import Dossier
from analysis.errors import SourceError
from analysis.schema import ACTS, ISSUES, STATUSES

TRAJECTORY_COLUMNS: Final = [
    "source_id", "published", "party", "issue", "act", "status", "position", "change", "n",
    "row_ids", "acts",
]  # fmt: skip


def trajectory(
    dossiers: Dossier | Iterable[Dossier], *, order: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Follow each party on each issue from source to source, in order of publication.

    Parameters
    ----------
    dossiers
        A dossier of several sources, or several dossiers.
    order
        The order of the acts; :func:`analysis.comparison.act_order` where none is given.

    Returns
    -------
    DataFrame
        One row for each source, party and issue that the party speaks to there; by date, source
        and party, then in the order of the guide, columns

        - ``source_id``, ``published``, ``party``, ``issue``;
        - ``act``: the act that the party performs most often on the issue, of several as frequent
          the firmest; ``status``: the most frequent status of these rows, of several the first of
          the guide;
        - ``position``: the number of that act in the order, from −1 (refuses) by 0 (raises, takes
          no side; also what is suspended) to 1 (insists). It is measured against what the party
          itself speaks of, not against the other side: who insists on arms and who insists that
          none be sent both stand at 1;
        - ``change``: ``hardened`` · ``softened`` · ``met`` · ``unchanged`` against the last earlier
          source in which the party spoke to the issue, by
          :func:`analysis.comparison.order.movement`; empty where there is none;
        - ``n``, ``row_ids``: all conditions of the party on the issue; ``acts``: their distinct
          acts, joined by ``|``.

    Raises
    ------
    SourceError
        Where a source has no date of publication.
    SchemaError
        Where two dossiers hold the same source.
    CodebookError
        Where ``order`` is incomplete.

    Notes
    -----
    A cell is one number for all that a party says on an issue. For single positions use
    :func:`changes`, which matches them by their words.

    Examples
    --------
    >>> trajectory([]).columns.tolist()[:6]
    ['source_id', 'published', 'party', 'issue', 'act', 'status']
    """
    acts = read_order(order)
    dossier = one_dossier(dossiers)
    undated = dossier.sources.loc[dossier.sources["published"] == "", "source_id"]
    if len(undated):
        raise SourceError(
            f"the source '{undated.iloc[0]}' has no date of publication, so it has no place in a "
            "series; give its 'published' as an ISO date such as 2025-03-18."
        )
    published = dict(zip(dossier.sources["source_id"], dossier.sources["published"], strict=True))
    cells: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in in_text_order(conditions_of(dossier)):
        cells.setdefault((row["source_id"], row["party"], row["issue"]), []).append(row)
    issue_rank = rank(ISSUES)
    last: dict[tuple[str, str], tuple[str, str]] = {}
    records = []
    for source_id, party, issue in sorted(
        cells, key=lambda cell: (published[cell[0]], cell[0], cell[1], issue_rank[cell[2]])
    ):
        rows = cells[source_id, party, issue]
        here = _prevailing(rows, acts)
        before = last.get((party, issue))
        last[party, issue] = here
        records.append(
            {
                "source_id": source_id, "published": published[source_id], "party": party,
                "issue": issue, "act": here[0], "status": here[1],
                "position": acts.of("position", *here),
                "change": movement(acts, before, here) if before else "", "n": len(rows),
                "row_ids": "|".join(row["row_id"] for row in rows),
                "acts": distinct((row["act"] for row in rows), ACTS),
            }
        )  # fmt: skip
    if not records:
        return empty(TRAJECTORY_COLUMNS)
    return typed(pd.DataFrame(records, columns=TRAJECTORY_COLUMNS))


def _prevailing(rows: Sequence[dict[str, Any]], order: Order) -> tuple[str, str]:
    count = Counter(row["act"] for row in rows)
    act = max(ACTS, key=lambda code: (count[code], order.firmness[code] if count[code] else 0.0))
    status = Counter(row["status"] for row in rows if row["act"] == act)
    return act, max(STATUSES, key=lambda code: status[code])
