"""Guides and their places."""

from django.contrib import admin

from diagnostics.admin.forms.parts import PartAdmin
from diagnostics.models import Guide, Place

SLUGS = ("slug", "aliases")


@admin.register(Guide)
class GuideAdmin(PartAdmin):
    """The frame of a guide; its parts have lists of their own."""

    list_display = ("title", "slug", "language", "position")
    list_filter = ("language",)
    list_select_related = ()
    search_fields = ("title", "slug")
    autocomplete_fields = ("urgent_page", "prevention_page")
    fieldsets = (
        (None, {"fields": ("title", *SLUGS, "language", "position", "summary", "intro")}),
        ("During a walk", {"fields": ("working", "not_working", "urgent", "urgent_page", "prevention_page")}),
        ("What it is compared with", {"fields": ("escalation_minutes", "usual_name", "usual", "usual_by_option")}),
        ("Other languages", {"fields": ("translations",), "classes": ("collapse",)}),
    )


@admin.register(Place)
class PlaceAdmin(PartAdmin):
    """The way of a message."""

    list_display = ("name", "slug", "short", "position", "guide")
    search_fields = ("name", "slug")
