"""Positions that move as few rows as they can."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.domain.drafts.rows import positions


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ([], []),
        ([None, None], [10, 20]),
        ([10, 20, 30], [10, 20, 30]),
        ([10, None, 20], [10, 15, 20]),
        ([10, None, 11], [10, 20, 30]),
        ([30, 10, 20], [30, 40, 50]),
        ([10_000, 10_000], [10_000, 10_010]),
        ([10, None], [10, 20]),
    ],
)
def test_positions_change_as_few_as_they_can(now: list[int | None], then: list[int]) -> None:
    """What stands in order stays, what is new goes between, the rest moves behind."""
    assert positions(now) == then


@given(st.lists(st.none() | st.integers(0, 200), max_size=12))
def test_positions_rise(now: list[int | None]) -> None:
    """Whatever the rows had before, afterwards each comes after the one above it."""
    placed = positions(now)
    assert len(placed) == len(now)
    assert all(one < next_one for one, next_one in pairwise([0, *placed]))
