"""diagnostics/management/serving/static.py."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from diagnostics.management.serving import static

type Write = Callable[[str], None]
DAY = 24 * 3600


@pytest.fixture
def write(tmp_path: Path, settings: Settings) -> Write:
    """Writes the one file that there is, as another version would."""
    source = tmp_path / "source" / "site.css"
    source.parent.mkdir()
    settings.STATICFILES_DIRS = [source.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "diagnostics.config.static_files.BuildStorage"}}

    def write(text: str) -> None:
        source.write_text(text, encoding="utf-8")
        os.utime(source, (1, 1))  # older than every copy, as after a downgrade
        settings.STATIC_ROOT = tmp_path / "static"  # the storage is made anew, as in another process

    return write


def build_texts(root: Path) -> set[str]:
    """What each build holds."""
    return {file.read_text(encoding="utf-8") for file in root.glob("*/site.*.css")}


def test_static_files_are_collected_only_when_a_source_has_changed(write: Write, tmp_path: Path) -> None:
    """Each build has its files, also where an earlier one comes back."""
    write("a { color: red }")
    assert static.collect()
    assert not static.collect()
    write("a { color: teal }")
    assert static.collect()
    write("a { color: red }")
    assert not static.collect()

    assert build_texts(tmp_path / "static") == {"a { color: red }", "a { color: teal }"}


def test_a_build_stays_for_a_week_after_another_took_its_place(write: Write, tmp_path: Path) -> None:
    """However long it was in use before; what was never finished goes after a week too."""
    root, long_ago = tmp_path / "static", time.time() - 100 * DAY
    write("first")
    static.collect()
    _set_time(root, long_ago)
    (root / "never-finished").mkdir()
    os.utime(root / "never-finished", (long_ago, long_ago))
    write("second")
    static.collect()
    after_the_second = build_texts(root)
    _set_time(root, time.time() - 8 * DAY)
    write("third")
    static.collect()

    assert after_the_second == {"first", "second"}
    assert len(build_texts(root)) == 2
    assert "third" in build_texts(root)
    assert not (root / "never-finished").exists()


def _set_time(root: Path, at: float) -> None:
    for mark in root.glob("*.collected"):
        os.utime(mark, (at, at))
