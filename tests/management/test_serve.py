"""diagnostics/management/commands/serve.py; tests/house/test_start.py starts it as people do."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from gunicorn.app import wsgiapp
from pytest_django.fixtures import Settings

from diagnostics.content.files.folder import write_folder
from diagnostics.domain.publishing import starter
from diagnostics.management.serving import database
from diagnostics.models import Guide, Release
from tests.builders import make_document

type Serve = Callable[..., str]


@pytest.fixture
def serve(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Serve:
    """Runs the command up to where it runs gunicorn; what it said, then the options of gunicorn."""
    write_folder(make_document(), tmp_path / "library" / "lamp")
    monkeypatch.setattr(starter, "LIBRARY", tmp_path / "library")
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.PORT = _free_port()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setattr(wsgiapp, "run", _say_options)

    def run(*arguments: str) -> str:
        call_command("serve", *arguments)
        return capsys.readouterr().out

    return run


def _say_options(*, prog: str) -> None:
    sys.stdout.write(f"{prog} {' '.join(sys.argv[1:])}")
    os.close(int(sys.argv[-1].removeprefix("fd://")))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.django_db(transaction=True)
def test_serve_prepares_an_empty_site_once(serve: Serve, settings: Settings) -> None:
    """The first start publishes and collects, the next one only serves; both run gunicorn in the project's folder."""
    first, second = serve(), serve()

    assert "Published the starter guide.\nCollected the static files.\n" in first
    assert second.startswith(f"\nFixpath is at {settings.SITE_URL}/ (here: http://127.0.0.1:{settings.PORT}/)\n")
    assert f"gunicorn --config {settings.ROOT}/gunicorn.conf.py --bind fd://" in second
    assert Path.cwd() == settings.ROOT


@pytest.mark.django_db(transaction=True)
def test_serve_leaves_a_used_site_alone(serve: Serve) -> None:
    """Where there has ever been a guide, none is published, even when its draft is gone."""
    Release.objects.create(guide="lamp", number=1, text="{}", sha256="0" * 64, schema=1)

    assert "Published" not in serve()
    assert not Guide.objects.exists()


def test_serve_can_collect_and_stop(serve: Serve, settings: Settings) -> None:
    """An image is built without a port and without a database."""
    assert serve("--collect-only") == "Collected the static files.\n"
    assert settings.STATIC_ROOT.is_dir()


@pytest.mark.django_db(transaction=True)
def test_serve_can_prepare_and_stop(serve: Serve) -> None:
    """Migrations are a step of their own where several sites start."""
    assert serve("--prepare-only") == "Published the starter guide.\nCollected the static files.\n"


def test_serve_says_when_the_port_is_taken(serve: Serve, settings: Settings) -> None:
    """A taken port ends the start before the database is touched."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.PORT = other.getsockname()[1]

        with pytest.raises(CommandError, match="is taken by another program"):
            serve()


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise DatabaseError("no route\nto the host")

    monkeypatch.setattr(database, "migrate", fail)


@pytest.mark.django_db(transaction=True)
def test_serve_goes_on_without_a_database(serve: Serve, settings: Settings, no_database: None) -> None:
    """With guides kept on disk, the site starts without its database and says so in one line."""
    kept = settings.VAR / "live"
    kept.mkdir()
    (kept / "index.json").touch()

    assert "The database cannot be used (no route). Serving the guides that were published last.\n" in serve()


@pytest.mark.django_db(transaction=True)
def test_preparing_needs_a_database(serve: Serve, settings: Settings, no_database: None) -> None:
    """Where it cannot be prepared, the step fails, whatever lies on disk."""
    (settings.VAR / "live").mkdir()
    (settings.VAR / "live" / "index.json").touch()

    with pytest.raises(CommandError, match=r"^The database cannot be used: no route$"):
        serve("--prepare-only")


@pytest.mark.django_db(transaction=True)
def test_serve_needs_a_database_or_guides(serve: Serve, no_database: None) -> None:
    """With neither a database nor kept guides there is nothing to serve."""
    with pytest.raises(CommandError, match=r"^The database cannot be used: no route$"):
        serve()


@pytest.mark.django_db(transaction=True)
def test_serve_names_what_is_wrong_with_the_starter_guide(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A broken starter guide stops the first start with its problems, and nothing of it stays."""
    broken = tmp_path / "broken-library" / "lamp"
    broken.mkdir(parents=True)
    (broken / "guide.yaml").write_text("schema: 1\n", encoding="utf-8")
    monkeypatch.setattr(starter, "LIBRARY", broken.parent)

    with pytest.raises(CommandError, match=r"^The starter guide cannot be published\.\n(.*\n)*guide\.yaml › slug"):
        serve()

    assert not Guide.objects.exists()
