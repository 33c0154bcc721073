"""Passkeys, held against a security key made of software."""

from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as some
from pytest_django import Settings

from diagnostics.domain.signing_in import passkeys
from diagnostics.domain.signing_in.passkeys import Refused
from tests.domain.signing_in.authenticator import SoftKey

pytestmark = pytest.mark.django_db
HERE: Final = "https://fixpath.example"


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.SITE_URL = HERE


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def key(ada: User) -> SoftKey:
    """A key that is set up."""
    key = SoftKey()
    set_up(ada, key)
    return key


def set_up(user: User, key: SoftKey, *, origin: str = HERE) -> None:
    options, state = passkeys.ask_for_new(user)
    passkeys.add(user, state, key.make(options, origin=origin), name="My key")


def opens(user: User, key: SoftKey, *, origin: str = HERE) -> bool:
    options, state = passkeys.ask_for_one_of(user)
    return passkeys.check(user, state, key.use(options, origin=origin))


def test_a_passkey_opens(ada: User, key: SoftKey) -> None:
    """As often as it is used."""
    assert opens(ada, key)
    assert opens(ada, key)
    assert ada.passkeys.get().used_at is not None


def test_other_keys_do_not_open(ada: User, key: SoftKey) -> None:
    """Neither one that is not set up, nor one that claims to be another, nor that of somebody else."""
    assert not opens(ada, SoftKey())
    assert not opens(ada, SoftKey(handle=key.handle, uses=key.uses))
    assert not opens(User.objects.create_user("eve"), key)


def test_an_answer_is_good_for_its_question_only(ada: User, key: SoftKey) -> None:
    """What was sent once cannot be sent again."""
    options, state = passkeys.ask_for_one_of(ada)
    answer = key.use(options, origin=HERE)
    _, later = passkeys.ask_for_one_of(ada)

    assert not passkeys.check(ada, later, answer)
    assert passkeys.check(ada, state, answer)


def test_an_answer_that_another_site_tricked_out_of_somebody_is_refused(ada: User, key: SoftKey) -> None:
    """The browser writes down which site asked."""
    assert not opens(ada, key, origin="https://fixpath.example.org")
    with pytest.raises(Refused):
        set_up(ada, SoftKey(), origin="https://fixpath.example.org")


def test_a_copied_key_is_noticed(ada: User, key: SoftKey) -> None:
    """Its copy counts its uses from where it was copied."""
    copy = SoftKey(key=key.key, handle=key.handle, uses=key.uses)
    assert opens(ada, key)
    assert opens(ada, key)
    assert not opens(ada, copy)


def test_keys_that_do_not_count_open_all_the_same(ada: User) -> None:
    """Those that phones share always say nought."""
    key = SoftKey()
    set_up(ada, key)
    for _ in range(2):
        key.uses = -1
        assert opens(ada, key)


def test_one_key_is_set_up_once(ada: User, key: SoftKey) -> None:
    """Browsers are told which ones there are, and a key that is there already is refused, whoever brings it."""
    options, _ = passkeys.ask_for_new(ada)
    assert len(options["excludeCredentials"]) == 1
    for user in (ada, User.objects.create_user("eve")):
        with pytest.raises(Refused):
            set_up(user, key)


def test_a_key_whose_name_is_too_long_is_refused(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL keeps no more than there is room for."""
    monkeypatch.setattr(passkeys, "LONGEST_HANDLE", 10)
    with pytest.raises(Refused):
        set_up(ada, SoftKey())


def test_nobody_has_endless_keys(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty are enough for anybody."""
    monkeypatch.setattr(passkeys, "MOST", 1)
    set_up(ada, SoftKey())
    with pytest.raises(Refused):
        set_up(ada, SoftKey())


JUNK = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = some.sampled_from(["id", "rawId", "type", "response", "clientExtensionResults"])


@given(answer=some.dictionaries(NAMES, JUNK))
def test_nonsense_is_refused(answer: dict[str, Any]) -> None:
    """Whatever is sent in place of an answer, it opens nothing and breaks nothing."""
    ada, _ = User.objects.get_or_create(username="ada")
    _, state = passkeys.ask_for_new(ada)
    with pytest.raises(Refused):
        passkeys.add(ada, state, answer, name="My key")
    assert not passkeys.check(ada, state, answer)


@pytest.mark.parametrize(
    ("site", "possible"),
    [
        ("https://a.example", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("http://[::1]:80", False),
    ],
)
def test_passkeys_need_a_name(settings: Settings, site: str, *, possible: bool) -> None:
    """Browsers make none for an address of the network."""
    settings.SITE_URL = site
    assert passkeys.are_possible() is possible
