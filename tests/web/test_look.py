"""The look: one stylesheet that can be read by everybody, templates without anything inline."""

import re
from pathlib import Path

import pytest
import tinycss2

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = sorted((ROOT / "diagnostics" / "web").rglob("*.py"))
FOR_STAFF = ("admin", "workplace", "desk", "preview", "signing_in")
FOR_VISITORS = [one for one in TEMPLATES if one.relative_to(ROOT / "templates").parts[0] not in FOR_STAFF]
TEXT = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("ink", "wash"),
    ("soft", "wash"),
    ("go-ink", "go"),
    ("amber", "paper"),
    ("go", "paper"),
]
CONTROLS = [("line", "paper"), ("line", "wash"), ("amber-line", "paper"), ("red", "paper")]


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{([^}]*)\}", CSS)[:2]
    plain = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", light))
    return {"light": plain, "dark": plain | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", dark))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_all_text_has_seven_to_one(scheme: str, front: str, back: str) -> None:
    """Text can be read by tired eyes in the sun."""
    colours = schemes()[scheme]

    assert contrast(colours[front], colours[back]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), CONTROLS)
def test_all_controls_have_three_to_one(scheme: str, front: str, back: str) -> None:
    """The edge of everything that can be touched is seen."""
    colours = schemes()[scheme]

    assert contrast(colours[front], colours[back]) >= 3


def test_the_stylesheet_has_no_slip() -> None:
    """Every rule and declaration can be parsed; nothing is loaded from elsewhere; no gradient."""
    rules = tinycss2.parse_stylesheet(CSS, skip_comments=True, skip_whitespace=True)

    assert [rule for rule in rules if rule.type == "error"] == []
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "gradient" not in CSS


@pytest.mark.parametrize(
    "wanted", ["forced-colors", "prefers-reduced-motion", "prefers-color-scheme", "print", ":focus-visible"]
)
def test_the_stylesheet_serves_everybody(wanted: str) -> None:
    """Dark rooms, paper, high contrast, keyboards and upset stomachs are thought of."""
    assert wanted in CSS


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_templates_have_nothing_inline(template: Path) -> None:
    """No style, no handler and no script stands in a page."""
    html = template.read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on", html)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))


@pytest.mark.parametrize("template", FOR_VISITORS, ids=lambda path: path.stem)
def test_templates_for_visitors_know_nobody(template: Path) -> None:
    """Nothing of one visitor stands in a page that caches keep: no form token, no login, no message, no request."""
    assert not re.search(r"csrf_token|\buser\b|\brequest\.|messages", template.read_text(encoding="utf-8"))


@pytest.mark.broad
@pytest.mark.parametrize("source", [*TEMPLATES, *CODE], ids=lambda path: path.stem)
def test_words_are_plain(source: Path) -> None:
    """Nothing belittles, begs or shouts."""
    words = re.findall(r'(?:translate |_\(\s*)"([^"]*)"', source.read_text(encoding="utf-8"))

    assert not [
        text for text in words if re.search(r"\b(simply|just|please|unfortunately|oops)\b|!", text, re.IGNORECASE)
    ]
