"""Carrier notes, with their facts and what they add to steps."""

from django.contrib import admin

from diagnostics.admin.forms.parts import ADDRESS, SOURCES, PartAdmin, PartInline
from diagnostics.models import Carrier, CarrierFact, StepNote


class FactInline(PartInline):
    """Documented facts."""

    model = CarrierFact
    autocomplete_fields = ("sources",)
    verbose_name_plural = "documented facts"
    fields = ("text", "sources", "position")


class StepNoteInline(PartInline):
    """What stands inside steps."""

    model = StepNote
    autocomplete_fields = ("step",)
    fields = ("step", "text")
    titled_by = "step"
    folded = True


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
