"""Signing somebody out everywhere."""

from typing import Final

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

HALF: Final = "half_signed_in"
"""In the session: who has typed the right password, and has yet to take the second step."""


def end_all(user: User, *, but: str | None = None) -> int:
    """End their sessions, except the one with this key; how many. A session's owner stands inside it, so all are read."""
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but).iterator():
        kept = session.get_decoded()
        if str(user.pk) in (kept.get(SESSION_KEY), kept.get(HALF, {}).get("user")):
            session.delete()
            ended += 1
    return ended
