"""A talk in its order: what was answered, what is asked next, and what is found."""

import pytest

from diagnostics.domain.live import LiveGuide
from diagnostics.engine.advise import questions_by_value
from diagnostics.engine.walk import fold
from tests.web.desk.conftest import Agent
from tests.web.desk.test_talk import offers, question_slugs, ticked_pairs
from tests.web.page import Page, words


def answer_lines(page: Page) -> list[str]:
    """The lines of what was answered."""
    lines = [one for one in page.elements(class_="line") if one.get("id", "").startswith("told-")]
    return [words(summary) for one in lines for summary in one.iter("summary")]


def test_what_was_answered_folds_to_a_line(agent: Agent) -> None:
    """In the order of the talk, each with its answer and *Change*, which unfolds the question."""
    page = agent.talk("street=dark&see=dark")

    assert answer_lines(page) == ["Street The street is dark Change", "You see It stays dark Change"]
    assert question_slugs(page)[:2] == ["street", "see"]


def test_open_questions_stand_in_the_order_of_their_value(agent: Agent, lamp: LiveGuide) -> None:
    """Behind those answered; the first one is what the advice asks next, the others as the engine ranks them."""
    page = agent.talk("see=dark")
    walk = fold(lamp.network.guide, [("see", "dark")])
    ranked = list(questions_by_value(lamp.network, walk))
    (mark,) = page.elements(class_="next")

    assert question_slugs(page)[: len(ranked) + 1] == ["see", *ranked]
    assert mark.get("id") == f"q-{ranked[0]}"


def test_nothing_is_claimed_before_the_first_answer(agent: Agent) -> None:
    """No place, no cause, no step: only what to ask, and whom to ask for help if they want that."""
    page = agent.talk()

    assert offers(page) == []
    assert page.elements(class_="where") + page.elements(class_="leaders") + page.elements(class_="number") == []
    assert "Nothing is known yet." in page.text
    assert offers(agent.talk("see=not-sure")) != []
    assert agent.talk("see=dark").elements(class_="number") != []


def test_help_is_there_at_any_time(agent: Agent) -> None:
    """Whom to ask, what to say there and the plain summary are folded until the road ends."""
    for said in ("", "see=dark"):
        (help_,) = agent.talk(said).elements(id="help")
        assert help_.tag == "details"
        assert "Call an electrician" in words(help_)
        assert "Say that you changed the bulb." in words(help_)
        assert "Why won't my lamp light?" in next(str(one.text) for one in help_.iter("textarea"))
    assert agent.talk("see=dark&worked=new-bulb").elements(id="help") == []


def shown_slugs(page: Page) -> list[str]:
    return [slug for slug in question_slugs(page) if "hidden" not in page.elements(id=f"q-{slug}")[0].attrib]


@pytest.mark.parametrize(("typed", "found"), [("ceiling", "kind"), ("WHICH lamp", "kind"), ("acme", "supplier")])
def test_questions_are_found_without_javascript(agent: Agent, typed: str, found: str) -> None:
    """By words of the question or of an answer; nothing that was said is lost, and the way back is a link."""
    page = agent.get("/agents/lamp/", query_params={"see": "dark", "kind": "", "find_question": typed}, follow=True)

    assert [slug for slug in shown_slugs(page) if slug != "see"] == [found]
    assert ("see", "dark") in ticked_pairs(page)
    assert page.elements(id="find")[0].get("value") == typed
    assert page.links["Show all questions"] == "/agents/lamp/?see=dark"
    assert "find_question" not in page.response.headers["HX-Replace-Url"]


def test_a_search_without_a_find_says_so(agent: Agent) -> None:
    page = agent.talk("find_question=xyzzy")

    assert shown_slugs(page) == []
    assert "hidden" not in page.elements(id="not-found")[0].attrib
    assert "hidden" in agent.talk().elements(id="not-found")[0].attrib


def test_answers_are_numbered(agent: Agent) -> None:
    """From one; not sure is nought."""
    page = agent.talk()
    (see,) = page.elements(id="q-see")

    assert [words(one) for one in see.iter("kbd")] == ["1", "2", "3", "0"]
