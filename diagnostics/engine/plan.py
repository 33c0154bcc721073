"""The order of steps: chance over cost, re-computed after each assumed failure, cut at the best prefix.

    m_0 = 1;  m_k = sum_c w_c prod_{i<=k} (1 - s_ic);  ECR(k) = sum_{i<=k} m_{i-1} c_i + m_k K;  ECR = min over k

Kadane & Simon (1977) for the chance/cost order; Langseth & Jensen (2003), Decision theoretic troubleshooting of
coherent systems, for expected cost of repair (ECR) with dependent actions.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.engine.arrays import Bools, Floats, Ints, nine_digits, nine_digits_of
from diagnostics.engine.focus import Focus

LONGEST_PLAN: Final = 16
"""Steps looked at. The decision is made anew after every failure, so what stands later never matters first."""
LIKE_PROMISE: Final = 0.8
"""A harmless step with at least this share of a losing step's chance goes before it, whatever it costs."""

_CLEARLY_LESS: Final = 1 - 1e-8
"""Scores below this share of the best differ from it in nine digits, so they need no rounding."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Attributes:

    steps: indices of the best prefix, in order. chances: of each, jointly with the failure of those before it.
    minutes: expected cost of repair.
    """

    steps: tuple[int, ...]
    chances: tuple[float, ...]
    minutes: float

    @property
    def expected_steps(self) -> float:
        """How many of the steps are done before one cures, or before all have failed: the sum of m_k over k < n."""
        return sum(1 - sum(self.chances[:k]) for k in range(len(self.chances)))


def best_plan(focus: Focus) -> Plan:
    """Order the available steps in focus under its belief and cut where escalating is cheaper."""
    ordering = _Ordering(focus)
    while len(ordering.taken) < LONGEST_PLAN and ordering.take_next():
        pass
    best = ordering.best
    steps = tuple(int(focus.steps[i]) for i in ordering.taken[:best])
    return Plan(steps, tuple(ordering.chances[:best]), ordering.minutes)


class _Ordering:
    """One pass of the greedy order; ``alive`` is w_c prod (1 - s_ic), its sum m_k."""

    def __init__(self, focus: Focus) -> None:
        self.focus = focus
        self.alive = focus.belief
        self.any_loses = bool(focus.loses.any())
        self.may_take = focus.available.astype(float)
        self.spent = 0.0
        self.taken: list[int] = []
        self.chances: list[float] = []
        self.mass = 1.0
        self.minutes = focus.escalation_minutes
        self.best = 0

    def take_next(self) -> bool:
        if len(self.taken) == len(self.focus.steps):
            return False
        chance = (self.focus.cures @ self.alive) * self.may_take
        score = chance / self.focus.minutes
        step = first_of_best(score)
        if score[step] <= 0.0:
            return False
        if self.any_loses and self.focus.loses[step]:
            step = self._harmless_instead(step, chance, score)
        self.spent += self.mass * float(self.focus.minutes[step])
        self.alive = self.alive * self.focus.fails[step]
        self.mass = float(np.add.reduce(self.alive))
        self.taken.append(step)
        self.may_take[step] = 0.0
        self.chances.append(float(chance[step]))
        self._keep_if_best()
        return True

    def _harmless_instead(self, losing: int, chance: Floats, score: Floats) -> int:
        like = ~self.focus.loses & (nine_digits(chance) >= nine_digits(LIKE_PROMISE * chance[losing : losing + 1]))
        return first_of_best(np.where(like, score, 0.0)) if like.any() else losing

    def _keep_if_best(self) -> None:
        minutes = self.spent + self.mass * self.focus.escalation_minutes
        if nine_digits_of(minutes) < nine_digits_of(self.minutes):
            self.minutes, self.best = minutes, len(self.taken)


def expected_minutes(focus: Focus, beliefs: Floats, available: Bools) -> Floats:
    """ECR (N,) of many beliefs (N, C') at once, each with its own available steps (N, S).

    One chance/cost sort per belief, not re-computed after failures: nineteen times faster and as good a guide
    to the value of a question (docs/engine.md).
    """
    chance = beliefs @ focus.cures.T
    score = nine_digits(np.where(available, chance / focus.minutes, 0.0))
    order = np.argsort(-score, axis=1, kind="stable")[:, :LONGEST_PLAN]
    return _prefix_minutes(focus, beliefs, order, np.take_along_axis(score, order, axis=1) > 0.0)


def _prefix_minutes(focus: Focus, beliefs: Floats, order: Ints, useful: Bools) -> Floats:
    """``useful`` (N, steps): whether the step may be taken and cures; in each row the useful ones stand first."""
    alive, mass = beliefs, beliefs.sum(axis=1)
    spent = np.zeros(len(beliefs))
    best: Floats = mass * focus.escalation_minutes
    for steps, counts in zip(order.T, useful.T, strict=True):
        if not counts.any():
            break
        spent = spent + mass * focus.minutes[steps]
        alive = alive * focus.fails[steps]
        mass = alive.sum(axis=1)
        best = np.where(counts, np.minimum(best, spent + mass * focus.escalation_minutes), best)
    return best


def first_of_best(score: Floats) -> int:
    """Index of the highest score; of scores that are equal in nine digits, the first."""
    best = int(score.argmax())
    near = score >= score[best] * _CLEARLY_LESS
    if np.count_nonzero(near) == 1:
        return best
    return int(np.where(near, nine_digits(score), -1.0).argmax())
