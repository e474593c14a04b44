"""What the tables say, in numbers and plain sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis.comparison import demand_counts, positions, stances
from analysis.dossier import Dossier
from analysis.theme import Theme, party_names

STATUS_WORDS: Final = (
    ("agreed", "One condition is settled or in force", "{} conditions are settled or in force"),
    ("conditional", "One position hangs on a condition", "{} positions hang on a condition"),
    ("refused", "One condition is refused", "{} conditions are refused"),
    ("suspended", "One condition is suspended", "{} conditions are suspended"),
)


@dataclass(frozen=True)
class Sentence:
    """A plain sentence, and the rows that it says it of."""

    text: str
    rows: tuple[str, ...] = ()


def summary(dossier: Dossier, theme: Theme) -> tuple[list[tuple[str, int]], list[Sentence]]:
    """Sum a dossier up.

    Parameters
    ----------
    dossier
        The tables.
    theme
        Words for codes.

    Returns
    -------
    tuple of list and list
        Numbers with what they count, and sentences. A sentence about what is not there is left
        out.
    """
    cells = positions(dossier.conditions)
    numbers = [
        ("parties with a position", cells["party"].nunique()),
        ("issues", cells["issue"].nunique()),
        ("conditions", len(dossier.conditions)),
        ("actors", dossier.actors["actor_id"].nunique()),
        ("places", dossier.regions["region_id"].nunique()),
        ("events", len(dossier.events)),
        ("quotations", len(dossier.quotes)),
    ]
    sentences = [
        *_condition_sentences(dossier, theme),
        *_place_sentences(dossier.regions),
        *_event_sentences(dossier, theme),
    ]
    return numbers, sentences


def joined(parts: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _rows(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(row for cell in cells for row in str(cell).split("|"))


def _condition_sentences(dossier: Dossier, theme: Theme) -> list[Sentence]:
    counted = stances(dossier.conditions)
    if counted.empty:
        return [Sentence("No position of a party is reported.")]
    names = party_names(dossier.actors, sorted(set(counted["party"])))
    sentences = []
    by_issue = counted.groupby("issue")["party"].nunique().sort_values(ascending=False,
                                                                       kind="stable")  # fmt: skip
    if by_issue.iloc[0] > 1:
        first_issues = by_issue[by_issue == by_issue.iloc[0]].index
        most = [theme.label("issues", issue).lower() for issue in first_issues]
        words = f"What most parties speak to ({_of_parties(by_issue)}): {joined(most[:3])}."
        mine = counted[counted["issue"].isin(first_issues[:3])]
        sentences.append(Sentence(words, _rows(mine["row_ids"])))
    asked = demand_counts(dossier.conditions)
    if not asked.empty:
        totals = asked.groupby("party")["n"].sum().sort_values(ascending=False, kind="stable")
        first = totals.index[0]
        issues = [theme.label("issues", i).lower()
                  for i in dict.fromkeys(asked.loc[asked["party"] == first, "issue"])]  # fmt: skip
        n = int(totals.iloc[0])
        if n > 1 and (totals == n).sum() == 1:
            words = f"{names[first]} makes the most demands ({n}): on {joined(issues)}."
            sentences.append(Sentence(words, _rows(asked.loc[asked["party"] == first, "row_ids"])))
    for status, one, many in STATUS_WORDS:
        mine = counted[counted["status"] == status]
        if len(mine):
            issues = [theme.label("issues", i).lower() for i in dict.fromkeys(mine["issue"])]
            n = int(mine["n"].sum())
            words = f"{one if n == 1 else many.format(n)}: on {joined(issues)}."
            sentences.append(Sentence(words, _rows(mine["row_ids"])))
    return sentences


def _of_parties(by_issue: pd.Series[int]) -> str:
    """How many parties speak to the first of some issues, and to others as many speak to."""
    first = int(by_issue.iloc[0])
    return f"{first} parties each" if (by_issue == first).sum() > 1 else f"{first} parties"


def _place_sentences(regions: pd.DataFrame) -> list[Sentence]:
    sentences = []
    for role, words in (("battlefield", "Places of fighting:"),
                        ("contested", "Contested, or on the table:"),
                        ("venue", "Places of talks, held or planned:")):  # fmt: skip
        mine = regions[(regions["region_role"] == role)]
        names = list(dict.fromkeys(mine.sort_values("start")["name"]))
        if names:
            sentences.append(Sentence(f"{words} {joined(names)}.", _rows(mine["row_id"])))
    return sentences


def _event_sentences(dossier: Dossier, theme: Theme) -> list[Sentence]:
    planned = dossier.events[dossier.events["phase"] == "planned"].sort_values("date_start")
    listed = []
    for row in planned.itertuples():
        day = f" ({_day(str(row.date_start))})" if row.date_start else ""
        listed.append(f"{theme.label('event_types', str(row.event_type))}{day}")
    words = f"Planned: {joined(list(dict.fromkeys(listed)))}."
    return [Sentence(words, _rows(planned["row_id"]))] if listed else []


def _day(iso: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
