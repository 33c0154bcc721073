"""Wrong passwords are throttled; right ones are not kept waiting by strangers."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.1"


@pytest.fixture(autouse=True)
def ada() -> User:
    """An editor with a password."""
    return User.objects.create_user("ada", password="candle light", is_staff=True)


def sign_in(client: Client, password: str, *, name: str = "ada", caller: str = HERE) -> HttpResponse:
    """One try."""
    login = {"username": name, "password": password}
    return client.post(reverse("admin:login"), login, REMOTE_ADDR=caller)  # type: ignore[return-value]


def guess(client: Client, times: int) -> HttpResponse:
    """So many wrong passwords in a row; the answer to the last one."""
    return [sign_in(client, f"guess {number}") for number in range(times)][-1]


def test_wrong_passwords_are_told_until_there_are_too_many(client: Client) -> None:
    """Four wrong ones are answered by the form; after the fifth one has to wait, and is told how long."""
    assert guess(client, 4).status_code == 200
    page = sign_in(client, "guess 5")
    assert (page.status_code, page.headers["Retry-After"]) == (429, "900")
    assert "<h1>Too many wrong passwords</h1>" in page.content.decode()
    assert "Wait 15 minutes" in page.content.decode()


def test_locked_out_means_the_right_password_too(client: Client) -> None:
    """Whoever guesses on learns nothing."""
    guess(client, 5)
    assert sign_in(client, "candle light").status_code == 429


def test_nobody_else_is_kept_out(client: Client) -> None:
    """The same name from another address signs in, and so does another name from the same one."""
    guess(client, 5)
    User.objects.create_user("eve", password="lamp oil", is_staff=True)
    assert sign_in(Client(), "lamp oil", name="eve").status_code == 302
    assert sign_in(Client(), "candle light", caller=ELSEWHERE).status_code == 302


def test_lock_ends_after_a_quarter_of_an_hour(client: Client) -> None:
    """Then the right password works again."""
    guess(client, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=16))
    assert sign_in(client, "candle light").status_code == 302


def test_right_password_wipes_the_slate(client: Client) -> None:
    """Somebody who mistypes now and then is never locked out."""
    for _ in range(3):
        guess(client, 4)
        assert sign_in(client, "candle light").status_code == 302


def test_no_password_is_kept(client: Client) -> None:
    """What was typed as a password stands in no row."""
    guess(client, 2)
    assert "guess" not in str(list(AccessAttempt.objects.values()))
