"""What axe finds on every kind of page: nothing."""

from typing import Any, Final, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.screens import PAGES, REFUSALS
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

AXE: Final = Axe()
ON: Final = {"enabled": True}
OPTIONS: Final = {
    "resultTypes": ["violations"],
    # Off by default in axe; ours all the same: targets of WCAG 2.2, and text of 7:1.
    "rules": {"target-size": ON, "color-contrast-enhanced": ON},
}
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


def findings(page: Page) -> list[str]:
    """What axe objects to with everything unfolded, in light and in dark."""
    page.evaluate("() => document.querySelectorAll('details').forEach(folded => { folded.open = true })")
    page.emulate_media(reduced_motion="reduce")
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        violations: list[dict[str, Any]] = AXE.run(page, options=OPTIONS).response["violations"]
        found += [f"{scheme}: {one['id']}: {node['html'][:150]}" for one in violations for node in one["nodes"]]
    return found


@pytest.mark.parametrize(("path", "part"), PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(visitor: Visitor, path: str, part: str) -> None:
    """A page of this kind meets every rule of axe, WCAG 2.2 AA and good practice, in light and dark."""
    visitor.page.set_viewport_size({"width": 375, "height": 800})
    visitor.open(path)

    expect(visitor.main.locator(part).first).to_be_visible()
    assert findings(visitor.page) == []


@pytest.mark.parametrize(("status", "path"), REFUSALS.items())
def test_axe_finds_nothing_where_nothing_is(visitor: Visitor, watch: Watch, status: int, path: str) -> None:
    """A page that says no meets every rule too, and shows where to go."""
    watch.expect(str(status))
    answer = visitor.page.goto(path)

    assert answer is not None
    assert answer.status == status
    assert findings(visitor.page) == []
    expect(visitor.main.get_by_role("link").first).to_be_visible()


def test_axe_finds_nothing_on_a_fragment(visitor: Visitor) -> None:
    """A page that htmx has put together is as good as a whole one."""
    visitor.open("/")
    visitor.answer("green")
    visitor.press("Show me what to try now")

    assert findings(visitor.page) == []


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
    seen = "\n".join(watch.found())
    for fault in ("Content Security Policy", "stranger.example", "cookie: left", "uncaught: "):
        assert fault in seen
    watch.expect("")
    watch.context.clear_cookies()
