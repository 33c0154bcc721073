"""What axe objects to on a page: everything in light, colours again in dark; and what is too low or too wide."""

from typing import TYPE_CHECKING, Final

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Preloading is for films and sounds: there are none.
WHOLE: Final = """async options =>
    (await axe.run(document, {resultTypes: ["violations"], preload: false, ...options})).violations"""
COLOURS: Final = """async rules => {
    const said = ["color", "backgroundColor", "backgroundImage", "opacity", "display", "fontSize", "fontWeight", "fontStyle",
        "textDecoration", "textShadow", "filter", "mixBlendMode", "visibility", "position", "zIndex"]
    const numbers = new Map(), looks = new Map()
    const has_text = element => element.matches("input, select, textarea")
        || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    const look_into = (element, outside) => {
        const style = getComputedStyle(element)
        const look = [outside, element.tagName, element.getAttribute("class"), ...said.map(name => style[name])].join("|")
        if (!numbers.has(look)) numbers.set(look, numbers.size)
        if (has_text(element) && (style.display === "contents" || element.checkVisibility()))
            looks.set(look, [...looks.get(look) ?? [], element])
        for (const inside of element.children) look_into(inside, numbers.get(look))
    }
    look_into(document.body, "")
    const options = {runOnly: rules, resultTypes: ["violations", "passes"], elementRef: true, selectors: false, preload: false}
    const judge = async elements => elements.length ? await axe.run(elements, options) : {violations: [], passes: []}
    const first = await judge([...looks.values()].map(([one]) => one))
    const judged = rules.map(rule => new Set([...first.violations, ...first.passes].filter(({id}) => id === rule)
        .flatMap(({nodes}) => nodes.map(node => node.element))))
    const rest = [...looks.values()].filter(([one]) => !judged.every(ones => ones.has(one))).flatMap(([, ...others]) => others)
    const found = [...first.violations, ...(await judge(rest)).violations]
    return found.map(({id, nodes}) => ({id, nodes: nodes.map(({html}) => ({html}))}))
}"""
"""Of the elements with text, one of each look: as it and all that it lies in are named and painted. Where axe cannot judge that one
(a single letter, the label of a disabled field), all others of its look. Colours cost axe two thirds of its time, and fifty rows
of a list have the same."""
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
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    light = _violations(page, WHOLE, {"rules": {CONTRAST: {"enabled": False}, "target-size": {"enabled": True}}})
    light += _violations(page, COLOURS, [CONTRAST, *more])
    page.emulate_media(color_scheme="dark")
    dark = _violations(page, WHOLE, {"runOnly": [LINKS]}) + _violations(page, COLOURS, [CONTRAST, *more])
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


def _violations(page: "Page", run: str, options: object) -> list[str]:
    return [f"{one['id']}: {node['html'][:150]}" for one in page.evaluate(run, options) for node in one["nodes"]]
