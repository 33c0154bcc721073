"""Evidence and belief: how likely each cause is, always replayed from the prior.

    log w_c = log pi_c + sum of log L[answer, c] + sum over failed steps of log(1 - s_fc)

Naive Bayes with one fault at a time: Heckerman, Breese & Rommelse (1995), Decision-theoretic troubleshooting, sect. 3.
A step that was done before somebody came here may have been done otherwise: it counts as log(1 - 0.7 s_fc).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from diagnostics.engine.arrays import TINY, Arrays, Floats
from diagnostics.engine.guide import Answers, Question, Ticks, options_of
from diagnostics.engine.network import Network
from diagnostics.engine.walk import applies, visible_options
from diagnostics.engine.words import BRAKE, DONE_BEFORE

WHOLE: Final[Mapping[str, float]] = MappingProxyType({})
LEAST_LOG: Final = -700.0
"""Log of the least weight beside the greatest: still a number, so that after however many failures causes compare."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What one thing that was said tells: log P(it | cause), (C+1,).

    Of a list, each fact that could be ticked tells; a ticked one that answers another question tells it there alone.

    is_so: the option was chosen or ticked, and not left unticked.
    """

    question: str
    option: str
    log: Floats
    is_so: bool = True


def posterior(
    arrays: Arrays, answer_logs: Sequence[Floats], failed: Sequence[int], done_before: Sequence[int] = ()
) -> Floats:
    """Belief (C+1,), summing to 1, from the log likelihood rows of the answers and the indices of steps.

    The rows come in the order of the questions, not of the walk: so the order of answers changes not even a last digit.
    """
    weights = arrays.log_prior.copy()
    for row in answer_logs:
        weights += row
    weights += arrays.log_fails[sorted(failed)].sum(axis=0)
    if done_before:
        weights += np.log1p(-DONE_BEFORE * arrays.cures[sorted(done_before)]).sum(axis=0)
    belief: Floats = np.exp(np.maximum(weights - weights.max(), LEAST_LOG))
    return belief / belief.sum()


def visible_log_row(arrays: Arrays, question: int, option: int, visible: Sequence[int]) -> Floats:
    """log P(option | cause), (C+1,), when only these options of the question are shown (indices within it)."""
    block = arrays.likelihood[arrays.options(question)]
    shown = block[list(visible)].sum(axis=0)
    row: Floats = np.log(np.maximum(block[option] / np.maximum(shown, TINY), TINY))
    return row


def read_answers(network: Network, answers: Answers, weights: Mapping[str, float] = WHOLE) -> tuple[Told, ...]:
    """What the answers tell, in the guide's order; "not sure" tells nothing, nor does an answer that does not apply.

    ``weights``, by question: the powers that likelihoods are raised to; 1 where none is given.
    """
    indices = sorted(network.question_index[name] for name, answer in answers.items() if answer is not None)
    asked = (network.guide.questions[index] for index in indices)
    told = (one for question in asked if applies(question, answers) for one in _read(network, question, answers))
    return tuple(replace(one, log=one.log * weights[one.question]) if one.question in weights else one for one in told)


def brake(rows: int) -> float:
    """The power that the chances of one page of facts are raised to; a single fact is independent of nothing."""
    return BRAKE if rows > 1 else 1.0


def _read(network: Network, question: Question, answers: Answers) -> Iterator[Told]:
    answer = answers[question.slug]
    if isinstance(answer, Ticks):
        means = {option.slug for option in question.options if option.means}
        for option in answer.shown:
            is_so = option in answer.chosen
            if is_so and option in means:
                continue  # it speaks through the question that it answers
            row = network.option_row[question.slug, option] + (not is_so)
            log = network.arrays.log_likelihood[row] * brake(len(answer.shown))
            yield Told(question.slug, option, log, is_so)
        return
    for option in options_of(answer):
        yield Told(question.slug, option, _log_row(network, question, option, answers))


def _log_row(network: Network, question: Question, option: str, answers: Answers) -> Floats:
    index = network.question_index[question.slug]
    if index not in network.hiding:
        row: Floats = network.arrays.log_likelihood[network.option_row[question.slug, option]]
        return row
    slugs = [one.slug for one in question.options]
    visible = {*visible_options(question, answers), option}
    shown = [i for i, slug in enumerate(slugs) if slug in visible]
    return visible_log_row(network.arrays, index, slugs.index(option), shown)
