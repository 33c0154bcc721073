"""diagnostics/config/passwords.py."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from pytest_django import Settings

from diagnostics.config import passwords
from diagnostics.config.passwords import HashingBusy, Turnstile, Who, hashing_for

LEAN = "diagnostics.config.passwords.LeanArgon2PasswordHasher"


@pytest.fixture(autouse=True)
def hasher(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [LEAN]


def test_a_hash_takes_as_much_as_owasp_asks_for() -> None:
    """Argon2id, 19 MiB, two passes, one lane: in each hash stands what it took."""
    assert make_password("candle light").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_older_hash_is_made_anew_when_its_owner_comes() -> None:
    """The right password is kept with less memory from then on; a wrong one changes nothing."""
    kept: list[str] = []
    old = Argon2PasswordHasher().encode("candle light", "pepper and salt")

    assert not check_password("guess", old, setter=kept.append)
    assert kept == []
    assert check_password("candle light", old, setter=kept.append)
    assert kept == ["candle light"]
    assert not check_password("guess", make_password("candle light"), setter=kept.append)


@pytest.fixture
def turnstile() -> Turnstile:
    return Turnstile()


@pytest.fixture
def occupy(turnstile: Turnstile) -> Callable[[Who], Callable[[], None]]:
    """Somebody is inside until the function that this returns is called."""

    def enter(who: Who) -> Callable[[], None]:
        inside, leave = Event(), Event()

        def stay() -> None:
            with hashing_for(who), turnstile.turn():
                inside.set()
                leave.wait(60)

        thread = Thread(target=stay)
        thread.start()
        assert inside.wait(60)

        def go() -> None:
            leave.set()
            thread.join()

        return go

    return enter


def test_one_goes_in_at_a_time(
    turnstile: Turnstile, occupy: Callable[[Who], Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits in vain is told so; once the first is out, the next goes in."""
    monkeypatch.setitem(passwords.PATIENCE, "known", 0.01)
    leave = occupy("known")
    with pytest.raises(HashingBusy), turnstile.turn():
        pass
    leave()
    with turnstile.turn():
        pass


@pytest.mark.parametrize("who", ["known", "stranger"])
def test_the_queue_is_short(
    turnstile: Turnstile,
    occupy: Callable[[Who], Callable[[], None]],
    monkeypatch: pytest.MonkeyPatch,
    who: Who,
) -> None:
    """Threads are for visitors: where as many wait as may, the next one does not."""
    monkeypatch.setitem(passwords.MOST_WAITING, who, 0)
    leave = occupy("known")
    with pytest.raises(HashingBusy), hashing_for(who), turnstile.turn():
        pass
    leave()


def test_strangers_yield(
    turnstile: Turnstile, occupy: Callable[[Who], Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a stranger, half of the time is for those whom we know: they go in at once, the next stranger waits."""
    monkeypatch.setitem(passwords.PATIENCE, "stranger", 0.0)
    monkeypatch.setattr(turnstile, "_rest_until", float("inf"))
    with turnstile.turn():
        pass
    with pytest.raises(HashingBusy), hashing_for("stranger"), turnstile.turn():
        pass


def test_what_fails_inside_lets_the_next_one_in(turnstile: Turnstile) -> None:
    """An error does not shut the turnstile for good."""
    with pytest.raises(ZeroDivisionError), turnstile.turn():
        raise ZeroDivisionError
    with turnstile.turn():
        pass


def test_every_hash_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making one and checking one both take a turn."""
    made = make_password("candle light")
    monkeypatch.setattr(passwords, "TURNSTILE", closed := Turnstile())
    monkeypatch.setitem(passwords.MOST_WAITING, "known", 0)
    monkeypatch.setattr(closed, "_busy", True)
    with pytest.raises(HashingBusy):
        make_password("candle light")
    with pytest.raises(HashingBusy):
        check_password("candle light", made)
