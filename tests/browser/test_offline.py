"""Without a connection: what was opened stays readable, what was ticked and tried is not lost, nothing old looks new."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Come
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

STEPS = "/imessage/check/?see=green&device=iphone&who=everybody&show=steps"
OTHER_STEPS = "/imessage/check/?see=not-delivered&device=iphone&who=everybody&show=steps"
LISTED = 5
KEPT = "offline => caches.keys().then(names => caches.open(names.find(name => name.startsWith('pages-')) ?? 'none'))"
ADDRESSES = f"({KEPT})().then(pages => pages.keys()).then(all => all.map(one => new URL(one.url).pathname + new URL(one.url).search))"


@pytest.fixture(autouse=True)
def _offline_is_no_fault(watches: list[Watch], visitor: Visitor) -> None:
    """A connection that is lost on purpose is an error in the console."""
    watches[0].expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")


def open_and_keep(visitor: Visitor, path: str) -> None:
    """The page, once the worker has kept it."""
    visitor.open(path)
    wait_until_kept(visitor.page, path)


def wait_until_kept(page: Page, path: str) -> None:
    page.wait_for_function(f"path => navigator.serviceWorker.controller && {ADDRESSES}.then(all => all.includes(path))", arg=path)


@contextmanager
def offline(context: BrowserContext) -> Iterator[None]:
    context.set_offline(offline=True)
    yield
    context.set_offline(offline=False)


def blocks(visitor: Visitor) -> Locator:
    """The steps of the page, in their order."""
    return visitor.main.locator("article.open, .below > details")


def still_not(block: Locator) -> None:
    block.get_by_role("link", name="Still not sending").click()


def test_first(visitor: Visitor, watch: Watch) -> None:
    open_and_keep(visitor, STEPS)
    print(visitor.page.evaluate(ADDRESSES))
    with offline(watch.context):
        visitor.page.reload()
        print(visitor.main.inner_text()[:600])
        blocks(visitor).nth(0).get_by_role("checkbox").nth(1).check()
        for i in range(LISTED):
            still_not(blocks(visitor).nth(i))
            visitor.page.wait_for_timeout(500)
            print(visitor.page.evaluate("document.activeElement.outerHTML.slice(0,300)"))
            visitor.page.screenshot(path=f"/tmp/shotD{i}.png", full_page=True)
    visitor.page.wait_for_timeout(1500)
    visitor.page.screenshot(path="/tmp/shotD-back.png")
    print(visitor.status.inner_text())
    visitor.press("Look again with what you tried", within=visitor.status)
    print(visitor.page.url)
    print(visitor.main.inner_text()[:300])
