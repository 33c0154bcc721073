"""Spoken codes: eight digits for a keypad, which lead to a link for one hour. The numbers stand in docs/agents.md.

Two more digits are their proof: the agent has them, and reads them out where the page asks for them (guesses.py).
"""

import datetime as dt
import secrets
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from diagnostics.models import ResultLink, SpokenCode
from diagnostics.models.published.spoken_code import PROOF_LENGTH

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


def find(digits: str, *, proof: str | None = None) -> ResultLink | None:
    """The link that these digits lead to now, with its release but for the text; ``proof``: only if this is theirs."""
    found = SpokenCode.objects.filter(digits=digits, ends_at__gt=timezone.now())
    if proof is not None:
        found = found.filter(proof=proof).exclude(proof="")
    spoken = found.select_related("link__release").defer("link__release__text").first()
    return spoken.link if spoken else None


def of(link: ResultLink) -> SpokenCode | None:
    """The code of a link, while it lives."""
    return SpokenCode.objects.filter(link=link, ends_at__gt=timezone.now()).first()


def format_digits(digits: str) -> str:
    """In two groups, as one reads them out: ``1234 5678``."""
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def _make_code(link: ResultLink, now: dt.datetime) -> SpokenCode:
    made = {"digits": _draw(DIGITS), "proof": _draw(PROOF_LENGTH), "ends_at": now + LIFE}
    with transaction.atomic():
        code, _ = SpokenCode.objects.update_or_create(link=link, defaults=made)
    return code


def _draw(count: int) -> str:
    return f"{secrets.randbelow(10**count):0{count}}"
