"""Programs that the site needs, each started from nothing on a port of its own, and ways to take them away."""

import os
import shutil
import signal
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic, perf_counter, sleep, thread_time
from typing import Final, override

import psycopg
import redis

from tests.house.checkout import free_port

PATIENCE: Final = 180
SAMPLE: Final = 0.05
STALLED: Final = 0.4
"""Seconds for which a slow server stands still, again and again."""
MOVING: Final = 0.02


class NotHere(Exception):
    """What this machine lacks to try a fault."""


def find_program(name: str, *, places: str = "/usr/sbin") -> str:
    """The path of a program; raises NotHere."""
    places = os.pathsep.join([os.environ.get("PATH", ""), places])
    if found := shutil.which(name, path=places):
        return found
    raise NotHere(f"no {name} is installed")


def children(pid: int) -> list[int]:
    """The processes that this one has started, the oldest first."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def family(pid: int) -> list[int]:
    """A process and all below it."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def group(leader: int) -> list[int]:
    """The processes of a group, its oldest first, also where the leader is gone."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # After the name, which may hold anything: state, parent, group, …, and the 22nd is when it began.
            rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()
            if int(rest[2]) == leader and rest[0] != "Z":
                found.append((int(rest[19]), int(stat.parent.name)))
    return [pid for _began, pid in sorted(found)]


def tell(pids: Sequence[int], sign: signal.Signals) -> None:
    """Those that are still there."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, sign)


def wait_for(holds: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> None:
    """Raises TimeoutError, which names what did not come."""
    if seconds_until(holds, patience=seconds) is None:
        raise TimeoutError(what)


def seconds_until(holds: Callable[[], bool], *, patience: float = PATIENCE) -> float | None:
    """Seconds until the moment from which on it held, however long looking took; None where it never did."""
    began = looked = monotonic()
    while not holds():
        sleep(0.05)
        looked = monotonic()
        if looked - began > patience:
            return None
    return looked - began


def slowness() -> float:
    """How many times as long as on an idle machine anything takes now, as others use it too."""
    began, spent = perf_counter(), thread_time()
    while thread_time() - spent < SAMPLE:
        pass
    return max(1.0, (perf_counter() - began) / SAMPLE)


class Server(ABC):
    """A program with its children."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder, self.port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """How it is started."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether it does what it is for."""

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pids(self) -> list[int]:
        return family(self._process.pid) if self._process else []

    def start(self) -> None:
        """Until it answers; nothing where it runs already."""
        if self.runs:
            return
        with (self.folder / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                start_new_session=True,
            )
        wait_for(self.answers, f"{type(self).__name__} does not start: {self.folder / 'log.txt'}")

    def stop(self, sign: signal.Signals = signal.SIGINT) -> None:
        if self._process and self.runs:
            tell(self.pids, signal.SIGCONT)
            self._process.send_signal(sign)
            self._process.wait(PATIENCE)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Gone: whoever calls is refused at once."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def hung(self) -> Iterator[None]:
        """Stopped in the midst of what it does: whoever calls gets no answer, and no error either."""
        tell(self.pids, signal.SIGSTOP)
        try:
            yield
        finally:
            tell(self.pids, signal.SIGCONT)

    @contextmanager
    def slow(self) -> Iterator[None]:
        """It stands still most of the time, so that whatever is asked takes about half a second."""
        over = Event()
        stalling = Thread(target=self._stall, args=(over,))
        stalling.start()
        try:
            yield
        finally:
            over.set()
            stalling.join()

    def _stall(self, over: Event) -> None:
        while not over.is_set():
            with self.hung():
                over.wait(STALLED)
            sleep(MOVING)


class Postgres(Server):
    """A database server with a database of the site's; its files belong to whoever may run one."""

    @property
    def url(self) -> str:
        return f"postgres://fixpath@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Its folder. PostgreSQL refuses to run as root."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        command = [*self._as_owner(), self._program("initdb"), "-D", str(self._data), "-U", "fixpath", "-A", "trust"]
        subprocess.run([*command, "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @staticmethod
    def _as_owner() -> list[str]:
        if os.geteuid() != 0:
            return []
        return [find_program("setpriv"), "--reuid=postgres", "--regid=postgres", "--init-groups"]

    @staticmethod
    def _program(name: str) -> str:
        newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
        return find_program(name, places=os.pathsep.join(map(str, newest)))

    @override
    def command(self) -> list[str]:
        options = ["-h", "127.0.0.1", "-p", str(self.port), "-k", str(self.folder), "-c", "autovacuum=off"]
        return [*self._as_owner(), self._program("postgres"), "-D", str(self._data), *options]

    @override
    def answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """For whoever damages rows by hand, or counts them."""
        return psycopg.connect(self.url, autocommit=True, connect_timeout=5)


class Redis(Server):
    """A cache that keeps nothing on disk."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @override
    def command(self) -> list[str]:
        return [find_program("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]

    @override
    def answers(self) -> bool:
        client = redis.Redis(port=self.port, socket_timeout=1, socket_connect_timeout=1)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()
