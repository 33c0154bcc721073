"""A checkout of its own, started as people start it."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.house.documented import setting_names

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("diagnostics", "templates", "static", "locale", "manage.py", "gunicorn.conf.py")
PATIENCE = 300


class Site:
    """A checkout of its own, and how people start it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def environment(self, **settings: str) -> dict[str, str]:
        """No settings but these."""
        # Compiled once, a checkout and its copies start sooner.
        ours = {*setting_names(), "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
        clean = {name: value for name, value in os.environ.items() if name not in ours}
        return clean | {"WEB_CONCURRENCY": "1"} | settings

    def run(self, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command that is to end by itself."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env=self.environment(**settings),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    @contextmanager
    def started(self, *command: str, before: Sequence[str] = (), **settings: str) -> Iterator["Running"]:
        """Start a server (by the command ``before``) and wait for its first answer; it is stopped as by Ctrl-C."""
        port = int(settings.pop("PORT", free_port()))
        log = self.folder / f"log-{port}.txt"
        with log.open("w", encoding="utf-8") as out:
            process = subprocess.Popen(
                [*before, sys.executable, *command],
                cwd=self.folder,
                env=self.environment(PORT=str(port), **settings),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            running = Running(process, log, f"http://127.0.0.1:{port}")
            try:
                running.wait_for_answer()
                yield running
            finally:
                running.stop()

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """All rows of a table."""
        database = sqlite3.connect(self.folder / "var" / "fixpath.sqlite3")
        try:
            return database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        finally:
            database.close()


class Running:
    """A started server."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, address: str) -> None:
        self.process, self.log, self.address = process, log, address

    def wait_for_answer(self) -> None:
        """Wait until the process answers, whatever it says."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE and self.process.poll() is None:
            try:
                self.get("/health/live")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"It does not answer:\n{self.log_text()}")

    def wait_until_ready(self) -> None:
        """Wait until it shows what is published."""
        until = time.monotonic() + PATIENCE
        while self.get("/health/ready")[0] != 200:
            if time.monotonic() > until:
                raise AssertionError(f"It does not become ready:\n{self.log_text()}")
            time.sleep(0.1)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and body of a page."""
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, dict(refusal.headers), refusal.read().decode()

    def post(self, path: str, form: str) -> str:
        """Where the answer to a form leads, as a path."""
        request = urllib.request.Request(
            self.address + path, data=form.encode(), headers={"Sec-Fetch-Site": "same-origin", "Origin": self.address}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return str(answer.url).removeprefix(self.address)

    def log_text(self) -> str:
        """Everything that it wrote."""
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Press Ctrl-C; the exit code. A master that took its place on USR2 is of the same group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def copy_checkout(folder: Path) -> "Site":
    """Everything that a clone has and the site needs, in this folder."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / part).exists():
            shutil.copy(ROOT / part, folder / part)
    return Site(folder)
