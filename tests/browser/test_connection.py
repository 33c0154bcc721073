"""A site that fails, a connection that is lost, a network that hangs."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Come
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

QUESTION = "/imessage/check/?see=green&device=iphone&ask=who"
STEPS = "/imessage/check/?see=green&device=iphone&who=everybody&show=steps"
WALK = re.compile("/(check|outcome)/")
GIVES_UP = 10_000
"""Milliseconds after which htmx gives way to a plain link."""
A_LITTLE_MORE = 5_000


@pytest.fixture
def visitor(come: Come, watches: list[Watch]) -> Visitor:
    """Somebody whose browser keeps nothing for later: what then goes on is in test_offline.py."""
    visitor = come(service_workers="block")
    watches[0].expect("blocked by Playwright")
    return visitor


@contextmanager
def answered_with(page: Page, answer: Callable[[Route], None]) -> Iterator[None]:
    """Each request for a page of the walk is answered so, and each word about a step."""
    page.route(WALK, answer)
    yield
    page.unroute(WALK)


def fail(route: Route) -> None:
    route.fulfill(status=500, body="<h1>Server error</h1>", content_type="text/html")


def hang(route: Route) -> None: ...


@pytest.mark.slow
def test_a_failing_server_loses_nothing(visitor: Visitor, watch: Watch) -> None:
    """A 500 is said in the status line; page, answer and address stay; Try again goes on."""
    watch.expect("500")
    visitor.open(QUESTION)
    asked, here = visitor.question, visitor.page.url
    visitor.pick("everybody")
    with answered_with(visitor.page, fail):
        visitor.main.get_by_role("button", name="Continue").click()

        visitor.expect_told("The site could not answer. Nothing is lost.")
        assert (visitor.page.url, visitor.question) == (here, asked)
        expect(visitor.option("everybody")).to_be_checked()

    visitor.press("Try again", within=visitor.status)
    assert ("who", "everybody") in visitor.pairs
    expect(visitor.status).to_have_text(re.compile(r"^\s*$"), use_inner_text=True)


def test_a_failing_server_can_be_asked_twice(visitor: Visitor, watch: Watch) -> None:
    """Where Try again fails too, the page says so again; the step that did not help is not forgotten."""
    watch.expect("500")
    visitor.open(STEPS)
    here = visitor.page.url
    with answered_with(visitor.page, fail):
        visitor.main.get_by_role("button", name="Still not sending").click()
        visitor.expect_told("The site could not answer.")
        visitor.status.get_by_role("button", name="Try again").click()
        visitor.expect_told("The site could not answer.")
        assert visitor.page.url == here

    visitor.press("Try again", within=visitor.status)
    assert any(key == "tried" for key, _ in visitor.pairs)


def test_a_lost_connection_loses_nothing(visitor: Visitor, watch: Watch) -> None:
    """Offline, the page stays with its answer and address and says so; online again, Try again goes on."""
    watch.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    visitor.open(QUESTION)
    here = visitor.page.url
    visitor.pick("everybody")
    watch.context.set_offline(offline=True)
    visitor.main.get_by_role("button", name="Continue").click()

    visitor.expect_told("No connection. What you see here stays.")
    assert visitor.page.url == here
    expect(visitor.option("everybody")).to_be_checked()

    watch.context.set_offline(offline=False)
    visitor.press("Try again", within=visitor.status)
    assert ("who", "everybody") in visitor.pairs


def test_back_without_a_connection_can_be_repeated(visitor: Visitor, watch: Watch) -> None:
    """Back needs the network too: where there is none the page says so, and Try again brings the page of the address."""
    watch.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    visitor.open("/imessage/")
    visitor.answer("green")
    asked = visitor.question
    visitor.answer("iphone")
    watch.context.set_offline(offline=True)
    visitor.page.go_back()
    visitor.expect_told("No connection.")

    watch.context.set_offline(offline=False)
    visitor.status.get_by_role("button", name="Try again").click()
    expect(visitor.page.locator("form.ask input[name=from]")).to_have_value(asked or "")


@pytest.mark.slow
def test_a_hanging_network_gives_way_to_a_plain_link(visitor: Visitor, watch: Watch) -> None:
    """A slow answer is said soon; after ten seconds a plain link leads to the very page that did not come."""
    watch.expect("imeout")
    visitor.open(QUESTION)
    here = visitor.page.url
    visitor.pick("everybody")
    with answered_with(visitor.page, hang):
        visitor.main.get_by_role("button", name="Continue").click()
        visitor.expect_told("Still loading.")
        link = visitor.status.get_by_role("link", name="Open it as a plain page")
        expect(link).to_be_visible(timeout=GIVES_UP + A_LITTLE_MORE)
        assert visitor.page.url == here

    visitor.press("Open it as a plain page", within=visitor.status)
    assert ("who", "everybody") in visitor.pairs
    assert visitor.question != "who"


def test_open_steps_go_on_working_offline(visitor: Visitor, watch: Watch) -> None:
    """On a page of steps that has been opened, the next steps unfold with their instructions without a connection."""
    watch.expect("ERR_INTERNET_DISCONNECTED")
    visitor.open(STEPS)
    watch.context.set_offline(offline=True)

    below = visitor.main.locator(".below > details")
    for i in range(below.count()):
        below.nth(i).locator("> summary").click()
        expect(below.nth(i).locator("> .do")).to_be_visible()
        expect(below.nth(i).locator("> .do")).not_to_be_empty()
    expect(visitor.main.locator("article.open > .do")).to_be_visible()
