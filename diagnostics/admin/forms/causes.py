"""Causes, with the steps that cure them."""

from django.contrib import admin

from diagnostics.admin.forms.parts import ADDRESS, SOURCES, PartAdmin, PartInline, TableAdmin, table
from diagnostics.admin.frame.part_lists import Link
from diagnostics.models import Cause, Remedy


class CureInline(PartInline):
    """The steps that cure a cause."""

    model = Remedy
    autocomplete_fields = ("step",)
    verbose_name = "step that cures it"
    verbose_name_plural = "steps that cure it"
    fields = (("step", "word"),)
    titled_by = "step"


@admin.register(Cause)
class CauseAdmin(PartAdmin):
    """What may be wrong."""

    list_display = ("name", "where", "commonness", "reviewed", "slug", "guide")
    list_filter = ("guide", ("place", admin.RelatedOnlyFieldListFilter), "commonness", "reviewed")
    list_select_related = ("guide", "place")
    search_fields = ("name", "slug", "summary", "text")
    autocomplete_fields = ("place", "sources")
    inlines = (CureInline,)
    fieldsets = (
        ("What visitors read", {"fields": ("name", "said", "summary")}),
        ("Where it stands, and how common it is", {"fields": ("place", "commonness", "open")}),
        ("Its own page", {"fields": ("text",)}),
        SOURCES,
        ADDRESS,
    )

    @admin.display(description="place", ordering="place__position")
    def where(self, row: Cause) -> str:
        """The short word: the long one is a line of its own."""
        return row.place.short

    def tables(self, row: Cause) -> tuple[Link, ...]:
        return (
            table("What answers say about this cause", "guide-signs-cause", row.guide, cause=row.slug),
            table("Which steps cure it, beside all others", "guide-remedies", row.guide),
        )


@admin.register(Remedy)
class RemedyAdmin(TableAdmin):
    """Which step cures which cause, how often."""

    address = "guide-remedies"
    list_display = ("step", "word", "cause")
    list_filter = ("step__guide", "word")
    list_select_related = ("step", "cause")
    search_fields = ("step__title", "step__slug", "cause__name", "cause__slug")
    autocomplete_fields = ("step", "cause")
    fieldsets = (("How often the step cures the cause", {"fields": ("step", "word", "cause")}),)
