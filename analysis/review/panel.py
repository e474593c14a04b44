"""Row by row in JupyterLab: the words in their text, and what a reviewer can say of them."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable
from typing import Any, Final

from analysis.errors import CeasefireAnalysisError, ReviewError
from analysis.labelling import labelled
from analysis.review.decisions import EDITABLE
from analysis.review.fields import as_shown, field_input, field_label, input_text
from analysis.review.session import ReviewSession
from analysis.theme import STANDARD

# Colours of the JupyterLab theme, which is light or dark.
_GOOD: Final = "var(--jp-brand-color1, #1f5fa8)"
_WRONG: Final = "var(--jp-error-color1, #8e1b2c)"
_LESSER: Final = "var(--jp-content-font-color2, #5f6368)"
_KEY: Final = (
    f"<div style='color:{_LESSER};font-size:0.9em;line-height:1.4'>Marked: the words of this row. "
    "Underlined: the words of the other rows of this table. Any other words can be selected for a "
    "new row.</div>"
)


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
    text
        The text of the source, in which the words of a new row are selected.
    addition
        The form for a new row.

    Raises
    ------
    ReviewError
        Where ipywidgets or anywidget is not installed.
    """

    def __init__(self, session: ReviewSession, table: str = "conditions") -> None:
        try:
            import ipywidgets as w

            from analysis.review.addition_form import AdditionForm
            from analysis.review.source_text import SourceText
        except ImportError as error:
            raise ReviewError(
                "the review panel needs ipywidgets and anywidget; install "
                "'ceasefire-analysis[lab]', or decide with ReviewSession."
            ) from error
        self.session = session
        self._w = w
        self._at = 0
        self._ids: list[str] = []
        self._lock = threading.RLock()
        wide = w.Layout(width="auto", min_width="6.5rem")
        self.tables = w.Dropdown(
            options=[(name.capitalize(), name) for name in EDITABLE], value=table,
            description="Table", layout=w.Layout(width="15rem"),
            style={"description_width": "3rem"},
        )  # fmt: skip
        self.only_open = w.Checkbox(
            value=True, description="only undecided", indent=False, layout=w.Layout(width="auto")
        )
        self.bar = w.IntProgress(layout=w.Layout(width="9rem"))
        self.progress = w.Label()
        self.facts = w.HTML()
        self.text = SourceText()
        self.message = w.HTML()
        self.accept = w.Button(
            description="Accept", button_style="success", icon="check", layout=wide
        )
        self.reject = w.Button(
            description="Reject", button_style="danger", icon="times", layout=wide
        )
        self.undo = w.Button(description="Undo", icon="undo", layout=wide)
        self.back = w.Button(description="Back", icon="arrow-left", layout=wide)
        self.next = w.Button(description="Next", icon="arrow-right", layout=wide)
        self.field = w.Dropdown(
            description="Field", layout=w.Layout(width="15rem"), style={"description_width": "3rem"}
        )
        self.value = w.Text()
        self.edit = w.Button(description="Set", icon="pencil", layout=wide)
        self.note = w.Text(
            description="Note", placeholder="why, if you like to say",
            layout=w.Layout(width="auto", flex="1 1 14rem"), style={"description_width": "3rem"},
        )  # fmt: skip
        self.addition = AdditionForm(w, session, self.text)
        self._value_box = w.HBox([self.value], layout=w.Layout(flex="1 1 14rem"))
        self.widget = self._laid_out()
        self._wire()
        self._new_table()

    @property
    def row_id(self) -> str:
        """The id of the row that is shown, empty where none is left."""
        return self._ids[self._at] if self._ids else ""

    def _laid_out(self) -> Any:
        w = self._w

        def row(*widgets: Any) -> Any:
            return w.HBox(widgets, layout=w.Layout(flex_flow="row wrap", align_items="center"))

        def part(*widgets: Any) -> Any:
            line = "1px solid var(--jp-border-color2, #bdbdbd)"
            return w.VBox(
                widgets, layout=w.Layout(border_top=line, margin="0.6rem 0 0", padding="0.3rem 0 0")
            )

        return w.VBox(
            [
                row(self.tables, self.only_open, self.bar, self.progress),
                self.facts,
                self.text,
                w.HTML(_KEY),
                row(self.back, self.accept, self.reject, self.next, self.undo, self.note),
                self.message,
                part(
                    w.HTML("<b>Correct this row</b>"), row(self.field, self._value_box, self.edit)
                ),
                part(w.HTML("<b>Add a row that is missing</b>"), self.addition.widget),
            ],
            layout=w.Layout(max_width="64rem", overflow="hidden"),
        )

    def _wire(self) -> None:
        alone = self._alone
        self.tables.observe(alone(self._new_table), names="value")
        self.only_open.observe(alone(self._listed), names="value")
        self.field.observe(alone(self._offer), names="value")
        self.text.observe(alone(self._chosen), names="chosen")
        self.accept.on_click(alone(lambda: self._decide("accept")))
        self.reject.on_click(alone(lambda: self._decide("reject")))
        self.edit.on_click(
            alone(lambda: self._decide("edit", self.field.value, input_text(self.value)))
        )
        self.undo.on_click(alone(self._undone))
        self.back.on_click(alone(lambda: self._go(-1)))
        self.next.on_click(alone(lambda: self._go(1)))
        self.addition.button.on_click(alone(self._added))

    def _alone(self, action: Callable[[], None]) -> Callable[[object], None]:
        """Let one action end before the next begins: JupyterLab may call from several threads."""

        def act(_: object) -> None:
            with self._lock:
                action()

        return act

    def _new_table(self) -> None:
        self._at = 0
        self._ids = []  # those of the table before have none of these fields
        self.field.options = [(field_label(name), name) for name in EDITABLE[self.tables.value]]
        self.field.value = EDITABLE[self.tables.value][0]
        self.addition.show(self.tables.value)
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
        """Show the row; how far one is comes last, when all else is there."""
        self._mark()
        for button in (self.accept, self.reject, self.edit, self.back, self.next):
            button.disabled = not self._ids
        if self._ids:
            self.facts.value = self._facts()
            self._offer()
        else:
            self.facts.value = "<p>No row is left to decide on.</p>"
        self._count()

    def _count(self) -> None:
        done, whole = self.session.progress(self.tables.value)
        added = int((self.session.reviewed.tables[self.tables.value]["review"] == "added").sum())
        self.bar.max = max(whole, 1)
        self.bar.value = done
        self.progress.value = f"{done} of {whole}{f', {added} added' if added else ''}"

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
            f"<span style='white-space:nowrap;color:{_LESSER}'>{html.escape(field_label(name))}"
            f"</span><span>{html.escape(as_shown(words[name]))}</span>"
            for name in EDITABLE[self.tables.value]
            if name != "evidence" and as_shown(words[name])
        )
        state = self.session.state(self.row_id)
        said = STANDARD.label("review_states", state)
        return (
            f"<div style='margin:0.3rem 0;line-height:1.4'>Row {self._at + 1} of {len(self._ids)} "
            f"<span style='color:{_LESSER}'>· {html.escape(self.row_id)} · {html.escape(said)}"
            "</span></div><div style='display:grid;grid-template-columns:max-content 1fr;"
            f"gap:0.1rem 1rem;line-height:1.4'>{cells}</div>"
        )

    def _mark(self) -> None:
        """Show the text of the row's source, its words marked, those of other rows underlined."""
        reviewed, table = self.session.reviewed, self.tables.value
        row = self._row() if self._ids else {}
        source_id = str(row.get("source_id") or (reviewed.source_ids or [""])[0])
        if not source_id:
            return
        others = reviewed.tables[table]
        others = others[others["source_id"] == source_id]
        text = reviewed.text(source_id)
        self._source_id = source_id
        with self.text.hold_sync():
            if text != self.text.text:
                self.text.chosen = []
                self.text.text = text
            self.text.coded = [
                [int(start), int(end)]
                for start, end in zip(others["start"], others["end"], strict=True)
            ]
            self.text.row = [int(row["start"]), int(row["end"])] if row else []

    def _offer(self) -> None:
        """Offer the codes or the names that the field may have."""
        if not self._ids or self.field.value is None:
            return
        old = self.value
        self.value = field_input(
            self._w, self.tables.value, self.field.value, self.session.reviewed,
            value=as_shown(self._row()[self.field.value]), description="Value",
        )  # fmt: skip
        self.value.style.description_width = "3rem"
        self.value.layout = self._w.Layout(width="auto", flex="1 1 auto")
        self._value_box.children = (self.value,)
        old.close()

    def _chosen(self) -> None:
        """Take selected words for a new row, and for this one where its words are corrected."""
        self.addition.choose()
        if self.field.value == "evidence" and self.text.words:
            self.value.value = self.text.words

    def _tell(self, words: str, *, wrong: bool = False, of_addition: bool = False) -> None:
        """Tell what became of a click, beside the button that was clicked."""
        colour = _WRONG if wrong else _GOOD
        said = f"<div role='status' style='color:{colour};line-height:1.5'>{html.escape(words)}"
        places = [self.message, self.addition.message]
        here, there = reversed(places) if of_addition else places
        here.value, there.value = f"{said}</div>", ""

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
        try:
            undone = self.session.undo()
        except CeasefireAnalysisError as error:
            self._tell(str(error), wrong=True)
            return
        self._tell(f"{undone}: taken back." if undone else "Nothing to take back.")
        self._listed(keep=undone or self.row_id)

    def _go(self, step: int) -> None:
        if self._ids:
            self._at = (self._at + step) % len(self._ids)
            self._listed(keep=self.row_id)

    def _added(self) -> None:
        missing = self.addition.missing()
        if missing:
            self._tell(
                f"The new row still needs: {', '.join(missing)}.", wrong=True, of_addition=True
            )
            return
        values = self.addition.values()
        try:
            label = self.session.add(self.tables.value, values, source_id=self._source_id)
        except CeasefireAnalysisError as error:
            self._tell(str(error), wrong=True, of_addition=True)
            return
        self._tell(f"{label} added and saved in {self.session.path.name}.", of_addition=True)
        self.text.chosen = []
        self.addition.show(self.tables.value)
        self._listed(keep=self.row_id)
