"""What looks odd in a guide though nothing in it is wrong: warnings for editors, as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import numpy as np

from diagnostics.engine.arrays import TINY, Floats
from diagnostics.engine.evidence import brake
from diagnostics.engine.focus import make_focus
from diagnostics.engine.guide import Option, Question
from diagnostics.engine.network import Network
from diagnostics.engine.plan import best_plan

type RemarkWord = Literal[
    "causes-alike",
    "cause-never-first",
    "cause-never-volunteered",
    "cause-seldom-asked",
    "questions-alike",
    "fact-alike",
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
    """One warning: its kind and the slugs it is about.

    A cause that is seldom asked for is ``cause``, ``question``. An option is ``question``, ``option``; a fact that is like another one ``question``, ``option``, ``question``, ``option``
    (the last one missing where it is like a question).
    """

    kind: RemarkWord
    slugs: tuple[str, ...]


def audit(network: Network) -> tuple[Remark, ...]:
    """All warnings that follow from the arrays, in guide order; those that need visitors are in ``usage.py``."""
    never_first = tuple(_causes_never_first(network))
    hopeless = {remark.slugs for remark in never_first}
    return (
        *_causes_alike(network),
        *never_first,
        *(remark for remark in _causes_never_volunteered(network) if remark.slugs not in hopeless),
        *_questions_alike(network),
        *_options_telling_nothing(network),
        *_unused_steps(network),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What is answered as one: a question, or a fact of a list, which is a question of yes and no.

    block: (answers, C+1), P(answer | cause). brake: what its signs count. The tick of a fact that answers another
    question speaks through that one: then the first row is what that answer says.
    """

    question: Question
    fact: Option | None
    block: Floats
    brake: float = 1.0

    @property
    def slugs(self) -> tuple[str, ...]:
        return (self.question.slug, self.fact.slug) if self.fact else (self.question.slug,)

    @property
    def speaks_elsewhere(self) -> bool:
        return self.fact is not None and bool(self.fact.means)


def _parts(network: Network) -> list[_Part]:
    """All that the answers to a guide's questions can tell, one by one."""
    arrays, found = network.arrays, list[_Part]()
    for index, question in enumerate(network.guide.questions):
        block = arrays.likelihood[arrays.options(index)]
        if index not in network.lists:
            found.append(_Part(question, None, block))
            continue
        for i, fact in enumerate(question.options):
            ticked, not_ticked = block[2 * i : 2 * i + 2]
            if meant := [network.option_row[pair] for pair in fact.means if pair in network.option_row]:
                ticked = arrays.likelihood[meant].prod(axis=0)
            counts = 1.0 if fact.means else brake(len(question.options))
            found.append(_Part(question, fact, np.stack([ticked, not_ticked]), counts))
    return found


def _causes_alike(network: Network) -> Iterator[Remark]:
    """Pairs of causes that no question tells apart: Jensen-Shannon divergence of their answers."""
    blocks = [part.block for part in _parts(network)]
    for a, b in combinations(range(len(network.causes)), 2):
        if all(_divergence(block[:, a], block[:, b]) < SAME_CAUSES for block in blocks):
            yield Remark("causes-alike", (network.causes[a].slug, network.causes[b].slug))


def _divergence(one: Floats, other: Floats) -> float:
    middle = (one + other) / 2
    halves = (float(np.sum(p * np.log(np.maximum(p, TINY) / np.maximum(middle, TINY)))) for p in (one, other))
    return sum(halves) / 2


def _causes_never_first(network: Network) -> Iterator[Remark]:
    """Causes that do not lead even when every question gets the answer that speaks most for them."""
    parts = [part for part in _parts(network) if not part.speaks_elsewhere]
    for index, cause in enumerate(network.causes):
        if _at_best(network, parts, index)[:-1].argmax() != index:
            yield Remark("cause-never-first", (cause.slug,))


def _causes_never_volunteered(network: Network) -> Iterator[Remark]:
    """Causes that do not lead their own place, though everybody is asked what speaks most for them: first and second."""
    asked = [part for part in _parts(network) if part.question.asked != "by-value"]
    places = np.array([cause.place for cause in network.causes])
    for index, cause in enumerate(network.causes):
        logs = _at_best(network, asked, index)[:-1]
        if asked and logs[index] < logs[places == cause.place].max():
            yield Remark("cause-never-volunteered", (cause.slug,))


def strongest_question(network: Network, cause: int) -> str | None:
    """The question that tells most about a cause (index) to whoever has it: sum of P(a | cause) log(P(a | cause) / P(a)).

    None where none tells anything.
    """
    told: dict[str, float] = {}
    for part in (part for part in _parts(network) if not part.speaks_elsewhere):
        own, all_ = part.block[:, cause], part.block[:, -1]
        nats = part.brake * float(own @ np.log(np.maximum(own, TINY) / np.maximum(all_, TINY)))
        told[part.question.slug] = told.get(part.question.slug, 0.0) + nats
    best = max(told, key=lambda question: told[question], default=None)
    return best if best and told[best] >= TELLS_NOTHING else None


def _at_best(network: Network, parts: Iterable[_Part], cause: int) -> Floats:
    """(C+1,), log of the belief, not normalised, when each part gets the answer that speaks most for a cause."""
    belief = network.arrays.log_prior.copy()
    for part in parts:
        logs = np.log(np.maximum(part.block, TINY))
        belief += part.brake * logs[(logs[:, cause] - logs[:, -1]).argmax()]
    return belief


def _questions_alike(network: Network) -> Iterator[Remark]:
    """Pairs of questions, or of facts, whose answers say nearly the same, so that they count twice."""
    prior = np.exp(network.arrays.log_prior)
    parts = _parts(network)
    told = [_information(part.block * prior) for part in parts]
    for (a, one), (b, other) in combinations(enumerate(parts), 2):
        least = min(told[a], told[b])
        if least <= TELLS_LITTLE or one.speaks_elsewhere or other.speaks_elsewhere:
            continue
        if _information(one.block @ (other.block * prior).T) > SAME_QUESTIONS * least:
            first, second = (one, other) if one.fact or not other.fact else (other, one)
            yield Remark("fact-alike" if first.fact else "questions-alike", (*first.slugs, *second.slugs))


def _information(joint: Floats) -> float:
    """Mutual information, nats, of a joint table."""
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    return float(np.sum(joint * np.log(np.maximum(joint, TINY) / np.maximum(apart, TINY))))


def _options_telling_nothing(network: Network) -> Iterator[Remark]:
    """Those without use: what answers another question as well has one. A fact is judged by what its tick says."""
    arrays = network.arrays
    for question in network.guide.questions:
        rows = [network.option_row[question.slug, option.slug] for option in question.options]
        weights = evidence_weights(arrays.likelihood[rows]).max(axis=1, initial=0.0)
        quiet = [
            option
            for option, weight in zip(question.options, weights, strict=True)
            if weight < TELLS_NOTHING and not option.means
        ]
        if not question.signs:
            continue
        if len(quiet) == len(question.options):
            yield Remark("question-tells-nothing", (question.slug,))
            continue
        for option in quiet:
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
