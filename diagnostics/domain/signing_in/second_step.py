"""The second step: who takes one, who must, and what happens between the password and it."""

import time
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from diagnostics.config import callers
from diagnostics.config.middleware import USED_AT
from diagnostics.domain.signing_in import codes, door, places, sessions
from diagnostics.domain.signing_in.sessions import HALF
from diagnostics.models import Passkey

PASSED: Final = "second_step"
"""In the session: that the second step was taken."""
MINUTES: Final = 10
"""How long the second step may take."""
PUBLISH: Final = "diagnostics.publish_guide"
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"

type Mean = TOTPDevice | Passkey


@dataclass(frozen=True, slots=True)
class Means:
    """By what somebody can take the second step."""

    app: TOTPDevice | None
    passkeys: tuple[Passkey, ...]
    recovery_codes: int

    def __bool__(self) -> bool:
        return bool(self.app or self.passkeys)


def means_of(user: User) -> Means:
    app = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return Means(app, tuple(Passkey.objects.filter(user=user)), codes.count_recovery_codes(user))


def is_offered() -> bool:
    return bool(settings.SECOND_FACTOR != "off")


def must_have(user: User) -> bool:
    """Whether the operator wants this person to have one (``SECOND_FACTOR``)."""
    rule = settings.SECOND_FACTOR
    return rule == "staff" or (rule == "publishers" and user.has_perm(PUBLISH))


def is_missing(request: HttpRequest, user: User | AnonymousUser) -> bool:
    """Whether somebody who is signed in has to take the step first: the rule is newer than their session, or their role."""
    if settings.SECOND_FACTOR not in ("publishers", "staff") or not user.is_authenticated:
        return False
    return PASSED not in request.session and must_have(user)


def after_password(request: HttpRequest, user: User, *, wanted: str) -> str:
    """The password was right: sign in, or get ready for the second step. The address to go to."""
    door.give_back_tries(request)
    # What was begun in this browser before, by whomever, does not go on.
    request.session.flush()
    if not (is_offered() and (means_of(user) or must_have(user))):
        login(request, user, BACKEND)
        return wanted
    request.session[HALF] = {
        "user": str(user.pk),
        "hash": user.get_session_auth_hash(),
        "until": int(time.time()) + 60 * MINUTES,
        "wanted": wanted,
    }
    return reverse("second-step")


def half_signed_in_user(request: HttpRequest) -> User | None:
    """Who has typed the right password and has yet to take the second step; for ten minutes, and while it is right."""
    half = request.session.get(HALF)
    if not half or half["until"] < time.time():
        return None
    user = User.objects.filter(pk=half["user"], is_active=True).first()
    return user if user and constant_time_compare(user.get_session_auth_hash(), half["hash"]) else None


def wanted_address(request: HttpRequest) -> str:
    """Where somebody wanted to go who is taking the second step; empty where nobody is."""
    return str(request.session.get(HALF, {}).get("wanted", ""))


def finish(request: HttpRequest, user: User) -> str:
    """The second step was taken: sign in. The address that was wanted."""
    address = wanted_address(request)
    request.session.pop(HALF, None)
    login(request, user, BACKEND)
    request.session[PASSED] = True
    return address


def remove(user: User, one: Mean) -> None:
    """One of them; with the last one go the recovery codes."""
    one.delete()
    if not means_of(user):
        StaticDevice.objects.filter(user=user).delete()


def remove_all(user: User) -> None:
    """Somebody's app, passkeys and recovery codes; they are signed out everywhere."""
    for table in (TOTPDevice, StaticDevice, Passkey):
        table.objects.filter(user=user).delete()
    sessions.end_all(user)


@receiver(user_logged_in)
def remember_place(sender: object, request: HttpRequest, user: User, **_: object) -> None:  # noqa: ARG001 (Django's)
    """Where somebody signs in is where no stranger can keep them out from, and their session's first use."""
    request.session[USED_AT] = int(time.time())
    places.remember(user, callers.address(request))
