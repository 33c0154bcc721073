"""Codes of an app, and recovery codes."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from diagnostics.domain.signing_in import codes
from tests.domain.signing_in.app import App, an_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada")


@pytest.fixture
def app(ada: User) -> App:
    return an_app(ada)


def wrong(app: App) -> str:
    """A code that the app does not show now, and has not shown or will not show for a while."""
    shown = {app.code(steps) for steps in range(-3, 4)}
    return next(code for number in range(10) if (code := f"{number:06}") not in shown)


def test_right_code_works_once(ada: User, app: App) -> None:
    """Also with the blanks that apps put between its halves; read over a shoulder, it is of no use."""
    code = app.code(1)
    assert codes.check(ada, f" {code[:3]} {code[3:]} ").right
    assert not codes.check(ada, code).right


def test_endless_code_is_wrong(ada: User, app: App) -> None:
    """Also one of more digits than Python makes a number of."""
    assert not codes.add_app(ada, app.key, "1" * 5_000)
    assert not codes.check(ada, "1" * 5_000).right


def test_code_that_set_the_app_up_is_used_up(ada: User, app: App) -> None:
    """Who watched somebody set it up cannot come in with that code."""
    assert not codes.check(ada, app.code()).right


def test_code_of_another_time_or_person_is_wrong(ada: User, app: App) -> None:
    """An app's clock may be half a minute off, not more; somebody else's app opens nothing."""
    assert not codes.check(ada, app.code(-9)).right
    assert not codes.check(User.objects.create_user("eve"), app.code(1)).right


def test_wrong_codes_cost_ever_longer_waits(ada: User, app: App) -> None:
    """The wait doubles to eight and a half minutes and no further; meanwhile the right code is not looked at."""
    assert codes.check(ada, wrong(app)) == codes.Verdict()
    assert codes.check(ada, app.code(1)).wait == 1
    TOTPDevice.objects.update(throttling_failure_count=30, throttling_failure_timestamp=timezone.now())
    assert 500 < codes.check(ada, app.code(1)).wait <= 512
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - dt.timedelta(seconds=513))
    assert codes.check(ada, app.code(1)).right


def test_an_app_is_set_up_by_its_code_only(ada: User) -> None:
    """Nothing is kept of an app that does not show the right code."""
    key = codes.new_key()
    for typed in ("", "abc", "１２３４５６", "000000" if totp(bytes.fromhex(key)) else "000001"):
        assert not codes.add_app(ada, key, typed)

    assert not TOTPDevice.objects.exists()


def test_a_new_app_takes_the_place_of_the_old_one(ada: User, app: App) -> None:
    """There is one app a person."""
    new = an_app(ada)

    assert not codes.check(ada, app.code(1)).right
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert codes.check(ada, new.code(1)).right


def test_recovery_codes_work_once_each(ada: User) -> None:
    """However they are written; used up, they are gone."""
    made = codes.make_recovery_codes(ada)
    assert len(set(made)) == codes.RECOVERY_CODES == codes.count_recovery_codes(ada)

    assert codes.check(ada, made[0]) == codes.Verdict(right=True, recovery=True)
    assert codes.check(ada, made[1].replace("-", " ").upper()).right
    assert not codes.check(ada, made[0]).right
    assert codes.count_recovery_codes(ada) == codes.RECOVERY_CODES - 2


def test_new_recovery_codes_end_the_old_ones(ada: User) -> None:
    """A lost list is made useless by making a new one."""
    old, new = codes.make_recovery_codes(ada), codes.make_recovery_codes(ada)

    assert not codes.check(ada, old[0]).right
    StaticDevice.objects.update(throttling_failure_count=0)
    assert codes.check(ada, new[0]).right


def test_recovery_codes_are_not_kept(ada: User) -> None:
    """Who reads the table has no code, and nobody else's code opens anything."""
    made = codes.make_recovery_codes(ada)
    kept = str(list(StaticToken.objects.values()))

    assert not any(code in kept or code.replace("-", "") in kept for code in made)
    eve = User.objects.create_user("eve")
    codes.make_recovery_codes(eve)
    assert not codes.check(eve, made[0]).right
