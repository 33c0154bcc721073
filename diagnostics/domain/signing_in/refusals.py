"""What is said at either door while no password is looked at."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diagnostics.config.passwords import HashingBusy
from diagnostics.domain.signing_in.door import TooManyTries

REASONS: Final = (TooManyTries, HashingBusy)
LATER: Final = 5
"""Seconds after which a busy door is worth another try."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """seconds: until it is worth trying again."""

    status: int
    seconds: int
    title: str
    lead: str


def refusal(why: Exception) -> Refusal:
    """Of one of ``REASONS``."""
    if isinstance(why, TooManyTries):
        return too_many(why.seconds)
    lead = _("Many passwords are being checked right now. Wait a few seconds, then try again. Nothing is lost.")
    return Refusal(503, LATER, _("Signing in takes a moment longer"), lead)


def too_many(seconds: int) -> Refusal:
    """Too many wrong passwords."""
    minutes = ceil(seconds / 60)
    lead = ngettext(
        "Wait %(minutes)d minute, then try again. Nothing is lost, and nobody else is locked out.",
        "Wait %(minutes)d minutes, then try again. Nothing is lost, and nobody else is locked out.",
        minutes,
    ) % {"minutes": minutes}
    return Refusal(429, seconds, _("Too many wrong passwords"), lead)
