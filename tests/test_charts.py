from __future__ import annotations

import itertools
from collections.abc import Iterator

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from gold_dossier import GAZA, UKRAINE, condition, conditions, gold_dossier
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text

from analysis import schema
from analysis.charts import plot_acts, plot_demands, plot_positions
from analysis.comparison import position_matrix, stances
from analysis.errors import SchemaError
from analysis.theme import STANDARD, luminance, save_picture

# Machado, Oliveira and Fernandes (2009), severity 1: linear RGB as seen with each deficiency.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def marks(ax: Axes) -> list[FancyBboxPatch]:
    return [p for p in ax.patches if isinstance(p, FancyBboxPatch)]


def texts(ax: Axes, gid: str) -> list[str]:
    return [t.get_text() for t in ax.texts if t.get_gid() == gid]


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of a colour as seen."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(seen @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def crowd() -> pd.DataFrame:
    """Fifteen parties with long names that speak to every issue."""
    parties = [f"party-with-a-long-name-{n}" for n in range(14)]
    parties.append("organisation-for-security-and-co-operation-in-europe")
    acts = itertools.cycle(schema.ACTS)
    statuses = itertools.cycle(schema.STATUSES)
    return conditions(
        *(
            condition(party, next(acts), issue, status=next(statuses), target="somebody-else")
            for issue in schema.ISSUES
            for party in parties
        )
    )


def assert_apart(items: list[Text]) -> None:
    boxes = [(t.get_text(), t.get_window_extent()) for t in items if t.get_text().strip()]
    for (one, a), (two, b) in itertools.combinations(boxes, 2):
        assert not a.overlaps(b), f"{one!r} overlaps {two!r}"


def test_parties_and_issues_are_named_in_words() -> None:
    dossier = gold_dossier(UKRAINE)
    ax = plot_positions(dossier.conditions, actors=dossier.actors)
    across = [label.get_text().replace("\n", " ") for label in ax.get_xticklabels()]
    down = [label.get_text() for label in ax.get_yticklabels()]
    assert across[:3] == ["Russia", "Ukraine", "United States"]
    assert set(across) == {"Russia", "Ukraine", "United States", "France", "United Kingdom"}
    assert down[0] == "Cease-fire" and "Security guarantees" in down and "Root causes" in down
    assert len(down) == dossier.conditions["issue"].nunique()


def test_there_is_a_mark_for_each_act_and_status_of_a_cell() -> None:
    table = gold_dossier(UKRAINE).conditions
    ax = plot_positions(table)
    assert len(marks(ax)) == len(stances(table)) == len(texts(ax, "mark"))


def test_several_acts_of_a_cell_stand_side_by_side() -> None:
    ax = plot_positions(
        conditions(condition("north", "demand", "talks"), condition("north", "reject", "talks"))
    )
    first, second = (patch.get_window_extent() for patch in marks(ax))
    assert first.x1 < second.x0 or second.x1 < first.x0
    assert first.y0 == pytest.approx(second.y0)


def test_a_conditional_position_is_dashed_and_says_if() -> None:
    ax = plot_positions(conditions(condition("north", "agree", "talks", status="conditional")))
    assert texts(ax, "mark") == ["✓ if"]
    (patch,) = marks(ax)
    assert patch.get_gid() == "agree conditional"
    assert patch.get_linestyle() not in ("solid", "-")


def test_a_mark_for_two_conditions_says_so() -> None:
    ax = plot_positions(conditions(*[condition("north", "demand", "talks")] * 2))
    assert texts(ax, "count") == ["×2"]
    assert len(marks(ax)) == 1


def test_a_matrix_gives_the_same_acts_as_its_conditions() -> None:
    table = gold_dossier(GAZA).conditions
    acts = {str(p.get_gid()).split()[0] for p in marks(plot_positions(table))}
    from_matrix = {p.get_gid() for p in marks(plot_positions(position_matrix(table)))}
    assert from_matrix == acts


def test_issues_are_headed_by_their_groups() -> None:
    table = conditions(condition("north", "demand", "talks"), condition("north", "agree", "energy"))
    assert texts(plot_positions(table), "issue group") == ["ECONOMY", "PROCESS"]


def test_the_legend_explains_what_is_used_and_nothing_else() -> None:
    ax = plot_positions(conditions(condition("north", "demand", "talks")))
    legend = ax.get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == ["demands"]


def test_parties_can_be_chosen_and_stand_in_the_order_asked_for() -> None:
    dossier = gold_dossier(UKRAINE)
    ax = plot_positions(dossier.conditions, actors=dossier.actors, parties=["ukraine", "russia"])
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Ukraine", "Russia"]


def test_an_unknown_party_or_issue_is_told_with_what_there_is() -> None:
    table = gold_dossier(GAZA).conditions
    with pytest.raises(SchemaError, match="the parties are hamas, israel"):
        plot_positions(table, parties=["russia"])
    with pytest.raises(SchemaError, match="no issue 'peace'"):
        plot_demands(table, issues=["peace"])


def test_no_rows_give_a_picture_that_says_so() -> None:
    empty = schema.empty("conditions")
    assert plot_positions(empty).texts[0].get_text() == "No positions are reported."
    assert plot_demands(empty).texts[0].get_text() == "No demands are reported."


def test_the_caption_says_source_day_and_number_of_rows() -> None:
    dossier = gold_dossier(UKRAINE)
    caption = texts(plot_positions(dossier.conditions, sources=dossier.sources), "caption")[0]
    caption = caption.replace("\n", " ")
    assert "Before the call" in caption and "2025-03-18" in caption
    assert f"{len(dossier.conditions)} conditions" in caption


def test_a_title_with_dollar_signs_is_no_formula() -> None:
    ax = plot_positions(conditions(condition("north", "demand", "talks")), title="$5bn and $x_$")
    ax.figure.canvas.draw()
    assert ax.get_title(loc="left").replace("\\", "") == "$5bn and $x_$"


def test_nothing_overlaps_with_fifteen_parties_and_all_issues() -> None:
    ax = plot_positions(crowd(), title="A title")
    ax.figure.canvas.draw()
    assert_apart([*ax.get_xticklabels(), *ax.get_yticklabels()])
    legend, caption = ax.get_legend(), next(t for t in ax.texts if t.get_gid() == "caption")
    assert legend is not None
    assert_apart(legend.get_texts())
    legend_box, grid = legend.get_window_extent(), ax.get_window_extent()
    assert legend_box.y1 <= grid.y0
    assert caption.get_window_extent().y1 <= legend_box.y0
    heads = [label.get_window_extent().y1 for label in ax.get_xticklabels()]
    assert ax._left_title.get_window_extent().y0 >= max(heads)  # type: ignore[attr-defined]


@pytest.mark.parametrize("parties", [1, 2, 6])
def test_all_that_is_drawn_lies_on_the_page(parties: int) -> None:
    table = crowd()
    chosen = sorted(set(table["party"]))[:parties]
    for plot in (plot_positions, plot_demands):
        ax = plot(table, parties=chosen)
        page = ax.figure.bbox
        for text in [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]:
            box = text.get_window_extent()
            assert page.x0 - 1 <= box.x0 and box.x1 <= page.x1 + 1, text.get_text()
            assert page.y0 - 1 <= box.y0 and box.y1 <= page.y1 + 1, text.get_text()


def test_demands_are_blocks_one_each_for_every_pair_of_parties() -> None:
    dossier = gold_dossier(UKRAINE)
    ax = plot_demands(dossier.conditions, actors=dossier.actors)
    pairs = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert pairs[0] == "Russia → Ukraine"
    blocks = [p for p in ax.patches if p.get_gid() == "demand"]
    assert len(blocks) == (dossier.conditions["act"] == "demand").sum()
    assert any("Mobilisation, training" in t.get_text() for t in ax.texts)


def test_an_axes_that_is_given_is_drawn_into_and_given_back() -> None:
    figure, ax = plt.subplots(figsize=(5, 4))
    assert plot_positions(gold_dossier(GAZA).conditions, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]


def test_global_style_is_left_alone() -> None:
    before = dict(matplotlib.rcParams)
    plot_positions(gold_dossier(GAZA).conditions)
    plot_demands(gold_dossier(UKRAINE).conditions)
    assert dict(matplotlib.rcParams) == before


def test_every_act_has_its_own_mark_that_stands_out_from_its_colour() -> None:
    assert set(STANDARD.acts) == set(schema.ACTS)
    assert len({style.mark for style in STANDARD.acts.values()}) == len(schema.ACTS)
    for style in STANDARD.acts.values():
        light, dark = sorted([luminance(style.colour), luminance(style.ink)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_acts_are_told_apart_with_every_colour_vision(deficiency: str) -> None:
    seen = {
        act: lab(style.colour, DEFICIENCIES[deficiency]) for act, style in STANDARD.acts.items()
    }
    for one, two in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[two]) > 11, f"{one} looks like {two}"


def test_a_picture_saved_twice_is_the_same_and_is_png_and_svg(tmp_path) -> None:  # type: ignore[no-untyped-def]
    table = conditions(condition("north", "demand", "talks"))
    first = save_picture(plot_positions(table), tmp_path / "a", "positions")
    second = save_picture(plot_positions(table), tmp_path / "b", "positions")
    assert [p.name for p in first] == ["positions.png", "positions.svg"]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_a_bar_of_acts_is_cut_by_act_and_each_piece_says_how_many() -> None:
    dossier = gold_dossier(GAZA)
    counts = dossier.conditions.groupby(["party", "act"]).size()
    ax = plot_acts(dossier.conditions, actors=dossier.actors)
    pieces = [p for p in ax.patches if str(p.get_gid() or "").startswith("act ")]
    assert sum(round(p.get_width()) for p in pieces) == len(dossier.conditions)
    assert sorted(round(p.get_width()) for p in pieces) == sorted(counts.tolist())
    assert {t.get_text() for t in ax.get_yticklabels()} == {"Israel", "Hamas"}


def test_no_conditions_give_a_picture_of_acts_that_says_so() -> None:
    ax = plot_acts(schema.empty("conditions"))
    assert ax.texts[0].get_text() == "No conditions are reported."
