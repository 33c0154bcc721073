"""The secrets of webhooks, and the signature that shows a receiver that it was this site who wrote, and when.

No secret is stored: it is made of a salt and of SECRET_KEY, so a copy of the database signs nothing. A hash of it is kept,
by which it is noticed that SECRET_KEY has changed.
"""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Final

from django.utils import timezone
from django.utils.crypto import salted_hmac

from diagnostics.models import Webhook

PREFIX: Final = "whsec_"
"""By which people, and programs that look for lost secrets, know one."""
OVERLAP: Final = dt.timedelta(days=1)
"""So long the former secret signs beside a new one."""


def renew(webhook: Webhook) -> None:
    """Give it a new secret, to be shown once. The former one, if it is known, signs beside it for a day."""
    former = webhook.salt if is_known(webhook) else ""
    webhook.former_salt, webhook.former_until = former, timezone.now() + OVERLAP if former else None
    webhook.salt = secrets.token_urlsafe(32)
    webhook.secret_hash = _hash(secret(webhook))
    webhook.save(update_fields=["former_salt", "former_until", "salt", "secret_hash"])


def secret(webhook: Webhook) -> str:
    """What its receiver checks signatures with."""
    return _secret(webhook.salt)


def is_known(webhook: Webhook) -> bool:
    """Whether its secret is the one that was handed out: not where there is none yet, or SECRET_KEY is another one."""
    return bool(webhook.salt) and hmac.compare_digest(webhook.secret_hash, _hash(secret(webhook)))


def signature(webhook: Webhook, body: bytes, now: dt.datetime) -> str:
    """The value of the header ``Fixpath-Signature``: the time, and what each valid secret makes of time and body."""
    salts = [webhook.salt]
    if webhook.former_salt and webhook.former_until and now < webhook.former_until:
        salts.append(webhook.former_salt)
    return sign(body, int(now.timestamp()), map(_secret, salts))


def sign(body: bytes, at: int, keys: Iterable[str]) -> str:
    """``t=<seconds since 1970>``, and for each secret ``v1=<hexadecimal HMAC-SHA256 of "<seconds>.<body>">``."""
    signed = b"%d.%s" % (at, body)
    return ",".join([f"t={at}", *(f"v1={hmac.new(key.encode(), signed, hashlib.sha256).hexdigest()}" for key in keys)])


def _secret(salt: str) -> str:
    made = salted_hmac("fixpath.webhooks", salt, algorithm="sha256").digest()
    return PREFIX + base64.urlsafe_b64encode(made).decode().rstrip("=")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
