"""What a decision looks at: everything in an ordinary guide, what matters in a huge one."""

import numpy as np
import pytest

from diagnostics.engine import Escalate, Offer, Tables, belief, decide
from diagnostics.engine.focus import ACTIVE_CAUSES, ACTIVE_MASS, ACTIVE_STEPS, make_focus
from diagnostics.engine.plan import best_plan


def huge(causes: int, steps: int, common: float = 1.0, every: int = 10) -> Tables:
    """Some causes are ``common`` times as frequent as the rest; one step for each of the first causes."""
    luck = np.random.default_rng(1)
    prior = np.where(np.arange(causes) % every == 0, common, 1.0) * luck.uniform(0.5, 1.5, causes)
    cures = np.zeros((steps, causes))
    cures[np.arange(steps), np.arange(steps) % causes] = luck.uniform(0.3, 0.9, steps)
    likelihood = [luck.uniform(0.05, 1, (3, causes)) for _ in range(4)]
    return Tables(prior, likelihood, cures, [0.5, 1.3, 0.5, 3.3], luck.uniform(2, 20, steps), 90)


def test_ordinary_guide_is_seen_whole() -> None:
    """Up to the limits every cause and every available step is in focus, and nothing is changed."""
    tables = huge(ACTIVE_CAUSES, ACTIVE_STEPS)
    weights = belief(tables, {})
    available = np.arange(ACTIVE_STEPS) % 3 > 0
    focus = make_focus(tables.arrays, weights, available)
    assert focus.belief.tolist() == (weights / weights.sum()).tolist()
    assert focus.steps.tolist() == np.flatnonzero(available).tolist()
    assert (focus.cures == tables.arrays.cures[available]).all()
    assert (focus.fails == 1 - focus.cures).all()
    assert (focus.minutes == tables.arrays.step_minutes[available]).all()


def test_huge_guide_is_seen_by_its_likely_causes() -> None:
    """Of many causes those count that hold nearly all belief, the open one among them, and their belief sums to 1."""
    tables = huge(1000, 50, common=1e6)
    weights = belief(tables, {})
    focus = make_focus(tables.arrays, weights, np.ones(50, bool))
    kept = np.arange(1001)[focus.causes]
    assert len(kept) < ACTIVE_CAUSES
    assert kept[-1] == 1000
    assert weights[kept[:-1]].sum() >= ACTIVE_MASS * weights[:-1].sum()
    assert set(kept[:-1] % 10) == {0}
    assert focus.belief.sum() == pytest.approx(1)


def test_flat_belief_keeps_the_most_likely_of_a_huge_guide() -> None:
    """Where no few causes hold the belief, the most likely ones are looked at, in the order of the guide."""
    tables = huge(1000, 50)
    weights = belief(tables, {})
    kept = np.arange(1001)[make_focus(tables.arrays, weights, np.ones(50, bool)).causes]
    assert len(kept) == ACTIVE_CAUSES + 1
    assert (np.diff(kept) > 0).all()
    assert weights[kept[:-1]].min() >= np.delete(weights[:-1], kept[:-1]).max() * (1 - 1e-8)


def test_many_steps_are_seen_by_promise() -> None:
    """Of more steps than are looked at, those with the most chance for their minutes are, in the order of ties."""
    tables = huge(300, ACTIVE_STEPS + 100)
    weights = belief(tables, {})
    focus = make_focus(tables.arrays, weights, np.ones(ACTIVE_STEPS + 100, bool))
    score = tables.arrays.cures @ weights / tables.arrays.step_minutes
    assert len(focus.steps) == ACTIVE_STEPS
    assert (np.diff(focus.steps) > 0).all()
    assert score[focus.steps].min() >= np.delete(score, focus.steps).max() * (1 - 1e-8)


def test_plan_of_many_steps_is_the_plan_of_all() -> None:
    """Looking only at the promising steps does not change the plan where the others cure next to nothing."""
    causes, steps = 40, ACTIVE_STEPS + 60
    cures = np.zeros((steps, causes))
    cures[np.arange(20), np.arange(20)] = 0.8
    cures[20:, 39] = 1e-6
    minutes = [3.0] * steps
    all_of_them = Tables([1] * causes, [], cures, [], minutes, 90)
    useful = Tables([1] * causes, [], cures[:20], [], minutes[:20], 90)
    plans = [
        best_plan(make_focus(tables.arrays, belief(tables, {}), np.ones(len(tables.arrays.cures), bool)))
        for tables in (all_of_them, useful)
    ]
    assert plans[0].steps == plans[1].steps
    assert plans[0].minutes == pytest.approx(plans[1].minutes)


def test_huge_guide_is_decided() -> None:
    """Of thousands of causes and hundreds of steps the right one is offered, named by its place in the whole guide."""
    tables = huge(2000, 600, common=1e6, every=2000)
    answers: dict[int, int | None] = {0: None, 1: None, 2: None, 3: None}
    assert decide(tables, answers) == Offer((0,))
    assert decide(tables, answers, failed=[0]) == Escalate()
