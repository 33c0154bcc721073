"""Menus called as on the reader's own device."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
WALK = "/imessage/check/?see=waiting&device=iphone&started=new-sim&how-long=hours&show=steps"
STEP = "/imessage/steps/data-on/"
BRITISH = {"Mobile Data", "Mobile Service", "mobile network", "Aeroplane Mode", "text message"}


def terms(visitor: Visitor) -> set[str]:
    """The words of the page that other countries have otherwise."""
    found = visitor.main.locator("[data-term]").all_text_contents()
    assert found
    return set(found)


@pytest.mark.browser_context_args(locale="en-GB")
def test_a_british_device_has_british_menus(visitor: Visitor) -> None:
    """On a walk, in what a swap brings, and on a step's own page, there also in the picture."""
    visitor.open(WALK)
    assert terms(visitor) <= BRITISH
    visitor.page.evaluate("window.stays = true")
    visitor.press("Still not sending")
    assert visitor.page.evaluate("window.stays")
    assert terms(visitor) <= BRITISH

    visitor.open(STEP)
    assert terms(visitor) <= BRITISH
    visitor.main.get_by_text("Show me where").first.click()
    expect(visitor.main.locator(".screens mark").first).to_have_text("choose Mobile Service")


def test_an_american_device_has_american_menus(visitor: Visitor, plain: Visitor) -> None:
    """Without JavaScript the words of both stand."""
    visitor.open(STEP)
    assert {"Cellular Data", "Cellular"} <= terms(visitor)
    plain.open(STEP)
    assert {"Cellular Data (or Mobile Data)", "Cellular (or Mobile Service)"} <= terms(plain)
