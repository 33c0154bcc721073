"""Making the rows of a table be these and no others, touching only those that differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from django.db.models import Model, QuerySet

type Row = dict[str, Any]
"""Values by column, references as keys: ``{"slug": "bulb", "place_id": 3}``."""
type Key = tuple[Any, ...]
"""What tells the rows of a table apart."""

GAP: Final = 10
"""Between two positions, so that an editor can put something between them."""


@dataclass(frozen=True, slots=True)
class Synced[M: Model]:
    """The rows of a table after ``sync``.

    Attributes: ``rows`` in the wanted order; ``left`` those that nobody wants any more, still there.
    """

    rows: list[M]
    left: list[M]


def by_columns[M: Model](rows: QuerySet[M], *columns: str) -> dict[Key, M]:
    """Rows by the values of these columns."""
    return {tuple(getattr(row, column) for column in columns): row for row in rows}


def by_number[M: Model](rows: QuerySet[M], parent: str) -> dict[Key, M]:
    """Ordered rows by the key of what they belong to, and their number in it from 0."""
    found: dict[Key, M] = {}
    counts: dict[int, int] = {}
    for row in rows.order_by("position", "pk"):
        owner = getattr(row, parent)
        found[owner, counts.get(owner, 0)] = row
        counts[owner] = counts.get(owner, 0) + 1
    return found


def sync[M: Model](model: type[M], found: Mapping[Key, M], wanted: Iterable[tuple[Key, Row]]) -> Synced[M]:
    """Write what differs and make what is missing; delete nothing."""
    left = dict(found)
    kept, made = list[M](), list[M]()
    for key, values in wanted:
        row, clean = left.pop(key, None), _clean(model, values)
        if row is None:
            row = model(**clean)
            made.append(row)
        elif differing := {name: value for name, value in clean.items() if getattr(row, name) != value}:
            _write(row, differing)
        kept.append(row)
    model._default_manager.bulk_create(made)
    return Synced(kept, list(left.values()))


def positions(now: Sequence[int | None]) -> list[int]:
    """Positions that put rows into this order; they change as few as they can. None: a new row."""
    placed: list[int] = []
    last = 0
    for position, following in zip_longest(now, now[1:]):
        between = (last + following) // 2 if position is None and following is not None else position
        last = between if between is not None and between > last else last + GAP
        placed.append(last)
    return placed


def delete(rows: Sequence[Model]) -> None:
    """Delete rows of one table, and what hangs on them."""
    if rows:
        type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).delete()


def _clean(model: type[Model], values: Row) -> Row:
    """Values as rows hold them: a day is a date, not its text."""
    return {name: model._meta.get_field(name).to_python(value) for name, value in values.items()}  # type: ignore[union-attr]


def _write(row: Model, values: Row) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    type(row)._default_manager.filter(pk=row.pk).update(**values)
