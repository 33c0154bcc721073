"""The choice between asking, offering and escalating."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine import Ask, Escalate, Offer, Policy, Tables, belief, decide
from diagnostics.engine.choose import DEFAULT, RESCUE_GAIN, choose
from diagnostics.engine.lookahead import PRESELECTED, Outlook
from tests.engine.builders import UNLIMITED
from tests.engine.drawn import plain_tables

CLEAR = [[0.98, 0.02], [0.02, 0.98]]
EACH = [[0.9, 0.0], [0.0, 0.9]]


def two_causes(question_minutes: float = 0.5, step_minutes: float = 10, escalation_minutes: float = 90) -> Tables:
    """Two causes, a telling question, a good step for each."""
    return Tables([1, 1], [CLEAR], EACH, [question_minutes], [step_minutes] * 2, escalation_minutes)


def plateau(questions: int, block: list[list[float]] | None = None) -> Tables:
    """Many questions tell something, and no step is ever worth its minutes."""
    return Tables([1, 1], [block or CLEAR] * questions, [[0.5, 0.5]], [0.5] * questions, [85], 40)


def test_asks_what_saves_its_minutes() -> None:
    """A cheap question that decides between two long steps comes before them."""
    assert decide(two_causes(), {}) == Ask(0)


def test_offers_what_a_question_cannot_better() -> None:
    """Once answered, or where asking costs more than trying, the steps are offered."""
    assert decide(two_causes(), {0: 0}) == Offer((0, 1))
    assert decide(two_causes(), {0: 1}) == Offer((1, 0))
    assert decide(two_causes(question_minutes=30), {}) == Offer((0, 1))


def test_escalates_when_no_step_is_worth_it() -> None:
    """With every step failed or dearer than help, the walk ends."""
    assert decide(two_causes(), {0: 0}, failed=[0, 1]) == Escalate()
    assert decide(two_causes(step_minutes=95), {0: None}) == Escalate()


def test_margin_is_what_a_question_must_save() -> None:
    """A question that saves less than the margin is not asked."""
    tables = two_causes()
    assert decide(tables, {}, policy=Policy(margin=0)) == Ask(0)
    assert decide(tables, {}, policy=Policy(margin=30)) == Offer((0, 1))


def test_of_equal_questions_the_cheaper_then_the_first_is_asked() -> None:
    """Equal values go to the cheaper question, then to guide order."""
    twice = Tables([1, 1], [CLEAR, CLEAR], EACH, [0.5, 0.5], [10, 10], 90)
    assert decide(twice, {}) == Ask(0)
    dearer = Tables([1, 1], [CLEAR, CLEAR], EACH, [0.6, 0.5], [10, 10], 90)
    assert decide(dearer, {}) == Ask(1)


@pytest.mark.parametrize(("minutes", "move"), [(10, Offer((0, 1))), (95, Escalate())])
def test_what_was_done_before_is_offered_last_where_it_pays(minutes: float, move: object) -> None:
    """Steps that were done before the visitor came are offered when nothing else is left, unless help is cheaper."""
    tables = two_causes(step_minutes=minutes)
    arrays, none = tables.arrays, np.zeros(2, bool)
    outlook = Outlook(np.zeros(1, bool), none, np.zeros((2, 2), bool), again=~none)
    assert choose(arrays, belief(tables, {}), outlook, DEFAULT, lambda: 0).move == move


def test_rescue_asks_instead_of_escalating_too_early() -> None:
    """Where escalating is cheapest but a question tells much for its minutes, it is asked."""
    assert decide(plateau(3), {}) == Ask(0)
    assert decide(plateau(3), {}, policy=Policy(rescues=0)) == Escalate()
    assert decide(plateau(3, [[0.5, 0.5], [0.5, 0.5]]), {}) == Escalate()


def test_rescue_stops_after_two_in_a_row() -> None:
    """At most two such questions follow one another, "not sure" counted; the policy says how many."""
    tables = plateau(4)
    assert decide(tables, {0: None}) == Ask(1)
    assert decide(tables, {0: None, 1: None}) == Escalate()
    assert decide(tables, {0: None, 1: None}, policy=Policy(rescues=3)) == Ask(2)


def test_rescue_counts_only_the_latest_answers() -> None:
    """Answers to other questions, and a tried step, end the row."""
    tables = plateau(5)
    assert decide(tables, {4: None, 0: None}) == Ask(1)
    assert decide(tables, {0: None, 1: None, 4: None}) == Ask(2)
    assert decide(tables, {0: None, 1: None}, banned=[0]) == Ask(2)


def test_rescue_does_not_count_what_was_asked_for_its_worth() -> None:
    """A question that was worth its minutes is no rescue, even where nothing could be offered before it."""
    blocks = [CLEAR, [[0.98, 0.2], [0.02, 0.8]], [[0.9, 0.5], [0.1, 0.5]]]
    tables = Tables([2, 1], blocks, [[0.9, 0]], [0.5] * 3, [30], 40)
    worth_asking = [
        decide(tables, answers, policy=Policy(rescues=0)) for answers in ({}, {0: None}, {0: None, 1: None})
    ]
    assert worth_asking == [Ask(0), Escalate(), Escalate()]
    assert decide(tables, {0: None}) == Ask(1)
    assert decide(tables, {0: None, 1: None}) == Ask(2)


@pytest.mark.parametrize(
    ("asked", "tried", "allowed"),
    [
        ((3, 3), False, True),
        ((4, 4), False, False),
        ((4, 4), True, True),
        ((4, 13), True, True),
        ((4, 14), True, False),
        ((0, 14), False, False),
    ],
)
def test_policy_limits_questions(asked: tuple[int, int], tried: bool, allowed: bool) -> None:
    """At most four questions before the first step, fourteen in all."""
    assert DEFAULT.allows_question(asked, steps_tried=tried) is allowed


def test_numbers_of_the_policy_are_the_documented_ones() -> None:
    """A margin of 0.2 minutes, two rescues at 0.05 nats per minute, four and fourteen questions, sixteen looked at."""
    assert Policy(margin=0.2, rescues=2, before_first_step=4, in_all=14) == DEFAULT
    assert (RESCUE_GAIN, PRESELECTED) == (0.05, 16)


def test_limits_hold_at_the_door() -> None:
    """The fifth question is not asked before a step was tried or banned, and the fifteenth never."""
    tables = Tables([1, 1], [CLEAR] * 16, EACH, [0.5] * 16, [30, 30], 90)
    unsure: dict[int, int | None] = dict.fromkeys(range(4))
    assert isinstance(decide(tables, dict.fromkeys(range(3))), Ask)
    assert isinstance(decide(tables, unsure), Offer)
    assert isinstance(decide(tables, unsure, policy=Policy(before_first_step=inf)), Ask)
    with_a_third = Tables([1, 1], [CLEAR] * 16, [*EACH, [0.0, 0.0]], [0.5] * 16, [30, 30, 9], 90)
    for failed, banned in (([2], []), ([], [2])):
        assert decide(with_a_third, unsure, failed, banned) == Ask(4)
        assert decide(with_a_third, dict.fromkeys(range(13)), failed, banned) == Ask(13)
        assert isinstance(decide(with_a_third, dict.fromkeys(range(14)), failed, banned), Offer)


@given(st.data(), plain_tables(causes=(2, 4), questions=(1, 4), steps=(0, 4)), st.sampled_from([DEFAULT, UNLIMITED]))
def test_moves_use_only_what_is_left(data: st.DataObject, tables: Tables, policy: Policy) -> None:
    """Nothing answered is asked again; nothing failed or banned is offered again."""
    questions, steps = len(tables.likelihood), len(tables.arrays.cures)
    answered = data.draw(st.lists(st.integers(0, questions - 1), unique=True))
    gone = data.draw(st.lists(st.integers(0, steps - 1), unique=True)) if steps else []
    cut = data.draw(st.integers(0, len(gone)))
    answers = {q: data.draw(st.sampled_from([None, 0, 1])) for q in answered}
    match decide(tables, answers, gone[:cut], gone[cut:], policy=policy):
        case Ask(question):
            assert question not in answered
        case Offer(offered):
            assert offered
            assert not set(offered) & set(gone)
        case Escalate():
            pass
