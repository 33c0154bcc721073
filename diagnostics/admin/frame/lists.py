"""Lists of parts stand in a guide: its tabs, its orders, its deleted rows, and links that come back to it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from diagnostics.admin.frame.page import frame_of
from diagnostics.admin.frame.part_lists import Link, add_address, filter_of, guide_in, list_address
from diagnostics.models import Guide
from diagnostics.models.drafts.tables import OBJECTS, PART_OF, TABLES


class ListAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """A list of the rows of one guide, or of all."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        guide = guide_in(self.model, request.GET.urlencode())
        may_bring_back = self.has_add_permission(request) and self.has_change_permission(request)
        own = {*QueryDict(filter_of(self.model, guide) if guide else ""), "o", "p", "_changelist_filters"}
        # From the form back to the list as it is shown.
        back = {"_changelist_filters": request.GET.urlencode()} if request.GET else {}
        ctx = {
            **frame_of(request, guide),
            "is_filtered": bool({*request.GET} - own),
            "unfiltered": list_address(self.model, guide),
            "add_address": add_address(self.model, guide, **back),
            "title": capfirst(str(self.model._meta.verbose_name_plural)),
            "orders": self.orders(request, guide),
            "deleted_from": part if (part := PART_OF.get(self.model)) in OBJECTS and may_bring_back else "",
        }
        response: HttpResponse = super().changelist_view(request, ctx | (extra_context or {}))
        return response

    def get_list_display(self, request: HttpRequest) -> Any:  # noqa: ANN401 (as Django's)
        """A column for the guide where there are several."""
        columns = super().get_list_display(request)
        return [name for name in columns if name != "guide" or guide_in(self.model, request.GET.urlencode()) is None]

    def orders(self, request: HttpRequest, guide: Guide | None) -> list[Link]:
        """Where the rows of a guide are put in order; of each guide, where the list shows all."""
        part = PART_OF.get(self.model, "")
        if part not in TABLES or not self.has_change_permission(request):
            return []
        if guide:
            return [("Put in order", reverse("admin:guide-order", args=[guide.slug, part]))]
        return [
            (f"Put in order: {each.title}", reverse("admin:guide-order", args=[each.slug, part]))
            for each in Guide.objects.all()
        ]
