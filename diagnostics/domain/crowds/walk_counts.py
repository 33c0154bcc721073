"""The numbers of walks in the database: added to by all workers at once, read as series, deleted when they are old."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final, cast

from django.db import connection, transaction
from django.db.models import F, Min, Q, QuerySet, Sum

from diagnostics.domain.crowds.rule import AROUND, DAY, WEEKS, WINDOW, Basis, Counts, Past
from diagnostics.domain.crowds.tally import Kind, Row
from diagnostics.models import WalkCount

KEPT: Final = (WEEKS.most + 1) * WEEKS.apart + DAY
"""Intervals after which a number is no longer needed: fifty days."""
AT_ONCE: Final = 500
"""Rows of one statement."""
_ADD: Final = """
    INSERT INTO {table} (guide, "interval", kind, "key", walks, workers) VALUES {rows}
    ON CONFLICT (guide, "interval", kind, "key")
    DO UPDATE SET walks = {table}.walks + excluded.walks, workers = {table}.workers + excluded.workers
"""


type Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """Walks of the 24 hours before the window; and of each earlier week or day, near its place and in the 24 hours before."""

    day: Mapping[Key, int]
    past: tuple[tuple[Mapping[Key, int], Mapping[Key, int]], ...]


_kept: Final[dict[tuple[int, tuple[str, ...], Basis], Earlier]] = {}
"""By the first interval of the window, which is the same for ten minutes."""


@dataclass(frozen=True, slots=True)
class Series:
    """One number of a guide: now, and in earlier weeks or days, the last one first."""

    kind: Kind
    key: str
    now: Counts
    past: tuple[Past, ...]


def add(rows: Sequence[Row]) -> None:
    """Add to what is there, all or nothing; raises DatabaseError."""
    with transaction.atomic(), connection.cursor() as cursor:
        for some in batched(rows, AT_ONCE):
            values = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(some))
            told = [value for row in some for value in (*row.place, row.walks, row.workers)]
            cursor.execute(_ADD.format(table=WalkCount._meta.db_table, rows=values), told)


def delete_old(interval: int) -> None:
    """Delete what is too old to be compared with this interval."""
    WalkCount.objects.filter(interval__lt=interval - KEPT).delete()


def counted_since(guide: tuple[str, ...]) -> int | None:
    """The first interval of a guide, under all its names, that is still kept."""
    first = WalkCount.objects.filter(guide__in=guide).aggregate(first=Min("interval"))["first"]
    return cast("int | None", first)


def series(guide: tuple[str, ...], interval: int, basis: Basis) -> list[Series]:
    """Every number of a guide, under all its names, for the window that ends in this interval.

    What is earlier than the window is read once in ten minutes; the rest is one small query.
    """
    first = interval - WINDOW
    window, earlier = _window(guide, first, interval), _earlier(guide, first, basis)
    keys = {*window, *earlier.day, *(key for one in earlier.past for sums in one for key in sums)}
    return [
        Series(
            *key,
            Counts(*window.get(key, (0, 0)), earlier.day.get(key, 0)),
            tuple(Past(near.get(key, 0), day.get(key, 0)) for near, day in earlier.past),
        )
        for key in sorted(keys)
    ]


def _window(guide: tuple[str, ...], first: int, last: int) -> Mapping[Key, tuple[int, int]]:
    """By number: walks, and how many of them one caller may have added."""
    several = Sum(F("workers") - 1, filter=Q(workers__gt=1), default=0)
    rows = _rows(guide, first, last).annotate(came=Sum("walks"), doubtful=several)
    return {(row["kind"], row["key"]): (row["came"], row["doubtful"]) for row in rows}


def _earlier(guide: tuple[str, ...], first: int, basis: Basis) -> Earlier:
    """Read once for each window; what was kept for another one is let go."""
    if known := _kept.get((first, guide, basis)):
        return known
    for old in [key for key in list(_kept) if key[0] != first]:
        _kept.pop(old, None)
    _kept[first, guide, basis] = read = _read_earlier(guide, first, basis)
    return read


def _read_earlier(guide: tuple[str, ...], first: int, basis: Basis) -> Earlier:
    starts = [first - number * basis.apart for number in range(1, basis.most + 1)]
    past = tuple((_sums(guide, at - AROUND, at + WINDOW + AROUND), _sums(guide, at - DAY, at - 1)) for at in starts)
    return Earlier(_sums(guide, first - DAY, first - 1), past)


def _sums(guide: tuple[str, ...], first: int, last: int) -> Mapping[Key, int]:
    rows = _rows(guide, first, last).annotate(sum=Sum("walks"))
    return {(row["kind"], row["key"]): row["sum"] for row in rows}


def _rows(guide: tuple[str, ...], first: int, last: int) -> QuerySet[WalkCount, Any]:
    return WalkCount.objects.filter(guide__in=guide, interval__range=(first, last)).values("kind", "key")


def forget() -> None:
    """Keep nothing that was read; for tests."""
    _kept.clear()
