"""Guessing codes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import NoReturn

import pytest
from django.core.cache import cache

from diagnostics.domain.results import guesses
from diagnostics.domain.results.guesses import TooManyGuesses, look_up, look_up_for_agent
from diagnostics.domain.safeguards.limits import AGENTS_WRONG_CODES, WRONG_CODES

HERE = "192.0.2.1"


@pytest.fixture(autouse=True)
def _one_hour(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is spent, and the clock stands still."""
    monkeypatch.setattr("diagnostics.domain.safeguards.limits.time.time", lambda: 7200.0)
    cache.clear()
    yield
    cache.clear()


def nothing() -> None:
    """What is found for a wrong code."""


def tries(caller: str, count: int) -> int:
    """How many of so many wrong codes were looked up."""
    done = 0
    for _ in range(count):
        with suppress(TooManyGuesses):
            look_up(caller, nothing)
            done += 1
    return done


def test_wrong_codes_are_counted_and_right_ones_are_not() -> None:
    """A dozen wrong ones; then not even a right one is looked up."""
    assert [look_up(HERE, lambda: "link") for _ in range(50)] == ["link"] * 50
    assert tries(HERE, 50) == WRONG_CODES.most == 12
    with pytest.raises(TooManyGuesses) as often:
        look_up(HERE, lambda: "link")
    assert often.value.seconds == 3600


def test_a_failure_is_no_guess() -> None:
    """Whoever meets a database that is away has tried nothing."""

    def fail() -> NoReturn:
        raise ConnectionError

    for _ in range(20):
        with pytest.raises(ConnectionError):
            look_up(HERE, fail)
    assert tries(HERE, 20) == WRONG_CODES.most


def test_many_at_once_are_no_more_than_one_after_another() -> None:
    """A try is spent before it is made."""
    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(lambda _: tries(HERE, 5), range(16))) == WRONG_CODES.most


def test_a_large_network_has_a_larger_share_and_no_more() -> None:
    """65,536 customers' networks of one /48: 96 tries; of one /32: 768."""
    assert sum(tries(f"2001:db8:0:{number:x}::1", 13) for number in range(40)) == 12 * 8
    others = (f"2001:db8:{number // 16 + 1:x}:{number % 16:x}::1" for number in range(160))
    assert sum(tries(caller, 13) for caller in others) == 12 * 64 - 12 * 8


def test_a_second_proof_is_asked_for_beyond_the_budget_of_all() -> None:
    """Only wrong spoken codes count; the letters need none."""
    for number in range(guesses.WRONG_SPOKEN.most):
        look_up(f"198.51.{number // 200}.{number % 200}", nothing, spoken=True)
        look_up(f"203.0.{number // 200}.{number % 200}", nothing)
        look_up(HERE, lambda: "link", spoken=True)
    assert not guesses.needs_proof()
    look_up(HERE, nothing, spoken=True)
    assert guesses.needs_proof()


def test_agents_are_counted_each_by_themselves() -> None:
    """Sixty wrong ones, wherever they sit."""
    for _ in range(AGENTS_WRONG_CODES.most):
        assert look_up_for_agent(7, nothing) is None
    with pytest.raises(TooManyGuesses):
        look_up_for_agent(7, lambda: "link")
    assert look_up_for_agent(8, lambda: "link") == "link"
