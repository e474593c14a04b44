"""The table of event cues: the classes of words and the conditions that its cells name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analysis.codebook import many, read_classes, read_table
from analysis.errors import CodebookError
from analysis.extraction import event_cues


@pytest.fixture
def unread() -> Iterator[None]:
    """Let the table be read anew, before the test and after it."""
    event_cues._cues.cache_clear()
    yield
    event_cues._cues.cache_clear()


def test_the_name_of_a_class_stands_for_its_words() -> None:
    words = read_classes("event_words")["sittings"]
    row = next(r for r in read_table("event_cues") if r["needs"] == "@sittings")
    cues = event_cues._cues()[row["lemma"].split()[0], row["pos"]]
    assert any(cue.needs == set(words) for cue in cues)


def test_every_class_of_words_is_used_and_bears_no_name_of_a_condition() -> None:
    cells = {e for r in read_table("event_cues") for e in (*many(r["needs"]), *many(r["unless"]))}
    names = set(read_classes("event_words"))
    assert {f"@{name}" for name in names} <= cells
    assert not names & event_cues.CONDITIONS


def test_an_unknown_class_is_named_with_its_line(
    unread: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"lemma": "meet", "pos": "verb", "event_type": "meeting", "unless": "", "undated": "no"}
    monkeypatch.setattr(event_cues, "read_table", lambda _: [row | {"needs": "@nowhere"}])
    with pytest.raises(CodebookError, match=r"event_cues\.csv, line 2: '@nowhere' is neither"):
        event_cues._cues()
