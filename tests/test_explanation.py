from __future__ import annotations

import pytest

from analysis.errors import SourceError
from analysis.explanation import explain


def test_a_condition_is_shown_in_its_sentence_with_holder_cue_and_target(ukraine):
    rows = ukraine.conditions
    row = rows[(rows["party"] == "ukraine") & (rows["issue"] == "security_guarantees")].iloc[0]
    shown = explain(ukraine, row["row_id"])
    assert "«[holder: Ukraine] had [cue: insisted] on security guarantees»" in shown
    assert "so far nobody has promised any" in shown
    assert "the verb “insist” states the position" in shown


def test_a_row_of_another_table_is_explained_too(ukraine):
    row = ukraine.quotes.iloc[0]
    assert f"«{row['evidence']}»" in explain(ukraine, row["row_id"])


def test_an_unknown_row_is_named(ukraine):
    with pytest.raises(SourceError, match="there is no row 'c-none'"):
        explain(ukraine, "c-none")
