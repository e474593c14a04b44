"""The text of a source, cut where a mark begins or ends, each piece with the rows that it bears."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from analysis.dossier import Dossier
from analysis.theme import Theme

# A line of fewer letters that ends in none of these is shown as a heading.
HEADING: Final = 90
STOPS: Final = (".", "!", "?", ":", ";", ",", "”", '"', "’", "'", ")")
# Which table a piece leads to where it belongs to several rows.
PRECEDENCE: Final = ("conditions", "quotes", "events", "actors", "regions")


@dataclass(frozen=True)
class Mark:
    """A span of the text that a row rests on."""

    start: int
    end: int
    table: str
    row_id: str
    label: str


@dataclass(frozen=True)
class Piece:
    """Words between two places where something begins or ends.

    Parameters
    ----------
    text
        The words.
    tables
        Tables whose rows rest on them.
    rows
        Ids of these rows, the narrowest first.
    label
        What the rows say.
    begins
        Ids of the rows whose words, or first words, begin here.
    """

    text: str
    tables: tuple[str, ...]
    rows: tuple[str, ...]
    label: str
    begins: tuple[str, ...]

    @property
    def row_id(self) -> str:
        """The row that a click leads to, empty where there is none."""
        return self.rows[0] if self.rows else ""


@dataclass(frozen=True)
class Paragraph:
    """A line of the source; a short one without a stop at its end is taken for a heading."""

    pieces: tuple[Piece, ...]

    @property
    def heading(self) -> bool:
        """Whether it looks like a heading."""
        words = "".join(piece.text for piece in self.pieces).strip()
        return len(words) < HEADING and not words.endswith(STOPS)


def marked_text(dossier: Dossier, theme: Theme) -> list[Paragraph]:
    """Cut the text of a dossier of one source at its marks.

    Parameters
    ----------
    dossier
        The tables of one source.
    theme
        Words for codes.

    Returns
    -------
    list of Paragraph
        All words of the text in order; blank lines are left out.
    """
    text = str(dossier.sources["text"].iloc[0])
    marks = sorted(marks_of(dossier, theme), key=lambda m: (m.start, PRECEDENCE.index(m.table)))
    first: dict[str, Mark] = {}
    for mark in marks:
        first.setdefault(mark.row_id, mark)
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(_pieces(line, at, marks, first)))
        at += len(line) + 1
    return paragraphs


def _pieces(line: str, at: int, marks: list[Mark], first: dict[str, Mark]) -> tuple[Piece, ...]:
    end = at + len(line)
    here = [m for m in marks if m.start < end and m.end > at]
    cuts = sorted({at, end, *(c for m in here for c in (m.start, m.end) if at < c < end)})
    pieces = []
    for start, stop in pairwise(cuts):
        mine = sorted((m for m in here if m.start <= start and m.end >= stop),
                      key=lambda m: (PRECEDENCE.index(m.table), m.end - m.start))  # fmt: skip
        pieces.append(
            Piece(
                text=line[start - at : stop - at],
                tables=tuple(t for t in PRECEDENCE if any(m.table == t for m in mine)),
                rows=tuple(dict.fromkeys(m.row_id for m in mine)),
                label="; ".join(dict.fromkeys(m.label for m in mine)),
                # A mark that runs on from the line before begins where it was first seen.
                begins=tuple(dict.fromkeys(
                    m.row_id for m in mine if m.start == start and first[m.row_id] is m)),
            )
        )  # fmt: skip
    return tuple(pieces)


def marks_of(dossier: Dossier, theme: Theme) -> list[Mark]:
    """Give the marks of a dossier's texts; an actor and a place have one for each mention.

    Parameters
    ----------
    dossier
        The tables.
    theme
        Words for codes.
    """
    names = dict(zip(dossier.actors["actor_id"], dossier.actors["name"], strict=True))
    marks = []
    for row in dossier.conditions.itertuples():
        party = names.get(str(row.party or row.holder), str(row.party or row.holder))
        issue = theme.label("issues", str(row.issue)).lower()
        label = f"{party} {theme.label('acts', str(row.act))}: {issue}"
        marks.append(
            Mark(int(str(row.start)), int(str(row.end)), "conditions", str(row.row_id), label)
        )
    for row in dossier.quotes.itertuples():
        label = f"quotation: {names.get(str(row.speaker), str(row.speaker) or 'speaker unknown')}"
        marks.append(Mark(int(str(row.start)), int(str(row.end)), "quotes", str(row.row_id), label))
    for row in dossier.events.itertuples():
        label = f"event: {theme.label('event_types', str(row.event_type))} {row.date_start}".strip()
        marks.append(Mark(int(str(row.start)), int(str(row.end)), "events", str(row.row_id), label))
    rows = {str(r.actor_id): ("actors", str(r.row_id), str(r.name))
            for r in dossier.actors.itertuples()}  # fmt: skip
    places = {str(r.region_id): ("regions", str(r.row_id), str(r.name))
              for r in dossier.regions.itertuples()}  # fmt: skip
    for row in dossier.mentions.itertuples():
        literal = row.literal is True or str(row.literal) == "True"
        known = (places, rows) if literal else (rows, places)
        entity = str(row.entity)
        found = known[0].get(entity) or known[1].get(entity)
        if found is not None:
            marks.append(Mark(int(str(row.start)), int(str(row.end)), *found))
    # A row that no mention names (one that a reviewer added) has its own words.
    named = {mark.row_id for mark in marks}
    for table in ("actors", "regions"):
        for row in dossier.tables[table].itertuples():
            if str(row.row_id) not in named:
                marks.append(Mark(int(str(row.start)), int(str(row.end)), table, str(row.row_id),
                                  str(row.name)))  # fmt: skip
    return marks
