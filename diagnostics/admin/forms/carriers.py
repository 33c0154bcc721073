"""Carrier notes, with their facts and what they add to steps."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from diagnostics.admin.forms.parts import ADDRESS, SOURCES, PartAdmin, PartInline
from diagnostics.models import Carrier, CarrierFact, StepNote


class FactInline(PartInline):
    """Documented facts."""

    model = CarrierFact
    known = autocomplete_fields = ("sources",)
    verbose_name_plural = "documented facts"
    fields = ("text", "sources", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CarrierFact]:
        return super().get_queryset(request).prefetch_related("sources")


class StepNoteInline(PartInline):
    """What stands inside steps."""

    model = StepNote
    known = autocomplete_fields = ("step",)
    fields = ("step", "text")
    titled_by = "step"
    folded = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[StepNote]:
        return super().get_queryset(request).select_related("carrier", "step")


@admin.register(Carrier)
class CarrierAdmin(PartAdmin):
    """What is documented about carriers."""

    list_display = ("name", "country", "network", "reviewed", "slug", "guide")
    list_filter = ("guide", "country", "reviewed")
    search_fields = ("name", "slug", "facts__text", "caveats")
    autocomplete_fields = ("sources",)
    inlines = (FactInline, StepNoteInline)
    fieldsets = (
        ("Who it is", {"fields": ("name", "country", "network")}),
        ("What is documented", {"fields": ("activation", "charge", "rcs", "caveats")}),
        ("Where customers get help", {"fields": ("status_url", "support_url", "phone")}),
        SOURCES,
        ADDRESS,
    )
