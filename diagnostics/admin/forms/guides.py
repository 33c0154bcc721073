"""Guides and their places."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from diagnostics.admin.forms.guide_removal import GuideRemovalAdmin
from diagnostics.admin.forms.parts import ADDRESS, PartAdmin
from diagnostics.models import Guide, Place


@admin.register(Guide)
class GuideAdmin(GuideRemovalAdmin, PartAdmin):
    """The frame of a guide; its parts have lists of their own."""

    list_display = ("title", "slug", "language", "position")
    list_filter = ("language",)
    list_select_related = ()
    search_fields = ("title", "slug")
    autocomplete_fields = ("urgent_page", "prevention_page")
    fieldsets = (
        ("What it answers", {"fields": ("title", "summary", "intro")}),
        ("What visitors press", {"fields": ("working", "not_working")}),
        ("Under every page", {"fields": ("urgent", "urgent_page", "prevention_page")}),
        ("When it gives up trying", {"fields": ("escalation_minutes",)}),
        (
            "What it is compared with",
            {"fields": ("usual_name", "usual", "usual_by_option"), "classes": ("collapse",)},
        ),
        ADDRESS,
        ("Language and order", {"fields": ("language", "position"), "classes": ("collapse",)}),
        ("Other languages", {"fields": ("translations",), "classes": ("collapse",)}),
    )

    def response_post_save_add(self, request: HttpRequest, obj: Guide) -> HttpResponseRedirect:  # noqa: ARG002 (as Django's)
        """To what comes next, not to the list of guides."""
        return HttpResponseRedirect(reverse("admin:guide-home", args=[obj.slug]))


@admin.register(Place)
class PlaceAdmin(PartAdmin):
    """Where things can go wrong."""

    list_display = ("name", "short", "slug", "guide")
    search_fields = ("name", "slug")
    fieldsets = (("What visitors read", {"fields": ("name", "short")}), ADDRESS)
