"""Row by row in JupyterLab: the words in their paragraph, and what a reviewer can say of them."""

from __future__ import annotations

import html
from typing import Any, Final

from analysis.errors import CeasefireAnalysisError, ReviewError
from analysis.labelling import labelled
from analysis.review.decisions import ADDABLE, EDITABLE, allowed
from analysis.review.session import ReviewSession

_CONTEXT: Final = 350  # characters before and after the words
_WIDE: Final = {"width": "100%"}


class ReviewPanel:
    """A panel of widgets over a session.

    Parameters
    ----------
    session
        The session; it saves each decision before the panel shows the next row.
    table
        The table to begin with.

    Attributes
    ----------
    widget
        What a notebook shows.

    Raises
    ------
    ReviewError
        Where ipywidgets is not installed.
    """

    def __init__(self, session: ReviewSession, table: str = "conditions") -> None:
        try:
            import ipywidgets as w
        except ImportError as error:
            raise ReviewError(
                "the review panel needs ipywidgets; install 'ceasefire-analysis[lab]', or decide "
                "with ReviewSession."
            ) from error
        self.session = session
        self._w = w
        self._at = 0
        self.tables = w.Dropdown(options=list(EDITABLE), value=table, description="Table")
        self.only_open = w.Checkbox(value=True, description="only undecided", indent=False)
        self.progress = w.Label()
        self.facts = w.HTML()
        self.context = w.HTML()
        self.message = w.HTML()
        self.accept = w.Button(description="Accept", button_style="success", icon="check")
        self.reject = w.Button(description="Reject", button_style="danger", icon="times")
        self.undo = w.Button(description="Undo", icon="undo")
        self.back = w.Button(description="Back", icon="arrow-left")
        self.next = w.Button(description="Next", icon="arrow-right")
        self.field = w.Dropdown(description="Field")
        self.value = w.Combobox(ensure_option=False, description="Value")
        self.edit = w.Button(description="Set", icon="pencil")
        self.note = w.Text(description="Note", placeholder="why")
        self.fields = w.Textarea(
            description="New row", layout=w.Layout(height="9rem", **_WIDE),
            placeholder="a line a field: holder = russia",
        )  # fmt: skip
        self.add = w.Button(description="Add", icon="plus")
        self.widget = self._laid_out()
        self._wire()
        self._new_table()

    @property
    def row_id(self) -> str:
        """The id of the row that is shown, empty where none is left."""
        return self._ids[self._at] if self._ids else ""

    def _laid_out(self) -> Any:
        w = self._w
        row = w.HBox
        return w.VBox(
            [
                row([self.tables, self.only_open, self.progress]),
                self.facts,
                self.context,
                row([self.back, self.accept, self.reject, self.next, self.undo]),
                row([self.field, self.value, self.edit]),
                self.note,
                w.Accordion(children=[w.VBox([self.fields, self.add])], titles=("Add a row",)),
                self.message,
            ],
            layout=w.Layout(max_width="60rem"),
        )

    def _wire(self) -> None:
        self.tables.observe(lambda _: self._new_table(), names="value")
        self.only_open.observe(lambda _: self._listed(), names="value")
        self.field.observe(lambda _: self._offer(), names="value")
        self.accept.on_click(lambda _: self._decide("accept"))
        self.reject.on_click(lambda _: self._decide("reject"))
        self.edit.on_click(lambda _: self._decide("edit", self.field.value, self.value.value))
        self.undo.on_click(lambda _: self._undone())
        self.back.on_click(lambda _: self._go(-1))
        self.next.on_click(lambda _: self._go(1))
        self.add.on_click(lambda _: self._added())

    def _new_table(self) -> None:
        self.field.options = EDITABLE[self.tables.value]
        self.fields.value = "".join(f"{name} = \n" for name in ADDABLE[self.tables.value])
        self._listed()

    def _listed(self, keep: str = "") -> None:
        """List the rows to show, and show the one asked for or the first."""
        ids = self.session.extracted.tables[self.tables.value]["row_id"].tolist()
        if self.only_open.value:
            ids = [i for i in ids if self.session.state(i) in ("unreviewed", "disputed")]
        self._ids = ids
        self._at = ids.index(keep) if keep in ids else min(self._at, max(len(ids) - 1, 0))
        self._show()

    def _show(self) -> None:
        done, whole = self.session.progress(self.tables.value)
        self.progress.value = f"{done} of {whole}"
        buttons = (self.accept, self.reject, self.edit, self.back, self.next)
        for button in buttons:
            button.disabled = not self._ids
        if not self._ids:
            self.facts.value = "<p>No row is left to decide on.</p>"
            self.context.value = ""
            return
        self.facts.value = self._facts()
        self.context.value = self._context()
        self._offer()

    def _row(self) -> dict[str, Any]:
        """The row as it stands now; as it was extracted where it is rejected."""
        for dossier in (self.session.reviewed, self.session.extracted):
            rows = dossier.tables[self.tables.value]
            found = rows[rows["row_id"] == self.row_id]
            if len(found):
                return {str(k): v for k, v in found.to_dict("records")[0].items()}
        raise AssertionError("a row that is listed is in the extraction")

    def _facts(self) -> str:
        rows = self.session.extracted.tables[self.tables.value]
        own = rows[rows["row_id"] == self.row_id].drop(columns="geometry", errors="ignore")
        now = {name: value for name, value in self._row().items() if name in own.columns}
        shown = own.assign(**{k: [v] for k, v in now.items() if k in EDITABLE[self.tables.value]})
        words = labelled(shown, actors=self.session.extracted.actors).to_dict("records")[0]
        cells = "".join(
            f"<tr><th style='text-align:left;padding-right:1rem'>{html.escape(name)}</th>"
            f"<td>{html.escape(str(words[name]))}</td></tr>"
            for name in EDITABLE[self.tables.value]
            if name != "evidence" and str(words[name]) not in ("", "<NA>", "nan", "None")
        )
        state = html.escape(self.session.state(self.row_id))
        return f"<b>{html.escape(self.row_id)}</b> · {state}<table>{cells}</table>"

    def _context(self) -> str:
        row = self._row()
        text = self.session.extracted.text(str(row["source_id"]))
        start, end = int(row["start"]), int(row["end"])
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        return (
            "<p style='line-height:1.5'>…"
            f"{html.escape(before)}<mark>{html.escape(text[start:end])}</mark>{html.escape(after)}…"
            "</p>"
        )

    def _offer(self) -> None:
        """Offer the codes that the field may have, or the actors where it holds one."""
        if not self._ids or self.field.value is None:
            return
        codes = allowed(self.tables.value, self.field.value)
        if not codes and self.field.value in ("holder", "party", "target", "speaker"):
            codes = tuple(self.session.reviewed.actors["actor_id"])
        self.value.options = tuple(code for code in codes if code)
        value = self._row()[self.field.value]
        self.value.value = "" if str(value) in ("<NA>", "nan", "None") else str(value)

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        colour = "#8e1b2c" if wrong else "#1f5fa8"
        self.message.value = f"<p style='color:{colour}'>{html.escape(words)}</p>"

    def _decide(self, decision: str, field: str = "", value: str = "") -> None:
        row_id = self.row_id
        try:
            self.session.decide(row_id, decision, field, value, self.note.value)
        except CeasefireAnalysisError as error:
            self._tell(str(error), wrong=True)
            return
        self.note.value = ""
        self._tell(f"{row_id}: {decision} saved in {self.session.path.name}.")
        # A row is edited in several fields: it stays until it is left.
        if decision != "edit" and not self.only_open.value:
            self._at = min(self._at + 1, len(self._ids) - 1)
        if decision == "edit":
            self._show()
        else:
            self._listed()

    def _undone(self) -> None:
        undone = self.session.undo()
        self._tell(f"{undone}: taken back." if undone else "Nothing to take back.")
        self._listed(keep=undone or self.row_id)

    def _go(self, step: int) -> None:
        if self._ids:
            self._at = (self._at + step) % len(self._ids)
            self._listed(keep=self.row_id)

    def _added(self) -> None:
        pairs = (line.partition("=") for line in self.fields.value.splitlines() if "=" in line)
        values = {name.strip(): value.strip() for name, _, value in pairs}
        try:
            label = self.session.add(self.tables.value, values)
        except CeasefireAnalysisError as error:
            self._tell(str(error), wrong=True)
            return
        self._tell(f"{label} added and saved in {self.session.path.name}.")
        self._new_table()
