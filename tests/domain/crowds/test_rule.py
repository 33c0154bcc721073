"""When a number of walks is unusual."""

from math import comb, isclose

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diagnostics.domain.crowds.rule import (
    DAYS,
    FEWEST,
    NEAR,
    RATIO,
    WEEKS,
    WINDOW,
    Basis,
    Comparison,
    Counts,
    Past,
    compare,
    tail,
)

walks = st.integers(0, 400)
bases = st.sampled_from([WEEKS, DAYS])
lengths = st.floats(WINDOW, WINDOW + 1)
pasts = st.lists(st.builds(Past, near=st.integers(0, 3_000), day=st.integers(0, 20_000)), min_size=2, max_size=7)


def judge(came: int, past: list[Past], basis: Basis = WEEKS, *, day: int = 0, **more: float) -> Comparison:
    """How many came, beside the past; the window is two intervals and a half, of one series."""
    doubtful, looked_at = int(more.get("doubtful", 0)), int(more.get("looked_at", 1))
    now = Counts(came, doubtful, day)
    return compare(now, past, basis=basis, length=more.get("length", 2.5), looked_at=looked_at)


def weeks(*near: int) -> list[Past]:
    return [Past(one, one * 8) for one in near]


@given(count=st.integers(1, 60), mean=st.floats(0.05, 30), size=st.integers(1, 25))
def test_the_tail_is_that_of_the_negative_binomial(count: int, mean: float, size: int) -> None:
    """It is 1 less the sum of the probabilities below, which binomial coefficients give for a whole size."""
    odds = mean / (mean + size)
    below = sum(comb(size + k - 1, k) * odds**k * (1 - odds) ** size for k in range(count))
    assert isclose(tail(count, mean=mean, size=size), 1 - below, rel_tol=1e-6, abs_tol=1e-9)


@given(count=st.integers(1, 5_000), mean=st.floats(1e-3, 2_000), size=st.floats(0.5, 20))
@example(count=2_517, mean=1.5, size=0.5)
@example(count=2_000, mean=40.0, size=20.0)
def test_the_tail_falls(count: int, mean: float, size: float) -> None:
    """More is never likelier than less, and a chance is between 0 and 1."""
    less, more = tail(count, mean=mean, size=size), tail(count + 1, mean=mean, size=size)
    assert 0 <= more <= less + 1e-9 <= 1 + 1e-9


@given(came=walks, past=pasts, basis=bases, length=lengths)
def test_what_is_unusual_is_many_and_much_more_than_usual(
    came: int, past: list[Past], basis: Basis, length: float
) -> None:
    """A handful is nothing, and neither is what is less than twice the usual."""
    said = judge(came, past, basis, length=length)
    assert not said.is_unusual or (came >= FEWEST and came >= RATIO * said.usual)


@given(came=walks, more=walks, past=pasts, basis=bases)
def test_more_walks_are_no_less_unusual(came: int, more: int, past: list[Past], basis: Basis) -> None:
    assert judge(came + more, past, basis).is_unusual >= judge(came, past, basis).is_unusual


@given(came=walks, doubtful=st.integers(0, 40), past=pasts)
def test_what_one_caller_may_have_added_counts_for_nothing(came: int, doubtful: int, past: list[Past]) -> None:
    """The rule says of a number with doubtful walks what it says of the number without them."""
    without = judge(came, past)
    assert judge(came + doubtful, past, doubtful=doubtful).is_unusual == without.is_unusual


@given(came=walks, past=pasts, few=st.integers(1, 5), more=st.integers(0, 100))
def test_whoever_looks_at_more_series_wants_more_proof(came: int, past: list[Past], few: int, more: int) -> None:
    """So that many series do not make many alarms."""
    looked_at_more = judge(came, past, looked_at=few + more).is_unusual
    assert judge(came, past, looked_at=few).is_unusual >= looked_at_more


@given(near=st.integers(0, 500), wrong=st.integers(0, 50_000), many=st.integers(3, 6))
def test_one_odd_week_does_not_change_what_is_usual(near: int, wrong: int, many: int) -> None:
    """Last month's outage at this hour does not hide today's."""
    past = [Past(near, near * 8)] * (many - 1)
    assert judge(40, [*past, Past(wrong, near * 8)]).usual == judge(40, [*past, Past(near, near * 8)]).usual


@given(near=st.integers(1, 500), day=st.integers(0, 50_000))
def test_a_busy_day_makes_more_usual_and_a_quiet_one_no_less(near: int, day: int) -> None:
    past = weeks(near, near, near)
    calm, today = judge(40, past, day=0).usual, judge(40, past, day=day).usual
    assert calm <= today <= 3 * calm


def test_the_usual_number_is_that_of_the_same_hours() -> None:
    """Fifteen intervals of earlier weeks, for two and a half now."""
    assert judge(0, weeks(NEAR * 6, NEAR * 6, NEAR * 6)).usual == pytest.approx(15, rel=0.01)


@pytest.mark.parametrize(("came", "unusual"), [(13, False), (30, False), (41, True)])
def test_three_times_thirteen_is_unusual(came: int, unusual: bool) -> None:
    """The example of the documentation, with sixty series looked at."""
    said = judge(came, weeks(78, 70, 85, 80, 76, 78), length=2.5, looked_at=60)
    assert round(said.usual) == 13
    assert said.is_unusual is unusual
    assert said.ratio == pytest.approx(came / 13, rel=0.02)


def test_days_want_more_proof_than_weeks() -> None:
    """A Saturday is held against a Friday as long as there is no other Saturday."""
    past = weeks(78, 78, 78)
    assert judge(41, past, WEEKS).is_unusual
    assert not judge(41, past, DAYS).is_unusual
    assert judge(90, past, DAYS).is_unusual
