"""Guides for the engine's tests, with only the interesting difference visible: ``a_guide(steps=[...])``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np

from diagnostics.engine import Policy
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import NONE, Cause, Condition, Guide, Option, Question, Step
from diagnostics.engine.network import Network
from diagnostics.engine.walk import NOT_SURE, Walk, fold, rows, visible_options
from diagnostics.engine.words import (
    CommonnessWord,
    KindWord,
    RemedyWord,
)

type Pairs = tuple[tuple[str, str], ...]

UNLIMITED = Policy(margin=0, rescues=0, before_first_step=np.inf, in_all=np.inf)
SOMETHING_ELSE = Cause("something-else", "here", open=True)


def a_cause(slug: str, commonness: CommonnessWord = "occasional", place: str = "here") -> Cause:
    return Cause(slug, place, commonness)


def a_question(slug: str, *options: str | Option, **changes: Any) -> Question:
    """A question at a glance; options by slug."""
    made = tuple(one if isinstance(one, Option) else Option(one) for one in options or ("yes", "no"))
    return replace(Question(slug, "glance", made), **changes)


def a_list(slug: str, *facts: str | Option, **changes: Any) -> Question:
    """A question answered by ticking all that is so."""
    return a_question(slug, *facts, kind="several", **changes)


def a_step(slug: str, remedies: dict[str, RemedyWord] | None = None, **changes: Any) -> Step:
    return replace(Step(slug, "repair", 1, remedies or {}), **changes)


def when(**options: str | Sequence[str]) -> Condition:
    """``when(device="phone", see=["a", "b"])``; underscores stand for hyphens in the questions' slugs."""
    return tuple(
        (name.replace("_", "-"), frozenset([wanted] if isinstance(wanted, str) else wanted))
        for name, wanted in options.items()
    )


def a_guide(
    causes: Sequence[str | Cause] = ("dust", "rust"),
    questions: Sequence[Question] = (),
    steps: Sequence[Step] = (),
    **changes: Any,
) -> Guide:
    """A guide of these parts and the open cause."""
    listed = [one if isinstance(one, Cause) else a_cause(one) for one in causes]
    guide = Guide(("here", "there"), (*listed, SOMETHING_ELSE), tuple(questions), tuple(steps))
    return replace(guide, **changes)


def a_walk(guide: Guide, **answers: str) -> Walk:
    return fold(guide, [(name.replace("_", "-"), option) for name, option in answers.items()])


# Whole walks -----------------------------------------------------------------


@dataclass(frozen=True)
class Moment:
    """One page of a walk, and what was decided there."""

    walk: Walk
    decision: Decision


def follow(network: Network, choose: Callable[[Sequence[str]], str], start: Pairs = ()) -> Iterator[Moment]:
    """Play a visitor who does what the engine says: ``choose`` picks an answer, or how the offered step went."""
    walk = fold(network.guide, start)
    while True:
        decision = advise(network, walk)
        yield Moment(walk, decision)
        if decision.move == "escalate":
            return
        said = _reply(network.guide, walk, decision, choose)
        walk = fold(network.guide, [*walk.pairs, *said])


def _reply(guide: Guide, walk: Walk, decision: Decision, choose: Callable[[Sequence[str]], str]) -> Pairs:
    """An answer, of a list at most two ticks, or how the step went."""
    if not decision.question:
        return ((choose(["tried", "cannot"]), decision.waiting or decision.plan[0].step),)
    question = guide.question_names[decision.question]
    if question.kind == "one":
        return ((question.slug, choose([*visible_options(question, walk.answers), NOT_SURE])),)
    shown = rows(question, walk.answers)
    first = choose([*shown, NONE, NOT_SURE])
    more = choose([first, *shown]) if first in shown else first
    return tuple((question.slug, value) for value in dict.fromkeys([first, more]))


def shuffled_causes(guide: Guide, order: Sequence[int]) -> Guide:
    return replace(guide, causes=tuple(guide.causes[i] for i in order))


ALL_KINDS: tuple[KindWord, ...] = get_args(KindWord.__value__)
