"""Simulated visitors: each has one cause, answers as it makes people answer, and is cured as its remedies say.

Every visitor's luck is drawn once, so all policies meet the very same people (common random numbers).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from diagnostics.engine.arrays import Bools, Floats
from diagnostics.engine.guide import Step, Ticks, Truth, judge
from diagnostics.engine.network import Network
from diagnostics.engine.walk import Event, Walk, rows, visible_options
from diagnostics.engine.words import COMMONNESS, MISREAD, SIGN

NOT_SURE_RATE: Final = 0.10


@dataclass(frozen=True, eq=False)
class Visitor:
    """``cause``: index into the listed causes, or their number for the open cause; the rest is luck in [0, 1)."""

    network: Network
    cause: int
    answering: Floats
    misreading: Floats
    unsure: Floats
    curing: Floats

    def answer(self, question: int, walk: Walk) -> Event:
        """What this visitor answers to a question, among the options shown in this walk."""
        asked = self.network.guide.questions[question]
        if self.unsure[question] < NOT_SURE_RATE:
            return Event("answer", asked.slug, None)
        if asked.kind == "several":
            return Event("answer", asked.slug, self._tick(question, rows(asked, walk.answers)))
        visible = visible_options(asked, walk.answers)
        chosen = self._option(question, visible)
        if self.misreading[question] < MISREAD and len(visible) > 1:
            others = [slug for slug in visible if slug != chosen]
            chosen = others[int(self.misreading[question] / MISREAD * len(others))]
        return Event("answer", asked.slug, chosen)

    def _tick(self, question: int, shown: Sequence[str]) -> Ticks:
        """What this visitor ticks; overlooking and misticking are in the chances."""
        likelihood = self.network.arrays.likelihood[:, min(self.cause, len(self.network.causes))]
        slug = self.network.guide.questions[question].slug
        chances = [float(likelihood[self.network.option_row[slug, option]]) for option in shown]
        luck = _spread(self.answering[question], len(shown))
        return Ticks(
            tuple(one for one, chance, own in zip(shown, chances, luck, strict=True) if own < chance), tuple(shown)
        )

    def _option(self, question: int, visible: Sequence[str]) -> str:
        """The true answer."""
        chances = np.array([self._chance(question, slug) for slug in visible])
        chosen = int(np.searchsorted(np.cumsum(chances / chances.sum()), self.answering[question]))
        return visible[min(chosen, len(visible) - 1)]

    def first_walk(self) -> Walk:
        """The start of a walk whose pinned detectable questions the browser has answered, rightly and at no cost."""
        walk = Walk()
        for question in self.network.pinned:
            asked = self.network.guide.questions[question]
            if asked.detectable:
                option = self._option(question, visible_options(asked, walk.answers))
                walk = walk.with_event(Event("answer", asked.slug, option))
        return walk

    def _chance(self, question: int, option: str) -> float:
        """Without misreading: how usual an option is, times the sign of this visitor's cause."""
        asked = self.network.guide.questions[question]
        usual = COMMONNESS[next(one.usual for one in asked.options if one.slug == option)]
        if self.cause == len(self.network.causes):
            return float(self.network.arrays.likelihood[self.network.option_row[asked.slug, option], -1])
        word = asked.signs.get(self.network.causes[self.cause].slug, {}).get(option)
        return usual * (SIGN[word] if word else 1.0)

    @cached_property
    def applicable(self) -> Bools:
        """(F,) the steps for people like this visitor, which anybody sees without being asked."""
        return np.array([self._is_for_me(step) for step in self.network.steps], bool)

    def _is_for_me(self, step: Step) -> bool:
        told = Walk()
        for question, _ in step.when:
            told = told.with_event(self.answer(self.network.question_index[question], told))
        return judge(step.when, told.answers) is not Truth.CONTRADICTED

    def is_cured_by(self, step: int) -> bool:
        """Whether this step (index) cures this visitor; one that is not for them cannot."""
        chance = self.network.arrays.cures[step, self.cause]
        return bool(self.applicable[step] and self.curing[step] < chance)


def _spread(luck: float, count: int) -> Floats:
    """Independent luck for each row of a list, out of that for its question."""
    return np.random.default_rng(int(luck * 2**53)).random(count)


def draw_visitors(network: Network, count: int, seed: int) -> Iterator[Visitor]:
    """``count`` visitors, their causes drawn from the prior, the open cause included."""
    luck = np.random.default_rng(seed)
    prior = np.exp(network.arrays.log_prior)
    questions, steps = len(network.guide.questions), len(network.steps)
    for _ in range(count):
        cause = int(np.searchsorted(np.cumsum(prior / prior.sum()), luck.random()))
        yield Visitor(
            network,
            min(cause, len(network.causes)),
            luck.random(questions),
            luck.random(questions),
            luck.random(questions),
            luck.random(steps),
        )
