"""static/vendor/: what we serve of others, byte for byte as they published it."""

import hashlib
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent.parent / "static" / "vendor"
PINNED = {"htmx-4.0.1.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"}


def test_vendored_files_are_those_that_were_pinned() -> None:
    """Nothing is served from static/vendor that is not pinned here, by version and by hash."""
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDOR.iterdir() if file.is_file()}

    assert found == PINNED
