"""What looks odd in a guide though nothing in it is wrong: warnings for editors, as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import numpy as np

from diagnostics.engine.arrays import TINY, Floats
from diagnostics.engine.evidence import brake
from diagnostics.engine.focus import make_focus
from diagnostics.engine.network import Network
from diagnostics.engine.plan import best_plan

type RemarkWord = Literal[
    "causes-alike",
    "cause-never-first",
    "questions-alike",
    "question-tells-nothing",
    "option-tells-nothing",
    "step-cures-nothing",
    "step-never-planned",
    "question-never-asked",
    "step-never-offered",
]

SAME_CAUSES: Final = 0.005
"""Nats by which the most telling question tells two causes apart, below which none does."""
SAME_QUESTIONS: Final = 0.4
"""Share of what a question tells about causes that another one tells already."""
TELLS_LITTLE: Final = 0.001
"""Nats about causes below which a question is not compared."""
TELLS_NOTHING: Final = 0.1
"""Nats of weight of evidence that an option must have for or against some cause."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One warning: its kind and the slugs it is about (an option as ``question``, ``option``)."""

    kind: RemarkWord
    slugs: tuple[str, ...]


def audit(network: Network) -> tuple[Remark, ...]:
    """All warnings that follow from the arrays, in guide order; those that need visitors are in ``usage.py``."""
    return (
        *_causes_alike(network),
        *_causes_never_first(network),
        *_questions_alike(network),
        *_options_telling_nothing(network),
        *_unused_steps(network),
    )


def _blocks(network: Network) -> list[Floats]:
    """By question, P(answer | cause); of a list, of each fact that it is ticked and that it is not."""
    arrays = network.arrays
    return [arrays.likelihood[arrays.options(q)] for q in range(len(network.guide.questions))]


def _single_answers(network: Network) -> Iterator[Floats]:
    """(answers, C+1): log P(answer | cause) of every question with one answer, and of every fact of a list."""
    arrays = network.arrays
    for index, question in enumerate(network.guide.questions):
        block = arrays.log_likelihood[arrays.options(index)]
        if index in network.lists:
            yield from np.split(block * brake(len(question.options)), len(question.options))
        else:
            yield block


def _causes_alike(network: Network) -> Iterator[Remark]:
    """Pairs of causes that no question tells apart: Jensen-Shannon divergence of their answers."""
    blocks = _blocks(network)
    for a, b in combinations(range(len(network.causes)), 2):
        if all(_divergence(block[:, a], block[:, b]) < SAME_CAUSES for block in blocks):
            yield Remark("causes-alike", (network.causes[a].slug, network.causes[b].slug))


def _divergence(one: Floats, other: Floats) -> float:
    middle = (one + other) / 2
    halves = (float(np.sum(p * np.log(np.maximum(p, TINY) / np.maximum(middle, TINY)))) for p in (one, other))
    return sum(halves) / 2


def _causes_never_first(network: Network) -> Iterator[Remark]:
    """Causes that do not lead even when every question gets the answer that speaks most for them."""
    arrays = network.arrays
    for index, cause in enumerate(network.causes):
        logs = arrays.log_prior.copy()
        for block in _single_answers(network):
            logs = logs + block[(block[:, index] - block[:, -1]).argmax()]
        if logs[:-1].argmax() != index:
            yield Remark("cause-never-first", (cause.slug,))


def _questions_alike(network: Network) -> Iterator[Remark]:
    """Pairs of questions whose answers say nearly the same, so that they count twice; lists have a brake of their own."""
    prior = np.exp(network.arrays.log_prior)
    blocks = _blocks(network)
    told = [0.0 if index in network.lists else _information(block * prior) for index, block in enumerate(blocks)]
    for a, b in combinations(range(len(blocks)), 2):
        shared = _information(blocks[a] @ (blocks[b] * prior).T)
        least = min(told[a], told[b])
        if least > TELLS_LITTLE and shared > SAME_QUESTIONS * least:
            yield Remark("questions-alike", (network.guide.questions[a].slug, network.guide.questions[b].slug))


def _information(joint: Floats) -> float:
    """Mutual information, nats, of a joint table."""
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    return float(np.sum(joint * np.log(np.maximum(joint, TINY) / np.maximum(apart, TINY))))


def _options_telling_nothing(network: Network) -> Iterator[Remark]:
    """Of a fact, the tick counts."""
    for index, (question, answers) in enumerate(zip(network.guide.questions, _blocks(network), strict=True)):
        block = answers[::2] if index in network.lists else answers
        quiet = evidence_weights(block).max(axis=1, initial=0.0) < TELLS_NOTHING
        if not question.signs:
            continue
        if quiet.all():
            yield Remark("question-tells-nothing", (question.slug,))
            continue
        for option, says_nothing in zip(question.options, quiet, strict=True):
            if says_nothing:
                yield Remark("option-tells-nothing", (question.slug, option.slug))


def evidence_weights(block: Floats) -> Floats:
    """(options, C) how much an answer says for or against each listed cause, nats."""
    weights: Floats = np.abs(np.log(np.maximum(block[:, :-1], TINY) / np.maximum(block[:, -1:], TINY)))
    return weights


def _unused_steps(network: Network) -> Iterator[Remark]:
    arrays = network.arrays
    everything = np.ones(len(network.steps), bool)
    planned: set[int] = set()
    for cause in range(len(network.causes)):
        certain = np.zeros(len(arrays.log_prior))
        certain[cause] = 1.0
        planned.update(best_plan(make_focus(arrays, certain, everything)).steps)
    for index, step in enumerate(network.steps):
        if not arrays.cures[index].any():
            yield Remark("step-cures-nothing", (step.slug,))
        elif index not in planned:
            yield Remark("step-never-planned", (step.slug,))
