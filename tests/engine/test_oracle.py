"""The belief, held against exact inference by somebody else: pyagrum."""

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.engine import Tables, belief
from diagnostics.engine.arrays import Arrays
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.guide import Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import Walk
from tests.engine.builders import answers_to, guides_and_walks, plain_tables

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


@settings(SLOW, max_examples=60)
@given(drawn=guides_and_walks(rules=False))
def test_posterior_is_exact_inference_in_guides(agrum: Any, drawn: tuple[Guide, Walk]) -> None:
    """In random guides made of words every share of the belief is what exact inference finds, to 1e-9."""
    guide, walk = drawn
    network = compile_guide(guide)
    answers = {
        network.question_index[question]: [one.slug for one in guide.question_names[question].options].index(option)
        for question, option in walk.answers.items()
        if option is not None
    }
    failed = [network.step_index[step] for step in walk.tried]
    expected = infer(agrum, network.arrays, answers, failed)
    assert situation(network, walk, {}, DEFAULT).belief == pytest.approx(expected, rel=1e-9, abs=1e-9)


@settings(SLOW, max_examples=60)
@given(data=st.data(), tables=plain_tables())
def test_posterior_is_exact_inference_at_the_door(agrum: Any, data: st.DataObject, tables: Tables) -> None:
    """The same of plain numbers, whatever was answered and whatever failed."""
    answers = data.draw(answers_to(tables))
    failed = [step for step in range(len(tables.arrays.cures)) if data.draw(st.booleans())]
    expected = infer(agrum, tables.arrays, answers, failed)
    assert belief(tables, dict(answers), failed) == pytest.approx(expected, rel=1e-9, abs=1e-9)
