"""diagnostics/config/static_files.py."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from diagnostics.config.static_files import StaticFiles
from diagnostics.management.serving import static
from tests.conftest import ROOT

# An answer that ends closes connections to the database that were opened before.
pytestmark = pytest.mark.django_db

type Build = Callable[[str], tuple[StaticFiles, str]]


@pytest.fixture
def build(tmp_path: Path, settings: Settings) -> Build:
    """Starts the version that has this text in its one file; its middleware, and where its pages find the file."""
    source = tmp_path / "source" / "site.css"
    source.parent.mkdir()
    settings.STATICFILES_DIRS = [source.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "diagnostics.config.static_files.BuildStorage"}}

    def start(text: str) -> tuple[StaticFiles, str]:
        source.write_text(text, encoding="utf-8")
        settings.STATIC_ROOT = tmp_path / "static"
        static.collect()
        return StaticFiles(lambda _: HttpResponse("no such page", status=404)), staticfiles_storage.url("site.css")

    return start


def get(version: StaticFiles, address: str) -> str:
    """What it answers."""
    response = version(RequestFactory().get(address))
    content = b"".join(response)
    response.close()
    return content.decode()


def test_versions_serve_each_others_files(build: Build) -> None:
    """The one that runs knows files of the one before, and of the next as soon as they are there; only under their hashed names."""
    (old, old_file), (new, new_file) = build("old"), build("new")

    assert old_file != new_file
    assert [get(version, address) for version in (old, new) for address in (old_file, new_file)] == [
        "old",
        "new",
        "old",
        "new",
    ]
    assert {get(version, "/static/site.css") for version in (old, new)} == {"no such page"}


def test_what_was_pruned_is_not_there(build: Build, tmp_path: Path) -> None:
    """A worker that has served a file says 404 once it has gone."""
    old, old_file = build("old")
    assert get(old, old_file) == "old"
    shutil.rmtree(next((tmp_path / "static").glob("*/")))

    assert get(old, old_file) == "no such page"


def test_templates_name_files_by_their_hash() -> None:
    """Under its plain name no file is there."""
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*") if path.is_file()}

    assert texts
    assert [str(path) for path, text in texts.items() if "get_static_prefix" in text or "/static/" in text] == []
