"""The same pages in the dark, in forced colours, without motion and on paper."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.axe import unfold
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


@pytest.mark.broad
@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_the_picture_and_its_sentence_stay(onlooker: Visitor, mode: dict[str, Any]) -> None:
    """In every mode the picture is drawn in colours that stand out, and its sentence is there."""
    onlooker.page.emulate_media(**mode)
    onlooker.open(PAGES["steps"][0])

    picture = onlooker.main.locator("svg.pic")
    expect(picture).to_be_visible()
    assert onlooker.page.evaluate(STROKES) == picture.locator("path:not(.sign)").count()
    expect(onlooker.main.get_by_text("causes ruled out.")).to_be_visible()
    expect(onlooker.heading).to_be_visible()


@pytest.mark.broad
@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_the_way_in_the_settings_stays(onlooker: Visitor, mode: dict[str, Any]) -> None:
    """In every mode each row to choose stands out from the paper, and the switch is drawn with the word for how it is to stand."""
    onlooker.page.emulate_media(**mode)
    onlooker.open(f"{PAGES['steps'][0]}&open=turn-on")
    unfold(onlooker.page)

    rows = onlooker.main.locator("article.open .screens mark")
    assert rows.count() >= 2
    assert onlooker.page.evaluate(OUTLINED) == onlooker.main.locator(".screens mark").count()
    expect(rows.last).to_have_text("iMessage on")
    expect(rows.last).to_be_visible()
    assert "inset" in rows.last.evaluate("row => getComputedStyle(row, '::after').boxShadow")


def test_dark_is_dark(onlooker: Visitor) -> None:
    """The paper changes with the visitor's own setting."""
    onlooker.open("/")
    onlooker.page.emulate_media(color_scheme="light")
    light = onlooker.page.evaluate(PAPER)
    onlooker.page.emulate_media(color_scheme="dark")

    assert onlooker.page.evaluate(PAPER) != light


def test_stillness_is_respected(onlooker: Visitor) -> None:
    """Who wants no motion gets none."""
    onlooker.page.emulate_media(reduced_motion="reduce")
    onlooker.open("/")

    assert onlooker.page.evaluate("document.getAnimations().length") == 0


def test_paper_carries_the_steps_whole(onlooker: Visitor) -> None:
    """Printed, the folded steps are open, and the buttons are gone."""
    onlooker.open(PAGES["steps"][0])
    onlooker.page.emulate_media(media="print")

    instructions = onlooker.main.locator(".below .do")
    assert instructions.count() > 0
    for i in range(instructions.count()):
        expect(instructions.nth(i)).to_be_visible()
    expect(onlooker.main.get_by_role("button", name="It works now")).to_be_hidden()
