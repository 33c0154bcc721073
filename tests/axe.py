"""What axe objects to on a page: everything in light, colours again in dark; and what is too low or too wide."""

from typing import TYPE_CHECKING, Any, Final

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUN: Final = "async ([where, options]) => (await axe.run(where, options)).violations"
LOOKS: Final = """() => {
    const said = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "fontStyle",
        "textDecoration", "textShadow", "filter", "mixBlendMode", "visibility", "position", "zIndex"]
    const numbers = new Map(), looks = new Map()
    const has_text = element => element.matches("input, select, textarea")
        || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    const look_into = (element, outside) => {
        const style = getComputedStyle(element)
        const look = [outside, element.tagName, element.className, ...said.map(name => style[name])].join("|")
        if (!numbers.has(look)) numbers.set(look, numbers.size)
        if (has_text(element) && element.checkVisibility() && !looks.has(look)) looks.set(look, element)
        for (const inside of element.children) look_into(inside, numbers.get(look))
    }
    look_into(document.body, "")
    return [...looks.values()]
}"""
"""Of the elements with text, one of each look: as it and all that it lies in are named and painted. Colours cost axe two thirds
of its time, and fifty rows of a list have the same."""
LINKS: Final = "link-in-text-block"
CONTRAST: Final = "color-contrast"
ENHANCED: Final = "color-contrast-enhanced"
"""Between 4.5:1 and 7:1, which axe leaves out by itself; what is paler than both, the other rule alone objects to."""

LOW: Final = """() => [...document.querySelectorAll("a[href], button, summary")]
    .filter(target => target.checkVisibility() && target.offsetWidth > 1)
    .map(target => [Math.min(...[...target.getClientRects()].map(line => line.height)), target.outerHTML.slice(0, 150)])
    .filter(([height]) => height < 23.9)
    .map(([height, target]) => `low: ${height} px: ${target}`)"""
"""Links, buttons and folds less than 24 px high, but for a tenth lost in rounding. In a drawing, links have no width."""


def axe_violations(page: "Page", *more: str) -> list[str]:
    """With everything unfolded; what another scheme can change is looked at in both. more: rules that axe leaves out."""
    page.emulate_media(reduced_motion="reduce")
    unfold(page)
    page.emulate_media(color_scheme="light")
    shapes = {CONTRAST: {"enabled": False}, "target-size": {"enabled": True}}
    light = _violations(page, "document", rules=shapes) + _violations(page, LOOKS, runOnly=[CONTRAST, *more])
    page.emulate_media(color_scheme="dark")
    dark = _violations(page, LOOKS, runOnly=[LINKS, CONTRAST, *more])
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


def _violations(page: "Page", where: str, **options: Any) -> list[str]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    # Preloading is for films and sounds: there are none.
    chosen = {"resultTypes": ["violations"], "preload": False} | options
    found = page.evaluate(RUN, [page.evaluate_handle(where), chosen])
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]
