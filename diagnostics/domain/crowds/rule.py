"""When a number of walks is unusual: the last minutes against the same hour of earlier weeks. Pure.

docs/crowds.md has the formulas, their sources, and how often the rule is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p
from statistics import median
from typing import Final

INTERVAL: Final = 600
"""Seconds; walks are counted by intervals."""
DAY: Final = 144
"""Intervals."""
WINDOW: Final = 2
"""Whole intervals that are looked at, besides the one that runs."""
AROUND: Final = 6
"""Intervals before and after the window, which an earlier week is asked about too."""
NEAR: Final = AROUND + WINDOW + 1 + AROUND

FEWEST: Final = 12
"""Walks; fewer are never unusual."""
RATIO: Final = 2.0
"""To what is usual; less is never unusual."""
CHANCE: Final = 1e-3
"""That any number of a guide is this high by chance, at one look."""
NEVER: Final = 1e-300
"""A chance too small to count. Near the smallest number that there is, products stop falling: two thirds of it is rounded up to itself."""
MOST_GROWTH: Final = 3.0
CALM: Final = 20
"""Walks of a day by which the growth of small numbers is calmed."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the present is held against: so many intervals apart, at least and at most so many times.

    spread: the size of the negative binomial at most; its variance is then mean + mean² / spread.
    """

    name: str
    apart: int
    least: int
    most: int
    spread: float


WEEKS: Final = Basis("weeks", 7 * DAY, 3, 6, 20.0)
DAYS: Final = Basis("days", DAY, 2, 7, 5.0)


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier week or day: walks in the intervals near the window's place, and in the 24 hours before it."""

    near: int
    day: int


@dataclass(frozen=True, slots=True)
class Counts:
    """One series: walks in the window, and in the 24 hours before it.

    doubtful: how many of those in the window one and the same caller may have added.
    """

    came: int
    doubtful: int
    day: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came, what is usual, how likely as much is by chance, and whether that is worth a word."""

    came: int
    usual: float
    chance: float
    is_unusual: bool

    @property
    def ratio(self) -> float:
        return self.came / self.usual


def compare(now: Counts, past: Sequence[Past], *, basis: Basis, length: float, looked_at: int) -> Comparison:
    """``length``: of the window, in intervals. ``looked_at``: how many series are, of which any could look unusual."""
    seen = median(one.near for one in past) * len(past) + 0.5
    usual = seen / (NEAR * len(past)) * length * _growth(now.day, median(one.day for one in past))
    sure = now.came - now.doubtful
    if sure < FEWEST or sure < RATIO * usual:
        return Comparison(now.came, usual, 1.0, is_unusual=False)
    chance = tail(sure, mean=usual, size=min(seen, basis.spread))
    return Comparison(now.came, usual, chance, is_unusual=chance < CHANCE / looked_at)


def _growth(today: float, before: float) -> float:
    """How much more there is to do than in earlier weeks; never less, so that a quiet day raises no alarm."""
    return min(max((today + CALM) / (before + CALM), 1.0), MOST_GROWTH)


def tail(count: int, *, mean: float, size: float) -> float:
    """The chance of ``count`` or more under a negative binomial of this mean and size; ``count`` above the mean.

    Its terms are summed until the rest, which falls at least as fast as a geometric series, is too small to matter.
    """
    odds = mean / (mean + size)
    term = exp(lgamma(count + size) - lgamma(size) - lgamma(count + 1) - size * log1p(mean / size) + count * log(odds))
    total, at = 0.0, count
    while term > max(total * 1e-9, NEVER):
        total += term
        term *= odds * (at + size) / (at + 1)
        at += 1
    return min(total, 1.0)
