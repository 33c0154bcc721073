"""The whole policy, held against the exact optimum of small problems."""

import numpy as np
import pytest

from diagnostics.engine import Policy, Tables
from diagnostics.engine.arrays import Floats
from tests.engine.builders import UNLIMITED
from tests.engine.optimum import Size, best_minutes, best_order_minutes, instance, policy_minutes

INSTANCES = 180


@pytest.mark.slow
@pytest.mark.no_cover
def test_policy_is_close_to_the_optimum() -> None:
    """On 180 guides of 7 causes, 5 questions and 6 overlapping steps it costs 1.015 of the optimum on average, 1.06 at most."""
    ratios = []
    for seed in range(INSTANCES):
        tables = instance(seed)
        ratios.append(policy_minutes(tables, UNLIMITED) / best_minutes(tables.arrays))
    assert min(ratios) >= 1 - 1e-9
    assert np.mean(ratios) <= 1.015
    assert max(ratios) <= 1.06


@pytest.mark.parametrize("seed", range(20))
def test_optimum_without_questions_is_the_best_order(seed: int) -> None:
    """With no question to ask both dynamic programmings find the same minutes."""
    arrays = instance(seed, Size(questions=0)).arrays
    order = best_order_minutes(np.exp(arrays.log_prior), arrays.cures, arrays.step_minutes, arrays.escalation_minutes)
    assert best_minutes(arrays) == pytest.approx(order)


@pytest.mark.parametrize("seed", range(20))
def test_optimum_is_what_trying_everything_finds(seed: int) -> None:
    """The dynamic programming equals a plain search through every order of questions and steps."""
    arrays = instance(seed, Size(causes=3, questions=2, options=2, steps=2)).arrays

    def search(weights: Floats, asked: frozenset[int], tried: frozenset[int]) -> float:
        mass = float(weights.sum())
        found = [mass * arrays.escalation_minutes]
        for q in {0, 1} - asked:
            rows = arrays.likelihood[arrays.options(q)]
            found.append(mass * arrays.question_minutes[q] + sum(search(weights * r, asked | {q}, tried) for r in rows))
        for f in {0, 1} - tried:
            left = weights * (1 - arrays.cures[f])
            found.append(mass * arrays.step_minutes[f] + search(left, asked, tried | {f}))
        return min(found)

    assert best_minutes(arrays) == pytest.approx(search(np.exp(arrays.log_prior), frozenset(), frozenset()))


def test_cost_of_a_policy_by_hand() -> None:
    """A policy that only escalates costs the escalation; one good step costs its minutes and the rest of it."""
    hopeless = Tables([1], [], [[0.0]], [], [5], 90)
    assert policy_minutes(hopeless, Policy()) == pytest.approx(90)
    good = Tables([1], [], [[0.8]], [], [5], 90)
    assert policy_minutes(good, Policy()) == pytest.approx(5 + (1 - 0.9 * 0.8) * 90)


@pytest.mark.parametrize("seed", range(5))
def test_the_usual_policy_is_not_much_dearer(seed: int) -> None:
    """Margin, rescues and limits never make a policy better than the optimum."""
    tables = instance(seed)
    assert policy_minutes(tables, Policy()) >= best_minutes(tables.arrays) * (1 - 1e-9)
