"""How often one caller may do a thing in an hour."""

import os
from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv4Address

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from diagnostics.config import databases
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.circuit import CACHE
from diagnostics.domain.safeguards.limits import Limit, give_back, spend

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


def test_without_the_cache_the_process_counts_by_itself(settings: Settings) -> None:
    """A limit holds, and what is flagged stays so, whether or not Redis answers."""
    settings.CACHES = {"default": databases.cache("redis://127.0.0.1:1/0")}
    assert [spend(TWICE, "192.0.2.1") for _ in range(3)] == [0, 0, 3000]
    limits.flag("careful", 60)
    assert limits.is_flagged("careful")
    CACHE.succeed()


# Laws

WIDE = Limit("test", 3, wider=((48, 2), (32, 5)))
in_network = st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 7))
"""Of three /32, four /48 in each, eight /64 in each of these."""


def an_address(place: tuple[int, int, int], host: int = 1) -> str:
    first, second, third = place
    return f"2001:{first:x}:{second:x}:{third:x}::{host:x}"


@given(st.lists(in_network, max_size=120))
def test_no_network_gets_more_than_its_share(tries: list[tuple[int, int, int]]) -> None:
    """However callers take turns: a /64 as much as a limit says, a /48 and a /32 so many times as much together."""
    cache.clear()
    allowed = [place for number, place in enumerate(tries) if spend(WIDE, an_address(place, number + 1)) == 0]
    for size, most in ((3, 3), (2, 6), (1, 15)):
        assert all(count <= most for count in Counter(place[:size] for place in allowed).values())


@given(st.integers(1, 60))
def test_a_network_uses_up_nothing_of_its_neighbours(tries: int) -> None:
    """Whatever one /64 tries, what is refused to it is not taken from the others in its /48."""
    cache.clear()
    for number in range(tries):
        spend(WIDE, an_address((0, 0, 0), number + 1))
    assert [spend(WIDE, an_address((0, 0, 1))) for _ in range(3)] == [0, 0, 0]


@given(st.lists(st.booleans(), max_size=40))
def test_what_is_given_back_did_not_count(rights: list[bool]) -> None:
    """Only what is not given back is counted, in every network."""
    cache.clear()
    left = WIDE.most
    for is_right in rights:
        is_allowed = spend(WIDE, an_address((0, 0, 0))) == 0
        assert is_allowed is (left > 0)
        if not is_allowed:
            return
        if is_right:
            give_back(WIDE, an_address((0, 0, 0)))
        else:
            left -= 1


@given(st.ip_addresses(v=4), st.lists(st.integers(1, 4), max_size=20))
def test_an_ipv4_address_is_counted_alone(address: IPv4Address, points: list[int]) -> None:
    """By the sum of its points, in either way to write it; nothing around it is counted."""
    cache.clear()
    total = 0
    for number, dear in enumerate(points):
        total += dear
        written = str(address) if number % 2 else f"::ffff:{address}"
        assert (spend(WIDE, written, dear) == 0) is (total <= WIDE.most)
    assert len(list(limits._counters(WIDE, f"::ffff:{address}", 1))) == 1


@pytest.mark.redis
def test_redis_counts_as_memory_does(settings: Settings) -> None:
    """The same sums, for all processes."""
    settings.CACHES = {"default": databases.cache(os.environ["TEST_REDIS_URL"]) | {"KEY_PREFIX": f"test-{os.getpid()}"}}
    place = an_address((0, 0, 0))
    assert [spend(WIDE, place) for _ in range(4)] == [0, 0, 0, 3000]
    give_back(WIDE, place, 2)
    assert spend(WIDE, place) == 0
    cache.clear()
