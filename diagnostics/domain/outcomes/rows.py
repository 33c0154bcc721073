"""Rows of outcomes in the database: added to by all workers at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Any, Final

from django.db import connection, models, transaction

from diagnostics.domain.outcomes.folding import find_release
from diagnostics.domain.outcomes.queue import Lost, Offer
from diagnostics.domain.webhooks.outbox import News, tell_all
from diagnostics.models import DailyOutcome, LostOutcome, Outcome

AT_ONCE: Final = 500
"""Rows of one statement."""
_ADD: Final = """
    INSERT INTO {table} ({columns}, count) VALUES {rows}
    ON CONFLICT ({columns}) DO UPDATE SET count = {table}.count + excluded.count
"""


def write_said(rows: Iterable[Outcome]) -> None:
    """Write what visitors said; of the same words about the same step the last ones stay. Raises DatabaseError."""
    last = {row.key: row for row in rows}
    for keys in batched(sorted(last), AT_ONCE):
        with transaction.atomic():
            known = dict(Outcome.objects.filter(key__in=keys).values_list("key", "kind"))
            Outcome.objects.bulk_create(
                [last[key] for key in keys],
                update_conflicts=True,
                update_fields=["kind", "why"],
                unique_fields=["key"],
            )
            tell_all(news(last[key]) for key in keys if known.get(key) != last[key].kind)


def news(row: Outcome) -> News:
    """What webhooks are told of it; the walk is nobody else's business."""
    told = {"release": row.release.number, "step": row.step, "outcome": row.kind, "why": row.why}
    more = {"cause": row.cause, "place": row.place, "link": row.link.code if row.link else None}
    return News("outcome", row.release.guide, told | more)


def write_offers(offers: Mapping[Offer, int]) -> None:
    """Add to the steps that were shown; those of a release that is gone are left out. Raises DatabaseError."""
    rows = [
        (one.day, release.pk, one.step, DailyOutcome.OFFERED, "", one.cause, one.place, count)
        for one, count in offers.items()
        if (release := find_release(one.guide, one.number))
    ]
    _add(DailyOutcome, ("day", "release_id", "step", "kind", "why", "cause", "place"), rows)


def write_lost(lost: Mapping[Lost, int]) -> None:
    """Add to what was lost. Raises DatabaseError."""
    _add(LostOutcome, ("guide", "day", "why"), [(*key, count) for key, count in lost.items()])


def _add(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Add each last value to the count of its row, all or nothing; in one order, so that workers wait for each other."""
    marks = f"({', '.join(['%s'] * (len(columns) + 1))})"
    with transaction.atomic(), connection.cursor() as cursor:
        for some in batched(sorted(rows), AT_ONCE):
            statement = _ADD.format(
                table=model._meta.db_table, columns=", ".join(columns), rows=", ".join([marks] * len(some))
            )
            cursor.execute(statement, [value for row in some for value in row])
