"""Codes as the second step: six digits from an app (TOTP), and recovery codes that work once."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

DIGITS: Final = 6
"""Of a code that an app shows."""
RECOVERY_CODES: Final = 10
FEW: Final = 3
"""Recovery codes; with as many or fewer it is time to make new ones."""
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
HALF_LENGTH: Final = 5
SLOWEST: Final = 10
"""Wrong codes in a row, after each of which the wait doubles; then it stays at eight and a half minutes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """wait: seconds until a code will be looked at again. recovery: a recovery code was used up."""

    right: bool = False
    wait: int = 0
    recovery: bool = False


def new_key() -> str:
    """What an app and this site share, in hexadecimal."""
    return str(random_hex(20))


def app_of(user: User, key: str = "") -> TOTPDevice:
    """What an app would be with this key; nothing is kept yet."""
    return TOTPDevice(user=user, key=key or new_key(), name="app")


def add_app(user: User, key: str, typed: str) -> bool:
    """The app is kept in place of any other if the code is right."""
    device = app_of(user, key)
    code = _plain(typed)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    if not (_is_from_app(code) and totp.verify(int(code), device.tolerance)):
        return False
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        device.last_t = totp.t()
        device.save()
    return True


def check(user: User, typed: str) -> Verdict:
    """Look at a code of either kind; a right one cannot be used again."""
    code = _plain(typed)
    is_from_app = _is_from_app(code)
    kind = TOTPDevice if is_from_app else StaticDevice
    # Two tries at the same time come one after the other.
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return Verdict()
        device.throttling_failure_count = min(device.throttling_failure_count, SLOWEST)
        allowed, why = device.verify_is_allowed()
        if not allowed:
            return Verdict(wait=_seconds_until(why["locked_until"]))
        right = device.verify_token(code if is_from_app else _fingerprint(user, code))
    return Verdict(right=right, recovery=right and not is_from_app)


def make_recovery_codes(user: User) -> list[str]:
    """New ones in place of the old ones, to be shown once: only a keyed hash of each is kept."""
    halves = ["".join(secrets.choice(LETTERS) for _ in range(HALF_LENGTH)) for _ in range(2 * RECOVERY_CODES)]
    codes = [f"{one}-{other}" for one, other in zip(halves[::2], halves[1::2], strict=True)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery codes")
        tokens = [StaticToken(device=device, token=_fingerprint(user, _plain(code))) for code in codes]
        StaticToken.objects.bulk_create(tokens)
    return codes


def count_recovery_codes(user: User) -> int:
    """How many are left."""
    return int(StaticToken.objects.filter(device__user=user).count())


def _plain(typed: str) -> str:
    """Without the blanks and hyphens that people put between letters."""
    return re.sub(r"[\s-]", "", typed).lower()


def _is_from_app(code: str) -> bool:
    return code.isascii() and code.isdecimal() and len(code) == DIGITS


def _fingerprint(user: User, code: str) -> str:
    """Sixteen characters, as the table has room for."""
    return salted_hmac("diagnostics.recovery", f"{user.pk}|{code}", algorithm="sha256").hexdigest()[:16]


def _seconds_until(time: datetime) -> int:
    return max(1, ceil((time - timezone.now()).total_seconds()))
