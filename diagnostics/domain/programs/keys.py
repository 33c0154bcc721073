"""Keys: ``fpk_<handle>_<secret>``. The handle finds the row, the secret is compared with its hash.

A secret has 256 random bits, so that a plain SHA-256 is enough: there is nothing to guess.
"""

import datetime as dt
import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from diagnostics.models import ProgramKey

__all__ = ["SCOPES", "ProgramKey", "find", "make", "may", "note_use", "revoke"]

PREFIX: Final = "fpk"
SCOPES: Final = ProgramKey.SCOPES
SECRET_BYTES: Final = 32
NOTED: Final = dt.timedelta(minutes=10)
"""So exactly it is known when a key was last used."""


def make(name: str, scopes: Sequence[str], *, by: User | None = None) -> tuple[ProgramKey, str]:
    """A new key, and its text, which nobody can find out again."""
    handle, secret = secrets.token_hex(4), secrets.token_urlsafe(SECRET_BYTES)
    key = ProgramKey.objects.create(
        name=name,
        handle=handle,
        digest=_digest(secret),
        scopes=[scope for scope in SCOPES if scope in scopes],
        made_by=by,
    )
    return key, f"{PREFIX}_{handle}_{secret}"


@sensitive_variables()
def find(text: str) -> ProgramKey | None:
    """The key of a text, unless it was revoked."""
    prefix, _, rest = text.partition("_")
    handle, _, secret = rest.partition("_")
    if prefix != PREFIX or not handle.isalnum():
        return None
    key = ProgramKey.objects.filter(handle=handle, revoked_at=None).first()
    is_right = hmac.compare_digest(key.digest if key else _digest(""), _digest(secret))
    return key if is_right else None


def may(key: ProgramKey, scope: str) -> bool:
    return scope in key.scopes


def note_use(key: ProgramKey) -> None:
    """That it was used, not more often than every ten minutes."""
    now = timezone.now()
    if key.used_at is None or key.used_at <= now - NOTED:
        key.used_at = now
        key.save(update_fields=["used_at"])


def revoke(key: ProgramKey, *, by: User) -> bool:
    """From now on it opens nothing; whether it had opened anything until now."""
    return bool(ProgramKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by))


@sensitive_variables()
def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
