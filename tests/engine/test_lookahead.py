"""Which question is worth asking."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine import Ask, Policy, Tables, belief, decide
from diagnostics.engine.advise import decide_walk
from diagnostics.engine.arrays import Arrays, Bools, Floats
from diagnostics.engine.choose import DEFAULT, choose
from diagnostics.engine.focus import make_focus
from diagnostics.engine.guide import Guide, Option
from diagnostics.engine.lookahead import (
    PRESELECTED,
    Outlook,
    gains,
    gains_per_minute,
    no_question_can_pay,
    preselect,
    values,
)
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import Walk
from tests.engine.builders import a_guide, a_question, a_step, a_walk, when
from tests.engine.drawn import answers_to, guides_and_walks, plain_tables
from tests.engine.optimum import best_order_minutes

EAGER = Policy(margin=0)


def everything(arrays: Arrays) -> Outlook:
    """Every question may be asked, every step offered, whatever is answered."""
    steps, questions = len(arrays.cures), len(arrays.question_minutes)
    kills = np.zeros((len(arrays.likelihood), steps), bool)
    return Outlook(np.ones(questions, bool), np.ones(steps, bool), kills)


# Information -----------------------------------------------------------------


@given(plain_tables(questions=(1, 4)))
def test_gain_is_the_mutual_information(tables: Tables) -> None:
    """A question's gain is the mean fall of the belief's entropy over its answers, and never below zero."""
    arrays, weights = tables.arrays, belief(tables, {})
    found = gains(arrays, make_focus(arrays, weights, np.ones(len(arrays.cures), bool)))
    for question, gain in enumerate(found):
        joint = arrays.likelihood[arrays.options(question)] * weights
        after = sum(row.sum() * _entropy(row / row.sum()) for row in joint)
        assert gain == pytest.approx(_entropy(weights) - after, abs=1e-9)
        assert gain > -1e-12


def _entropy(shares: Floats) -> float:
    return float(-(shares * np.log(shares)).sum())


def test_gain_per_minute_counts_the_cost_and_the_unknown() -> None:
    """The same question is worth less when it takes longer or people often do not know; a closed one is worth nothing."""
    signs = {"dust": {"yes": "proves"}}
    questions = [
        a_question("plain", signs=signs),
        a_question("slow", signs=signs, effort="try"),
        a_question("hard", signs=signs, unknown="many"),
        a_question("mute"),
    ]
    network = compile_guide(a_guide(questions=questions))
    here = situation(network, Walk(), {}, DEFAULT)
    plain, slow, hard, mute = gains_per_minute(network.arrays, here.focus(), np.ones(4, bool))
    assert slow == pytest.approx(plain * 0.5 / 3.3)
    assert hard == pytest.approx(plain * 0.7)
    assert mute == 0
    assert not gains_per_minute(network.arrays, here.focus(), np.zeros(4, bool)).any()


def test_preselect_takes_the_best_sixteen_first_to_last() -> None:
    """The best by gain per minute are looked at, the first of equals first, the useless ones never."""
    assert preselect(np.array([0.1, 0.0, 0.3, 0.1])).tolist() == [2, 0, 3]
    assert preselect(np.zeros(3)).tolist() == []
    assert preselect(np.arange(40.0)).tolist() == list(range(39, 39 - PRESELECTED, -1))


# Value -----------------------------------------------------------------------


@given(st.data(), plain_tables(questions=(1, 4), steps=(1, 5)))
def test_no_question_ever_pays_after_a_certain_stop(data: st.DataObject, tables: Tables) -> None:
    """Where even perfect knowledge is not worth the cheapest question, no question's value is below stopping."""
    answers = dict[int, int | None](data.draw(answers_to(tables)))
    arrays, outlook = tables.arrays, everything(tables.arrays)
    focus = make_focus(arrays, belief(tables, answers), outlook.available)
    stop = choose(arrays, belief(tables, answers), outlook, EAGER, lambda: 0).plan.minutes
    chosen = np.arange(len(tables.likelihood))
    if no_question_can_pay(arrays, focus, outlook.askable, stop):
        assert (values(arrays, focus, outlook, stop, chosen) >= stop * (1 - 1e-9)).all()


def test_certain_stop_needs_no_question() -> None:
    """With nothing left to ask, or every step's price above what it could save, nothing can pay."""
    tables = Tables([1, 1], [[[9, 1], [1, 9]]], [[0.9, 0], [0, 0.9]], [5], [2, 2], 90)
    focus = make_focus(tables.arrays, belief(tables, {}), np.ones(2, bool))
    assert no_question_can_pay(tables.arrays, focus, np.zeros(1, bool), 50)
    assert no_question_can_pay(tables.arrays, focus, np.ones(1, bool), 12)
    assert not no_question_can_pay(tables.arrays, focus, np.ones(1, bool), 50)


def test_value_by_hand() -> None:
    """V(q) = c + d ECR + (1 - d) sum over answers of P(a) ECR(a), written out."""
    signs = {"dust": {"yes": "proves", "no": "rules-out"}, "rust": {"yes": "rules-out", "no": "proves"}}
    question = a_question("see", unknown="some", signs=signs)
    steps = [a_step("wipe", {"dust": "always"}, minutes=9), a_step("scrub", {"rust": "always"}, minutes=9)]
    network = compile_guide(a_guide(questions=[question], steps=steps))
    here, choice = decide_walk(network, Walk())
    right = 0.95 * (20 / 20.02) + 0.05 * (0.02 / 20.02)
    # The first step costs 10; so does the second for whom it left; then 90 for the rest.
    alive = 1 - 0.45 * 0.95
    stop = 10 + alive * 10 + (alive - 0.45 * 0.95) * 90
    assert choice.plan.minutes == pytest.approx(stop)
    told, other = 0.45 * right / 0.5, 0.45 * (1 - right) / 0.5
    after = 10 + (1 - told * 0.95) * 10 + (1 - (told + other) * 0.95) * 90
    value = values(network.arrays, here.focus(), here.outlook, stop, np.array([0]))
    assert value == pytest.approx([0.5 + 0.1 * stop + 0.9 * after])
    assert choice.move == Ask(0)


@pytest.mark.parametrize("policy", [DEFAULT, EAGER])
@given(drawn=guides_and_walks(questions=(1, 4), steps=(1, 5)))
def test_asking_never_costs_more_than_it_saves(policy: Policy, drawn: tuple[Guide, Walk]) -> None:
    """One step ahead, by brute force: what is asked brings the visitor to the best order of steps sooner than the plan.

    V(q) is enumerated over every shown answer, with the exact best order of the steps that still apply after it. What
    is pinned, the plateau rescue, and what opens a step where no other is left, are asked for other reasons.
    """
    guide, walk = drawn
    network = compile_guide(guide)
    here, choice = decide_walk(network, walk, policy=policy)
    pinned = [index for index in network.pinned if here.outlook.askable[index]]
    openers = () if choice.plan.steps else here.outlook.opened_by(network.arrays)
    if isinstance(choice.move, Ask) and not (choice.rescued or pinned or choice.move.question in openers):
        question = choice.move.question
        stop = choice.plan.minutes
        assert _exact_value(network.arrays, here.belief, here.outlook, question, stop) < stop - policy.margin + 1e-6


def _exact_value(arrays: Arrays, weights: Floats, outlook: Outlook, question: int, stop: float) -> float:
    mean = 0.0
    for chances, left in _outcomes(arrays, outlook, question):
        cures, minutes = arrays.cures[left], arrays.step_minutes[left]
        mean += best_order_minutes(weights * chances, cures, minutes, arrays.escalation_minutes)
    unknown = float(arrays.unknown[question])
    return float(arrays.question_minutes[question]) + unknown * stop + (1 - unknown) * mean


def _outcomes(arrays: Arrays, outlook: Outlook, question: int) -> Iterator[tuple[Floats, Bools]]:
    """Each answer that may come, with its chances under the causes and the steps that are left after it."""
    if question in outlook.lists:
        yield from zip(outlook.lists[question].likelihood, outlook.lists[question].available, strict=True)
        return
    rows = list(outlook.shown.get(question) or range(*arrays.options(question).indices(len(arrays.likelihood))))
    likelihood = arrays.likelihood[rows] / arrays.likelihood[rows].sum(axis=0)
    yield from zip(likelihood, (_left_after(outlook, row) for row in rows), strict=True)


def _left_after(outlook: Outlook, row: int) -> Bools:
    left: Bools = outlook.available & ~outlook.kills[row]
    left[[step for killer, step in outlook.also_kills if killer == row]] = False
    left[[step for opener, step in outlook.opens if opener == row]] = True
    return left


@given(plain_tables(causes=(2, 4), questions=(1, 3), steps=(1, 4)))
def test_asking_at_the_door_never_costs_more_than_it_saves(tables: Tables) -> None:
    """The same of plain numbers that no words stand for."""
    move = decide(tables, {}, policy=Policy(rescues=0))
    arrays, outlook = tables.arrays, everything(tables.arrays)
    stop = choose(arrays, belief(tables, {}), outlook, DEFAULT, lambda: 0).plan.minutes
    if isinstance(move, Ask):
        assert _exact_value(arrays, belief(tables, {}), outlook, move.question, stop) < stop - 0.2 + 1e-6


# What an answer takes away ---------------------------------------------------

TELLING = {"dust": {"yes": "strongly-for", "no": "strongly-against"}}


def test_look_ahead_counts_only_steps_that_apply_after_the_answer() -> None:
    """A question whose answer only takes the step away is not worth asking; without that condition it would be."""
    question = a_question("see", signs=TELLING)
    free = a_guide(questions=[question], steps=[a_step("wipe", {"dust": "usually"}, minutes=30)])
    bound = a_guide(questions=[question], steps=[a_step("wipe", {"dust": "usually"}, minutes=30, when=when(see="no"))])
    assert decide_walk(compile_guide(free), Walk())[1].move == Ask(0)
    assert decide_walk(compile_guide(bound), Walk(), policy=Policy(rescues=0))[1].move != Ask(0)


def test_look_ahead_never_counts_a_lost_step_as_tried() -> None:
    """After an answer that takes every step away, what is left costs the escalation and no less."""
    question = a_question("see", signs=TELLING)
    network = compile_guide(
        a_guide(questions=[question], steps=[a_step("wipe", {"dust": "always"}, when=when(see="maybe"))])
    )
    here, choice = decide_walk(network, Walk())
    value = values(network.arrays, here.focus(), here.outlook, choice.plan.minutes, np.array([0]))
    assert value == pytest.approx([0.5 + 90])


def test_look_ahead_knows_the_rule_that_one_answer_completes() -> None:
    """A *never while* rule that lacks one answer takes its step away after that answer, and not before."""
    questions = [a_question("see", signs=TELLING), a_question("device", "phone", "mac")]
    rule = when(see="yes", device="phone")
    network = compile_guide(
        a_guide(questions=questions, steps=[a_step("wipe", {"dust": "always"}, never_while=(rule,))])
    )
    unknown_device = situation(network, Walk(), {}, DEFAULT).outlook
    assert list(unknown_device.also_kills) == []
    on_phone = situation(network, a_walk(network.guide, device="phone"), {}, DEFAULT).outlook
    assert list(on_phone.also_kills) == [(network.option_row["see", "yes"], 0)]
    on_mac = situation(network, a_walk(network.guide, device="mac"), {}, DEFAULT).outlook
    assert list(on_mac.also_kills) == []


def test_look_ahead_counts_a_rule_like_a_condition() -> None:
    """A question is worth the same whether its answer takes the step away by a rule or by the step's own condition."""
    questions = [a_question("see", signs=TELLING)]
    worth = []
    for step in (a_step("wipe", never_while=(when(see="yes"),)), a_step("wipe", when=when(see="no")), a_step("wipe")):
        curing = replace(step, remedies={"dust": "always"})
        network = compile_guide(a_guide(questions=questions, steps=[curing]))
        here, choice = decide_walk(network, Walk())
        worth.append(values(network.arrays, here.focus(), here.outlook, choice.plan.minutes, np.array([0]))[0])
    assert worth[0] == worth[1] > worth[2]


def test_look_ahead_counts_only_what_its_own_answers_open() -> None:
    """The step that another question's answer would open is no reason to ask this one."""
    questions = [a_question("see", signs=TELLING), a_question("hear")]
    step = a_step("wipe", {"dust": "always"}, needs=when(hear="yes"))
    network = compile_guide(a_guide(questions=questions, steps=[step]))
    arrays, here = network.arrays, situation(network, Walk(), {}, DEFAULT)
    focus = make_focus(arrays, here.belief, here.outlook.available, here.outlook.openable)
    (other,) = values(arrays, focus, here.outlook, 90, np.array([0]))
    (opening,) = values(arrays, focus, here.outlook, 90, np.array([1]))
    assert other == pytest.approx(90.5)
    assert opening < 90


def test_look_ahead_passes_over_a_rule_on_an_unknown_option() -> None:
    """A rule about an option that no longer exists kills nothing."""
    rule = when(see=["yes", "gone"])
    network = compile_guide(a_guide(questions=[a_question("see")], steps=[a_step("wipe", never_while=(rule,))]))
    assert list(situation(network, Walk(), {}, DEFAULT).outlook.also_kills) == [(0, 0)]


def test_hidden_options_are_not_looked_at() -> None:
    """The value of a question is the mean over the options it shows now."""
    hidden = a_question("device", "phone", "mac")
    see = a_question("see", "red", "green", Option("grey", when=when(device="mac")), signs={"dust": {"grey": "proves"}})
    network = compile_guide(a_guide(questions=[hidden, see], steps=[a_step("wipe", {"dust": "always"})]))
    on_phone = situation(network, a_walk(network.guide, device="phone"), {}, DEFAULT)
    assert dict(on_phone.outlook.shown) == {1: [2, 3]}
    # Red and green say the same, so that asking brings nothing but its own cost.
    stop = choose(network.arrays, on_phone.belief, on_phone.outlook, DEFAULT, lambda: 0).plan.minutes
    value = values(network.arrays, on_phone.focus(), on_phone.outlook, stop, np.array([1]))
    assert value == pytest.approx([0.5 + stop])
