"""What reviewers say of a row, their lines taken together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Line = Mapping[str, Any]


@dataclass
class Verdict:
    """What one reviewer says of a row in the end.

    A rejection holds until the same reviewer accepts or edits the row again; of several edits of
    one field the last holds. ``lines`` are the numbers of the lines that count, ``superseded``
    those that a later line of the same reviewer took back.
    """

    reviewer: str
    rejects: bool = False
    edits: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    superseded: list[int] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The verdict in a word, the same for the same verdict: what agreement is counted on."""
        if self.rejects:
            return "reject"
        told = "; ".join(f"{name}={value}" for name, value in sorted(self.edits.items()))
        return f"edit: {told}" if told else "accept"

    def add(self, number: int, line: Line) -> None:
        """Take in a further line of this reviewer."""
        decision = str(line["decision"])
        key = str(line["field"]) if decision == "edit" else "row"
        if decision == "reject":
            self.superseded += self.lines.values()
            self.lines = {}
            self.edits = {}
        elif self.rejects:
            self.superseded += self.lines.values()
            self.lines = {}
        elif key in self.lines:
            self.superseded.append(self.lines[key])
        self.rejects = decision == "reject"
        if decision == "edit":
            self.edits[key] = str(line["value"])
        self.lines[key] = number


def verdicts(lines: Iterable[tuple[int, Line]]) -> list[Verdict]:
    """Give the verdict of each reviewer on one row.

    Parameters
    ----------
    lines
        The lines on that row with their numbers, in the order in which they were made.

    Returns
    -------
    list of Verdict
        One a reviewer, in the order in which they first spoke.

    Examples
    --------
    >>> said = [
    ...     (0, {"reviewer": "A", "decision": "accept", "field": "", "value": ""}),
    ...     (1, {"reviewer": "A", "decision": "edit", "field": "act", "value": "raise"}),
    ...     (2, {"reviewer": "B", "decision": "reject", "field": "", "value": ""}),
    ... ]
    >>> [(v.reviewer, v.code) for v in verdicts(said)]
    [('A', 'edit: act=raise'), ('B', 'reject')]
    """
    found: dict[str, Verdict] = {}
    for number, line in lines:
        reviewer = str(line["reviewer"])
        found.setdefault(reviewer, Verdict(reviewer)).add(number, line)
    return list(found.values())
