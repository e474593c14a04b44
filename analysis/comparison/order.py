"""The order of the acts: how far a position stands for its matter, and how firmly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import pandas as pd

from analysis.codebook import read_table
from analysis.errors import CodebookError
from analysis.schema import ACTS

FAVOURING: Final = ("demand", "propose", "pledge", "agree", "concede")
ASKING: Final = ("demand", "propose")
ACCEPTING: Final = ("agree", "pledge")
ORDER_COLUMNS: Final = ["act", "position", "firmness"]


@dataclass(frozen=True)
class Order:
    """The numbers of each act, see :func:`act_order`."""

    position: dict[str, float]
    firmness: dict[str, float]

    def of(self, number: str, act: str, status: str) -> float:
        """Give the position or firmness of an act; what is suspended counts as only raised."""
        table = self.position if number == "position" else self.firmness
        return table["raise" if status == "suspended" else act]

    def commits(self, act: str) -> bool:
        """Say whether an act gives rather than asks: it is less firm than to raise a matter."""
        return self.firmness[act] < self.firmness["raise"]


def act_order() -> pd.DataFrame:
    """Give the order of the acts as ``codebook/act_order.csv`` has it.

    Returns
    -------
    DataFrame
        Columns ``act``, ``position`` (−1 refuses the matter … 0 takes no side … 1 insists on it),
        ``firmness`` (0 asks nothing more … 1 insists or refuses) and ``note``. Change the numbers
        and hand it to :func:`changes` or :func:`trajectory` as ``order``.

    Examples
    --------
    >>> act_order().set_index("act").loc[["reject", "raise", "demand"], "position"].tolist()
    [-1.0, 0.0, 1.0]
    """
    table = pd.DataFrame(read_table("act_order"))
    return table.astype({"position": "float64", "firmness": "float64"})


def read_order(order: pd.DataFrame | None) -> Order:
    """Read an order of acts, that of the codebook where none is given.

    Raises
    ------
    CodebookError
        Where the table lacks a column or an act, or a number is out of range.

    Examples
    --------
    >>> read_order(None).firmness["agree"]
    0.0
    """
    if order is None:
        return _usual()
    missing = [name for name in ORDER_COLUMNS if name not in order.columns]
    if missing:
        raise CodebookError(
            f"the order of acts has no column '{missing[0]}'; it needs {', '.join(ORDER_COLUMNS)}, "
            "as analysis/codebook/act_order.csv has them."
        )
    if sorted(order["act"]) != sorted(ACTS):
        raise CodebookError(
            f"the order of acts has rows for {', '.join(map(str, order['act'])) or 'no act'}; give "
            f"one row for each of {', '.join(ACTS)}."
        )
    numbers = order.set_index("act")[["position", "firmness"]].astype("float64")
    for name, least in (("position", -1), ("firmness", 0)):
        wrong = numbers[~numbers[name].between(least, 1)]
        if len(wrong):
            raise CodebookError(
                f"the {name} of '{wrong.index[0]}' is {wrong[name].iloc[0]}; give a number from "
                f"{least} to 1."
            )
    return Order(
        {str(act): float(number) for act, number in numbers["position"].items()},
        {str(act): float(number) for act, number in numbers["firmness"].items()},
    )


@cache
def _usual() -> Order:
    return read_order(act_order())


def movement(order: Order, earlier: tuple[str, str], later: tuple[str, str]) -> str:
    """Say how a position moved.

    Parameters
    ----------
    order
        See :func:`read_order`.
    earlier, later
        Act and status.

    Returns
    -------
    str
        The first that holds: ``met`` where a party that wanted the matter (demand, propose,
        pledge, agree, concede) still does and its status became ``agreed``; ``hardened`` or
        ``softened`` where the act is firmer or less firm, or as firm but farther from or nearer to
        the matter; ``hardened`` where an acceptance was tied to a condition; ``unchanged``. What is
        suspended counts as only raised: to suspend a demand or a refusal is softer, to suspend an
        acceptance harder. A condition that the later source does not mention any more is no change.

    Examples
    --------
    >>> order = read_order(None)
    >>> movement(order, ("withhold", "open"), ("reject", "refused"))
    'hardened'
    >>> movement(order, ("demand", "open"), ("agree", "open"))
    'softened'
    >>> movement(order, ("propose", "open"), ("propose", "agreed"))
    'met'
    """
    (act, status), (new_act, new_status) = earlier, later
    wanted = act in FAVOURING and new_act in FAVOURING
    if wanted and new_status == "agreed" and status != "agreed":
        return "met"
    firmer = order.of("firmness", *later) - order.of("firmness", *earlier)
    nearer = order.of("position", *later) - order.of("position", *earlier)
    if firmer or nearer:
        return "hardened" if (firmer or -nearer) > 0 else "softened"
    tied = new_status == "conditional" and status not in ("conditional", "suspended")
    return "hardened" if tied and order.commits(new_act) else "unchanged"
