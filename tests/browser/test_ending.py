"""The end of the road."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Come
from tests.browser.troubles import GREEN_EVERYBODY
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST_STEPS = 60


def try_everything(visitor: Visitor) -> None:
    """Answer whatever is asked, and say of each step that it did not help, until none is left."""
    visitor.open("/imessage/")
    visitor.answer_all(GREEN_EVERYBODY)
    for _ in range(MOST_STEPS):
        if visitor.page.locator("#summary").count():
            return
        outcome = visitor.main.locator(".outcome")
        verdict = outcome.get_by_role("button", name="Check my side anyway")
        visitor.press("Check my side anyway" if verdict.count() else "Still not sending", within=outcome)
        visitor.answer_all(GREEN_EVERYBODY)
    pytest.fail("The walk does not end")


def clipboard_text(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.mark.slow
def test_everything_tried_ends_in_a_summary_to_hand_over(come: Come) -> None:
    """At the end stand the answers to check, whom to ask, and a summary that can be copied whole."""
    visitor = come(permissions=["clipboard-read", "clipboard-write"])
    try_everything(visitor)
    summary = visitor.main.get_by_label("What to tell them")

    again = visitor.main.get_by_role("heading", name="First, look at these answers again")
    expect(again).to_be_visible()
    expect(visitor.main.get_by_role("heading", name="Then ask for help")).to_be_visible()
    assert visitor.main.locator(".checks").get_by_role("link", name="Change").count() > 0
    for words in ("green", "turn imessage on", "everybody"):
        assert words in summary.input_value().lower()

    button = visitor.main.locator(".summary").get_by_role("button", name="Copy")
    button.click()
    expect(visitor.main.locator(".summary").get_by_role("button", name="Copied")).to_be_visible()
    assert clipboard_text(visitor.page).replace("\r\n", "\n") == summary.input_value()

    ending = visitor.path
    other = come(java_script_enabled=False)
    other.open(ending)
    plainly = other.main.get_by_label("What to tell them")
    assert plainly.input_value() == summary.input_value()
    assert plainly.get_attribute("readonly") is not None
    expect(other.main.get_by_role("button", name="Copy")).to_have_count(0)
