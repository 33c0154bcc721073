"""How often one caller may do a thing in an hour."""

import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.limits import Limit, spend

TWICE = Limit("test", 2)


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which stands still: ten minutes past an hour."""
    now = [7200.0 + 600]
    monkeypatch.setattr("diagnostics.domain.safeguards.limits.time.time", lambda: now[0])
    return now


def test_a_caller_may_so_often_and_then_again_in_the_next_hour(clock: list[float]) -> None:
    """Beyond the limit it says how long to wait, and that is true."""
    assert [spend(TWICE, "192.0.2.1") for _ in range(3)] == [0, 0, 3000]
    clock[0] += 3000
    assert spend(TWICE, "192.0.2.1") == 0


def test_points_count() -> None:
    """What is dear uses the hour up sooner."""
    assert (spend(TWICE, "192.0.2.1", 2), spend(TWICE, "192.0.2.1")) == (0, 3000)


def test_callers_and_limits_are_counted_apart() -> None:
    """One caller takes nothing from another, one limit nothing from another."""
    spend(TWICE, "192.0.2.1", 9)
    assert spend(TWICE, "192.0.2.2") == 0
    assert spend(Limit("other", 2), "192.0.2.1") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "", True),
    ],
)
def test_a_customer_of_ipv6_is_one_caller(one: str, other: str, same: bool) -> None:
    """All addresses of one network of 64 bits count together; an old address in new clothes counts as itself."""
    spend(TWICE, one, 2)
    assert (spend(TWICE, other) > 0) is same


def test_no_address_is_kept(settings: Settings) -> None:
    """The key is a hash that needs the secret key; it says nothing about the caller."""
    key = limits._key(TWICE, "192.0.2.1", 1)
    assert "192.0.2.1" not in key
    settings.SECRET_KEY = "another one"
    assert limits._key(TWICE, "192.0.2.1", 1) != key


def test_without_the_cache_everybody_may(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """A limiter that cannot count lets everybody through, and says so in the log."""
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": nowhere}
    with caplog.at_level(logging.WARNING):
        assert spend(TWICE, "192.0.2.1", 99) == 0
    assert "The cache is away: nothing is limited." in caplog.text
