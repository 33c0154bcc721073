"""Which part of a document is kept in which table: the one place that says so."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Model

from diagnostics.models.drafts.carrier import Carrier
from diagnostics.models.drafts.case import Case
from diagnostics.models.drafts.cause import Cause
from diagnostics.models.drafts.guide import Guide, Place
from diagnostics.models.drafts.part import Part
from diagnostics.models.drafts.path import MenuPath, Term
from diagnostics.models.drafts.question import Option, Question
from diagnostics.models.drafts.reading import Alarm, Page, Source
from diagnostics.models.drafts.report import Report
from diagnostics.models.drafts.step import Step

TABLES: Final[Mapping[str, type[Part]]] = {
    "places": Place,
    "causes": Cause,
    "questions": Question,
    "steps": Step,
    "carriers": Carrier,
    "paths": MenuPath,
    "terms": Term,
    "alarms": Alarm,
    "pages": Page,
    "cases": Case,
    "reports": Report,
    "sources": Source,
}
"""List of objects in a document → table, in the order of the document."""
OBJECTS: Final[Mapping[str, type[Model]]] = {"guide": Guide, **TABLES}
"""The same with the guide itself: whatever has a form and a history of its own."""
PART_OF: Final[Mapping[type[Model], str]] = {table: part for part, table in OBJECTS.items()} | {Option: "options"}
"""Table → part, for everything that has a slug."""
OWNERS: Final = ("guide", "question", "row", "carrier", "step", "path")
"""What rows are inside of, the first that a table has: a sign in its row, a remedy in its step."""


def owner_name(table: type[Model]) -> str:
    """The column that says what a row is inside of; of a list of references, its first one. A guide is inside of nothing."""
    columns = [field.name for field in table._meta.concrete_fields if field.is_relation]
    if table._meta.auto_created:
        return columns[0]
    return next((name for name in OWNERS if name in columns), "")


def guide_path(table: type[Model]) -> str:
    """How a query says which guide a row belongs to: ``row__question__guide``."""
    owner = owner_name(table)
    return owner if owner == "guide" else f"{owner}__{guide_path(table._meta.get_field(owner).related_model)}"  # type: ignore[arg-type]  # a table
