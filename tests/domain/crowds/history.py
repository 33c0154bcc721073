"""Numbers of earlier weeks, put into the table."""

import datetime as dt

from diagnostics.domain.crowds.rule import DAY, INTERVAL, WEEKS
from diagnostics.models import WalkCount

NOW = dt.datetime(2026, 11, 23, 14, 5, tzinfo=dt.UTC)
INTERVAL_NOW = int(NOW.timestamp()) // INTERVAL


def put(
    walks: int, *, ago: int = 0, key: str = "dark", kind: str = "complaint", workers: int = 1, guide: str = "lamp"
) -> None:
    """So many walks in the interval that was so many intervals ago."""
    WalkCount.objects.create(guide=guide, interval=INTERVAL_NOW - ago, kind=kind, key=key, walks=walks, workers=workers)


def put_past(each: int, *, times: int = 7, apart: int = WEEKS.apart, **more: str) -> None:
    """The same number in every interval of the day around this hour, in earlier weeks."""
    rows = [
        WalkCount(**{"guide": "lamp", "kind": "complaint", "key": "dark", **more}, interval=at, walks=each, workers=1)
        for number in range(1, times + 1)
        for at in range(INTERVAL_NOW - number * apart - DAY - 2, INTERVAL_NOW - number * apart + 9)
    ]
    WalkCount.objects.bulk_create(rows, ignore_conflicts=True)
