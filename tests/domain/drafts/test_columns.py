"""Columns and fields of the document belong together one to one."""

from typing import Any

import pytest

from diagnostics.domain.drafts.columns import INNER, fields, part_of
from diagnostics.models import CarrierFact, Option, PathVariant, Variant
from diagnostics.models.drafts.tables import OBJECTS, TABLES

KEPT_OTHERWISE = {"schema_version", "signs", *TABLES}
"""Fields that are tables of their own, by another name than the document's."""
OF_ROWS = {"id", "position", "guide", "question", "step", "path", "carrier"}
"""Columns that say where a row stands."""


@pytest.mark.parametrize("table", [*OBJECTS.values(), Option, Variant, PathVariant, CarrierFact])
def test_every_field_has_a_column_and_every_column_a_field(table: Any) -> None:
    """Nothing that a document says is lost in the tables, and no column says what no document does."""
    part = part_of(table)
    assert part is not None
    inner = {INNER[table].field} if table in INNER else set()
    related = {one.name for one in table._meta.get_fields()}
    assert (
        set(part.model_fields) - fields(table).keys() - related - inner
        == KEPT_OTHERWISE & set(part.model_fields) - related
    )
    assert {column.name for column in table._meta.concrete_fields} - fields(table).keys() <= OF_ROWS
