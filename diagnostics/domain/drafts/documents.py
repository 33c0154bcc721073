"""Drafts: the rows of a guide as one document, and back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from pydantic import ValidationError

from diagnostics.content.document.index import problem
from diagnostics.content.document.layout import locate
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.problems import Loc, Problem, ProblemsFound
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.schema_errors import loc_in_data, sentence
from diagnostics.content.files.stand_ins import broken_names
from diagnostics.domain.drafts.columns import Data, as_row
from diagnostics.domain.drafts.history import begin
from diagnostics.domain.drafts.row_reader import document_data
from diagnostics.domain.drafts.row_writer import Writer
from diagnostics.domain.drafts.unstorable import storage_problems
from diagnostics.models import Guide


class UnknownGuide(Exception):
    """There is no draft of this guide."""

    def __init__(self, slug: str) -> None:
        there = ", ".join(Guide.objects.values_list("slug", flat=True)) or "none"
        super().__init__(f"There is no guide “{slug}”. The guides here: {there}.")


class DraftProblems(ProblemsFound):
    """Rows that make no document, or a document that no rows can hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document; or None and what keeps it from being one, which is nothing where there is nothing to read."""

    document: GuideDocument | None
    problems: tuple[Problem, ...] = ()

    @property
    def why(self) -> str:
        """The problems in sentences."""
        return " ".join(problem.message for problem in self.problems)


def get_guide(slug: str) -> Guide:
    """The draft with this slug; raises UnknownGuide."""
    guide = Guide.objects.with_slug(slug)
    if guide is None:
        raise UnknownGuide(slug)
    return guide


def document(guide: Guide) -> GuideDocument:
    """The document of a draft, read at one moment; raises DraftProblems."""
    return document_of(data_of(guide))


def data_of(guide: Guide) -> Data:
    """The same as plain data, also where it makes no document."""
    with one_moment():
        return document_data(guide)


def document_of(data: Data) -> GuideDocument:
    """Raises DraftProblems."""
    try:
        return GuideDocument.model_validate_json(json.dumps(data, default=str))
    except ValidationError as errors:
        raise DraftProblems(_problems(errors, data)) from errors


def read(guide: Guide) -> Reading:
    """The document of a draft for those who go on without it where there is none."""
    return reading_of(data_of(guide))


def reading_of(data: Data) -> Reading:
    """Plain data as a document, or why it is none."""
    try:
        return Reading(document_of(data))
    except DraftProblems as broken:
        return Reading(None, broken.problems)


def replace(document: GuideDocument) -> Guide:
    """Make the rows of a guide say what the document says, all or nothing; raises DraftProblems."""
    if problems := storage_problems(document):
        raise DraftProblems(problems)
    with transaction.atomic():
        before = home_of(document)
        guide = before or Guide.objects.create(**as_row(Guide, document))
        begin(guide, is_new=before is None)
        Writer(document, guide).write()
    return guide


def home_of(document: GuideDocument) -> Guide | None:
    """The guide whose draft the document would replace: that of its slug, or of an alias that it was known under."""
    names = (document.slug, *document.aliases)
    known = {guide.slug: guide for guide in Guide.objects.filter(slug__in=names)}
    return next((known[name] for name in names if name in known), None)


@contextmanager
def one_moment() -> Iterator[None]:
    """All queries inside see the same state, also while somebody imports the guide.

    SQLite's transactions are like that already; inside another transaction its own rule holds.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _problems(errors: ValidationError, data: Data) -> Iterator[Problem]:
    """What keeps it from being a document, and names in it that stand for nothing."""
    for error in errors.errors(include_url=False):
        loc = loc_in_data(error)
        file, place = locate(data, loc)
        part, slug, field = _object_and_field(data, loc)
        yield Problem(file, place, sentence(error), part=part, slug=slug, field=field)
    for reference, message in broken_names(json.loads(json.dumps(data, default=str))):
        yield problem(reference.part, reference.slug, reference.field, message)


def _object_and_field(data: Data, loc: Loc) -> tuple[str, str, str]:
    """Part, slug and field of a value of the document."""
    part, *rest = loc or (GUIDE,)
    if part not in PARTS or not rest:
        return GUIDE, str(data["slug"]), ".".join(str(name) for name in loc)
    return str(part), str(data[str(part)][int(rest[0])]["slug"]), ".".join(str(name) for name in rest[1:])
