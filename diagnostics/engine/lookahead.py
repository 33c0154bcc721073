"""Which question is worth asking: one step of look-ahead over the answers.

    V(q) = c_q + d_q ECR(w) + (1 - d_q) sum_a P(a | w, q) ECR(w | q, a)

Value of information in troubleshooting: Jensen et al. (2001), The SACSO methodology, sect. 5; Langseth & Jensen (2003).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from diagnostics.engine.arrays import TINY, Arrays, Bools, Floats, Ints, nine_digits
from diagnostics.engine.focus import Focus
from diagnostics.engine.plan import expected_minutes

PRESELECTED: Final = 16
"""Questions that are looked at closely: the best by information gain per minute."""


@dataclass(frozen=True, slots=True, eq=False)
class ListOutcomes:
    """What may come of a list to tick: nothing of it, or one fact alone, in proportion to their chances.

    likelihood: (outcomes, C+1), columns sum to 1. available: (outcomes, F), the steps that may be offered then.
    """

    likelihood: Floats
    available: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What a decision may still choose from.

    askable: (Q,). available: (F,). kills: (O, F), steps that would no longer apply after that answer;
    also_kills: (row of O, step) pairs that come on top in this walk. opens: (row of O, step) pairs, answers that may be
    given now, and steps that would then have all that they need. shown: for questions that hide options now, the rows (of O) that they show.
    lists: by question, what may come of the lists among the askable ones.
    again: (F,), steps done before the visitor came, which are offered when nothing else is left.
    """

    askable: Bools
    available: Bools
    kills: Bools
    also_kills: Sequence[tuple[int, int]] = ()
    opens: Sequence[tuple[int, int]] = ()
    shown: Mapping[int, Sequence[int]] = MappingProxyType({})
    lists: Mapping[int, ListOutcomes] = MappingProxyType({})
    again: Bools | None = None

    @property
    def openable(self) -> Bools | None:
        """(F,): steps that one more answer may make available; None where no answer does."""
        if not self.opens and not self.lists:
            return None
        openable = np.zeros(len(self.available), bool)
        openable[[step for _, step in self.opens]] = True
        for outcomes in self.lists.values():
            openable |= outcomes.available.any(axis=0)
        return openable

    def opened_by(self, arrays: Arrays) -> Mapping[int, set[int]]:
        """By question the steps that an answer to it would open."""
        opened: dict[int, set[int]] = {}
        for row, step in self.opens:
            opened.setdefault(arrays.question_of(row), set()).add(step)
        for question, outcomes in self.lists.items():
            opened[question] = {*np.flatnonzero(outcomes.available.any(axis=0) & ~self.available).tolist()}
        return {question: steps for question, steps in opened.items() if steps}


def gains(arrays: Arrays, focus: Focus) -> Floats:
    """Information gain of every question, (Q,), nats: I(q) = H(L_q w) - h_q . w. One matrix product."""
    chances = focus.belief @ arrays.likelihood_by_cause[focus.causes]
    terms = -chances * np.log(np.maximum(chances, TINY))
    told: Floats = np.add.reduceat(terms, arrays.first_option[:-1])
    return told - focus.belief @ arrays.entropy_by_cause[focus.causes]


def gains_per_minute(arrays: Arrays, focus: Focus, askable: Bools) -> Floats:
    """The same per minute of asking, scaled by how often people know; 0 where the question cannot be asked."""
    value = gains(arrays, focus) * (1 - arrays.unknown) / arrays.question_minutes
    return nine_digits(np.where(askable, np.maximum(value, 0.0), 0.0))


def preselect(per_minute: Floats) -> Ints:
    """Indices of the best questions by gain per minute, best first, without the useless ones."""
    order = np.argsort(-per_minute, kind="stable")[:PRESELECTED]
    return order[per_minute[order] > 0.0]


def values(arrays: Arrays, focus: Focus, outlook: Outlook, stop: float, preselected: Ints) -> Floats:
    """V(q) in minutes of each preselected question (at least one); ``stop`` = ECR without asking."""
    rows, owner = _answer_rows(arrays, outlook, preselected)
    likelihood = arrays.likelihood[rows][:, focus.causes]
    for position, question in enumerate(preselected):
        if question in outlook.shown:
            mine = owner == position
            likelihood[mine] /= np.maximum(likelihood[mine].sum(axis=0), TINY)
    alive = _alive(outlook, focus, rows)
    for position, question in enumerate(preselected.tolist()):
        if outcomes := outlook.lists.get(question):
            likelihood = np.concatenate([likelihood, outcomes.likelihood[:, focus.causes]])
            alive = np.concatenate([alive, outcomes.available[:, focus.steps]])
            owner = np.append(owner, np.full(len(outcomes.available), position))
    joint = likelihood * focus.belief
    chance = joint.sum(axis=1)
    beliefs = joint / np.maximum(chance, TINY)[:, None]
    after = expected_minutes(focus, beliefs, alive)
    mean = np.bincount(owner, weights=chance * after, minlength=len(preselected))
    unknown = arrays.unknown[preselected]
    minutes: Floats = arrays.question_minutes[preselected] + unknown * stop + (1 - unknown) * mean
    return minutes


def _answer_rows(arrays: Arrays, outlook: Outlook, preselected: Ints) -> tuple[Ints, Ints]:
    """The rows of all answers to these questions but lists, and which of the questions each belongs to."""
    first, end = arrays.first_option[preselected], arrays.first_option[preselected + 1]
    blocks = [
        () if question in outlook.lists else outlook.shown.get(question) or range(start, stop)
        for question, start, stop in zip(preselected.tolist(), first.tolist(), end.tolist(), strict=True)
    ]
    rows = np.array([row for block in blocks for row in block], dtype=np.intp)
    return rows, np.repeat(np.arange(len(blocks)), [len(block) for block in blocks])


def _alive(outlook: Outlook, focus: Focus, rows: Ints) -> Bools:
    """(N, S): the steps in focus that may be offered after each answer."""
    alive: Bools = focus.available & ~outlook.kills[rows][:, focus.steps]
    at, places = _positions(rows), _positions(focus.steps)
    for pairs, may in ((outlook.opens, True), (outlook.also_kills, False)):
        for row, step in pairs:
            if row in at and step in places:
                alive[at[row], places[step]] = may
    return alive


def _positions(indices: Ints) -> dict[int, int]:
    """Where each of different indices stands."""
    return {index: position for position, index in enumerate(indices.tolist())}


def no_question_can_pay(arrays: Arrays, focus: Focus, askable: Bools, stop: float) -> bool:
    """Certain stop: even perfect knowledge saves less than the cheapest question costs.

    EVPI = ECR(w) - sum_c w_c ECR(c); the inner ECR is bounded from below by the cheapest step that cures c at all.
    """
    if not askable.any():
        return True
    cost = np.where(focus.cures > 0.0, focus.minutes[:, None], np.inf)
    knowing = np.minimum(cost.min(axis=0, initial=np.inf), focus.escalation_minutes)
    return bool(stop - knowing @ focus.belief <= arrays.question_minutes[askable].min())
