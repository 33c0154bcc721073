"""What many people say at once, at the desk."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from diagnostics.domain import crowds
from diagnostics.domain.crowds import look
from diagnostics.domain.crowds.rule import INTERVAL
from tests.domain.crowds import history
from tests.web.desk.conftest import Agent
from tests.web.lamp import rich_lamp
from tests.web.page import Page

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _nothing_counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The numbers in the table are of today."""
    crowds.forget()
    monkeypatch.setattr(history, "INTERVAL_NOW", int(timezone.now().timestamp()) // INTERVAL)
    yield
    crowds.forget()


def test_a_usual_day_is_not_worth_a_word(agent: Agent) -> None:
    crowds.tend([rich_lamp()])
    assert [one for one in agent.talk("see=dark").elements(class_="notice") if "hidden" not in one.attrib] == []


def test_agents_are_told_of_what_is_unusual(agent: Agent, django_assert_num_queries: object) -> None:
    """Beside the talk, with what this site looked up itself; the page asks for it again, and the database is not asked."""
    history.put_past(6)
    history.put(60)
    crowds.tend([rich_lamp()])
    seen = look(rich_lamp())
    sentence = f"the usual number of walks say “It stays dark” in the last {seen.minutes} minutes (60, usually "
    assert sentence in agent.talk("see=dark").words_of("notice")
    with django_assert_num_queries(4):  # type: ignore[operator]  # who asks, and what they may do
        page = Page(agent.client.get("/agents/lamp/now/", headers=FRAGMENT))
    assert sentence in page.response.content.decode()
    assert "Street: this site does not look it up." in page.response.content.decode()
