"""How often a password may be tried, and who is not held up by strangers."""

import datetime as dt
from typing import Final

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from diagnostics.config import passwords
from diagnostics.domain.signing_in import door, places
from diagnostics.domain.signing_in.door import TooManyTries
from diagnostics.models import UsualPlace

pytestmark = pytest.mark.django_db
HOME: Final = "2001:db8:1:2::3"
NEIGHBOUR: Final = "2001:db8:1:2:ffff::4"
STRANGE: Final = "198.51.100.1"


@pytest.fixture(autouse=True)
def _nothing_spent() -> None:
    cache.clear()


@pytest.fixture
def ada() -> User:
    """Somebody who has signed in at home."""
    user = User.objects.create_user("ada", password="candle light")
    places.remember(user, HOME)
    return user


def caller(address: str) -> HttpRequest:
    return RequestFactory().post("/", REMOTE_ADDR=address)


def fail(times: int, *, name: str = "", address: str = STRANGE) -> None:
    """So many wrong passwords, each for a name of its own where none is given."""
    for number in range(times):
        with door.trying(caller(address), name or f"name-{number}"):
            pass


def refuses(name: str, address: str) -> bool:
    try:
        with door.trying(caller(address), name):
            return False
    except TooManyTries as why:
        return 0 < why.seconds <= 3600


def test_many_names_from_one_address_are_slowed() -> None:
    """Sixty wrong passwords an hour, whatever the names; other addresses go on."""
    fail(door.ADDRESS.most)

    assert refuses("eve", STRANGE)
    assert not refuses("eve", "203.0.113.7")


def test_one_customer_of_ipv6_is_one_address() -> None:
    """Who owns a /64 has no more tries than who owns one address."""
    for number in range(door.ADDRESS.most):
        fail(1, name=f"name-{number}", address=f"2001:db8:1:2::{number:x}")

    assert refuses("eve", "2001:db8:1:2::ffff")
    assert not refuses("eve", "2001:db8:1:3::1")


def test_one_name_from_many_addresses_is_slowed() -> None:
    """A hundred wrong passwords an hour, wherever they come from; other names go on."""
    for number in range(door.NAME.most):
        fail(1, name="ADA", address=f"203.0.113.{number}")

    assert refuses("ada", STRANGE)
    assert not refuses("eve", STRANGE)


@pytest.mark.parametrize("typed", [" ada ", "ａｄａ"])
def test_one_name_in_many_guises_is_one_name(typed: str) -> None:
    """As Django reads it: without blanks around it, and letters of any width."""
    for number in range(door.NAME.most):
        fail(1, name=typed, address=f"203.0.113.{number}")

    assert refuses("ada", STRANGE)


def test_who_is_refused_uses_up_nobodys_name() -> None:
    """What an address may not try any more is not counted against a name."""
    fail(door.ADDRESS.most)
    for _ in range(door.NAME.most):
        assert refuses("ada", STRANGE)

    assert not refuses("ada", "203.0.113.7")


def test_nothing_is_given_back_that_was_not_spent(ada: User) -> None:
    """Right passwords from a usual place that is over its limit are no tries for others."""
    fail(door.ADDRESS.most, address=HOME)
    for _ in range(3):
        request = caller(HOME)
        with door.trying(request, "ada"):
            door.give_back_tries(request)
    for number in range(door.NAME.most):
        fail(1, name="ada", address=f"203.0.113.{number}")

    assert refuses("ada", STRANGE)


def test_nobody_is_kept_out_of_their_usual_place(ada: User) -> None:
    """However often strangers try a name, its owner comes in from where they came in before; so does their network."""
    for number in range(door.NAME.most):
        fail(1, name="ada", address=f"203.0.113.{number}")
    fail(door.ADDRESS.most, address=NEIGHBOUR)

    assert not refuses("ada", HOME)
    assert not refuses("ada", NEIGHBOUR)
    assert refuses("eve", HOME)
    assert refuses("ada", STRANGE)


def test_a_usual_place_is_forgotten() -> None:
    """After 90 days without signing in there, it is as any other, and its row goes when somebody signs in."""
    user = User.objects.create_user("ada")
    places.remember(user, HOME)
    assert places.is_usual("ada", HOME)
    UsualPlace.objects.update(used_on=timezone.now().date() - dt.timedelta(days=91))

    assert not places.is_usual("ada", HOME)
    places.remember(user, STRANGE)
    assert not UsualPlace.objects.exclude(used_on=timezone.now().date()).exists()


def test_of_a_place_no_address_is_kept(ada: User) -> None:
    """Rows say nothing of where somebody is to whoever has no key of this site."""
    assert "2001" not in str(list(UsualPlace.objects.values("network")))


def test_right_passwords_do_not_count(ada: User) -> None:
    """An office that signs in at nine is not shut out at half past nine."""
    for _ in range(door.ADDRESS.most + 5):
        request = caller(STRANGE)
        with door.trying(request, "ada"):
            door.give_back_tries(request)

    assert not refuses("ada", STRANGE)


def test_strangers_yield_to_those_whom_we_know(ada: User) -> None:
    """Whoever comes from a usual place is hashed first."""
    with door.trying(caller(STRANGE), "ada"):
        assert passwords._who.get() == "stranger"
    with door.trying(caller(HOME), "ada"):
        assert passwords._who.get() == "known"
    assert passwords._who.get() == "known"


def test_a_name_that_cannot_be_kept_is_no_error() -> None:
    """Whatever is typed as a name, it is nobody's."""
    for name in ("\0", "x" * 10_000, "a:b", "😀"):
        assert not refuses(name, STRANGE)


def test_confirming_is_limited(ada: User) -> None:
    """Whoever finds a browser left open cannot guess on for ever; the owner of the password never notices."""
    for _ in range(door.CONFIRMING.most + 1):
        assert door.confirm(ada, "candle light")
    for number in range(door.CONFIRMING.most):
        assert not door.confirm(ada, f"guess {number}")
    with pytest.raises(TooManyTries):
        door.confirm(ada, "candle light")
