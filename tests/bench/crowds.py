"""How often the rule for many people at once is wrong, and how soon it is right.

Walks of one guide are drawn for each minute, with the rhythm of days and weeks, days and hours that are busier than
others for no reason, and sixty series from busy to nearly silent. The rule looks every other minute. With a number
(``make bench ARGS='crowds 20'``) so many workers count outages by themselves, as they do without a Redis.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from diagnostics.domain.crowds.rule import (
    AROUND,
    DAY,
    DAYS,
    FEWEST,
    INTERVAL,
    WEEKS,
    WINDOW,
    Basis,
    Counts,
    Past,
    compare,
)

SEED = 11
MINUTES = INTERVAL // 60
QUIET_WEEKS = 12
SERIES = 60
LOOK = 2
"""Minutes between two looks."""
RESTLESS = 0.15
"""How much days, and hours, differ for no reason: the standard deviation of their factors."""
RHYTHM = 0.8
NOON = (1 + RHYTHM) * 1.1
"""Of a day of work, to the average."""
OUTAGES = 60
SIZES = (2.0, 3.0, 5.0)
USUAL = (1.0, 4.0, 13.0, 40.0)
"""Walks in twenty minutes, at the hour of the outage."""

type Counted = NDArray[np.int64]


@dataclass(frozen=True)
class Look:
    """One look at one series: the counts, and how long the window was."""

    now: Counts
    past: tuple[Past, ...]
    length: float


def main(workers_alone: str = "1") -> None:
    """Print the rate of false alarms, then a row for each size of an outage."""
    random = np.random.default_rng(SEED)
    workers = int(workers_alone)
    if workers == 1:
        _print_alarms(random)
    print(f"{'outage':>8}{'usual in 20 min':>17}{'seen':>8}{'median':>10}{'90 %':>8}   minutes after it began")
    for size in SIZES:
        for usual in USUAL:
            waits = sorted(_waits(random, size, usual, workers))
            seen = len(waits) / OUTAGES
            half, most = (f"{waits[int(OUTAGES * q)]:.0f}" if len(waits) > OUTAGES * q else "–" for q in (0.5, 0.9))
            print(f"{size:>7.0f}×{usual:>17.0f}{seen:>8.0%}{half:>10}{most:>8}")


def _print_alarms(random: np.random.Generator) -> None:
    for basis, before in ((WEEKS, WEEKS.most + 1), (DAYS, 2)):
        quiet = _draw(random, _volumes(), weeks=before + QUIET_WEEKS)
        begin = before * 7 * DAY * MINUTES
        alarms = sum(_alarms(quiet[:, row], begin, basis, SERIES) for row in range(SERIES))
        print(f"{alarms} alarms in {QUIET_WEEKS} quiet weeks of {SERIES} series, held against earlier {basis.name}")


def _volumes() -> NDArray[np.float64]:
    """Walks a minute of each series, on average: from 200 an hour down to one in ten hours."""
    return np.geomspace(200, 0.1, SERIES) / 60


def _draw(random: np.random.Generator, a_minute: NDArray[np.float64], *, weeks: int) -> Counted:
    """Walks by minute and series."""
    minute = np.arange(weeks * 7 * DAY * MINUTES)
    of_day = minute / (DAY * MINUTES)
    rhythm = (1 + RHYTHM * np.sin(2 * np.pi * (of_day - 0.25))) * np.where(of_day.astype(int) % 7 < 5, 1.1, 0.75)
    days = _factors(random, weeks * 7, DAY * MINUTES)
    hours = _factors(random, weeks * 7 * 24, 60)
    return random.poisson(np.outer(rhythm * days * hours, a_minute))


def _factors(random: np.random.Generator, count: int, length: int) -> NDArray[np.float64]:
    return np.repeat(random.gamma(RESTLESS**-2, RESTLESS**2, count), length)


def _alarms(series: Counted, begin: int, basis: Basis, looked_at: int) -> int:
    """How often the rule begins to call this unusual; what lasts is one alarm."""
    alarms, is_on = 0, False
    for look in _looks(series, begin, len(series), basis):
        unusual = (
            look is not None
            and compare(look.now, look.past, basis=basis, length=look.length, looked_at=looked_at).is_unusual
        )
        alarms += unusual and not is_on
        is_on = unusual
    return alarms


def _waits(random: np.random.Generator, size: float, usual: float, workers: int) -> Iterator[float]:
    """For each outage that is seen within three hours, the minutes until then. It begins at any minute of an interval."""
    noon = (WEEKS.most * 7 + 1) * DAY * MINUTES + 12 * 60
    for _ in range(OUTAGES):
        series = _draw(random, np.array([usual / 20 / NOON]), weeks=WEEKS.most + 1)[:, 0]
        start = noon + int(random.integers(MINUTES))
        series[start : start + 180] += random.poisson((size - 1) * usual / 20, 180)
        for at, look in zip(
            range(start, start + 180, LOOK), _looks(series, start, start + 180, WEEKS, workers), strict=True
        ):
            if look and compare(look.now, look.past, basis=WEEKS, length=look.length, looked_at=SERIES).is_unusual:
                yield at - start
                break


def _looks(series: Counted, begin: int, end: int, basis: Basis, workers: int = 1) -> Iterator[Look | None]:
    """What the rule sees at each look; None where so few came that it never says so."""
    until = np.concatenate([[0], np.cumsum(series)])

    def walks(since: int, to: int) -> int:
        return int(until[to] - until[since])

    for at in range(begin, end, LOOK):
        first = at // MINUTES * MINUTES - WINDOW * MINUTES
        came = walks(first, at)
        if came < FEWEST:
            yield None
            continue
        past = tuple(_past(walks, first - number * basis.apart * MINUTES) for number in range(1, basis.most + 1))
        day = walks(first - DAY * MINUTES, first)
        starts = (*range(first, at, MINUTES), at)
        doubtful = sum(_doubtful(walks(*one), workers) for one in pairwise(starts))
        yield Look(Counts(came, doubtful, day), past, WINDOW + at % MINUTES / MINUTES)


def _doubtful(walks: int, workers: int) -> int:
    """How many of the workers are likely to count any of these, less one."""
    return max(round(workers * (1 - (1 - 1 / workers) ** walks)) - 1, 0)


def _past(walks: Callable[[int, int], int], first: int) -> Past:
    near = walks(first - AROUND * MINUTES, first + (WINDOW + 1 + AROUND) * MINUTES)
    return Past(near, walks(first - DAY * MINUTES, first))
