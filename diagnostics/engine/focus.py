"""The part of a guide that a decision looks at: the causes that hold the belief, the steps that may be offered.

For a guide of ordinary size that is everything; a guide of thousands of causes stays quick (docs/engine.md).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.engine.arrays import Arrays, Bools, Floats, Ints, nine_digits

ACTIVE_CAUSES: Final = 400
ACTIVE_MASS: Final = 0.999
"""Share of the listed causes' belief that the active ones hold, unless that needs more than ACTIVE_CAUSES."""
ACTIVE_STEPS: Final = 256


@dataclass(frozen=True, slots=True, eq=False)
class Focus:
    """Attributes, with C' active causes (the open one last) and S active steps:

    causes: where the C' stand among C+1. belief: (C',), sums to 1. steps: (S,), indices of the steps, in tie order.
    cures, fails: (S, C'). minutes, loses: (S,). escalation_minutes.
    available: (S,), whether it may be offered now; the others may be after one more answer.
    """

    causes: Ints | slice
    belief: Floats
    steps: Ints
    cures: Floats
    fails: Floats
    minutes: Floats
    loses: Bools
    escalation_minutes: float
    available: Bools


def make_focus(arrays: Arrays, belief: Floats, available: Bools, openable: Bools | None = None) -> Focus:
    """Restrict the arrays to what matters under this belief (C+1,) with these steps available, or openable, (F,)."""
    causes = _active_causes(belief)
    share = belief[causes]
    share = share / share.sum()
    steps = np.flatnonzero(available if openable is None else available | openable)
    by_cause = arrays.cures_by_cause[causes]
    if len(steps) > ACTIVE_STEPS:
        steps = _active_steps(share @ by_cause / arrays.step_minutes, steps)
    cures = by_cause[:, steps].T
    return Focus(
        causes,
        share,
        steps,
        cures,
        1.0 - cures,
        arrays.step_minutes[steps],
        arrays.loses[steps],
        arrays.escalation_minutes,
        available[steps],
    )


def _active_causes(belief: Floats) -> Ints | slice:
    listed = len(belief) - 1
    if listed <= ACTIVE_CAUSES:
        return slice(None)
    order = np.argsort(-nine_digits(belief[:-1]), kind="stable")[:ACTIVE_CAUSES]
    enough = int(np.searchsorted(np.cumsum(belief[order]), ACTIVE_MASS * (1 - belief[-1]))) + 1
    return np.append(np.sort(order[:enough]), listed)


def _active_steps(score: Floats, steps: Ints) -> Ints:
    best = np.argsort(-nine_digits(score[steps]), kind="stable")[:ACTIVE_STEPS]
    return np.sort(steps[best])
