"""What the site read by itself: the page to leave open, and the notices on all others."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, cast

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from diagnostics.content.feeds.readers import READERS
from diagnostics.content.feeds.reading import Event, Reading
from diagnostics.domain import live
from diagnostics.domain.feeds import KnownFeed
from diagnostics.domain.live import LiveGuide, LiveSite
from tests.samples import sample
from tests.web.page import Visitor, words

type Know = Callable[..., KnownFeed]

STATUS = "/imessage/status/"
NOT_DELIVERED = "/imessage/check/?device=iphone&see=not-delivered"
OUTAGE = "Apple reports a problem with iMessage."


@pytest.fixture
def know(starter: LiveGuide) -> Iterator[Know]:
    """Makes the site have read a sample of the feed, so many minutes ago: ``know("outage.json")``."""
    shelved = live.site().shelved.values()
    with ExitStack() as shown:

        def read(name: str | None = "outage.json", *, minutes: float = 1, **fields: Any) -> KnownFeed:
            reading = READERS["apple-status"].read(sample(f"status/{name}")) if name else None
            at = (timezone.now() - dt.timedelta(minutes=minutes)).replace(microsecond=0) if name else None
            feed = KnownFeed("apple-status", **{"reading": reading, "read_at": at, **fields})
            shown.enter_context(live.site_override(LiveSite(shelved, {"apple-status": feed})))
            return feed

        yield read


def utc_text(at: dt.datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(dt.UTC):%-d %B %Y, %H:%M} UTC"


@pytest.mark.parametrize("path", ["/imessage/", "/imessage/signs/not-delivered/", NOT_DELIVERED, "/"])
def test_an_outage_comes_first(visitor: Visitor, know: Know, path: str) -> None:
    """On the first page, the page of a sign, and in the walk. (These tests have no database.)"""
    feed = know("outage.json")
    page = visitor.get(path)

    assert page.words_of("notice") == (
        f"{OUTAGE} Since 20 November 2026, 17:41 UTC. We checked on {utc_text(feed.read_at)}. Is it over?"
    )
    above = [one.tag for one in page.tree.iter() if one.tag == "h1" or one.get("class") == "notice"]
    assert above == ["p", "h1"]


def test_an_outage_is_waited_for_and_nothing_is_reset(visitor: Visitor, know: Know) -> None:
    """“Not Delivered”: the steps begin with waiting, and none signs out or resets."""
    know("outage.json")
    page = visitor.get(f"{NOT_DELIVERED}&show=steps")
    offered = [page.heading, *page.texts("summary")]

    assert "wait" in page.heading.lower()
    assert not [one for one in offered if "reset" in one.lower() or "sign out" in one.lower()]
    assert "Apple’s status page: A problem with iMessage (this site looked it up)" in page.text


def test_the_visitor_overrules_it(visitor: Visitor, know: Know) -> None:
    know("outage.json")
    page = visitor.get(f"{NOT_DELIVERED}&apple-status=green")

    assert page.elements(class_="notice") == []


@pytest.mark.parametrize("name", ["all-ok.json", "resolved.json"])
def test_where_nothing_is_reported_there_is_no_notice(visitor: Visitor, know: Know, name: str) -> None:
    know(name)

    assert visitor.get(NOT_DELIVERED).elements(class_="notice") == []


def test_an_old_reading_says_that_it_is_old(visitor: Visitor, know: Know) -> None:
    feed = know("outage.json", minutes=40)

    assert f"We last looked on {utc_text(feed.read_at)}; it may have changed." in visitor.get(NOT_DELIVERED).words_of(
        "notice"
    )


def test_the_page_says_what_was_read_and_what_it_means(visitor: Visitor, know: Know) -> None:
    feed = know("outage.json")
    page = visitor.get(STATUS)

    assert page.heading == OUTAGE[:-1]
    assert f"Since 20 November 2026, 17:41 UTC. We checked on {utc_text(feed.read_at)}." in page.text
    assert "you can only wait for it to pass" in page.text
    assert "iMessage: Outage since 20 Nov 2026, 17:41 UTC." in page.text
    assert "FaceTime: Slow since 20 Nov 2026, 17:41 UTC." in page.text
    assert "Apple Account: nothing is reported." in page.text
    assert "System Status" in page.text, "where to look for oneself"


def test_that_nothing_is_reported_is_not_that_all_is_well(visitor: Visitor, know: Know) -> None:
    know("all-ok.json")
    page = visitor.get(STATUS)

    assert page.heading == "Apple reports no problem"
    assert "That does not prove that all is well: problems are often reported late." in page.text


def test_what_is_over_or_planned_is_told(visitor: Visitor, know: Know) -> None:
    at = dt.datetime(2026, 11, 20, 22, 30, tzinfo=dt.UTC)
    read = READERS["apple-status"].read(sample("status/resolved.json"))
    services = {**read.services, "iCloud Account & Sign In": (Event("over", until=at - dt.timedelta(days=2)),)}
    know(None, reading=Reading(services), read_at=timezone.now())
    page = visitor.get(STATUS)

    assert "Apple Account: Maintenance planned for 22 Nov 2026, 09:00 UTC." in page.text
    assert "iMessage: nothing is reported." in page.text, "what was over long ago is told no more"

    over = {**services, "iMessage": (Event("over", "outage", None, timezone.now() - dt.timedelta(hours=2)),)}
    know(None, reading=Reading(over), read_at=timezone.now())
    assert "iMessage: Outage over since " in visitor.get(STATUS).text


def test_what_is_missing_is_unknown(visitor: Visitor, know: Know) -> None:
    know(None, reading=Reading({"iMessage": ()}, "Some services are slow."), read_at=timezone.now())
    page = visitor.get(STATUS)

    assert page.heading == "We do not know the current status"
    assert "What it says does not answer the question." in page.text
    assert "FaceTime: not listed, so we do not know." in page.text
    assert "Some services are slow." in page.text


def test_what_cannot_be_read_is_said_with_its_time(visitor: Visitor, know: Know) -> None:
    since = dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)
    know(None, failing_since=since)
    page = visitor.get(STATUS)

    assert "We have not been able to read it since 29 November 2026, 09:00 UTC." in page.text
    assert "We cannot look there right now, so we ask you." in visitor.get(f"{NOT_DELIVERED}&ask=apple-status").text


def test_a_site_that_does_not_look_says_so(visitor: Visitor, starter: LiveGuide) -> None:
    """On this page and where it is asked, nowhere else; and there is nothing to leave the page open for."""
    page = visitor.get(STATUS)
    assert "This site does not look there by itself." in page.text
    assert "Leave this page open" not in page.text
    assert "60" not in [one.get("content") for one in page.tree.iter("meta")]
    asked = visitor.get(f"{NOT_DELIVERED}&ask=apple-status").text
    assert "This site does not look there by itself, so we ask you." in asked
    assert "by itself, so we ask" not in visitor.get(NOT_DELIVERED).text


def test_a_finding_that_is_changed_says_what_was_read(visitor: Visitor, know: Know) -> None:
    know("outage.json")
    page = visitor.get(f"{NOT_DELIVERED}&ask=apple-status")

    assert "Choose another answer if you see something else." in page.text


def test_a_guide_that_looks_nothing_up_has_no_such_page(client: Client, published: Any) -> None:
    from tests.builders import make_document

    published(make_document())
    assert client.get("/lamp/status/").status_code == 404
    assert client.get("/lamp/status.ics").status_code == 404


def test_of_several_guides_each_has_its_notice(visitor: Visitor, starter: LiveGuide, lamp_alone: LiveSite) -> None:
    """On the home page; a guide that nothing is known for has none."""
    reading = READERS["apple-status"].read(sample("status/outage.json"))
    feed = KnownFeed("apple-status", reading, timezone.now())
    shelved = [*live.site().shelved.values(), *lamp_alone.shelved.values()]
    with live.site_override(LiveSite(shelved, {"apple-status": feed})):
        page = visitor.get("/")

    assert page.links["Is it over?"] == STATUS
    assert [words(one).partition(" Since")[0] for one in page.elements(class_="notice")] == [OUTAGE]


def test_the_page_changes_by_itself(visitor: Visitor, client: Client, know: Know) -> None:
    """With htmx only what is new is sent; a reading that is heard again makes a new page, the same one does not."""
    know("outage.json")
    tag = client.get(STATUS).headers["ETag"]
    assert client.get(STATUS, headers={"If-None-Match": tag}).status_code == 304

    know("resolved.json")
    changed = client.get(STATUS, headers={"If-None-Match": tag, "HX-Request": "true", "HX-Request-Type": "partial"})
    assert changed.status_code == 200
    assert "<title>Apple reports no problem · Fixpath</title>" in changed.content.decode()
    assert "<body" not in changed.content.decode()
    assert changed.headers["X-Robots-Tag"] == "noindex"


def test_the_walk_goes_on_from_the_page(visitor: Visitor, client: Client, know: Know) -> None:
    """From the notice to the page, from there to the steps, and from a calendar: no answer is lost."""
    know("outage.json")
    said = "device=iphone&see=not-delivered&tried=internet"
    page = visitor.get(visitor.get(f"/imessage/check/?{said}").links["Is it over?"])

    assert page.links["Show me what to try now"] == f"/imessage/check/?{said}&show=steps"
    (event,) = Calendar.from_ical(client.get(page.links["Remind me in an hour"]).content).walk("VEVENT")
    assert str(event["URL"]).endswith(f"{STATUS}?{said}")


def test_a_reminder_to_look_again(client: Client, starter: LiveGuide) -> None:
    calendar = Calendar.from_ical(client.get("/imessage/status.ics").content)
    (event,) = calendar.walk("VEVENT")

    assert str(event["SUMMARY"]) == "Look again: Apple’s status page"
    assert str(event["URL"]).endswith("/imessage/status/")
    assert dt.timedelta(minutes=58) < cast(Any, event["DTSTART"]).dt - timezone.now() < dt.timedelta(minutes=61)
