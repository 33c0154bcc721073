"""The exact optimum of small problems by dynamic programming, and the exact cost of a policy. Minutes throughout.

Values are kept jointly with the probability of getting there: J(state) = P(state) x minutes expected from there on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from diagnostics.engine import Ask, Escalate, Offer, Policy, Tables, decide
from diagnostics.engine.arrays import Arrays
from diagnostics.engine.words import (
    COMMONNESS,
    DISRUPTION,
    EFFORT,
    ESCALATION_MINUTES,
    REMEDY,
    SIGN,
    WAITING,
    question_minutes,
    step_minutes,
)

type Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    causes: int = 7
    questions: int = 5
    options: int = 3
    steps: int = 6


# Instances made of the words -------------------------------------------------


def instance(seed: int, size: Size = Size()) -> Tables:
    """A problem that looks like a guide: words, a few signs to a question, steps that overlap, K as usual."""
    luck = np.random.default_rng(seed)

    def word[Word](table: Mapping[Word, float], *shares: float) -> Word:
        words = list(table)
        return words[int(luck.choice(len(words), p=shares or None))]

    def sign() -> float:
        return SIGN[word(SIGN)] if luck.random() < 0.5 else 1.0

    def block() -> Floats:
        usual = [COMMONNESS[word(COMMONNESS)] for _ in range(size.options)]
        return np.array([[one * sign() for _ in range(size.causes)] for one in usual])

    def cures() -> Floats:
        row = np.zeros(size.causes)
        for cause in luck.choice(size.causes, min(int(luck.integers(1, 5)), size.causes), replace=False):
            row[cause] = REMEDY[word(REMEDY)]
        return row

    def minutes() -> float:
        work = int(luck.choice([1, 1, 2, 3, 5, 10, 15]))
        return step_minutes(work, word(WAITING, 0.7, 0.1, 0.1, 0.05, 0.05), word(DISRUPTION, 0.7, 0.2, 0.05, 0.05, 0))

    return Tables(
        prior=[COMMONNESS[word(COMMONNESS)] for _ in range(size.causes)],
        likelihood=[block() for _ in range(size.questions)],
        cures=np.array([cures() for _ in range(size.steps)]),
        question_minutes=[question_minutes(word(EFFORT)) for _ in range(size.questions)],
        step_minutes=[minutes() for _ in range(size.steps)],
        escalation_minutes=ESCALATION_MINUTES,
    )


# The best there is -----------------------------------------------------------


def best_minutes(arrays: Arrays) -> float:
    """Expected minutes of the best policy, over all (answers, tried steps): questions and steps in any order."""
    sizes = np.diff(arrays.first_option)
    mass = _mass(arrays)
    minutes = np.empty_like(mass)
    for answered in _from_full(len(sizes)):
        here = (slice(None), *(slice(1, None) if one else 0 for one in answered))
        stop = np.minimum(mass[here] * arrays.escalation_minutes, _best_question(arrays, mass, minutes, answered))
        minutes[here] = _with_steps(arrays, mass[here], stop)
    return float(minutes.flat[0])


def _mass(arrays: Arrays) -> Floats:
    """P(tried steps failed, answers), (2^F, 1 + options, ...): along each question's axis, not asked comes first."""
    weights = np.array([np.exp(arrays.log_prior)])
    for cures in arrays.cures:
        weights = np.concatenate([weights, weights * (1 - cures)])
    told = [
        np.vstack([np.ones(weights.shape[1]), arrays.likelihood[arrays.options(q)]])
        for q in range(len(arrays.question_minutes))
    ]
    for block in told:
        weights = weights[..., None, :] * block
    total: Floats = weights.sum(axis=-1)
    return total


def _from_full(questions: int) -> Iterator[tuple[bool, ...]]:
    """Which questions are answered, from all of them to none."""
    return iter(sorted(product([False, True], repeat=questions), key=sum, reverse=True))


def _best_question(arrays: Arrays, mass: Floats, minutes: Floats, answered: tuple[bool, ...]) -> Floats:
    here = [slice(None), *(slice(1, None) if one else 0 for one in answered)]
    best = np.full(mass[tuple(here)].shape, np.inf)
    for question, done in enumerate(answered):
        if not done:
            there = [*here]
            there[question + 1] = slice(1, None)
            axis = 1 + sum(answered[:question])
            after = minutes[tuple(there)].sum(axis=axis)
            best = np.minimum(best, mass[tuple(here)] * arrays.question_minutes[question] + after)
    return best


def _with_steps(arrays: Arrays, mass: Floats, stop: Floats) -> Floats:
    """Minutes with the same answers, for every set of tried steps, from all of them to none."""
    best = stop.copy()
    sets = np.arange(len(mass))
    tried = np.array([int(one).bit_count() for one in sets])
    for count in reversed(range(len(arrays.step_minutes))):
        for step, cost in enumerate(arrays.step_minutes):
            untried = sets[(tried == count) & (sets >> step & 1 == 0)]
            best[untried] = np.minimum(best[untried], mass[untried] * cost + best[untried | 1 << step])
    return best


def best_order_minutes(belief: Floats, cures: Floats, minutes: Floats, escalation_minutes: float) -> float:
    """ECR of the best order of steps under a belief, each prefix of it allowed: over subsets of tried steps."""
    weights = np.array([belief])
    for row in cures:
        weights = np.concatenate([weights, weights * (1 - row)])
    mass = weights.sum(axis=1)
    best: Floats = mass * escalation_minutes
    for tried in reversed(range(len(mass))):
        for step, cost in enumerate(minutes):
            if not tried >> step & 1:
                best[tried] = min(best[tried], mass[tried] * cost + best[tried | 1 << step])
    return float(best[0])


# What a policy costs ---------------------------------------------------------


def policy_minutes(tables: Tables, policy: Policy) -> float:
    """Expected minutes of following ``decide``, over every answer and every failure."""
    return _follow(tables, policy, {}, (), np.exp(tables.arrays.log_prior))


def _follow(
    tables: Tables, policy: Policy, answers: dict[int, int | None], failed: tuple[int, ...], weights: Floats
) -> float:
    arrays, mass = tables.arrays, float(weights.sum())
    match decide(tables, answers, failed, policy=policy):
        case Ask(question):
            rows = arrays.likelihood[arrays.options(question)]
            after = [
                _follow(tables, policy, {**answers, question: option}, failed, weights * row)
                for option, row in enumerate(rows)
            ]
            return mass * float(arrays.question_minutes[question]) + sum(after)
        case Offer(steps):
            after = [_follow(tables, policy, answers, (*failed, steps[0]), weights * (1 - arrays.cures[steps[0]]))]
            return mass * float(arrays.step_minutes[steps[0]]) + sum(after)
        case Escalate():
            return mass * arrays.escalation_minutes
