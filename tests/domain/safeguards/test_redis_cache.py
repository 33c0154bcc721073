"""A Redis that is away, or comes back."""

import os

import pytest

from diagnostics.config import databases
from diagnostics.domain.safeguards.circuit import CACHE, FAILURES
from diagnostics.domain.safeguards.redis_cache import SteadyRedisCache


def cache_at(url: str) -> SteadyRedisCache:
    chosen = databases.cache(url)
    return SteadyRedisCache(chosen["LOCATION"], chosen.copy())


def test_without_redis_each_process_counts_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    """What is asked is answered, and the log says so once; a probe that fails leaves the circuit open."""
    cache = cache_at("redis://127.0.0.1:1/0")
    assert [cache.add("a", 1, 60), cache.add("a", 1, 60), cache.incr("a", 2), cache.get("a")] == [True, False, 3, 3]
    assert cache.incr("never-seen-here") == 1
    cache.probe()
    assert CACHE.state == "open"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    cache.clear()


def test_without_redis_a_process_keeps_enough() -> None:
    """Of a thousand callers, the first are still counted."""
    cache = cache_at("redis://127.0.0.1:1/0")
    for number in range(1_000):
        cache.add(f"caller-{number}", 1, 60)
    assert all(cache.get(f"caller-{number}") for number in range(1_000))
    cache.clear()


@pytest.mark.redis
def test_a_probe_finds_redis_again(caplog: pytest.LogCaptureFixture) -> None:
    """And from then on it is asked."""
    cache = cache_at(os.environ["TEST_REDIS_URL"])
    cache.delete("a")
    for _ in range(FAILURES):
        CACHE.fail(OSError("no answer"))
    assert cache.incr("a") == 1
    cache.probe()
    assert CACHE.state == "closed"
    assert cache.get("a") is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")
    cache.close()
