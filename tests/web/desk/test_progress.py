"""How far a talk has come."""

from itertools import permutations

from tests.builders import a_question, make_document
from tests.fixtures import Publish
from tests.web.desk.conftest import Agent

LIT = {"outage": {"dark": "proves", "lit": "rules-out"}, "bulb": {"lit": "for"}}
ANSWERS = ("see=flicker", "street=lit", "radio=lit")


def test_the_counter_never_runs_backwards(agent: Agent, published: Publish) -> None:
    """In whatever order the answers come, what they rule out stays so, in the words of the visitor's pages."""
    published(make_document(add={"questions": [a_question("radio", "lit", "dark", signs=LIT)]}))
    for order in permutations(ANSWERS):
        said = [*order, "tried=turn-on"]
        lines = [agent.talk("&".join(said[:count])).words_of("so-far") for count in range(1, len(said) + 1)]
        ruled_out = ["1 of 3 causes ruled out." in line for line in lines]
        assert ruled_out == sorted(ruled_out)
        assert ["1 step done." in line for line in lines] == [False, False, False, True]


def test_nothing_is_drawn_before_the_first_answer(agent: Agent) -> None:
    """The road begins with the talk."""
    assert not agent.talk().elements(class_="where")
    assert agent.talk("see=flicker").words_of("fit").startswith("The likely reason is here: Home.")
