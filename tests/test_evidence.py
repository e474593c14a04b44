"""Every mark of a picture leads to the rows behind it, and says how far these were reviewed."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from drawn import words
from gold_dossier import GAZA, UKRAINE, condition, conditions, gold_dossier, region
from matplotlib.axes import Axes

from analysis import charts, comparison, maps, schema
from analysis.dossier import Dossier
from analysis.evidence import evidence_link, linked_rows, review_notes, row_states, together
from analysis.theme import STANDARD


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def links(ax: Axes, begins: str) -> dict[str, set[str]]:
    """The rows that the patches, lines and points whose name begins so lead to, by name."""
    found: dict[str, set[str]] = {}
    for artist in [*ax.patches, *ax.lines, *ax.collections]:
        name = str(artist.get_gid())
        addresses = [artist.get_url(), *(getattr(artist, "get_urls", list)() or [])]
        if name.startswith(begins):
            for address in filter(None, addresses):
                found.setdefault(name, set()).update(linked_rows(address))
    return found


def ids(dossier: Dossier, table: str, **wanted: str) -> set[str]:
    rows = dossier.tables[table]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return set(rows["row_id"])


def test_an_address_is_read_back_and_no_other_is() -> None:
    assert linked_rows(str(evidence_link(["c-1", "c-2"]))) == ["c-1", "c-2"]
    assert evidence_link([]) is None and evidence_link("") is None
    assert linked_rows("https://example.org/#rows=c-1") == []


def test_a_mark_is_as_settled_as_its_least_settled_row() -> None:
    states = {"a": "accepted", "b": "corrected", "c": "doubtful", "d": "disputed"}
    assert together("a", states) == "accepted"
    assert together("a|b", states) == "corrected"
    assert together("a|x", states) == "unreviewed"
    assert together("a|b|c", states) == "doubtful"
    assert together("c|d", states) == "disputed"


def test_a_row_that_a_reviewer_settled_is_not_doubtful() -> None:
    rows = conditions(
        condition("north", "demand", "talks", confidence=0.3),
        condition("north", "demand", "territory", confidence=0.3),
        condition("north", "demand", "access", confidence=0.9),
    ).assign(review=["accepted", "unreviewed", "unreviewed"])
    assert list(row_states(rows).values()) == ["accepted", "doubtful", "unreviewed"]


@pytest.mark.parametrize("source_id", [UKRAINE, GAZA])
def test_each_piece_of_the_bars_of_acts_leads_to_the_acts_of_its_party(source_id: str) -> None:
    dossier = gold_dossier(source_id)
    ax = charts.plot_acts(dossier.conditions, actors=dossier.actors)
    names = [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()]
    party_of = {
        str(row.name): str(row.actor_id) for row in dossier.actors.itertuples()
    } | {"European allies": "european-allies"}  # fmt: skip
    seen = 0
    for piece in ax.patches:
        if not str(piece.get_gid()).startswith("act "):
            continue
        party = party_of[names[round(piece.get_y() + piece.get_height() / 2)]]
        act = str(piece.get_gid()).removeprefix("act ")
        mine = comparison.stances(dossier.conditions)
        mine = mine[(mine["party"] == party) & (mine["act"] == act)]
        expected = {row for cell in mine["row_ids"] for row in cell.split("|")}
        assert set(linked_rows(str(piece.get_url()))) == expected
        seen += len(expected)
    assert seen == len(dossier.conditions)


def test_every_event_on_the_timeline_leads_to_its_row() -> None:
    dossier = gold_dossier(UKRAINE)
    dated = dossier.events[dossier.events["date_start"] != ""]
    ax = charts.plot_timeline(dossier.events, actors=dossier.actors)
    found = {row for rows in links(ax, "").values() for row in rows}
    assert found == set(dated["row_id"])


def test_a_term_of_the_deal_leads_to_its_condition_and_a_clause_to_none() -> None:
    rows = conditions(
        condition("north", "demand", "talks", contingent_on="the snow melts"),
        condition("south", "agree", "access", contingent_on="the north talks"),
    )
    ax = charts.plot_deal_graph(comparison.deal_graph(rows))
    boxes = links(ax, "node ")
    assert boxes == {f"node {i}": {i} for i in rows["row_id"]}
    assert not any(name.startswith("node text:") for name in boxes)


def test_each_mark_of_the_trajectory_leads_to_the_rows_of_its_source() -> None:
    dossier = gold_dossier(UKRAINE)
    course = comparison.trajectory(dossier)
    ax = charts.plot_trajectory(course, conditions=dossier.conditions)
    shown = links(ax, "mark")["mark"]
    assert shown <= set(dossier.conditions["row_id"]) and len(shown) > 20


def test_an_area_leads_to_the_place_on_one_map_and_to_the_claims_on_the_other() -> None:
    places = schema.from_records("regions", [region("Goma", 29.23, -1.67, start=10, end=14)])
    rows = conditions(
        condition("north", "demand", "withdrawal", statement="troops leave Goma"),
        condition("south", "reject", "withdrawal", statement="troops leave Goma"),
        condition("south", "demand", "talks", statement="a meeting"),
    )
    on_map = links(maps.map_regions(places), "mark ")
    assert on_map == {"mark goma": set(places["row_id"])}
    claims = links(maps.map_claims(rows, places), "claim ")
    assert claims == {"claim goma": set(rows["row_id"][:2])}


def test_a_bar_of_who_is_named_leads_to_the_actor_and_of_who_speaks_to_the_words() -> None:
    dossier = gold_dossier(UKRAINE)
    speaker = str(dossier.quotes["speaker"].iloc[0])
    bars = links(charts.plot_quotes(dossier.quotes, dossier.actors), speaker)
    assert bars[speaker] == ids(dossier, "quotes", speaker=speaker)


def test_pictures_bear_the_sign_of_review_and_explain_it() -> None:
    rows = conditions(
        condition("north", "demand", "talks", target="south"),
        condition("south", "reject", "talks", target="north"),
        condition("north", "demand", "access", target="south", confidence=0.2),
    ).assign(review=["accepted", "corrected", "unreviewed"])
    matrix = charts.plot_positions(rows)
    assert sorted(words(matrix, "count")) == ["◌", "☑", "✎"]
    caption = next(t.get_text() for t in matrix.texts if t.get_gid() == "caption")
    assert "☑ reviewed" in caption.replace("\n", " ")
    chips = words(charts.plot_gaps(comparison.gaps(rows), conditions=rows), "chip")
    assert sorted(chips) == ["North\xa0◌", "North\xa0☑", "South\xa0✎"]
    blocks = words(charts.plot_demands(rows), "state")
    assert sorted(blocks) == ["◌", "☑"]


def test_a_picture_of_rows_that_nobody_reviewed_or_doubts_has_no_sign() -> None:
    rows = conditions(condition("north", "demand", "talks"))
    assert words(charts.plot_positions(rows), "count") == []
    assert review_notes(rows["row_id"], row_states(rows), STANDARD) == []


def test_sums_say_how_many_rows_are_doubtful() -> None:
    rows = conditions(
        condition("north", "demand", "talks", confidence=0.2),
        condition("north", "demand", "access", confidence=0.2),
    )
    notes = review_notes(rows["row_id"], row_states(rows), STANDARD, counted=True)
    assert notes == ["uncertain reading, not reviewed: 2."]


def test_a_map_of_stances_leads_to_the_conditions_and_tells_what_was_reviewed() -> None:
    rows = conditions(
        condition("russia", "reject", "recognition", statement="the vote counts"),
        condition("georgia", "demand", "recognition", statement="the border holds"),
    ).assign(review=["accepted", "unreviewed"])
    ax = maps.map_stances(rows, "recognition")
    assert links(ax, "state russia") == {"state russia reject": {rows["row_id"][0]}}
    column = [t.get_text() for child in ax.child_axes for t in child.texts]
    assert "the vote counts\xa0☑" in column and "the border holds" in column


def test_a_place_of_the_map_to_explore_says_what_became_of_it_in_review() -> None:
    pytest.importorskip("folium")
    places = schema.from_records("regions", [region("Goma", 29.23, -1.67)])
    dossier = gold_dossier(GAZA)
    page = maps.explore_regions(
        Dossier(**{**dossier.tables, "regions": places.assign(review="corrected")})
    )
    assert "corrected in review" in page.get_root().render()
