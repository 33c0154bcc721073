"""The walk by keyboard alone."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.troubles import GREEN_EVERYBODY
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST_TABS = 80
OUTLINE = """() => {
    const shown = element => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const here = document.activeElement;
    return shown(here) || (here.closest("label.row") !== null && shown(here.closest("label.row")));
}"""


def tab_to(visitor: Visitor, target: Locator) -> None:
    """Press Tab until the target has the focus; wherever the focus stands, it can be seen."""
    for _ in range(MOST_TABS):
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate(OUTLINE), visitor.page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not come to {target}")


def answer_by_keyboard(visitor: Visitor, option: str) -> None:
    """Tab into the options, move to one, and send the form with Enter on Continue."""
    choose_by_keyboard(visitor, option)
    tab_to(visitor, visitor.main.get_by_role("button", name="Continue"))
    with visitor.page_change():
        visitor.page.keyboard.press("Enter")


def choose_by_keyboard(visitor: Visitor, option: str) -> None:
    """Arrow keys move among answers of which one counts; Tab moves in a list, and Space ticks."""
    if visitor.option(option).get_attribute("type") == "checkbox":
        tab_to(visitor, visitor.option(option))
        visitor.page.keyboard.press("Space")
        expect(visitor.option(option)).to_be_checked()
        return
    options = visitor.page.locator(f"form.ask input[type=radio][name='{visitor.question}']")
    tab_to(visitor, options.first)
    visitor.page.keyboard.press("Space")
    expect(options.first).to_be_checked()
    while not visitor.option(option).is_checked():
        visitor.page.keyboard.press("ArrowDown")


def test_the_walk_goes_by_keyboard_alone(visitor: Visitor) -> None:
    """From the skip link to the success page with Tab, Space, arrows and Enter; each new heading takes the focus."""
    visitor.open("/")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.main).to_be_focused()

    while visitor.question:
        answer_by_keyboard(visitor, GREEN_EVERYBODY.get(visitor.question, "not-sure"))
        expect(visitor.foremost).to_be_focused()

    tab_to(visitor, visitor.main.get_by_role("button", name="It works now"))
    with visitor.page_change():
        visitor.page.keyboard.press("Enter")
    expect(visitor.heading).to_be_focused()
    expect(visitor.heading).to_have_text("It works now")


@pytest.mark.slow
def test_a_folded_step_opens_by_keyboard(visitor: Visitor) -> None:
    """The next steps unfold with Enter, and their buttons come next in the order of Tab."""
    visitor.open("/imessage/check/?see=green&device=iphone&who=everybody&show=steps")
    folded = visitor.main.locator(".below details").first
    tab_to(visitor, folded.locator("> summary"))

    visitor.page.keyboard.press("Enter")

    expect(folded.locator(".do")).to_be_visible()
    tab_to(visitor, folded.get_by_role("link", name="Already tried"))


def test_a_missing_answer_leads_back_to_the_options(visitor: Visitor) -> None:
    """After the word that an answer is missing, one Tab stands in the options again."""
    visitor.open("/imessage/check/?see=green&device=iphone&facts=none")
    tab_to(visitor, visitor.main.get_by_role("button", name="Continue"))
    with visitor.page_change():
        visitor.page.keyboard.press("Enter")
    expect(visitor.main.get_by_text("Choose an answer, or “Not sure”.")).to_be_focused()

    visitor.page.keyboard.press("Tab")
    if visitor.page.evaluate("document.activeElement.tagName") == "SUMMARY":
        visitor.page.keyboard.press("Tab")

    assert visitor.page.evaluate("document.activeElement.type") == "radio"
