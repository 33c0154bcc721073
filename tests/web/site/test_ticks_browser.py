"""What static/js/ticks.js leaves on the device."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route

from tests.conftest import ROOT

pytestmark = pytest.mark.browser
SCRIPT = ROOT / "static" / "js" / "ticks.js"
STEP = """<!doctype html><main id="screen"><article data-step="bulb">
    <div class="do"><ol><li>Switch it off.</li><li>Turn it.</li></ol></div></article></main>"""
STORE = "([path, notes]) => localStorage.setItem(path, notes)"
STORED = "() => Object.keys(localStorage).sort()"
LONG_AGO = 0


def read_step(page: Page, path: str) -> None:
    """A page with one step, at this address."""

    def answer(route: Route) -> None:
        route.fulfill(body=STEP, content_type="text/html")

    page.route("**/*", answer)
    page.goto(f"http://fixpath.test{path}")
    page.add_script_tag(path=SCRIPT)


def test_ticks_on_the_page_of_a_link_are_not_stored(page: Page) -> None:
    """Its address is the key to it; other pages keep theirs."""
    read_step(page, "/lamp/check/")
    page.get_by_role("checkbox").first.check()
    read_step(page, reverse("enter") + "BBBB-BBBB-BBBB/")
    page.get_by_role("checkbox").first.check()

    assert page.evaluate(STORED) == ["/lamp/check/"]
    page.evaluate("document.querySelector('.line-tick').remove()")
    page.evaluate("document.dispatchEvent(new Event('htmx:after:settle'))")
    assert [box.get_attribute("aria-label") for box in page.get_by_role("checkbox").all() if box.is_checked()] == [
        "Switch it off."
    ]


def test_what_is_too_old_goes_whatever_page_is_opened(page: Page) -> None:
    """Nobody may ever come back to the page that it belongs to."""
    read_step(page, "/lamp/check/")
    page.get_by_role("checkbox").first.check()
    old = json.dumps([{"walk": "", "at": LONG_AGO, "ticks": {"bulb": ["Turn it."]}, "said": []}])
    page.evaluate(STORE, ["/old/check/", old])
    page.evaluate(STORE, ["theme", "dark"])
    read_step(page, "/lamp/steps/bulb/")

    assert page.evaluate(STORED) == ["/lamp/check/", "theme"]
