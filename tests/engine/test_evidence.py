"""Belief: how likely each cause is."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diagnostics.engine import Tables, belief
from diagnostics.engine.arrays import Floats
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.evidence import posterior, visible_log_row
from diagnostics.engine.guide import NOTHING, Faded, Found, Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import MOST_SHOWN, NOT_SURE, Event, Walk, fold
from tests.engine.builders import a_guide, a_step
from tests.engine.drawn import answers_to, findings_for, guides_and_walks, plain_tables


def belief_in(guide: Guide, walk: Walk, findings: Found = NOTHING) -> Floats:
    return situation(compile_guide(guide), walk, findings, DEFAULT).belief


@given(st.data(), guides_and_walks())
def test_belief_sums_to_one(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """In any walk the causes share the whole belief, and each keeps some."""
    found = belief_in(*drawn, data.draw(findings_for(drawn[0])))
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert (found > 0).all()


@given(st.data(), guides_and_walks(questions=(2, 5)))
def test_belief_does_not_know_the_order(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """Whatever was said first, the belief is the same to the last digit, but where a list has more than a page's rows."""
    guide, walk = drawn
    assume(all(question.kind == "one" or len(question.options) <= MOST_SHOWN for question in guide.questions))
    shuffled = fold(guide, data.draw(st.permutations(walk.pairs)))
    assert belief_in(guide, shuffled).tolist() == belief_in(guide, walk).tolist()


@given(st.data(), guides_and_walks(questions=(1, 5)))
def test_not_sure_tells_nothing(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """Adding "not sure" to a question that was not answered changes no digit of the belief."""
    guide, walk = drawn
    question = data.draw(st.sampled_from(guide.questions)).slug
    if question not in walk.answers:
        place = data.draw(st.integers(0, len(walk.pairs)))
        unsure = fold(guide, [*walk.pairs[:place], (question, NOT_SURE), *walk.pairs[place:]])
        assert belief_in(guide, unsure).tolist() == belief_in(guide, walk).tolist()


@given(st.data(), guides_and_walks(steps=(1, 6)))
def test_cannot_is_no_evidence(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """A step that the visitor cannot do, or that stands outside the order, changes no digit of the belief."""
    guide, walk = drawn
    for step in guide.steps:
        if step.slug not in (*walk.tried, *walk.cannot, *walk.did):
            word = data.draw(st.sampled_from(["tried", "did"])) if not step.in_order else "cannot"
            assert (
                belief_in(guide, fold(guide, [*walk.pairs, (word, step.slug)])).tolist()
                == belief_in(guide, walk).tolist()
            )


@given(guides_and_walks(causes=(2, 6), steps=(1, 6)))
def test_failed_step_never_speaks_for_what_it_cures(drawn: tuple[Guide, Walk]) -> None:
    """A failed step never raises a cause's odds against one that it cures less, the open cause included."""
    guide, walk = drawn
    network = compile_guide(guide)
    before = belief_in(guide, walk)
    for index, step in enumerate(network.steps):
        failed = fold(guide, [*walk.pairs, ("tried", step.slug)])
        if step.slug in (*walk.tried, *walk.did) or step.slug not in failed.tried:
            continue
        change, cures = belief_in(guide, failed) / before, network.arrays.cures[index]
        for one, other in zip(*np.where(cures[:, None] >= cures[None, :]), strict=True):
            assert change[one] <= change[other] * (1 + 1e-9)


@given(st.data(), plain_tables(causes=(2, 5), questions=(1, 4), steps=(1, 4)))
def test_belief_is_bayes_rule(data: st.DataObject, tables: Tables) -> None:
    """The posterior is prior times the likelihood of every answer times the chance of every failure, normalised."""
    arrays = tables.arrays
    weights = np.exp(arrays.log_prior)
    answers = data.draw(answers_to(tables))
    failed = data.draw(st.lists(st.integers(0, len(arrays.cures) - 1), unique=True))
    for question, option in answers.items():
        weights = weights * arrays.likelihood[arrays.options(question)][option]
    for step in failed:
        weights = weights * np.maximum(1 - arrays.cures[step], 1e-300)
    if weights.sum() > 1e-200:
        assert belief(tables, answers, failed) == pytest.approx(weights / weights.sum(), rel=1e-9, abs=1e-12)


def test_belief_survives_more_failures_than_numbers_can_hold() -> None:
    """However often what cures it fails, a cause keeps a last trace of belief, so that causes still compare."""
    steps = [a_step(f"s{i}", {"dust": "always"}) for i in range(300)]
    found = belief_in(a_guide(["dust"], steps=steps), Walk(tuple(Event("tried", step.slug) for step in steps)))
    assert found[0] > 0
    assert found[-1] == pytest.approx(1)


@given(st.data(), plain_tables(causes=(1, 4), questions=(1, 3)))
def test_hidden_options_are_divided_out(data: st.DataObject, tables: Tables) -> None:
    """Among the options shown the answers of every cause sum to 1, in the proportions of the whole question."""
    arrays = tables.arrays
    question = data.draw(st.integers(0, len(tables.likelihood) - 1))
    block = arrays.likelihood[arrays.options(question)]
    shown = sorted(data.draw(st.sets(st.integers(0, len(block) - 1), min_size=1)))
    rows = np.exp([visible_log_row(arrays, question, option, shown) for option in shown])
    assert rows.sum(axis=0) == pytest.approx(1)
    assert rows * block[shown].sum(axis=0) == pytest.approx(block[shown])


def test_posterior_of_nothing_said_is_the_prior() -> None:
    """Before the first word the belief is how common the causes are."""
    tables = Tables([3, 1], [], np.zeros((0, 2)), [], [], 90)
    assert posterior(tables.arrays, [], []) == pytest.approx([0.675, 0.225, 0.1])


def fade(findings: Mapping[str, str], weight: float) -> Found:
    return {question: Faded(option, weight) for question, option in findings.items()}


@given(st.data(), guides_and_walks(questions=(1, 5)))
def test_a_finding_that_fades_goes_from_all_it_says_to_nothing(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """With weight 1 it counts as a fresh one, with weight 0 it tells nothing, and in between it is a power of odds."""
    guide, walk = drawn
    findings = data.draw(findings_for(guide))
    fresh, none = belief_in(guide, walk, findings), belief_in(guide, walk, fade(findings, 0))
    assert belief_in(guide, walk, fade(findings, 1)).tolist() == fresh.tolist()
    half = belief_in(guide, walk, fade(findings, 0.5))
    between = np.sqrt(fresh * none)
    assert half == pytest.approx(between / between.sum(), abs=1e-9)


@given(st.data(), guides_and_walks(questions=(1, 5)))
def test_what_a_visitor_says_counts_whole_beside_a_faded_finding(
    data: st.DataObject, drawn: tuple[Guide, Walk]
) -> None:
    """Whatever the site read long ago, an answer to the same question overrules it."""
    guide, walk = drawn
    said = {
        question: data.draw(st.sampled_from(guide.question_names[question].options)).slug for question in walk.answers
    }
    overruled = {name: option for name, option in said.items() if walk.answers[name] is not None}
    assert belief_in(guide, walk, fade(overruled, 0.3)).tolist() == belief_in(guide, walk).tolist()
