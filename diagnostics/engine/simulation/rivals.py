"""Policies that a simulation compares: the site's own, and what people do without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

import numpy as np

from diagnostics.engine.advise import decide_walk
from diagnostics.engine.arrays import TINY, Floats
from diagnostics.engine.choose import DEFAULT, Ask, Escalate, Move, Offer, Policy
from diagnostics.engine.focus import make_focus
from diagnostics.engine.guide import Answer, Question, Ticks, options_of
from diagnostics.engine.lookahead import gains_per_minute, preselect, values
from diagnostics.engine.network import Network
from diagnostics.engine.plan import best_plan
from diagnostics.engine.simulation.visitors import Visitor
from diagnostics.engine.situation import Situation, situation
from diagnostics.engine.walk import Event, Walk, rows

UNLIMITED = Policy(margin=0, rescues=0, before_first_step=inf, in_all=inf)


class Rival(Protocol):
    """One policy for helping visitors."""

    def move(self, walk: Walk, visitor: Visitor, /) -> Move:
        """The next move in this walk; only ``KnowsTheCause`` may look at the visitor."""


@dataclass(frozen=True, slots=True)
class Site:
    """The engine as visitors meet it. Decisions are cached, as many visitors begin alike."""

    network: Network
    kept: dict[tuple[Event, ...], Move] = field(default_factory=dict)

    def move(self, walk: Walk, _visitor: Visitor, /) -> Move:
        if walk.events not in self.kept:
            self.kept[walk.events] = decide_walk(self.network, walk)[1].move
        return self.kept[walk.events]


@dataclass(frozen=True, slots=True)
class FixedList:
    """A list of steps, tried from first to last, then help; ``lists`` by option of one question, asked first.

    With no question there is one list, under the empty slug. Steps that do not apply to the visitor are passed over.
    """

    network: Network
    lists: Mapping[str, Sequence[str]]
    question: Question | None = None

    def move(self, walk: Walk, visitor: Visitor, /) -> Move:
        if self.question and self.question.slug not in walk.answers:
            return Ask(self.network.question_index[self.question.slug])
        chosen = options_of(walk.answers.get(self.question.slug)) if self.question else ()
        for slug in self.lists.get(next(iter(chosen), ""), ()):
            step = self.network.step_index.get(slug)
            if step is not None and slug not in walk.tried and visitor.applicable[step]:
                return Offer((step,))
        return Escalate()


@dataclass(frozen=True, slots=True)
class NoQuestions:
    """Chance over cost from the prior, re-computed after every failure."""

    network: Network
    kept: dict[tuple[Event, ...], Situation] = field(default_factory=dict)

    def move(self, walk: Walk, visitor: Visitor, /) -> Move:
        """The best step that applies to this visitor, without asking."""
        here = self.kept.setdefault(walk.events, situation(self.network, walk, {}, DEFAULT))
        available = here.outlook.available & visitor.applicable
        steps = best_plan(make_focus(self.network.arrays, here.belief, available)).steps
        return Offer(steps[:1]) if steps else Escalate()


@dataclass(frozen=True, slots=True)
class AllQuestions:
    """Every question that tells anything, then steps."""

    network: Network

    def move(self, walk: Walk, _visitor: Visitor, /) -> Move:
        """The next question in guide order; when none is left, the best step."""
        here = situation(self.network, walk, {}, UNLIMITED)
        telling = [bool(question.signs) for question in self.network.guide.questions]
        left = np.flatnonzero(here.outlook.askable & np.array(telling))
        if len(left) and not walk.tried:
            return Ask(int(left[0]))
        steps = best_plan(here.focus()).steps
        return Offer(steps) if steps else Escalate()


@dataclass(frozen=True, slots=True)
class TwoSteps:
    """Two-step look-ahead: what a question is worth when the next one may be asked too."""

    network: Network
    kept: dict[tuple[Event, ...], Move] = field(default_factory=dict)

    def move(self, walk: Walk, _visitor: Visitor, /) -> Move:
        """Ask the question of the least two-step value, where the site's own limits allow one."""
        if walk.events not in self.kept:
            self.kept[walk.events] = self._decide(walk)
        return self.kept[walk.events]

    def _decide(self, walk: Walk) -> Move:
        here, choice = decide_walk(self.network, walk)
        if choice.rescued or any(here.outlook.askable[i] for i in self.network.pinned):
            return choice.move
        questions = preselect(gains_per_minute(self.network.arrays, here.focus(), here.outlook.askable))
        worth = [self._value(walk, here, int(q), choice.plan.minutes) for q in questions]
        if worth and min(worth) < choice.plan.minutes - DEFAULT.margin:
            return Ask(int(questions[int(np.argmin(worth))]))
        return Offer(choice.plan.steps) if choice.plan.steps else Escalate()

    def _value(self, walk: Walk, here: Situation, question: int, stop: float) -> float:
        arrays = self.network.arrays
        asked = self.network.guide.questions[question]
        answers, likelihood = self._outcomes(here, question)
        after = [
            self._after(walk.with_event(Event("answer", asked.slug, answer)), chance)
            for answer, chance in zip(answers, likelihood @ here.belief, strict=True)
        ]
        unknown = float(arrays.unknown[question])
        return float(arrays.question_minutes[question]) + unknown * stop + (1 - unknown) * sum(after)

    def _outcomes(self, here: Situation, question: int) -> tuple[Sequence[Answer], Floats]:
        """What may be answered, and P(it | cause); of a list nothing, or one fact alone."""
        asked = self.network.guide.questions[question]
        if outcomes := here.outlook.lists.get(question):
            shown = rows(asked, here.answers)
            return [Ticks(chosen, shown) for chosen in ((), *((fact,) for fact in shown))], outcomes.likelihood
        options = [option.slug for option in asked.options]
        return options, self.network.arrays.likelihood[[self.network.option_row[asked.slug, one] for one in options]]

    def _after(self, walk: Walk, chance: float) -> float:
        here = situation(self.network, walk, {}, DEFAULT)
        focus = here.focus()
        stop = best_plan(focus).minutes
        questions = preselect(gains_per_minute(self.network.arrays, focus, here.outlook.askable))
        if not len(questions):
            return chance * stop
        return chance * min(stop, float(values(self.network.arrays, focus, here.outlook, stop, questions).min()))


@dataclass(frozen=True, slots=True)
class KnowsTheCause:
    """The lower bound: the cause is known, only the luck of the steps is not."""

    network: Network

    def move(self, walk: Walk, visitor: Visitor, /) -> Move:
        """The best step for the true cause."""
        arrays = self.network.arrays
        belief: Floats = np.full(len(arrays.log_prior), TINY)
        belief[visitor.cause] = 1.0
        untried = np.array([step.slug not in walk.tried for step in self.network.steps], bool)
        steps = best_plan(make_focus(arrays, belief, untried & visitor.applicable)).steps
        return Offer(steps[:1]) if steps else Escalate()
