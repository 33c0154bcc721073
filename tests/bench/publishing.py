"""Publications under load: two gunicorns on one database, read by 250 requests a second. Each answer has to be of one release.

Prints what a publication took, how long after it the release before was still shown, and every mixture that was seen.
"""

import http.client
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from time import perf_counter, sleep, time
from typing import IO, Final

import numpy as np

from tests.bench.aims import Aim
from tests.bench.served import ROOT, Site, own_database, serve

TOOK: Final = Aim(3, unit=" s", why="The check of a process's first publication finds nothing to build on.")
SEEN: Final = Aim(5, unit=" s")
MIXED: Final = Aim(0)
RATE: Final = 250
READERS: Final = 8
"""Connections, half of them to each host; each stays with one worker."""
PAGES: Final = (
    "/imessage/",
    "/imessage/check/",
    "/imessage/check/?see=green&from=see",
    "/imessage/check/?device=iphone",
)
MARK: Final = re.compile(r"ed(\d+)x")


@dataclass
class Seen:
    """What the readers saw. last: of each edition, when it was seen last. mixed: answers of more than one release."""

    count: int = 0
    failed: int = 0
    mixed: list[str] = field(default_factory=list)
    last: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    editions: dict[str, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def note(self, status: int, release: str, html: str, milliseconds: float) -> None:
        """An answer: the release that its header names is the one that every sentence of it is from."""
        marks = {int(found) for found in MARK.findall(html)} or {0}
        with self.lock:
            self.count += 1
            self.failed += status != 200
            self.times.append(milliseconds)
            edition = self.editions.setdefault(release, min(marks))
            if marks != {edition}:
                self.mixed.append(f"{release}: {sorted(marks)}, and before {edition}")
            self.last[edition] = time()


def main(publications: str = "50", requests: str = "100000") -> None:
    """Publish so often while so many pages are read."""
    seen, stop = Seen(), Event()
    with (
        own_database() as database,
        serve(database) as one,
        serve(database) as two,
        _publisher(database) as tell,
        ThreadPoolExecutor(READERS) as readers,
    ):
        reading = [readers.submit(_read, (one, two)[number % 2], number, seen, stop) for number in range(READERS)]
        done = list(_publish(tell, int(publications), int(requests), seen))
        sleep(6)
        stop.set()
        for reader in reading:
            reader.result()
    took = [seconds for seconds, _ in done]
    late = [seen.last[edition] - at for edition, (_, at) in enumerate(done) if seen.last[edition]]
    print(f"{seen.count:,} answers, {seen.failed} of them no success; p99 {np.percentile(seen.times, 99):.0f} ms")
    slowest = took.index(max(took))
    print(
        f"{len(done)} publications: median {np.median(took):.2f} s, longest {max(took):.2f} s, that was the {slowest + 1}. "
        f"({TOOK.judge('the longest publication', max(took))})"
    )
    print(
        f"the release before was shown for at most {max(late):.2f} s more ({SEEN.judge('a release that is over, shown', max(late))})"
    )
    mixed = MIXED.judge("answers of more than one release", len(seen.mixed))
    print(f"answers that were of more than one release: {len(seen.mixed)} ({mixed})", *seen.mixed[:5], sep="\n")


@contextmanager
def _publisher(database: str) -> Iterator["subprocess.Popen[str]"]:
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "diagnostics.config.settings"}
    command, pipe = [sys.executable, "-m", "tests.bench", "publisher"], subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)
    try:
        _line(process.stdout)
        yield process
    finally:
        process.kill()
        process.wait()


def _publish(
    tell: "subprocess.Popen[str]", publications: int, requests: int, seen: Seen
) -> Iterator[tuple[float, float]]:
    """One after the other, evenly among the requests; what each took and when it was done."""
    assert tell.stdin
    for number in range(1, publications + 1):
        while seen.count < number * requests // (publications + 1):
            sleep(0.1)
        tell.stdin.write(f"{number}\n")
        tell.stdin.flush()
        said = json.loads(_line(tell.stdout))
        yield said["seconds"], said["at"]
    while seen.count < requests:
        sleep(0.1)


def _line(stream: IO[str] | None) -> str:
    assert stream
    return stream.readline() or sys.exit("The publisher has ended.")


def _read(site: Site, number: int, seen: Seen, stop: Event) -> None:
    """Pages at a steady rate."""
    to, begin, count = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60), perf_counter(), 0
    while not stop.is_set():
        sleep(max(0.0, begin + count * READERS / RATE - perf_counter()))
        asked = perf_counter()
        # A new address now and then, so that both kept and new answers are seen.
        to.request("GET", PAGES[count % len(PAGES)] + (f"&utm_source={number}-{count}" if count % 8 == 3 else ""))
        answer = to.getresponse()
        html = answer.read().decode()
        seen.note(answer.status, answer.headers.get("Guide-Release", ""), html, (perf_counter() - asked) * 1e3)
        count += 1
