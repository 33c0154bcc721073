"""Carrier notes, with their facts and what they add to steps."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from diagnostics.admin.forms.parts import PartAdmin, PartInline
from diagnostics.models import Carrier, CarrierFact, StepNote


class FactInline(PartInline):
    """Documented facts."""

    model = CarrierFact
    known = autocomplete_fields = ("sources",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CarrierFact]:
        return super().get_queryset(request).prefetch_related("sources")


class StepNoteInline(PartInline):
    """What stands inside steps."""

    model = StepNote
    known = autocomplete_fields = ("step",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[StepNote]:
        return super().get_queryset(request).select_related("carrier", "step")


@admin.register(Carrier)
class CarrierAdmin(PartAdmin):
    """What is documented about carriers."""

    list_display = ("name", "slug", "country", "network", "reviewed", "position", "guide")
    list_filter = ("guide", "country", "reviewed")
    search_fields = ("name", "slug", "facts__text", "caveats")
    autocomplete_fields = ("sources",)
    inlines = (FactInline, StepNoteInline)
