"""How far apart the parties stand, issue by issue."""

from __future__ import annotations

from itertools import combinations
from typing import Any, Final

import pandas as pd

from analysis.comparison.frames import conditions_of, empty, in_text_order, typed
from analysis.comparison.order import ACCEPTING, ASKING, FAVOURING
from analysis.comparison.words import direction, directions, likeness, same_figures, threshold
from analysis.dossier import Dossier
from analysis.schema import GROUP_OF_ISSUE, ISSUES

CODES: Final = ("settled", "bridgeable", "deadlocked", "one_sided")
GAP_COLUMNS: Final = [
    "issue", "issue_group", "code", "favouring", "opposing", "withholding", "n", "row_ids",
]  # fmt: skip
# What answers nobody: an issue on which all parties only do this, in one voice, has one side.
_UNPROMPTED: Final = ("demand", "propose", "pledge")

_Row = dict[str, Any]


def gaps(conditions: pd.DataFrame | Dossier) -> pd.DataFrame:
    """Say of each issue whether it is settled, bridgeable, deadlocked or one-sided.

    Parameters
    ----------
    conditions
        The table of the coding guide, or a dossier. All rows count as one state of affairs: give
        the sources of one day or one week, and :func:`changes` those of two.

    Returns
    -------
    DataFrame
        One row for each issue, in the order of the guide, columns

        - ``issue``, ``issue_group``;
        - ``code``: see the notes;
        - ``favouring`` (who demands, proposes, pledges, agrees or concedes), ``opposing`` (who
          rejects), ``withholding`` (who withholds): party ids in alphabetical order, joined by
          ``|``. A party can stand in several. To ``raise`` an issue takes no side, nor does a
          position that is ``suspended``;
        - ``n``, ``row_ids``: all conditions on the issue, in text order.

    Notes
    -----
    *Directions.* A row points for or against the matter of its issue. What a party favours points
    where its statement points ("arms shipments stop" is against arms,
    :func:`analysis.comparison.words.direction`), and what it rejects points the other way: who
    rejects a force and who demands that none be sent stand together, and so do two that reject it.

    *Codes*, the first that holds:

    ``settled``
        Nobody rejects or withholds, all rows that take a side point the same way and are
        ``agreed``. A demand or proposal also counts as agreed where another party's ``agreed`` row
        to ``agree`` or ``pledge`` has like words (``one_position``). A pledge in force is settled
        even where its giver alone is reported.
    ``one_sided``
        One party takes a side or none does; or several take the same side and nobody answers them:
        all only reject, or all only demand, propose or pledge, none of another of them, every one
        in words like those of every other and with the same figures (``one_voice`` in
        ``codebook/comparison.toml``).
    ``deadlocked``
        Two parties clash and neither gives way. They clash where one points for the matter and the
        other against it, or where each asks of the other what cannot both be had
        (``mutual_demands`` is ``exclude`` in ``codebook/issue_directions.csv``: that Russia and
        Ukraine each demand the other's withdrawal excludes, that each demands its captives does
        not). A party gives way that withholds, that points both ways, that refuses only until
        something happens (``contingent_on``), or, where demands exclude each other, that agrees,
        pledges or concedes anything on the issue.
    ``bridgeable``
        All else: the sides overlap, and a condition, an answer withheld, a concession, a
        difference of terms or the missing agreement stands between.

    That parties have a range in which they can agree, and that the reservations of each bound it,
    is the bargaining range of Fearon, "Rationalist explanations for war", International
    Organization 49 (1995). Reporting does not show reservations, so the codes say what is on
    record, not where the range lies.

    Examples
    --------
    >>> rows = pd.DataFrame([
    ...     ["c-1", "north", "demand", "arms_supply", "arms shipments to the south stop", "open"],
    ...     ["c-2", "east", "pledge", "arms_supply", "arms are sent to the south", "open"],
    ...     ["c-3", "north", "agree", "prisoners", "captives are exchanged", "agreed"],
    ...     ["c-4", "south", "agree", "prisoners", "captives are exchanged", "agreed"],
    ... ], columns=["row_id", "party", "act", "issue", "statement", "status"]).assign(
    ...     source_id="note", start=range(4), holder="", target="", contingent_on="")
    >>> gaps(rows)[["issue", "code", "favouring"]].values.tolist()
    [['arms_supply', 'deadlocked', 'east|north'], ['prisoners', 'settled', 'north|south']]
    """
    rows = in_text_order(conditions_of(conditions))
    if not rows:
        return empty(GAP_COLUMNS)
    records = []
    for issue in ISSUES:
        mine = [row | {"points": _points(row)} for row in rows if row["issue"] == issue]
        if not mine:
            continue
        live = [row for row in mine if row["status"] != "suspended"]
        records.append(
            {
                "issue": issue, "issue_group": GROUP_OF_ISSUE[issue], "code": _code(issue, live),
                "favouring": _parties(r for r in live if r["act"] in FAVOURING),
                "opposing": _parties(r for r in live if r["act"] == "reject"),
                "withholding": _parties(r for r in live if r["act"] == "withhold"),
                "n": len(mine), "row_ids": "|".join(row["row_id"] for row in mine),
            }
        )  # fmt: skip
    return typed(pd.DataFrame(records, columns=GAP_COLUMNS))


def _points(row: _Row) -> int:
    """Where a row points: for its matter (1), against it (−1) or nowhere (0)."""
    if row["act"] in FAVOURING:
        return direction(row["issue"], row["statement"])
    return -direction(row["issue"], row["statement"]) if row["act"] == "reject" else 0


def _parties(rows: Any) -> str:
    return "|".join(sorted({row["party"] for row in rows}))


def _code(issue: str, live: list[_Row]) -> str:
    sided = [row for row in live if row["act"] != "raise"]
    parties = sorted({row["party"] for row in sided})
    if sided and _settled(sided):
        return "settled"
    if len(parties) < 2 or _one_voice(sided, parties):
        return "one_sided"
    for one, other in combinations(parties, 2):
        if _deadlocked(issue, sided, one, other):
            return "deadlocked"
    return "bridgeable"


def _settled(sided: list[_Row]) -> bool:
    if any(row["act"] in ("reject", "withhold") for row in sided):
        return False
    if len({row["points"] for row in sided}) > 1:
        return False
    return all(row["status"] == "agreed" or _answered(row, sided) for row in sided)


def _answered(asked: _Row, sided: list[_Row]) -> bool:
    least = threshold("one_position")
    return asked["act"] in ASKING and any(
        row["act"] in ACCEPTING
        and row["status"] == "agreed"
        and row["party"] != asked["party"]
        and asked["target"] in ("", row["party"])
        and likeness(row["statement"], asked["statement"]) >= least
        for row in sided
    )


def _one_voice(sided: list[_Row], parties: list[str]) -> bool:
    if len({row["points"] for row in sided}) > 1:
        return False
    acts = {row["act"] for row in sided}
    if acts == {"reject"}:
        return True
    if not acts <= set(_UNPROMPTED) or any(row["target"] in parties for row in sided):
        return False
    least = threshold("one_voice")

    def echoed(row: _Row, party: str) -> bool:
        return any(
            other["party"] == party
            and likeness(row["statement"], other["statement"]) >= least
            and same_figures(row["statement"], other["statement"])
            for other in sided
        )

    return all(echoed(row, party) for row in sided for party in parties if party != row["party"])


def _deadlocked(issue: str, sided: list[_Row], one: str, other: str) -> bool:
    mine = [row for row in sided if row["party"] == one]
    theirs = [row for row in sided if row["party"] == other]
    if _gives_way(mine) or _gives_way(theirs):
        return False
    if mine[0]["points"] != theirs[0]["points"]:
        return True
    if directions()[issue]["mutual_demands"] == "exchange":
        return False
    acts = {row["act"] for row in mine + theirs}
    return acts <= {*ASKING, "reject"} and _asks(mine, other) and _asks(theirs, one)


def _gives_way(rows: list[_Row]) -> bool:
    if any(row["act"] == "withhold" for row in rows) or len({r["points"] for r in rows}) > 1:
        return True
    return any(row["act"] == "reject" and row["contingent_on"] for row in rows)


def _asks(rows: list[_Row], of: str) -> bool:
    return any(
        row["act"] in ASKING and row["target"] == of and row["status"] != "agreed" for row in rows
    )
