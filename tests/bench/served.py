"""Servers of benches: the site under gunicorn, with a database of its own, on a free port."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is being served: its port, and the process of its master."""

    port: int
    pid: int

    def ask(self, address: str, method: str = "GET", body: str = "", **headers: str) -> http.client.HTTPResponse:
        """One request on a connection of its own; its body can still be read."""
        to = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        to.request(method, address, body or None, headers)
        return to.getresponse()

    @property
    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def memory(self) -> list[float]:
        """MB of each worker, pages that it shares counted in parts."""
        return [sum(_sizes(pid)) / 1000 for pid in self.workers]


def _sizes(pid: int) -> Iterator[int]:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            yield int(line.split()[1])


@contextmanager
def own_database() -> Iterator[str]:
    """The address of a database that is dropped afterwards: on PostgreSQL where TEST_POSTGRES_URL names a server, else SQLite."""
    server, name = os.environ.get("TEST_POSTGRES_URL"), f"bench_{uuid4().hex[:8]}"
    if not server:
        folder = tempfile.mkdtemp(prefix="fixpath-bench-")
        yield f"sqlite:///{folder}/bench.sqlite3"
        shutil.rmtree(folder)
        return
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def serve(database: str, **environment: str) -> Iterator[Site]:
    """``manage.py serve`` with pages to compare with; everybody may say who is calling."""
    port = free_port()
    ours = {"DATABASE_URL": database, "PORT": str(port), "TRUSTED_PROXIES": "*"}
    ours |= {"DJANGO_SETTINGS_MODULE": "tests.bench.site.settings", "PYTHONPATH": str(ROOT)} | environment
    command = [sys.executable, "manage.py", "serve"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | ours, stdout=subprocess.DEVNULL, stderr=log)
        site = Site(port, server.pid)
        try:
            if not _is_ready(site, server):
                log.seek(0)
                sys.exit(f"The site does not start.\n{log.read().decode()}")
            yield site
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def _is_ready(site: Site, server: "subprocess.Popen[bytes]", seconds: float = 900) -> bool:
    """Wait until it shows a guide; whether it does."""
    end = monotonic() + seconds
    while monotonic() < end and server.poll() is None:
        try:
            if site.ask("/health/ready").status == 200:
                return True
        except OSError:
            pass
        sleep(0.1)
    return False


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
