"""Conditions, names and the order of dependence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.guide import Condition, Guide, Option, Truth, judge
from tests.engine.builders import ALL_KINDS, a_guide, a_question, a_step, when
from tests.engine.drawn import guides, guides_and_walks
from tests.engine.twin_numbers import holds, is_contradicted


@pytest.mark.parametrize(
    ("answers", "truth"),
    [
        ({}, Truth.OPEN),
        ({"device": "phone"}, Truth.OPEN),
        ({"device": None, "see": "red"}, Truth.OPEN),
        ({"device": "phone", "see": "red"}, Truth.HOLDS),
        ({"device": "mac"}, Truth.CONTRADICTED),
        ({"device": "phone", "see": "green"}, Truth.CONTRADICTED),
        ({"device": None, "see": "green"}, Truth.CONTRADICTED),
    ],
)
def test_condition_is_and_across_questions(answers: dict[str, str | None], truth: Truth) -> None:
    """A condition holds when all of it is answered rightly, and fails at the first wrong answer."""
    assert judge(when(device=["phone", "tablet"], see="red"), answers) is truth


def test_empty_condition_holds() -> None:
    """What has no condition always applies."""
    assert judge((), {}) is Truth.HOLDS


@given(st.data(), guides_and_walks(questions=(1, 4), steps=(0, 2)))
def test_condition_is_judged_as_by_the_twin(data: st.DataObject, drawn: tuple[Guide, object]) -> None:
    """Holds, open and contradicted mean what they say, for every condition and all answers."""
    guide, _ = drawn
    answers = {q.slug: data.draw(st.sampled_from([None, *(o.slug for o in q.options)])) for q in guide.questions}
    everything: list[Condition] = [q.when for q in guide.questions] + [step.when for step in guide.steps]
    for condition in everything:
        expected = Truth.HOLDS if holds(condition, answers) else Truth.OPEN
        assert judge(condition, answers) is (Truth.CONTRADICTED if is_contradicted(condition, answers) else expected)


def test_names_hold_slugs_and_aliases() -> None:
    """A part is found by its slug and by each of its aliases."""
    question, step = a_question("see", aliases=("look", "sight")), a_step("restart", aliases=("reboot",))
    guide = a_guide(questions=[question], steps=[step])
    assert guide.question_names == {"see": question, "look": question, "sight": question}
    assert guide.step_names == {"restart": step, "reboot": step}


def test_slug_wins_over_alias() -> None:
    """A slug in use never means what once had it as an alias; of two equal aliases the first counts."""
    old, new, late = a_step("a", aliases=("b", "c")), a_step("b"), a_step("d", aliases=("c",))
    guide = a_guide(steps=[old, new, late])
    assert guide.step_names["b"] is new
    assert guide.step_names["c"] is old


@pytest.mark.parametrize(("kind", "ordered"), [(kind, kind in {"repair", "wait", "verdict"}) for kind in ALL_KINDS])
def test_only_what_may_cure_is_in_order(kind: str, ordered: bool) -> None:
    """Repairs, waits and verdicts take part in the order of steps, workarounds and escalations do not."""
    assert a_step("a", kind=kind).in_order is ordered


def test_dependence_puts_the_needed_question_first() -> None:
    """A question comes after those that its own condition or an option's condition names, unknown names aside."""
    late = a_question("late", when=when(middle="yes", nowhere="yes"))
    middle = a_question("middle", Option("yes", when=when(early="yes")), "no")
    early = a_question("early")
    guide = a_guide(questions=[late, middle, early])
    assert [question.slug for question in guide.by_dependence] == ["early", "middle", "late"]


def test_dependence_survives_a_circle() -> None:
    """Questions that depend on one another in a circle each stand there once."""
    a, b = a_question("a", when=when(b="yes")), a_question("b", when=when(a="yes"))
    selfish = a_question("c", when=when(c="yes"))
    guide = a_guide(questions=[a, b, selfish])
    assert [question.slug for question in guide.by_dependence] == ["b", "a", "c"]


@given(st.data(), guides(questions=(1, 6), steps=(0, 0)))
def test_dependence_orders_every_guide(data: st.DataObject, guide: Guide) -> None:
    """Whatever the editors' order, every question stands once, after all that it depends on."""
    shuffled = a_guide(questions=data.draw(st.permutations(guide.questions)))
    order = [question.slug for question in shuffled.by_dependence]
    assert sorted(order) == sorted(question.slug for question in guide.questions)
    for question in guide.questions:
        needed = {name for condition in (question.when, *(o.when for o in question.options)) for name, _ in condition}
        assert all(order.index(name) < order.index(question.slug) for name in needed)
