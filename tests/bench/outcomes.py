"""What 300 posts a second of what visitors say cost those who read.

Two workers on two cores, with PostgreSQL (``TEST_POSTGRES_URL``): the walk pages' p95 without posts, with them, and
again without. The load comes from this machine too, so read the ratio. The first line is the time of noting one outcome.
"""

import http.client
import os
import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from time import perf_counter, sleep
from urllib.parse import urlencode

import numpy as np
import psycopg

from diagnostics.domain import outcomes
from tests.bench.aims import Aim
from tests.bench.served import Site, own_database, serve

SECONDS = 15
READS = 20
"""Walk pages a second."""
POSTS = 300
AIM = Aim(
    2,
    unit=" times",
    why="A post takes 2.5 ms of the processor and writing it 1.5, so 300 a second fill more than half of two cores.",
)
POSTERS = 12
SEES = ("green", "no-delivered", "waiting", "red-mark")
STEPS = ("restart", "internet", "retry", "turn-on")
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


def main() -> None:
    """Print the times, the ratio, and how many of the posts arrived in the database."""
    if not os.environ.get("TEST_POSTGRES_URL"):
        print("Name a PostgreSQL in TEST_POSTGRES_URL.")
        return
    print(f"noting an outcome: {_noting():.1f} µs at the median of 10,000")
    with own_database() as address, serve(address) as site:
        before = _read(site)
        stop, sent = Event(), ThreadPoolExecutor(POSTERS)
        begun = perf_counter()
        posters = [sent.submit(_post, site, stop, number) for number in range(POSTERS)]
        during = _read(site)
        stop.set()
        count, took = sum(one.result() for one in posters), perf_counter() - begun
        sent.shutdown()
        after = _read(site)
        sleep(5)
        with psycopg.connect(address) as database:
            rows = database.execute("SELECT count(*) FROM diagnostics_outcome").fetchall()[0][0]
            lost = database.execute("SELECT coalesce(sum(count), 0) FROM diagnostics_lostoutcome").fetchall()[0][0]
    calm = np.percentile([*before, *after], 95)
    for name, pages in (("before", before), ("with posts", during), ("after", after)):
        p50, p95 = np.percentile(pages, [50, 95])
        print(f"{name:>12}: {len(pages):>5} walk pages, p50 {p50:6.1f} ms, p95 {p95:6.1f} ms")
    times = float(np.percentile(during, 95) / calm)
    aim = AIM.judge(f"p95 of pages with {count / took:.0f} posts a second", times)
    print(f"p95 with {count / took:.0f} posts a second: {times:.2f} times that without ({aim})")
    print(f"{count:,} posts: {rows:,} rows (the same words of one caller are one), {lost:,} lost")


def _noting() -> float:
    pairs, times = (("see", "green"), ("device", "iphone")), []
    for number in range(10_000):
        begin = perf_counter()
        outcomes.say("imessage", 1, pairs, "restart", "not", caller=f"192.0.2.{number % 250}")
        times.append(perf_counter() - begin)
    return float(np.median(times)) * 1e6


def _ask(to: http.client.HTTPConnection, method: str, address: str, body: str = "", caller: str = "192.0.2.1") -> int:
    to.request(method, address, body or None, FORM | {"X-Forwarded-For": caller})
    answer = to.getresponse()
    answer.read()
    return answer.status


def _read(site: Site) -> list[float]:
    """Milliseconds of walk pages, each another walk, asked for at a steady rate by two readers."""
    with ThreadPoolExecutor(2) as readers:
        return [one for times in readers.map(partial(_reader, site), range(2)) for one in times]


def _connection(site: Site) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)


def _reader(site: Site, number: int) -> list[float]:
    chance, to, begin = random.Random(number), _connection(site), perf_counter()
    times: list[float] = []
    while perf_counter() - begin < SECONDS:
        sleep(max(0.0, begin + len(times) / (READS / 2) - perf_counter()))
        query = urlencode({"see": chance.choice(SEES), "device": "iphone", "who": "everybody", "show": "steps"})
        asked = perf_counter()
        _ask(to, "GET", f"/imessage/check/?{query}&utm={chance.random()}")
        times.append((perf_counter() - asked) * 1e3)
    return times


def _post(site: Site, stop: Event, number: int) -> int:
    """Say something at a steady rate, each time as another caller; how often."""
    chance, to, begin, count = random.Random(number), _connection(site), perf_counter(), 0
    while not stop.is_set():
        sleep(max(0.0, begin + count * POSTERS / POSTS - perf_counter()))
        said = {"walk": f"see={chance.choice(SEES)}&device=iphone&who=everybody", "release": "1"}
        said |= {"step": chance.choice(STEPS), "kind": chance.choice(("fixed", "not", "cannot-find"))}
        caller = f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}"
        _ask(to, "POST", "/imessage/outcome/", urlencode(said), caller)
        count += 1
    return count
