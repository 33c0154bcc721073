"""What the site finds out while a talk goes on."""

from dataclasses import replace

from django.utils import timezone

from diagnostics.content.feeds.reading import Reading
from diagnostics.domain import live
from diagnostics.domain.feeds import KnownFeed
from diagnostics.domain.live import LiveGuide, LiveSite
from tests.web.desk.conftest import Agent


def test_what_the_site_has_read_is_news(agent: Agent, lamp: LiveGuide) -> None:
    """The page asks every few seconds, and is told to update itself once something else is known."""
    (poll,) = agent.talk("see=dark").elements(hx_trigger="3s")
    address = poll.get("hx-get", "")
    assert "HX-Trigger" not in agent.get(address).response.headers

    shelved = live.site().shelved.values()
    feed = KnownFeed("apple-status", Reading({}), timezone.now())
    with live.site_override(LiveSite(shelved, {"apple-status": feed})):
        assert agent.get(address).response.headers["HX-Trigger"] == "found"
        (poll,) = agent.talk("see=dark").elements(hx_trigger="3s")
    later = replace(feed, read_at=timezone.now())
    with live.site_override(LiveSite(shelved, {"apple-status": later})):
        assert "HX-Trigger" not in agent.get(poll.get("hx-get", "")).response.headers, "the same, heard again"
