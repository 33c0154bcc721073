"""What axe objects to on a page: everything in light, colours again in dark; and what is too low or too wide."""

from typing import TYPE_CHECKING, Any, Final

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUN: Final = "async options => (await axe.run(document, options)).violations"
LINKS: Final = "link-in-text-block"
CONTRAST: Final = "color-contrast"
ENHANCED: Final = "color-contrast-enhanced"
"""7:1, which axe leaves out by itself. It objects to everything that the other does, and is as slow."""

LOW: Final = """() => [...document.querySelectorAll("a[href], button, summary")]
    .filter(target => target.checkVisibility() && target.offsetWidth > 1)
    .map(target => [Math.min(...[...target.getClientRects()].map(line => line.height)), target.outerHTML.slice(0, 150)])
    .filter(([height]) => height < 23.9)
    .map(([height, target]) => `low: ${height} px: ${target}`)"""
"""Links, buttons and folds less than 24 px high, but for a tenth lost in rounding. In a drawing, links have no width."""


def axe_violations(page: "Page", contrast: str = CONTRAST) -> list[str]:
    """With everything unfolded; what another scheme can change is looked at in both."""
    page.emulate_media(reduced_motion="reduce")
    unfold(page)
    page.emulate_media(color_scheme="light")
    enabled = {CONTRAST: False, contrast: True, "target-size": True}
    light = _violations(page, rules={rule: {"enabled": is_on} for rule, is_on in enabled.items()})
    page.emulate_media(color_scheme="dark")
    dark = _violations(page, runOnly=[LINKS, contrast])
    return [f"light: {one}" for one in light] + [f"dark: {one}" for one in dark] + low_targets(page)


def misfits(page: "Page") -> list[str]:
    """What another font can spoil, with everything unfolded: the height of targets, and the width of the page."""
    unfold(page)
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return low_targets(page) + ([f"{wider} px wider than its window"] if wider > 0 else [])


def low_targets(page: "Page") -> list[str]:
    """Also those that axe lets pass, for there is room about them or a sentence."""
    found: list[str] = page.evaluate(LOW)
    return found


def unfold(page: "Page") -> None:
    """Open whatever is folded."""
    page.evaluate("() => document.querySelectorAll('details').forEach(folded => { folded.open = true })")


def _violations(page: "Page", **options: Any) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    # Preloading is for films and sounds: there are none.
    found = page.evaluate(RUN, {"resultTypes": ["violations"], "preload": False} | options)
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]
