"""Small screens, large letters, narrow and wide letters."""

import pytest
from playwright.sync_api import Browser

from tests.axe import misfits, unfold
from tests.browser.conftest import Come
from tests.browser.screens import PAGES
from tests.browser.troubles import GREEN_EVERYBODY
from tests.browser.visitor import Visitor
from tests.fonts import NARROW, WIDE
from tests.share import some

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


def test_the_walk_fits_320_pixels(come: Come) -> None:
    """On the narrowest screen, no page of a walk scrolls sideways, and every control is large enough for a thumb."""
    visitor = come(viewport={"width": 320, "height": 560}, has_touch=True, is_mobile=True)
    visitor.open("/")
    while visitor.question:
        assert visitor.page.evaluate(TOO_WIDE) == []
        assert visitor.page.evaluate(TOO_SMALL) == []
        visitor.answer(GREEN_EVERYBODY.get(visitor.question, "not-sure"))
    unfold(visitor.page)
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
    for kind, (path, _) in some(PAGES.items()):
        visitor.page.goto(path)
        visitor.page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        unfold(visitor.page)
        if found := visitor.page.evaluate(TOO_WIDE):
            wide[kind] = found

    assert wide == {}


def test_letters_are_wide(visitor: Visitor) -> None:
    """All tests in a browser see the site in a wide font, whatever the machine's own."""
    WIDE.require()
    visitor.open("/")

    assert WIDE.is_drawn(visitor.page)


def test_no_kind_of_page_depends_on_its_font(narrow_browser: Browser, base_url: str) -> None:
    """In a narrow font too, nothing is hard to hit on the narrowest screen, and nothing scrolls sideways."""
    page = narrow_browser.new_page(base_url=base_url, viewport={"width": 320, "height": 560})
    found = {}
    for kind, (path, _) in some(PAGES.items()):
        page.goto(path)
        found[kind] = misfits(page)
    narrow = NARROW.is_drawn(page)
    page.close()

    assert narrow
    assert {kind: some for kind, some in found.items() if some} == {}
