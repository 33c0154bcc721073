"""Links that show one draft for a while to people without a login: made, opened, withdrawn, and opened again."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.core import signing
from django.utils import timezone

from diagnostics.models import Guide, PreviewLink

SALT: Final = "diagnostics.preview-link"
DAYS: Final = (1, 7, 30)
"""How long a link may last."""


class BrokenLink(Exception):
    """No link to a draft, or not all of one."""


class EndedLink(Exception):
    """The link showed a draft until ``until``."""

    def __init__(self, until: dt.datetime) -> None:
        self.until = until
        super().__init__(f"The link ended at {until}.")


class WithdrawnLink(Exception):
    """An editor withdrew the link."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What may be seen: the draft of this guide, until then; every draft, for good, where neither is set."""

    guide: str | None = None
    until: dt.datetime | None = None


EDITORS: Final = Pass()


def make(guide: Guide, *, days: int, by: str = "") -> tuple[str, PreviewLink]:
    """The part of an address that opens a draft without signing in, and its row; deletes ended rows on the way."""
    now = timezone.now()
    PreviewLink.objects.filter(ends_at__lte=now).delete()
    until = now.replace(microsecond=0) + dt.timedelta(days=days)
    link = PreviewLink.objects.create(guide=guide.slug, ends_at=until, made_by=by)
    return signing.dumps([guide.slug, int(until.timestamp()), link.pk], salt=SALT), link


def open_pass(key: str) -> Pass:
    """What a key opens now; raises BrokenLink, EndedLink, WithdrawnLink."""
    try:
        guide, until, number = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError) as broken:
        raise BrokenLink(key) from broken
    ends = dt.datetime.fromtimestamp(until, dt.UTC)
    if ends <= timezone.now():
        raise EndedLink(ends)
    if not PreviewLink.objects.filter(pk=number, withdrawn_at=None).exists():
        raise WithdrawnLink
    return Pass(guide, ends)


def of(guide: Guide) -> list[PreviewLink]:
    """Those that have not ended, also the withdrawn ones, the newest first."""
    return list(PreviewLink.objects.filter(guide__in=_names(guide), ends_at__gt=timezone.now()))


def withdraw(guide: Guide, numbers: Collection[int], *, by: str) -> int:
    """From now on they open nothing; how many had opened something until now."""
    there = PreviewLink.objects.filter(guide__in=_names(guide), pk__in=numbers, withdrawn_at=None)
    return there.update(withdrawn_at=timezone.now(), withdrawn_by=by)


def restore(guide: Guide, numbers: Collection[int]) -> int:
    """They open the draft again, until they end; how many did not before."""
    there = PreviewLink.objects.filter(guide__in=_names(guide), pk__in=numbers, ends_at__gt=timezone.now())
    return there.exclude(withdrawn_at=None).update(withdrawn_at=None, withdrawn_by="")


def _names(guide: Guide) -> list[str]:
    """What the guide is and was called."""
    return [guide.slug, *guide.aliases]
