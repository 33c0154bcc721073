"""What the twin is made of: words as numbers, conditions and sums, in plain Python."""

from collections.abc import Mapping, Sequence
from math import frexp, ldexp

from diagnostics.engine.guide import Answer, Cause, Condition, Question, Step
from diagnostics.engine.words import (
    COMMONNESS,
    DISRUPTION,
    EFFORT,
    FACT_SHARE,
    MISREAD,
    OPEN_SHARE,
    REMEDY,
    SIGN,
    WAITING,
)

type Known = Mapping[str, Answer]


def nine(value: float) -> float:
    fraction, exponent = frexp(value)
    return ldexp(round(ldexp(fraction, 30)), exponent - 30)


def is_contradicted(condition: Condition, known: Known) -> bool:
    """Whether some answer excludes all that is wanted; of a list only what could be ticked and was not is excluded."""
    return any(not said_of(known.get(question), options, otherwise=True) for question, options in condition)


def holds(condition: Condition, known: Known) -> bool:
    """Whether the answers fulfil all of the condition."""
    return all(said_of(known.get(question), options, otherwise=False) for question, options in condition)


def said_of(answer: Answer, options: frozenset[str], *, otherwise: bool) -> bool:
    """Whether one of the options is so; ``otherwise`` where nobody said."""
    if answer is None:
        return otherwise
    if isinstance(answer, str):
        return answer in options
    ticked = set(answer.chosen) or {"none"}
    if ticked & options:
        return True
    return otherwise and bool(options - set(answer.shown) - {"none"})


def add(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [a + b for a, b in zip(one, other, strict=True)]


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


class Numbers:
    """The words of a guide with these listed causes, as numbers."""

    causes: list[Cause]

    def prior(self) -> list[float]:
        common = [COMMONNESS[cause.commonness] for cause in self.causes]
        return [(1 - OPEN_SHARE) * one / sum(common) for one in common] + [OPEN_SHARE]

    def chances_of_tick(self, question: Question, fact: str) -> list[float]:
        """P(this fact is ticked | cause): odds times the factor of the sign, then overlooked or ticked by mistake."""
        option = next(one for one in question.options if one.slug == fact)
        shares = []
        for cause in self.causes:
            word = question.signs.get(cause.slug, {}).get(fact)
            odds = FACT_SHARE[option.usual] / (1 - FACT_SHARE[option.usual]) * (SIGN[word] if word else 1)
            is_so = odds / (1 + odds)
            shares.append(0.8 * is_so + 0.02 * (1 - is_so))
        return [*shares, self._of_average_cause(shares)]

    def _of_average_cause(self, shares: Sequence[float]) -> float:
        common = [COMMONNESS[cause.commonness] for cause in self.causes]
        return dot(shares, common) / sum(common)

    def likelihood(self, question: Question, option: str) -> list[float]:
        """P(this option is reported | cause), every option being there to choose."""
        count = len(question.options)
        shares = []
        for cause in self.causes:
            signs = question.signs.get(cause.slug, {})
            usual = {
                o.slug: COMMONNESS[o.usual] * (SIGN[signs[o.slug]] if o.slug in signs else 1) for o in question.options
            }
            exact = usual[option] / sum(usual.values())
            shares.append(1.0 if count == 1 else (1 - MISREAD) * exact + MISREAD * (1 - exact) / (count - 1))
        return [*shares, self._of_average_cause(shares)]

    def cures(self, step: Step) -> list[float]:
        """P(step cures | cause); nothing cures the open cause."""
        words = [step.remedies.get(cause.slug) for cause in self.causes]
        return [REMEDY[word] if word else 0.0 for word in words] + [0.0]

    @staticmethod
    def step_minutes(step: Step) -> float:
        """Send again, work, wait, and what is lost."""
        return 1 + step.minutes + WAITING[step.waiting] + DISRUPTION[step.disruption]

    @staticmethod
    def question_minutes(question: Question) -> float:
        rows = min(len(question.options), 9) if question.kind == "several" else 0
        return 0.3 + EFFORT[question.effort] + 0.1 * rows
