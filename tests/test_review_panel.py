from __future__ import annotations

import threading
from pathlib import Path

import pytest
from gold_dossier import GAZA, gold_dossier

from analysis.review import ReviewSession, read_review
from analysis.review.panel import ReviewPanel

pytest.importorskip("anywidget")


def choose(panel: ReviewPanel, words: str, *, nth: int = 1) -> None:
    """Select words in the text, as the browser tells it."""
    start = -1
    for _ in range(nth):
        start = panel.text.text.index(words, start + 1)
    panel.text.chosen = [start, start + len(words)]


@pytest.fixture
def panel(tmp_path: Path) -> ReviewPanel:
    session = ReviewSession(gold_dossier(GAZA), tmp_path / "gaza.review.csv", "AB")
    return ReviewPanel(session)


def test_the_words_are_marked_in_the_whole_text(panel: ReviewPanel) -> None:
    first = panel.session.extracted.conditions.iloc[0]
    assert panel.row_id == first["row_id"]
    assert panel.text.text == panel.session.extracted.text(GAZA)
    assert panel.text.text[slice(*panel.text.row)] == first["evidence"]
    assert len(panel.text.coded) == len(panel.session.extracted.conditions)
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
    codes = [code for _, code in panel.value.options]
    assert codes == ["", "agreed", "conditional", "open", "refused", "suspended"]
    assert ("settled or in force", "agreed") in panel.value.options
    panel.value.value = "suspended"
    panel.edit.click()
    assert panel.row_id == row_id  # it may want another edit
    now = panel.session.reviewed.conditions.set_index("row_id").loc[row_id]
    assert (now["status"], now["review"]) == ("suspended", "corrected")
    panel.field.value = "holder"
    assert ("Hamas", "hamas") in panel.value.options


def test_another_table_has_its_own_fields_and_rows(panel: ReviewPanel) -> None:
    assert panel.field.value == "holder"
    assert panel.value.value == panel.session.extracted.conditions["holder"].iloc[0]
    panel.field.value = "status"
    choose(panel, "come into force on Sunday")
    panel.tables.value = "events"
    assert panel.text.words == "come into force on Sunday"
    assert panel.addition.fields["region_id"].value == ""
    first = panel.session.extracted.events.iloc[0]
    assert (panel.row_id, panel.field.value) == (first["row_id"], "event_type")
    assert panel.value.value == first["event_type"]
    assert "event_type" in panel.addition.fields and "holder" not in panel.addition.fields
    assert panel.text.text[slice(*panel.text.row)] == first["evidence"]


def test_clicks_that_come_from_two_threads_are_taken_one_after_the_other(
    panel: ReviewPanel,
) -> None:
    both = threading.Barrier(2, timeout=30)

    def click() -> None:
        both.wait()
        panel.accept.click()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first_two = panel.session.extracted.conditions["row_id"].tolist()[:2]
    assert read_review(panel.session.path)["row_id"].tolist() == first_two
    assert panel.progress.value.startswith("2 of ")


def test_what_another_window_decided_is_not_written_over(panel: ReviewPanel) -> None:
    first, second = panel.session.extracted.conditions["row_id"].tolist()[:2]
    panel.accept.click()
    other = ReviewPanel(ReviewSession(panel.session.extracted, panel.session.path, "AB"))
    other.reject.click()
    panel.accept.click()
    assert "has been changed since" in panel.message.value
    assert panel.row_id == second
    panel.undo.click()
    assert "has been changed since" in panel.message.value
    decided = read_review(panel.session.path)
    assert decided["row_id"].tolist() == [first, second]
    assert decided["decision"].tolist() == ["accept", "reject"]


def test_a_wrong_value_is_told_and_nothing_is_saved(panel: ReviewPanel) -> None:
    panel.field.value = "days"
    panel.value.value = "a few"
    panel.edit.click()
    assert "&#x27;days&#x27; is &#x27;a few&#x27;" in panel.message.value
    assert not panel.session.path.exists()


def test_a_row_is_added_by_selecting_its_words(panel: ReviewPanel) -> None:
    panel.tables.value = "quotes"
    assert panel.addition.button.disabled
    words = "come into force on Sunday"
    choose(panel, f" {words}")  # a selection takes blanks along
    assert f"“{words}”" in panel.addition.evidence.value
    panel.addition.fields["speaker"].value = "hamas"
    panel.addition.button.click()
    (row,) = panel.session.reviewed.quotes.to_dict("records")
    assert (row["speaker"], row["evidence"], row["review"]) == ("hamas", words, "added")
    assert panel.progress.value == "0 of 0, 1 added"
    assert panel.text.chosen == []
    assert panel.addition.fields["speaker"].value == ""


def test_a_form_that_lacks_a_field_says_which(panel: ReviewPanel) -> None:
    choose(panel, "come into force on Sunday")
    panel.addition.fields["holder"].value = "hamas"
    panel.addition.fields["statement"].value = "the truce begins"
    panel.addition.button.click()
    assert "still needs: Act, Issue, Status." in panel.addition.message.value
    assert not panel.session.path.exists()
    assert panel.addition.fields["statement"].value == "the truce begins"


def test_of_words_that_come_again_those_that_were_selected_are_taken(panel: ReviewPanel) -> None:
    panel.tables.value = "mentions"
    assert panel.text.text.count("Israel") > 2
    choose(panel, "Israel", nth=3)
    start = panel.text.chosen[0]
    panel.addition.fields["entity"].value = "israel"
    panel.addition.fields["form"].value = "name"
    panel.addition.button.click()
    (row,) = panel.session.reviewed.mentions.to_dict("records")
    assert (row["start"], row["text"]) == (start, "Israel")
    again = ReviewSession(panel.session.extracted, panel.session.path, "AB")
    assert again.reviewed.mentions["start"].tolist() == [start]


def test_a_new_actor_is_named_by_the_words_until_another_name_is_written(
    panel: ReviewPanel,
) -> None:
    panel.tables.value = "actors"
    form = panel.addition
    choose(panel, "Sunday")
    assert (form.fields["name"].value, form.fields["actor_id"].value) == ("Sunday", "sunday")
    form.fields["name"].value = "Sunday Times"
    choose(panel, "force")
    assert (form.fields["name"].value, form.fields["actor_id"].value) == ("Sunday Times", "force")


def test_the_party_of_a_holder_is_put_in_until_another_is_chosen(panel: ReviewPanel) -> None:
    fields = panel.addition.fields
    actors = panel.session.extracted.actors.set_index("actor_id")["party"]
    person = next(i for i, party in actors.items() if party == "israel" and i != "israel")
    fields["holder"].value = person
    assert fields["party"].value == "israel"
    fields["holder"].value = "hamas"
    assert fields["party"].value == "hamas"
    fields["party"].value = "israel"
    fields["holder"].value = "hamas"
    fields["holder"].value = person
    fields["holder"].value = "hamas"
    assert fields["party"].value == "israel"


def test_a_row_that_is_there_already_is_not_added_again(panel: ReviewPanel) -> None:
    panel.tables.value = "actors"
    choose(panel, "Israel")
    panel.addition.fields["kind"].value = "government"
    panel.addition.button.click()
    assert "is there already" in panel.addition.message.value
    assert not panel.session.path.exists()


def test_selected_words_correct_the_words_of_a_row(panel: ReviewPanel) -> None:
    row_id = panel.row_id
    panel.field.value = "evidence"
    choose(panel, "come into force on Sunday")
    panel.edit.click()
    now = panel.session.reviewed.conditions.set_index("row_id").loc[row_id]
    assert now["evidence"] == "come into force on Sunday"
    assert panel.text.text[slice(*panel.text.row)] == "come into force on Sunday"


@pytest.mark.parametrize("places", [[5], [9, 4], [-3, 4], [0, 10**6], [3, 3]])
def test_what_is_no_span_of_the_text_is_no_selection(panel: ReviewPanel, places: list[int]) -> None:
    panel.text.chosen = places
    assert panel.text.chosen == []
    assert panel.text.words == ""


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
