"""The arrays behind every decision."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine import Tables
from diagnostics.engine.arrays import nine_digits, nine_digits_of, with_misreading
from tests.engine.drawn import numbers, plain_tables
from tests.engine.twin_numbers import nine


@given(st.one_of(numbers(-1e9, 1e9), st.just(0.0)))
def test_nine_digits_change_less_than_the_ninth(value: float) -> None:
    """Rounding keeps nine significant digits, is the same for one number and for many, and twice is as good as once."""
    rounded = nine_digits_of(value)
    assert abs(rounded - value) <= 1e-9 * abs(value)
    assert nine_digits(np.array([value]))[0] == rounded == nine_digits_of(rounded) == nine(value)


@given(numbers(1e-6, 1e6))
def test_nine_digits_forget_the_order_of_adding(value: float) -> None:
    """Numbers that differ by a rounding error compare alike."""
    twice = value / 3 + value / 3 + value / 3
    assert nine_digits_of(twice) == pytest.approx(nine_digits_of(value), rel=2e-9)
    assert nine_digits_of(0.1 + 0.2) == nine_digits_of(0.3)


def test_with_misreading_spreads_the_errors_evenly() -> None:
    """With probability e another option is reported, each of the others alike."""
    table = np.array([[1.0, 0.5], [0.0, 0.3], [0.0, 0.2]])
    assert with_misreading(table, 0.1) == pytest.approx(np.array([[0.9, 0.475], [0.05, 0.305], [0.05, 0.22]]))


def test_with_misreading_leaves_a_single_option_alone() -> None:
    """Where there is but one option no other can be reported."""
    assert with_misreading(np.array([[1.0, 1.0]]), 0.05).tolist() == [[1.0, 1.0]]


@given(plain_tables())
def test_compiled_tables_are_probabilities(tables: Tables) -> None:
    """Priors sum to 1, every question's answers sum to 1 for every cause, and the open cause is cured by nothing."""
    arrays = tables.arrays
    assert np.exp(arrays.log_prior).sum() == pytest.approx(1)
    assert np.exp(arrays.log_prior[-1]) == pytest.approx(0.1)
    for question in range(len(arrays.question_minutes)):
        assert arrays.likelihood[arrays.options(question)].sum(axis=0) == pytest.approx(1)
    assert not arrays.cures[:, -1].any()
    assert np.exp(arrays.log_fails) == pytest.approx(1 - arrays.cures, abs=1e-12)


@given(plain_tables(causes=(2, 5), questions=(1, 4)))
def test_open_cause_answers_like_the_average(tables: Tables) -> None:
    """L[q, a, open] is the mean over the listed causes by their prior."""
    prior = np.asarray(tables.prior, float)
    assert tables.arrays.likelihood[:, -1] == pytest.approx(tables.arrays.likelihood[:, :-1] @ prior / prior.sum())


@given(plain_tables())
def test_tables_by_cause_are_the_same_tables(tables: Tables) -> None:
    """What is kept cause first is what is kept row first; entropies are those of each question's answers."""
    arrays = tables.arrays
    assert (arrays.likelihood_by_cause == arrays.likelihood.T).all()
    assert (arrays.cures_by_cause == arrays.cures.T).all()
    for question in range(len(arrays.question_minutes)):
        block = arrays.likelihood[arrays.options(question)]
        assert arrays.entropy_by_cause[:, question] == pytest.approx(-(block * np.log(block)).sum(axis=0))
