"""What an editor tells visitors, on their pages."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import live
from diagnostics.domain.crowds import announcing
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.results import result_links
from diagnostics.engine.walk import fold
from diagnostics.models import Announcement
from tests.builders import make_document
from tests.fixtures import Publish
from tests.web.desk.conftest import an_agent
from tests.web.lamp import rich_lamp
from tests.web.page import Visitor

pytestmark = pytest.mark.usefixtures("lamp")
TEXT = "Many lamps are dark <today>."
WALK = "/lamp/check/?see=dark"
PAGES = ["/", "/lamp/", "/lamp/signs/flicker/", WALK, "/lamp/check/?see=dark&kind=desk&show=steps"]


def say(text: str = TEXT, guide: str = "lamp") -> Announcement:
    said = announcing.say(guide, text, minutes=120, by="ada")
    live.refresh()
    return said


def notices(visitor: Visitor, address: str) -> list[str]:
    return [visitor.get(address).words_of("notice")] if visitor.get(address).elements(class_="notice") else []


@pytest.mark.parametrize("address", PAGES)
def test_it_stands_on_top_until_it_ends(visitor: Visitor, address: str) -> None:
    """With the time at which it was written; it comes and goes with the ETag of the page."""
    before = visitor.get(address)
    said = say()
    page = visitor.get(address)
    assert page.words_of("notice") == f"{TEXT} We wrote this on {said.said_at:%-d %B %Y, %H:%M} UTC."
    announcing.end("lamp", by="ada")
    live.refresh()
    after = visitor.get(address)
    assert not after.elements(class_="notice")
    assert after.response.headers["ETag"] == before.response.headers["ETag"] != page.response.headers["ETag"]


def test_it_goes_by_itself_at_its_end(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """To the moment, also where nobody looks at the database any more."""
    said = say()
    with_it = visitor.get(WALK).response.headers["ETag"]
    monkeypatch.setattr(timezone, "now", lambda: said.ends_at - dt.timedelta(seconds=1))
    assert visitor.get(WALK).response.headers["ETag"] == with_it
    monkeypatch.setattr(timezone, "now", lambda: said.ends_at)
    assert not visitor.get(WALK).elements(class_="notice")
    assert visitor.get(WALK).response.headers["ETag"] != with_it


def test_the_first_page_of_many_guides_says_what_each_says(visitor: Visitor, published: Publish) -> None:
    published(make_document(slug="radio", title="Why is my radio silent?"))
    before = visitor.get("/").response.headers["ETag"]
    say()
    say("The transmitter is down.", "radio")
    page = visitor.get("/")
    said = " ".join(page.text.split())
    lamp, radio = said.split("Why is my radio silent?")
    assert "Many lamps are dark <today>." in lamp
    assert "The transmitter is down." in radio
    assert page.response.headers["ETag"] != before
    assert "transmitter" not in visitor.get(WALK).text


def test_pages_with_it_ask_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    say()
    with django_assert_num_queries(0):
        assert all(client.get(address).status_code == 200 for address in PAGES)


def test_an_alarm_that_ends_the_walk_has_nothing_beside_it(visitor: Visitor, published: Publish) -> None:
    """What must be done first is not to be missed."""
    old = rich_lamp().model_dump(mode="json")
    published(rich_lamp(alarms=[old["alarms"][0] | {"stops": True}]))
    say()
    assert TEXT not in visitor.check("see=flicker&smell=yes").text


def test_it_changes_no_decision(lamp: LiveGuide, visitor: Visitor) -> None:
    """It is words only: the next question and the steps are the same."""
    headings = [visitor.get(address).heading for address in PAGES[1:]]
    say()
    assert [visitor.get(address).heading for address in PAGES[1:]] == headings


def test_result_links_keep_what_they_are(lamp: LiveGuide, visitor: Visitor) -> None:
    """A link shows its moment, not what is told today."""
    say()
    walk = fold(lamp.network.guide, [("see", "dark"), ("show", "steps")])
    link = result_links.make(lamp, walk, live.site().findings("lamp"))
    page = visitor.get(f"/r/{link.code}/", follow=True)
    assert page.status == 200
    assert TEXT not in page.text


def test_agents_read_it_too() -> None:
    say()
    assert TEXT in an_agent("olga").talk("see=dark").text


def test_it_follows_a_guide_to_its_new_address(visitor: Visitor, published: Publish) -> None:
    say()
    published(rich_lamp(slug="torch", aliases=["lamp", "old-lamp"]))
    assert TEXT in visitor.get("/torch/").text
