"""Deleting a whole guide: only for whoever types its name, and told where it is found again."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from diagnostics.models import Guide
from diagnostics.models.drafts.tables import TABLES

OTHER_NAME: Final = "That is not its name. Nothing was deleted."
APOSTROPHES: Final = str.maketrans("’‘", "''")


class GuideRemovalAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """Asks for the name of a guide before it deletes it."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        guide: Any = self.get_object(request, unquote(object_id))
        typed = request.POST.get("name", "")
        ctx = {"asked": guide.slug if guide else "", "typed_name": typed, **(extra_context or {})}
        if guide is None or request.method != "POST" or _is_name(typed, guide):
            return super().delete_view(request, object_id, ctx)
        # The page again, as it was opened: what Django finds posted it would take for a yes.
        request.method, request.POST = "GET", QueryDict()
        response = super().delete_view(request, object_id, {**ctx, "objection": OTHER_NAME})
        response.status_code = 422
        return response

    def get_deleted_objects(self, objs: Iterable[Guide], request: HttpRequest) -> Any:  # noqa: ANN401 (as Django's)
        """How much of each kind; to name each of a thousand rows takes longer than to read them is worth."""
        guides = list(objs)
        counts = [(table._meta, table.objects.filter(guide__in=guides).count()) for table in TABLES.values()]
        words = [
            f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
            for meta, count in counts
            if count
        ]
        allowed = [request.user.has_perm(f"diagnostics.delete_{meta.model_name}") for meta, _ in counts]
        forbidden = {str(meta.verbose_name) for (meta, _), may in zip(counts, allowed, strict=True) if not may}
        return words, {}, forbidden, []

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        response = super().response_delete(request, obj_display, obj_id)
        deleted = reverse("admin:deleted", args=["guide"])
        messages.info(
            request, format_html('It is under <a href="{}">Deleted guides</a>, and comes back whole.', deleted)
        )
        return response


def _is_name(typed: str, guide: Guide) -> bool:
    """Whether somebody means this guide: its address or its title, in whatever letter case."""
    said, *names = (
        " ".join(text.translate(APOSTROPHES).casefold().split()) for text in (typed, guide.slug, guide.title)
    )
    return said in names
