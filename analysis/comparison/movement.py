"""What moved between two sources: positions that are new, dropped, harder, softer or met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis.comparison.frames import conditions_of, empty, in_text_order, rank, typed
from analysis.comparison.order import ACCEPTING, ASKING, FAVOURING, Order, movement, read_order
from analysis.comparison.words import direction, directions, likeness, threshold
from analysis.dossier import Dossier
from analysis.schema import ISSUES

CHANGES: Final = ("new", "dropped", "hardened", "softened", "met", "unchanged")
CHANGE_COLUMNS: Final = [
    "party", "issue", "target", "change", "earlier_act", "later_act", "earlier_status",
    "later_status", "earlier_row_id", "later_row_id", "earlier_evidence", "later_evidence",
    "likeness", "earlier_statement", "later_statement", "met_by_row_id",
]  # fmt: skip
# Of a row, what stands under `earlier_…` and `later_…`.
_SIDE: Final = ("act", "status", "row_id", "evidence", "statement")


class _Pair(NamedTuple):
    earlier: int | None
    later: int | None
    alike: float


def changes(
    earlier: pd.DataFrame | Dossier,
    later: pd.DataFrame | Dossier,
    *,
    order: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Match the positions of two sources one to one and say how each moved.

    Parameters
    ----------
    earlier, later
        Conditions, or a dossier of them; each may hold several sources.
    order
        The order of the acts; :func:`act_order` where none is given.

    Returns
    -------
    DataFrame
        One row for each pair and for each position without a partner, by party, then in the
        order of the guide, columns

        - ``party``, ``issue``, ``target``: of the position, ``target`` of the later row where
          there is one, unless only the earlier names it;
        - ``change``: ``new`` (only in the later source) · ``dropped`` (only in the earlier: the
          later source does not report it, which is not to say that it was withdrawn) · ``met`` (it
          became ``agreed``, or what a party demanded or proposed was agreed or pledged by another
          with that status) · ``hardened`` · ``softened`` · ``unchanged``;
        - ``earlier_act``, ``later_act``, ``earlier_status``, ``later_status``, ``earlier_row_id``,
          ``later_row_id``, ``earlier_evidence``, ``later_evidence``: empty on the side that has
          none. Where a position that the later source does not restate was met, the later side
          is the row that meets it;
        - ``likeness``: of both statements, see :func:`analysis.comparison.words.likeness`; 0 for
          ``new`` and ``dropped``;
        - ``earlier_statement``, ``later_statement``, and ``met_by_row_id``: the other party's row
          by which a position was met.

    Raises
    ------
    CodebookError
        Where ``order`` is incomplete.

    Notes
    -----
    Two positions can be one where party and issue are the same and both statements point the same
    way (for arms or against them, :func:`analysis.comparison.words.direction`). The most alike
    pair is taken first, then the next of those left: first among rows of the same target, from
    ``one_position`` in ``codebook/comparison.toml`` on; then where one of the two names no target,
    from ``one_position_any_target`` on; last, on issues that know one matter only (a general truce;
    ``scope`` in ``codebook/issue_directions.csv``), where a party has a single position left on the
    target in each source, these two are taken for one whatever their words. Hard and soft
    are those of :func:`analysis.comparison.order.movement`.

    Examples
    --------
    >>> rows = pd.DataFrame([
    ...     ["a", 0, "c-1", "north", "north", "withhold", "", "ceasefire", "a truce", "open", "…"],
    ...     ["b", 0, "c-2", "north", "north", "reject", "", "ceasefire", "a truce", "refused", "…"],
    ... ], columns=["source_id", "start", "row_id", "holder", "party", "act", "target", "issue",
    ...             "statement", "status", "evidence"])
    >>> moved = changes(rows[:1], rows[1:])
    >>> moved[["party", "change", "earlier_act", "later_act", "likeness"]].values.tolist()
    [['north', 'hardened', 'withhold', 'reject', 1.0]]
    """
    acts = read_order(order)
    before, after = _rows(earlier), _rows(later)
    records = []
    for pair in _matched(before, after):
        records.append(_change(before, after, pair, acts))
    if not records:
        return empty(CHANGE_COLUMNS)
    table = pd.DataFrame(records)
    table = table.assign(_issue=table["issue"].map(rank(ISSUES)))
    table = table.sort_values(["party", "_issue"], kind="stable")
    return typed(table[CHANGE_COLUMNS].reset_index(drop=True))


def _rows(where: pd.DataFrame | Dossier) -> list[dict[str, Any]]:
    rows = in_text_order(conditions_of(where))
    return [row | {"points": direction(row["issue"], row["statement"])} for row in rows]


def _matched(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[_Pair]:
    """Pair the rows; those of the earlier source in text order, then what is new."""
    cells: dict[tuple[Any, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((before, after)):
        for number, row in enumerate(rows):
            cells[row["party"], row["issue"], row["points"]][side].append(number)
    partner: dict[int, tuple[int, float]] = {}
    for mine, theirs in cells.values():
        partner |= _pairs_of_cell(before, after, mine, theirs)
    pairs = [_Pair(e, *partner.get(e, (None, 0.0))) for e in range(len(before))]
    taken = {later for later, _ in partner.values()}
    return pairs + [_Pair(None, n, 0.0) for n in range(len(after)) if n not in taken]


def _pairs_of_cell(
    before: Sequence[dict[str, Any]],
    after: Sequence[dict[str, Any]],
    mine: Sequence[int],
    theirs: Sequence[int],
) -> dict[int, tuple[int, float]]:
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()

    def join(e: int, n: int, alike: float) -> None:
        partner[e] = (n, alike)
        taken.add(n)

    least, least_any = threshold("one_position"), threshold("one_position_any_target")
    scored = []
    for e in mine:
        for n in theirs:
            one, other = before[e], after[n]
            if one["target"] != other["target"] and one["target"] and other["target"]:
                continue
            alike = likeness(one["statement"], other["statement"])
            if alike >= (least if one["target"] == other["target"] else least_any):
                scored.append(
                    (one["target"] != other["target"], -alike, one["act"] != other["act"],
                     one["status"] != other["status"], e + n, abs(e - n), e, n)
                )  # fmt: skip
    for key in sorted(scored):
        e, n = key[-2:]
        if e not in partner and n not in taken:
            join(e, n, -key[1])
    if not mine or directions()[before[mine[0]]["issue"]]["scope"] == "several":
        return partner
    for target in {before[e]["target"] for e in mine}:
        left = [e for e in mine if e not in partner and before[e]["target"] == target]
        right = [n for n in theirs if n not in taken and after[n]["target"] == target]
        if len(left) == 1 == len(right):
            alike = likeness(before[left[0]]["statement"], after[right[0]]["statement"])
            join(left[0], right[0], alike)
    return partner


def _change(
    before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], pair: _Pair, order: Order
) -> dict[str, Any]:
    one = before[pair.earlier] if pair.earlier is not None else None
    other = after[pair.later] if pair.later is not None else None
    alike, code = pair.alike, ""
    met_by = _meets(before, after, one, other) if one is not None else None
    if one is None:
        code = "new"
    elif met_by is not None:
        code = "met"
        if other is None:
            other, alike = met_by, likeness(one["statement"], met_by["statement"])
    elif other is None:
        code = "dropped"
    else:
        code = movement(order, (one["act"], one["status"]), (other["act"], other["status"]))
    mine = one or other or {}
    target = mine["target"]
    if pair.later is not None:
        target = after[pair.later]["target"] or target
    return {
        "party": mine["party"], "issue": mine["issue"], "target": target, "change": code,
        **{f"earlier_{name}": one[name] if one else "" for name in _SIDE},
        **{f"later_{name}": other[name] if other else "" for name in _SIDE},
        "likeness": round(alike, 3), "met_by_row_id": met_by["row_id"] if met_by else "",
    }  # fmt: skip


def _meets(
    before: Sequence[dict[str, Any]],
    after: Sequence[dict[str, Any]],
    one: dict[str, Any],
    restated: dict[str, Any] | None,
) -> dict[str, Any] | None:
    """Find the later row by which another party agreed to what was asked, if it is news."""
    if one["act"] not in ASKING or one["status"] == "agreed":
        return None
    if restated is not None and restated["act"] not in FAVOURING:
        return None
    asked = [one["statement"]] + ([restated["statement"]] if restated is not None else [])

    def grants(row: dict[str, Any]) -> float:
        fits = (
            row["act"] in ACCEPTING
            and row["status"] == "agreed"
            and row["issue"] == one["issue"]
            and row["points"] == one["points"]
            and row["party"] != one["party"]
            and one["target"] in ("", row["party"])
        )
        return max(likeness(words, row["statement"]) for words in asked) if fits else 0.0

    least = threshold("one_position")
    granted = {row["party"] for row in before if grants(row) >= least}
    answers = [row for row in after if row["party"] not in granted and grants(row) >= least]
    return max(answers, key=grants) if answers else None
