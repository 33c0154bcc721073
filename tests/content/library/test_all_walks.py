"""The starter guide claims nothing that nobody said: all walks of up to three answers, and many longer ones."""

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import pytest

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.domain.publishing.starter import guide_folders
from diagnostics.engine.advise import advise
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import NONE, Guide, Truth, judge
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import NOT_SURE, Walk, fold, rows, visible_options
from tests.engine.builders import Moment, Pairs, follow

WHOLE: Final = 3
"""Answers up to which every walk is tried."""
FOURTH: Final = 500
"""Walks of four answers, drawn from all of them."""
TO_THE_END: Final = 30
SOMEBODY: Final = {("who", one) for one in ("one", "address", "group", "several")}
CLAIMS: Final = {
    r"\bred (mark|exclamation)|Not Delivered": {("see", "not-delivered"), ("see", "comes-and-goes")},
    r"\bgreen\b": {("see", "green"), ("colour", "green")},
    r"“Delivered”": {("see", "no-delivered"), ("see", "delivered-lost")},
    r"\b[Tt]hey\b|\b[Tt]heir (phone|iPhone|devices?)\b": SOMEBODY,
}
"""What a verdict may claim → answers of which one must have been given."""


@cache
def _starter() -> tuple[GuideDocument, Network]:
    document = read_folder(next(guide_folders()))
    return document, compile_guide(engine_guide(document))


def _replies(guide: Guide, walk: Walk, question: str) -> Sequence[str]:
    """What can be said there; of a list each fact alone."""
    asked = guide.question_names[question]
    if asked.kind == "several":
        return [*rows(asked, walk.answers), NONE, NOT_SURE]
    return [*visible_options(asked, walk.answers), NOT_SURE]


@cache
def _short_walks() -> tuple[Moment, ...]:
    """Every page that is reached by up to three answers, and some of those after the fourth."""
    network, luck = _starter()[1], random.Random(10)
    pages = list[Moment]()
    ends: list[Pairs] = [()]
    for answers in range(WHOLE + 2):
        here = [_page(network, pairs) for pairs in ends]
        pages += here
        ends = [
            (*page.walk.pairs, (page.decision.question, said))
            for page in here
            if page.decision.question
            for said in _replies(network.guide, page.walk, page.decision.question)
        ]
        if answers == WHOLE:
            ends = luck.sample(ends, min(FOURTH, len(ends)))
    return tuple(pages)


def _page(network: Network, pairs: Pairs) -> Moment:
    walk = fold(network.guide, pairs)
    return Moment(walk, advise(network, walk))


@cache
def _long_walks() -> tuple[Moment, ...]:
    """Walks to the end, in which no step helps."""
    found = list[Moment]()
    for seed in range(TO_THE_END):
        found += follow(_starter()[1], random.Random(seed).choice)
    return tuple(found)


def _pages() -> Iterator[Moment]:
    yield from _short_walks()
    yield from _long_walks()


def _steps_on_page(decision: Decision) -> Iterator[str]:
    """Every step that a page offers."""
    yield from (planned.step for planned in decision.plan)
    yield from decision.workarounds
    yield from decision.other_contacts
    if decision.escalation:
        yield decision.escalation


@pytest.mark.slow
def test_no_step_is_offered_without_the_answers_that_it_needs() -> None:
    """No verdict, wait, step or contact, on any page."""
    network = _starter()[1]
    for page in _pages():
        answers = situation(network, page.walk, {}, DEFAULT).answers
        for slug in _steps_on_page(page.decision):
            assert judge(network.guide.step_names[slug].needs, answers) is Truth.HOLDS, (slug, page.walk.pairs)


@pytest.mark.slow
def test_two_verdicts_never_stand_on_one_page() -> None:
    """They would contradict each other."""
    steps = _starter()[1].guide.step_names
    for page in _pages():
        verdicts = [planned.step for planned in page.decision.plan if steps[planned.step].kind == "verdict"]
        assert len(verdicts) <= 1, (verdicts, page.walk.pairs)


@pytest.mark.slow
def test_nothing_is_called_sound_after_two_of_three_answers_were_not_sure() -> None:
    """Whoever knows so little is not told that nothing is broken."""
    steps, met = _starter()[1].guide.step_names, 0
    for page in _short_walks():
        answers = list(page.walk.answers.values())
        if len(answers) == WHOLE and answers.count(None) >= WHOLE - 1:
            met += 1
            kinds = {steps[planned.step].kind for planned in page.decision.plan}
            assert "verdict" not in kinds, page.walk.pairs
    assert met


def test_every_verdict_needs_what_it_claims() -> None:
    """What its first words speak of, the visitor must have said."""
    for step in _starter()[0].steps:
        if step.kind != "verdict":
            continue
        assert step.needs, step.slug
        for claim, answers in CLAIMS.items():
            if re.search(claim, f"{step.title} {step.summary}"):
                met = [
                    {(question, option) for option in options} <= answers for question, options in step.needs.items()
                ]
                assert any(met), (step.slug, claim)


@pytest.mark.parametrize("kind", ["verdict", "wait"])
def test_walks_come_to_every_kind_of_page(kind: str) -> None:
    """So what is held above is held of something."""
    steps = _starter()[1].guide.step_names
    assert any(steps[one.step].kind == kind for page in _pages() for one in page.decision.plan)
