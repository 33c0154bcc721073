"""Networks that people sign in from: whoever is attacked from elsewhere still comes in from there."""

import datetime as dt
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.crypto import salted_hmac

from diagnostics.config import callers
from diagnostics.models import UsualPlace

REMEMBERED: Final = dt.timedelta(days=90)
"""Since the last time that somebody signed in from there."""


def is_usual(name: str, caller: str) -> bool:
    """Whether this person has signed in from the network of this address."""
    since = timezone.now().date() - REMEMBERED
    place = UsualPlace.objects.filter(user__username=name, network=_hash(caller), used_on__gte=since)
    return "\0" not in name and place.exists()


def remember(user: User, caller: str) -> None:
    """They are signed in; what nobody used for long is forgotten."""
    today = timezone.now().date()
    UsualPlace.objects.update_or_create(user=user, network=_hash(caller), defaults={"used_on": today})
    UsualPlace.objects.filter(used_on__lt=today - REMEMBERED).delete()


def _hash(caller: str) -> str:
    return salted_hmac("diagnostics.places", callers.network(caller), algorithm="sha256").hexdigest()
