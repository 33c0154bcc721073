"""The door for plain tables."""

from math import inf, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine import Ask, Escalate, Offer, Policy, Tables, belief, decide
from diagnostics.engine.choose import DEFAULT, Move
from tests.engine.builders import UNLIMITED
from tests.engine.drawn import plain_tables

GOOD: dict[str, Any] = {
    "prior": [3, 1],
    "likelihood": [[[9, 2], [1, 8]]],
    "cures": [[0.8, 0], [0, 0.5]],
    "question_minutes": [1],
    "step_minutes": [10, 20],
    "escalation_minutes": 100,
}


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("prior", []),
        ("prior", [0, 0]),
        ("prior", [-1, 2]),
        ("prior", [nan, 1]),
        ("prior", [inf, 1]),
        ("prior", [[1, 1]]),
        ("prior", 1),
        ("cures", [0.5, 0.5]),
        ("cures", [[0.5], [0.5]]),
        ("cures", [[1.5, 0], [0, 0]]),
        ("cures", [[-0.5, 0], [0, 0]]),
        ("cures", [[nan, 0], [0, 0]]),
        ("question_minutes", []),
        ("question_minutes", [1, 1]),
        ("question_minutes", [0]),
        ("question_minutes", [-1]),
        ("question_minutes", [nan]),
        ("question_minutes", 1),
        ("step_minutes", [1]),
        ("step_minutes", [1, 0]),
        ("step_minutes", [1, inf]),
        ("step_minutes", [[1, 1]]),
        ("escalation_minutes", 0),
        ("escalation_minutes", -5),
        ("escalation_minutes", inf),
        ("escalation_minutes", nan),
        ("misread", -0.1),
        ("misread", 1),
        ("misread", nan),
        ("open_share", 0),
        ("open_share", 1),
        ("open_share", nan),
    ],
)
def test_wrong_table_is_named(table: str, wrong: object) -> None:
    """A table of a wrong shape, out of range or not finite is refused by its name."""
    with pytest.raises(ValueError, match=f"^{table}: "):
        Tables(**GOOD | {table: wrong})


@pytest.mark.parametrize(
    "block",
    [[[1, 1, 1]], [1, 1], np.zeros((0, 2)), [[0, 1], [0, 1]], [[-1, 1], [2, 1]], [[nan, 1], [1, 1]]],
    ids=["causes", "dimensions", "no option", "impossible", "negative", "not a number"],
)
def test_wrong_question_is_named_by_its_number(block: object) -> None:
    changed = GOOD | {"likelihood": [*GOOD["likelihood"], block], "question_minutes": [1, 1]}
    with pytest.raises(ValueError, match=r"^likelihood\[1\]: "):
        Tables(**changed)


@pytest.mark.parametrize("question", [0, 1])
@pytest.mark.parametrize("option", [2, -1])
def test_unknown_option_is_refused(option: int, question: int) -> None:
    """An answer that the question does not have is an error, not another question's answer."""
    tables = Tables(**GOOD | {"likelihood": GOOD["likelihood"] * 3, "question_minutes": [1, 1, 1]})
    with pytest.raises(ValueError, match=f"question {question} has no option"):
        belief(tables, {question: option})


def test_smallest_tables_are_good() -> None:
    """One cause and nothing else is a problem too: there is nothing to do but to escalate."""
    tables = Tables([1], [], np.zeros((0, 1)), [], [], 90)
    assert belief(tables, {}).tolist() == pytest.approx([0.9, 0.1])
    assert decide(tables, {}) == Escalate()


def test_small_example_in_numbers() -> None:
    """Two causes, one question, two steps: every number written out.

    Priors 0.9 x (3/4, 1/4) and 0.1. The question's columns as given are (0.9, 0.1) and (0.2, 0.8); with 5 % misread
    (0.86, 0.14) and (0.23, 0.77); the open cause answers as the mean, 3/4 x 0.86 + 1/4 x 0.23 = 0.7025.
    """
    tables = Tables(**GOOD)
    assert belief(tables, {}) == pytest.approx([0.675, 0.225, 0.1])
    yes, no = np.array([0.5805, 0.05175, 0.07025]), np.array([0.0945, 0.17325, 0.02975])
    assert belief(tables, {0: 0}) == pytest.approx(yes / 0.7025)
    assert belief(tables, {0: 1}) == pytest.approx(no / 0.2975)
    # Then the first step fails: a fifth of the first cause is left.
    assert belief(tables, {0: 0}, [0]) == pytest.approx(np.array([0.1161, 0.05175, 0.07025]) / 0.2381)
    # Without asking, both steps: 10 + 0.46 x 20 + 0.3475 x 100 = 53.95. After yes the first one: 10 + 0.3389 x 100 =
    # 43.89 (the second saves 3.7 and costs 6.8); after no both: 10 + 0.7459 x 20 + 0.4547 x 100 = 70.39.
    # Asking: 1 + 0.7025 x 43.89 + 0.2975 x 70.39 = 52.78, which saves 1.17 minutes.
    assert decide(tables, {}) == decide(tables, {}, policy=Policy(margin=1.16)) == Ask(0)
    assert decide(tables, {}, policy=Policy(margin=1.18)) == Offer((0, 1))
    assert decide(tables, {0: None}) == decide(tables, {0: 1}) == Offer((0, 1))
    assert decide(tables, {0: 0}) == Offer((0,))
    # Of the second cause 0.2173 is left: its step saves 10.9 and costs 20.
    assert decide(tables, {0: 0}, failed=[0]) == Escalate()
    # Without the first step: 100, or 1 + 0.7025 x 100 + 0.2975 x (20 + 0.7088 x 100) = 98.29.
    assert decide(tables, {}, banned=[0]) == Ask(0)
    assert decide(tables, {0: 1}, banned=[0]) == Offer((1,))


@given(st.data(), plain_tables(causes=(1, 4), questions=(1, 4)))
def test_not_sure_tells_nothing_at_the_door(data: st.DataObject, tables: Tables) -> None:
    """None for an answer changes no digit of the belief, and is never asked again."""
    question = data.draw(st.integers(0, len(tables.likelihood) - 1))
    assert belief(tables, {question: None}).tolist() == belief(tables, {}).tolist()
    assert decide(tables, {question: None}) != Ask(question)


@given(st.data(), plain_tables(causes=(1, 4), questions=(2, 4), steps=(0, 4)))
def test_order_of_answers_and_failures_does_not_matter(data: st.DataObject, tables: Tables) -> None:
    """Belief and decision know what was answered and what failed, not in which order, and repeats count once."""
    questions = data.draw(st.permutations(range(len(tables.likelihood))))
    answers: dict[int, int | None] = dict.fromkeys(questions[: data.draw(st.integers(0, 4))], 1)
    failed = [step for step in range(len(tables.arrays.cures)) if data.draw(st.booleans())]
    back = dict(sorted(answers.items()))
    assert belief(tables, answers, failed).tolist() == belief(tables, back, [*failed, *reversed(failed)]).tolist()
    assert decide(tables, answers, failed, policy=UNLIMITED) == decide(tables, back, failed[::-1], policy=UNLIMITED)


@given(st.data(), plain_tables(steps=(1, 5)))
def test_banned_step_is_no_evidence(data: st.DataObject, tables: Tables) -> None:
    """A banned step is not offered; the rest is decided as if the step were not in the tables."""
    banned = data.draw(st.integers(0, len(tables.arrays.cures) - 1))
    kept = [step for step in range(len(tables.arrays.cures)) if step != banned]
    without = Tables(
        tables.prior,
        tables.likelihood,
        np.asarray(tables.cures)[kept],
        tables.question_minutes,
        np.asarray(tables.step_minutes)[kept],
        tables.escalation_minutes,
    )
    assert decide(tables, {}, banned=[banned]) == _move_without_slugs(decide(without, {}), kept)


def _move_without_slugs(move: Move, kept: list[int]) -> Move:
    return Offer(tuple(kept[step] for step in move.steps)) if isinstance(move, Offer) else move


@pytest.mark.parametrize("policy", [DEFAULT, UNLIMITED])
@given(data=st.data(), factor=st.one_of(st.sampled_from([2.0, 10.0, 1e6, 1e-6]), st.floats(1e-3, 1e3)))
def test_scaling_all_commonness_changes_nothing(policy: Policy, data: st.DataObject, factor: float) -> None:
    """Priors count beside one another only: all of them times any factor give the same belief and decision."""
    tables = data.draw(plain_tables(questions=(1, 4), steps=(1, 5)))
    scaled = Tables(
        np.asarray(tables.prior) * factor,
        tables.likelihood,
        tables.cures,
        tables.question_minutes,
        tables.step_minutes,
        tables.escalation_minutes,
    )
    for answers in ({}, {0: 0}, {0: 1}):
        assert belief(scaled, answers) == pytest.approx(belief(tables, answers), rel=1e-9)
        assert decide(scaled, answers, policy=policy) == decide(tables, answers, policy=policy)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("answers", {"answers": {7: None}}),
        ("answers", {"answers": {-1: None}}),
        ("failed", {"answers": {}, "failed": (9,)}),
        ("banned", {"answers": {}, "banned": (-1,)}),
    ],
)
def test_index_that_there_is_not_is_named(name: str, call: dict[str, Any]) -> None:
    """An unknown question or step is a ValueError that names the argument, never another row of the table."""
    tables = Tables([3, 1], [[[0.9, 0.2], [0.1, 0.8]]], [[0.9, 0.0]], [0.5], [5], 90)
    with pytest.raises(ValueError, match=f"{name}: there is no index"):
        decide(tables, **call)
