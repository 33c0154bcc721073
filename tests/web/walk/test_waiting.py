"""Waiting: until when, what to leave alone, what can be done, a reminder, and afterwards how it went."""

import datetime as dt
from collections.abc import Callable
from typing import cast

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event
from pytest_django import Settings

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp, steps
from tests.web.page import Page, Visitor, pairs

NOW = dt.datetime(2026, 11, 29, 10, 15, 42, tzinfo=dt.UTC)
OUTAGE = "see=dark&kind=desk&street=dark&show=steps"
WAITS = f"{OUTAGE}&waiting=wait-power&since=20261129T1015"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamp_to_read")]
SAID = [("see", "dark"), ("kind", "desk"), ("street", "dark")]
SHOW = ("show", "steps")
type SetClock = Callable[[dt.timedelta], None]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """It is NOW, and later if that is said."""

    def set_clock(later: dt.timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOW + later)

    set_clock(dt.timedelta())
    return set_clock


def minutes(count: int) -> dt.timedelta:
    return dt.timedelta(minutes=count)


# Beginning -------------------------------------------------------------------


def test_a_step_that_takes_time_offers_to_wait(visitor: Visitor) -> None:
    """The link has no time in it, so that the page stays as it is; opening it fills the time in."""
    page = visitor.check(f"{OUTAGE}&open=wait-power")
    link = page.links["I’m waiting now"]
    answer = visitor.client.get(link)

    assert pairs(link) == [*SAID, ("waiting", "wait-power"), SHOW]
    assert answer.status_code == 303
    assert pairs(answer["Location"]) == [*pairs(link), ("since", "20261129T1015")]
    assert answer["Cache-Control"] == "private, no-store"
    assert visitor.get(answer["Location"]).heading == "Wait until Sunday, 11:15 UTC"


def test_a_step_that_takes_none_does_not(visitor: Visitor) -> None:
    """A lamp that is turned on is lit."""
    assert not [text for text in visitor.check("see=dark&show=steps").links if "wait" in text]


# Waiting ---------------------------------------------------------------------


def test_the_page_says_until_when_and_what_not_to_do(visitor: Visitor) -> None:
    """What is known of it, what to leave alone, what to do; the road, the answers and the wait stay."""
    page = visitor.check(WAITS)

    assert page.heading == "Wait until Sunday, 11:15 UTC"
    assert page.title == "Waiting: Wait until the power is back · Fixpath"
    assert "Until the street is lit again" in page.words_of("until")
    assert "Do not open the fuse box." in page.words_of("lose")
    said = page.words_of("said")
    assert "Waiting: Wait until the power is back, since 29 Nov 2026, 10:15 UTC" in said
    assert page.elements(class_="stations")


def test_only_what_can_be_done_meanwhile_is_offered(visitor: Visitor) -> None:
    """Whole, and each can be opened; then a line leads back."""
    page = visitor.check(WAITS)
    titles = [one for one in page.texts("summary") if "torch" in one or "fuses" in one]

    assert [title.split(" 1 minute")[0] for title in titles] == ["2. Look with a torch"]
    opened = visitor.get(page.links["Open this one"])
    assert opened.heading == "2. Look with a torch"
    assert visitor.get(opened.links["Back to the wait"]).heading == page.heading
    back = visitor.get(page.links["Already tried"])
    assert back.heading == page.heading
    assert not back.elements(class_="below")


def test_a_question_inside_a_step_is_that_of_this_walk(visitor: Visitor, published: Publish) -> None:
    """Whoever waits with other answers gets a form with these, never one that somebody else was shown."""
    ways = [{"when": {"smell": ["yes"]}, "label": "It smells", "text": "1. Open a window."}, {"text": "1. Look."}]
    paths = [{"slug": "socket", "name": "The socket", "variants": [{"menu": ["Foot"]}]}]
    asking = [one | {"variants": ways} if one["slug"] == "torch" else one for one in steps()]
    published(rich_lamp(steps=asking, paths=paths))
    with live.site_override(live.refresh()):
        first, second = (visitor.check(WAITS.replace("desk", lamp)) for lamp in ("desk", "ceiling"))

    assert all(page.elements(class_="small-ask") for page in (first, second))
    fields = [{one.get("value") for one in page.elements(type="hidden", name="kind")} for page in (first, second)]

    assert fields == [{"desk"}, {"ceiling"}]


def test_a_step_that_would_disturb_is_not_opened(visitor: Visitor) -> None:
    """The page says why, and stays the wait."""
    page = visitor.check(f"{WAITS}&open=turn-on")

    assert page.heading == "Wait until Sunday, 11:15 UTC"
    assert (
        "“Turn the lamp on” cannot be opened now. You are waiting for “Wait until the power is back”, "
        "and this cannot be done meanwhile." in page.words_of("notice")
    )
    assert not visitor.check(f"{WAITS}&open=wait-power").elements(class_="notice", hidden="")[1:]


def test_the_ways_out(visitor: Visitor) -> None:
    """It works; I don't want to wait; taken back; from the start."""
    page = visitor.check(WAITS)
    links = page.links

    assert ("worked", "wait-power") in pairs(page.say("It lights now"))
    assert ("cannot", "wait-power") in pairs(page.say("I don’t want to wait"))
    assert "waiting" not in dict(pairs(links["Take back Wait until the power is back"]))
    assert pairs(links["Start again"]) == []


def test_the_wait_stays_through_other_answers(visitor: Visitor) -> None:
    """*Change* keeps it; an answer that leaves no room for it puts it to sleep, and another one wakes it."""
    form = visitor.get(visitor.check(WAITS).links["Change Lamp"])
    assert ("waiting", "wait-power") in form.hidden
    assert ("since", "20261129T1015") in form.hidden
    asleep = visitor.check(WAITS.replace("street=dark", "street=lit"))
    assert not asleep.heading.startswith("Wait until Sunday")
    assert "Waiting: Wait until the power is back" in asleep.words_of("dormant")


# Afterwards ------------------------------------------------------------------


def test_when_it_is_over_the_page_asks_how_it_went(visitor: Visitor, clock: SetClock) -> None:
    """Another page of the same address: its ETag changes at that minute, and only then."""
    before = visitor.check(WAITS)
    clock(minutes(59))
    tag = before.response["ETag"]
    assert visitor.check(WAITS, headers={"If-None-Match": tag}).status == 304
    clock(minutes(60))
    after = visitor.check(WAITS, headers={"If-None-Match": tag})

    assert (after.status, after.heading) == (200, "Did it work?")
    assert "You began on 29 November 2026, 10:15 UTC. The time was over on 29 November 2026, 11:15 UTC." in after.text
    assert after.response["ETag"] != tag
    (words,) = (text for text in after.texts("button") if text.startswith("I waited."))
    still_not = after.say(words)
    assert ("tried", "wait-power") in pairs(still_not)


def test_whoever_needs_longer_waits_from_now_on(visitor: Visitor, clock: SetClock) -> None:
    """The wait keeps its place, with another time."""
    clock(minutes(90))
    link = visitor.check(WAITS).links["I need longer"]
    longer = visitor.client.get(link)

    assert pairs(longer["Location"]) == [*SAID, ("waiting", "wait-power"), SHOW, ("since", "20261129T1145")]
    assert visitor.get(longer["Location"]).heading == "Wait until Sunday, 12:45 UTC"


@pytest.mark.parametrize("since", ["20261130T1015", "29991231T2359", "20200101T0000", "soon", "2026", "19700101T0000"])
def test_a_time_that_cannot_be_is_told(since: str, visitor: Visitor) -> None:
    """Neither an endless wait nor a failure: the page says that it does not know since when, and asks."""
    page = visitor.check(f"{OUTAGE}&waiting=wait-power&since={since}")

    assert (page.status, page.heading) == (200, "Did it work?")
    assert "The address of this page does not say when you began." in page.text


def test_clocks_may_differ_a_little(visitor: Visitor) -> None:
    """One host fills the time in, another one, a few minutes behind, shows the page."""
    assert visitor.check(WAITS.replace("T1015", "T1020")).heading == "Wait until Sunday, 11:20 UTC"


# The calendar ----------------------------------------------------------------


def test_the_reminder_leads_back(visitor: Visitor, settings: Settings, clock: SetClock) -> None:
    """At the end of the wait, with the address of this walk; afterwards there is nothing to be reminded of."""
    settings.SITE_URL = "https://fix.example"
    link = visitor.check(WAITS).links["Put a reminder in your calendar"]
    file = visitor.client.get(link)
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    found = cast("Event", event)

    assert file["Content-Type"].startswith("text/calendar")
    assert found.start == NOW.replace(minute=15, second=0) + minutes(60)
    assert found.summary == "Look again: Why won't my lamp light?"
    assert found.url.startswith("https://fix.example/lamp/check/?")
    assert pairs(found.url) == [*SAID, ("waiting", "wait-power"), ("since", "20261129T1015"), SHOW]
    clock(minutes(60))
    assert visitor.client.get(link)["Location"].startswith("/lamp/check/?")
    assert Page(visitor.client.get("/lamp/reminder.ics")).status == 303


def test_an_old_name_of_the_guide_keeps_the_wait(lamp_to_read: LiveGuide, client: Client) -> None:
    """As with every page."""
    answer = client.get(f"/old-lamp/reminder.ics?{WAITS}")
    assert (answer.status_code, answer["Location"]) == (301, f"/lamp/reminder.ics?{WAITS}")
