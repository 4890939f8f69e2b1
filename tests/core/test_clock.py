"""Months and years are added as the law counts them, and no date a person can type breaks it."""

import datetime as dt

import pytest

from anlan.core import clock


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-03-15", -14, "2025-01-15"),
        ("9999-12-31", 120, "9999-12-31"),
    ],
)
def test_months_after(day, months, then):
    assert clock.months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(then)
