"""Sums by day of what visitors said, so that a million outcomes cost a page no more than a thousand."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from diagnostics.models import DailyOutcome, Outcome

KEPT_DAYS: Final = 60
"""So long single outcomes are kept; their sums stay."""
FIRST_AT: Final = dt.time(0, 10)
"""Of a new day in UTC: by then every worker has written what was said before midnight."""
ABOUT: Final = ("release_id", "step", "kind", "why", "cause", "place")


def roll_up(today: dt.date | None = None, *, again: int = KEPT_DAYS) -> tuple[int, int]:
    """Sum up every day before today, and delete what is old; how many days and how many rows that were.

    again: so many of the last days are summed up once more, of those before only what was not.

    It may run twice, also at once: a day is summed up anew from all that is kept of it. Raises DatabaseError.
    """
    today = today or timezone.now().date()
    days = list(_days(today, again))
    for day in days:
        _roll_up_day(day)
    return len(days), _prune(today)


def _days(today: dt.date, again: int) -> Iterator[dt.date]:
    """Days that are over. Of an old one the single outcomes may be gone, so its sums are made once only."""
    summed = set(rolled_up_days())
    kept = Outcome.objects.filter(day__lt=today).order_by("day").values_list("day", flat=True).distinct()
    return (day for day in kept if day >= today - dt.timedelta(days=again) or day not in summed)


def rolled_up_days() -> Iterator[dt.date]:
    """The days of which there are sums of what was said."""
    said = DailyOutcome.objects.exclude(kind=DailyOutcome.OFFERED)
    return said.order_by().values_list("day", flat=True).distinct().iterator()


def _roll_up_day(day: dt.date) -> None:
    sums = Outcome.objects.filter(day=day).order_by(*ABOUT).values(*ABOUT).annotate(count=Count("pk"))
    with transaction.atomic():
        DailyOutcome.objects.filter(day=day).exclude(kind=DailyOutcome.OFFERED).delete()
        DailyOutcome.objects.bulk_create(
            [DailyOutcome(day=day, **one) for one in sums],
            batch_size=500,
            update_conflicts=True,
            update_fields=["count"],
            unique_fields=["day", "release", "step", "kind", "why", "cause", "place"],
        )


def _prune(today: dt.date) -> int:
    """Delete old single outcomes; those of a link stay as long as the link."""
    return Outcome.objects.filter(day__lt=_horizon(today), link=None).delete()[0]


def _horizon(today: dt.date) -> dt.date:
    return today - dt.timedelta(days=KEPT_DAYS)
