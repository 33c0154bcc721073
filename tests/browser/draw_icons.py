"""Draws static/icons/ from the site's own sign: `python -m tests.browser.draw_icons`, whenever the sign changes."""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PAPER = "#fbfaf7"
SIGN = """
<svg xmlns="http://www.w3.org/2000/svg" style="width: 100vw; height: 100vh" viewBox="{box}">
  <rect x="-100" y="-100" width="300" height="300" fill="{paper}"/>
  <g stroke="#1c2024" stroke-width="3" stroke-linecap="round">
    <path d="M5 16h18"/><path stroke-width="8" d="M5 16h.1"/><path stroke="#8a2f0c" stroke-width="14" d="M23 16h.1"/>
  </g>
</svg>"""
CLOSE, WIDE = "-1.5 -2 36 36", "-5.5 -6 44 44"
"""Systems cut a maskable icon to a shape of their own: its sign stands inside the circle that all of them leave."""
FILES = {
    "icon-192.png": (192, CLOSE),
    "icon-512.png": (512, CLOSE),
    "icon-maskable.png": (512, WIDE),
    "apple-touch.png": (180, WIDE),
}

if __name__ == "__main__":
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
        for name, (size, box) in FILES.items():
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(
                f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{SIGN.format(box=box, paper=PAPER)}"
            )
            page.screenshot(path=ROOT / "static" / "icons" / name)
