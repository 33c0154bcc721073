"""A second start of the site beside that of gunicorn with an application that does nothing: until the first answer."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import perf_counter, sleep

from tests.bench.aims import Aim
from tests.bench.served import ROOT, Site, free_port, own_database, serve

TIMES = 3
AIM = Aim(
    1,
    unit=" s",
    why="Django with the models takes 0.6 s of it, the workplace and the interface for programs half a second each.",
)
TRIVIAL = "tests.bench.site.trivial"


def main() -> None:
    """Print the best of three starts of each."""
    with own_database() as database:
        with serve(database):
            pass
        bare, ours = min(_starts(_trivial)), min(_starts(lambda: _site(database)))
    aim = AIM.judge("a second start, more than gunicorn", ours - bare)
    print(
        f"gunicorn with nothing: {bare:.2f} s; a second start of the site: {ours:.2f} s, {ours - bare:.2f} s more ({aim})"
    )


def _starts(start: Callable[[], "subprocess.Popen[bytes]"]) -> Iterator[float]:
    for _ in range(TIMES):
        begin = perf_counter()
        server = start()
        yield perf_counter() - begin
        server.terminate()
        server.wait(60)


def _trivial() -> "subprocess.Popen[bytes]":
    port = free_port()
    # Its module is its configuration too, so that ours is not read.
    options = [f"--config=python:{TRIVIAL}", "--workers=2", "--threads=4", f"--bind=127.0.0.1:{port}"]
    return _answering(port, "/", [sys.executable, "-m", "gunicorn", *options, f"{TRIVIAL}:application"], {})


def _site(database: str) -> "subprocess.Popen[bytes]":
    port = free_port()
    return _answering(
        port, "/imessage/", [sys.executable, "manage.py", "serve"], {"DATABASE_URL": database, "PORT": str(port)}
    )


def _answering(port: int, address: str, command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=quiet, stderr=quiet)
    while server.poll() is None:
        try:
            if Site(port, server.pid).ask(address).status == 200:
                return server
        except OSError:
            sleep(0.01)
    sys.exit(f"It ends with {server.returncode}: {' '.join(command)}")
