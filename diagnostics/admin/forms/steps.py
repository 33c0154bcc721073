"""Troubleshooting steps, with their instructions and what they cure."""

from django.contrib import admin

from diagnostics.admin.forms.parts import ADDRESS, SOURCES, PartAdmin, PartInline, table
from diagnostics.admin.frame.part_lists import Link
from diagnostics.models import Remedy, Step, Variant


class VariantInline(PartInline):
    """Instructions by device and version."""

    model = Variant
    verbose_name_plural = "instructions, one variant for each device or version"
    fields = ("label", "text", "when", "position")
    stands_first = True


class RemedyInline(PartInline):
    """The causes that a step cures."""

    model = Remedy
    autocomplete_fields = ("cause",)
    verbose_name = "cause that it cures"
    verbose_name_plural = "causes that it cures"
    fields = (("cause", "word"),)
    titled_by = "cause"


@admin.register(Step)
class StepAdmin(PartAdmin):
    """What visitors are asked to do."""

    list_display = ("title", "kind", "minutes", "waiting", "disruption", "reviewed", "slug", "guide")
    list_filter = ("guide", "kind", "disruption", "waiting", "reviewed")
    search_fields = ("title", "slug", "summary", "variants__text")
    autocomplete_fields = ("only_after", "sources")
    inlines = (VariantInline, RemedyInline)
    fieldsets = (
        ("What visitors read", {"fields": ("title", "summary")}),
        (
            "What it is, and what it takes",
            {"fields": ("kind", "minutes", "waiting", "meanwhile", "asks", "often_tried")},
        ),
        ("What it interrupts or loses", {"fields": ("disruption", "cuts", "loses", "first_check")}),
        (
            "When it is offered",
            {"fields": ("when", "needs", "only_after", "never_while", "never_because"), "classes": ("collapse",)},
        ),
        ("Only of a wait", {"fields": ("until", "avoid"), "classes": ("collapse",)}),
        ("Only of a verdict", {"fields": ("unproven",), "classes": ("collapse",)}),
        ("What to say, and how it stays fixed", {"fields": ("say", "stays_fixed"), "classes": ("collapse",)}),
        SOURCES,
        ADDRESS,
    )

    def tables(self, row: Step) -> tuple[Link, ...]:
        return (table("What each step cures, in one table", "guide-remedies", row.guide),)
