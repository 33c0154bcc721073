"""The belief, held against exact inference by somebody else: pyagrum."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.engine import Tables, belief
from diagnostics.engine.arrays import Arrays
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.guide import Answer, Guide
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import Walk
from tests.engine.drawn import answers_to, guides_and_walks, plain_tables

type Column = np.ndarray[Any, np.dtype[np.float64]]

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
# Its C++ wrapper and its use of numpy warn of deprecations of their own.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def agrum() -> Any:
    """The package, imported where its warnings are not errors: they would end the interpreter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyagrum
    return pyagrum


def infer(agrum: Any, arrays: Arrays, answers: dict[int, int], failed: list[int]) -> list[float]:
    """P(cause | answers, failures), (C+1,), in a network of one cause, its answers and its steps' outcomes."""
    net = agrum.BayesNet("naive")
    causes = len(arrays.log_prior)
    net.add(agrum.LabelizedVariable("cause", "", causes))
    net.cpt("cause").fillWith(np.exp(arrays.log_prior).tolist())
    for question in range(len(arrays.question_minutes)):
        _add_child(agrum, net, f"q{question}", arrays.likelihood[arrays.options(question)])
    for step, cures in enumerate(arrays.cures):
        _add_child(agrum, net, f"f{step}", np.array([1 - cures, cures]))
    engine = agrum.LazyPropagation(net)
    engine.setEvidence({**{f"q{q}": a for q, a in answers.items()}, **{f"f{step}": 0 for step in failed}})
    engine.makeInference()
    shares: list[float] = engine.posterior("cause").tolist()
    return shares


def _add_child(agrum: Any, net: Any, name: str, table: np.ndarray[Any, np.dtype[np.float64]]) -> None:
    """A node with this table (values, causes)."""
    net.add(agrum.LabelizedVariable(name, "", len(table)))
    net.addArc("cause", name)
    for cause, column in enumerate(table.T):
        net.cpt(name)[{"cause": cause}] = column.tolist()


@settings(SLOW)
@given(drawn=guides_and_walks(rules=False))
def test_posterior_is_exact_inference_in_guides(agrum: Any, drawn: tuple[Guide, Walk]) -> None:
    """In random guides made of words every share of the belief is what exact inference finds, to 1e-9."""
    guide, walk = drawn
    network = compile_guide(guide)
    evidence = [
        _chance_of(network, question, answer) for question, answer in walk.answers.items() if answer is not None
    ]
    cures = network.arrays.cures
    evidence += [1 - cures[network.step_index[step]] for step in walk.tried]
    evidence += [1 - 0.7 * cures[network.step_index[step]] for step in walk.did]
    expected = _infer_from(agrum, np.exp(network.arrays.log_prior), evidence)
    assert situation(network, walk, {}, DEFAULT).belief == pytest.approx(expected, rel=1e-9, abs=1e-9)


def _chance_of(network: Network, slug: str, answer: Answer) -> Column:
    """P(this answer | cause), (C+1,); of a list that of all its facts, to the power of the brake."""
    if isinstance(answer, str):
        column: Column = network.arrays.likelihood[network.option_row[slug, answer]]
        return column
    assert answer is not None
    facts = [network.arrays.likelihood[network.option_row[slug, fact]] for fact in answer.shown]
    said = [one if fact in answer.chosen else 1 - one for one, fact in zip(facts, answer.shown, strict=True)]
    together: Column = np.prod(said, axis=0) ** (0.8 if len(facts) > 1 else 1.0)
    return together


def _infer_from(agrum: Any, prior: Column, evidence: Sequence[Column]) -> list[float]:
    """P(cause | all of it was seen), where each has these chances under the causes."""
    net = agrum.BayesNet("naive")
    net.add(agrum.LabelizedVariable("cause", "", len(prior)))
    net.cpt("cause").fillWith(prior.tolist())
    for number, chances in enumerate(evidence):
        _add_child(agrum, net, f"e{number}", np.array([1 - chances, chances]))
    engine = agrum.LazyPropagation(net)
    engine.setEvidence({f"e{number}": 1 for number in range(len(evidence))})
    engine.makeInference()
    shares: list[float] = engine.posterior("cause").tolist()
    return shares


@settings(SLOW)
@given(data=st.data(), tables=plain_tables())
def test_posterior_is_exact_inference_at_the_door(agrum: Any, data: st.DataObject, tables: Tables) -> None:
    """The same of plain numbers, whatever was answered and whatever failed."""
    answers = data.draw(answers_to(tables))
    failed = [step for step in range(len(tables.arrays.cures)) if data.draw(st.booleans())]
    expected = infer(agrum, tables.arrays, answers, failed)
    assert belief(tables, dict(answers), failed) == pytest.approx(expected, rel=1e-9, abs=1e-9)
