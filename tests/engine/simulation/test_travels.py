"""Where simulated visitors go: the tree of pages, the routes, and people who stay the same."""

import numpy as np
import pytest

from diagnostics.engine.guide import Cause
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.simulation.rivals import Site
from diagnostics.engine.simulation.simulate import PlayedVisit, play
from diagnostics.engine.simulation.travels import HELP, Route, Stop, routes, same_people, tree
from diagnostics.engine.simulation.visitors import Visitor
from diagnostics.engine.walk import Event
from tests.engine.builders import a_guide, a_question, a_step

SMELL = a_question("smell", "smoke", "none", asked="first", signs={"rust": {"smoke": "proves"}})
STEPS = (a_step("dusting", {"dust": "always"}), a_step("oiling", {"rust": "always"}))
CAUSES = (Cause("dust", "here", "common"), Cause("rust", "there", "common"))


@pytest.fixture(scope="module")
def network() -> Network:
    return compile_guide(a_guide(causes=CAUSES, questions=[SMELL], steps=STEPS))


def a_walk(
    network: Network, cause: int, *, curing: float = 0.0, unsure: float = 0.9, answering: float = 0.0
) -> PlayedVisit:
    """What becomes of a visitor who reads right."""
    asked, steps = np.ones(1), np.ones(2)
    visitor = Visitor(network, cause, asked * answering, asked * 0.9, asked * unsure, steps * curing)
    return play(network, Site(network), visitor)


def test_tree_follows_answers_and_outcomes(network: Network) -> None:
    """Every page is a stop under the one before it, the most travelled first, with what was said in between."""
    played = [a_walk(network, 1), a_walk(network, 1), a_walk(network, 0, answering=0.9)]
    cured = (Stop("worked", "cured", "oiling", 2), Stop("worked", "cured", "dusting", 1))
    smoke = Stop("smoke", "step", "oiling", 2, (cured[0],))
    none = Stop("none", "step", "dusting", 1, (cured[1],))
    assert tree(played, least=1, most=99) == Stop("", "question", "smell", 3, (smoke, none))


def test_tree_tells_what_did_not_help_and_who_asks_for_help(network: Network) -> None:
    """A step that fails leads to the next, the last one to help; “not sure” is an answer too."""
    root = tree([a_walk(network, 2, curing=0.99, unsure=0.0)], least=1, most=99)
    said, kinds = [root.said], [root.kind]
    while root.stops:
        (root,) = root.stops
        said.append(root.said)
        kinds.append(root.kind)
    assert said == ["", "not-sure", "tried", "tried"]
    assert kinds == ["question", "step", "step", "help"]
    assert root.name == HELP


def test_tree_leaves_out_what_is_seldom_travelled(network: Network) -> None:
    """Pages of too few visitors are left out, and of many pages the most travelled are kept; the root stays."""
    played = [a_walk(network, 1), a_walk(network, 1), a_walk(network, 0, answering=0.9)]
    assert [stop.said for stop in tree(played, least=2, most=99).stops] == ["smoke"]
    assert tree(played, least=1, most=2) == Stop("", "question", "smell", 3, (Stop("smoke", "step", "oiling", 2),))
    assert tree(played, least=9, most=9) == Stop("", "question", "smell", 3)


def test_routes_sum_up_how_walks_end(network: Network) -> None:
    """Walks with the same answers up to the first step are one route; each of its ends is counted."""
    played = [
        a_walk(network, 1),
        a_walk(network, 1),
        a_walk(network, 2, curing=0.99),
        a_walk(network, 0, answering=0.9),
    ]
    smoke, none = (Event("answer", "smell", option) for option in ("smoke", "none"))
    assert routes(played, most=9) == (
        Route((smoke,), "oiling", 3, (("oiling", 2), (HELP, 1))),
        Route((none,), "dusting", 1, (("dusting", 1),)),
    )
    assert len(routes(played, most=1)) == 1


def test_routes_without_any_step_lead_to_help() -> None:
    """Where nothing is offered, the first step of a route is help."""
    network = compile_guide(a_guide(questions=[SMELL], steps=[]))
    visitor = Visitor(network, 0, np.zeros(1), np.ones(1), np.ones(1), np.zeros(0))
    (route,) = routes([play(network, Site(network), visitor)], most=9)
    assert (route.step, route.ends) == (HELP, ((HELP, 1),))


def test_same_people_have_causes_exactly_as_common_as_the_prior_says(network: Network) -> None:
    """Causes are dealt, not drawn: of a thousand, one in ten has a cause that is not listed."""
    causes = [visitor.cause for visitor in same_people(network, 1000, 1)]
    assert [causes.count(cause) for cause in range(3)] == [450, 450, 100]


def test_same_people_stay_the_same_beside_a_new_question_and_step(network: Network) -> None:
    """What a guide gains changes nobody's luck with what was there before; another seed changes it all."""
    more = a_guide(causes=CAUSES, questions=[a_question("new"), SMELL], steps=[a_step("first", minutes=0), *STEPS])
    wider = compile_guide(more)
    before, after = list(same_people(network, 5, 1)), list(same_people(wider, 5, 1))
    old, new = network.question_index["smell"], wider.question_index["smell"]
    cure, later = network.step_index["oiling"], wider.step_index["oiling"]
    for name in ("answering", "misreading", "unsure"):
        assert [getattr(one, name)[old] for one in before] == [getattr(one, name)[new] for one in after]
    assert [one.curing[cure] for one in before] == [one.curing[later] for one in after]
    other = list(same_people(network, 5, 2))
    assert [one.curing[cure] for one in before] != [one.curing[cure] for one in other]
