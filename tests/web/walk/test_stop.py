"""An alarm that ends the walk: nothing is shown but it, its answers and whom to ask, wherever the walk is looked at."""

import json

import pytest

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from tests.fixtures import Publish
from tests.web.desk.conftest import Agent, agent
from tests.web.lamp import rich_lamp
from tests.web.page import Page, Visitor, pairs, words
from tests.web.results.pinned import look_at, present, share_walk

__all__ = ["agent"]

RAISED = "see=flicker&kind=desk&smell=yes"
FIRE = {
    "slug": "fire",
    "title": "It may burn",
    "summary": "A smell and flicker can mean fire.",
    "text": "Pull the **plug**. Do not use it again.",
    "when": {"see": ["flicker"], "smell": ["yes"]},
    "sources": ["manual"],
}
DUST = {**FIRE, "slug": "dust", "title": "It is dusty", "when": {"see": ["flicker"]}}
STEPS = ("Turn the lamp on", "Put a new bulb in", "Reset all fuses", "Look with a torch", "Light a candle")
EVERY_WAY = ["", "&show=steps", "&open=new-bulb", "&worked=turn-on", "&tried=turn-on", "&ask=kind", "&from=street"]


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    """The lamp, whose alarm ends the walk; a second alarm does not."""
    published(rich_lamp(alarms=[DUST, {**FIRE, "stops": True}]))
    return live.site().guides["lamp"]


def assert_only_the_alarm(page: Page) -> None:
    """No step, no question, no picture, no other alarm; the alarm, its answers and whom to ask."""
    assert [title for title in STEPS if title in page.text] == []
    assert [one for one in page.tree.iter("svg") if one.get("class") == "pic"] == []
    assert "It is dusty" not in page.text
    assert "Pull the plug. Do not use it again." in page.text
    assert "Smell: yes" in page.text.replace("Option ", "")
    assert "Call an electrician" in page.text


@pytest.mark.usefixtures("lamp")
@pytest.mark.parametrize("more", EVERY_WAY)
def test_an_alarm_that_stops_is_all_there_is(visitor: Visitor, more: str) -> None:
    """Whatever else the address wants."""
    page = visitor.check(RAISED + more)

    assert_only_the_alarm(page)
    assert (page.heading, page.title) == ("It may burn", "It may burn · Fixpath")
    assert page.texts("h2") == ["Call an electrician"]
    assert not page.elements(type="radio")


@pytest.mark.usefixtures("lamp")
def test_the_answers_that_raised_it_can_be_changed(visitor: Visitor) -> None:
    """Its answers, and only they, lead to their question; another answer lets the walk go on."""
    links = visitor.check(RAISED).links
    assert pairs(links["Change Smell"])[-1] == ("ask", "smell")
    assert "Change Lamp" not in links

    page = visitor.check(f"{RAISED}&ask=smell")
    assert page.heading == "Does it smell?"
    assert page.texts("h2")[0] == "It may burn"
    assert "Show me what to try now" not in page.text

    assert "Turn the lamp on" in visitor.check("see=flicker&kind=desk&smell=no&show=steps").text


@pytest.mark.usefixtures("lamp")
def test_a_link_keeps_to_the_alarm() -> None:
    """Its page, its ticket and its data name no step."""
    address = share_walk(f"{RAISED}&tried=torch&show=steps")
    ticket = look_at(f"{address.rstrip('/')}.txt").response.content.decode()
    decision = json.loads(look_at(f"{address.rstrip('/')}.json").response.content)["decision"]

    assert look_at(address).heading == "It may burn"
    assert "Pull the plug." in words(look_at(address).elements(id="photo")[0])
    assert "Put a new bulb in" not in look_at(address).text
    assert "Pull the plug. Do not use it again." in ticket
    assert "Ask for help: Call an electrician" in ticket
    assert "Put a new bulb in" not in ticket
    assert (decision["move"], decision["steps"], decision["workarounds"], decision["question"]) == (
        "escalate",
        [],
        [],
        None,
    )
    assert [(one["slug"], one["stops"]) for one in decision["alarms"]] == [("dust", False), ("fire", True)]


def test_an_older_link_tells_that_it_stops_today(published: Publish, lamp: LiveGuide) -> None:
    """And a link that stops names no step when the guide no longer stops there."""
    published(rich_lamp(alarms=[FIRE]))
    older = share_walk(f"{RAISED}&show=steps")
    published(rich_lamp(alarms=[{**FIRE, "stops": True}]))
    stopped = share_walk(RAISED)

    assert any("Before anything else it would say: “It may burn”." in line for line in present(look_at(older)))
    assert present(look_at(stopped)) == []

    published(rich_lamp(alarms=[FIRE], title="Why is it dark?"))
    (line,) = present(look_at(stopped))
    assert "It would no longer stop there." in line
    assert "Turn the lamp on" not in look_at(stopped).text


def test_the_desk_keeps_to_the_alarm(agent: Agent) -> None:
    """The advice holds the alarm and whom to ask; the questions stay, so that answers can be changed."""
    page = agent.talk(f"{RAISED}&tried=torch")
    (advice,) = page.elements(id="advice")
    said = " ".join("".join(advice.itertext()).split())

    assert "It may burn" in said
    assert "Call an electrician" in said
    assert [title for title in STEPS if title in said] == []
    assert not page.elements(class_="pic") + page.elements(class_="leaders") + page.elements(class_="ask-next")
    assert page.elements(id="q-smell")
    assert "Put a new bulb in" not in agent.get(f"/agents/lamp/share/?{RAISED}&worked=new-bulb").text
