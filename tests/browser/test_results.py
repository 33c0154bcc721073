"""Result links in a browser: saved on one device, gone on from on another."""

import re

import pytest
from playwright.sync_api import expect

from tests.axe import ENHANCED, axe_violations, unfold
from tests.browser.conftest import Come
from tests.browser.test_narrow import TOO_SMALL, TOO_WIDE
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

STEPS = "/imessage/check/?see=green&device=iphone&who=everybody&show=steps"
PHONE = {"viewport": {"width": 375, "height": 720}, "has_touch": True, "is_mobile": True}
MOMENTS = {
    "question": "/imessage/check/?see=green&device=iphone",
    "steps": STEPS,
    "verdict": "/imessage/check/?see=green&device=iphone&who=one&friend-iphone=no&show=steps",
    "alarm": "/imessage/check/?see=waiting&device=iphone&status-bar=no-service&prompt=unexpected",
    "success": "/imessage/check/?see=green&device=iphone&who=everybody&worked=turn-on",
}


def save(visitor: Visitor, path: str) -> str:
    """Save this moment of a walk; the address of the link."""
    visitor.open(path)
    visitor.press("Save or send this")
    return visitor.path


def test_a_link_is_made_and_worked_through_without_javascript(plain: Visitor, come: Come) -> None:
    """One browser saves; another one, a phone, opens the link, ticks a step off, goes on and says what fixed it."""
    address = save(plain, STEPS)
    seen = plain.heading.inner_text()
    phone = come(java_script_enabled=False, **PHONE)
    phone.open("/")
    phone.press("I have a code", within=phone.page.get_by_role("contentinfo"))
    phone.page.get_by_label("The code").fill(address.split("/")[2].lower().replace("-", " "))
    phone.press("Open")

    assert phone.path == address
    expect(phone.heading).to_have_text(re.compile(re.escape(seen.split(". ")[1])))
    phone.press(re.compile("Tick it off"))
    expect(phone.main.get_by_text("✓ You have done this.")).to_be_visible()
    phone.press("Still not sending")
    assert phone.pairs[-3:-1] == [("tried", "turn-on"), ("show", "steps")]
    assert phone.pairs[-1] == ("link", address.split("/")[2])
    phone.open(address)
    phone.press("It works now")
    expect(phone.heading).to_have_text("It works now")


def test_a_walk_that_htmx_put_together_is_saved_as_it_stands(visitor: Visitor) -> None:
    """The button belongs to the page that is shown, not to the one that came first."""
    visitor.open("/")
    visitor.answer("green")
    visitor.press("Show me what to try now")
    heading, said = visitor.heading.inner_text(), visitor.said.get_by_role("listitem").count()
    visitor.press("Save or send this")

    expect(visitor.heading).to_have_text(heading)
    assert visitor.said.get_by_role("listitem").count() == said
    visitor.page.go_back()
    expect(visitor.heading).to_have_text(heading)


def test_the_link_is_copied_with_one_press(visitor: Visitor, watch: Watch) -> None:
    """And the browser's own sheet is offered where there is one."""
    watch.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = save(visitor, STEPS)
    visitor.main.get_by_role("button", name="Copy", exact=True).last.click()

    expect(visitor.main.get_by_role("button", name="Copied")).to_be_visible()
    assert visitor.page.evaluate("navigator.clipboard.readText()").endswith(address)
    has_sheet = visitor.page.evaluate("'share' in navigator")
    assert visitor.main.get_by_role("button", name="Send it", exact=True).is_visible() is has_sheet


def test_one_screen_can_be_photographed(come: Come) -> None:
    """It covers the page, holds code, picture and instructions, and goes away again; it is what paper shows first."""
    visitor = come(viewport={"width": 1280, "height": 900})
    address = save(visitor, STEPS)
    photo = visitor.page.locator("#photo")
    expect(photo).to_be_hidden()
    visitor.main.get_by_role("link", name="One screen to photograph").click()

    expect(photo).to_contain_text(address.split("/")[2])
    expect(photo.locator(".qr svg")).to_be_visible()
    expect(photo.locator(".do")).to_be_visible()
    assert photo.evaluate("element => element.scrollHeight <= element.clientHeight")
    photo.get_by_role("link", name="Back to the page").click()
    expect(photo).to_be_hidden()
    visitor.page.emulate_media(media="print")
    expect(photo).to_be_visible()
    expect(visitor.page.locator(".send")).to_be_hidden()


@pytest.mark.broad
@pytest.mark.parametrize("path", MOMENTS.values(), ids=list(MOMENTS))
def test_pages_of_links_are_for_everybody(come: Come, path: str) -> None:
    """axe finds nothing in light and dark, nothing scrolls sideways, every control is large enough for a thumb."""
    visitor = come(**PHONE)
    save(visitor, path)
    assert axe_violations(visitor.page, ENHANCED) == []
    visitor.page.set_viewport_size({"width": 320, "height": 560})
    unfold(visitor.page)
    assert visitor.page.evaluate(TOO_WIDE) == []
    assert visitor.page.evaluate(TOO_SMALL) == []
    visitor.page.goto(visitor.path + "#photo")
    assert visitor.page.evaluate(TOO_WIDE) == []


@pytest.mark.broad
@pytest.mark.parametrize("typed", ["", "bcdo-1", "bbbb-bbbb-bbbc"])
def test_the_field_for_a_code_is_for_everybody(visitor: Visitor, watch: Watch, typed: str) -> None:
    """With and without a slip in it."""
    watch.expect("404")
    visitor.open(f"/r/?code={typed}")
    assert axe_violations(visitor.page, ENHANCED) == []
    expect(visitor.page.get_by_label("The code")).to_have_value(typed)
