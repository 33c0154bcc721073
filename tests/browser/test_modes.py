"""The same pages in the dark, in forced colours, without motion and on paper."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.axe import unfold
from tests.browser.conftest import Come
from tests.browser.screens import PAGES
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

STROKES = """() => {
    const paper = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll(".pic path:not(.sign)")].filter(path => {
        const style = getComputedStyle(path);
        return style.stroke !== "none" && style.stroke !== paper && path.getTotalLength() > 0;
    }).length;
}"""
OUTLINED = """() => {
    const paper = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll(".screens mark")].filter(row => getComputedStyle(row).borderTopColor !== paper).length;
}"""
PAPER = "getComputedStyle(document.body).backgroundColor"
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "forced colours in the dark": {"forced_colors": "active", "color_scheme": "dark"},
    "still": {"reduced_motion": "reduce"},
    "paper": {"media": "print"},
}


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_the_picture_and_its_sentence_stay(visitor: Visitor, mode: dict[str, Any]) -> None:
    """In every mode the picture is drawn in colours that stand out, and its sentence is there."""
    visitor.page.emulate_media(**mode)
    visitor.open(PAGES["steps"][0])

    picture = visitor.main.locator("svg.pic")
    expect(picture).to_be_visible()
    assert visitor.page.evaluate(STROKES) == picture.locator("path:not(.sign)").count()
    expect(visitor.main.get_by_text("causes ruled out.")).to_be_visible()
    expect(visitor.heading).to_be_visible()


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_the_way_in_the_settings_stays(visitor: Visitor, mode: dict[str, Any]) -> None:
    """In every mode each row to choose stands out from the paper, and the switch is drawn with the word for how it is to stand."""
    visitor.page.emulate_media(**mode)
    visitor.open(f"{PAGES['steps'][0]}&open=turn-on")
    unfold(visitor.page)

    rows = visitor.main.locator("article.open .screens mark")
    assert rows.count() >= 2
    assert visitor.page.evaluate(OUTLINED) == visitor.main.locator(".screens mark").count()
    expect(rows.last).to_have_text("iMessage on")
    expect(rows.last).to_be_visible()
    assert "inset" in rows.last.evaluate("row => getComputedStyle(row, '::after').boxShadow")


def test_dark_is_dark(visitor: Visitor) -> None:
    """The paper changes with the visitor's own setting."""
    visitor.open("/")
    visitor.page.emulate_media(color_scheme="light")
    light = visitor.page.evaluate(PAPER)
    visitor.page.emulate_media(color_scheme="dark")

    assert visitor.page.evaluate(PAPER) != light


def test_stillness_is_respected(visitor: Visitor) -> None:
    """Who wants no motion gets none."""
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.open("/")

    assert visitor.page.evaluate("document.getAnimations().length") == 0


def test_paper_carries_the_steps_whole(come: Come) -> None:
    """Printed, the folded steps are open, and the buttons are gone."""
    visitor = come()
    visitor.open(PAGES["steps"][0])
    visitor.page.emulate_media(media="print")

    instructions = visitor.main.locator(".below .do")
    assert instructions.count() > 0
    for i in range(instructions.count()):
        expect(instructions.nth(i)).to_be_visible()
    expect(visitor.main.get_by_role("button", name="It works now")).to_be_hidden()
