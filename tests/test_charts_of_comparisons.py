from __future__ import annotations

import itertools
from collections.abc import Iterator

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from drawn import assert_no_words_overlap, gids, words
from gold_dossier import GAZA, UKRAINE, condition, conditions, gold_dossier
from matplotlib.axes import Axes
from test_charts import DEFICIENCIES, lab

from analysis import schema
from analysis.charts import (
    plot_deal_graph,
    plot_gaps,
    plot_mentions,
    plot_quotes,
    plot_timeline,
    plot_trajectory,
    split_gaps,
    split_positions,
)
from analysis.comparison import deal_graph, gaps, trajectory
from analysis.dossier import concat
from analysis.theme import STANDARD

SERIES = (
    UKRAINE,
    "2025-03-19-after-the-call",
    "2025-06-03-istanbul-memoranda",
    "2025-08-19-after-alaska-and-washington",
    "2025-11-24-two-peace-plans",
)


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.mark.parametrize("palette", [STANDARD.parties, [s.colour for s in STANDARD.gaps.values()]])
@pytest.mark.parametrize("seen", DEFICIENCIES.values(), ids=DEFICIENCIES)
def test_parties_and_codes_stay_apart_with_every_colour_vision(
    palette: list[str], seen: np.ndarray
) -> None:
    for one, two in itertools.combinations(palette, 2):
        # 10 is far above a just noticeable difference (about 2.3) in CIE L*a*b*.
        assert np.linalg.norm(lab(one, seen) - lab(two, seen)) > 10, (one, two)


def test_a_long_matrix_is_split_and_nothing_is_lost() -> None:
    table = conditions(
        *(condition(f"party-{n}", "demand", issue) for issue in schema.ISSUES for n in range(3))
    )
    pages = split_positions(table, lines=10)
    assert len(pages) == 3  # 28 issues, at most ten a page
    said = [t.get_text() for ax in pages for t in ax.get_yticklabels()]
    assert len(said) == len(set(said)) == len(schema.ISSUES)


def test_a_long_gap_chart_is_split_from_settled_to_one_sided_and_nothing_is_lost() -> None:
    frame = pd.DataFrame({"issue": schema.ISSUES, "code": ["one_sided", "settled"] * 14})
    frame = frame.assign(favouring="kenya", opposing="", withholding="", n=1)
    pages = split_gaps(frame, lines=10)
    heads = [[w.split("·")[0].strip(" ✓←") for w in words(ax, "code")] for ax in pages]
    assert heads == [["SETTLED"], ["SETTLED", "ONLY ONE SIDE SPEAKS"], ["ONLY ONE SIDE SPEAKS"]]
    said = [t.get_text() for ax in pages for t in ax.get_yticklabels()]
    assert len(set(said)) == len(said) == 28
    assert pages[1].get_title(loc="left").endswith("(2/3)")


def three_gaps() -> pd.DataFrame:
    """Cyprus, as it might be told: one issue of each code, one that is only raised."""
    rows = [
        ("talks", "settled", "cyprus|northern-cyprus", "", "", 2),
        ("territory", "deadlocked", "cyprus", "northern-cyprus", "", 3),
        ("security_guarantees", "bridgeable", "turkey", "", "cyprus", 2),
        ("energy", "one_sided", "", "", "", 1),
    ]
    names = ["issue", "code", "favouring", "opposing", "withholding", "n"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(issue_group=frame["issue"].map(schema.GROUP_OF_ISSUE), row_ids="")


def test_issues_stand_under_their_code_from_settled_to_one_sided() -> None:
    ax = plot_gaps(three_gaps())
    assert [w.split("·")[0].strip(" ✓≈✗←") for w in words(ax, "code")] == [
        "SETTLED", "BRIDGEABLE", "DEADLOCKED", "ONLY ONE SIDE SPEAKS",
    ]  # fmt: skip
    assert [t.get_text() for t in ax.get_yticklabels()] == [
        "Talks", "Security guarantees", "Territory", "Energy",
    ]  # fmt: skip


def test_each_party_stands_on_its_side_of_each_issue() -> None:
    ax = plot_gaps(three_gaps())
    assert sorted(g for g in gids(ax, "") if g.split()[0] in ("favouring", "opposing",
                                                             "withholding")) == [
        "favouring cyprus", "favouring cyprus", "favouring northern-cyprus", "favouring turkey",
        "opposing northern-cyprus", "withholding cyprus",
    ]  # fmt: skip
    assert words(ax, "note") == ["raised, no side taken"]


def test_two_who_ask_the_opposite_on_one_side_are_said_to() -> None:
    frame = three_gaps().iloc[[1]].assign(favouring="cyprus|turkey", opposing="")
    assert words(plot_gaps(frame), "note") == ["ask the opposite"]


@pytest.mark.parametrize("source_id", [GAZA, *SERIES])
def test_no_words_of_the_gaps_of_a_shipped_dispatch_overlap(source_id: str) -> None:
    d = gold_dossier(source_id)
    assert_no_words_overlap(plot_gaps(gaps(d.conditions), actors=d.actors, sources=d.sources))


def test_forty_issues_and_fifteen_parties_fit_the_gap_chart() -> None:
    parties = [f"party-of-a-rather-long-name-{n}" for n in range(15)]
    frame = pd.DataFrame(
        {
            "issue": [*schema.ISSUES, *(f"further_issue_{n}" for n in range(12))],
            "code": "deadlocked", "favouring": "|".join(parties[:8]),
            "opposing": "|".join(parties[8:]), "withholding": "", "n": 15,
        }
    )  # fmt: skip
    ax = plot_gaps(frame)
    assert len(ax.get_yticklabels()) == 40
    assert len(gids(ax, "favouring")) == 320
    said = set(words(ax, "chip"))
    assert {word.rsplit(" ", 1)[-1] for word in said} == {str(n) for n in range(15)}
    assert_words_in_their_chips(ax)


def assert_words_in_their_chips(ax: Axes) -> None:
    ax.figure.canvas.draw()
    sides = ("favouring ", "withholding ", "opposing ")
    chips = [p.get_window_extent() for p in ax.patches if str(p.get_gid()).startswith(sides)]
    for text in (t for t in ax.texts if t.get_gid() == "chip"):
        box = text.get_window_extent()
        held = [chip for chip in chips if chip.contains((box.x0 + box.x1) / 2,
                                                        (box.y0 + box.y1) / 2)]  # fmt: skip
        assert any(chip.x0 <= box.x0 and box.x1 <= chip.x1 for chip in held), text.get_text()


def event(day: str, kind: str, phase: str, **more: object) -> dict[str, object]:
    row = {
        "source_id": "note", "event_type": kind, "participants": "", "region_id": "",
        "date_start": day, "date_end": day, "date_text": "", "duration_hours": None,
        "phase": phase, "evidence": "something was", "start": 0, "end": 13, "rule": "test",
        "confidence": 0.9,
    } | more  # fmt: skip
    return row


def events(*rows: dict[str, object]) -> pd.DataFrame:
    placed = [row | {"start": 20 * n, "end": 20 * n + 13} for n, row in enumerate(rows)]
    return schema.from_records("events", placed)


def test_planned_events_are_hollow_and_ranges_are_drawn() -> None:
    ax = plot_timeline(
        events(
            event("2015-02-12", "agreement", "past"),
            event("2015-02-15", "military_move", "planned", date_end="2015-03-01"),
            event("", "other", "past"),
        )
    )
    past, planned = (
        next(line for line in ax.lines if line.get_gid() == gid)
        for gid in ("agreement past", "military_move planned")
    )
    assert past.get_markerfacecolor() != "#ffffff"
    assert planned.get_markerfacecolor() != planned.get_markeredgecolor()
    assert len(gids(ax, "period")) == 1
    assert "1 undated" in " ".join(t.get_text() for t in [*ax.texts, *ax.figure.texts])


def test_later_events_stand_to_the_right_and_below() -> None:
    ax = plot_timeline(
        events(event("2020-10-10", "agreement", "past"), event("2020-11-09", "call", "past"))
    )
    first, second = (
        next(line for line in ax.lines if line.get_gid() == gid)
        for gid in ("agreement past", "call past")
    )
    assert first.get_xdata()[0] < second.get_xdata()[0]
    assert first.get_ydata()[0] < second.get_ydata()[0]  # inches, downwards
    assert ax.yaxis_inverted()


def test_a_doubtful_event_is_faint_until_a_reviewer_accepts_it() -> None:
    doubtful = event("2020-10-10", "strike", "past", confidence=0.4)
    for row, alpha in ((doubtful, 0.45), (doubtful | {"review": "accepted"}, 1.0)):
        ax = plot_timeline(events(row))
        (mark,) = [line for line in ax.lines if line.get_gid() == "strike past"]
        assert mark.get_alpha() == alpha


@pytest.mark.parametrize("source_id", [GAZA, *SERIES])
def test_no_words_of_a_timeline_overlap(source_id: str) -> None:
    d = gold_dossier(source_id)
    assert_no_words_overlap(plot_timeline(d.events, actors=d.actors, sources=d.sources))


def course(*rows: tuple[str, str, str, str, float, str]) -> pd.DataFrame:
    names = ["published", "party", "issue", "act", "position", "change"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(source_id=frame["published"], status="open", n=1, row_ids="")


def test_a_party_that_moves_is_one_line_with_a_mark_a_source() -> None:
    ax = plot_trajectory(
        course(
            ("2016-08-24", "farc", "accountability", "reject", -1.0, ""),
            ("2016-11-24", "farc", "accountability", "agree", 0.6, "softened"),
            ("2016-11-24", "colombia", "accountability", "demand", 1.0, "new"),
        )
    )
    (line,) = [x for x in ax.lines if x.get_gid() == "accountability farc"]
    early, late = line.get_ydata()
    assert early > late  # against stands below in favour, and y runs downwards
    assert len([x for x in ax.lines if x.get_gid() == "mark"]) == 3
    assert words(ax, "change") == ["▲"]
    assert words(ax, "issue") == ["Accountability"]


@pytest.mark.parametrize("seen", [SERIES, SERIES[:2]])
def test_a_mark_is_as_high_as_its_position_whoever_else_stands_there(
    seen: tuple[str, ...],
) -> None:
    moves = trajectory([gold_dossier(source_id) for source_id in seen])
    for issue, rows in moves.groupby("issue"):
        ax = plot_trajectory(moves, issues=[str(issue)])
        height: dict[float, float] = {}
        for party, mine in rows.groupby("party"):
            (line,) = [x for x in ax.lines if x.get_gid() == f"{issue} {party}"]
            for position, y in zip(mine.sort_values("published")["position"], line.get_ydata(),
                                   strict=True):  # fmt: skip
                assert height.setdefault(float(position), float(y)) == pytest.approx(float(y))
        levels = [height[position] for position in sorted(height, reverse=True)]
        assert levels == sorted(levels)  # the more in favour, the higher; y runs downwards
        plt.close("all")


def test_three_who_ask_the_same_on_one_day_stand_side_by_side() -> None:
    ax = plot_trajectory(
        course(*(("2015-02-12", party, "talks", "demand", 1.0, "") for party in "abc"))
    )
    marks = [line for line in ax.lines if line.get_gid() == "mark"]
    xs = sorted(float(mark.get_xdata()[0]) for mark in marks)
    assert len({float(mark.get_ydata()[0]) for mark in marks}) == 1
    assert xs[1] - xs[0] == pytest.approx(0.2) == pytest.approx(xs[2] - xs[1])


def test_more_parties_than_a_scale_can_hold_have_a_lane_and_a_whole_name_each() -> None:
    parties = [f"žemaičių-frontas-už-laisvę-ir-teisingumą-{n:02d}" for n in range(15)]
    rows = [(day, party, "talks", act, at, "")
            for n, party in enumerate(parties)
            for day, act, at in (("2024-01-10", "demand", 1.0),
                                 ("2024-01-11", ("agree", "reject")[n % 2], 0.0))]  # fmt: skip
    ax = plot_trajectory(course(*rows))
    names = words(ax, "party")
    assert len(set(names)) == 15
    assert all(name.endswith(f"{n:02d}") for n, name in enumerate(names))
    marks = {(float(m.get_xdata()[0]), float(m.get_ydata()[0])) for m in ax.lines
             if m.get_gid() == "mark"}  # fmt: skip
    assert len(marks) == 30
    assert_no_words_overlap(ax)


def test_days_next_to_each_other_and_months_apart_are_both_told() -> None:
    series = [gold_dossier(s) for s in SERIES]
    together = concat(series)
    ax = plot_trajectory(trajectory(series), actors=together.actors, sources=together.sources)
    assert set(words(ax, "day")) == {"18 Mar", "19 Mar", "3 Jun", "19 Aug", "24 Nov"}
    first = [t for t in ax.texts if t.get_gid() == "day"][:2]
    ax.figure.canvas.draw()
    a, b = (t.get_window_extent() for t in first)
    assert not a.overlaps(b)


def test_a_term_that_waits_stands_right_of_what_it_waits_for() -> None:
    table = conditions(
        condition("ltte", "withhold", "ceasefire", statement="the rebels accept a truce"),
        condition("sri-lanka", "agree", "ceasefire", statement="a truce at sea",
                  status="conditional", contingent_on="the rebels accept a truce"),
        condition("norway", "propose", "talks", statement="a round in Oslo"),
    )  # fmt: skip
    graph = deal_graph(table)
    ax = plot_deal_graph(graph)
    ids = table["row_id"].tolist()
    boxes = {str(p.get_gid()): p for p in ax.patches if str(p.get_gid()).startswith("node ")}
    assert set(boxes) == {f"node {ids[0]}", f"node {ids[1]}"}
    assert boxes[f"node {ids[0]}"].get_x() < boxes[f"node {ids[1]}"].get_x()
    assert len(gids(ax, "edge")) == 1
    assert "1 hang" in " ".join(t.get_text() for t in [*ax.texts, *ax.figure.texts])


def test_two_who_wait_for_each_other_are_joined_both_ways() -> None:
    graph = nx.DiGraph()
    for node, party in (("c-1", "armenia"), ("c-2", "azerbaijan")):
        graph.add_node(node, party=party, act="agree", issue="withdrawal", status="conditional",
                       statement="its troops leave", evidence="", label=party)  # fmt: skip
    graph.add_edges_from([("c-1", "c-2"), ("c-2", "c-1")])
    ax = plot_deal_graph(graph)
    assert gids(ax, "mutual") == ["mutual"]
    assert gids(ax, "edge") == []


def test_a_circle_of_three_is_three_arrows_one_way_each_around_the_boxes() -> None:
    graph = nx.DiGraph()
    for n in range(3):
        graph.add_node(f"c-{n}", party=f"p{n}", act="agree", issue="talks", status="conditional",
                       statement="something is done", evidence="", label="")  # fmt: skip
    graph.add_edges_from([("c-0", "c-1"), ("c-1", "c-2"), ("c-2", "c-0")])
    ax = plot_deal_graph(graph)
    assert gids(ax, "edge") == ["edge"] * 3
    assert gids(ax, "mutual") == []
    ax.figure.canvas.draw()
    boxes = [
        p.get_window_extent().padded(-2) for p in ax.patches if str(p.get_gid()).startswith("node")
    ]
    for arrow in (p for p in ax.patches if p.get_gid() == "edge"):
        line = arrow.get_path().interpolated(40)
        for x, y in arrow.get_transform().transform(line.vertices)[3:-3]:
            assert not any(box.contains(x, y) for box in boxes)


def test_no_arrow_of_a_larger_deal_runs_through_a_box() -> None:
    graph = nx.DiGraph()
    for n in range(9):
        graph.add_node(
            f"c-{n}",
            party=f"p{n % 3}",
            act="agree",
            issue="talks",
            status="open",
            statement=f"term number {n} of a longer deal",
            evidence="",
            label="",
        )
    graph.add_edges_from(
        [(f"c-{a}", f"c-{b}")
         for a, b in ((0, 3), (1, 3), (2, 4), (3, 5), (0, 6), (4, 6), (6, 7), (2, 8))]
    )  # fmt: skip
    ax = plot_deal_graph(graph)
    boxes = [
        p.get_window_extent().padded(-2) for p in ax.patches if str(p.get_gid()).startswith("node")
    ]
    ax.figure.canvas.draw()
    for arrow in (p for p in ax.patches if p.get_gid() == "edge"):
        path = arrow.get_path().interpolated(40)
        inner = arrow.get_transform().transform(path.vertices)
        for box in boxes:
            assert not any(box.contains(x, y) for x, y in inner[3:-3])
    assert_no_words_overlap(ax)


def test_shares_of_mentions_are_those_counted_by_hand() -> None:
    d = gold_dossier(GAZA)
    spans = [("israel", "Israel"), ("israel", "Israel"), ("hamas", "Hamas"), ("qatar", "Qatar")]
    mentions = schema.from_records(
        "mentions",
        [
            {
                "source_id": GAZA, "text": text, "entity": entity, "form": "name", "literal": None,
                "evidence": text, "start": 10 * n, "end": 10 * n + len(text), "rule": "test",
                "confidence": 1.0,
            }
            for n, (entity, text) in enumerate(spans)
        ],
    )  # fmt: skip
    ax = plot_mentions(mentions, d.actors)
    assert dict(zip(words(ax, "actor"), words(ax, "share"), strict=True)) == {
        "Israel": "50%", "Hamas": "25%", "Qatar": "25%",
    }  # fmt: skip


def test_shares_of_quotes_are_of_words_not_of_quotations() -> None:
    d = gold_dossier(UKRAINE)
    (long, short) = ("one two three four five six", "seven eight")
    rows = [("putin", long), ("trump", short)]
    quotes = schema.from_records(
        "quotes",
        [
            {
                "source_id": UKRAINE, "speaker": speaker, "cue": "", "medium": "",
                "evidence": said, "start": 50 * n, "end": 50 * n + len(said), "rule": "test",
                "confidence": 1.0,
            }
            for n, (speaker, said) in enumerate(rows)
        ],
    )  # fmt: skip
    ax = plot_quotes(quotes, d.actors)
    shares = dict(zip(words(ax, "actor"), words(ax, "share"), strict=True))
    assert shares["Vladimir Putin"] == "75%"
    assert shares["Donald Trump"] == "25%"
    assert_no_words_overlap(ax)
