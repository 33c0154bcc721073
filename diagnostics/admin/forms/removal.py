"""Deleting an object: which places still name it is said before and not after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from diagnostics.admin.forms.part_forms import PART_OF, guide_of
from diagnostics.admin.links import Links
from diagnostics.content.document import GuideDocument
from diagnostics.content.index import NAMES
from diagnostics.content.references import Reference
from diagnostics.domain import drafts
from diagnostics.domain.mentions import mentions
from diagnostics.models import Guide, Option

GOES_WITH_IT = frozenset({"remedies", "signs", "notes", "sources", "only_after", "facts"})
"""First words of fields whose rows are deleted together with what they name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names an object: in words, and where it is edited."""

    words: str
    address: str


def places_that_name(row: Model) -> tuple[Mention, ...]:
    """Those that would name nothing once the row is gone; none where the draft cannot be read as a whole."""
    guide, part = Guide.objects.filter(pk=guide_of(row) or 0).first(), PART_OF.get(type(row))
    if guide is None or part is None or isinstance(row, Guide):
        return ()
    try:
        document = drafts.document(guide)
    except drafts.DraftProblems:
        return ()
    question = row.question.slug if isinstance(row, Option) else ""
    found = mentions(document, part, str(getattr(row, "slug", "")), question)
    return tuple(dict.fromkeys(_in_words(found, document, Links(guide))))


def _in_words(found: tuple[Reference, ...], document: GuideDocument, links: Links) -> Iterator[Mention]:
    for reference in found:
        if reference.field.partition(".")[0] not in GOES_WITH_IT:
            name = _name(document, reference)
            yield Mention(name, links.to(reference.part, reference.slug, reference.field))


def _name(document: GuideDocument, reference: Reference) -> str:
    items = getattr(document, reference.part, ())
    item = next((item for item in items if item.slug == reference.slug), document)
    title = next((getattr(item, name) for name in ("title", "name", "text") if hasattr(item, name)), "")
    return f"{NAMES.get(reference.part, 'guide').capitalize()} “{title}”"


class RemovalAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """Deletes one object at a time, with a warning."""

    actions = None

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        named = places_that_name(row) if row and request.method == "GET" else ()
        return super().delete_view(request, object_id, {"mentions": named, **(extra_context or {})})
