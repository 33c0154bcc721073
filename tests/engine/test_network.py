"""A guide compiled: words become numbers, slugs become places."""

import numpy as np
import pytest
from hypothesis import given

from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.guide import Guide, Option
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import Walk
from tests.engine.builders import a_cause, a_guide, a_question, a_step, when
from tests.engine.drawn import guides
from tests.engine.twin import Twin

SIGNS = {"dust": {"yes": "proves"}, "rust": {"yes": "against", "no": "for"}}
LAMP = a_guide(
    causes=[a_cause("dust", "very-common"), a_cause("rust", "occasional")],
    questions=[
        a_question("see", Option("yes", "rare"), Option("no", "common"), unknown="many", effort="look", signs=SIGNS)
    ],
    steps=[a_step("wipe", {"dust": "always", "rust": "seldom"}, minutes=4, waiting="hour", disruption="interrupts")],
    escalation_minutes=45,
)


def test_words_become_numbers() -> None:
    """A hand-computed guide: priors, signs with misreading, remedies, minutes."""
    arrays = compile_guide(LAMP).arrays
    assert np.exp(arrays.log_prior) == pytest.approx([0.9 * 16 / 20, 0.9 * 4 / 20, 0.1])
    # dust: yes 1 x 20, no 8 x 1; rust: yes 1 x 0.5, no 8 x 2; then 5 % of each is read as the other.
    dust, rust = 20 / 28, 0.5 / 16.5
    yes = [0.95 * dust + 0.05 * (1 - dust), 0.95 * rust + 0.05 * (1 - rust)]
    yes.append(0.8 * yes[0] + 0.2 * yes[1])
    assert arrays.likelihood == pytest.approx(np.array([yes, [1 - one for one in yes]]))
    assert arrays.cures.tolist() == [[0.95, 0.1, 0.0]]
    assert arrays.step_minutes.tolist() == [1 + 4 + 3 + 2]
    assert arrays.question_minutes == pytest.approx([1.3])
    assert (arrays.unknown.tolist(), arrays.escalation_minutes) == ([0.3], 45)


def test_ties_go_to_the_lesser_disruption_then_fewer_minutes_then_the_guide() -> None:
    """Steps are kept in the order in which ties are broken; workarounds and escalations are left out."""
    steps = [
        a_step("reset", disruption="loses-settings"),
        a_step("long", minutes=9),
        a_step("help", kind="escalation"),
        a_step("short"),
        a_step("call", disruption="interrupts"),
        a_step("also-short", kind="verdict"),
        a_step("other-way", kind="workaround"),
    ]
    network = compile_guide(a_guide(steps=steps))
    assert [step.slug for step in network.steps] == ["short", "also-short", "long", "call", "reset"]
    assert network.step_index == {"short": 0, "also-short": 1, "long": 2, "call": 3, "reset": 4}
    assert network.arrays.loses.tolist() == [False, False, False, False, True]


def test_every_slug_has_its_place() -> None:
    """Questions, options, followers, pins and rules are found by index."""
    questions = [
        a_question("second", asked="second"),
        a_question("plain", "a", Option("b", when=when(first="yes")), "c", follows="first"),
        a_question("first", asked="first", when=when(second="yes")),
    ]
    rule = when(plain="a")
    network = compile_guide(
        a_guide(questions=questions, steps=[a_step("x", never_while=(rule,), only_after=("y",)), a_step("y")])
    )
    assert network.question_index == {"second": 0, "plain": 1, "first": 2}
    assert network.option_row["plain", "c"] == 4
    assert (network.pinned, network.followers, network.hiding) == ((2, 0), ((1, "first"),), {1})
    assert (network.rules, network.later_steps) == (((0, rule),), (0,))
    assert network.silences[network.option_row["second", "no"]].tolist() == [False, False, True]


def test_answers_kill_the_steps_that_they_contradict() -> None:
    """An answer outside a step's condition kills it; one inside, and an answer to another question, does not."""
    questions = [a_question("device", "phone", "mac", "tablet"), a_question("other")]
    network = compile_guide(
        a_guide(questions=questions, steps=[a_step("s", when=when(device=["phone", "mac"])), a_step("t")])
    )
    assert network.kills.tolist() == [[False, False], [False, False], [True, False], [False, False], [False, False]]


@given(guides())
def test_compiled_numbers_are_the_twin_s(guide: Guide) -> None:
    """Every number of a compiled guide is what its words say when they are read one by one."""
    network, twin = compile_guide(guide), Twin(guide, Walk(), {}, DEFAULT)
    assert np.exp(network.arrays.log_prior) == pytest.approx(twin.prior())
    assert [step.slug for step in network.steps] == [step.slug for step in twin.steps]
    for question in guide.questions:
        for option in question.options:
            row = network.option_row[question.slug, option.slug]
            said = twin.chances_of_tick if question.kind == "several" else twin.likelihood
            assert network.arrays.likelihood[row] == pytest.approx(said(question, option.slug))
            if question.kind == "several":
                assert network.arrays.likelihood[row : row + 2].sum(axis=0) == pytest.approx(1)
    for index, step in enumerate(network.steps):
        assert network.arrays.cures[index].tolist() == twin.cures(step)
        assert network.arrays.step_minutes[index] == twin.step_minutes(step)
