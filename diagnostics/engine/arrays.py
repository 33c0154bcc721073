"""The arrays that every decision is computed from, built once and never written again.

Axes: C listed causes plus the open cause in the last column; Q questions; O options of all questions,
question by question; F steps in the order in which ties are broken. Minutes throughout.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Floats = NDArray[np.float64]
type Ints = NDArray[np.intp]
type Bools = NDArray[np.bool_]

TINY: Final = 1e-300
"""Floor inside logarithms: a zero in a plain table must not make a cause impossible for ever."""
_DIGITS: Final = 30
"""Binary digits kept when scores are compared: 2**30 is a little more than nine decimal digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """Attributes:

    log_prior: (C+1,). likelihood, log_likelihood: (O, C+1), P(reported option | cause), misreading included. A fact of
    a list to tick has two rows: ticked, and below it not ticked.
    first_option: (Q+1,), where each question's options begin.
    question_minutes, unknown: (Q,), cost, and the rate of "not sure".
    cures: (F, C+1), P(step cures | cause). log_fails: (F, C+1) = log(1 - cures). step_minutes: (F,).
    loses: (F,), whether settings or data are lost. escalation_minutes: cost of ending the walk.
    likelihood_by_cause: (C+1, O), entropy_by_cause: (C+1, Q), nats of an answer given the cause,
    cures_by_cause: (C+1, F): cause first, so that a few causes of many are read quickly.
    """

    log_prior: Floats
    likelihood: Floats
    likelihood_by_cause: Floats
    log_likelihood: Floats
    first_option: Ints
    entropy_by_cause: Floats
    question_minutes: Floats
    unknown: Floats
    cures: Floats
    cures_by_cause: Floats
    log_fails: Floats
    step_minutes: Floats
    loses: Bools
    escalation_minutes: float

    def options(self, question: int) -> slice:
        """The rows of one question."""
        return slice(int(self.first_option[question]), int(self.first_option[question + 1]))

    def question_of(self, row: int) -> int:
        """The question that a row of O belongs to."""
        return int(np.searchsorted(self.first_option, row, side="right")) - 1


def nine_digits(values: Floats) -> Floats:
    """Round to nine significant digits, so that machines that add in another order compare alike."""
    fraction, exponent = np.frexp(values)
    rounded: Floats = np.ldexp(np.rint(np.ldexp(fraction, _DIGITS)), exponent - _DIGITS)
    return rounded


def nine_digits_of(value: float) -> float:
    """The same for a single number."""
    fraction, exponent = math.frexp(value)
    return math.ldexp(round(math.ldexp(fraction, _DIGITS)), exponent - _DIGITS)


def with_misreading(likelihood: Floats, rate: float) -> Floats:
    """P(reported option | cause), shape (A, C): with probability ``rate`` another option is reported."""
    options = len(likelihood)
    if options == 1:
        return np.ones_like(likelihood)
    return (1 - rate) * likelihood + rate * (1 - likelihood) / (options - 1)


def build(
    *,
    prior: ArrayLike,
    likelihood: Sequence[ArrayLike],
    cures: ArrayLike,
    question_minutes: ArrayLike,
    step_minutes: ArrayLike,
    escalation_minutes: float,
    misread_rate: float,
    open_share: float,
    lists: Collection[int] = (),
    unknown: ArrayLike | None = None,
    loses: Sequence[bool] | None = None,
) -> Arrays:
    """Compile checked tables: prior (C,), likelihood Q times (options, C), of ``lists`` P(ticked | cause), cures (F, C)."""
    listed = np.asarray(prior, float)
    listed = listed / listed.sum()
    tables = [np.asarray(block, float) for block in likelihood]
    blocks = [_report_chances(table, misread_rate, is_list=number in lists) for number, table in enumerate(tables)]
    stacked = np.concatenate([*blocks, np.empty((0, len(listed)))])
    answers = np.column_stack([stacked, stacked @ listed])
    chances = np.asarray(cures, float).reshape(-1, len(listed))
    chances = np.column_stack([chances, np.zeros(len(chances))])
    return Arrays(
        log_prior=_log(np.append((1 - open_share) * listed, open_share)),
        likelihood=answers,
        likelihood_by_cause=np.ascontiguousarray(answers.T),
        log_likelihood=_log(answers),
        first_option=np.cumsum([0, *(len(block) for block in blocks)]),
        entropy_by_cause=np.ascontiguousarray(_entropies(answers, [len(block) for block in blocks]).T),
        question_minutes=np.asarray(question_minutes, float),
        unknown=np.zeros(len(blocks)) if unknown is None else np.asarray(unknown, float),
        cures=chances,
        cures_by_cause=np.ascontiguousarray(chances.T),
        log_fails=_log(1 - chances),
        step_minutes=np.asarray(step_minutes, float),
        loses=np.zeros(len(chances), bool) if loses is None else np.asarray(loses, bool),
        escalation_minutes=float(escalation_minutes),
    )


def _report_chances(table: Floats, misread_rate: float, *, is_list: bool) -> Floats:
    """P(reported | cause); misticking stands in the table of a list already."""
    return _ticked_and_not(table) if is_list else with_misreading(_columns(table), misread_rate)


def _ticked_and_not(ticked: Floats) -> Floats:
    """(options, C) → (2 options, C): of each fact P(ticked | cause), then P(not ticked | cause)."""
    return np.stack([ticked, 1 - ticked], axis=1).reshape(-1, ticked.shape[1])


def _columns(block: Floats) -> Floats:
    normalised: Floats = block / block.sum(axis=0)
    return normalised


def _log(values: Floats) -> Floats:
    logs: Floats = np.log(np.maximum(values, TINY))
    return logs


def _entropies(answers: Floats, sizes: Sequence[int]) -> Floats:
    terms = -answers * _log(answers)
    ends = np.cumsum(sizes, dtype=np.intp)
    rows = [terms[end - size : end].sum(axis=0) for size, end in zip(sizes, ends, strict=True)]
    return np.array(rows).reshape(len(sizes), answers.shape[1])
