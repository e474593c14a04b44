"""The form for a row that the program missed: its words are selected in the text."""

from __future__ import annotations

import html
from typing import Any, Final

from analysis.geography.spelling import slug
from analysis.review.additions import REQUIRED
from analysis.review.decisions import ADDABLE, WHERE
from analysis.review.fields import field_input, field_label, input_text
from analysis.review.session import ReviewSession
from analysis.review.source_text import SourceText

_OF_THE_WORDS: Final = ("evidence", WHERE)
# The id that a new row is known by: like its name it is made of its words, until a reviewer writes
# something else.
_OWN_ID: Final = {"actors": "actor_id", "regions": "region_id"}
_NO_WORDS: Final = (
    "Select the words in the text above, with the mouse or with Shift and the arrows."
)


class AdditionForm:
    """Fields of a new row, as lists of codes and names; its words are those selected in the text.

    Parameters
    ----------
    w
        The module ipywidgets.
    session
        Where the row goes.
    text
        Where its words are selected.

    Attributes
    ----------
    fields
        The widgets by field, of the table that was shown last.
    button
        Adds the row; it can be pressed once there are words.
    message
        What became of the row.
    widget
        What the panel shows.
    """

    def __init__(self, w: Any, session: ReviewSession, text: SourceText) -> None:
        self._w = w
        self._session = session
        self._text = text
        self._table = ""
        self._suggested: dict[str, str] = {}
        self.fields: dict[str, Any] = {}
        self.evidence = w.HTML()
        self.button = w.Button(description="Add row", icon="plus", button_style="primary")
        self._grid = w.GridBox(
            layout=w.Layout(grid_template_columns="repeat(auto-fill, minmax(22rem, 1fr))")
        )
        self.message = w.HTML()
        self.widget = w.VBox([self.evidence, self._grid, self.button, self.message])

    def show(self, table: str) -> None:
        """Show the empty fields of a row of a table."""
        self._table = table
        self._suggested = {}
        self.fields = {
            field: field_input(
                self._w, table, field, self._session.reviewed,
                description=f"{field_label(field)}{' *' if field in REQUIRED[table] else ''}",
            )
            for field in ADDABLE[table] if field not in _OF_THE_WORDS
        }  # fmt: skip
        if {"holder", "party"} <= set(self.fields):
            self.fields["holder"].observe(lambda change: self._side(change["new"]), names="value")
        old = self._grid.children
        self._grid.children = tuple(self.fields.values())
        for widget in old:
            widget.close()
        self.choose()

    def values(self) -> dict[str, str]:
        """Give the fields of the row as they stand, and where its words are if they come again."""
        words = self._text.words
        given = {field: input_text(widget) for field, widget in self.fields.items()}
        given["evidence"] = words
        if words and self._text.text.count(words) > 1:
            given[WHERE] = str(self._text.chosen[0])
        return given

    def missing(self) -> list[str]:
        """Name the fields without which there is no row and that are empty still."""
        given = self.values()
        return [field_label(field) for field in REQUIRED[self._table] if not given.get(field)]

    def choose(self) -> None:
        """Take the words that are selected in the text."""
        words = self._text.words
        self.button.disabled = not words
        shown = f"<b>“{html.escape(words)}”</b>" if words else _NO_WORDS
        self.evidence.value = f"<div style='line-height:1.5;margin:0.3rem 0'>{shown}</div>"
        if self._table in _OWN_ID:
            self._suggest({"name": words, _OWN_ID[self._table]: slug(words)})

    def _side(self, holder: str) -> None:
        """Put in the party that the holder of a condition belongs to."""
        actors = self._session.reviewed.actors
        parties = actors.loc[actors["actor_id"] == holder, "party"].tolist()
        offered = {code for _, code in self.fields["party"].options}
        self._suggest({"party": next((p for p in parties if p in offered), "")})

    def _suggest(self, wanted: dict[str, str]) -> None:
        """Fill in what is likely, unless somebody wrote something else."""
        for field, words in wanted.items():
            widget = self.fields[field]
            if widget.value == self._suggested.get(field, ""):
                widget.value = self._suggested[field] = " ".join(words.split())
