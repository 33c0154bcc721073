"""Troubleshooting steps, with their instructions and what they cure."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from diagnostics.admin.forms.parts import PartAdmin, PartInline
from diagnostics.models import Remedy, Step, Variant


class VariantInline(PartInline):
    """Instructions by device and version."""

    model = Variant


class RemedyInline(PartInline):
    """The causes that a step cures."""

    model = Remedy
    known = autocomplete_fields = ("cause",)
    verbose_name = "cause that it cures"
    verbose_name_plural = "causes that it cures"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Remedy]:
        return super().get_queryset(request).select_related("step", "cause")


@admin.register(Step)
class StepAdmin(PartAdmin):
    """What visitors are asked to do."""

    list_display = ("title", "slug", "kind", "minutes", "waiting", "disruption", "reviewed", "position", "guide")
    list_filter = ("guide", "kind", "disruption", "waiting", "reviewed")
    search_fields = ("title", "slug", "summary", "variants__text")
    autocomplete_fields = ("only_after", "sources")
    inlines = (VariantInline, RemedyInline)
    fieldsets = (
        (None, {"fields": ("guide", "title", "slug", "aliases", "position", "kind", "summary")}),
        (
            "What it takes",
            {"fields": ("minutes", "waiting", "disruption", "loses", "cuts", "first_check", "meanwhile")},
        ),
        ("When it is offered", {"fields": ("when", "only_after", "never_while", "never_because")}),
        ("What else it says", {"fields": ("until", "avoid", "unproven", "say", "stays_fixed")}),
        ("Where it comes from", {"fields": ("sources", "reviewed")}),
    )
