"""What the starter guide says in walks reads as sentences."""

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.content.wording import reason_words
from diagnostics.content.wording.texts import Texts
from diagnostics.domain.publishing.starter import guide_folders
from diagnostics.engine.advise import why_not_first
from diagnostics.engine.network import Network, compile_guide
from tests.engine.builders import Moment, follow

WALKS = 20
FAILS = 0.9
"""Share of the steps that are tried; the others cannot be done."""


@cache
def _starter() -> tuple[GuideDocument, Texts, Network]:
    document = read_folder(next(guide_folders()))
    return document, Texts(document), compile_guide(engine_guide(document))


def test_every_answer_and_cause_reads_inside_a_sentence() -> None:
    """No visitor meets a quoted answer where a sentence could stand."""
    document = _starter()[0]
    options = [(question.slug, one.slug) for question in document.questions for one in question.options if not one.said]
    causes = [cause.slug for cause in document.causes if not cause.said and not cause.open]
    assert (options, causes) == ([], [])


@pytest.mark.broad
@pytest.mark.parametrize("seed", range(WALKS))
def test_walks_to_the_end_read_well(seed: int) -> None:
    """Reasons are sentences without a label; whom to ask is never contradicted by the likely place."""
    document, texts, network = _starter()
    labels = [f"{question.label}: " for question in document.questions]
    for moment in _walk(network, random.Random(seed)):
        for reason in _reasons(document, texts, network, moment):
            assert re.match(r"[A-Zi“].*[.”]$", reason), reason
            assert not [label for label in labels if label in reason], reason
        _assert_ends_well(document, moment)


def _walk(network: Network, chance: random.Random) -> Iterator[Moment]:
    def choose(ways: Sequence[str]) -> str:
        if "tried" in ways:
            return "tried" if chance.random() < FAILS else "cannot"
        return chance.choice(ways)

    return follow(network, choose)


def _reasons(document: GuideDocument, texts: Texts, network: Network, moment: Moment) -> Iterator[str]:
    known, decision = moment.walk.answers, moment.decision
    if decision.separation:
        yield texts.line(reason_words.separation(document, decision.separation).fill(), known)
    for planned in decision.plan:
        yield texts.line(reason_words.step(document, planned).fill(), known)
    for slug in document.comparisons.usual:
        step = network.guide.step_names[slug]
        if decision.plan and step.in_order:
            reason = why_not_first(network, moment.walk, decision, step.slug)
            yield texts.line(reason_words.not_first(document, reason, known).fill(), known)


def _assert_ends_well(document: GuideDocument, moment: Moment) -> None:
    decision, kinds = moment.decision, {step.slug: step.kind for step in document.steps}
    assert sum(kinds[planned.step] == "verdict" for planned in decision.plan) <= 1
    if decision.move == "escalate" and decision.leading_place:
        first = next(step for step in document.steps if step.slug == decision.escalation)
        assert decision.leading_place in {cause.place for cause in document.causes if cause.slug in first.remedies}
