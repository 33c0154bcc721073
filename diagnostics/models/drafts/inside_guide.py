"""Every reference of a draft stays inside its guide: which columns could leave it, as conditions in SQL.

A row belongs to a guide by itself or through the row that it is inside of. Slugs are unique in a guide only, and drafts are read by
them, so a row that named something of another guide could stand for the wrong thing without anybody seeing it.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import ForeignKey, Model

from diagnostics.models.drafts.carrier import CarrierFact, StepNote
from diagnostics.models.drafts.guide import Guide
from diagnostics.models.drafts.question import Option, Sign, SignRow
from diagnostics.models.drafts.step import Remedy
from diagnostics.models.drafts.tables import TABLES, owner_name

NAMED: Final[tuple[type[Model], ...]] = (*TABLES.values(), Option, SignRow, CarrierFact)
"""Tables whose rows others name or are inside of: such a row never moves to another guide."""
NAMING: Final[tuple[type[Model], ...]] = (Guide, *TABLES.values(), Option, SignRow, Sign, Remedy, CarrierFact, StepNote)


def crossings() -> Iterator[tuple[str, str, str]]:
    """Table, event, and what must not be: a row that would name something outside its guide, or leave it itself."""
    for table in (*NAMING, *lists()):
        leaves = [_leaves(table, field) for field in references(table)]
        moves = [_moves(table)] if table in NAMED else []
        if leaves:
            yield table._meta.db_table, "INSERT", " OR ".join(leaves)
        if leaves or moves:
            yield table._meta.db_table, "UPDATE", " OR ".join(leaves + moves)


def lists() -> list[type[Model]]:
    """Tables of lists of references."""
    fields = [field for table in NAMING for field in table._meta.local_many_to_many]
    return [field.remote_field.through for field in fields if field.remote_field.through]


def references(table: type[Model]) -> Iterator["ForeignKey[Any, Any]"]:
    """The columns that name a row of a draft, without the one that says what the row is inside of."""
    for field in table._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model is not Guide and field.name != owner_name(table):
            yield field


def _leaves(table: type[Model], field: "ForeignKey[Any, Any]") -> str:
    return f"({_guide_of(field.related_model, f'NEW.{field.column}')} <> {_guide(table)})"


def _moves(table: type[Model]) -> str:
    column = f"{owner_name(table)}_id"
    return f"(NEW.{column} <> OLD.{column})"


def _guide(table: type[Model]) -> str:
    """Of the row that is written, the key of its guide; a new guide has none yet."""
    if table is Guide:
        return "NEW.id"
    return _guide_of(table._meta.get_field(owner_name(table)).related_model, f"NEW.{owner_name(table)}_id")  # type: ignore[arg-type]  # a table


def _guide_of(table: type[Model], key: str) -> str:
    """Of the row with this key, the key of its guide."""
    if table is Guide:
        return key
    owner, name = owner_name(table), table._meta.db_table
    above = table._meta.get_field(owner).related_model
    return _guide_of(above, f"(SELECT {owner}_id FROM {name} WHERE id = {key})")  # type: ignore[arg-type]  # noqa: S608 (names of tables)
