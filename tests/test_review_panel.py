from __future__ import annotations

from pathlib import Path

import pytest
from gold_dossier import GAZA, gold_dossier

from analysis.review import ReviewSession, read_review
from analysis.review.panel import ReviewPanel

pytest.importorskip("ipywidgets")


@pytest.fixture
def panel(tmp_path: Path) -> ReviewPanel:
    session = ReviewSession(gold_dossier(GAZA), tmp_path / "gaza.review.csv", "AB")
    return ReviewPanel(session)


def test_the_words_are_shown_in_their_paragraph_and_marked(panel: ReviewPanel) -> None:
    first = panel.session.extracted.conditions.iloc[0]
    assert panel.row_id == first["row_id"]
    assert f"<mark>{first['evidence']}</mark>" in panel.context.value
    assert "Israel" in panel.facts.value
    assert panel.progress.value == f"0 of {len(panel.session.extracted.conditions)}"


def test_a_decision_is_saved_before_the_next_row_is_shown(panel: ReviewPanel) -> None:
    first, second = panel.session.extracted.conditions["row_id"].tolist()[:2]
    panel.note.value = "as reported"
    panel.accept.click()
    assert panel.row_id == second
    (line,) = read_review(panel.session.path).to_dict("records")
    assert (line["row_id"], line["decision"], line["note"]) == (first, "accept", "as reported")
    assert panel.progress.value.startswith("1 of ")
    panel.undo.click()
    assert panel.row_id == first
    assert read_review(panel.session.path).empty


def test_codes_are_offered_for_a_field_and_set(panel: ReviewPanel) -> None:
    row_id = panel.row_id
    panel.field.value = "status"
    assert panel.value.options == ("agreed", "conditional", "open", "refused", "suspended")
    panel.value.value = "suspended"
    panel.edit.click()
    assert panel.row_id == row_id  # it may want another edit
    now = panel.session.reviewed.conditions.set_index("row_id").loc[row_id]
    assert (now["status"], now["review"]) == ("suspended", "corrected")
    panel.field.value = "holder"
    assert "hamas" in panel.value.options


def test_a_wrong_value_is_told_and_nothing_is_saved(panel: ReviewPanel) -> None:
    panel.field.value = "issue"
    panel.value.value = "peace"
    panel.edit.click()
    assert "&#x27;issue&#x27; is &#x27;peace&#x27;" in panel.message.value
    assert not panel.session.path.exists()


def test_a_row_is_added_by_its_fields(panel: ReviewPanel) -> None:
    panel.tables.value = "quotes"
    words = "come into force on Sunday"
    panel.fields.value = f"speaker = hamas\nevidence = {words}\ncue =\n"
    panel.add.click()
    (row,) = panel.session.reviewed.quotes.to_dict("records")
    assert (row["speaker"], row["evidence"], row["review"]) == ("hamas", words, "added")


def test_all_decided_rows_leave_the_list(panel: ReviewPanel) -> None:
    panel.tables.value = "events"
    for _ in range(len(panel.session.extracted.events)):
        panel.reject.click()
    assert panel.row_id == ""
    assert panel.accept.disabled
    assert "No row is left" in panel.facts.value
    panel.only_open.value = False
    assert panel.row_id
    assert "rejected" in panel.facts.value
