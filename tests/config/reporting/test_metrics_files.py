"""Files of metrics: one master and its workers, as processes; each law in a program of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from diagnostics.config.reporting import metrics_files
from diagnostics.config.reporting.metrics_files import PREFIX, ROOM

MASTER = """
import os, signal, sys
from pathlib import Path
from diagnostics.config.reporting import metrics_files

folder = metrics_files.begin(Path(sys.argv[1]))

def work(age):
    metrics_files.give_place(age)
    ready, told = os.pipe()
    if pid := os.fork():
        os.read(ready, 1)
        return pid
    metrics_files.take(age)
    from prometheus_client import Counter, Gauge
    Counter("lamps", "Lamps.").inc(age)
    Gauge("workers", "Workers.", multiprocess_mode="livesum").set(1)
    os.write(told, b"!")
    signal.pause()

def die(pid, age):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    metrics_files.leave(age)

def seen():
    from prometheus_client import CollectorRegistry
    from prometheus_client.multiprocess import MultiProcessCollector
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))
    return registry.get_sample_value("lamps_total"), registry.get_sample_value("workers")
"""

LIVES = """
one, other = work(1), work(2)
print(seen())
die(one, 1)
print(seen(), len(list(folder.glob("counter_*"))))
third = work(3)
print(seen(), len(list(folder.glob("counter_*"))))
die(other, 2)
die(third, 3)
print(seen())
metrics_files.end()
print(folder.exists())
"""


def run(program: str, *arguments: object) -> list[str]:
    """The lines that it prints."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_what_the_dead_counted_stays(tmp_path: Path) -> None:
    """Killed workers keep what they counted, and their successors count on in their places; of themselves they say no more."""
    assert run(MASTER + LIVES, tmp_path) == [
        "(3.0, 2.0)",
        "(3.0, 1.0) 2",
        "(6.0, 2.0) 2",
        "(6.0, None)",
        "False",
    ]


def test_what_a_killed_master_left_is_removed(tmp_path: Path) -> None:
    """By the next start, unless somebody still holds it."""
    run(MASTER + "os._exit(0)", tmp_path)
    (left,) = tmp_path.glob(f"{PREFIX}*")
    held = tmp_path / f"{PREFIX}held"
    held.mkdir()
    with metrics_files._hold(held):
        (line,) = run(MASTER + "print(folder); os._exit(0)", tmp_path)

    assert set(tmp_path.iterdir()) == {held, Path(line)}
    assert left != Path(line)


def test_what_others_put_there_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is a folder of theirs entered, nor a link followed to a file of ours."""
    precious, planted = tmp_path / "precious", tmp_path / f"{PREFIX}planted"
    precious.write_text("kept", encoding="utf-8")
    planted.mkdir()
    (planted / "held").symlink_to(precious)
    foreign = tmp_path / f"{PREFIX}foreign"
    foreign.mkdir()

    metrics_files._remove_if_left(planted)
    monkeypatch.setattr(os, "geteuid", lambda: foreign.stat().st_uid + 1)
    metrics_files._remove_if_left(foreign)

    assert precious.read_text("utf-8") == "kept"
    assert list(foreign.iterdir()) == []


def test_without_room_a_worker_counts_for_itself(tmp_path: Path) -> None:
    """It goes on, and the log says why others do not see its numbers."""
    full = "metrics_files._make_room = lambda *_: os.write(os.open('/dev/full', os.O_WRONLY), b'x')\n"
    program = (
        MASTER
        + full
        + "metrics_files.give_place(1); metrics_files.take(1); print('PROMETHEUS_MULTIPROC_DIR' in os.environ)"
    )

    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
    assert "No space left" in done.stderr


COUNT_ALL = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "diagnostics.config.settings"
metrics_files.give_place(1)
metrics_files.take(1)
import django
django.setup()
from django.urls import get_resolver
from diagnostics.web.monitoring import gauges, requests

def views(resolver, inside=""):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from views(one, inside + (f"{one.namespace}:" if one.namespace else ""))
        else:
            yield inside + (one.name or one.lookup_str)

every = {"admin" if view.startswith("admin:") else view for view in views(get_resolver())} | {"none", "static"}
statuses = (200, 301, 302, 303, 304, 400, 403, 404, 405, 410, 429, 500, 503)
for view in every:
    for status in statuses:
        requests._meters(view, status)
gauges.of_this_process().note()
print(len(every) > 60)
for file in folder.glob("*.db"):
    print(file.name.rpartition("_")[0], file.stat().st_size)
"""


def test_there_is_room_for_all_that_can_be_counted(tmp_path: Path) -> None:
    """Every view with every status: no file has to grow, which on a full disk would end the process."""
    first, *lines = run(MASTER + COUNT_ALL, tmp_path)

    assert first == "True"
    assert dict(line.split() for line in lines) == {kind: str(size) for kind, size in ROOM.items()}
