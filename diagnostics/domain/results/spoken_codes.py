"""Spoken codes: eight digits for a keypad, which lead to a link for one hour. The numbers stand in docs/agents.md."""

import datetime as dt
import secrets
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from diagnostics.models import ResultLink, SpokenCode

LIFE: Final = dt.timedelta(hours=1)
DIGITS: Final = 8
GROUP: Final = 4
TRIES: Final = 5
"""Of 100,000,000 numbers hardly one is ever taken; five in a row never are."""


def make(link: ResultLink) -> SpokenCode:
    """A new code for a link, in place of the one before; deletes expired codes on the way."""
    now = timezone.now()
    SpokenCode.objects.filter(ends_at__lte=now).delete()
    for _ in range(TRIES - 1):
        try:
            return _make_code(link, now)
        except IntegrityError:
            continue
    return _make_code(link, now)


def find(digits: str) -> ResultLink | None:
    """The link that these digits lead to now, with its release but for the text."""
    spoken = (
        SpokenCode.objects.select_related("link__release")
        .defer("link__release__text")
        .filter(digits=digits, ends_at__gt=timezone.now())
        .first()
    )
    return spoken.link if spoken else None


def of(link: ResultLink) -> SpokenCode | None:
    """The code of a link, while it lives."""
    return SpokenCode.objects.filter(link=link, ends_at__gt=timezone.now()).first()


def format_digits(digits: str) -> str:
    """In two groups, as one reads them out: ``1234 5678``."""
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def _make_code(link: ResultLink, now: dt.datetime) -> SpokenCode:
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with transaction.atomic():
        code, _ = SpokenCode.objects.update_or_create(link=link, defaults={"digits": digits, "ends_at": now + LIFE})
    return code
