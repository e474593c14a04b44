from __future__ import annotations

import pytest

from analysis.progress import watched


def test_nothing_is_written_into_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(watched("abc", "letter")) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


def test_progress_that_is_asked_for_is_told_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(watched("abc", "letter", shown=True)) == ["a", "b", "c"]
    out, err = capsys.readouterr()
    assert out == ""
    assert "3/3" in err and "letter" in err


def test_progress_that_is_not_wanted_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(watched("abc", "letter", shown=False)) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")
