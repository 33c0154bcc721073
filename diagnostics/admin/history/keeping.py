"""What every form of a draft does for the history: it writes it, and leads to it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

from diagnostics.admin.fields.part_forms import guide_of
from diagnostics.admin.history.entries import revision_title
from diagnostics.admin.history.pages import Place, deleted_page, history_page, revision_page
from diagnostics.domain.drafts.history import begin, deletions, object_of, revisions, say
from diagnostics.domain.drafts.undo import source_of
from diagnostics.models import Guide, Revision
from diagnostics.models.drafts.tables import OBJECTS, PART_OF


class HistoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """The history of a row is that of the object that it belongs to."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own: list[tuple[str, Any, str]] = [
            ("recover/", self.recoverlist_view, "recoverlist"),
            ("recover/<int:revision>/", self.recover_view, "recover"),
            ("<path:object_id>/history/<int:revision>/", self.revision_view, "revision"),
        ]
        views = [path(at, self.admin_site.admin_view(view), name=f"{name}_{what}") for at, view, what in own]
        return [*views, *super().get_urls()]

    # Writing it; the views stand inside ``changing``

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001 (as Django's)
        guide = Guide.objects.filter(pk=guide_of(obj) or 0).first()
        if guide is not None:
            begin(guide)
        super().save_model(request, obj, form, change)
        if guide is None:
            begin(obj, is_new=True)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:  # noqa: ANN401 (as Django's)
        return _told(super().log_addition(request, obj, message))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:  # noqa: ANN401 (as Django's)
        return _told(super().log_change(request, obj, message))

    # Pages

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 (as Django's)
    ) -> HttpResponse:
        row = self._row(request, object_id)
        guide, part, slug = object_of(row)
        older = request.GET.get("older", "")
        found = revisions(guide, part, slug, below=int(older) if older.isdecimal() else None)
        return history_page(request, Guide.objects.get(pk=guide), self._place(row, "History"), found)

    def revision_view(self, request: HttpRequest, object_id: str, revision: int) -> HttpResponse:
        row = self._row(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        guide, part, slug = object_of(row)
        found = next((one for one in revisions(guide, part, slug) if one.pk == revision), None)
        if found is None:
            raise Http404
        place = self._place(row, _when(found), ("History", self._address("history", row.pk)))
        return revision_page(request, Guide.objects.get(pk=guide), place, source_of(found) or found)

    def recoverlist_view(self, request: HttpRequest) -> HttpResponse:
        place = Place(self._deleted(request), self._crumbs(), lambda one: self._address("recover", one.pk), "")
        return deleted_page(request, place, deletions(self._part()))

    def recover_view(self, request: HttpRequest, revision: int) -> HttpResponse:
        title, table = self._deleted(request), self._address("changelist")
        found = get_object_or_404(Revision, pk=revision, part=self._part(), text="")
        crumbs = (*self._crumbs(), (title, self._address("recoverlist")))
        place = Place(
            f"{revision_title(found)}, deleted on {_when(found)}",
            crumbs,
            lambda one: self._address("recover", one.pk),
            table,
        )
        return revision_page(request, Guide.objects.filter(pk=found.guide_id).first(), place, found)

    def _row(self, request: HttpRequest, object_id: str) -> Any:  # noqa: ANN401 (a row)
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        return row

    def _deleted(self, request: HttpRequest) -> str:
        if not (self.has_change_permission(request) and self.has_add_permission(request)):
            raise PermissionDenied
        return f"Deleted {self.opts.verbose_name_plural}"

    def _part(self) -> str:
        if (part := PART_OF.get(self.model, "")) not in OBJECTS:
            raise Http404
        return part

    def _place(self, row: Any, title: str, *crumbs: tuple[str, str]) -> Place:  # noqa: ANN401 (a row)
        form = self._address("change", row.pk)
        above = (*self._crumbs(), (str(row), form), *crumbs)
        return Place(title, above, lambda one: self._address("revision", row.pk, one.pk), form)

    def _crumbs(self) -> tuple[tuple[str, str], ...]:
        return ((capfirst(str(self.opts.verbose_name_plural)), self._address("changelist")),)

    def _address(self, what: str, *names: object) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}", args=names)


def _told(entry: LogEntry) -> LogEntry:
    """What Django says of a form, as the reason of the change."""
    say(entry.get_change_message())
    return entry


def _when(revision: Revision) -> str:
    return date_format(localtime(revision.at), "j F Y, H:i")
