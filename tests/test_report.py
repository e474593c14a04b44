from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from gold_dossier import GAZA, UKRAINE, condition, gold_dossier

from analysis import schema
from analysis.dossier import Dossier, concat, from_tables, write_dossier
from analysis.errors import ReportError, SourceError
from analysis.provenance import codebook_version, geography_version
from analysis.report import make_report
from analysis.report_page import page
from analysis.report_page.marks import marked_text
from analysis.report_page.summary import summary
from analysis.report_page.vector import SVG, drawn
from analysis.review import apply_review
from analysis.theme import STANDARD

HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(2)> \"quoted\" 'words' "
    "</style></title> [link](javascript:alert(3)) {{ 7 * 7 }} {% raw %}"
)


class Page(HTMLParser):
    """Elements with their attributes, and the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.elements if "id" in attrs]


def hostile_dossier() -> Dossier:
    """A source whose every field is markup."""
    text = f"{HOSTILE}\n{HOSTILE}\n"
    end = len(HOSTILE)
    source = {
        "source_id": "hostile", "title": HOSTILE, "published": "2025-01-01", "outlet": HOSTILE,
        "url": f"javascript:alert(4)|https://example.org/?a=\"><script>|{HOSTILE}",
        "language": HOSTILE, "characters": len(text), "sha256": "0" * 64, "program": HOSTILE,
        "model": HOSTILE, "model_version": "", "metadata": HOSTILE, "text": text,
    }  # fmt: skip
    span = {"source_id": "hostile", "evidence": HOSTILE, "start": 0, "end": end, "rule": "test",
            "confidence": 1.0}  # fmt: skip
    tables = {name: schema.empty(name) for name in schema.TABLES}
    tables["sources"] = schema.validate("sources", pd.DataFrame([source]))
    tables["actors"] = schema.from_records(
        "actors",
        [span | {"actor_id": "north", "name": HOSTILE, "kind": "person", "role": HOSTILE,
                 "party": HOSTILE, "process_role": "", "n_mentions": 1}],
    )  # fmt: skip
    tables["conditions"] = schema.from_records(
        "conditions",
        [condition("north", "demand", "talks", target=HOSTILE, contingent_on=HOSTILE)
         | {"statement": HOSTILE} | span],
    )  # fmt: skip
    tables["quotes"] = schema.from_records(
        "quotes", [span | {"speaker": "north", "cue": HOSTILE, "medium": HOSTILE}]
    )
    return from_tables(tables)


def write_notebook(path: Path, *cells: str) -> Path:
    notebook = nbformat.v4.new_notebook()
    parameters = nbformat.v4.new_code_cell('source = ""\noutput = ""')
    parameters.metadata["tags"] = ["parameters"]
    notebook.cells = [parameters, *(nbformat.v4.new_code_cell(cell) for cell in cells)]
    nbformat.write(notebook, path)
    return path


def test_markup_in_a_source_is_shown_as_text() -> None:
    html = page(hostile_dossier(), [])
    parsed = Page(html)
    assert {tag for tag, _ in parsed.elements}.isdisjoint({"iframe", "object", "svg", "img"})
    assert [tag for tag, _ in parsed.elements].count("script") == 1  # the page's own
    for _, attributes in parsed.elements:
        assert not [name for name in attributes if name.startswith("on")]
        href = attributes.get("href")
        assert href is None or href.startswith(("#", "https://example.org/"))
    words = "".join(parsed.words)
    assert words.count("<script>alert(1)</script>") >= 6
    assert "{{ 7 * 7 }}" in words and "49" not in words


def test_a_page_loads_nothing_from_elsewhere() -> None:
    html = page(gold_dossier(UKRAINE), [])
    parsed = Page(html)
    for tag, attributes in parsed.elements:
        assert tag not in ("link", "iframe")
        assert "src" not in attributes
    assert "url(" not in html and "@import" not in html
    policy = next(a for t, a in parsed.elements if a.get("http-equiv"))
    assert str(policy["content"]).startswith("default-src 'none'")
    script = html.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in str(policy["content"])


def test_every_condition_event_and_quotation_leads_to_its_words_and_back() -> None:
    dossier = gold_dossier(UKRAINE)
    parsed = Page(page(dossier, []))
    links = {
        str(a["href"])[1:] for _, a in parsed.elements if str(a.get("href", "")).startswith("#")
    }
    assert len(parsed.ids) == len(set(parsed.ids))
    assert links <= set(parsed.ids)
    for name in ("conditions", "events", "quotes", "actors", "regions"):
        for row_id in dossier.tables[name]["row_id"]:
            assert row_id in parsed.ids
            assert f"t-{row_id}" in parsed.ids and f"t-{row_id}" in links


def test_the_text_is_complete_and_unchanged_between_the_marks() -> None:
    for source_id in (UKRAINE, GAZA):
        dossier = gold_dossier(source_id)
        lines = [line for line in dossier.text(source_id).split("\n") if line.strip()]
        shown = ["".join(piece.text for piece in p.pieces) for p in marked_text(dossier, STANDARD)]
        assert shown == lines


def test_codes_are_written_as_words() -> None:
    html = page(gold_dossier(UKRAINE), [])
    words = "".join(Page(html).words)
    assert 'data-label="Country">Ukraine<' in html and ">UKR<" not in html
    assert "Security guarantees" in words
    assert "security_guarantees" not in words and "alliance_posture" not in words


def test_pictures_are_in_the_file_itself_in_the_order_that_they_are_read(tmp_path: Path) -> None:
    for name in ("demands", "positions", "zebra"):
        svg = f'<svg xmlns="{SVG}"><text>{name}</text></svg>'
        (tmp_path / f"{name}.svg").write_text(svg, encoding="utf-8")
    html = page(gold_dossier(GAZA), sorted(tmp_path.glob("*.svg")))
    assert re.findall("<text>(.*)</text>", html) == ["positions", "demands", "zebra"]
    assert all(a["aria-label"] for tag, a in Page(html).elements if tag == "figure")


def test_a_picture_brings_no_script_no_handler_and_no_foreign_address(tmp_path: Path) -> None:
    path = tmp_path / "positions.svg"
    path.write_text(
        f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)">'
        '<script>alert(2)</script><foreignObject><p>x</p></foreignObject>'
        '<style>* {fill: url(https://example.org/)}</style><defs><path id="a b" d="M 1.23456 2"/>'
        '<path id="unused" d="M 0 0"/></defs><use xlink:href="#a b" onclick="alert(3)"/>'
        '<image xlink:href="https://example.org/x.png"/><a xlink:href="javascript:alert(4)">'
        '<text>words</text></a><a xlink:href="#rows=c-1|c-2" target="_blank"><rect/></a>'
        '<a xlink:href="#rows=c-9"><rect/></a></svg>',
        encoding="utf-8",
    )  # fmt: skip
    labels = {"c-1": "North demands: talks", "c-2": "North rejects: talks"}
    made = Page(drawn(path, "p-", labels, {"c-1": "accepted", "c-2": "doubtful"}))
    tags = [tag for tag, _ in made.elements]
    assert tags == ["svg", "defs", "path", "path", "use", "image", "text", "a", "rect", "rect"]
    assert made.elements[2][1] == {"id": "p-a b", "d": "M 1.23 2"}
    assert made.elements[3][1] == {"d": "M 0 0"}
    assert made.elements[4][1] == {"href": "#p-a b"}
    assert made.elements[5][1] == {}
    assert made.elements[7][1] == {
        "href": "#t-c-1", "data-rows": "c-1 c-2", "class": "to doubtful",
        "aria-label": "North demands: talks; North rejects: talks",
    }  # fmt: skip


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "positions.svg"
    for content in ("<svg", "<html xmlns='http://www.w3.org/1999/xhtml'/>"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ReportError, match=r"positions\.svg: is no SVG picture"):
            drawn(path, "p-", {}, {})


def test_the_summary_counts_and_says_what_the_tables_hold() -> None:
    dossier = gold_dossier(UKRAINE)
    numbers, sentences = summary(dossier, STANDARD)
    assert ("parties with a position", 5) in numbers
    assert ("conditions", 27) in numbers
    said = {sentence.text: sentence.rows for sentence in sentences}
    assert "Places of talks, held or planned: Saudi Arabia and White House." in said
    hanging = said["One position hangs on a condition: on cease-fire."]
    rows = dossier.conditions
    assert hanging == tuple(rows.loc[rows["status"] == "conditional", "row_id"])
    asked = next(rows for words, rows in said.items() if "makes the most demands (6)" in words)
    demands = rows[(rows["party"] == "russia") & (rows["act"] == "demand")]
    assert sorted(asked) == sorted(demands["row_id"])


def test_a_source_without_any_row_gives_a_page_that_says_so() -> None:
    nothing = {name: schema.empty(name) for name in schema.TABLES if name != "sources"}
    dossier = from_tables(nothing | {"sources": gold_dossier(GAZA).sources})
    assert "No position of a party is reported." in page(dossier, [])


def test_a_reviewed_row_and_what_was_not_applied_are_told() -> None:
    dossier = gold_dossier(GAZA)
    first, second = dossier.conditions["row_id"].tolist()[:2]
    known = {"field": "", "value": "", "reviewer": "AB"}
    decisions = pd.DataFrame(
        [
            {"row_id": first, "decision": "accept"} | known,
            {"row_id": second, "decision": "edit"} | known | {"field": "act", "value": "raise"},
            {"row_id": "c-gone", "decision": "reject"} | known,
        ]
    )
    shown = Page(page(apply_review(dossier, decisions), []))
    rows = {a["id"]: a.get("class") for tag, a in shown.elements if tag == "tr" and "id" in a}
    assert rows[first] == "accepted"
    assert rows[second] == "corrected"
    words = "".join(shown.words)
    assert f"2 of {len(dossier.conditions)} conditions reviewed by AB" in words
    assert "1 decision could not be applied" in words
    assert "not reviewed" in "".join(Page(page(dossier, [])).words)


def test_the_page_says_what_made_it(ukraine: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1742256000")  # 18 March 2025
    words = " ".join(Page(page(ukraine, [], made_with=[("Notebooks", "own.ipynb")])).words)
    for fact in (
        str(ukraine.sources["sha256"].iloc[0]), codebook_version(), geography_version(),
        "ceasefire-analysis ", "2025-03-18", "own.ipynb",
    ):  # fmt: skip
        assert fact in words


def test_several_sources_make_one_page_with_each_text() -> None:
    both = concat([gold_dossier(UKRAINE), gold_dossier(GAZA)])
    words = "".join(Page(page(both, [])).words)
    assert "2 sources" in words
    assert words.count("Before the call: what each side wants") >= 2


def test_a_report_stands_beside_its_tables_whole(tmp_path: Path) -> None:
    pytest.importorskip("papermill")
    folder = write_dossier(gold_dossier(GAZA), tmp_path / "gaza")
    report = make_report(folder, progress=False)
    assert report == folder / "report.html"
    parsed = Page(report.read_text(encoding="utf-8"))
    assert [tag for tag, _ in parsed.elements].count("svg") == 10
    facts = "".join(parsed.words)
    assert "deal.ipynb, with their parameters" in facts and "matplotlib " in facts
    assert not (folder / "report.pdf").exists()
    assert report.stat().st_size < 5_000_000
    made = {path.name for path in folder.iterdir()}
    assert {"positions.ipynb", "regions_map.ipynb", "figures", "report.html"} <= made
    assert not [name for name in made if name.startswith(".")]
    executed = nbformat.read(folder / "positions.ipynb", as_version=4)
    assert any(cell.get("outputs") for cell in executed.cells)
    assert str(tmp_path) not in (folder / "positions.ipynb").read_text(encoding="utf-8")


def test_a_notebook_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    pytest.importorskip("papermill")
    folder = write_dossier(gold_dossier(GAZA), tmp_path / "gaza")
    (folder / "report.html").write_text("as it was", encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    broken = write_notebook(tmp_path / "broken.ipynb", 'raise ValueError("no such luck")')
    with pytest.raises(ReportError, match=r"broken\.ipynb, cell \d+: ValueError: no such luck"):
        make_report(folder, notebooks=[broken], progress=False)
    assert (folder / "report.html").read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in folder.iterdir()) == before


def test_notebooks_run_in_the_interpreter_that_runs_the_report(tmp_path: Path) -> None:
    pytest.importorskip("papermill")
    import sys

    folder = write_dossier(gold_dossier(GAZA), tmp_path / "gaza")
    probe = write_notebook(
        tmp_path / "probe.ipynb",
        "import sys\nfrom pathlib import Path\nPath('python.txt').write_text(sys.prefix)",
        "import analysis\nfrom analysis.workspace import open_source\nopen_source(source);",
    )
    make_report(folder, notebooks=[probe], progress=False)
    assert (folder / "python.txt").read_text() == sys.prefix


def test_a_folder_or_a_notebook_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        make_report(tmp_path)
    folder = write_dossier(gold_dossier(GAZA), tmp_path / "gaza")
    with pytest.raises(ReportError, match="there is no such notebook"):
        make_report(folder, notebooks=[tmp_path / "none.ipynb"])


def test_a_series_reports_what_moved(tmp_path: Path) -> None:
    pytest.importorskip("papermill")
    together = concat([gold_dossier(UKRAINE), gold_dossier(GAZA)])
    folder = write_dossier(together, tmp_path / "series")
    html = make_report(folder, progress=False).read_text(encoding="utf-8")
    sections = [str(a["id"]) for tag, a in Page(html).elements if tag == "section"]
    assert sections[:4] == [
        "summary", "picture-trajectory", "picture-timeline", "picture-map_series",
    ]  # fmt: skip
    assert "changes" in sections
    # The sources are compared in the order of publication.
    assert "2 sources, 2025-01-16 to 2025-03-18" in html
    assert set(re.findall('data-label="Reported on">([^<]*)<', html)) == {"2025-03-18"}
    assert "changes.ipynb, tables.ipynb, timeline.ipynb, with their parameters" in html


def test_printing_is_refused_before_the_notebooks_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CEASEFIRE_BROWSER", "no-such-browser")
    folder = write_dossier(gold_dossier(GAZA), tmp_path / "gaza")
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(ReportError, match="none was found"):
        make_report(folder, pdf=True, progress=False)
    assert sorted(path.name for path in folder.iterdir()) == before
