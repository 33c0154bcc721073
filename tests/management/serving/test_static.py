"""diagnostics/management/serving/static.py."""

import os
from pathlib import Path

from pytest_django.fixtures import Settings

from diagnostics.management.serving import static


def test_static_files_are_collected_only_when_a_source_has_changed(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "source" / "site.css"
    source.parent.mkdir()
    source.write_text("a { color: red }", encoding="utf-8")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

    assert static.collect()
    assert not static.collect()
    source.write_text("a { color: teal }", encoding="utf-8")
    os.utime(source, (1, 1))  # older than the copy, as after a downgrade
    assert static.collect()
    assert (tmp_path / "static" / "site.css").read_text(encoding="utf-8") == "a { color: teal }"
