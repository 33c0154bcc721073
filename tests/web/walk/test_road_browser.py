"""The road in a real browser: from two to twelve stations on the narrowest phone, in wide letters and in every mode."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from diagnostics.web.walk.road import road
from tests.web.walk.test_road import a_road_of, draw, standing

pytestmark = pytest.mark.browser
CSS = Path(__file__).resolve().parent.parent.parent.parent / "static" / "css" / "site.css"
HIGHEST = 72
MEASURE = """() => {
    const top = document.querySelector(".pic").getBoundingClientRect().top;
    const names = [...document.querySelectorAll(".stations span")].map(span => {
        const range = document.createRange();
        range.selectNodeContents(span);
        return {words: span.textContent.split(" ").length, lines: [...range.getClientRects()].map(line => line.toJSON())};
    });
    return {high: document.querySelector(".stations").getBoundingClientRect().bottom - top, names};
}"""
STROKES = """() => Object.fromEntries([...document.querySelectorAll(".pic path")].map(path => {
    const style = getComputedStyle(path);
    return [path.className.baseVal, [style.stroke, style.strokeWidth, style.strokeDasharray].join(" ")];
}))"""
SHOWN = (
    """() => [...document.querySelectorAll(".stations span, .pic path")].filter(one => one.checkVisibility()).length"""
)
PAPER = "getComputedStyle(document.body).backgroundColor"
MOVES = "document.getAnimations().length"


def look_at(page: Page, count: int) -> None:
    """So many stations, the second likely, the last ruled out."""
    document = a_road_of(count)
    html = draw(road(document, "p1", standing(document, {f"c{count - 1}"} if count > 2 else {"c0"})))
    page.set_content(f"<!doctype html><html lang='en'><body>{html}</body></html>")
    page.add_style_tag(path=CSS)


@pytest.mark.broad
@pytest.mark.browser_context_args(viewport={"width": 320, "height": 560})
@pytest.mark.parametrize("count", range(2, 13))
def test_stations_fit_the_narrowest_phone(page: Page, count: int) -> None:
    """No name is cut off, broken inside a word or laid over another, and the picture is at most 72 pixels high."""
    look_at(page, count)
    seen = page.evaluate(MEASURE)
    lines = [(i, line) for i, name in enumerate(seen["names"]) for line in name["lines"]]

    assert seen["high"] <= HIGHEST
    assert [name for name in seen["names"] if len(name["lines"]) > name["words"]] == []
    assert [line for _, line in lines if line["left"] < 0 or line["right"] > 320] == []
    assert [(one, other) for i, one in lines for j, other in lines if i < j and overlap(one, other)] == []


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Half of the height of a line is air."""
    wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > 0 and high > one["height"] / 2


@pytest.mark.parametrize(
    "mode",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"forced_colors": "active", "color_scheme": "dark"},
        {"media": "print"},
    ],
    ids=["light", "dark", "forced", "forced-dark", "print"],
)
def test_what_is_likely_looks_like_nothing_else(page: Page, mode: dict[str, Any]) -> None:
    """In every mode every name is there, each kind of mark stands out from the paper, and no two look alike."""
    page.emulate_media(**mode)
    look_at(page, 5)
    strokes = page.evaluate(STROKES)

    assert page.evaluate(SHOWN) == 5 + 6
    assert set(strokes) == {"line", "beyond", "possible", "ruled-out", "stop", "sign"}
    assert len(set(strokes.values())) == len(strokes)
    assert [kind for kind, stroke in strokes.items() if stroke.startswith(page.evaluate(PAPER))] == ["sign"]


def test_only_who_bears_motion_sees_it_settle(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    look_at(page, 5)
    assert page.evaluate(MOVES) == 2
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVES) == 0
