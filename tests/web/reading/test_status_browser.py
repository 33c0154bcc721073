"""An outage, from another site's server to pages that people have open."""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests import feed_server
from tests.feed_server import FeedServer, page
from tests.house.checkout import Running
from tests.house.first_start import first_start
from tests.samples import sample

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

SECONDS = 2
"""STATUS_FEED_SECONDS here. As it is set by default, all of it takes forty-five times as long, and less than 100 s."""
AT_MOST = 15
"""Seconds from a change to every page: a fetch is due, and every worker has looked at the row. A busy machine takes longer."""
ALL_WELL, OUTAGE = "Apple reports no problem", "Apple reports a problem with iMessage"
STATUS = "/imessage/status/"
NOT_DELIVERED = "/imessage/check/?device=iphone&see=not-delivered"
DESK = "/agents/imessage/?see=not-delivered"


@pytest.fixture(scope="module")
def feed() -> Iterator[FeedServer]:
    with feed_server.serve(page(sample("status/all-ok.json"))) as server:
        yield server


@pytest.fixture(scope="module")
def site(feed: FeedServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The starter guide on two workers, with the feed."""
    with first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("status") / "site") as checkout:
        made = checkout.run(
            "manage.py", "editor", "--role", "agent", EDITOR_NAME="olga", EDITOR_PASSWORD="candle light"
        )
        assert made.returncode == 0, made.stderr
        settings = {"STATUS_FEED_URL": feed.address, "STATUS_FEED_SECONDS": str(SECONDS), "WEB_CONCURRENCY": "2"}
        with checkout.started("manage.py", "serve", **settings) as running:
            running.wait_until_ready()
            yield running


def wait_until(is_so: Callable[[], bool], what: str) -> float:
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < 10 * AT_MOST, what
        time.sleep(0.2)
    return time.monotonic() - began


def all_show(site: Running, text: str, path: str = NOT_DELIVERED) -> bool:
    """Whether twelve requests in a row, to whichever worker, show it."""
    return all(text in site.get(path)[2] for _ in range(12))


def shows(page: "Page", path: str, part: str, text: str) -> bool:
    """Whether this part of the page has the text; of two workers, one may be late."""
    page.goto(path)
    return text in page.locator(part).first.inner_text()


def shows_a_minute_later(page: "Page", heading: str) -> bool:
    """Whether a page that is left open shows it by itself."""
    page.clock.fast_forward(61_000)
    page.wait_for_timeout(500)
    return page.locator("h1").inner_text() == heading


@pytest.mark.slow
def test_an_outage_reaches_every_page(
    site: Running, feed: FeedServer, new_context: Callable[..., "BrowserContext"]
) -> None:
    """Both workers, a status page left open, and the desk in the middle of a call; and it ends the same way."""
    from playwright.sync_api import expect

    feed.answer = page(sample("status/all-ok.json"))
    wait_until(lambda: all_show(site, ALL_WELL, STATUS), "every worker has read the feed")
    context = new_context(base_url=site.address)
    left_open, desk = context.new_page(), context.new_page()
    left_open.clock.install()
    wait_until(lambda: shows(left_open, STATUS, "h1", ALL_WELL), "all is well on the page that is left open")
    desk.goto(DESK)
    desk.get_by_label("Name").fill("olga")
    desk.get_by_label("Password", exact=True).fill("candle light")
    desk.get_by_role("button", name="Sign in").click()
    expect(desk.locator("#advice .notice")).to_have_count(0)

    feed.answer = page(sample("status/outage.json"))
    assert wait_until(lambda: all_show(site, OUTAGE), "every worker shows the outage") < AT_MOST

    first = context.new_page()
    assert (
        wait_until(lambda: shows(first, NOT_DELIVERED, "#screen > :first-child", OUTAGE), "a visitor is told") < AT_MOST
    )
    expect(desk.locator("#advice .notice")).to_contain_text(OUTAGE, timeout=20_000)
    assert wait_until(lambda: shows_a_minute_later(left_open, OUTAGE), "the page that is left open shows it") < AT_MOST
    expect(left_open).to_have_title(f"{OUTAGE} · Fixpath")

    feed.answer = page(sample("status/resolved.json"))
    wait_until(lambda: OUTAGE not in site.get(NOT_DELIVERED)[2] and not all_show(site, OUTAGE), "it is over")
    expect(desk.locator("#advice .notice")).to_have_count(0, timeout=20_000)

    plain = new_context(base_url=site.address, java_script_enabled=False).new_page()
    plain.goto(STATUS)
    assert plain.locator("noscript meta").get_attribute("content") == "60"
    assert "Traceback" not in site.log_text()
