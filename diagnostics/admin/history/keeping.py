"""What every form of a draft does for the history: it writes it, and leads to it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse

from diagnostics.admin.fields.part_forms import guide_of
from diagnostics.admin.frame.page import Missing
from diagnostics.admin.history.pages import history_page
from diagnostics.domain.drafts.history import begin, object_of, say
from diagnostics.models import Guide


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
            raise Missing(f"view_{self.opts.model_name}")
        if row is None:
            raise Http404
        return history_page(request, *object_of(row))


def _with_reason(entry: LogEntry) -> LogEntry:
    """What Django says of a form, as the reason of the change."""
    say(entry.get_change_message())
    return entry
