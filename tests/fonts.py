"""Two system fonts, one narrow and one wide: no page may depend on the font that a machine happens to have."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

CONFIGURATION: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>{system}</include>
  <match>
    <test name="family"><string>sans-serif</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>{family}</string></edit>
  </match>
</fontconfig>
"""


@dataclass(frozen=True)
class Font:
    """A system font, and the package of Debian that brings it."""

    family: str
    package: str

    def is_here(self) -> bool:
        """Whether fontconfig, of which Chromium learns the system's fonts, knows it."""
        if not shutil.which("fc-list"):
            return False
        return bool(subprocess.run(["fc-list", self.family], capture_output=True, check=True).stdout)

    def require(self) -> None:
        """A test that needs it is skipped where it is missing, and fails in CI."""
        from tests.conftest import IN_CI

        if not self.is_here():
            (pytest.fail if IN_CI else pytest.skip)(f"no font {self.family} found (on Debian: {self.package})")

    def environment(self, folder: Path) -> dict[str, str]:
        """The environment of a Chromium whose system font is this one; where it is missing, the machine's own stays."""
        system = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
        configuration = folder / "fonts.conf"
        configuration.write_text(CONFIGURATION.format(system=system, family=self.family), encoding="utf-8")
        return {**os.environ, "FONTCONFIG_FILE": str(configuration)}

    def is_drawn(self, page: "Page") -> bool:
        """Whether Chromium has really drawn the letters of the heading in this font, in whatever weight."""
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root: dict[str, Any] = session.send("DOM.getDocument")
        heading = session.send("DOM.querySelector", {"nodeId": root["root"]["nodeId"], "selector": "h1"})
        drawn = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading["nodeId"]})
        session.detach()
        return {one["familyName"].removesuffix(" Light") for one in drawn["fonts"]} == {self.family}


NARROW: Final = Font("Roboto Condensed", "fonts-roboto-unhinted")
WIDE: Final = Font("DejaVu Sans", "fonts-dejavu-core")
