"""A door for plain tables: the same engine without a guide, to hold it against published networks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from diagnostics.engine.arrays import Arrays, Floats, build
from diagnostics.engine.choose import DEFAULT, Move, Policy, choose, rescue
from diagnostics.engine.evidence import posterior
from diagnostics.engine.lookahead import Outlook
from diagnostics.engine.words import MISREAD, OPEN_SHARE

type TableAnswers = Mapping[int, int | None]
"""Question index → option index, or None for "not sure", in the order of asking."""


@dataclass(frozen=True, eq=False)
class Tables:
    """Attributes:

    prior: (C,), any positive scale. likelihood: Q arrays (options, C), P(option | cause), columns normalised here.
    cures: (F, C), P(step cures | cause). question_minutes: (Q,). step_minutes: (F,). escalation_minutes: one number.
    misread: rate at which another option is reported. open_share: prior of "something else".

    Raises ValueError, naming the table, for a wrong shape, a number out of range or one that is not finite.
    """

    prior: ArrayLike
    likelihood: Sequence[ArrayLike]
    cures: ArrayLike
    question_minutes: ArrayLike
    step_minutes: ArrayLike
    escalation_minutes: float
    misread: float = MISREAD
    open_share: float = OPEN_SHARE

    def __post_init__(self) -> None:
        causes = len(_numbers("prior", self.prior, 1))
        if not np.sum(_numbers("prior", self.prior, 1)) > 0:
            raise ValueError("prior: at least one cause must be possible")
        for number, block in enumerate(self.likelihood):
            _check_block(f"likelihood[{number}]", _numbers(f"likelihood[{number}]", block, 2), causes)
        cures = _numbers("cures", self.cures, 2)
        _expect(
            "cures",
            "must be (steps, causes) within [0, 1]",
            holds=cures.shape[1] == causes and bool((cures <= 1).all()),
        )
        asked, stepped = _numbers("question_minutes", self.question_minutes, 1), len(cures)
        _expect("question_minutes", "needs one number for each question", holds=asked.shape == (len(self.likelihood),))
        _expect("question_minutes", "must be above 0", holds=bool((asked > 0).all()))
        minutes = _numbers("step_minutes", self.step_minutes, 1)
        _expect("step_minutes", "needs one number for each step", holds=minutes.shape == (stepped,))
        _expect("step_minutes", "must be above 0", holds=bool((minutes > 0).all()))
        _expect("escalation_minutes", "must be a number of minutes above 0", holds=0 < self.escalation_minutes < np.inf)
        _expect("misread", "must be in [0, 1)", holds=0 <= self.misread < 1)
        _expect("open_share", "must be in (0, 1)", holds=0 < self.open_share < 1)

    @cached_property
    def arrays(self) -> Arrays:
        """The compiled arrays."""
        return build(
            prior=self.prior,
            likelihood=self.likelihood,
            cures=self.cures,
            question_minutes=self.question_minutes,
            step_minutes=self.step_minutes,
            escalation_minutes=self.escalation_minutes,
            misread_rate=self.misread,
            open_share=self.open_share,
        )


def belief(tables: Tables, answers: TableAnswers, failed: Sequence[int] = ()) -> Floats:
    """Belief (C+1,), the open cause last. Raises ValueError for an index out of range."""
    arrays = tables.arrays
    _check_indices("answers", answers, len(arrays.question_minutes))
    _check_indices("failed", failed, len(arrays.step_minutes))
    told = sorted((question, option) for question, option in answers.items() if option is not None)
    rows = [arrays.log_likelihood[_row(arrays, question, option)] for question, option in told]
    return posterior(arrays, rows, sorted(set(failed)))


def decide(
    tables: Tables,
    answers: TableAnswers,
    failed: Sequence[int] = (),
    banned: Sequence[int] = (),
    *,
    policy: Policy = DEFAULT,
) -> Move:
    """Ask, offer steps or escalate. ``banned`` steps are not offered and are no evidence.

    Raises ValueError for an index out of range.
    """
    _check_indices("banned", banned, len(tables.arrays.step_minutes))
    weights = belief(tables, answers, failed)
    outlook = _outlook(tables, answers, failed, banned, policy)

    def rescues_in_a_row() -> int:
        return _rescues_in_a_row(tables, answers, failed, banned, policy)

    return choose(tables.arrays, weights, outlook, policy, rescues_in_a_row).move


def _outlook(
    tables: Tables, answers: TableAnswers, failed: Sequence[int], banned: Sequence[int], policy: Policy
) -> Outlook:
    arrays = tables.arrays
    available = np.ones(len(arrays.cures), np.bool_)
    available[[*failed, *banned]] = False
    askable = np.ones(len(arrays.question_minutes), np.bool_)
    askable[list(answers)] = False
    asked = (len(answers), len(answers))
    if not policy.allows_question(asked, steps_tried=bool(failed or banned)):
        askable[:] = False
    kills = np.zeros((len(arrays.likelihood), len(arrays.cures)), bool)
    return Outlook(askable, available, kills)


def _rescues_in_a_row(
    tables: Tables, answers: TableAnswers, failed: Sequence[int], banned: Sequence[int], policy: Policy
) -> int:
    """How many of the latest answers were to questions asked only to avoid escalating."""
    if failed or banned:
        return 0
    order, count = list(answers), 0
    while order and count < policy.rescues:
        last, order = order[-1], order[:-1]
        before = {question: answers[question] for question in order}
        outlook = _outlook(tables, before, failed, banned, policy)
        if rescue(tables.arrays, belief(tables, before, failed), outlook, policy) != last:
            return count
        count += 1
    return count


def _row(arrays: Arrays, question: int, option: int) -> int:
    rows = arrays.options(question)
    if not 0 <= option < rows.stop - rows.start:
        raise ValueError(f"question {question} has no option {option}")
    return int(rows.start) + option


def _check_indices(name: str, indices: Iterable[int], size: int) -> None:
    for index in indices:
        _expect(name, f"there is no index {index}: they go from 0 to {size - 1}", holds=0 <= index < size)


def _numbers(name: str, values: ArrayLike, dimensions: int) -> Floats:
    numbers = np.asarray(values, float)
    _expect(name, f"must have {dimensions} dimension(s), not {numbers.ndim}", holds=numbers.ndim == dimensions)
    _expect(name, "must be finite and not negative", holds=bool(np.isfinite(numbers).all() and (numbers >= 0).all()))
    return numbers


def _check_block(name: str, block: Floats, causes: int) -> None:
    _expect(name, f"must be (options, {causes})", holds=block.shape[1] == causes and len(block) > 0)
    _expect(name, "has a cause for which no option is possible", holds=bool((block.sum(axis=0) > 0).all()))


def _expect(name: str, otherwise: str, *, holds: bool) -> None:
    if not holds:
        raise ValueError(f"{name}: {otherwise}")
