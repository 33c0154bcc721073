"""Keys of programs."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.domain.programs import keys
from diagnostics.models import ProgramKey

pytestmark = pytest.mark.django_db


def test_a_key_is_found_by_its_text() -> None:
    """It begins with what scanners for lost secrets look for, and with what people tell it by."""
    ada = User.objects.create(username="ada")
    key, text = keys.make("Tickets", ["links:read", "links:make", "nonsense"], by=ada)
    assert text.startswith(f"fpk_{key.handle}_")
    assert keys.find(text) == key
    assert (key.scopes, key.made_by, key.used_at) == (["links:make", "links:read"], ada, None)
    assert keys.may(key, "links:make")
    assert not keys.may(key, "links:read-all")


def test_its_secret_is_kept_nowhere() -> None:
    """The row holds a hash; two keys have nothing in common."""
    (one, text), (other, _) = (keys.make("Tickets", ["links:make"]) for _ in range(2))
    secret = text.partition("_")[2].partition("_")[2]
    assert len(secret) >= 43
    row = ProgramKey.objects.filter(pk=one.pk).values().get()
    assert secret not in str(row)
    assert (one.digest, one.handle) != (other.digest, other.handle)


@given(st.from_regex(r"(fpk)?_?[0-9a-f]{0,9}_?.{0,9}"))
def test_any_other_text_opens_nothing(text: str) -> None:
    """And breaks nothing."""
    assert keys.find(text) is None


def test_a_secret_that_is_almost_right_opens_nothing() -> None:
    _, text = keys.make("Tickets", ["links:make"])
    for wrong in (text[:-1], f"{text}x", text.upper(), text.replace("fpk_", "fpl_"), text.rpartition("_")[0]):
        assert keys.find(wrong) is None


def test_a_revoked_key_opens_nothing_and_stays_in_the_list() -> None:
    ada = User.objects.create(username="ada")
    key, text = keys.make("Tickets", ["links:make"])
    assert keys.revoke(key, by=ada)
    assert keys.find(text) is None
    assert not keys.revoke(key, by=User.objects.create(username="eve"))
    assert ProgramKey.objects.get().revoked_by == ada


def test_its_use_is_noted_every_ten_minutes() -> None:
    """Not with every request, which would make each of them a write."""
    key, _ = keys.make("Tickets", ["links:make"])
    keys.note_use(key)
    first = ProgramKey.objects.get().used_at
    assert first is not None
    keys.note_use(key)
    assert ProgramKey.objects.get().used_at == first
    key.used_at = timezone.now() - dt.timedelta(minutes=11)
    keys.note_use(key)
    assert ProgramKey.objects.get().used_at != first
