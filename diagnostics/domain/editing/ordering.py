"""The order of a guide's parts, changed one move at a time."""

from collections.abc import Sequence
from typing import Any, Final, Literal

from diagnostics.models import Guide
from diagnostics.models.drafts.part import Part

type Where = Literal["first", "up", "down", "last"]
GAP: Final = 10
"""Between two positions, as an import writes them."""
MOVES: Final[tuple[Where, ...]] = ("first", "up", "down", "last")


def new_order[T](items: Sequence[T], item: T, where: Where) -> list[T]:
    """The order once one item has moved; at the end it stays where it is."""
    at, last = items.index(item), len(items) - 1
    to = {"first": 0, "up": max(at - 1, 0), "down": min(at + 1, last), "last": last}[where]
    rest = [other for other in items if other is not item]
    return [*rest[:to], item, *rest[to:]]


def move[P: Part](rows: Sequence[P], row: P, where: Where) -> list[P]:
    """Move one row among all of its guide, and write the numbers 10, 20, 30 … where they differ."""
    order = new_order(rows, row, where)
    for number, other in enumerate(order, start=1):
        if other.position != number * GAP:
            other.position = number * GAP
            type(other)._default_manager.filter(pk=other.pk).update(position=other.position)
    return order


def rows_of[P: Part](table: type[P], guide: Guide) -> list[P]:
    """All rows of a table in the editors' order, locked until the transaction ends."""
    rows: Any = table.objects.of_guide(guide)
    return list(rows.select_for_update())
