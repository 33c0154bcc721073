"""What axe objects to on a page: everything in light, colours again in dark."""

from typing import TYPE_CHECKING, Any, Final

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE: Final = Axe()
COLOURS: Final = ("color-contrast", "link-in-text-block")
"""All that another scheme can change."""


def findings(page: "Page", *rules: str) -> list[str]:
    """With everything unfolded; ``rules`` are those about colours besides that axe leaves out by itself."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("() => document.querySelectorAll('details').forEach(folded => { folded.open = true })")
    page.emulate_media(color_scheme="light")
    light = _violations(page, rules={rule: {"enabled": True} for rule in ("target-size", *rules)})
    page.emulate_media(color_scheme="dark")
    dark = _violations(page, runOnly=[*COLOURS, *rules])
    return [f"light: {one}" for one in light] + [f"dark: {one}" for one in dark]


def _violations(page: "Page", **options: Any) -> list[str]:
    found = AXE.run(page, options={"resultTypes": ["violations"]} | options).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]
