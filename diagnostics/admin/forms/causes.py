"""Causes, with the steps that cure them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from diagnostics.admin.forms.parts import PartAdmin, PartInline
from diagnostics.models import Cause, Remedy


class CureInline(PartInline):
    """The steps that cure a cause."""

    model = Remedy
    known = autocomplete_fields = ("step",)
    verbose_name = "step that cures it"
    verbose_name_plural = "steps that cure it"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Remedy]:
        return super().get_queryset(request).select_related("step", "cause")


@admin.register(Cause)
class CauseAdmin(PartAdmin):
    """What may be wrong."""

    list_display = ("name", "slug", "place", "commonness", "open", "reviewed", "position", "guide")
    list_filter = ("guide", "place", "commonness", "reviewed")
    list_select_related = ("guide", "place")
    search_fields = ("name", "slug", "summary", "text")
    autocomplete_fields = ("place", "sources")
    inlines = (CureInline,)


@admin.register(Remedy)
class RemedyAdmin(PartAdmin):
    """Which step cures which cause, how often."""

    list_display = ("step", "word", "cause")
    list_filter = ("step__guide", "word")
    list_select_related = ("step", "cause")
    search_fields = ("step__title", "step__slug", "cause__name", "cause__slug")
    autocomplete_fields = ("step", "cause")
