"""Who stands where: positions of the parties by issue, and who asks what of whom.

Pure tables: conditions in, comparisons out, each cell with the ids of the rows behind it. A
position whose holder speaks for no party (mediators, European allies) is the holder's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.comparison.frames import distinct, empty, rank, with_party
from analysis.errors import SchemaError
from analysis.schema import ACTS, ISSUE_GROUPS, ISSUES, STATUSES

VALUES: Final = ("acts", "statuses", "n", "row_ids")
STANCE_COLUMNS: Final = ["party", "issue", "issue_group", "act", "status", "n", "row_ids"]
POSITION_COLUMNS: Final = ["party", "issue", "issue_group", "acts", "statuses", "n", "row_ids"]
DEMAND_COLUMNS: Final = ["party", "target", "issue", "n", "row_ids"]


def stances(conditions: pd.DataFrame) -> pd.DataFrame:
    """Count the conditions of each party by issue, act and status.

    Parameters
    ----------
    conditions
        The table of the coding guide, of one source or several.

    Returns
    -------
    DataFrame
        Columns ``party``, ``issue``, ``issue_group``, ``act``, ``status``, ``n`` and ``row_ids``
        (joined by ``|``, in text order); sorted by party, then in the order of the guide.

    Examples
    --------
    >>> from analysis import schema
    >>> stances(schema.empty("conditions")).columns.tolist()[:4]
    ['party', 'issue', 'issue_group', 'act']
    """
    rows = with_party(conditions)
    keys = STANCE_COLUMNS[:5]
    if rows.empty:
        return empty(STANCE_COLUMNS)
    ordered = rows.assign(
        _issue=rows["issue"].map(rank(ISSUES)),
        _act=rows["act"].map(rank(ACTS)),
        _status=rows["status"].map(rank(STATUSES)),
    ).sort_values(["party", "_issue", "_act", "_status", "source_id", "start"], kind="stable")
    grouped = ordered.groupby(keys, sort=False)
    counted = grouped.agg(n=("row_id", "size"), row_ids=("row_id", "|".join))
    return counted.reset_index()[STANCE_COLUMNS]


def positions(conditions: pd.DataFrame) -> pd.DataFrame:
    """Give each party's position on each issue it speaks to, one row a cell of the matrix.

    Parameters
    ----------
    conditions
        The table of the coding guide.

    Returns
    -------
    DataFrame
        Columns ``party``, ``issue``, ``issue_group``, ``acts`` and ``statuses`` (distinct codes,
        joined by ``|``, in the order of the guide), ``n`` (number of conditions), ``row_ids``.

    Examples
    --------
    >>> from analysis import schema
    >>> len(positions(schema.empty("conditions")))
    0
    """
    counted = stances(conditions)
    if counted.empty:
        return empty(POSITION_COLUMNS)
    grouped = counted.groupby(["party", "issue", "issue_group"], sort=False)
    cells = grouped.agg(
        acts=("act", lambda codes: distinct(codes, ACTS)),
        statuses=("status", lambda codes: distinct(codes, STATUSES)),
        n=("n", "sum"),
        row_ids=("row_ids", "|".join),
    )
    return cells.reset_index()[POSITION_COLUMNS]


def position_matrix(conditions: pd.DataFrame, *, value: str = "acts") -> pd.DataFrame:
    """Lay the positions out as a matrix, party × issue.

    Parameters
    ----------
    conditions
        The table of the coding guide.
    value
        What a cell holds: ``acts``, ``statuses``, ``row_ids`` (codes or ids joined by ``|``, empty
        where the party says nothing on the issue) or ``n`` (number of conditions, 0 where none).

    Returns
    -------
    DataFrame
        Index ``party``, those with most conditions first; columns ``issue`` in the order of the
        guide, so that the issues of a group stand together.

    Raises
    ------
    SchemaError
        Where ``value`` is none of the four.

    Examples
    --------
    >>> from analysis import schema
    >>> position_matrix(schema.empty("conditions")).shape
    (0, 0)
    """
    if value not in VALUES:
        raise SchemaError(f"a matrix cannot hold '{value}'; give one of {', '.join(VALUES)}.")
    cells = positions(conditions)
    said = cells.groupby("party")["n"].sum()
    parties = sorted(said.index, key=lambda party: (-int(said[party]), party))
    issues = [issue for issue in ISSUES if issue in set(cells["issue"])]
    blank = 0 if value == "n" else ""
    matrix = cells.pivot(index="party", columns="issue", values=value)
    matrix = matrix.reindex(index=parties, columns=issues).astype(object)
    matrix = matrix.where(matrix.notna(), blank)
    matrix = matrix.astype("int64" if value == "n" else "str")
    return matrix.rename_axis(index="party", columns="issue")


def demand_counts(conditions: pd.DataFrame, *, acts: Sequence[str] = ("demand",)) -> pd.DataFrame:
    """Count who asks what of whom.

    Parameters
    ----------
    conditions
        The table of the coding guide.
    acts
        The acts that count as asking.

    Returns
    -------
    DataFrame
        Columns ``party``, ``target`` (empty where the demand is addressed to no single party),
        ``issue``, ``n`` and ``row_ids``; most frequent first.

    Raises
    ------
    SchemaError
        Where one of ``acts`` is no code of the guide.

    Examples
    --------
    >>> from analysis import schema
    >>> demand_counts(schema.empty("conditions")).columns.tolist()
    ['party', 'target', 'issue', 'n', 'row_ids']
    """
    unknown = [act for act in acts if act not in ACTS]
    if unknown:
        raise SchemaError(f"'{unknown[0]}' is no act; the acts are {', '.join(ACTS)}.")
    rows = with_party(conditions)
    rows = rows[rows["act"].isin(acts)]
    if rows.empty:
        return empty(DEMAND_COLUMNS)
    rows = rows.sort_values(["source_id", "start"], kind="stable")
    grouped = rows.groupby(["party", "target", "issue"], sort=False)
    counted = grouped.agg(n=("row_id", "size"), row_ids=("row_id", "|".join)).reset_index()
    counted = counted.assign(_issue=counted["issue"].map(rank(ISSUES)))
    counted = counted.sort_values(
        ["n", "party", "target", "_issue"], ascending=[False, True, True, True], kind="stable"
    )
    return counted[DEMAND_COLUMNS].reset_index(drop=True)


def select(
    conditions: pd.DataFrame,
    *,
    parties: Sequence[str] | None = None,
    issues: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Keep the conditions of some parties, on some issues.

    Parameters
    ----------
    conditions
        The table of the coding guide.
    parties
        Party ids; ``None`` or empty keeps all.
    issues
        Issue codes or names of issue groups; ``None`` or empty keeps all.

    Returns
    -------
    DataFrame
        The rows, with ``party`` filled by the holder where the holder speaks for no party.

    Raises
    ------
    SchemaError
        Where a party is not in the table, or an issue not in the guide; the message lists what
        there is.

    Examples
    --------
    >>> from analysis import schema
    >>> select(schema.empty("conditions"), issues=["peace"])
    Traceback (most recent call last):
    ...
    analysis.errors.SchemaError: there is no issue 'peace'; the issues are ceasefire, partial_ceasefire, monitoring, end_of_war, mobilisation, training, arms_supply, intelligence, force_limits, withdrawal, peacekeeping, security_guarantees, alliance_membership, alliance_posture, territory, access, energy, resources, sanctions, reconstruction, prisoners, humanitarian, governance, recognition, rights, root_causes, accountability, talks, in the groups ceasefire, military, security, territory, economy, people, politics, justice, process.
    """  # noqa: E501
    rows = with_party(conditions)
    present = sorted(set(rows["party"]))
    for party in parties or ():
        if party not in present:
            raise SchemaError(
                f"there is no party '{party}' in these conditions; the parties are "
                f"{', '.join(present) or 'none'}."
            )
    wanted: set[str] = set()
    for issue in issues or ():
        if issue not in ISSUES and issue not in ISSUE_GROUPS:
            raise SchemaError(
                f"there is no issue '{issue}'; the issues are {', '.join(ISSUES)}, in the groups "
                f"{', '.join(ISSUE_GROUPS)}."
            )
        # 'ceasefire' and 'territory' are an issue and a group: the issue is what was asked for.
        wanted |= {issue} if issue in ISSUES else set(ISSUE_GROUPS[issue])
    if parties:
        rows = rows[rows["party"].isin(parties)]
    if wanted:
        rows = rows[rows["issue"].isin(wanted)]
    return rows.reset_index(drop=True)
