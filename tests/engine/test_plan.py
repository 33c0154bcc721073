"""The order of steps."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine import Offer, Tables, belief, decide
from diagnostics.engine.advise import decide_walk
from diagnostics.engine.arrays import Bools, Floats, nine_digits
from diagnostics.engine.focus import Focus, make_focus
from diagnostics.engine.guide import Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.plan import LIKE_PROMISE, LONGEST_PLAN, Plan, best_plan, expected_minutes, first_of_best
from diagnostics.engine.walk import Walk
from diagnostics.engine.words import REMEDY, RemedyWord
from tests.engine.builders import a_guide, a_step
from tests.engine.drawn import guides_and_walks, numbers, plain_tables
from tests.engine.optimum import best_order_minutes

NO_QUESTIONS = (0, 0)


def focus_of(tables: Tables, available: Bools | None = None) -> Focus:
    everything = np.ones(len(tables.arrays.cures), bool)
    return make_focus(tables.arrays, belief(tables, {}), everything if available is None else available)


def minutes_of(focus: Focus, order: tuple[int, ...]) -> float:
    """Expected minutes of these steps (indices into the focus) in this order, then escalation."""
    alive, spent = focus.belief, 0.0
    for step in order:
        spent += float(alive.sum() * focus.minutes[step])
        alive = alive * (1 - focus.cures[step])
    return spent + float(alive.sum()) * focus.escalation_minutes


def plan_of(guide: Guide) -> Plan:
    return decide_walk(compile_guide(guide), Walk())[1].plan


@st.composite
def independent_steps(draw: st.DrawFn, words: bool) -> Tables:
    """Each step cures causes that no other step cures."""
    steps = draw(st.integers(0, 7))
    chances = st.sampled_from(list(REMEDY.values())) if words else numbers(0, 1)
    owner = [step for step in range(steps) for _ in range(draw(st.integers(1, 2)))]
    cures = np.zeros((steps, len(owner) + 1))
    for cause, step in enumerate(owner):
        cures[step, cause] = draw(chances)
    minutes = st.integers(2, 30).map(float) if words else numbers(0.5, 60)
    prior = [
        draw(st.sampled_from([1.0, 2.0, 4.0, 8.0, 16.0]) if words else numbers(0.05, 20)) for _ in range(len(owner) + 1)
    ]
    return Tables(prior, [], cures, [], [draw(minutes) for _ in range(steps)], draw(st.sampled_from([20, 45, 90])))


@pytest.mark.parametrize("words", [True, False])
@given(st.data())
def test_independent_steps_are_in_the_best_order(words: bool, data: st.DataObject) -> None:
    """Where no two steps cure the same cause the plan costs what dynamic programming over all subsets finds, to 1e-9."""
    tables = data.draw(independent_steps(words))
    found = best_plan(focus_of(tables)).minutes
    arrays = tables.arrays
    best = best_order_minutes(belief(tables, {}), arrays.cures, arrays.step_minutes, arrays.escalation_minutes)
    assert found == pytest.approx(best, rel=1e-9)


@given(plain_tables(questions=NO_QUESTIONS, steps=(0, 5)))
def test_plan_costs_what_it_says(tables: Tables) -> None:
    """A plan's minutes are those of its own steps one by one, and escalating after fewer or at once is no cheaper."""
    focus = focus_of(tables)
    plan = best_plan(focus)
    assert plan.minutes == pytest.approx(minutes_of(focus, plan.steps))
    assert all(plan.minutes <= minutes_of(focus, plan.steps[:n]) * (1 + 1e-9) for n in range(len(plan.steps)))
    assert len(set(plan.steps)) == len(plan.steps) == len(plan.chances)


@given(plain_tables(questions=NO_QUESTIONS, steps=(0, 4)))
def test_best_order_minutes_tries_every_order(tables: Tables) -> None:
    """The dynamic programming that plans are held against finds the cheapest of all orders and prefixes."""
    focus = focus_of(tables)
    orders = [order[:n] for order in permutations(range(len(focus.steps))) for n in range(len(order) + 1)]
    cheapest = min(minutes_of(focus, order) for order in orders)
    assert best_order_minutes(focus.belief, focus.cures, focus.minutes, focus.escalation_minutes) == pytest.approx(
        cheapest
    )


def test_overlapping_steps_are_scored_anew_after_each_failure() -> None:
    """The second step is the best one for what the first one leaves, not the second best from the start."""
    tables = Tables([6, 3], [], [[0.9, 0.0], [0.8, 0.0], [0.0, 0.9]], [], [2, 2, 2], 90)
    assert best_plan(focus_of(tables)).steps == (0, 2, 1)


def test_plan_ends_where_asking_for_help_is_cheaper() -> None:
    """A step that saves fewer minutes than it costs is left out."""
    tables = Tables([1, 1], [], [[0.9, 0.0], [0.0, 0.1]], [], [3, 30], 60)
    plan = best_plan(focus_of(tables))
    assert plan.steps == (0,)
    assert plan.chances == (pytest.approx(0.45 * 0.9),)
    assert plan.minutes == pytest.approx(3 + (1 - 0.405) * 60)


def test_plan_goes_through_a_poor_step_to_a_good_prefix() -> None:
    """The cut is at the best prefix, even where a first step alone does not pay."""
    for minutes, steps in ((44, (0, 1)), (55, (0, 1)), (65, ())):
        tables = Tables([1, 1], [], [[1.0, 0.0], [0.0, 1.0]], [], [minutes] * 2, 90, open_share=1e-6)
        assert best_plan(focus_of(tables)).steps == steps


def test_plan_without_steps_escalates() -> None:
    """With no step left, or none that cures anything, the plan is empty and costs the escalation."""
    for cures in ([[0.0]], [[0.5]]):
        tables = Tables([1], [], cures, [], [5], 90)
        plan = best_plan(focus_of(tables, np.array([cures == [[0.0]]])))
        assert (plan.steps, plan.chances, plan.minutes) == ((), (), 90)


def test_plan_is_no_longer_than_anybody_goes() -> None:
    """However many steps pay, a plan holds only the first ones."""
    steps = LONGEST_PLAN + 6
    plan = best_plan(focus_of(Tables([1] * steps, [], np.eye(steps), [], [0.01] * steps, 90)))
    assert plan.steps == tuple(range(LONGEST_PLAN))


# Harmless before losing ------------------------------------------------------


@given(guides_and_walks(questions=(0, 2), steps=(2, 7)))
def test_losing_step_never_before_a_harmless_one_of_like_promise(drawn: tuple[Guide, Walk]) -> None:
    """At its place in the plan a losing step cures clearly more often than every harmless step that is left."""
    guide, walk = drawn
    network = compile_guide(guide)
    here, choice = decide_walk(network, walk)
    again = here.outlook.again
    assert again is not None
    once_more = again if any(again[list(choice.plan.steps)]) else np.zeros(len(again), bool)
    alive, left = here.belief, set(np.flatnonzero(here.outlook.available | once_more).tolist())
    for step in choice.plan.steps:
        chance = network.arrays.cures @ alive
        harmless = [other for other in left if not network.arrays.loses[other]]
        if network.arrays.loses[step]:
            assert all(nine_digits(chance)[other] < nine_digits(LIKE_PROMISE * chance)[step] for other in harmless)
        left.remove(step)
        alive = alive * (1 - network.arrays.cures[step])


def test_harmless_step_of_like_promise_goes_first_whatever_it_costs() -> None:
    """A step that loses settings waits for a slow harmless one that cures nearly as often, not for a poor one."""
    reset = a_step("reset", {"dust": "usually"}, disruption="loses-settings")
    slow = a_step("slow", {"dust": "usually"}, minutes=40)
    poor = a_step("poor", {"dust": "sometimes"}, minutes=30)
    network = compile_guide(a_guide(["dust"], steps=[reset, slow, poor]))
    assert [network.steps[i].slug for i in plan_of(network.guide).steps][:2] == ["slow", "reset"]
    network = compile_guide(a_guide(["dust"], steps=[reset, poor]))
    assert network.steps[plan_of(network.guide).steps[0]].slug == "reset"


def test_like_promise_begins_at_four_fifths() -> None:
    """What cures at least four fifths as often is of like promise, what cures less is not."""
    assert LIKE_PROMISE == 0.8
    reset = a_step("reset", {"dust": "always"}, disruption="loses-settings")
    cases: list[tuple[dict[str, RemedyWord], str]] = [
        ({"dust": "usually", "rust": "seldom"}, "slow"),
        ({"dust": "usually"}, "reset"),
    ]
    for remedies, first in cases:
        network = compile_guide(a_guide(["dust", "rust"], steps=[reset, a_step("slow", remedies, minutes=30)]))
        assert network.steps[plan_of(network.guide).steps[0]].slug == first


def test_of_harmless_steps_the_best_goes_first() -> None:
    """Of several harmless steps of like promise the one with the most chance for its minutes stands in."""
    reset = a_step("reset", {"dust": "usually"}, disruption="loses-settings")
    slower, slow = (a_step(slug, {"dust": "usually"}, minutes=m) for slug, m in (("slower", 60), ("slow", 40)))
    network = compile_guide(a_guide(["dust"], steps=[reset, slower, slow]))
    assert network.steps[plan_of(network.guide).steps[0]].slug == "slow"


# Ties ------------------------------------------------------------------------


def test_ties_go_to_the_first() -> None:
    """Of steps whose scores are equal in nine digits the first one in tie order stands first."""
    score = np.array([0.1, 0.3, 0.1 + 0.2, 0.3 * (1 - 1e-12)])
    assert first_of_best(score) == 1
    assert first_of_best(score[::-1]) == 0
    assert first_of_best(np.array([0.1, 0.3 * (1 - 1e-7), 0.3])) == 2


def test_equal_steps_keep_the_order_of_ties() -> None:
    """Steps that promise the same stand in the plan by lesser disruption, fewer minutes, guide order."""
    steps = [
        a_step("b", {"dust": "usually"}),
        a_step("a", {"dust": "usually"}),
        a_step("v", {"rust": "usually"}, kind="verdict"),
    ]
    network = compile_guide(a_guide(["dust", "rust"], steps=steps))
    assert [network.steps[i].slug for i in plan_of(network.guide).steps][:2] == ["b", "v"]


@given(plain_tables(questions=NO_QUESTIONS, steps=(0, 5)))
def test_expected_steps_count_each_that_is_reached(tables: Tables) -> None:
    """A step is done if all before it have failed."""
    focus = focus_of(tables)
    plan, alive, reached = best_plan(focus), focus.belief, 0.0
    for step in plan.steps:
        reached += float(alive.sum())
        alive = alive * (1 - focus.cures[step])
    assert plan.expected_steps == pytest.approx(reached)


# Inside the look-ahead -------------------------------------------------------


@given(st.data(), plain_tables(questions=NO_QUESTIONS, steps=(1, 5)))
def test_expected_minutes_uses_available_steps_only(data: st.DataObject, tables: Tables) -> None:
    """The quick estimate is the best prefix of one chance/cost sort of the steps that still apply."""
    focus = focus_of(tables)
    count = len(focus.steps)
    beliefs = np.array([focus.belief, data.draw(st.permutations(focus.belief.tolist()))])
    available = np.array([data.draw(st.lists(st.booleans(), min_size=count, max_size=count)) for _ in beliefs])
    for weights, may, found in zip(beliefs, available, expected_minutes(focus, beliefs, available), strict=True):
        assert found == pytest.approx(_one_sort(focus, weights, may))


def _one_sort(focus: Focus, weights: Floats, may: Bools) -> float:
    score = nine_digits(focus.cures @ weights / focus.minutes)
    order = sorted(np.flatnonzero(may), key=lambda step: -score[step])
    alive, spent, best = weights, 0.0, focus.escalation_minutes
    for step in order:
        spent += float(alive.sum() * focus.minutes[step])
        alive = alive * (1 - focus.cures[step])
        best = min(best, spent + float(alive.sum()) * focus.escalation_minutes)
    return best


def test_offered_steps_are_the_plan() -> None:
    """What is offered at the door is the plan, best step first."""
    tables = Tables([2, 1], [], [[0.0, 0.9], [0.9, 0.0]], [], [2, 2], 90)
    assert decide(tables, {}) == Offer((1, 0)) == Offer(best_plan(focus_of(tables)).steps)
