"""docs/operating/backups.md, done word by word: what was saved shows the same pages on another host."""

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.house.checkout import ROOT, Running, Site
from tests.house.first_start import first_start
from tests.house.test_start import SERVE

PAGE = (ROOT / "docs" / "operating" / "backups.md").read_text("utf-8")
COMMANDS = re.findall(r"^    (.+)$", PAGE, re.MULTILINE)


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A checkout that has been started once."""
    with first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("saved")) as site:
        yield site


def do(site: Site, beginning: str, **settings: str) -> None:
    """The command of the page that begins so."""
    command = next(command for command in COMMANDS if command.startswith(beginning))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run(command, shell=True, cwd=site.folder, env=site.environment(PATH=path, **settings), check=True)


def pages(running: Running, link: str | None = None) -> tuple[str, str, str]:
    """The address of a result link, made here if there is none; its text, and the front page."""
    running.wait_until_ready()
    if link is None:
        link = running.post("/imessage/share/", "walk=see%3Dgreen").removesuffix("?new=1")
    return link, running.get(f"{link.rstrip('/')}.txt")[2], running.get("/")[2]


@pytest.mark.slow
def test_a_backup_of_sqlite_brings_everything_back(site: Site) -> None:
    """Saved while the site runs; then the database is lost."""
    with site.started(*SERVE) as running:
        link, *before = pages(running)
        do(site, "python -m sqlite3")
    _lose(site)
    (site.folder / "backup.sqlite3").rename(site.folder / "var" / "fixpath.sqlite3")
    with site.started(*SERVE) as running:
        _, *after = pages(running, link)

    assert _without_addresses(after) == _without_addresses(before)


def _lose(site: Site) -> None:
    removed = re.findall(r"`(var/fixpath[\w.-]+)`", PAGE)
    assert len(removed) == 3
    for name in removed:
        (site.folder / name).unlink(missing_ok=True)
    for kept in (site.folder / "var" / "live").iterdir():
        kept.unlink()


def _without_addresses(texts: list[str]) -> list[str]:
    return [re.sub(r"127\.0\.0\.1:\d+", "here", text) for text in texts]


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database."""
    server = os.environ["TEST_POSTGRES_URL"]
    name = f"saved_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.postgres
def test_a_backup_of_postgresql_brings_everything_back(site: Site) -> None:
    """Saved while the site runs, and restored into an empty database."""
    with database() as first, database() as second:
        with site.started(*SERVE, DATABASE_URL=first) as running:
            link, *before = pages(running)
            do(site, "pg_dump", DATABASE_URL=first)
        do(site, "pg_restore", DATABASE_URL=second)
        _lose(site)
        with site.started(*SERVE, DATABASE_URL=second) as running:
            _, *after = pages(running, link)

    assert _without_addresses(after) == _without_addresses(before)
