"""The notebooks as a person uses them: in JupyterLab, in a browser, with mouse and keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import nbformat
import pytest
from browsing import Seen, visited
from gold_dossier import ROOT, UKRAINE
from jupyter_lab import Lab, OpenNotebook, running_lab
from test_notebooks import NOTEBOOKS, PICTURES, SERIES

from analysis.dossier import Dossier
from analysis.review import read_review

pytest.importorskip("jupyterlab")
pytest.importorskip("anywidget")

MARKUP = (
    "<script>window.ran = 1</script><img src=probe.png onerror='window.ran = 2'>"
    "<svg onload='window.ran = 3'></svg><b>bold</b> [link](javascript:window.ran=4) "
    "![picture](probe.png)"
)
HOSTILE = f"""---
title: "{MARKUP}"
outlet: "Radio {MARKUP}"
published: 2024-08-14
author: "{MARKUP}"
---
{MARKUP}

Sudan's army demands {MARKUP} a cease-fire in Khartoum. "We will not sign {MARKUP} today," said
General Osman <img src=probe.png onerror='window.ran = 5'> Idris of the Sudanese army.

A dove 🕊 was painted 🕊 on the northern bridge. The RSF rejected a withdrawal {MARKUP} on Monday.
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("work")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(
        ROOT / "data/raw", folder / "data/raw", ignore=shutil.ignore_patterns("*.review.csv")
    )
    (folder / "data/raw/hostile.md").write_text(HOSTILE, encoding="utf-8")
    with running_lab(folder, tmp_path_factory.mktemp("home")) as started:
        yield started


@contextmanager
def opened(browser: Any, lab: Lab, name: str) -> Iterator[tuple[OpenNotebook, Seen]]:
    """A notebook in a window; at the end it must have asked for nothing from elsewhere."""
    with visited(browser, lab.address(f"notebooks/{name}.ipynb")) as (page, seen):
        page.set_default_timeout(60_000)
        yield OpenNotebook(page), seen
        local = (f"{lab.url}/", f"{lab.url.replace('http', 'ws')}/", f"blob:{lab.url}/", "data:")
        assert [url for url in seen.requests if not url.startswith(local)] == []
        assert seen.errors == []
        assert seen.dialogs == []


def use_theme(page: Any, theme: str, *, light: bool) -> None:
    """Change the colours of JupyterLab, and wait until they have changed."""
    page.evaluate(
        "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
    )
    page.locator(f"body[data-jp-theme-light={'true' if light else 'false'}]").wait_for(
        state="attached"
    )


def hindrances(page: Any, part: str) -> list[str]:
    """What axe finds in the way of people who see little or use a keyboard."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    return [
        f"{found['id']}: {found['nodes'][0]['html']}"
        for found in axe.run(page, context=part).response["violations"]
    ]


def drag_over(page: Any, words: str) -> None:
    """Select words in the text of the panel with the mouse."""
    place = page.locator(".ceasefire-text").evaluate(
        """(body, words) => {
          const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            const line = () => [...range.getClientRects()];
            body.scrollTop += line()[0].top - body.getBoundingClientRect().top - 60;
            body.scrollIntoView({ block: 'center' });
            const [first, last] = [line()[0], line().at(-1)];
            return [first.left, first.top + first.height / 2,
                    last.right, last.top + last.height / 2];
          }
          throw new Error(`the panel does not show: ${words}`);
        }""",
        words,
    )
    left, top, right, bottom = place
    page.mouse.move(left + 0.5, top)
    page.mouse.down()
    page.mouse.move(right - 4, bottom, steps=5)
    page.mouse.move(right - 0.5, bottom)
    page.mouse.up()


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS if path.stem != "review"])
def test_a_notebook_runs_to_its_end_and_shows_its_pictures(
    name: str,
    browser: Any,
    lab: Lab,
) -> None:
    with opened(browser, lab, name) as (notebook, _):
        notebook.run()
        assert notebook.faults() == []
        wanted = SERIES if name == "changes" else PICTURES[name]
        assert notebook.pictures() == len(wanted)


def test_five_decisions_made_by_hand_outlive_the_kernel(
    browser: Any,
    lab: Lab,
    ukraine: Dossier,
) -> None:
    n = len(ukraine.conditions)
    file = lab.folder / "data/raw" / f"{UKRAINE}.review.csv"
    words = "he was looking forward"
    with opened(browser, lab, "review") as (notebook, seen):
        notebook.run()
        assert notebook.faults() == []
        page = notebook.page

        def press(button: str) -> None:
            page.locator("button.widget-button", has_text=button).click()

        def choose(field: str, value: str) -> None:
            page.get_by_label(field, exact=True).select_option(value)

        page.get_by_text(f"0 of {n}", exact=True).wait_for()
        press("Accept")
        page.get_by_text(f"1 of {n}", exact=True).wait_for()
        press("Reject")
        page.get_by_text(f"2 of {n}", exact=True).wait_for()
        page.get_by_label("Note", exact=True).fill("the report says so")
        press("Accept")
        page.get_by_text(f"3 of {n}", exact=True).wait_for()

        assert page.locator("button.widget-button", has_text="Add row").is_disabled()
        drag_over(page, words)
        page.get_by_text(f"“{words}”", exact=True).wait_for()
        choose("Holder *", "United States")
        party = page.get_by_label("Party", exact=True).locator("option:checked")
        party.filter(has_text="United States").wait_for(state="attached")
        choose("Act *", "raises, without a position")
        choose("Issue *", "Talks")
        choose("Status *", "open")
        page.get_by_label("Statement *", exact=True).fill("a further meeting")
        press("Add row")
        page.get_by_text("new-1 added and saved").wait_for()
        page.get_by_text(f"3 of {n}, 1 added", exact=True).wait_for()

        choose("Field", "Issue")
        page.get_by_label("Value", exact=True).select_option("Sanctions")
        press("Set")
        page.get_by_text(f"4 of {n}, 1 added", exact=True).wait_for()

        decided = read_review(file)
        assert decided["decision"].drop_duplicates().tolist() == [
            "accept", "reject", "add", "edit"
        ]  # fmt: skip
        assert decided["row_id"].nunique() == 5
        added = decided[decided["decision"] == "add"].set_index("field")["value"]
        assert added.to_dict() == {
            "holder": "united-states", "party": "united-states", "act": "raise", "issue": "talks",
            "status": "open", "statement": "a further meeting", "evidence": words,
        }  # fmt: skip

        notebook.kill_kernel()
        assert read_review(file).equals(decided)
        notebook.run()
        assert notebook.faults() == []
        page.get_by_text(f"4 of {n}, 1 added", exact=True).wait_for()
        page.get_by_text(f"Row 1 of {n - 4}").wait_for()
        # JupyterLab says that it lost the kernel that was killed.
        seen.errors[:] = [told for told in seen.errors if "Connection lost" not in told]


def test_words_are_selected_with_the_keyboard_and_the_text_stays_as_it_is(
    browser: Any,
    lab: Lab,
) -> None:
    with opened(browser, lab, "review") as (notebook, _):
        notebook.run()
        page = notebook.page
        text = page.locator(".ceasefire-text")
        before = text.text_content()
        text.focus()
        page.keyboard.press("Control+Home")
        for _ in range(len("Before the call")):
            page.keyboard.press("Shift+ArrowRight")
        page.get_by_text("“Before the call”", exact=True).wait_for()
        page.keyboard.type("abdx")  # b and dd are commands of JupyterLab
        page.keyboard.press("Delete")
        assert text.text_content() == before
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.textContent").strip() == "Back"


def test_the_panel_and_a_dossier_can_be_read_in_the_light_and_in_the_dark(
    browser: Any,
    lab: Lab,
) -> None:
    notebook = nbformat.read(ROOT / "notebooks/review.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells.append(nbformat.v4.new_code_cell("session.reviewed"))
    nbformat.write(notebook, lab.folder / "notebooks/readable.ipynb")
    with opened(browser, lab, "readable") as (shown, _):
        shown.run()
        page = shown.page
        drag_over(page, "he was looking forward")
        page.get_by_text("“he was looking forward”", exact=True).wait_for()
        for theme, light in (("JupyterLab Dark", False), ("JupyterLab Light", True)):
            use_theme(page, theme, light=light)
            assert hindrances(page, ".jp-OutputArea-output .widget-vbox") == []
            assert hindrances(page, ".ceasefire-shown") == []


def test_markup_of_a_source_is_text_in_a_notebook(browser: Any, lab: Lab) -> None:
    cells = (
        "source, reviewer, review, table = 'hostile', 'AB', '', 'conditions'",
        "from analysis import explore_regions, labelled, read_article",
        "from analysis.workspace import open_source",
        "read_article('../data/raw/hostile.md')",
        "dossier, _ = open_source(source)",
        "dossier",
        "dossier.sources",
        "labelled(dossier.conditions, actors=dossier.actors)",
        "dossier.mentions",
        "explore_regions(dossier)",
    )
    shipped = nbformat.read(ROOT / "notebooks/review.ipynb", as_version=4)
    tagged = [c for c in shipped.cells if "parameters" not in c.metadata.get("tags", [])]
    shipped.cells = [
        *map(nbformat.v4.new_code_cell, cells), *(c for c in tagged if c.cell_type == "code")
    ]  # fmt: skip
    nbformat.write(shipped, lab.folder / "notebooks/hostile.ipynb")
    with opened(browser, lab, "hostile") as (notebook, seen):
        notebook.run()
        assert notebook.faults() == []
        page = notebook.page
        text = page.locator(".ceasefire-text")
        text.wait_for()
        assert text.text_content() == HOSTILE.split("---\n")[2]
        assert page.locator(".ceasefire-shown .title").all_text_contents() == [MARKUP, MARKUP]
        shown = page.locator(".ceasefire-shown .words").all_text_contents()
        assert len(shown) == 2 and all(words.count("<script>") == 4 for words in shown)
        # A dove is two units of UTF-16, and one character of the tables.
        drag_over(page, "the northern bridge")
        page.get_by_text("“the northern bridge”", exact=True).wait_for()
        assert [frame.evaluate("() => window.ran ?? null") for frame in page.frames] == [
            None for _ in page.frames
        ]
        assert [url for url in seen.requests if "probe" in url] == []
        made = "b:text-is('bold'), svg[onload], img[src*=probe], a[href^=javascript], script"
        assert page.locator(".jp-OutputArea-output").locator(made).count() == 0
