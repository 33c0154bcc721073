"""What every form of a draft does for the history: it writes it, and leads to it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from diagnostics.admin.fields.part_forms import guide_of
from diagnostics.admin.history.pages import history_page
from diagnostics.domain.drafts.history import begin, <<<OURS deletions,  |||BASE deleted,  ===THEIRS  >>>object_of, say
from diagnostics.<<<OURS domain.drafts.undo import source_of\nfrom diagnostics. |||BASE domain.drafts.undo import kept\nfrom diagnostics. ===THEIRS  >>>models import Guide


class HistoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """The history of a row is that of the object that it belongs to. The views stand inside ``changing``."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001 (as Django's)
        guide = Guide.objects.filter(pk=guide_of(obj) or 0).first()
        if guide is not None:
            begin(guide)
        super().save_model(request, obj, form, change)
        if guide is None:
            begin(obj, is_new=True)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:  # noqa: ANN401 (as Django's)
        return _with_reason(super().log_addition(request, obj, message))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:  # noqa: ANN401 (as Django's)
        return _with_reason(super().log_change(request, obj, message))

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 (as Django's)
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        return history_page(request, *object_of(row))


def _with_reason(entry: LogEntry) -> LogEntry:
    """What Django says of a form, as the reason of the change."""
    say(entry.<<<OURS get(pk=guide), place, source_of |||BASE get(pk=guide), place, kept ===THEIRS get_change_message >>>())
    <<<OURS def recoverlist_view(self, request: HttpRequest) -> HttpResponse:\n        place = Place(self._deleted(request), self._crumbs(), lambda one: self._address("recover", one.pk), "")\n        return deleted_page(request, place, deletions(self._part()))\n\n    def recover_view(self, request: HttpRequest, revision: int) -> HttpResponse:\n        title, table = self._deleted(request), self._address("changelist")\n        found = get_object_or_404(Revision, pk=revision, part=self._part(), text="")\n        crumbs = (*self._crumbs(), (title, self._address("recoverlist")))\n        place = Place(\n            f"{revision_title(found)}, deleted on {_when(found)}",\n            crumbs,\n            lambda one: self._address("recover", one.pk),\n            table,\n        )\n        return revision_page(request, Guide.objects.filter(pk=found.guide_id).first(), place, found)\n\n    def _row(self, request: HttpRequest, object_id: str) -> Any:  # noqa: ANN401 (a row)\n        row = self.get_object(request, unquote(object_id))\n        if not self.has_view_or_change_permission(request, row):\n            raise PermissionDenied\n        if row is None:\n            raise Http404\n        return row\n\n    def _deleted(self, request: HttpRequest) -> str:\n        if not (self.has_change_permission(request) and self.has_add_permission(request)):\n            raise PermissionDenied\n        return f"Deleted {self.opts.verbose_name_plural}"\n\n    def _part(self) -> str:\n        if (part := PART_OF.get(self.model, "")) not in OBJECTS:\n            raise Http404\n        return part\n\n    def _place(self, row: Any, title: str, *crumbs: tuple[str, str]) -> Place:  # noqa: ANN401 (a row)\n        form = self._address("change", row.pk)\n        above = (*self._crumbs(), (str(row), form), *crumbs)\n        return Place(title, above, lambda one: self._address("revision", row.pk, one.pk), form)\n\n    def _crumbs(self) -> tuple[tuple[str, str], ...]:\n        return ((capfirst(str(self.opts.verbose_name_plural)), self._address("changelist")),)\n\n    def _address(self, what: str, *names: object) -> str:\n        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}", args=names)\n\n\ndef _told(entry: LogEntry) -> LogEntry:\n    """What Django says of a form, as the reason of the change."""\n    say(entry.get_change_message())\n    return |||BASE def recoverlist_view(self, request: HttpRequest) -> HttpResponse:\n        place = Place(self._deleted(request), self._crumbs(), lambda one: self._address("recover", one.pk), "")\n        return deleted_page(request, place, deleted(self._part()))\n\n    def recover_view(self, request: HttpRequest, revision: int) -> HttpResponse:\n        title, table = self._deleted(request), self._address("changelist")\n        found = get_object_or_404(Revision, pk=revision, part=self._part(), text="")\n        crumbs = (*self._crumbs(), (title, self._address("recoverlist")))\n        place = Place(\n            f"{revision_title(found)}, deleted on {_when(found)}",\n            crumbs,\n            lambda one: self._address("recover", one.pk),\n            table,\n        )\n        return revision_page(request, Guide.objects.filter(pk=found.guide_id).first(), place, found)\n\n    def _row(self, request: HttpRequest, object_id: str) -> Any:  # noqa: ANN401 (a row)\n        row = self.get_object(request, unquote(object_id))\n        if not self.has_view_or_change_permission(request, row):\n            raise PermissionDenied\n        if row is None:\n            raise Http404\n        return row\n\n    def _deleted(self, request: HttpRequest) -> str:\n        if not (self.has_change_permission(request) and self.has_add_permission(request)):\n            raise PermissionDenied\n        return f"Deleted {self.opts.verbose_name_plural}"\n\n    def _part(self) -> str:\n        if (part := PART_OF.get(self.model, "")) not in OBJECTS:\n            raise Http404\n        return part\n\n    def _place(self, row: Any, title: str, *crumbs: tuple[str, str]) -> Place:  # noqa: ANN401 (a row)\n        form = self._address("change", row.pk)\n        above = (*self._crumbs(), (str(row), form), *crumbs)\n        return Place(title, above, lambda one: self._address("revision", row.pk, one.pk), form)\n\n    def _crumbs(self) -> tuple[tuple[str, str], ...]:\n        return ((capfirst(str(self.opts.verbose_name_plural)), self._address("changelist")),)\n\n    def _address(self, what: str, *names: object) -> str:\n        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}", args=names)\n\n\ndef _told(entry: LogEntry) -> LogEntry:\n    """What Django says of a form, as the reason of the change."""\n    say(entry.get_change_message())\n    return ===THEIRS return >>> entry
