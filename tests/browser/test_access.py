"""What axe finds on every kind of page: nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.axe import ENHANCED, axe_violations
from tests.browser.screens import PAGES, REFUSALS
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser


@pytest.mark.broad
@pytest.mark.parametrize(("path", "part"), PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(onlooker: Visitor, path: str, part: str) -> None:
    """A page of this kind meets every rule of axe, WCAG 2.2 AA and good practice, in light and dark."""
    onlooker.page.set_viewport_size({"width": 375, "height": 800})
    onlooker.open(path)

    expect(onlooker.main.locator(part).first).to_be_visible()
    assert axe_violations(onlooker.page, ENHANCED) == []


@pytest.mark.parametrize(("status", "path"), REFUSALS.items())
def test_axe_finds_nothing_where_nothing_is(onlooker: Visitor, watches: list[Watch], status: int, path: str) -> None:
    """A page that says no meets every rule too, and shows where to go."""
    watches[0].expect(str(status))
    answer = onlooker.page.goto(path)

    assert answer is not None
    assert answer.status == status
    assert axe_violations(onlooker.page, ENHANCED) == []
    expect(onlooker.main.get_by_role("link").first).to_be_visible()


def test_axe_finds_nothing_on_a_fragment(visitor: Visitor) -> None:
    """A page that htmx has put together is as good as a whole one."""
    visitor.open("/")
    visitor.answer("green")
    visitor.press("Show me what to try now")

    assert axe_violations(visitor.page, ENHANCED) == []


PALE = {
    "after one of a single letter": "i { color: #aaa }",
    "after one that is disabled": "label { color: #aaa }",
    "by its place in a list": "li:nth-child(7) { color: #aaa }",
    "by what it lies in": "section:last-of-type { opacity: 0.4 }",
    "behind it": "li:last-child { background: #777 }",
    "in the dark alone": "@media (prefers-color-scheme: dark) { li:nth-child(2) { color: #222 } }",
    "in a field": "input { color: #bbb }",
    "by little": "p { color: #666 }",
}


@pytest.mark.broad
@pytest.mark.parametrize("style", PALE.values(), ids=PALE)
def test_one_pale_word_among_many_is_found(page: Page, style: str) -> None:
    """Although of what looks alike one alone is looked at."""
    page.set_content(_ten_rows(style))
    assert any("color-contrast" in one for one in axe_violations(page, ENHANCED))


def test_nothing_is_found_where_nothing_is_pale(page: Page) -> None:
    """It is the style alone that is found above."""
    page.set_content(_ten_rows())
    assert axe_violations(page, ENHANCED) == []


def _ten_rows(style: str = "") -> str:
    """A page with them, and with what axe cannot judge: a single letter, and what is disabled."""
    return f"""<!doctype html><html lang=en><title>Rows</title>
    <style>
    body {{ color: #111; background: #fff }}
    input {{ color: #000; background: #fff; height: 30px }}
    @media (prefers-color-scheme: dark) {{ body {{ color: #fff; background: #111 }} }}
    {style}
    </style>
    <body><main><h1>Rows</h1>
    <ol>{"".join(f"<li>Row {number} <b>of ten</b></li>" for number in range(10))}</ol>
    <section><p>The end</p></section><section><p>The end</p></section>
    <p><i>3</i> <i>12</i></p>
    <label>Age <input value=36 disabled></label> <label>Name <input value=Ada></label>
    </main></body></html>"""


def test_what_is_forbidden_is_seen(visitor: Visitor, watch: Watch) -> None:
    """The watch over all these journeys does see a breach of the policy, a stranger, a cookie and an error."""
    visitor.open("/")
    visitor.page.evaluate(
        """() => {
            const style = document.createElement("style");
            style.textContent = "p { color: red }";
            document.head.append(style);
            fetch("http://stranger.example/").catch(() => {});
            document.cookie = "left=behind";
            setTimeout(() => { throw new Error("broken") });
        }"""
    )
    visitor.page.wait_for_function("document.cookie !== ''")

    expect(visitor.page.locator("html")).to_be_visible()
    seen = "\n".join(watch.all_faults())
    for fault in ("Content Security Policy", "stranger.example", "cookie: left", "uncaught: "):
        assert fault in seen
    watch.expect("")
    watch.context.clear_cookies()
