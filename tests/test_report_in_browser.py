"""The report as a reader meets it: opened from the disk, clicked, filtered, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from browsing import Seen, visited
from gold_dossier import GAZA, UKRAINE, gold_dossier
from test_report import HOSTILE, hostile_dossier

from analysis import charts, comparison, maps
from analysis.dossier import Dossier
from analysis.errors import ReportError
from analysis.printing import print_pdf
from analysis.report_page import page
from analysis.review import apply_review
from analysis.theme import save_picture

LOOKS = ("", "dark", "contrast")


def drawn(dossier: Dossier, folder: Path) -> list[Path]:
    """The pictures of a report, without the notebooks around them."""
    names = {"actors": dossier.actors, "sources": dossier.sources}
    said = dossier.conditions
    apart = comparison.gaps(said)
    pictures = {
        "positions": charts.plot_positions(said, **names),
        "gaps": charts.plot_gaps(apart, conditions=said, **names),
        "deal": charts.plot_deal_graph(comparison.deal_graph(said), **names),
        "timeline": charts.plot_timeline(dossier.events, **names),
        "demands": charts.plot_demands(said, **names),
        "acts": charts.plot_acts(said, **names),
        "quotes": charts.plot_quotes(dossier.quotes, **names),
        "regions_map": maps.map_regions(dossier.regions, sources=dossier.sources),
    }
    for name, ax in pictures.items():
        save_picture(ax, folder, name, dpi=40)
    plt.close("all")
    return sorted(folder.glob("*.svg"))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """The hand-coded dispatch: one row accepted, one corrected, one that the program doubts."""
    coded = gold_dossier(UKRAINE)
    doubted = coded.conditions["confidence"].where(coded.conditions.index != 2, 0.3)
    coded = Dossier(**{**coded.tables, "conditions": coded.conditions.assign(confidence=doubted)})
    first, second = coded.conditions["row_id"].tolist()[:2]
    decided = {"field": "", "value": "", "reviewer": "AB"}
    return apply_review(
        coded,
        pd.DataFrame(
            [
                {"row_id": first, "decision": "accept"} | decided,
                {"row_id": second, "decision": "edit"}
                | decided
                | {"field": "status", "value": "open"},
            ]
        ),
    )


@pytest.fixture(scope="module")
def report(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    file = folder / "report.html"
    file.write_text(page(dossier, drawn(dossier, folder / "figures")), encoding="utf-8")
    return file


@pytest.fixture
def opened(browser: Any, report: Path) -> Iterator[Any]:
    """The report in a window; at the end it must have made no error and asked for nothing."""
    with visited(browser, report.as_uri()) as (window, seen):
        yield window
        assert seen == Seen(requests=[report.as_uri()])


def row_of(dossier: Dossier, table: str, **wanted: str) -> tuple[str, str]:
    """Id and words of the one row that has these values."""
    rows = dossier.tables[table]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return str(rows["row_id"].iloc[0]), str(rows["evidence"].iloc[0])


def lit_words(window: Any) -> str:
    """The words highlighted in the text."""
    return "".join(window.locator("#text a.lit").all_text_contents())


def in_view(window: Any, selector: str) -> bool:
    """Whether the first such element stands in the window, above the panel."""
    return bool(
        window.evaluate(
            """selector => {
              const box = document.querySelector(selector).getBoundingClientRect();
              const panel = document.getElementById("evidence");
              const floor = panel.hidden ? innerHeight : panel.getBoundingClientRect().top;
              return box.top >= 0 && box.bottom <= floor;
            }""",
            selector,
        )
    )


def test_a_cell_of_the_matrix_opens_the_sentence_that_it_rests_on(
    opened: Any, dossier: Dossier
) -> None:
    row_id, words = row_of(dossier, "conditions", party="russia", issue="mobilisation")
    opened.locator(f'#picture-positions a[data-rows="{row_id}"]').last.click()
    assert opened.locator("#evidence mark").all_text_contents() == [words]
    assert lit_words(opened) == words
    assert opened.url.endswith(f"#rows={row_id}")
    opened.locator("#evidence").get_by_role("button", name="In the text").click()
    assert in_view(opened, "#text a.lit")
    opened.locator("#evidence").get_by_role("button", name="In the table").click()
    assert in_view(opened, f"tr[id='{row_id}']")


@pytest.mark.parametrize(
    ("picture", "table", "wanted"),
    [
        ("regions_map", "regions", {"region_id": "sumy-oblast"}),
        ("timeline", "events", {"event_type": "call"}),
        ("demands", "conditions", {"party": "russia", "issue": "training"}),
        ("gaps", "conditions", {"party": "russia", "issue": "alliance_membership"}),
    ],
)
def test_a_mark_of_any_picture_opens_its_row(
    opened: Any, dossier: Dossier, picture: str, table: str, wanted: dict[str, str]
) -> None:
    row_id, words = row_of(dossier, table, **wanted)
    opened.locator(f'#picture-{picture} a[data-rows="{row_id}"]').last.click(force=True)
    assert words in opened.locator("#evidence").inner_text()
    assert lit_words(opened) == words


def test_a_row_leads_to_its_words_and_a_mark_of_the_text_to_its_rows(
    opened: Any, dossier: Dossier
) -> None:
    row_id, words = row_of(dossier, "conditions", party="russia", issue="training")
    opened.locator(f"tr[id='{row_id}'] td.words a").click()
    assert lit_words(opened) == words
    assert in_view(opened, "#text a.lit")
    opened.get_by_role("button", name="Close").click()
    assert lit_words(opened) == ""
    opened.locator(f"#text a[data-rows~='{row_id}']").first.click()
    assert "lit" in str(opened.locator(f"tr[id='{row_id}']").get_attribute("class"))


def test_a_table_is_filtered_and_sorted_and_its_address_opens_the_same(
    opened: Any,
    browser: Any,
    dossier: Dossier,
) -> None:
    russian = dossier.conditions[dossier.conditions["party"] == "russia"]
    table = opened.locator("#conditions")
    table.locator("[data-key=Party]").select_option("Russia")
    assert table.locator("tbody tr:visible").count() == len(russian)
    assert f"{len(russian)} of 27 rows shown" in table.locator(".shown").inner_text()
    table.get_by_role("button", name="Issue").click()
    issues = table.locator("tbody tr:visible td[data-label=Issue]").all_text_contents()
    assert issues == sorted(issues, key=str.lower)
    table.get_by_role("button", name="Issue").click()
    down = table.locator("tbody tr:visible td[data-label=Issue]").all_text_contents()
    assert down == sorted(issues, key=str.lower, reverse=True)
    assert table.locator("th[aria-sort=descending]").inner_text().startswith("Issue")
    table.locator("[data-key=find]").fill("nato")
    found = table.locator("tbody tr:visible").all_inner_texts()
    assert found and all("nato" in words.lower() for words in found)
    with visited(browser, opened.url) as (again, _):
        assert again.locator("#conditions tbody tr:visible").all_inner_texts() == found
    table.get_by_role("button", name="Show all").click()
    assert table.locator("tbody tr:visible").count() == 27


def test_an_address_opens_the_panel_and_going_back_closes_it(
    opened: Any,
    browser: Any,
    dossier: Dossier,
) -> None:
    row_id, words = row_of(dossier, "conditions", party="russia", issue="root_causes")
    opened.locator(f'#picture-positions a[data-rows="{row_id}"]').last.click()
    with visited(browser, opened.url) as (again, _):
        assert again.locator("#evidence mark").all_text_contents() == [words]
    with visited(browser, opened.url.split("#")[0] + f"#t-{row_id}") as (again, _):
        assert lit_words(again) == words
    opened.go_back()
    assert opened.locator("#evidence").is_hidden()


def test_the_keyboard_does_all_that_the_mouse_does(opened: Any, dossier: Dossier) -> None:
    row_id, words = row_of(dossier, "conditions", party="russia", issue="mobilisation")
    links = opened.locator("#picture-positions a")
    reached = [a for a in links.all() if a.get_attribute("tabindex") != "-1"]
    rows = [str(a.get_attribute("data-rows")) for a in reached]
    assert len(rows) == len(set(rows)) > 20
    assert all(a.get_attribute("aria-label") for a in reached)
    mark = opened.locator(f'#picture-positions a[data-rows="{row_id}"]').first
    assert mark.get_attribute("aria-label") == "Russia demands: mobilisation"
    mark.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("#evidence mark").all_text_contents() == [words]
    assert opened.evaluate("document.activeElement.id") == "h-evidence"
    opened.keyboard.press("Escape")
    assert opened.locator("#evidence").is_hidden()
    assert opened.evaluate("document.activeElement.dataset.rows") == row_id


def test_what_review_says_of_a_row_is_seen_in_table_text_and_picture(
    opened: Any, dossier: Dossier
) -> None:
    accepted, corrected, doubted = dossier.conditions["row_id"].tolist()[:3]
    signs = {accepted: "☑", corrected: "✎", doubted: "◌"}
    for row_id, sign in signs.items():
        assert opened.locator(f"tr[id='{row_id}'] .sign").inner_text() == sign
    looks = {
        row_id: opened.locator(f"#text a[data-rows^='{row_id}']").first.evaluate(
            "node => getComputedStyle(node).borderBottomStyle + getComputedStyle(node).color"
        )
        for row_id in signs
    }
    assert len({look.split("rgb")[0] for look in looks.values()}) == 3
    classes = {
        row_id: str(opened.locator(f"svg a[data-rows='{row_id}']").first.get_attribute("class"))
        for row_id in signs
    }
    assert classes == {accepted: "to accepted", corrected: "to corrected", doubted: "to doubtful"}
    table = opened.locator("#conditions")
    table.locator("[data-key=review]").select_option("doubtful")
    assert table.locator("tbody tr:visible").count() == 1


def test_high_contrast_tells_the_marks_apart_by_their_lines(
    browser: Any,
    report: Path,
) -> None:
    with visited(browser, f"{report.as_uri()}#look=contrast") as (window, _):
        lines = {
            kind: window.locator(f"#text .key .m.{kind}").evaluate(
                "node => { const s = getComputedStyle(node); return "
                "s.textDecorationStyle + s.textDecorationLine + s.borderBottomStyle; }"
            )
            for kind in ("conditions", "quotes", "events", "actors", "regions")
        }
    assert len(set(lines.values())) == 5, lines


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(
    browser: Any,
    report: Path,
    dossier: Dossier,
    look: str,
    width: int,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    row_id, _ = row_of(dossier, "conditions", party="russia", issue="training")
    address = f"{report.as_uri()}#rows={row_id}&look={look}"
    with visited(browser, address, viewport={"width": width, "height": 844}) as (window, _):
        found = Axe().run(window)
        told = [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]
        assert told == []
        wide = window.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0


def test_the_page_is_readable_without_a_script(
    browser: Any,
    report: Path,
    dossier: Dossier,
) -> None:
    row_id, words = row_of(dossier, "conditions", party="russia", issue="training")
    with visited(browser, report.as_uri(), java_script_enabled=False) as (window, _):
        window.locator(f"tr[id='{row_id}'] td.words a").click()
        assert window.url.endswith(f"#t-{row_id}")
        assert window.locator(".tools:visible").count() == 0
        first = window.locator(f"a:has(> #t-{row_id})")
        assert words.startswith(first.inner_text())
        plain = window.locator("#text a.conditions").last
        look = "node => getComputedStyle(node).backgroundColor"
        assert first.evaluate(look) != plain.evaluate(look)


def test_the_report_prints(report: Path, tmp_path: Path, browser: Any) -> None:
    pdf = print_pdf(report, tmp_path / "report.pdf")
    content = pdf.read_bytes()
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page\n") >= 5
    with visited(browser, report.as_uri()) as (window, _):
        window.emulate_media(media="print")
        assert window.locator("nav:visible, .tools:visible, .look:visible").count() == 0
        assert window.locator("#conditions tbody tr:visible").count() == 27


def test_printing_without_a_browser_says_what_to_do(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CEASEFIRE_BROWSER", "no-such-browser")
    with pytest.raises(ReportError, match="needs Chromium or Chrome and none was found"):
        print_pdf(report, tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_hostile_source_is_shown_as_text(browser: Any, tmp_path: Path) -> None:
    dossier = hostile_dossier()
    file = tmp_path / "report.html"
    file.write_text(page(dossier, drawn(dossier, tmp_path / "figures")), encoding="utf-8")
    row_id = str(dossier.conditions["row_id"].iloc[0])
    with visited(browser, f"{file.as_uri()}#rows={row_id}") as (window, seen):
        assert HOSTILE in window.locator("#evidence mark").first.inner_text()
        assert HOSTILE in window.locator("h1").inner_text()
        assert window.locator("main script, main iframe, main object, main img").count() == 0
        assert seen.errors == [] and seen.dialogs == []
        assert [r for r in seen.requests if not r.startswith(file.as_uri())] == []


def test_a_script_that_got_into_the_file_would_not_run(browser: Any, report: Path) -> None:
    spoiled = report.with_name("spoiled.html")
    html = report.read_text(encoding="utf-8")
    spoiled.write_text(html.replace("</main>", "<script>document.title='in'</script></main>"))
    with visited(browser, spoiled.as_uri()) as (window, seen):
        assert window.title() != "in"
        assert "Content Security Policy" in " ".join(seen.errors)


def test_a_series_shows_what_changed_with_both_sentences(browser: Any, tmp_path: Path) -> None:
    from analysis.dossier import concat

    together = concat([gold_dossier(UKRAINE), gold_dossier(GAZA)])
    file = tmp_path / "report.html"
    file.write_text(page(together, []), encoding="utf-8")
    with visited(browser, file.as_uri()) as (window, seen):
        assert window.locator("#text article").count() == 2
        row = window.locator("#changes tbody tr").first
        row.locator("td.words a").click()
        assert window.locator("#text a.lit").count() > 0
        assert seen.errors == []
