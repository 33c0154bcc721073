"""Counting in memory."""

import os
import secrets
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from diagnostics.config import databases
from diagnostics.domain.crowds import tally
from diagnostics.domain.crowds.rule import INTERVAL
from diagnostics.domain.crowds.shared_marks import SharedMarks
from diagnostics.domain.crowds.tally import Place, Row, Tally
from diagnostics.domain.safeguards.redis_cache import SteadyRedisCache

AT = 1_796_000_000.0
NOW = int(AT) // INTERVAL


@pytest.fixture(autouse=True)
def _no_marks() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def count(*callers: str, at: float = AT, key: str = "dark", counting: Tally | None = None) -> Tally:
    counting = counting or Tally()
    for caller in callers:
        counting.count("lamp", "complaint", key, caller=caller, at=at)
    return counting


def test_one_caller_counts_once_for_the_same_thing() -> None:
    """However often it asks; two keys are two things, and so are two kinds."""
    tally = count("192.0.2.1", "192.0.2.1", "192.0.2.2")
    count("192.0.2.1", key="flicker", counting=tally)
    tally.count("lamp", "place", "dark", caller="192.0.2.1", at=AT)
    assert [(row.place.kind, row.place.key, row.walks) for row in tally.rows(AT)] == [
        ("complaint", "dark", 2),
        ("complaint", "flicker", 1),
        ("place", "dark", 1),
    ]


def test_one_caller_counts_again_in_the_next_interval() -> None:
    tally = count("192.0.2.1", at=AT)
    count("192.0.2.1", at=AT + INTERVAL, counting=tally)
    assert [(row.place.interval - NOW, row.walks) for row in tally.rows(AT + INTERVAL)] == [(0, 1), (1, 1)]


def test_a_network_of_one_customer_is_one_caller() -> None:
    """Of IPv6 the first 64 bits count."""
    assert count("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1").rows(AT)[0].walks == 2


def test_marks_are_forgotten_with_their_interval() -> None:
    """Nothing that could tell a caller again outlives ten minutes."""
    tally = count("192.0.2.1")
    tally.rows(AT)
    assert tally._marks
    tally.rows(AT + INTERVAL)
    assert not tally._marks


def test_no_address_is_kept() -> None:
    """What waits in memory names nobody, and two processes mark the same caller differently."""
    one, other = (list(count("192.0.2.1")._waiting) for _ in range(2))
    assert "192.0.2.1" not in repr(one)
    assert one[0][0] == other[0][0]
    assert one[0][1] != other[0][1]


def test_rows_stay_until_they_are_written() -> None:
    """A database that is away loses nothing; a worker says once for each number that it is one more."""
    tally = count("192.0.2.1")
    place = Place("lamp", NOW, "complaint", "dark")
    assert tally.rows(AT) == tally.rows(AT) == (Row(place, 1, 1),)
    count("192.0.2.2", counting=tally)
    rows = tally.rows(AT)
    assert rows == (Row(place, 2, 1),)
    tally.mark_written(rows)
    assert tally.rows(AT) == ()
    count("192.0.2.3", counting=tally)
    assert tally.rows(AT) == (Row(place, 1, 0),)


@pytest.mark.parametrize("bound", ["MOST_WAITING", "MOST_MARKS"])
def test_what_is_too_much_is_dropped_and_counted(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, bound, 3)
    full = count(*(f"192.0.2.{number}" for number in range(5)))
    assert sum(row.walks for row in full.rows(AT)) == 3
    assert (full.dropped.take(), full.dropped.take()) == (2, 0)


def test_numbers_that_wait_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the database is away, known numbers still grow and new ones are dropped."""
    monkeypatch.setattr(tally, "MOST_ROWS", 1)
    full = count("192.0.2.1", "192.0.2.2")
    count("192.0.2.1", key="flicker", counting=full)
    assert [(row.place.key, row.walks) for row in full.rows(AT)] == [("dark", 2)]
    assert full.dropped.take() == 1


def test_with_shared_marks_a_caller_counts_once_whichever_worker_it_asks() -> None:
    """And nothing need be taken off for the number of workers."""
    shared = SharedMarks(cache)
    workers = [Tally(shared) for _ in range(20)]
    for number in range(60):
        count(f"198.51.100.{number}", counting=workers[number % 20])
    for worker in workers:
        count("192.0.2.66", counting=worker)
    rows = [row for worker in workers for row in worker.rows(AT)]
    assert (sum(row.walks for row in rows), sum(row.workers for row in rows)) == (61, 0)


def test_workers_that_cannot_share_count_by_themselves(caplog: pytest.LogCaptureFixture) -> None:
    """The cache is asked a few times, not for each walk, and what is not sure is said with the next row."""
    shared = SharedMarks(cache)
    tally = count("192.0.2.1", counting=Tally(shared))
    tally.mark_written(tally.rows(AT))
    shared._cache = SteadyRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 1}})
    count("192.0.2.2", "192.0.2.3", "192.0.2.5", counting=tally)
    rows = tally.rows(AT)
    assert [(row.walks, row.workers) for row in rows] == [(3, 1)]
    tally.mark_written(rows)
    count("192.0.2.4", counting=tally)
    assert [(row.walks, row.workers) for row in tally.rows(AT)] == [(1, 0)]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "The cache does not answer" in caplog.text


@pytest.mark.parametrize(("url", "are_shared"), [("", False), ("redis://127.0.0.1:1/0", True)])
def test_marks_are_shared_where_there_is_a_redis(settings: Settings, url: str, are_shared: bool) -> None:
    settings.CACHES = {"default": databases.cache(url)}
    assert bool(SharedMarks.configured()) is are_shared


@pytest.mark.redis
def test_marks_are_shared_in_redis() -> None:
    """Two workers of two hosts; what is kept there says nothing but that it was there."""
    chosen = databases.cache(os.environ["TEST_REDIS_URL"])
    workers = [Tally(SharedMarks(SteadyRedisCache(chosen["LOCATION"], chosen.copy()))) for _ in range(2)]
    caller = f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"
    rows = [count(caller, counting=worker).rows(AT) for worker in workers]
    assert [sum(row.walks for row in some) for some in rows] == [1, 0]


@given(
    honest=st.lists(st.integers(0, 7), max_size=60, unique=False),
    stranger=st.lists(st.integers(0, 7), max_size=60),
)
def test_one_address_adds_one_walk_at_most_to_what_is_sure(honest: list[int], stranger: list[int]) -> None:
    """Whichever of eight workers it asks, how often it likes: walks less doubtful ones exceed all others by one."""
    workers = [Tally() for _ in range(8)]
    for number, at in enumerate(honest):
        count(f"198.51.100.{number}", counting=workers[at])
    for at in stranger:
        count("192.0.2.66", counting=workers[at])
    total: Counter[str] = Counter()
    for row in (row for worker in workers for row in worker.rows(AT)):
        total += Counter(walks=row.walks, workers=row.workers)
    sure = total["walks"] - max(total["workers"] - 1, 0)
    assert sure <= len(honest) + 1
