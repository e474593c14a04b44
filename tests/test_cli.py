from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.dossier import read_dossier

GOOD = (
    "---\nsource_id: {0}\ntitle: A note\npublished: 2024-05-03\n---\n"
    "Norway demanded that Sweden withdraw its troops from the border.\n"
)


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, [str(a) for a in arguments])


def test_extract_writes_a_folder_for_each_source(run, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(GOOD.format(name), encoding="utf-8")
    result = run("extract", tmp_path / "one.md", tmp_path / "two.md", "--output", tmp_path / "out")
    assert result.exit_code == 0
    for name in ("one", "two"):
        conditions = pd.read_csv(tmp_path / "out" / name / "conditions.csv", keep_default_na=False)
        assert conditions[["party", "act", "target", "issue"]].values.tolist() == [
            ["norway", "demand", "sweden", "withdrawal"]
        ]


def test_a_source_that_fails_does_not_keep_the_others_from_being_done(run, tmp_path):
    (tmp_path / "good.md").write_text(GOOD.format("good"), encoding="utf-8")
    (tmp_path / "bad.md").write_text("No date here.\n", encoding="utf-8")
    result = run("extract", tmp_path / "bad.md", tmp_path / "good.md", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "bad.md: 'published' is missing" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert (tmp_path / "out" / "good" / "actors.parquet").is_file()
    assert not (tmp_path / "out" / "bad").exists()


def test_an_output_that_cannot_be_written_is_told_in_a_sentence(run, tmp_path):
    (tmp_path / "good.md").write_text(GOOD.format("good"), encoding="utf-8")
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    result = run("extract", tmp_path / "good.md", "-o", tmp_path / "taken")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_two_sources_with_one_id_do_not_overwrite_each_other(run, tmp_path):
    (tmp_path / "a.md").write_text(GOOD.format("same"), encoding="utf-8")
    (tmp_path / "b.md").write_text(
        GOOD.format("same").replace("Norway", "Denmark"), encoding="utf-8"
    )
    result = run("extract", tmp_path / "a.md", tmp_path / "b.md", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "'source_id' is 'same'" in result.stderr
    conditions = (tmp_path / "out" / "same" / "conditions.csv").read_text(encoding="utf-8")
    assert "norway" in conditions
    assert "denmark" not in conditions


def test_plain_text_takes_its_date_from_the_option(run, tmp_path):
    (tmp_path / "memo.txt").write_text("Oslo agreed to a truce on Monday.\n", encoding="utf-8")
    result = run("extract", tmp_path / "memo.txt", "-o", tmp_path, "--published", "2024-05-03")
    assert result.exit_code == 0
    sources = pd.read_csv(tmp_path / "memo" / "sources.csv")
    assert sources["published"].item() == "2024-05-03"


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("conjure", "x.md"),
        ("extract", "a.md", "b.md", "--source-id", "x"),
        ("extract", "a.md", "--colour", "red"),
    ],
)
def test_wrong_usage_ends_with_two(run, arguments):
    assert run(*arguments).exit_code == 2


def test_evaluate_prints_a_line_a_measure(run, tmp_path):
    text = GOOD.format("s").split("---\n")[2]
    (tmp_path / "s.md").write_text(GOOD.format("s"), encoding="utf-8")
    assert run("extract", tmp_path / "s.md", "-o", tmp_path / "out").exit_code == 0
    gold = {key: [] for key in ("actors", "regions", "events", "quotes", "place_mentions")}
    gold |= {
        "source": {"source_id": "s"},
        "conditions": [
            {
                "holder": "norway",
                "party": "norway",
                "act": "demand",
                "target": "sweden",
                "issue": "withdrawal",
                "status": "open",
                "start": 0,
                "end": len(text) - 2,
            }
        ],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "s.json").write_text(json.dumps(gold), encoding="utf-8")
    result = run("evaluate", tmp_path / "gold", tmp_path / "out")
    assert result.exit_code == 0
    line = next(x for x in result.stdout.splitlines() if x.startswith("conditions.strict"))
    assert line.split() == ["conditions.strict", "1.00", "1.00", "1.00", "1/1/1"]


def test_evaluate_without_tables_says_what_to_do(run, tmp_path):
    result = run("evaluate", tmp_path, tmp_path)
    assert result.exit_code == 1
    assert "there is no coded source" in result.stderr


def test_the_module_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "--help"], capture_output=True, text=True, check=True
    )
    assert {"extract", "report", "evaluate"} <= set(done.stdout.split())


def test_a_series_is_laid_together_in_one_folder(run, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(
        "analysis.report.make_report",
        lambda folder, *, pdf: made.append((folder, pdf)) or folder / "report.html",
    )
    for day in (1, 2):
        text = "The rebels demanded the release of prisoners.\n"
        header = f"---\ntitle: Day {day}\npublished: 2024-05-0{day}\n---\n"
        (tmp_path / f"day-{day}.md").write_text(header + text, encoding="utf-8")
    sources = sorted(tmp_path.glob("*.md"))
    done = run("report", *sources, "-o", tmp_path / "out", "--series", "truce", "--pdf")
    assert done.exit_code == 0, done.output
    assert made == [(tmp_path / "out" / "truce", True)]
    assert read_dossier(tmp_path / "out" / "truce").source_ids == ["day-1", "day-2"]


def test_a_series_that_cannot_be_one_is_refused(run, tmp_path):
    source = tmp_path / "day.md"
    source.write_text("---\ntitle: Day\npublished: 2024-05-01\n---\nA truce.\n", encoding="utf-8")
    for arguments, words in (
        ([source, "--series", "truce"], "two sources or more"),
        ([source, source, "--series", "../truce"], "give the name of a folder"),
        ([source, source, "--series", "truce"], "day"),
    ):
        done = run("report", *arguments, "-o", tmp_path / "out")
        assert done.exit_code == 1
        assert words in done.output
    assert run("report", source, "--series", "a", "--title", "T").exit_code == 2
    assert not (tmp_path / "out").exists()
