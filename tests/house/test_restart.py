"""A restart that nobody notices: kill -USR2, and a socket that somebody else holds."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.house.checkout import PATIENCE, Running, Site, free_port
from tests.house.first_start import first_start
from tests.house.test_start import SERVE
from tests.house.visitors import Visitors

pytestmark = pytest.mark.slow
DATABASE = "fixpath.sqlite3"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A checkout that has been started once."""
    with first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("restart")) as site:
        yield site


def version(page: str) -> str:
    """Which one answers."""
    return "old" if "<h1" in page else "new"


def change(site: Site) -> None:
    """As the next version would: another page, and another stylesheet."""
    page = site.folder / "templates" / "base.html"
    page.write_text(page.read_text("utf-8").replace("<h1", "<h2") + "<p>new</p>", encoding="utf-8")
    for template in (site.folder / "templates").rglob("*.html"):
        template.write_text(template.read_text("utf-8").replace("<h1", '<p role="heading"'), encoding="utf-8")
    style = site.folder / "static" / "css" / "site.css"
    style.write_text(style.read_text("utf-8") + "\n.new { color: red }\n", encoding="utf-8")


def stylesheet(page: str) -> str:
    """Where a page finds it."""
    found = re.search(r'href="(/static/css/site\.[0-9a-f]+\.css)"', page)
    assert found
    return found[1]


def test_a_new_version_takes_over_without_a_gap(site: Site) -> None:
    """On USR2 the new version answers before the old one stops: no request fails, and the old stylesheet stays."""
    with site.started(*SERVE) as running:
        running.wait_until_ready()
        before = stylesheet(running.get("/")[2])
        try:
            with Visitors(running.address + "/", says=version).asking() as visitors:
                visitors.wait_for("old")
                change(site)
                prepared = site.run(*SERVE, "--prepare-only")
                os.kill(running.process.pid, signal.SIGUSR2)
                visitors.wait_for("new")
                ended = running.process.wait(PATIENCE)
                visitors.answers.clear()
                visitors.wait_for("new")
            after = stylesheet(running.get("/")[2])
            files = [running.get(address)[0] for address in (before, after)]
        finally:
            _end(running)

    assert prepared.stdout == "Collected the static files.\n"
    assert (ended, visitors.seen) == (0, {"old", "new"})
    assert (before != after, files) == (True, [200, 200])


def _end(running: Running) -> None:
    """End it and what took over from it, which is no child of ours."""
    try:
        os.killpg(running.process.pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            running.process.poll()  # else its group lasts
            os.killpg(running.process.pid, 0)
            time.sleep(0.05)
    except ProcessLookupError:
        return


def test_a_version_that_cannot_start_changes_nothing(site: Site) -> None:
    """The one that runs goes on."""
    with site.started(*SERVE) as running:
        running.wait_until_ready()
        settings = site.folder / "diagnostics" / "config" / "settings.py"
        good = settings.read_text("utf-8")
        settings.write_text("raise WrongSetting\n", encoding="utf-8")
        try:
            os.kill(running.process.pid, signal.SIGUSR2)
            _wait_for(running, "WrongSetting")
        finally:
            settings.write_text(good, encoding="utf-8")

        assert "NameError: name 'WrongSetting'" in running.log_text()
        assert running.get("/")[0] == 200


def test_a_version_that_has_no_guides_waits_for_them(site: Site) -> None:
    """The one that runs goes on, and is asked alone, until the other can show what is published."""
    gunicorn = ("-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{(port := free_port())}")
    with site.started(*gunicorn, PORT=str(port)) as running:
        running.wait_until_ready()
        try:
            with _next_version_in_a_new_place(site) as place:
                os.kill(running.process.pid, signal.SIGUSR2)
                _wait_for(running, "No guide can be shown.")
                statuses = {running.get("/")[0] for _ in range(20)}
                goes_on = running.process.poll() is None
                _bring_what_is_published(site, place)
                ended = running.process.wait(PATIENCE)
                status = running.get("/")[0]
        finally:
            _end(running)

    assert (statuses, goes_on) == ({200}, True)
    assert (ended, status) == (0, 200)


@contextmanager
def _next_version_in_a_new_place(site: Site) -> Iterator[Path]:
    """Where nothing is published yet. The version that runs keeps its own, so neither takes the other's away."""
    place, settings = site.folder / "new-place", site.folder / "diagnostics" / "config" / "settings.py"
    shutil.copytree(site.folder / "var", place, ignore=shutil.ignore_patterns("live", f"{DATABASE}*"))
    good = settings.read_text("utf-8")
    elsewhere = good.replace('VAR = ROOT / "var"', f'VAR = ROOT / "{place.name}"')
    assert elsewhere != good
    settings.write_text(elsewhere, encoding="utf-8")
    try:
        yield place
    finally:
        settings.write_text(good, encoding="utf-8")


def _bring_what_is_published(site: Site, place: Path) -> None:
    """Put a copy of the database there, whole at once."""
    brought = place / "brought.sqlite3"
    with closing(sqlite3.connect(site.folder / "var" / DATABASE)) as here, closing(sqlite3.connect(brought)) as there:
        here.backup(there)
    for empty in place.glob(f"{DATABASE}*"):
        empty.unlink()
    brought.rename(place / DATABASE)


def _wait_for(running: Running, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while words not in running.log_text():
        assert time.monotonic() < until, running.log_text()
        time.sleep(0.05)


AS_SYSTEMD = """
import os, sys
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.dup2(int(sys.argv[1]), 3)
os.execv(sys.executable, [sys.executable, "manage.py", "serve"])
"""


def test_a_socket_that_systemd_holds_bridges_a_restart(site: Site) -> None:
    """Stopped and started again, also with other settings: requests wait meanwhile, and none fails."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        visitors = Visitors(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        with ExitStack() as second, visitors.asking():
            with _started_as_by_systemd(site, listener):
                visitors.wait_for("200")
            visitors.answers.clear()
            second.enter_context(_started_as_by_systemd(site, listener))
            visitors.wait_for("200")

    assert visitors.seen == {"200"}


@contextmanager
def _started_as_by_systemd(site: Site, listener: socket.socket) -> Iterator[None]:
    handed_on = listener.fileno()
    with (site.folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", AS_SYSTEMD, str(handed_on)],
            cwd=site.folder,
            env=site.environment(),
            pass_fds=[handed_on],
            stdout=log,
            stderr=log,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)
