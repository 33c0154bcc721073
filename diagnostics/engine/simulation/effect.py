"""What a word changes: the causes after one first answer, and the steps when a cause is certain, each before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from diagnostics.engine.arrays import nine_digits
from diagnostics.engine.evidence import posterior
from diagnostics.engine.focus import make_focus
from diagnostics.engine.guide import Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.plan import best_plan
from diagnostics.engine.words import BandWord, band


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a listed cause stands: 1 is the most likely one."""

    cause: str
    rank: int
    band: BandWord


@dataclass(frozen=True, slots=True)
class Shift:
    """One cause before and after a change."""

    before: Rank
    after: Rank

    @property
    def cause(self) -> str:
        return self.after.cause


def after_first_answer(guide: Guide, question: str, option: str) -> tuple[Rank, ...]:
    """The listed causes, most likely first, when this is a visitor's only answer; of a list, by what its tick says."""
    network = compile_guide(guide)
    row = network.arrays.log_likelihood[network.option_row[question, option]]
    belief = posterior(network.arrays, [row], ())[:-1]
    order = np.argsort(-nine_digits(belief), kind="stable")
    return tuple(
        Rank(network.causes[i].slug, number, band(float(belief[i]))) for number, i in enumerate(order, start=1)
    )


def shifts(before: Iterable[Rank], after: Iterable[Rank]) -> tuple[Shift, ...]:
    """The same causes in two rankings, in the order of the second."""
    known: Mapping[str, Rank] = {rank.cause: rank for rank in before}
    return tuple(Shift(known[rank.cause], rank) for rank in after)


def steps_for(guide: Guide, cause: str) -> tuple[str, ...]:
    """The steps in order when only this cause is left and every step may be offered; none for the open cause."""
    network = compile_guide(guide)
    certain = np.array([*(one.slug == cause for one in network.causes), False], float)
    if not certain.any():
        return ()
    plan = best_plan(make_focus(network.arrays, certain, np.ones(len(network.steps), np.bool_)))
    return tuple(network.steps[index].slug for index in plan.steps)
