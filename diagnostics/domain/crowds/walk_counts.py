"""The numbers of walks in the database: added to by all workers at once, read as series, deleted when they are old."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Final, cast

from django.db import connection, transaction
from django.db.models import F, Min, Q, Sum

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


def counted_since(guide: Iterable[str]) -> int | None:
    """The first interval of a guide, under all its names, that is still kept."""
    first = WalkCount.objects.filter(guide__in=tuple(guide)).aggregate(first=Min("interval"))["first"]
    return cast("int | None", first)


def series(guide: Iterable[str], interval: int, basis: Basis) -> list[Series]:
    """Every number of a guide, under all its names, for the window that ends in this interval; in one query."""
    first = interval - WINDOW
    spans: Mapping[str, tuple[int, int]] = {"came": (first, interval), "day": (first - DAY, first - 1)} | {
        f"{name}_{number}": span
        for number in range(1, basis.most + 1)
        for name, span in _spans(first - number * basis.apart).items()
    }
    within = {name: Q(interval__range=span) for name, span in spans.items()}
    anywhere = Q(interval__range=(first - DAY, interval))
    for number in range(1, basis.most + 1):
        anywhere |= Q(
            interval__range=(first - number * basis.apart - DAY, first - number * basis.apart + WINDOW + AROUND)
        )
    rows = (
        WalkCount.objects.filter(anywhere, guide__in=tuple(guide))
        .values("kind", "key")
        .annotate(
            doubtful=Sum(F("workers") - 1, filter=within["came"], default=0),
            **{name: Sum("walks", filter=condition, default=0) for name, condition in within.items()},
        )
    )
    return [_series(cast("Mapping[str, int]", row), basis) for row in rows]


def _spans(first: int) -> dict[str, tuple[int, int]]:
    """Of an earlier week or day: near the window's place, and the 24 hours before it."""
    return {"near": (first - AROUND, first + WINDOW + AROUND), "day": (first - DAY, first - 1)}


def _series(row: Mapping[str, int], basis: Basis) -> Series:
    past = tuple(Past(row[f"near_{number}"], row[f"day_{number}"]) for number in range(1, basis.most + 1))
    kind, key = cast("Kind", row["kind"]), str(row["key"])
    return Series(kind, key, Counts(row["came"], row["doubtful"], row["day"]), past)
