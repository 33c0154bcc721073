"""How sure a share is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.domain.outcomes.interval import Share


def share(part: int, whole: int) -> Share:
    found = Share.of(part, whole)
    assert found is not None
    return found


def test_of_nothing_there_is_no_share() -> None:
    assert Share.of(0, 0) is None


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (34, 52, 0.5180, 0.7685)]
)
def test_intervals_are_those_of_the_books(part: int, whole: int, low: float, high: float) -> None:
    """Wilson's score interval, without a correction."""
    found = share(part, whole)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_an_interval_holds_its_share_and_narrows(of: tuple[int, int]) -> None:
    """It lies between none and all, the other way round for the others, and ten times as many make it narrower."""
    found, more, others = share(*of), share(of[0] * 10, of[1] * 10), share(of[1] - of[0], of[1])
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1
    assert more.high - more.low < found.high - found.low
    assert found.low == pytest.approx(1 - others.high, abs=1e-9)
