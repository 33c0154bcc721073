"""The choice: ask, offer steps, or escalate. The one code path of guides and of plain tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

import numpy as np

from diagnostics.engine.arrays import Arrays, Floats, nine_digits, nine_digits_of
from diagnostics.engine.focus import Focus, make_focus
from diagnostics.engine.lookahead import Outlook, gains_per_minute, no_question_can_pay, preselect, values
from diagnostics.engine.plan import Plan, best_plan

RESCUE_GAIN: Final = 0.05
"""Nats per minute that a question must carry to be asked instead of escalating."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How eager to ask.

    margin: minutes that a question must save. rescues: plateau rescues in a row.
    before_first_step, in_all: most questions, "not sure" counted.
    """

    margin: float = 0.2
    rescues: int = 2
    before_first_step: float = 4
    in_all: float = 14

    def allows_question(self, asked: tuple[int, int], *, steps_tried: bool) -> bool:
        """Whether one more question is within the limits; ``asked``: before the first step, and in all."""
        return asked[1] < self.in_all and (steps_tried or asked[0] < self.before_first_step)


DEFAULT: Final = Policy()


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask this question (index)."""

    question: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer these steps (indices), in this order."""

    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Escalate:
    """No step is worth its minutes: go to somebody who can help."""


type Move = Ask | Offer | Escalate


@dataclass(frozen=True, slots=True)
class Choice:
    """A move, the plan as it stands without asking, and whether the question is a plateau rescue."""

    move: Move
    plan: Plan
    rescued: bool = False


def choose(
    arrays: Arrays, belief: Floats, outlook: Outlook, policy: Policy, rescues_in_a_row: Callable[[], int]
) -> Choice:
    """Decide under a belief (C+1,). ``outlook.askable`` is empty when no further question is wanted."""
    focus = make_focus(arrays, belief, outlook.available, outlook.openable)
    plan = best_plan(focus)
    per_minute = gains_per_minute(arrays, focus, outlook.askable)
    if choice := _before_the_end(arrays, belief, outlook, policy, focus, plan, per_minute):
        return choice
    question = most_telling(per_minute)
    if question is not None and policy.rescues and rescues_in_a_row() < policy.rescues:
        return Choice(Ask(question), plan, rescued=True)
    return Choice(Escalate(), plan)


def _before_the_end(
    arrays: Arrays, belief: Floats, outlook: Outlook, policy: Policy, focus: Focus, plan: Plan, per_minute: Floats
) -> Choice | None:
    """What is worth its minutes: a question, a step, a question that opens a step, a step once more; None if nothing."""
    question = _question_worth_asking(arrays, focus, outlook, plan.minutes, policy.margin, per_minute)
    if question is not None:
        return Choice(Ask(question), plan)
    if plan.steps:
        return Choice(Offer(plan.steps), plan)
    question = _opening_question(arrays, belief, outlook, per_minute)
    if question is not None:
        return Choice(Ask(question), plan)
    if outlook.again is not None and outlook.again.any():
        plan = best_plan(make_focus(arrays, belief, outlook.available | outlook.again))
        if plan.steps:
            return Choice(Offer(plan.steps), plan)
    return None


def _opening_question(arrays: Arrays, belief: Floats, outlook: Outlook, per_minute: Floats) -> int | None:
    """The question that opens a step worth its minutes, where no other step is left; of several the most telling."""
    openable = outlook.openable
    opened = {} if openable is None else outlook.opened_by(arrays)
    if openable is None or not opened:
        return None
    planned = {*best_plan(make_focus(arrays, belief, outlook.available | openable)).steps}
    return max(
        (question for question, steps in opened.items() if steps & planned),
        key=lambda question: (per_minute[question], -question),
        default=None,
    )


def _question_worth_asking(
    arrays: Arrays, focus: Focus, outlook: Outlook, stop: float, margin: float, per_minute: Floats
) -> int | None:
    """The question of the least value, if that is ``margin`` minutes below ``stop``, the ECR without asking."""
    if no_question_can_pay(arrays, focus, outlook.askable, stop):
        return None
    value, _, best = min(_value_questions(arrays, focus, outlook, stop, per_minute), default=(inf, 0.0, -1))
    return best if value < nine_digits_of(stop - margin) else None


def _value_questions(
    arrays: Arrays, focus: Focus, outlook: Outlook, stop: float, per_minute: Floats
) -> Sequence[tuple[float, float, int]]:
    """The questions worth a look, each as (value, minutes of asking, index): the least of them is the best."""
    questions = preselect(per_minute)
    if not len(questions):
        return ()
    value = nine_digits(values(arrays, focus, outlook, stop, questions))
    cost = arrays.question_minutes[questions]
    return tuple(zip(value.tolist(), cost.tolist(), questions.tolist(), strict=True))


def rank_questions(arrays: Arrays, belief: Floats, outlook: Outlook) -> Sequence[int]:
    """All askable questions (indices): by value, then those too dull to be valued, by gain per minute and guide order."""
    focus = make_focus(arrays, belief, outlook.available, outlook.openable)
    per_minute = gains_per_minute(arrays, focus, outlook.askable)
    valued = sorted(_value_questions(arrays, focus, outlook, best_plan(focus).minutes, per_minute))
    askable = np.flatnonzero(outlook.askable).tolist()
    dull = sorted(askable, key=lambda question: -per_minute[question])
    return tuple(dict.fromkeys([*(question for _, _, question in valued), *dull]))


def most_telling(per_minute: Floats) -> int | None:
    """The question of the most information per minute, while that is more than RESCUE_GAIN."""
    best = int(per_minute.argmax()) if len(per_minute) else 0
    return best if len(per_minute) and per_minute[best] > RESCUE_GAIN else None


def rescue(arrays: Arrays, belief: Floats, outlook: Outlook, policy: Policy) -> int | None:
    """The question that would be asked now only to avoid escalating.

    None where steps are left, where a question is worth its minutes, or where none tells enough.
    """
    focus = make_focus(arrays, belief, outlook.available, outlook.openable)
    plan = best_plan(focus)
    per_minute = gains_per_minute(arrays, focus, outlook.askable)
    if _before_the_end(arrays, belief, outlook, policy, focus, plan, per_minute):
        return None
    return most_telling(per_minute)
