"""One host of the site: a checkout with a folder ``var`` of its own, and gunicorn with two workers."""

import json
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import randrange
from typing import Any, Final

import httpx

from tests.faults.stage.servers import children, group, tell, wait_for
from tests.house.checkout import Running, Site, free_port

NAME: Final = "fix.example.org"
SERVE: Final = ("manage.py", "serve")
GUNICORN: Final = ("-m", "gunicorn")
PRODUCTION: Final = {
    "SITE_URL": f"https://{NAME}",
    "ALLOWED_HOSTS": NAME,
    "SECRET_KEY": "k" * 50,
    "WEB_CONCURRENCY": "2",
    "LOG_FORMAT": "json",
}
WALK: Final = "see=green&device=iphone&who=everybody&show=steps"
AT_LEAST: Final = 6
"""Answers in a row that must be right before a host of two workers counts as well."""


def browser(*, keep: bool = False, timeout: float = 10) -> httpx.Client:
    """What asks. keep: whether it keeps its connection; else the next request may well meet another worker."""
    # It speaks plain http only; to load what it would trust of https takes longer than most answers.
    limits = httpx.Limits(max_keepalive_connections=int(keep))
    return httpx.Client(verify=False, trust_env=False, limits=limits, timeout=timeout)


NEW: Final = browser()
"""Of whoever comes once."""


def as_visitor() -> dict[str, str]:
    """The headers of one visitor, whose address is new, by way of a proxy that ends TLS."""
    caller = f"100.{randrange(64, 128)}.{randrange(256)}.{randrange(256)}"
    return {"Host": NAME, "X-Forwarded-Proto": "https", "X-Forwarded-For": caller, "Sec-Fetch-Site": "same-origin"}


def get(address: str, *, timeout: float = 20) -> httpx.Response | None:
    """What a new visitor gets; None where no answer came."""
    try:
        return NEW.get(address, headers=as_visitor(), timeout=timeout)
    except httpx.HTTPError:
        return None


def make_link(address: str, walk: str = WALK) -> str:
    """Save a walk; the path of the link that is shown, empty where there is none."""
    try:
        answer = NEW.post(f"{address}/imessage/share/", data={"walk": walk}, headers=as_visitor(), timeout=10)
    except httpx.HTTPError:
        return ""
    return answer.headers["Location"] if answer.status_code == 303 else ""


class Host:
    """settings: those of every start; ``start`` may overrule some of them."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.site, self.port = Site(folder), free_port()
        self._settings = {**PRODUCTION, **settings, "PORT": str(self.port)}
        self._running: Running | None = None
        self._end = ExitStack()
        self._earlier = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def shelf(self) -> Path:
        return self.site.folder / "var" / "live"

    @property
    def runs(self) -> bool:
        return self.master != 0

    @property
    def master(self) -> int:
        """The one of gunicorn; after USR2 it is another process of the same group. 0 where none runs."""
        return next(iter(group(self._running.process.pid)), 0) if self._running else 0

    @property
    def workers(self) -> list[int]:
        return children(self.master) if self.master else []

    def start(self, *command: str, **settings: str) -> None:
        """Until the process answers, whatever it says; nothing where it runs already."""
        if not self.runs:
            self.stop()
            self._running = self._end.enter_context(self.site.started(*(command or SERVE), **self._settings | settings))

    def wait_until_ready(self) -> None:
        if self._running:
            self._running.wait_until_ready()

    def stop(self) -> None:
        self._earlier = self.log_text()
        self._end.close()
        if self._running:
            # A master that USR2 has made is nobody's child.
            tell([self.master] if self.master else [], signal.SIGINT)
            wait_for(lambda: not self.runs, "the end of a host")
        self._running = None

    @contextmanager
    def other(self, *command: str, **settings: str) -> Iterator[None]:
        """Started anew like this, and as it was afterwards."""
        self.stop()
        try:
            self.start(*command, **settings)
            yield
        finally:
            self.stop()
            self.start()
            self.wait_until_ready()

    def kill_worker(self) -> None:
        """One of them, at once."""
        tell(self.workers[:1], signal.SIGKILL)

    def manage(self, *command: str, **settings: str) -> str:
        """What a command says; raises RuntimeError where it fails."""
        answer = self.site.run("manage.py", *command, **self._settings | settings)
        if answer.returncode:
            raise RuntimeError(answer.stderr or answer.stdout)
        return answer.stdout

    def log_text(self) -> str:
        """Everything that it wrote to its log, over all starts."""
        return self._earlier + (self._running.log_text() if self._running else "")

    def ready(self) -> tuple[int, dict[str, Any]]:
        """What ``/health/ready`` says."""
        answer = get(f"{self.address}/health/ready")
        if answer is None:
            return 0, {}
        try:
            return answer.status_code, answer.json()
        except json.JSONDecodeError:
            return answer.status_code, {}

    def always(self, path: str, status: int = 200, *, holds: str = "") -> bool:
        """Whether every worker, as far as one can see from outside, answers like this."""
        for _ in range(AT_LEAST):
            answer = get(self.address + path)
            if answer is None or answer.status_code != status or holds not in answer.text:
                return False
        return True


def take_static_files(theirs: Path, ours: Path) -> None:
    """What another ``var`` holds of them: collecting takes long. The start looks whether they still fit."""
    if (static := theirs / "static").exists():
        shutil.copytree(static, ours / "static")


@contextmanager
def copied(host: Host, folder: Path, **settings: str) -> Iterator[Host]:
    """A third host, with this one's checkout and an empty ``var``; started by whoever wants it, removed afterwards."""
    shutil.copytree(host.site.folder, folder, ignore=shutil.ignore_patterns("var", "log-*.txt"), dirs_exist_ok=True)
    other = Host(folder, settings)
    try:
        yield other
    finally:
        other.stop()
        shutil.rmtree(folder, ignore_errors=True)
