"""What is never used: questions that the engine asks nobody, steps that it offers nobody, causes that are seldom asked for.

Found by playing a fixed set of visitors: a few of every cause, then many of those causes that an unused thing is about.
The few answer as differently as their number allows (Latin hypercube: McKay, Beckman & Conover, 1979). Every second
one is cured by nothing, so that the walk goes on to the end.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from diagnostics.engine.advise import decide_walk
from diagnostics.engine.arrays import Floats
from diagnostics.engine.choose import Ask, Move, Offer
from diagnostics.engine.guide import Answers
from diagnostics.engine.network import Network
from diagnostics.engine.simulation.audit import TELLS_NOTHING, Remark, evidence_weights, strongest_question
from diagnostics.engine.simulation.simulate import SHOWN_STEPS, play
from diagnostics.engine.simulation.visitors import Visitor
from diagnostics.engine.situation import complete_answers, may_offer
from diagnostics.engine.walk import Event, Walk, applies

OF_EACH_CAUSE: Final = 3
"""Visitors of every cause, the open one among them."""
ASKED_SHARE: Final = 0.5
"""Share of a cause's visitors below which it is said that its strongest question is asked too seldom."""
TOGETHER: Final = 8
"""Visitors who are played before it is looked whether what was unused still is."""
MOST_MORE: Final = 64
"""Visitors whom one unused thing is held before, of its causes in turn."""
MOST_CAUSES: Final = 4
MOST_IN_ALL: Final = 512
"""So that a guide full of unused things is not looked through for minutes."""
SEED: Final = 7
_FIRST_PART: Final = 0.6
"""Share of the time that the visitors of every cause take."""


@dataclass(frozen=True, slots=True)
class Observer:
    """Plays the site and notes what it shows. Decisions are cached, as many visitors begin alike."""

    network: Network
    asked: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)
    kept: dict[tuple[Event, ...], Move] = field(default_factory=dict)
    strongest: dict[int, str | None] = field(default_factory=dict)
    could_be_asked: Counter[int] = field(default_factory=Counter)
    were_asked: Counter[int] = field(default_factory=Counter)

    def move(self, walk: Walk, _visitor: Visitor, /) -> Move:
        """Ask, offer or escalate, exactly as for a visitor."""
        if walk.events not in self.kept:
            here, choice = decide_walk(self.network, walk)
            self._note(choice.move, here.answers)
            self.kept[walk.events] = choice.move
        return self.kept[walk.events]

    def meet(self, cause: int, number: int, batch: int = 0) -> None:
        """Play ``number`` visitors of a cause (index); each batch has other visitors."""
        for visitor in _visitors(self.network, cause, number, batch):
            self._note_strongest(cause, play(self.network, self, visitor).walk)

    def unmet_parts(self) -> Iterator[Remark]:
        """What was not asked or offered so far."""
        for question in self.network.guide.questions:
            if question.slug not in self.asked:
                yield Remark("question-never-asked", (question.slug,))
        for step in self.network.guide.steps:
            if step.slug not in self.offered:
                yield Remark("step-never-offered", (step.slug,))

    def seldom_asked_causes(self) -> Iterator[Remark]:
        """Causes whose visitors were seldom asked what would speak most for them."""
        for index, cause in enumerate(self.network.causes):
            question = self.strongest.get(index)
            if question and self.were_asked[index] < ASKED_SHARE * self.could_be_asked[index]:
                yield Remark("cause-seldom-asked", (cause.slug, question))

    def _note_strongest(self, cause: int, walk: Walk) -> None:
        """Whether the question that tells most about the visitor's cause was answered, if it applied."""
        if cause not in self.strongest:
            self.strongest[cause] = strongest_question(self.network, cause)
        question = self.strongest[cause]
        answers = complete_answers(self.network, walk, {})
        if question and applies(self.network.guide.question_names[question], answers):
            self.could_be_asked[cause] += 1
            self.were_asked[cause] += question in answers

    def _note(self, move: Move, answers: Answers) -> None:
        guide = self.network.guide
        if isinstance(move, Ask):
            self.asked.add(guide.questions[move.question].slug)
            return
        if isinstance(move, Offer):
            self.offered.update(self.network.steps[step].slug for step in move.steps[:SHOWN_STEPS])
        beside = (step for step in guide.steps if step.kind in ("workaround", "escalation"))
        self.offered.update(step.slug for step in beside if may_offer(step, answers))


def usage_remarks(
    network: Network, explained: Collection[str] = (), tell: Callable[[float], object] = lambda _share: None
) -> tuple[Remark, ...]:
    """Questions that nobody is asked, steps that nobody is offered, causes that are seldom asked for, in guide order.

    explained: slugs of which it is known why; they are not looked for. tell: hears the share that is done.
    """
    seen = Observer(network)
    causes = len(network.causes) + 1
    for cause in range(causes):
        tell(_FIRST_PART * cause / causes)
        seen.meet(cause, OF_EACH_CAUSE)
    _look_closer(seen, explained, tell)
    unmet = (remark for remark in seen.unmet_parts() if remark.slugs[0] not in explained)
    return (*unmet, *seen.seldom_asked_causes())


def _look_closer(seen: Observer, explained: Collection[str], tell: Callable[[float], object]) -> None:
    """Show each unused thing to the visitors likeliest to need it; those of few causes come first."""
    about = {
        remark: _causes_of(seen.network, remark) for remark in seen.unmet_parts() if remark.slugs[0] not in explained
    }
    left = MOST_IN_ALL // TOGETHER
    for number, (remark, causes) in enumerate(sorted(about.items(), key=lambda item: len(item[1]))):
        tell(_FIRST_PART + (1 - _FIRST_PART) * number / len(about))
        for batch in range(min(left, MOST_MORE // TOGETHER) if causes else 0):
            if remark not in seen.unmet_parts():
                break
            seen.meet(causes[batch % len(causes)], TOGETHER, batch + 1)
            left -= 1


def _visitors(network: Network, cause: int, number: int, batch: int) -> Iterator[Visitor]:
    """The same ones each time."""
    luck = np.random.default_rng((SEED, cause, batch))
    questions, steps = len(network.guide.questions), len(network.steps)
    places = np.array([luck.permutation(number) for _ in range(questions)]).reshape(questions, number)
    answering = (places + luck.random((questions, number))) / number
    for one in range(number):
        misreading, unsure = luck.random(questions), luck.random(questions)
        curing = np.ones(steps) if one % 2 else luck.random(steps)
        yield Visitor(network, cause, answering[:, one], misreading, unsure, curing)


def _causes_of(network: Network, remark: Remark) -> list[int]:
    """The causes that a question says most about, or that a step cures most often; the strongest first."""
    slug = remark.slugs[0]
    if remark.kind == "question-never-asked":
        block = network.arrays.likelihood[network.arrays.options(network.question_index[slug])]
        return _strongest(evidence_weights(block).max(axis=0, initial=0.0), TELLS_NOTHING)
    if slug in network.step_index:
        return _strongest(network.arrays.cures[network.step_index[slug], :-1], 0.0)
    return []


def _strongest(strength: Floats, least: float) -> list[int]:
    order = np.argsort(-strength, kind="stable")[:MOST_CAUSES]
    return [int(cause) for cause in order if strength[cause] > least]
