"""A customer waits: the agent sees until when, and what may be done meanwhile."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.web.desk.conftest import Agent
from tests.web.page import pairs, words

OUTAGE = "see=dark&kind=desk&street=dark"
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def waits(minutes: int) -> str:
    since = timezone.now() - dt.timedelta(minutes=minutes)
    return f"{OUTAGE}&waiting=wait-power&since={since:%Y%m%dT%H%M}"


def test_a_wait_begins_at_the_desk(agent: Agent) -> None:
    """A button says that it is done and takes its time; the address gets the time, with and without a script."""
    buttons = [one for one in agent.talk(OUTAGE).elements(name="waiting") if one.tag == "button"]
    assert [(one.get("value"), words(one).split(" (")[0]) for one in buttons][:1] == [
        ("wait-power", "Done, now they wait")
    ]
    plain = agent.talk(f"{OUTAGE}&waiting=wait-power").response
    assert plain.status_code == 302
    swapped = agent.talk(f"{OUTAGE}&waiting=wait-power", headers=FRAGMENT).response
    for address in (plain["Location"], swapped["HX-Replace-Url"]):
        assert [name for name, _ in pairs(address)] == ["see", "kind", "street", "waiting", "since"]


def test_the_desk_shows_until_when(agent: Agent) -> None:
    """What to leave alone, what can be done meanwhile, and that it can be taken back; nobody is sent for help."""
    page = agent.talk(waits(10))

    assert page.texts("h2")[0].startswith("They wait until ")
    assert "What they can do meanwhile s" in page.texts("h2")
    assert "Do not open the fuse box." in page.words_of("lose")
    assert "Takes its time: Wait until the power is back" in page.words_of("done")
    assert "electrician" not in page.words_of("advice")


def test_when_it_is_over_the_agent_asks(agent: Agent) -> None:
    """They may need longer: from now on."""
    page = agent.talk(waits(70))

    assert page.texts("h2")[0] == "Ask whether it worked"
    longer = agent.get(page.links["They need longer"]).response["Location"]
    assert agent.get(longer).texts("h2")[0].startswith("They wait until ")


@pytest.mark.parametrize("word", ["tried", "cannot", "worked"])
def test_another_word_about_the_step_ends_the_wait(word: str, agent: Agent) -> None:
    """Whatever the form sends along of the wait, and in whatever order."""
    for query in (f"{waits(5)}&{word}=wait-power", f"{word}=wait-power&{waits(5)}"):
        location = agent.talk(query).response["Location"]
        assert [pair for pair in pairs(location) if pair[0] in ("waiting", "since")] == []
        assert (word, "wait-power") in pairs(location)


def test_the_customer_is_sent_the_wait(agent: Agent) -> None:
    """Before a link is made, the agent sees what stands first on its page."""
    page = agent.get(f"/agents/lamp/share/?{waits(5)}")
    assert "Wait until the power is back" in page.text
