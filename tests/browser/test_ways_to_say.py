"""Saying several things at once, and what was tried before: with and without JavaScript, and by keyboard alone."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_keyboard import answer_by_keyboard, choose_by_keyboard, tab_to
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

LIST = "/imessage/check/?see=not-delivered&device=iphone&ask=facts"
STEPS = "/imessage/check/?see=green&device=iphone&facts=none&who=everybody&show=steps"


def boxes(visitor: Visitor) -> Locator:
    return visitor.main.locator("details.did").get_by_role("checkbox")


def ticked_values(visitor: Visitor) -> list[str]:
    return [one.get_attribute("value") or "" for one in visitor.page.locator("form.ask input:checked").all()]


def test_none_and_not_sure_stand_alone(visitor: Visitor) -> None:
    """Ticking one of them unticks all else, and the other way round."""
    visitor.open(LIST)
    visitor.pick("filter")
    visitor.pick("others")
    assert ticked_values(visitor) == ["filter", "others"]
    visitor.pick("none")
    assert ticked_values(visitor) == ["none"]
    visitor.pick("not-sure")
    assert ticked_values(visitor) == ["not-sure"]
    visitor.pick("others")
    assert ticked_values(visitor) == ["others"]


def test_without_javascript_ticks_win(plain: Visitor) -> None:
    """Whoever ticks a fact and “None of these” is understood."""
    plain.open(LIST)
    for one in ("filter", "others", "none"):
        plain.pick(one)
    plain.press("Continue")
    assert [value for name, value in plain.pairs if name == "facts"] == ["filter", "others", "none"]
    plain.open(f"{plain.path}&ask=facts")
    assert ticked_values(plain) == ["filter", "others"]


def test_nothing_ticked_leads_back_to_the_list(visitor: Visitor) -> None:
    """With a word on what to do, which has the focus."""
    visitor.open(LIST)
    visitor.press("Continue")
    expect(visitor.main.locator("#missing")).to_have_text("Tick what applies, or “None of these”, or “Not sure”.")
    expect(visitor.main.locator("#missing")).to_be_focused()


def test_a_list_and_what_was_tried_by_keyboard_alone(visitor: Visitor) -> None:
    """Tab and Space tick, Enter sends; nothing needs a mouse."""
    visitor.open(LIST)
    choose_by_keyboard(visitor, "filter")
    answer_by_keyboard(visitor, "others")
    assert [value for name, value in visitor.pairs if name == "facts"] == ["filter", "others"]

    visitor.open(STEPS)
    tab_to(visitor, boxes(visitor).first)
    visitor.page.keyboard.press("Space")
    tab_to(visitor, visitor.main.get_by_role("button", name="I have tried these"))
    with visitor.page_change():
        visitor.page.keyboard.press("Enter")
    expect(visitor.said.get_by_text("Done before:")).to_have_count(1)
    expect(visitor.main.locator("details.did[open]")).to_have_count(0)
    expect(visitor.heading).to_be_focused()


@pytest.mark.slow
def test_what_was_tried_is_said_alike_without_javascript(visitor: Visitor, plain: Visitor) -> None:
    """The same addresses; “none of these” folds the list and leaves no trace once one goes on."""
    for one in (visitor, plain):
        one.open(STEPS)
        expect(boxes(one).first).to_be_visible()
        one.press("I have tried none of these")
        expect(boxes(one).first).to_be_hidden()
        one.press("Still not sending")
    assert plain.addresses == visitor.addresses
    assert not [name for name, _ in visitor.pairs if name in ("did", "open")]
    for one in (visitor, plain):
        one.main.locator("details.did summary").click()
        boxes(one).first.check()
        boxes(one).last.check()
        one.press("I have tried these")
    assert plain.addresses == visitor.addresses
    assert [name for name, _ in visitor.pairs][-2:] == ["did", "did"]
