from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import schema
from analysis.articles import read_article
from analysis.dossier import Dossier, concat, from_tables, read_dossier, write_dossier
from analysis.errors import ReviewError
from analysis.extraction.pipeline import extract
from analysis.review import (
    COLUMNS,
    ReviewSession,
    apply_review,
    empty_decisions,
    read_review,
    review_agreement,
    review_progress,
    row_digest,
    write_review,
)
from analysis.workspace import extraction, open_source, review_file

TEXT = (
    "Norland demanded that Surland withdraw its troops from the Tarn valley. "
    "Surland rejected the demand on Monday. "
    "“We will not leave,” said Ada Quist, Surland’s foreign minister. "
    "Norland offered to exchange prisoners with Surland."
)


def line(row_id: str, decision: str, field: str = "", value: str = "", **more: str) -> dict:
    known = {"row_id": row_id, "decision": decision, "field": field, "value": value}
    return known | {"reviewer": "AB"} | more


def decided(*lines: dict) -> pd.DataFrame:
    return pd.DataFrame(list(lines))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """Two parties of one war, three conditions, a quotation: small enough to count."""
    spans = {
        "norland": "Norland", "surland": "Surland", "ada-quist": "Ada Quist",
    }  # fmt: skip
    kinds = {"norland": "government", "surland": "government", "ada-quist": "person"}
    parties = {"norland": "norland", "surland": "surland", "ada-quist": "surland"}
    names = {"norland": "Norland", "surland": "Surland", "ada-quist": "Ada Quist"}

    def at(words: str) -> dict:
        start = TEXT.index(words)
        return {
            "source_id": "tarn", "evidence": words, "start": start, "end": start + len(words),
            "rule": "test", "confidence": 0.8,
        }  # fmt: skip

    def said(words: str, holder: str, act: str, issue: str, target: str, statement: str) -> dict:
        return at(words) | {
            "holder": holder, "party": parties[holder], "act": act, "issue": issue,
            "issue_group": schema.GROUP_OF_ISSUE[issue], "target": target, "status": "open",
            "statement": statement, "contingent_on": "", "days": None,
        }  # fmt: skip

    article = read_article(TEXT, source_id="tarn", published="2024-05-07", title="Tarn")
    source = {
        "source_id": "tarn", "title": "Tarn", "published": "2024-05-07", "outlet": "", "url": "",
        "language": "en", "characters": len(TEXT), "sha256": article.sha256, "program": "p",
        "model": "m", "model_version": "1", "metadata": "{}", "text": TEXT,
    }  # fmt: skip
    return from_tables(
        {
            "sources": pd.DataFrame([source]),
            "actors": schema.from_records("actors", [
                at(spans[a]) | {
                    "actor_id": a, "name": names[a], "kind": kinds[a], "role": "",
                    "party": parties[a], "process_role": "belligerent", "n_mentions": 1,
                } for a in names
            ]),
            "conditions": schema.from_records("conditions", [
                said("Norland demanded that Surland withdraw its troops from the Tarn valley",
                     "norland", "demand", "withdrawal", "surland", "Surland withdraws"),
                said("Surland rejected the demand", "surland", "reject", "withdrawal", "",
                     "Surland withdraws"),
                said("Norland offered to exchange prisoners with Surland", "norland", "pledge",
                     "prisoners", "", "exchange of prisoners"),
            ]),
            "regions": schema.empty("regions"),
            "events": schema.from_records("events", [
                at("Surland rejected the demand on Monday") | {
                    "event_type": "statement", "participants": "surland", "region_id": "",
                    "date_start": "2024-05-06", "date_end": "2024-05-06", "date_text": "on Monday",
                    "duration_hours": None, "phase": "past",
                },
            ]),
            "quotes": schema.from_records("quotes", [
                at("We will not leave,") | {"speaker": "ada-quist", "cue": "said", "medium": ""},
            ]),
            "mentions": schema.empty("mentions"),
        }
    )  # fmt: skip


def ids(dossier: Dossier, table: str = "conditions") -> list[str]:
    return dossier.tables[table]["row_id"].tolist()


def test_an_unreviewed_dossier_says_so(dossier: Dossier) -> None:
    assert not dossier.reviewed
    assert set(dossier.conditions["review"]) == {"unreviewed"}


def test_accepted_edited_and_rejected_rows_are_told_apart(dossier: Dossier) -> None:
    demand, refusal, offer = ids(dossier)
    reviewed = apply_review(
        dossier,
        decided(
            line(demand, "accept"), line(offer, "edit", "act", "propose"), line(refusal, "reject")
        ),
    )
    rows = reviewed.conditions.set_index("row_id")
    assert reviewed.reviewed
    assert rows["review"].to_dict() == {demand: "accepted", offer: "corrected"}
    assert rows.loc[offer, "act"] == "propose"
    assert rows.loc[demand, "act"] == "demand"
    assert reviewed.decisions["outcome"].tolist() == ["applied"] * 3
    assert review_progress(reviewed).loc["conditions"].tolist() == [2, 0, 2]
    assert ids(dossier) == [demand, refusal, offer]  # what was given is as it was


def test_a_new_issue_takes_its_group_along_and_the_row_keeps_its_id(dossier: Dossier) -> None:
    demand = ids(dossier)[0]
    reviewed = apply_review(dossier, decided(line(demand, "edit", "issue", "territory")))
    row = reviewed.conditions.set_index("row_id").loc[demand]
    assert (row["issue"], row["issue_group"]) == ("territory", "territory")


def test_corrected_evidence_moves_the_span_to_its_words(dossier: Dossier) -> None:
    demand = ids(dossier)[0]
    words = "Surland withdraw its troops"
    reviewed = apply_review(dossier, decided(line(demand, "edit", "evidence", words)))
    row = reviewed.conditions.set_index("row_id").loc[demand]
    assert TEXT[row["start"] : row["end"]] == words == row["evidence"]


def test_an_added_row_stands_where_its_words_do(dossier: Dossier) -> None:
    fields = {
        "holder": "ada-quist", "party": "surland", "act": "reject", "issue": "withdrawal",
        "statement": "Surland leaves", "status": "refused", "evidence": "We will not leave",
    }  # fmt: skip
    added = [line("new-1", "add", k, v, table="conditions") for k, v in fields.items()]
    reviewed = apply_review(dossier, decided(*added))
    rows = reviewed.conditions
    assert rows["review"].tolist() == ["unreviewed", "unreviewed", "added", "unreviewed"]
    assert rows["issue_group"].iloc[2] == "military"
    assert TEXT[rows["start"].iloc[2] : rows["end"].iloc[2]] == "We will not leave"
    again = apply_review(dossier, reviewed.decisions[list(COLUMNS)])
    assert again.conditions.equals(rows)


@pytest.mark.parametrize(
    ("near", "start"),
    [
        ("", TEXT.index("Surland")),
        (str(TEXT.index("Surland rejected")), TEXT.index("Surland rejected")),
        # The words have moved since: the place nearest to where they were is meant.
        (str(TEXT.index("Surland rejected") + 9), TEXT.index("Surland rejected")),
        ("99999", TEXT.rindex("Surland")),
    ],
)
def test_of_words_that_come_again_those_nearest_to_the_place_are_meant(
    dossier: Dossier, near: str, start: int
) -> None:
    fields = {"entity": "surland", "form": "name", "evidence": "Surland"}
    fields |= {"start": near} if near else {}
    added = [line("new-1", "add", k, v, table="mentions") for k, v in fields.items()]
    mentions = apply_review(dossier, decided(*added)).mentions
    (row,) = mentions[mentions["review"] == "added"].to_dict("records")
    assert (row["start"], row["end"], row["text"]) == (start, start + 7, "Surland")


def test_a_session_tells_that_an_added_row_is_there_already(
    dossier: Dossier, tmp_path: Path
) -> None:
    session = ReviewSession(dossier, tmp_path / "tarn.review.csv", "AB")
    quote = {"speaker": "ada-quist", "evidence": "We will"}
    session.add("quotes", quote)
    with pytest.raises(ReviewError, match="new-2 is there already"):
        session.add("quotes", quote)
    assert len(session.decisions) == 2


def test_an_added_region_is_found_in_the_gazetteer(dossier: Dossier) -> None:
    fields = {
        "region_id": "mosul", "name": "Mosul", "kind": "city", "region_role": "venue",
        "evidence": "Tarn valley",
    }  # fmt: skip
    added = [line("new-1", "add", k, v, table="regions") for k, v in fields.items()]
    (row,) = apply_review(dossier, decided(*added)).regions.to_dict("records")
    assert row["country"] == "IRQ"
    assert row["geometry"].distance(__import__("shapely").Point(43.13, 36.34)) < 0.2


def test_a_decision_on_a_row_that_is_gone_is_listed(dossier: Dossier) -> None:
    reviewed = apply_review(dossier, decided(line("c-0000000000", "reject")))
    assert reviewed.decisions["outcome"].tolist() == ["gone"]
    assert "no row c-0000000000" in reviewed.decisions["reason"].iloc[0]
    assert len(reviewed.conditions) == 3


def test_a_row_that_says_something_else_now_is_not_touched(dossier: Dossier) -> None:
    demand = dossier.conditions.to_dict("records")[0]
    seen = row_digest("conditions", demand | {"act": "propose"})
    reviewed = apply_review(
        dossier, decided(line(demand["row_id"], "edit", "status", "agreed", seen=seen))
    )
    assert reviewed.decisions["outcome"].tolist() == ["changed"]
    assert reviewed.conditions["status"].iloc[0] == "open"
    assert reviewed.conditions["review"].iloc[0] == "unreviewed"


def test_a_decision_survives_text_that_is_added_before_its_row() -> None:
    demand = "Norway demanded that Sweden withdraw its troops from the border."
    first = extract(read_article(demand, source_id="note", published="2025-01-01"))
    (row_id,) = ids(first)
    seen = row_digest("conditions", first.conditions.to_dict("records")[0])
    later = extract(
        read_article(f"Talks went on in Oslo.\n\n{demand}", source_id="note",
                     published="2025-01-01")
    )  # fmt: skip
    reviewed = apply_review(later, decided(line(row_id, "edit", "target", "finland", seen=seen)))
    assert reviewed.decisions["outcome"].tolist() == ["applied"]
    assert reviewed.conditions["target"].tolist() == ["finland"]


def test_an_actor_who_holds_a_row_cannot_be_rejected_before_it(dossier: Dossier) -> None:
    quist = ids(dossier, "actors")[2]
    (quote,) = ids(dossier, "quotes")
    blocked = apply_review(dossier, decided(line(quist, "reject")))
    assert blocked.decisions["outcome"].tolist() == ["blocked"]
    assert quote in blocked.decisions["reason"].iloc[0]
    both = apply_review(dossier, decided(line(quist, "reject"), line(quote, "reject")))
    assert both.decisions["outcome"].tolist() == ["applied", "applied"]
    assert "ada-quist" not in set(both.actors["actor_id"])


def test_a_holder_who_is_no_actor_blocks_the_edit(dossier: Dossier) -> None:
    reviewed = apply_review(dossier, decided(line(ids(dossier)[0], "edit", "holder", "ostland")))
    assert reviewed.decisions["outcome"].tolist() == ["blocked"]
    assert "ostland" in reviewed.decisions["reason"].iloc[0]


def test_the_last_word_of_a_reviewer_holds(dossier: Dossier) -> None:
    demand = ids(dossier)[0]
    reviewed = apply_review(
        dossier,
        decided(
            line(demand, "reject"), line(demand, "edit", "act", "raise"),
            line(demand, "edit", "act", "propose"),
        ),
    )  # fmt: skip
    assert reviewed.decisions["outcome"].tolist() == ["superseded", "superseded", "applied"]
    assert reviewed.conditions["act"].iloc[0] == "propose"


def test_reviewers_who_disagree_leave_the_row_as_it_was_and_are_both_shown(
    dossier: Dossier,
) -> None:
    demand, refusal, _ = ids(dossier)
    lines = decided(
        line(demand, "accept"), line(demand, "reject", reviewer="CD"),
        line(refusal, "accept"), line(refusal, "accept", reviewer="CD"),
    )  # fmt: skip
    reviewed = apply_review(dossier, lines)
    assert reviewed.conditions["review"].tolist() == ["disputed", "accepted", "unreviewed"]
    assert reviewed.decisions["outcome"].tolist() == ["disputed"] * 2 + ["applied"] * 2
    settled = apply_review(dossier, lines, prefer="CD")
    assert demand not in ids(settled)
    assert settled.decisions["outcome"].tolist()[:2] == ["overruled", "applied"]


def test_agreement_of_two_reviewers_is_counted_on_the_rows_of_both(dossier: Dossier) -> None:
    a, b, c = ids(dossier)
    lines = decided(
        line(a, "accept"), line(a, "accept", reviewer="CD"),
        line(b, "reject"), line(b, "accept", reviewer="CD"),
        line(c, "reject"),
    )  # fmt: skip
    (row,) = review_agreement(lines).to_dict("records")
    assert (row["first"], row["second"], row["both"]) == ("AB", "CD", 2)
    assert row["agreement"] == 0.5
    # chance: AB accepts half, CD all: 0.5 of agreement is what chance gives
    assert row["kappa"] == 0.0
    assert row["disputed"] == b


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (line("c-1", "approve"), "'decision' is 'approve'; give one of accept, reject"),
        (line("c-1", "edit", "issue", "peace"), "'issue' is 'peace'; the guide has ceasefire"),
        (line("c-1", "edit", "deadline", "18/03"), "'deadline' is '18/03'; give an ISO date"),
        (line("c-1", "edit", "days", "-3"), "'days' is '-3'; give a number of days above 0"),
        (line("c-1", "edit", "days", "ten"), "'days' is 'ten'; give a number"),
        (line("c-1", "edit", "rule", "x"), "'field' is 'rule'; in conditions a reviewer sets"),
        (line("c-1", "accept", "act", "raise"), "is of the whole row"),
        (line("c-1", "accept", reviewer=""), "'reviewer' is empty"),
        (line("c-1", "accept", date="18.03.2025"), "'date' is '18.03.2025'"),
        (line("new-1", "add", "act", "raise"), "'table' is ''"),
        (line("r-1", "edit", "country", "Ukraine"), "three letters such as UKR"),
        (line("m-1", "edit", "literal", "maybe"), "give true, false, or nothing"),
        (
            line("new-1", "add", "start", "soon", table="quotes"),
            "'start' is 'soon'; give the number",
        ),
        (line("new-1", "add", "start", "-4", table="quotes"), "'start' is '-4'; give the number"),
        (line("q-1", "edit", "start", "4"), "'field' is 'start'; in quotes a reviewer sets"),
    ],
)
def test_a_wrong_line_is_told_in_a_sentence(dossier: Dossier, bad: dict, told: str) -> None:
    with pytest.raises(ReviewError) as error:
        apply_review(dossier, decided(line(ids(dossier)[0], "accept"), bad))
    assert told in str(error.value)
    assert "line 3" in str(error.value)


def test_every_wrong_line_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "tarn.review.csv"
    path.write_text(
        "row_id,decision,field,value,reviewer\nc-1,keep,,,AB\nc-2,accept,,,AB\nc-3,accept,,,\n",
        encoding="utf-8",
    )
    with pytest.raises(ReviewError) as error:
        read_review(path)
    assert [part.split(": ")[0] for part in str(error.value).splitlines()] == [
        f"{path}, line 2",
        f"{path}, line 4",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("row_id,decision\nc-1,accept\n", "columns missing: field, value, reviewer"),
        ("row_id,decision,field,value,reviewer,why\n", "unknown: 'why'"),
        ("row_id,decision,field,value,reviewer\nc-1,accept\n", "line 2"),
    ],
)
def test_a_file_that_is_no_file_of_decisions_is_refused(
    tmp_path: Path, content: str, told: str
) -> None:
    path = tmp_path / "x.review.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReviewError, match=told):
        read_review(path)


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    lines = decided(
        line("c-1", "edit", "statement", 'Tarn, "free" and\nopen', note="= no formula"),
        line("q-2", "accept", date="2024-05-08"),
    )
    path = write_review(lines, tmp_path / "tarn.review.csv")
    back = read_review(path)
    assert back["value"].tolist() == ['Tarn, "free" and\nopen', ""]
    assert back["table"].tolist() == ["conditions", "quotes"]
    assert read_review(write_review(back, path)).equals(back)


def test_a_reviewed_dossier_is_not_reviewed_twice(dossier: Dossier) -> None:
    reviewed = apply_review(dossier, decided(line(ids(dossier)[0], "accept")))
    with pytest.raises(ReviewError, match="reviewed already"):
        apply_review(reviewed, empty_decisions())


def test_reviewed_tables_are_read_as_they_were_written(dossier: Dossier, tmp_path: Path) -> None:
    reviewed = apply_review(dossier, decided(line(ids(dossier)[0], "edit", "days", "30")))
    back = read_dossier(write_dossier(reviewed, tmp_path / "tarn"))
    assert back.reviewed
    assert back.conditions.equals(reviewed.conditions)
    assert back.decisions.equals(reviewed.decisions)
    write_dossier(dossier, tmp_path / "tarn")
    assert not read_dossier(tmp_path / "tarn").reviewed


def test_dossiers_laid_together_keep_their_decisions(dossier: Dossier) -> None:
    lines = decided(line(ids(dossier)[0], "accept", source_id="tarn"))
    together = concat([apply_review(dossier, lines)])
    assert together.reviewed
    assert together.select("tarn").decisions["outcome"].tolist() == ["applied"]


def test_a_session_saves_each_decision_and_goes_on_where_it_stopped(
    dossier: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "tarn.review.csv"
    demand, refusal, offer = ids(dossier)
    session = ReviewSession(dossier, path, "AB")
    assert session.progress() == (0, 3)
    session.decide(demand, "accept")
    session.decide(refusal, "reject")
    assert len(read_review(path)) == 2
    again = ReviewSession(dossier, path, "AB")  # the kernel was killed
    assert again.progress() == (2, 3)
    assert [again.state(row) for row in (demand, refusal, offer)] == [
        "accepted", "rejected", "unreviewed",
    ]  # fmt: skip
    assert not again.undo()  # what an earlier session decided stays
    again.decide(offer, "edit", "status", "conditional")
    assert again.undo()
    assert len(read_review(path)) == 2


def test_a_session_takes_no_decision_that_cannot_be_applied(
    dossier: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "tarn.review.csv"
    session = ReviewSession(dossier, path, "AB")
    with pytest.raises(ReviewError, match="ostland"):
        session.decide(ids(dossier)[0], "edit", "holder", "ostland")
    with pytest.raises(ReviewError, match="no row 'c-none'"):
        session.decide("c-none", "accept")
    with pytest.raises(ReviewError, match="not in the text"):
        session.add("quotes", {"speaker": "ada-quist", "evidence": "We shall see"})
    assert not path.exists()
    assert session.add("quotes", {"speaker": "ada-quist", "evidence": "We will"}) == "new-1"
    assert session.undo()
    assert read_review(path).empty


def test_a_review_beside_the_source_is_laid_over_its_tables(tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "note.md").write_text(
        "---\npublished: 2025-01-01\n---\n"
        "Norway demanded that Sweden withdraw its troops from the border.\n",
        encoding="utf-8",
    )
    plain, _ = open_source(raw / "note.md", tmp_path / "out")
    assert not plain.reviewed
    session = ReviewSession(plain, review_file(read_article(raw / "note.md")), "AB")
    session.decide(ids(plain)[0], "edit", "act", "propose")
    reviewed, _ = open_source(raw / "note.md", tmp_path / "out")
    assert reviewed.conditions["act"].tolist() == ["propose"]
    assert extraction(reviewed).conditions["act"].tolist() == ["demand"]
