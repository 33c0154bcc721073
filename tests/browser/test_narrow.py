"""Small screens, large letters."""

import pytest

from tests.browser.conftest import Come
from tests.browser.screens import PAGES
from tests.browser.troubles import GREEN_EVERYBODY
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const all = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility());
    const out = all.filter(element => element.getBoundingClientRect().right > width + 1);
    return document.documentElement.scrollWidth > width ? out.map(element => element.outerHTML.slice(0, 120)) : [];
}"""
TOO_SMALL = """() => [...document.querySelectorAll("button, summary, .button, label.row, select")]
    .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 40)
    .map(element => element.outerHTML.slice(0, 120))"""


def unfold(visitor: Visitor) -> None:
    visitor.page.evaluate("() => document.querySelectorAll('details').forEach(folded => { folded.open = true })")


def test_the_walk_fits_320_pixels(come: Come) -> None:
    """On the narrowest screen, no page of a walk scrolls sideways, and every control is large enough for a thumb."""
    visitor = come(viewport={"width": 320, "height": 560}, has_touch=True, is_mobile=True)
    visitor.open("/")
    while visitor.question:
        assert visitor.page.evaluate(TOO_WIDE) == []
        assert visitor.page.evaluate(TOO_SMALL) == []
        visitor.answer(GREEN_EVERYBODY.get(visitor.question, "not-sure"))
    unfold(visitor)
    assert visitor.page.evaluate(TOO_WIDE) == []
    assert visitor.page.evaluate(TOO_SMALL) == []
    visitor.press("It works now")
    assert visitor.page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize(
    ("width", "letters"), [(320, "100%"), (640, "200%")], ids=["320 pixels", "200 % letters on 640 pixels"]
)
def test_no_kind_of_page_scrolls_sideways(come: Come, width: int, letters: str) -> None:
    """Every kind of page fits a narrow window, and a window of 1280 pixels at 200 %, with everything unfolded."""
    visitor = come(viewport={"width": width, "height": 560})
    wide = {}
    for kind, (path, _) in PAGES.items():
        visitor.page.goto(path)
        visitor.page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        unfold(visitor)
        if found := visitor.page.evaluate(TOO_WIDE):
            wide[kind] = found

    assert wide == {}
