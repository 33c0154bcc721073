"""Play seeded visitors through a policy and add up what it cost them. One cost scale for all policies, minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from diagnostics.engine.choose import Ask, Offer
from diagnostics.engine.network import Network
from diagnostics.engine.simulation.rivals import Rival
from diagnostics.engine.simulation.visitors import Visitor
from diagnostics.engine.walk import Event, Walk
from diagnostics.engine.words import REMEDY

SHOWN_STEPS: Final = 5
"""The open step and the four that stand below it."""
RIGHT_REMEDY: Final = REMEDY["usually"]
NOTHING_SAID: Final = Walk()


@dataclass(frozen=True, slots=True)
class PlayedVisit:
    """One visitor's path through one policy.

    cause: index, the number of listed causes for the open one. walk: what was said; a step that cured stands last in
    it, as tried. tried: step indices in order. questions_first: before the first step. minutes: cost of it all.
    right_at: place (from 1) of the first right step among those tried, None if none was.
    lost_settings: a step that loses settings or data was shown.
    """

    cause: int
    walk: Walk
    questions_first: int
    questions: int
    tried: tuple[int, ...]
    minutes: float
    cured: bool
    right_at: int | None
    lost_settings: bool


def play(network: Network, rival: Rival, visitor: Visitor, start: Walk = NOTHING_SAID) -> PlayedVisit:
    """One visitor from the first page to the cure or to escalation."""
    arrays = network.arrays
    walk, minutes, tried, lost, cured = start, 0.0, list[int](), False, False
    first: int | None = None
    known = len(start.answers)
    while not cured:
        match rival.move(walk, visitor):
            case Ask(question):
                walk = walk.with_event(visitor.answer(question, walk))
                minutes += float(arrays.question_minutes[question])
            case Offer(steps):
                first = len(walk.answers) - known if first is None else first
                lost = lost or bool(arrays.loses[list(steps[:SHOWN_STEPS])].any())
                tried.append(steps[0])
                minutes += float(arrays.step_minutes[steps[0]])
                cured = visitor.is_cured_by(steps[0])
                walk = walk.with_event(Event("tried", network.steps[steps[0]].slug))
            case _:
                minutes += arrays.escalation_minutes
                break
    asked = len(walk.answers) - known
    right = _right_at(network, visitor.cause, tried, cured=cured)
    first = asked if first is None else first
    return PlayedVisit(visitor.cause, walk, first, asked, tuple(tried), minutes, cured, right, lost)


def _right_at(network: Network, cause: int, tried: Sequence[int], *, cured: bool) -> int | None:
    """A step is right when it cures its cause usually or always, is the best there is for it, or did cure."""
    chances = network.arrays.cures[:, cause] if len(network.steps) else np.zeros(0)
    enough = min(RIGHT_REMEDY, float(chances.max(initial=0.0)))
    for place, step in enumerate(tried, start=1):
        if (enough > 0 and chances[step] >= enough) or (cured and place == len(tried)):
            return place
    return None


@dataclass(frozen=True)
class Tally:
    """What a policy did to many visitors."""

    network: Network
    played: tuple[PlayedVisit, ...]

    @cached_property
    def listed(self) -> tuple[PlayedVisit, ...]:
        """The visitors whose cause is in the guide."""
        return tuple(one for one in self.played if one.cause < len(self.network.causes))

    @property
    def minutes(self) -> float:
        """Mean cost in minutes, everybody counted."""
        return _mean(one.minutes for one in self.played)

    @property
    def minutes_until_cured(self) -> float:
        """Mean cost in minutes of those who were cured."""
        return _mean(one.minutes for one in self.played if one.cured)

    @property
    def questions_first(self) -> tuple[float, float, int]:
        """Questions before the first step: mean, 95th percentile, most."""
        counts = [one.questions_first for one in self.played]
        return _mean(counts), float(np.percentile(counts, 95)), max(counts)

    @property
    def questions(self) -> float:
        return _mean(one.questions for one in self.played)

    @property
    def steps(self) -> float:
        return _mean(len(one.tried) for one in self.played)

    @property
    def cured(self) -> float:
        """Share of visitors with a listed cause who were cured."""
        return _mean(one.cured for one in self.listed)

    @property
    def lost_settings(self) -> float:
        """Share of visitors who were shown a step that loses settings or data."""
        return _mean(one.lost_settings for one in self.played)

    def right_within(self, places: int) -> float:
        """Share of visitors with a listed cause whose right step was among the first ``places``."""
        return _mean(one.right_at is not None and one.right_at <= places for one in self.listed)

    def of_cause(self, cause: int) -> "Tally":
        """The same for the visitors of one cause (index)."""
        return Tally(self.network, tuple(one for one in self.played if one.cause == cause))


def simulate(network: Network, rival: Rival, visitors: Iterable[Visitor], *, device_seen: bool = False) -> Tally:
    """Play every visitor through one policy; ``device_seen``: the browser answers what it can, uncounted."""
    starts = ((visitor, visitor.first_walk() if device_seen else NOTHING_SAID) for visitor in visitors)
    return Tally(network, tuple(play(network, rival, visitor, start) for visitor, start in starts))


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return float(sum(numbers) / len(numbers)) if numbers else 0.0
