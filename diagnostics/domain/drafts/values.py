"""What the guide document would refuse of a value in a row, so that a form can say it where it is written."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from django.db.models import Field, Model
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from diagnostics.content.document import schema
from diagnostics.content.document.schema_errors import sentence
from diagnostics.models import (
    Alarm,
    Carrier,
    CarrierFact,
    Case,
    Cause,
    Guide,
    MenuPath,
    Option,
    Page,
    PathVariant,
    Place,
    Question,
    Source,
    Step,
    StepNote,
    Term,
    Variant,
)

PARTS: Final[Mapping[type[Model], type[BaseModel]]] = {
    Guide: schema.GuideDocument,
    Place: schema.Place,
    Cause: schema.Cause,
    Question: schema.Question,
    Option: schema.Option,
    Step: schema.Step,
    Variant: schema.Variant,
    MenuPath: schema.MenuPath,
    PathVariant: schema.PathVariant,
    Term: schema.Term,
    Carrier: schema.Carrier,
    CarrierFact: schema.CarrierFact,
    Alarm: schema.Alarm,
    Page: schema.Page,
    Case: schema.Case,
    Source: schema.Source,
}
ELSEWHERE: Final[Mapping[tuple[type[Model], str], tuple[type[BaseModel], str]]] = {
    (Guide, "usual_name"): (schema.Comparisons, "usual_name"),
    (Guide, "usual"): (schema.Comparisons, "usual"),
    (Guide, "usual_by_option"): (schema.Comparisons, "by_option"),
    **{(Option, f"page_{name}"): (schema.SignPage, name) for name in schema.SignPage.model_fields},
    **{(Case, name): (schema.Expectation, name) for name in schema.Expectation.model_fields},
}
"""Columns that are fields of a part inside the part."""


def refusal(model: type[Model], name: str, value: object) -> str:
    """Why the document cannot hold this value of a column, in a sentence; empty where it can, or has no such value."""
    adapter = None if value in ("", None) else _adapter(model, name)
    if adapter is None:
        return ""
    try:
        adapter.validate_json(json.dumps(value, default=str))
    except ValidationError as errors:
        return sentence(errors.errors(include_url=False)[0])
    return ""


@cache
def _adapter(model: type[Model], name: str) -> TypeAdapter[Any] | None:
    """What checks values of a column; None for columns that name rows, and for those that no document has."""
    if (model, name) == (StepNote, "text"):
        return TypeAdapter(schema.Text, config=ConfigDict(strict=True))
    part, field = ELSEWHERE.get((model, name), (PARTS.get(model), name))
    column: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]  # forms have columns only
    if column.is_relation or part is None or field not in part.model_fields:
        return None
    return TypeAdapter(part.model_fields[field].rebuild_annotation(), config=ConfigDict(strict=True))
