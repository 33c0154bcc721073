"""Where the workers of one gunicorn keep their metrics, so that any of them can answer for all.

Each worker writes into files of its own (prometheus_client's multiprocess mode), named after its place among the
workers, and whoever takes the place of a dead one counts on from there: there are never more files than places, and what
a killed worker counted is not lost. The folder lies in memory where it can, so that a full disk does not matter, and is
held by a lock. When nobody holds it any more, however that came about, the next start removes it.

Gunicorn's master calls ``begin``, ``give_place``, ``leave`` and ``end``, a worker ``take``.
"""

import fcntl
import logging
import os
import shutil
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import IO, Final

PREFIX: Final = "fixpath-metrics-"
ROOM: Final = {
    "counter": 1 << 18,
    "histogram": 1 << 18,
    "gauge_livesum": 1 << 16,
    "gauge_livemin": 1 << 16,
    "gauge_livemax": 1 << 16,
    "gauge_livemostrecent": 1 << 16,
}
"""Bytes of each file of a worker; a test holds them to what can be counted."""
MEMORY: Final = Path("/dev/shm")  # noqa: S108 (mkdtemp makes a folder there that nobody else can enter)
log: Final = logging.getLogger(__name__)
_held: list[IO[str]] = []
_places: dict[int, int] = {}
"""By the age of the worker, which is its number in the order of birth."""


def begin(above: Path | None = None) -> Path:
    """The folder of this master, made once; what dead masters left is removed."""
    if not _held:
        above = above or (MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir()))
        for left in above.glob(f"{PREFIX}*"):
            _remove_if_left(left)
        _held.append(_hold(Path(tempfile.mkdtemp(prefix=PREFIX, dir=above))))
    return Path(_held[0].name).parent


def give_place(age: int) -> None:
    """Give the worker that is about to be born the first place that nobody has."""
    _places[age] = next(place for place in count() if place not in _places.values())


def take(age: int) -> None:
    """Count in this worker's place from now on; called before anything that counts is imported.

    The files are made with all the room they need, as a page of memory that cannot be had would end the process later.
    Where there is no room, this worker counts for itself, and says so.
    """
    folder, place = begin(), _places[age]
    try:
        for kind, size in ROOM.items():
            _make_room(folder / f"{kind}_{place}.db", size)
    except OSError as error:
        log.error("Metrics of this worker are not seen by others: %s", error)  # noqa: TRY400 (its trace tells nothing)
        return
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import values  # noqa: PLC0415 (only where metrics are wanted, and only now)

    values.ValueClass = values.MultiProcessValue(lambda: place)  # type: ignore[no-untyped-call]


def leave(age: int) -> None:
    """A worker is dead: what it counted stays, what it said of itself does not."""
    place = _places.pop(age)
    for file in begin().glob(f"gauge_live*_{place}.db"):
        file.unlink(missing_ok=True)


def end() -> None:
    """The master stops."""
    if _held:
        shutil.rmtree(begin(), ignore_errors=True)
        _held.pop().close()


def _hold(folder: Path) -> IO[str]:
    """Stays open until the master and all its workers are gone, since a fork keeps it open too; raises OSError where others hold it."""
    # Others may make files in the folder above: never follow a link of theirs, nor empty a file.
    lock = open(folder / "held", "a", encoding="utf-8", opener=_open_no_link)  # noqa: SIM115 (Path.open has no opener)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise
    return lock


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o600)


def _remove_if_left(folder: Path) -> None:
    with suppress(OSError):
        if folder.lstat().st_uid == os.geteuid():
            _hold(folder).close()
            shutil.rmtree(folder)


def _make_room(file: Path, size: int) -> None:
    with file.open("ab") as stream:
        if stream.tell() == 0 and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(stream.fileno(), 0, size)
