"""What axe objects to on a page, in light and in dark."""

from typing import TYPE_CHECKING, Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE: Final = Axe()
ON: Final = {"enabled": True}
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


def axe_violations(page: "Page", *rules: str) -> list[str]:
    """With everything unfolded; ``rules`` are those besides that axe leaves out by itself."""
    options = {"resultTypes": ["violations"], "rules": dict.fromkeys(("target-size", *rules), ON)}
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("() => document.querySelectorAll('details').forEach(folded => { folded.open = true })")
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        violations: list[dict[str, Any]] = AXE.run(page, options=options).response["violations"]
        found += [f"{scheme}: {one['id']}: {node['html'][:150]}" for one in violations for node in one["nodes"]]
    return found
