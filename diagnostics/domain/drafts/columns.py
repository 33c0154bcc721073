"""Which field of the guide document a column holds, both ways; derived from the schema and from the tables.

A column has the name of its field; only what stands elsewhere in the document is written down here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db.models import Field, Model
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from diagnostics.content.document import schema
from diagnostics.content.document.fields import COMING_IN, Text
from diagnostics.content.document.measures import Expectation
from diagnostics.content.document.offered import offer_fault
from diagnostics.content.document.schema_errors import sentence
from diagnostics.models import Case, Guide, Option, StepNote

type Data = dict[str, Any]
"""A part of a document as JSON."""


@dataclass(frozen=True, slots=True)
class Inner:
    """A part inside a part that has no table of its own.

    field: where it stands. part: what it is. columns: its fields by the column that holds them.
    may_lack: whether it is left out where nothing is said.
    """

    field: str
    part: type[BaseModel]
    columns: Mapping[str, str]
    may_lack: bool = False


INNER: Final[Mapping[type[Model], Inner]] = {
    Guide: Inner(
        "comparisons",
        schema.Comparisons,
        {"usual_name": "usual_name", "usual": "usual", "usual_by_option": "by_option"},
    ),
    Option: Inner(
        "page", schema.SignPage, {f"page_{name}": name for name in schema.SignPage.model_fields}, may_lack=True
    ),
    Case: Inner("expect", Expectation, {name: name for name in Expectation.model_fields}),
}


def part_of(table: type[Model]) -> type[BaseModel] | None:
    """What a row is in the document, which has the name of the table; None for rows that only say how parts are related."""
    return schema.GuideDocument if table is Guide else getattr(schema, table.__name__, None)


@cache
def fields(table: type[Model]) -> Mapping[str, FieldInfo]:
    """Fields of the document by the column that holds them; columns that name another part are among them."""
    if (part := part_of(table)) is None:
        return {}
    names = [column.name for column in table._meta.concrete_fields if column.name in part.model_fields]
    found = {name: part.model_fields[name] for name in names}
    if inner := INNER.get(table):
        found |= {column: inner.part.model_fields[name] for column, name in inner.columns.items()}
    return found


def _column(table: type[Model], name: str) -> "Field[Any, Any]":
    return table._meta.get_field(name)  # type: ignore[return-value]  # these are columns only


@cache
def query_columns(table: type[Model]) -> tuple[str, ...]:
    """The columns as a query names them: of a reference, the slug that it stands for."""
    return tuple(f"{name}__slug" if _column(table, name).is_relation else name for name in fields(table))


def as_data(table: type[Model], row: Mapping[str, Any]) -> Data:
    """A row of these columns as the document says it; what a document leaves out is left out."""
    values = {name.removesuffix("__slug"): value for name, value in row.items()}
    data = {name: value for name, value in values.items() if not _is_left_out(table, name, value)}
    if inner := INNER.get(table):
        inside = {name: data.pop(column) for column, name in inner.columns.items() if column in data}
        if any(inside.values()) or not inner.may_lack:
            data[inner.field] = inside
    return data


def _is_left_out(table: type[Model], name: str, value: object) -> bool:
    """Of lines that a document may lack, the row holds an empty one."""
    return value is None or (value == "" and fields(table)[name].default is None)


def as_row(table: type[Model], part: BaseModel) -> Data:
    """A part of the document as its row holds it; references are not among the values."""
    own = {name for name in fields(table) if not _column(table, name).is_relation}
    inner = INNER.get(table)
    values = part.model_dump(mode="json", include={*own, inner.field} if inner else own)
    values |= {name: getattr(part, name) for name in own - values.keys() if hasattr(part, name)}
    if inner:
        inside = values.pop(inner.field) or {}
        values |= {column: inside.get(name) for column, name in inner.columns.items()}
    return {name: "" if value is None and not _column(table, name).null else value for name, value in values.items()}


def refusal(table: type[Model], name: str, value: object) -> str:
    """Why no guide can hold this value of a column, in a sentence; empty where it can, or has no such value."""
    adapter = None if value in ("", None) else _adapter(table, name)
    try:
        if adapter:
            adapter.validate_json(json.dumps(value, default=str), context=COMING_IN)
    except ValidationError as errors:
        return sentence(errors.errors(include_url=False)[0])
    return offer_fault(name, value if isinstance(value, str) else None)


@cache
def _adapter(table: type[Model], name: str) -> TypeAdapter[Any] | None:
    """What checks values of a column; None for columns that name rows, and for those that no document has."""
    if (table, name) == (StepNote, "text"):
        return TypeAdapter(Text, config=ConfigDict(strict=True))
    field = fields(table).get(name)
    if field is None or _column(table, name).is_relation:
        return None
    return TypeAdapter(field.rebuild_annotation(), config=ConfigDict(strict=True))
