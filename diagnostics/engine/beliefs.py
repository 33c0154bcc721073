"""Belief: how likely each cause is, always replayed from the prior.

    log w_c = log pi_c + sum of log L[answer, c] + sum over failed steps of log(1 - s_fc)

Naive Bayes with one fault at a time: Heckerman, Breese & Rommelse (1995), Decision-theoretic troubleshooting, sect. 3.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from diagnostics.engine.arrays import TINY, Arrays, Floats

LEAST_LOG: Final = -700.0
"""Log of the least weight beside the greatest: still a number, so that after however many failures causes compare."""


def posterior(arrays: Arrays, answer_logs: Sequence[Floats], failed: Sequence[int]) -> Floats:
    """Belief (C+1,), summing to 1, from the log likelihood rows of the answers and the failed steps' indices.

    The rows come in the order of the questions, not of the walk: so the order of answers changes not even a last digit.
    """
    weights = arrays.log_prior.copy()
    for row in answer_logs:
        weights += row
    weights += arrays.log_fails[sorted(failed)].sum(axis=0)
    belief: Floats = np.exp(np.maximum(weights - weights.max(), LEAST_LOG))
    return belief / belief.sum()


def visible_log_row(arrays: Arrays, question: int, option: int, visible: Sequence[int]) -> Floats:
    """log P(option | cause), (C+1,), when only these options of the question are shown (indices within it)."""
    block = arrays.likelihood[arrays.options(question)]
    shown = block[list(visible)].sum(axis=0)
    row: Floats = np.log(np.maximum(block[option] / np.maximum(shown, TINY), TINY))
    return row
