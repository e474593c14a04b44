"""Lengths of time in words."""

from __future__ import annotations

import pytest

from analysis.extraction.durations import parse_days, parse_hours


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("a month", 30),
        ("a 30-day cease-fire", 30),
        ("for 60 days", 60),
        ("two weeks", 14),
        ("a 72-hour truce", 3),
        ("six months", 180),
        ("100 days", 100),
        ("a year", 365),
        ("a month-long pause", 30),
        ("a fortnight of quiet", 14),
        ("forty-two days", 42),
        ("three to five days", 4),
        ("a couple of weeks", 14),
        ("three consecutive days", 3),
    ],
)
def test_days_are_read_from_words_and_figures(text: str, days: float) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("their three-to-four-hour meeting", 3.5),
        ("more than eight hours of discussions", 8),
        ("about an hour", 1),
        ("ninety minutes", 1.5),
        ("two and a half hours", 2.5),
        ("an hour and a half", 1.5),
        ("half an hour", 0.5),
        ("a 90-minute call", 1.5),
        ("an hour-long call", 1),
    ],
)
def test_hours_are_read_from_words_and_figures(text: str, hours: float) -> None:
    assert parse_hours(text) == hours


def test_words_without_a_length_give_none() -> None:
    assert parse_days("until further notice") is None
    assert parse_hours("for two weeks") is None
