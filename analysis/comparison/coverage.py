"""Which source reports which condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from analysis.comparison.frames import (
    conditions_of,
    empty,
    in_text_order,
    one_dossier,
    rank,
    typed,
)
from analysis.comparison.words import direction, likeness, same_figures, threshold
from analysis.dossier import Dossier
from analysis.errors import SchemaError
from analysis.schema import ACTS, ISSUES

CLAIM_COLUMNS: Final = [
    "claim_id", "party", "issue", "act", "target", "statement", "source_id", "outlet", "published",
    "row_id", "evidence", "n_sources", "claim",
]  # fmt: skip


def compare_sources(dossiers: Dossier | Iterable[Dossier]) -> pd.DataFrame:
    """Bring together the reports of one condition in several sources.

    Parameters
    ----------
    dossiers
        A dossier of several sources, or several dossiers: the coverage of one day or one round of
        talks.

    Returns
    -------
    DataFrame
        One row for each condition of each source; claims that most sources report come first,
        then by party and in the order of the guide, columns

        - ``claim_id``: the same for the conditions that are one claim, made of the id of the first;
        - ``party``, ``issue``, ``act``, ``target``: what they have in common;
        - ``statement``: in the words of the row; ``source_id``, ``outlet``, ``published``,
          ``row_id``, ``evidence``: where it is reported;
        - ``n_sources``: number of different sources that report the claim;
        - ``claim``: the statement of the claim's first row, to name it by.

    Raises
    ------
    SchemaError
        Where two dossiers hold the same source.

    Notes
    -----
    Rows in order of publication join the claim of the same party, issue, act and target whose
    first statement is most like theirs, from ``one_claim`` in ``codebook/comparison.toml`` on, if
    it points the same way and names no other figure; else they open a claim of their own. Two
    conditions of one source can be one claim where the source says it twice.

    Examples
    --------
    >>> compare_sources([]).columns.tolist()[:5]
    ['claim_id', 'party', 'issue', 'act', 'target']
    """
    dossier = one_dossier(dossiers)
    sources = dossier.sources.set_index("source_id")
    rows = in_text_order(conditions_of(dossier))
    if not rows:
        return empty(CLAIM_COLUMNS)
    published = sources["published"].to_dict()
    rows.sort(key=lambda row: (published[row["source_id"]], row["source_id"]))
    claims: dict[tuple[Any, ...], list[list[dict[str, Any]]]] = {}
    for row in rows:
        cell = claims.setdefault(_cell(row), [])
        claim = _claim_of(row, cell)
        if claim is None:
            cell.append([row])
        else:
            claim.append(row)
    records = []
    for members in (claim for cell in claims.values() for claim in cell):
        first = members[0]
        common = {
            "claim_id": f"claim-{first['row_id'].removeprefix('c-')}",
            "n_sources": len({row["source_id"] for row in members}),
            "claim": first["statement"],
        }
        for row in members:
            source = sources.loc[row["source_id"]]
            where = {"outlet": source["outlet"], "published": source["published"]}
            records.append(row | where | common)
    table = pd.DataFrame(records)
    table = table.assign(_issue=table["issue"].map(rank(ISSUES)), _act=table["act"].map(rank(ACTS)))
    keys = ["n_sources", "party", "_issue", "_act", "target", "claim_id"]
    table = table.sort_values(keys, ascending=[False, *[True] * 5], kind="stable")
    return typed(table[CLAIM_COLUMNS].reset_index(drop=True))


def coverage_matrix(claims: pd.DataFrame) -> pd.DataFrame:
    """Lay the claims out against the sources: true where the source reports the claim.

    Parameters
    ----------
    claims
        The table of :func:`compare_sources`, or some of its rows.

    Returns
    -------
    DataFrame of bool
        Index ``claim_id`` in the order of ``claims``; columns ``source_id`` in order of
        publication. Sources none of whose rows are in ``claims`` have no column.

    Raises
    ------
    SchemaError
        Where the table is not one of claims.

    Examples
    --------
    >>> claims = pd.DataFrame({
    ...     "claim_id": ["claim-1", "claim-1", "claim-2"], "source_id": ["b", "a", "a"],
    ...     "published": ["2025-03-19", "2025-03-18", "2025-03-18"]})
    >>> coverage_matrix(claims)
    source_id     a      b
    claim_id
    claim-1    True   True
    claim-2    True  False
    """
    missing = [c for c in ("claim_id", "source_id", "published") if c not in claims.columns]
    if missing:
        raise SchemaError(
            f"the table has no column '{missing[0]}'; give the claims of compare_sources()."
        )
    dates = claims[["published", "source_id"]].drop_duplicates()
    ordered = dates.sort_values(["published", "source_id"])["source_id"].tolist()
    names = claims["claim_id"].drop_duplicates().tolist()
    said = set(zip(claims["claim_id"], claims["source_id"], strict=True))
    return pd.DataFrame(
        [[(claim, source) in said for source in ordered] for claim in names],
        index=pd.Index(names, name="claim_id", dtype="str"),
        columns=pd.Index(ordered, name="source_id", dtype="str"),
        dtype="bool",
    )


def _cell(row: dict[str, Any]) -> tuple[Any, ...]:
    points = direction(row["issue"], row["statement"])
    return row["party"], row["issue"], row["act"], row["target"], points


def _claim_of(
    row: dict[str, Any], claims: list[list[dict[str, Any]]]
) -> list[dict[str, Any]] | None:
    best, most = None, threshold("one_claim")
    for claim in claims:
        first = claim[0]["statement"]
        alike = likeness(first, row["statement"])
        # The first of several as alike stays.
        if same_figures(first, row["statement"]) and (
            alike > most or (best is None and alike == most)
        ):
            best, most = claim, alike
    return best
