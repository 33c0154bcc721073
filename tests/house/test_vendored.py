"""What we have of others, byte for byte as they published it."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENDOR = ROOT / "static" / "vendor"
FONT = ROOT / "diagnostics" / "web" / "cards" / "font" / "Roboto-Bold.ttf"
PINNED = {"htmx-4.0.1.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"}


def test_vendored_files_are_those_that_were_pinned() -> None:
    """Nothing is served from static/vendor that is not pinned here, by version and by hash."""
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDOR.iterdir() if file.is_file()}

    assert found == PINNED


def test_the_font_of_cards_is_the_one_that_was_pinned() -> None:
    """Roboto 2.138 as Debian's fonts-roboto-unhinted has it, with its licence beside it."""
    assert hashlib.sha256(FONT.read_bytes()).hexdigest() == (
        "36f3709dea3e3ce3c6aedc058079e55980825f898f1e901d091c73c40de8bab1"
    )
    assert "Apache License" in (FONT.parent / "LICENSE.txt").read_text(encoding="utf-8")
