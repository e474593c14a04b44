from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis.articles import read_article
from analysis.extraction.pipeline import extract

WORDS = st.sampled_from(
    "Norway Sweden demanded agreed “truce” that the rebels ’s withdraw , . ; : ( ) — \n • 1. not "
    "until if Mr Kim U.S. said “We will never” ‘yes’ Oslo on Monday 30-day forces’ prisoners and "
    "ceasefire ÇELİK 北 e\u0301 … 48 its they both sides".split(" ")
)


def test_the_same_text_gives_the_same_tables(ukraine, root):
    again = extract(read_article(root / "data" / "raw" / "2025-03-18-before-the-call.md"))
    for name, table in ukraine.tables.items():
        left, right = (
            pd.DataFrame(t).drop(columns="geometry", errors="ignore")
            for t in (table, again.tables[name])
        )
        pd.testing.assert_frame_equal(left, right)


def test_row_ids_survive_a_paragraph_put_before(gaza, root):
    path = root / "data" / "raw" / "2025-01-16-gaza-ceasefire-deal.md"
    article = read_article(path)
    later = read_article(
        "The weather was fine in the harbour.\n" + article.text,
        source_id=article.source_id,
        published=article.published,
    )
    before, after = gaza.conditions, extract(later).conditions
    assert len(before) > 10
    kept = set(before["row_id"]) & set(after["row_id"])
    assert len(kept) >= 0.9 * len(before)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=60))
def test_any_text_gives_valid_tables(words):
    text = " ".join(words)
    if not text.strip():
        return
    dossier = extract(read_article(text + "\n", source_id="any", published="2024-05-03"))
    for name, table in dossier.tables.items():
        if name == "sources" or table.empty:
            continue
        body = dossier.sources["text"].item()
        assert (table["end"] <= len(body)).all()
        cut = [body[s:e] for s, e in zip(table["start"], table["end"], strict=True)]
        assert table["evidence"].tolist() == cut


def test_a_text_without_a_negotiation_gives_empty_tables():
    dossier = extract(
        read_article("Bake the bread until it is brown.\n", source_id="x", published="2024-05-03")
    )
    assert dossier.conditions.empty
    assert dossier.quotes.empty


def test_the_public_names_are_there_and_importing_the_package_is_light():
    for name in analysis.__all__:
        assert getattr(analysis, name) is not None
    code = "import sys, analysis; print('spacy' in sys.modules or 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'conjure'"):
        analysis.conjure  # noqa: B018


def test_the_sources_table_says_what_made_it(ukraine):
    row = ukraine.sources.iloc[0]
    assert row["model"] == "en_core_web_sm"
    assert row["model_version"].startswith("3.8")
    assert row["program"].startswith("ceasefire-analysis ")
    assert row["characters"] == len(row["text"])
