"""Deleting an object: which places still name it is said before and not after."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from diagnostics.admin.fields.part_forms import guide_of
from diagnostics.admin.forms.work import Mention, work_of
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import frame_of
from diagnostics.content.document.index import NAMES, Index
from diagnostics.content.document.references import Reference
from diagnostics.content.markup.quotes import quote
from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import changing
from diagnostics.domain.drafts.mentions import mentions
from diagnostics.models import Guide, Option, Remedy, Sign, SignRow, StepNote
from diagnostics.models.drafts.tables import PART_OF

DELETED_WITH_IT = frozenset({"remedies", "signs", "notes", "only_after"})
"""First words of fields whose rows are deleted together with what they name, so that nothing is broken."""
IN_WORDS: Final[Mapping[type[Model], Callable[[Any], str]]] = {
    SignRow: lambda row: f"What the answers to {quote(row.question)} say about {row.about}",
    Sign: lambda row: f"What {quote(row.option or row.carrier)} says about {row.row.about}",
    Remedy: lambda row: f"{quote(row.step)} {row.get_word_display()} cures {quote(row.cause)}",
    StepNote: lambda row: f"What customers of {row.carrier} read inside {quote(row.step)}",
}
"""Rows that have no words of their own."""
INSIDE: Final[Mapping[type[Model], tuple[str, ...]]] = {Sign: ("row__cause", "row__place")}
"""What is read with rows, beside what they name themselves."""


def places_that_name(row: Model) -> tuple[Mention, ...]:
    """Those that would name nothing once the row is gone; none where the draft cannot be read as a whole."""
    guide, part = Guide.objects.filter(pk=guide_of(row) or 0).first(), PART_OF.get(type(row))
    if guide is None or part is None or isinstance(row, Guide):
        return ()
    if (document := drafts.read(guide).document) is None:
        return ()
    question = row.question.slug if isinstance(row, Option) else ""
    found = mentions(document, part, str(getattr(row, "slug", "")), question)
    return tuple(dict.fromkeys(_in_words(found, Index(document), Links(guide))))


def _in_words(found: tuple[Reference, ...], index: Index, links: Links) -> Iterator[Mention]:
    for reference in found:
        if reference.field.partition(".")[0] not in DELETED_WITH_IT:
            name = _name(index, reference)
            address = links.to(reference.part, reference.slug, reference.field)
            yield Mention(name, address, cites=reference.to == "sources")


def _name(index: Index, reference: Reference) -> str:
    title = index.title(reference.part, reference.slug)
    return f"{NAMES.get(reference.part, 'guide').capitalize()} {quote(title)}"


def _dependent_rows(row: Model) -> Iterator[Model]:
    """Rows that are deleted with this one."""
    found = NestedObjects(using=DEFAULT_DB_ALIAS)
    found.collect([row])
    for model, rows in found.data.items():
        if not model._meta.auto_created:
            stored = model._default_manager.filter(pk__in=[each.pk for each in rows]).exclude(
                pk=row.pk if model is type(row) else None
            )
            yield from stored.order_by("pk").prefetch_related(
                *(field.name for field in model._meta.fields if field.is_relation), *INSIDE.get(model, ())
            )


def deleted_with(row: Model) -> list[str]:
    """What is deleted together with a row, in words."""
    rows = list(_dependent_rows(row))
    there = {(type(each), each.pk) for each in rows}
    # A sign is said with its row, where that goes as well.
    return [_words(each) for each in rows if (SignRow, getattr(each, "row_id", None)) not in there]


def _words(row: Model) -> str:
    said = IN_WORDS.get(type(row))
    return said(row) if said else f"{capfirst(str(row._meta.verbose_name))} {quote(row)}"


class RemovalAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """Deletes one object at a time, with a warning."""

    actions = None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        guide = Guide.objects.filter(pk=guide_of(row) or 0).first() if row else None
        work_of(request).guide = guide
        ctx = frame_of(request, guide) | (extra_context or {})
        if row is None or request.method != "POST":
            return super().delete_view(request, object_id, {"mentions": places_that_name(row) if row else (), **ctx})
        with changing(guide, by=request.user, comment=f"Deleted {quote(row)}."):
            return super().delete_view(request, object_id, ctx)

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> Any:  # noqa: ANN401 (as Django's)
        rows = list(objs)
        _, counts, forbidden, protected = super().get_deleted_objects(rows, request)
        return [words for row in rows for words in deleted_with(row)], counts, forbidden, protected
